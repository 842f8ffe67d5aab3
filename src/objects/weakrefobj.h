/* Weak references: kept in a list from the object, cleared before it dies. */
#ifndef VIV_OBJECTS_WEAKREFOBJ_H
#define VIV_OBJECTS_WEAKREFOBJ_H

#include "memory/gc.h"
#include "memory/rt.h"

/* weakref.proxy(OBJECT, CALLBACK) */
MUST_USE Own weakproxy_new(Rt *rt, Ref object, Ref callback_or_null);
/* A list of all weak references to OBJECT, and how many there are. */
MUST_USE Own weakref_list(Rt *rt, Ref object);
ptrdiff_t weakref_count(Ref object);
MUST_USE Own weakref_new(Rt *rt, Ref object, Ref callback_or_null);
Ref weakref_peek(Ref weakref); /* borrowed; NULL when dead */
/* Clears all weak references to OBJ and calls their callbacks: first thing a dealloc does. */
void weakref_clear_all(Rt *rt, Obj *obj);
/* The same for every object in the collector's list, before any of them is finalized.  Those told that are not garbage
   themselves move to the generation OLDER.  Result: how many of them died. */
ptrdiff_t weakref_handle_garbage(Rt *rt, GcHead *unreachable, int older);

#endif
