/* Importing is written in Python; tracebacks do not show it. */
#ifndef VIV_MODULES_IMPORT_TRIM_H
#define VIV_MODULES_IMPORT_TRIM_H

#include "memory/rt.h"

/* Takes importlib's frames out of the pending exception's traceback: all of them when it is an
   ImportError, else those through which importlib called what failed. */
void import_trim_traceback(Rt *rt);

#endif
