/* SyntaxError(msg, (filename, lineno, offset, text, end_lineno, end_offset)). */
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* Takes the second argument apart.  Both ends must be there, or none. */
static int read_details(Rt *rt, SyntaxErrorObj *error, Ref details)
{
    Own info = sequence_to_tuple(rt, details);
    if (info == NULL) return -1;
    ptrdiff_t count = tuple_length(info);
    if (count == 5) {
        release(rt, info);
        return error_raise_int(
            rt,
            TYPE_TypeError,
            "end_offset must be provided when end_lineno is provided");
    }
    if (count < 4 || count > 6) {
        int result =
            error_raise_int(rt,
                            TYPE_TypeError,
                            "function missing required argument 'filename' (pos 1)");
        release(rt, info);
        return result;
    }
    Own *fields[] = {&error->filename,
                     &error->lineno,
                     &error->offset,
                     &error->text,
                     &error->end_lineno,
                     &error->end_offset};
    for (ptrdiff_t i = 0; i < 6; i++) {
        release_replace(rt, fields[i], i < count ? new_ref(tuple_peek(info, i)) : NULL);
    }
    release(rt, info);
    return 0;
}

static int syntax_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    SyntaxErrorObj *error = (SyntaxErrorObj *)self;
    if (exception_tp_init(rt, self, args, kwargs_or_null) < 0) return -1;
    if (tuple_length(args) >= 1)
        release_replace(rt, &error->msg, new_ref(tuple_peek(args, 0)));
    return tuple_length(args) == 2 ? read_details(rt, error, tuple_peek(args, 1)) : 0;
}

/* The part of a path after the last slash; new. */
static Own base_name(Rt *rt, Ref path)
{
    ptrdiff_t length = str_length(path), start = length;
    while (start > 0 && str_at(path, start - 1) != '/') start--;
    return str_slice(rt, path, start, length);
}

/* "msg (file, line N)" as far as they are known. */
static Own syntax_str(Rt *rt, Ref self)
{
    const SyntaxErrorObj *error = (const SyntaxErrorObj *)self;
    Ref msg = error->msg == NULL ? rt->none : error->msg;
    bool line = error->lineno != NULL && is_exact(error->lineno, TYPE_int);
    bool file = error->filename != NULL && is_str(error->filename);
    if (!file && !line) return object_str(rt, msg);
    if (!file) return str_format(rt, "%S (line %S)", msg, error->lineno);
    Own name = base_name(rt, error->filename), text;
    if (name == NULL) return NULL;
    text = line ? str_format(rt, "%S (%U, line %S)", msg, name, error->lineno)
                : str_format(rt, "%S (%U)", msg, name);
    release(rt, name);
    return text;
}

const TypeSpec SyntaxError_type_spec = {
    .name = "SyntaxError",
    .id = TYPE_SyntaxError,
    .base = TYPE_Exception,
    .basicsize = sizeof(SyntaxErrorObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "Invalid syntax.",
    .owned = OWNED(SyntaxErrorObj, msg, print_file_and_line),
    .slots = {OWNED_SLOTS,
              .tp_new = exception_tp_new,
              .tp_init = syntax_init,
              .tp_str = syntax_str},
    .members = MEMBERS(
        EXCEPTION_FIELD(SyntaxErrorObj, "msg", msg, "exception msg"),
        EXCEPTION_FIELD(SyntaxErrorObj, "filename", filename, "exception filename"),
        EXCEPTION_FIELD(SyntaxErrorObj, "lineno", lineno, "exception lineno"),
        EXCEPTION_FIELD(SyntaxErrorObj, "offset", offset, "exception offset"),
        EXCEPTION_FIELD(SyntaxErrorObj, "text", text, "exception text"),
        EXCEPTION_FIELD(SyntaxErrorObj, "end_lineno", end_lineno, "exception end lineno"),
        EXCEPTION_FIELD(SyntaxErrorObj, "end_offset", end_offset, "exception end offset"),
        EXCEPTION_FIELD(SyntaxErrorObj, "print_file_and_line", print_file_and_line, "exception print_file_and_line")),
};
