/* The clock, and local time as the C library knows it.

   Seconds here count from the beginning of the year 1, as if every day had the same clock: what a clock on the wall
   shows, turned into a number.  `local` tells what it shows at a moment of UTC; the way back has two answers in the
   hour that is repeated in autumn, of which the fold chooses one, and none in the hour that is missing in spring. */
#include <math.h>
#include <time.h>

#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "modules/timespan.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/strobj.h"

#include <string.h>

/* 1970, and how far apart the two ends of a fold are at most. */
#define EPOCH          INT64_C(62135596800)
#define FOLD_MOST      (24 * 3600)

static Moment moment_of_tm(const struct tm *tm)
{
    int year = (int)((unsigned)tm->tm_year + 1900u);
    Moment moment = {.fields = {year, tm->tm_mon + 1, tm->tm_mday, tm->tm_hour, tm->tm_min, tm->tm_sec < 59 ? tm->tm_sec : 59}};
    return moment;
}

static int wall_seconds(Rt *rt, const Moment *moment, int64_t *wall)
{
    int year = moment->fields[DT_YEAR];
    if (year < CALENDAR_YEAR_MIN || year > CALENDAR_YEAR_MAX) return error_raise_int(rt, TYPE_ValueError, "year %i is out of range", year);
    *wall = (int64_t)dt_ordinal(moment) * 86400 + dt_second_of_day(moment) - 86400;
    return 0;
}

/* What a clock on the wall shows at UTC seconds.  -1: OSError, no machine's clock, or ValueError, no year of ours. */
static int local(Rt *rt, int64_t utc, int64_t *wall)
{
    struct tm tm;
    if (timespan_local(rt, (time_t)(utc - EPOCH), &tm) < 0) return -1;
    Moment moment = moment_of_tm(&tm);
    moment.fields[DT_SECOND] = tm.tm_sec; /* a leap second too */
    return wall_seconds(rt, &moment, wall);
}

/* The UTC seconds at which a clock on the wall shows T.  Two offsets are tried, the one at T itself and the one a
   day away on the side that the fold asks for. */
static int utc_of_local(Rt *rt, int64_t t, int fold, int64_t *utc)
{
    int64_t shown = 0, again = 0, other = 0, third = 0;
    if (local(rt, t, &shown) < 0) return -1;
    int64_t first_offset = shown - t, first = t - first_offset, second_offset;
    if (local(rt, first, &again) < 0) return -1;
    if (again == t) {
        int64_t away = fold ? first + FOLD_MOST : first - FOLD_MOST;
        if (local(rt, away, &other) < 0) return -1;
        second_offset = other - away;
        *utc = first;
        if (second_offset == first_offset) return 0;
    } else {
        second_offset = again - first;
    }
    int64_t second = t - second_offset;
    if (local(rt, second, &third) < 0) return -1;
    if (third == t) *utc = second;
    else if (again == t) *utc = first;
    else if (fold) *utc = first < second ? first : second; /* a gap: no clock shows T */
    else *utc = first > second ? first : second;
    return 0;
}

static int utc_of_moment(Rt *rt, const Moment *moment, int64_t *utc)
{
    int64_t wall = 0;
    return wall_seconds(rt, moment, &wall) < 0 ? -1 : utc_of_local(rt, wall, moment->fold, utc);
}

/* Is the local time MOMENT, which is UTC seconds of the epoch, the second one that looks so? */
static int find_fold(Rt *rt, int64_t seconds, Moment *moment)
{
    int64_t shown = 0, probe = 0;
    if (wall_seconds(rt, moment, &shown) < 0 || local(rt, EPOCH + seconds - FOLD_MOST, &probe) < 0) return -1;
    int64_t back = shown - probe - FOLD_MOST;
    if (back >= 0) return 0;
    if (local(rt, EPOCH + seconds + back, &probe) < 0) return -1;
    moment->fold = probe == shown;
    return 0;
}

/* --- now, and from timestamps */

static Own from_seconds(Rt *rt, Type *type, time_t seconds, int microseconds, Ref zone_or_null, bool utc)
{
    struct tm tm;
    if ((utc ? timespan_utc(rt, seconds, &tm) : timespan_local(rt, seconds, &tm)) < 0) return NULL;
    Moment moment = moment_of_tm(&tm);
    moment.fields[DT_MICROSECOND] = microseconds;
    moment.zone = zone_or_null;
    if (zone_or_null == NULL && !utc && find_fold(rt, seconds, &moment) < 0) return NULL;
    return dt_new_alike(rt, type, DT_DATETIME, &moment);
}

Own dt_zone_from_utc(Rt *rt, Ref zone, Own moment)
{
    Own result = moment == NULL ? NULL : call_method_one(rt, zone, DT_CALL(rt, fromutc), moment);
    release(rt, moment);
    return result;
}

/* TYPE.fromsomething(…, tz=ZONE): the moment in that zone; NULL or None: local time. */
static Own in_zone(Rt *rt, Type *type, int64_t seconds, int microseconds, Ref zone_or_null, bool utc)
{
    Ref zone = zone_or_null == rt->none ? NULL : zone_or_null;
    Own self = from_seconds(rt, type, (time_t)seconds, microseconds, zone, utc || zone != NULL);
    return zone == NULL ? self : dt_zone_from_utc(rt, zone, self);
}

Own dt_now(Rt *rt, Type *type, Ref zone_or_null, bool utc)
{
    if (zone_or_null != NULL && dt_zone_check(rt, zone_or_null) < 0) return NULL;
    int64_t seconds = 0, microseconds = rt->world->clock_ns(rt->world, WORLD_CLOCK_TIME) / 1000;
    calendar_carry(&seconds, &microseconds, 1000000);
    return in_zone(rt, type, seconds, (int)microseconds, zone_or_null, utc);
}

/* Half to even. */
static double round_even(double value)
{
    double rounded = round(value);
    return fabs(value - rounded) == 0.5 ? 2.0 * round(value / 2.0) : rounded;
}

/* An int or a float as seconds and microseconds since 1970. */
static int split_timestamp(Rt *rt, Ref timestamp, time_t *seconds, int *microseconds)
{
    *microseconds = 0;
    if (!type_is_subtype(timestamp->type, RT_TYPE(rt, float))) return timespan_seconds(rt, timestamp, seconds);
    double whole, value = AS_FLOAT(timestamp)->value, part = round_even(modf(value, &whole) * 1e6);
    if (part >= 1e6) {
        part -= 1e6;
        whole += 1.0;
    } else if (part < 0) {
        part += 1e6;
        whole -= 1.0;
    }
    Own number = float_new(rt, whole);
    int status = number == NULL ? -1 : timespan_seconds(rt, number, seconds);
    release(rt, number);
    if (status == 0) *microseconds = (int)part;
    return status;
}

Own dt_from_timestamp(Rt *rt, Type *type, Ref timestamp, Ref zone_or_null, bool utc)
{
    time_t seconds;
    int microseconds;
    if (zone_or_null != NULL && dt_zone_check(rt, zone_or_null) < 0) return NULL;
    if (split_timestamp(rt, timestamp, &seconds, &microseconds) < 0) return NULL;
    return in_zone(rt, type, seconds, microseconds, zone_or_null, utc);
}

Own dt_date_from_timestamp(Rt *rt, Type *type, Ref timestamp)
{
    time_t seconds;
    struct tm tm;
    if (timespan_seconds(rt, timestamp, &seconds) < 0 || timespan_local(rt, seconds, &tm) < 0) return NULL;
    Moment moment = moment_of_tm(&tm);
    return dt_new_alike(rt, type, DT_DATE, &moment);
}

/* --- to timestamps */

Own dt_timestamp(Rt *rt, Ref self)
{
    int64_t utc;
    Moment moment = dt_unpack(self, DT_DATETIME);
    if (moment.zone == NULL) {
        if (utc_of_moment(rt, &moment, &utc) < 0) return NULL;
        return float_new(rt, (double)(utc - EPOCH) + moment.fields[DT_MICROSECOND] / 1e6);
    }
    Own delta = dt_datetime_subtract(rt, self, DT_STATE(rt)->epoch);
    Own seconds = delta == NULL || delta == rt->not_implemented ? NULL : dt_delta_seconds(rt, delta);
    release(rt, delta);
    return seconds;
}

/* The aware moment's whole seconds since 1970. */
static int seconds_of_aware(Rt *rt, Ref self, int64_t *seconds)
{
    Own delta = dt_datetime_subtract(rt, self, DT_STATE(rt)->epoch);
    if (delta == NULL) return -1;
    *seconds = (int64_t)AS_DELTA(delta)->days * 86400 + AS_DELTA(delta)->seconds;
    release(rt, delta);
    return 0;
}

Own dt_local_zone(Rt *rt, Ref self, bool is_utc)
{
    struct tm tm;
    int64_t seconds;
    Moment moment = dt_unpack(self, DT_DATETIME);
    if (is_utc && seconds_of_aware(rt, self, &seconds) < 0) return NULL;
    if (!is_utc) {
        if (utc_of_moment(rt, &moment, &seconds) < 0) return NULL;
        seconds -= EPOCH;
    }
    if (timespan_local(rt, (time_t)seconds, &tm) < 0) return NULL;
    Own name = str_from_wtf8(rt, tm.tm_zone, strlen(tm.tm_zone));
    Own zone = name == NULL ? NULL : dt_timezone_of(rt, tm.tm_gmtoff, 0, name);
    release(rt, name);
    return zone;
}
