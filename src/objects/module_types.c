/* The types of modules written in C: one type for each spec, however often a module is imported. */
#include "objects/module_types.h"

#include "objects/dictobj.h"
#include "objects/moduleobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"
#include "objects/typestate.h"

Ref module_type_peek(const Rt *rt, const TypeSpec *spec)
{
    const TypeState *state = rt->objects->types;
    for (size_t i = state->spec_count; i-- > 0;) {
        if (state->specs[i]->spec == spec) return (Ref)state->specs[i];
    }
    return NULL;
}

Own module_type_get(Rt *rt, const TypeSpec *spec)
{
    Ref made = module_type_peek(rt, spec);
    return made != NULL ? new_ref(made) : type_from_spec(rt, spec, NULL);
}

int module_add_types(Rt *rt, Ref module, const TypeSpec *const *specs)
{
    for (; *specs != NULL; specs++) {
        Own type = module_type_get(rt, *specs);
        if (type == NULL || module_add(rt, module, type_short_name(AS_TYPE(type)), type) < 0) return -1;
    }
    return 0;
}

int module_make_types(Rt *rt, const TypeSpec *const *specs)
{
    for (; *specs != NULL; specs++) {
        Own type = module_type_get(rt, *specs);
        if (type == NULL) return -1;
        release(rt, type);
    }
    return 0;
}

int module_add_ints(Rt *rt, Ref module, const ModuleInt *ints, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (module_add_int(rt, module, ints[i].name, ints[i].value) < 0) return -1;
    }
    return 0;
}

Own module_class_new(Rt *rt, const char *module, const char *name, Ref bases)
{
    Own text = str_new(rt, name), namespace = dict_new(rt), where = str_new(rt, module), type = NULL;
    if (text != NULL && namespace != NULL && where != NULL && dict_set(rt, namespace, RT_NAME(rt, __module__), where) == 0)
        type = type_new(rt, RT_TYPE(rt, type), text, bases, namespace, NULL);
    release_all(rt, text, namespace, where);
    return type;
}

Own module_error_under(Rt *rt, const char *module, const char *name, Ref base)
{
    Own bases = tuple_of(rt, 1, base), type = bases == NULL ? NULL : module_class_new(rt, module, name, bases);
    release(rt, bases);
    return type;
}

Own module_error_new(Rt *rt, const char *module, const char *name, TypeId base)
{
    return module_error_under(rt, module, name, (Ref)rt->types[base]);
}
