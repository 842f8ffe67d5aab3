/* The module atexit: what a program wants to be called when it ends, the last first. */
#include "modules/atexit_module.h"

#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/list_impl.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

static Own atexit_register(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    if (tuple_length(args) == 0) return error_raise(rt, TYPE_TypeError, "register() takes at least 1 argument (0 given)");
    Ref function = tuple_peek(args, 0);
    if (function->type->slots.tp_call == NULL && function->type->slots.tp_vectorcall == NULL)
        return error_raise(rt, TYPE_TypeError, "the first argument must be callable");
    if (rt->modules->at_exit == NULL && (rt->modules->at_exit = list_new(rt, 0)) == NULL) return NULL;
    Own rest = tuple_slice(rt, args, 1, tuple_length(args)), entry = NULL;
    if (rest != NULL) entry = tuple_of(rt, 3, function, rest, kwargs == NULL ? rt->none : kwargs);
    release(rt, rest);
    if (entry == NULL || list_append_take(rt, rt->modules->at_exit, entry) < 0) return NULL;
    return new_ref(function);
}

void atexit_run(Rt *rt)
{
    Ref list = rt->modules->at_exit;
    while (list != NULL && list_length(list) > 0) {
        Own entry = list_pop_at(rt, list, list_length(list) - 1);
        if (entry == NULL) {
            error_clear(rt);
            return;
        }
        Ref kwargs = tuple_peek(entry, 2);
        Own result = call_tuple(rt, tuple_peek(entry, 0), tuple_peek(entry, 1), kwargs == rt->none ? NULL : kwargs);
        if (result == NULL) error_unraisable_message(rt, "Exception ignored in atexit callback", tuple_peek(entry, 0));
        release_all(rt, result, entry);
    }
}

static Own atexit_run_exitfuncs(Rt *rt, Ref self)
{
    atexit_run(rt);
    return none_new(rt);
}

static Own atexit_clear(Rt *rt, Ref self)
{
    if (rt->modules->at_exit != NULL && list_clear(rt, rt->modules->at_exit) < 0) return NULL;
    return none_new(rt);
}

static Own atexit_count(Rt *rt, Ref self)
{
    return int_new(rt, rt->modules->at_exit == NULL ? 0 : list_length(rt->modules->at_exit));
}

static Own atexit_unregister(Rt *rt, Ref self, Ref function)
{
    Own kept = list_new(rt, 0);
    int status = kept == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && rt->modules->at_exit != NULL && i < list_length(rt->modules->at_exit); i++) {
        Own entry = new_ref(list_peek(rt->modules->at_exit, i));
        int same = object_compare_bool(rt, tuple_peek(entry, 0), function, COMPARE_EQ);
        if (same < 0 || (same == 0 && list_append(rt, kept, entry) < 0)) status = -1;
        release(rt, entry);
    }
    if (status == 0) release_replace(rt, &rt->modules->at_exit, kept);
    else release(rt, kept);
    return status < 0 ? NULL : none_new(rt);
}

const ModuleSpec atexit_module_spec = {
    .name = "atexit",
    .doc = "Functions that are called when the program ends of itself.",
    .methods = METHODS(
        {"register", METHOD_KEYWORDS, {.call = atexit_register}, "register(func, *args, **kwargs) -> func\n\nThe function is to be called with the arguments when the program ends.", 0},
        {"_clear", METHOD_NOARGS, {.unary = atexit_clear}, "_clear() -> None\n\nForgets every function that was registered.", 0},
        {"unregister", METHOD_O, {.binary = atexit_unregister}, "unregister(func) -> None\n\nThe function is not to be called any more.", 0},
        {"_run_exitfuncs", METHOD_NOARGS, {.unary = atexit_run_exitfuncs}, "_run_exitfuncs() -> None\n\nCalls all registered functions now.", 0},
        {"_ncallbacks", METHOD_NOARGS, {.unary = atexit_count}, "_ncallbacks() -> int\n\nHow many functions are registered.", 0}),
};
