/* The program's own observers: what sys.settrace and sys.setprofile set is called at the moments, in
   the order and with the arguments of CPython 3.11.  Unlike viv's hooks these functions are Python
   code, of which everything that they do is part of the run.

   While one is set and none is running, HEAR_PROGRAM is set in rt->hears, and INTERRUPT_TRACE in
   rt->interrupts: the loop that watches nothing sees the latter and hands over to the other one. */
#ifndef VIV_VM_TRACE_H
#define VIV_VM_TRACE_H

#include "vm/frame.h"

typedef enum TraceEvent {
    TRACE_CALL,
    TRACE_EXCEPTION,
    TRACE_LINE,
    TRACE_RETURN,
    TRACE_C_CALL,
    TRACE_C_EXCEPTION,
    TRACE_C_RETURN,
    TRACE_OPCODE,
} TraceEvent;

/* sys.settrace and sys.setprofile: NULL takes the function away.  -1 + RuntimeError in what runs while
   another function is being put in. */
int trace_set(Rt *rt, Ref function_or_null);
int profile_set(Rt *rt, Ref function_or_null);
/* sys.call_tracing: calls FUNCTION(*ARGS), which may begin to trace though a tracer is running. */
MUST_USE Own trace_call_tracing(Rt *rt, Ref function, Ref args);

/* Lets the loops know whether somebody is to be called: when the tracing of the running thread has changed. */
void trace_renew(Rt *rt);

static inline bool is_traced(const Rt *rt)
{
    return rt_hears(rt, HEAR_PROGRAM);
}

/* The instruction at FRAME's prev_instr is about to begin, BEFORE being the one that ran before it in
   this frame: tells of the call, the line, the opcode.  A jump set by the tracer changes prev_instr
   and the stack.  -1: the tracer raised. */
MUST_USE int trace_instruction(Rt *rt, Frame *frame, const CodeUnit *before);
/* FRAME begins or goes on with an exception thrown into it. */
MUST_USE int trace_entry(Rt *rt, Frame *frame);
/* FRAME is left with VALUE, or (NULL) by the pending exception, which an error of the tracer replaces. */
int trace_exit(Rt *rt, Frame *frame, Ref value_or_null);
/* The pending exception has come up in FRAME. */
void trace_exception(Rt *rt, Frame *frame);
/* Is sys.settrace's function, not only sys.setprofile's, to be called? */
bool has_trace_function(const Rt *rt);

/* call_vector and call_tuple as an instruction of a traced frame does them: tells of functions written in C. */
MUST_USE Own trace_call_vector(Rt *rt, Ref callable, const Ref *args, size_t nargsf, Ref kwnames_or_null);
MUST_USE Own trace_call_tuple(Rt *rt, Ref callable, Ref args, Ref kwargs_or_null);

#endif
