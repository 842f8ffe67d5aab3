/* Displays: lists, tuples, sets, dicts, and unpacking into them.  Short ones are pushed and
   built at once; long ones, or those with stars, are built first and filled. */
#include <limits.h>

#include "objects/setobj.h"
#include "objects/tupleobj.h"
#include "compile/codegen.h"

typedef struct DisplayOps {
    int build, add, extend;
} DisplayOps;

static bool exprs_all_constant(ExprSeq exprs)
{
    for (size_t i = 0; i < exprs.length; i++) {
        if (exprs.items[i] == NULL || exprs.items[i]->kind != NODE_Constant) return false;
    }
    return true;
}

Ref constants_tuple(Compiler *c, ExprSeq exprs)
{
    Own tuple = c->failed ? NULL : tuple_new(c->rt, (ptrdiff_t)exprs.length);
    if (c->failed || compiler_keep(c, tuple) == NULL) return NULL;
    for (size_t i = 0; i < exprs.length; i++) {
        Ref value = compiler_constant(c, exprs.items[i]);
        tuple_take(tuple, (ptrdiff_t)i, new_ref(value == NULL ? c->rt->none : value));
    }
    return c->failed ? NULL : tuple;
}

/* [1, 2, 3]: the constants are one tuple, with which an empty list is extended. */
static void emit_constant_elements(Compiler *c, ExprSeq elts, int pushed, bool tuple, const DisplayOps *ops)
{
    Ref folded = constants_tuple(c, elts);
    if (folded == NULL) return;
    if (tuple && pushed == 0) {
        emit_const(c, folded);
        return;
    }
    if (ops->add == OP_SET_ADD) folded = compiler_keep(c, frozenset_new(c->rt, folded));
    emit_arg(c, ops->build, pushed);
    emit_const(c, folded);
    emit_arg(c, ops->extend, 1);
    if (tuple) emit(c, OP_LIST_TO_TUPLE);
}

static void emit_piecemeal(Compiler *c, ExprSeq elts, int pushed, bool big, const DisplayOps *ops)
{
    bool built = big;
    if (big) emit_arg(c, ops->build, pushed);
    for (size_t i = 0; i < elts.length; i++) {
        Expr *elt = elts.items[i];
        if (elt->kind != NODE_Starred) {
            visit_expr(c, elt);
            if (built) emit_arg(c, ops->add, 1);
            continue;
        }
        if (!built) emit_arg(c, ops->build, (int)i + pushed);
        built = true;
        visit_expr(c, elt->v.Starred.value);
        emit_arg(c, ops->extend, 1);
    }
}

void emit_elements(Compiler *c, ExprSeq elts, int pushed, NodeKind kind)
{
    static const DisplayOps list_ops = {OP_BUILD_LIST, OP_LIST_APPEND, OP_LIST_EXTEND};
    static const DisplayOps set_ops = {OP_BUILD_SET, OP_SET_ADD, OP_SET_UPDATE};
    const DisplayOps *ops = kind == NODE_Set ? &set_ops : &list_ops;
    bool tuple = kind == NODE_Tuple;
    if (elts.length > 2 && exprs_all_constant(elts)) {
        emit_constant_elements(c, elts, pushed, tuple, ops);
        return;
    }
    bool starred = false;
    for (size_t i = 0; i < elts.length; i++) starred |= elts.items[i]->kind == NODE_Starred;
    int count = (int)elts.length + pushed;
    bool big = count > STACK_USE_GUIDELINE;
    if (!starred && !big) {
        visit_exprs(c, elts);
        emit_arg(c, tuple ? OP_BUILD_TUPLE : ops->build, count);
        return;
    }
    emit_piecemeal(c, elts, pushed, big, ops);
    if (tuple) emit(c, OP_LIST_TO_TUPLE);
}

void emit_unpack(Compiler *c, Node *const *parts, size_t length, NodeKind star, const char *where)
{
    bool starred = false;
    int count = (int)length;
    for (int i = 0; i < count; i++) {
        if (parts[i]->kind != star) continue;
        if (starred) {
            compiler_error(c, c->unit->span, "multiple starred expressions in %s", where);
            return;
        }
        if (i >= 1 << 8 || count - i - 1 >= INT_MAX >> 8) {
            compiler_error(c, c->unit->span, "too many expressions in star-unpacking %s", where);
            return;
        }
        emit_arg(c, OP_UNPACK_EX, i + ((count - i - 1) << 8));
        starred = true;
    }
    if (!starred) emit_arg(c, OP_UNPACK_SEQUENCE, count);
}

static void emit_targets(Compiler *c, ExprSeq elts)
{
    emit_unpack(c, (Node *const *)elts.items, elts.length, NODE_Starred, "assignment");
    for (size_t i = 0; i < elts.length; i++) {
        Expr *elt = elts.items[i];
        visit_expr(c, elt->kind == NODE_Starred ? elt->v.Starred.value : elt);
    }
}

void emit_sequence(Compiler *c, Expr *expr)
{
    if (expr->kind == NODE_Set) {
        emit_elements(c, expr->v.Set.elts, 0, NODE_Set);
        return;
    }
    ExprContext context = expr->kind == NODE_List ? expr->v.List.ctx : expr->v.Tuple.ctx;
    ExprSeq elts = expr->kind == NODE_List ? expr->v.List.elts : expr->v.Tuple.elts;
    switch ((int)context) {
    case CONTEXT_Load: emit_elements(c, elts, 0, expr->kind); break;
    case CONTEXT_Store: emit_targets(c, elts); break;
    case CONTEXT_Del: visit_exprs(c, elts); break;
    }
}

/* Entries FIRST up to END, none of them a **, as a dict on the stack. */
static void emit_dict_part(Compiler *c, const Dict_Fields *dict, size_t first, size_t end)
{
    size_t count = end - first;
    bool big = count * 2 > STACK_USE_GUIDELINE;
    ExprSeq keys = {dict->keys.items + first, count};
    if (count > 1 && !big && exprs_all_constant(keys)) {
        for (size_t i = first; i < end; i++) visit_expr(c, dict->values.items[i]);
        emit_const(c, constants_tuple(c, keys));
        emit_arg(c, OP_BUILD_CONST_KEY_MAP, (int)count);
        return;
    }
    if (big) emit_arg(c, OP_BUILD_MAP, 0);
    for (size_t i = first; i < end; i++) {
        visit_expr(c, dict->keys.items[i]);
        visit_expr(c, dict->values.items[i]);
        if (big) emit_arg(c, OP_MAP_ADD, 1);
    }
    if (!big) emit_arg(c, OP_BUILD_MAP, (int)count);
}

static void flush_entries(Compiler *c, const Dict_Fields *dict, size_t first, size_t end, bool *have_dict)
{
    if (first == end) return;
    emit_dict_part(c, dict, first, end);
    if (*have_dict) emit_arg(c, OP_DICT_UPDATE, 1);
    *have_dict = true;
}

void emit_dict(Compiler *c, Expr *expr)
{
    const Dict_Fields *dict = &expr->v.Dict;
    bool have_dict = false;
    size_t seen = 0, count = dict->values.length;
    for (size_t i = 0; i < count; i++) {
        if (dict->keys.items[i] == NULL) {
            flush_entries(c, dict, i - seen, i, &have_dict);
            seen = 0;
            if (!have_dict) emit_arg(c, OP_BUILD_MAP, 0);
            have_dict = true;
            visit_expr(c, dict->values.items[i]);
            emit_arg(c, OP_DICT_UPDATE, 1);
        } else if (seen * 2 > STACK_USE_GUIDELINE) {
            flush_entries(c, dict, i - seen, i + 1, &have_dict);
            seen = 0;
        } else {
            seen++;
        }
    }
    flush_entries(c, dict, count - seen, count, &have_dict);
    if (!have_dict) emit_arg(c, OP_BUILD_MAP, 0);
}
