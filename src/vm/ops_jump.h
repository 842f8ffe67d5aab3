/* Opcodes that jump, and those of the for loop. */
#ifndef VIV_VM_OPS_JUMP_H
#define VIV_VM_OPS_JUMP_H

#include "objects/abstract.h"
#include "objects/error.h"
#include "vm/regs.h"
#include "vm/unwind.h"

HANDLER(JUMP_FORWARD)
{
    r->next += arg;
    return THEN_NEXT;
}

HANDLER(JUMP_BACKWARD_NO_INTERRUPT)
{
    r->next -= arg;
    return THEN_NEXT;
}

HANDLER(JUMP_BACKWARD)
{
    r->next -= arg;
    if (UNLIKELY(rt->interrupts != 0)) return finish_poll(rt, r);
    return THEN_NEXT;
}

/* Pops a condition and jumps by OFFSET when its truth is WANTED. */
static ALWAYS_INLINE OpResult pop_jump_if(Rt *rt, Regs *r, bool wanted, ptrdiff_t offset)
{
    Own condition = peek(r, 1);
    int truth;
    if (LIKELY(condition == rt->true_obj || condition == rt->false_obj)) {
        truth = condition == rt->true_obj;
        condition->refcount--;
        r->sp--;
    } else {
        frame_sync(r);
        truth = object_is_true(rt, condition);
        pop_release(rt, r);
        if (truth < 0) return THEN_RAISE;
    }
    if (truth == wanted) r->next += offset;
    if (offset < 0 && UNLIKELY(rt->interrupts != 0)) return finish_poll(rt, r);
    return THEN_NEXT;
}

HANDLER(POP_JUMP_FORWARD_IF_FALSE)
{
    return pop_jump_if(rt, r, false, (ptrdiff_t)arg);
}

HANDLER(POP_JUMP_FORWARD_IF_TRUE)
{
    return pop_jump_if(rt, r, true, (ptrdiff_t)arg);
}

HANDLER(POP_JUMP_BACKWARD_IF_FALSE)
{
    return pop_jump_if(rt, r, false, -(ptrdiff_t)arg);
}

HANDLER(POP_JUMP_BACKWARD_IF_TRUE)
{
    return pop_jump_if(rt, r, true, -(ptrdiff_t)arg);
}

static ALWAYS_INLINE OpResult pop_jump_if_none(Rt *rt, Regs *r, bool wanted, ptrdiff_t offset)
{
    bool none = peek(r, 1) == rt->none;
    pop_release(rt, r);
    if (none == wanted) r->next += offset;
    return THEN_NEXT;
}

HANDLER(POP_JUMP_FORWARD_IF_NONE)
{
    return pop_jump_if_none(rt, r, true, (ptrdiff_t)arg);
}

HANDLER(POP_JUMP_FORWARD_IF_NOT_NONE)
{
    return pop_jump_if_none(rt, r, false, (ptrdiff_t)arg);
}

HANDLER(POP_JUMP_BACKWARD_IF_NONE)
{
    return pop_jump_if_none(rt, r, true, -(ptrdiff_t)arg);
}

HANDLER(POP_JUMP_BACKWARD_IF_NOT_NONE)
{
    return pop_jump_if_none(rt, r, false, -(ptrdiff_t)arg);
}

/* Keeps the condition and jumps when its truth is WANTED, else pops it. */
static ALWAYS_INLINE OpResult jump_if_or_pop(Rt *rt, Regs *r, bool wanted, unsigned offset)
{
    frame_sync(r);
    int truth = object_is_true(rt, peek(r, 1));
    if (truth < 0) return THEN_RAISE;
    if (truth == wanted) r->next += offset;
    else pop_release(rt, r);
    return THEN_NEXT;
}

HANDLER(JUMP_IF_FALSE_OR_POP)
{
    return jump_if_or_pop(rt, r, false, arg);
}

HANDLER(JUMP_IF_TRUE_OR_POP)
{
    return jump_if_or_pop(rt, r, true, arg);
}

HANDLER(GET_ITER)
{
    frame_sync(r);
    return finish_unary(rt, r, object_iter(rt, peek(r, 1)));
}

HANDLER(FOR_ITER)
{
    Ref iterator = peek(r, 1);
    Own item = NULL;
    frame_sync(r);
    NextFn next = iterator->type->slots.tp_iternext;
    if (UNLIKELY(next == NULL)) { /* a comprehension's code, called with something of the program's own */
        error_raise(rt, TYPE_TypeError, "'%.200T' object is not an iterator", iterator);
        return THEN_RAISE;
    }
    int got = next(rt, iterator, &item);
    if (LIKELY(got == 1)) {
        push(r, item);
        return THEN_NEXT;
    }
    if (got < 0 && !stop_iteration_swallow(rt, r->frame)) return THEN_RAISE;
    r->next += arg;
    pop_release(rt, r);
    return THEN_NEXT;
}

#endif
