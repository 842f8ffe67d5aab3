/* A listener that believes nothing: it holds each event against those before it.

   order    the header first, `end` last, steps that do not go back, sources and codes before
            their use, an object's `new` before it is named and nothing after its `free`
   chain    only the frame on top runs, returns, yields or is left; who calls or resumes is below it
   stack    an instruction is the one its code has there, follows from the one before by falling
            through, jumping or a handler, and finds the stack that opcode.def says it left
   changes  what a change says was there is what the change before it left there: so that the
            changes can be walked either way */
#ifndef VIV_TRACES_TRACE_CHECK_H
#define VIV_TRACES_TRACE_CHECK_H

#include "events/sink.h"

typedef struct TraceCheck TraceCheck;

/* NULL: no memory. */
MUST_USE TraceCheck *trace_check_new(void);
void trace_check_free(TraceCheck *check); /* NULL is fine */

/* 0, or -1 with one line in trace_check_message; nothing may follow a refusal. */
MUST_USE int trace_check_event(TraceCheck *check, const Event *event);
const char *trace_check_message(const TraceCheck *check);

/* Records of a kind that event.def does not have are counted too. */
void trace_check_skip(TraceCheck *check);

/* What was seen so far. */
uint64_t trace_check_records(const TraceCheck *check);
uint64_t trace_check_steps(const TraceCheck *check);
bool trace_check_is_complete(const TraceCheck *check);

#endif
