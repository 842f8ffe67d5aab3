/* How dates and times are written: repr, ISO 8601, and by a format, for which time.strftime() is asked after what it
   cannot know has been filled in. */
#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/strobj.h"

#include <string.h>

void dt_add_offset(Buf *text, const char *separator, Ref delta)
{
    const DeltaObj *x = AS_DELTA(delta);
    int64_t seconds = (int64_t)x->days * 86400 + x->seconds, microseconds = x->microseconds;
    bool negative = seconds < 0;
    if (negative) {
        seconds = -seconds;
        microseconds = -microseconds;
        calendar_carry(&seconds, &microseconds, 1000000);
    }
    int whole = (int)seconds;
    buf_printf(text, "%c%02d%s%02d", negative ? '-' : '+', whole / 3600, separator, whole / 60 % 60);
    if (whole % 60 != 0 || microseconds != 0) buf_printf(text, "%s%02d", separator, whole % 60);
    if (microseconds != 0) buf_printf(text, ".%06d", (int)microseconds);
}

/* --- isoformat */

/* What comes after the minutes, by the name of the timespec; "auto" is as exact as it must be. */
typedef enum Timespec { HOURS, MINUTES, SECONDS, MILLISECONDS, MICROSECONDS, AUTO, TIMESPECS } Timespec;

static int find_timespec(Rt *rt, Ref name, const Moment *moment, Timespec *spec)
{
    static const char *const names[TIMESPECS] = {"hours", "minutes", "seconds", "milliseconds", "microseconds", "auto"};
    for (*spec = HOURS; *spec < TIMESPECS && !str_equals_text(name, names[*spec]);) *spec = (Timespec)(*spec + 1);
    if (*spec == TIMESPECS) return error_raise_int(rt, TYPE_ValueError, "Unknown timespec value");
    if (*spec == AUTO) *spec = moment->fields[DT_MICROSECOND] == 0 ? SECONDS : MICROSECONDS;
    return 0;
}

static void add_time(Buf *text, const int *fields, Timespec spec)
{
    buf_printf(text, "%02d", fields[DT_HOUR]);
    if (spec >= MINUTES) buf_printf(text, ":%02d", fields[DT_MINUTE]);
    if (spec >= SECONDS) buf_printf(text, ":%02d", fields[DT_SECOND]);
    if (spec == MILLISECONDS) buf_printf(text, ".%03d", fields[DT_MICROSECOND] / 1000);
    if (spec == MICROSECONDS) buf_printf(text, ".%06d", fields[DT_MICROSECOND]);
}

typedef struct IsoArgs {
    DtKind kind;
    uint32_t separator;
    Ref timespec; /* NULL: not given */
} IsoArgs;

/* A time has no separator for its first argument. */
static int take_iso(Rt *rt, void *context, int index, Ref value)
{
    IsoArgs *args = context;
    if (args->kind == DT_DATETIME && index == 0) {
        if (args_want(rt, "isoformat", 1, is_str(value) && str_length(value) == 1, "a unicode character", value) < 0) return -1;
        args->separator = str_at(value, 0);
        return 0;
    }
    size_t size = 0;
    if (args_want(rt, "isoformat", index + 1, is_str(value), "str", value) < 0) return -1;
    const char *text = str_utf8(rt, value, &size);
    if (text == NULL) return -1;
    if (strlen(text) != size) return error_raise_int(rt, TYPE_ValueError, "embedded null character");
    args->timespec = value;
    return 0;
}

Own dt_isoformat(Rt *rt, Ref self, DtKind kind, Ref args, Ref kwargs)
{
    static const char *const names[] = {"sep", "timespec", NULL};
    const ArgSpec signature = {"isoformat", kind == DT_TIME ? names + 1 : names, 0, kind == DT_TIME ? 1 : 2, 0};
    Moment moment = dt_unpack(self, kind);
    IsoArgs given = {.kind = kind, .separator = 'T'};
    Timespec spec = moment.fields[DT_MICROSECOND] == 0 ? SECONDS : MICROSECONDS;
    if (args_parse(rt, &signature, args, kwargs, take_iso, &given) < 0) return NULL;
    if (given.timespec != NULL && find_timespec(rt, given.timespec, &moment, &spec) < 0) return NULL;
    Buf text = BUF_INIT;
    const int *fields = moment.fields;
    if (kind == DT_DATETIME) {
        buf_printf(&text, "%04d-%02d-%02d", fields[DT_YEAR], fields[DT_MONTH], fields[DT_DAY]);
        buf_add_utf8(&text, given.separator);
    }
    add_time(&text, fields, spec);
    Own offset = dt_utcoffset(rt, self, kind);
    if (offset != NULL && offset != rt->none) dt_add_offset(&text, ":", offset);
    Own result = offset == NULL ? NULL : dt_text_take(rt, &text);
    release(rt, offset);
    buf_fini(&text);
    return result;
}

/* --- repr, str, ctime */

/* Seconds and microseconds are left out when there are none, hours and minutes never are.  A datetime says its fold
   first, a time its zone. */
Own dt_repr(Rt *rt, Ref self, DtKind kind)
{
    Moment moment = dt_unpack(self, kind);
    int first = kind == DT_TIME ? DT_HOUR : DT_YEAR, last = kind == DT_DATE ? DT_DAY : DT_MICROSECOND;
    while (last > DT_MINUTE && moment.fields[last] == 0) last--;
    Buf text = BUF_INIT;
    buf_printf(&text, "%s(", self->type->name);
    for (int i = first; i <= last; i++) buf_printf(&text, "%s%d", i > first ? ", " : "", moment.fields[i]);
    if (moment.fold != 0 && kind == DT_DATETIME) buf_add_text(&text, ", fold=1");
    Own zone = moment.zone == NULL ? NULL : object_repr(rt, moment.zone);
    if (zone != NULL) {
        buf_add_text(&text, ", tzinfo=");
        str_add_to_buf(zone, &text);
    }
    if (moment.fold != 0 && kind == DT_TIME) buf_add_text(&text, ", fold=1");
    buf_add_char(&text, ')');
    bool failed = moment.zone != NULL && zone == NULL;
    release(rt, zone);
    Own result = failed ? NULL : dt_text_take(rt, &text);
    buf_fini(&text);
    return result;
}

Own dt_str(Rt *rt, Ref self)
{
    return call_method_none(rt, self, DT_CALL(rt, isoformat));
}

Own dt_ctime(Rt *rt, Ref self, const MethodDef *def)
{
    DtKind kind = (DtKind)def->fn.which;
    static const char days[7][4] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char months[12][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Moment moment = dt_unpack(self, kind);
    const int *fields = moment.fields;
    int weekday = calendar_weekday(fields[DT_YEAR], fields[DT_MONTH], fields[DT_DAY]);
    return str_format(rt, "%s %s %2d %02d:%02d:%02d %04d", days[weekday], months[fields[DT_MONTH] - 1], fields[DT_DAY],
                      fields[DT_HOUR], fields[DT_MINUTE], fields[DT_SECOND], fields[DT_YEAR]);
}

/* --- strftime */

/* The zone's name with each % doubled, so that strftime() takes it as it is. */
static int add_zone_name(Rt *rt, Buf *format, Ref name)
{
    size_t size = 0;
    const char *bytes = NULL;
    Own percent = str_from_char(rt, '%'), twice = percent == NULL ? NULL : str_concat(rt, percent, percent), doubled = NULL;
    if (twice != NULL) doubled = call_method(rt, DT_CALL(rt, replace), (const Ref[]){name, percent, twice}, 3);
    if (doubled != NULL && !is_str(doubled)) error_raise(rt, TYPE_TypeError, "tzname.replace() did not return a string");
    else if (doubled != NULL) bytes = str_utf8(rt, doubled, &size);
    if (bytes != NULL) buf_add(format, bytes, size);
    release_all(rt, percent, twice, doubled);
    return bytes == NULL ? -1 : 0;
}

/* What stands for %z, %Z or %f. */
static int add_part(Rt *rt, Buf *format, char letter, const Moment *moment, Ref arg)
{
    if (letter == 'f') {
        buf_printf(format, "%06d", moment->fields[DT_MICROSECOND]);
        return 0;
    }
    Own answer = letter == 'z' ? dt_zone_delta(rt, moment->zone, DT_NAME_utcoffset, arg) : dt_zone_name(rt, moment->zone, arg);
    int status = answer == NULL ? -1 : 0;
    if (status == 0 && answer != rt->none) {
        if (letter == 'z') dt_add_offset(format, "", answer);
        else status = add_zone_name(rt, format, answer);
    }
    release(rt, answer);
    return status;
}

/* FORMAT up to a NUL, as CPython reads it. */
static int fill_format(Rt *rt, const char *format, const Moment *moment, Ref arg, Buf *filled)
{
    for (; *format != '\0'; format++) {
        bool is_part = *format == '%' && format[1] != '\0' && strchr("zZf", format[1]) != NULL;
        if (is_part && add_part(rt, filled, *++format, moment, arg) < 0) return -1;
        if (is_part) continue;
        buf_add_char(filled, *format);
        if (*format == '%' && format[1] != '\0') buf_add_char(filled, *++format);
    }
    return 0;
}

int dt_take_format(Rt *rt, void *context, int index, Ref value)
{
    *(Ref *)context = value;
    return args_want(rt, "strftime", index + 1, is_str(value), "str", value);
}

Own dt_strftime(Rt *rt, Ref self, DtKind kind, Ref format, Ref tuple, Ref arg)
{
    size_t size = 0;
    Moment moment = dt_unpack(self, kind);
    const char *bytes = str_utf8(rt, format, &size);
    Own module = NULL, text = NULL, result = NULL;
    Buf filled = BUF_INIT;
    if (bytes == NULL || fill_format(rt, bytes, &moment, arg, &filled) < 0) goto done;
    module = import_text(rt, "time");
    if (module != NULL) text = str_from_buf(rt, &filled);
    if (text != NULL) result = call_method(rt, DT_CALL(rt, strftime), (const Ref[]){module, text, tuple}, 3);
done:
    buf_fini(&filled);
    release_all(rt, module, text);
    return result;
}

Own dt_format(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count_parsed(rt, "__format__", nargs, 1, 1) < 0) return NULL;
    if (args_want(rt, "__format__", 1, is_str(args[0]), "str", args[0]) < 0) return NULL;
    return str_length(args[0]) == 0 ? object_str(rt, self) : call_method_one(rt, self, DT_CALL(rt, strftime), args[0]);
}
