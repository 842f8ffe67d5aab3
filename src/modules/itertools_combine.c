/* The combinatoric iterators of itertools: product, permutations, combinations and
   combinations_with_replacement.  Each keeps the indices of the items it gave out last, and goes on
   to the next indices in lexicographic order. */
#include <string.h>

#include "memory/heap.h"
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

typedef struct Combine {
    Obj head;
    Own pool;           /* tuple of items; of a product: tuple of such tuples */
    Own result;         /* given out last; NULL before the first */
    ptrdiff_t *indices; /* of a product one a pool, of permutations one an item, else one a place */
    ptrdiff_t stopped;

    ptrdiff_t length; /* of results; of a product: in the pool itself */

    ptrdiff_t *cycles; /* permutations: how many swaps each place still has before it */
} Combine;
#define AS_COMBINE(ref) ((Combine *)(uintptr_t)(ref))

static int combine_clear(Rt *rt, Obj *self)
{
    AS_COMBINE(self)->stopped = 1;
    release_clear(rt, &AS_COMBINE(self)->result);
    return 0;
}

static void combine_dealloc(Rt *rt, Obj *self)
{
    heap_free(rt, AS_COMBINE(self)->indices);
    owned_dealloc(rt, self);
}

#define COMBINE_SLOTS .tp_traverse = owned_traverse, .tp_clear = combine_clear, .tp_iter = object_itself

/* COUNT numbers, all 0; NULL with MemoryError. */
static ptrdiff_t *sizes_new(Rt *rt, ptrdiff_t count)
{
    if ((size_t)count > PTRDIFF_MAX / sizeof(ptrdiff_t)) {
        heap_no_memory(rt);
        return NULL;
    }
    ptrdiff_t *sizes = heap_alloc(rt, (size_t)count * sizeof *sizes);
    if (sizes != NULL) memset(sizes, 0, (size_t)count * sizeof *sizes);
    return sizes;
}

/* An iterator of TYPE over POOL (taken; NULL: error) with COUNT indices. */
static Own combine_over(Rt *rt, Type *type, Own pool, ptrdiff_t count)
{
    ptrdiff_t *indices = pool == NULL ? NULL : sizes_new(rt, count);
    Own self = indices == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        heap_free(rt, indices);
        release(rt, pool);
        return NULL;
    }
    AS_COMBINE(self)->pool = pool;
    AS_COMBINE(self)->indices = indices;
    return self;
}

/* Stops, or gives the result that is ready: what each tp_iternext ends with. */
static int combine_give(Combine *combine, bool more, Own *item)
{
    if (!more) combine->stopped = 1;
    else *item = new_ref(combine->result);
    return more;
}

/* Puts item INDEX of POOL into PLACE of the result. */
static void combine_put(Rt *rt, Combine *combine, ptrdiff_t place, Ref pool, ptrdiff_t index)
{
    tuple_tell_item(rt, combine->result, place, tuple_peek(pool, index));
    release_replace(rt, &AS_TUPLE(combine->result)->items[place], new_ref(tuple_peek(pool, index)));
}

/* The first result, by the indices as they are; 0 or -1. */
static int combine_begin(Rt *rt, Combine *combine)
{
    combine->result = tuple_new(rt, combine->length);
    for (ptrdiff_t i = 0; combine->result != NULL && i < combine->length; i++)
        tuple_take(combine->result, i, new_ref(tuple_peek(combine->pool, combine->indices[i])));
    return combine->result == NULL ? -1 : 0;
}

static Own combine_sizeof(Rt *rt, Ref self)
{
    const Combine *combine = AS_COMBINE(self);
    return int_new(rt, self->type->basicsize + combine->length * (ptrdiff_t)sizeof(ptrdiff_t));
}

/* --- product */

/* repeat=…, the one keyword; -1 with an exception pending. */
static ptrdiff_t product_repeat(Rt *rt, Ref kwargs)
{
    static const char *const names[] = {"repeat", NULL};
    static const ArgSpec spec = {"product", names, 0, 0, 0};
    Ref given[1];
    if (kwargs == NULL) return 1;
    if (args_bind_tuple(rt, &spec, rt->empty_tuple, kwargs, given) < 0) return -1;
    if (given[0] == NULL) return 1;
    ptrdiff_t times = number_as_size(rt, given[0], TYPE_OverflowError);
    if (rt_is_pending(rt)) return -1;
    return times >= 0 ? times : error_raise_int(rt, TYPE_ValueError, "repeat argument cannot be negative");
}

static Own product_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    ptrdiff_t times = product_repeat(rt, kwargs), given = times == 0 ? 0 : tuple_length(args);
    if (times < 0) return NULL;
    if (times != 0 && (size_t)given > PTRDIFF_MAX / sizeof(ptrdiff_t) / (size_t)times)
        return error_raise(rt, TYPE_OverflowError, "repeat argument too large");
    Own pools = tuple_new(rt, given * times);
    for (ptrdiff_t i = 0; pools != NULL && i < given * times; i++) {
        Own pool = i < given ? sequence_to_tuple(rt, tuple_peek(args, i)) : new_ref(tuple_peek(pools, i - given));
        if (pool == NULL) release_clear(rt, &pools);
        else tuple_take(pools, i, pool);
    }
    return combine_over(rt, type, pools, given * times);
}

/* The first item of each pool: 1; 0 when a pool is empty; -1. */
static int product_begin(Rt *rt, Combine *product)
{
    ptrdiff_t count = tuple_length(product->pool);
    Own first = tuple_new(rt, count);
    if (first == NULL) return -1;
    for (ptrdiff_t i = 0; i < count; i++) {
        Ref pool = tuple_peek(product->pool, i);
        if (tuple_length(pool) == 0) {
            release(rt, first);
            return 0;
        }
        tuple_take(first, i, new_ref(tuple_peek(pool, product->indices[i])));
    }
    release_replace(rt, &product->result, first);
    return 1;
}

static int product_next(Rt *rt, Ref self, Own *item)
{
    Combine *product = AS_COMBINE(self);
    if (product->stopped) return 0;
    if (product->result == NULL) {
        int begun = product_begin(rt, product);
        return begun < 0 ? -1 : combine_give(product, begun, item);
    }
    if (result_prepare(rt, &product->result) < 0) return -1;
    ptrdiff_t i = tuple_length(product->pool) - 1;
    for (; i >= 0; i--) {
        Ref pool = tuple_peek(product->pool, i);
        bool carry = ++product->indices[i] == tuple_length(pool);
        if (carry) product->indices[i] = 0;
        combine_put(rt, product, i, pool, product->indices[i]);
        if (!carry) break;
    }
    return combine_give(product, i >= 0, item);
}

static Own product_reduce(Rt *rt, Ref self)
{
    const Combine *product = AS_COMBINE(self);
    if (product->stopped) return tuple_build(rt, "O(O)", (Ref)self->type, rt->empty_tuple);
    if (product->result == NULL) return tuple_of(rt, 2, (Ref)self->type, product->pool);
    return tuple_build(rt, "OON", (Ref)self->type, product->pool, tuple_of_sizes(rt, product->indices, tuple_length(product->pool)));
}

/* Reads the index in PLACE of the tuple STATE, clipped into LOW..HIGH; 0 or -1. */
static int index_read(Rt *rt, Ref state, ptrdiff_t place, ptrdiff_t low, ptrdiff_t high, ptrdiff_t *index)
{
    ptrdiff_t value = number_as_size(rt, tuple_peek(state, place), TYPE_OverflowError);
    if (rt_is_pending(rt)) return -1;
    *index = value < low ? low : value > high ? high : value;
    return 0;
}

static Own product_setstate(Rt *rt, Ref self, Ref state)
{
    Combine *product = AS_COMBINE(self);
    ptrdiff_t count = tuple_length(product->pool);
    if (!is_tuple(state) || tuple_length(state) != count) return error_raise(rt, TYPE_ValueError, "invalid arguments");
    for (ptrdiff_t i = 0; i < count; i++) {
        ptrdiff_t length = tuple_length(tuple_peek(product->pool, i));
        if (length == 0) {
            product->stopped = 1;
            return none_new(rt);
        }
        if (index_read(rt, state, i, 0, length - 1, &product->indices[i]) < 0) return NULL;
    }
    return product_begin(rt, product) < 0 ? NULL : none_new(rt);
}

static Own product_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, self->type->basicsize + tuple_length(AS_COMBINE(self)->pool) * (ptrdiff_t)sizeof(ptrdiff_t));
}

const TypeSpec itertools_product_type_spec = {
    .name = "itertools.product",
    .basicsize = offsetof(Combine, length),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "product(*iterables, repeat=1) --> every tuple with one item of each iterable.",
    .owned = OWNED(Combine, pool, result),
    .slots = {COMBINE_SLOTS, .tp_dealloc = combine_dealloc, .tp_new = product_new, .tp_iternext = product_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = product_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = product_setstate}, "Set state information for unpickling.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = product_sizeof}, "Returns size in memory, in bytes.", 0}),
};

/* --- combinations, with and without replacement */

static Own choose_new(Rt *rt, Type *type, Ref args, Ref kwargs, const char *name, bool again)
{
    static const char *const names[] = {"iterable", "r", NULL};
    const ArgSpec spec = {name, names, 2, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    ptrdiff_t length = number_as_size(rt, given[1], TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    Own pool = sequence_to_tuple(rt, given[0]);
    if (pool != NULL && length < 0) {
        release_clear(rt, &pool);
        return error_raise(rt, TYPE_ValueError, "r must be non-negative");
    }
    Own self = combine_over(rt, type, pool, length < 0 ? 0 : length);
    if (self == NULL) return NULL;
    Combine *combine = AS_COMBINE(self);
    combine->length = length;
    combine->stopped = again ? tuple_length(pool) == 0 && length > 0 : length > tuple_length(pool);
    for (ptrdiff_t i = 0; !again && i < length; i++) combine->indices[i] = i;
    return self;
}

/* The next indices: those of a combination rise, those of one with replacement (AGAIN) do not fall. */
static int choose_next(Rt *rt, Combine *combine, bool again, Own *item)
{
    if (combine->stopped) return 0;
    if (combine->result == NULL) return combine_begin(rt, combine) < 0 ? -1 : combine_give(combine, true, item);
    if (result_prepare(rt, &combine->result) < 0) return -1;
    ptrdiff_t n = tuple_length(combine->pool), r = combine->length, i = r - 1, *indices = combine->indices;
    while (i >= 0 && indices[i] == (again ? n - 1 : i + n - r)) i--;
    if (i < 0) return combine_give(combine, false, item);
    ptrdiff_t index = indices[i] + 1;
    for (; i < r; i++) {
        indices[i] = again ? index : index++;
        combine_put(rt, combine, i, combine->pool, indices[i]);
    }
    return combine_give(combine, true, item);
}

/* (type, (pool, r)), and the indices as the state once it has begun. */
static Own choose_reduce(Rt *rt, Ref self)
{
    const Combine *combine = AS_COMBINE(self);
    bool begun = combine->result != NULL;
    Ref pool = begun && combine->stopped ? rt->empty_tuple : combine->pool;
    if (!begun || combine->stopped) return tuple_build(rt, "O(ON)", (Ref)self->type, pool, int_new(rt, combine->length));
    return tuple_build(rt, "O(ON)N", (Ref)self->type, pool, int_new(rt, combine->length), tuple_of_sizes(rt, combine->indices, combine->length));
}

static Own choose_setstate(Rt *rt, Ref self, Ref state)
{
    Combine *combine = AS_COMBINE(self);
    ptrdiff_t n = tuple_length(combine->pool), r = combine->length;
    bool again = self->type->slots.tp_iternext == itertools_combinations_with_replacement_type_spec.slots.tp_iternext;
    if (!is_tuple(state) || tuple_length(state) != r) return error_raise(rt, TYPE_ValueError, "invalid arguments");
    for (ptrdiff_t i = 0; i < r; i++) {
        ptrdiff_t high = again ? n - 1 : i + n - r;
        if (index_read(rt, state, i, 0, high, &combine->indices[i]) < 0) return NULL;
        if (combine->indices[i] < 0 || combine->indices[i] >= n) return error_raise(rt, TYPE_ValueError, "invalid arguments");
    }
    release_clear(rt, &combine->result);
    return combine_begin(rt, combine) < 0 ? NULL : none_new(rt);
}

static const MethodDef choose_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = choose_reduce}, "Return state information for pickling.", 0},
    {"__setstate__", METHOD_O, {.binary = choose_setstate}, "Set state information for unpickling.", 0},
    {"__sizeof__", METHOD_NOARGS, {.unary = combine_sizeof}, "Returns size in memory, in bytes.", 0},
    {0},
};

static Own combinations_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return choose_new(rt, type, args, kwargs, "combinations", false);
}

static int combinations_next(Rt *rt, Ref self, Own *item)
{
    return choose_next(rt, AS_COMBINE(self), false, item);
}

const TypeSpec itertools_combinations_type_spec = {
    .name = "itertools.combinations",
    .basicsize = offsetof(Combine, cycles),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "combinations(iterable, r)\n--\n\nEvery choice of r items, in their order.",
    .owned = OWNED(Combine, pool, result),
    .slots = {COMBINE_SLOTS, .tp_dealloc = combine_dealloc, .tp_new = combinations_new, .tp_iternext = combinations_next},
    .methods = choose_methods,
};

static Own replacement_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return choose_new(rt, type, args, kwargs, "combinations_with_replacement", true);
}

static int replacement_next(Rt *rt, Ref self, Own *item)
{
    return choose_next(rt, AS_COMBINE(self), true, item);
}

const TypeSpec itertools_combinations_with_replacement_type_spec = {
    .name = "itertools.combinations_with_replacement",
    .basicsize = offsetof(Combine, cycles),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "combinations_with_replacement(iterable, r)\n--\n\nEvery choice of r items, in their order, each as often as wanted.",
    .owned = OWNED(Combine, pool, result),
    .slots = {COMBINE_SLOTS, .tp_dealloc = combine_dealloc, .tp_new = replacement_new, .tp_iternext = replacement_next},
    .methods = choose_methods,
};

/* --- permutations */

static void permutations_dealloc(Rt *rt, Obj *self)
{
    heap_free(rt, AS_COMBINE(self)->cycles);
    combine_dealloc(rt, self);
}

/* The length of results: LENGTH_ARG, or N when it is None; -1 with an exception pending. */
static ptrdiff_t permutations_length(Rt *rt, Ref length_arg, ptrdiff_t n)
{
    if (length_arg == NULL || length_arg == rt->none) return n;
    if (!is_int(length_arg)) return error_raise_int(rt, TYPE_TypeError, "Expected int as r");
    ptrdiff_t length = number_as_size(rt, length_arg, TYPE_OverflowError);
    if (rt_is_pending(rt)) return -1;
    return length >= 0 ? length : error_raise_int(rt, TYPE_ValueError, "r must be non-negative");
}

static Own permutations_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"iterable", "r", NULL};
    static const ArgSpec spec = {"permutations", names, 1, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    Own pool = sequence_to_tuple(rt, given[0]);
    if (pool == NULL) return NULL;
    ptrdiff_t n = tuple_length(pool), length = permutations_length(rt, given[1], n);
    if (length < 0) release_clear(rt, &pool);
    Own self = combine_over(rt, type, pool, n);
    if (self == NULL) return NULL;
    Combine *combine = AS_COMBINE(self);
    combine->length = length;
    combine->stopped = length > n;
    combine->cycles = sizes_new(rt, length);
    if (combine->cycles == NULL) release_clear(rt, &self);
    for (ptrdiff_t i = 0; self != NULL && i < n; i++) combine->indices[i] = i;
    for (ptrdiff_t i = 0; self != NULL && i < length; i++) combine->cycles[i] = n - i;
    return self;
}

/* Moves on place I; false when all its swaps are done and the next place to the left is due. */
static bool permutations_turn(Combine *combine, ptrdiff_t i, ptrdiff_t n)
{
    ptrdiff_t *indices = combine->indices, index = indices[i];
    if (--combine->cycles[i] == 0) {
        memmove(&indices[i], &indices[i + 1], (size_t)(n - 1 - i) * sizeof *indices);
        indices[n - 1] = index;
        combine->cycles[i] = n - i;
        return false;
    }
    ptrdiff_t other = n - combine->cycles[i];
    indices[i] = indices[other];
    indices[other] = index;
    return true;
}

static int permutations_next(Rt *rt, Ref self, Own *item)
{
    Combine *combine = AS_COMBINE(self);
    if (combine->stopped) return 0;
    if (combine->result == NULL) return combine_begin(rt, combine) < 0 ? -1 : combine_give(combine, true, item);
    if (result_prepare(rt, &combine->result) < 0) return -1;
    ptrdiff_t n = tuple_length(combine->pool), i = combine->length - 1;
    while (i >= 0 && !permutations_turn(combine, i, n)) i--;
    for (ptrdiff_t k = i; i >= 0 && k < combine->length; k++) combine_put(rt, combine, k, combine->pool, combine->indices[k]);
    return combine_give(combine, i >= 0, item);
}

static Own permutations_reduce(Rt *rt, Ref self)
{
    const Combine *combine = AS_COMBINE(self);
    if (combine->result == NULL || combine->stopped) return choose_reduce(rt, self);
    Own indices = tuple_of_sizes(rt, combine->indices, tuple_length(combine->pool));
    Own cycles = tuple_of_sizes(rt, combine->cycles, combine->length);
    return tuple_build(rt, "O(ON)(NN)", (Ref)self->type, combine->pool, int_new(rt, combine->length), indices, cycles);
}

static Own permutations_setstate(Rt *rt, Ref self, Ref state)
{
    Combine *combine = AS_COMBINE(self);
    ptrdiff_t n = tuple_length(combine->pool), r = combine->length;
    if (state_check(rt, state, 2, 2) < 0) return NULL;
    Ref indices = tuple_peek(state, 0), cycles = tuple_peek(state, 1);
    if (!is_tuple(indices) || !is_tuple(cycles) || tuple_length(indices) != n || tuple_length(cycles) != r || r > n)
        return error_raise(rt, TYPE_ValueError, "invalid arguments");
    for (ptrdiff_t i = 0; i < n; i++) {
        if (index_read(rt, indices, i, 0, n - 1, &combine->indices[i]) < 0) return NULL;
    }
    for (ptrdiff_t i = 0; i < r; i++) {
        if (index_read(rt, cycles, i, 1, n - i, &combine->cycles[i]) < 0) return NULL;
    }
    release_clear(rt, &combine->result);
    return combine_begin(rt, combine) < 0 ? NULL : none_new(rt);
}

static Own permutations_sizeof(Rt *rt, Ref self)
{
    ptrdiff_t count = tuple_length(AS_COMBINE(self)->pool) + AS_COMBINE(self)->length;
    return int_new(rt, self->type->basicsize + count * (ptrdiff_t)sizeof(ptrdiff_t));
}

const TypeSpec itertools_permutations_type_spec = {
    .name = "itertools.permutations",
    .basicsize = sizeof(Combine),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "permutations(iterable, r=None)\n--\n\nEvery order of r of the items.",
    .owned = OWNED(Combine, pool, result),
    .slots = {COMBINE_SLOTS, .tp_dealloc = permutations_dealloc, .tp_new = permutations_new, .tp_iternext = permutations_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = permutations_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = permutations_setstate}, "Set state information for unpickling.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = permutations_sizeof}, "Returns size in memory, in bytes.", 0}),
};
