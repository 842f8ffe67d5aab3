/* Modules: a dict with a name; and how a module written in C is described. */
#ifndef VIV_OBJECTS_MODULEOBJ_H
#define VIV_OBJECTS_MODULEOBJ_H

#include "memory/rt.h"

typedef struct ModuleObj {
    Obj head;
    Own dict;
    const struct ModuleSpec *spec; /* NULL for a Python module */
    void *state;                   /* heap_alloc'd, spec's; or NULL */
    Own weakrefs, name;
} ModuleObj;
#define AS_MODULE(ref) ((ModuleObj *)(ref))

typedef struct ModuleSpec {
    const char *name;
    const char *doc; /* or NULL */
    const MethodDef *methods;
    const TypeSpec *const *hidden, *const *types; /* made for it, and put into it, too: TYPES(…); or NULL */
    size_t state_size;
    int (*exec)(Rt *, Ref module); /* adds what else there is; may be NULL */
    int (*traverse)(Ref module, VisitFn visit, void *context);
    void (*clear)(Rt *, Obj *module);
} ModuleSpec;
#define TYPES(...) (const TypeSpec *const[]){__VA_ARGS__, NULL}

MUST_USE Own module_new(Rt *rt, Ref name);
MUST_USE Own module_from_spec(Rt *rt, const ModuleSpec *spec);
Ref module_dict(Ref module);
int module_add(Rt *rt, Ref module, const char *name, Own value); /* takes VALUE; NULL value: -1 at once */
/* The built-in function or type NAME of the module builtins; new. */
MUST_USE Own builtin_get(Rt *rt, const char *name);
/* Adds functions whose self is MODULE; METHODS, NULL for none, ends with one without a name. */
MUST_USE int module_add_functions(Rt *rt, Ref module, const MethodDef *methods);
/* Is a module with this __spec__ still being imported (its _initializing is true)?  What goes wrong is forgotten. */
bool module_spec_is_initializing(Rt *rt, Ref spec_or_null);
int module_add_int(Rt *rt, Ref module, const char *name, int64_t value);

#endif
