/* Readers: rows out of lines.  A small machine takes one character after the other, and after each line its end;
   what it has of the field so far is in `text`, what of the row in `fields`.

   The lines come from a program's iterator, which may ask the very reader for a row while it is being asked: so
   `fields` may be gone, and is looked at anew each time. */
#include "modules/csv_parts.h"

#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef enum ReadState {
    START_RECORD, START_FIELD, ESCAPED, IN_FIELD, IN_QUOTES, ESCAPED_IN_QUOTES, QUOTE_IN_QUOTES, EAT_LINE_ENDS, AFTER_ESCAPED_LINE_END,
} ReadState;

typedef struct ReaderObj {
    Obj head;
    Own lines, dialect, fields; /* an iterator; a Dialect; list, or NULL */
    ReadState state;
    CsvText text;
    bool is_number; /* the field is to become a float */
    ptrdiff_t line_number;
} ReaderObj;
#define AS_READER(ref) ((ReaderObj *)(uintptr_t)(ref))
static void reader_dealloc(Rt *rt, Obj *self)
{
    vec_fini(&AS_READER(self)->text);
    owned_dealloc(rt, self);
}

/* --- the machine */

static int save_field(Rt *rt, ReaderObj *reader)
{
    Own field = str_from_points(rt, reader->text.items, (ptrdiff_t)reader->text.length);
    reader->text.length = 0;
    if (field != NULL && reader->is_number) {
        reader->is_number = false;
        release_replace(rt, &field, number_float(rt, field));
    }
    int status = -1;
    if (field != NULL && reader->fields == NULL) error_raise(rt, TYPE_SystemError, "bad argument to internal function");
    else if (field != NULL) status = list_append(rt, reader->fields, field);
    release(rt, field);
    return status;
}

static int add_char(Rt *rt, ReaderObj *reader, uint32_t c)
{
    if ((int64_t)reader->text.length >= CSV_STATE(rt)->field_limit) {
        csv_raise(rt, "field larger than field limit (%ld)", (long)CSV_STATE(rt)->field_limit);
        return -1;
    }
    if (vec_push(&reader->text, c) == 0) return 0;
    error_no_memory(rt);
    return -1;
}

static bool is_line_end(uint32_t c)
{
    return c == '\n' || c == '\r' || c == CSV_END;
}

static int add_in(Rt *rt, ReaderObj *reader, uint32_t c, ReadState next)
{
    if (add_char(rt, reader, c) < 0) return -1;
    reader->state = next;
    return 0;
}

static int save_then(Rt *rt, ReaderObj *reader, ReadState next)
{
    if (save_field(rt, reader) < 0) return -1;
    reader->state = next;
    return 0;
}

/* The row ends with its last field. */
static int save_last(Rt *rt, ReaderObj *reader, uint32_t c)
{
    return save_then(rt, reader, c == CSV_END ? START_RECORD : EAT_LINE_ENDS);
}

static int start_field(Rt *rt, ReaderObj *reader, const DialectObj *dialect, uint32_t c)
{
    reader->state = START_FIELD;
    if (is_line_end(c)) return save_last(rt, reader, c);
    if (c == dialect->quotechar && dialect->quoting != QUOTE_NONE) reader->state = IN_QUOTES;
    else if (c == dialect->escapechar) reader->state = ESCAPED;
    else if (c == ' ' && dialect->skipinitialspace) return 0;
    else if (c == dialect->delimiter) return save_field(rt, reader);
    else {
        if (dialect->quoting == QUOTE_NONNUMERIC) reader->is_number = true;
        return add_in(rt, reader, c, IN_FIELD);
    }
    return 0;
}

static int in_field(Rt *rt, ReaderObj *reader, const DialectObj *dialect, uint32_t c)
{
    if (is_line_end(c)) return save_last(rt, reader, c);
    if (c == dialect->delimiter && c != dialect->escapechar) return save_then(rt, reader, START_FIELD);
    if (c != dialect->escapechar) return add_char(rt, reader, c);
    reader->state = ESCAPED;
    return 0;
}

static int in_quotes(Rt *rt, ReaderObj *reader, const DialectObj *dialect, uint32_t c)
{
    if (c == CSV_END) return 0;
    if (c == dialect->escapechar) reader->state = ESCAPED_IN_QUOTES;
    else if (c == dialect->quotechar && dialect->quoting != QUOTE_NONE) reader->state = dialect->doublequote ? QUOTE_IN_QUOTES : IN_FIELD;
    else return add_char(rt, reader, c);
    return 0;
}

/* After a quote that ends the field, unless it is the first of two. */
static int after_quote(Rt *rt, ReaderObj *reader, const DialectObj *dialect, uint32_t c)
{
    if (dialect->quoting != QUOTE_NONE && c == dialect->quotechar) return add_in(rt, reader, c, IN_QUOTES);
    if (c == dialect->delimiter) return save_then(rt, reader, START_FIELD);
    if (is_line_end(c)) return save_last(rt, reader, c);
    if (!dialect->strict) return add_in(rt, reader, c, IN_FIELD);
    csv_raise(rt, "'%c' expected after '%c'", (int)dialect->delimiter, (int)dialect->quotechar);
    return -1;
}

static int eat_line_ends(Rt *rt, ReaderObj *reader, uint32_t c)
{
    if (c == CSV_END) reader->state = START_RECORD;
    if (is_line_end(c)) return 0;
    csv_raise(rt, "new-line character seen in unquoted field - do you need to open the file in universal-newline mode?");
    return -1;
}

static int process(Rt *rt, ReaderObj *reader, uint32_t c)
{
    const DialectObj *dialect = AS_DIALECT(reader->dialect);
    switch (reader->state) {
    case START_RECORD:
        if (c == CSV_END) return 0; /* an empty line is an empty row */
        if (!is_line_end(c)) return start_field(rt, reader, dialect, c);
        reader->state = EAT_LINE_ENDS;
        return 0;
    case START_FIELD: return start_field(rt, reader, dialect, c);
    case ESCAPED:
        if (c == '\n' || c == '\r') return add_in(rt, reader, c, AFTER_ESCAPED_LINE_END);
        return add_in(rt, reader, c == CSV_END ? '\n' : c, IN_FIELD);
    case AFTER_ESCAPED_LINE_END: return c == CSV_END ? 0 : in_field(rt, reader, dialect, c);
    case IN_FIELD: return in_field(rt, reader, dialect, c);
    case IN_QUOTES: return in_quotes(rt, reader, dialect, c);
    case ESCAPED_IN_QUOTES: return add_in(rt, reader, c == CSV_END ? '\n' : c, IN_QUOTES);
    case QUOTE_IN_QUOTES: return after_quote(rt, reader, dialect, c);
    case EAT_LINE_ENDS: return eat_line_ends(rt, reader, c);
    }
    viv_unreachable("state of a reader");
}

static int process_line(Rt *rt, ReaderObj *reader, Ref line)
{
    if (!is_str(line)) {
        csv_raise(rt, "iterator should return strings, not %.200T (the file should be opened in text mode)", line);
        return -1;
    }
    reader->line_number++;
    for (ptrdiff_t i = 0; i < str_length(line); i++) {
        if (process(rt, reader, str_at(line, i)) < 0) return -1;
    }
    return process(rt, reader, CSV_END);
}

/* The lines end within a row: 1 when it counts as one nevertheless, 0 when there is none. */
static int end_row(Rt *rt, ReaderObj *reader)
{
    if (reader->text.length == 0 && reader->state != IN_QUOTES) return 0;
    if (!AS_DIALECT(reader->dialect)->strict) return save_field(rt, reader) < 0 ? -1 : 1;
    csv_raise(rt, "unexpected end of data");
    return -1;
}

static int start_row(Rt *rt, ReaderObj *reader)
{
    Own fields = list_new(rt, 0);
    if (fields == NULL) return -1;
    release_replace(rt, &reader->fields, fields);
    reader->text.length = 0;
    reader->state = START_RECORD;
    reader->is_number = false;
    return 0;
}

static int reader_next(Rt *rt, Ref self, Own *item)
{
    ReaderObj *reader = AS_READER(self);
    if (reader->lines == NULL) return 0; /* the collector took it apart */
    if (start_row(rt, reader) < 0) return -1;
    do {
        Own line = NULL;
        int more = object_next(rt, reader->lines, &line);
        if (more == 0) {
            more = end_row(rt, reader);
            if (more <= 0) return more;
            break;
        }
        int status = more < 0 ? -1 : process_line(rt, reader, line);
        release(rt, line);
        if (status < 0) return -1;
    } while (reader->state != START_RECORD);
    *item = STEAL(reader->fields);
    if (*item != NULL) return 1;
    return error_raise_int(rt, TYPE_SystemError, "the iterator took the reader's row");
}

/* --- the function and the type */

Own csv_reader(Rt *rt, Ref module, Ref args, Ref kwargs)
{
    ptrdiff_t count = tuple_length(args);
    if (args_count(rt, "", count, 1, 2) < 0) return NULL;
    Own type = module_type_get(rt, &csv_reader_spec), self = type == NULL ? NULL : AS_TYPE(type)->slots.tp_alloc(rt, AS_TYPE(type), 0);
    release(rt, type);
    if (self == NULL) return NULL;
    ReaderObj *reader = AS_READER(self);
    reader->lines = object_iter(rt, tuple_peek(args, 0));
    if (reader->lines != NULL) reader->dialect = csv_dialect_get(rt, count > 1 ? tuple_peek(args, 1) : NULL, kwargs);
    if (reader->dialect == NULL || start_row(rt, reader) < 0) release_clear(rt, &self);
    return self;
}

const TypeSpec csv_reader_spec = {
    .name = "_csv.reader",
    .basicsize = sizeof(ReaderObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .doc = "The rows of a table in CSV, one after the other.",
    .owned = OWNED(ReaderObj, lines, fields),
    .slots = {
        .tp_traverse = owned_traverse,
        .tp_clear = owned_clear,
        .tp_dealloc = reader_dealloc,
        .tp_iter = object_itself,
        .tp_iternext = reader_next,
    },
    .members = MEMBERS(
        {"dialect", MEMBER_OBJECT, offsetof(ReaderObj, dialect), true, NULL},
        {"line_num", MEMBER_SIZE, offsetof(ReaderObj, line_number), true, NULL}),
};
