/* The trace format told by its own table, event.def: as a JSON Schema, and as the list of
   records in FORMAT.md. */
#ifndef VIV_TRACES_DESCRIBE_H
#define VIV_TRACES_DESCRIBE_H

#include <stdio.h>

/* JSON Schema (2020-12) of one record. */
void describe_schema(FILE *file);

/* Every record with its fields and what they mean, in Markdown. */
void describe_records(FILE *file);

#endif
