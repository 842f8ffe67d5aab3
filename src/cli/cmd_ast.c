/* viv ast: the syntax tree of a program, as `python3.11 -m ast` prints it; with --check
   only what is wrong, one line per error and file. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/source_file.h"
#include "syntax/ast_dump.h"
#include "syntax/parse.h"

typedef struct AstOptions {
    const char *filename;
    const char *mode;
    bool attributes;
    bool check;
    int indent;
    int first_file; /* in argv */
} AstOptions;

static ParseResult parse(Arena *arena, const Buf *source, const AstOptions *options)
{
    ParseOptions parse_options = {.filename = options->filename};
    const char *text = buf_text(source);
    if (strcmp(options->mode, "eval") == 0) {
        return parse_expression(arena, text, source->length, &parse_options);
    }
    if (strcmp(options->mode, "single") == 0) {
        return parse_interactive(arena, text, source->length, &parse_options);
    }
    return parse_module(arena, text, source->length, &parse_options);
}

/* FILE:LINE:OFFSET:END_LINE:END_OFFSET: SyntaxError: message */
static void print_place(const Diagnostic *d, const char *filename)
{
    printf("%s:%d:%d:%d:%d: %s: %s\n",
           filename,
           d->lineno,
           d->offset,
           d->end_lineno,
           d->end_offset,
           diagnostic_kind_name(d->kind),
           d->message);
}

/* Prints the tree, or the error to stderr; with --check only the error, to stdout. */
static int print_tree(const Buf *source, const AstOptions *options)
{
    Arena *arena = arena_new();
    if (arena == NULL) {
        fputs("viv ast: out of memory\n", stderr);
        return EXIT_EXCEPTION;
    }
    Buf out = BUF_INIT;
    ParseResult result = parse(arena, source, options);
    int status = result.tree != NULL ? EXIT_OK : EXIT_EXCEPTION;
    if (options->check) {
        if (result.error != NULL) {
            print_place(result.error, options->filename);
        }
    } else if (result.tree != NULL) {
        if (!ast_dump((const Node *)result.tree,
                      options->attributes,
                      options->indent,
                      &out)) {
            fputs("viv ast: the tree is too deep to be printed\n", stderr);
            buf_clear(&out);
            status = EXIT_EXCEPTION;
        } else {
            buf_add_char(&out, '\n');
        }
    } else {
        diagnostic_print(result.error, &out);
    }
    FILE *file = result.tree != NULL ? stdout : stderr;
    fwrite(buf_text(&out), 1, out.length, file);
    status = out.failed ? EXIT_EXCEPTION : status;
    buf_fini(&out);
    arena_free(arena);
    return status;
}

/* Reads the options; 0, or the status of a usage error. */
static int read_options(int argc, char **argv, AstOptions *options)
{
    for (int i = 1; i < argc; i++) {
        const char *arg = argv[i];
        if (strcmp(arg, "-a") == 0 || strcmp(arg, "--include-attributes") == 0) {
            options->attributes = true;
        } else if ((strcmp(arg, "-m") == 0 || strcmp(arg, "--mode") == 0) &&
                   i + 1 < argc) {
            options->mode = argv[++i];
        } else if ((strcmp(arg, "-i") == 0 || strcmp(arg, "--indent") == 0) &&
                   i + 1 < argc) {
            options->indent = atoi(argv[++i]);
        } else if (strcmp(arg, "--check") == 0) {
            options->check = true;
        } else if (arg[0] == '-' && arg[1] != '\0') {
            return usage_error("ast", "unknown option %s", arg);
        } else {
            options->first_file = i;
            break;
        }
    }
    if (options->first_file == 0) {
        return usage_error("ast", "name a file");
    }
    bool known = strcmp(options->mode, "exec") == 0 ||
                 strcmp(options->mode, "eval") == 0 ||
                 strcmp(options->mode, "single") == 0;
    if (!known) {
        return usage_error("ast", "the mode is exec, eval or single");
    }
    if (options->indent < 0 || options->indent > 40) {
        return usage_error("ast", "the indent is 0 to 40");
    }
    return EXIT_OK;
}

/* Reads and prints one file. */
static int print_file(const AstOptions *options)
{
    Buf source = BUF_INIT;
    if (source_file_read(options->filename, &source) < 0) {
        fprintf(stderr, "viv ast: cannot read %s\n", options->filename);
        return EXIT_EXCEPTION;
    }
    int status = print_tree(&source, options);
    buf_fini(&source);
    return status;
}

int cmd_ast(int argc, char **argv)
{
    AstOptions options = {.mode = "exec", .indent = 3};
    int status = read_options(argc, argv, &options);
    if (status != EXIT_OK) {
        return status;
    }
    for (int i = options.first_file; i < argc; i++) {
        options.filename = argv[i];
        if (print_file(&options) != EXIT_OK) {
            status = EXIT_EXCEPTION;
        }
    }
    return status;
}
