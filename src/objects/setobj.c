/* Sets: a table of 2^n entries with open addressing, in which a search looks at up to nine further
   neighbours before it jumps.  The order of iteration is the order of the table, so the table's size,
   its probing and when it grows are CPython's. */
#include "objects/setobj.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/set_impl.h"
#include "objects/strobj.h"

enum { LINEAR_PROBES = 9, PERTURB_SHIFT = 5, LARGE_SET = 50000 };

/* In the place of a deleted key; never compared, never counted. */
static Obj dummy_marker;
#define DUMMY (&dummy_marker)

bool set_entry_is_used(const SetEntry *entry)
{
    return entry->key != NULL && entry->key != DUMMY;
}

static void set_heard(Rt *rt, Ref set, Ref key, bool added)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, set, WRITE_KEY, -1, key, added ? NULL : key, added ? key : NULL);
    }
}

/* --- probing */

/* Is KEY this entry's?  1, 0, -1; 2: the table changed while comparing. */
static int same_key(Rt *rt, SetObj *set, SetEntry *entry, Ref key, ptrdiff_t hash)
{
    if (entry->hash != hash) return 0;
    if (entry->key == key) return 1;
    if (is_exact(entry->key, TYPE_str) && is_exact(key, TYPE_str)) return str_equal(entry->key, key);
    SetEntry *table = set->table;
    Own held = new_ref(entry->key);
    int equal = object_compare_bool(rt, held, key, COMPARE_EQ);
    bool changed = set->table != table || entry->key != held;
    release(rt, held);
    return equal >= 0 && changed ? 2 : equal;
}

/* The entry of KEY, or the one never used at which the search ended; *gap is then the last deleted
   one on the way, or NULL.  NULL + exception. */
static SetEntry *find(Rt *rt, SetObj *set, Ref key, ptrdiff_t hash, SetEntry **gap)
{
restart:
    *gap = NULL;
    size_t mask = (size_t)set->mask, i = (size_t)hash & mask, perturb = (size_t)hash;
    for (;;) {
        SetEntry *entry = &set->table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (entry->hash == 0 && entry->key == NULL) return entry;
            if (entry->hash == -1) *gap = entry;
            int same = same_key(rt, set, entry, key, hash);
            if (same < 0) return NULL;
            if (same == 2) goto restart;
            if (same == 1) return entry;
            entry++;
        } while (probes-- > 0);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

static SetEntry *set_find(Rt *rt, Ref self, Ref key, ptrdiff_t hash)
{
    SetEntry *gap;
    return find(rt, AS_SET(self), key, hash, &gap);
}

/* Puts a key known to be new into a table that has room and no dummies. */
static void set_insert_clean(SetEntry *table, size_t mask, Own key, ptrdiff_t hash)
{
    size_t perturb = (size_t)hash, i = (size_t)hash & mask;
    for (;;) {
        SetEntry *entry = &table[i];
        int probes = i + LINEAR_PROBES <= mask ? LINEAR_PROBES : 0;
        do {
            if (entry->key == NULL) {
                entry->key = key;
                entry->hash = hash;
                return;
            }
            entry++;
        } while (probes-- > 0);
        perturb >>= PERTURB_SHIFT;
        i = (i * 5 + 1 + perturb) & mask;
    }
}

int set_resize(Rt *rt, Ref self, ptrdiff_t least)
{
    SetObj *set = AS_SET(self);
    size_t size = SET_SMALL;
    while (size <= (size_t)least) size <<= 1;
    SetEntry *old = set->table, *table = set->small_table;
    SetEntry small_copy[SET_SMALL];
    bool was_small = old == set->small_table;
    if (size > SET_SMALL) {
        table = heap_alloc(rt, size * sizeof *table);
        if (table == NULL) return -1;
    } else if (was_small) {
        if (set->fill == set->used) return 0;
        memcpy(small_copy, old, sizeof small_copy);
        old = small_copy;
    }
    size_t old_size = (size_t)set->mask + 1;
    memset(table, 0, size * sizeof *table);
    set->mask = (ptrdiff_t)size - 1;
    set->table = table;
    for (size_t i = 0; i < old_size; i++) {
        if (set_entry_is_used(&old[i])) set_insert_clean(table, size - 1, old[i].key, old[i].hash);
    }
    set->fill = set->used;
    if (!was_small) heap_free(rt, old);
    return 0;
}

int set_add_hashed(Rt *rt, Ref self, Ref key, ptrdiff_t hash)
{
    SetObj *set = AS_SET(self);
    Own kept = new_ref(key);
    SetEntry *gap, *entry = find(rt, set, key, hash, &gap);
    if (entry == NULL || entry->key != NULL) {
        release(rt, kept);
        return entry == NULL ? -1 : 0;
    }
    if (gap != NULL) entry = gap;
    else set->fill++;
    entry->key = kept;
    entry->hash = hash;
    set->used++;
    set_heard(rt, self, key, true);
    if (gap != NULL) return 0;
    if ((size_t)set->fill * 5 < (size_t)set->mask * 3) return 0;
    return set_resize(rt, self, set->used > LARGE_SET ? set->used * 2 : set->used * 4);
}

int set_discard_hashed(Rt *rt, Ref self, Ref key, ptrdiff_t hash)
{
    SetEntry *entry = set_find(rt, self, key, hash);
    if (entry == NULL) return -1;
    if (entry->key == NULL) return 0;
    Own old = entry->key;
    entry->key = DUMMY;
    entry->hash = -1;
    AS_SET(self)->used--;
    set_heard(rt, self, old, false);
    release(rt, old);
    return 1;
}

int set_contains_hashed(Rt *rt, Ref self, Ref key, ptrdiff_t hash)
{
    SetEntry *entry = set_find(rt, self, key, hash);
    return entry == NULL ? -1 : entry->key != NULL;
}

/* --- the interface of setobj.h */

int set_add(Rt *rt, Ref set, Ref item)
{
    ptrdiff_t hash = dict_key_hash(rt, item);
    return hash == -1 ? -1 : set_add_hashed(rt, set, item, hash);
}

int set_discard(Rt *rt, Ref set, Ref item)
{
    ptrdiff_t hash = dict_key_hash(rt, item);
    return hash == -1 ? -1 : set_discard_hashed(rt, set, item, hash);
}

int set_contains(Rt *rt, Ref set, Ref item)
{
    ptrdiff_t hash = dict_key_hash(rt, item);
    return hash == -1 ? -1 : set_contains_hashed(rt, set, item, hash);
}

ptrdiff_t set_length(Ref set)
{
    return AS_SET(set)->used;
}

bool set_next_entry(Ref self, ptrdiff_t *position, SetEntry **entry)
{
    const SetObj *set = AS_SET(self);
    while (*position <= set->mask) {
        *entry = &set->table[(*position)++];
        if (set_entry_is_used(*entry)) return true;
    }
    return false;
}

bool set_next(Ref set, ptrdiff_t *position, Ref *item)
{
    SetEntry *entry;
    if (!set_next_entry(set, position, &entry)) return false;
    *item = entry->key;
    return true;
}

/* Tells an observer of everything in SET, which was empty before. */
static void contents_heard(Rt *rt, Ref set)
{
    ptrdiff_t position = 0;
    Ref key;
    if (!rt_hears(rt, HEAR_WRITES)) return;
    while (set_next(set, &position, &key)) set_heard(rt, set, key, true);
}

/* Another set's entries keep their hashes.  Into an empty set they go without comparing. */
static int merge(Rt *rt, Ref self, Ref other)
{
    SetObj *set = AS_SET(self);
    const SetObj *from = AS_SET(other);
    if (self == other || from->used == 0) return 0;
    if ((size_t)(set->fill + from->used) * 5 >= (size_t)set->mask * 3) {
        if (set_resize(rt, self, (set->used + from->used) * 2) < 0) return -1;
    }
    if (set->fill == 0 && set->mask == from->mask && from->fill == from->used) {
        for (ptrdiff_t i = 0; i <= from->mask; i++) {
            if (from->table[i].key == NULL) continue;
            (void)new_ref(from->table[i].key);
            set->table[i] = from->table[i];
        }
        set->fill = set->used = from->used;
        contents_heard(rt, self);
        return 0;
    }
    bool clean = set->fill == 0;
    if (clean) set->fill = set->used = from->used;
    ptrdiff_t position = 0;
    SetEntry *entry;
    while (set_next_entry(other, &position, &entry)) {
        if (clean) set_insert_clean(set->table, (size_t)set->mask, new_ref(entry->key), entry->hash);
        else if (set_add_hashed(rt, self, entry->key, entry->hash) < 0) return -1;
    }
    if (clean) contents_heard(rt, self);
    return 0;
}

static int merge_dict_keys(Rt *rt, Ref self, Ref dict)
{
    SetObj *set = AS_SET(self);
    ptrdiff_t count = dict_length(dict), position = 0, hash;
    if ((size_t)(set->fill + count) * 5 >= (size_t)set->mask * 3) {
        if (set_resize(rt, self, (set->used + count) * 2) < 0) return -1;
    }
    Ref key, value;
    while (dict_next_hashed(dict, &position, &key, &value, &hash)) {
        if (set_add_hashed(rt, self, key, hash) < 0) return -1;
    }
    return 0;
}

int set_update(Rt *rt, Ref set, Ref iterable)
{
    if (is_any_set(iterable)) return merge(rt, set, iterable);
    if (is_exact(iterable, TYPE_dict)) return merge_dict_keys(rt, set, iterable);
    Own iterator = object_iter(rt, iterable), item = NULL;
    if (iterator == NULL) return -1;
    int more;
    while ((more = object_next(rt, iterator, &item)) > 0) {
        more = set_add(rt, set, item);
        release(rt, item);
        if (more < 0 || (more = error_poll(rt)) < 0) break;
    }
    release(rt, iterator);
    return more;
}

Own set_new_of_type(Rt *rt, Type *type, Ref iterable)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    SetObj *set = AS_SET(self);
    set->mask = SET_SMALL - 1;
    set->table = set->small_table;
    set->hash = -1;
    if (iterable == NULL || set_update(rt, self, iterable) == 0) return self;
    release(rt, self);
    return NULL;
}

Own set_new(Rt *rt, Ref iterable_or_null)
{
    return set_new_of_type(rt, RT_TYPE(rt, set), iterable_or_null);
}

Own frozenset_new(Rt *rt, Ref iterable_or_null)
{
    return set_new_of_type(rt, RT_TYPE(rt, frozenset), iterable_or_null);
}

int set_clear(Rt *rt, Ref self)
{
    SetObj *set = AS_SET(self);
    SetEntry *table = set->table, small_copy[SET_SMALL];
    size_t size = (size_t)set->mask + 1;
    if (set->fill == 0 && table == set->small_table) return 0;
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, self, WRITE_CLEAR, -1, NULL, NULL, NULL);
    }
    if (table == set->small_table) {
        memcpy(small_copy, table, sizeof small_copy);
        table = small_copy;
    }
    memset(set->small_table, 0, sizeof set->small_table);
    set->table = set->small_table;
    set->mask = SET_SMALL - 1;
    set->fill = set->used = 0;
    for (size_t i = 0; i < size; i++) {
        if (set_entry_is_used(&table[i])) release(rt, table[i].key);
    }
    if (table != small_copy) heap_free(rt, table);
    return 0;
}
