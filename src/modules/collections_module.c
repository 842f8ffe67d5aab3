/* The module _collections: deque, defaultdict, the counting loop of Counter, and what namedtuple's
   fields are.  OrderedDict is the library's own, written in Python. */
#include "modules/deque.h"
#include "modules/itertools_parts.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

/* --- defaultdict */

typedef struct DefaultDict {
    DictObj dict;
    Own factory; /* or NULL */
} DefaultDict;
#define AS_DEFAULTDICT(ref) ((DefaultDict *)(uintptr_t)(ref))

static Ref factory_or_none(Rt *rt, Ref self)
{
    Ref factory = AS_DEFAULTDICT(self)->factory;
    return factory == NULL ? rt->none : factory;
}

static int defaultdict_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    Ref factory = NULL;
    if (tuple_length(args) > 0 && tuple_peek(args, 0) != rt->none) {
        factory = tuple_peek(args, 0);
        if (factory->type->slots.tp_call == NULL) return error_raise_int(rt, TYPE_TypeError, "first argument must be callable or None");
    }
    Own rest = tuple_slice(rt, args, tuple_length(args) > 0, tuple_length(args));
    if (rest == NULL) return -1;
    release_replace(rt, &AS_DEFAULTDICT(self)->factory, new_ref_or_null(factory));
    int status = RT_TYPE(rt, dict)->slots.tp_init(rt, self, rest, kwargs);
    release(rt, rest);
    return status;
}

static Own defaultdict_missing(Rt *rt, Ref self, Ref key)
{
    Ref factory = factory_or_none(rt, self);
    if (factory == rt->none) return error_raise_key(rt, key);
    Own value = call_none(rt, factory);
    if (value != NULL && object_item_set(rt, self, key, value) < 0) release_clear(rt, &value);
    return value;
}

/* One of SELF's class, with its factory and the entries of DICT. */
static Own defaultdict_like(Rt *rt, Ref self, Ref dict)
{
    return call_two(rt, (Ref)self->type, factory_or_none(rt, self), dict);
}

static Own defaultdict_copy(Rt *rt, Ref self)
{
    return defaultdict_like(rt, self, self);
}

static Own defaultdict_or(Rt *rt, Ref left, Ref right)
{
    if (!is_dict(left) || !is_dict(right)) return not_implemented_new(rt);
    bool on_left = type_is_subtype(left->type, RT_TYPE(rt, defaultdict));
    Own result = defaultdict_like(rt, on_left ? left : right, left);
    if (result != NULL && dict_update(rt, result, right) < 0) release_clear(rt, &result);
    return result;
}

static Own defaultdict_reduce(Rt *rt, Ref self)
{
    Ref factory = AS_DEFAULTDICT(self)->factory;
    Own args = NULL, items = NULL, walk = NULL;
    args = factory == NULL || factory == rt->none ? new_ref(rt->empty_tuple) : tuple_of(rt, 1, factory);
    Own name = args == NULL ? NULL : str_interned(rt, "items");
    if (name != NULL) items = call_method_none(rt, self, name);
    if (items != NULL) walk = object_iter(rt, items);
    release_all(rt, name, items);
    return tuple_build(rt, "ONOON", (Ref)self->type, args, (Ref)rt->none, (Ref)rt->none, walk);
}

/* The factory may show the dict again: a bound method of it does. */
static Own factory_text(Rt *rt, Ref factory)
{
    int running = repr_enter(rt, factory);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "...");
    Own text = object_repr(rt, factory);
    repr_leave(rt, factory);
    return text;
}

static Own defaultdict_repr(Rt *rt, Ref self)
{
    Own base = RT_TYPE(rt, dict)->slots.tp_repr(rt, self), factory = NULL, result = NULL;
    if (base != NULL) factory = factory_text(rt, factory_or_none(rt, self));
    if (factory != NULL) result = str_format(rt, "%s(%U, %U)", type_short_name(self->type), factory, base);
    release_all(rt, factory, base);
    return result;
}

static void defaultdict_dealloc(Rt *rt, Obj *self)
{
    release_clear(rt, &AS_DEFAULTDICT(self)->factory);
    RT_TYPE(rt, dict)->slots.tp_dealloc(rt, self);
}

static int defaultdict_traverse(Ref self, VisitFn visit, void *context)
{
    Ref factory = AS_DEFAULTDICT(self)->factory, key, value;
    int result = factory == NULL ? 0 : visit(factory, context);
    for (ptrdiff_t position = 0; result == 0 && dict_next(self, &position, &key, &value);) {
        result = visit(value, context);
        if (result == 0) result = visit(key, context);
    }
    return result;
}

static int defaultdict_clear(Rt *rt, Obj *self)
{
    release_clear(rt, &AS_DEFAULTDICT(self)->factory);
    return dict_clear(rt, self);
}

static const TypeSpec defaultdict_type_spec = {
    .name = "collections.defaultdict",
    .id = TYPE_defaultdict,
    .base = TYPE_dict,
    .basicsize = sizeof(DefaultDict),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nA missing key gets what the factory, called without arguments, gives.",
    .slots = {
        .tp_dealloc = defaultdict_dealloc,
        .tp_traverse = defaultdict_traverse,
        .tp_clear = defaultdict_clear,
        .tp_init = defaultdict_init,
        .tp_repr = defaultdict_repr,
        .nb_or = defaultdict_or,
    },
    .methods = METHODS(
        {"__missing__", METHOD_O, {.binary = defaultdict_missing}, "Called for a key that is not there: stores what the factory gives.", 0},
        {"copy", METHOD_NOARGS, {.unary = defaultdict_copy}, "D.copy() -> a shallow copy of D.", 0},
        {"__copy__", METHOD_NOARGS, {.unary = defaultdict_copy}, "D.copy() -> a shallow copy of D.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = defaultdict_reduce}, "Return state information for pickling.", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"default_factory", MEMBER_OBJECT, offsetof(DefaultDict, factory), false, "Factory for default value called by __missing__()."}),
};

/* --- _tuplegetter: the descriptor of one field of a namedtuple */

typedef struct TupleGetter {
    Obj head;
    Own doc;
    ptrdiff_t index;
} TupleGetter;
#define AS_TUPLE_GETTER(ref) ((TupleGetter *)(uintptr_t)(ref))

static Own tuple_getter_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "_tuplegetter", args, kwargs, 2, 2) < 0) return NULL;
    ptrdiff_t index = number_as_size(rt, tuple_peek(args, 0), TYPE_OverflowError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_TUPLE_GETTER(self)->index = index;
    AS_TUPLE_GETTER(self)->doc = new_ref(tuple_peek(args, 1));
    return self;
}

static Own tuple_getter_get(Rt *rt, Ref self, Ref instance, Ref owner)
{
    ptrdiff_t index = AS_TUPLE_GETTER(self)->index;
    if (instance == NULL || (instance == rt->none && !is_tuple(instance))) return new_ref(self);
    if (!is_tuple(instance)) return error_raise(rt, TYPE_TypeError, "descriptor for index '%zd' for tuple subclasses doesn't apply to '%T' object", index, instance);
    if (index < 0 || index >= tuple_length(instance)) return error_raise(rt, TYPE_IndexError, "tuple index out of range");
    return new_ref(tuple_peek(instance, index));
}

static int tuple_getter_set(Rt *rt, Ref self, Ref instance, Ref value)
{
    return error_raise_int(rt, TYPE_AttributeError, value == NULL ? "can't delete attribute" : "can't set attribute");
}

static Own tuple_getter_repr(Rt *rt, Ref self)
{
    return str_format(rt, "%s(%zd, %R)", type_short_name(self->type), AS_TUPLE_GETTER(self)->index, AS_TUPLE_GETTER(self)->doc);
}

static Own tuple_getter_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(NO)", (Ref)self->type, int_new(rt, AS_TUPLE_GETTER(self)->index), AS_TUPLE_GETTER(self)->doc);
}

static const TypeSpec tuple_getter_type_spec = {
    .name = "_collections._tuplegetter",
    .basicsize = sizeof(TupleGetter),
    .flags = TYPE_FLAG_GC,
    .owned = OWNED(TupleGetter, doc, doc),
    .slots = {
        OWNED_SLOTS,
        .tp_new = tuple_getter_new,
        .tp_repr = tuple_getter_repr,
        .tp_descr_get = tuple_getter_get,
        .tp_descr_set = tuple_getter_set,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = tuple_getter_reduce}, NULL, 0}),
    .members = MEMBERS(
        {"__doc__", MEMBER_OBJECT, offsetof(TupleGetter, doc), false, NULL}),
};

/* --- counting */

/* Does MAPPING look up and store as a dict does, whatever else its class changes? */
static bool counts_as_dict(Rt *rt, Ref mapping)
{
    Type *dict = RT_TYPE(rt, dict);
    Ref set = RT_NAME(rt, __setitem__);
    Own get = str_interned(rt, "get");
    if (get == NULL) {
        error_clear(rt);
        return false;
    }
    bool same = is_dict(mapping) && type_lookup_peek(rt, mapping->type, get) == type_lookup_peek(rt, dict, get) &&
                type_lookup_peek(rt, mapping->type, set) == type_lookup_peek(rt, dict, set);
    release(rt, get);
    return same;
}

/* MAPPING[KEY] += 1 by way of GET, the mapping's bound method, or of the dict when that is NULL. */
static int count_one(Rt *rt, Ref mapping, Ref get, Ref key)
{
    Ref zero = rt->small_ints[0 - SMALL_INT_MIN], one = rt->small_ints[1 - SMALL_INT_MIN];
    Own old = NULL;
    if (get != NULL) old = call_two(rt, get, key, zero);
    else if (dict_lookup(rt, mapping, key, &old) == 0) old = new_ref(zero);
    Own sum = old == NULL ? NULL : number_binary(rt, BINARY_ADD, old, one);
    release(rt, old);
    if (sum == NULL) return -1;
    int status = get == NULL ? dict_set(rt, mapping, key, sum) : object_item_set(rt, mapping, key, sum);
    release(rt, sum);
    return status;
}

static Own count_elements(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own iterator = object_iter(rt, args[1]), get = NULL, key = NULL;
    if (iterator == NULL) return NULL;
    int more = 1;
    if (!counts_as_dict(rt, args[0])) {
        get = object_attr_get_text(rt, args[0], "get");
        if (get == NULL) more = -1;
    }
    while (more > 0 && (more = object_next(rt, iterator, &key)) > 0) {
        if (count_one(rt, args[0], get, key) < 0 || error_poll(rt) < 0) more = -1;
        release(rt, key);
    }
    release_all(rt, get, iterator);
    return more < 0 ? NULL : none_new(rt);
}

/* --- the module */

const ModuleSpec _collections_module_spec = {
    .name = "_collections",
    .doc = "High performance data structures.",
    .methods = METHODS(
        {"_count_elements", METHOD_FASTCALL, {.fast = count_elements, .least = 2, .most = 2}, "_count_elements($module, mapping, iterable, /)\n--\n\nCount elements in the iterable, updating the mapping", 0}),
    .types = TYPES(&deque_type_spec, &deque_iterator_type_spec, &deque_reverse_iterator_type_spec, &defaultdict_type_spec, &tuple_getter_type_spec),
};
