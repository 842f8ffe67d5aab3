/* Reading the options by their table.  Whatever is not in the table is refused. */
#include "cli/stage_options.h"

#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/source_file.h"
#include "memory/rt.h"
#include "syntax/literal_repr.h"

typedef enum OptionKind { FLAG, LEVEL_1, LEVEL_2, NUMBER, TEXT, OWN } OptionKind;

/* A bit for each command, in the order of commands.def. */
enum {
#define COMMAND(name, synopsis, help) INDEX_##name,
#include "cli/commands.def"
#undef COMMAND
};
enum {
    ON_RUN = 1 << INDEX_run,
    ON_GC = 1 << INDEX_gc,
    ON_TRACE = 1 << INDEX_trace,
    ON_TOKENS = 1 << INDEX_tokens,
    ON_AST = 1 << INDEX_ast,
    ON_SYMTABLE = 1 << INDEX_symtable,
    ON_CFG = 1 << INDEX_cfg,
    ON_DIS = 1 << INDEX_dis,
    ON_COMPILE = 1 << INDEX_compile,
    ON_DIGEST = 1 << INDEX_digest,
    ON_STAGES = ON_TOKENS | ON_AST | ON_SYMTABLE | ON_CFG | ON_DIS,
};

typedef struct Option {
    unsigned commands;
    const char *name, *short_name;
    OptionKind kind;
    const char *value;
    size_t offset; /* in StageOptions */
    const char *meaning;
} Option;

static const Option option_table[] = {
#define OPTION(commands, name, short_name, kind, value, field, meaning) \
    {commands, name, short_name, kind, value, offsetof(StageOptions, field), meaning},
#include "cli/stage_options.def"
#undef OPTION
#define LIMIT(name, option, things, least)                                                     \
    {ON_RUN | ON_TRACE, option, NULL, OWN, LIMIT_##name == LIMIT_TIME ? " SECONDS" : " N", 0,  \
     LIMIT_##name == LIMIT_TIME ? "end the run with status 3 when the time is over"            \
                                : "end the run with status 3 rather than allow more " things},
#include "memory/limits.def"
#undef LIMIT
};

static unsigned command_bit(const char *name)
{
    return 1u << (command_find(name) - cli_commands);
}

static const Option *option_find(const char *command, const char *word)
{
    for (size_t i = 0; i < ARRAY_LENGTH(option_table); i++) {
        const Option *option = &option_table[i];
        if ((option->commands & command_bit(command)) == 0 || option->kind == OWN) continue;
        if (strcmp(word, option->name) == 0) return option;
        if (option->short_name != NULL && strcmp(word, option->short_name) == 0) return option;
    }
    return NULL;
}

static int take_number(const char *command, const Option *option, const char *text, int *number)
{
    size_t length = strlen(text);
    if (length == 0 || length > 6 || strspn(text, "0123456789") != length)
        return usage_error(command, "%s takes a number, not \"%s\"", option->name, text);
    *number = atoi(text);
    return EXIT_OK;
}

/* Takes the option at argv[*at], and the argument after it if it wants one. */
static int take_option(int argc, char **argv, int *at, StageOptions *options)
{
    const char *command = argv[0], *word = argv[*at];
    const Option *option = option_find(command, word);
    if (option == NULL) return usage_error(command, "unknown option %s", word);
    void *field = (char *)options + option->offset;
    if (option->kind >= NUMBER && *at + 1 >= argc) return usage_error(command, "%s wants a value", word);
    switch (option->kind) {
    case FLAG: *(bool *)field = true; break;
    case LEVEL_1: *(int *)field = 1; break;
    case LEVEL_2: *(int *)field = 2; break;
    case NUMBER: return take_number(command, option, argv[++*at], field);
    case TEXT: *(const char **)field = argv[++*at]; break;
    case OWN: break;
    }
    return EXIT_OK;
}

int options_read(int argc, char **argv, StageOptions *options)
{
    int at = 1, status = EXIT_OK;
    for (; at < argc && argv[at][0] == '-' && argv[at][1] != '\0' && status == EXIT_OK; at++) {
        if (strcmp(argv[at], "--") == 0) {
            at++;
            break;
        }
        status = take_option(argc, argv, &at, options);
    }
    options->first_file = at;
    return status;
}

int options_read_single(int argc, char **argv, StageOptions *options)
{
    int status = options_read(argc, argv, options);
    if (status != EXIT_OK) return status;
    int files = argc - options->first_file;
    if (files > 1) return usage_error(argv[0], "one file at a time");
    if (files == 0 && options->code == NULL) return usage_error(argv[0], "name a file");
    if (files == 1 && options->code != NULL) return usage_error(argv[0], "either a file or -c CODE");
    return EXIT_OK;
}

void options_describe(const char *command, Buf *out)
{
    for (size_t i = 0; i < ARRAY_LENGTH(option_table); i++) {
        const Option *option = &option_table[i];
        if ((option->commands & command_bit(command)) == 0) continue;
        Buf name = BUF_INIT;
        if (option->short_name != NULL) buf_printf(&name, "%s, ", option->short_name);
        buf_printf(&name, "%s%s", option->name, option->value);
        buf_printf(out, "  %-26s %s\n", buf_text(&name), option->meaning);
        buf_fini(&name);
    }
    buf_printf(out, "  %-26s %s\n", "--help", "print this");
}

int stage_source_open(const char *command, const char *file, const StageOptions *options, StageSource *source)
{
    *source = (StageSource){.text = BUF_INIT, .name = "<string>"};
    if (file == NULL) {
        buf_add_text(&source->text, options->code);
        return EXIT_OK;
    }
    source->name = strcmp(file, "-") == 0 ? "<stdin>" : file;
    errno = 0;
    if (source_file_read(file, &source->text) == 0) return EXIT_OK;
    int reason = errno != 0 ? errno : EIO;
    Buf shown = BUF_INIT;
    repr_str(source->name, strlen(source->name), &shown);
    fprintf(stderr, "viv %s: [Errno %d] %s: %s\n", command, reason, strerror(reason), buf_text(&shown));
    buf_fini(&shown);
    buf_fini(&source->text);
    return EXIT_USAGE;
}
