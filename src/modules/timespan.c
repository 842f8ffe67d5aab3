/* Times as programs give them, and waiting for them. */
#include "modules/timespan.h"

#include <errno.h>
#include <math.h>

#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "vm/threads.h"

#define NS_PER_SECOND INT64_C(1000000000)

static int span_overflow(Rt *rt)
{
    return error_raise_int(rt, TYPE_OverflowError, "timestamp too large to convert to C _PyTime_t");
}

int timespan_from_seconds(Rt *rt, Ref seconds, TimeRound round, int64_t *nanoseconds)
{
    if (has_flag(seconds, TYPE_FLAG_INT_SUBCLASS) || seconds->type->slots.nb_float == NULL ||
        !type_is_subtype(seconds->type, RT_TYPE(rt, float))) {
        Own number = number_index(rt, seconds);
        if (number == NULL) return -1;
        int overflow = 0;
        int64_t value = int_value_overflow(number, &overflow);
        release(rt, number);
        if (overflow != 0 || __builtin_mul_overflow(value, NS_PER_SECOND, nanoseconds)) return span_overflow(rt);
        return 0;
    }
    double value = float_value(rt, seconds) * 1e9;
    if (isnan(value)) return error_raise_int(rt, TYPE_ValueError, "Invalid value NaN (not a number)");
    if (round == TIME_ROUND_FLOOR) value = floor(value);
    else if (round == TIME_ROUND_CEILING) value = ceil(value);
    else value = value >= 0 ? ceil(value) : floor(value);
    if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0)) return span_overflow(rt);
    *nanoseconds = (int64_t)value;
    return 0;
}

int timespan_wait(Rt *rt, int64_t nanoseconds)
{
    int64_t deadline = thread_deadline(rt, nanoseconds);
    int woken;
    do woken = thread_wait(rt, NULL, deadline);
    while (woken > 0);
    return woken;
}

static int out_of_range(Rt *rt)
{
    return error_raise_int(rt, TYPE_OverflowError, "timestamp out of range for platform time_t");
}

int timespan_seconds(Rt *rt, Ref number, time_t *seconds)
{
    if (type_is_subtype(number->type, RT_TYPE(rt, float))) {
        double value = floor(float_value(rt, number));
        if (isnan(value)) return error_raise_int(rt, TYPE_ValueError, "Invalid value NaN (not a number)");
        if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0)) return out_of_range(rt);
        *seconds = (time_t)value;
        return 0;
    }
    Own index = number_index(rt, number);
    if (index == NULL) return -1;
    int overflow = 0;
    *seconds = (time_t)int_value_overflow(index, &overflow);
    release(rt, index);
    return overflow != 0 ? out_of_range(rt) : 0;
}

/* localtime_r does not look at TZ again by itself. */
int timespan_local(Rt *rt, time_t seconds, struct tm *tm)
{
    if (localtime_r(&seconds, tm) != NULL) return 0;
    (void)error_raise_os(rt, errno, NULL);
    return -1;
}

int timespan_utc(Rt *rt, time_t seconds, struct tm *tm)
{
    if (gmtime_r(&seconds, tm) != NULL) return 0;
    (void)error_raise_os(rt, errno, NULL);
    return -1;
}
