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

/* Adds every leaf below EXCEPTION to SET-like LIST. */
static int collect_leaves(Rt *rt, Ref exception, Ref leaves)
{
    if (!is_group(rt, exception)) return list_append(rt, leaves, exception);
    Own parts = object_attr_get_text(rt, exception, "exceptions");
    int status = parts == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && i < tuple_length(parts); i++)
        status = collect_leaves(rt, tuple_peek(parts, i), leaves);
    release(rt, parts);
    return status;
}

/* True when some leaf of EXCEPTION is in LEAVES. */
static bool is_among(Ref exception, Ref leaves)
{
    for (ptrdiff_t i = 0; i < list_length(leaves); i++) {
        if (list_peek(leaves, i) == exception) return true;
    }
    return false;
}

/* The part of GROUP whose leaves are in LEAVES: new; None when empty; NULL + pending. */
static Own project(Rt *rt, Ref group, Ref leaves)
{
    if (!is_group(rt, group)) return new_ref(is_among(group, leaves) ? group : rt->none);
    Own parts = object_attr_get_text(rt, group, "exceptions"), kept = list_new(rt, 0), result = NULL;
    if (parts == NULL || kept == NULL) goto done;
    for (ptrdiff_t i = 0; i < tuple_length(parts); i++) {
        Own part = project(rt, tuple_peek(parts, i), leaves);
        if (part == NULL || (part != rt->none && list_append(rt, kept, part) < 0)) {
            release(rt, part);
            goto done;
        }
        release(rt, part);
    }
    if (list_length(kept) == 0) result = none_new(rt);
    else {
        Own derive = object_attr_get_text(rt, group, "derive");
        if (derive != NULL) result = call_one(rt, derive, kept);
        release(rt, derive);
        if (result != NULL && is_exception(result)) {
            exception_set_traceback(rt, result, AS_EXCEPTION(group)->traceback);
            exception_set_context(rt, result, new_ref_or_null(AS_EXCEPTION(group)->context));
            exception_set_cause(rt, result, new_ref_or_null(AS_EXCEPTION(group)->cause));
        }
    }
done:
    release_all(rt, parts, kept);
    return result;
}

static Own join(Rt *rt, Ref original, Ref raised, Ref reraised)
{
    Own leaves = list_new(rt, 0), part = NULL, result = NULL;
    if (leaves == NULL) return NULL;
    for (ptrdiff_t i = 0; i < list_length(reraised); i++) {
        if (collect_leaves(rt, list_peek(reraised, i), leaves) < 0) goto done;
    }
    part = project(rt, original, leaves);
    if (part == NULL) goto done;
    if (list_length(raised) == 0) {
        result = new_ref(part);
        goto done;
    }
    if (part != rt->none && list_append(rt, raised, part) < 0) goto done;
    result = call_two(rt, (Ref)RT_TYPE(rt, BaseExceptionGroup), rt->empty_str, raised);
done:
    release_all(rt, leaves, part);
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
