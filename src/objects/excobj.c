/* BaseException: args, __traceback__, __context__, __cause__, notes; and the exceptions
   that add nothing to it but their name. */
#include "objects/excobj.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/listobj.h"
#include "objects/managed_dict.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

/* --- for other C code */

void exception_set_context(Rt *rt, Ref exception, Own context_or_null)
{
    release_replace(rt, &AS_EXCEPTION(exception)->context, context_or_null);
}

void exception_set_cause(Rt *rt, Ref exception, Own cause_or_null)
{
    AS_EXCEPTION(exception)->suppress_context = true;
    release_replace(rt, &AS_EXCEPTION(exception)->cause, cause_or_null);
}

void exception_set_traceback(Rt *rt, Ref exception, Ref traceback_or_null)
{
    release_replace(
        rt, &AS_EXCEPTION(exception)->traceback, new_ref_or_null(traceback_or_null));
}

/* --- creation */

Own exception_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL) AS_EXCEPTION(self)->args = new_ref(args);
    return self;
}

int exception_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (args_no_keywords(rt, self->type->name, kwargs_or_null) < 0) return -1;
    release_replace(rt, &AS_EXCEPTION(self)->args, new_ref(args));
    return 0;
}

/* --- text */

Own exception_tp_str(Rt *rt, Ref self)
{
    Ref args = AS_EXCEPTION(self)->args;
    switch (tuple_length(args)) {
    case 0: return new_ref(rt->empty_str);
    case 1: return object_str(rt, tuple_peek(args, 0));
    default: return object_str(rt, args);
    }
}

static Own exception_repr(Rt *rt, Ref self)
{
    Ref args = AS_EXCEPTION(self)->args;
    const char *name = type_short_name(self->type);
    if (tuple_length(args) == 1)
        return str_format(rt, "%s(%R)", name, tuple_peek(args, 0));
    return str_format(rt, "%s%R", name, args);
}

/* --- attributes */

static Own get_args(Rt *rt, Ref self)
{
    Ref args = AS_EXCEPTION(self)->args;
    return new_ref(args == NULL ? rt->none : args);
}

static int set_args(Rt *rt, Ref self, Ref value_or_null)
{
    if (value_or_null == NULL) {
        return error_raise_int(rt, TYPE_TypeError, "args may not be deleted");
    }
    Own args = sequence_to_tuple(rt, value_or_null);
    if (args == NULL) return -1;
    release_replace(rt, &AS_EXCEPTION(self)->args, args);
    return 0;
}

static int set_dict(Rt *rt, Ref self, Ref value_or_null)
{
    if (value_or_null == NULL) {
        return error_raise_int(rt, TYPE_TypeError, "cannot delete __dict__");
    }
    return object_dict_replace(rt, self, value_or_null);
}

static Own or_none(Rt *rt, Ref value)
{
    return new_ref(value == NULL ? rt->none : value);
}

static Own get_traceback(Rt *rt, Ref self)
{
    return or_none(rt, AS_EXCEPTION(self)->traceback);
}

static int set_traceback(Rt *rt, Ref self, Ref value_or_null)
{
    if (value_or_null == NULL) {
        return error_raise_int(rt, TYPE_TypeError, "__traceback__ may not be deleted");
    }
    if (value_or_null != rt->none && !is_exact(value_or_null, TYPE_traceback)) {
        return error_raise_int(
            rt, TYPE_TypeError, "__traceback__ must be a traceback or None");
    }
    exception_set_traceback(rt, self, value_or_null == rt->none ? NULL : value_or_null);
    return 0;
}

/* NULL for None; -1 when VALUE cannot be NAME. */
static int check_link(Rt *rt, Ref value_or_null, const char *name, Own *link)
{
    if (value_or_null == NULL) {
        return error_raise_int(rt, TYPE_TypeError, "%s may not be deleted", name);
    }
    if (value_or_null != rt->none && !is_exception(value_or_null)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "exception %s must be None or derive from BaseException",
                               name[2] == 'c' && name[3] == 'a' ? "cause" : "context");
    }
    *link = value_or_null == rt->none ? NULL : new_ref(value_or_null);
    return 0;
}

static Own get_context(Rt *rt, Ref self)
{
    return or_none(rt, AS_EXCEPTION(self)->context);
}

static int set_context(Rt *rt, Ref self, Ref value_or_null)
{
    Own link;
    if (check_link(rt, value_or_null, "__context__", &link) < 0) return -1;
    exception_set_context(rt, self, link);
    return 0;
}

static Own get_cause(Rt *rt, Ref self)
{
    return or_none(rt, AS_EXCEPTION(self)->cause);
}

static int set_cause(Rt *rt, Ref self, Ref value_or_null)
{
    Own link;
    if (check_link(rt, value_or_null, "__cause__", &link) < 0) return -1;
    exception_set_cause(rt, self, link);
    return 0;
}

/* --- methods */

/* (type, args) or (type, args, dict): BaseException.__reduce__. */
static Own exception_reduce(Rt *rt, Ref self)
{
    const ExceptionObj *exception = AS_EXCEPTION(self);
    if (exception->args == NULL) return none_new(rt);
    if (exception->dict == NULL)
        return tuple_of(rt, 2, object_type(self), exception->args);
    return tuple_of(rt, 3, object_type(self), exception->args, exception->dict);
}

static Own method_setstate(Rt *rt, Ref self, Ref state)
{
    if (state == rt->none) return none_new(rt);
    if (!is_dict(state))
        return error_raise(rt, TYPE_TypeError, "state is not a dictionary");
    ptrdiff_t position = 0;
    Ref key, value;
    while (dict_next(state, &position, &key, &value)) {
        if (object_attr_set(rt, self, key, value) < 0) return NULL;
    }
    return none_new(rt);
}

static Own method_with_traceback(Rt *rt, Ref self, Ref traceback)
{
    return set_traceback(rt, self, traceback) < 0 ? NULL : new_ref(self);
}

static Own method_add_note(Rt *rt, Ref self, Ref note)
{
    Ref name = RT_NAME(rt, __notes__);
    Own notes = NULL;
    if (!is_str(note)) {
        return error_raise(rt, TYPE_TypeError, "note must be a str, not '%T'", note);
    }
    int found = object_attr_lookup(rt, self, name, &notes);
    if (found < 0) return NULL;
    if (found == 0) {
        notes = list_new(rt, 0);
        if (notes == NULL || object_attr_set(rt, self, name, notes) < 0) goto failed;
    } else if (!is_list(notes)) {
        error_raise(rt, TYPE_TypeError, "Cannot add note: __notes__ is not a list");
        goto failed;
    }
    if (list_append(rt, notes, note) < 0) goto failed;
    release(rt, notes);
    return none_new(rt);
failed:
    release(rt, notes);
    return NULL;
}

const TypeSpec BaseException_type_spec = {
    .name = "BaseException",
    .id = TYPE_BaseException,
    .basicsize = sizeof(ExceptionObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE | TYPE_FLAG_EXCEPTION_SUBCLASS,
    .dict_offset = offsetof(ExceptionObj, dict),
    .doc = "Common base class for all exceptions",
    .owned = OWNED(ExceptionObj, dict, cause),
    .slots = {OWNED_SLOTS,
              .tp_new = exception_tp_new,
              .tp_init = exception_tp_init,
              .tp_repr = exception_repr,
              .tp_str = exception_tp_str,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = exception_reduce}, NULL, 0},
        {"__setstate__", METHOD_O, {.binary = method_setstate}, NULL, 0},
        {"with_traceback",
         METHOD_O,
         {.binary = method_with_traceback},
         "Exception.with_traceback(tb) --\n    set self.__traceback__ to tb and return "
         "self.",
         0},
        {"add_note",
         METHOD_O,
         {.binary = method_add_note},
         "Exception.add_note(note) --\n    add a note to the exception",
         0}),
    .members = MEMBERS(
        {"__suppress_context__",
         MEMBER_BOOL,
         offsetof(ExceptionObj, suppress_context),
         false,
         NULL}),
    .getset = GETSETS(
        {"__dict__", object_dict_get, set_dict, NULL},
        {"args", get_args, set_args, NULL},
        {"__traceback__", get_traceback, set_traceback, NULL},
        {"__context__", get_context, set_context, "exception context"},
        {"__cause__", get_cause, set_cause, "exception cause"}),
};
