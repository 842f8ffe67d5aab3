/* The two iterators that iter() makes of things without __iter__: over a sequence, by index until
   IndexError, and over the results of a function, until one equals the sentinel. */
#include "objects/iterobj.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/object_reduce.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

typedef struct CallIteratorObj {
    Obj head;
    Own callable, sentinel; /* NULL once exhausted */
} CallIteratorObj;
#define AS_CALL_ITERATOR(ref) ((CallIteratorObj *)(ref))

Own sequence_iterator_new(Rt *rt, Ref sequence)
{
    return index_iterator_new(rt, TYPE_iterator, sequence, 0);
}

Own callable_iterator_new(Rt *rt, Ref callable, Ref sentinel)
{
    Own self = object_new(rt, RT_TYPE(rt, callable_iterator));
    if (self == NULL) return NULL;
    AS_CALL_ITERATOR(self)->callable = new_ref(callable);
    AS_CALL_ITERATOR(self)->sentinel = new_ref(sentinel);
    gc_track(rt, self);
    return self;
}

static int sequence_iterator_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index == PTRDIFF_MAX) return error_raise_int(rt, TYPE_OverflowError, "iter index too large");
    *item = sequence_item_get(rt, walk->sequence, walk->index);
    if (*item != NULL) {
        walk->index++;
        return 1;
    }
    if (!error_matches(rt, TYPE_IndexError) && !error_matches(rt, TYPE_StopIteration)) return -1;
    error_clear(rt);
    release_clear(rt, &walk->sequence);
    return 0;
}

static Own sequence_iterator_hint(Rt *rt, Ref self)
{
    const IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return int_new(rt, 0);
    const Slots *slots = &walk->sequence->type->slots;
    if (slots->sq_length == NULL && slots->mp_length == NULL) return not_implemented_new(rt);
    ptrdiff_t length = object_length(rt, walk->sequence);
    if (length < 0) return NULL;
    return int_new(rt, length > walk->index ? length - walk->index : 0);
}

static Own sequence_iterator_setstate(Rt *rt, Ref self, Ref state)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    ptrdiff_t index;
    if (args_size(rt, state, &index) < 0) return NULL;
    if (walk->sequence != NULL) walk->index = index < 0 ? 0 : index;
    return none_new(rt);
}

static int call_iterator_next(Rt *rt, Ref self, Own *item)
{
    CallIteratorObj *walk = AS_CALL_ITERATOR(self);
    if (walk->callable == NULL) return 0;
    Own callable = new_ref(walk->callable), result = call_none(rt, callable);
    release(rt, callable);
    int ended = -1;
    if (result == NULL) {
        if (error_matches(rt, TYPE_StopIteration)) {
            error_clear(rt);
            ended = 1;
        }
    } else {
        ended = walk->sentinel == NULL ? 1 : object_compare_bool(rt, walk->sentinel, result, COMPARE_EQ);
    }
    if (ended == 0) {
        *item = result;
        return 1;
    }
    release(rt, result);
    if (ended < 0) return -1;
    release_clear(rt, &walk->callable);
    release_clear(rt, &walk->sentinel);
    return 0;
}

static Own call_iterator_reduce(Rt *rt, Ref self)
{
    const CallIteratorObj *walk = AS_CALL_ITERATOR(self);
    Own args = walk->callable != NULL ? tuple_of(rt, 2, walk->callable, walk->sentinel) : tuple_of(rt, 1, rt->empty_tuple);
    return reduced_to_builtin(rt, "iter", args, NULL);
}

const TypeSpec iterator_type_spec = {
    .name = "iterator",
    .id = TYPE_iterator,
    .basicsize = sizeof(IndexIteratorObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {
        .tp_dealloc = index_iterator_dealloc,
        .tp_traverse = index_iterator_traverse,
        .tp_iter = object_itself,
        .tp_iternext = sequence_iterator_next,
    },
    .methods = METHODS(
        {"__length_hint__", METHOD_NOARGS, {.unary = sequence_iterator_hint}, "How many items are left, as far as known.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = index_iterator_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = sequence_iterator_setstate}, "Set state information for unpickling.", 0}),
};

const TypeSpec callable_iterator_type_spec = {
    .name = "callable_iterator",
    .id = TYPE_callable_iterator,
    .basicsize = sizeof(CallIteratorObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(CallIteratorObj, callable, sentinel),
    .slots = {
        .tp_dealloc = owned_dealloc,
        .tp_traverse = owned_traverse,
        .tp_iter = object_itself,
        .tp_iternext = call_iterator_next,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = call_iterator_reduce}, "Return state information for pickling.", 0}),
};
