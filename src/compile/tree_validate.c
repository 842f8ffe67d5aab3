/* Trees that a program made by hand (compile() of AST objects) must be as the parser makes
   them before the passes may trust them: contexts fit, lists that cannot be empty are not,
   places are in order, constants are of the exact types that code objects can hold. */
#include "compile/tree_validate.h"

#include <string.h>

#include "compile/compiler.h"
#include "objects/error.h"
#include "objects/setobj.h"
#include "objects/tupleobj.h"

#define FAIL(c, ...) (error_raise((c)->rt, TYPE_ValueError, __VA_ARGS__), compiler_fail(c), false)

static bool check_expr(Compiler *c, const Expr *expr, ExprContext context);
static bool check_stmts(Compiler *c, StmtSeq body);

/* --- what all nodes share */

static bool check_span(Compiler *c, Span at)
{
    if (at.lineno > at.end_lineno) {
        return FAIL(c, "AST node line range (%d, %d) is not valid", at.lineno, at.end_lineno);
    }
    if ((at.lineno < 0 && at.end_lineno != at.lineno) ||
        (at.col_offset < 0 && at.col_offset != at.end_col_offset)) {
        return FAIL(c,
                    "AST node column range (%d, %d) for line range (%d, %d) is not valid",
                    at.col_offset,
                    at.end_col_offset,
                    at.lineno,
                    at.end_lineno);
    }
    if (at.lineno == at.end_lineno && at.col_offset > at.end_col_offset) {
        return FAIL(c,
                    "line %d, column %d-%d is not a valid range",
                    at.lineno,
                    at.col_offset,
                    at.end_col_offset);
    }
    return true;
}

static bool check_name(Compiler *c, const Identifier *name)
{
    static const char *const forbidden[] = {"None", "True", "False"};
    for (size_t i = 0; i < ARRAY_LENGTH(forbidden); i++) {
        if (strcmp(name->text, forbidden[i]) != 0) continue;
        return FAIL(c, "identifier field can't represent '%s' constant", forbidden[i]);
    }
    return true;
}

static bool check_filled(Compiler *c, size_t length, const char *what, const char *owner)
{
    return length > 0 || FAIL(c, "empty %s on %s", what, owner);
}

static bool check_optional(Compiler *c, const Expr *expr_or_null)
{
    return expr_or_null == NULL || check_expr(c, expr_or_null, CONTEXT_Load);
}

static bool check_list(Compiler *c, ExprSeq seq, ExprContext context, bool may_be_none)
{
    for (size_t i = 0; i < seq.length; i++) {
        if (seq.items[i] == NULL && !may_be_none) return FAIL(c, "None disallowed in expression list");
        if (seq.items[i] != NULL && !check_expr(c, seq.items[i], context)) return false;
    }
    return true;
}

static bool check_exprs(Compiler *c, ExprSeq seq)
{
    return check_list(c, seq, CONTEXT_Load, false);
}

static bool check_keywords(Compiler *c, KeywordSeq seq)
{
    for (size_t i = 0; i < seq.length; i++) {
        if (!check_expr(c, seq.items[i]->value, CONTEXT_Load)) return false;
    }
    return true;
}

static bool check_comprehensions(Compiler *c, ComprehensionSeq seq)
{
    if (seq.length == 0) return FAIL(c, "comprehension with no generators");
    for (size_t i = 0; i < seq.length; i++) {
        const Comprehension *part = seq.items[i];
        if (!check_expr(c, part->target, CONTEXT_Store) || !check_expr(c, part->iter, CONTEXT_Load) ||
            !check_exprs(c, part->ifs)) {
            return false;
        }
    }
    return true;
}

/* --- parameters */

static bool check_arg(Compiler *c, const Arg *arg_or_null)
{
    return arg_or_null == NULL ||
           (check_span(c, arg_or_null->span) && check_optional(c, arg_or_null->annotation));
}

static bool check_args(Compiler *c, ArgSeq seq)
{
    for (size_t i = 0; i < seq.length; i++) {
        if (!check_arg(c, seq.items[i])) return false;
    }
    return true;
}

static bool check_arguments(Compiler *c, const Arguments *args)
{
    if (!check_args(c, args->posonlyargs) || !check_args(c, args->args) || !check_arg(c, args->vararg) ||
        !check_args(c, args->kwonlyargs) || !check_arg(c, args->kwarg)) {
        return false;
    }
    if (args->defaults.length > args->posonlyargs.length + args->args.length) {
        return FAIL(c, "more positional defaults than args on arguments");
    }
    if (args->kw_defaults.length != args->kwonlyargs.length) {
        return FAIL(c, "length of kwonlyargs is not the same as kw_defaults on arguments");
    }
    return check_exprs(c, args->defaults) && check_list(c, args->kw_defaults, CONTEXT_Load, true);
}

/* --- constants */

static bool check_constant_value(Compiler *c, Ref value)
{
    switch (value->type->id) {
    case TYPE_NoneType:
    case TYPE_ellipsis:
    case TYPE_bool:
    case TYPE_int:
    case TYPE_float:
    case TYPE_complex:
    case TYPE_str:
    case TYPE_bytes: return true;
    case TYPE_tuple:
    case TYPE_frozenset: break;
    default:
        error_raise(c->rt, TYPE_TypeError, "got an invalid type in Constant: %T", value);
        compiler_fail(c);
        return false;
    }
    if (!compiler_enter(c)) return false;
    bool fine = true;
    ptrdiff_t position = 0;
    Ref item;
    if (is_exact(value, TYPE_tuple)) {
        for (; fine && position < tuple_length(value); position++) fine = check_constant_value(c, tuple_peek(value, position));
    } else {
        while (fine && set_next(value, &position, &item)) fine = check_constant_value(c, item);
    }
    compiler_leave(c);
    return fine;
}

static bool check_constant(Compiler *c, const Literal *literal)
{
    Ref value = compiler_literal(c, (Literal *)literal);
    return value != NULL && check_constant_value(c, value);
}

/* --- expressions */

/* The context that EXPR has, if its kind has one. */
static bool has_context(const Expr *expr, ExprContext *context)
{
    switch (expr->kind) {
    case NODE_Attribute: *context = expr->v.Attribute.ctx; return true;
    case NODE_Subscript: *context = expr->v.Subscript.ctx; return true;
    case NODE_Starred: *context = expr->v.Starred.ctx; return true;
    case NODE_Name: *context = expr->v.Name.ctx; return true;
    case NODE_List: *context = expr->v.List.ctx; return true;
    case NODE_Tuple: *context = expr->v.Tuple.ctx; return true;
    default: return false;
    }
}

static bool check_context(Compiler *c, const Expr *expr, ExprContext wanted)
{
    ExprContext context = CONTEXT_Load;
    if (expr->kind == NODE_Name && !check_name(c, expr->v.Name.id)) return false;
    if (!has_context(expr, &context) && wanted != CONTEXT_Load) {
        return FAIL(c, "expression which can't be assigned to in %s context", word_name(wanted));
    }
    return context == wanted || FAIL(c,
                                     "expression must have %s context but has %s instead",
                                     word_name(wanted),
                                     word_name(context));
}

static bool check_two(Compiler *c, const Expr *first, const Expr *second)
{
    return check_expr(c, first, CONTEXT_Load) && check_expr(c, second, CONTEXT_Load);
}

static bool check_compare(Compiler *c, const Compare_Fields *compare)
{
    if (compare->comparators.length == 0) return FAIL(c, "Compare with no comparators");
    if (compare->comparators.length != compare->ops.length) {
        return FAIL(c, "Compare has a different number of comparators and operands");
    }
    return check_exprs(c, compare->comparators) && check_expr(c, compare->left, CONTEXT_Load);
}

static bool check_dict(Compiler *c, const Dict_Fields *dict)
{
    if (dict->keys.length != dict->values.length) {
        return FAIL(c, "Dict doesn't have the same number of keys as values");
    }
    return check_list(c, dict->keys, CONTEXT_Load, true) && check_exprs(c, dict->values);
}

/* The parts of EXPR, whose own context is CONTEXT. */
static bool check_parts(Compiler *c, const Expr *expr, ExprContext context)
{
    switch (expr->kind) {
    case NODE_BoolOp:
        if (expr->v.BoolOp.values.length < 2) return FAIL(c, "BoolOp with less than 2 values");
        return check_exprs(c, expr->v.BoolOp.values);
    case NODE_NamedExpr: return check_expr(c, expr->v.NamedExpr.value, CONTEXT_Load);
    case NODE_BinOp: return check_two(c, expr->v.BinOp.left, expr->v.BinOp.right);
    case NODE_UnaryOp: return check_expr(c, expr->v.UnaryOp.operand, CONTEXT_Load);
    case NODE_Lambda:
        return check_arguments(c, expr->v.Lambda.args) && check_expr(c, expr->v.Lambda.body, CONTEXT_Load);
    case NODE_IfExp:
        return check_two(c, expr->v.IfExp.test, expr->v.IfExp.body) &&
               check_expr(c, expr->v.IfExp.orelse, CONTEXT_Load);
    case NODE_Dict: return check_dict(c, &expr->v.Dict);
    case NODE_Set: return check_exprs(c, expr->v.Set.elts);
    case NODE_ListComp:
    case NODE_SetComp:
    case NODE_GeneratorExp: /* the three have the same fields */
        return check_comprehensions(c, expr->v.ListComp.generators) &&
               check_expr(c, expr->v.ListComp.elt, CONTEXT_Load);
    case NODE_DictComp:
        return check_comprehensions(c, expr->v.DictComp.generators) &&
               check_two(c, expr->v.DictComp.key, expr->v.DictComp.value);
    case NODE_Await: return check_expr(c, expr->v.Await.value, CONTEXT_Load);
    case NODE_Yield: return check_optional(c, expr->v.Yield.value);
    case NODE_YieldFrom: return check_expr(c, expr->v.YieldFrom.value, CONTEXT_Load);
    case NODE_Compare: return check_compare(c, &expr->v.Compare);
    case NODE_Call:
        return check_expr(c, expr->v.Call.func, CONTEXT_Load) && check_exprs(c, expr->v.Call.args) &&
               check_keywords(c, expr->v.Call.keywords);
    case NODE_FormattedValue:
        return check_expr(c, expr->v.FormattedValue.value, CONTEXT_Load) &&
               check_optional(c, expr->v.FormattedValue.format_spec);
    case NODE_JoinedStr: return check_exprs(c, expr->v.JoinedStr.values);
    case NODE_Constant: return check_constant(c, &expr->v.Constant.value);
    case NODE_Attribute: return check_expr(c, expr->v.Attribute.value, CONTEXT_Load);
    case NODE_Subscript: return check_two(c, expr->v.Subscript.slice, expr->v.Subscript.value);
    case NODE_Starred: return check_expr(c, expr->v.Starred.value, context);
    case NODE_List: return check_list(c, expr->v.List.elts, context, false);
    case NODE_Tuple: return check_list(c, expr->v.Tuple.elts, context, false);
    case NODE_Slice:
        return check_optional(c, expr->v.Slice.lower) && check_optional(c, expr->v.Slice.upper) &&
               check_optional(c, expr->v.Slice.step);
    default: return true; /* a Name */
    }
}

static bool check_expr(Compiler *c, const Expr *expr, ExprContext context)
{
    if (!check_span(c, expr->span) || !compiler_enter(c)) return false;
    bool fine = check_context(c, expr, context) && check_parts(c, expr, context);
    compiler_leave(c);
    return fine;
}

/* --- patterns */

static bool is_number(Compiler *c, const Expr *expr, bool imaginary)
{
    if (expr->kind != NODE_Constant) return false;
    Ref value = compiler_constant(c, (Expr *)expr);
    if (value == NULL) return false;
    return imaginary ? is_exact(value, TYPE_complex) : is_exact(value, TYPE_int) || is_exact(value, TYPE_float);
}

/* A number with a minus sign. */
static bool is_negative(Compiler *c, const Expr *expr, bool may_be_imaginary)
{
    if (expr->kind != NODE_UnaryOp || expr->v.UnaryOp.op != UNARYOP_USub) return false;
    const Expr *operand = expr->v.UnaryOp.operand;
    return is_number(c, operand, false) || (may_be_imaginary && is_number(c, operand, true));
}

/* `1 + 2j`, as a literal can be written in a pattern. */
static bool is_complex(Compiler *c, const Expr *expr)
{
    Operator op = expr->v.BinOp.op;
    const Expr *left = expr->v.BinOp.left;
    return (op == OPERATOR_Add || op == OPERATOR_Sub) &&
           (is_number(c, left, false) || is_negative(c, left, false)) && is_number(c, expr->v.BinOp.right, true);
}

static bool check_pattern_constant(Compiler *c, const Expr *expr)
{
    Ref value = compiler_constant(c, (Expr *)expr);
    if (value == NULL) return false;
    switch (value->type->id) {
    case TYPE_int:
    case TYPE_float:
    case TYPE_complex:
    case TYPE_str:
    case TYPE_bytes: return true;
    default: return FAIL(c, "unexpected constant inside of a literal pattern");
    }
}

static bool check_pattern_value(Compiler *c, const Expr *expr)
{
    if (!check_expr(c, expr, CONTEXT_Load)) return false;
    bool fine = false;
    switch (expr->kind) {
    case NODE_Constant: return check_pattern_constant(c, expr);
    case NODE_Attribute:
    case NODE_JoinedStr: return true; /* of the latter, the code generator complains */
    case NODE_UnaryOp: fine = is_negative(c, expr, true); break;
    case NODE_BinOp: fine = is_complex(c, expr); break;
    default: break;
    }
    if (c->failed) return false;
    return fine || FAIL(c, "patterns may only match literals and attribute lookups");
}

static bool check_capture(Compiler *c, const Identifier *name_or_null)
{
    if (name_or_null == NULL) return true;
    if (strcmp(name_or_null->text, "_") == 0) return FAIL(c, "can't capture name '_' in patterns");
    return check_name(c, name_or_null);
}

static bool check_pattern(Compiler *c, const Pattern *pattern, bool may_be_star);

static bool check_patterns(Compiler *c, PatternSeq seq, bool may_be_star)
{
    for (size_t i = 0; i < seq.length; i++) {
        if (!check_pattern(c, seq.items[i], may_be_star)) return false;
    }
    return true;
}

/* None, True and False are keys, too, though no values of MatchValue. */
static bool check_key(Compiler *c, const Expr *key)
{
    if (key == NULL) return FAIL(c, "None disallowed in expression list");
    if (key->kind == NODE_Constant) {
        Ref value = compiler_constant(c, (Expr *)key);
        if (value == NULL) return false;
        if (is_exact(value, TYPE_NoneType) || is_exact(value, TYPE_bool)) return true;
    }
    return check_pattern_value(c, key);
}

static bool check_mapping(Compiler *c, const MatchMapping_Fields *mapping)
{
    if (mapping->keys.length != mapping->patterns.length) {
        return FAIL(c, "MatchMapping doesn't have the same number of keys as patterns");
    }
    if (!check_capture(c, mapping->rest)) return false;
    for (size_t i = 0; i < mapping->keys.length; i++) {
        if (!check_key(c, mapping->keys.items[i])) return false;
    }
    return check_patterns(c, mapping->patterns, false);
}

static bool check_class(Compiler *c, const MatchClass_Fields *match)
{
    if (match->kwd_attrs.length != match->kwd_patterns.length) {
        return FAIL(c, "MatchClass doesn't have the same number of keyword attributes as patterns");
    }
    if (!check_expr(c, match->cls, CONTEXT_Load)) return false;
    const Expr *cls = match->cls;
    while (cls->kind == NODE_Attribute) cls = cls->v.Attribute.value;
    if (cls->kind != NODE_Name) {
        return FAIL(c, "MatchClass cls field can only contain Name or Attribute nodes.");
    }
    for (size_t i = 0; i < match->kwd_attrs.length; i++) {
        if (!check_name(c, match->kwd_attrs.items[i])) return false;
    }
    return check_patterns(c, match->patterns, false) && check_patterns(c, match->kwd_patterns, false);
}

static bool check_singleton(Compiler *c, const Literal *literal)
{
    Ref value = compiler_literal(c, (Literal *)literal);
    if (value == NULL) return false;
    return is_exact(value, TYPE_NoneType) || is_exact(value, TYPE_bool) ||
           FAIL(c, "MatchSingleton can only contain True, False and None");
}

static bool check_as(Compiler *c, const MatchAs_Fields *match)
{
    if (!check_capture(c, match->name) || match->pattern == NULL) return !c->failed;
    if (match->name == NULL) return FAIL(c, "MatchAs must specify a target name if a pattern is given");
    return check_pattern(c, match->pattern, false);
}

static bool check_pattern_parts(Compiler *c, const Pattern *pattern, bool may_be_star)
{
    switch (pattern->kind) {
    case NODE_MatchValue: return check_pattern_value(c, pattern->v.MatchValue.value);
    case NODE_MatchSingleton: return check_singleton(c, &pattern->v.MatchSingleton.value);
    case NODE_MatchSequence: return check_patterns(c, pattern->v.MatchSequence.patterns, true);
    case NODE_MatchMapping: return check_mapping(c, &pattern->v.MatchMapping);
    case NODE_MatchClass: return check_class(c, &pattern->v.MatchClass);
    case NODE_MatchStar:
        if (!may_be_star) return FAIL(c, "can't use MatchStar here");
        return check_capture(c, pattern->v.MatchStar.name);
    case NODE_MatchAs: return check_as(c, &pattern->v.MatchAs);
    default:
        if (pattern->v.MatchOr.patterns.length < 2) return FAIL(c, "MatchOr requires at least 2 patterns");
        return check_patterns(c, pattern->v.MatchOr.patterns, false);
    }
}

static bool check_pattern(Compiler *c, const Pattern *pattern, bool may_be_star)
{
    if (pattern == NULL) return FAIL(c, "None disallowed in pattern list");
    if (!check_span(c, pattern->span) || !compiler_enter(c)) return false;
    bool fine = check_pattern_parts(c, pattern, may_be_star);
    compiler_leave(c);
    return fine;
}

/* --- statements */

static bool check_body(Compiler *c, StmtSeq body, const char *owner)
{
    return check_filled(c, body.length, "body", owner) && check_stmts(c, body);
}

static bool check_function(Compiler *c, const FunctionDef_Fields *function, const char *owner)
{
    return check_body(c, function->body, owner) && check_arguments(c, function->args) &&
           check_exprs(c, function->decorator_list) && check_optional(c, function->returns);
}

static bool check_targets(Compiler *c, ExprSeq targets, ExprContext context, const char *owner)
{
    return check_filled(c, targets.length, "targets", owner) && check_list(c, targets, context, false);
}

static bool check_for(Compiler *c, const For_Fields *loop, const char *owner)
{
    return check_expr(c, loop->target, CONTEXT_Store) && check_expr(c, loop->iter, CONTEXT_Load) &&
           check_body(c, loop->body, owner) && check_stmts(c, loop->orelse);
}

static bool check_with(Compiler *c, const With_Fields *with, const char *owner)
{
    if (!check_filled(c, with->items.length, "items", owner)) return false;
    for (size_t i = 0; i < with->items.length; i++) {
        const WithItem *item = with->items.items[i];
        if (!check_expr(c, item->context_expr, CONTEXT_Load)) return false;
        if (item->optional_vars != NULL && !check_expr(c, item->optional_vars, CONTEXT_Store)) return false;
    }
    return check_body(c, with->body, owner);
}

static bool check_match(Compiler *c, const Match_Fields *match)
{
    if (!check_expr(c, match->subject, CONTEXT_Load) || !check_filled(c, match->cases.length, "cases", "Match")) {
        return false;
    }
    for (size_t i = 0; i < match->cases.length; i++) {
        const MatchCase *one = match->cases.items[i];
        if (!check_pattern(c, one->pattern, false) || !check_optional(c, one->guard) ||
            !check_body(c, one->body, "match_case")) {
            return false;
        }
    }
    return true;
}

static bool check_try(Compiler *c, const Try_Fields *stmt, const char *owner)
{
    if (!check_body(c, stmt->body, owner)) return false;
    if (stmt->handlers.length == 0 && stmt->finalbody.length == 0) {
        return FAIL(c, "%s has neither except handlers nor finalbody", owner);
    }
    if (stmt->handlers.length == 0 && stmt->orelse.length > 0) {
        return FAIL(c, "%s has orelse but no except handlers", owner);
    }
    for (size_t i = 0; i < stmt->handlers.length; i++) {
        const ExceptHandler *handler = stmt->handlers.items[i];
        if (!check_span(c, handler->span) || !check_optional(c, handler->type) ||
            !check_body(c, handler->body, "ExceptHandler")) {
            return false;
        }
    }
    return check_stmts(c, stmt->finalbody) && check_stmts(c, stmt->orelse);
}

static bool check_annotated(Compiler *c, const AnnAssign_Fields *assign)
{
    if (assign->target->kind != NODE_Name && assign->simple) {
        error_raise(c->rt, TYPE_TypeError, "AnnAssign with simple non-Name target");
        compiler_fail(c);
        return false;
    }
    return check_expr(c, assign->target, CONTEXT_Store) && check_optional(c, assign->value) &&
           check_expr(c, assign->annotation, CONTEXT_Load);
}

static bool check_raise(Compiler *c, const Raise_Fields *raise)
{
    if (raise->exc == NULL && raise->cause != NULL) return FAIL(c, "Raise with cause but no exception");
    return check_optional(c, raise->exc) && check_optional(c, raise->cause);
}

static bool check_branches(Compiler *c, const If_Fields *branches, const char *owner)
{
    return check_expr(c, branches->test, CONTEXT_Load) && check_body(c, branches->body, owner) &&
           check_stmts(c, branches->orelse);
}

static bool check_class_def(Compiler *c, const ClassDef_Fields *class)
{
    return check_body(c, class->body, "ClassDef") && check_exprs(c, class->bases) &&
           check_keywords(c, class->keywords) && check_exprs(c, class->decorator_list);
}

static bool check_stmt_parts(Compiler *c, const Stmt *stmt)
{
    const char *name = node_info(stmt->kind)->name;
    switch (stmt->kind) {
    case NODE_FunctionDef:
    case NODE_AsyncFunctionDef: return check_function(c, &stmt->v.FunctionDef, name);
    case NODE_ClassDef: return check_class_def(c, &stmt->v.ClassDef);
    case NODE_Return: return check_optional(c, stmt->v.Return.value);
    case NODE_Delete: return check_targets(c, stmt->v.Delete.targets, CONTEXT_Del, name);
    case NODE_Assign:
        return check_targets(c, stmt->v.Assign.targets, CONTEXT_Store, name) &&
               check_expr(c, stmt->v.Assign.value, CONTEXT_Load);
    case NODE_AugAssign:
        return check_expr(c, stmt->v.AugAssign.target, CONTEXT_Store) &&
               check_expr(c, stmt->v.AugAssign.value, CONTEXT_Load);
    case NODE_AnnAssign: return check_annotated(c, &stmt->v.AnnAssign);
    case NODE_For:
    case NODE_AsyncFor: return check_for(c, &stmt->v.For, name);
    case NODE_While: /* has the fields of an If */
    case NODE_If: return check_branches(c, &stmt->v.If, name);
    case NODE_With:
    case NODE_AsyncWith: return check_with(c, &stmt->v.With, name);
    case NODE_Match: return check_match(c, &stmt->v.Match);
    case NODE_Raise: return check_raise(c, &stmt->v.Raise);
    case NODE_Try:
    case NODE_TryStar: return check_try(c, &stmt->v.Try, name);
    case NODE_Assert:
        return check_expr(c, stmt->v.Assert.test, CONTEXT_Load) && check_optional(c, stmt->v.Assert.msg);
    case NODE_Import: return check_filled(c, stmt->v.Import.names.length, "names", name);
    case NODE_ImportFrom:
        if (stmt->v.ImportFrom.level < 0) return FAIL(c, "Negative ImportFrom level");
        return check_filled(c, stmt->v.ImportFrom.names.length, "names", name);
    case NODE_Global:
    case NODE_Nonlocal: return check_filled(c, stmt->v.Global.names.length, "names", name);
    case NODE_Expr: return check_expr(c, stmt->v.Expr.value, CONTEXT_Load);
    default: return true;
    }
}

static bool check_stmts(Compiler *c, StmtSeq body)
{
    bool fine = true;
    for (size_t i = 0; fine && i < body.length; i++) {
        const Stmt *stmt = body.items[i];
        if (stmt == NULL) return FAIL(c, "None disallowed in statement list");
        if (!check_span(c, stmt->span) || !compiler_enter(c)) return false;
        fine = check_stmt_parts(c, stmt);
        compiler_leave(c);
    }
    return fine;
}

bool tree_validate(Compiler *c, const Mod *tree)
{
    switch (tree->kind) {
    case NODE_Module: return check_stmts(c, tree->v.Module.body);
    case NODE_Interactive: return check_stmts(c, tree->v.Interactive.body);
    default: return check_expr(c, tree->v.Expression.body, CONTEXT_Load);
    }
}
