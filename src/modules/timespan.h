/* Times as programs give them. */
#ifndef VIV_MODULES_TIMESPAN_H
#define VIV_MODULES_TIMESPAN_H

#include <time.h>

#include "memory/rt.h"

typedef enum TimeRound { TIME_ROUND_FLOOR, TIME_ROUND_CEILING, TIME_ROUND_AWAY } TimeRound;

/* SECONDS, an int or a float, as nanoseconds.  -1: ValueError for NaN, OverflowError, TypeError. */
MUST_USE int timespan_from_seconds(Rt *rt, Ref seconds, TimeRound round, int64_t *nanoseconds);

/* An int, or a float rounded down, as seconds since 1970.  -1: ValueError for NaN, OverflowError, TypeError. */
MUST_USE int timespan_seconds(Rt *rt, Ref number, time_t *seconds);

/* The fields of that moment, in local time (where TZ was last looked at) and in UTC.  -1: OSError. */
MUST_USE int timespan_local(Rt *rt, time_t seconds, struct tm *tm);
MUST_USE int timespan_utc(Rt *rt, time_t seconds, struct tm *tm);

/* Lets the other threads run until NANOSECONDS are over, or for ever when they are negative.  A signal's
   handler runs in between; -1 when it raised. */
MUST_USE int timespan_wait(Rt *rt, int64_t nanoseconds);

#endif
