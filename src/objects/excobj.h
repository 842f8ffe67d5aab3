/* Exceptions: their instances, and the tree of built-in classes. */
#ifndef VIV_OBJECTS_EXCOBJ_H
#define VIV_OBJECTS_EXCOBJ_H

#include "memory/rt.h"

typedef struct ExceptionObj {
    Obj head;
    Own dict;  /* or NULL */
    Own args;  /* tuple */
    Own notes; /* or NULL */
    Own traceback, context, cause; /* or NULL */
    bool suppress_context;
} ExceptionObj;
#define AS_EXCEPTION(ref) ((ExceptionObj *)(ref))

/* StopIteration's and SystemExit's further field. */
typedef struct ValueExceptionObj {
    ExceptionObj base;
    Own value;
} ValueExceptionObj;

void exception_set_context(Rt *rt, Ref exception, Own context_or_null);
void exception_set_cause(Rt *rt, Ref exception, Own cause_or_null);
void exception_set_traceback(Rt *rt, Ref exception, Ref traceback_or_null);
/* StopIteration's value: new, None when it has none. */
MUST_USE Own exception_stop_value(Rt *rt, Ref stop_iteration);
/* The part of GROUP whose leaves are among those of the exceptions in the list: new, None for nothing. */
MUST_USE Own exception_group_project(Rt *rt, Ref group, Ref kept_list);

#endif
