/* The symbol table's walk over expressions: names, lambdas, comprehensions, yields, and the
   walrus, which from inside a comprehension binds in the function around it. */
#include <string.h>

#include "compile/symbols.h"

static void visit_name(Compiler *c, Expr *expr)
{
    const Name *name = name_of_identifier(c, expr->v.Name.id);
    bool load = expr->v.Name.ctx == CONTEXT_Load;
    symbol_add(c, name, load ? DEF_USE : DEF_LOCAL, expr->span);
    if (c->failed) return;
    /* super() without arguments needs the class, which it finds in a hidden variable. */
    if (load && c->symbols->current->kind == SCOPE_FUNCTION && strcmp(name->text, "super") == 0) {
        symbol_add(c, name_of_text(c, "__class__"), DEF_USE, expr->span);
    }
}

static void refuse_in_annotation(Compiler *c, Expr *expr, const char *what)
{
    if (c->symbols->current->kind != SCOPE_ANNOTATION) return;
    compiler_symbol_error(c, expr->span, "'%s' can not be used within an annotation", what);
}

static void refuse_in_comprehension(Compiler *c, Expr *expr)
{
    const char *where = NULL;
    switch ((int)c->symbols->current->comprehension) {
    case NODE_ListComp: where = "list comprehension"; break;
    case NODE_SetComp: where = "set comprehension"; break;
    case NODE_DictComp: where = "dict comprehension"; break;
    case NODE_GeneratorExp: where = "generator expression"; break;
    default: return;
    }
    compiler_symbol_error(c, expr->span, "'yield' inside %s", where);
}

static void visit_yield(Compiler *c, Expr *expr, Expr *value)
{
    refuse_in_annotation(c, expr, "yield expression");
    symbols_visit_expr(c, value);
    if (c->failed) return;
    c->symbols->current->is_generator = true;
    refuse_in_comprehension(c, expr);
}

static void symbols_visit_lambda(Compiler *c, Expr *expr)
{
    const Arguments *args = expr->v.Lambda.args;
    symbols_visit_exprs(c, args->defaults);
    symbols_visit_exprs(c, args->kw_defaults);
    scope_enter(c, name_of_text(c, "lambda"), SCOPE_FUNCTION, expr, expr->span);
    symbols_visit_parameters(c, args);
    symbols_visit_expr(c, expr->v.Lambda.body);
    scope_leave(c);
}

/* Finds the scope in which TARGET := … inside a comprehension binds, and declares it there. */
static void walrus_declare(Compiler *c, Expr *target)
{
    const Name *name = name_of_identifier(c, target->v.Name.id);
    for (Scope *scope = c->symbols->current; scope != NULL; scope = scope->parent) {
        if (scope->comprehension != NODE_Module) {
            if (symbol_lookup(c, scope, name) & DEF_COMP_ITER) {
                compiler_symbol_error(
                    c, target->span,
                    "assignment expression cannot rebind comprehension iteration variable '%s'", name->text);
                return;
            }
            continue;
        }
        if (scope->kind == SCOPE_FUNCTION) {
            bool global = (symbol_lookup(c, scope, name) & DEF_GLOBAL) != 0;
            symbol_add(c, name, global ? DEF_GLOBAL : DEF_NONLOCAL, target->span);
            symbol_add_directive(c, name, target->span);
            symbol_add_to(c, scope, name, DEF_LOCAL, target->span);
            return;
        }
        if (scope->kind == SCOPE_MODULE) {
            symbol_add(c, name, DEF_GLOBAL, target->span);
            symbol_add_directive(c, name, target->span);
            symbol_add_to(c, scope, name, DEF_GLOBAL, target->span);
            return;
        }
        if (scope->kind == SCOPE_CLASS) {
            compiler_symbol_error(
                c, target->span, "assignment expression within a comprehension cannot be used in a class body");
            return;
        }
    }
}

static void symbols_visit_named_expr(Compiler *c, Expr *expr)
{
    refuse_in_annotation(c, expr, "named expression");
    if (c->failed) return;
    if (c->symbols->current->in_iterable > 0) {
        compiler_symbol_error(
            c, expr->span, "assignment expression cannot be used in a comprehension iterable expression");
        return;
    }
    if (c->symbols->current->comprehension != NODE_Module) walrus_declare(c, expr->v.NamedExpr.target);
    symbols_visit_expr(c, expr->v.NamedExpr.value);
    symbols_visit_expr(c, expr->v.NamedExpr.target);
}

static void visit_target(Compiler *c, Expr *target)
{
    Scope *scope = c->symbols->current;
    scope->in_iteration_target = true;
    symbols_visit_expr(c, target);
    scope->in_iteration_target = false;
}

static void visit_iterable(Compiler *c, Expr *iterable)
{
    Scope *scope = c->symbols->current;
    scope->in_iterable++;
    symbols_visit_expr(c, iterable);
    scope->in_iterable--;
}

/* The second and later `for` of a comprehension. */
static void visit_inner_loop(Compiler *c, const Comprehension *loop)
{
    visit_target(c, loop->target);
    visit_iterable(c, loop->iter);
    symbols_visit_exprs(c, loop->ifs);
    if (loop->is_async && !c->failed) c->symbols->current->is_coroutine = true;
}

/* A comprehension is a function of its own; its first iterable is evaluated outside and comes
   in as the argument `.0`. */
static void visit_comprehension_scope(Compiler *c, Expr *expr, const char *name, ComprehensionSeq loops,
                                      Expr *element, Expr *value)
{
    const Comprehension *first = loops.items[0];
    visit_iterable(c, first->iter);
    scope_enter(c, name_of_text(c, name), SCOPE_FUNCTION, expr, expr->span);
    if (c->failed) return;
    Scope *scope = c->symbols->current;
    scope->comprehension = expr->kind;
    if (first->is_async) scope->is_coroutine = true;
    symbol_add(c, name_of_text(c, ".0"), DEF_PARAM, expr->span);
    visit_target(c, first->target);
    symbols_visit_exprs(c, first->ifs);
    for (size_t i = 1; i < loops.length; i++) visit_inner_loop(c, loops.items[i]);
    symbols_visit_expr(c, value);
    symbols_visit_expr(c, element);
    if (c->failed) return;
    scope->is_generator = expr->kind == NODE_GeneratorExp;
    scope_leave(c);
    if (scope->is_coroutine && !scope->is_generator) c->symbols->current->is_coroutine = true;
}

static void symbols_visit_comprehension(Compiler *c, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_ListComp:
        visit_comprehension_scope(c, expr, "listcomp", expr->v.ListComp.generators, expr->v.ListComp.elt, NULL);
        break;
    case NODE_SetComp:
        visit_comprehension_scope(c, expr, "setcomp", expr->v.SetComp.generators, expr->v.SetComp.elt, NULL);
        break;
    case NODE_DictComp:
        visit_comprehension_scope(c, expr, "dictcomp", expr->v.DictComp.generators, expr->v.DictComp.key,
                                  expr->v.DictComp.value);
        break;
    case NODE_GeneratorExp:
        visit_comprehension_scope(c, expr, "genexpr", expr->v.GeneratorExp.generators,
                                  expr->v.GeneratorExp.elt, NULL);
        break;
    }
}

static bool visit_part(Node *child, void *context)
{
    Compiler *c = context;
    Expr *expr = child->kind == NODE_keyword ? ((Keyword *)child)->value : (Expr *)child;
    symbols_visit_expr(c, expr);
    return !c->failed;
}

void symbols_visit_expr(Compiler *c, Expr *expr)
{
    if (expr == NULL || !compiler_enter(c)) return;
    switch ((int)expr->kind) {
    case NODE_Name: visit_name(c, expr); break;
    case NODE_NamedExpr: symbols_visit_named_expr(c, expr); break;
    case NODE_Lambda: symbols_visit_lambda(c, expr); break;
    case NODE_ListComp:
    case NODE_SetComp:
    case NODE_DictComp:
    case NODE_GeneratorExp: symbols_visit_comprehension(c, expr); break;
    case NODE_Yield: visit_yield(c, expr, expr->v.Yield.value); break;
    case NODE_YieldFrom: visit_yield(c, expr, expr->v.YieldFrom.value); break;
    case NODE_Await:
        refuse_in_annotation(c, expr, "await expression");
        symbols_visit_expr(c, expr->v.Await.value);
        if (!c->failed) c->symbols->current->is_coroutine = true;
        break;
    default: node_visit_children((Node *)expr, visit_part, c);
    }
    compiler_leave(c);
}

void symbols_visit_exprs(Compiler *c, ExprSeq exprs)
{
    for (size_t i = 0; i < exprs.length; i++) symbols_visit_expr(c, exprs.items[i]);
}
