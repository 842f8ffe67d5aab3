/* Reading a trace that may be damaged, cut short or made to harm. */
#ifndef VIV_TRACES_TRACE_FILE_H
#define VIV_TRACES_TRACE_FILE_H

#include "events/sink.h"

/* Checks the trace (JSON Lines) at PATH by trace_check.h.  0 when it is right, or right as far
   as it goes: a run that was killed leaves no end, and perhaps half a line; -1 when it is not.
   One line in MESSAGE either way, with the number of the line that is wrong. */
MUST_USE int trace_file_check(const char *path, char *message, size_t size);

/* Gives the events of the trace at PATH to SINK, which it takes over and closes.  0, or -1 with one line in
   MESSAGE: the file is wrong there, or the sink can take no more. */
MUST_USE int trace_file_feed(const char *path, Sink *sink, char *message, size_t size);

#endif
