/* The folders: one for each kind of expression that may turn out to be a constant.  Results
   are limited in size, so that 'x' * 10**9 is not stored in a .pyc. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "compile/tree_optimize.h"

enum {
    FOLD_INT_BITS = 128,
    FOLD_COLLECTION_ITEMS = 256,
    FOLD_TOTAL_ITEMS = 1024, /* of nested tuples */
    FOLD_TEXT_LENGTH = 4096,
};

void fold_to(Compiler *c, Expr *expr, Own value)
{
    if (c->failed) {
        release(c->rt, value);
        return;
    }
    if (value == NULL) {
        if (error_matches(c->rt, TYPE_KeyboardInterrupt)) {
            compiler_fail(c);
        } else {
            error_clear(c->rt);
        }
        return;
    }
    compiler_make_constant(c, expr, compiler_keep(c, value));
}

bool exprs_have_star(ExprSeq elts)
{
    for (size_t i = 0; i < elts.length; i++) {
        if (elts.items[i]->kind == NODE_Starred) return true;
    }
    return false;
}

/* not (a is b) → a is not b; it may not be done for < or ==, which a class may define at will. */
static void fold_not_compare(Expr *expr)
{
    static const struct {
        CompareOperator from, to;
    } opposites[] = {{CMPOP_Is, CMPOP_IsNot}, {CMPOP_IsNot, CMPOP_Is}, {CMPOP_In, CMPOP_NotIn}, {CMPOP_NotIn, CMPOP_In}};
    Expr *compare = expr->v.UnaryOp.operand;
    if (compare->v.Compare.ops.length != 1) return;
    for (size_t i = 0; i < ARRAY_LENGTH(opposites); i++) {
        if (compare->v.Compare.ops.items[0] == opposites[i].from) {
            compare->v.Compare.ops.items[0] = opposites[i].to;
            *expr = *compare;
            return;
        }
    }
}

void fold_unary(Compiler *c, Expr *expr)
{
    Expr *operand = expr->v.UnaryOp.operand;
    if (operand->kind == NODE_Compare && expr->v.UnaryOp.op == UNARYOP_Not) fold_not_compare(expr);
    if (operand->kind != NODE_Constant) return;
    Ref value = compiler_constant(c, operand);
    if (value == NULL) return;
    switch ((int)expr->v.UnaryOp.op) {
    case UNARYOP_Invert: fold_to(c, expr, number_invert(c->rt, value)); break;
    case UNARYOP_UAdd: fold_to(c, expr, number_positive(c->rt, value)); break;
    case UNARYOP_USub: fold_to(c, expr, number_negative(c->rt, value)); break;
    case UNARYOP_Not: {
        int truth = object_is_true(c->rt, value);
        fold_to(c, expr, truth < 0 ? NULL : bool_new(c->rt, !truth));
        break;
    }
    }
}

static bool is_text(Ref value)
{
    return is_exact(value, TYPE_str) || is_exact(value, TYPE_bytes);
}

static ptrdiff_t text_length(Ref value)
{
    return is_exact(value, TYPE_str) ? str_length(value) : bytes_length(value);
}

static bool is_nonzero_int(Ref value)
{
    return is_int(value) && int_sign(value) != 0;
}

/* How much of LIMIT is left when the items of VALUE, also nested ones, are counted. */
static ptrdiff_t limit_after(Ref value, ptrdiff_t limit)
{
    if (is_exact(value, TYPE_frozenset)) return limit - set_length(value);
    if (!is_exact(value, TYPE_tuple)) return limit;
    limit -= tuple_length(value);
    for (ptrdiff_t i = 0; limit >= 0 && i < tuple_length(value); i++) {
        limit = limit_after(tuple_peek(value, i), limit);
    }
    return limit;
}

/* May COUNT * VALUE be computed here? */
static bool repeat_is_small(Ref count, Ref value)
{
    int overflow;
    int64_t n = int_value_overflow(count, &overflow);
    bool collection = is_exact(value, TYPE_tuple);
    ptrdiff_t length = collection ? tuple_length(value) : text_length(value);
    if (length == 0) return true;
    ptrdiff_t limit = collection ? FOLD_COLLECTION_ITEMS : FOLD_TEXT_LENGTH;
    if (overflow != 0 || n < 0 || n > limit / length) return false;
    return !collection || n == 0 || limit_after(value, FOLD_TOTAL_ITEMS / n) >= 0;
}

static bool multiply_is_small(Ref left, Ref right)
{
    if (is_nonzero_int(left) && is_nonzero_int(right)) {
        return int_bit_length(left) + int_bit_length(right) <= FOLD_INT_BITS;
    }
    if (is_int(left) && (is_exact(right, TYPE_tuple) || is_text(right))) return repeat_is_small(left, right);
    if (is_int(right) && (is_exact(left, TYPE_tuple) || is_text(left))) return repeat_is_small(right, left);
    return true;
}

static bool power_is_small(Ref base, Ref exponent)
{
    if (!is_nonzero_int(base) || !is_int(exponent) || int_sign(exponent) <= 0) return true;
    int overflow;
    int64_t times = int_value_overflow(exponent, &overflow);
    return overflow == 0 && int_bit_length(base) <= (size_t)(FOLD_INT_BITS / times);
}

static bool shift_is_small(Ref value, Ref distance)
{
    if (!is_nonzero_int(value) || !is_nonzero_int(distance)) return true;
    int overflow;
    int64_t bits = int_value_overflow(distance, &overflow);
    if (overflow != 0 || bits < 0 || bits > FOLD_INT_BITS) return false;
    return int_bit_length(value) <= (size_t)(FOLD_INT_BITS - bits);
}

/* The operation's number, or -1 when it is not to be computed here. */
static int binary_foldable(Operator op, Ref left, Ref right)
{
    switch ((int)op) {
    case OPERATOR_Add: return BINARY_ADD;
    case OPERATOR_Sub: return BINARY_SUBTRACT;
    case OPERATOR_Mult: return multiply_is_small(left, right) ? (int)BINARY_MULTIPLY : -1;
    case OPERATOR_Div: return BINARY_TRUE_DIVIDE;
    case OPERATOR_FloorDiv: return BINARY_FLOOR_DIVIDE;
    case OPERATOR_Mod: return is_text(left) ? -1 : (int)BINARY_REMAINDER;
    case OPERATOR_Pow: return power_is_small(left, right) ? (int)BINARY_POWER : -1;
    case OPERATOR_LShift: return shift_is_small(left, right) ? (int)BINARY_LSHIFT : -1;
    case OPERATOR_RShift: return BINARY_RSHIFT;
    case OPERATOR_BitOr: return BINARY_OR;
    case OPERATOR_BitXor: return BINARY_XOR;
    case OPERATOR_BitAnd: return BINARY_AND;
    default: return -1; /* @: no constant has it */
    }
}

void fold_binary(Compiler *c, Expr *expr)
{
    Expr *left = expr->v.BinOp.left, *right = expr->v.BinOp.right;
    if (left->kind != NODE_Constant) return;
    Ref left_value = compiler_constant(c, left);
    if (left_value == NULL) return;
    if (expr->v.BinOp.op == OPERATOR_Mod && right->kind == NODE_Tuple && is_exact(left_value, TYPE_str) &&
        !exprs_have_star(right->v.Tuple.elts)) {
        fold_percent_format(c, expr, left_value);
        return;
    }
    if (right->kind != NODE_Constant) return;
    Ref right_value = compiler_constant(c, right);
    if (right_value == NULL) return;
    int op = binary_foldable(expr->v.BinOp.op, left_value, right_value);
    if (op >= 0) fold_to(c, expr, number_binary(c->rt, (BinaryOp)op, left_value, right_value));
}

/* A new tuple of ELTS' values; NULL (nothing pending) when some are no constants. */
static Own constant_tuple(Compiler *c, ExprSeq elts)
{
    for (size_t i = 0; i < elts.length; i++) {
        if (elts.items[i]->kind != NODE_Constant) return NULL;
        if (compiler_constant(c, elts.items[i]) == NULL) return NULL;
    }
    Own tuple = tuple_new(c->rt, (ptrdiff_t)elts.length);
    if (tuple == NULL) {
        compiler_fail(c);
        return NULL;
    }
    for (size_t i = 0; i < elts.length; i++) {
        tuple_take(tuple, (ptrdiff_t)i, new_ref(compiler_constant(c, elts.items[i])));
    }
    return tuple;
}

void fold_tuple(Compiler *c, Expr *expr)
{
    if (expr->v.Tuple.ctx != CONTEXT_Load) return;
    Own tuple = constant_tuple(c, expr->v.Tuple.elts);
    if (tuple != NULL) fold_to(c, expr, tuple);
}

void fold_subscript(Compiler *c, Expr *expr)
{
    Expr *value = expr->v.Subscript.value, *index = expr->v.Subscript.slice;
    if (expr->v.Subscript.ctx != CONTEXT_Load) return;
    if (value->kind != NODE_Constant || index->kind != NODE_Constant) return;
    Ref container = compiler_constant(c, value), key = compiler_constant(c, index);
    if (container == NULL || key == NULL) return;
    fold_to(c, expr, object_item_get(c->rt, container, key));
}

void fold_iterable(Compiler *c, Expr *expr)
{
    if (c->failed) return;
    if (expr->kind == NODE_List) {
        if (exprs_have_star(expr->v.List.elts)) return;
        List_Fields list = expr->v.List;
        expr->kind = NODE_Tuple;
        expr->v.Tuple.elts = list.elts;
        expr->v.Tuple.ctx = list.ctx;
        fold_tuple(c, expr);
    } else if (expr->kind == NODE_Set) {
        Own items = constant_tuple(c, expr->v.Set.elts);
        if (items == NULL) return;
        fold_to(c, expr, frozenset_new(c->rt, items));
        release(c->rt, items);
    }
}

void fold_compare(Compiler *c, Expr *expr)
{
    size_t last = expr->v.Compare.ops.length - 1;
    CompareOperator op = expr->v.Compare.ops.items[last];
    if (op == CMPOP_In || op == CMPOP_NotIn) fold_iterable(c, expr->v.Compare.comparators.items[last]);
}
