/* What the objects layer keeps for one Rt: the interned strings, the free lists, and the
   counters from which versions are given.  Made and freed by objects_init/objects_fini. */
#ifndef VIV_OBJECTS_OBJECT_STATE_H
#define VIV_OBJECTS_OBJECT_STATE_H

#include "memory/heap.h"
#include "objects/upcalls.h"

struct DictKeys;
struct InternTable;
struct CodeNames;

/* Lengths of the free lists, and CPython's: which allocations count for the collector
   depends on them. */
enum {
    FREE_TUPLE_SIZES = 20, /* tuples of 1..19 items */
    FREE_TUPLES = 2000,    /* of each size */
    FREE_KEYS = 80,
    FREE_FLOATS = 100,
};

struct ObjectState {
    struct InternTable *interned; /* every interned str once: str_intern.c */
    uint64_t dict_version; /* the last one that a dict was given */
    uint32_t keys_version; /* and its keys: dict_keys.h */
    struct DictKeys *empty_keys; /* of every dict that never held anything */

    /* Dead objects, their memory waiting to be used again, last in first out. */
    Obj *free_tuples[FREE_TUPLE_SIZES]; /* linked through items[0] */
    int free_tuple_count[FREE_TUPLE_SIZES];
    FreeObjects free_lists, free_dicts, free_async_values, free_async_sends;
    struct DictKeys *free_keys[FREE_KEYS];
    int free_key_count;
    Obj *free_floats[FREE_FLOATS];
    int free_float_count;
    Obj *free_slice; /* at most one */

    Own name_chars[128]; /* one-character names that are no latin1_chars; NULL for most: values.c */

    Ref builtins; /* the dict of the module builtins, which modules/ puts here and keeps; or NULL */
    void (*code_parts)(Ref code, struct CodeNames *names); /* set by code/, whose structs are unknown here */
    bool no_columns;           /* -X no_debug_ranges: code objects keep lines alone */
    bool int_text_limit_set;   /* sys.set_int_max_str_digits was called */
    int int_text_limit;        /* digits; 0: none */

    struct KeptNames *kept_names; /* of keywords: args.c */

    ObjectUpcalls upcalls; /* filled by vm/ */
    Ref *repr_running; /* containers whose repr is being made: kept alive by those who ask */
    size_t repr_count, repr_capacity;

    struct TypeState *types; /* the type system's part: typeobj.c */
};

/* The values' part of bringing the layer up.  values_init is called when rt->objects is there
   (zeroed) and every type of specs.def has its size, flags and slots in rt->types, but before
   their dicts are filled: it makes the singletons, the caches and the names of rt.h. */
MUST_USE int values_init(Rt *rt);
/* Gives back everything that values_init and the free lists hold; last of all. */
void values_fini(Rt *rt);
/* Empties the free lists: what a full collection does. */
void values_clear_free_lists(Rt *rt);

/* Around the repr of a container: 1 when OBJ's is already being made (write "[...]"), 0 entered, -1. */
MUST_USE int repr_enter(Rt *rt, Ref obj);
void repr_leave(Rt *rt, Ref obj);

#endif
