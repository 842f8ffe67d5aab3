/* What __slots__ and the bases mean for the memory of a class's instances. */
#ifndef VIV_OBJECTS_TYPE_LAYOUT_H
#define VIV_OBJECTS_TYPE_LAYOUT_H

#include "memory/rt.h"

typedef struct ClassLayout {
    Own slots; /* the tuple of __slots__, names mangled and sorted, or NULL: none given */
    bool may_have_dict, may_have_weak; /* the base has none yet */
    bool adds_dict, adds_weak;
} ClassLayout;

/* Reads __slots__ from NAMESPACE for a class NAME with BASES, BEST of which gives the layout.
   0, or -1 with TypeError or ValueError; the layout's slots are to be released. */
MUST_USE int layout_plan(Rt *rt, ClassLayout *layout, Ref name, Ref bases, const Type *best, Ref namespace);

/* Gives TYPE (a copy of BEST's layout so far) its sizes, offsets and slot_members. 0 or -1. */
MUST_USE int layout_apply(Rt *rt, const ClassLayout *layout, Type *type, const Type *best);

#endif
