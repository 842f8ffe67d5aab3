/* Reading and writing of line tables.  The two are inverse to one another, and the writer
   chooses the shortest form that can hold a span, in the order in which CPython tries
   them, so that equal code has equal bytes. */
#include "code/locations.h"

enum {
    KIND_SHORT_MAX = 9,
    KIND_ONE_LINE = 10, /* 10, 11, 12: the line distance is kind - 10 */
    KIND_ONE_LINE_MAX = 12,
    KIND_NO_COLUMNS = 13,
    KIND_LONG = 14,
    KIND_NONE = 15,
    UNITS_MAX = 8,
};

static const CodeSpan no_span = {-1, -1, -1, -1};

LocationReader location_reader(const void *table, size_t size, int firstlineno)
{
    const uint8_t *bytes = table;
    return (LocationReader){
        .at = bytes, .limit = bytes + size, .line = firstlineno, .span = no_span};
}

static uint32_t read_byte(LocationReader *reader)
{
    return reader->at < reader->limit ? *reader->at++ : 0;
}

static uint32_t read_number(LocationReader *reader)
{
    uint32_t byte = read_byte(reader), value = byte & 63;
    for (int shift = 6; byte & 64; shift += 6) {
        byte = read_byte(reader);
        if (shift < 32) value |= (byte & 63) << shift;
    }
    return value;
}

static int32_t read_signed(LocationReader *reader)
{
    uint32_t value = read_number(reader);
    return value & 1 ? -(int32_t)(value >> 1) : (int32_t)(value >> 1);
}

/* Moves by DISTANCE with wrap-around instead of overflow, for damaged tables. */
static int32_t moved(int32_t number, int32_t distance)
{
    return (int32_t)((uint32_t)number + (uint32_t)distance);
}

/* One less than what is stored, for columns: 0 stands for none. */
static int32_t read_column(LocationReader *reader)
{
    return moved((int32_t)read_number(reader), -1);
}

static CodeSpan read_span(LocationReader *reader, uint32_t kind)
{
    CodeSpan span = no_span;
    if (kind == KIND_NONE) return span;
    if (kind <= KIND_SHORT_MAX) {
        uint32_t byte = read_byte(reader);
        span.line = span.end_line = reader->line;
        span.column = (int32_t)(kind << 3 | byte >> 4);
        span.end_column = span.column + (int32_t)(byte & 15);
        return span;
    }
    bool is_one_line = kind <= KIND_ONE_LINE_MAX;
    reader->line = moved(reader->line,
                         is_one_line ? (int32_t)kind - KIND_ONE_LINE : read_signed(reader));
    span.line = span.end_line = reader->line;
    if (is_one_line) {
        span.column = (int32_t)read_byte(reader);
        span.end_column = (int32_t)read_byte(reader);
    } else if (kind == KIND_LONG) {
        span.end_line = moved(span.line, (int32_t)read_number(reader));
        span.column = read_column(reader);
        span.end_column = read_column(reader);
    }
    return span;
}

bool location_next(LocationReader *reader)
{
    if (reader->at >= reader->limit) return false;
    uint32_t first = *reader->at++;
    reader->start = reader->end;
    reader->end += (int)(first & 7) + 1;
    reader->span = read_span(reader, first >> 3 & 15);
    return true;
}

static void write_number(Buf *table, uint32_t value)
{
    for (; value >= 64; value >>= 6) buf_add_char(table, (char)(64 | (value & 63)));
    buf_add_char(table, (char)value);
}

static void write_signed(Buf *table, int32_t value)
{
    uint32_t magnitude = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    write_number(table, magnitude << 1 | (value < 0));
}

static void write_first(Buf *table, int kind, int units)
{
    buf_add_char(table, (char)(0x80 | kind << 3 | (units - 1)));
}

/* One entry; UNITS is 8 at most. */
static void write_entry(LocationWriter *writer, int units, CodeSpan span)
{
    Buf *table = &writer->table;
    if (span.line < 0) {
        write_first(table, KIND_NONE, units);
        return;
    }
    int32_t distance = span.line - writer->line;
    int32_t column = span.column, end_column = span.end_column;
    bool has_columns = column >= 0 && end_column >= 0;
    bool is_one_line = span.end_line == span.line;
    writer->line = span.line;
    if (!has_columns && (is_one_line || span.end_line == -1)) {
        write_first(table, KIND_NO_COLUMNS, units);
        write_signed(table, distance);
    } else if (has_columns && is_one_line && distance == 0 && column < 80 &&
               end_column >= column && end_column - column < 16) {
        write_first(table, column >> 3, units);
        buf_add_char(table, (char)((column & 7) << 4 | (end_column - column)));
    } else if (has_columns && is_one_line && distance >= 0 && distance < 3 &&
               column < 128 && end_column < 128) {
        write_first(table, KIND_ONE_LINE + distance, units);
        buf_add_char(table, (char)column);
        buf_add_char(table, (char)end_column);
    } else {
        write_first(table, KIND_LONG, units);
        write_signed(table, distance);
        write_number(table, (uint32_t)(span.end_line - span.line));
        write_number(table, (uint32_t)(column + 1));
        write_number(table, (uint32_t)(end_column + 1));
    }
}

void location_add(LocationWriter *writer, int units, CodeSpan span)
{
    for (; units > UNITS_MAX; units -= UNITS_MAX) write_entry(writer, UNITS_MAX, span);
    write_entry(writer, units, span);
}
