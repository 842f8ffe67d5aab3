/* date, and the named tuple that isocalendar() gives. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- IsoCalendarDate */

#define ISO_GETTER(name, index)                                                                             \
    static Own triple_##name(Rt *rt, Ref self)                                                                 \
    {                                                                                                       \
        return new_ref(tuple_peek(self, index));                                                            \
    }
ISO_GETTER(year, 0)
ISO_GETTER(week, 1)
ISO_GETTER(weekday, 2)

enum { ISO_ITEMS = 3 };

static Own triple_make(Rt *rt, Type *type, const int *numbers)
{
    Own self = object_new_sized(rt, type, 0, ISO_ITEMS);
    for (int i = 0; self != NULL && i < ISO_ITEMS; i++) {
        AS_TUPLE(self)->items[i] = int_new(rt, numbers[i]);
        if (AS_TUPLE(self)->items[i] == NULL) release_clear(rt, &self);
    }
    if (self != NULL) gc_track(rt, self);
    return self;
}

static int take_number(Rt *rt, void *context, int index, Ref value)
{
    return args_c_int(rt, value, (int *)context + index);
}

static const char *const triple_names[] = {"year", "week", "weekday", NULL};

static Own triple_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const ArgSpec spec = {"IsoCalendarDate", triple_names, ISO_ITEMS, ISO_ITEMS, 0};
    int numbers[ISO_ITEMS];
    return args_parse(rt, &spec, args, kwargs, take_number, numbers) < 0 ? NULL : triple_make(rt, type, numbers);
}

static Own triple_repr(Rt *rt, Ref self)
{
    return str_format(rt, "%.200s(year=%S, week=%S, weekday=%S)", self->type->name, tuple_peek(self, 0), tuple_peek(self, 1), tuple_peek(self, 2));
}

/* A plain tuple is what a pickle holds. */
static Own triple_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(N)", (Ref)RT_TYPE(rt, tuple), tuple_from(rt, as_refs(AS_TUPLE(self)->items), ISO_ITEMS));
}

const TypeSpec dt_isocalendar_spec = {
    .name = "datetime.IsoCalendarDate",
    .id = TYPE_isocalendar,
    .base = TYPE_tuple,
    .basicsize = sizeof(TupleObj) + sizeof(Own),
    .itemsize = sizeof(Own),
    .doc = "The result of date.isocalendar() or datetime.isocalendar()\n\nThis object may be accessed either as a tuple of\n"
           "  ((year, week, weekday))\nor via the object attributes as named in the above tuple.",
    .slots = {.tp_new = triple_tp_new, .tp_repr = triple_repr},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = triple_reduce}, "__reduce__() -> (cls, state)", 0}),
    .getset = GETSETS(
        {"year", triple_year, NULL, NULL},
        {"week", triple_week, NULL, NULL},
        {"weekday", triple_weekday, NULL, NULL}),
};

/* --- constructors of date */

static Own date_fromtimestamp(Rt *rt, Ref type, Ref timestamp)
{
    return dt_date_from_timestamp(rt, AS_TYPE(type), timestamp);
}

/* By way of time.time() and the class's own fromtimestamp(). */
static Own date_today(Rt *rt, Ref type)
{
    Own module = import_text(rt, "time"), now = NULL, self = NULL;
    if (module != NULL) now = call_method_none(rt, module, DT_CALL(rt, time));
    if (now != NULL) self = call_method_one(rt, type, DT_CALL(rt, fromtimestamp), now);
    release_all(rt, module, now);
    return self;
}

static Own date_fromordinal(Rt *rt, Ref type, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int ordinal;
    Moment moment = MOMENT_START;
    if (args_count_parsed(rt, "fromordinal", nargs, 1, 1) < 0 || args_c_int(rt, args[0], &ordinal) < 0) return NULL;
    if (ordinal < 1) return error_raise(rt, TYPE_ValueError, "ordinal must be >= 1");
    calendar_from_ordinal(ordinal, &moment.fields[DT_YEAR], &moment.fields[DT_MONTH], &moment.fields[DT_DAY]);
    return dt_new_alike(rt, AS_TYPE(type), DT_DATE, &moment);
}

static Own date_fromisocalendar(Rt *rt, Ref type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"year", "week", "day", NULL};
    static const ArgSpec spec = {"fromisocalendar", names, ISO_ITEMS, ISO_ITEMS, 0};
    int iso[ISO_ITEMS];
    Moment moment = MOMENT_START;
    if (args_parse(rt, &spec, args, kwargs, take_number, iso) < 0) {
        if (!error_matches(rt, TYPE_OverflowError)) return NULL;
        return error_raise(rt, TYPE_ValueError, "ISO calendar component out of range");
    }
    switch (calendar_from_iso(iso[0], iso[1], iso[2], &moment.fields[DT_YEAR], &moment.fields[DT_MONTH], &moment.fields[DT_DAY])) {
    case ISO_BAD_YEAR: return error_raise(rt, TYPE_ValueError, "Year is out of range: %d", iso[0]);
    case ISO_BAD_WEEK: return error_raise(rt, TYPE_ValueError, "Invalid week: %d", iso[1]);
    case ISO_BAD_WEEKDAY: return error_raise(rt, TYPE_ValueError, "Invalid day: %d (range is [1, 7])", iso[2]);
    case ISO_FITS: break;
    }
    return dt_new_alike(rt, AS_TYPE(type), DT_DATE, &moment);
}

/* --- what a date says; a datetime says the same of its date */

static Own date_repr(Rt *rt, Ref self)
{
    return dt_repr(rt, self, DT_DATE);
}

static Own date_isoformat(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATE);
    return str_format(rt, "%04d-%02d-%02d", moment.fields[DT_YEAR], moment.fields[DT_MONTH], moment.fields[DT_DAY]);
}

/* With the fields that timetuple() gives, which a subclass may change. */
static Own date_strftime(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"format", NULL};
    static const ArgSpec spec = {"strftime", names, 1, 1, 0};
    Ref format = NULL;
    if (args_parse(rt, &spec, args, kwargs, dt_take_format, (void *)&format) < 0) return NULL;
    Own tuple = call_method_none(rt, self, DT_CALL(rt, timetuple));
    Own text = tuple == NULL ? NULL : dt_strftime(rt, self, dt_is(self, DT_DATETIME) ? DT_DATETIME : DT_DATE, format, tuple, self);
    release(rt, tuple);
    return text;
}

static Own date_isocalendar(Rt *rt, Ref self)
{
    int iso[ISO_ITEMS];
    Moment moment = dt_unpack(self, DT_DATE);
    calendar_to_iso(moment.fields[DT_YEAR], moment.fields[DT_MONTH], moment.fields[DT_DAY], &iso[0], &iso[1], &iso[2]);
    return triple_make(rt, DT_TYPE(rt, DT_ISOCALENDAR), iso);
}

static int weekday_of(Ref self)
{
    Moment moment = dt_unpack(self, DT_DATE);
    return calendar_weekday(moment.fields[DT_YEAR], moment.fields[DT_MONTH], moment.fields[DT_DAY]);
}

static Own date_weekday(Rt *rt, Ref self)
{
    return int_new(rt, weekday_of(self));
}

static Own date_isoweekday(Rt *rt, Ref self)
{
    return int_new(rt, weekday_of(self) + 1);
}

static Own date_toordinal(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATE);
    return int_new(rt, dt_ordinal(&moment));
}

Own dt_timetuple(Rt *rt, const Moment *moment, int dst)
{
    const int *fields = moment->fields;
    int year_day = calendar_days_before(fields[DT_YEAR], fields[DT_MONTH]) + fields[DT_DAY];
    const ptrdiff_t numbers[] = {fields[DT_YEAR], fields[DT_MONTH], fields[DT_DAY], fields[DT_HOUR], fields[DT_MINUTE], fields[DT_SECOND],
                                 calendar_weekday(fields[DT_YEAR], fields[DT_MONTH], fields[DT_DAY]), year_day, dst};
    Own module = import_text(rt, "time"), tuple = NULL, result = NULL;
    if (module != NULL) tuple = tuple_of_sizes(rt, numbers, (ptrdiff_t)ARRAY_LENGTH(numbers));
    if (tuple != NULL) result = call_method_one(rt, module, DT_CALL(rt, struct_time), tuple);
    release_all(rt, module, tuple);
    return result;
}

static Own date_timetuple(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATE);
    return dt_timetuple(rt, &moment, -1);
}

static Own date_replace(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return dt_replace(rt, self, DT_DATE, args, kwargs);
}

/* --- arithmetic and comparison */

static Own date_move(Rt *rt, Ref self, Ref delta, int sign)
{
    Moment moment = dt_unpack(self, DT_DATE);
    int64_t ordinal = dt_ordinal(&moment) + (int64_t)sign * AS_DELTA(delta)->days;
    return dt_normalize(rt, ordinal, 0, 0, &moment) < 0 ? NULL : dt_new_alike(rt, self->type, DT_DATE, &moment);
}

static Own date_add(Rt *rt, Ref left, Ref right)
{
    if (dt_is(left, DT_DATETIME) || dt_is(right, DT_DATETIME)) return not_implemented_new(rt);
    if (dt_is(left, DT_DATE)) return dt_is(right, DT_TIMEDELTA) ? date_move(rt, left, right, 1) : not_implemented_new(rt);
    return dt_is(left, DT_TIMEDELTA) ? date_move(rt, right, left, 1) : not_implemented_new(rt);
}

static Own date_subtract(Rt *rt, Ref left, Ref right)
{
    if (dt_is(left, DT_DATETIME) || dt_is(right, DT_DATETIME) || !dt_is(left, DT_DATE)) return not_implemented_new(rt);
    if (dt_is(right, DT_TIMEDELTA)) return date_move(rt, left, right, -1);
    if (!dt_is(right, DT_DATE)) return not_implemented_new(rt);
    Moment a = dt_unpack(left, DT_DATE), b = dt_unpack(right, DT_DATE);
    return dt_delta_new(rt, NULL, dt_ordinal(&a) - dt_ordinal(&b), 0, 0);
}

static Own date_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    return dt_is(other, DT_DATE) ? order_answer(rt, dt_compare_bytes(self, other, DT_DATE), op) : not_implemented_new(rt);
}

static ptrdiff_t date_hash(Rt *rt, Ref self)
{
    if (AS_DATE(self)->hash == -1) AS_DATE(self)->hash = dt_hash_bytes(rt, self, DT_DATE);
    return AS_DATE(self)->hash;
}

/* --- the type */

#define DATE_GETTER(name, field)                                                                            \
    static Own date_##name(Rt *rt, Ref self)                                                                \
    {                                                                                                       \
        return dt_field(rt, self, DT_DATE, field);                                                          \
    }
DATE_GETTER(year, DT_YEAR)
DATE_GETTER(month, DT_MONTH)
DATE_GETTER(day, DT_DAY)

const TypeSpec dt_date_spec = {
    .name = "datetime.date",
    .id = TYPE_date,
    .basicsize = sizeof(DateObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "date(year, month, day) --> date object",
    .slots = {
        .tp_new = dt_date_tp_new,
        .tp_repr = date_repr,
        .tp_str = dt_str,
        .tp_hash = date_hash,
        .tp_richcompare = date_compare,
        .nb_add = date_add,
        .nb_subtract = date_subtract,
    },
    .methods = METHODS(
        {"fromtimestamp", METHOD_O, {.binary = date_fromtimestamp}, "fromtimestamp($type, timestamp, /)\n--\n\nThe local date at a time in seconds, as time.time() gives it.", METHOD_CLASS},
        {"fromordinal", METHOD_FASTCALL, {.fast = date_fromordinal}, "int -> date corresponding to a proleptic Gregorian ordinal.", METHOD_CLASS | METHOD_TUPLE},
        {"fromisoformat", METHOD_O_OF, {.binary_of = dt_from_isoformat, .which = DT_DATE}, "str -> Construct a date from a string in ISO 8601 format.", METHOD_CLASS},
        {"fromisocalendar", METHOD_KEYWORDS, {.call = date_fromisocalendar}, "int, int, int -> Construct a date from the ISO year, week number and weekday.\n\nThis is the inverse of the function date.isocalendar()", METHOD_CLASS},
        {"today", METHOD_NOARGS, {.unary = date_today}, "Current date or datetime:  same as self.__class__.fromtimestamp(time.time()).", METHOD_CLASS},
        {"ctime", METHOD_NOARGS_OF, {.unary_of = dt_ctime, .which = DT_DATE}, "Return ctime() style string.", 0},
        {"strftime", METHOD_KEYWORDS, {.call = date_strftime}, "format -> strftime() style string.", 0},
        {"__format__", METHOD_FASTCALL, {.fast = dt_format}, "Formats self with strftime.", METHOD_TUPLE},
        {"isoformat", METHOD_NOARGS, {.unary = date_isoformat}, "Return string in ISO 8601 format, YYYY-MM-DD.", 0},
        {"isocalendar", METHOD_NOARGS, {.unary = date_isocalendar}, "Return a named tuple containing ISO year, week number, and weekday.", 0},
        {"isoweekday", METHOD_NOARGS, {.unary = date_isoweekday}, "Return the day of the week represented by the date.\nMonday == 1 ... Sunday == 7", 0},
        {"weekday", METHOD_NOARGS, {.unary = date_weekday}, "Return the day of the week represented by the date.\nMonday == 0 ... Sunday == 6", 0},
        {"toordinal", METHOD_NOARGS, {.unary = date_toordinal}, "Return proleptic Gregorian ordinal.  January 1 of year 1 is day 1.", 0},
        {"timetuple", METHOD_NOARGS, {.unary = date_timetuple}, "Return time tuple, compatible with time.localtime().", 0},
        {"replace", METHOD_KEYWORDS, {.call = date_replace}, "Return date with new specified fields.", 0},
        {"__reduce__", METHOD_NOARGS_OF, {.unary_of = dt_reduce, .which = DT_DATE}, "__reduce__() -> (cls, state)", 0}),
    .getset = GETSETS(
        {"year", date_year, NULL, NULL},
        {"month", date_month, NULL, NULL},
        {"day", date_day, NULL, NULL}),
};

int dt_date_add_limits(Rt *rt)
{
    Moment first = MOMENT_START, last = {.fields = {CALENDAR_YEAR_MAX, 12, 31}};
    if (dt_constant_add(rt, DT_DATE, "min", dt_pack(rt, NULL, DT_DATE, &first)) < 0) return -1;
    if (dt_constant_add(rt, DT_DATE, "max", dt_pack(rt, NULL, DT_DATE, &last)) < 0) return -1;
    return dt_constant_add(rt, DT_DATE, "resolution", dt_delta_new(rt, NULL, 1, 0, 0));
}
