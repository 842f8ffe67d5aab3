/* A sink that writes the JSON trace: one record a line, or all of them in one document. */
#ifndef VIV_TRACES_JSON_WRITER_H
#define VIV_TRACES_JSON_WRITER_H

#include "events/sink.h"

typedef enum JsonForm { JSON_LINES, JSON_DOCUMENT } JsonForm;

/* A writer to the file at PATH, or to standard output when PATH is NULL; NULL with one
   line in MESSAGE when that cannot be opened.  A regular file is written beside its place, as
   PATH.part, and gets its name when it is complete: a file under its final name is whole.
   Whole records are written at a time, so what a killed run leaves behind can be read.  The
   sink frees itself when it is closed. */
MUST_USE Sink *json_writer_new(const char *path, JsonForm form, char *message, size_t size);

#endif
