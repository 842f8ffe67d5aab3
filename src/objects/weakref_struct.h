/* The inside of weak references, for weakrefobj.c and weakproxy.c. */
#ifndef VIV_OBJECTS_WEAKREF_STRUCT_H
#define VIV_OBJECTS_WEAKREF_STRUCT_H

#include "memory/rt.h"

/* All weak references to one object form a list from the field at its type's
   weaklist_offset; the plain ones (no callback, no subclass) come first. */
typedef struct WeakrefObj {
    Obj head;
    Ref object;   /* kept by others; NULL when it died */
    Own callback; /* or NULL */
    ptrdiff_t hash; /* of the object; -1: not computed */
    struct WeakrefObj *previous, *next;
    VectorcallFn spare; /* for CPython's size */
} WeakrefObj;

void weakref_tp_dealloc(Rt *rt, Obj *self);
int weakref_tp_traverse(Ref self, VisitFn visit, void *context);
int weakref_tp_clear(Rt *rt, Obj *self);
/* The one plain weak reference of TYPE to OBJECT, or a new one; TypeError when OBJECT has no weak list. */
MUST_USE Own weakref_make(Rt *rt, Type *type, Ref object, Ref callback_or_null);

#endif
