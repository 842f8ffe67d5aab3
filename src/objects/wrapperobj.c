/* Special methods of types written in C: `wrapper_descriptor` is int.__add__, and
   `method-wrapper` is (1).__add__. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/descrobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/object_reduce.h"
#include "objects/owned.h"
#include "objects/slot_functions.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own wrapper_descr_new(Rt *rt, Type *type, const SlotRow *row, SlotFn wrapped)
{
    Own name = str_interned(rt, row->method);
    if (name == NULL) return NULL;
    WrapperDescrObj *wrapper =
        (WrapperDescrObj *)object_new(rt, RT_TYPE(rt, wrapper_descriptor));
    if (wrapper == NULL) return error_release(rt, name);
    wrapper->descr.type = new_ref((Ref)type);
    wrapper->descr.name = name;
    wrapper->row = row;
    wrapper->wrapped = wrapped;
    gc_track(rt, (Ref)wrapper);
    return (Own)wrapper;
}

static Own wrapper_repr(Rt *rt, Ref self)
{
    const DescrObj *descr = (const DescrObj *)self;
    return str_format(
        rt, "<slot wrapper '%U' of '%N' objects>", descr->name, descr->type);
}

/* Calls the slot on SELF; ARGS are those after it. */
static Own
wrapper_apply(Rt *rt, const WrapperDescrObj *wrapper, Ref self, Ref args, Ref kwargs)
{
    const SlotRow *row = wrapper->row;
    bool keywords = row->wrapper == wrap_init || row->wrapper == wrap_call;
    if (!keywords && kwargs != NULL && dict_length(kwargs) > 0) {
        return error_raise(
            rt, TYPE_TypeError, "wrapper %s() takes no keyword arguments", row->method);
    }
    return row->wrapper(rt, wrapper->wrapped, self, args, kwargs);
}

static Own wrapper_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    const WrapperDescrObj *wrapper = (const WrapperDescrObj *)self;
    const DescrObj *descr = &wrapper->descr;
    if (tuple_length(args) < 1) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "descriptor '%U' of '%.100N' object needs an argument",
                           descr->name,
                           descr->type);
    }
    Ref instance = tuple_peek(args, 0);
    if (!type_is_subtype(instance->type, AS_TYPE(descr->type))) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "descriptor '%U' requires a '%.100N' object but received a '%.100T'",
            descr->name,
            descr->type,
            instance);
    }
    Own rest = tuple_slice(rt, args, 1, tuple_length(args));
    if (rest == NULL) return NULL;
    Own result = wrapper_apply(rt, wrapper, instance, rest, kwargs_or_null);
    release(rt, rest);
    return result;
}

static Own bound_wrapper_new(Rt *rt, Ref wrapper, Ref self)
{
    MethodWrapperObj *bound =
        (MethodWrapperObj *)object_new(rt, RT_TYPE(rt, method_wrapper));
    if (bound == NULL) return NULL;
    bound->wrapper = new_ref(wrapper);
    bound->self = new_ref(self);
    gc_track(rt, (Ref)bound);
    return (Own)bound;
}

static Own wrapper_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    const DescrObj *descr = (const DescrObj *)self;
    if (instance_or_null == NULL) return new_ref(self);
    if (!type_is_subtype(instance_or_null->type, AS_TYPE(descr->type))) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "descriptor '%U' for '%.100N' objects doesn't apply to a '%.100T' object",
            descr->name,
            descr->type,
            instance_or_null);
    }
    return bound_wrapper_new(rt, self, instance_or_null);
}

static Own wrapper_get_doc(Rt *rt, Ref self)
{
    return str_new(rt, ((const WrapperDescrObj *)self)->row->doc);
}

/* Every special method but these takes one form, which help() shows. */
static Own wrapper_get_signature(Rt *rt, Ref self)
{
    const SlotRow *row = ((const WrapperDescrObj *)self)->row;
    WrapFn fn = row->wrapper;
    if (fn == wrap_init || fn == wrap_call)
        return str_new(rt, "($self, /, *args, **kwargs)");
    if (fn == wrap_unary || fn == wrap_hash || fn == wrap_length ||
        fn == wrap_inquiry || fn == wrap_next) {
        return str_new(rt, "($self, /)");
    }
    if (fn == wrap_setattr) return str_new(rt, "($self, name, value, /)");
    if (fn == wrap_delattr || row->offset == offsetof(Slots, tp_getattro)) return str_new(rt, "($self, name, /)");
    if (fn == wrap_descr_get) return str_new(rt, "($self, instance, owner=None, /)");
    if (fn == wrap_descr_set) return str_new(rt, "($self, instance, value, /)");
    if (fn == wrap_descr_delete) return str_new(rt, "($self, instance, /)");
    if (fn == wrap_setitem || fn == wrap_sq_setitem)
        return str_new(rt, "($self, key, value, /)");
    if (fn == wrap_power_left || fn == wrap_power_right) {
        return str_new(rt, "($self, value, mod=None, /)");
    }
    bool by_key = fn == wrap_delitem || fn == wrap_sq_item || fn == wrap_sq_delitem ||
                  fn == wrap_contains || row->offset == offsetof(Slots, mp_subscript);
    return str_new(rt, by_key ? "($self, key, /)" : "($self, value, /)");
}

const TypeSpec wrapper_descriptor_type_spec = {
    .name = "wrapper_descriptor",
    .id = TYPE_wrapper_descriptor,
    .basicsize = sizeof(WrapperDescrObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_METHOD_DESCRIPTOR,
    .slots = {.tp_dealloc = descr_dealloc,
              .tp_traverse = descr_traverse,
              .tp_repr = wrapper_repr,
              .tp_call = wrapper_call,
              .tp_getattro = object_generic_getattr,
              .tp_descr_get = wrapper_get},
    .methods = descr_methods,
    .members = descr_members,
    .getset = GETSETS(
        {"__doc__", wrapper_get_doc, NULL, NULL},
        {"__qualname__", descr_get_qualname, NULL, NULL},
        {"__text_signature__", wrapper_get_signature, NULL, NULL}),
};

/* --- bound */

static const WrapperDescrObj *bound_wrapper(Ref self)
{
    return (const WrapperDescrObj *)((const MethodWrapperObj *)self)->wrapper;
}

static Own bound_repr(Rt *rt, Ref self)
{
    const MethodWrapperObj *bound = (const MethodWrapperObj *)self;
    char address[32];
    object_address_text(rt, bound->self, address);
    return str_format(rt,
                      "<method-wrapper '%U' of %T object at %s>",
                      bound_wrapper(self)->descr.name,
                      bound->self,
                      address);
}

static Own bound_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Ref instance = ((const MethodWrapperObj *)self)->self;
    return wrapper_apply(rt, bound_wrapper(self), instance, args, kwargs_or_null);
}

static ptrdiff_t bound_hash(Rt *rt, Ref self)
{
    const MethodWrapperObj *bound = (const MethodWrapperObj *)self;
    ptrdiff_t hash = object_identity_hash(rt, bound->self) ^
                     object_identity_hash(rt, bound->wrapper);
    return hash == -1 ? -2 : hash;
}

static Own bound_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) ||
        !is_exact(other, TYPE_method_wrapper)) {
        return not_implemented_new(rt);
    }
    const MethodWrapperObj *one = (const MethodWrapperObj *)self;
    const MethodWrapperObj *two = (const MethodWrapperObj *)other;
    bool equal = one->wrapper == two->wrapper && one->self == two->self;
    return bool_new(rt, equal == (op == COMPARE_EQ));
}

static Own bound_get_name(Rt *rt, Ref self)
{
    return new_ref(bound_wrapper(self)->descr.name);
}

static Own bound_get_doc(Rt *rt, Ref self)
{
    return wrapper_get_doc(rt, (Ref)bound_wrapper(self));
}

static Own bound_get_qualname(Rt *rt, Ref self)
{
    return descr_get_qualname(rt, (Ref)bound_wrapper(self));
}

static Own bound_get_objclass(Rt *rt, Ref self)
{
    return new_ref(bound_wrapper(self)->descr.type);
}

static Own bound_get_signature(Rt *rt, Ref self)
{
    return wrapper_get_signature(rt, (Ref)bound_wrapper(self));
}

/* (getattr, (self, name)) */
static Own bound_reduce(Rt *rt, Ref self)
{
    Ref name = bound_wrapper(self)->descr.name;
    return reduced_to_builtin(rt, "getattr", tuple_of(rt, 2, ((const MethodWrapperObj *)self)->self, name), NULL);
}

const TypeSpec method_wrapper_type_spec = {
    .name = "method-wrapper",
    .id = TYPE_method_wrapper,
    .basicsize = sizeof(MethodWrapperObj),
    .flags = TYPE_FLAG_GC,
    .owned = OWNED(MethodWrapperObj, wrapper, self),
    .slots = {.tp_dealloc = owned_dealloc,
              .tp_traverse = owned_traverse,
              .tp_repr = bound_repr,
              .tp_hash = bound_hash,
              .tp_call = bound_call,
              .tp_getattro = object_generic_getattr,
              .tp_richcompare = bound_compare},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = bound_reduce}, NULL, 0}),
    .members = MEMBERS(
        {"__self__", MEMBER_OBJECT, offsetof(MethodWrapperObj, self), true, NULL}),
    .getset = GETSETS(
        {"__objclass__", bound_get_objclass, NULL, NULL},
        {"__name__", bound_get_name, NULL, NULL},
        {"__qualname__", bound_get_qualname, NULL, NULL},
        {"__doc__", bound_get_doc, NULL, NULL},
        {"__text_signature__", bound_get_signature, NULL, NULL}),
};
