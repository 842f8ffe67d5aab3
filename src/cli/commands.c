/* The table of subcommands, made from commands.def, and the one form of a usage error. */
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "cli/stage_options.h"

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

int command_help(const Command *command)
{
    Buf out = BUF_INIT;
    buf_printf(&out, "usage: viv %s %s\n\n%s\n\n", command->name, command->synopsis, command->help);
    options_describe(command->name, &out);
    fwrite(buf_text(&out), 1, out.length, stdout);
    buf_fini(&out);
    return output_flush(EXIT_OK);
}

int usage_error(const char *name, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, name[0] != '\0' ? "viv %s: " : "viv%s: ", name);
    vfprintf(stderr, format, args);
    fprintf(stderr, "; try viv %s%s--help\n", name, name[0] != '\0' ? " " : "");
    va_end(args);
    return EXIT_USAGE;
}

int output_flush(int status)
{
    return fflush(stdout) == 0 && !ferror(stdout) ? status : EXIT_FLUSH;
}
