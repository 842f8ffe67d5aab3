/* The types of modules written in C: made when a module is first imported, and the same ones if it
   is imported anew. */
#ifndef VIV_OBJECTS_MODULE_TYPES_H
#define VIV_OBJECTS_MODULE_TYPES_H

#include "memory/rt.h"

/* Puts the type of each of the SPECS (NULL-terminated) into MODULE under its short name. */
MUST_USE int module_add_types(Rt *rt, Ref module, const TypeSpec *const *specs);

/* Makes them only: types whose instances come from C code. */
MUST_USE int module_make_types(Rt *rt, const TypeSpec *const *specs);

/* The type that was made from SPEC, borrowed; NULL: none yet. */
Ref module_type_peek(const Rt *rt, const TypeSpec *spec);
/* The type made from SPEC: the one that was made before, or a new one. */
MUST_USE Own module_type_get(Rt *rt, const TypeSpec *spec);

/* class NAME(*BASES), of MODULE; new. */
MUST_USE Own module_class_new(Rt *rt, const char *module, const char *name, Ref bases);
/* The same with one base. */
MUST_USE Own module_error_under(Rt *rt, const char *module, const char *name, Ref base);
MUST_USE Own module_error_new(Rt *rt, const char *module, const char *name, TypeId base);

/* The ints of a module. */
typedef struct ModuleInt {
    const char *name;
    int64_t value;
} ModuleInt;
MUST_USE int module_add_ints(Rt *rt, Ref module, const ModuleInt *ints, size_t count);

#endif
