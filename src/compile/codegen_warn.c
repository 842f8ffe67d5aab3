/* Warnings about what is legal but cannot be meant: "is" with a literal, calling a number,
   indexing a list with a string, mostly because a comma is missing. */
#include "compile/codegen.h"

/* The type that EXPR will have, as far as its form tells; NULL: not known. */
static const char *form_type_name(Compiler *c, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_Tuple: return "tuple";
    case NODE_List:
    case NODE_ListComp: return "list";
    case NODE_Dict:
    case NODE_DictComp: return "dict";
    case NODE_Set:
    case NODE_SetComp: return "set";
    case NODE_GeneratorExp: return "generator";
    case NODE_Lambda: return "function";
    case NODE_JoinedStr:
    case NODE_FormattedValue: return "str";
    case NODE_Constant: {
        Ref value = compiler_constant(c, expr);
        return value == NULL ? NULL : value->type->name;
    }
    default: return NULL;
    }
}

void check_callable(Compiler *c, Expr *func)
{
    switch ((int)func->kind) {
    case NODE_Constant:
    case NODE_Tuple:
    case NODE_List:
    case NODE_ListComp:
    case NODE_Dict:
    case NODE_DictComp:
    case NODE_Set:
    case NODE_SetComp:
    case NODE_GeneratorExp:
    case NODE_JoinedStr:
    case NODE_FormattedValue:
        compiler_warn(c, c->unit->span, "'%.200s' object is not callable; perhaps you missed a comma?",
                      form_type_name(c, func));
        break;
    default: break;
    }
}

static bool is_subscriptable_constant(const Rt *rt, Ref value)
{
    return value != rt->none && value != rt->ellipsis && !is_int(value) && !is_exact(value, TYPE_float) &&
           !is_exact(value, TYPE_complex) && !is_exact(value, TYPE_frozenset);
}

void check_subscriptable(Compiler *c, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_Constant: {
        Ref value = compiler_constant(c, expr);
        if (value == NULL || is_subscriptable_constant(c->rt, value)) return;
        break;
    }
    case NODE_Set:
    case NODE_SetComp:
    case NODE_GeneratorExp:
    case NODE_Lambda: break;
    default: return;
    }
    compiler_warn(c, c->unit->span, "'%.200s' object is not subscriptable; perhaps you missed a comma?",
                  form_type_name(c, expr));
}

void check_index(Compiler *c, Expr *expr, Expr *index)
{
    const char *index_type = form_type_name(c, index);
    if (c->failed || index_type == NULL) return;
    if (index->kind == NODE_Constant && is_int(compiler_constant(c, index))) return;
    switch ((int)expr->kind) {
    case NODE_Constant: {
        Ref value = compiler_constant(c, expr);
        if (value == NULL) return;
        if (!is_exact(value, TYPE_str) && !is_exact(value, TYPE_bytes) && !is_exact(value, TYPE_tuple)) return;
        break;
    }
    case NODE_Tuple:
    case NODE_List:
    case NODE_ListComp:
    case NODE_JoinedStr:
    case NODE_FormattedValue: break;
    default: return;
    }
    compiler_warn(c, c->unit->span,
                  "%.200s indices must be integers or slices, not %.200s; perhaps you missed a comma?",
                  form_type_name(c, expr), index_type);
}

/* Identity of numbers and strings is an accident; that of None, True, False and ... is not. */
static bool compares_by_identity(Compiler *c, Expr *expr)
{
    if (expr->kind != NODE_Constant) return true;
    Ref value = compiler_constant(c, expr);
    return value == NULL || value == c->rt->none || value == c->rt->true_obj || value == c->rt->false_obj ||
           value == c->rt->ellipsis;
}

void check_compare(Compiler *c, Expr *expr)
{
    const Compare_Fields *compare = &expr->v.Compare;
    bool left = compares_by_identity(c, compare->left);
    for (size_t i = 0; i < compare->ops.length && !c->failed; i++) {
        CompareOperator op = compare->ops.items[i];
        bool right = compares_by_identity(c, compare->comparators.items[i]);
        if ((op == CMPOP_Is || op == CMPOP_IsNot) && (!left || !right)) {
            compiler_warn(c, c->unit->span,
                          op == CMPOP_Is ? "\"is\" with a literal. Did you mean \"==\"?"
                                         : "\"is not\" with a literal. Did you mean \"!=\"?");
            return;
        }
        left = right;
    }
}
