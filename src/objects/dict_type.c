/* The dict type: its slots and methods. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dict_iter.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/set_impl.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static void dict_dealloc(Rt *rt, Obj *self)
{
    DictObj *dict = AS_DICT(self);
    if (dict->values != NULL) dict_values_free(rt, dict->values);
    if (dict->keys != NULL) keys_release(rt, dict->keys);
    dict->values = NULL;
    dict->keys = NULL;
    if (is_exact(self, TYPE_dict)) free_objects_put(rt, &rt->objects->free_dicts, self);
    else object_free(rt, self);
}

/* Keys that are all str are not visited: as in CPython, no cycle goes through them. */
static int dict_traverse(Ref self, VisitFn visit, void *context)
{
    const DictKeys *keys = AS_DICT(self)->keys;
    int result = 0;
    if (keys == NULL) return 0;
    if (AS_DICT(self)->values != NULL) {
        const DictValues *values = AS_DICT(self)->values;
        Own *items = dict_values_items(AS_DICT(self)->values);
        for (ptrdiff_t i = 0; result == 0 && i < values->used; i++) result = visit(items[values->order[i]], context);
    } else if (keys->kind == KEYS_GENERAL) {
        const KeyEntry *entries = keys_general_entries(AS_DICT(self)->keys);
        for (ptrdiff_t i = 0; result == 0 && i < keys->nentries; i++) {
            if (entries[i].key != NULL) result = visit(entries[i].value, context);
            if (entries[i].key != NULL && result == 0) result = visit(entries[i].key, context);
        }
    } else {
        const StrEntry *entries = keys_str_entries(AS_DICT(self)->keys);
        for (ptrdiff_t i = 0; result == 0 && i < keys->nentries; i++) {
            if (entries[i].key != NULL) result = visit(entries[i].value, context);
        }
    }
    return result;
}

static int dict_tp_clear(Rt *rt, Obj *self)
{
    return dict_clear(rt, self);
}

static ptrdiff_t dict_mp_length(Rt *rt, Ref self)
{
    return dict_length(self);
}

/* What a subclass's __missing__ gives for KEY, or KeyError. */
static Own missing_item(Rt *rt, Ref self, Ref key)
{
    if (!is_exact(self, TYPE_dict)) {
        Own method = NULL;
        int found = object_special_get(rt, self, RT_NAME(rt, __missing__), &method);
        if (found < 0) return NULL;
        if (found > 0) {
            Own result = call_one(rt, method, key);
            release(rt, method);
            return result;
        }
    }
    return error_raise_key(rt, key);
}

static Own dict_subscript(Rt *rt, Ref self, Ref key)
{
    Own value;
    int found = dict_lookup(rt, self, key, &value);
    if (found < 0) return NULL;
    return found ? value : missing_item(rt, self, key);
}

static int dict_assign(Rt *rt, Ref self, Ref key, Ref value)
{
    return value == NULL ? dict_delete(rt, self, key) : dict_set(rt, self, key, value);
}

static Own dict_iter(Rt *rt, Ref self)
{
    return dict_iterator_new(rt, TYPE_dict_keyiterator, self);
}

static Own dict_repr(Rt *rt, Ref self)
{
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "{...}");
    if (dict_length(self) == 0) {
        repr_leave(rt, self);
        return str_new(rt, "{}");
    }
    Buf buf = BUF_INIT;
    Own result = NULL;
    ptrdiff_t position = 0;
    Ref key_ref, value_ref;
    int status = 0;
    while (status == 0 && dict_next(self, &position, &key_ref, &value_ref)) {
        Own key = new_ref(key_ref), value = new_ref(value_ref);
        buf_add_text(&buf, buf.length == 0 ? "{" : ", ");
        status = str_take_to_buf(rt, object_repr(rt, key), &buf);
        buf_add_text(&buf, ": ");
        if (status == 0) status = str_take_to_buf(rt, object_repr(rt, value), &buf);
        release_all(rt, key, value);
    }
    buf_add_char(&buf, '}');
    if (status == 0) result = str_from_buf(rt, &buf);
    repr_leave(rt, self);
    buf_fini(&buf);
    return result;
}

/* 1 when every entry of A is in B with an equal value; lengths are equal. */
static int dicts_equal(Rt *rt, Ref a, Ref b)
{
    ptrdiff_t position = 0, hash;
    Ref key_ref, value_ref;
    while (dict_next_hashed(a, &position, &key_ref, &value_ref, &hash)) {
        Own key = new_ref(key_ref), mine = new_ref(value_ref), theirs = NULL;
        Ref other;
        int equal = dict_find(rt, b, key, hash, &other) == KEY_ERROR ? -1 : 0;
        if (equal == 0 && other != NULL) {
            theirs = new_ref(other);
            equal = object_compare_bool(rt, mine, theirs, COMPARE_EQ);
        }
        release_all(rt, key, mine, theirs);
        if (equal <= 0) return equal;
        if (error_poll(rt) < 0) return -1;
    }
    return 1;
}

static Own dict_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_dict(left) || !is_dict(right) || (op != COMPARE_EQ && op != COMPARE_NE)) return not_implemented_new(rt);
    int equal = 0;
    if (dict_length(left) == dict_length(right)) {
        if (call_enter(rt, " in comparison") < 0) return NULL;
        equal = dicts_equal(rt, left, right);
        call_leave(rt);
    }
    return equal < 0 ? NULL : bool_new(rt, (op == COMPARE_EQ) == equal);
}

static Own dict_or(Rt *rt, Ref left, Ref right)
{
    if (!is_dict(left) || !is_dict(right)) return not_implemented_new(rt);
    Own merged = dict_copy(rt, left);
    if (merged != NULL && dict_update(rt, merged, right) < 0) release_clear(rt, &merged);
    return merged;
}

static Own dict_inplace_or(Rt *rt, Ref self, Ref other)
{
    return dict_update(rt, self, other) < 0 ? NULL : new_ref(self);
}

static Own dict_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_DICT(self)->keys = keys_hold(rt->objects->empty_keys);
    dict_touch(rt, self);
    if (type->id == TYPE_dict) gc_untrack(rt, self);
    return self;
}

/* dict.update and dict(): at most one mapping or iterable, and keywords. */
static int update_from(Rt *rt, Ref self, const char *function, const Ref *args, ptrdiff_t nargs, Ref kwargs)
{
    if (args_count(rt, function, nargs, 0, 1) < 0) return -1;
    if (nargs == 1 && dict_update(rt, self, args[0]) < 0) return -1;
    return kwargs == NULL ? 0 : dict_merge(rt, self, kwargs, 1);
}

static int dict_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return update_from(rt, self, "dict", as_refs(AS_TUPLE(args)->items), tuple_length(args), kwargs);
}

/* dict(…), without a tuple and a dict of the arguments. */
static Own dict_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = vectorcall_count(nargsf);
    if (args_count(rt, "dict", nargs, 0, 1) < 0) return NULL;
    Own dict = dict_type_new(rt, AS_TYPE(self), NULL, NULL);
    if (dict != NULL && nargs == 1 && dict_update(rt, dict, args[0]) < 0) release_clear(rt, &dict);
    ptrdiff_t keywords = kwnames == NULL ? 0 : tuple_length(kwnames);
    for (ptrdiff_t i = 0; dict != NULL && i < keywords; i++) {
        if (dict_set(rt, dict, tuple_peek(kwnames, i), args[nargs + i]) < 0) release_clear(rt, &dict);
    }
    return dict;
}

/* --- methods */

static Own method_update(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    int status = update_from(rt, self, "update", as_refs(AS_TUPLE(args)->items), tuple_length(args), kwargs);
    return status < 0 ? NULL : none_new(rt);
}

static Own method_contains(Rt *rt, Ref self, Ref key)
{
    int found = dict_contains(rt, self, key);
    return found < 0 ? NULL : bool_new(rt, found);
}

static Own method_get(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own value;
    int found = dict_lookup(rt, self, args[0], &value);
    if (found < 0) return NULL;
    return found ? value : new_ref(nargs > 1 ? args[1] : rt->none);
}

static Own method_setdefault(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return dict_set_default(rt, self, args[0], nargs > 1 ? args[1] : rt->none);
}

static Own method_pop(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own value;
    int found = dict_pop(rt, self, args[0], &value);
    if (found < 0) return NULL;
    if (found) return value;
    return nargs > 1 ? new_ref(args[1]) : error_raise_key(rt, args[0]);
}

/* Removes the last entry.  The table is cut behind it, so that popping all takes linear time. */
static Own method_popitem(Rt *rt, Ref self)
{
    DictObj *dict = AS_DICT(self);
    Own pair = tuple_new(rt, 2);
    if (pair == NULL) return NULL;
    if (dict->used == 0) {
        release(rt, pair);
        return error_raise(rt, TYPE_KeyError, "popitem(): dictionary is empty");
    }
    if (dict->values != NULL && dict_resize(rt, self, dict->keys->log2_size, true) < 0) return error_release(rt, pair);
    ptrdiff_t index = dict->keys->nentries - 1;
    while (keys_key_at(dict->keys, index) == NULL) index--;
    tuple_take(pair, 0, new_ref(keys_key_at(dict->keys, index)));
    Own value = NULL;
    (void)dict_delete_at(rt, self, keys_hash_at(dict->keys, index), index, &value);
    tuple_take(pair, 1, value);
    dict->keys->nentries = index;
    return pair;
}

static Own method_view(Rt *rt, Ref self, const MethodDef *def)
{
    return dict_view_new(rt, (TypeId)def->fn.which, self);
}

static Own method_reversed(Rt *rt, Ref self)
{
    return dict_iterator_new(rt, TYPE_dict_reversekeyiterator, self);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, (int64_t)dict_size_in_bytes(self));
}

/* The keys of a set: their hashes are known. */
static int fill_from_set(Rt *rt, Ref dict, Ref set, Ref value)
{
    if (set_length(set) > 0 && dict_resize(rt, dict, keys_log2_estimate(set_length(set)), false) < 0) return -1;
    ptrdiff_t position = 0;
    SetEntry *entry;
    while (set_next_entry(set, &position, &entry)) {
        Own key = new_ref(entry->key); /* comparing it may take it out of the set */
        int status = dict_insert(rt, dict, key, entry->hash, value);
        release(rt, key);
        if (status < 0 || error_poll(rt) < 0) return -1;
    }
    return 0;
}

static int fill_from_keys(Rt *rt, Ref dict, Ref iterable, Ref value)
{
    bool any_set = is_exact(iterable, TYPE_set) || is_exact(iterable, TYPE_frozenset);
    if (is_exact(dict, TYPE_dict) && dict_length(dict) == 0 && any_set) return fill_from_set(rt, dict, iterable, value);
    if (is_exact(dict, TYPE_dict) && is_exact(iterable, TYPE_dict) && dict_length(dict) == 0 && dict_length(iterable) > 0) {
        bool all_str = AS_DICT(iterable)->keys->kind != KEYS_GENERAL;
        if (dict_resize(rt, dict, keys_log2_estimate(dict_length(iterable)), all_str) < 0) return -1;
    }
    Own iterator = object_iter(rt, iterable), key = NULL;
    if (iterator == NULL) return -1;
    int more;
    while ((more = object_next(rt, iterator, &key)) > 0) {
        more = is_exact(dict, TYPE_dict) ? dict_set(rt, dict, key, value) : object_item_set(rt, dict, key, value);
        release(rt, key);
        if (more < 0 || (more = error_poll(rt)) < 0) break;
    }
    release(rt, iterator);
    return more;
}

static Own method_fromkeys(Rt *rt, Ref type, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own dict = call_none(rt, type);
    if (dict == NULL) return NULL;
    if (fill_from_keys(rt, dict, args[0], nargs > 1 ? args[1] : rt->none) < 0) release_clear(rt, &dict);
    return dict;
}

const MethodDef dict_methods[] = {
    {"__contains__", METHOD_O, {.binary = method_contains}, "__contains__($self, key, /)\n--\n\nIs the key in the dict?", METHOD_COEXIST},
    {"__getitem__", METHOD_O, {.binary = dict_subscript}, "x.__getitem__(y) <==> x[y]", METHOD_COEXIST},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "D.__sizeof__() -> size of D in memory, in bytes", 0},
    {"get", METHOD_FASTCALL, {.fast = method_get, .least = 1, .most = 2}, "get($self, key, default=None, /)\n--\n\nThe key's value, or the default.", 0},
    {"setdefault", METHOD_FASTCALL, {.fast = method_setdefault, .least = 1, .most = 2}, "setdefault($self, key, default=None, /)\n--\n\nThe key's value; the default is stored first when there is none.", 0},
    {"pop", METHOD_FASTCALL, {.fast = method_pop, .least = 1, .most = 2}, "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.", 0},
    {"popitem", METHOD_NOARGS, {.unary = method_popitem}, "popitem($self, /)\n--\n\nRemoves and returns the entry added last, as a pair.", 0},
    {"keys", METHOD_NOARGS_OF, {.unary_of = method_view, .which = TYPE_dict_keys}, "D.keys() -> a set-like object providing a view on D's keys", 0},
    {"items", METHOD_NOARGS_OF, {.unary_of = method_view, .which = TYPE_dict_items}, "D.items() -> a set-like object providing a view on D's items", 0},
    {"values", METHOD_NOARGS_OF, {.unary_of = method_view, .which = TYPE_dict_values}, "D.values() -> an object providing a view on D's values", 0},
    {"update", METHOD_KEYWORDS, {.call = method_update}, "D.update([E, ]**F) -> None.  Update D from dict/iterable E and F.", 0},
    {"fromkeys", METHOD_FASTCALL, {.fast = method_fromkeys, .least = 1, .most = 2}, "fromkeys($type, iterable, value=None, /)\n--\n\nA dict with the iterable's items as keys and one value.", METHOD_CLASS},
    {"clear", METHOD_NOARGS_STATUS, {.act = dict_clear}, "D.clear() -> None.  Remove all items from D.", 0},
    {"copy", METHOD_NOARGS, {.unary = dict_copy}, "D.copy() -> a shallow copy of D", 0},
    {"__reversed__", METHOD_NOARGS, {.unary = method_reversed}, "__reversed__($self, /)\n--\n\nAn iterator over the keys from the last to the first.", 0},
    {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS},
    {0},
};

const TypeSpec dict_type_spec = {
    .name = "dict",
    .id = TYPE_dict,
    .basicsize = sizeof(DictObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_DICT_SUBCLASS | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_MAPPING,
    .doc = "dict() -> new empty dictionary\ndict(mapping) -> new dictionary with the mapping's (key, value) pairs\ndict(iterable) -> with the pairs that the iterable gives\ndict(**kwargs) -> with the name=value pairs of the call",
    .slots = {
        .tp_dealloc = dict_dealloc,
        .tp_traverse = dict_traverse,
        .tp_clear = dict_tp_clear,
        .tp_new = dict_type_new,
        .tp_init = dict_init,
        .tp_type_vectorcall = dict_type_call,
        .tp_repr = dict_repr,
        .tp_richcompare = dict_richcompare,
        .tp_iter = dict_iter,
        .nb_or = dict_or,
        .nb_inplace_or = dict_inplace_or,
        .sq_contains = dict_contains,
        .mp_length = dict_mp_length,
        .mp_subscript = dict_subscript,
        .mp_ass_subscript = dict_assign,
    },
    .methods = dict_methods,
};
