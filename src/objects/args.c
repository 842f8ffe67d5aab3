/* Arguments of functions written in C, bound to parameters by position and by name.

   What args_bind checks, in CPython's order, because a program sees only the first
   message: too many in all, too many by position, too few positional-only ones, one
   missing, one unknown, one given twice. */
#include "objects/args.h"

#include <limits.h>
#include <stdlib.h>
#include <stdio.h>
#include <string.h>

#include "base/hash.h"
#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static const char *plural(ptrdiff_t count)
{
    return count == 1 ? "" : "s";
}

int args_count(
    Rt *rt, const char *function, ptrdiff_t nargs, ptrdiff_t min, ptrdiff_t max)
{
    if (nargs >= min && nargs <= max) return 0;
    ptrdiff_t wanted = nargs < min ? min : max;
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "%.200s expected %s%zd argument%s, got %zd",
                           function,
                           min == max    ? ""
                           : nargs < min ? "at least "
                                         : "at most ",
                           wanted,
                           plural(wanted),
                           nargs);
}

int args_size(Rt *rt, Ref value_or_null, ptrdiff_t *size)
{
    int overflow = 0;
    if (value_or_null == NULL) return 0;
    Own index = number_index(rt, value_or_null);
    if (index == NULL) return -1;
    *size = (ptrdiff_t)int_value_overflow(index, &overflow);
    release(rt, index);
    return overflow == 0 ? 0 : error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C ssize_t");
}

int args_c_int(Rt *rt, Ref arg, int *value)
{
    int64_t number = int_value(rt, arg);
    if (rt_is_pending(rt)) return -1;
    if (number > INT_MAX) return error_raise_int(rt, TYPE_OverflowError, "signed integer is greater than maximum");
    if (number < INT_MIN) return error_raise_int(rt, TYPE_OverflowError, "signed integer is less than minimum");
    *value = (int)number;
    return 0;
}

int args_want(Rt *rt, const char *function, int position, bool fits, const char *wanted, Ref arg)
{
    if (fits) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s() argument %d must be %s, not %K", function, position, wanted, arg);
}

int args_truth(Rt *rt, Ref arg_or_null)
{
    int overflow = 0;
    if (arg_or_null == NULL) return 0;
    Own number = number_index(rt, arg_or_null);
    if (number == NULL) return -1;
    int64_t value = int_value_overflow(number, &overflow);
    release(rt, number);
    if (overflow == 0 && value == (int)value) return value != 0;
    return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C int");
}

int args_no_keywords(Rt *rt, const char *function, Ref kwargs_or_kwnames)
{
    ptrdiff_t count = 0;
    if (kwargs_or_kwnames != NULL) {
        count = is_tuple(kwargs_or_kwnames) ? tuple_length(kwargs_or_kwnames)
                                            : dict_length(kwargs_or_kwnames);
    }
    if (count == 0) return 0;
    return error_raise_int(
        rt, TYPE_TypeError, "%.200s() takes no keyword arguments", function);
}

int args_no_keywords_new(Rt *rt, const char *function, const Type *type, Ref kwargs)
{
    bool own_init = type->slots.tp_init != RT_TYPE(rt, object)->slots.tp_init;
    return own_init ? 0 : args_no_keywords(rt, function, kwargs);
}

/* A signature's counts. */
typedef struct Shape {
    int all, positional_only;
} Shape;

static Shape shape_of(const ArgSpec *spec)
{
    Shape shape = {0};
    for (; spec->names[shape.all] != NULL; shape.all++) {
        if (spec->names[shape.all][0] == '\0') shape.positional_only++;
    }
    return shape;
}

/* --- the names that CPython keeps

   CPython's parser makes a tuple of a function's keywords the first time that it has to look at them,
   and keeps it.  That is an allocation which later collections depend on.  A signature is known again by
   what it says, since some are made on the C stack for one call. */

enum { PARSERS = 256 }; /* a power of two, more than there are signatures */

struct KeptNames {
    uint64_t signature[PARSERS]; /* at its own place, or the next free one after it; 0: free */
    Own names[PARSERS];
};

/* These have been called so before a program begins. */
static bool is_kept_from_start(const char *function)
{
    static const char *const functions[] = {"compile", "rsplit", "splitlines", "complex", "__import__", "pow"};
    for (size_t i = 0; i < ARRAY_LENGTH(functions); i++) {
        if (strcmp(functions[i], function) == 0) return true;
    }
    return false;
}

Own args_names(Rt *rt, const ArgSpec *spec)
{
    Shape shape = shape_of(spec);
    Own tuple = tuple_new(rt, shape.all - shape.positional_only);
    for (int i = shape.positional_only; tuple != NULL && i < shape.all; i++) {
        Own name = str_interned(rt, spec->names[i]);
        if (name == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, i - shape.positional_only, name);
    }
    return tuple;
}

static uint64_t signature_of(const ArgSpec *spec)
{
    uint64_t signature = hash_siphash13(0, 0, spec->function, strlen(spec->function));
    for (int i = 0; spec->names[i] != NULL; i++) signature = hash_siphash13(signature, (uint64_t)i, spec->names[i], strlen(spec->names[i]));
    return signature | 1;
}

static int keep_names(Rt *rt, const ArgSpec *spec, ptrdiff_t nargs, ptrdiff_t nkwargs)
{
    bool plain = nkwargs == 0 && spec->keyword_only_required == 0 && nargs >= spec->positional_min &&
                 nargs <= spec->positional_max;
    if (plain) return 0;
    struct KeptNames *kept = rt->objects->kept_names;
    if (kept == NULL) kept = rt->objects->kept_names = calloc(1, sizeof *kept);
    if (kept == NULL) return 0;
    uint64_t signature = signature_of(spec);
    size_t at = signature / 2 % PARSERS;
    for (int tries = 0; kept->signature[at] != signature; at = (at + 1) % PARSERS) {
        if (++tries == PARSERS) return 0;
        if (kept->signature[at] != 0) continue;
        kept->signature[at] = signature;
        if (is_kept_from_start(spec->function)) return 0;
        kept->names[at] = args_names(rt, spec);
        return kept->names[at] == NULL ? -1 : 0;
    }
    return 0;
}

void args_fini(Rt *rt)
{
    struct KeptNames *kept = rt->objects->kept_names;
    for (int i = 0; kept != NULL && i < PARSERS; i++) release(rt, kept->names[i]);
    free(kept);
    rt->objects->kept_names = NULL;
}

/* --- binding */

static int check_counts(
    Rt *rt, const ArgSpec *spec, Shape shape, ptrdiff_t nargs, ptrdiff_t nkwargs)
{
    if (nargs + nkwargs > shape.all) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "%.200s() takes at most %d %sargument%s (%zd given)",
                               spec->function,
                               shape.all,
                               nargs == 0 ? "keyword " : "",
                               plural(shape.all),
                               nargs + nkwargs);
    }
    int max = spec->positional_max, min = spec->positional_min;
    if (nargs > max && max == 0) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "%.200s() takes no positional arguments",
                               spec->function);
    }
    int min_only = min < shape.positional_only ? min : shape.positional_only;
    if (nargs <= max && nargs >= min_only) return 0;
    int wanted = nargs > max ? max : min_only;
    const char *how = nargs > max ? (min < max ? "at most" : "exactly")
                                  : (min_only < max ? "at least" : "exactly");
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "%.200s() takes %s %d positional argument%s (%zd given)",
                           spec->function,
                           how,
                           wanted,
                           plural(wanted),
                           nargs);
}

static int name_index(const ArgSpec *spec, Ref name)
{
    for (int i = 0; spec->names[i] != NULL; i++) {
        if (spec->names[i][0] != '\0' && str_equals_text(name, spec->names[i]))
            return i;
    }
    return -1;
}

static int bind_keyword(
    Rt *rt, const ArgSpec *spec, Ref name, Ref value, ptrdiff_t nargs, Ref *out)
{
    if (!is_str(name))
        return error_raise_int(rt, TYPE_TypeError, "keywords must be strings");
    int index = name_index(spec, name);
    if (index < 0) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "'%S' is an invalid keyword argument for %.200s()",
                               name,
                               spec->function);
    }
    if (index < nargs) {
        return error_raise_int(
            rt,
            TYPE_TypeError,
            "argument for %.200s() given by name ('%U') and position (%d)",
            spec->function,
            name,
            index + 1);
    }
    out[index] = value;
    return 0;
}

/* Is a required parameter still without its argument?  Those given by a wrong name
   count as missing, as in CPython. */
static int check_missing(Rt *rt, const ArgSpec *spec, Shape shape, const Ref *out)
{
    for (int i = 0; i < shape.all; i++) {
        bool required = i < spec->positional_min ||
                        (i >= spec->positional_max &&
                         i < spec->positional_max + spec->keyword_only_required);
        if (out[i] == NULL && required) {
            return error_raise_int(rt,
                                   TYPE_TypeError,
                                   "%.200s() missing required argument '%s' (pos %d)",
                                   spec->function,
                                   spec->names[i],
                                   i + 1);
        }
    }
    return 0;
}

/* The first of the keywords that cannot be bound is reported after a missing argument.
 */
int args_bind(Rt *rt,
              const ArgSpec *spec,
              const Ref *args,
              ptrdiff_t nargs,
              Ref kwnames,
              Ref *out)
{
    Shape shape = shape_of(spec);
    ptrdiff_t nkwargs = kwnames == NULL ? 0 : tuple_length(kwnames);
    if (keep_names(rt, spec, nargs, nkwargs) < 0) return -1;
    if (check_counts(rt, spec, shape, nargs, nkwargs) < 0) return -1;
    for (int i = 0; i < shape.all; i++) out[i] = i < nargs ? args[i] : NULL;
    for (ptrdiff_t i = 0; i < nkwargs; i++) {
        int index = name_index(spec, tuple_peek(kwnames, i));
        if (index >= nargs) out[index] = args[nargs + i];
    }
    if (check_missing(rt, spec, shape, out) < 0) return -1;
    for (ptrdiff_t i = 0; i < nkwargs; i++) {
        Ref name = tuple_peek(kwnames, i);
        if (bind_keyword(rt, spec, name, args[nargs + i], nargs, out) < 0) return -1;
    }
    return 0;
}

int args_bind_tuple(Rt *rt, const ArgSpec *spec, Ref args, Ref kwargs, Ref *out)
{
    Shape shape = shape_of(spec);
    ptrdiff_t nargs = tuple_length(args), position = 0;
    ptrdiff_t nkwargs = kwargs == NULL ? 0 : dict_length(kwargs);
    if (keep_names(rt, spec, nargs, nkwargs) < 0) return -1;
    if (check_counts(rt, spec, shape, nargs, nkwargs) < 0) return -1;
    for (int i = 0; i < shape.all; i++) out[i] = i < nargs ? tuple_peek(args, i) : NULL;
    if (nkwargs == 0) return check_missing(rt, spec, shape, out);
    Ref name, value;
    while (dict_next(kwargs, &position, &name, &value)) {
        int index = is_str(name) ? name_index(spec, name) : -1;
        if (index >= nargs) out[index] = value;
    }
    if (check_missing(rt, spec, shape, out) < 0) return -1;
    position = 0;
    while (dict_next(kwargs, &position, &name, &value)) {
        if (bind_keyword(rt, spec, name, value, nargs, out) < 0) return -1;
    }
    return 0;
}

/* --- arguments read one by one */

/* "f()", or what messages call a function without a name. */
typedef struct Who {
    char text[64];
} Who;
static const char *function_text(const ArgSpec *spec, const char *nameless, Who *who)
{
    snprintf(who->text, sizeof who->text, "%s%s", spec->function == NULL ? nameless : spec->function, spec->function == NULL ? "" : "()");
    return who->text;
}

enum { PARSED_MOST = 16 };

/* Sorts the keywords by their parameters; those that have none are counted. */
static int sort_keywords(const ArgSpec *spec, Ref kwargs, Ref *named)
{
    int strangers = 0;
    Ref name, value;
    for (ptrdiff_t position = 0; dict_next(kwargs, &position, &name, &value);) {
        int index = is_str(name) ? name_index(spec, name) : -1;
        if (index < 0) strangers++;
        else named[index] = value;
    }
    return strangers;
}

/* After all parameters were served: a keyword that served none is unknown, or names one given by position. */
static int check_keywords(Rt *rt, const ArgSpec *spec, ptrdiff_t nargs, Ref kwargs, const Ref *named, int strangers)
{
    Who who;
    Ref name, value;
    for (int i = 0; i < nargs; i++) {
        if (named[i] == NULL) continue;
        return error_raise_int(rt, TYPE_TypeError, "argument for %s given by name ('%s') and position (%d)",
                               function_text(spec, "function", &who), spec->names[i], i + 1);
    }
    for (ptrdiff_t position = 0; strangers > 0 && dict_next(kwargs, &position, &name, &value);) {
        if (!is_str(name)) return error_raise_int(rt, TYPE_TypeError, "keywords must be strings");
        if (name_index(spec, name) >= 0) continue;
        return error_raise_int(rt, TYPE_TypeError, "'%U' is an invalid keyword argument for %s", name, function_text(spec, "this function", &who));
    }
    return 0;
}

int args_parse(Rt *rt, const ArgSpec *spec, Ref args, Ref kwargs_or_null, ArgTakeFn take, void *context)
{
    Who who;
    Ref named[PARSED_MOST] = {NULL};
    Shape shape = shape_of(spec);
    ptrdiff_t nargs = tuple_length(args), keywords = kwargs_or_null == NULL ? 0 : dict_length(kwargs_or_null);
    viv_assert(shape.all <= PARSED_MOST);
    if (nargs + keywords > shape.all)
        return error_raise_int(rt, TYPE_TypeError, "%s takes at most %d %sargument%s (%zd given)", function_text(spec, "function", &who),
                               shape.all, nargs == 0 ? "keyword " : "", plural(shape.all), nargs + keywords);
    int strangers = keywords == 0 ? 0 : sort_keywords(spec, kwargs_or_null, named);
    for (int i = 0; i < shape.all; i++) {
        if (i == spec->positional_max && nargs > i)
            return error_raise_int(rt, TYPE_TypeError, "%s takes %s %d positional argument%s (%zd given)", function_text(spec, "function", &who),
                                   spec->positional_min < i ? "at most" : "exactly", i, plural(i), nargs);
        Ref value = i < nargs ? tuple_peek(args, i) : named[i];
        if (value != NULL && take(rt, context, i, value) < 0) return -1;
        if (value == NULL && i < spec->positional_min)
            return error_raise_int(rt, TYPE_TypeError, "%s missing required argument '%s' (pos %d)", function_text(spec, "function", &who),
                                   spec->names[i], i + 1);
    }
    return keywords == 0 ? 0 : check_keywords(rt, spec, nargs, kwargs_or_null, named, strangers);
}

int args_take_ref(Rt *rt, void *refs, int index, Ref value)
{
    ((Ref *)refs)[index] = value;
    return 0;
}

int args_count_parsed(Rt *rt, const char *function_or_null, ptrdiff_t nargs, ptrdiff_t min, ptrdiff_t max)
{
    ptrdiff_t wanted = nargs < min ? min : max;
    if (nargs >= min && nargs <= max) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s%s takes %s %zd argument%s (%zd given)",
                           function_or_null == NULL ? "function" : function_or_null, function_or_null == NULL ? "" : "()",
                           min == max ? "exactly" : nargs < min ? "at least" : "at most", wanted, wanted == 1 ? "" : "s", nargs);
}

ptrdiff_t args_positional(Rt *rt, const char *function, size_t nargsf, Ref kwnames, ptrdiff_t min, ptrdiff_t max)
{
    ptrdiff_t nargs = vectorcall_count(nargsf);
    if (args_no_keywords(rt, function, kwnames) < 0 || args_count(rt, function, nargs, min, max) < 0) return -1;
    return nargs;
}
