/* Exceptions as instructions see them: always instances, whose class is their type and whose
   traceback they carry themselves. */
#include "vm/exc_ops.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/tupleobj.h"

bool exception_matches(Ref exception, Ref class_or_tuple)
{
    if (is_tuple(class_or_tuple)) {
        for (ptrdiff_t i = 0; i < tuple_length(class_or_tuple); i++) {
            if (exception_matches(exception, tuple_peek(class_or_tuple, i))) return true;
        }
        return false;
    }
    if (!is_exception_class(class_or_tuple)) return false;
    const Type *type = is_type(exception) ? AS_TYPE(exception) : exception->type;
    return type_is_subtype(type, AS_TYPE(class_or_tuple));
}

/* Every class that MATCH names must be an exception's. */
static int match_check(Rt *rt, Ref match)
{
    static const char *const message =
        "catching classes that do not inherit from BaseException is not allowed";
    if (!is_tuple(match)) return is_exception_class(match) ? 0 : error_raise_int(rt, TYPE_TypeError, message);
    for (ptrdiff_t i = 0; i < tuple_length(match); i++) {
        if (!is_exception_class(tuple_peek(match, i))) return error_raise_int(rt, TYPE_TypeError, message);
    }
    return 0;
}

int exception_matches_checked(Rt *rt, Ref exception, Ref match)
{
    if (match_check(rt, match) < 0) return -1;
    return exception_matches(exception, match);
}

void exception_restore(Rt *rt, Own exception)
{
    Pending pending = {
        .type = new_ref((Ref)exception->type),
        .value = exception,
        .traceback = new_ref_or_null(AS_EXCEPTION(exception)->traceback),
    };
    error_restore(rt, pending);
}

int lasti_value(Ref number)
{
    return int_small_value(number);
}

/* The innermost exception being handled, borrowed; NULL when there is none. */
static Ref handled_now(Rt *rt)
{
    Handled *item = rt->handled;
    while ((item->value == NULL || item->value == rt->none) && item->previous != NULL) item = item->previous;
    return item->value == rt->none ? NULL : item->value;
}

/* An exception's instance from what `raise` was given (taken): NULL + TypeError. */
static Own instance_of(Rt *rt, Own given, const char *complaint)
{
    if (is_exception(given)) return given;
    Own instance = NULL;
    if (!is_exception_class(given)) {
        error_raise(rt, TYPE_TypeError, complaint);
    } else {
        instance = call_none(rt, given);
        if (instance != NULL && !is_exception(instance)) {
            error_raise(rt, TYPE_TypeError, "calling %R should have returned an instance of BaseException, not %R",
                        given, (Ref)instance->type);
            release_clear(rt, &instance);
        }
    }
    release(rt, given);
    return instance;
}

bool exception_raise(Rt *rt, Own exception, Own cause)
{
    if (exception == NULL) {
        Ref handled = handled_now(rt);
        if (handled == NULL) {
            error_raise(rt, TYPE_RuntimeError, "No active exception to reraise");
            return false;
        }
        exception_restore(rt, new_ref(handled));
        return true;
    }
    Own value = instance_of(rt, exception, "exceptions must derive from BaseException");
    if (value == NULL) {
        release(rt, cause);
        return false;
    }
    if (cause != NULL) {
        if (cause == rt->none) {
            release_clear(rt, &cause);
        } else {
            cause = instance_of(rt, cause, "exception causes must derive from BaseException");
            if (cause == NULL) {
                release(rt, value);
                return false;
            }
        }
        exception_set_cause(rt, value, cause);
    }
    error_raise_class(rt, (Ref)value->type, value);
    release(rt, value);
    return false;
}

int with_methods(Rt *rt, Ref manager, bool async, Own *enter, Own *leave)
{
    Ref enter_name = async ? RT_NAME(rt, __aenter__) : RT_NAME(rt, __enter__);
    Ref leave_name = async ? RT_NAME(rt, __aexit__) : RT_NAME(rt, __exit__);
    const char *protocol = async ? "asynchronous context manager" : "context manager";
    int found = object_special_get(rt, manager, enter_name, enter);
    if (found < 0) return -1;
    if (found == 0) {
        return error_raise_int(rt, TYPE_TypeError, "'%.200T' object does not support the %s protocol", manager, protocol);
    }
    found = object_special_get(rt, manager, leave_name, leave);
    if (found == 1) return 0;
    if (found == 0) {
        error_raise(rt, TYPE_TypeError, "'%.200T' object does not support the %s protocol (missed %U method)",
                    manager, protocol, leave_name);
    }
    release_clear(rt, enter);
    return -1;
}

Own with_enter(Rt *rt, Own enter)
{
    Own result = call_none(rt, enter);
    release(rt, enter);
    return result;
}

Own with_leave(Rt *rt, Ref leave, Ref exception)
{
    Ref traceback = AS_EXCEPTION(exception)->traceback;
    Ref args[] = {(Ref)exception->type, exception, traceback == NULL ? rt->none : traceback};
    return call_vector(rt, leave, args, ARRAY_LENGTH(args), NULL);
}
