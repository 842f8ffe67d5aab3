/* BaseExceptionGroup and ExceptionGroup (PEP 654): several exceptions raised as one,
   which except* takes apart again by split(). */
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/excobj.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static Ref group_exceptions(Ref self)
{
    return ((const ExceptionGroupObj *)self)->exceptions;
}

/* --- creation */

static Own check_exceptions(Rt *rt, Ref given, bool *all_exception)
{
    Own exceptions = sequence_to_tuple(rt, given);
    if (exceptions == NULL) return NULL;
    *all_exception = true;
    if (tuple_length(exceptions) == 0) {
        error_raise(rt,
                    TYPE_ValueError,
                    "second argument (exceptions) must be a non-empty sequence");
        goto failed;
    }
    for (ptrdiff_t i = 0; i < tuple_length(exceptions); i++) {
        Ref exception = tuple_peek(exceptions, i);
        if (!is_exception(exception)) {
            error_raise(rt,
                        TYPE_ValueError,
                        "Item %zd of second argument (exceptions) is not an exception",
                        i);
            goto failed;
        }
        if (!type_is_subtype(exception->type, RT_TYPE(rt, Exception)))
            *all_exception = false;
    }
    return exceptions;
failed:
    release(rt, exceptions);
    return NULL;
}

/* BaseExceptionGroup becomes ExceptionGroup when it can; no Exception class may hold
 * others. */
static Type *choose_class(Rt *rt, Type *type, bool all_exception)
{
    if (type == RT_TYPE(rt, BaseExceptionGroup)) {
        return all_exception ? RT_TYPE(rt, ExceptionGroup) : type;
    }
    if (all_exception || !type_is_subtype(type, RT_TYPE(rt, Exception))) return type;
    if (type == RT_TYPE(rt, ExceptionGroup)) {
        error_raise(
            rt, TYPE_TypeError, "Cannot nest BaseExceptions in an ExceptionGroup");
    } else {
        error_raise(
            rt, TYPE_TypeError, "Cannot nest BaseExceptions in '%.200s'", type->name);
    }
    return NULL;
}

static Own group_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) != 2) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "BaseExceptionGroup.__new__() takes exactly 2 arguments (%zd given)",
            tuple_length(args));
    }
    Ref msg = tuple_peek(args, 0), given = tuple_peek(args, 1);
    if (!is_str(msg)) {
        return error_raise(rt, TYPE_TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %T", msg);
    }
    if (!is_list(given) && !is_tuple(given) && given->type->slots.sq_item == NULL) {
        return error_raise(
            rt, TYPE_TypeError, "second argument (exceptions) must be a sequence");
    }
    bool all_exception;
    Own exceptions = check_exceptions(rt, given, &all_exception), self = NULL;
    if (exceptions == NULL) return NULL;
    type = choose_class(rt, type, all_exception);
    if (type != NULL) self = exception_tp_new(rt, type, args, NULL);
    if (self != NULL) {
        ((ExceptionGroupObj *)self)->msg = new_ref(msg);
        ((ExceptionGroupObj *)self)->exceptions = STEAL(exceptions);
    }
    release(rt, exceptions);
    return self;
}

static Own group_str(Rt *rt, Ref self)
{
    const ExceptionGroupObj *group = (const ExceptionGroupObj *)self;
    ptrdiff_t count = tuple_length(group->exceptions);
    return str_format(
        rt, "%S (%zd sub-exception%s)", group->msg, count, count == 1 ? "" : "s");
}

/* --- taking apart */

/* The only argument of a method that takes its arguments as a tuple; NULL + TypeError. */
static Ref only_argument(Rt *rt, Ref args)
{
    if (tuple_length(args) == 1) return tuple_peek(args, 0);
    error_raise(rt, TYPE_TypeError, "function takes exactly 1 argument (%zd given)", tuple_length(args));
    return NULL;
}

static Own method_derive(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    const ExceptionGroupObj *group = (const ExceptionGroupObj *)self;
    Ref exceptions = only_argument(rt, args);
    if (exceptions == NULL) return NULL;
    return call_two(rt, (Ref)RT_TYPE(rt, BaseExceptionGroup), group->msg, exceptions);
}

/* A group of PARTS (a list) that looks like SELF; NULL without an exception for no
 * parts. */
static Own derive_like(Rt *rt, Ref self, Ref parts)
{
    if (list_length(parts) == 0) return NULL;
    /* The tuple is one that CPython makes of the format "(O)", besides the one for the call. */
    Own name = str_interned(rt, "derive"), group = NULL, notes = NULL;
    if (name == NULL) return NULL;
    Own derive = object_attr_get(rt, self, name), args = tuple_of(rt, 1, parts);
    if (derive != NULL && args != NULL) group = call_vector(rt, derive, as_refs(AS_TUPLE(args)->items), 1, NULL);
    release_all(rt, derive, args, name);
    if (group == NULL) return NULL;
    if (!type_is_subtype(group->type, RT_TYPE(rt, BaseExceptionGroup))) {
        error_raise(
            rt, TYPE_TypeError, "derive must return an instance of BaseExceptionGroup");
        goto failed;
    }
    const ExceptionObj *old = AS_EXCEPTION(self);
    exception_set_traceback(rt, group, old->traceback);
    exception_set_context(rt, group, new_ref_or_null(old->context));
    exception_set_cause(rt, group, new_ref_or_null(old->cause));
    AS_EXCEPTION(group)->suppress_context = old->suppress_context;
    int found = object_attr_lookup(rt, self, RT_NAME(rt, __notes__), &notes);
    if (found < 0) goto failed;
    if (found > 0 && (is_list(notes) || is_tuple(notes))) {
        Own copy = sequence_to_list(rt, notes);
        int stored = copy == NULL
                         ? -1
                         : object_attr_set(rt, group, RT_NAME(rt, __notes__), copy);
        release(rt, copy);
        if (stored < 0) goto failed;
    }
    release(rt, notes);
    return group;
failed:
    release_all(rt, notes, group);
    return NULL;
}

static bool is_group(const Rt *rt, Ref exception)
{
    return type_is_subtype(exception->type, RT_TYPE(rt, BaseExceptionGroup));
}

/* The number by which a set knows EXCEPTION. */
static Own identity(Rt *rt, Ref exception)
{
    return int_new_unsigned(rt, (uintptr_t)exception);
}

/* Is EXCEPTION, which is no group, one of those that the set knows?  1, 0, -1. */
static int is_leaf_of(Rt *rt, Ref exception, Ref identities)
{
    if (is_group(rt, exception)) return 0;
    Own number = identity(rt, exception);
    int found = number == NULL ? -1 : set_contains(rt, identities, number);
    release(rt, number);
    return found;
}

/* Does CONDITION (a class, a tuple of them, a function, or a set of identities) hold for EXCEPTION?  1, 0,
 * -1. */
static int matches(Rt *rt, Ref exception, Ref condition)
{
    if (is_exact(condition, TYPE_set)) return is_leaf_of(rt, exception, condition);
    if (is_type(condition) || is_tuple(condition)) {
        return object_is_instance(rt, exception, condition);
    }
    Own answer = call_one(rt, condition, exception);
    if (answer == NULL) return -1;
    int truth = object_is_true(rt, answer);
    release(rt, answer);
    return truth;
}

typedef struct Split {
    Own match, rest; /* or NULL: nothing on that side */
} Split;

static int group_split(Rt *rt, Ref self, Ref condition, bool want_rest, Split *split);

/* Sorts one member into the two lists. */
static int sort_member(Rt *rt, Ref exception, Ref condition, Ref matching, Ref resting)
{
    Split part = {0};
    if (group_split(rt, exception, condition, resting != NULL, &part) < 0) return -1;
    int result = 0;
    if (part.match != NULL) result = list_append(rt, matching, part.match);
    if (result == 0 && part.rest != NULL && resting != NULL) {
        result = list_append(rt, resting, part.rest);
    }
    release(rt, part.match);
    release(rt, part.rest);
    return result;
}

static int split_members(Rt *rt, Ref self, Ref condition, bool want_rest, Split *split)
{
    Own matching = list_new(rt, 0), resting = want_rest ? list_new(rt, 0) : NULL;
    int result = matching == NULL || (want_rest && resting == NULL) ? -1 : 0;
    Ref members = group_exceptions(self);
    for (ptrdiff_t i = 0; i < tuple_length(members) && result == 0; i++) {
        result = sort_member(rt, tuple_peek(members, i), condition, matching, resting);
    }
    if (result == 0) {
        split->match = derive_like(rt, self, matching);
        if (want_rest && !rt_is_pending(rt))
            split->rest = derive_like(rt, self, resting);
        if (rt_is_pending(rt)) {
            release_clear(rt, &split->match);
            release_clear(rt, &split->rest);
            result = -1;
        }
    }
    release_all(rt, matching, resting);
    return result;
}

/* Divides an exception, a group or not, into what matches and the rest. */
static int group_split(Rt *rt, Ref self, Ref condition, bool want_rest, Split *split)
{
    int match = matches(rt, self, condition);
    if (match < 0) return -1;
    if (match) {
        split->match = new_ref(self);
        return 0;
    }
    if (!is_group(rt, self)) {
        if (want_rest) split->rest = new_ref(self);
        return 0;
    }
    if (call_enter(rt, " in exceptiongroup_split_recursive") < 0) return -1;
    int result = split_members(rt, self, condition, want_rest, split);
    call_leave(rt);
    return result;
}

/* Adds the leaves below EXCEPTION to the set. */
static int add_leaves(Rt *rt, Ref exception, Ref identities)
{
    if (!is_group(rt, exception)) {
        Own number = identity(rt, exception);
        int status = number == NULL ? -1 : set_add(rt, identities, number);
        release(rt, number);
        return status;
    }
    if (call_enter(rt, " in collect_exception_group_leaf_ids") < 0) return -1;
    Ref members = group_exceptions(exception);
    int status = 0;
    for (ptrdiff_t i = 0; status == 0 && i < tuple_length(members); i++) status = add_leaves(rt, tuple_peek(members, i), identities);
    call_leave(rt);
    return status;
}

Own exception_group_project(Rt *rt, Ref group, Ref kept)
{
    Own identities = set_new(rt, NULL);
    Split split = {0};
    int status = identities == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && i < list_length(kept); i++) status = add_leaves(rt, list_peek(kept, i), identities);
    if (status == 0) status = group_split(rt, group, identities, false, &split);
    release(rt, identities);
    return status < 0 ? NULL : split.match != NULL ? split.match : none_new(rt);
}

static int check_condition(Rt *rt, Ref condition)
{
    bool fits = is_exception_class(condition);
    if (is_tuple(condition)) {
        fits = true;
        for (ptrdiff_t i = 0; i < tuple_length(condition); i++) {
            fits = fits && is_exception_class(tuple_peek(condition, i));
        }
    } else if (!is_type(condition)) {
        fits = fits || is_exact(condition, TYPE_function);
    }
    if (fits) return 0;
    return error_raise_int(
        rt,
        TYPE_TypeError,
        "expected a function, exception type or tuple of exception types");
}

static Own or_none(Rt *rt, Ref value)
{
    return new_ref(value == NULL ? rt->none : value);
}

static Own method_split(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Split split = {0};
    Ref condition = only_argument(rt, args);
    if (condition == NULL || check_condition(rt, condition) < 0) return NULL;
    Own result = NULL;
    if (group_split(rt, self, condition, true, &split) == 0) {
        result = tuple_of(rt,
                          2,
                          split.match == NULL ? rt->none : split.match,
                          split.rest == NULL ? rt->none : split.rest);
    }
    release(rt, split.match);
    release(rt, split.rest);
    return result;
}

static Own method_subgroup(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Split split = {0};
    Ref condition = only_argument(rt, args);
    if (condition == NULL || check_condition(rt, condition) < 0) return NULL;
    if (group_split(rt, self, condition, false, &split) < 0) return error_release(rt, split.match);
    Own result = or_none(rt, split.match);
    release(rt, split.match);
    return result;
}

const TypeSpec BaseExceptionGroup_type_spec = {
    .name = "BaseExceptionGroup",
    .id = TYPE_BaseExceptionGroup,
    .base = TYPE_BaseException,
    .basicsize = sizeof(ExceptionGroupObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "A combination of multiple unrelated exceptions.",
    .owned = OWNED(ExceptionGroupObj, msg, exceptions),
    .slots = {OWNED_SLOTS,
              .tp_new = group_new,
              .tp_init = exception_tp_init,
              .tp_str = group_str},
    .methods = METHODS(
        {"__class_getitem__",
         METHOD_O,
         {.binary = generic_alias_new},
         "See PEP 585",
         METHOD_CLASS},
        {"derive", METHOD_VARARGS, {.call = method_derive}, NULL, 0},
        {"split", METHOD_VARARGS, {.call = method_split}, NULL, 0},
        {"subgroup", METHOD_VARARGS, {.call = method_subgroup}, NULL, 0}),
    .members = MEMBERS(
        {"message", MEMBER_OBJECT, offsetof(ExceptionGroupObj, msg), true, "exception message"},
        {"exceptions", MEMBER_OBJECT, offsetof(ExceptionGroupObj, exceptions), true, "nested exceptions"}),
};
