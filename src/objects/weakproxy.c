/* weakref.proxy: stands for an object without keeping it alive.  Every operation goes
   to the object, and is ReferenceError once that is gone. */
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/slots.h"
#include "objects/strobj.h"
#include "objects/weakref_struct.h"
#include "objects/weakrefobj.h"

static bool is_proxy(Ref obj)
{
    return is_exact(obj, TYPE_weakproxy) || is_exact(obj, TYPE_weakcallableproxy);
}

/* What OBJ stands for, or OBJ itself when it is no proxy; new; NULL + ReferenceError.
 */
static Own target(Rt *rt, Ref obj)
{
    if (!is_proxy(obj)) return new_ref(obj);
    Ref object = weakref_peek(obj);
    if (object != NULL) return new_ref(object);
    return error_raise(
        rt, TYPE_ReferenceError, "weakly-referenced object no longer exists");
}

Own weakproxy_new(Rt *rt, Ref object, Ref callback_or_null)
{
    bool callable = object->type->slots.tp_call != NULL;
    Type *type = callable ? RT_TYPE(rt, weakcallableproxy) : RT_TYPE(rt, weakproxy);
    return weakref_make(rt, type, object, callback_or_null);
}

#define PROXY_UNARY(name, operation)                                                   \
    static Own proxy_##name(Rt *rt, Ref self)                                          \
    {                                                                                  \
        Own object = target(rt, self);                                                 \
        if (object == NULL) return NULL;                                               \
        Own result = operation(rt, object);                                            \
        release(rt, object);                                                           \
        return result;                                                                 \
    }
PROXY_UNARY(str, object_str)
PROXY_UNARY(iter, object_iter)
PROXY_UNARY(negative, number_negative)
PROXY_UNARY(positive, number_positive)
PROXY_UNARY(absolute, number_absolute)
PROXY_UNARY(invert, number_invert)
PROXY_UNARY(int, number_int)
PROXY_UNARY(float, number_float)
PROXY_UNARY(index, number_index)

/* Both operands may be proxies: a slot is called for either side. */
static Own proxy_binary(Rt *rt, BinaryOp op, Ref left, Ref right)
{
    Own one = target(rt, left), two = NULL, result = NULL;
    if (one != NULL) two = target(rt, right);
    if (two != NULL) result = number_binary(rt, op, one, two);
    release_all(rt, one, two);
    return result;
}

#define PROXY_BINARY(name, op)                                                         \
    static Own proxy_##name(Rt *rt, Ref left, Ref right)                               \
    {                                                                                  \
        return proxy_binary(rt, op, left, right);                                      \
    }                                                                                  \
    static Own proxy_inplace_##name(Rt *rt, Ref left, Ref right)                       \
    {                                                                                  \
        return proxy_binary(rt, BINARY_INPLACE_FIRST + op, left, right);               \
    }
PROXY_BINARY(add, BINARY_ADD)
PROXY_BINARY(subtract, BINARY_SUBTRACT)
PROXY_BINARY(multiply, BINARY_MULTIPLY)
PROXY_BINARY(floor_divide, BINARY_FLOOR_DIVIDE)
PROXY_BINARY(true_divide, BINARY_TRUE_DIVIDE)
PROXY_BINARY(remainder, BINARY_REMAINDER)
PROXY_BINARY(lshift, BINARY_LSHIFT)
PROXY_BINARY(rshift, BINARY_RSHIFT)
PROXY_BINARY(and, BINARY_AND)
PROXY_BINARY(xor, BINARY_XOR)
PROXY_BINARY(or, BINARY_OR)
PROXY_BINARY(matrix_multiply, BINARY_MATRIX_MULTIPLY)

static Own proxy_divmod(Rt *rt, Ref left, Ref right)
{
    Own one = target(rt, left), two = NULL, result = NULL;
    if (one != NULL) two = target(rt, right);
    if (two != NULL) result = number_divmod(rt, one, two);
    release_all(rt, one, two);
    return result;
}

static Own proxy_power(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    Own one = target(rt, base), two = NULL, three = NULL, result = NULL;
    if (one != NULL) two = target(rt, exponent);
    if (two != NULL) three = target(rt, modulus);
    if (three != NULL) result = number_power(rt, one, two, three);
    release_all(rt, one, two, three);
    return result;
}

static Own proxy_repr(Rt *rt, Ref self)
{
    char address[32], object_address[32];
    Ref object = weakref_peek(self);
    object_address_text(rt, self, address);
    object_address_text(rt, object == NULL ? rt->none : object, object_address);
    return str_format(rt,
                      "<weakproxy at %s to %T at %s>",
                      address,
                      object == NULL ? rt->none : object,
                      object_address);
}

static Own proxy_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Own object = target(rt, self);
    if (object == NULL) return NULL;
    Own result = call_tuple(rt, object, args, kwargs_or_null);
    release(rt, object);
    return result;
}

static Own proxy_getattr(Rt *rt, Ref self, Ref name)
{
    Own object = target(rt, self);
    if (object == NULL) return NULL;
    Own result = object_attr_get(rt, object, name);
    release(rt, object);
    return result;
}

static int proxy_setattr(Rt *rt, Ref self, Ref name, Ref value_or_null)
{
    Own object = target(rt, self);
    if (object == NULL) return -1;
    int result = object_attr_set(rt, object, name, value_or_null);
    release(rt, object);
    return result;
}

static Own proxy_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    Own one = target(rt, left), two = NULL, result = NULL;
    if (one != NULL) two = target(rt, right);
    if (two != NULL) result = object_compare(rt, one, two, op);
    release_all(rt, one, two);
    return result;
}

static int proxy_next(Rt *rt, Ref self, Own *item)
{
    Own object = target(rt, self);
    if (object == NULL) return -1;
    int result;
    if (object_is_iterator(object)) {
        result = object_next_raw(rt, object, item);
    } else {
        result =
            error_raise_int(rt,
                            TYPE_TypeError,
                            "Weakref proxy referenced a non-iterator '%.200T' object",
                            object);
    }
    release(rt, object);
    return result;
}

static int proxy_bool(Rt *rt, Ref self)
{
    Own object = target(rt, self);
    if (object == NULL) return -1;
    int result = object_is_true(rt, object);
    release(rt, object);
    return result;
}

static ptrdiff_t proxy_length(Rt *rt, Ref self)
{
    Own object = target(rt, self);
    if (object == NULL) return -1;
    ptrdiff_t result = object_length(rt, object);
    release(rt, object);
    return result;
}

static int proxy_contains(Rt *rt, Ref self, Ref item)
{
    Own object = target(rt, self);
    if (object == NULL) return -1;
    int result = object_contains(rt, object, item);
    release(rt, object);
    return result;
}

static Own proxy_item(Rt *rt, Ref self, Ref key)
{
    Own object = target(rt, self);
    if (object == NULL) return NULL;
    Own result = object_item_get(rt, object, key);
    release(rt, object);
    return result;
}

static int proxy_item_set(Rt *rt, Ref self, Ref key, Ref value_or_null)
{
    Own object = target(rt, self);
    if (object == NULL) return -1;
    int result = value_or_null == NULL
                     ? object_item_delete(rt, object, key)
                     : object_item_set(rt, object, key, value_or_null);
    release(rt, object);
    return result;
}

/* Special methods that no slot stands for. */
static Own call_named(Rt *rt, Ref self, const MethodDef *def)
{
    Own object = target(rt, self), result = NULL;
    Own method = object == NULL ? NULL : object_attr_get_text(rt, object, def->name);
    if (method != NULL) result = call_none(rt, method);
    release_all(rt, method, object);
    return result;
}

static const MethodDef proxy_methods[] = {
    {"__bytes__", METHOD_NOARGS_OF, {.unary_of = call_named}, NULL, 0},
    {"__reversed__", METHOD_NOARGS_OF, {.unary_of = call_named}, NULL, 0},
    {0},
};

#define PROXY_BOTH(name)                                                               \
    .nb_##name = proxy_##name, .nb_inplace_##name = proxy_inplace_##name
#define PROXY_SPEC(label, type_name, ...)                                              \
    const TypeSpec label##_type_spec = {                                               \
        .name = type_name,                                                             \
        .id = TYPE_##label,                                                            \
        .basicsize = sizeof(WeakrefObj),                                               \
        .flags = TYPE_FLAG_GC,                                                         \
        .slots = {.tp_dealloc = weakref_tp_dealloc,                                    \
                  .tp_traverse = weakref_tp_traverse,                                  \
                  .tp_clear = weakref_tp_clear,                                        \
                  .tp_repr = proxy_repr,                                               \
                  .tp_str = proxy_str,                                                 \
                  .tp_hash = slot_hash_not_implemented,                                \
                  .tp_getattro = proxy_getattr,                                        \
                  .tp_setattro = proxy_setattr,                                        \
                  .tp_richcompare = proxy_compare,                                     \
                  .tp_iter = proxy_iter,                                               \
                  .tp_iternext = proxy_next,                                           \
                  PROXY_BOTH(add),                                                     \
                  PROXY_BOTH(subtract),                                                \
                  PROXY_BOTH(multiply),                                                \
                  PROXY_BOTH(remainder),                                               \
                  PROXY_BOTH(lshift),                                                  \
                  PROXY_BOTH(rshift),                                                  \
                  PROXY_BOTH(and),                                                     \
                  PROXY_BOTH(xor),                                                     \
                  PROXY_BOTH(or),                                                      \
                  PROXY_BOTH(floor_divide),                                            \
                  PROXY_BOTH(true_divide),                                             \
                  PROXY_BOTH(matrix_multiply),                                         \
                  .nb_divmod = proxy_divmod,                                           \
                  .nb_power = proxy_power,                                             \
                  .nb_negative = proxy_negative,                                       \
                  .nb_positive = proxy_positive,                                       \
                  .nb_absolute = proxy_absolute,                                       \
                  .nb_invert = proxy_invert,                                           \
                  .nb_bool = proxy_bool,                                               \
                  .nb_int = proxy_int,                                                 \
                  .nb_float = proxy_float,                                             \
                  .nb_index = proxy_index,                                             \
                  .sq_contains = proxy_contains,                                       \
                  .mp_length = proxy_length,                                           \
                  .mp_subscript = proxy_item,                                          \
                  .mp_ass_subscript = proxy_item_set,                                  \
                  __VA_ARGS__},                                                        \
        .methods = proxy_methods,                                                      \
    }
PROXY_SPEC(weakproxy, "weakref.ProxyType", );
PROXY_SPEC(weakcallableproxy, "weakref.CallableProxyType", .tp_call = proxy_call);
