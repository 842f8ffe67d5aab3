/* The table of subcommands, made from commands.def, and the one form of a usage error. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

const Command cli_commands[] = {
#define COMMAND(name, synopsis, help) {#name, synopsis, help, cmd_##name},
#include "cli/commands.def"
#undef COMMAND
    {NULL, NULL, NULL, NULL},
};

const Command *command_find(const char *name)
{
    for (const Command *command = cli_commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0) return command;
    }
    return NULL;
}

int usage_error(const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, name[0] != '\0' ? "viv %s: " : "viv%s: ", name);
    vfprintf(stderr, format, args);
    fputs("; try viv --help\n", stderr);
    va_end(args);
    return EXIT_USAGE;
}

int output_flush(int status)
{
    return fflush(stdout) == 0 && !ferror(stdout) ? status : EXIT_FLUSH;
}
