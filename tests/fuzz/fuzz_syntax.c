/* Damaged programs for the lexer, the parser and the dumper.

   usage: fuzz_syntax SECONDS SEED        (from the top folder)

   Each input is a few pieces of tests/golden/syntax with some bytes changed.  It is
   kept in build/fuzz_syntax.input while it is tried, so that the file holds the culprit
   when the sanitizer ends the program. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/vec.h"
#include "syntax/ast_dump.h"
#include "syntax/lexer_dump.h"
#include "syntax/parse.h"

typedef struct Fuzz {
    uint64_t random;
    Buf corpus;
    VEC(size_t) lines; /* where each begins in the corpus, and the end */
} Fuzz;

static uint32_t next_random(Fuzz *fuzz, uint32_t limit)
{
    fuzz->random = fuzz->random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(fuzz->random >> 33) % limit;
}

/* Adds the sources of a golden; in errors.txt they stand behind "> ". */
static int corpus_read(Fuzz *fuzz, const char *name)
{
    FILE *file = fopen(name, "rb");
    char line[2000];
    if (file == NULL) {
        return -1;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        bool marked = strncmp(line, "> ", 2) == 0;
        if (vec_push(&fuzz->lines, fuzz->corpus.length) < 0) {
            break;
        }
        buf_add_text(&fuzz->corpus, marked ? line + 2 : line);
    }
    fclose(file);
    return fuzz->lines.length > 0 ? vec_push(&fuzz->lines, fuzz->corpus.length) : -1;
}

static void add_pieces(Fuzz *fuzz, Buf *input)
{
    for (uint32_t count = 1 + next_random(fuzz, 4); count > 0; count--) {
        size_t first = next_random(fuzz, (uint32_t)fuzz->lines.length - 1);
        size_t last = first + 1 + next_random(fuzz, 6);
        last = last < fuzz->lines.length ? last : fuzz->lines.length - 1;
        size_t start = fuzz->lines.items[first];
        buf_add(input, fuzz->corpus.bytes + start, fuzz->lines.items[last] - start);
    }
}

static void damage(Fuzz *fuzz, Buf *input)
{
    static const char interesting[] =
        "()[]{}:;,.'\"\\#\n\t =*!@f\x00\x80\xC3\xFF\r\f0_je";
    for (uint32_t count = next_random(fuzz, 6); count > 0 && input->length > 1;
         count--) {
        uint32_t place = next_random(fuzz, (uint32_t)input->length - 1);
        char *byte = input->bytes + place;
        switch (next_random(fuzz, 4)) {
        case 0: *byte = interesting[next_random(fuzz, sizeof interesting - 1)]; break;
        case 1: *byte = (char)next_random(fuzz, 256); break;
        case 2: memmove(byte, byte + 1, input->length-- - place - 1); break;
        default: {
            char swapped = byte[0];
            byte[0] = byte[1];
            byte[1] = swapped;
        }
        }
    }
}

static void try_input(const Buf *input, uint32_t mode)
{
    ParseOptions options = {.filename = "<fuzz>",
                            .is_utf8 = mode & 1,
                            .from_file = mode & 4,
                            .allow_incomplete = mode & 2};
    const char *text = buf_text(input);
    Arena *arena = arena_new();
    Buf out = BUF_INIT;
    if (arena == NULL) {
        return;
    }
    ParseResult result =
        mode % 3 == 0   ? parse_module(arena, text, input->length, &options)
        : mode % 3 == 1 ? parse_interactive(arena, text, input->length, &options)
                        : parse_expression(arena, text, input->length, &options);
    if (result.tree == NULL) {
        diagnostic_print(result.error, &out);
    } else if (!ast_dump((const Node *)result.tree, true, 1, &out)) {
        buf_clear(&out);
    }
    SyntaxLog log = {.arena = arena, .filename = "<fuzz>"};
    if (!lexer_dump(&log, text, input->length, &out)) {
        buf_clear(&out);
    }
    vec_fini(&log.warnings);
    buf_fini(&out);
    arena_free(arena);
}

static void keep(const Buf *input)
{
    FILE *file = fopen("build/fuzz_syntax.input", "wb");
    if (file != NULL) {
        fwrite(buf_text(input), 1, input->length, file);
        fclose(file);
    }
}

int main(int argc, char **argv)
{
    time_t end = time(NULL) + (argc > 1 ? atoi(argv[1]) : 10);
    Fuzz fuzz = {.random = argc > 2 ? strtoull(argv[2], NULL, 10) : 1};
    if (corpus_read(&fuzz, "tests/golden/syntax/tour.py") < 0 ||
        corpus_read(&fuzz, "tests/golden/syntax/errors.txt") < 0) {
        fputs("fuzz_syntax: run me from the top folder\n", stderr);
        return 1;
    }
    long tried = 0;
    Buf input = BUF_INIT;
    for (; time(NULL) < end; tried++) {
        buf_clear(&input);
        add_pieces(&fuzz, &input);
        damage(&fuzz, &input);
        keep(&input);
        try_input(&input, next_random(&fuzz, 12));
    }
    printf("fuzz_syntax: %ld inputs\n", tried);
    buf_fini(&input);
    buf_fini(&fuzz.corpus);
    vec_fini(&fuzz.lines);
    return 0;
}
