/* Raising and matching exceptions, and the protocol of `with`: what the instructions call. */
#ifndef VIV_VM_EXC_OPS_H
#define VIV_VM_EXC_OPS_H

#include "memory/rt.h"

/* `except MATCH:`; -1 + TypeError when MATCH is no exception class or tuple of them. */
int exception_matches_checked(Rt *rt, Ref exception, Ref match);
/* The same test without the check. */
bool exception_matches(Ref exception, Ref class_or_tuple);

/* `raise EXCEPTION from CAUSE`, both taken, NULL where not written.  True: the exception being
   handled is raised again and keeps its traceback; else a new one (or an error) is pending. */
bool exception_raise(Rt *rt, Own exception, Own cause);
/* Makes EXCEPTION (taken) the pending one again, with the traceback that it has. */
void exception_restore(Rt *rt, Own exception);
/* The instruction's index that a handler's entry pushed. */
int lasti_value(Ref number);

/* except*: splits EXCEPTION by MATCH into two new references, None for an empty part. */
int group_match(Rt *rt, Ref exception, Ref match, Own *matched, Own *rest);
/* What is to be raised after all except* clauses ran; None for nothing. */
MUST_USE Own group_join(Rt *rt, Ref original, Ref raised_list);

/* The bound methods of a context manager. */
int with_methods(Rt *rt, Ref manager, bool async, Own *enter, Own *leave);
MUST_USE Own with_enter(Rt *rt, Own enter);
MUST_USE Own with_leave(Rt *rt, Ref leave, Ref exception);

#endif
