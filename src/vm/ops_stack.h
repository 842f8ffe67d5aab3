/* Opcodes that move values between the stack, the constants and the fast locals. */
#ifndef VIV_VM_OPS_STACK_H
#define VIV_VM_OPS_STACK_H

#include "objects/error.h"
#include "vm/names.h"
#include "vm/regs.h"

HANDLER(CACHE)
{
    viv_unreachable("a cache unit is no instruction");
}

HANDLER(NOP)
{
    return THEN_NEXT;
}

HANDLER(EXTENDED_ARG)
{
    return THEN_PREFIX;
}

HANDLER(RESUME)
{
    if (UNLIKELY(rt->interrupts != 0) && arg < 2) return finish_poll(rt, r);
    return THEN_NEXT;
}

HANDLER(POP_TOP)
{
    pop_release(rt, r);
    return THEN_NEXT;
}

HANDLER(PUSH_NULL)
{
    push(r, NULL);
    return THEN_NEXT;
}

HANDLER(COPY)
{
    push(r, new_ref(peek(r, arg)));
    return THEN_NEXT;
}

HANDLER(SWAP)
{
    Own top = peek(r, 1);
    r->sp[-1] = peek(r, arg);
    r->sp[-(ptrdiff_t)arg] = top;
    return THEN_NEXT;
}

HANDLER(LOAD_CONST)
{
    push(r, new_ref(const_at(r, arg)));
    return THEN_NEXT;
}

HANDLER(LOAD_FAST)
{
    Own value = r->frame->localsplus[arg];
    if (UNLIKELY(value == NULL)) {
        frame_sync(r);
        raise_unbound_local(rt, r->frame, arg);
        return THEN_RAISE;
    }
    push(r, new_ref(value));
    return THEN_NEXT;
}

HANDLER(STORE_FAST)
{
    Own value = pop(r), old = r->frame->localsplus[arg];
    if (rt_hears(rt, HEAR_VARS)) hear_local(rt, r->frame, arg, value);
    r->frame->localsplus[arg] = value;
    if (old != NULL) {
        frame_sync(r);
        release(rt, old);
    }
    return THEN_NEXT;
}

HANDLER(DELETE_FAST)
{
    frame_sync(r);
    Own old = r->frame->localsplus[arg];
    if (UNLIKELY(old == NULL)) {
        raise_unbound_local(rt, r->frame, arg);
        return THEN_RAISE;
    }
    if (rt_hears(rt, HEAR_VARS)) hear_local(rt, r->frame, arg, NULL);
    r->frame->localsplus[arg] = NULL;
    release(rt, old);
    return THEN_NEXT;
}

#endif
