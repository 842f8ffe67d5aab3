/* Calling any object.  Every call passes through call_vector or call_tuple, which
   choose between the two conventions: an array of arguments (PEP 590) when the type has
   tp_vectorcall, else a tuple and a dict for tp_call.  A callee gets what it wants
   whichever way the caller had it.

   After every call, a result and a pending exception exclude each other. */
#include "objects/call.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/methodcall.h"
#include "objects/tupleobj.h"

enum { ON_STACK = 8 }; /* arrays of arguments up to this size need no allocation */

int call_refuse(Rt *rt, const char *where)
{
    if (rt->recursion_left <= 0 && rt_recursion_room(rt, rt->recursion_limit) < rt->recursion_limit)
        rt_limit_reached(rt, LIMIT_DEPTH);
    error_raise(rt, TYPE_RecursionError, "maximum recursion depth exceeded%s", where);
    return -1;
}

int call_enter(Rt *rt, const char *where)
{
    if (UNLIKELY(rt->recursion_left <= 0 ||
                 (char *)__builtin_frame_address(0) < rt->stack_limit)) {
        return call_refuse(rt, where);
    }
    rt->recursion_left--;
    return 0;
}

void call_leave(Rt *rt)
{
    rt->recursion_left++;
}

static Own call_result(Rt *rt, Own result)
{
    viv_debug_assert((result == NULL) == rt_is_pending(rt));
    return result;
}

static Own not_callable(Rt *rt, Ref callable)
{
    return error_raise(rt, TYPE_TypeError, "'%.200T' object is not callable", callable);
}

/* A dict from the names in KWNAMES to the values in VALUES. */
static Own keywords_dict(Rt *rt, const Ref *values, Ref kwnames)
{
    Own kwargs = dict_new(rt);
    if (kwargs == NULL) return NULL;
    for (ptrdiff_t i = 0; i < tuple_length(kwnames); i++) {
        if (dict_set(rt, kwargs, tuple_peek(kwnames, i), values[i]) < 0) return error_release(rt, kwargs);
    }
    return kwargs;
}

int call_pack(Rt *rt, const Ref *args, ptrdiff_t nargs, Ref kwnames, Own *tuple, Own *kwargs)
{
    *kwargs = NULL;
    *tuple = tuple_from(rt, args, nargs);
    if (*tuple == NULL) return -1;
    if (kwnames == NULL || tuple_length(kwnames) == 0) return 0;
    *kwargs = keywords_dict(rt, args + nargs, kwnames);
    if (*kwargs == NULL) release_clear(rt, tuple);
    return *kwargs == NULL ? -1 : 0;
}

/* The array convention, for a callee that wants a tuple and a dict. */
Own call_as_tuple(
    Rt *rt, CallFn call, Ref callable, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own tuple = NULL, kwargs = NULL, result = NULL;
    if (call_pack(rt, args, nargs, kwnames, &tuple, &kwargs) < 0) goto done;
    if (call_enter(rt, " while calling a Python object") < 0) goto done;
    result = call(rt, callable, tuple, kwargs);
    call_leave(rt);
done:
    release_all(rt, tuple, kwargs);
    return call_result(rt, result);
}

Own call_vector(
    Rt *rt, Ref callable, const Ref *args, size_t nargsf, Ref kwnames_or_null)
{
    const Slots *slots = &callable->type->slots;
    viv_debug_assert(!rt_is_pending(rt));
    if (call_check_stack(rt) < 0) return NULL;
    if (LIKELY(slots->tp_vectorcall != NULL)) {
        return call_result(
            rt, slots->tp_vectorcall(rt, callable, args, nargsf, kwnames_or_null));
    }
    if (slots->tp_call == NULL) return not_callable(rt, callable);
    return call_as_tuple(
        rt, slots->tp_call, callable, args, vectorcall_count(nargsf), kwnames_or_null);
}

/* Spreads KWARGS behind the NARGS arguments in ARRAY, which has the room; the names
   become a tuple. */
static Own spread_keywords(Rt *rt, Ref kwargs, Ref *array, ptrdiff_t nargs)
{
    Own names = tuple_new(rt, dict_length(kwargs));
    if (names == NULL) return NULL;
    ptrdiff_t position = 0, count = 0;
    Ref key, value;
    while (dict_next(kwargs, &position, &key, &value)) {
        if (!is_str(key)) {
            error_raise(rt, TYPE_TypeError, "keywords must be strings");
            release(rt, names);
            return NULL;
        }
        tuple_take(names, count, new_ref(key));
        array[nargs + count] = value;
        count++;
    }
    return names;
}

/* FIRST (NULL: none), then the COUNT arguments in ARGS, then KWARGS, for a callee that wants an
   array. */
static Own
call_spread(Rt *rt, VectorcallFn call, Ref callable, Ref first, const Ref *args, ptrdiff_t count, Ref kwargs)
{
    ptrdiff_t lead = first != NULL, nargs = count + lead;
    ptrdiff_t keywords = kwargs == NULL ? 0 : dict_length(kwargs);
    if (keywords == 0 && lead == 0) return call(rt, callable, args, (size_t)nargs, NULL);
    size_t total = (size_t)(nargs + keywords);
    Ref on_stack[ON_STACK];
    Ref *array = total <= ON_STACK ? on_stack : heap_alloc(rt, total * sizeof *array);
    if (array == NULL) return NULL;
    array[0] = first;
    memcpy(array + lead, args, (size_t)count * sizeof *array);
    Own names = keywords == 0 ? NULL : spread_keywords(rt, kwargs, array, nargs);
    Own result = NULL;
    if (keywords == 0 || names != NULL) {
        result = call(rt, callable, array, (size_t)nargs, names);
    }
    release(rt, names);
    if (array != on_stack) heap_free(rt, array);
    return result;
}

Own call_prepend(Rt *rt, Ref callable, Ref first, Ref args, Ref kwargs_or_null)
{
    return call_spread(
        rt, call_vector, callable, first, as_refs(AS_TUPLE(args)->items), tuple_length(args), kwargs_or_null);
}

Own call_vectorcall(Rt *rt, Ref callable, Ref args, Ref kwargs_or_null)
{
    VectorcallFn call = callable->type->slots.tp_vectorcall;
    return call_spread(
        rt, call, callable, NULL, as_refs(AS_TUPLE(args)->items), tuple_length(args), kwargs_or_null);
}

/* A type whose call has no way of its own for arrays would only make a second tuple of it; CPython's `type`
   does that nevertheless.  So would a function whose arguments are packed. */
bool call_wants_array(Ref callable)
{
    const Slots *slots = &callable->type->slots;
    if (slots->tp_vectorcall == NULL) return false;
    if (is_exact(callable, TYPE_builtin_function_or_method)) return !method_def_takes_tuple(AS_BUILTIN(callable)->def);
    if (slots->tp_call == NULL || !is_type(callable)) return true;
    return AS_TYPE(callable)->slots.tp_type_vectorcall != NULL || AS_TYPE(callable)->id == TYPE_type;
}

Own call_tuple(Rt *rt, Ref callable, Ref args, Ref kwargs_or_null)
{
    const Slots *slots = &callable->type->slots;
    viv_debug_assert(!rt_is_pending(rt));
    if (call_check_stack(rt) < 0) return NULL;
    if (call_wants_array(callable)) return call_result(rt, call_vectorcall(rt, callable, args, kwargs_or_null));
    if (slots->tp_call == NULL) return not_callable(rt, callable);
    if (call_enter(rt, " while calling a Python object") < 0) return NULL;
    Own result = slots->tp_call(rt, callable, args, kwargs_or_null);
    call_leave(rt);
    return call_result(rt, result);
}

Own call_vector_dict(Rt *rt, Ref callable, const Ref *args, ptrdiff_t nargs, Ref kwargs_or_null)
{
    if (call_wants_array(callable)) return call_spread(rt, call_vector, callable, NULL, args, nargs, kwargs_or_null);
    Own tuple = tuple_from(rt, args, nargs);
    Own result = tuple == NULL ? NULL : call_tuple(rt, callable, tuple, kwargs_or_null);
    release(rt, tuple);
    return result;
}

Own call_none(Rt *rt, Ref callable)
{
    return call_vector(rt, callable, NULL, 0, NULL);
}

/* The place before the arguments is left free for the callee, who may put `self` there
   (VECTORCALL_OFFSET). */
Own call_one(Rt *rt, Ref callable, Ref arg)
{
    Ref args[2] = {NULL, arg};
    return call_vector(rt, callable, args + 1, 1 | VECTORCALL_OFFSET, NULL);
}

Own call_two(Rt *rt, Ref callable, Ref first, Ref second)
{
    Ref args[3] = {NULL, first, second};
    return call_vector(rt, callable, args + 1, 2 | VECTORCALL_OFFSET, NULL);
}

Own call_method(Rt *rt, Ref name, const Ref *args, size_t nargsf)
{
    Own method = NULL;
    int unbound = object_method_get(rt, args[0], name, &method);
    if (unbound < 0) return NULL;
    Own result;
    if (unbound) {
        result = call_vector(rt, method, args, nargsf & ~VECTORCALL_OFFSET, NULL);
    } else {
        size_t rest = (size_t)vectorcall_count(nargsf) - 1;
        result = call_vector(rt, method, args + 1, rest | VECTORCALL_OFFSET, NULL);
    }
    release(rt, method);
    return result;
}

Own call_method_none(Rt *rt, Ref obj, Ref name)
{
    return call_method(rt, name, &obj, 1);
}

Own call_method_one(Rt *rt, Ref obj, Ref name, Ref arg)
{
    Ref args[2] = {obj, arg};
    return call_method(rt, name, args, 2);
}
