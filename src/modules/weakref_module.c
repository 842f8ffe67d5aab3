/* The module _weakref, on which Python's own weakref is built. */
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/weakrefobj.h"

static Own weakref_getweakrefcount(Rt *rt, Ref self, Ref obj)
{
    return int_new(rt, obj->type->weaklist_offset > 0 ? weakref_count(obj) : 0);
}

static Own weakref_getweakrefs(Rt *rt, Ref self, Ref obj)
{
    return weakref_list(rt, obj);
}

static Own weakref_proxy(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return weakproxy_new(rt, args[0], nargs > 1 && args[1] != rt->none ? args[1] : NULL);
}

/* Deletes DICT[KEY] when the weak reference that is there is dead. */
static Own weakref_remove_dead(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (!is_dict(args[0]))
        return error_raise(rt, TYPE_TypeError, "_remove_dead_weakref() argument 1 must be dict, not %T", args[0]);
    Own found = NULL;
    int present = dict_lookup(rt, args[0], args[1], &found);
    bool dead = present == 1 && type_is_subtype(found->type, RT_TYPE(rt, weakref)) && weakref_peek(found) == NULL;
    release(rt, found);
    if (present < 0 || (dead && dict_delete(rt, args[0], args[1]) < 0)) return NULL;
    return none_new(rt);
}

static int weakref_exec(Rt *rt, Ref module)
{
    const struct {
        const char *name;
        TypeId type;
    } types[] = {
        {"ref", TYPE_weakref}, {"ReferenceType", TYPE_weakref}, {"ProxyType", TYPE_weakproxy}, {"CallableProxyType", TYPE_weakcallableproxy},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(types); i++) {
        if (module_add(rt, module, types[i].name, new_ref((Ref)rt->types[types[i].type])) < 0) return -1;
    }
    return 0;
}

const ModuleSpec _weakref_module_spec = {
    .name = "_weakref",
    .doc = "Weak-reference support module.",
    .methods = METHODS(
        {"getweakrefcount", METHOD_O, {.binary = weakref_getweakrefcount}, "Return the number of weak references to 'object'.", 0},
        {"getweakrefs", METHOD_O, {.binary = weakref_getweakrefs}, "Return a list of all weak reference objects pointing to 'object'.", 0},
        {"proxy", METHOD_FASTCALL, {.fast = weakref_proxy, .least = 1, .most = 2}, "Create a proxy object that weakly references 'object'.", 0},
        {"_remove_dead_weakref", METHOD_FASTCALL, {.fast = weakref_remove_dead, .least = 2, .most = 2}, "Atomically remove key from dict if it points to a dead weakref.", 0}),
    .exec = weakref_exec,
};
