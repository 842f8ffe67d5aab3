/* Lists: an array that grows by an eighth. */
#ifndef VIV_OBJECTS_LISTOBJ_H
#define VIV_OBJECTS_LISTOBJ_H

#include "memory/rt.h"

typedef struct ListObj {
    VarObj head;
    Own *items; /* heap_alloc'd; NULL when nothing is allocated */
    ptrdiff_t allocated;
} ListObj;
#define AS_LIST(ref) ((ListObj *)(ref))

MUST_USE Own list_new(Rt *rt, ptrdiff_t length); /* items NULL; fill before use */
MUST_USE Own list_from(Rt *rt, const Ref *items, ptrdiff_t length);
int list_append(Rt *rt, Ref list, Ref item);
int list_append_take(Rt *rt, Ref list, Own item); /* takes the item also on failure */
int list_extend(Rt *rt, Ref list, Ref iterable);
int list_insert(Rt *rt, Ref list, ptrdiff_t index, Ref item);
int list_sort(Rt *rt, Ref list, Ref key_or_null, bool reverse);
int list_reverse(Rt *rt, Ref list);
int list_clear(Rt *rt, Ref list);
MUST_USE Own list_to_tuple(Rt *rt, Ref list);
static inline ptrdiff_t list_length(Ref list)
{
    return ((const VarObj *)list)->length;
}
static inline Ref list_peek(Ref list, ptrdiff_t index)
{
    return ((const ListObj *)list)->items[index];
}

#endif
