/* Every source in tests/golden/syntax/errors.txt is refused where CPython refuses it
   and with the same words; and nothing a source holds makes the parser do worse than
   refuse. */
#include "tests/unit/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "syntax/parse.h"

static const ParseOptions options = {.filename = "<test>"};

/* The answer for SOURCE in the form of the golden. */
static void answer(const char *source, size_t length, Buf *out)
{
    Arena *arena = arena_new();
    ParseResult result = parse_source(arena, START_FILE, source, length, &options);
    const Diagnostic *error = result.error;
    ck_assert((result.tree == NULL) == (error != NULL));
    if (error == NULL) {
        buf_add_text(out, "= ok");
    } else {
        buf_printf(out,
                   "= %s %d %d %d %d %s",
                   diagnostic_kind_name(error->kind),
                   error->lineno,
                   error->offset,
                   error->end_lineno,
                   error->end_offset,
                   error->message);
    }
    arena_free(arena);
}

START_TEST(errors_are_where_cpython_has_them)
{
    FILE *file = fopen("tests/golden/syntax/errors.txt", "rb");
    ck_assert_ptr_nonnull(file);
    char *line = NULL;
    size_t capacity = 0;
    int cases = 0;
    Buf source = BUF_INIT, got = BUF_INIT;
    while (getline(&line, &capacity, file) >= 0) {
        line[strcspn(line, "\n")] = '\0';
        if (line[0] == '>') {
            if (source.length > 0) buf_add_char(&source, '\n');
            buf_add_text(&source, line + 2);
        } else if (line[0] == '=') {
            buf_clear(&got);
            answer(buf_text(&source), source.length, &got);
            ck_assert_msg(strcmp(buf_text(&got), line) == 0,
                          "%s\n wanted %s\n got    %s",
                          buf_text(&source),
                          line,
                          buf_text(&got));
            buf_clear(&source);
            cases++;
        }
    }
    ck_assert_int_gt(cases, 200);
    buf_fini(&source);
    buf_fini(&got);
    free(line);
    fclose(file);
}
END_TEST

static void expect(const char *source, size_t length, const char *wanted)
{
    Buf got = BUF_INIT;
    answer(source, length, &got);
    ck_assert_str_eq(buf_text(&got), wanted);
    buf_fini(&got);
}

START_TEST(bytes_that_are_no_source_are_refused)
{
    expect("x=1\0",
           4,
           "= ValueError 0 -1 -1 -1 source code string cannot contain null bytes");
    expect("# coding: foo\n", 14, "= SyntaxError 0 -1 -1 -1 unknown encoding: foo");
    expect("\xEF\xBB\xBF# coding: latin-1\n",
           21,
           "= SyntaxError 0 -1 -1 -1 encoding problem: iso-8859-1 with BOM");
    expect(
        "#coding:ascii\nx='\xFF'",
        19,
        "= SyntaxError 0 -1 -1 -1 'ascii' codec can't decode byte 0xff in position 17: "
        "ordinal not in range(128)");
    expect(
        "x='\xFF'",
        5,
        "= SyntaxError 1 6 1 6 (unicode error) 'utf-8' codec can't decode byte 0xff in "
        "position 0: invalid start byte");
    expect("\xFF",
           1,
           "= SyntaxError 1 1 1 -1 (unicode error) 'utf-8' codec can't decode byte "
           "0xff in "
           "position 0: invalid start byte");
    expect("#\xFF", 2, "= ok");
    expect("", 0, "= ok");
}
END_TEST

START_TEST(files_that_do_not_decode_are_refused)
{
    static const struct {
        const char *source, *message;
    } cases[] = {
        {"x = 1 1\n#\xFF\n",
         "Non-UTF-8 code starting with '\\xff' in file <test> on line 2, but no "
         "encoding "
         "declared; see https://peps.python.org/pep-0263/ for details"},
        {"x = \"\"\"\n\n\xE9\"\"\"\n",
         "Non-UTF-8 code starting with '\\xe9' in file <test> on line 3, but no "
         "encoding "
         "declared; see https://peps.python.org/pep-0263/ for details"},
        {"x = )\n#\xFF\n", "unmatched ')'"},
        {"# coding: foo\n", "encoding problem: foo"},
        {"# coding: ascii\n#\xFF\n", "encoding problem: ascii"},
    };
    ParseOptions file = {.filename = "<test>", .from_file = true};
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        Arena *arena = arena_new();
        ParseResult result =
            parse_source(arena, START_FILE, cases[i].source, strlen(cases[i].source), &file);
        ck_assert_ptr_nonnull(result.error);
        ck_assert_str_eq(result.error->message, cases[i].message);
        arena_free(arena);
    }
}
END_TEST

/* PREFIX, COUNT times UNIT, SUFFIX. */
static void expect_repeated(const char *prefix,
                            const char *unit,
                            int count,
                            const char *suffix,
                            const char *wanted)
{
    Buf source = BUF_INIT;
    buf_add_text(&source, prefix);
    for (int i = 0; i < count; i++) buf_add_text(&source, unit);
    buf_add_text(&source, suffix);
    expect(buf_text(&source), source.length, wanted);
    buf_fini(&source);
}

START_TEST(nesting_is_bounded)
{
    const char *overflow = "= MemoryError 0 0 0 0 ";
    expect_repeated("", "(", 200, "", "= SyntaxError 1 200 1 0 '(' was never closed");
    expect_repeated(
        "", "(", 201, "", "= SyntaxError 1 201 1 201 too many nested parentheses");
    expect_repeated("", "-", 100000, "1", overflow);
    expect_repeated("", "not ", 100000, "1", overflow);
    expect_repeated("", "lambda: ", 100000, "1", overflow);
    expect_repeated("", "1 if 1 else ", 100000, "1", overflow);
    expect_repeated("", "a ** ", 100000, "1", overflow);
    expect_repeated("if 1: pass\n", "elif 1: pass\n", 100000, "", overflow);
    expect_repeated("1", " + 1", 100000, "", "= ok");
    expect_repeated("", "x = ", 10000, "1", "= ok");
    expect_repeated("x = 1", "0", 4299, "", "= ok");
    expect_repeated(
        "x = 1",
        "0",
        4300,
        "",
        "= SyntaxError 1 0 1 0 Exceeds the limit (4300 digits) for integer string "
        "conversion: value has 4301 digits; use sys.set_int_max_str_digits() to "
        "increase the limit - Consider hexadecimal for huge integer literals to "
        "avoid decimal conversion limits.");
}
END_TEST

START_TEST(indentation_is_bounded)
{
    Buf source = BUF_INIT;
    for (int i = 0; i < 100; i++) buf_printf(&source, "%*sif 1:\n", i, "");
    buf_printf(&source, "%*sx\n", 100, "");
    expect(buf_text(&source),
           source.length,
           "= IndentationError 101 1 101 0 too many levels of indentation");
    buf_fini(&source);
}
END_TEST

START_TEST(a_small_stack_is_respected)
{
    ParseOptions small = {.filename = "<test>", .stack_limit = 16 << 10};
    Arena *arena = arena_new();
    char source[150];
    memset(source, '(', sizeof source);
    ParseResult result = parse_source(arena, START_FILE, source, sizeof source, &small);
    ck_assert_int_eq(result.error->kind, DIAGNOSTIC_MEMORY_ERROR);
    arena_free(arena);
}
END_TEST

START_TEST(a_full_arena_is_an_error)
{
    static const char source[] =
        "def f(a, *b, c=1):\n    return f'{a!r:>{b}}' 'x', [x for x in y]\n"
        "match a:\n    case {'k': [1, *_]}: pass\nx = 1 +\n";
    for (size_t size = 200; size < 20000; size += 61) {
        char *memory = malloc(size);
        Arena *arena = arena_new_within(memory, size);
        if (arena != NULL) {
            ParseResult result =
                parse_source(arena, START_FILE, source, sizeof source - 1, &options);
            ck_assert_ptr_null(result.tree);
            ck_assert(result.error->kind == DIAGNOSTIC_NO_MEMORY ||
                      result.error->kind == DIAGNOSTIC_SYNTAX_ERROR);
        }
        free(memory);
    }
}
END_TEST

START_TEST(warnings_are_collected)
{
    static const char source[] = "x = '\\d'\ny = 1if x else b'\\q\\d'\nz = f'\\{x}'\n";
    Arena *arena = arena_new();
    ParseResult result = parse_source(arena, START_FILE, source, sizeof source - 1, &options);
    ck_assert_ptr_nonnull(result.tree);
    ck_assert_uint_ge(result.warning_count, 4);
    ck_assert_str_eq(result.warnings[0].message, "invalid escape sequence '\\d'");
    ck_assert_int_eq(result.warnings[0].lineno, 1);
    ck_assert_str_eq(result.warnings[1].message, "invalid decimal literal");
    ck_assert_int_eq(result.warnings[1].kind, DIAGNOSTIC_SYNTAX_WARNING);
    ck_assert_str_eq(result.warnings[2].message, "invalid escape sequence '\\q'");
    arena_free(arena);
}
END_TEST

START_TEST(an_unfinished_statement_is_told_from_a_wrong_one)
{
    ParseOptions incomplete = {.filename = "<test>",
                               .is_utf8 = true,
                               .allow_incomplete = true,
                               .dont_imply_dedent = true};
    static const struct {
        const char *source, *message;
    } cases[] = {
        {"if x:", "incomplete input"},
        {"if x:\n  y", "incomplete input"},
        {"x = (1,", "incomplete input"},
        {"'''abc", "incomplete input"},
        {"a = 'x", "incomplete input"},
        {"@a\n", "incomplete input"},
        {"x)", "unmatched ')'"},
        {"x y\n", "invalid syntax"},
        {"x = 1", NULL},
        {"if x:\n  y\n", NULL},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(cases); i++) {
        Arena *arena = arena_new();
        ParseResult result = parse_source(
            arena, START_INTERACTIVE, cases[i].source, strlen(cases[i].source), &incomplete);
        const char *message = result.error != NULL ? result.error->message : NULL;
        ck_assert_msg(message == NULL ? cases[i].message == NULL
                                      : cases[i].message != NULL &&
                                            strcmp(message, cases[i].message) == 0,
                      "%s: %s",
                      cases[i].source,
                      message != NULL ? message : "no error");
        arena_free(arena);
    }
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("syntax errors");
    tcase_set_timeout(tests, 60);
    tcase_add_test(tests, errors_are_where_cpython_has_them);
    tcase_add_test(tests, bytes_that_are_no_source_are_refused);
    tcase_add_test(tests, files_that_do_not_decode_are_refused);
    tcase_add_test(tests, nesting_is_bounded);
    tcase_add_test(tests, indentation_is_bounded);
    tcase_add_test(tests, a_small_stack_is_respected);
    tcase_add_test(tests, a_full_arena_is_an_error);
    tcase_add_test(tests, warnings_are_collected);
    tcase_add_test(tests, an_unfinished_statement_is_told_from_a_wrong_one);
    return suite_run_one("syntax errors", tests);
}
