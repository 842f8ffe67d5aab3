/* The inside of a dict, laid out as CPython 3.11's, since sys.getsizeof, iteration order and
   the collector's counts depend on it.

       DictKeys | index table | entries …

   The index table has 2^log2_size slots of 1, 2, 4 or 8 bytes: the number of an entry, or
   KEY_EMPTY, or KEY_DUMMY where an entry was deleted.  Entries lie in order of insertion: key
   and value when all keys are exact str, else hash, key and value.

   A split table keeps the keys of all instances of a class once, and each instance has
   DictValues of its own; the order in which it was filled is kept beside the values. */
#ifndef VIV_OBJECTS_DICT_KEYS_H
#define VIV_OBJECTS_DICT_KEYS_H

#include "objects/dictobj.h"

enum { KEY_EMPTY = -1, KEY_DUMMY = -2, KEY_ERROR = -3 };
enum { KEYS_LOG2_MIN = 3, SHARED_KEYS_MAX = 30, SHARED_KEYS_LOG2 = 6 };

typedef enum KeysKind { KEYS_GENERAL, KEYS_STR, KEYS_SPLIT } KeysKind;

struct DictKeys {
    ptrdiff_t refcount;
    uint8_t log2_size;
    uint8_t log2_index_bytes; /* of the whole index table */
    uint8_t kind;             /* KeysKind */
    uint8_t spare;
    uint32_t version;   /* for inline caches; 0 when changed */
    ptrdiff_t usable;   /* entries that may still be added */
    ptrdiff_t nentries; /* entries used so far, deleted ones included */
    char indices[];
};

typedef struct StrEntry {
    Own key; /* NULL: deleted */
    Own value;
} StrEntry;

typedef struct KeyEntry {
    ptrdiff_t hash;
    Own key;
    Own value;
} KeyEntry;

/* The values of one instance's split table: then come the values, at dict_values_items(). */
struct DictValues {
    uint8_t capacity;
    uint8_t used;    /* how many of order[] are meant */
    uint8_t order[]; /* indexes of values in order of insertion */
};

static inline Own *dict_values_items(const DictValues *values)
{
    return (Own *)((uintptr_t)values + (((size_t)values->capacity + 2 + 7) & ~(size_t)7));
}
static inline void *keys_entries(const DictKeys *keys)
{
    return (void *)((uintptr_t)keys->indices + ((size_t)1 << keys->log2_index_bytes));
}
static inline StrEntry *keys_str_entries(const DictKeys *keys)
{
    return keys_entries(keys);
}
static inline KeyEntry *keys_general_entries(const DictKeys *keys)
{
    return keys_entries(keys);
}

/* --- keys (dict_keys.c) */
MUST_USE DictKeys *keys_new(Rt *rt, int log2_size, KeysKind kind); /* count 1; NULL + MemoryError */
DictKeys *keys_hold(DictKeys *keys);           /* one more reference */
void keys_release(Rt *rt, DictKeys *keys);     /* the last one releases what the entries hold */
void keys_give_back(Rt *rt, DictKeys *keys);   /* the memory only: nobody refers to it */
void keys_free_memory(Rt *rt, DictKeys *keys); /* the same, past the free list */
size_t keys_size(const DictKeys *keys);        /* bytes */
ptrdiff_t keys_index_at(const DictKeys *keys, size_t slot);
void keys_index_set(DictKeys *keys, size_t slot, ptrdiff_t index);
ptrdiff_t keys_usable(int log2_size);          /* two thirds of the table */
/* The entry of an exact str key whose hash is HASH, of a table of exact str keys; or KEY_EMPTY.  Most names
   lie in the first slot that is looked at; keys_search_str looks at all. */
ptrdiff_t keys_search_str(const DictKeys *keys, Ref key, ptrdiff_t hash);
static ALWAYS_INLINE ptrdiff_t keys_find_str(const DictKeys *keys, Ref key, ptrdiff_t hash)
{
    if (LIKELY(keys->log2_size < 8)) {
        ptrdiff_t index = ((const int8_t *)keys->indices)[(size_t)hash & (((size_t)1 << keys->log2_size) - 1)];
        if (LIKELY(index >= 0 && keys_str_entries(keys)[index].key == key)) return index;
    }
    return keys_search_str(keys, key, hash);
}
size_t keys_empty_slot(const DictKeys *keys, ptrdiff_t hash);
size_t keys_slot_of(const DictKeys *keys, ptrdiff_t hash, ptrdiff_t index);
void keys_build_index(DictKeys *keys, ptrdiff_t entries); /* anew, from entries without gaps */
Ref keys_key_at(const DictKeys *keys, ptrdiff_t index);   /* NULL: deleted */
ptrdiff_t keys_hash_at(const DictKeys *keys, ptrdiff_t index);

/* --- keys shared by the instances of a class (dict_split.c): what attribute.c needs */
MUST_USE DictKeys *dict_keys_new_shared(Rt *rt); /* for a new class; NULL + MemoryError */
/* Room for the attributes of a new instance; every instance makes the later ones smaller by one. */
MUST_USE DictValues *dict_values_new(Rt *rt, DictKeys *keys);
/* Releases the values and gives their memory back. */
void dict_values_free(Rt *rt, DictValues *values);
/* The value of NAME (an exact str), borrowed; NULL when absent. */
Ref dict_values_peek(Rt *rt, const DictKeys *keys, const DictValues *values, Ref name);
/* Stores or (NULL) deletes.  0 done; 1: the shared keys cannot hold NAME, make a dict first;
   2: there was nothing to delete; -1 error.  *old: what was there, new reference or NULL. */
int dict_values_store(Rt *rt, DictKeys *keys, DictValues *values, Ref name, Ref value_or_null, Own *old);
int dict_values_traverse(const DictValues *values, VisitFn visit, void *context);
/* A dict whose contents are KEYS (one more reference is taken) and VALUES (taken over). */
MUST_USE Own dict_new_from_values(Rt *rt, DictKeys *keys, DictValues *values);
/* A dict for a new instance that shares KEYS, empty. */
MUST_USE Own dict_new_split(Rt *rt, DictKeys *keys);

/* --- for the dict's own files */
ptrdiff_t dict_find(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref *value); /* entry, KEY_EMPTY or KEY_ERROR */
int dict_insert(Rt *rt, Ref dict, Ref key, ptrdiff_t hash, Ref value);
int dict_resize(Rt *rt, Ref dict, int log2_size, bool all_str);
ptrdiff_t dict_key_hash(Rt *rt, Ref key); /* cached for str; -1 error */
void dict_touch(Rt *rt, Ref dict);        /* gives the dict a new version */
/* The observers hear of dict[key] = value; NULL value: deleted. */
void dict_heard(Rt *rt, Ref dict, Ref key, Ref old, Ref value);
int keys_log2_for(ptrdiff_t slots);      /* the table that has so many slots */
int keys_log2_estimate(ptrdiff_t items); /* a table for so many items */
int dict_delete_at(Rt *rt, Ref dict, ptrdiff_t hash, ptrdiff_t index, Own *old); /* *old: what was there */
/* The entry after *position as dict_next, and its hash. */
bool dict_next_hashed(Ref dict, ptrdiff_t *position, Ref *key, Ref *value, ptrdiff_t *hash);
/* The index of the entry that lies at POSITION in the order of iteration, or -1: no more. */
ptrdiff_t dict_index_in_order(Ref dict, ptrdiff_t position);
ptrdiff_t dict_positions(Ref dict); /* positions run from 0 to this */
extern const MethodDef dict_methods[];
size_t dict_size_in_bytes(Ref dict);      /* as sys.getsizeof shows it, without the GcHead */

#endif
