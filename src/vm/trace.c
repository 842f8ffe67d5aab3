/* A tracer is called with the frame object, whose f_lineno is set for the time of the call.  When it asks
   for f_locals, the dict is copied back afterwards: that is how a debugger changes variables.
   While it runs nothing is traced.  When it raises, tracing ends and the exception goes its way. */
#include "vm/trace.h"

#include "code/opcode.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/traceback.h"

/* --- on and off */

void trace_renew(Rt *rt)
{
    const Tracing *tracing = &rt->vm->tracing;
    if (tracing->depth == 0 && (tracing->trace != NULL || tracing->profile != NULL)) {
        rt_hear_program(rt, true);
        __atomic_fetch_or(&rt->interrupts, (uint32_t)INTERRUPT_TRACE, __ATOMIC_SEQ_CST);
    } else {
        rt_hear_program(rt, false);
        __atomic_fetch_and(&rt->interrupts, ~(uint32_t)INTERRUPT_TRACE, __ATOMIC_SEQ_CST);
    }
}

/* The death of the old function may run code, which finds no function at all. */
static int set(Rt *rt, Own *place, Ref function_or_null, const char *what)
{
    Tracing *tracing = &rt->vm->tracing;
    if (tracing->changes) {
        return error_raise_int(rt, TYPE_RuntimeError, "Cannot install a %s function while another %s function is being installed",
                               what, what);
    }
    tracing->changes = true;
    Own old = STEAL(*place);
    trace_renew(rt);
    release(rt, old);
    *place = new_ref_or_null(function_or_null);
    trace_renew(rt);
    tracing->changes = false;
    return 0;
}

int trace_set(Rt *rt, Ref function_or_null)
{
    return set(rt, &rt->vm->tracing.trace, function_or_null, "trace");
}

int profile_set(Rt *rt, Ref function_or_null)
{
    return set(rt, &rt->vm->tracing.profile, function_or_null, "profile");
}

bool has_trace_function(const Rt *rt)
{
    return is_traced(rt) && rt->vm->tracing.trace != NULL;
}

Own trace_call_tracing(Rt *rt, Ref function, Ref args)
{
    Tracing *tracing = &rt->vm->tracing;
    int depth = tracing->depth;
    tracing->depth = 0; /* FUNCTION may call sys.settrace; until then nothing is told */
    Own result = call_tuple(rt, function, args, NULL);
    tracing->depth = depth;
    trace_renew(rt);
    return result;
}

/* --- calling a tracer */

static const char *const event_names[] = {"call", "exception", "line", "return", "c_call", "c_exception", "c_return", "opcode"};

/* FUNCTION(frame, event, argument). */
static Own call_tracer(Rt *rt, Ref function, Ref object, TraceEvent event, Ref argument_or_null)
{
    Frame *frame = AS_FRAME(object)->frame;
    Own name = str_interned(rt, event_names[event]);
    if (name == NULL) return NULL;
    Ref args[] = {object, name, argument_or_null == NULL ? rt->none : argument_or_null};
    Own result = call_vector(rt, function, args, 3, NULL);
    release(rt, name);
    frameobj_locals_to_fast(rt, object);
    if (result == NULL) traceback_here(rt, frame);
    return result;
}

/* A tracer raised: it is called no more. */
static void end_after_error(Rt *rt, int (*setter)(Rt *, Ref))
{
    Pending kept = error_fetch(rt);
    if (setter(rt, NULL) < 0) error_clear(rt);
    error_restore(rt, kept);
}

/* The trace function itself hears of calls; what it returned for the frame, of all else there. */
static int call_trace_function(Rt *rt, Ref object, TraceEvent event, Ref argument_or_null)
{
    FrameObj *frame = AS_FRAME(object);
    Own function = new_ref_or_null(event == TRACE_CALL ? rt->vm->tracing.trace : frame->trace);
    if (function == NULL) return 0;
    Own result = call_tracer(rt, function, object, event, argument_or_null);
    release(rt, function);
    if (result == NULL) {
        end_after_error(rt, trace_set);
        release_clear(rt, &frame->trace);
        return -1;
    }
    if (result == rt->none) release(rt, result);
    else release_replace(rt, &frame->trace, result);
    return 0;
}

static int call_profile_function(Rt *rt, Ref object, TraceEvent event, Ref argument_or_null)
{
    Own function = new_ref_or_null(rt->vm->tracing.profile);
    if (function == NULL) return 0;
    Own result = call_tracer(rt, function, object, event, argument_or_null);
    release(rt, function);
    if (result == NULL) end_after_error(rt, profile_set);
    release(rt, result);
    return result == NULL ? -1 : 0;
}

typedef int (*Teller)(Rt *, Ref object, TraceEvent event, Ref argument_or_null);

static int tell(Rt *rt, Teller teller, Frame *frame, TraceEvent event, Ref argument_or_null)
{
    Tracing *tracing = &rt->vm->tracing;
    if (tracing->depth > 0) return 0;
    Own object = new_ref_or_null(frameobj_of(rt, frame));
    if (object == NULL) return -1;
    TraceEvent before = tracing->event;
    tracing->event = event;
    tracing->depth++;
    trace_renew(rt);
    int line = frame_line(frame);
    AS_FRAME(object)->line = line;
    int status = teller(rt, object, event, argument_or_null);
    AS_FRAME(object)->line = 0;
    tracing->depth--;
    trace_renew(rt);
    tracing->event = before;
    release(rt, object);
    return status;
}

/* The same, the pending exception set aside meanwhile; an error of the tracer takes its place. */
static int tell_aside(Rt *rt, Teller teller, Frame *frame, TraceEvent event, Ref argument_or_null)
{
    Pending kept = error_fetch(rt);
    int status = tell(rt, teller, frame, event, argument_or_null);
    if (status == 0) {
        error_restore(rt, kept);
        return 0;
    }
    release(rt, kept.type);
    release(rt, kept.value);
    release(rt, kept.traceback);
    return -1;
}

/* Both functions, in this order. */
static int tell_both(Rt *rt, Frame *frame, TraceEvent event, Ref argument_or_null)
{
    const Tracing *tracing = &rt->vm->tracing;
    if (tracing->trace != NULL && tell_aside(rt, call_trace_function, frame, event, argument_or_null) < 0) return -1;
    if (tracing->profile == NULL) return 0;
    return tell_aside(rt, call_profile_function, frame, event, argument_or_null);
}

/* --- what there is to tell */

int trace_entry(Rt *rt, Frame *frame)
{
    return tell_both(rt, frame, TRACE_CALL, rt->none);
}

int trace_exit(Rt *rt, Frame *frame, Ref value_or_null)
{
    return tell_both(rt, frame, TRACE_RETURN, value_or_null);
}

void trace_exception(Rt *rt, Frame *frame)
{
    if (!has_trace_function(rt)) return;
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    Own argument = tuple_of(rt, 3, pending.type, pending.value, pending.traceback == NULL ? rt->none : pending.traceback);
    int status = argument == NULL ? 0 : tell(rt, call_trace_function, frame, TRACE_EXCEPTION, argument);
    release(rt, argument);
    if (status == 0) {
        error_restore(rt, pending);
        return;
    }
    release(rt, pending.type);
    release(rt, pending.value);
    release(rt, pending.traceback);
}

/* Does a line begin with the instruction, which is not the frame's first: because the line is another
   than BEFORE's, or by a jump backwards? */
static bool begins_line(const Frame *frame, const CodeUnit *before, int line)
{
    const CodeObj *code = FRAME_CODE(frame);
    if (before - code->units <= code->first_traceable) return true;
    int offset = (int)((const char *)before - (const char *)code->units);
    return code_line(frame->code, offset) != line || (frame->prev_instr < before && frame->prev_instr->op != OP_SEND);
}

int trace_instruction(Rt *rt, Frame *frame, const CodeUnit *before)
{
    if (frame->prev_instr->op == OP_RESUME) return trace_entry(rt, frame);
    if (frame->frame_obj == NULL || AS_FRAME(frame->frame_obj)->trace == NULL || !has_trace_function(rt)) return 0;
    const FrameObj *object = AS_FRAME(frame->frame_obj);
    int line = frame_line(frame);
    if (line >= 0 && object->trace_lines && begins_line(frame, before, line) &&
        tell(rt, call_trace_function, frame, TRACE_LINE, rt->none) < 0)
        return -1;
    if (!object->trace_opcodes || !has_trace_function(rt)) return 0;
    return tell(rt, call_trace_function, frame, TRACE_OPCODE, rt->none);
}

/* --- functions written in C, for profilers */

/* The function that a profiler is told CALLABLE is: itself, or a method of a type bound to FIRST; NULL
   without pending: it is not told of this one. */
static Own profiled(Rt *rt, Ref callable, Ref first_or_null)
{
    if (rt->vm->tracing.profile == NULL) return NULL;
    if (callable->type == RT_TYPE(rt, builtin_function_or_method)) return new_ref(callable);
    if (callable->type != RT_TYPE(rt, method_descriptor) || first_or_null == NULL) return NULL;
    return callable->type->slots.tp_descr_get(rt, callable, first_or_null, (Ref)first_or_null->type);
}

static int tell_profile(Rt *rt, TraceEvent event, Ref function)
{
    return rt->vm->tracing.profile == NULL ? 0 : tell_aside(rt, call_profile_function, rt->vm->frame, event, function);
}

/* Tells of the RESULT (taken) of FUNCTION (taken). */
static Own tell_result(Rt *rt, Own function, Own result)
{
    int status = tell_profile(rt, result == NULL ? TRACE_C_EXCEPTION : TRACE_C_RETURN, function);
    release(rt, function);
    if (status < 0 && result != NULL) release_clear(rt, &result);
    return result;
}

Own trace_call_vector(Rt *rt, Ref callable, const Ref *args, size_t nargsf, Ref kwnames_or_null)
{
    Own function = profiled(rt, callable, vectorcall_count(nargsf) > 0 ? args[0] : NULL);
    if (function == NULL) return rt_is_pending(rt) ? NULL : call_vector(rt, callable, args, nargsf, kwnames_or_null);
    if (tell_profile(rt, TRACE_C_CALL, function) < 0) return error_release(rt, function);
    return tell_result(rt, function, call_vector(rt, callable, args, nargsf, kwnames_or_null));
}

Own trace_call_tuple(Rt *rt, Ref callable, Ref args, Ref kwargs_or_null)
{
    Own function = profiled(rt, callable, tuple_length(args) > 0 ? tuple_peek(args, 0) : NULL);
    if (function == NULL) return rt_is_pending(rt) ? NULL : call_tuple(rt, callable, args, kwargs_or_null);
    if (tell_profile(rt, TRACE_C_CALL, function) < 0) return error_release(rt, function);
    return tell_result(rt, function, call_tuple(rt, callable, args, kwargs_or_null));
}
