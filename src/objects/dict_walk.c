/* Walking through dicts in order, copying and merging them. */
#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

ptrdiff_t dict_positions(Ref dict)
{
    const DictObj *self = AS_DICT(dict);
    return self->values != NULL ? self->values->used : self->keys->nentries;
}

ptrdiff_t dict_index_in_order(Ref dict, ptrdiff_t position)
{
    const DictObj *self = AS_DICT(dict);
    if (self->values != NULL) return self->values->order[position];
    return keys_key_at(self->keys, position) == NULL ? -1 : position;
}

bool dict_next_hashed(Ref dict, ptrdiff_t *position, Ref *key, Ref *value, ptrdiff_t *hash)
{
    const DictObj *self = AS_DICT(dict);
    ptrdiff_t end = dict_positions(dict);
    while (*position < end) {
        ptrdiff_t index = dict_index_in_order(dict, (*position)++);
        if (index < 0) continue;
        *key = keys_key_at(self->keys, index);
        *hash = keys_hash_at(self->keys, index);
        if (self->values != NULL) *value = dict_values_items(self->values)[index];
        else if (self->keys->kind == KEYS_GENERAL) *value = keys_general_entries(self->keys)[index].value;
        else *value = keys_str_entries(self->keys)[index].value;
        return true;
    }
    return false;
}

bool dict_next(Ref dict, ptrdiff_t *position, Ref *key, Ref *value)
{
    ptrdiff_t hash;
    return dict_next_hashed(dict, position, key, value, &hash);
}

size_t dict_size_in_bytes(Ref dict)
{
    const DictObj *self = AS_DICT(dict);
    size_t size = (size_t)dict->type->basicsize;
    if (self->values != NULL) size += (size_t)(self->keys->nentries + self->keys->usable) * sizeof(Own);
    if (self->keys->refcount == 1) size += keys_size(self->keys);
    return size;
}

/* Tells an observer of everything in DICT, which was empty before. */
static void contents_heard(Rt *rt, Ref dict)
{
    ptrdiff_t position = 0;
    Ref key, value;
    if (!rt_hears(rt, HEAR_WRITES)) return;
    while (dict_next(dict, &position, &key, &value)) dict_heard(rt, dict, key, NULL, value);
}

/* Takes over a copy of OTHER's table as it is, gaps included.  The dict must be empty. */
static int clone_keys(Rt *rt, Ref dict, Ref other)
{
    const DictKeys *from = AS_DICT(other)->keys;
    size_t size = keys_size(from);
    DictKeys *keys = heap_alloc(rt, size);
    if (keys == NULL) return -1;
    memcpy(keys, from, size);
    keys->refcount = 1;
    keys->version = 0;
    for (ptrdiff_t i = 0; i < keys->nentries; i++) {
        if (keys_key_at(keys, i) == NULL) continue;
        (void)new_ref(keys_key_at(keys, i));
        if (keys->kind == KEYS_GENERAL) (void)new_ref(keys_general_entries(keys)[i].value);
        else (void)new_ref(keys_str_entries(keys)[i].value);
    }
    DictKeys *old = AS_DICT(dict)->keys;
    AS_DICT(dict)->keys = keys;
    AS_DICT(dict)->used = AS_DICT(other)->used;
    keys_release(rt, old);
    contents_heard(rt, dict);
    if (gc_is_tracked(other) && !gc_is_tracked(dict)) gc_track(rt, dict);
    dict_touch(rt, dict);
    return 0;
}

/* A dict of an instance is copied with its keys shared. */
static Own copy_split(Rt *rt, Ref dict)
{
    const DictObj *self = AS_DICT(dict);
    size_t size = (size_t)((char *)(dict_values_items(self->values) + self->values->capacity) - (char *)self->values);
    DictValues *values = heap_alloc(rt, size);
    if (values == NULL) return NULL;
    memcpy(values, self->values, size);
    for (int i = 0; i < values->capacity; i++) (void)new_ref_or_null(dict_values_items(values)[i]);
    return dict_new_from_values(rt, self->keys, values);
}

Own dict_copy(Rt *rt, Ref dict)
{
    const DictObj *self = AS_DICT(dict);
    if (self->used == 0) return dict_new(rt);
    if (self->values != NULL) return copy_split(rt, dict);
    Own copy = dict_new(rt);
    if (copy == NULL) return NULL;
    int status;
    if (is_exact(dict, TYPE_dict) && self->used >= self->keys->nentries * 2 / 3) status = clone_keys(rt, copy, dict);
    else status = dict_merge(rt, copy, dict, 1);
    if (status == 0) return copy;
    release(rt, copy);
    return NULL;
}

static int duplicate_key(Rt *rt, Ref key)
{
    (void)error_raise_key(rt, key);
    return -1;
}

/* 2: keep what is there; 1: overwrite; 0: KeyError when the key is there. */
static int merge_one(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref value, int overwrite)
{
    if (overwrite == 1) return dict_insert(rt, dict, key, hash, value);
    Ref held;
    if (dict_find(rt, dict, key, hash, &held) == KEY_ERROR) return -1;
    if (held == NULL) return dict_insert(rt, dict, key, hash, value);
    return overwrite == 0 ? duplicate_key(rt, key) : 0;
}

static int merge_dict(Rt *rt, Ref dict, Ref other, int overwrite)
{
    DictObj *self = AS_DICT(dict);
    const DictObj *from = AS_DICT(other);
    if (dict == other || from->used == 0) return 0;
    if (self->used == 0) {
        overwrite = 1;
        const DictKeys *keys = from->keys;
        bool dense = keys->log2_size == KEYS_LOG2_MIN || keys_usable(keys->log2_size - 1) < from->used;
        if (from->values == NULL && self->values == NULL && from->used == keys->nentries && dense) return clone_keys(rt, dict, other);
    }
    if (keys_usable(self->keys->log2_size) < from->used) {
        int log2_size = keys_log2_estimate(self->used + from->used);
        if (dict_resize(rt, dict, log2_size, from->keys->kind != KEYS_GENERAL) < 0) return -1;
    }
    ptrdiff_t position = 0, hash, used = from->used;
    Ref key, value;
    while (dict_next_hashed(other, &position, &key, &value, &hash)) {
        Own held_key = new_ref(key), held_value = new_ref(value);
        int status = merge_one(rt, dict, held_key, hash, held_value, overwrite);
        release_all(rt, held_key, held_value);
        if (status < 0 || error_poll(rt) < 0) return -1;
        if (used != from->used) {
            return error_raise_int(rt, TYPE_RuntimeError, "dict mutated during update");
        }
    }
    return 0;
}

/* Any object with keys() and __getitem__. */
static int merge_mapping(Rt *rt, Ref dict, Ref mapping, int overwrite)
{
    Own keys_method = object_attr_get(rt, mapping, RT_NAME(rt, keys)), keys = NULL, iterator = NULL, key = NULL;
    int more = -1;
    if (keys_method == NULL) return -1;
    release(rt, keys_method);
    const Ref self[] = {mapping};
    keys = call_method(rt, RT_NAME(rt, keys), self, 1);
    if (keys != NULL) iterator = object_iter(rt, keys);
    while (iterator != NULL && (more = object_next(rt, iterator, &key)) > 0) {
        ptrdiff_t hash = dict_key_hash(rt, key);
        Own value = hash == -1 ? NULL : object_item_get(rt, mapping, key);
        more = value == NULL ? -1 : merge_one(rt, dict, key, hash, value, overwrite);
        release(rt, value);
        release_clear(rt, &key);
        if (more < 0 || (more = error_poll(rt)) < 0) break;
    }
    release_all(rt, keys, iterator);
    return more;
}

int dict_merge(Rt *rt, Ref dict, Ref mapping, int overwrite)
{
    if (is_dict(mapping) && mapping->type->slots.tp_iter == RT_TYPE(rt, dict)->slots.tp_iter) {
        return merge_dict(rt, dict, mapping, overwrite);
    }
    return merge_mapping(rt, dict, mapping, overwrite);
}

/* One pair of an iterable of pairs. */
static int merge_pair(Rt *rt, Ref dict, Ref item, ptrdiff_t number)
{
    Own pair = sequence_fast(rt, item, "");
    if (pair == NULL) {
        if (error_clear_if(rt, TYPE_TypeError)) {
            (void)error_raise(rt, TYPE_TypeError, "cannot convert dictionary update sequence element #%zd to a sequence", number);
        }
        return -1;
    }
    bool is_pair_list = is_list(pair);
    ptrdiff_t length = is_pair_list ? list_length(pair) : tuple_length(pair);
    int status;
    if (length != 2) {
        status = error_raise_int(rt, TYPE_ValueError, "dictionary update sequence element #%zd has length %zd; 2 is required", number, length);
    } else {
        Own key = new_ref(is_pair_list ? list_peek(pair, 0) : tuple_peek(pair, 0));
        Own value = new_ref(is_pair_list ? list_peek(pair, 1) : tuple_peek(pair, 1));
        status = dict_set_take(rt, dict, key, value);
    }
    release(rt, pair);
    return status;
}

static int merge_pairs(Rt *rt, Ref dict, Ref iterable)
{
    Own iterator = object_iter(rt, iterable);
    if (iterator == NULL) return -1;
    int status = 0;
    for (ptrdiff_t number = 0;; number++) {
        Own item = NULL;
        status = object_next(rt, iterator, &item);
        if (status <= 0) break;
        status = merge_pair(rt, dict, item, number);
        release(rt, item);
        if (status < 0 || (status = error_poll(rt)) < 0) break;
    }
    release(rt, iterator);
    return status;
}

int dict_update(Rt *rt, Ref dict, Ref other)
{
    if (is_exact(other, TYPE_dict)) return dict_merge(rt, dict, other, 1);
    Own keys = NULL;
    int has_keys = object_attr_lookup(rt, other, RT_NAME(rt, keys), &keys);
    release(rt, keys);
    if (has_keys < 0) return -1;
    return has_keys ? dict_merge(rt, dict, other, 1) : merge_pairs(rt, dict, other);
}

typedef enum Part { PART_KEY, PART_VALUE, PART_ITEM } Part;

static Own parts_list(Rt *rt, Ref dict, Part part)
{
    Own list = list_new(rt, AS_DICT(dict)->used);
    ptrdiff_t position = 0, count = 0;
    Ref key, value;
    while (list != NULL && count < list_length(list) && dict_next(dict, &position, &key, &value)) {
        Own item = part == PART_KEY ? new_ref(key) : part == PART_VALUE ? new_ref(value) : tuple_of(rt, 2, key, value);
        AS_LIST(list)->items[count++] = item;
        if (item == NULL) release_clear(rt, &list);
    }
    return list;
}

Own dict_keys_list(Rt *rt, Ref dict)
{
    return parts_list(rt, dict, PART_KEY);
}

Own dict_values_list(Rt *rt, Ref dict)
{
    return parts_list(rt, dict, PART_VALUE);
}

Own dict_items_list(Rt *rt, Ref dict)
{
    return parts_list(rt, dict, PART_ITEM);
}
