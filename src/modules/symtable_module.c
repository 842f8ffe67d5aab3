/* The module _symtable: the compiler's scopes as objects, which Python's symtable reads.  An
   entry is a copy: it does not depend on the compile that made it. */
#include "compile/compile_inspect.h"
#include "memory/heap.h"
#include "modules/builtins_compile.h"
#include "modules/module_specs.h"
#include "modules/warn.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/moduleobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"

typedef struct EntryObj {
    Obj head;
    Own id, name, symbols, varnames, children, type, lineno;
    Own nested;
} EntryObj;
#define AS_ENTRY(ref) ((EntryObj *)(ref))

static Own entry_repr(Rt *rt, Ref self)
{
    const EntryObj *entry = AS_ENTRY(self);
    return str_format(rt, "<symtable entry %U(%S), line %S>", entry->name, entry->id, entry->lineno);
}

#define FIELD(name) {#name, MEMBER_OBJECT, offsetof(EntryObj, name), true, NULL}
static const MemberDef entry_members[] = {
    FIELD(id),   FIELD(name),   FIELD(symbols), FIELD(varnames), FIELD(children),
    FIELD(type), FIELD(lineno), FIELD(nested),  {NULL, 0, 0, false, NULL},
};
#undef FIELD

static const TypeSpec symtable_entry_type_spec = {
    .name = "symtable entry",
    .basicsize = sizeof(EntryObj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(EntryObj, id, nested),
    .slots = {.tp_repr = entry_repr, .tp_dealloc = owned_dealloc},
    .members = entry_members,
};

static const TypeSpec *const entry_types[] = {&symtable_entry_type_spec, NULL};

/* --- from scopes */

typedef struct Copy {
    Rt *rt;
    Type *type;
    Own top; /* NULL after a failure */
} Copy;

static Own name_text(Rt *rt, const Name *name)
{
    Own text = str_from_wtf8(rt, name->text, name->length);
    if (text != NULL) str_intern(rt, &text);
    return text;
}

static Own symbols_new(Rt *rt, const Scope *scope)
{
    Own dict = dict_new(rt);
    for (uint32_t i = 0; dict != NULL && i < scope->symbols.count; i++) {
        const MapEntry *entry = &scope->symbols.entries[i];
        Own name = name_text(rt, entry->key), flags = int_new(rt, entry->value);
        if (name == NULL || flags == NULL || dict_set(rt, dict, name, flags) < 0) release_clear(rt, &dict);
        release_all(rt, name, flags);
    }
    return dict;
}

static Own varnames_new(Rt *rt, const Scope *scope)
{
    Own list = list_new(rt, 0);
    for (size_t i = 0; list != NULL && i < scope->parameters.length; i++) {
        Own name = name_text(rt, scope->parameters.items[i]);
        if (name == NULL || list_append_take(rt, list, name) < 0) release_clear(rt, &list);
    }
    return list;
}

static Own entry_new(const Copy *copy, const Scope *scope);

static Own children_new(const Copy *copy, const Scope *scope)
{
    Own list = list_new(copy->rt, 0);
    for (size_t i = 0; list != NULL && i < scope->children.length; i++) {
        Own child = entry_new(copy, scope->children.items[i]);
        if (child == NULL || list_append_take(copy->rt, list, child) < 0) release_clear(copy->rt, &list);
    }
    return list;
}

/* Scopes nest no deeper than the compiler allowed when it made them. */
static Own entry_new(const Copy *copy, const Scope *scope)
{
    Rt *rt = copy->rt;
    Own self = copy->type->slots.tp_alloc(rt, copy->type, 0);
    if (self == NULL) return NULL;
    EntryObj *entry = AS_ENTRY(self);
    entry->id = int_new_unsigned(rt, heap_nominal(rt, self));
    entry->name = name_text(rt, scope->name);
    entry->symbols = symbols_new(rt, scope);
    entry->varnames = varnames_new(rt, scope);
    entry->children = children_new(copy, scope);
    entry->type = int_new(rt, (int64_t)scope->kind);
    entry->lineno = int_new(rt, scope->kind == SCOPE_MODULE ? 0 : scope->span.lineno);
    entry->nested = int_new(rt, scope->nested);
    if (rt_is_pending(rt)) return error_release(rt, self);
    return self;
}

static void copy_scopes(void *context, const Scope *top)
{
    Copy *copy = context;
    copy->top = entry_new(copy, top);
}

static int read_mode(Rt *rt, Ref mode, CompileOptions *options)
{
    static const char *const names[] = {"exec", "eval", "single"};
    if (!is_str(mode)) return error_raise_int(rt, TYPE_TypeError, "symtable() argument 3 must be str, not %T", mode);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (!str_equals_text(mode, names[i])) continue;
        options->mode = (CompileMode)i;
        return 0;
    }
    return error_raise_int(rt, TYPE_ValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
}

static Own symtable_symtable(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    CompileOptions options = {.warn = warn_compile};
    SourceArgument text;
    Copy copy = {.rt = rt, .type = AS_TYPE(module_type_peek(rt, &symtable_entry_type_spec))};
    if (args_count(rt, "symtable", nargs, 3, 3) < 0) return NULL;
    Own filename = compile_filename_get(rt, args[1]), owner = NULL;
    if (filename != NULL && read_mode(rt, args[2], &options) == 0)
        owner = source_text_get(rt, args[0], "symtable", "string or bytes", &text);
    if (owner != NULL) {
        options.filename = filename;
        if (text.is_utf8) options.flags |= COMPILE_SOURCE_IS_UTF8;
        if (inspect_scopes(rt, text.bytes, text.size, &options, copy_scopes, &copy) < 0) release_clear(rt, &copy.top);
    }
    release_all(rt, owner, filename);
    return copy.top;
}

static const MethodDef symtable_methods[] = {
    {"symtable", METHOD_FASTCALL, {.fast = symtable_symtable}, "Return symbol and scope dictionaries used internally by compiler.", 0},
    {0},
};

static int symtable_exec(Rt *rt, Ref module)
{
    static const ModuleInt constants[] = {
        {"USE", DEF_USE}, {"DEF_GLOBAL", DEF_GLOBAL}, {"DEF_NONLOCAL", DEF_NONLOCAL}, {"DEF_LOCAL", DEF_LOCAL},
        {"DEF_PARAM", DEF_PARAM}, {"DEF_FREE", 32}, {"DEF_FREE_CLASS", DEF_FREE_CLASS}, {"DEF_IMPORT", DEF_IMPORT},
        {"DEF_BOUND", DEF_BOUND}, {"DEF_ANNOT", DEF_ANNOT}, {"TYPE_FUNCTION", SCOPE_FUNCTION}, {"TYPE_CLASS", SCOPE_CLASS},
        {"TYPE_MODULE", SCOPE_MODULE}, {"LOCAL", NAME_SCOPE_LOCAL}, {"GLOBAL_EXPLICIT", NAME_SCOPE_GLOBAL_EXPLICIT},
        {"GLOBAL_IMPLICIT", NAME_SCOPE_GLOBAL_IMPLICIT}, {"FREE", NAME_SCOPE_FREE}, {"CELL", NAME_SCOPE_CELL},
        {"SCOPE_OFF", DEF_BITS}, {"SCOPE_MASK", 15},
    };
    if (module_add_ints(rt, module, constants, ARRAY_LENGTH(constants)) < 0) return -1;
    return module_make_types(rt, entry_types);
}

const ModuleSpec _symtable_module_spec = {.name = "_symtable", .methods = symtable_methods, .exec = symtable_exec};
