/* The tree as a data structure, and what literals and sources become. */
#include "tests/unit/suite.h"

#include <string.h>

#include "base/buf.h"
#include "syntax/ast_dump.h"
#include "syntax/literal_repr.h"
#include "syntax/parse.h"

/* Parses SOURCE, which is fine, as an expression. */
static Expr *expression(Arena *arena, const char *source)
{
    ParseOptions options = {.filename = "<test>", .is_utf8 = true};
    ParseResult result = parse_source(arena, START_EVAL, source, strlen(source), &options);
    ck_assert_msg(
        result.tree != NULL, "%s", result.error != NULL ? result.error->message : "?");
    return result.tree->v.Expression.body;
}

static void check_dump(const char *source, const char *wanted)
{
    Arena *arena = arena_new();
    Buf out = BUF_INIT;
    ck_assert(ast_dump((const Node *)expression(arena, source), false, 1, &out));
    ck_assert_str_eq(buf_text(&out), wanted);
    buf_fini(&out);
    arena_free(arena);
}

START_TEST(small_trees_are_right)
{
    check_dump("a", "Name(id='a', ctx=Load())");
    check_dump("()", "Tuple(elts=[], ctx=Load())");
    check_dump("a + 1",
               "BinOp(\n left=Name(id='a', ctx=Load()),\n op=Add(),\n "
               "right=Constant(value=1))");
    check_dump("a is not b",
               "Compare(\n left=Name(id='a', ctx=Load()),\n ops=[\n  IsNot()],\n "
               "comparators=[\n  Name(id='b', ctx=Load())])");
    check_dump("{**a}",
               "Dict(\n keys=[\n  None],\n values=[\n  Name(id='a', ctx=Load())])");
    check_dump("u'x'", "Constant(value='x', kind='u')");
    check_dump("...", "Constant(value=Ellipsis)");
}
END_TEST

static void check_literal(const char *source, const char *wanted)
{
    Arena *arena = arena_new();
    Buf out = BUF_INIT;
    Expr *expr = expression(arena, source);
    ck_assert_int_eq(expr->kind, NODE_Constant);
    ck_assert_ptr_null(expr->v.Constant.value.value);
    literal_repr(&expr->v.Constant.value, &out);
    ck_assert_str_eq(buf_text(&out), wanted);
    buf_fini(&out);
    arena_free(arena);
}

START_TEST(literals_have_their_repr)
{
    check_literal("00", "0");
    check_literal("1_000", "1000");
    check_literal("0xFFFFFFFFFFFFFFFFFFFFFFFF", "79228162514264337593543950335");
    check_literal("0o17", "15");
    check_literal("0B1_01", "5");
    check_literal("0x0", "0");
    check_literal("1.", "1.0");
    check_literal("1e16", "1e+16");
    check_literal("123456789012345.6", "123456789012345.6");
    check_literal("1e15", "1000000000000000.0");
    check_literal(".00001", "1e-05");
    check_literal("0.0001", "0.0001");
    check_literal("0.1", "0.1");
    check_literal("5e-324", "5e-324");
    check_literal("1e999", "inf");
    check_literal("1_0.5_0", "10.5");
    check_literal("2j", "2j");
    check_literal("2.5e1j", "25j");
    check_literal("'it\\'s'", "\"it's\"");
    check_literal("'\"\\''", "'\"\\''");
    check_literal("'\\ud800\\0\\x7f\\xa0\\u200b'", "'\\ud800\\x00\\x7f\\xa0\\u200b'");
    check_literal("'a' 'b' \"c\"", "'abc'");
    check_literal("r'\\n' '\\N{BULLET}\\101'",
                  "'\\\\n\xE2\x80\xA2"
                  "A'");
    check_literal("b'\\x00\\'\\377a'", "b\"\\x00'\\xffa\"");
    check_literal("'''a\\\nb\n'''", "'ab\\n'");
}
END_TEST

START_TEST(equal_names_are_one_pointer)
{
    Arena *arena = arena_new();
    Expr *sum = expression(arena, "\xEF\xAC\x81x + f'{fix}'");
    const Identifier *left = sum->v.BinOp.left->v.Name.id;
    Expr *field = sum->v.BinOp.right->v.JoinedStr.values.items[0];
    ck_assert_str_eq(left->text, "fix");
    ck_assert_ptr_eq(left, field->v.FormattedValue.value->v.Name.id);
    arena_free(arena);
}
END_TEST

START_TEST(any_expression_can_replace_another)
{
    Arena *arena = arena_new();
    Expr *expr = expression(arena, "1 + f(x, y=2)");
    Expr *call = expr->v.BinOp.right;
    Span span = expr->span;
    *expr = *call;
    expr->span = span;
    ck_assert_int_eq(expr->kind, NODE_Call);
    ck_assert_str_eq(expr->v.Call.keywords.items[0]->arg->text, "y");
    arena_free(arena);
}
END_TEST

static bool count_node(Node *node, void *context)
{
    int *count = context;
    ++*count;
    return node_visit_children(node, count_node, context);
}

static bool stop_at_once(Node *node, void *context)
{
    (void)node;
    ++*(int *)context;
    return false;
}

START_TEST(walks_reach_every_node)
{
    Arena *arena = arena_new();
    Expr *expr =
        expression(arena, "lambda a, b=1: [x for x in {**a, 2: f(*b, k=c)} if x]");
    int count = 0, stopped = 0;
    ck_assert(node_visit_children((Node *)expr, count_node, &count));
    ck_assert_int_eq(count, 18);
    ck_assert(!node_visit_children((Node *)expr, stop_at_once, &stopped));
    ck_assert_int_eq(stopped, 1);
    arena_free(arena);
}
END_TEST

START_TEST(every_kind_is_described)
{
    for (int kind = 0; kind < NODE_KIND_COUNT; kind++) {
        const NodeInfo *info = node_info((NodeKind)kind);
        ck_assert_ptr_nonnull(info->name);
        for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
            ck_assert_int_ge(field_shape(info->fields[i].kind), 0);
        }
    }
    ck_assert_str_eq(word_name(CMPOP_NotIn), "NotIn");
    ck_assert_str_eq(word_name(CONTEXT_Load), "Load");
}
END_TEST

static void check_source(const char *source, size_t length, const char *value)
{
    ParseOptions options = {.filename = "<test>"};
    Arena *arena = arena_new();
    ParseResult result = parse_source(arena, START_FILE, source, length, &options);
    ck_assert_ptr_nonnull(result.tree);
    StmtSeq body = result.tree->v.Module.body;
    const Expr *expr = body.items[body.length - 1]->v.Expr.value;
    ck_assert_str_eq(expr->v.Constant.value.text, value);
    arena_free(arena);
}

START_TEST(sources_are_decoded)
{
    check_source("# -*- coding: latin-1 -*-\n'\xE9'", 29, "\xC3\xA9");
    check_source(
        "#!x\n# vim: set fileencoding=iso-8859-15 :\n'\xA4'", 45, "\xE2\x82\xAC");
    check_source("\xEF\xBB\xBF'\xC3\xA9'", 7, "\xC3\xA9");
    check_source("x = 1\r\n'''a\r\nb\rc'''\r", 20, "a\nb\nc");
    check_source("x\n\n# coding: latin-1\n'\xC3\xA9'", 25, "\xC3\xA9");
}
END_TEST

START_TEST(the_other_inequality_needs_its_import)
{
    ParseOptions flufl = {.filename = "<test>", .barry_as_flufl = true};
    Arena *arena = arena_new();
    ck_assert_ptr_nonnull(parse_source(arena, START_FILE, "a <> b", 6, &flufl).tree);
    ck_assert_str_eq(parse_source(arena, START_FILE, "a != b", 6, &flufl).error->message,
                     "with Barry as BDFL, use '<>' instead of '!='");
    arena_free(arena);
}
END_TEST

int main(void)
{
    TCase *tests = tcase_create("syntax tree");
    tcase_add_test(tests, small_trees_are_right);
    tcase_add_test(tests, literals_have_their_repr);
    tcase_add_test(tests, equal_names_are_one_pointer);
    tcase_add_test(tests, any_expression_can_replace_another);
    tcase_add_test(tests, walks_reach_every_node);
    tcase_add_test(tests, every_kind_is_described);
    tcase_add_test(tests, sources_are_decoded);
    tcase_add_test(tests, the_other_inequality_needs_its_import);
    return suite_run_one("syntax tree", tests);
}
