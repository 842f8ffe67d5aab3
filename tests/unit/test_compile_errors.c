/* Errors and warnings that are found after parsing: CPython 3.11.2's words and places. */
#include "tests/unit/suite.h"

#include <string.h>

#include "compile/compile.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

#include "tests/unit/code_fixture.h" /* last: its rt would hide the parameters of the headers */

static const struct {
    const char *source, *message;
    int line, offset;
} refused[] = {
    {"return", "'return' outside function", 1, 1},
    {"yield", "'yield' outside function", 1, 1},
    {"await x", "'await' outside function", 1, 1},
    {"def f():\n  await x", "'await' outside async function", 2, 3},
    {"break", "'break' outside loop", 1, 1},
    {"continue", "'continue' not properly in loop", 1, 1},
    {"def f():\n  nonlocal x", "no binding for nonlocal 'x' found", 2, 3},
    {"nonlocal x", "nonlocal declaration not allowed at module level", 1, 1},
    {"def f(a, a): pass", "duplicate argument 'a' in function definition", 1, 10},
    {"def f():\n  x = 1\n  global x", "name 'x' is assigned to before global declaration", 3, 3},
    {"def f(x):\n  global x", "name 'x' is parameter and global", 2, 3},
    {"def f():\n  print(x)\n  global x", "name 'x' is used prior to global declaration", 3, 3},
    {"def f():\n  from a import *", "import * only allowed at module level", 2, 17},
    {"async def f():\n  yield 1\n  return 2", "'return' with value in async generator", 3, 3},
    {"f(a=1, a=2)", "keyword argument repeated: a", 1, 8},
    {"__debug__ = 1", "cannot assign to __debug__", 1, 1},
    {"a, *b, *c = d", "multiple starred expressions in assignment", 1, 1},
    {"x = *a", "can't use starred expression here", 1, 5},
    {"from __future__ import nothing", "future feature nothing is not defined", 1, 1},
    {"from __future__ import braces", "not a chance", 1, 1},
    {"x = 1\nfrom __future__ import division", "from __future__ imports must occur at the beginning of the file", 2, 1},
    {"[i := 0 for i in x]", "assignment expression cannot rebind comprehension iteration variable 'i'", 1, 2},
    {"class C:\n  [y := 0 for i in x]", "assignment expression within a comprehension cannot be used in a class body", 2, 4},
    {"[i for i in (j := x)]", "assignment expression cannot be used in a comprehension iterable expression", 1, 14},
    {"async def f():\n  yield from x", "'yield from' inside async function", 2, 3},
    {"def f():\n  async with a: pass", "'async with' outside async function", 2, 3},
    {"match a:\n  case x: pass\n  case y: pass", "name capture 'x' makes remaining patterns unreachable", 2, 8},
    {"match a:\n  case [x, x]: pass", "multiple assignments to name 'x' in pattern", 2, 12},
    {"match a:\n  case x | 1: pass", "name capture 'x' makes remaining patterns unreachable", 2, 8},
    {"match a:\n  case [x] | [y]: pass", "alternative patterns bind different names", 2, 15},
    {"match a:\n  case {1: _, 1: _}: pass", "mapping pattern checks duplicate key (1)", 2, 8},
    {"try: a\nexcept: b\nexcept E: c", "default 'except:' must be last", 2, 1},
    {"for a in b:\n  try: c\n  except* E: break", "'break', 'continue' and 'return' cannot appear in an except* block", 3, 14},
    {"def f():\n  x: int\n  global x", "annotated name 'x' can't be global", 3, 3},
    {"[(yield) for a in b]", "'yield' inside list comprehension", 1, 3},
};

static const struct {
    const char *source, *message;
    int line;
} doubtful[] = {
    {"x is 1", "\"is\" with a literal. Did you mean \"==\"?", 1},
    {"x\ny is not ()", "\"is not\" with a literal. Did you mean \"!=\"?", 2},
    {"assert (x, 'm')", "assertion is always true, perhaps remove parentheses?", 1},
    {"1 (2)", "'int' object is not callable; perhaps you missed a comma?", 1},
    {"{1}[2]", "'set' object is not subscriptable; perhaps you missed a comma?", 1},
    {"[1]['a']", "list indices must be integers or slices, not str; perhaps you missed a comma?", 1},
};

static Own compile_text(const char *source, CompileWarnFn warn, void *context)
{
    Own filename = str_new(rt, "<text>");
    ck_assert_ptr_nonnull(filename);
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename, .warn = warn, .warn_context = context};
    Own code = compile_source(rt, source, strlen(source), &options);
    release(rt, filename);
    return code;
}

static void check_number(Ref error, const char *attribute, int want, const char *source)
{
    Own number = object_attr_get_text(rt, error, attribute);
    ck_assert_msg(number != NULL && is_int(number), "%s: no %s", source, attribute);
    ck_assert_msg(int_value(rt, number) == want, "%s: %s is %d, not %d", source, attribute,
                  (int)int_value(rt, number), want);
    release(rt, number);
}

static void check_error(const char *source, const char *message, int line, int offset)
{
    Own error = error_fetch_instance(rt);
    ck_assert_msg(is_exact(error, TYPE_SyntaxError), "%s", source);
    Own text = object_attr_get_text(rt, error, "msg");
    ck_assert_ptr_nonnull(text);
    Buf got = BUF_INIT;
    str_add_to_buf(text, &got);
    ck_assert_msg(strcmp(buf_text(&got), message) == 0, "%s: %s, not %s", source, buf_text(&got), message);
    buf_fini(&got);
    release(rt, text);
    check_number(error, "lineno", line, source);
    check_number(error, "offset", offset, source);
    release(rt, error);
}

START_TEST(refuses)
{
    Own code = compile_text(refused[_i].source, NULL, NULL);
    ck_assert_msg(code == NULL, "compiles: %s", refused[_i].source);
    check_error(refused[_i].source, refused[_i].message, refused[_i].line, refused[_i].offset);
}
END_TEST

typedef struct Heard {
    Buf message;
    int count, line, answer;
} Heard;

static int hear(Rt *heard_rt, void *context, const Diagnostic *warning)
{
    (void)heard_rt;
    Heard *heard = context;
    heard->count++;
    heard->line = warning->lineno;
    buf_add_text(&heard->message, warning->message);
    return heard->answer;
}

START_TEST(warns)
{
    Heard heard = {.answer = 0};
    Own code = compile_text(doubtful[_i].source, hear, &heard);
    ck_assert_ptr_nonnull(code);
    release(rt, code);
    ck_assert_int_eq(heard.count, 1);
    ck_assert_str_eq(buf_text(&heard.message), doubtful[_i].message);
    ck_assert_int_eq(heard.line, doubtful[_i].line);
    buf_fini(&heard.message);
}
END_TEST

START_TEST(turns_warnings_into_errors)
{
    Heard heard = {.answer = 1};
    Own code = compile_text("x is 1", hear, &heard);
    ck_assert_ptr_null(code);
    check_error("x is 1", doubtful[0].message, 1, 1);
    buf_fini(&heard.message);
}
END_TEST

/* Deep nesting is an exception and no crash. */
START_TEST(survives_depth)
{
    Buf source = BUF_INIT;
    for (int i = 0; i < 5000; i++) buf_add_text(&source, "x + ");
    buf_add_text(&source, "x");
    Own code = compile_text(buf_text(&source), NULL, NULL);
    ck_assert_ptr_null(code);
    Own error = error_fetch_instance(rt);
    ck_assert(is_exact(error, TYPE_RecursionError));
    release(rt, error);
    buf_fini(&source);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("compile_errors");
    tcase_add_checked_fixture(tests, start, finish);
    tcase_add_loop_test(tests, refuses, 0, (int)ARRAY_LENGTH(refused));
    tcase_add_loop_test(tests, warns, 0, (int)ARRAY_LENGTH(doubtful));
    tcase_add_test(tests, turns_warnings_into_errors);
    tcase_add_test(tests, survives_depth);
    return suite_run_one("compile_errors", tests);
}
