/* Tuples, with free lists by size as CPython's: 2,000 of each size from 1 to 19. */
#ifndef VIV_OBJECTS_TUPLEOBJ_H
#define VIV_OBJECTS_TUPLEOBJ_H

#include "memory/rt.h"

typedef struct TupleObj {
    VarObj head;
    Own items[];
} TupleObj;
#define AS_TUPLE(ref) ((TupleObj *)(ref))

MUST_USE Own tuple_new(Rt *rt, ptrdiff_t length);              /* items NULL until tuple_take; tracked */
MUST_USE Own tuple_of(Rt *rt, ptrdiff_t length, ...);          /* borrows LENGTH Refs */
MUST_USE Own tuple_from(Rt *rt, const Ref *items, ptrdiff_t length); /* borrows */
void tuple_take(Ref tuple, ptrdiff_t index, Own item);          /* into an empty slot */
MUST_USE Own tuple_slice(Rt *rt, Ref tuple, ptrdiff_t start, ptrdiff_t end);
static inline ptrdiff_t tuple_length(Ref tuple)
{
    return ((const VarObj *)tuple)->length;
}
static inline Ref tuple_peek(Ref tuple, ptrdiff_t index)
{
    return ((const TupleObj *)tuple)->items[index];
}

#endif
