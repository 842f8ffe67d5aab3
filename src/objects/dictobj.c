/* Dicts: searching, storing, deleting and growing.  A dict is tracked by the collector from the first
   key or value on that may be part of a cycle.  Every change gives it a new version and is told to the
   observers.

   Comparing keys may run Python code that changes the dict: the search then starts again. */
#include "objects/dictobj.h"

#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

void dict_touch(Rt *rt, Ref dict)
{
    AS_DICT(dict)->version = ++rt->objects->dict_version;
}

void dict_heard(Rt *rt, Ref dict, Ref key, Ref old, Ref value)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, dict, WRITE_KEY, -1, key, old, value);
    }
}

/* Tracks the dict when KEY or VALUE may be part of a cycle. */
static void dict_track_for(Rt *rt, Ref dict, Ref key, Ref value)
{
    if (gc_is_tracked(dict)) return;
    if (container_may_be_tracked(key) || container_may_be_tracked(value)) gc_track(rt, dict);
}

/* --- making */

/* KEYS and VALUES are taken, also on failure. */
static Own dict_from_parts(Rt *rt, DictKeys *keys, DictValues *values, ptrdiff_t used)
{
    ObjectState *state = rt->objects;
    Own dict = free_objects_take(rt, &state->free_dicts, RT_TYPE(rt, dict));
    if (dict == NULL) {
        keys_release(rt, keys);
        if (values != NULL) dict_values_free(rt, values);
        return NULL;
    }
    DictObj *self = AS_DICT(dict);
    self->keys = keys;
    self->values = values;
    self->used = used;
    dict_touch(rt, dict);
    return dict;
}

Own dict_new(Rt *rt)
{
    return dict_from_parts(rt, keys_hold(rt->objects->empty_keys), NULL, 0);
}

Own dict_new_sized(Rt *rt, ptrdiff_t expected)
{
    if (expected <= keys_usable(KEYS_LOG2_MIN)) return dict_new(rt);
    int log2_size = expected > keys_usable(17) ? 17 : keys_log2_estimate(expected);
    DictKeys *keys = keys_new(rt, log2_size, KEYS_STR);
    return keys == NULL ? NULL : dict_from_parts(rt, keys, NULL, 0);
}

Own dict_new_from_values(Rt *rt, DictKeys *keys, DictValues *values)
{
    bool track = false;
    for (int i = 0; i < values->capacity; i++) {
        Ref value = dict_values_items(values)[i];
        track = track || (value != NULL && container_may_be_tracked(value));
    }
    Own dict = dict_from_parts(rt, keys_hold(keys), values, values->used);
    if (dict != NULL && track) gc_track(rt, dict);
    return dict;
}

Own dict_new_split(Rt *rt, DictKeys *keys)
{
    DictValues *values = dict_values_new(rt, keys);
    return values == NULL ? NULL : dict_from_parts(rt, keys_hold(keys), values, 0);
}

/* --- searching */

ptrdiff_t dict_key_hash(Rt *rt, Ref key)
{
    if (is_exact(key, TYPE_str)) return str_hash(rt, key);
    return object_hash(rt, key);
}

static ALWAYS_INLINE Ref value_at(const DictObj *self, ptrdiff_t index)
{
    if (self->values != NULL) return index < self->values->capacity ? dict_values_items(self->values)[index] : NULL;
    if (self->keys->kind == KEYS_GENERAL) return keys_general_entries(self->keys)[index].value;
    return keys_str_entries(self->keys)[index].value;
}

/* Do the keys equal?  1, 0, -1, or 2: the dict changed meanwhile. */
static int same_key(Rt *rt, Ref dict, ptrdiff_t index, Ref key)
{
    const DictKeys *keys = AS_DICT(dict)->keys;
    Ref held = keys_key_at(keys, index);
    if (is_exact(held, TYPE_str) && is_exact(key, TYPE_str)) return str_equal(held, key);
    Own kept = new_ref(held);
    int equal = object_compare_bool(rt, kept, key, COMPARE_EQ);
    bool changed = AS_DICT(dict)->keys != keys || index >= keys->nentries || keys_key_at(keys, index) != kept;
    release(rt, kept);
    return equal >= 0 && changed ? 2 : equal;
}

/* Any keys, any key: the probing of dict_keys.c with comparisons that may run Python code. */
static ptrdiff_t find_general(Rt *rt, Ref dict, Ref key, ptrdiff_t hash)
{
    enum { PERTURB_SHIFT = 5 };
restart:;
    const DictKeys *keys = AS_DICT(dict)->keys;
    size_t mask = ((size_t)1 << keys->log2_size) - 1, perturb = (size_t)hash;
    for (size_t slot = perturb & mask;; perturb >>= PERTURB_SHIFT, slot = (slot * 5 + perturb + 1) & mask) {
        ptrdiff_t index = keys_index_at(keys, slot);
        if (index == KEY_EMPTY) return KEY_EMPTY;
        if (index < 0) continue;
        if (keys_key_at(keys, index) == key) return index;
        if (keys_hash_at(keys, index) != hash) continue;
        int same = same_key(rt, dict, index, key);
        if (same < 0) return KEY_ERROR;
        if (same == 2) goto restart;
        if (same == 1) return index;
    }
}

ptrdiff_t dict_find(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref *value)
{
    const DictObj *self = AS_DICT(dict);
    ptrdiff_t index;
    *value = NULL;
    if (self->keys->kind != KEYS_GENERAL && is_exact(key, TYPE_str)) index = keys_find_str(self->keys, key, hash);
    else index = find_general(rt, dict, key, hash);
    if (index >= 0) *value = value_at(self, index);
    return index;
}

static NEVER_INLINE Ref dict_peek_any(Rt *rt, Ref dict, Ref key)
{
    const DictObj *self = AS_DICT(dict);
    ptrdiff_t hash = str_hash(rt, key);
    if (self->keys->kind != KEYS_GENERAL) {
        ptrdiff_t index = keys_find_str(self->keys, key, hash);
        return index < 0 ? NULL : value_at(self, index);
    }
    size_t mask = ((size_t)1 << self->keys->log2_size) - 1, perturb = (size_t)hash;
    for (size_t slot = perturb & mask;; perturb >>= 5, slot = (slot * 5 + perturb + 1) & mask) {
        ptrdiff_t index = keys_index_at(self->keys, slot);
        if (index == KEY_EMPTY) return NULL;
        if (index < 0 || keys_hash_at(self->keys, index) != hash) continue;
        Ref held = keys_key_at(self->keys, index);
        if (held == key || (is_exact(held, TYPE_str) && str_equal(held, key))) return value_at(self, index);
    }
}

Ref dict_peek(Rt *rt, Ref dict, Ref key)
{
    const DictKeys *keys = AS_DICT(dict)->keys;
    ptrdiff_t hash = AS_STR(key)->hash;
    if (UNLIKELY(keys->kind != KEYS_STR || hash == -1)) return dict_peek_any(rt, dict, key);
    ptrdiff_t index = keys_find_str(keys, key, hash);
    return index < 0 ? NULL : keys_str_entries(keys)[index].value;
}

Ref dict_peek_text(Rt *rt, Ref dict, const char *key)
{
    Own name = str_new(rt, key);
    if (name == NULL) {
        error_clear(rt);
        return NULL;
    }
    Ref value = dict_peek(rt, dict, name);
    release(rt, name);
    return value;
}

int dict_lookup(Rt *rt, Ref dict, Ref key, Own *out)
{
    *out = NULL;
    ptrdiff_t hash = dict_key_hash(rt, key);
    if (hash == -1) return -1;
    Ref value;
    if (dict_find(rt, dict, key, hash, &value) == KEY_ERROR) return -1;
    *out = new_ref_or_null(value);
    return value != NULL;
}

int dict_contains(Rt *rt, Ref dict, Ref key)
{
    ptrdiff_t hash = dict_key_hash(rt, key);
    Ref value;
    if (hash == -1 || dict_find(rt, dict, key, hash, &value) == KEY_ERROR) return -1;
    return value != NULL;
}

/* --- growing */

static void put_entry(DictKeys *keys, ptrdiff_t index, Own key, ptrdiff_t hash, Own value)
{
    if (keys->kind == KEYS_GENERAL) keys_general_entries(keys)[index] = (KeyEntry){hash, key, value};
    else keys_str_entries(keys)[index] = (StrEntry){key, value};
}

/* Moves the contents to a table of 2^LOG2_SIZE, which is combined and without gaps. */
int dict_resize(Rt *rt, Ref dict, int log2_size, bool all_str)
{
    DictObj *self = AS_DICT(dict);
    DictKeys *old = self->keys;
    DictValues *values = self->values;
    if (old->kind == KEYS_GENERAL) all_str = false;
    DictKeys *keys = keys_new(rt, log2_size, all_str ? KEYS_STR : KEYS_GENERAL);
    if (keys == NULL) return -1;
    ptrdiff_t count = 0;
    for (ptrdiff_t position = 0; position < dict_positions(dict); position++) {
        ptrdiff_t index = dict_index_in_order(dict, position);
        if (index < 0) continue;
        Own key = (Own)keys_key_at(old, index);
        if (values != NULL) key = new_ref(key);
        put_entry(keys, count++, key, keys_hash_at(old, index), (Own)value_at(self, index));
    }
    keys_build_index(keys, count);
    keys->nentries = count;
    keys->usable -= count;
    self->keys = keys;
    self->values = NULL;
    if (values != NULL) {
        heap_free(rt, values);
        keys_release(rt, old);
    } else if (old == rt->objects->empty_keys) {
        old->refcount--;
    } else {
        keys_give_back(rt, old);
    }
    return 0;
}

static int grow(Rt *rt, Ref dict, bool all_str)
{
    return dict_resize(rt, dict, keys_log2_for(AS_DICT(dict)->used * 3), all_str);
}

/* --- storing */

static int add_entry(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref value)
{
    DictObj *self = AS_DICT(dict);
    bool is_key_str = is_exact(key, TYPE_str);
    if (self->keys == rt->objects->empty_keys) {
        DictKeys *keys = keys_new(rt, KEYS_LOG2_MIN, is_key_str ? KEYS_STR : KEYS_GENERAL);
        if (keys == NULL) return -1;
        self->keys->refcount--;
        self->keys = keys;
    } else if (self->keys->usable <= 0 || (self->values != NULL && self->keys->nentries >= self->values->capacity)) {
        if (grow(rt, dict, true) < 0) return -1;
    }
    DictKeys *keys = self->keys;
    ptrdiff_t index = keys->nentries++;
    keys->version = 0;
    keys->usable--;
    keys_index_set(keys, keys_empty_slot(keys, hash), index);
    if (self->values != NULL) {
        keys_str_entries(keys)[index].key = new_ref(key);
        self->values->order[self->values->used++] = (uint8_t)index;
        dict_values_items(self->values)[index] = new_ref(value);
    } else {
        put_entry(keys, index, new_ref(key), hash, new_ref(value));
    }
    self->used++;
    return 0;
}

static void replace_value(DictObj *self, ptrdiff_t index, Ref value)
{
    if (self->values != NULL) {
        Own *place = &dict_values_items(self->values)[index];
        if (*place == NULL) {
            self->values->order[self->values->used++] = (uint8_t)index;
            self->used++;
        }
        *place = new_ref(value);
    } else if (self->keys->kind == KEYS_GENERAL) {
        keys_general_entries(self->keys)[index].value = new_ref(value);
    } else {
        keys_str_entries(self->keys)[index].value = new_ref(value);
    }
}

/* Before KEY goes in: a table for names alone becomes a general one.  No hash is asked for again. */
static int make_room_for_kind(Rt *rt, Ref dict, Ref key)
{
    const DictKeys *keys = AS_DICT(dict)->keys;
    bool general = keys->kind == KEYS_GENERAL || is_exact(key, TYPE_str) || keys == rt->objects->empty_keys;
    return general ? 0 : grow(rt, dict, false);
}

/* Tells of the write at INDEX, under the key that the table has there, which is equal to KEY. */
static void insert_heard(Rt *rt, Ref dict, Ref key, ptrdiff_t index, Ref old, Ref value)
{
    if (rt_hears(rt, HEAR_WRITES)) dict_heard(rt, dict, index == KEY_EMPTY ? key : keys_key_at(AS_DICT(dict)->keys, index), old, value);
}

/* KEY was looked for, and found at INDEX with the value OLD, or not (KEY_EMPTY). */
static ALWAYS_INLINE int insert_at(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref value, ptrdiff_t index, Ref old)
{
    DictObj *self = AS_DICT(dict);
    if (index >= 0 && self->values != NULL && index >= self->values->capacity) {
        if (grow(rt, dict, true) < 0) return -1;
        index = KEY_EMPTY;
    }
    dict_track_for(rt, dict, key, value);
    if (index == KEY_EMPTY) {
        if (add_entry(rt, dict, key, hash, value) < 0) return -1;
    } else if (old != value) {
        replace_value(self, index, value);
    } else {
        insert_heard(rt, dict, key, index, old, value);
        return 0;
    }
    dict_touch(rt, dict);
    insert_heard(rt, dict, key, index, old, value);
    release(rt, (Own)old);
    return 0;
}

/* The entry of a name gets another value, as in each assignment to a variable of a module; nobody listens. */
static ALWAYS_INLINE int replace_at_name(Rt *rt, Ref dict, StrEntry *entry, Ref value)
{
    Own old = entry->value;
    if (UNLIKELY(!gc_is_tracked(dict))) dict_track_for(rt, dict, entry->key, value);
    if (old == value) return 0;
    entry->value = new_ref(value);
    dict_touch(rt, dict);
    release_known(rt, old);
    return 0;
}

int dict_insert(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref value)
{
    const DictObj *self = AS_DICT(dict);
    Ref old = NULL;
    ptrdiff_t index;
    if (LIKELY(self->keys->kind != KEYS_GENERAL && is_exact(key, TYPE_str))) {
        index = keys_find_str(self->keys, key, hash);
        if (LIKELY(index >= 0)) old = value_at(self, index);
    } else {
        if (make_room_for_kind(rt, dict, key) < 0) return -1;
        index = dict_find(rt, dict, key, hash, &old);
        if (index == KEY_ERROR) return -1;
    }
    return insert_at(rt, dict, key, hash, value, index, old);
}

static NEVER_INLINE int dict_set_any(Rt *rt, Ref dict, Ref key, Ref value)
{
    ptrdiff_t hash = dict_key_hash(rt, key);
    return hash == -1 ? -1 : dict_insert(rt, dict, key, hash, value);
}

int dict_set(Rt *rt, Ref dict, Ref key, Ref value)
{
    DictKeys *keys = AS_DICT(dict)->keys;
    if (LIKELY(keys->kind == KEYS_STR && is_exact(key, TYPE_str) && !rt_hears(rt, HEAR_WRITES))) {
        ptrdiff_t index = keys_find_str(keys, key, AS_STR(key)->hash);
        if (LIKELY(index >= 0)) return replace_at_name(rt, dict, &keys_str_entries(keys)[index], value);
    }
    return dict_set_any(rt, dict, key, value);
}

int dict_set_text(Rt *rt, Ref dict, const char *key, Ref value)
{
    Own name = str_interned(rt, key);
    if (name == NULL) return -1;
    int status = dict_set(rt, dict, name, value);
    release(rt, name);
    return status;
}

int dict_set_take(Rt *rt, Ref dict, Own key, Own value)
{
    int status = dict_set(rt, dict, key, value);
    release_all(rt, key, value);
    return status;
}

/* --- deleting */

int dict_delete_at(Rt *rt, Ref dict, ptrdiff_t hash, ptrdiff_t index, Own *old)
{
    DictObj *self = AS_DICT(dict);
    DictKeys *keys = self->keys;
    Own key = NULL;
    self->used--;
    if (self->values != NULL) {
        DictValues *values = self->values;
        Own *place = &dict_values_items(values)[index];
        *old = *place;
        *place = NULL;
        uint8_t *at = memchr(values->order, (int)index, values->used);
        memmove(at, at + 1, (size_t)(values->order + values->used - at - 1));
        values->used--;
        key = new_ref(keys_key_at(keys, index));
    } else {
        keys_index_set(keys, keys_slot_of(keys, hash, index), KEY_DUMMY);
        key = (Own)keys_key_at(keys, index);
        *old = (Own)value_at(self, index);
        put_entry(keys, index, NULL, 0, NULL);
        keys->version = 0;
    }
    dict_touch(rt, dict);
    dict_heard(rt, dict, key, *old, NULL);
    release(rt, key);
    return 0;
}

int dict_pop(Rt *rt, Ref dict, Ref key, Own *out)
{
    *out = NULL;
    if (AS_DICT(dict)->used == 0) return 0;
    ptrdiff_t hash = dict_key_hash(rt, key);
    if (hash == -1) return -1;
    Ref value;
    ptrdiff_t index = dict_find(rt, dict, key, hash, &value);
    if (index == KEY_ERROR) return -1;
    if (value == NULL) return 0;
    return dict_delete_at(rt, dict, hash, index, out) < 0 ? -1 : 1;
}

int dict_delete(Rt *rt, Ref dict, Ref key)
{
    ptrdiff_t hash = dict_key_hash(rt, key);
    if (hash == -1) return -1;
    Ref value;
    ptrdiff_t index = dict_find(rt, dict, key, hash, &value);
    if (index == KEY_ERROR) return -1;
    if (value == NULL) {
        (void)error_raise_key(rt, key);
        return -1;
    }
    Own old;
    int status = dict_delete_at(rt, dict, hash, index, &old);
    release(rt, old);
    return status;
}

int dict_clear(Rt *rt, Ref dict)
{
    DictObj *self = AS_DICT(dict);
    DictKeys *keys = self->keys;
    if (keys == rt->objects->empty_keys) return 0;
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, dict, WRITE_CLEAR, -1, NULL, NULL, NULL);
    }
    DictValues *values = self->values;
    self->keys = keys_hold(rt->objects->empty_keys);
    self->values = NULL;
    self->used = 0;
    dict_touch(rt, dict);
    if (values != NULL) dict_values_free(rt, values);
    keys_release(rt, keys);
    return 0;
}

Own dict_set_default(Rt *rt, Ref dict, Ref key, Ref value)
{
    ptrdiff_t hash = dict_key_hash(rt, key);
    if (hash == -1) return NULL;
    Ref held;
    if (make_room_for_kind(rt, dict, key) < 0) return NULL;
    ptrdiff_t index = dict_find(rt, dict, key, hash, &held);
    if (index == KEY_ERROR) return NULL;
    if (held != NULL) return new_ref(held);
    return insert_at(rt, dict, key, hash, value, index, NULL) < 0 ? NULL : new_ref(value);
}
