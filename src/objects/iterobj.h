/* range, slice and the iterators that C code makes. */
#ifndef VIV_OBJECTS_ITEROBJ_H
#define VIV_OBJECTS_ITEROBJ_H

#include "memory/rt.h"

typedef struct SliceObj {
    Obj head;
    Own start, stop, step; /* None where not given */
} SliceObj;
#define AS_SLICE(ref) ((SliceObj *)(ref))

MUST_USE Own slice_new(Rt *rt, Ref start, Ref stop, Ref step_or_null);
/* PySlice_Unpack + AdjustIndices: start, stop, step for LENGTH; result: count of items, or -1. */
ptrdiff_t slice_resolve(Rt *rt, Ref slice, ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop, ptrdiff_t *step);
/* The same for LENGTH, an int of any size: new ints; 0 or -1. */
MUST_USE int slice_resolve_long(Rt *rt, Ref slice, Ref length, Own *start, Own *stop, Own *step);

MUST_USE Own sequence_iterator_new(Rt *rt, Ref sequence); /* by __getitem__ */
MUST_USE Own callable_iterator_new(Rt *rt, Ref callable, Ref sentinel);

/* Iterators over something with a length and indexes: list_iterator and its kin.  SEQUENCE is NULL
   once exhausted. */
typedef struct IndexIteratorObj {
    Obj head;
    ptrdiff_t index;
    Own sequence;
} IndexIteratorObj;
#define AS_INDEX_ITERATOR(ref) ((IndexIteratorObj *)(ref))
MUST_USE Own index_iterator_new(Rt *rt, TypeId type, Ref sequence, ptrdiff_t index);
/* Their slots and methods. */
void index_iterator_dealloc(Rt *rt, Obj *self);
int index_iterator_traverse(Ref self, VisitFn visit, void *context);
MUST_USE Own index_iterator_reduce(Rt *rt, Ref self);
MUST_USE Own index_iterator_set_state(Rt *rt, Ref self, Ref state);

/* The optional arguments start and stop of index() and find(): clipped to 0..LENGTH, negative ones
   counted from the end.  COUNT of ARGS are given; None stands for the default. */
MUST_USE int slice_bounds(Rt *rt, const Ref *args, ptrdiff_t count, ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop);
/* The same where None is not allowed, as in list.index. */
MUST_USE int index_bounds(Rt *rt, const Ref *args, ptrdiff_t count, ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop);

#endif
