/* OSError(errno, strerror, filename, winerror, filename2): the class follows from
   errno, so that `except FileNotFoundError` works for whoever raises OSError(2, …). */
#include <errno.h>

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static const struct {
    int error_number;
    TypeId type;
} classes[] = {
    {EAGAIN, TYPE_BlockingIOError},
    {EALREADY, TYPE_BlockingIOError},
    {EINPROGRESS, TYPE_BlockingIOError},
    {EPIPE, TYPE_BrokenPipeError},
    {ESHUTDOWN, TYPE_BrokenPipeError},
    {ECHILD, TYPE_ChildProcessError},
    {ECONNABORTED, TYPE_ConnectionAbortedError},
    {ECONNREFUSED, TYPE_ConnectionRefusedError},
    {ECONNRESET, TYPE_ConnectionResetError},
    {EEXIST, TYPE_FileExistsError},
    {ENOENT, TYPE_FileNotFoundError},
    {EISDIR, TYPE_IsADirectoryError},
    {ENOTDIR, TYPE_NotADirectoryError},
    {EINTR, TYPE_InterruptedError},
    {EACCES, TYPE_PermissionError},
    {EPERM, TYPE_PermissionError},
    {ESRCH, TYPE_ProcessLookupError},
    {ETIMEDOUT, TYPE_TimeoutError},
};

static Type *class_for(Rt *rt, Ref error_number)
{
    int overflow;
    int64_t number = int_value_overflow(error_number, &overflow);
    for (size_t i = 0; overflow == 0 && i < ARRAY_LENGTH(classes); i++) {
        if (classes[i].error_number == number) return rt->types[classes[i].type];
    }
    return RT_TYPE(rt, OSError);
}

/* A subclass that overrides __init__ but not __new__ gets its arguments there; any
   other has its fields set by __new__ already. */
static bool fields_set_by_init(const Rt *rt, const Type *type)
{
    const Slots *base = &RT_TYPE(rt, OSError)->slots;
    return type->slots.tp_init != base->tp_init && type->slots.tp_new == base->tp_new;
}

static void set_field(Rt *rt, Own *field, Ref args, ptrdiff_t index)
{
    bool given = index < tuple_length(args);
    release_replace(rt, field, given ? new_ref(tuple_peek(args, index)) : NULL);
}

/* BlockingIOError's third argument may be the count of characters written. 1: it was.
 */
static int read_written(Rt *rt, OSErrorObj *error, Ref args)
{
    Ref third = tuple_peek(args, 2);
    if (!type_is_subtype(((Ref)error)->type, RT_TYPE(rt, BlockingIOError)) ||
        !number_has_index(third)) {
        return 0;
    }
    error->written = number_as_size(rt, third, TYPE_ValueError);
    return error->written == -1 && rt_is_pending(rt) ? -1 : 1;
}

/* args keeps only the first two of several, for pickles of old. */
static int fill_fields(Rt *rt, OSErrorObj *error, Ref args)
{
    ptrdiff_t count = tuple_length(args);
    if (count < 2 || count > 5) {
        release_replace(rt, &error->base.args, new_ref(args));
        return 0;
    }
    set_field(rt, &error->error_number, args, 0);
    set_field(rt, &error->text, args, 1);
    Own kept = NULL;
    if (count >= 3 && tuple_peek(args, 2) != rt->none) {
        int written = read_written(rt, error, args);
        if (written < 0) return -1;
        if (!written) {
            set_field(rt, &error->filename, args, 2);
            if (count >= 5 && tuple_peek(args, 4) != rt->none) {
                set_field(rt, &error->filename2, args, 4);
            }
            kept = tuple_slice(rt, args, 0, 2);
            if (kept == NULL) return -1;
        }
    }
    release_replace(rt, &error->base.args, kept != NULL ? kept : new_ref(args));
    return 0;
}

static Own os_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    bool by_init = fields_set_by_init(rt, type);
    if (!by_init) {
        if (args_no_keywords(rt, type->name, kwargs_or_null) < 0) return NULL;
        if (type == RT_TYPE(rt, OSError) && tuple_length(args) >= 2 &&
            tuple_length(args) <= 5 && is_int(tuple_peek(args, 0))) {
            type = class_for(rt, tuple_peek(args, 0));
        }
    }
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    OSErrorObj *error = (OSErrorObj *)self;
    error->written = -1;
    error->base.args = new_ref(rt->empty_tuple);
    if (!by_init && fill_fields(rt, error, args) < 0) return error_release(rt, self);
    return self;
}

static int os_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (!fields_set_by_init(rt, self->type)) return 0;
    if (args_no_keywords(rt, self->type->name, kwargs_or_null) < 0) return -1;
    return fill_fields(rt, (OSErrorObj *)self, args);
}

static Own os_str(Rt *rt, Ref self)
{
    const OSErrorObj *error = (const OSErrorObj *)self;
    Ref number = error->error_number == NULL ? rt->none : error->error_number;
    Ref text = error->text == NULL ? rt->none : error->text;
    if (error->filename != NULL && error->filename2 != NULL) {
        return str_format(rt,
                          "[Errno %S] %S: %R -> %R",
                          number,
                          text,
                          error->filename,
                          error->filename2);
    }
    if (error->filename != NULL) {
        return str_format(rt, "[Errno %S] %S: %R", number, text, error->filename);
    }
    if (error->error_number != NULL && error->text != NULL) {
        return str_format(rt, "[Errno %S] %S", number, text);
    }
    return exception_tp_str(rt, self);
}

static Own os_reduce(Rt *rt, Ref self)
{
    const OSErrorObj *error = (const OSErrorObj *)self;
    Ref args = error->base.args;
    Own all = NULL;
    if (tuple_length(args) != 2 || error->filename == NULL) {
        all = new_ref(args);
    } else if (error->filename2 == NULL) {
        all =
            tuple_of(rt, 3, tuple_peek(args, 0), tuple_peek(args, 1), error->filename);
    } else {
        all = tuple_of(rt,
                       5,
                       tuple_peek(args, 0),
                       tuple_peek(args, 1),
                       error->filename,
                       rt->none,
                       error->filename2);
    }
    if (all == NULL) return NULL;
    Own result = error->base.dict == NULL
                     ? tuple_of(rt, 2, object_type(self), all)
                     : tuple_of(rt, 3, object_type(self), all, error->base.dict);
    release(rt, all);
    return result;
}

static Own get_written(Rt *rt, Ref self)
{
    ptrdiff_t written = ((const OSErrorObj *)self)->written;
    if (written != -1) return int_new(rt, written);
    return error_raise(rt, TYPE_AttributeError, "characters_written");
}

static int set_written(Rt *rt, Ref self, Ref value_or_null)
{
    OSErrorObj *error = (OSErrorObj *)self;
    if (value_or_null == NULL) {
        if (error->written == -1) {
            return error_raise_int(rt, TYPE_AttributeError, "characters_written");
        }
        error->written = -1;
        return 0;
    }
    ptrdiff_t written = number_as_size(rt, value_or_null, TYPE_ValueError);
    if (written == -1 && rt_is_pending(rt)) return -1;
    error->written = written;
    return 0;
}

const TypeSpec OSError_type_spec = {
    .name = "OSError",
    .id = TYPE_OSError,
    .base = TYPE_Exception,
    .basicsize = sizeof(OSErrorObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Base class for I/O related errors.",
    .owned = OWNED(OSErrorObj, error_number, filename2),
    .slots = {OWNED_SLOTS,
              .tp_new = os_new,
              .tp_init = os_init,
              .tp_str = os_str},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = os_reduce}, NULL, 0}),
    .members = MEMBERS(
        EXCEPTION_FIELD(OSErrorObj, "errno", error_number, "POSIX exception code"),
        EXCEPTION_FIELD(OSErrorObj, "strerror", text, "exception strerror"),
        EXCEPTION_FIELD(OSErrorObj, "filename", filename, "exception filename"),
        EXCEPTION_FIELD(OSErrorObj, "filename2", filename2, "second exception filename")),
    .getset = GETSETS(
        {"characters_written", get_written, set_written, NULL}),
};
