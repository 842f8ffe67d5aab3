/* viv ast: the syntax tree of a program, as `python3.11 -m ast` prints it; with --check
   only what is wrong, one line per error and file. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/json_stages.h"
#include "cli/stage_options.h"
#include "syntax/ast_dump.h"
#include "syntax/parse.h"

static ParseResult parse(Arena *arena, const StageSource *source, const StageOptions *options)
{
    ParseOptions parse_options = {.filename = source->name, .type_comments = !options->check};
    const char *mode = options->mode;
    StartRule start = strcmp(mode, "eval") == 0        ? START_EVAL
                      : strcmp(mode, "func_type") == 0 ? START_FUNCTION_TYPE
                      : strcmp(mode, "single") == 0    ? START_INTERACTIVE
                                                       : START_FILE;
    return parse_source(arena, start, buf_text(&source->text), source->text.length, &parse_options);
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

/* Prints RESULT: the tree, or the error to stderr; with --check only the error, to stdout. */
static int print_result(const ParseResult *result, const StageSource *source, const StageOptions *options)
{
    Buf out = BUF_INIT;
    int status = result->tree != NULL ? EXIT_OK : EXIT_EXCEPTION;
    bool is_deep = false;
    if (options->check) {
        if (result->error != NULL) print_place(result->error, source->name);
    } else if (result->tree == NULL) {
        diagnostic_print(result->error, &out);
    } else if (options->json) {
        is_deep = !json_tree((const Node *)result->tree, source->name, &out);
    } else {
        is_deep = !ast_dump((const Node *)result->tree, options->attributes, options->indent, &out);
        buf_add_char(&out, '\n');
    }
    if (is_deep) {
        fputs("RecursionError: maximum recursion depth exceeded during ast construction\n", stderr);
        buf_clear(&out);
        status = EXIT_EXCEPTION;
    }
    fwrite(buf_text(&out), 1, out.length, result->tree != NULL ? stdout : stderr);
    status = out.failed ? EXIT_EXCEPTION : status;
    buf_fini(&out);
    return status;
}

/* Reads, parses and prints one file. */
static int print_file(const char *file, const StageOptions *options)
{
    StageSource source;
    int status = stage_source_open("ast", file, options, &source);
    if (status != EXIT_OK) return status;
    Arena *arena = arena_new();
    if (arena == NULL) {
        fputs("viv ast: out of memory\n", stderr);
        status = EXIT_EXCEPTION;
    } else {
        ParseResult result = parse(arena, &source, options);
        status = print_result(&result, &source, options);
        arena_free(arena);
    }
    buf_fini(&source.text);
    return status;
}

static bool is_mode(const char *mode)
{
    return strcmp(mode, "exec") == 0 || strcmp(mode, "eval") == 0 || strcmp(mode, "single") == 0 ||
           strcmp(mode, "func_type") == 0;
}

int cmd_ast(int argc, char **argv)
{
    StageOptions options = {.mode = "exec", .indent = 3};
    int status = options_read(argc, argv, &options);
    if (status != EXIT_OK) return status;
    if (!is_mode(options.mode)) return usage_error("ast", "the mode is exec, eval, func_type or single");
    if (options.indent > 40) return usage_error("ast", "the indent is 0 to 40");
    if (options.code == NULL && options.first_file == argc) return usage_error("ast", "name a file");
    if (options.code != NULL) status = print_file(NULL, &options);
    for (int i = options.first_file; i < argc; i++) {
        int failed = print_file(argv[i], &options);
        if (failed != EXIT_OK) status = failed;
    }
    return output_flush(status);
}
