/* Damaged programs for the lexer, the parser, the dumper and the compiler.

   usage: fuzz_syntax SECONDS SEED [COUNT]        (from the top folder)

   Each input is a few pieces of tests/golden/syntax and tests/programs with some bytes changed. */
#include <string.h>

#include "base/vec.h"
#include "cli/code_file.h"
#include "code/disassemble.h"
#include "code/verifier.h"
#include "compile/compile_inspect.h"
#include "fuzzing.h"
#include "objects/error.h"
#include "syntax/ast_dump.h"
#include "syntax/lexer_dump.h"
#include "syntax/parse.h"

static const char *const sources[] = {
    "tests/golden/syntax/tour.py",         "tests/golden/syntax/errors.txt",
    "tests/golden/syntax/types.py",
    "tests/programs/language/match.py",    "tests/programs/exceptions/flow.py",
    "tests/programs/exceptions/groups.py", "tests/programs/generators/coroutines.py",
    "tests/programs/functions/closures.py", "tests/programs/classes/basics.py",
};

typedef struct Corpus {
    Buf text;
    VEC(size_t) lines; /* where each begins in the text, and the end */
} Corpus;

/* Adds the sources of a golden; in errors.txt they stand behind "> ". */
static int corpus_read(Corpus *corpus, const char *name)
{
    FILE *file = fopen(name, "rb");
    char line[2000];
    if (file == NULL) {
        return -1;
    }
    while (fgets(line, sizeof line, file) != NULL) {
        bool marked = strncmp(line, "> ", 2) == 0;
        if (vec_push(&corpus->lines, corpus->text.length) < 0) {
            break;
        }
        buf_add_text(&corpus->text, marked ? line + 2 : line);
    }
    fclose(file);
    return corpus->lines.length > 0 ? vec_push(&corpus->lines, corpus->text.length) : -1;
}

static bool begins_statement(const Corpus *corpus, size_t line)
{
    const char *text = corpus->text.bytes + corpus->lines.items[line];
    return text[0] > ' ' && text[0] != ')' && text[0] != ']' && text[0] != '}' && text[0] != '#';
}

/* Pieces are a few lines each; mostly whole statements, or next to nothing would compile. */
static void add_pieces(Fuzzing *fuzzing, const Corpus *corpus, Buf *input)
{
    for (uint32_t count = 1 + fuzzing_random(fuzzing, 4); count > 0; count--) {
        size_t first = fuzzing_random(fuzzing, (uint32_t)corpus->lines.length - 1);
        size_t last = first + 1 + fuzzing_random(fuzzing, 6);
        last = last < corpus->lines.length ? last : corpus->lines.length - 1;
        if (fuzzing_random(fuzzing, 4) != 0) {
            while (first > 0 && !begins_statement(corpus, first)) first--;
            while (last + 1 < corpus->lines.length && !begins_statement(corpus, last)) last++;
        }
        size_t start = corpus->lines.items[first];
        buf_add(input, corpus->text.bytes + start, corpus->lines.items[last] - start);
    }
}

static void damage(Fuzzing *fuzzing, Buf *input)
{
    static const char interesting[] =
        "()[]{}:;,.'\"\\#\n\t =*!@f\x00\x80\xC3\xFF\r\f0_je";
    for (uint32_t count = fuzzing_random(fuzzing, 4); count > 0 && input->length > 1;
         count--) {
        uint32_t place = fuzzing_random(fuzzing, (uint32_t)input->length - 1);
        char *byte = input->bytes + place;
        switch (fuzzing_random(fuzzing, 4)) {
        case 0: *byte = interesting[fuzzing_random(fuzzing, sizeof interesting - 1)]; break;
        case 1: *byte = (char)fuzzing_random(fuzzing, 256); break;
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
                            .allow_incomplete = mode & 2,
                            .type_comments = mode & 8,
                            .feature_version = mode >= 16 ? (int)(mode - 12) : 0};
    const char *text = buf_text(input);
    Arena *arena = arena_new();
    Buf out = BUF_INIT;
    if (arena == NULL) {
        return;
    }
    ParseResult result =
        mode % 3 == 0   ? parse_source(arena, START_FILE, text, input->length, &options)
        : mode % 3 == 1 ? parse_source(arena, START_INTERACTIVE, text, input->length, &options)
                        : mode & 16     ? parse_source(arena, START_FUNCTION_TYPE, text, input->length, &options)
                                        : parse_source(arena, START_EVAL, text, input->length, &options);
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

/* Compiles the input, or refuses it; in every third, the passes of the compiler are shown. */
static void try_compile(Fuzzing *fuzzing, Rt *rt, const Buf *input, uint32_t mode)
{
    Buf out = BUF_INIT;
    Own filename = file_name_new(rt, "<fuzz>");
    CompileOptions options = {.filename = filename, .optimize = (int)(mode & 1)};
    Own code = code_bytes_load(rt, buf_text(input), input->length, "<fuzz>", (int)(mode & 1));
    if (rt_is_pending(rt) != (code == NULL)) abort();
    if (code != NULL) {
        fuzzing->accepted++;
        if (!code_is_sound((const CodeObj *)code, &(DepthFault){0})) abort();
        if (disassemble(rt, code, &out) < 0) error_clear(rt);
        if (mode % 3 == 0 && inspect_flow(rt, buf_text(input), input->length, &options, &out) < 0) abort();
        if (mode % 3 == 1 && inspect_symbols(rt, buf_text(input), input->length, &options, &out) < 0) abort();
    }
    error_clear(rt);
    release_all(rt, code, filename);
    buf_fini(&out);
}

int main(int argc, char **argv)
{
    Fuzzing fuzzing = fuzzing_begin(argc, argv, "build/fuzz_syntax.input");
    Corpus corpora[ARRAY_LENGTH(sources)] = {0};
    Rt *rt = code_rt_new();
    if (rt == NULL) return 1;
    for (size_t i = 0; i < ARRAY_LENGTH(sources); i++) {
        if (corpus_read(&corpora[i], sources[i]) == 0) continue;
        fputs("fuzz_syntax: run me from the top folder\n", stderr);
        return 1;
    }
    Buf input = BUF_INIT;
    while (fuzzing_goes_on(&fuzzing)) {
        buf_clear(&input);
        add_pieces(&fuzzing, &corpora[fuzzing_random(&fuzzing, ARRAY_LENGTH(corpora))], &input);
        damage(&fuzzing, &input);
        fuzzing_keep(&fuzzing, &input);
        uint32_t mode = fuzzing_random(&fuzzing, 24);
        try_input(&input, mode);
        try_compile(&fuzzing, rt, &input, mode);
    }
    fuzzing_report(&fuzzing, "fuzz_syntax");
    buf_fini(&input);
    for (size_t i = 0; i < ARRAY_LENGTH(corpora); i++) {
        buf_fini(&corpora[i].text);
        vec_fini(&corpora[i].lines);
    }
    rt_free(rt);
    return 0;
}
