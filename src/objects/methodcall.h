/* Calling a function written in C as its MethodDef says. */
#ifndef VIV_OBJECTS_METHODCALL_H
#define VIV_OBJECTS_METHODCALL_H

#include "memory/rt.h"

/* Checks the arguments against DEF's kind, with CPython's messages, and calls it on SELF (NULL
   for a function without).  CALLABLE is the object that is called, for messages. */
MUST_USE Own method_def_call(Rt *rt, Ref callable, const MethodDef *def, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null);

/* The same with a tuple and a dict, of a function that wants them so. */
MUST_USE Own method_def_call_tuple(Rt *rt, Ref callable, const MethodDef *def, Ref self, Ref args, Ref kwargs_or_null);
bool method_def_takes_tuple(const MethodDef *def);

/* How messages name CALLABLE: "list.append()", "len()"; new str. */
MUST_USE Own callable_text(Rt *rt, Ref callable);

#endif
