/* What the attribute `memo` of a Pickler or an Unpickler gives: an object that stands for the memo and can clear
   or copy it. */
#include "modules/pickle_parts.h"

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/slots.h"
#include "objects/tupleobj.h"

typedef struct MemoProxyObj {
    Obj head;
    Own machine;
} MemoProxyObj;
#define AS_PROXY(ref) ((MemoProxyObj *)(uintptr_t)(ref))

Own pickle_memo_proxy_new(Rt *rt, const TypeSpec *spec, Ref machine)
{
    Type *type = AS_TYPE(module_type_peek(rt, spec));
    Own proxy = type->slots.tp_alloc(rt, type, 0);
    if (proxy != NULL) AS_PROXY(proxy)->machine = new_ref(machine);
    return proxy;
}

Ref pickle_memo_proxy_machine(const TypeSpec *spec, Ref obj)
{
    return obj->type->spec == spec ? AS_PROXY(obj)->machine : NULL;
}

static Own proxy_clear_pickler(Rt *rt, Ref self)
{
    pickle_memo_clear(rt, &AS_PICKLER(AS_PROXY(self)->machine)->memo);
    return none_new(rt);
}

static Own proxy_clear_unpickler(Rt *rt, Ref self)
{
    UnpicklerObj *unpickler = AS_UNPICKLER(AS_PROXY(self)->machine);
    return pickle_memo_prepare(rt, unpickler, unpickler->memo_size) < 0 ? NULL : none_new(rt);
}

/* {id: (index, object)} */
static Own proxy_copy_pickler(Rt *rt, Ref self)
{
    const PickleMemo *memo = &AS_PICKLER(AS_PROXY(self)->machine)->memo;
    Own copy = dict_new(rt);
    for (size_t i = 0; copy != NULL && i < memo->used; i++) {
        Own object = new_ref(memo->items[i].object), index = int_new(rt, memo->items[i].index);
        Own key = int_new_unsigned(rt, heap_nominal(rt, object)), value = index == NULL ? NULL : tuple_of(rt, 2, (Ref)index, (Ref)object);
        if (key == NULL || value == NULL || dict_set(rt, copy, key, value) < 0 || error_poll(rt) < 0) release_clear(rt, &copy);
        release_all(rt, index, key, value, object);
    }
    return copy;
}

/* {index: object} */
static Own proxy_copy_unpickler(Rt *rt, Ref self)
{
    const UnpicklerObj *unpickler = AS_UNPICKLER(AS_PROXY(self)->machine);
    Own copy = dict_new(rt);
    for (ptrdiff_t i = 0; copy != NULL && i < unpickler->memo_size; i++) {
        if (unpickler->memo[i] == NULL) continue;
        Own key = int_new(rt, i);
        if (key == NULL || dict_set(rt, copy, key, unpickler->memo[i]) < 0 || error_poll(rt) < 0) release_clear(rt, &copy);
        release(rt, key);
    }
    if (copy != NULL && unpickler->far != NULL && dict_update(rt, copy, unpickler->far) < 0) release_clear(rt, &copy);
    return copy;
}

static Own proxy_reduce(Rt *rt, Ref self)
{
    bool is_pickler = self->type->spec == &pickle_pickler_memo_spec;
    Own copy = is_pickler ? proxy_copy_pickler(rt, self) : proxy_copy_unpickler(rt, self);
    return tuple_build(rt, "O(N)", (Ref)RT_TYPE(rt, dict), copy);
}

#define PROXY(label, type_name)                                                                                                                \
    static const MethodDef label##_memo_methods[] = {                                                                                          \
        {"clear", METHOD_NOARGS, {.unary = proxy_clear_##label}, "clear($self, /)\n--\n\nForgets all objects.", 0},                            \
        {"copy", METHOD_NOARGS, {.unary = proxy_copy_##label}, "copy($self, /)\n--\n\nThe memo as a dict.", 0},                                \
        {"__reduce__", METHOD_NOARGS, {.unary = proxy_reduce}, "__reduce__($self, /)\n--\n\nAs a dict.", 0},                                   \
        {0},                                                                                                            \
    };                                                                                                                                         \
    const TypeSpec pickle_##label##_memo_spec = {                                                                                              \
        .name = "_pickle." type_name,                                                                                                          \
        .basicsize = sizeof(MemoProxyObj),                                                                                                     \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,                                                                                                \
        .owned = OWNED(MemoProxyObj, machine, machine),                                                                                        \
        .slots = {OWNED_SLOTS, .tp_hash = slot_hash_not_implemented, .tp_getattro = object_generic_getattr, .tp_setattro = object_generic_setattr},\
        .methods = label##_memo_methods,                                                                                                       \
    };
PROXY(pickler, "PicklerMemoProxy")
PROXY(unpickler, "UnpicklerMemoProxy")
