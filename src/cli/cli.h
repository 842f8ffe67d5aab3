/* The command line as a table: one subcommand, one file src/cli/cmd_NAME.c, one line in
   commands.def. */
#ifndef VIV_CLI_CLI_H
#define VIV_CLI_CLI_H

#include "base/base.h"

#define VIV_VERSION "0.1.0"

/* Exit statuses, as CPython's where it has one. */
enum { EXIT_OK = 0, EXIT_EXCEPTION = 1, EXIT_USAGE = 2, EXIT_LIMIT = 3, EXIT_LEAK = 70, EXIT_FLUSH = 120 };

typedef struct Command {
    const char *name;
    const char *synopsis; /* what follows the name on the command line */
    const char *help;     /* one line */
    /* argv[0] is the subcommand's name.  Returns the exit status. */
    int (*run)(int argc, char **argv);
} Command;

/* The run functions, cmd_run() and so on. */
#define COMMAND(name, synopsis, help) int cmd_##name(int argc, char **argv);
#include "cli/commands.def"
#undef COMMAND

/* Every subcommand, ended by one without a name. */
extern const Command cli_commands[];

/* The subcommand called NAME, or NULL. */
const Command *command_find(const char *name);

/* Prints COMMAND's use and its options; the exit status. */
int command_help(const Command *command);

/* STATUS, or EXIT_FLUSH when what was printed could not be written. */
int output_flush(int status);

/* Prints "viv NAME: message" as one line on stderr; returns EXIT_USAGE. */
PRINTF_LIKE(2, 3) int usage_error(const char *name, const char *format, ...);

#endif
