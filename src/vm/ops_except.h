/* Opcodes that raise, handle and clean up. */
#ifndef VIV_VM_OPS_EXCEPT_H
#define VIV_VM_OPS_EXCEPT_H

#include "objects/error.h"
#include "vm/exc_ops.h"
#include "vm/regs.h"

HANDLER(PUSH_EXC_INFO)
{
    Own exception = pop(r);
    push(r, rt->handled->value != NULL ? rt->handled->value : none_new(rt));
    rt->handled->value = exception;
    push(r, new_ref(exception));
    return THEN_NEXT;
}

HANDLER(POP_EXCEPT)
{
    Own ended = rt->handled->value;
    rt->handled->value = pop(r);
    frame_sync(r);
    release(rt, ended);
    return THEN_NEXT;
}

HANDLER(CHECK_EXC_MATCH)
{
    frame_sync(r);
    int matches = exception_matches_checked(rt, peek(r, 2), peek(r, 1));
    pop_release(rt, r);
    return finish_push(r, matches < 0 ? NULL : bool_new(rt, matches));
}

HANDLER(CHECK_EG_MATCH)
{
    Own match = NULL, rest = NULL;
    frame_sync(r);
    int status = group_match(rt, peek(r, 2), peek(r, 1), &match, &rest);
    pop_release(rt, r);
    if (status < 0) return THEN_RAISE;
    pop_release(rt, r);
    push(r, rest);
    push(r, match);
    frame_sync(r);
    if (match != rt->none) release_replace(rt, &rt->handled->value, new_ref(match));
    return THEN_NEXT;
}

HANDLER(PREP_RERAISE_STAR)
{
    frame_sync(r);
    return finish_binary(rt, r, group_join(rt, peek(r, 2), peek(r, 1)));
}

HANDLER(RAISE_VARARGS)
{
    frame_sync(r);
    Own cause = arg > 1 ? pop(r) : NULL;
    Own exception = arg > 0 ? pop(r) : NULL;
    frame_sync(r);
    bool again = exception_raise(rt, exception, cause);
    return again ? THEN_RERAISE : THEN_RAISE;
}

HANDLER(RERAISE)
{
    if (arg != 0) r->frame->prev_instr = FRAME_CODE(r->frame)->units + lasti_value(peek(r, arg + 1));
    Own exception = pop(r);
    frame_sync(r);
    exception_restore(rt, exception);
    return THEN_RERAISE;
}

HANDLER(LOAD_ASSERTION_ERROR)
{
    push(r, new_ref((Ref)RT_TYPE(rt, AssertionError)));
    return THEN_NEXT;
}

/* Replaces the manager on top by its exit method, and pushes what its enter method returned. */
static ALWAYS_INLINE OpResult begin_with(Rt *rt, Regs *r, bool async)
{
    Own manager = peek(r, 1), enter = NULL, leave = NULL;
    frame_sync(r);
    if (with_methods(rt, manager, async, &enter, &leave) < 0) return THEN_RAISE;
    r->sp[-1] = leave;
    release(rt, manager);
    Own result = with_enter(rt, enter);
    return finish_push(r, result);
}

HANDLER(BEFORE_WITH)
{
    return begin_with(rt, r, false);
}

HANDLER(BEFORE_ASYNC_WITH)
{
    return begin_with(rt, r, true);
}

HANDLER(WITH_EXCEPT_START)
{
    frame_sync(r);
    return finish_push(r, with_leave(rt, peek(r, 4), peek(r, 1)));
}

#endif
