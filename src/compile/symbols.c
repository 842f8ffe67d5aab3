/* Scopes and their symbols: the books that the visitors fill and the analysis completes.
   Every name is entered mangled. */
#include "compile/symbols.h"

#include <stdlib.h>

#include "objects/error.h"
#include "compile/compiler.h"

static void no_memory(Compiler *c)
{
    if (c->failed) return;
    error_no_memory(c->rt);
    compiler_fail(c);
}

Scope *scope_of(const SymbolTable *table, const void *node)
{
    Scope *scope = (Scope *)map_get(&table->scopes, node);
    viv_assert(scope != NULL);
    return scope;
}

int scope_flags(const Scope *scope, const Name *name)
{
    return (int)map_get(&scope->symbols, name);
}

NameScope scope_name_kind(const Scope *scope, const Name *name)
{
    return (NameScope)(scope_flags(scope, name) >> DEF_BITS);
}

static int name_order(const void *left, const void *right)
{
    return name_compare(*(const Name *const *)left, *(const Name *const *)right);
}

const Name **scope_names(Compiler *c, const Scope *scope, NameScope kind, int flag, uint32_t *count)
{
    const Name **names = COMPILER_ARRAY(c, const Name *, scope->symbols.count);
    *count = 0;
    if (names == NULL) return NULL;
    for (uint32_t i = 0; i < scope->symbols.count; i++) {
        int value = (int)scope->symbols.entries[i].value;
        if ((value >> DEF_BITS) == (int)kind || (value & flag) != 0) {
            names[(*count)++] = scope->symbols.entries[i].key;
        }
    }
    qsort(names, *count, sizeof *names, name_order);
    return names;
}

void scope_enter(Compiler *c, const Name *name, ScopeKind kind, const void *node, Span span)
{
    SymbolTable *table = c->symbols;
    Scope *parent = table->current;
    Scope *scope = COMPILER_NEW(c, Scope);
    if (scope == NULL) return;
    scope->kind = kind;
    scope->node = node;
    scope->name = name;
    scope->span = span;
    scope->parent = parent;
    if (parent != NULL) {
        scope->nested = parent->nested || parent->kind == SCOPE_FUNCTION;
        /* No := anywhere inside the iterable of a comprehension, lambdas included. */
        scope->in_iterable = parent->in_iterable;
    }
    table->current = scope;
    if (vec_push(&table->all, scope) < 0) no_memory(c);
    if (kind == SCOPE_ANNOTATION) return; /* will be text: its names bind nothing */
    map_set(c, &table->scopes, node, (intptr_t)scope);
    if (kind == SCOPE_MODULE) table->top = scope;
    if (parent != NULL && vec_push(&parent->children, scope) < 0) no_memory(c);
}

void scope_leave(Compiler *c)
{
    SymbolTable *table = c->symbols;
    if (table->current != NULL && !c->failed) table->current = table->current->parent;
}

int symbol_lookup(Compiler *c, const Scope *scope, const Name *name)
{
    return scope_flags(scope, name_mangled(c, c->symbols->class_name, name));
}

void symbol_add_directive(Compiler *c, const Name *name, Span span)
{
    if (c->failed) return;
    Directive directive = {name_mangled(c, c->symbols->class_name, name), span};
    if (vec_push(&c->symbols->current->directives, directive) < 0) no_memory(c);
}

void symbol_add_to(Compiler *c, Scope *scope, const Name *name, int flag, Span span)
{
    if (c->failed) return;
    SymbolTable *table = c->symbols;
    name = name_mangled(c, table->class_name, name);
    int flags = scope_flags(scope, name);
    if ((flag & DEF_PARAM) && (flags & DEF_PARAM)) {
        compiler_symbol_error(c, span, "duplicate argument '%s' in function definition", name->text);
        return;
    }
    flags |= flag;
    if (scope->in_iteration_target) {
        if (flags & (DEF_GLOBAL | DEF_NONLOCAL)) {
            compiler_symbol_error(
                c, span, "comprehension inner loop cannot rebind assignment expression target '%s'", name->text);
            return;
        }
        flags |= DEF_COMP_ITER;
    }
    map_set(c, &scope->symbols, name, flags);
    if (flag & DEF_PARAM) {
        if (vec_push(&scope->parameters, name) < 0) no_memory(c);
    } else if (flag & DEF_GLOBAL) {
        /* The module sees it too: a global is its variable. */
        map_set(c, &table->top->symbols, name, flag | scope_flags(table->top, name));
    }
}

void symbol_add(Compiler *c, const Name *name, int flag, Span span)
{
    if (!c->failed) symbol_add_to(c, c->symbols->current, name, flag, span);
}

void symbols_build(Compiler *c, Mod *tree)
{
    c->symbols = COMPILER_NEW(c, SymbolTable);
    if (c->symbols == NULL) return;
    Span nowhere = {0};
    scope_enter(c, name_of_text(c, "top"), SCOPE_MODULE, tree, nowhere);
    switch ((int)tree->kind) {
    case NODE_Module: symbols_visit_stmts(c, tree->v.Module.body); break;
    case NODE_Interactive: symbols_visit_stmts(c, tree->v.Interactive.body); break;
    case NODE_Expression: symbols_visit_expr(c, tree->v.Expression.body); break;
    }
    if (!c->failed) symbols_analyze(c, c->symbols->top);
}

void symbols_free(SymbolTable *table)
{
    if (table == NULL) return;
    for (size_t i = 0; i < table->all.length; i++) {
        Scope *scope = table->all.items[i];
        vec_fini(&scope->children);
        vec_fini(&scope->directives);
        vec_fini(&scope->parameters);
    }
    vec_fini(&table->all);
}
