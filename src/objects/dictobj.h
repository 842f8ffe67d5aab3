/* Dicts: compact, in order of insertion, with keys shared among the dicts of one class's
   instances; laid out and grown as CPython's. */
#ifndef VIV_OBJECTS_DICTOBJ_H
#define VIV_OBJECTS_DICTOBJ_H

#include "memory/rt.h"

typedef struct DictKeys DictKeys;     /* index table and entries: dict_keys.h */
typedef struct DictValues DictValues; /* values of a split table */

typedef struct DictObj {
    Obj head;
    ptrdiff_t used;
    uint64_t version; /* unique; changes with every change */
    DictKeys *keys;
    DictValues *values; /* NULL: combined table */
} DictObj;
#define AS_DICT(ref) ((DictObj *)(ref))

MUST_USE Own dict_new(Rt *rt);
MUST_USE Own dict_new_sized(Rt *rt, ptrdiff_t expected);
int dict_lookup(Rt *rt, Ref dict, Ref key, Own *out);      /* 1 and *out new, 0, -1 */
/* Borrowed; NULL when absent; KEY must be an exact str: runs no Python code, cannot fail. */
Ref dict_peek(Rt *rt, Ref dict, Ref key);
Ref dict_peek_text(Rt *rt, Ref dict, const char *key);
int dict_set(Rt *rt, Ref dict, Ref key, Ref value);
int dict_set_text(Rt *rt, Ref dict, const char *key, Ref value);
int dict_set_take(Rt *rt, Ref dict, Own key, Own value);   /* takes both, also on failure */
int dict_delete(Rt *rt, Ref dict, Ref key);                /* -1 + KeyError when absent */
int dict_pop(Rt *rt, Ref dict, Ref key, Own *out);         /* 1, 0 absent, -1 */
/* dict.setdefault: a new reference to the value that is there afterwards. */
MUST_USE Own dict_set_default(Rt *rt, Ref dict, Ref key, Ref value);
int dict_contains(Rt *rt, Ref dict, Ref key);
int dict_clear(Rt *rt, Ref dict);
MUST_USE Own dict_copy(Rt *rt, Ref dict);
int dict_update(Rt *rt, Ref dict, Ref other);              /* mapping or pairs, as dict.update */
/* 0: error on duplicate keys: KeyError(key) (for DICT_MERGE); 1: overwrite. */
int dict_merge(Rt *rt, Ref dict, Ref mapping, int overwrite);
/* Walks in order: *position starts at 0; borrowed references; false at the end. */
bool dict_next(Ref dict, ptrdiff_t *position, Ref *key, Ref *value);
MUST_USE Own dict_keys_list(Rt *rt, Ref dict);
MUST_USE Own dict_values_list(Rt *rt, Ref dict);
MUST_USE Own dict_items_list(Rt *rt, Ref dict);
static inline ptrdiff_t dict_length(Ref dict)
{
    return ((const DictObj *)dict)->used;
}

#endif
