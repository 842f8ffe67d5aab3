/* Reading a trace that may be damaged, cut short or made to harm. */
#ifndef VIV_TRACES_TRACE_FILE_H
#define VIV_TRACES_TRACE_FILE_H

#include "base/base.h"

/* Checks the trace (JSON Lines) at PATH by trace_check.h.  0 when it is right, or right as far
   as it goes: a run that was killed leaves no end, and perhaps half a line; -1 when it is not.
   One line in MESSAGE either way, with the number of the line that is wrong. */
MUST_USE int trace_file_check(const char *path, char *message, size_t size);

#endif
