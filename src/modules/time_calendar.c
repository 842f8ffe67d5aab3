/* Calendar times.  Time zones and the names of months are the C library's. */
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/buf.h"
#include "modules/fieldtuple.h"
#include "modules/import.h"
#include "modules/time_parts.h"
#include "modules/timespan.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"

enum { TM_SHOWN = 9, TM_FIELDS = 11 };

static const MemberDef struct_time_fields[] = {
    FIELD_AT("tm_year", 0),  FIELD_AT("tm_mon", 1),  FIELD_AT("tm_mday", 2),  FIELD_AT("tm_hour", 3),
    FIELD_AT("tm_min", 4),   FIELD_AT("tm_sec", 5),  FIELD_AT("tm_wday", 6),  FIELD_AT("tm_yday", 7),
    FIELD_AT("tm_isdst", 8), FIELD_AT("tm_zone", 9), FIELD_AT("tm_gmtoff", 10), FIELDS_END,
};
const TypeSpec struct_time_spec = FIELDTUPLE_SPEC("time.struct_time", struct_time_fields);

static Own time_tuple(Rt *rt, const struct tm *tm)
{
    const int numbers[TM_SHOWN] = {tm->tm_year + 1900, tm->tm_mon + 1, tm->tm_mday, tm->tm_hour, tm->tm_min,
                                   tm->tm_sec, (tm->tm_wday + 6) % 7, tm->tm_yday + 1, tm->tm_isdst};
    Own items[TM_FIELDS];
    for (int i = 0; i < TM_SHOWN; i++) items[i] = int_new(rt, numbers[i]);
    items[9] = str_from_wtf8(rt, tm->tm_zone, strlen(tm->tm_zone));
    items[10] = int_new(rt, tm->tm_gmtoff);
    Own type = module_type_get(rt, &struct_time_spec);
    Own self = fieldtuple_new(rt, type, items, TM_FIELDS);
    release(rt, type);
    return self;
}

static time_t now_seconds(Rt *rt)
{
    return (time_t)(rt->world->clock_ns(rt->world, WORLD_CLOCK_TIME) / 1000000000);
}

/* The seconds that a program gave, or the time that it is: 0, -1. */
static int seconds_argument(Rt *rt, const char *function, const Ref *args, ptrdiff_t nargs, time_t *seconds)
{
    if (args_count_parsed(rt, function, nargs, 0, 1) < 0) return -1;
    if (nargs == 0 || args[0] == rt->none) {
        *seconds = now_seconds(rt);
        return 0;
    }
    return timespan_seconds(rt, args[0], seconds);
}

static Own time_gmtime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    time_t seconds;
    struct tm tm;
    if (seconds_argument(rt, "gmtime", args, nargs, &seconds) < 0 || timespan_utc(rt, seconds, &tm) < 0) return NULL;
    return time_tuple(rt, &tm);
}

static Own time_localtime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    time_t seconds;
    struct tm tm;
    if (seconds_argument(rt, "localtime", args, nargs, &seconds) < 0 || timespan_local(rt, seconds, &tm) < 0) return NULL;
    return time_tuple(rt, &tm);
}

/* --- from a tuple */

static int raise_tuple(Rt *rt, const char *function)
{
    return error_raise_int(rt, TYPE_TypeError, "%s(): illegal time tuple argument", function);
}

/* The fields of TUPLE, nine ints; ZONE keeps the text of tm_zone. */
static int tuple_to_tm(Rt *rt, Ref tuple, const char *function, struct tm *tm, Buf *zone)
{
    int numbers[TM_SHOWN];
    memset(tm, 0, sizeof *tm);
    if (!is_tuple(tuple)) return error_raise_int(rt, TYPE_TypeError, "Tuple or struct_time argument required");
    if (tuple_length(tuple) != TM_SHOWN) return raise_tuple(rt, function);
    for (int i = 0; i < TM_SHOWN; i++) {
        if (args_c_int(rt, tuple_peek(tuple, i), &numbers[i]) < 0) return -1;
    }
    if (numbers[0] < INT_MIN + 1900) return error_raise_int(rt, TYPE_OverflowError, "year out of range");
    *tm = (struct tm){.tm_year = numbers[0] - 1900, .tm_mon = numbers[1] - 1, .tm_mday = numbers[2], .tm_hour = numbers[3],
                      .tm_min = numbers[4], .tm_sec = numbers[5], .tm_wday = (numbers[6] + 1) % 7, .tm_yday = numbers[7] - 1,
                      .tm_isdst = numbers[8]};
    if (tuple->type->spec != &struct_time_spec) return 0;
    Ref name = AS_TUPLE(tuple)->items[9], offset = AS_TUPLE(tuple)->items[10];
    if (offset != NULL && is_int(offset)) tm->tm_gmtoff = (long)int_value(rt, offset);
    if (name != NULL && is_str(name)) {
        str_add_to_buf(name, zone);
        tm->tm_zone = buf_text(zone);
    }
    return rt_is_pending(rt) ? -1 : 0;
}

/* What the C library would take for an index out of its tables is refused. */
static int check_tm(Rt *rt, struct tm *tm)
{
    if (tm->tm_mon == -1) tm->tm_mon = 0;
    if (tm->tm_mday == 0) tm->tm_mday = 1;
    if (tm->tm_yday == -1) tm->tm_yday = 0;
    const struct {
        int value, most;
        const char *what;
    } limits[] = {
        {tm->tm_mon, 11, "month"}, {tm->tm_mday, 31, "day of month"}, {tm->tm_hour, 23, "hour"}, {tm->tm_min, 59, "minute"},
        {tm->tm_sec, 61, "seconds"}, {tm->tm_wday, 6, "day of week"}, {tm->tm_yday, 365, "day of year"},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(limits); i++) {
        if (limits[i].value < 0 || limits[i].value > limits[i].most)
            return error_raise_int(rt, TYPE_ValueError, "%s out of range", limits[i].what);
    }
    return 0;
}

/* The tuple at args[at], or what time it is here. */
static int tm_argument(Rt *rt, const char *function, const Ref *args, ptrdiff_t nargs, ptrdiff_t at, struct tm *tm, Buf *zone)
{
    if (nargs <= at) return timespan_local(rt, now_seconds(rt), tm);
    return tuple_to_tm(rt, args[at], function, tm, zone) < 0 ? -1 : check_tm(rt, tm);
}

static Own format_time(Rt *rt, Ref format, const struct tm *tm)
{
    Buf pattern = BUF_INIT;
    str_add_to_buf(format, &pattern);
    if (memchr(buf_text(&pattern), '\0', pattern.length) != NULL) {
        buf_fini(&pattern);
        return error_raise(rt, TYPE_ValueError, "embedded null character");
    }
    Own result = NULL;
    for (size_t size = 1024;; size *= 2) {
        char *text = malloc(size);
        if (text == NULL) {
            error_no_memory(rt);
            break;
        }
        size_t length = strftime(text, size, buf_text(&pattern), tm);
        bool done = length > 0 || size >= 256 * pattern.length;
        if (done) result = str_from_wtf8(rt, text, length);
        free(text);
        if (done) break;
    }
    buf_fini(&pattern);
    return result;
}

static Own time_strftime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    struct tm tm;
    Buf zone = BUF_INIT;
    if (args_count_parsed(rt, "strftime", nargs, 1, 2) < 0) return NULL;
    if (!is_str(args[0])) return error_raise(rt, TYPE_TypeError, "strftime() argument 1 must be str, not %T", args[0]);
    Own result = NULL;
    if (tm_argument(rt, "strftime", args, nargs, 1, &tm, &zone) == 0) {
        if (tm.tm_isdst < -1) tm.tm_isdst = -1;
        else if (tm.tm_isdst > 1) tm.tm_isdst = 1;
        result = format_time(rt, args[0], &tm);
    }
    buf_fini(&zone);
    return result;
}

/* "Fri Nov 27 17:11:21 2026" */
static Own ascii_time(Rt *rt, const struct tm *tm)
{
    static const char days[7][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Buf text = BUF_INIT;
    buf_printf(&text, "%s %s%3d %.2d:%.2d:%.2d %lld", days[tm->tm_wday], months[tm->tm_mon], tm->tm_mday, tm->tm_hour,
               tm->tm_min, tm->tm_sec, 1900 + (long long)tm->tm_year);
    return str_take_buf(rt, &text);
}

static Own time_asctime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    struct tm tm;
    Buf zone = BUF_INIT;
    int status = tm_argument(rt, "asctime", args, nargs, 0, &tm, &zone);
    buf_fini(&zone);
    return status < 0 ? NULL : ascii_time(rt, &tm);
}

static Own time_ctime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    time_t seconds;
    struct tm tm;
    if (seconds_argument(rt, "ctime", args, nargs, &seconds) < 0 || timespan_local(rt, seconds, &tm) < 0) return NULL;
    return ascii_time(rt, &tm);
}

static Own time_mktime(Rt *rt, Ref self, Ref tuple)
{
    struct tm tm;
    Buf zone = BUF_INIT;
    int status = tuple_to_tm(rt, tuple, "mktime", &tm, &zone);
    buf_fini(&zone);
    if (status < 0) return NULL;
    tm.tm_wday = -1; /* stays so when the time cannot be told */
    time_t seconds = mktime(&tm);
    if (seconds == (time_t)-1 && tm.tm_wday == -1) return error_raise(rt, TYPE_OverflowError, "mktime argument out of range");
    return float_new(rt, (double)seconds);
}

static Own time_strptime(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Own module = import_text(rt, "_strptime");
    Own function = module == NULL ? NULL : object_attr_get_text(rt, module, "_strptime_time");
    Own result = function == NULL ? NULL : call_vector(rt, function, args, (size_t)nargs, NULL);
    release_all(rt, module, function);
    return result;
}

/* --- the zone */

static int add_zone(Rt *rt, Ref module)
{
    enum { YEAR = (365 * 24 + 6) * 3600 };
    struct tm january, july;
    time_t start = now_seconds(rt) / YEAR * YEAR;
    if (timespan_local(rt, start, &january) < 0 || timespan_local(rt, start + YEAR / 2, &july) < 0) return -1;
    /* In the south, summer is in January. */
    bool is_south = january.tm_gmtoff > july.tm_gmtoff;
    const struct tm *standard = is_south ? &july : &january, *summer = is_south ? &january : &july;
    Own names[] = {str_from_wtf8(rt, standard->tm_zone, strlen(standard->tm_zone)), str_from_wtf8(rt, summer->tm_zone, strlen(summer->tm_zone))};
    Own pair = names[0] == NULL || names[1] == NULL ? NULL : tuple_of(rt, 2, names[0], names[1]);
    release(rt, names[0]);
    release(rt, names[1]);
    if (module_add_int(rt, module, "timezone", -standard->tm_gmtoff) < 0 || module_add_int(rt, module, "altzone", -summer->tm_gmtoff) < 0 ||
        module_add_int(rt, module, "daylight", standard->tm_gmtoff != summer->tm_gmtoff) < 0)
        return error_release_int(rt, pair);
    return module_add(rt, module, "tzname", pair);
}

static Own time_tzset(Rt *rt, Ref self)
{
    tzset();
    return add_zone(rt, self) < 0 ? NULL : none_new(rt);
}

static const MethodDef calendar_methods[] = {
    {"gmtime", METHOD_FASTCALL, {.fast = time_gmtime}, "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nSeconds since 1970 as a time in UTC.", METHOD_TUPLE},
    {"localtime", METHOD_FASTCALL, {.fast = time_localtime}, "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nSeconds since 1970 as local time.", METHOD_TUPLE},
    {"asctime", METHOD_FASTCALL, {.fast = time_asctime, .most = 1}, "asctime([tuple]) -> string\n\nA time as 'Sat Jun 06 16:26:11 1998'.", METHOD_TUPLE},
    {"ctime", METHOD_FASTCALL, {.fast = time_ctime}, "ctime(seconds) -> string\n\nThe same as asctime(localtime(seconds)).", METHOD_TUPLE},
    {"mktime", METHOD_O, {.binary = time_mktime}, "mktime(tuple) -> floating point number\n\nLocal time as seconds since 1970.", 0},
    {"strftime", METHOD_FASTCALL, {.fast = time_strftime}, "strftime(format[, tuple]) -> string\n\nA time by the format.", METHOD_TUPLE},
    {"strptime", METHOD_FASTCALL, {.fast = time_strptime}, "strptime(string, format) -> struct_time\n\nThe time that a text says by the format.", METHOD_TUPLE},
    {"tzset", METHOD_NOARGS, {.unary = time_tzset}, "tzset()\n\nReads the environment variable TZ again.", 0},
    {0},
};

int time_calendar_add(Rt *rt, Ref module)
{
    if (module_add_functions(rt, module, calendar_methods) < 0) return -1;
    tzset();
    if (module_add_int(rt, module, "_STRUCT_TM_ITEMS", TM_FIELDS) < 0) return -1;
    Own type = new_ref_or_null(module_type_peek(rt, &struct_time_spec));
    if (type == NULL) type = fieldtuple_type(rt, &struct_time_spec, TM_SHOWN);
    if (module_add(rt, module, "struct_time", type) < 0) return -1;
    return add_zone(rt, module);
}
