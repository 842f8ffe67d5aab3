/* mappingproxy: a mapping that can be read but not written, as the __dict__ of a class
   is shown.  Every operation is passed on to the mapping. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/descrobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/owned.h"
#include "objects/slot_functions.h"
#include "objects/strobj.h"

static Ref mapping_of(Ref self)
{
    return ((const MappingProxyObj *)self)->mapping;
}

Own mapping_proxy_new(Rt *rt, Ref mapping)
{
    MappingProxyObj *proxy =
        (MappingProxyObj *)object_new(rt, RT_TYPE(rt, mappingproxy));
    if (proxy == NULL) return NULL;
    proxy->mapping = new_ref(mapping);
    gc_track(rt, (Ref)proxy);
    return (Own)proxy;
}

static Own proxy_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    static const char *const names[] = {"mapping", NULL};
    static const ArgSpec spec = {"mappingproxy", names, 1, 1, 0};
    Ref mapping;
    if (args_bind_tuple(rt, &spec, args, kwargs_or_null, &mapping) < 0) return NULL;
    if (mapping->type->slots.mp_subscript == NULL || is_list(mapping) ||
        is_tuple(mapping)) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "mappingproxy() argument must be a mapping, not %T",
                           mapping);
    }
    return mapping_proxy_new(rt, mapping);
}

static ptrdiff_t proxy_length(Rt *rt, Ref self)
{
    return object_length(rt, mapping_of(self));
}

static Own proxy_item(Rt *rt, Ref self, Ref key)
{
    return object_item_get(rt, mapping_of(self), key);
}

static int proxy_contains(Rt *rt, Ref self, Ref key)
{
    return object_contains(rt, mapping_of(self), key);
}

static Own proxy_iter(Rt *rt, Ref self)
{
    return object_iter(rt, mapping_of(self));
}

static Own proxy_repr(Rt *rt, Ref self)
{
    return str_format(rt, "mappingproxy(%R)", mapping_of(self));
}

static Own proxy_str(Rt *rt, Ref self)
{
    return object_str(rt, mapping_of(self));
}

static Own proxy_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (is_exact(other, TYPE_mappingproxy)) other = mapping_of(other);
    return object_compare(rt, mapping_of(self), other, op);
}

static Own proxy_or(Rt *rt, Ref left, Ref right)
{
    if (is_exact(left, TYPE_mappingproxy)) left = mapping_of(left);
    if (is_exact(right, TYPE_mappingproxy)) right = mapping_of(right);
    return number_binary(rt, BINARY_OR, left, right);
}

static Own proxy_inplace_or(Rt *rt, Ref self, Ref other)
{
    return error_raise(
        rt, TYPE_TypeError, "'|=' is not supported by %T; use '|' instead", self);
}

/* The mapping's method NAME with ARGS. */
static Own forward(Rt *rt, Ref self, const char *name, const Ref *args, ptrdiff_t nargs)
{
    Own method = object_attr_get_text(rt, mapping_of(self), name);
    if (method == NULL) return NULL;
    Own result = call_vector(rt, method, args, (size_t)nargs, NULL);
    release(rt, method);
    return result;
}

static Own proxy_forward(Rt *rt, Ref self, const MethodDef *def)
{
    return forward(rt, self, def->name, NULL, 0);
}

static Own proxy_get(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Ref both[2] = {args[0], nargs > 1 ? args[1] : rt->none};
    return forward(rt, self, "get", both, 2);
}

const TypeSpec mappingproxy_type_spec = {
    .name = "mappingproxy",
    .id = TYPE_mappingproxy,
    .basicsize = sizeof(MappingProxyObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_MAPPING,
    .owned = OWNED(MappingProxyObj, mapping, mapping),
    .slots = {.tp_dealloc = owned_dealloc,
              .tp_traverse = owned_traverse,
              .tp_new = proxy_new,
              .tp_repr = proxy_repr,
              .tp_str = proxy_str,
              .tp_hash = slot_hash_not_implemented,
              .tp_richcompare = proxy_compare,
              .tp_iter = proxy_iter,
              .tp_getattro = object_generic_getattr,
              .nb_or = proxy_or,
              .nb_inplace_or = proxy_inplace_or,
              .sq_contains = proxy_contains,
              .mp_length = proxy_length,
              .mp_subscript = proxy_item},
    .methods = METHODS(
        {"get",
         METHOD_FASTCALL,
         {.fast = proxy_get, .least = 1, .most = 2},
         "Return the value for key if key is in the mapping, else default.",
         0},
        {"keys",
         METHOD_NOARGS_OF,
         {.unary_of = proxy_forward},
         "a set-like object providing a view on D's keys",
         0},
        {"values",
         METHOD_NOARGS_OF,
         {.unary_of = proxy_forward},
         "an object providing a view on D's values",
         0},
        {"items",
         METHOD_NOARGS_OF,
         {.unary_of = proxy_forward},
         "a set-like object providing a view on D's items",
         0},
        {"copy", METHOD_NOARGS_OF, {.unary_of = proxy_forward}, "a shallow copy of D", 0},
        {"__class_getitem__",
         METHOD_O,
         {.binary = generic_alias_new},
         "See PEP 585",
         METHOD_CLASS},
        {"__reversed__",
         METHOD_NOARGS_OF,
         {.unary_of = proxy_forward},
         "D.__reversed__() -> reverse iterator",
         0}),
};
