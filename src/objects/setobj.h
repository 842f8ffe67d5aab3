/* Sets and frozensets: open addressing with CPython's probing, so that the order of
   iteration is CPython's. */
#ifndef VIV_OBJECTS_SETOBJ_H
#define VIV_OBJECTS_SETOBJ_H

#include "objects/abstract.h"

MUST_USE Own set_new(Rt *rt, Ref iterable_or_null);
MUST_USE Own frozenset_new(Rt *rt, Ref iterable_or_null);
int set_add(Rt *rt, Ref set, Ref item); /* also fills a frozenset that nobody else has seen */
int set_discard(Rt *rt, Ref set, Ref item);
int set_contains(Rt *rt, Ref set, Ref item);
int set_update(Rt *rt, Ref set, Ref iterable);
ptrdiff_t set_length(Ref set);
bool set_next(Ref set, ptrdiff_t *position, Ref *item); /* borrowed, in table order */
#define is_any_set(ref)                                                                \
    (type_is_subtype((ref)->type, RT_TYPE(rt, set)) || type_is_subtype((ref)->type, RT_TYPE(rt, frozenset)))

#endif
