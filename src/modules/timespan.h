/* Times as programs give them, in nanoseconds. */
#ifndef VIV_MODULES_TIMESPAN_H
#define VIV_MODULES_TIMESPAN_H

#include "memory/rt.h"

typedef enum TimeRound { TIME_ROUND_FLOOR, TIME_ROUND_CEILING, TIME_ROUND_AWAY } TimeRound;

/* SECONDS, an int or a float, as nanoseconds.  -1: ValueError for NaN, OverflowError, TypeError. */
MUST_USE int timespan_from_seconds(Rt *rt, Ref seconds, TimeRound round, int64_t *nanoseconds);

/* Lets the other threads run until NANOSECONDS are over, or for ever when they are negative.  A signal's
   handler runs in between; -1 when it raised. */
MUST_USE int timespan_wait(Rt *rt, int64_t nanoseconds);

#endif
