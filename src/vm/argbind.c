/* Arguments go to parameters in the order in which CPython does it, since a call with several
   mistakes must name the same one: positional arguments, then keywords, then the complaint
   about too many, then defaults and what is missing, then keyword-only parameters.

   `slots` is the new frame's localsplus: positional parameters, keyword-only ones, *args, **kwargs. */
#include "vm/argbind.h"

#include <stdio.h>

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static Ref parameter_name(const CodeObj *code, ptrdiff_t index)
{
    return tuple_peek(code->localsplusnames, index);
}

static ptrdiff_t length_or_zero(Ref tuple_or_null)
{
    return tuple_or_null == NULL ? 0 : tuple_length(tuple_or_null);
}

/* "f() missing 2 required positional arguments: 'a' and 'b'", NAMES being their reprs. */
static int raise_missing(Rt *rt, const FunctionObj *func, const char *kind, Ref names)
{
    ptrdiff_t count = list_length(names);
    Own text = NULL;
    if (count == 1) text = new_ref(list_peek(names, 0));
    else if (count == 2) text = str_format(rt, "%U and %U", list_peek(names, 0), list_peek(names, 1));
    else {
        Own comma = str_new(rt, ", ");
        Own head = comma == NULL ? NULL : str_join(rt, comma, as_refs(AS_LIST(names)->items), count - 1);
        if (head != NULL) text = str_format(rt, "%U, and %U", head, list_peek(names, count - 1));
        release_all(rt, comma, head);
    }
    if (text == NULL) return -1;
    error_raise(rt, TYPE_TypeError, "%U() missing %i required %s argument%s: %U", func->qualname, (int)count, kind,
                count == 1 ? "" : "s", text);
    release(rt, text);
    return -1;
}

/* Raises for the parameters from FIRST to END that are still empty. */
static int complain_missing(Rt *rt, const FunctionObj *func, Own const *slots, ptrdiff_t first, ptrdiff_t end,
                            const char *kind)
{
    Own names = list_new(rt, 0);
    if (names == NULL) return -1;
    for (ptrdiff_t i = first; i < end; i++) {
        if (slots[i] != NULL) continue;
        Own repr = object_repr(rt, parameter_name(AS_CODE(func->code), i));
        if (repr == NULL || list_append_take(rt, names, repr) < 0) return error_release_int(rt, names);
    }
    int status = raise_missing(rt, func, kind, names);
    release(rt, names);
    return status;
}

static int complain_too_many(Rt *rt, const FunctionObj *func, Own const *slots, ptrdiff_t given)
{
    const CodeObj *code = AS_CODE(func->code);
    ptrdiff_t wanted = code->argcount, defaults = length_or_zero(func->defaults), keyword_only = 0;
    for (ptrdiff_t i = wanted; i < wanted + code->kwonlyargcount; i++) keyword_only += slots[i] != NULL;
    char range[64], extra[96] = "";
    if (defaults > 0) snprintf(range, sizeof range, "from %zd to %zd", wanted - defaults, wanted);
    else snprintf(range, sizeof range, "%zd", wanted);
    if (keyword_only > 0) {
        snprintf(extra, sizeof extra, " positional argument%s (and %zd keyword-only argument%s)",
                 given != 1 ? "s" : "", keyword_only, keyword_only != 1 ? "s" : "");
    }
    bool plural = defaults > 0 || wanted != 1;
    return error_raise_int(rt, TYPE_TypeError, "%U() takes %s positional argument%s but %zd%s %s given",
                           func->qualname, range, plural ? "s" : "", given, extra,
                           given == 1 && keyword_only == 0 ? "was" : "were");
}

/* Were positional-only parameters passed by name?  Then raises and returns -1, else 0. */
static int complain_positional_only(Rt *rt, const FunctionObj *func, Ref kwnames)
{
    const CodeObj *code = AS_CODE(func->code);
    Own names = list_new(rt, 0), comma = NULL, text = NULL;
    int status = -1;
    if (names == NULL) return -1;
    for (ptrdiff_t i = 0; i < code->posonlyargcount; i++) {
        for (ptrdiff_t k = 0; k < tuple_length(kwnames); k++) {
            int same = object_compare_bool(rt, parameter_name(code, i), tuple_peek(kwnames, k), COMPARE_EQ);
            if (same < 0 || (same && list_append(rt, names, tuple_peek(kwnames, k)) < 0)) goto done;
        }
    }
    status = 0;
    if (list_length(names) == 0) goto done;
    status = -1;
    comma = str_new(rt, ", ");
    if (comma != NULL) text = str_join(rt, comma, as_refs(AS_LIST(names)->items), list_length(names));
    if (text != NULL) {
        error_raise(rt, TYPE_TypeError,
                    "%U() got some positional-only arguments passed as keyword arguments: '%U'",
                    func->qualname, text);
    }
done:
    release_all(rt, names, comma, text);
    return status;
}

/* The parameter called NAME that may be given by keyword: its index, -1 none, -2 error. */
static ptrdiff_t parameter_find(Rt *rt, const CodeObj *code, Ref name)
{
    ptrdiff_t end = code->argcount + code->kwonlyargcount;
    for (ptrdiff_t i = code->posonlyargcount; i < end; i++) {
        if (parameter_name(code, i) == name) return i;
    }
    for (ptrdiff_t i = code->posonlyargcount; i < end; i++) {
        int same = object_compare_bool(rt, name, parameter_name(code, i), COMPARE_EQ);
        if (same != 0) return same < 0 ? -2 : i;
    }
    return -1;
}

/* Binds the argument NAME=VALUE (taken). */
static int bind_keyword(Rt *rt, const FunctionObj *func, Own *slots, Ref kwdict, Ref kwnames, Ref name, Own value)
{
    int status = -1;
    if (!is_str(name)) {
        error_raise(rt, TYPE_TypeError, "%U() keywords must be strings", func->qualname);
        goto done;
    }
    ptrdiff_t index = parameter_find(rt, AS_CODE(func->code), name);
    if (index == -2) goto done;
    if (index >= 0 && slots[index] != NULL) {
        error_raise(rt, TYPE_TypeError, "%U() got multiple values for argument '%S'", func->qualname, name);
    } else if (index >= 0) {
        slots[index] = STEAL(value);
        status = 0;
    } else if (kwdict != NULL) {
        status = dict_set(rt, kwdict, name, value);
    } else if (AS_CODE(func->code)->posonlyargcount == 0 || complain_positional_only(rt, func, kwnames) == 0) {
        error_raise(rt, TYPE_TypeError, "%U() got an unexpected keyword argument '%S'", func->qualname, name);
    }
done:
    release(rt, value);
    return status;
}

/* Takes all VALUES, also when one of them does not fit. */
static int bind_keywords(Rt *rt, const FunctionObj *func, Own *slots, Ref kwdict, Ref kwnames, Own const *values)
{
    int status = 0;
    for (ptrdiff_t i = 0; i < tuple_length(kwnames); i++) {
        if (status < 0) release(rt, values[i]);
        else status = bind_keyword(rt, func, slots, kwdict, kwnames, tuple_peek(kwnames, i), values[i]);
    }
    return status;
}

static int fill_defaults(Rt *rt, const FunctionObj *func, Own *slots, ptrdiff_t given)
{
    const CodeObj *code = AS_CODE(func->code);
    ptrdiff_t defaults = length_or_zero(func->defaults), required = code->argcount - defaults;
    for (ptrdiff_t i = given; i < required; i++) {
        if (slots[i] == NULL) return complain_missing(rt, func, slots, given, required, "positional");
    }
    for (ptrdiff_t i = given > required ? given - required : 0; i < defaults; i++) {
        if (slots[required + i] == NULL) slots[required + i] = new_ref(tuple_peek(func->defaults, i));
    }
    return 0;
}

static int fill_keyword_defaults(Rt *rt, const FunctionObj *func, Own *slots)
{
    const CodeObj *code = AS_CODE(func->code);
    ptrdiff_t first = code->argcount, end = first + code->kwonlyargcount, missing = 0;
    for (ptrdiff_t i = first; i < end; i++) {
        if (slots[i] != NULL) continue;
        int found = func->kwdefaults == NULL
                        ? 0
                        : dict_lookup(rt, func->kwdefaults, parameter_name(code, i), &slots[i]);
        if (found < 0) return -1;
        missing += found == 0;
    }
    return missing == 0 ? 0 : complain_missing(rt, func, slots, first, end, "keyword-only");
}

/* Moves the positional arguments into their slots, the surplus into *args (or away). */
static int bind_positional(Rt *rt, const CodeObj *code, Own *slots, Own const *args, ptrdiff_t nargs)
{
    ptrdiff_t direct = nargs < code->argcount ? nargs : code->argcount;
    for (ptrdiff_t i = 0; i < direct; i++) slots[i] = args[i];
    Own rest = NULL;
    if (code->flags & CODE_VARARGS)
        rest = nargs == direct ? new_ref(rt->empty_tuple) : tuple_new(rt, nargs - direct);
    if (rest == NULL) {
        release_row(rt, args + direct, nargs - direct);
        return (code->flags & CODE_VARARGS) == 0 ? 0 : -1;
    }
    for (ptrdiff_t i = direct; i < nargs; i++) tuple_take(rest, i - direct, args[i]);
    slots[code->argcount + code->kwonlyargcount] = rest;
    return 0;
}

/* Takes all of ARGS, and those named by KWNAMES behind them, whatever happens. */
static int bind_arguments(Rt *rt, const FunctionObj *func, Own *slots, Own const *args, ptrdiff_t nargs, Ref kwnames)
{
    const CodeObj *code = AS_CODE(func->code);
    Own kwdict = NULL;
    if (code->flags & CODE_VARKEYWORDS) {
        kwdict = dict_new(rt);
        if (kwdict == NULL) {
            release_row(rt, args, nargs + length_or_zero(kwnames));
            return -1;
        }
        slots[code->argcount + code->kwonlyargcount + ((code->flags & CODE_VARARGS) != 0)] = kwdict;
    }
    if (bind_positional(rt, code, slots, args, nargs) < 0) {
        release_row(rt, args + nargs, length_or_zero(kwnames));
        return -1;
    }
    if (kwnames != NULL && bind_keywords(rt, func, slots, kwdict, kwnames, args + nargs) < 0) return -1;
    if (nargs > code->argcount && (code->flags & CODE_VARARGS) == 0)
        return complain_too_many(rt, func, slots, nargs);
    if (nargs < code->argcount && fill_defaults(rt, func, slots, nargs) < 0) return -1;
    return code->kwonlyargcount > 0 ? fill_keyword_defaults(rt, func, slots) : 0;
}

Frame *frame_for_call(Rt *rt, Own func, Own locals_or_null, Own const *args, ptrdiff_t nargs, Ref kwnames_or_null)
{
    const FunctionObj *function = AS_FUNCTION(func);
    const CodeObj *code = AS_CODE(function->code);
    Frame *frame = frame_begin(rt, func, locals_or_null);
    if (UNLIKELY(frame == NULL)) {
        release_row(rt, args, nargs + length_or_zero(kwnames_or_null));
        return NULL;
    }
    bool plain = nargs == code->argcount && kwnames_or_null == NULL && code->kwonlyargcount == 0 &&
                 (code->flags & (CODE_VARARGS | CODE_VARKEYWORDS)) == 0;
    if (LIKELY(plain)) {
        for (ptrdiff_t i = 0; i < nargs; i++) frame->localsplus[i] = args[i];
        return frame;
    }
    if (bind_arguments(rt, function, frame->localsplus, args, nargs, kwnames_or_null) == 0) return frame;
    frame_end(rt, frame);
    return NULL;
}
