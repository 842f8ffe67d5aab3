/* The text of source files, for those who show it.  Read directly and not through the
   program's World: looking at a source is no act of the program. */
#ifndef VIV_TIMELINE_SOURCE_TEXT_H
#define VIV_TIMELINE_SOURCE_TEXT_H

#include "base/base.h"

typedef struct SourceText {
    const char *name; /* as code objects call it */
    char *text;       /* owned, NUL-terminated */
    size_t length;
} SourceText;

typedef struct SourceTable {
    SourceText **items; /* in order of asking; an entry's index + 1 is its number in a trace */
    size_t length, capacity;
} SourceTable;

/* The source called NAME: given before by source_give, or read from the file of that name.
   NULL when there is none, it is larger than 16 MiB, or is no regular file. */
const SourceText *source_get(SourceTable *table, const char *name);

/* Lets TEXT be the source called NAME, as "<string>" of -c.  False: no memory. */
MUST_USE bool source_give(SourceTable *table, const char *name, const char *text, size_t length);

/* The number of a source that source_get gave: 1, 2, … */
uint32_t source_number(const SourceTable *table, const SourceText *source);

void source_fini(SourceTable *table);

#endif
