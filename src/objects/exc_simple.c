/* Exceptions with a field or two of their own: StopIteration, SystemExit, KeyError,
   NameError, AttributeError, ImportError, MemoryError; and the table of those that have
   none. */
#include "memory/gc.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/exc_parts.h"
#include "objects/tupleobj.h"
#include "objects/typestate.h"

/* The spec of a class with fields: LABEL's memory functions, and SLOTS of its own. */
#define SPEC_WITH_FIELDS(class, parent, structure, label, class_doc, ...)              \
    const TypeSpec class##_type_spec = {.name = #class,                                \
                                        .id = TYPE_##class,                            \
                                        .base = TYPE_##parent,                         \
                                        .basicsize = sizeof(structure),                \
                                        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,        \
                                        .doc = class_doc,                              \
                                        .slots = {OWNED_SLOTS,                         \
                                                  .tp_new = exception_tp_new,          \
                                                  .tp_init = label##_init},            \
                                        __VA_ARGS__}

/* --- StopIteration, SystemExit: the (first) argument is the value */

static int value_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    ValueExceptionObj *exception = (ValueExceptionObj *)self;
    if (exception_tp_init(rt, self, args, kwargs_or_null) < 0) return -1;
    Ref value = tuple_length(args) > 0 ? tuple_peek(args, 0) : rt->none;
    release_replace(rt, &exception->value, new_ref(value));
    return 0;
}

/* SystemExit keeps all its arguments when there are several. */
static int code_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    ValueExceptionObj *exception = (ValueExceptionObj *)self;
    if (tuple_length(args) < 2) {
        if (exception_tp_init(rt, self, args, kwargs_or_null) < 0) return -1;
        if (tuple_length(args) == 0) return 0;
        release_replace(rt, &exception->value, new_ref(tuple_peek(args, 0)));
        return 0;
    }
    if (exception_tp_init(rt, self, args, kwargs_or_null) < 0) return -1;
    release_replace(rt, &exception->value, new_ref(args));
    return 0;
}

static const MemberDef value_members[] = {
    EXCEPTION_FIELD(ValueExceptionObj, "value", value, "generator return value"),
    {0},
};
static const MemberDef code_members[] = {
    EXCEPTION_FIELD(ValueExceptionObj, "code", value, "exception code"),
    {0},
};

SPEC_WITH_FIELDS(StopIteration,
                 Exception,
                 ValueExceptionObj,
                 value,
                 "Signal the end from iterator.__next__().",
                 .owned = OWNED(ValueExceptionObj, value, value),
                 .members = value_members);
SPEC_WITH_FIELDS(SystemExit,
                 BaseException,
                 ValueExceptionObj,
                 code,
                 "Request to exit from the interpreter.",
                 .owned = OWNED(ValueExceptionObj, value, value),
                 .members = code_members);

Own exception_stop_value(Rt *rt, Ref stop_iteration)
{
    Ref value = ((const ValueExceptionObj *)stop_iteration)->value;
    return new_ref(value == NULL ? rt->none : value);
}

/* --- NameError(…, name=), AttributeError(…, name=, obj=) */

/* Binds only the keywords of SPEC, for a class that takes any positional arguments. */
static int bind_keywords(Rt *rt, Ref self, const ArgSpec *spec, Ref args, Ref kwargs, Ref *out)
{
    if (exception_tp_init(rt, self, args, NULL) < 0) return -1;
    return args_parse(rt, spec, rt->empty_tuple, kwargs, args_take_ref, out);
}

static int name_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    static const char *const names[] = {"name", NULL};
    static const ArgSpec spec = {"NameError", names, 0, 0, 0};
    Ref given[1] = {NULL};
    if (bind_keywords(rt, self, &spec, args, kwargs_or_null, given) < 0) return -1;
    release_replace(rt, &((NameErrorObj *)self)->name, new_ref_or_null(given[0]));
    return 0;
}

static int attribute_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    static const char *const names[] = {"name", "obj", NULL};
    static const ArgSpec spec = {"AttributeError", names, 0, 0, 0};
    AttributeErrorObj *error = (AttributeErrorObj *)self;
    Ref given[2] = {NULL};
    if (bind_keywords(rt, self, &spec, args, kwargs_or_null, given) < 0) return -1;
    release_replace(rt, &error->name, new_ref_or_null(given[0]));
    release_replace(rt, &error->obj, new_ref_or_null(given[1]));
    return 0;
}

static const MemberDef name_members[] = {
    EXCEPTION_FIELD(NameErrorObj, "name", name, "name"),
    {0},
};
static const MemberDef attribute_members[] = {
    EXCEPTION_FIELD(AttributeErrorObj, "name", name, "attribute name"),
    EXCEPTION_FIELD(AttributeErrorObj, "obj", obj, "object"),
    {0},
};

SPEC_WITH_FIELDS(NameError,
                 Exception,
                 NameErrorObj,
                 name,
                 "Name not found globally.",
                 .owned = OWNED(NameErrorObj, name, name),
                 .members = name_members);
SPEC_WITH_FIELDS(AttributeError,
                 Exception,
                 AttributeErrorObj,
                 attribute,
                 "Attribute not found.",
                 .owned = OWNED(AttributeErrorObj, obj, name),
                 .members = attribute_members);

/* --- ImportError(msg, name=, path=) */

static int import_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    static const char *const names[] = {"name", "path", NULL};
    ImportErrorObj *error = (ImportErrorObj *)self;
    Ref given[2] = {NULL};
    static const ArgSpec spec = {"ImportError", names, 0, 0, 0};
    if (bind_keywords(rt, self, &spec, args, kwargs_or_null, given) < 0) return -1;
    release_replace(rt, &error->name, new_ref_or_null(given[0]));
    release_replace(rt, &error->path, new_ref_or_null(given[1]));
    release_replace(rt, &error->msg, tuple_length(args) == 1 ? new_ref(tuple_peek(args, 0)) : NULL);
    return 0;
}

static Own import_str(Rt *rt, Ref self)
{
    Ref msg = ((const ImportErrorObj *)self)->msg;
    if (msg != NULL && is_exact(msg, TYPE_str)) return new_ref(msg);
    return exception_tp_str(rt, self);
}

/* The dict to be pickled: the instance's own, with name and path. */
static Own import_state(Rt *rt, Ref self)
{
    const ImportErrorObj *error = (const ImportErrorObj *)self;
    Ref own = AS_EXCEPTION(self)->dict;
    if (error->name == NULL && error->path == NULL)
        return new_ref(own == NULL ? rt->none : own);
    Own state = own == NULL ? dict_new(rt) : dict_copy(rt, own);
    if (state == NULL) return NULL;
    if ((error->name != NULL && dict_set_text(rt, state, "name", error->name) < 0) ||
        (error->path != NULL && dict_set_text(rt, state, "path", error->path) < 0)) {
        release_clear(rt, &state);
    }
    return state;
}

static Own import_reduce(Rt *rt, Ref self)
{
    Own state = import_state(rt, self);
    if (state == NULL) return NULL;
    Ref args = AS_EXCEPTION(self)->args;
    Own result = state == rt->none ? tuple_of(rt, 2, object_type(self), args)
                                   : tuple_of(rt, 3, object_type(self), args, state);
    release(rt, state);
    return result;
}

const TypeSpec ImportError_type_spec = {
    .name = "ImportError",
    .id = TYPE_ImportError,
    .base = TYPE_Exception,
    .basicsize = sizeof(ImportErrorObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Import can't find module, or can't find name in module.",
    .owned = OWNED(ImportErrorObj, msg, path),
    .slots = {OWNED_SLOTS,
              .tp_new = exception_tp_new,
              .tp_init = import_init,
              .tp_str = import_str},
    .members = MEMBERS(
        EXCEPTION_FIELD(ImportErrorObj, "msg", msg, "exception message"),
        EXCEPTION_FIELD(ImportErrorObj, "name", name, "module name"),
        EXCEPTION_FIELD(ImportErrorObj, "path", path, "module path")),
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = import_reduce}, NULL, 0}),
};

/* --- KeyError: the key is shown by repr(), so that '' can be seen */

static Own key_str(Rt *rt, Ref self)
{
    Ref args = AS_EXCEPTION(self)->args;
    if (tuple_length(args) == 1) return object_repr(rt, tuple_peek(args, 0));
    return exception_tp_str(rt, self);
}

const TypeSpec KeyError_type_spec = {
    .name = "KeyError",
    .id = TYPE_KeyError,
    .base = TYPE_LookupError,
    .basicsize = sizeof(ExceptionObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Mapping key not found.",
    .slots = {.tp_new = exception_tp_new,
              .tp_init = exception_tp_init,
              .tp_str = key_str},
};

/* --- MemoryError: dead instances wait to be used again, for there may be no memory to
 * make one */

static Own no_memory_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    TypeState *state = rt->objects->types;
    if (type != RT_TYPE(rt, MemoryError) || state->memory_error_count == 0) {
        return exception_tp_new(rt, type, args, kwargs_or_null);
    }
    Own self = object_revive(rt, state->memory_errors[--state->memory_error_count]);
    AS_EXCEPTION(self)->args = new_ref(args);
    gc_track(rt, self);
    return self;
}

static void no_memory_dealloc(Rt *rt, Obj *self)
{
    TypeState *state = rt->objects->types;
    if (!is_exact(self, TYPE_MemoryError) ||
        state->memory_error_count == SPARE_MEMORY_ERRORS ||
        !state->keeps_memory_errors) {
        owned_dealloc(rt, self);
        return;
    }
    owned_clear(rt, self);
    object_retire(rt, self);
    AS_EXCEPTION(self)->suppress_context = false;
    state->memory_errors[state->memory_error_count++] = self;
}

const TypeSpec MemoryError_type_spec = {
    .name = "MemoryError",
    .id = TYPE_MemoryError,
    .base = TYPE_Exception,
    .basicsize = sizeof(ExceptionObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Out of memory.",
    .slots = {.tp_dealloc = no_memory_dealloc,
              .tp_traverse = owned_traverse,
              .tp_clear = owned_clear,
              .tp_new = no_memory_new,
              .tp_init = exception_tp_init},
};

/* --- the exceptions without fields of their own */

#define EXCEPTION(class, parent, class_doc)                                            \
    const TypeSpec class##_type_spec = {                                               \
        .name = #class,                                                                \
        .id = TYPE_##class,                                                            \
        .base = TYPE_##parent,                                                         \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,                                        \
        .doc = class_doc,                                                              \
    };
#define SPEC(class)
#include "objects/exceptions.def"
#undef SPEC
#undef EXCEPTION
