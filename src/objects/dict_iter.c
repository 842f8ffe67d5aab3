/* Iterators over dicts: keys, values, items, in both directions.  They notice when the dict gets more
   or fewer entries between two steps; the item iterator uses its pair again when nobody kept it. */
#include "objects/dict_iter.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/object_reduce.h"
#include "objects/tupleobj.h"

typedef struct DictIteratorObj {
    Obj head;
    Own dict;           /* NULL once exhausted */
    ptrdiff_t used;     /* the dict's, at the start; -1 after it changed */
    ptrdiff_t position; /* in the order of dict_index_in_order */
    Own pair;           /* of item iterators: the tuple given out last */
    ptrdiff_t left;     /* items that are still expected */
} DictIteratorObj;
#define AS_DICT_ITERATOR(ref) ((DictIteratorObj *)(ref))

static bool is_reversed(const DictIteratorObj *self)
{
    TypeId id = self->head.type->id;
    return id == TYPE_dict_reversekeyiterator || id == TYPE_dict_reversevalueiterator || id == TYPE_dict_reverseitemiterator;
}

static bool gives_pairs(TypeId id)
{
    return id == TYPE_dict_itemiterator || id == TYPE_dict_reverseitemiterator;
}

Own dict_iterator_new(Rt *rt, TypeId type, Ref dict)
{
    Own self = object_new(rt, rt->types[type]);
    if (self == NULL) return NULL;
    DictIteratorObj *walk = AS_DICT_ITERATOR(self);
    walk->dict = new_ref(dict);
    walk->used = walk->left = AS_DICT(dict)->used;
    walk->position = is_reversed(walk) ? dict_positions(dict) - 1 : 0;
    if (gives_pairs(type)) {
        walk->pair = tuple_of(rt, 2, rt->none, rt->none);
        if (walk->pair == NULL) return error_release(rt, self);
    }
    gc_track(rt, self);
    return self;
}

static void iterator_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_DICT_ITERATOR(self)->dict);
    release(rt, AS_DICT_ITERATOR(self)->pair);
    object_free(rt, self);
}

static int iterator_traverse(Ref self, VisitFn visit, void *context)
{
    const DictIteratorObj *walk = AS_DICT_ITERATOR(self);
    int result = walk->dict == NULL ? 0 : visit(walk->dict, context);
    return result != 0 || walk->pair == NULL ? result : visit(walk->pair, context);
}

/* The next entry, borrowed: 1, 0, -1. */
static int step(Rt *rt, DictIteratorObj *walk, Ref *key, Ref *value)
{
    Ref dict = walk->dict;
    if (dict == NULL) return 0;
    const DictObj *self = AS_DICT(dict);
    if (walk->used != self->used) {
        walk->used = -1;
        return error_raise_int(rt, TYPE_RuntimeError, "dictionary changed size during iteration");
    }
    int direction = is_reversed(walk) ? -1 : 1;
    ptrdiff_t end = dict_positions(dict), at = walk->position, index = -1;
    for (; at >= 0 && at < end && index < 0; at += direction) index = dict_index_in_order(dict, at);
    int result = index >= 0;
    if (index >= 0 && walk->left == 0) {
        result = error_raise_int(rt, TYPE_RuntimeError, "dictionary keys changed during iteration");
    }
    if (result <= 0) {
        release_clear(rt, &walk->dict);
        return result;
    }
    walk->position = at;
    walk->left--;
    *key = keys_key_at(self->keys, index);
    if (self->values != NULL) *value = dict_values_items(self->values)[index];
    else if (self->keys->kind == KEYS_GENERAL) *value = keys_general_entries(self->keys)[index].value;
    else *value = keys_str_entries(self->keys)[index].value;
    return 1;
}

static int next_key(Rt *rt, Ref self, Own *item)
{
    Ref key, value;
    int more = step(rt, AS_DICT_ITERATOR(self), &key, &value);
    if (more > 0) *item = new_ref(key);
    return more;
}

static int next_value(Rt *rt, Ref self, Own *item)
{
    Ref key, value;
    int more = step(rt, AS_DICT_ITERATOR(self), &key, &value);
    if (more > 0) *item = new_ref(value);
    return more;
}

static int next_item(Rt *rt, Ref self, Own *item)
{
    DictIteratorObj *walk = AS_DICT_ITERATOR(self);
    Ref key, value;
    int more = step(rt, walk, &key, &value);
    if (more <= 0) return more;
    if (walk->pair == NULL || walk->pair->refcount != 1 || is_reversed(walk)) {
        *item = tuple_of(rt, 2, key, value);
        return *item == NULL ? -1 : 1;
    }
    TupleObj *pair = AS_TUPLE(walk->pair);
    Own old_key = pair->items[0], old_value = pair->items[1];
    tuple_tell_item(rt, walk->pair, 0, key);
    tuple_tell_item(rt, walk->pair, 1, value);
    pair->items[0] = new_ref(key);
    pair->items[1] = new_ref(value);
    *item = new_ref(walk->pair);
    release_all(rt, old_key, old_value);
    if (!gc_is_tracked(*item)) gc_track(rt, *item);
    return 1;
}

static Own length_hint(Rt *rt, Ref self)
{
    const DictIteratorObj *walk = AS_DICT_ITERATOR(self);
    bool valid = walk->dict != NULL && walk->used == AS_DICT(walk->dict)->used;
    return int_new(rt, valid ? walk->left : 0);
}

/* (iter, (list of what is left,)): the iterator itself does not move. */
static Own reduce(Rt *rt, Ref self)
{
    DictIteratorObj copy = *AS_DICT_ITERATOR(self);
    copy.pair = NULL;
    copy.dict = new_ref_or_null(copy.dict);
    Own list = list_new(rt, 0), item = NULL;
    int more = list == NULL ? -1 : 1;
    while (more > 0 && (more = self->type->slots.tp_iternext(rt, &copy.head, &item)) > 0) {
        if (list_append_take(rt, list, item) < 0) more = -1;
    }
    release(rt, copy.dict);
    if (more < 0) release_clear(rt, &list);
    return reduced_to_builtin(rt, "iter", tuple_build(rt, "N", list), NULL);
}

static const MethodDef iterator_methods[] = {
    {"__length_hint__", METHOD_NOARGS, {.unary = length_hint}, "How many items are left, as far as known.", 0},
    {"__reduce__", METHOD_NOARGS, {.unary = reduce}, "Return state information for pickling.", 0},
    {0},
};

#define DICT_ITERATOR(type, next)                                                      \
    const TypeSpec type##_type_spec = {                                                \
        .name = #type,                                                                 \
        .id = TYPE_##type,                                                             \
        .basicsize = sizeof(DictIteratorObj),                                          \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,                      \
        .slots =                                                                       \
            {                                                                          \
                .tp_dealloc = iterator_dealloc,                                        \
                .tp_traverse = iterator_traverse,                                      \
                .tp_iter = object_itself,                                              \
                .tp_iternext = next,                                                   \
            },                                                                         \
        .methods = iterator_methods,                                                   \
    };

DICT_ITERATOR(dict_keyiterator, next_key)
DICT_ITERATOR(dict_valueiterator, next_value)
DICT_ITERATOR(dict_itemiterator, next_item)
DICT_ITERATOR(dict_reversekeyiterator, next_key)
DICT_ITERATOR(dict_reversevalueiterator, next_value)
DICT_ITERATOR(dict_reverseitemiterator, next_item)
