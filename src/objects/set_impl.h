/* A set from the inside, for the set_*.c files. */
#ifndef VIV_OBJECTS_SET_IMPL_H
#define VIV_OBJECTS_SET_IMPL_H

#include "objects/setobj.h"

enum { SET_SMALL = 8 };

typedef struct SetEntry {
    Own key; /* NULL: never used; a marker: deleted */
    ptrdiff_t hash;
} SetEntry;

typedef struct SetObj {
    Obj head;
    ptrdiff_t fill; /* entries used or deleted */
    ptrdiff_t used;
    ptrdiff_t mask; /* entries in the table - 1 */
    SetEntry *table; /* small_table, or heap_alloc'd */
    ptrdiff_t hash;  /* of a frozenset; -1: not computed */
    ptrdiff_t finger; /* where pop() looks next */
    SetEntry small_table[SET_SMALL];
    Own weakrefs;
} SetObj;
#define AS_SET(ref) ((SetObj *)(ref))
_Static_assert(sizeof(SetObj) == 200, "a set is as long as CPython's");

bool set_entry_is_used(const SetEntry *entry);
MUST_USE int set_resize(Rt *rt, Ref self, ptrdiff_t least);
MUST_USE int set_add_hashed(Rt *rt, Ref self, Ref key, ptrdiff_t hash);
MUST_USE int set_discard_hashed(Rt *rt, Ref self, Ref key, ptrdiff_t hash); /* 1: was there, 0, -1 */
MUST_USE int set_contains_hashed(Rt *rt, Ref self, Ref key, ptrdiff_t hash);
/* "item in set": 1, 0, -1; an ITEM that is a set stands for a frozenset of the same contents. */
MUST_USE int set_contains_any(Rt *rt, Ref self, Ref item);
bool set_next_entry(Ref self, ptrdiff_t *position, SetEntry **entry);
MUST_USE Own set_new_of_type(Rt *rt, Type *type, Ref iterable_or_null);
int set_clear(Rt *rt, Ref self);

extern const MethodDef set_methods[];
extern const MethodDef frozenset_methods[];

/* Operators (set_ops.c). */
MUST_USE Own set_op_or(Rt *rt, Ref left, Ref right);
MUST_USE Own set_op_and(Rt *rt, Ref left, Ref right);
MUST_USE Own set_op_subtract(Rt *rt, Ref left, Ref right);
MUST_USE Own set_op_xor(Rt *rt, Ref left, Ref right);
MUST_USE Own set_op_inplace_or(Rt *rt, Ref self, Ref other);
MUST_USE Own set_op_inplace_and(Rt *rt, Ref self, Ref other);
MUST_USE Own set_op_inplace_subtract(Rt *rt, Ref self, Ref other);
MUST_USE Own set_op_inplace_xor(Rt *rt, Ref self, Ref other);
int set_is_subset(Rt *rt, Ref set, Ref of); /* 1, 0, -1 */

#endif
