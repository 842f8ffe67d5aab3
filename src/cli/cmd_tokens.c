/* viv tokens: the tokens of a program, as `python3.11 -m tokenize -e` prints them. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/json_stages.h"
#include "cli/stage_options.h"
#include "syntax/lexer_dump.h"

/* Prints the tokens of SOURCE, and to stderr the error that ended them. */
static int print_tokens(const StageSource *source, const StageOptions *options)
{
    Buf out = BUF_INIT;
    SyntaxLog log = {.arena = arena_new(), .filename = source->name};
    int status = EXIT_EXCEPTION;
    if (log.arena == NULL) {
        fputs("viv tokens: out of memory\n", stderr);
        return status;
    }
    const char *text = buf_text(&source->text);
    size_t length = source->text.length;
    bool fine = options->json ? json_tokens(&log, text, length, &out) : lexer_dump(&log, text, length, &out);
    if (fine && !out.failed) status = EXIT_OK;
    fwrite(buf_text(&out), 1, out.length, stdout);
    const Diagnostic *error = log.error;
    if (error != NULL) {
        fputs(source->name, stderr);
        if (error->lineno > 0) fprintf(stderr, ":%d:%d", error->lineno, error->offset);
        fprintf(stderr, ": error: %s\n", error->message);
    }
    buf_fini(&out);
    vec_fini(&log.warnings);
    arena_free(log.arena);
    return status;
}

int cmd_tokens(int argc, char **argv)
{
    StageOptions options = {0};
    StageSource source;
    int status = options_read_single(argc, argv, &options);
    if (status == EXIT_OK) status = stage_source_open("tokens", argv[options.first_file], &options, &source);
    if (status != EXIT_OK) return status;
    status = print_tokens(&source, &options);
    buf_fini(&source.text);
    return output_flush(status);
}
