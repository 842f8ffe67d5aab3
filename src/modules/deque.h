/* collections.deque from the inside: a chain of blocks of 64 items, filled from the middle to both
   ends.  What shows: its size in memory, and that both ends are equally near. */
#ifndef VIV_MODULES_DEQUE_H
#define VIV_MODULES_DEQUE_H

#include "memory/rt.h"

enum { DEQUE_BLOCK = 64, DEQUE_CENTER = (DEQUE_BLOCK - 1) / 2, DEQUE_SPARE = 16 };

typedef struct DequeBlock {
    struct DequeBlock *left;
    Own items[DEQUE_BLOCK];
    struct DequeBlock *right;
} DequeBlock;

/* The items lie from first->items[first_index] to last->items[last_index]; of an empty deque both
   blocks are the same and first_index is one more than last_index. */
typedef struct DequeObj {
    VarObj head; /* length: items */
    DequeBlock *first, *last;
    ptrdiff_t first_index, last_index;
    size_t state;   /* changes whenever the items move or their count changes */
    ptrdiff_t most; /* maxlen; -1: no bound */
    ptrdiff_t spare_count;
    DequeBlock *spare[DEQUE_SPARE];
    Own weakrefs;
} DequeObj;
#define AS_DEQUE(ref) ((DequeObj *)(uintptr_t)(ref))

/* A place among the items, and the way on from it. */
typedef struct DequePlace {
    DequeBlock *block;
    ptrdiff_t index;
} DequePlace;

static inline DequePlace deque_start(const DequeObj *deque)
{
    return (DequePlace){deque->first, deque->first_index};
}

/* The reference at PLACE, which then moves one on (or, of the second, one back).  Must not be
   called beyond the ends. */
static inline Own *deque_forward(DequePlace *place)
{
    if (place->index == DEQUE_BLOCK) *place = (DequePlace){place->block->right, 0};
    return &place->block->items[place->index++];
}
static inline Own *deque_backward(DequePlace *place)
{
    if (place->index < 0) *place = (DequePlace){place->block->left, DEQUE_BLOCK - 1};
    return &place->block->items[place->index--];
}

/* --- deque_store.c: the items, without any regard to maxlen */
MUST_USE int deque_init_store(Rt *rt, DequeObj *deque);
MUST_USE int deque_push_last(Rt *rt, DequeObj *deque, Own item); /* takes the item, also on failure */
MUST_USE int deque_push_first(Rt *rt, DequeObj *deque, Own item);
MUST_USE Own deque_pop_last(Rt *rt, DequeObj *deque); /* of a deque that has items */
MUST_USE Own deque_pop_first(Rt *rt, DequeObj *deque);
Own *deque_slot(const DequeObj *deque, ptrdiff_t index); /* 0 <= index < length */
MUST_USE int deque_rotate(Rt *rt, DequeObj *deque, ptrdiff_t times);
/* An empty deque is about to be filled in one direction: its block is filled whole. */
void deque_make_room(DequeObj *deque, bool at_front);
void deque_clear(Rt *rt, DequeObj *deque);
void deque_free_store(Rt *rt, DequeObj *deque);
void deque_told(Rt *rt, const DequeObj *deque, WriteKind kind, ptrdiff_t index, Ref old, Ref value);

/* --- deque_type.c */
bool is_deque(Rt *rt, Ref obj);
MUST_USE int deque_extend(Rt *rt, Ref self, Ref iterable, bool at_front);
MUST_USE int deque_append(Rt *rt, Ref self, Own item, bool at_front); /* as maxlen allows; takes the item */
MUST_USE Own deque_copy(Rt *rt, Ref self);
MUST_USE Own deque_reversed(Rt *rt, Ref self);
extern const MethodDef deque_methods[]; /* deque_methods.c */
extern const TypeSpec deque_type_spec, deque_iterator_type_spec, deque_reverse_iterator_type_spec;

#endif
