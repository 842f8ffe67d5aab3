/* Arguments of functions written in C: counted, named and converted, with CPython's own
   messages when they do not fit. */
#ifndef VIV_OBJECTS_ARGS_H
#define VIV_OBJECTS_ARGS_H

#include "memory/rt.h"

/* A signature: names in order, NULL-terminated; "" for positional-only ones. */
typedef struct ArgSpec {
    const char *function; /* for messages, e.g. "sorted"; NULL, of args_parse: one without a name */
    const char *const *names;
    int positional_min; /* required positional arguments */
    int positional_max; /* how many may be given by position */
    int keyword_only_required; /* how many of those after positional_max are required */
} ArgSpec;

/* Fills OUT (one per name, NULL when not given) with borrowed references. 0 or -1. */
MUST_USE int args_bind(Rt *rt, const ArgSpec *spec, const Ref *args, ptrdiff_t nargs, Ref kwnames, Ref *out);
/* The same from a tuple and a dict. */
MUST_USE int args_bind_tuple(Rt *rt, const ArgSpec *spec, Ref args, Ref kwargs, Ref *out);
/* Gives each argument in turn to TAKE, with its index, as functions do that read theirs by a format
   (PyArg_ParseTupleAndKeywords): an argument that does not fit is reported before a later one that is missing.
   0 or -1. */
typedef int (*ArgTakeFn)(Rt *rt, void *context, int index, Ref value);
int args_take_ref(Rt *rt, void *refs, int index, Ref value); /* an ArgTakeFn: into an array of Refs, as they are */
MUST_USE int args_parse(Rt *rt, const ArgSpec *spec, Ref args, Ref kwargs_or_null, ArgTakeFn take, void *context);
/* The tuple of its keywords, which CPython makes when it first looks at them, and keeps. */
MUST_USE Own args_names(Rt *rt, const ArgSpec *spec);
/* Lets go what was kept; at the end of an Rt. */
void args_fini(Rt *rt);
/* "f expected at least 1 argument, got 0"; 0 or -1. */
MUST_USE int args_count(Rt *rt, const char *function, ptrdiff_t nargs, ptrdiff_t min, ptrdiff_t max);
/* The same in the words of functions that read their arguments by a format, NULL being one
   without a name: "f() takes at least 1 argument (0 given)", "function takes …". */
MUST_USE int args_count_parsed(Rt *rt, const char *function_or_null, ptrdiff_t nargs, ptrdiff_t min, ptrdiff_t max);
/* For a tp_type_vectorcall: how many arguments there are, none of them a keyword; -1 when they are not
   MIN to MAX. */
MUST_USE ptrdiff_t args_positional(Rt *rt, const char *function, size_t nargsf, Ref kwnames, ptrdiff_t min, ptrdiff_t max);
/* An index object as a size or an offset, *size untouched for NULL (not given): "Python int too large
   to convert to C ssize_t".  0 or -1. */
MUST_USE int args_size(Rt *rt, Ref arg_or_null, ptrdiff_t *size);
/* An index object as a C int ("i"): "signed integer is greater than maximum".  0 or -1. */
MUST_USE int args_c_int(Rt *rt, Ref arg, int *value);
/* Is ARG what the format wants?  "f() argument 1 must be str, not int"; 0 or -1. */
MUST_USE int args_want(Rt *rt, const char *function, int position, bool fits, const char *wanted, Ref arg);
/* An argument that is a truth given as an int: -1 when it is none, or too large; 0 for NULL (not given). */
MUST_USE int args_truth(Rt *rt, Ref arg_or_null);
/* "f() takes no keyword arguments"; 0 or -1. */
MUST_USE int args_no_keywords(Rt *rt, const char *function, Ref kwargs_or_kwnames);
/* The same for a tp_new: a class with an __init__ of its own may take keywords. */
MUST_USE int args_no_keywords_new(Rt *rt, const char *function, const Type *type, Ref kwargs);
#endif
