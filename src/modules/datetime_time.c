/* time: a time of day, with a zone or without. */
#include "modules/datetime_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/tupleobj.h"

static Own time_isoformat(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return dt_isoformat(rt, self, DT_TIME, args, kwargs);
}

/* On the first day of 1900, since there must be one. */
static Own time_strftime(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"format", NULL};
    static const ArgSpec spec = {"strftime", names, 1, 1, 0};
    Ref format = NULL;
    if (args_parse(rt, &spec, args, kwargs, dt_take_format, (void *)&format) < 0) return NULL;
    Moment moment = dt_unpack(self, DT_TIME);
    const int *fields = moment.fields;
    const ptrdiff_t numbers[] = {1900, 1, 1, fields[DT_HOUR], fields[DT_MINUTE], fields[DT_SECOND], 0, 1, -1};
    Own tuple = tuple_of_sizes(rt, numbers, (ptrdiff_t)ARRAY_LENGTH(numbers));
    Own text = tuple == NULL ? NULL : dt_strftime(rt, self, DT_TIME, format, tuple, rt->none);
    release(rt, tuple);
    return text;
}

static Own time_utcoffset(Rt *rt, Ref self)
{
    return dt_utcoffset(rt, self, DT_TIME);
}

static Own time_tzname(Rt *rt, Ref self)
{
    return dt_zone_name(rt, dt_unpack(self, DT_TIME).zone, rt->none);
}

static Own time_dst(Rt *rt, Ref self)
{
    return dt_zone_delta(rt, dt_unpack(self, DT_TIME).zone, DT_NAME_dst, rt->none);
}

static Own time_replace(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    return dt_replace(rt, self, DT_TIME, args, kwargs);
}

static Own time_repr(Rt *rt, Ref self)
{
    return dt_repr(rt, self, DT_TIME);
}

/* The time of day in UTC, which may lie on the day before or after, as a timedelta. */
static Own in_utc(Rt *rt, Ref self, Ref offset)
{
    Moment moment = dt_unpack(self, DT_TIME);
    Own since_midnight = dt_delta_new(rt, NULL, 0, dt_second_of_day(&moment), moment.fields[DT_MICROSECOND]);
    Own result = since_midnight == NULL ? NULL : dt_delta_subtract(rt, since_midnight, offset);
    release(rt, since_midnight);
    return result;
}

/* Both are aware, and their offsets differ, by whole seconds: no more of them is looked at. */
static int order_in_utc(Ref self, Ref self_offset, Ref other, Ref other_offset)
{
    Moment a = dt_unpack(self, DT_TIME), b = dt_unpack(other, DT_TIME);
    const DeltaObj *x = AS_DELTA(self_offset), *y = AS_DELTA(other_offset);
    int order = (dt_second_of_day(&a) - x->days * 86400 - x->seconds) - (dt_second_of_day(&b) - y->days * 86400 - y->seconds);
    return order != 0 ? order : a.fields[DT_MICROSECOND] - b.fields[DT_MICROSECOND];
}

static Own time_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (!dt_is(other, DT_TIME)) return not_implemented_new(rt);
    int order = dt_compare_bytes(self, other, DT_TIME);
    if (dt_unpack(self, DT_TIME).zone == dt_unpack(other, DT_TIME).zone) return order_answer(rt, order, op);
    Own a = time_utcoffset(rt, self), b = a == NULL ? NULL : time_utcoffset(rt, other), result = NULL;
    if (b == NULL) goto done;
    bool both_aware = a != rt->none && b != rt->none;
    if (a == b || (both_aware && dt_delta_order(a, b) == 0)) result = order_answer(rt, order, op);
    else if (both_aware) result = order_answer(rt, order_in_utc(self, a, other, b), op);
    else if (op == COMPARE_EQ || op == COMPARE_NE) result = bool_new(rt, op == COMPARE_NE);
    else error_raise(rt, TYPE_TypeError, "can't compare offset-naive and offset-aware times");
done:
    release_all(rt, a, b);
    return result;
}

/* Times that are equal have equal hashes: the zone is asked as if there were no fold. */
static ptrdiff_t time_hash(Rt *rt, Ref self)
{
    if (AS_TIME(self)->hash != -1) return AS_TIME(self)->hash;
    Moment moment = dt_unpack(self, DT_TIME);
    moment.fold = 0;
    Own first = AS_TIME(self)->fold == 0 ? new_ref(self) : dt_pack(rt, self->type, DT_TIME, &moment), utc = NULL;
    Own offset = first == NULL ? NULL : time_utcoffset(rt, first);
    if (offset == rt->none) AS_TIME(self)->hash = dt_hash_bytes(rt, self, DT_TIME);
    else if (offset != NULL) utc = in_utc(rt, self, offset);
    if (utc != NULL) AS_TIME(self)->hash = object_hash(rt, utc);
    release_all(rt, first, offset, utc);
    return AS_TIME(self)->hash;
}

/* --- the type */

#define TIME_GETTER(name, field)                                                                            \
    static Own time_##name(Rt *rt, Ref self)                                                                \
    {                                                                                                       \
        return dt_field(rt, self, DT_TIME, field);                                                          \
    }
TIME_GETTER(hour, DT_HOUR)
TIME_GETTER(minute, DT_MINUTE)
TIME_GETTER(second, DT_SECOND)
TIME_GETTER(microsecond, DT_MICROSECOND)

static Own time_tzinfo(Rt *rt, Ref self)
{
    return new_ref(AS_TIME(self)->has_zone ? AS_TIME(self)->zone : rt->none);
}

static Own time_fold(Rt *rt, Ref self)
{
    return new_ref(rt->small_ints[AS_TIME(self)->fold - SMALL_INT_MIN]);
}

const TypeSpec dt_time_spec = {
    .name = "datetime.time",
    .id = TYPE_time,
    .basicsize = sizeof(TimeObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "time([hour[, minute[, second[, microsecond[, tzinfo]]]]]) --> a time object\n\nA time of day, in a zone when there is a tzinfo.",
    .slots = {
        .tp_dealloc = dt_dealloc,
        .tp_new = dt_time_tp_new,
        .tp_repr = time_repr,
        .tp_str = dt_str,
        .tp_hash = time_hash,
        .tp_richcompare = time_compare,
    },
    .methods = METHODS(
        {"isoformat", METHOD_KEYWORDS, {.call = time_isoformat}, "isoformat(timespec='auto')\n\nThe text by ISO 8601, with the offset; timespec names the smallest part shown, as for datetime.", 0},
        {"strftime", METHOD_KEYWORDS, {.call = time_strftime}, "format -> strftime() style string.", 0},
        {"__format__", METHOD_FASTCALL, {.fast = dt_format}, "Formats self with strftime.", METHOD_TUPLE},
        {"utcoffset", METHOD_NOARGS, {.unary = time_utcoffset}, "Return self.tzinfo.utcoffset(self).", 0},
        {"tzname", METHOD_NOARGS, {.unary = time_tzname}, "Return self.tzinfo.tzname(self).", 0},
        {"dst", METHOD_NOARGS, {.unary = time_dst}, "Return self.tzinfo.dst(self).", 0},
        {"replace", METHOD_KEYWORDS, {.call = time_replace}, "Return time with new specified fields.", 0},
        {"fromisoformat", METHOD_O_OF, {.binary_of = dt_from_isoformat, .which = DT_TIME}, "string -> time from a string in ISO 8601 format", METHOD_CLASS},
        {"__reduce_ex__", METHOD_FASTCALL_OF, {.fast_of = dt_reduce_ex, .which = DT_TIME}, "__reduce_ex__(proto) -> (cls, state)", METHOD_TUPLE},
        {"__reduce__", METHOD_NOARGS_OF, {.unary_of = dt_reduce, .which = DT_TIME}, "__reduce__() -> (cls, state)", 0}),
    .getset = GETSETS(
        {"hour", time_hour, NULL, NULL},
        {"minute", time_minute, NULL, NULL},
        {"second", time_second, NULL, NULL},
        {"microsecond", time_microsecond, NULL, NULL},
        {"tzinfo", time_tzinfo, NULL, NULL},
        {"fold", time_fold, NULL, NULL}),
};

int dt_time_add_limits(Rt *rt)
{
    Moment first = {.fold = 0}, last = {.fields = {[DT_HOUR] = 23, [DT_MINUTE] = 59, [DT_SECOND] = 59, [DT_MICROSECOND] = 999999}};
    if (dt_constant_add(rt, DT_TIME, "min", dt_pack(rt, NULL, DT_TIME, &first)) < 0) return -1;
    if (dt_constant_add(rt, DT_TIME, "max", dt_pack(rt, NULL, DT_TIME, &last)) < 0) return -1;
    return dt_constant_add(rt, DT_TIME, "resolution", dt_delta_new(rt, NULL, 0, 0, 1));
}
