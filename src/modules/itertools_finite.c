/* The iterators of itertools that put items together: chain, starmap, zip_longest, accumulate and
   pairwise. */
#include "memory/gc.h"
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

/* --- chain: the items of one iterable after another's */

typedef struct Chain {
    Obj head;
    Own source; /* iterator over iterables, NULL at the end */
    Own active; /* iterator over the present one, or NULL */
} Chain;
#define AS_CHAIN(ref) ((Chain *)(uintptr_t)(ref))

/* SOURCE is taken; NULL: error. */
static Own chain_over(Rt *rt, Type *type, Own source)
{
    Own self = source == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) release(rt, source);
    else AS_CHAIN(self)->source = source;
    return self;
}

static Own chain_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "chain", args, kwargs, 0, PTRDIFF_MAX) < 0) return NULL;
    return chain_over(rt, type, object_iter(rt, args));
}

static Own chain_from_iterable(Rt *rt, Ref type, Ref iterable)
{
    return chain_over(rt, AS_TYPE((uintptr_t)type), object_iter(rt, iterable));
}

static int chain_next(Rt *rt, Ref self, Own *item)
{
    Chain *chain = AS_CHAIN(self);
    while (chain->source != NULL) {
        if (chain->active == NULL) {
            Own iterable = NULL;
            int more = object_next(rt, chain->source, &iterable);
            if (more > 0) chain->active = object_iter(rt, iterable);
            release(rt, iterable);
            if (chain->active == NULL) {
                release_clear(rt, &chain->source);
                return more > 0 ? -1 : more;
            }
        }
        int got = object_next(rt, chain->active, item);
        if (got != 0) return got;
        release_clear(rt, &chain->active);
        if (error_poll(rt) < 0) return -1;
    }
    return 0;
}

static Own chain_reduce(Rt *rt, Ref self)
{
    const Chain *chain = AS_CHAIN(self);
    if (chain->source == NULL) return tuple_build(rt, "O()", (Ref)self->type);
    if (chain->active == NULL) return tuple_build(rt, "O()(O)", (Ref)self->type, chain->source);
    return tuple_build(rt, "O()(OO)", (Ref)self->type, chain->source, chain->active);
}

static Own chain_setstate(Rt *rt, Ref self, Ref state)
{
    if (state_check(rt, state, 1, 2) < 0) return NULL;
    ptrdiff_t length = tuple_length(state);
    for (ptrdiff_t i = 0; i < length; i++) {
        if (!object_is_iterator(tuple_peek(state, i))) return error_raise(rt, TYPE_TypeError, "Arguments must be iterators.");
    }
    release_replace(rt, &AS_CHAIN(self)->source, new_ref(tuple_peek(state, 0)));
    release_replace(rt, &AS_CHAIN(self)->active, length == 1 ? NULL : new_ref(tuple_peek(state, 1)));
    return none_new(rt);
}

const TypeSpec itertools_chain_type_spec = {
    .name = "itertools.chain",
    .id = TYPE_itertools_chain,
    .basicsize = sizeof(Chain),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "chain(*iterables) --> the items of the first iterable, then those of the next, to the last.",
    .owned = OWNED(Chain, source, active),
    .slots = {OWNED_SLOTS, .tp_new = chain_new, .tp_iter = object_itself, .tp_iternext = chain_next},
    .methods = METHODS(
        {"from_iterable", METHOD_O, {.binary = chain_from_iterable}, "from_iterable($type, iterable, /)\n--\n\nA chain over the iterables that one iterable gives.", METHOD_CLASS},
        {"__reduce__", METHOD_NOARGS, {.unary = chain_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = chain_setstate}, "Set state information for unpickling.", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
};

/* --- starmap: a function of the items, which are its arguments */

typedef struct StarMap {
    Obj head;
    Own function, source;
} StarMap;
#define AS_STARMAP(ref) ((StarMap *)(uintptr_t)(ref))

static Own starmap_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "starmap", args, kwargs, 2, 2) < 0) return NULL;
    Own source = object_iter(rt, tuple_peek(args, 1));
    Own self = source == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, source);
    AS_STARMAP(self)->function = new_ref(tuple_peek(args, 0));
    AS_STARMAP(self)->source = source;
    return self;
}

static int starmap_next(Rt *rt, Ref self, Own *item)
{
    const StarMap *map = AS_STARMAP(self);
    Own given = NULL;
    int got = step_next(rt, map->source, &given);
    if (got <= 0) return got;
    if (!is_exact(given, TYPE_tuple)) release_replace(rt, &given, sequence_to_tuple(rt, given));
    if (given != NULL) *item = call_tuple(rt, map->function, given, NULL);
    release(rt, given);
    return *item == NULL ? -1 : 1;
}

static Own starmap_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(OO)", (Ref)self->type, AS_STARMAP(self)->function, AS_STARMAP(self)->source);
}

const TypeSpec itertools_starmap_type_spec = {
    .name = "itertools.starmap",
    .basicsize = sizeof(StarMap),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "starmap(function, iterable, /)\n--\n\nThe function's results for the tuples of arguments that the iterable gives.",
    .owned = OWNED(StarMap, function, source),
    .slots = {OWNED_SLOTS, .tp_new = starmap_new, .tp_iter = object_itself, .tp_iternext = starmap_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = starmap_reduce}, "Return state information for pickling.", 0}),
};

/* --- zip_longest: tuples until the longest ends */

typedef struct ZipLongest {
    Obj head;
    Own sources; /* tuple of iterators; NULL in place of one that ended */
    Own result;  /* the last tuple, used again when nobody else holds it */
    Own fill;
    ptrdiff_t count, active; /* sources in all; of them still going */
} ZipLongest;
#define AS_ZIP_LONGEST(ref) ((ZipLongest *)(uintptr_t)(ref))

/* The one keyword, fillvalue: borrowed, None when not given, NULL with TypeError. */
static Ref fill_value(Rt *rt, Ref kwargs)
{
    if (kwargs == NULL || dict_length(kwargs) == 0) return rt->none;
    Ref fill = dict_peek_text(rt, kwargs, "fillvalue");
    if (fill == NULL || dict_length(kwargs) > 1) return error_raise(rt, TYPE_TypeError, "zip_longest() got an unexpected keyword argument");
    return fill;
}

static Own zip_longest_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Ref fill = fill_value(rt, kwargs);
    if (fill == NULL) return NULL;
    ptrdiff_t count = tuple_length(args);
    Own sources = tuple_new(rt, count), result = NULL, self = NULL;
    for (ptrdiff_t i = 0; sources != NULL && i < count; i++) {
        Own iterator = object_iter(rt, tuple_peek(args, i));
        if (iterator == NULL) release_clear(rt, &sources);
        else tuple_take(sources, i, iterator);
    }
    if (sources != NULL) result = tuple_new(rt, count);
    for (ptrdiff_t i = 0; result != NULL && i < count; i++) tuple_take(result, i, none_new(rt));
    if (result != NULL) self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        release_all(rt, sources, result);
        return NULL;
    }
    ZipLongest *zip = AS_ZIP_LONGEST(self);
    zip->sources = sources;
    zip->result = result;
    zip->fill = new_ref(fill);
    zip->count = zip->active = count;
    return self;
}

/* Item INDEX of the next tuple: 1; 0 when nothing is left; -1. */
static int zip_longest_item(Rt *rt, ZipLongest *zip, ptrdiff_t index, Own *item)
{
    Own *source = &AS_TUPLE(zip->sources)->items[index];
    if (*source != NULL) {
        int got = object_next(rt, *source, item);
        if (got > 0) return 1;
        zip->active = got < 0 ? 0 : zip->active - 1;
        if (zip->active <= 0) return got;
        release_clear(rt, source);
    }
    *item = new_ref(zip->fill);
    return 1;
}

static int zip_longest_next(Rt *rt, Ref self, Own *tuple)
{
    ZipLongest *zip = AS_ZIP_LONGEST(self);
    if (zip->count == 0 || zip->active == 0) return 0;
    bool reuse = zip->result->refcount == 1;
    Own result = reuse ? new_ref(zip->result) : tuple_new(rt, zip->count);
    if (result == NULL) return -1;
    for (ptrdiff_t i = 0; i < zip->count; i++) {
        Own item = NULL;
        int got = zip_longest_item(rt, zip, i, &item);
        if (got <= 0) {
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

static Own zip_longest_reduce(Rt *rt, Ref self)
{
    const ZipLongest *zip = AS_ZIP_LONGEST(self);
    Own args = tuple_new(rt, zip->count);
    if (args == NULL) return NULL;
    for (ptrdiff_t i = 0; i < zip->count; i++) {
        Ref source = tuple_peek(zip->sources, i);
        tuple_take(args, i, new_ref(source == NULL ? rt->empty_tuple : source));
    }
    return tuple_build(rt, "ONO", (Ref)self->type, args, zip->fill);
}

static Own zip_longest_setstate(Rt *rt, Ref self, Ref state)
{
    release_replace(rt, &AS_ZIP_LONGEST(self)->fill, new_ref(state));
    return none_new(rt);
}

const TypeSpec itertools_zip_longest_type_spec = {
    .name = "itertools.zip_longest",
    .basicsize = sizeof(ZipLongest),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "zip_longest(*iterables, fillvalue=None) --> tuples until the longest iterable ends; what is missing is the fill value.",
    .owned = OWNED(ZipLongest, sources, fill),
    .slots = {OWNED_SLOTS, .tp_new = zip_longest_new, .tp_iter = object_itself, .tp_iternext = zip_longest_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = zip_longest_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = zip_longest_setstate}, "Set state information for unpickling.", 0}),
};

/* --- accumulate: running totals */

typedef struct Accumulate {
    Obj head;
    Own total;    /* NULL before the first */
    Own source;
    Own function; /* NULL: addition */
    Own initial;  /* to be given out first; None: nothing, or given out already */
} Accumulate;
#define AS_ACCUMULATE(ref) ((Accumulate *)(uintptr_t)(ref))

static Own accumulate_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"iterable", "func", "initial", NULL};
    static const ArgSpec spec = {"accumulate", names, 1, 2, 0};
    Ref given[3];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    Own source = object_iter(rt, given[0]);
    Own self = source == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, source);
    Accumulate *sums = AS_ACCUMULATE(self);
    sums->source = source;
    if (given[1] != NULL && given[1] != rt->none) sums->function = new_ref(given[1]);
    sums->initial = new_ref(given[2] == NULL ? rt->none : given[2]);
    return self;
}

static int accumulate_next(Rt *rt, Ref self, Own *item)
{
    Accumulate *sums = AS_ACCUMULATE(self);
    if (sums->initial != rt->none) {
        *item = new_ref(sums->initial);
        release_replace(rt, &sums->total, sums->initial);
        sums->initial = none_new(rt);
        return 1;
    }
    Own value = NULL, total;
    int got = step_next(rt, sums->source, &value);
    if (got <= 0) return got;
    if (sums->total == NULL) {
        sums->total = new_ref(value);
        *item = value;
        return 1;
    }
    if (sums->function == NULL) total = number_binary(rt, BINARY_ADD, sums->total, value);
    else total = call_two(rt, sums->function, sums->total, value);
    release(rt, value);
    if (total == NULL) return -1;
    *item = new_ref(total);
    release_replace(rt, &sums->total, total);
    return 1;
}

/* The source with INITIAL before it, as a chain. */
static Own accumulate_chain(Rt *rt, const Accumulate *sums, Ref before)
{
    Own first = tuple_of(rt, 1, before), chain = NULL;
    if (first != NULL) chain = call_two(rt, (Ref)RT_TYPE(rt, itertools_chain), first, sums->source);
    release(rt, first);
    return chain;
}

/* A total of None cannot be a state, where it means that there is none: (islice, (sums of what begins
   with None, 1, None)). */
static Own accumulate_reduce_none(Rt *rt, Ref self)
{
    const Accumulate *sums = AS_ACCUMULATE(self);
    Own chain = accumulate_chain(rt, sums, rt->none), again = NULL;
    if (chain != NULL) again = call_two(rt, (Ref)self->type, chain, sums->function == NULL ? rt->none : sums->function);
    release(rt, chain);
    return tuple_build(rt, "O(NOO)", (Ref)RT_TYPE(rt, itertools_islice), again, rt->small_ints[1 - SMALL_INT_MIN], rt->none);
}

static Own accumulate_reduce(Rt *rt, Ref self)
{
    const Accumulate *sums = AS_ACCUMULATE(self);
    Ref function = sums->function == NULL ? rt->none : sums->function;
    if (sums->total == rt->none) return accumulate_reduce_none(rt, self);
    if (sums->initial == rt->none)
        return tuple_build(rt, "O(OO)O", (Ref)self->type, sums->source, function, sums->total == NULL ? rt->none : sums->total);
    return tuple_build(rt, "O(NO)O", (Ref)self->type, accumulate_chain(rt, sums, sums->initial), function, rt->none);
}

static Own accumulate_setstate(Rt *rt, Ref self, Ref state)
{
    release_replace(rt, &AS_ACCUMULATE(self)->total, state == rt->none ? NULL : new_ref(state));
    return none_new(rt);
}

const TypeSpec itertools_accumulate_type_spec = {
    .name = "itertools.accumulate",
    .basicsize = sizeof(Accumulate),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "accumulate(iterable, func=None, *, initial=None)\n--\n\nThe running sums, or what a function of the total and the next item gives.",
    .owned = OWNED(Accumulate, total, initial),
    .slots = {OWNED_SLOTS, .tp_new = accumulate_new, .tp_iter = object_itself, .tp_iternext = accumulate_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = accumulate_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = accumulate_setstate}, "Set state information for unpickling.", 0}),
};

/* --- pairwise: each item with the one after it */

typedef struct Pairwise {
    Obj head;
    Own source; /* NULL at the end */
    Own last;
} Pairwise;
#define AS_PAIRWISE(ref) ((Pairwise *)(uintptr_t)(ref))

static Own pairwise_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "pairwise", args, kwargs, 1, 1) < 0) return NULL;
    return chain_over(rt, type, object_iter(rt, tuple_peek(args, 0)));
}

static int pairwise_next(Rt *rt, Ref self, Own *pair)
{
    Pairwise *pairs = AS_PAIRWISE(self);
    if (pairs->source == NULL) return 0;
    Own source = new_ref(pairs->source), last = NULL, item = NULL;
    int got = 1;
    if (pairs->last == NULL) {
        got = step_next(rt, source, &item);
        if (got > 0) release_replace(rt, &pairs->last, STEAL(item));
        if (got > 0 && pairs->source == NULL) got = 0;
    }
    if (got > 0) {
        last = new_ref(pairs->last);
        got = step_next(rt, source, &item);
    }
    if (got > 0) {
        *pair = tuple_of(rt, 2, last, item);
        release_replace(rt, &pairs->last, item);
        if (*pair == NULL) got = -1;
    } else {
        release_clear(rt, &pairs->source);
        release_clear(rt, &pairs->last);
    }
    release_all(rt, last, source);
    return got;
}

const TypeSpec itertools_pairwise_type_spec = {
    .name = "itertools.pairwise",
    .basicsize = sizeof(Pairwise),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "pairwise(iterable, /)\n--\n\nEach item with its successor: (s0, s1), (s1, s2), ...",
    .owned = OWNED(Pairwise, source, last),
    .slots = {OWNED_SLOTS, .tp_new = pairwise_new, .tp_iter = object_itself, .tp_iternext = pairwise_next},
};
