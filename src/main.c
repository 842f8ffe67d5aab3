/* viv's entry: chooses the subcommand.  What is not the name of one is a program, so
   `viv FILE` means `viv run FILE`, and `viv -c CODE` means `viv run -c CODE`. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

static int print_help(void)
{
    puts("usage: viv FILE.py [ARGUMENTS]      run a program\n"
         "       viv COMMAND [ARGUMENTS]\n");
    for (const Command *command = cli_commands; command->name != NULL; command++) {
        printf("  %-9s %-34s %s\n", command->name, command->synopsis, command->help);
    }
    puts("  --help                                       print this\n"
         "  --version                                    print viv's version");
    return EXIT_OK;
}

/* Runs "run" with the arguments that came without a subcommand. */
static int run_program(int argc, char **argv)
{
    const Command *run = command_find("run");
    const char *first = argc > 1 ? argv[1] : "";
    if (run == NULL) return usage_error("", "no command named \"%s\"", first);
    return run->run(argc, argv);
}

int main(int argc, char **argv)
{
    const char *first = argc > 1 ? argv[1] : "";
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) return print_help();
    if (strcmp(first, "--version") == 0 || strcmp(first, "-V") == 0) {
        puts("viv " VIV_VERSION " (Python 3.11)");
        return EXIT_OK;
    }
    const Command *command = command_find(first);
    bool asks = argc == 3 && (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-h") == 0);
    if (command != NULL && asks && command->run != cmd_step) return command_help(command);
    if (command != NULL) return command->run(argc - 1, argv + 1);
    return run_program(argc, argv);
}
