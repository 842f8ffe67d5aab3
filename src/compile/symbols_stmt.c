/* The symbol table's walk over statements and patterns.  The order of the visits is CPython's:
   it decides which of several errors is reported and the order of a scope's children. */
#include <string.h>

#include "compile/symbols.h"

static const Name *id(Compiler *c, const Identifier *identifier)
{
    return name_of_identifier(c, identifier);
}

static void visit_annotation(Compiler *c, Expr *annotation)
{
    if (annotation == NULL) return;
    bool text = compiler_has_future_annotations(c);
    if (text) scope_enter(c, name_of_text(c, "_annotation"), SCOPE_ANNOTATION, annotation, annotation->span);
    symbols_visit_expr(c, annotation);
    if (text) scope_leave(c);
}

static void visit_arg_annotations(Compiler *c, ArgSeq args)
{
    for (size_t i = 0; i < args.length; i++) symbols_visit_expr(c, args.items[i]->annotation);
}

static void visit_annotations(Compiler *c, const Stmt *function, const Arguments *args, Expr *returns)
{
    bool text = compiler_has_future_annotations(c);
    if (text) scope_enter(c, name_of_text(c, "_annotation"), SCOPE_ANNOTATION, function, function->span);
    visit_arg_annotations(c, args->posonlyargs);
    visit_arg_annotations(c, args->args);
    if (args->vararg != NULL) symbols_visit_expr(c, args->vararg->annotation);
    if (args->kwarg != NULL) symbols_visit_expr(c, args->kwarg->annotation);
    visit_arg_annotations(c, args->kwonlyargs);
    if (text) scope_leave(c);
    visit_annotation(c, returns);
}

static void visit_params(Compiler *c, ArgSeq args)
{
    for (size_t i = 0; i < args.length; i++) {
        symbol_add(c, id(c, args.items[i]->arg), DEF_PARAM, args.items[i]->span);
    }
}

void symbols_visit_parameters(Compiler *c, const Arguments *args)
{
    if (c->failed) return;
    visit_params(c, args->posonlyargs);
    visit_params(c, args->args);
    visit_params(c, args->kwonlyargs);
    if (args->vararg != NULL) {
        symbol_add(c, id(c, args->vararg->arg), DEF_PARAM, args->vararg->span);
        c->symbols->current->has_varargs = true;
    }
    if (args->kwarg != NULL) {
        symbol_add(c, id(c, args->kwarg->arg), DEF_PARAM, args->kwarg->span);
        c->symbols->current->has_varkeywords = true;
    }
}

static void visit_function(Compiler *c, Stmt *stmt)
{
    const FunctionDef_Fields *function = &stmt->v.FunctionDef;
    const Name *name = id(c, function->name);
    symbol_add(c, name, DEF_LOCAL, stmt->span);
    symbols_visit_exprs(c, function->args->defaults);
    symbols_visit_exprs(c, function->args->kw_defaults);
    visit_annotations(c, stmt, function->args, function->returns);
    symbols_visit_exprs(c, function->decorator_list);
    scope_enter(c, name, SCOPE_FUNCTION, stmt, stmt->span);
    if (c->failed) return;
    if (stmt->kind == NODE_AsyncFunctionDef) c->symbols->current->is_coroutine = true;
    symbols_visit_parameters(c, function->args);
    symbols_visit_stmts(c, function->body);
    scope_leave(c);
}

static void visit_class(Compiler *c, Stmt *stmt)
{
    const ClassDef_Fields *class_def = &stmt->v.ClassDef;
    const Name *name = id(c, class_def->name), *outer = c->symbols->class_name;
    symbol_add(c, name, DEF_LOCAL, stmt->span);
    symbols_visit_exprs(c, class_def->bases);
    for (size_t i = 0; i < class_def->keywords.length; i++) {
        symbols_visit_expr(c, class_def->keywords.items[i]->value);
    }
    symbols_visit_exprs(c, class_def->decorator_list);
    scope_enter(c, name, SCOPE_CLASS, stmt, stmt->span);
    c->symbols->class_name = name;
    symbols_visit_stmts(c, class_def->body);
    c->symbols->class_name = outer;
    scope_leave(c);
}

static void visit_ann_assign(Compiler *c, Stmt *stmt)
{
    const AnnAssign_Fields *assign = &stmt->v.AnnAssign;
    if (assign->target->kind == NODE_Name) {
        const Name *name = id(c, assign->target->v.Name.id);
        const Scope *current = c->symbols->current;
        int flags = symbol_lookup(c, current, name);
        if ((flags & (DEF_GLOBAL | DEF_NONLOCAL)) && current != c->symbols->top && assign->simple) {
            compiler_symbol_error(c, stmt->span, "annotated name '%s' can't be %s", name->text,
                                  flags & DEF_GLOBAL ? "global" : "nonlocal");
            return;
        }
        if (assign->simple) {
            symbol_add(c, name, DEF_ANNOT | DEF_LOCAL, assign->target->span);
        } else if (assign->value != NULL) {
            symbol_add(c, name, DEF_LOCAL, assign->target->span);
        }
    } else {
        symbols_visit_expr(c, assign->target);
    }
    visit_annotation(c, assign->annotation);
    symbols_visit_expr(c, assign->value);
}

/* global and nonlocal must come before every other mention of their names. */
static void visit_directive(Compiler *c, Stmt *stmt, IdentifierSeq names, int flag)
{
    const char *word = flag == DEF_GLOBAL ? "global" : "nonlocal";
    for (size_t i = 0; i < names.length && !c->failed; i++) {
        const Name *name = id(c, names.items[i]);
        int flags = symbol_lookup(c, c->symbols->current, name);
        if (flags & DEF_PARAM) {
            compiler_symbol_error(c, stmt->span, "name '%s' is parameter and %s", name->text, word);
        } else if (flags & DEF_USE) {
            compiler_symbol_error(c, stmt->span, "name '%s' is used prior to %s declaration", name->text, word);
        } else if (flags & DEF_ANNOT) {
            compiler_symbol_error(c, stmt->span, "annotated name '%s' can't be %s", name->text, word);
        } else if (flags & DEF_LOCAL) {
            compiler_symbol_error(c, stmt->span, "name '%s' is assigned to before %s declaration", name->text, word);
        }
        symbol_add(c, name, flag, stmt->span);
        symbol_add_directive(c, name, stmt->span);
    }
}

static void visit_aliases(Compiler *c, AliasSeq aliases)
{
    for (size_t i = 0; i < aliases.length && !c->failed; i++) {
        const Alias *alias = aliases.items[i];
        const Identifier *bound = alias->asname == NULL ? alias->name : alias->asname;
        if (strcmp(bound->text, "*") == 0) {
            if (c->symbols->current->kind != SCOPE_MODULE) {
                compiler_symbol_error(c, alias->span, "import * only allowed at module level");
            }
            continue;
        }
        /* import a.b binds a. */
        const char *dot = memchr(bound->text, '.', bound->length);
        size_t length = dot == NULL ? bound->length : (size_t)(dot - bound->text);
        symbol_add(c, name_of(c, bound->text, length), DEF_IMPORT, alias->span);
    }
}

static void visit_try(Compiler *c, const Try_Fields *try_stmt)
{
    symbols_visit_stmts(c, try_stmt->body);
    symbols_visit_stmts(c, try_stmt->orelse);
    for (size_t i = 0; i < try_stmt->handlers.length; i++) {
        const ExceptHandler *handler = try_stmt->handlers.items[i];
        symbols_visit_expr(c, handler->type);
        if (handler->name != NULL) symbol_add(c, id(c, handler->name), DEF_LOCAL, handler->span);
        symbols_visit_stmts(c, handler->body);
    }
    symbols_visit_stmts(c, try_stmt->finalbody);
}

static void visit_with(Compiler *c, const With_Fields *with)
{
    for (size_t i = 0; i < with->items.length; i++) {
        symbols_visit_expr(c, with->items.items[i]->context_expr);
        symbols_visit_expr(c, with->items.items[i]->optional_vars);
    }
    symbols_visit_stmts(c, with->body);
}

static void visit_match(Compiler *c, const Match_Fields *match)
{
    symbols_visit_expr(c, match->subject);
    for (size_t i = 0; i < match->cases.length; i++) {
        const MatchCase *match_case = match->cases.items[i];
        symbols_visit_pattern(c, match_case->pattern);
        symbols_visit_expr(c, match_case->guard);
        symbols_visit_stmts(c, match_case->body);
    }
}

static void visit_loop(Compiler *c, const For_Fields *loop)
{
    symbols_visit_expr(c, loop->target);
    symbols_visit_expr(c, loop->iter);
    symbols_visit_stmts(c, loop->body);
    symbols_visit_stmts(c, loop->orelse);
}

/* Statements whose parts are visited in the order in which the tree has them. */
static bool visit_part(Node *child, void *context)
{
    Compiler *c = context;
    symbols_visit_expr(c, (Expr *)child);
    return !c->failed;
}

static void visit_stmt(Compiler *c, Stmt *stmt)
{
    switch ((int)stmt->kind) {
    case NODE_FunctionDef:
    case NODE_AsyncFunctionDef: visit_function(c, stmt); break;
    case NODE_ClassDef: visit_class(c, stmt); break;
    case NODE_Return:
        if (stmt->v.Return.value == NULL) break;
        symbols_visit_expr(c, stmt->v.Return.value);
        c->symbols->current->returns_value = true;
        break;
    case NODE_AnnAssign: visit_ann_assign(c, stmt); break;
    case NODE_For: visit_loop(c, &stmt->v.For); break;
    case NODE_AsyncFor: visit_loop(c, (For_Fields *)&stmt->v.AsyncFor); break;
    case NODE_While:
        symbols_visit_expr(c, stmt->v.While.test);
        symbols_visit_stmts(c, stmt->v.While.body);
        symbols_visit_stmts(c, stmt->v.While.orelse);
        break;
    case NODE_If:
        symbols_visit_expr(c, stmt->v.If.test);
        symbols_visit_stmts(c, stmt->v.If.body);
        symbols_visit_stmts(c, stmt->v.If.orelse);
        break;
    case NODE_With: visit_with(c, &stmt->v.With); break;
    case NODE_AsyncWith: visit_with(c, (With_Fields *)&stmt->v.AsyncWith); break;
    case NODE_Match: visit_match(c, &stmt->v.Match); break;
    case NODE_Try: visit_try(c, &stmt->v.Try); break;
    case NODE_TryStar: visit_try(c, (Try_Fields *)&stmt->v.TryStar); break;
    case NODE_Import: visit_aliases(c, stmt->v.Import.names); break;
    case NODE_ImportFrom: visit_aliases(c, stmt->v.ImportFrom.names); break;
    case NODE_Global: visit_directive(c, stmt, stmt->v.Global.names, DEF_GLOBAL); break;
    case NODE_Nonlocal: visit_directive(c, stmt, stmt->v.Nonlocal.names, DEF_NONLOCAL); break;
    default: node_visit_children((Node *)stmt, visit_part, c);
    }
}

void symbols_visit_stmts(Compiler *c, StmtSeq stmts)
{
    for (size_t i = 0; i < stmts.length; i++) {
        if (!compiler_enter(c)) return;
        visit_stmt(c, stmts.items[i]);
        compiler_leave(c);
    }
}

static bool visit_pattern_part(Node *child, void *context)
{
    Compiler *c = context;
    const NodeKind kind = child->kind;
    bool is_pattern = kind >= NODE_MatchValue && kind <= NODE_MatchOr;
    if (is_pattern) {
        symbols_visit_pattern(c, (Pattern *)child);
    } else {
        symbols_visit_expr(c, (Expr *)child);
    }
    return !c->failed;
}

void symbols_visit_pattern(Compiler *c, Pattern *pattern)
{
    if (!compiler_enter(c)) return;
    node_visit_children((Node *)pattern, visit_pattern_part, c);
    const Identifier *name = NULL;
    switch ((int)pattern->kind) {
    case NODE_MatchStar: name = pattern->v.MatchStar.name; break;
    case NODE_MatchMapping: name = pattern->v.MatchMapping.rest; break;
    case NODE_MatchAs: name = pattern->v.MatchAs.name; break;
    }
    if (name != NULL) symbol_add(c, id(c, name), DEF_LOCAL, pattern->span);
    compiler_leave(c);
}
