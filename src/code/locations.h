/* The line table of a code object: for each instruction the lines and columns it came
   from, in a few bytes.  An entry covers 1 to 8 code units (an instruction with its
   caches); its first byte is

       1 | kind: 4 bits | units - 1: 3 bits

   and the kind says what follows:

       0-9    same line; one byte: column and width packed (column = kind * 8 + 3 bits)
       10-12  0, 1 or 2 lines further; start and end column, a byte each
       13     a signed line distance, no columns
       14     line distance, lines to the end, column + 1, end column + 1
       15     no location

   Numbers are in groups of 6 bits, least significant first, bit 6 saying "more follows";
   signed ones carry their sign in the lowest bit. */
#ifndef VIV_CODE_LOCATIONS_H
#define VIV_CODE_LOCATIONS_H

#include "base/buf.h"

/* A piece of source text; -1 where it is not known.  Columns are UTF-8 bytes from 0, ends
   are exclusive. */
typedef struct CodeSpan {
    int32_t line, end_line, column, end_column;
} CodeSpan;

static inline bool span_equals(CodeSpan a, CodeSpan b)
{
    return a.line == b.line && a.end_line == b.end_line && a.column == b.column &&
           a.end_column == b.end_column;
}

/* Walks a table.  After location_next gave true, units start … end - 1 have SPAN.
   A damaged table ends early, and never reads beyond its bytes. */
typedef struct LocationReader {
    const uint8_t *at, *limit;
    int32_t line; /* of the last entry that had one */
    int start, end;
    CodeSpan span;
} LocationReader;

LocationReader location_reader(const void *table, size_t size, int firstlineno);
bool location_next(LocationReader *reader);

/* Writes a table, starting at co_firstlineno. */
typedef struct LocationWriter {
    Buf table;
    int32_t line;
} LocationWriter;

/* Adds one instruction of UNITS code units (in several entries when there are over 8). */
void location_add(LocationWriter *writer, int units, CodeSpan span);

/* TABLE without its columns: each entry keeps its line alone.  To be freed with buf_fini. */
Buf locations_without_columns(const void *table, size_t size, int firstlineno);

#endif
