/* fromisoformat(): what Python 3.11 reads of ISO 8601.  A text may use separators or not, but consistently within
   its date and within its time; the date may be one of weeks; the fraction of a second may have any length, of
   which microseconds count. */
#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "objects/error.h"
#include "objects/strobj.h"

#include <string.h>

/* What was read of it. */
typedef struct Reading {
    Moment moment;
    bool with_offset;
    int offset, offset_microseconds;
} Reading;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* COUNT digits as a number, *at behind them. */
static bool read_digits(const char **at, int count, int *number)
{
    *number = 0;
    for (int i = 0; i < count; i++, (*at)++) {
        if (!is_digit(**at)) return false;
        *number = *number * 10 + (**at - '0');
    }
    return true;
}

/* A date in SIZE bytes, some of which may be left over: YYYY[-]MM[-]DD or YYYY[-]Www[[-]D]. */
static bool read_date(const char *text, size_t size, int *fields)
{
    const char *at = text;
    int year, week, weekday = 1;
    if (!read_digits(&at, 4, &year)) return false;
    bool separated = *at == '-';
    fields[DT_YEAR] = year;
    if (separated) at++;
    if (*at != 'W') {
        if (!read_digits(&at, 2, &fields[DT_MONTH])) return false;
        if (separated && *at++ != '-') return false;
        return read_digits(&at, 2, &fields[DT_DAY]);
    }
    at++;
    if (!read_digits(&at, 2, &week)) return false;
    if ((size_t)(at - text) < size) {
        if (separated && *at++ != '-') return false;
        if (!read_digits(&at, 1, &weekday)) return false;
    }
    return calendar_from_iso(year, week, weekday, &fields[DT_YEAR], &fields[DT_MONTH], &fields[DT_DAY]) == ISO_FITS;
}

/* The digits after the point: six count. */
static bool read_fraction(const char **at, const char *end, int *microseconds)
{
    ptrdiff_t count = end - *at < 6 ? end - *at : 6;
    if (!read_digits(at, (int)count, microseconds)) return false;
    for (ptrdiff_t i = count; i < 6; i++) *microseconds *= 10;
    while (*at < end && is_digit(**at)) (*at)++;
    return true;
}

typedef enum Clock { CLOCK_BAD, CLOCK_READ, CLOCK_LEFT_OVER } Clock;

/* HH[[:]MM[[:]SS]][.fraction] before END, into four numbers; something may be left over. */
static Clock read_clock(const char *at, const char *end, int *numbers)
{
    bool separated = true;
    memset(numbers, 0, 4 * sizeof *numbers);
    for (int i = 0; i < 3; i++) {
        if (!read_digits(&at, 2, &numbers[i])) return CLOCK_BAD;
        char next = *at++;
        if (i == 0) separated = next == ':';
        if (at >= end) return next == '\0' ? CLOCK_READ : CLOCK_LEFT_OVER;
        if (separated && next == ':') continue;
        if (next == '.' || next == ',') break;
        if (separated) return CLOCK_BAD;
        at--;
    }
    if (!read_fraction(&at, end, &numbers[3])) return CLOCK_BAD;
    return *at == '\0' ? CLOCK_READ : CLOCK_LEFT_OVER;
}

/* A time and perhaps its offset. */
static bool read_time(const char *text, const char *end, Reading *reading)
{
    int numbers[4];
    const char *zone = text;
    do {
        if (*zone == '+' || *zone == '-' || *zone == 'Z') break;
    } while (++zone < end);
    Clock clock = read_clock(text, zone, &reading->moment.fields[DT_HOUR]);
    if (clock == CLOCK_BAD) return false;
    if (zone >= end) return clock == CLOCK_READ;
    reading->with_offset = true;
    if (*zone == 'Z') return zone[1] == '\0';
    int sign = *zone == '-' ? -1 : 1;
    if (read_clock(zone + 1, end, numbers) != CLOCK_READ) return false;
    reading->offset = sign * (numbers[0] * 3600 + numbers[1] * 60 + numbers[2]);
    reading->offset_microseconds = sign * numbers[3];
    return true;
}

/* --- where a date ends

   The character between date and time may be any, so that the form of the date must tell. */

static size_t end_of_weeks(const char *text, size_t size)
{
    size_t at = 7;
    if (text[4] == '-') {
        if (size > 8 && text[8] == '-') return size > 10 && is_digit(text[10]) ? 8 : 10;
        return 8;
    }
    while (at < size && is_digit(text[at])) at++;
    return at < 9 ? at : at % 2 == 0 ? 7 : 8;
}

static size_t end_of_date(const char *text, size_t size)
{
    if (size == 7) return 7;
    if (text[text[4] == '-' ? 5 : 4] == 'W') return end_of_weeks(text, size);
    return text[4] == '-' ? 10 : 8;
}

/* The UTF-8 character's length. */
static size_t character_size(char first)
{
    if ((first & 0x80) == 0) return 1;
    return (first & 0xF0) == 0xE0 ? 3 : (first & 0xF0) == 0xF0 ? 4 : 2;
}

static bool read_datetime(const char *text, size_t size, Reading *reading)
{
    size_t end = end_of_date(text, size);
    if (end > size || !read_date(text, end, reading->moment.fields)) return false;
    if (size == end) return true;
    const char *time = text + end + character_size(text[end]);
    return time < text + size && read_time(time, text + size, reading);
}

static bool read_text(DtKind kind, const char *text, size_t size, Reading *reading)
{
    switch (kind) {
    case DT_DATE: return (size == 7 || size == 8 || size == 10) && read_date(text, size, reading->moment.fields);
    case DT_TIME: return *text == 'T' ? read_time(text + 1, text + size, reading) : read_time(text, text + size, reading);
    default: return size >= 7 && read_datetime(text, size, reading);
    }
}

/* TEXT as UTF-8.  The separator of a datetime may even be a surrogate, in whose place 'T' is read; other ones make
   it unreadable. */
static bool to_utf8(DtKind kind, Ref text, Buf *utf8)
{
    static const ptrdiff_t separators[] = {7, 8, 10};
    ptrdiff_t separator = -1;
    for (size_t i = 0; kind == DT_DATETIME && separator < 0 && i < ARRAY_LENGTH(separators); i++) {
        ptrdiff_t at = separators[i];
        if (at < str_length(text) && str_at(text, at) >= 0xD800 && str_at(text, at) <= 0xDFFF) separator = at;
    }
    for (ptrdiff_t i = 0; i < str_length(text); i++) {
        uint32_t point = i == separator ? 'T' : str_at(text, i);
        if (point >= 0xD800 && point <= 0xDFFF) return false;
        buf_add_utf8(utf8, point);
    }
    return true;
}

Own dt_from_isoformat(Rt *rt, Ref type, Ref text, const MethodDef *def)
{
    DtKind kind = (DtKind)def->fn.which;
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "fromisoformat: argument must be str");
    Buf utf8 = BUF_INIT;
    Reading reading = {.moment = MOMENT_START};
    bool fits = to_utf8(kind, text, &utf8) && read_text(kind, buf_text(&utf8), utf8.length, &reading);
    buf_fini(&utf8);
    if (!fits) return error_raise(rt, TYPE_ValueError, "Invalid isoformat string: %R", text);
    Own zone = NULL, self = NULL;
    if (reading.with_offset && reading.offset == 0) zone = new_ref(DT_STATE(rt)->utc);
    else if (reading.with_offset) zone = dt_timezone_of(rt, reading.offset, reading.offset_microseconds, NULL);
    reading.moment.zone = zone;
    if (zone != NULL || !reading.with_offset) self = dt_new_alike(rt, AS_TYPE(type), kind, &reading.moment);
    release(rt, zone);
    return self;
}
