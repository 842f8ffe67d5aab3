/* viv tokens: the tokens of a program, as `python3.11 -m tokenize -e` prints them. */
#include <stdio.h>

#include "cli/cli.h"
#include "cli/source_file.h"
#include "syntax/lexer_dump.h"

/* Prints the tokens of SOURCE, and to stderr the error that ended them. */
static int print_tokens(const Buf *source, const char *filename)
{
    Buf out = BUF_INIT;
    SyntaxLog log = {.arena = arena_new(), .filename = filename};
    int status = EXIT_EXCEPTION;
    if (log.arena == NULL) {
        fputs("viv tokens: out of memory\n", stderr);
        return status;
    }
    if (lexer_dump(&log, buf_text(source), source->length, &out) && !out.failed) {
        status = EXIT_OK;
    }
    fwrite(buf_text(&out), 1, out.length, stdout);
    if (log.error != NULL) {
        fprintf(stderr,
                "%s:%d:%d: error: %s\n",
                filename,
                log.error->lineno,
                log.error->offset,
                log.error->message);
    }
    buf_fini(&out);
    vec_fini(&log.warnings);
    arena_free(log.arena);
    return status;
}

int cmd_tokens(int argc, char **argv)
{
    if (argc != 2 || (argv[1][0] == '-' && argv[1][1] != '\0')) {
        return usage_error("tokens", "name one file");
    }
    Buf source = BUF_INIT;
    if (source_file_read(argv[1], &source) < 0) {
        fprintf(stderr, "viv tokens: cannot read %s\n", argv[1]);
        buf_fini(&source);
        return EXIT_EXCEPTION;
    }
    int status = print_tokens(&source, argv[1]);
    buf_fini(&source);
    return status;
}
