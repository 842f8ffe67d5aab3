/* The collector's callbacks. */
#ifndef VIV_MODULES_GC_MODULE_H
#define VIV_MODULES_GC_MODULE_H

#include "memory/rt.h"

/* Calls everything in gc.callbacks; errors go to the unraisable hook. */
void gc_tell_callbacks(Rt *rt, bool start, int generation, ptrdiff_t collected, ptrdiff_t uncollectable);

/* A line of gc.set_debug, on sys.stderr. */
void gc_tell_line(Rt *rt, const char *text);

#endif
