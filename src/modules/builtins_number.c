/* Built-in functions of numbers, and those that reduce an iterable to one value. */
#include "modules/builtins.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own builtin_abs(Rt *rt, Ref self, Ref arg)
{
    return number_absolute(rt, arg);
}

static Own in_base(Rt *rt, Ref number, int base)
{
    Own index = number_index(rt, number);
    if (index == NULL) return NULL;
    Own text = int_to_text(rt, index, base);
    release(rt, index);
    return text;
}

Own builtin_bin(Rt *rt, Ref self, Ref arg)
{
    return in_base(rt, arg, 2);
}

Own builtin_oct(Rt *rt, Ref self, Ref arg)
{
    return in_base(rt, arg, 8);
}

Own builtin_hex(Rt *rt, Ref self, Ref arg)
{
    return in_base(rt, arg, 16);
}

Own builtin_chr(Rt *rt, Ref self, Ref arg)
{
    Own index = number_index(rt, arg);
    if (index == NULL) return NULL;
    int overflow = 0;
    int64_t value = int_value_overflow(index, &overflow);
    release(rt, index);
    if (overflow != 0 || value < INT32_MIN || value > INT32_MAX) {
        return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    }
    if (value < 0 || value > 0x10ffff)
        return error_raise(rt, TYPE_ValueError, "chr() arg not in range(0x110000)");
    return str_from_char(rt, (uint32_t)value);
}

Own builtin_ord(Rt *rt, Ref self, Ref arg)
{
    ptrdiff_t length = -1;
    if (is_str(arg)) {
        length = str_length(arg);
        if (length == 1) return int_new(rt, str_at(arg, 0));
    } else if (is_bytes(arg)) {
        length = bytes_length(arg);
        if (length == 1) return int_new(rt, (unsigned char)((const BytesObj *)arg)->bytes[0]);
    } else if (type_is_subtype(arg->type, RT_TYPE(rt, bytearray))) {
        length = AS_BYTEARRAY(arg)->head.length;
        if (length == 1) return int_new(rt, (unsigned char)AS_BYTEARRAY(arg)->start[0]);
    } else return error_raise(rt, TYPE_TypeError, "ord() expected string of length 1, but %.200T found", arg);
    return error_raise(rt, TYPE_TypeError, "ord() expected a character, but string of length %zd found", length);
}

Own builtin_divmod(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return number_divmod(rt, args[0], args[1]);
}

Own builtin_pow(Rt *rt, Ref self, Ref *given)
{
    return number_power(rt, given[0], given[1], given[2] == NULL ? rt->none : given[2]);
}

Own builtin_round(Rt *rt, Ref self, Ref *given)
{
    Own method = NULL;
    int found = object_special_get(rt, given[0], RT_NAME(rt, __round__), &method);
    if (found < 0) return NULL;
    if (found == 0)
        return error_raise(rt, TYPE_TypeError, "type %.100T doesn't define __round__ method", given[0]);
    bool plain = given[1] == NULL || given[1] == rt->none;
    Own result = plain ? call_none(rt, method) : call_one(rt, method, given[1]);
    release(rt, method);
    return result;
}

/* --- whole iterables */

/* Is bool(item) WANTED for some item of ITERABLE?  1, 0, -1. */
static int some_item(Rt *rt, Ref iterable, int wanted)
{
    Own iterator = object_iter(rt, iterable), item = NULL;
    if (iterator == NULL) return -1;
    int got, answer = 0;
    while ((got = object_next(rt, iterator, &item)) == 1) {
        int truth = object_is_true(rt, item);
        release(rt, item);
        if (truth < 0 || truth == wanted) {
            answer = truth < 0 ? -1 : 1;
            break;
        }
    }
    release(rt, iterator);
    return got < 0 ? -1 : answer;
}

Own builtin_all(Rt *rt, Ref self, Ref arg)
{
    int found = some_item(rt, arg, 0);
    return found < 0 ? NULL : bool_new(rt, !found);
}

Own builtin_any(Rt *rt, Ref self, Ref arg)
{
    int found = some_item(rt, arg, 1);
    return found < 0 ? NULL : bool_new(rt, found);
}

static int sum_check_start(Rt *rt, Ref start)
{
    if (is_str(start))
        return error_raise_int(rt, TYPE_TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
    if (is_bytes(start))
        return error_raise_int(rt, TYPE_TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
    if (is_exact(start, TYPE_bytearray))
        return error_raise_int(rt, TYPE_TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
    return 0;
}

Own builtin_sum(Rt *rt, Ref self, Ref *given)
{
    Own iterator = object_iter(rt, given[0]), item = NULL;
    if (iterator == NULL) return NULL;
    Own total = given[1] == NULL ? int_new(rt, 0) : new_ref(given[1]);
    if (total != NULL && given[1] != NULL && sum_check_start(rt, total) < 0) release_clear(rt, &total);
    int got = 0;
    while (total != NULL && error_poll(rt) == 0 && (got = object_next(rt, iterator, &item)) == 1) {
        release_replace(rt, &total, number_binary(rt, BINARY_ADD, total, item));
        release(rt, item);
    }
    release(rt, iterator);
    if (rt_is_pending(rt)) release_clear(rt, &total);
    return total;
}

/* --- min and max */

typedef struct Extreme {
    const char *name;
    CompareOp better;
    Ref key, otherwise; /* NULL: none */
    Own item, value;    /* the best so far, and its key */
} Extreme;

/* Takes ITEM; keeps it when it is better. */
static int extreme_offer(Rt *rt, Extreme *best, Own item)
{
    Own value = best->key == NULL ? new_ref(item) : call_one(rt, best->key, item);
    int better = value == NULL ? -1 : 1;
    if (better > 0 && best->value != NULL) {
        Own answer = object_compare(rt, value, best->value, best->better);
        better = answer == NULL ? -1 : object_is_true(rt, answer);
        release(rt, answer);
    }
    if (better > 0) {
        release_replace(rt, &best->item, item);
        release_replace(rt, &best->value, value);
    } else {
        release_all(rt, item, value);
    }
    return better < 0 ? -1 : 0;
}

static Own extreme_of(Rt *rt, Extreme *best, Ref iterable)
{
    Own iterator = object_iter(rt, iterable), item = NULL;
    int got = iterator == NULL ? -1 : 0;
    while (iterator != NULL && (got = object_next(rt, iterator, &item)) == 1) {
        if (error_poll(rt) < 0 || extreme_offer(rt, best, item) < 0) {
            got = -1;
            break;
        }
    }
    release(rt, iterator);
    release(rt, best->value);
    if (got < 0) return error_release(rt, best->item);
    if (best->item != NULL) return best->item;
    if (best->otherwise != NULL) return new_ref(best->otherwise);
    return error_raise(rt, TYPE_ValueError, "%s() arg is an empty sequence", best->name);
}

/* The keywords of min and max. */
static int extreme_keywords(Rt *rt, Extreme *best, Ref kwargs_or_null)
{
    ptrdiff_t position = 0;
    Ref keyword, value;
    while (kwargs_or_null != NULL && dict_next(kwargs_or_null, &position, &keyword, &value)) {
        if (str_equals_text(keyword, "key")) best->key = value == rt->none ? NULL : value;
        else if (str_equals_text(keyword, "default")) best->otherwise = value;
        else return error_raise_int(rt, TYPE_TypeError, "'%U' is an invalid keyword argument for %s()", keyword, best->name);
    }
    return 0;
}

static Own extreme(Rt *rt, const char *name, CompareOp better, Ref args, Ref kwargs_or_null)
{
    Extreme best = {.name = name, .better = better};
    ptrdiff_t nargs = tuple_length(args);
    if (nargs == 0) return error_raise(rt, TYPE_TypeError, "%s expected at least 1 argument, got 0", name);
    if (extreme_keywords(rt, &best, kwargs_or_null) < 0) return NULL;
    if (nargs == 1) return extreme_of(rt, &best, tuple_peek(args, 0));
    if (best.otherwise != NULL)
        return error_raise(rt, TYPE_TypeError, "Cannot specify a default for %s() with multiple positional arguments", name);
    return extreme_of(rt, &best, args);
}

Own builtin_min(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    return extreme(rt, "min", COMPARE_LT, args, kwargs_or_null);
}

Own builtin_max(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    return extreme(rt, "max", COMPARE_GT, args, kwargs_or_null);
}

/* sorted(iterable, *, key, reverse): what the list's own method makes of the keywords. */
Own builtin_sorted(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "sorted", nargs, 1, 1) < 0) return NULL;
    Own list = sequence_to_list(rt, args[0]);
    Own sort = list == NULL ? NULL : object_attr_get_text(rt, list, "sort");
    Own done = sort == NULL ? NULL : call_vector(rt, sort, args + 1, (size_t)nargs - 1, kwnames);
    if (done == NULL) release_clear(rt, &list);
    release_all(rt, sort, done);
    return list;
}
