/* The module builtins: the functions of builtins.def, the built-in types and exceptions under
   their names, and the constants. */
#include "modules/builtins.h"
#include "modules/module_specs.h"

static const MethodDef builtins_methods[] = {
#define BUILTIN(name, kind, member, doc) {#name, kind, {.member = builtin_##name}, doc, 0},
#define BUILTIN_COUNTED(name, from, to, doc) {#name, METHOD_FASTCALL, {.fast = builtin_##name, .least = from, .most = to}, doc, 0},
#define BUILTIN_NAMED(name, from, to, its_names, doc) \
    {#name, METHOD_BOUND, {.bound = builtin_##name, .least = from, .most = to, .names = its_names}, doc, 0},
#include "modules/builtins.def"
#undef BUILTIN
#undef BUILTIN_COUNTED
#undef BUILTIN_NAMED
    {0},
};

/* The types that have a name of their own in every program. */
static const TypeId public_types[] = {
    TYPE_bool, TYPE_memoryview, TYPE_bytearray, TYPE_bytes, TYPE_classmethod, TYPE_complex, TYPE_dict, TYPE_enumerate,
    TYPE_filter, TYPE_float, TYPE_frozenset, TYPE_property, TYPE_int, TYPE_list, TYPE_map, TYPE_object, TYPE_range,
    TYPE_reversed, TYPE_set, TYPE_slice, TYPE_staticmethod, TYPE_str, TYPE_super, TYPE_tuple, TYPE_type, TYPE_zip,
};

static int add_type(Rt *rt, Ref module, TypeId id)
{
    Type *type = rt->types[id];
    return type == NULL ? 0 : module_add(rt, module, type->name, new_ref((Ref)type));
}

static int builtins_exec(Rt *rt, Ref module)
{
    const struct {
        const char *name;
        Ref value;
    } constants[] = {
        {"None", rt->none},       {"Ellipsis", rt->ellipsis}, {"NotImplemented", rt->not_implemented},
        {"False", rt->false_obj}, {"True", rt->true_obj},     {"__debug__", rt->true_obj},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(constants); i++) {
        if (module_add(rt, module, constants[i].name, new_ref(constants[i].value)) < 0) return -1;
    }
    for (size_t i = 0; i < ARRAY_LENGTH(public_types); i++) {
        if (add_type(rt, module, public_types[i]) < 0) return -1;
    }
    for (int id = TYPE_BaseException; id <= TYPE_UserWarning; id++) {
        if (add_type(rt, module, (TypeId)id) < 0) return -1;
    }
    if (RT_TYPE(rt, OSError) == NULL) return 0;
    Ref os_error = (Ref)RT_TYPE(rt, OSError);
    if (module_add(rt, module, "EnvironmentError", new_ref(os_error)) < 0) return -1;
    return module_add(rt, module, "IOError", new_ref(os_error));
}

const ModuleSpec builtins_module_spec = {
    .name = "builtins",
    .doc = "What every module sees without importing it.",
    .methods = builtins_methods,
    .exec = builtins_exec,
};
