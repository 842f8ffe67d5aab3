/* datetime: a date and a time of day, with a zone or without.  It inherits from date what concerns its date. */
#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

/* --- constructors */

static Own datetime_now(Rt *rt, Ref type, Ref *given)
{
    return dt_now(rt, AS_TYPE(type), given[0], false);
}

static Own datetime_utcnow(Rt *rt, Ref type)
{
    return dt_now(rt, AS_TYPE(type), NULL, true);
}

static Own datetime_fromtimestamp(Rt *rt, Ref type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"timestamp", "tz", NULL};
    static const ArgSpec spec = {"fromtimestamp", names, 1, 2, 0};
    Ref given[2] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    return dt_from_timestamp(rt, AS_TYPE(type), given[0], given[1], false);
}

static Own datetime_utcfromtimestamp(Rt *rt, Ref type, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return args_count_parsed(rt, "utcfromtimestamp", nargs, 1, 1) < 0 ? NULL : dt_from_timestamp(rt, AS_TYPE(type), args[0], NULL, true);
}

static Own datetime_strptime(Rt *rt, Ref type, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count_parsed(rt, "strptime", nargs, 2, 2) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (args_want(rt, "strptime", i + 1, is_str(args[i]), "str", args[i]) < 0) return NULL;
    }
    Own module = import_text(rt, "_strptime");
    Own function = module == NULL ? NULL : object_attr_get_text(rt, module, "_strptime_datetime");
    Own result = function == NULL ? NULL : call_vector(rt, function, (const Ref[]){type, args[0], args[1]}, 3, NULL);
    release_all(rt, module, function);
    return result;
}

static int take_combine(Rt *rt, void *context, int index, Ref value)
{
    ((Ref *)context)[index] = value;
    if (index == 0) return args_want(rt, "combine", 1, dt_is(value, DT_DATE), "datetime.date", value);
    return index == 2 ? 0 : args_want(rt, "combine", 2, dt_is(value, DT_TIME), "datetime.time", value);
}

static Own datetime_combine(Rt *rt, Ref type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"date", "time", "tzinfo", NULL};
    static const ArgSpec spec = {"combine", names, 2, 3, 0};
    Ref given[3] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, take_combine, (void *)given) < 0) return NULL;
    Moment moment = dt_unpack(given[1], DT_TIME), date = dt_unpack(given[0], DT_DATE);
    for (int i = DT_YEAR; i <= DT_DAY; i++) moment.fields[i] = date.fields[i];
    if (given[2] != NULL) moment.zone = given[2] == rt->none ? NULL : given[2];
    return dt_new_alike(rt, AS_TYPE(type), DT_DATETIME, &moment);
}

/* --- parts of it */

static Own datetime_date(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    moment.zone = NULL;
    return dt_new(rt, NULL, DT_DATE, &moment);
}

static Own datetime_time(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    moment.zone = NULL;
    return dt_new(rt, NULL, DT_TIME, &moment);
}

static Own datetime_timetz(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    return dt_new(rt, NULL, DT_TIME, &moment);
}

static Own datetime_utcoffset(Rt *rt, Ref self)
{
    return dt_utcoffset(rt, self, DT_DATETIME);
}

static Own datetime_tzname(Rt *rt, Ref self)
{
    return dt_zone_name(rt, dt_unpack(self, DT_DATETIME).zone, self);
}

static Own datetime_dst(Rt *rt, Ref self)
{
    return dt_zone_delta(rt, dt_unpack(self, DT_DATETIME).zone, DT_NAME_dst, self);
}

static Own datetime_timetuple(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    Own dst = datetime_dst(rt, self);
    if (dst == NULL) return NULL;
    int is_dst = dst == rt->none ? -1 : !dt_delta_is_zero(dst);
    release(rt, dst);
    return dt_timetuple(rt, &moment, is_dst);
}

static Own datetime_utctimetuple(Rt *rt, Ref self)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    Own offset = datetime_utcoffset(rt, self);
    if (offset == NULL) return NULL;
    int status = 0;
    if (offset != rt->none) {
        const DeltaObj *x = AS_DELTA(offset);
        status = dt_normalize(rt, (int64_t)dt_ordinal(&moment) - x->days, (int64_t)dt_second_of_day(&moment) - x->seconds,
                              (int64_t)moment.fields[DT_MICROSECOND] - x->microseconds, &moment);
    }
    release(rt, offset);
    return status < 0 ? NULL : dt_timetuple(rt, &moment, 0);
}

static Own datetime_isoformat(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return dt_isoformat(rt, self, DT_DATETIME, args, kwargs);
}

static Own datetime_repr(Rt *rt, Ref self)
{
    return dt_repr(rt, self, DT_DATETIME);
}

static Own datetime_str(Rt *rt, Ref self)
{
    Own space = str_from_char(rt, ' ');
    Own text = space == NULL ? NULL : call_method_one(rt, self, DT_CALL(rt, isoformat), space);
    release(rt, space);
    return text;
}

static Own datetime_replace(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return dt_replace(rt, self, DT_DATETIME, args, kwargs);
}

/* --- other zones */

/* SELF, in a zone where OFFSET is in force, as the same moment's time in UTC; with ZONE for its zone. */
static Own at_utc(Rt *rt, Ref self, Ref offset, Ref zone)
{
    Own moment = dt_datetime_move(rt, self, offset, -1);
    if (moment == NULL) return NULL;
    if (dt_is(moment, DT_DATETIME) && AS_DATETIME(moment)->has_zone) {
        dt_set_zone(rt, moment, DT_DATETIME, zone);
        return moment;
    }
    Own aware = NULL;
    if (dt_is(moment, DT_DATETIME)) {
        Moment fields = dt_unpack(moment, DT_DATETIME);
        fields.zone = zone;
        aware = dt_pack(rt, moment->type, DT_DATETIME, &fields);
    } else {
        error_raise(rt, TYPE_TypeError, "%T() gave no datetime", self);
    }
    release(rt, moment);
    return aware;
}

/* The zone that SELF is in and its offset there: local time's when it has none or its zone does not know. */
static Own own_zone(Rt *rt, Ref self, Own *offset)
{
    Ref zone = dt_unpack(self, DT_DATETIME).zone;
    *offset = dt_zone_delta(rt, zone, DT_NAME_utcoffset, self);
    if (*offset == NULL || *offset != rt->none) return *offset == NULL ? NULL : new_ref(zone);
    release_clear(rt, offset);
    Own here = dt_local_zone(rt, self, false);
    if (here != NULL) *offset = dt_zone_delta(rt, here, DT_NAME_utcoffset, self);
    return here;
}

static Own to_zone(Rt *rt, Ref self, Ref offset, Ref zone_or_none)
{
    bool here = zone_or_none == rt->none;
    Own utc = at_utc(rt, self, offset, here ? DT_STATE(rt)->utc : zone_or_none), zone = NULL, result = NULL;
    if (utc == NULL) return NULL;
    zone = here ? dt_local_zone(rt, utc, true) : new_ref(zone_or_none);
    if (zone != NULL) {
        dt_set_zone(rt, utc, DT_DATETIME, zone);
        result = dt_zone_from_utc(rt, zone, STEAL(utc));
    }
    release_all(rt, utc, zone);
    return result;
}

static Own datetime_astimezone(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"tz", NULL};
    static const ArgSpec spec = {"astimezone", names, 0, 1, 0};
    Ref zone = rt->none;
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)&zone) < 0 || dt_zone_check(rt, zone) < 0) return NULL;
    if (dt_unpack(self, DT_DATETIME).zone == zone) return new_ref(self);
    Own offset = NULL, from = own_zone(rt, self, &offset), result = NULL;
    if (from == zone) result = new_ref(self);
    else if (from != NULL && offset != NULL) result = to_zone(rt, self, offset, zone);
    release_all(rt, offset, from);
    return result;
}

/* --- arithmetic */

Own dt_datetime_move(Rt *rt, Ref self, Ref delta, int sign)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    const DeltaObj *x = AS_DELTA(delta);
    int64_t ordinal = dt_ordinal(&moment) + (int64_t)sign * x->days, seconds = dt_second_of_day(&moment) + sign * x->seconds;
    moment.fold = 0;
    if (dt_normalize(rt, ordinal, seconds, moment.fields[DT_MICROSECOND] + sign * x->microseconds, &moment) < 0) return NULL;
    return dt_new_alike(rt, self->type, DT_DATETIME, &moment);
}

static Own datetime_add(Rt *rt, Ref left, Ref right)
{
    if (dt_is(left, DT_DATETIME)) return dt_is(right, DT_TIMEDELTA) ? dt_datetime_move(rt, left, right, 1) : not_implemented_new(rt);
    return dt_is(left, DT_TIMEDELTA) ? dt_datetime_move(rt, right, left, 1) : not_implemented_new(rt);
}

/* The offsets of two datetimes; None for both when they share their zone, which then is not asked. */
static int offsets_of(Rt *rt, Ref left, Ref right, Own *a, Own *b)
{
    bool shared = dt_unpack(left, DT_DATETIME).zone == dt_unpack(right, DT_DATETIME).zone;
    *a = shared ? none_new(rt) : datetime_utcoffset(rt, left);
    *b = shared ? none_new(rt) : *a == NULL ? NULL : datetime_utcoffset(rt, right);
    if (*b != NULL) return 0;
    release_clear(rt, a);
    return -1;
}

static Own difference(Rt *rt, Ref left, Ref left_offset, Ref right, Ref right_offset)
{
    Moment a = dt_unpack(left, DT_DATETIME), b = dt_unpack(right, DT_DATETIME);
    Own apart = dt_delta_new(rt, NULL, dt_ordinal(&a) - dt_ordinal(&b), dt_second_of_day(&a) - dt_second_of_day(&b),
                             a.fields[DT_MICROSECOND] - b.fields[DT_MICROSECOND]);
    if (apart == NULL || left_offset == right_offset || dt_delta_order(left_offset, right_offset) == 0) return apart;
    Own offsets = dt_delta_subtract(rt, left_offset, right_offset);
    Own result = offsets == NULL ? NULL : dt_delta_subtract(rt, apart, offsets);
    release_all(rt, apart, offsets);
    return result;
}

Own dt_datetime_subtract(Rt *rt, Ref left, Ref right)
{
    if (!dt_is(left, DT_DATETIME)) return not_implemented_new(rt);
    if (dt_is(right, DT_TIMEDELTA)) return dt_datetime_move(rt, left, right, -1);
    if (!dt_is(right, DT_DATETIME)) return not_implemented_new(rt);
    Own a, b, result = NULL;
    if (offsets_of(rt, left, right, &a, &b) < 0) return NULL;
    if ((a == rt->none) != (b == rt->none)) error_raise(rt, TYPE_TypeError, "can't subtract offset-naive and offset-aware datetimes");
    else result = difference(rt, left, a, right, b);
    release_all(rt, a, b);
    return result;
}

/* --- comparison */

/* Has SELF, whose offset is OFFSET, another one with the other fold?  Then it is equal to no time of another zone
   (PEP 495).  1, 0, -1. */
static int depends_on_fold(Rt *rt, Ref self, Ref offset)
{
    Moment moment = dt_unpack(self, DT_DATETIME);
    moment.fold = !moment.fold;
    Own flipped = dt_pack(rt, self->type, DT_DATETIME, &moment), other = flipped == NULL ? NULL : datetime_utcoffset(rt, flipped);
    release(rt, flipped);
    if (other == NULL) return -1;
    bool both_known = other != rt->none && offset != rt->none;
    int answer = other != offset && (!both_known || dt_delta_order(other, offset) != 0);
    release(rt, other);
    return answer;
}

/* The order of two datetimes that are both naive or both aware. */
static int find_order(Rt *rt, Ref self, Ref a, Ref other, Ref b, int *order)
{
    if (a == b || dt_delta_order(a, b) == 0) {
        *order = dt_compare_bytes(self, other, DT_DATETIME);
        return 0;
    }
    Own apart = dt_datetime_subtract(rt, self, other); /* the zones are asked once more, as CPython asks them */
    if (apart == NULL) return -1;
    *order = AS_DELTA(apart)->days != 0 ? AS_DELTA(apart)->days : !dt_delta_is_zero(apart);
    release(rt, apart);
    return 0;
}

static Own compare_aware(Rt *rt, Ref self, Ref a, Ref other, Ref b, CompareOp op)
{
    int order, differs = 0;
    if (find_order(rt, self, a, other, b, &order) < 0) return NULL;
    if (order == 0 && (op == COMPARE_EQ || op == COMPARE_NE)) {
        differs = depends_on_fold(rt, self, a);
        if (differs == 0) differs = depends_on_fold(rt, other, b);
    }
    return differs < 0 ? NULL : order_answer(rt, differs ? 1 : order, op);
}

static Own datetime_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (!dt_is(other, DT_DATETIME)) {
        if (!dt_is(other, DT_DATE)) return not_implemented_new(rt);
        if (op == COMPARE_EQ || op == COMPARE_NE) return bool_new(rt, op == COMPARE_NE);
        return error_raise(rt, TYPE_TypeError, "can't compare %s to %s", self->type->name, other->type->name);
    }
    if (dt_unpack(self, DT_DATETIME).zone == dt_unpack(other, DT_DATETIME).zone)
        return order_answer(rt, dt_compare_bytes(self, other, DT_DATETIME), op);
    Own a, b, result = NULL;
    if (offsets_of(rt, self, other, &a, &b) < 0) return NULL;
    if ((a == rt->none) == (b == rt->none)) result = compare_aware(rt, self, a, other, b, op);
    else if (op == COMPARE_EQ || op == COMPARE_NE) result = bool_new(rt, op == COMPARE_NE);
    else error_raise(rt, TYPE_TypeError, "can't compare offset-naive and offset-aware datetimes");
    release_all(rt, a, b);
    return result;
}

/* Equal ones have equal hashes: that of the time in UTC, and the zone is asked as if there were no fold. */
static ptrdiff_t datetime_hash(Rt *rt, Ref self)
{
    DateTimeObj *datetime = AS_DATETIME(self);
    if (datetime->hash != -1) return datetime->hash;
    Moment moment = dt_unpack(self, DT_DATETIME);
    moment.fold = 0;
    Own first = datetime->fold == 0 ? new_ref(self) : dt_pack(rt, self->type, DT_DATETIME, &moment), local = NULL, utc = NULL;
    Own offset = first == NULL ? NULL : datetime_utcoffset(rt, first);
    if (offset == rt->none) datetime->hash = dt_hash_bytes(rt, self, DT_DATETIME);
    else if (offset != NULL) local = dt_delta_new(rt, NULL, dt_ordinal(&moment), dt_second_of_day(&moment), moment.fields[DT_MICROSECOND]);
    if (local != NULL) utc = dt_delta_subtract(rt, local, offset);
    if (utc != NULL) datetime->hash = object_hash(rt, utc);
    release_all(rt, first, offset, local, utc);
    return datetime->hash;
}

/* --- the type */

#define DATETIME_GETTER(name, field)                                                                        \
    static Own datetime_##name(Rt *rt, Ref self)                                                            \
    {                                                                                                       \
        return dt_field(rt, self, DT_DATETIME, field);                                                      \
    }
DATETIME_GETTER(hour, DT_HOUR)
DATETIME_GETTER(minute, DT_MINUTE)
DATETIME_GETTER(second, DT_SECOND)
DATETIME_GETTER(microsecond, DT_MICROSECOND)

static Own datetime_tzinfo(Rt *rt, Ref self)
{
    return new_ref(AS_DATETIME(self)->has_zone ? AS_DATETIME(self)->zone : rt->none);
}

static Own datetime_fold(Rt *rt, Ref self)
{
    return int_new(rt, AS_DATETIME(self)->fold);
}

const TypeSpec dt_datetime_spec = {
    .name = "datetime.datetime",
    .id = TYPE_datetime,
    .base = TYPE_date,
    .basicsize = sizeof(DateTimeObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "datetime(year, month, day[, hour[, minute[, second[, microsecond[,tzinfo]]]]])\n\nA date and a time of day, in a zone when there is a tzinfo.",
    .slots = {
        .tp_dealloc = dt_dealloc,
        .tp_new = dt_datetime_tp_new,
        .tp_repr = datetime_repr,
        .tp_str = datetime_str,
        .tp_hash = datetime_hash,
        .tp_richcompare = datetime_compare,
        .nb_add = datetime_add,
        .nb_subtract = dt_datetime_subtract,
    },
    .methods = METHODS(
        {"now", METHOD_BOUND, {.bound = datetime_now, .least = 0, .most = 1, .names = NAMES("tz")}, "now($type, /, tz=None)\n--\n\nThe present, in the zone tz or as the local clock shows it.", METHOD_CLASS},
        {"utcnow", METHOD_NOARGS, {.unary = datetime_utcnow}, "Return a new datetime representing UTC day and time.", METHOD_CLASS},
        {"fromtimestamp", METHOD_KEYWORDS, {.call = datetime_fromtimestamp}, "timestamp[, tz] -> tz's local time from POSIX timestamp.", METHOD_CLASS},
        {"utcfromtimestamp", METHOD_FASTCALL, {.fast = datetime_utcfromtimestamp}, "Construct a naive UTC datetime from a POSIX timestamp.", METHOD_CLASS | METHOD_TUPLE},
        {"strptime", METHOD_FASTCALL, {.fast = datetime_strptime}, "string, format -> new datetime parsed from a string (like time.strptime()).", METHOD_CLASS | METHOD_TUPLE},
        {"combine", METHOD_KEYWORDS, {.call = datetime_combine}, "date, time -> datetime with same date and time fields", METHOD_CLASS},
        {"fromisoformat", METHOD_O_OF, {.binary_of = dt_from_isoformat, .which = DT_DATETIME}, "string -> datetime from a string in most ISO 8601 formats", METHOD_CLASS},
        {"date", METHOD_NOARGS, {.unary = datetime_date}, "Return date object with same year, month and day.", 0},
        {"time", METHOD_NOARGS, {.unary = datetime_time}, "Return time object with same time but with tzinfo=None.", 0},
        {"timetz", METHOD_NOARGS, {.unary = datetime_timetz}, "Return time object with same time and tzinfo.", 0},
        {"ctime", METHOD_NOARGS_OF, {.unary_of = dt_ctime, .which = DT_DATETIME}, "Return ctime() style string.", 0},
        {"timetuple", METHOD_NOARGS, {.unary = datetime_timetuple}, "Return time tuple, compatible with time.localtime().", 0},
        {"timestamp", METHOD_NOARGS, {.unary = dt_timestamp}, "Return POSIX timestamp as float.", 0},
        {"utctimetuple", METHOD_NOARGS, {.unary = datetime_utctimetuple}, "Return UTC time tuple, compatible with time.localtime().", 0},
        {"isoformat", METHOD_KEYWORDS, {.call = datetime_isoformat}, "isoformat(sep='T', timespec='auto')\n\nThe text by ISO 8601: the date, sep, the time and its offset.  timespec names the smallest part shown:\n'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds'; 'auto' shows microseconds unless they are 0.", 0},
        {"utcoffset", METHOD_NOARGS, {.unary = datetime_utcoffset}, "Return self.tzinfo.utcoffset(self).", 0},
        {"tzname", METHOD_NOARGS, {.unary = datetime_tzname}, "Return self.tzinfo.tzname(self).", 0},
        {"dst", METHOD_NOARGS, {.unary = datetime_dst}, "Return self.tzinfo.dst(self).", 0},
        {"replace", METHOD_KEYWORDS, {.call = datetime_replace}, "Return datetime with new specified fields.", 0},
        {"astimezone", METHOD_KEYWORDS, {.call = datetime_astimezone}, "tz -> convert to local time in new timezone tz\n", 0},
        {"__reduce_ex__", METHOD_FASTCALL_OF, {.fast_of = dt_reduce_ex, .which = DT_DATETIME}, "__reduce_ex__(proto) -> (cls, state)", METHOD_TUPLE},
        {"__reduce__", METHOD_NOARGS_OF, {.unary_of = dt_reduce, .which = DT_DATETIME}, "__reduce__() -> (cls, state)", 0}),
    .getset = GETSETS(
        {"hour", datetime_hour, NULL, NULL},
        {"minute", datetime_minute, NULL, NULL},
        {"second", datetime_second, NULL, NULL},
        {"microsecond", datetime_microsecond, NULL, NULL},
        {"tzinfo", datetime_tzinfo, NULL, NULL},
        {"fold", datetime_fold, NULL, NULL}),
};

int dt_datetime_add_limits(Rt *rt)
{
    Moment first = MOMENT_START, last = {.fields = {CALENDAR_YEAR_MAX, 12, 31, 23, 59, 59, 999999}};
    Moment epoch = {.fields = {1970, 1, 1}, .zone = DT_STATE(rt)->utc};
    if (dt_constant_add(rt, DT_DATETIME, "min", dt_pack(rt, NULL, DT_DATETIME, &first)) < 0) return -1;
    if (dt_constant_add(rt, DT_DATETIME, "max", dt_pack(rt, NULL, DT_DATETIME, &last)) < 0) return -1;
    if (dt_constant_add(rt, DT_DATETIME, "resolution", dt_delta_new(rt, NULL, 0, 0, 1)) < 0) return -1;
    DT_STATE(rt)->epoch = dt_pack(rt, NULL, DT_DATETIME, &epoch);
    return DT_STATE(rt)->epoch == NULL ? -1 : 0;
}
