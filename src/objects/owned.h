/* The memory functions of types whose references lie in a row of fields: a spec names the row
   (.owned = OWNED(…)) and takes those of the three that the type needs.  Each goes through the
   rows of the object's type and of the types above it, the object's own first. */
#ifndef VIV_OBJECTS_OWNED_H
#define VIV_OBJECTS_OWNED_H

#include "memory/rt.h"

/* The Own fields FIRST to LAST of STRUCTURE, NULL where nothing is held. */
#define OWNED(structure, first, last)                                                  \
    {offsetof(structure, first),                                                       \
     (offsetof(structure, last) - offsetof(structure, first)) / sizeof(Own) + 1}

/* All three of them, for .slots. */
#define OWNED_SLOTS                                                                    \
    .tp_traverse = owned_traverse, .tp_clear = owned_clear, .tp_dealloc = owned_dealloc

int owned_traverse(Ref self, VisitFn visit, void *context);
int owned_clear(Rt *rt, Obj *self);
void owned_dealloc(Rt *rt, Obj *self); /* clears, and frees the object */

#endif
