/* range: start, stop and step as ints of any size.  Iterating over one whose numbers fit 64 bits
   makes a range_iterator, else a longrange_iterator. */
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/int_digits.h"
#include "objects/iterobj.h"
#include "objects/object_reduce.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct RangeObj {
    Obj head;
    Own start, stop, step; /* exact ints */
    Own length;
} RangeObj;
#define AS_RANGE(ref) ((RangeObj *)(ref))

typedef struct RangeIteratorObj {
    Obj head;
    int64_t index, start, step, length;
} RangeIteratorObj;
#define AS_RANGE_ITERATOR(ref) ((RangeIteratorObj *)(ref))

typedef struct LongRangeIteratorObj {
    Obj head;
    Own index, start, step, length;
} LongRangeIteratorObj;
#define AS_LONG_RANGE_ITERATOR(ref) ((LongRangeIteratorObj *)(ref))

/* How many numbers lie between: max(0, ceil((stop - start) / step)). */
static Own count_between(Rt *rt, Ref start, Ref stop, Ref step)
{
    bool up = int_sign(step) > 0;
    Ref low = up ? start : stop, high = up ? stop : start;
    if (int_order(low, high) >= 0) return int_new(rt, 0);
    Ref one = rt->small_ints[1 - SMALL_INT_MIN];
    Own span = int_subtract(rt, high, low), less = NULL, size = NULL, whole = NULL, count = NULL;
    size = up ? new_ref(step) : int_negate(rt, step);
    if (span != NULL) less = int_subtract(rt, span, one);
    if (less != NULL && size != NULL && int_divide(rt, less, size, &whole, NULL) == 0) count = int_add(rt, whole, one);
    release_all(rt, span, less, size, whole);
    return count;
}

/* Takes the three numbers. */
static Own range_of(Rt *rt, Own start, Own stop, Own step)
{
    Own self = NULL, length = NULL;
    if (start != NULL && stop != NULL && step != NULL) length = count_between(rt, start, stop, step);
    if (length != NULL) self = object_new(rt, RT_TYPE(rt, range));
    if (self == NULL) {
        release_all(rt, start, stop, step, length);
        return NULL;
    }
    RangeObj *range = AS_RANGE(self);
    range->start = start;
    range->stop = stop;
    range->step = step;
    range->length = length;
    return self;
}

/* Of one to three arguments. */
static Own range_from(Rt *rt, const Ref *args, ptrdiff_t count)
{
    Own start = count == 1 ? int_new(rt, 0) : number_index(rt, args[0]), stop = NULL, step = NULL;
    if (start != NULL) stop = number_index(rt, args[count == 1 ? 0 : 1]);
    if (stop != NULL) step = count < 3 ? int_new(rt, 1) : number_index(rt, args[2]);
    if (step != NULL && int_sign(step) == 0) {
        release_clear(rt, &step);
        (void)error_raise(rt, TYPE_ValueError, "range() arg 3 must not be zero");
    }
    return range_of(rt, start, stop, step);
}

static Own range_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    ptrdiff_t count = tuple_length(args);
    if (args_no_keywords(rt, "range", kwargs) < 0 || args_count(rt, "range", count, 1, 3) < 0) return NULL;
    return range_from(rt, as_refs(AS_TUPLE(args)->items), count);
}

/* range(…), without a tuple of the arguments. */
static Own range_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "range", nargsf, kwnames, 1, 3);
    return nargs < 0 ? NULL : range_from(rt, args, nargs);
}

static Own range_repr(Rt *rt, Ref self)
{
    const RangeObj *range = AS_RANGE(self);
    if (int_is_small(range->step) && int_small_value(range->step) == 1) {
        return str_format(rt, "range(%R, %R)", range->start, range->stop);
    }
    return str_format(rt, "range(%R, %R, %R)", range->start, range->stop, range->step);
}

static ptrdiff_t range_length(Rt *rt, Ref self)
{
    int overflow;
    int64_t length = int_value_overflow(AS_RANGE(self)->length, &overflow);
    if (overflow != 0) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C ssize_t");
    return (ptrdiff_t)length;
}

static int range_bool(Rt *rt, Ref self)
{
    return int_sign(AS_RANGE(self)->length) != 0;
}

/* start + index * step */
static Own number_at(Rt *rt, const RangeObj *range, Ref index)
{
    Own offset = int_multiply(rt, index, range->step);
    Own number = offset == NULL ? NULL : int_add(rt, range->start, offset);
    release(rt, offset);
    return number;
}

/* INDEX, exact, counted from the end when negative; IndexError. */
static Own item_at(Rt *rt, const RangeObj *range, Ref index)
{
    Own at = int_sign(index) < 0 ? int_add(rt, index, range->length) : new_ref(index), number = NULL;
    if (at == NULL) return NULL;
    if (int_sign(at) < 0 || int_order(at, range->length) >= 0) (void)error_raise(rt, TYPE_IndexError, "range object index out of range");
    else number = number_at(rt, range, at);
    release(rt, at);
    return number;
}

static Own range_item(Rt *rt, Ref self, ptrdiff_t index)
{
    Own number = int_new(rt, index), item = NULL;
    if (number != NULL) item = item_at(rt, AS_RANGE(self), number);
    release(rt, number);
    return item;
}

static Own range_slice(Rt *rt, Ref self, Ref slice)
{
    const RangeObj *range = AS_RANGE(self);
    Own first = NULL, last = NULL, by = NULL, a = NULL, b = NULL, c = NULL;
    if (slice_resolve_long(rt, slice, range->length, &first, &last, &by) < 0) return NULL;
    a = number_at(rt, range, first);
    b = number_at(rt, range, last);
    c = int_multiply(rt, range->step, by);
    release_all(rt, first, last, by);
    return range_of(rt, a, b, c);
}

static Own range_subscript(Rt *rt, Ref self, Ref key)
{
    if (is_exact(key, TYPE_slice)) return range_slice(rt, self, key);
    if (!number_has_index(key)) {
        return error_raise(rt, TYPE_TypeError, "range indices must be integers or slices, not %.200T", key);
    }
    Own index = number_index(rt, key), item = NULL;
    if (index != NULL) item = item_at(rt, AS_RANGE(self), index);
    release(rt, index);
    return item;
}

/* The index of an exact int, or NULL without an exception when it is not in the range. */
static Own index_of(Rt *rt, const RangeObj *range, Ref number)
{
    bool up = int_sign(range->step) > 0;
    if ((int_order(number, range->start) < 0) == up && int_order(number, range->start) != 0) return NULL;
    if (int_order(number, range->stop) == 0 || (int_order(number, range->stop) > 0) == up) return NULL;
    Own offset = int_subtract(rt, number, range->start), whole = NULL, rest = NULL;
    if (offset != NULL && int_divide(rt, offset, range->step, &whole, &rest) == 0 && int_sign(rest) != 0) release_clear(rt, &whole);
    release_all(rt, offset, rest);
    return whole;
}

static int range_contains(Rt *rt, Ref self, Ref item)
{
    if (is_exact(item, TYPE_int) || is_exact(item, TYPE_bool)) {
        Own index = index_of(rt, AS_RANGE(self), item);
        bool found = index != NULL;
        release(rt, index);
        return rt_is_pending(rt) ? -1 : found;
    }
    Own iterator = object_iter(rt, self), each = NULL;
    int more = iterator == NULL ? -1 : 0;
    while (iterator != NULL && (more = object_next(rt, iterator, &each)) > 0) {
        int equal = object_compare_bool(rt, each, item, COMPARE_EQ);
        release(rt, each);
        if (equal != 0 || error_poll(rt) < 0) {
            more = equal > 0 ? 1 : -1;
            break;
        }
    }
    release(rt, iterator);
    return more;
}

static Own range_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_exact(right, TYPE_range) || (op != COMPARE_EQ && op != COMPARE_NE)) return not_implemented_new(rt);
    const RangeObj *a = AS_RANGE(left), *b = AS_RANGE(right);
    bool one = int_is_small(a->length) && int_small_value(a->length) == 1;
    bool equal = int_order(a->length, b->length) == 0 && (int_sign(a->length) == 0 || (int_order(a->start, b->start) == 0 && (one || int_order(a->step, b->step) == 0)));
    return bool_new(rt, equal == (op == COMPARE_EQ));
}

static ptrdiff_t range_hash(Rt *rt, Ref self)
{
    const RangeObj *range = AS_RANGE(self);
    bool none = int_sign(range->length) == 0, one = int_is_small(range->length) && int_small_value(range->length) == 1;
    Own key = tuple_of(rt, 3, range->length, none ? rt->none : range->start, none || one ? rt->none : range->step);
    if (key == NULL) return -1;
    ptrdiff_t hash = object_hash(rt, key);
    release(rt, key);
    return hash;
}

static Own range_count(Rt *rt, Ref self, Ref item)
{
    if (is_exact(item, TYPE_int) || is_exact(item, TYPE_bool)) return int_new(rt, range_contains(rt, self, item));
    return object_search(rt, self, item, false);
}

static Own range_index(Rt *rt, Ref self, Ref item)
{
    if (!is_exact(item, TYPE_int) && !is_exact(item, TYPE_bool)) return object_search(rt, self, item, true);
    Own index = index_of(rt, AS_RANGE(self), item);
    if (index != NULL || rt_is_pending(rt)) return index;
    return error_raise(rt, TYPE_ValueError, "%R is not in range", item);
}

static Own range_reduce(Rt *rt, Ref self)
{
    const RangeObj *range = AS_RANGE(self);
    return tuple_build(rt, "O(OOO)", (Ref)self->type, range->start, range->stop, range->step);
}

/* --- iterators */

/* An iterator from START on by STEP; all borrowed ints. */
static Own iterator_of(Rt *rt, Ref start, Ref step, Ref length)
{
    int a, b, c, d;
    int64_t first = int_value_overflow(start, &a), by = int_value_overflow(step, &b), count = int_value_overflow(length, &c), last;
    d = __builtin_mul_overflow(by, count, &last) || __builtin_add_overflow(first, last, &last);
    if (a == 0 && b == 0 && c == 0 && !d) {
        Own self = object_new(rt, RT_TYPE(rt, range_iterator));
        if (self == NULL) return NULL;
        RangeIteratorObj *walk = AS_RANGE_ITERATOR(self);
        walk->start = first;
        walk->step = by;
        walk->length = count;
        return self;
    }
    Own self = object_new(rt, RT_TYPE(rt, longrange_iterator));
    if (self == NULL) return NULL;
    LongRangeIteratorObj *walk = AS_LONG_RANGE_ITERATOR(self);
    walk->index = int_new(rt, 0);
    walk->start = new_ref(start);
    walk->step = new_ref(step);
    walk->length = new_ref(length);
    return self;
}

static Own range_iter(Rt *rt, Ref self)
{
    const RangeObj *range = AS_RANGE(self);
    return iterator_of(rt, range->start, range->step, range->length);
}

static Own range_reversed(Rt *rt, Ref self)
{
    const RangeObj *range = AS_RANGE(self);
    Own last = int_subtract(rt, range->length, rt->small_ints[1 - SMALL_INT_MIN]), start = NULL, step = NULL, walk = NULL;
    if (last != NULL) start = number_at(rt, range, last);
    step = int_negate(rt, range->step);
    if (start != NULL && step != NULL) walk = iterator_of(rt, start, step, range->length);
    release_all(rt, last, start, step);
    return walk;
}

static int range_next(Rt *rt, Ref self, Own *item)
{
    RangeIteratorObj *walk = AS_RANGE_ITERATOR(self);
    if (walk->index >= walk->length) return 0;
    *item = int_new(rt, walk->start + walk->index++ * walk->step);
    return *item == NULL ? -1 : 1;
}

static Own range_length_hint(Rt *rt, Ref self)
{
    const RangeIteratorObj *walk = AS_RANGE_ITERATOR(self);
    return int_new(rt, walk->length - walk->index);
}

/* (iter, (the whole range,), INDEX); takes STOP, of which NULL is an error. */
static Own iterator_reduced(Rt *rt, Ref start, Own stop, Ref step, Ref index)
{
    Own range = stop == NULL ? NULL : range_of(rt, new_ref(start), stop, new_ref(step));
    return reduced_to_builtin(rt, "iter", tuple_build(rt, "N", range), index);
}

static Own range_iterator_reduce(Rt *rt, Ref self)
{
    const RangeIteratorObj *walk = AS_RANGE_ITERATOR(self);
    Own numbers[4] = {int_new(rt, walk->start), int_new(rt, walk->start + walk->length * walk->step),
                      int_new(rt, walk->step), int_new(rt, walk->index)};
    Own result = NULL;
    if (numbers[0] != NULL && numbers[2] != NULL && numbers[3] != NULL)
        result = iterator_reduced(rt, numbers[0], STEAL(numbers[1]), numbers[2], numbers[3]);
    for (int i = 0; i < 4; i++) release(rt, numbers[i]);
    return result;
}

static Own range_iterator_setstate(Rt *rt, Ref self, Ref state)
{
    RangeIteratorObj *walk = AS_RANGE_ITERATOR(self);
    ptrdiff_t index;
    if (args_size(rt, state, &index) < 0) return NULL;
    walk->index = index < 0 ? 0 : index > walk->length ? walk->length : index;
    return none_new(rt);
}

static int long_range_next(Rt *rt, Ref self, Own *item)
{
    LongRangeIteratorObj *walk = AS_LONG_RANGE_ITERATOR(self);
    if (int_order(walk->index, walk->length) >= 0) return 0;
    Own offset = int_multiply(rt, walk->index, walk->step), next = int_add(rt, walk->index, rt->small_ints[1 - SMALL_INT_MIN]);
    *item = offset == NULL || next == NULL ? NULL : int_add(rt, walk->start, offset);
    release(rt, offset);
    if (*item == NULL) return error_release_int(rt, next);
    release_replace(rt, &walk->index, next);
    return 1;
}

static Own long_range_length_hint(Rt *rt, Ref self)
{
    const LongRangeIteratorObj *walk = AS_LONG_RANGE_ITERATOR(self);
    return int_subtract(rt, walk->length, walk->index);
}

static Own long_range_reduce(Rt *rt, Ref self)
{
    const LongRangeIteratorObj *walk = AS_LONG_RANGE_ITERATOR(self);
    Own span = int_multiply(rt, walk->length, walk->step);
    Own stop = span == NULL ? NULL : int_add(rt, walk->start, span);
    release(rt, span);
    return iterator_reduced(rt, walk->start, stop, walk->step, walk->index);
}

static Own long_range_setstate(Rt *rt, Ref self, Ref state)
{
    LongRangeIteratorObj *walk = AS_LONG_RANGE_ITERATOR(self);
    if (!is_int(state)) return error_raise(rt, TYPE_TypeError, "state must be an int, not %.100T", state);
    Ref zero = rt->small_ints[-SMALL_INT_MIN];
    Ref index = int_order(state, zero) < 0 ? zero : int_order(state, walk->length) > 0 ? (Ref)walk->length : state;
    release_replace(rt, &walk->index, new_ref(index));
    return none_new(rt);
}

const TypeSpec range_type_spec = {
    .name = "range",
    .id = TYPE_range,
    .basicsize = sizeof(RangeObj),
    .flags = TYPE_FLAG_SEQUENCE,
    .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range object\n\nThe integers from start up to, but not including, stop.",
    .owned = OWNED(RangeObj, start, length),
    .slots = {
        .tp_dealloc = owned_dealloc,
        .tp_new = range_type_new,
        .tp_type_vectorcall = range_type_call,
        .tp_repr = range_repr,
        .tp_hash = range_hash,
        .tp_richcompare = range_richcompare,
        .tp_iter = range_iter,
        .nb_bool = range_bool,
        .sq_length = range_length,
        .sq_item = range_item,
        .sq_contains = range_contains,
        .mp_length = range_length,
        .mp_subscript = range_subscript,
    },
    .methods = METHODS(
        {"__reversed__", METHOD_NOARGS, {.unary = range_reversed}, "Return a reverse iterator.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = range_reduce}, NULL, 0},
        {"count", METHOD_O, {.binary = range_count}, "How often the value occurs.", 0},
        {"index", METHOD_O, {.binary = range_index}, "Index of the value; ValueError when it is not there.", 0}),
    .members = MEMBERS(
        {"start", MEMBER_OBJECT_EX, offsetof(RangeObj, start), true, NULL},
        {"stop", MEMBER_OBJECT_EX, offsetof(RangeObj, stop), true, NULL},
        {"step", MEMBER_OBJECT_EX, offsetof(RangeObj, step), true, NULL}),
};

const TypeSpec range_iterator_type_spec = {
    .name = "range_iterator",
    .id = TYPE_range_iterator,
    .basicsize = sizeof(RangeIteratorObj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {.tp_iter = object_itself, .tp_iternext = range_next},
    .methods = METHODS(
        {"__length_hint__", METHOD_NOARGS, {.unary = range_length_hint}, "How many items are left, as far as known.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = range_iterator_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = range_iterator_setstate}, "Set state information for unpickling.", 0}),
};

const TypeSpec longrange_iterator_type_spec = {
    .name = "longrange_iterator",
    .id = TYPE_longrange_iterator,
    .basicsize = sizeof(LongRangeIteratorObj),
    .flags = TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(LongRangeIteratorObj, index, length),
    .slots = {.tp_dealloc = owned_dealloc, .tp_iter = object_itself, .tp_iternext = long_range_next},
    .methods = METHODS(
        {"__length_hint__", METHOD_NOARGS, {.unary = long_range_length_hint}, "How many items are left, as far as known.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = long_range_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = long_range_setstate}, "Set state information for unpickling.", 0}),
};
