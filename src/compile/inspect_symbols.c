/* The symbol table as text: scopes indented under the scope around them. */
#include "compile/compile_inspect.h"

#include "objects/error.h"
#include "compile/symbols.h"

const char *scope_kind_name(const Scope *scope)
{
    switch (scope->kind) {
    case SCOPE_FUNCTION: return scope->comprehension != NODE_Module ? "comprehension" : "function";
    case SCOPE_CLASS: return "class";
    case SCOPE_MODULE: return "module";
    case SCOPE_ANNOTATION: return "annotation";
    }
    viv_unreachable("unknown kind of scope");
}

const char *name_scope_name(NameScope kind)
{
    switch (kind) {
    case NAME_SCOPE_NONE: return "not used";
    case NAME_SCOPE_LOCAL: return "local";
    case NAME_SCOPE_GLOBAL_EXPLICIT: return "global (declared)";
    case NAME_SCOPE_GLOBAL_IMPLICIT: return "global";
    case NAME_SCOPE_FREE: return "free";
    case NAME_SCOPE_CELL: return "cell";
    }
    viv_unreachable("unknown kind of name");
}

const NameFlag name_flags[] = {
    {DEF_PARAM, "parameter"},    {DEF_IMPORT, "imported"},     {DEF_LOCAL, "assigned"},
    {DEF_ANNOT, "annotated"},    {DEF_USE, "used"},            {DEF_NONLOCAL, "nonlocal"},
    {DEF_COMP_ITER, "iterates"}, {DEF_FREE_CLASS, "also free"},
    {0, NULL},
};

static void add_symbol(const MapEntry *entry, int indent, Buf *out)
{
    const Name *name = entry->key;
    buf_printf(out, "%*s%-16s %s", indent, "", name->text, name_scope_name((NameScope)(entry->value >> DEF_BITS)));
    const char *separator = ": ";
    for (const NameFlag *flag = name_flags; flag->word != NULL; flag++) {
        if ((entry->value & flag->flag) == 0) continue;
        buf_printf(out, "%s%s", separator, flag->word);
        separator = ", ";
    }
    buf_add_char(out, '\n');
}

static void add_scope(const Scope *scope, int indent, Buf *out)
{
    buf_printf(out, "%*s%s %s", indent, "", scope_kind_name(scope), scope->name->text);
    if (scope->kind != SCOPE_MODULE) buf_printf(out, ", line %d", scope->span.lineno);
    if (scope->is_coroutine) buf_add_text(out, ", coroutine");
    if (scope->is_generator) buf_add_text(out, ", generator");
    if (scope->needs_class_cell) buf_add_text(out, ", with a __class__ cell");
    buf_add_char(out, '\n');
    for (uint32_t i = 0; i < scope->symbols.count; i++) add_symbol(&scope->symbols.entries[i], indent + 4, out);
    for (size_t i = 0; i < scope->children.length; i++) add_scope(scope->children.items[i], indent + 4, out);
}

static void add_scopes(void *out, const Scope *top)
{
    add_scope(top, 0, out);
}

int inspect_symbols(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out)
{
    return inspect_scopes(rt, source, length, options, add_scopes, out);
}

int inspect_scopes(Rt *rt, const char *source, size_t length, CompileOptions *options,
                   ScopeVisitor *visit, void *context)
{
    Arena *arena = arena_new();
    if (arena == NULL) {
        error_no_memory(rt);
        return -1;
    }
    int status = -1;
    Mod *tree = compiler_parse(rt, arena, source, length, options);
    if (tree != NULL) {
        Compiler compiler;
        compiler_init(&compiler, rt, arena, options);
        future_scan(&compiler, tree);
        if (!compiler.failed) tree_optimize(&compiler, tree);
        if (!compiler.failed) symbols_build(&compiler, tree);
        if (!compiler.failed) {
            visit(context, compiler.symbols->top);
            status = 0;
        }
        compiler_fini(&compiler);
    }
    arena_free(arena);
    return status;
}
