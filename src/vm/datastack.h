/* The data stack, on which frames lie one after another. */
#ifndef VIV_VM_DATASTACK_H
#define VIV_VM_DATASTACK_H

#include "vm/vm_state.h"

/* Room for a frame with SLOTS of localsplus; NULL + MemoryError. */
MUST_USE Frame *datastack_push_new_chunk(Rt *rt, size_t words);
void datastack_drop_chunk(Rt *rt);

enum { FRAME_WORDS = (int)(offsetof(Frame, localsplus) / sizeof(Own)) };

static inline Frame *datastack_push(Rt *rt, size_t slots)
{
    struct VmState *vm = rt->vm;
    size_t words = FRAME_WORDS + slots;
    if (UNLIKELY((size_t)(vm->data_limit - vm->data_top) < words))
        return datastack_push_new_chunk(rt, words);
    Frame *frame = (Frame *)(void *)vm->data_top;
    vm->data_top += words;
    return frame;
}

/* Gives back the newest frame's room. */
static inline void datastack_pop(Rt *rt, Frame *frame)
{
    struct VmState *vm = rt->vm;
    Own *base = (Own *)(void *)frame;
    if (UNLIKELY(base == vm->chunk->items && vm->chunk->previous != NULL)) datastack_drop_chunk(rt);
    else vm->data_top = base;
}

#endif
