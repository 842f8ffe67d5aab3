/* Calling any object.  Python functions called through these run in a nested eval loop;
   the CALL instruction enters them without. */
#ifndef VIV_OBJECTS_CALL_H
#define VIV_OBJECTS_CALL_H

#include "memory/rt.h"

MUST_USE Own call_vector(Rt *rt, Ref callable, const Ref *args, size_t nargsf, Ref kwnames_or_null);
MUST_USE Own call_tuple(Rt *rt, Ref callable, Ref args_tuple, Ref kwargs_dict_or_null);
MUST_USE Own call_vector_dict(Rt *rt, Ref callable, const Ref *args, ptrdiff_t nargs, Ref kwargs_dict_or_null);
/* The same with FIRST before the arguments, and without a tuple for them all. */
MUST_USE Own call_prepend(Rt *rt, Ref callable, Ref first, Ref args_tuple, Ref kwargs_dict_or_null);
MUST_USE Own call_none(Rt *rt, Ref callable);
MUST_USE Own call_one(Rt *rt, Ref callable, Ref arg);
MUST_USE Own call_two(Rt *rt, Ref callable, Ref first, Ref second);
/* obj.name(args…), without making a bound method where that can be avoided; args[0] is OBJ. */
MUST_USE Own call_method(Rt *rt, Ref name, const Ref *args, size_t nargsf);
MUST_USE Own call_method_none(Rt *rt, Ref obj, Ref name);
MUST_USE Own call_method_one(Rt *rt, Ref obj, Ref name, Ref arg);

/* Does the callee want its arguments as an array?  (CPython: has it a vectorcall function?) */
bool call_wants_array(Ref callable);
/* The tuple and the dict (NULL: no keywords) that the array convention becomes for a callee that wants those; -1. */
MUST_USE int call_pack(Rt *rt, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null, Own *tuple, Own *kwargs);
/* For a tp_vectorcall whose work is done by a function that takes a tuple and a dict. */
MUST_USE Own call_as_tuple(Rt *rt, CallFn call, Ref callable, const Ref *args, ptrdiff_t nargs, Ref kwnames_or_null);

/* A tp_call for types that have a tp_vectorcall. */
Own call_vectorcall(Rt *rt, Ref callable, Ref args_tuple, Ref kwargs_dict_or_null);

/* Around every C function that re-enters Python or recurses on data: -1 with RecursionError pending
   (": maximum recursion depth exceeded" + WHERE, e.g. " while calling a Python object"). */
MUST_USE int call_enter(Rt *rt, const char *where);
void call_leave(Rt *rt);

/* Where C functions call each other as deep as the program's data go, and CPython counts no level:
   only the C stack is looked at.  -1 with RecursionError pending. */
MUST_USE int call_refuse(Rt *rt, const char *where);
static inline int call_check_stack(Rt *rt)
{
    bool room = (char *)__builtin_frame_address(0) >= rt->stack_limit;
    return LIKELY(room) ? 0 : call_refuse(rt, "");
}

/* How many bytes of the C stack are left; at least 1. */
static inline size_t call_stack_left(const Rt *rt)
{
    ptrdiff_t left = (char *)__builtin_frame_address(0) - rt->stack_limit;
    return left > 1 ? (size_t)left : 1;
}

#endif
