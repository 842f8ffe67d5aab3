/* A list from the inside, for the list_*.c files. */
#ifndef VIV_OBJECTS_LIST_IMPL_H
#define VIV_OBJECTS_LIST_IMPL_H

#include "objects/listobj.h"

/* Makes room for LENGTH items and sets the length; new slots are not set. */
MUST_USE int list_resize(Rt *rt, Ref list, ptrdiff_t length);
/* list[start:end] = items of ITERABLE, or (NULL) deletes them. */
MUST_USE int list_assign_slice(Rt *rt, Ref list, ptrdiff_t start, ptrdiff_t end, Ref iterable_or_null);
MUST_USE Own list_pop_at(Rt *rt, Ref list, ptrdiff_t index);
/* An observer hears of a write, if there is one. */
void list_heard(Rt *rt, Ref list, WriteKind kind, ptrdiff_t index, Ref old, Ref value);

MUST_USE Own list_subscript(Rt *rt, Ref self, Ref key);
int list_assign_subscript(Rt *rt, Ref self, Ref key, Ref value_or_null);

int list_assign_item(Rt *rt, Ref self, ptrdiff_t index, Ref value_or_null);

extern const MethodDef list_methods[];

#endif
