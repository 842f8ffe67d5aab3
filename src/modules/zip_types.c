/* zip and map: iterators over several iterators at once, which end with the shortest. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct Parallel {
    Obj head;
    Own sources; /* tuple of iterators */
    Own result;  /* zip: the last tuple, used again when nobody else holds it; map: the function */

    /* zip only */
    ptrdiff_t count; /* of sources */
    bool strict;     /* all must end together */
} Parallel;
#define AS_PARALLEL(ref) ((Parallel *)(uintptr_t)(ref))

/* A tuple of iterators over ARGS from FIRST on. */
static Own iterators_of(Rt *rt, const Ref *sources, ptrdiff_t count)
{
    Own tuple = tuple_new(rt, count);
    for (ptrdiff_t i = 0; tuple != NULL && i < count; i++) {
        Own iterator = object_iter(rt, sources[i]);
        if (iterator == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, i, iterator);
    }
    return tuple;
}

/* --- zip */

/* zip(…, strict=…): the one keyword. */
static int take_strict(Rt *rt, Ref kwargs, bool *strict)
{
    ptrdiff_t position = 0;
    Ref key, value;
    while (kwargs != NULL && dict_next(kwargs, &position, &key, &value)) {
        if (!str_equals_text(key, "strict"))
            return error_raise_int(rt, TYPE_TypeError, "'%U' is an invalid keyword argument for zip()", key);
        int truth = object_is_true(rt, value);
        if (truth < 0) return -1;
        *strict = truth;
    }
    return 0;
}

static Own zip_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    bool strict = false;
    if (take_strict(rt, kwargs, &strict) < 0) return NULL;
    ptrdiff_t count = tuple_length(args);
    Own sources = iterators_of(rt, as_refs(AS_TUPLE(args)->items), count), result = NULL, self = NULL;
    if (sources == NULL) return NULL;
    result = tuple_new(rt, count);
    for (ptrdiff_t i = 0; result != NULL && i < count; i++) tuple_take(result, i, none_new(rt));
    if (result != NULL) self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        release_all(rt, sources, result);
        return NULL;
    }
    AS_PARALLEL(self)->count = count;
    AS_PARALLEL(self)->sources = sources;
    AS_PARALLEL(self)->result = result;
    AS_PARALLEL(self)->strict = strict;
    return self;
}

/* Source INDEX has ended first: with strict, the others must end as well. */
static int zip_check_end(Rt *rt, const Parallel *zip, ptrdiff_t index)
{
    if (!zip->strict) return 0;
    if (index > 0) {
        return error_raise_int(rt, TYPE_ValueError, "zip() argument %d is shorter than argument%s%d", (int)index + 1,
                               index == 1 ? " " : "s 1-", (int)index);
    }
    for (ptrdiff_t i = 1; i < zip->count; i++) {
        Own item = NULL, source = AS_TUPLE(zip->sources)->items[i];
        int got = object_next(rt, source, &item);
        release(rt, item);
        if (got < 0) return -1;
        if (got > 0) {
            return error_raise_int(rt, TYPE_ValueError, "zip() argument %d is longer than argument%s%d", (int)i + 1,
                                   i == 1 ? " " : "s 1-", (int)i);
        }
    }
    return 0;
}

static int zip_next(Rt *rt, Ref self, Own *tuple)
{
    Parallel *zip = AS_PARALLEL(self);
    if (zip->count == 0) return 0;
    bool reuse = zip->result->refcount == 1;
    Own result = reuse ? new_ref(zip->result) : tuple_new(rt, zip->count);
    if (result == NULL) return -1;
    for (ptrdiff_t i = 0; i < zip->count; i++) {
        Own item = NULL, source = AS_TUPLE(zip->sources)->items[i];
        int got = object_next_raw(rt, source, &item);
        if (got <= 0) {
            if (got < 0 && zip->strict && error_clear_if(rt, TYPE_StopIteration)) got = 0;
            if (got == 0) got = zip_check_end(rt, zip, i);
            release(rt, result);
            return got;
        }
        if (reuse) {
            tuple_tell_item(rt, result, i, item);
            release_replace(rt, &AS_TUPLE(result)->items[i], item);
        } else {
            tuple_take(result, i, item);
        }
    }
    if (reuse && !gc_is_tracked(result)) gc_track(rt, result);
    *tuple = result;
    return 1;
}

static Own zip_reduce(Rt *rt, Ref self)
{
    const Parallel *zip = AS_PARALLEL(self);
    return zip->strict ? tuple_of(rt, 3, (Ref)self->type, zip->sources, rt->true_obj) : tuple_of(rt, 2, (Ref)self->type, zip->sources);
}

static Own zip_setstate(Rt *rt, Ref self, Ref state)
{
    int strict = object_is_true(rt, state);
    if (strict < 0) return NULL;
    AS_PARALLEL(self)->strict = strict;
    return none_new(rt);
}

const TypeSpec zip_type_spec = {
    .name = "zip",
    .id = TYPE_zip,
    .basicsize = sizeof(Parallel),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "zip(*iterables, strict=False) --> Yield tuples until an input is exhausted.\n\n"
           ">>> list(zip('ab', [1, 2, 3]))\n[('a', 1), ('b', 2)]\n\n"
           "With strict=True it is a ValueError when one input is shorter than another.",
    .owned = OWNED(Parallel, sources, result),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_new = zip_new, .tp_iter = object_itself,
              .tp_iternext = zip_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = zip_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = zip_setstate}, "Set state information for unpickling.", 0}),
};

/* --- map */

static Own map_of(Rt *rt, Type *type, const Ref *args, ptrdiff_t nargs)
{
    if (nargs < 2) return error_raise(rt, TYPE_TypeError, "map() must have at least two arguments.");
    Own sources = iterators_of(rt, args + 1, nargs - 1);
    Own self = sources == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, sources);
    AS_PARALLEL(self)->sources = sources;
    AS_PARALLEL(self)->result = new_ref(args[0]);
    return self;
}

static Own map_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords_new(rt, "map", type, kwargs) < 0) return NULL;
    return map_of(rt, type, as_refs(AS_TUPLE(args)->items), tuple_length(args));
}

/* map(…), without a tuple of the arguments. */
static Own map_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    if (args_no_keywords(rt, "map", kwnames) < 0) return NULL;
    return map_of(rt, AS_TYPE(self), args, vectorcall_count(nargsf));
}

enum { MAP_ON_STACK = 5 };

static int map_next(Rt *rt, Ref self, Own *value)
{
    const Parallel *map = AS_PARALLEL(self);
    ptrdiff_t count = tuple_length(map->sources), filled = 0;
    Own on_stack[MAP_ON_STACK] = {NULL};
    Own *items = count <= MAP_ON_STACK ? on_stack : heap_alloc(rt, (size_t)count * sizeof *items);
    if (items == NULL) return -1;
    int got = 1;
    for (; filled < count; filled++) {
        Own source = AS_TUPLE(map->sources)->items[filled];
        got = object_next_raw(rt, source, &items[filled]);
        if (got <= 0) break;
    }
    if (got == 1) {
        *value = call_vector(rt, map->result, as_refs(items), (size_t)count, NULL);
        if (*value == NULL) got = -1;
    }
    for (ptrdiff_t i = 0; i < filled; i++) release(rt, items[i]);
    if (items != on_stack) heap_free(rt, items);
    return got;
}

/* (type, (function, iterator, …)) */
static Own map_reduce(Rt *rt, Ref self)
{
    const Parallel *map = AS_PARALLEL(self);
    ptrdiff_t count = tuple_length(map->sources);
    Own args = tuple_new(rt, count + 1);
    if (args == NULL) return NULL;
    tuple_take(args, 0, new_ref(map->result));
    for (ptrdiff_t i = 0; i < count; i++) tuple_take(args, i + 1, new_ref(tuple_peek(map->sources, i)));
    return tuple_build(rt, "ON", (Ref)self->type, args);
}

const TypeSpec map_type_spec = {
    .name = "map",
    .id = TYPE_map,
    .basicsize = offsetof(Parallel, count),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "map(func, *iterables) --> map object",
    .owned = OWNED(Parallel, sources, result),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_new = map_new,
              .tp_type_vectorcall = map_call, .tp_iter = object_itself,
              .tp_iternext = map_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = map_reduce}, "Return state information for pickling.", 0}),
};
