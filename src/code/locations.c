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
    ENTRY_MAX = 1 + 4 * 6, /* bytes: the first, and four numbers of six bits per byte */
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

static uint8_t *write_number(uint8_t *at, uint32_t value)
{
    for (; value >= 64; value >>= 6) *at++ = (uint8_t)(64 | (value & 63));
    *at++ = (uint8_t)value;
    return at;
}

static uint8_t *write_signed(uint8_t *at, int32_t value)
{
    uint32_t magnitude = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;
    return write_number(at, magnitude << 1 | (value < 0));
}

static uint8_t first_byte(int kind, int units)
{
    return (uint8_t)(0x80 | kind << 3 | (units - 1));
}

/* One entry at AT, which has room for ENTRY_MAX bytes; UNITS is 8 at most.  The result is
   the place behind it. */
static uint8_t *write_entry(uint8_t *at, int32_t previous_line, int units, CodeSpan span)
{
    if (span.line < 0) {
        *at++ = first_byte(KIND_NONE, units);
        return at;
    }
    int32_t distance = span.line - previous_line;
    int32_t column = span.column, end_column = span.end_column;
    bool has_columns = column >= 0 && end_column >= 0;
    bool is_one_line = span.end_line == span.line;
    if (!has_columns && (is_one_line || span.end_line == -1)) {
        *at++ = first_byte(KIND_NO_COLUMNS, units);
        at = write_signed(at, distance);
    } else if (has_columns && is_one_line && distance == 0 && column < 80 &&
               end_column >= column && end_column - column < 16) {
        *at++ = first_byte(column >> 3, units);
        *at++ = (uint8_t)((column & 7) << 4 | (end_column - column));
    } else if (has_columns && is_one_line && distance >= 0 && distance < 3 &&
               column < 128 && end_column < 128) {
        *at++ = first_byte(KIND_ONE_LINE + distance, units);
        *at++ = (uint8_t)column;
        *at++ = (uint8_t)end_column;
    } else {
        *at++ = first_byte(KIND_LONG, units);
        at = write_signed(at, distance);
        at = write_number(at, (uint32_t)(span.end_line - span.line));
        at = write_number(at, (uint32_t)(column + 1));
        at = write_number(at, (uint32_t)(end_column + 1));
    }
    return at;
}

static void add_entry(LocationWriter *writer, int units, CodeSpan span)
{
    uint8_t *at = (uint8_t *)buf_room(&writer->table, ENTRY_MAX);
    if (at == NULL) return;
    buf_fill(&writer->table, (size_t)(write_entry(at, writer->line, units, span) - at));
    if (span.line >= 0) writer->line = span.line;
}

void location_add(LocationWriter *writer, int units, CodeSpan span)
{
    for (; units > UNITS_MAX; units -= UNITS_MAX) add_entry(writer, UNITS_MAX, span);
    add_entry(writer, units, span);
}

Buf locations_without_columns(const void *table, size_t size, int firstlineno)
{
    LocationReader reader = location_reader(table, size, firstlineno);
    LocationWriter writer = {BUF_INIT, firstlineno};
    while (location_next(&reader)) {
        CodeSpan span = {reader.span.line, reader.span.line, -1, -1};
        location_add(&writer, reader.end - reader.start, span);
    }
    return writer.table;
}
