/* The stepper's own options on a command line; each takes its value as "--name=value" or "--name value". */
#include <stdio.h>
#include <string.h>

#include "ui/help.h"
#include "ui/script.h"
#include "ui/stepper.h"

StepperOptions stepper_defaults(void)
{
    return (StepperOptions){.columns = 80, .rows = 24, .sync_fd = -1};
}

/* The value of option NAME at argv[*at]; NULL when it is another, or nothing follows. */
static const char *option_value(int argc, char **argv, int *at, const char *name)
{
    size_t length = strlen(name);
    if (strncmp(argv[*at], name, length) != 0) return NULL;
    if (argv[*at][length] == '=') return argv[*at] + length + 1;
    if (argv[*at][length] != '\0' || *at + 1 >= argc) return NULL;
    return argv[++*at];
}

static bool parse_colour(const char *text, ScreenColour *colour)
{
    static const char *const names[] = {"auto", "always", "never", "16", "256"};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (strcmp(names[i], text) != 0) continue;
        *colour = (ScreenColour)i;
        return true;
    }
    return false;
}

int stepper_option(StepperOptions *options, int argc, char **argv, int *at, char *message, size_t size)
{
    const char *value;
    int fd;
    if (strcmp(argv[*at], "--plain") == 0) {
        options->plain = true;
    } else if (strcmp(argv[*at], "--ascii") == 0) {
        options->ascii = true;
    } else if ((value = option_value(argc, argv, at, "--script")) != NULL) {
        options->script = value;
    } else if ((value = option_value(argc, argv, at, "--at")) != NULL) {
        options->at = value;
    } else if ((value = option_value(argc, argv, at, "--keys")) != NULL) {
        options->keys = value;
    } else if ((value = option_value(argc, argv, at, "--theme")) != NULL) {
        Theme theme;
        options->theme = value;
        if (theme_find(value, &theme)) return 1;
        snprintf(message, size, "themes are mono, 16, dark and light, not \"%s\"", value);
        return -1;
    } else if ((value = option_value(argc, argv, at, "--size")) != NULL) {
        if (script_size(value, &options->columns, &options->rows)) return 1;
        snprintf(message, size, "--size takes columns and rows, as 80x24, not \"%s\"", value);
        return -1;
    } else if ((value = option_value(argc, argv, at, "--color")) != NULL) {
        if (parse_colour(value, &options->colour)) return 1;
        snprintf(message, size, "--color is auto, always, never, 16 or 256, not \"%s\"", value);
        return -1;
    } else if ((value = option_value(argc, argv, at, "--sync-fd")) != NULL) {
        if (sscanf(value, "%d", &fd) == 1 && fd > 2) {
            options->sync_fd = fd;
            return 1;
        }
        snprintf(message, size, "--sync-fd takes the number of an open file, not \"%s\"", value);
        return -1;
    } else {
        return 0;
    }
    return 1;
}

void stepper_help(FILE *out)
{
    fputs("  --plain          line mode: one command a line, one sentence a step\n"
          "  --at WHERE       begin at a step, at 50%, or at a place as :next has them, or at a lesson's question, as q1\n"
          "  --keys KEYS      press these first, as \"n n b\"\n"
          "  --script FILE    run keys and commands from a file, on a screen in memory\n"
          "  --size CxR       the size of that screen; 80x24\n"
          "  --color WHEN     auto, always, never, 16 or 256\n"
          "  --theme NAME     mono, 16, dark or light\n"
          "  --ascii          draw lines in ASCII\n\n",
          out);
    help_print(out, "");
}
