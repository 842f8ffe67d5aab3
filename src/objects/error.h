/* Raising, looking at and clearing the pending exception.

   The format of messages is printf's own for %s %d %i %u %x %c %zd %ld %% and, for objects,
   %S str(obj), %R repr(obj), %A ascii(obj), %U a str object as it is, %T the name of the object's type,
   %K the same, but None for None (as the argument checks that CPython generates say it),
   %N the name of a type object; precision cuts as in "%.200s", "%.100T". */
#ifndef VIV_OBJECTS_ERROR_H
#define VIV_OBJECTS_ERROR_H

#include "memory/rt.h"

/* Raises TYPE with a formatted message; an exception that was pending is replaced.  All
   return the failure sentinel so that callers may write `return error_raise(…)`. */
Own error_raise(Rt *rt, TypeId type, const char *format, ...);      /* NULL */
int error_raise_int(Rt *rt, TypeId type, const char *format, ...);  /* -1 */
Own error_raise_obj(Rt *rt, TypeId type, Ref value_or_null);        /* NULL; the argument(s), as PyErr_SetObject */
Own error_raise_key(Rt *rt, Ref key); /* KeyError; KEY may be a tuple */
/* The same as error_raise, with the exception that is pending (there must be one) as the new one's
   __cause__ and __context__. */
Own error_raise_from(Rt *rt, TypeId type, const char *format, ...);
Own error_raise_none(Rt *rt, TypeId type);                          /* NULL; no value, as PyErr_SetNone */
Own error_raise_class(Rt *rt, Ref exception_class, Ref value_or_null);
Own error_raise_os(Rt *rt, int error_number, Ref filename_or_null); /* OSError or its subclass */
Own error_no_memory(Rt *rt);                                        /* the preallocated MemoryError */

/* For the way out of a function after an error: let go what it held, and return the sentinel. */
static inline Own error_release(Rt *rt, Own held) /* NULL */
{
    release(rt, held);
    return NULL;
}
static inline int error_release_int(Rt *rt, Own held) /* -1 */
{
    release(rt, held);
    return -1;
}

/* Is the pending exception (there must be one) an instance of TYPE?  Runs no Python code. */
bool error_matches(const Rt *rt, TypeId type);

void error_clear(Rt *rt);
/* Takes the pending exception out of rt / puts it back. */
Pending error_fetch(Rt *rt);
void error_restore(Rt *rt, Pending pending);
/* Makes the value an instance of its class, as PyErr_NormalizeException. */
void error_normalize(Rt *rt, Pending *pending);
/* The pending exception as an instance with its traceback set, taken out of rt; never NULL. */
MUST_USE Own error_fetch_instance(Rt *rt);

/* When MATCH (a TypeId) is pending: clears it and returns true. */
bool error_clear_if(Rt *rt, TypeId type);

/* For loops whose length a program controls: 0, or -1 with an exception pending when the run
   is to stop (Ctrl-C, a limit).  Cheap: one test of rt->interrupts. */
MUST_USE int error_poll(Rt *rt);

/* warnings.warn(message, CATEGORY, LEVEL); -1 when it became an error.  0 without a machine. */
MUST_USE int error_warn(Rt *rt, TypeId category, int level, const char *format, ...);

/* Reports the pending exception where it cannot be raised (sys.unraisablehook), and clears it. */
void error_unraisable(Rt *rt, Ref where_or_null);
/* The same with another first line than "Exception ignored in". */
void error_unraisable_message(Rt *rt, const char *message_or_null, Ref where_or_null);

#endif
