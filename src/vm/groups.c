/* except*: an exception is split into what a clause matches and the rest, and what the
   clauses raised is joined with what none of them took.  An exception that is no group
   counts as a group of one. */
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"
#include "vm/exc_ops.h"

static bool is_group(const Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, RT_TYPE(rt, BaseExceptionGroup));
}

static int match_check(Rt *rt, Ref match)
{
    ptrdiff_t count = is_tuple(match) ? tuple_length(match) : 1;
    for (ptrdiff_t i = 0; i < count; i++) {
        Ref class = is_tuple(match) ? tuple_peek(match, i) : match;
        if (!is_exception_class(class)) {
            return error_raise_int(rt, TYPE_TypeError,
                                   "catching classes that do not inherit from BaseException is not allowed");
        }
        if (type_is_subtype(AS_TYPE(class), RT_TYPE(rt, BaseExceptionGroup))) {
            return error_raise_int(rt, TYPE_TypeError,
                                   "catching ExceptionGroup with except* is not allowed. Use except instead.");
        }
    }
    return 0;
}

/* The exception itself when it is a group, else in a group of its own. */
static Own wrapped(Rt *rt, Ref exception)
{
    if (is_group(rt, exception)) return new_ref(exception);
    Own members = tuple_of(rt, 1, exception);
    if (members == NULL) return NULL;
    Own group = call_two(rt, (Ref)RT_TYPE(rt, BaseExceptionGroup), rt->empty_str, members);
    release(rt, members);
    return group;
}

int group_match(Rt *rt, Ref exception, Ref match, Own *matched, Own *rest)
{
    if (match_check(rt, match) < 0) return -1;
    if (exception == rt->none) {
        *matched = none_new(rt);
        *rest = none_new(rt);
        return 0;
    }
    if (exception_matches(exception, match)) {
        *matched = wrapped(rt, exception);
        *rest = none_new(rt);
        if (*matched != NULL) return 0;
        release_clear(rt, rest);
        return -1;
    }
    if (!is_group(rt, exception)) {
        *matched = none_new(rt);
        *rest = new_ref(exception);
        return 0;
    }
    /* The tuple is one that CPython makes of the format "(O)", besides the one for the call. */
    Own split = object_attr_get_text(rt, exception, "split"), args = tuple_of(rt, 1, match);
    Own pair = split == NULL || args == NULL ? NULL : call_vector(rt, split, as_refs(AS_TUPLE(args)->items), 1, NULL);
    release_all(rt, split, args);
    if (pair == NULL) return -1;
    *matched = new_ref(tuple_peek(pair, 0));
    *rest = new_ref(tuple_peek(pair, 1));
    release(rt, pair);
    return 0;
}

/* Was EXCEPTION split off the original, rather than raised by a clause?  Then they share their
   traceback, context and cause. */
static bool is_part_of(Ref exception, Ref original)
{
    const ExceptionObj *a = AS_EXCEPTION(exception), *b = AS_EXCEPTION(original);
    return a->notes == b->notes && a->traceback == b->traceback && a->cause == b->cause && a->context == b->context;
}

/* Sorts what the clauses left: RAISED anew, or RERAISED parts of the original. */
static int sort_raised(Rt *rt, Ref original, Ref list, Ref raised, Ref reraised)
{
    for (ptrdiff_t i = 0; i < list_length(list); i++) {
        Ref exception = list_peek(list, i);
        if (exception == rt->none) continue;
        if (list_append(rt, is_part_of(exception, original) ? reraised : raised, exception) < 0) return -1;
    }
    return 0;
}

static Own join(Rt *rt, Ref original, Ref raised, Ref reraised)
{
    Own part = exception_group_project(rt, original, reraised), result = NULL;
    if (part == NULL) return NULL;
    if (list_length(raised) == 0) return part;
    if (part == rt->none || list_append(rt, raised, part) == 0)
        result = call_two(rt, (Ref)RT_TYPE(rt, BaseExceptionGroup), rt->empty_str, raised);
    release(rt, part);
    return result;
}

Own group_join(Rt *rt, Ref original, Ref raised_list)
{
    if (list_length(raised_list) == 0) return none_new(rt);
    if (!is_group(rt, original)) {
        /* A naked exception was wrapped by a clause, or none matched: the first is it. */
        return new_ref(list_peek(raised_list, 0));
    }
    Own raised = list_new(rt, 0), reraised = list_new(rt, 0), result = NULL;
    if (raised != NULL && reraised != NULL && sort_raised(rt, original, raised_list, raised, reraised) == 0)
        result = join(rt, original, raised, reraised);
    release_all(rt, raised, reraised);
    return result;
}
