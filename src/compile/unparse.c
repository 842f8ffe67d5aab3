/* From a tree back to text, with as few parentheses as the precedence of operators needs: what
   an annotation is stored as under `from __future__ import annotations`. */
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/floatobj.h"
#include "objects/strobj.h"
#include "compile/compiler.h"
#include "compile/unparse.h"

static void add_args(Unparser *u, const Arguments *args);

void unparse_literal_object(Unparser *u, Ref value)
{
    if (u->failed || value == NULL) return;
    if (value == u->rt->ellipsis) {
        buf_add_text(&u->out, "...");
        return;
    }
    Own repr = object_repr(u->rt, value);
    if (repr == NULL) {
        u->failed = true;
        return;
    }
    Buf text = BUF_INIT;
    str_add_to_buf(repr, &text);
    release(u->rt, repr);
    bool infinite = (is_exact(value, TYPE_float) && isinf(AS_FLOAT(value)->value)) || is_exact(value, TYPE_complex);
    const char *rest = buf_text(&text), *found;
    /* Infinity has no literal; a number too large for a float reads as it. */
    while (infinite && (found = strstr(rest, "inf")) != NULL) {
        buf_add(&u->out, rest, (size_t)(found - rest));
        buf_add_text(&u->out, "1e309");
        rest = found + 3;
    }
    buf_add(&u->out, rest, text.length - (size_t)(rest - buf_text(&text)));
    buf_fini(&text);
}

void unparse_open(Unparser *u, bool parenthesised)
{
    if (parenthesised) buf_add_char(&u->out, '(');
}

void unparse_close(Unparser *u, bool parenthesised)
{
    if (parenthesised) buf_add_char(&u->out, ')');
}

static void add_bool_op(Unparser *u, const BoolOp_Fields *op, int level)
{
    bool is_and = op->op == BOOLOP_And;
    int own = is_and ? LEVEL_AND : LEVEL_OR;
    unparse_open(u, level > own);
    for (size_t i = 0; i < op->values.length; i++) {
        if (i > 0) buf_add_text(&u->out, is_and ? " and " : " or ");
        unparse_add(u, op->values.items[i], own + 1);
    }
    unparse_close(u, level > own);
}

static const struct {
    const char *text;
    int level;
} binary_words[] = {
    {" + ", LEVEL_ARITH}, {" - ", LEVEL_ARITH}, {" * ", LEVEL_TERM},   {" @ ", LEVEL_TERM},  {" / ", LEVEL_TERM},
    {" % ", LEVEL_TERM},  {" ** ", LEVEL_POWER}, {" << ", LEVEL_SHIFT}, {" >> ", LEVEL_SHIFT}, {" | ", LEVEL_BOR},
    {" ^ ", LEVEL_BXOR},  {" & ", LEVEL_BAND},  {" // ", LEVEL_TERM},
};

static void add_bin_op(Unparser *u, const BinOp_Fields *op, int level)
{
    int own = binary_words[op->op - OPERATOR_Add].level;
    bool right_first = op->op == OPERATOR_Pow;
    unparse_open(u, level > own);
    unparse_add(u, op->left, own + right_first);
    buf_add_text(&u->out, binary_words[op->op - OPERATOR_Add].text);
    unparse_add(u, op->right, own + !right_first);
    unparse_close(u, level > own);
}

static void add_unary_op(Unparser *u, const UnaryOp_Fields *op, int level)
{
    static const char *const words[] = {"~", "not ", "+", "-"};
    int own = op->op == UNARYOP_Not ? LEVEL_NOT : LEVEL_FACTOR;
    unparse_open(u, level > own);
    buf_add_text(&u->out, words[op->op - UNARYOP_Invert]);
    unparse_add(u, op->operand, own);
    unparse_close(u, level > own);
}

static void add_compare(Unparser *u, const Compare_Fields *compare, int level)
{
    static const char *const words[] = {" == ", " != ", " < ", " <= ", " > ", " >= ", " is ", " is not ", " in ", " not in "};
    unparse_open(u, level > LEVEL_CMP);
    unparse_add(u, compare->left, LEVEL_CMP + 1);
    for (size_t i = 0; i < compare->ops.length; i++) {
        buf_add_text(&u->out, words[compare->ops.items[i] - CMPOP_Eq]);
        unparse_add(u, compare->comparators.items[i], LEVEL_CMP + 1);
    }
    unparse_close(u, level > LEVEL_CMP);
}

static void add_lambda(Unparser *u, const Lambda_Fields *lambda, int level)
{
    const Arguments *args = lambda->args;
    bool any = args->posonlyargs.length + args->args.length + args->kwonlyargs.length > 0 ||
               args->vararg != NULL || args->kwarg != NULL;
    unparse_open(u, level > LEVEL_TEST);
    buf_add_text(&u->out, any ? "lambda " : "lambda");
    add_args(u, args);
    buf_add_text(&u->out, ": ");
    unparse_add(u, lambda->body, LEVEL_TEST);
    unparse_close(u, level > LEVEL_TEST);
}

static void add_if_exp(Unparser *u, const IfExp_Fields *if_exp, int level)
{
    unparse_open(u, level > LEVEL_TEST);
    unparse_add(u, if_exp->body, LEVEL_TEST + 1);
    buf_add_text(&u->out, " if ");
    unparse_add(u, if_exp->test, LEVEL_TEST + 1);
    buf_add_text(&u->out, " else ");
    unparse_add(u, if_exp->orelse, LEVEL_TEST);
    unparse_close(u, level > LEVEL_TEST);
}

static void add_arg(Unparser *u, const Arg *arg)
{
    buf_add_text(&u->out, arg->arg->text);
    if (arg->annotation == NULL) return;
    buf_add_text(&u->out, ": ");
    unparse_add(u, arg->annotation, LEVEL_TEST);
}

static void add_default(Unparser *u, Expr *value)
{
    if (value == NULL) return;
    buf_add_char(&u->out, '=');
    unparse_add(u, value, LEVEL_TEST);
}

static void add_comma(Unparser *u, bool *first)
{
    if (!*first) buf_add_text(&u->out, ", ");
    *first = false;
}

static void add_args(Unparser *u, const Arguments *args)
{
    bool first = true;
    size_t positional = args->posonlyargs.length, count = positional + args->args.length;
    for (size_t i = 0; i < count; i++) {
        add_comma(u, &first);
        add_arg(u, i < positional ? args->posonlyargs.items[i] : args->args.items[i - positional]);
        if (i + args->defaults.length >= count) {
            add_default(u, args->defaults.items[i + args->defaults.length - count]);
        }
        if (positional > 0 && i + 1 == positional) buf_add_text(&u->out, ", /");
    }
    if (args->vararg != NULL || args->kwonlyargs.length > 0) {
        add_comma(u, &first);
        buf_add_char(&u->out, '*');
        if (args->vararg != NULL) add_arg(u, args->vararg);
    }
    for (size_t i = 0; i < args->kwonlyargs.length; i++) {
        add_comma(u, &first);
        add_arg(u, args->kwonlyargs.items[i]);
        add_default(u, args->kw_defaults.items[i]);
    }
    if (args->kwarg != NULL) {
        add_comma(u, &first);
        buf_add_text(&u->out, "**");
        add_arg(u, args->kwarg);
    }
}

static void add_call(Unparser *u, const Call_Fields *call)
{
    bool first = true;
    unparse_add(u, call->func, LEVEL_ATOM);
    if (call->args.length == 1 && call->keywords.length == 0 && call->args.items[0]->kind == NODE_GeneratorExp) {
        unparse_add(u, call->args.items[0], LEVEL_TEST); /* its own parentheses are enough */
        return;
    }
    buf_add_char(&u->out, '(');
    for (size_t i = 0; i < call->args.length; i++) {
        add_comma(u, &first);
        unparse_add(u, call->args.items[i], LEVEL_TEST);
    }
    for (size_t i = 0; i < call->keywords.length; i++) {
        const Keyword *keyword = call->keywords.items[i];
        add_comma(u, &first);
        buf_add_text(&u->out, keyword->arg == NULL ? "**" : keyword->arg->text);
        if (keyword->arg != NULL) buf_add_char(&u->out, '=');
        unparse_add(u, keyword->value, LEVEL_TEST);
    }
    buf_add_char(&u->out, ')');
}

static void add_yield(Unparser *u, const char *words, Expr *value)
{
    buf_add_text(&u->out, words);
    if (value != NULL) {
        buf_add_char(&u->out, ' ');
        unparse_add(u, value, LEVEL_TEST);
    }
    buf_add_char(&u->out, ')');
}

static void add_await(Unparser *u, Expr *value, int level)
{
    unparse_open(u, level > LEVEL_AWAIT);
    buf_add_text(&u->out, "await ");
    unparse_add(u, value, LEVEL_ATOM);
    unparse_close(u, level > LEVEL_AWAIT);
}

static void add_named(Unparser *u, const NamedExpr_Fields *named, int level)
{
    unparse_open(u, level > LEVEL_TUPLE);
    unparse_add(u, named->target, LEVEL_ATOM);
    buf_add_text(&u->out, " := ");
    unparse_add(u, named->value, LEVEL_ATOM);
    unparse_close(u, level > LEVEL_TUPLE);
}

void unparse_add(Unparser *u, Expr *expr, int level)
{
    if (u->failed) return;
    switch ((int)expr->kind) {
    case NODE_BoolOp: add_bool_op(u, &expr->v.BoolOp, level); break;
    case NODE_BinOp: add_bin_op(u, &expr->v.BinOp, level); break;
    case NODE_UnaryOp: add_unary_op(u, &expr->v.UnaryOp, level); break;
    case NODE_Compare: add_compare(u, &expr->v.Compare, level); break;
    case NODE_Lambda: add_lambda(u, &expr->v.Lambda, level); break;
    case NODE_IfExp: add_if_exp(u, &expr->v.IfExp, level); break;
    case NODE_Call: add_call(u, &expr->v.Call); break;
    case NODE_Yield: add_yield(u, "(yield", expr->v.Yield.value); break;
    case NODE_YieldFrom: add_yield(u, "(yield from", expr->v.YieldFrom.value); break;
    case NODE_Await: add_await(u, expr->v.Await.value, level); break;
    case NODE_NamedExpr: add_named(u, &expr->v.NamedExpr, level); break;
    case NODE_Name: buf_add_text(&u->out, expr->v.Name.id->text); break;
    default: unparse_atom(u, expr, level); break;
    }
}

Own unparse_expr(Rt *rt, const Expr *expr)
{
    Unparser unparser = {.rt = rt, .out = BUF_INIT};
    unparse_add(&unparser, (Expr *)expr, LEVEL_TEST);
    Own text = unparser.failed ? NULL : str_from_buf(rt, &unparser.out);
    buf_fini(&unparser.out);
    return text;
}
