/* Writers: lines out of rows.  A field is looked at twice: first whether it must be quoted, then it is copied. */
#include "modules/csv_parts.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct WriterObj {
    Obj head;
    Own write, dialect; /* the file's method */
    CsvText line;
    ptrdiff_t field_count; /* in the line */
    Ref spare; /* none; CPython's writer knows its error class by itself */
} WriterObj;
#define AS_WRITER(ref) ((WriterObj *)(uintptr_t)(ref))
static void writer_dealloc(Rt *rt, Obj *self)
{
    vec_fini(&AS_WRITER(self)->line);
    owned_dealloc(rt, self);
}

static int add_char(Rt *rt, WriterObj *writer, uint32_t c)
{
    if (vec_push(&writer->line, c) == 0) return 0;
    error_no_memory(rt);
    return -1;
}

/* Means C something to who reads the line? */
static bool is_special(const DialectObj *dialect, uint32_t c)
{
    if (c == dialect->delimiter || c == dialect->escapechar || c == dialect->quotechar) return true;
    for (ptrdiff_t i = 0; i < str_length(dialect->lineterminator); i++) {
        if (c == str_at(dialect->lineterminator, i)) return true;
    }
    return false;
}

/* What a special character has before it: nothing, since the field is quoted, another quote, or the escapechar. */
typedef enum Guard { GUARD_QUOTES, GUARD_DOUBLED, GUARD_ESCAPE } Guard;

static Guard guard_of(const DialectObj *dialect, uint32_t c)
{
    if (dialect->quoting == QUOTE_NONE) return GUARD_ESCAPE;
    if (c == dialect->quotechar) return dialect->doublequote ? GUARD_DOUBLED : GUARD_ESCAPE;
    return c == dialect->escapechar ? GUARD_ESCAPE : GUARD_QUOTES;
}

static bool needs_quotes(const DialectObj *dialect, Ref field)
{
    for (ptrdiff_t i = 0; i < str_length(field); i++) {
        if (is_special(dialect, str_at(field, i)) && guard_of(dialect, str_at(field, i)) != GUARD_ESCAPE) return true;
    }
    return false;
}

static int add_guarded(Rt *rt, WriterObj *writer, const DialectObj *dialect, uint32_t c)
{
    Guard guard = is_special(dialect, c) ? guard_of(dialect, c) : GUARD_QUOTES;
    if (guard == GUARD_ESCAPE && dialect->escapechar == CSV_NONE) {
        csv_raise(rt, "need to escape, but no escapechar set");
        return -1;
    }
    if (guard == GUARD_DOUBLED && add_char(rt, writer, dialect->quotechar) < 0) return -1;
    if (guard == GUARD_ESCAPE && add_char(rt, writer, dialect->escapechar) < 0) return -1;
    return add_char(rt, writer, c);
}

/* One more field, a str or NULL for an empty one. */
static int add_text(Rt *rt, WriterObj *writer, Ref field_or_null, bool quoted)
{
    const DialectObj *dialect = AS_DIALECT(writer->dialect);
    ptrdiff_t length = field_or_null == NULL ? 0 : str_length(field_or_null);
    if (length > 0 && !quoted) quoted = needs_quotes(dialect, field_or_null);
    if (writer->field_count > 0 && add_char(rt, writer, dialect->delimiter) < 0) return -1;
    if (quoted && add_char(rt, writer, dialect->quotechar) < 0) return -1;
    for (ptrdiff_t i = 0; i < length; i++) {
        if (add_guarded(rt, writer, dialect, str_at(field_or_null, i)) < 0) return -1;
    }
    if (quoted && add_char(rt, writer, dialect->quotechar) < 0) return -1;
    writer->field_count++;
    return 0;
}

static int add_field(Rt *rt, WriterObj *writer, Ref value)
{
    int quoting = AS_DIALECT(writer->dialect)->quoting;
    bool quoted = quoting == QUOTE_ALL || (quoting == QUOTE_NONNUMERIC && !number_check(rt, value));
    if (is_str(value)) return add_text(rt, writer, value, quoted);
    if (value == rt->none) return add_text(rt, writer, NULL, quoted);
    Own text = object_str(rt, value);
    int status = text == NULL ? -1 : add_text(rt, writer, text, quoted);
    release(rt, text);
    return status;
}

/* The line of the fields that ITERATOR gives, without its end. */
static int add_row(Rt *rt, WriterObj *writer, Ref iterator)
{
    Own value = NULL;
    int more;
    writer->line.length = 0;
    writer->field_count = 0;
    while ((more = object_next(rt, iterator, &value)) > 0) {
        int status = add_field(rt, writer, value);
        release(rt, value);
        if (status < 0) return -1;
    }
    if (more < 0) return -1;
    if (writer->field_count == 0 || writer->line.length > 0) return 0;
    if (AS_DIALECT(writer->dialect)->quoting == QUOTE_NONE) {
        csv_raise(rt, "single empty field record must be quoted");
        return -1;
    }
    writer->field_count--;
    return add_text(rt, writer, NULL, true);
}

static Own writer_writerow(Rt *rt, Ref self, Ref row)
{
    WriterObj *writer = AS_WRITER(self);
    if (writer->dialect == NULL) return error_raise(rt, TYPE_ValueError, "the writer was taken apart");
    Own iterator = object_iter(rt, row), line = NULL, result = NULL;
    if (iterator == NULL) {
        if (error_matches(rt, TYPE_TypeError)) csv_raise(rt, "iterable expected, not %.200T", row);
        return NULL;
    }
    int status = add_row(rt, writer, iterator);
    release(rt, iterator);
    Ref end = AS_DIALECT(writer->dialect)->lineterminator;
    for (ptrdiff_t i = 0; status == 0 && i < str_length(end); i++) status = add_char(rt, writer, str_at(end, i));
    if (status == 0) line = str_from_points(rt, writer->line.items, (ptrdiff_t)writer->line.length);
    if (line != NULL) result = call_one(rt, writer->write, line);
    release(rt, line);
    return result;
}

static Own writer_writerows(Rt *rt, Ref self, Ref rows)
{
    Own iterator = object_iter(rt, rows), row = NULL;
    int more = iterator == NULL ? -1 : 1;
    while (more > 0 && (more = object_next(rt, iterator, &row)) > 0) {
        Own result = writer_writerow(rt, self, row);
        if (result == NULL) more = -1;
        release_all(rt, result, row);
    }
    release(rt, iterator);
    return more < 0 ? NULL : none_new(rt);
}

/* --- the function and the type */

Own csv_writer(Rt *rt, Ref module, Ref args, Ref kwargs)
{
    ptrdiff_t count = tuple_length(args);
    if (args_count(rt, "", count, 1, 2) < 0) return NULL;
    Own type = module_type_get(rt, &csv_writer_spec), self = type == NULL ? NULL : AS_TYPE(type)->slots.tp_alloc(rt, AS_TYPE(type), 0);
    release(rt, type);
    if (self == NULL) return NULL;
    WriterObj *writer = AS_WRITER(self);
    writer->dialect = csv_dialect_get(rt, count > 1 ? tuple_peek(args, 1) : NULL, kwargs);
    int found = writer->dialect == NULL ? -1 : object_attr_lookup(rt, tuple_peek(args, 0), RT_NAME(rt, write), &writer->write);
    if (found == 0 || (found > 0 && !object_is_callable(writer->write))) {
        error_raise(rt, TYPE_TypeError, "argument 1 must have a \"write\" method");
        found = -1;
    }
    if (found < 0) release_clear(rt, &self);
    return self;
}

const TypeSpec csv_writer_spec = {
    .name = "_csv.writer",
    .basicsize = sizeof(WriterObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .doc = "Writes rows as lines of CSV.",
    .owned = OWNED(WriterObj, write, dialect),
    .slots = {.tp_traverse = owned_traverse, .tp_clear = owned_clear, .tp_dealloc = writer_dealloc},
    .methods = METHODS(
        {"writerow", METHOD_O, {.binary = writer_writerow}, "writerow(iterable)\n\nWrites one row; what is no text is written as its str().", 0},
        {"writerows", METHOD_O, {.binary = writer_writerows}, "writerows(iterable of iterables)\n\nWrites each row.", 0}),
    .members = MEMBERS(
        {"dialect", MEMBER_OBJECT, offsetof(WriterObj, dialect), true, NULL}),
};
