/* The exception table of a code object: which handler is in force at which code units.  It
   costs a try block nothing while no exception is raised.  An entry is four numbers, in
   code units: start, length, target, depth * 2 + lasti, in groups of 6 bits, most
   significant first; bit 6 says "more follows", bit 7 marks the first byte of an entry. */
#ifndef VIV_CODE_EXCEPTION_TABLE_H
#define VIV_CODE_EXCEPTION_TABLE_H

#include "base/buf.h"

typedef struct ExceptionEntry {
    uint32_t start, end; /* code units, end exclusive */
    uint32_t target;
    uint32_t depth; /* the value stack is cut to this before the handler is entered */
    bool lasti;     /* the offset of the failing instruction is pushed before the exception */
} ExceptionEntry;

typedef struct ExceptionReader {
    const uint8_t *at, *limit;
} ExceptionReader;

ExceptionReader exception_reader(const void *table, size_t size);
/* False at the end, and where the table is damaged: AT is then before LIMIT. */
bool exception_next(ExceptionReader *reader, ExceptionEntry *entry);

/* The first entry that covers UNIT, in a table sorted by start. */
bool exception_lookup(const void *table, size_t size, uint32_t unit, ExceptionEntry *entry);

void exception_add(Buf *table, const ExceptionEntry *entry);

#endif
