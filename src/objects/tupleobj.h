/* Tuples, with free lists by size as CPython's: 2,000 of each size from 1 to 19. */
#ifndef VIV_OBJECTS_TUPLEOBJ_H
#define VIV_OBJECTS_TUPLEOBJ_H

#include "memory/gc.h"
#include "memory/rt.h"

typedef struct TupleObj {
    VarObj head;
    Own items[];
} TupleObj;
#define AS_TUPLE(ref) ((TupleObj *)(ref))

MUST_USE Own tuple_new(Rt *rt, ptrdiff_t length);
/* Makes a tuple that nobody else has seen longer, by NULLs, or shorter.  -1: *tuple is NULL. */
MUST_USE int tuple_resize(Rt *rt, Own *tuple, ptrdiff_t length);              /* items NULL until tuple_take; tracked */
MUST_USE Own tuple_of(Rt *rt, ptrdiff_t length, ...);          /* borrows LENGTH Refs */
/* The same with tuples in it, as its FORMAT says: O is a borrowed reference, N one that is taken, "O(NO)" is
   (a, (b, c)).  A NULL among them stands for an error and is passed on. */
MUST_USE Own tuple_build(Rt *rt, const char *format, ...);
MUST_USE Own tuple_of_sizes(Rt *rt, const ptrdiff_t *sizes, ptrdiff_t count); /* of ints */
MUST_USE Own tuple_from(Rt *rt, const Ref *items, ptrdiff_t length); /* borrows */
void tuple_take(Ref tuple, ptrdiff_t index, Own item);          /* into an empty slot */
/* Tells observers that ITEM takes the place of another, in a tuple that an iterator gives out again. */
void tuple_tell_item(Rt *rt, Ref tuple, ptrdiff_t index, Ref item);
MUST_USE Own tuple_slice(Rt *rt, Ref tuple, ptrdiff_t start, ptrdiff_t end);
MUST_USE Own tuple_concat(Rt *rt, Ref left, Ref right);
/* May OBJ become part of a cycle?  A container that is not tracked stays so only if it is an exact
   tuple, which never changes; a dict may be filled again. */
static inline bool container_may_be_tracked(Ref obj)
{
    return gc_is_container(obj) && (!is_exact(obj, TYPE_tuple) || gc_is_tracked(obj));
}
/* Two sequences compared item by item.  Arrays and lengths are read anew before each item, since a
   comparison may change a list. */
MUST_USE Own sequence_compare(Rt *rt, Own *const *a, const ptrdiff_t *a_length, Own *const *b, const ptrdiff_t *b_length, CompareOp op);
static inline ptrdiff_t tuple_length(Ref tuple)
{
    return ((const VarObj *)tuple)->length;
}
static inline Ref tuple_peek(Ref tuple, ptrdiff_t index)
{
    return ((const TupleObj *)tuple)->items[index];
}

#endif
