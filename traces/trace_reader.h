/* The lines of a trace file, one after the other or from any place that was met before; none is
   trusted: too long ones, and what is no JSON, are refused with their number. */
#ifndef VIV_TRACES_TRACE_READER_H
#define VIV_TRACES_TRACE_READER_H

#include <cjson/cJSON.h>
#include <stdio.h>

#include "base/buf.h"
#include "events/event.h"

typedef struct TraceReader {
    FILE *file; /* owned */
    Buf line, scratch;
    uint64_t line_number; /* of `line`, from 1 */
    uint64_t offset;      /* where it begins */
    uint64_t next_offset;
    bool is_cut;          /* the line has no end: the file ends in it */
} TraceReader;

/* A place in the file: the beginning of a line. */
typedef struct TracePlace {
    uint64_t offset, line_number;
} TracePlace;

/* 0, or -1 with one line in MESSAGE. */
MUST_USE int reader_open(TraceReader *reader, const char *path, char *message, size_t size);
void reader_close(TraceReader *reader); /* also of one that could not be opened */

/* Reads the next line without its newline.  1, 0 at the end of the file, or -1: it cannot be read. */
MUST_USE int reader_next(TraceReader *reader);
/* The next line will be the one at PLACE. */
MUST_USE int reader_seek(TraceReader *reader, TracePlace place);

/* The line as a tree, to be freed with cJSON_Delete; NULL with one line in MESSAGE. */
MUST_USE cJSON *reader_tree(TraceReader *reader, char *message, size_t size);

/* What kind of record the line is, and its n when it has one, by a look at how it begins; EVENT_KIND_COUNT:
   that does not tell.  *N is UINT64_MAX when there is none. */
EventKind reader_glance(const TraceReader *reader, uint64_t *n);

/* Is the file at PATH a trace, by its first bytes? */
bool reader_is_trace(const char *path);

#endif
