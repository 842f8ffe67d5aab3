/* The compiler's bytecode, instruction for instruction, as CPython 3.11.2 makes it of small
   programs: one for each way in which a construct is compiled.  Also what the looks into the
   compiler show. */
#include "tests/unit/suite.h"

#include <string.h>

#include "code/code.h"
#include "code/opcode.h"
#include "compile/compile.h"
#include "compile/compile_inspect.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#include "tests/unit/code_fixture.h" /* last: its rt would hide the parameters of the headers */

typedef struct Golden {
    const char *source;
    const char *listing; /* OPCODE:arg …, caches left out */
} Golden;

/* The code of the module. */
static const Golden modules[] = {
    {"x = 24 * 60 * 60",
     "RESUME:0 LOAD_CONST:0 STORE_NAME:0 LOAD_CONST:1 RETURN_VALUE"},
    {"x = \"a\" \"b\" * 2",
     "RESUME:0 LOAD_CONST:0 STORE_NAME:0 LOAD_CONST:1 RETURN_VALUE"},
    {"x = (1, 2)[0]",
     "RESUME:0 LOAD_CONST:0 STORE_NAME:0 LOAD_CONST:1 RETURN_VALUE"},
    {"x = not (a is b)",
     "RESUME:0 LOAD_NAME:0 LOAD_NAME:1 IS_OP:1 STORE_NAME:2 LOAD_CONST:0 "
     "RETURN_VALUE"},
    {"x = a in [1, 2]",
     "RESUME:0 LOAD_NAME:0 LOAD_CONST:0 CONTAINS_OP:0 STORE_NAME:1 LOAD_CONST:1 "
     "RETURN_VALUE"},
    {"\"%s=%r\" % (a, b)",
     "RESUME:0 LOAD_NAME:0 FORMAT_VALUE:1 LOAD_CONST:0 LOAD_NAME:1 "
     "FORMAT_VALUE:2 BUILD_STRING:3 POP_TOP LOAD_CONST:1 RETURN_VALUE"},
    {"if a and not b: c()",
     "RESUME:0 LOAD_NAME:0 POP_JUMP_FORWARD_IF_FALSE:14 LOAD_NAME:1 "
     "POP_JUMP_FORWARD_IF_TRUE:14 PUSH_NULL LOAD_NAME:2 PRECALL:0 CALL:0 POP_TOP "
     "LOAD_CONST:0 RETURN_VALUE LOAD_CONST:0 RETURN_VALUE LOAD_CONST:0 "
     "RETURN_VALUE"},
    {"while a: b()",
     "RESUME:0 LOAD_NAME:0 POP_JUMP_FORWARD_IF_FALSE:14 PUSH_NULL LOAD_NAME:1 "
     "PRECALL:0 CALL:0 POP_TOP LOAD_NAME:0 POP_JUMP_BACKWARD_IF_TRUE:12 "
     "LOAD_CONST:0 RETURN_VALUE LOAD_CONST:0 RETURN_VALUE"},
    {"a < b < c",
     "RESUME:0 LOAD_NAME:0 LOAD_NAME:1 SWAP:2 COPY:2 COMPARE_OP:0 "
     "JUMP_IF_FALSE_OR_POP:7 LOAD_NAME:2 COMPARE_OP:0 POP_TOP LOAD_CONST:0 "
     "RETURN_VALUE SWAP:2 POP_TOP POP_TOP LOAD_CONST:0 RETURN_VALUE"},
    {"f(*a, k=1, **b)",
     "RESUME:0 PUSH_NULL LOAD_NAME:0 LOAD_NAME:1 LOAD_CONST:0 LOAD_CONST:1 "
     "BUILD_MAP:1 LOAD_NAME:2 DICT_MERGE:1 CALL_FUNCTION_EX:1 POP_TOP "
     "LOAD_CONST:2 RETURN_VALUE"},
    {"a.b(c, d=1)",
     "RESUME:0 LOAD_NAME:0 LOAD_METHOD:1 LOAD_NAME:2 LOAD_CONST:0 KW_NAMES:1 "
     "PRECALL:2 CALL:2 POP_TOP LOAD_CONST:2 RETURN_VALUE"},
    {"import a.b as c",
     "RESUME:0 LOAD_CONST:0 LOAD_CONST:1 IMPORT_NAME:0 IMPORT_FROM:1 "
     "STORE_NAME:2 POP_TOP LOAD_CONST:1 RETURN_VALUE"},
    {"from a import *",
     "RESUME:0 LOAD_CONST:0 LOAD_CONST:1 IMPORT_NAME:0 IMPORT_STAR LOAD_CONST:2 "
     "RETURN_VALUE"},
    {"a, b = b, a",
     "RESUME:0 LOAD_NAME:0 LOAD_NAME:1 SWAP:2 STORE_NAME:1 STORE_NAME:0 "
     "LOAD_CONST:0 RETURN_VALUE"},
    {"a, *b = c",
     "RESUME:0 LOAD_NAME:0 UNPACK_EX:1 STORE_NAME:1 STORE_NAME:2 LOAD_CONST:0 "
     "RETURN_VALUE"},
    {"x = [1, 2, 3]",
     "RESUME:0 BUILD_LIST:0 LOAD_CONST:0 LIST_EXTEND:1 STORE_NAME:0 LOAD_CONST:1 "
     "RETURN_VALUE"},
    {"x = {1: a, 2: b}",
     "RESUME:0 LOAD_NAME:0 LOAD_NAME:1 LOAD_CONST:0 BUILD_CONST_KEY_MAP:2 "
     "STORE_NAME:2 LOAD_CONST:1 RETURN_VALUE"},
    {"x = {**a, \"k\": 1}",
     "RESUME:0 BUILD_MAP:0 LOAD_NAME:0 DICT_UPDATE:1 LOAD_CONST:0 LOAD_CONST:1 "
     "BUILD_MAP:1 DICT_UPDATE:1 STORE_NAME:1 LOAD_CONST:2 RETURN_VALUE"},
    {"a.b += 1",
     "RESUME:0 LOAD_NAME:0 COPY:1 LOAD_ATTR:1 LOAD_CONST:0 BINARY_OP:13 SWAP:2 "
     "STORE_ATTR:1 LOAD_CONST:1 RETURN_VALUE"},
    {"a[b] -= c",
     "RESUME:0 LOAD_NAME:0 LOAD_NAME:1 COPY:2 COPY:2 BINARY_SUBSCR LOAD_NAME:2 "
     "BINARY_OP:23 SWAP:3 SWAP:2 STORE_SUBSCR LOAD_CONST:0 RETURN_VALUE"},
    {"del a, b.c, d[e]",
     "RESUME:0 DELETE_NAME:0 LOAD_NAME:1 DELETE_ATTR:2 LOAD_NAME:3 LOAD_NAME:4 "
     "DELETE_SUBSCR LOAD_CONST:0 RETURN_VALUE"},
    {"f\"{a!r:>{b}}\"",
     "RESUME:0 LOAD_NAME:0 LOAD_CONST:0 LOAD_NAME:1 FORMAT_VALUE:0 "
     "BUILD_STRING:2 FORMAT_VALUE:6 POP_TOP LOAD_CONST:1 RETURN_VALUE"},
    {"with a as b: c",
     "RESUME:0 LOAD_NAME:0 BEFORE_WITH STORE_NAME:1 LOAD_NAME:2 POP_TOP "
     "LOAD_CONST:0 LOAD_CONST:0 LOAD_CONST:0 PRECALL:2 CALL:2 POP_TOP "
     "LOAD_CONST:0 RETURN_VALUE PUSH_EXC_INFO WITH_EXCEPT_START "
     "POP_JUMP_FORWARD_IF_TRUE:4 RERAISE:2 COPY:3 POP_EXCEPT RERAISE:1 POP_TOP "
     "POP_EXCEPT POP_TOP POP_TOP LOAD_CONST:0 RETURN_VALUE"},
    {"assert a, b",
     "RESUME:0 LOAD_NAME:0 POP_JUMP_FORWARD_IF_TRUE:10 LOAD_ASSERTION_ERROR "
     "LOAD_NAME:1 PRECALL:0 CALL:0 RAISE_VARARGS:1 LOAD_CONST:0 RETURN_VALUE"},
    {"x: int = 1",
     "RESUME:0 SETUP_ANNOTATIONS LOAD_CONST:0 STORE_NAME:0 LOAD_NAME:1 "
     "LOAD_NAME:2 LOAD_CONST:1 STORE_SUBSCR LOAD_CONST:2 RETURN_VALUE"},
    {"for a in b:\n  if c: break\nelse: d",
     "RESUME:0 LOAD_NAME:0 GET_ITER FOR_ITER:7 STORE_NAME:1 LOAD_NAME:2 "
     "POP_JUMP_FORWARD_IF_FALSE:3 POP_TOP LOAD_CONST:0 RETURN_VALUE "
     "JUMP_BACKWARD:8 LOAD_NAME:3 POP_TOP LOAD_CONST:0 RETURN_VALUE"},
    {"try: a\nexcept E as e: b\nfinally: c",
     "RESUME:0 LOAD_NAME:0 POP_TOP JUMP_FORWARD:20 PUSH_EXC_INFO LOAD_NAME:1 "
     "CHECK_EXC_MATCH POP_JUMP_FORWARD_IF_FALSE:12 STORE_NAME:2 LOAD_NAME:3 "
     "POP_TOP POP_EXCEPT LOAD_CONST:0 STORE_NAME:2 DELETE_NAME:2 JUMP_FORWARD:8 "
     "LOAD_CONST:0 STORE_NAME:2 DELETE_NAME:2 RERAISE:1 RERAISE:0 COPY:3 "
     "POP_EXCEPT RERAISE:1 LOAD_NAME:4 POP_TOP LOAD_CONST:0 RETURN_VALUE "
     "PUSH_EXC_INFO LOAD_NAME:4 POP_TOP RERAISE:0 COPY:3 POP_EXCEPT RERAISE:1"},
    {"try: a\nexcept* E: b",
     "RESUME:0 LOAD_NAME:0 POP_TOP LOAD_CONST:0 RETURN_VALUE PUSH_EXC_INFO "
     "COPY:1 BUILD_LIST:0 SWAP:2 LOAD_NAME:1 CHECK_EG_MATCH COPY:1 "
     "POP_JUMP_FORWARD_IF_NOT_NONE:2 POP_TOP JUMP_FORWARD:6 POP_TOP LOAD_NAME:2 "
     "POP_TOP JUMP_FORWARD:2 LIST_APPEND:3 POP_TOP LIST_APPEND:1 "
     "PREP_RERAISE_STAR COPY:1 POP_JUMP_FORWARD_IF_NOT_NONE:4 POP_TOP POP_EXCEPT "
     "LOAD_CONST:0 RETURN_VALUE SWAP:2 POP_EXCEPT RERAISE:0 COPY:3 POP_EXCEPT "
     "RERAISE:1"},
    {"lambda a, *, b=1: a",
     "RESUME:0 LOAD_CONST:0 LOAD_CONST:1 BUILD_CONST_KEY_MAP:1 LOAD_CONST:2 "
     "MAKE_FUNCTION:2 POP_TOP LOAD_CONST:3 RETURN_VALUE"},
    {"raise a from b",
     "RESUME:0 LOAD_NAME:0 LOAD_NAME:1 RAISE_VARARGS:2"},
    {"global a\na = 1",
     "RESUME:0 LOAD_CONST:0 STORE_GLOBAL:0 LOAD_CONST:1 RETURN_VALUE"},
    {"match a:\n  case [1, x, *_]: b\n  case {\"k\": v, **r}: c\n  case C(p, q=1) | D(p): d\n  case _: e",
     "RESUME:0 LOAD_NAME:0 COPY:1 MATCH_SEQUENCE POP_JUMP_FORWARD_IF_FALSE:33 "
     "GET_LEN LOAD_CONST:0 COMPARE_OP:5 POP_JUMP_FORWARD_IF_FALSE:27 COPY:1 "
     "LOAD_CONST:1 BINARY_SUBSCR LOAD_CONST:2 COMPARE_OP:2 "
     "POP_JUMP_FORWARD_IF_FALSE:15 COPY:1 LOAD_CONST:2 BINARY_SUBSCR SWAP:2 "
     "POP_TOP STORE_NAME:1 POP_TOP LOAD_NAME:2 POP_TOP LOAD_CONST:4 RETURN_VALUE "
     "POP_TOP COPY:1 MATCH_MAPPING POP_JUMP_FORWARD_IF_FALSE:32 GET_LEN "
     "LOAD_CONST:2 COMPARE_OP:5 POP_JUMP_FORWARD_IF_FALSE:26 LOAD_CONST:7 "
     "MATCH_KEYS COPY:1 POP_JUMP_FORWARD_IF_NONE:20 UNPACK_SEQUENCE:1 SWAP:3 "
     "SWAP:2 BUILD_MAP:0 SWAP:3 DICT_UPDATE:2 UNPACK_SEQUENCE:1 COPY:2 SWAP:2 "
     "DELETE_SUBSCR SWAP:2 STORE_NAME:3 STORE_NAME:4 POP_TOP LOAD_NAME:5 POP_TOP "
     "LOAD_CONST:4 RETURN_VALUE POP_TOP POP_TOP POP_TOP COPY:1 LOAD_NAME:6 "
     "LOAD_CONST:5 MATCH_CLASS:1 COPY:1 POP_JUMP_FORWARD_IF_NONE:9 "
     "UNPACK_SEQUENCE:2 SWAP:2 LOAD_CONST:2 COMPARE_OP:2 "
     "POP_JUMP_FORWARD_IF_FALSE:1 JUMP_FORWARD:13 POP_TOP COPY:1 LOAD_NAME:7 "
     "LOAD_CONST:6 MATCH_CLASS:1 COPY:1 POP_JUMP_FORWARD_IF_NONE:3 "
     "UNPACK_SEQUENCE:1 JUMP_FORWARD:3 POP_TOP POP_TOP JUMP_FORWARD:7 SWAP:2 "
     "POP_TOP STORE_NAME:8 LOAD_NAME:9 POP_TOP LOAD_CONST:4 RETURN_VALUE "
     "LOAD_NAME:10 POP_TOP LOAD_CONST:4 RETURN_VALUE"},
};

/* The code of the first function or class in it. */
static const Golden functions[] = {
    {"def f(a):\n  return [i for i in a if i]",
     "RESUME:0 LOAD_CONST:1 MAKE_FUNCTION:0 LOAD_FAST:0 GET_ITER PRECALL:0 "
     "CALL:0 RETURN_VALUE"},
    {"def f():\n  x = 1\n  def g(): return x\n  return g",
     "MAKE_CELL:1 RESUME:0 LOAD_CONST:1 STORE_DEREF:1 LOAD_CLOSURE:1 "
     "BUILD_TUPLE:1 LOAD_CONST:2 MAKE_FUNCTION:8 STORE_FAST:0 LOAD_FAST:0 "
     "RETURN_VALUE"},
    {"def f(a):\n  if a is None: return 1\n  return 2",
     "RESUME:0 LOAD_FAST:0 POP_JUMP_FORWARD_IF_NOT_NONE:2 LOAD_CONST:1 "
     "RETURN_VALUE LOAD_CONST:2 RETURN_VALUE"},
    {"async def f(a):\n  async with a as b:\n    await b",
     "RETURN_GENERATOR POP_TOP RESUME:0 LOAD_FAST:0 BEFORE_ASYNC_WITH "
     "GET_AWAITABLE:1 LOAD_CONST:0 SEND:3 YIELD_VALUE RESUME:3 "
     "JUMP_BACKWARD_NO_INTERRUPT:4 STORE_FAST:1 LOAD_FAST:1 GET_AWAITABLE:0 "
     "LOAD_CONST:0 SEND:3 YIELD_VALUE RESUME:3 JUMP_BACKWARD_NO_INTERRUPT:4 "
     "POP_TOP LOAD_CONST:0 LOAD_CONST:0 LOAD_CONST:0 PRECALL:2 CALL:2 "
     "GET_AWAITABLE:2 LOAD_CONST:0 SEND:3 YIELD_VALUE RESUME:3 "
     "JUMP_BACKWARD_NO_INTERRUPT:4 POP_TOP LOAD_CONST:0 RETURN_VALUE "
     "PUSH_EXC_INFO WITH_EXCEPT_START GET_AWAITABLE:2 LOAD_CONST:0 SEND:3 "
     "YIELD_VALUE RESUME:3 JUMP_BACKWARD_NO_INTERRUPT:4 "
     "POP_JUMP_FORWARD_IF_TRUE:4 RERAISE:2 COPY:3 POP_EXCEPT RERAISE:1 POP_TOP "
     "POP_EXCEPT POP_TOP POP_TOP LOAD_CONST:0 RETURN_VALUE"},
    {"def f():\n  x = yield 1\n  yield from x",
     "RETURN_GENERATOR POP_TOP RESUME:0 LOAD_CONST:1 YIELD_VALUE RESUME:1 "
     "STORE_FAST:0 LOAD_FAST:0 GET_YIELD_FROM_ITER LOAD_CONST:0 SEND:3 "
     "YIELD_VALUE RESUME:2 JUMP_BACKWARD_NO_INTERRUPT:4 POP_TOP LOAD_CONST:0 "
     "RETURN_VALUE"},
    {"async def f(a):\n  return [i async for i in a]",
     "RETURN_GENERATOR POP_TOP RESUME:0 LOAD_CONST:1 MAKE_FUNCTION:0 LOAD_FAST:0 "
     "GET_AITER PRECALL:0 CALL:0 GET_AWAITABLE:0 LOAD_CONST:0 SEND:3 YIELD_VALUE "
     "RESUME:3 JUMP_BACKWARD_NO_INTERRUPT:4 RETURN_VALUE"},
    {"def f(a):\n  try:\n    return a\n  finally:\n    b()",
     "RESUME:0 NOP LOAD_FAST:0 LOAD_GLOBAL:1 PRECALL:0 CALL:0 POP_TOP "
     "RETURN_VALUE PUSH_EXC_INFO LOAD_GLOBAL:1 PRECALL:0 CALL:0 POP_TOP "
     "RERAISE:0 COPY:3 POP_EXCEPT RERAISE:1"},
    {"class C:\n  def m(self): return super().m()",
     "MAKE_CELL:0 RESUME:0 LOAD_NAME:0 STORE_NAME:1 LOAD_CONST:0 STORE_NAME:2 "
     "LOAD_CLOSURE:0 BUILD_TUPLE:1 LOAD_CONST:1 MAKE_FUNCTION:8 STORE_NAME:3 "
     "LOAD_CLOSURE:0 COPY:1 STORE_NAME:4 RETURN_VALUE"},
    {"def f(a, b):\n  a, b = b, a\n  return a.c(b)",
     "RESUME:0 LOAD_FAST:1 LOAD_FAST:0 STORE_FAST:1 STORE_FAST:0 LOAD_FAST:0 "
     "LOAD_METHOD:0 LOAD_FAST:1 PRECALL:1 CALL:1 RETURN_VALUE"},
};

static Own compile_text(const char *source, CompileMode mode, int optimize)
{
    Own filename = str_new(rt, "f");
    ck_assert_ptr_nonnull(filename);
    CompileOptions options = {.mode = mode, .filename = filename, .optimize = optimize};
    Own code = compile_source(rt, source, strlen(source), &options);
    release(rt, filename);
    return code;
}

static void add_listing(Ref code, Buf *out)
{
    int units = (int)AS_CODE(code)->head.length;
    for (CodeInstr instr = {0}; instr.next_unit < units;) {
        instr = code_instr(code, instr.next_unit);
        if (out->length > 0) buf_add_char(out, ' ');
        buf_add_text(out, opcode_name(instr.op));
        if (opcode_has_arg(instr.op)) buf_printf(out, ":%u", instr.arg);
    }
}

static Ref first_inner_code(Ref code)
{
    Ref consts = AS_CODE(code)->consts;
    for (ptrdiff_t i = 0; i < tuple_length(consts); i++) {
        if (is_exact(tuple_peek(consts, i), TYPE_code)) return tuple_peek(consts, i);
    }
    return NULL;
}

static void check_golden(const Golden *golden, bool inner)
{
    Own code = compile_text(golden->source, COMPILE_EXEC, 0);
    ck_assert_msg(code != NULL, "does not compile: %s", golden->source);
    Ref looked_at = inner ? first_inner_code(code) : code;
    ck_assert_ptr_nonnull(looked_at);
    Buf listing = BUF_INIT;
    add_listing(looked_at, &listing);
    ck_assert_msg(strcmp(buf_text(&listing), golden->listing) == 0, "%s\nwant %s\ngot  %s", golden->source,
                  golden->listing, buf_text(&listing));
    buf_fini(&listing);
    release(rt, code);
}

START_TEST(compiles_modules)
{
    check_golden(&modules[_i], false);
}
END_TEST

START_TEST(compiles_functions)
{
    check_golden(&functions[_i], true);
}
END_TEST

static void check_listing(const char *source, CompileMode mode, int optimize, const char *want)
{
    Own code = compile_text(source, mode, optimize);
    ck_assert_ptr_nonnull(code);
    Buf listing = BUF_INIT;
    add_listing(code, &listing);
    ck_assert_str_eq(buf_text(&listing), want);
    buf_fini(&listing);
    release(rt, code);
}

START_TEST(obeys_modes_and_levels)
{
    check_listing("x + 1", COMPILE_EVAL, 0, "RESUME:0 LOAD_NAME:0 LOAD_CONST:0 BINARY_OP:0 RETURN_VALUE");
    check_listing("x\n", COMPILE_SINGLE, 0, "RESUME:0 LOAD_NAME:0 PRINT_EXPR LOAD_CONST:0 RETURN_VALUE");
    check_listing("assert x", COMPILE_EXEC, 1, "RESUME:0 LOAD_CONST:0 RETURN_VALUE");
    check_listing("'doc'", COMPILE_EXEC, 2, "RESUME:0 LOAD_CONST:0 RETURN_VALUE");
}
END_TEST

/* Constants that are equal but not the same stay apart; those that are the same are one. */
START_TEST(keeps_constants_apart)
{
    Own code = compile_text("f(1, 1.0, True, 0.0, -0.0, 1, 'a', b'a', (1,), (1.0,), (1,))", COMPILE_EXEC, 0);
    ck_assert_ptr_nonnull(code);
    ck_assert_int_eq(tuple_length(AS_CODE(code)->consts), 10);
    release(rt, code);
}
END_TEST

/* Under the annotations future an annotation is text, with as few parentheses as it needs. */
START_TEST(unparses_annotations)
{
    Own code = compile_text("from __future__ import annotations\nx: (a+b)*c[1:2,...] | f'{y!r}' = 1", COMPILE_EXEC, 0);
    ck_assert_ptr_nonnull(code);
    bool found = false;
    Ref consts = AS_CODE(code)->consts;
    for (ptrdiff_t i = 0; i < tuple_length(consts); i++) {
        Ref item = tuple_peek(consts, i);
        found |= is_exact(item, TYPE_str) && str_equals_text(item, "(a + b) * c[1:2, ...] | f'{y!r}'");
    }
    ck_assert(found);
    release(rt, code);
}
END_TEST

START_TEST(shows_symbols_and_blocks)
{
    static const char source[] = "def f(a):\n  if a is None: return lambda: a\n";
    Own filename = str_new(rt, "f");
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = filename};
    Buf text = BUF_INIT;
    ck_assert_int_eq(inspect_symbols(rt, source, sizeof source - 1, &options, &text), 0);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "a                cell: parameter, used"));
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "a                free: used"));
    buf_clear(&text);
    ck_assert_int_eq(inspect_flow(rt, source, sizeof source - 1, &options, &text), 0);
    ck_assert_ptr_nonnull(strstr(buf_text(&text), "<- a test for None is one jump"));
    buf_fini(&text);
    release(rt, filename);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("compile_code");
    tcase_add_checked_fixture(tests, start, finish);
    tcase_add_loop_test(tests, compiles_modules, 0, (int)ARRAY_LENGTH(modules));
    tcase_add_loop_test(tests, compiles_functions, 0, (int)ARRAY_LENGTH(functions));
    tcase_add_test(tests, obeys_modes_and_levels);
    tcase_add_test(tests, keeps_constants_apart);
    tcase_add_test(tests, unparses_annotations);
    tcase_add_test(tests, shows_symbols_and_blocks);
    return suite_run_one("compile_code", tests);
}
