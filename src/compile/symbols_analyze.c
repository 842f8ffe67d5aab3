/* What every name is.  Going down, each scope tells its children which names are bound around
   them and which are declared global; coming up, each child tells which names it did not find
   in itself, and the function that binds such a name keeps it in a cell. */
#include "compile/symbols.h"

typedef struct Analysis {
    Compiler *c;
    const Scope *scope;
    PtrMap *kinds;  /* Name → NameScope of this scope */
    PtrMap *bound;  /* bound in enclosing functions; NULL for the module */
    PtrMap *local;
    PtrMap *free;   /* of the parent: what is not found here */
    PtrMap *global; /* declared global in an enclosing scope */
} Analysis;

/* The place where the name was declared global or nonlocal. */
static Span directive_span(const Scope *scope, const Name *name)
{
    for (size_t i = 0; i < scope->directives.length; i++) {
        if (scope->directives.items[i].name == name) return scope->directives.items[i].span;
    }
    return scope->span;
}

static void analyze_declared(Analysis *a, const Name *name, int flags)
{
    Span span = directive_span(a->scope, name);
    if (flags & DEF_GLOBAL) {
        if (flags & DEF_NONLOCAL) {
            compiler_symbol_error(a->c, span, "name '%s' is nonlocal and global", name->text);
            return;
        }
        map_set(a->c, a->kinds, name, NAME_SCOPE_GLOBAL_EXPLICIT);
        set_insert(a->c, a->global, name);
        if (a->bound != NULL) set_remove(a->bound, name);
        return;
    }
    if (a->bound == NULL) {
        compiler_symbol_error(a->c, span, "nonlocal declaration not allowed at module level");
    } else if (!set_has(a->bound, name)) {
        compiler_symbol_error(a->c, span, "no binding for nonlocal '%s' found", name->text);
    } else {
        map_set(a->c, a->kinds, name, NAME_SCOPE_FREE);
        ((Scope *)a->scope)->has_free = true;
        set_insert(a->c, a->free, name);
    }
}

static void analyze_name(Analysis *a, const Name *name, int flags)
{
    Scope *scope = (Scope *)a->scope;
    if (flags & (DEF_GLOBAL | DEF_NONLOCAL)) {
        analyze_declared(a, name, flags);
    } else if (flags & DEF_BOUND) {
        map_set(a->c, a->kinds, name, NAME_SCOPE_LOCAL);
        set_insert(a->c, a->local, name);
        set_remove(a->global, name);
    } else if (a->bound != NULL && set_has(a->bound, name)) {
        map_set(a->c, a->kinds, name, NAME_SCOPE_FREE);
        scope->has_free = true;
        set_insert(a->c, a->free, name);
    } else {
        if (!set_has(a->global, name) && scope->nested) scope->has_free = true;
        map_set(a->c, a->kinds, name, NAME_SCOPE_GLOBAL_IMPLICIT);
    }
}

/* A function's locals that inner functions want become cells. */
static void make_cells(Compiler *c, PtrMap *kinds, PtrMap *wanted)
{
    for (uint32_t i = 0; i < kinds->count; i++) {
        const void *name = kinds->entries[i].key;
        if (kinds->entries[i].value != NAME_SCOPE_LOCAL || !set_has(wanted, name)) continue;
        map_set(c, kinds, name, NAME_SCOPE_CELL);
        set_remove(wanted, name);
    }
}

/* Writes the result into the scope's symbols, and adds the free names that only pass through
   here on their way from an inner scope to an outer one. */
static void update_symbols(Compiler *c, Scope *scope, const PtrMap *kinds, const PtrMap *bound, const PtrMap *free)
{
    PtrMap *symbols = &scope->symbols;
    for (uint32_t i = 0; i < symbols->count; i++) {
        symbols->entries[i].value |= map_get(kinds, symbols->entries[i].key) << DEF_BITS;
    }
    for (uint32_t i = 0; i < free->count; i++) {
        const Name *name = free->entries[i].key;
        if (free->entries[i].value == 0) continue;
        MapEntry *entry = map_find(symbols, name);
        if (entry != NULL) {
            bool own = (entry->value & (DEF_BOUND | DEF_GLOBAL)) != 0;
            if (scope->kind == SCOPE_CLASS && own) entry->value |= DEF_FREE_CLASS;
            continue;
        }
        if (bound != NULL && !set_has(bound, name)) continue;
        map_set(c, symbols, name, NAME_SCOPE_FREE << DEF_BITS);
    }
}

static void analyze_scope(Compiler *c, Scope *scope, PtrMap *bound, PtrMap *free, PtrMap *global);

/* A child works on copies of what it inherits: its declarations must not reach its siblings. */
static void analyze_children(Compiler *c, Scope *scope, const PtrMap *bound, const PtrMap *global, PtrMap *free)
{
    for (size_t i = 0; i < scope->children.length && !c->failed; i++) {
        Scope *child = scope->children.items[i];
        PtrMap child_bound = {0}, child_free = {0}, child_global = {0};
        set_insert_all(c, &child_bound, bound);
        set_insert_all(c, &child_global, global);
        analyze_scope(c, child, &child_bound, &child_free, &child_global);
        set_insert_all(c, free, &child_free);
        if (child->has_free || child->child_has_free) scope->child_has_free = true;
    }
}

static void analyze_scope(Compiler *c, Scope *scope, PtrMap *bound, PtrMap *free, PtrMap *global)
{
    PtrMap kinds = {0}, local = {0}, inner_bound = {0}, inner_free = {0}, inner_global = {0};
    bool is_class = scope->kind == SCOPE_CLASS;
    if (!compiler_enter(c)) return;
    /* A class's own names are invisible in its methods: pass on what was there before them. */
    if (is_class) {
        set_insert_all(c, &inner_global, global);
        if (bound != NULL) set_insert_all(c, &inner_bound, bound);
    }
    Analysis analysis = {c, scope, &kinds, bound, &local, free, global};
    for (uint32_t i = 0; i < scope->symbols.count && !c->failed; i++) {
        analyze_name(&analysis, scope->symbols.entries[i].key, (int)scope->symbols.entries[i].value);
    }
    if (is_class) {
        set_insert(c, &inner_bound, name_of_text(c, "__class__"));
    } else {
        if (scope->kind == SCOPE_FUNCTION) set_insert_all(c, &inner_bound, &local);
        if (bound != NULL) set_insert_all(c, &inner_bound, bound);
        set_insert_all(c, &inner_global, global);
    }
    analyze_children(c, scope, &inner_bound, &inner_global, &inner_free);
    if (scope->kind == SCOPE_FUNCTION) make_cells(c, &kinds, &inner_free);
    if (is_class && set_has(&inner_free, name_of_text(c, "__class__"))) {
        set_remove(&inner_free, name_of_text(c, "__class__"));
        scope->needs_class_cell = true;
    }
    update_symbols(c, scope, &kinds, bound, &inner_free);
    set_insert_all(c, free, &inner_free);
    compiler_leave(c);
}

void symbols_analyze(Compiler *c, Scope *top)
{
    PtrMap free = {0}, global = {0};
    analyze_scope(c, top, NULL, &free, &global);
}
