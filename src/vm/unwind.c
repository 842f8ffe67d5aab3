/* Unwinding follows the exception table: the entry that covers the failing instruction says
   how deep the value stack is at its handler and where that is.  A frame without an entry is
   left, and its caller looks for one, as if its CALL had failed. */
#include "vm/unwind.h"

#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "vm/observe.h"
#include "vm/threads.h"
#include "vm/trace.h"
#include "vm/traceback.h"

/* Pops the value stack down to DEPTH values. */
static void cut_stack(Rt *rt, Frame *frame, int depth)
{
    int bottom = FRAME_CODE(frame)->nlocalsplus + depth;
    while (frame->stack_top > bottom) {
        Own value = frame->localsplus[--frame->stack_top];
        release(rt, value);
    }
}

static void push_value(Frame *frame, Own value)
{
    frame->localsplus[frame->stack_top++] = value;
}

/* Goes to HANDLER: the exception, as an instance with its traceback, is pushed. */
static bool enter_handler(Rt *rt, Frame *frame, const CodeHandler *handler)
{
    cut_stack(rt, frame, handler->depth);
    if (handler->lasti) {
        Own lasti = int_new(rt, frame_lasti(frame) / (int)sizeof(CodeUnit));
        if (lasti == NULL) return false;
        push_value(frame, lasti);
    }
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    exception_set_traceback(rt, pending.value, pending.traceback);
    push_value(frame, pending.value);
    release(rt, pending.type);
    release(rt, pending.traceback);
    if (rt_hears(rt, HEAR_FRAMES)) observe_caught(rt, frame, handler->target);
    return true;
}

static int unit_offset(Frame *frame, const CodeUnit *unit)
{
    return (int)((const char *)unit - (const char *)FRAME_CODE(frame)->units);
}

/* Leaves FRAME; the caller, or NULL when FRAME was the loop's entry. */
static Frame *leave(Rt *rt, Frame *frame)
{
    rt->recursion_left++;
    if (frame->is_entry) return NULL;
    Frame *caller = frame->previous;
    rt->vm->frame = caller;
    frame_end(rt, frame);
    return caller;
}

Unwound unwind(Rt *rt, Frame *frame, const CodeUnit *next, bool add_traceback)
{
    CodeHandler handler;
    bool was_refused = false; /* the handler could not be entered for want of memory: once more, then never */
    while (frame != NULL) {
        viv_debug_assert(rt_is_pending(rt));
        if (add_traceback) {
            if (!frame_is_incomplete(frame)) traceback_here(rt, frame);
            if (rt_hears(rt, HEAR_FRAMES)) observe_raised(rt, frame);
            if (is_traced(rt)) trace_exception(rt, frame);
        }
        if (code_handler(frame->code, unit_offset(frame, next - 1), &handler) && !thread_is_dying(rt)) {
            if (enter_handler(rt, frame, &handler)) {
                const CodeUnit *units = FRAME_CODE(frame)->units;
                return (Unwound){frame, frame_stack_pointer(frame), units + handler.target / (int)sizeof(CodeUnit)};
            }
            add_traceback = false;
            was_refused = !was_refused;
            if (was_refused) continue;
        }
        was_refused = false;
        cut_stack(rt, frame, 0);
        if (is_traced(rt)) (void)trace_exit(rt, frame, NULL);
        if (rt_hears(rt, HEAR_FRAMES)) observe_unwound(rt, frame);
        frame = leave(rt, frame);
        if (frame != NULL) next = frame->prev_instr + 1;
        add_traceback = true;
    }
    return (Unwound){0};
}

Unwound unwind_caller(Rt *rt, Frame *frame)
{
    if (rt_hears(rt, HEAR_FRAMES)) observe_unwound(rt, frame);
    Frame *caller = leave(rt, frame);
    return caller == NULL ? (Unwound){0} : unwind(rt, caller, caller->prev_instr + 1, true);
}

bool stop_iteration_swallow(Rt *rt, Frame *frame)
{
    if (!error_matches(rt, TYPE_StopIteration)) return false;
    if (rt_hears(rt, HEAR_FRAMES)) observe_raised(rt, frame);
    if (is_traced(rt)) trace_exception(rt, frame);
    error_clear(rt);
    return true;
}
