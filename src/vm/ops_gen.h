/* Opcodes of generators and coroutines. */
#ifndef VIV_VM_OPS_GEN_H
#define VIV_VM_OPS_GEN_H

#include "objects/error.h"
#include "vm/datastack.h"
#include "vm/exc_ops.h"
#include "vm/generator.h"
#include "vm/observe.h"
#include "vm/regs.h"
#include "vm/trace.h"

/* The frame moves into a new generator, which is the result of the call. */
HANDLER(RETURN_GENERATOR)
{
    Frame *frame = r->frame;
    frame_sync(r);
    Own generator = generator_new(rt, frame->func);
    if (UNLIKELY(generator == NULL)) return THEN_RAISE;
    frame_move(frame, &AS_GENERATOR(generator)->frame);
    if (rt_hears(rt, HEAR_FRAMES)) observe_returned(rt, &AS_GENERATOR(generator)->frame, generator);
    rt->recursion_left++;
    if (frame->is_entry) {
        r->result = generator;
        return THEN_EXIT;
    }
    Frame *caller = frame->previous;
    rt->vm->frame = caller;
    datastack_pop(rt, frame);
    r->frame = caller;
    r->sp = frame_stack_pointer(caller);
    push(r, generator);
    return THEN_RETURNED;
}

HANDLER(YIELD_VALUE)
{
    Own value = pop(r);
    frame_sync(r);
    frame_generator(r->frame)->state = GEN_SUSPENDED;
    if (UNLIKELY(is_traced(rt)) && trace_exit(rt, r->frame, value) < 0) {
        release(rt, value);
        return THEN_LEAVE;
    }
    if (rt_hears(rt, HEAR_FRAMES)) observe_yielded(rt, r->frame, value);
    rt->recursion_left++;
    r->result = value;
    return THEN_EXIT;
}

HANDLER(SEND)
{
    Own value = pop(r), receiver = peek(r, 1), result = NULL;
    frame_sync(r);
    SendResult sent = delegate_send(rt, r->frame, receiver, value, &result);
    if (sent == SEND_YIELDED) {
        push(r, result);
    } else if (sent == SEND_RETURNED) {
        r->sp[-1] = result;
        release(rt, receiver);
        r->next += arg;
    }
    frame_sync(r);
    release(rt, value);
    return sent == SEND_RAISED ? THEN_RAISE : THEN_NEXT;
}

HANDLER(GET_YIELD_FROM_ITER)
{
    frame_sync(r);
    return finish_unary(rt, r, yield_from_iter(rt, peek(r, 1), FRAME_CODE(r->frame)->flags));
}

HANDLER(GET_AWAITABLE)
{
    frame_sync(r);
    return finish_unary(rt, r, await_prepare(rt, peek(r, 1), arg));
}

HANDLER(GET_AITER)
{
    frame_sync(r);
    return finish_unary(rt, r, async_iter(rt, peek(r, 1)));
}

HANDLER(GET_ANEXT)
{
    frame_sync(r);
    return finish_push(r, async_next(rt, peek(r, 1)));
}

HANDLER(ASYNC_GEN_WRAP)
{
    frame_sync(r);
    Own value = pop(r);
    return finish_push(r, async_wrap(rt, value));
}

HANDLER(END_ASYNC_FOR)
{
    Own exception = pop(r);
    frame_sync(r);
    if (!exception_matches(exception, (Ref)RT_TYPE(rt, StopAsyncIteration))) {
        exception_restore(rt, exception);
        return THEN_RERAISE;
    }
    release(rt, exception);
    pop_release(rt, r);
    return THEN_NEXT;
}

#endif
