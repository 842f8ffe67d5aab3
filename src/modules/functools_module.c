/* The module _functools: partial and lru_cache in files of their own; here are reduce, and cmp_to_key,
   whose keys compare by calling a function. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/functools_parts.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

typedef struct KeyWrapper {
    Obj head;
    Own compare, object; /* object: NULL of what cmp_to_key gives, which makes the keys */
} KeyWrapper;
#define AS_KEY_WRAPPER(ref) ((KeyWrapper *)(uintptr_t)(ref))

static Own key_wrapper_new(Rt *rt, Ref compare, Ref object_or_null)
{
    Own key = object_new(rt, RT_TYPE(rt, key_wrapper));
    if (key == NULL) return NULL;
    AS_KEY_WRAPPER(key)->compare = new_ref(compare);
    AS_KEY_WRAPPER(key)->object = new_ref_or_null(object_or_null);
    gc_track(rt, key);
    return key;
}

static Own key_wrapper_call(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"obj", NULL};
    static const ArgSpec spec = {"K", names, 1, 1, 0};
    Ref object;
    if (args_bind_tuple(rt, &spec, args, kwargs, &object) < 0) return NULL;
    return key_wrapper_new(rt, AS_KEY_WRAPPER(self)->compare, object);
}

static Own key_wrapper_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (self->type != other->type) return error_raise(rt, TYPE_TypeError, "other argument must be K instance");
    const KeyWrapper *left = AS_KEY_WRAPPER(self), *right = AS_KEY_WRAPPER(other);
    if (left->object == NULL || right->object == NULL) return error_raise(rt, TYPE_AttributeError, "object");
    Own order = call_two(rt, left->compare, left->object, right->object);
    if (order == NULL) return NULL;
    Own answer = object_compare(rt, order, rt->small_ints[0 - SMALL_INT_MIN], op);
    release(rt, order);
    return answer;
}

static const TypeSpec key_wrapper_type_spec = {
    .name = "functools.KeyWrapper",
    .id = TYPE_key_wrapper,
    .basicsize = sizeof(KeyWrapper),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(KeyWrapper, compare, object),
    .slots = {OWNED_SLOTS, .tp_call = key_wrapper_call, .tp_richcompare = key_wrapper_compare},
    .members = MEMBERS(
        {"obj", MEMBER_OBJECT, offsetof(KeyWrapper, object), false, "Value wrapped by a key function."}),
};

static Own functools_cmp_to_key(Rt *rt, Ref self, Ref *given)
{
    Ref compare = given[0];
    return key_wrapper_new(rt, compare, NULL);
}

/* The tuple in which reduce() hands its arguments over, the same each time unless somebody kept it, as in
   CPython.  It holds them until the next call.  1 or -1. */
static int pair_prepare(Rt *rt, Own *pair)
{
    if (*pair == NULL || (*pair)->refcount > 1) release_replace(rt, pair, tuple_new(rt, 2));
    return *pair == NULL ? -1 : 1;
}

static Own functools_reduce(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    ptrdiff_t nargs = tuple_length(args);
    if (args_count(rt, "reduce", nargs, 2, 3) < 0) return NULL;
    Own pair = NULL, walk = object_iter(rt, tuple_peek(args, 1)), result = nargs > 2 ? new_ref(tuple_peek(args, 2)) : NULL, item = NULL;
    int more = 1;
    if (walk == NULL && error_matches(rt, TYPE_TypeError)) (void)error_raise(rt, TYPE_TypeError, "reduce() arg 2 must support iteration");
    if (walk == NULL) more = -1;
    while (more > 0 && (more = pair_prepare(rt, &pair)) > 0 && (more = object_next(rt, walk, &item)) > 0) {
        if (result == NULL) {
            result = item;
            continue;
        }
        release_replace(rt, &AS_TUPLE(pair)->items[0], result);
        release_replace(rt, &AS_TUPLE(pair)->items[1], item);
        result = call_tuple(rt, tuple_peek(args, 0), pair, NULL);
        if (result == NULL || error_poll(rt) < 0) more = -1;
        else if (!gc_is_tracked(pair)) gc_track(rt, pair);
    }
    release(rt, walk);
    release(rt, pair);
    if (more < 0) release_clear(rt, &result);
    else if (result == NULL) (void)error_raise(rt, TYPE_TypeError, "reduce() of empty iterable with no initial value");
    return result;
}

const ModuleSpec _functools_module_spec = {
    .name = "_functools",
    .doc = "Tools that operate on functions.",
    .methods = METHODS(
        {"reduce", METHOD_VARARGS, {.call = functools_reduce}, "reduce(function, iterable[, initial]) -> value\n\nApply a function of two arguments cumulatively to the items of a sequence\nor iterable, from left to right, so as to reduce the iterable to a single\nvalue.", 0},
        {"cmp_to_key", METHOD_BOUND, {.bound = functools_cmp_to_key, .least = 1, .most = 1, .names = NAMES("mycmp")}, "cmp_to_key($module, /, mycmp)\n--\n\nConvert a cmp= function into a key= function.\n\n  mycmp\n    Function that compares two objects.", METHOD_TUPLE}),
    .hidden = TYPES(&key_wrapper_type_spec, &functools_lru_link_type_spec),
    .types = TYPES(&functools_partial_type_spec, &functools_lru_cache_type_spec),
};
