/* tzinfo, whose methods wait for a subclass to say something, and timezone, whose offset is always the same. */
#include "modules/datetime_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- what a zone says */

int dt_zone_check(Rt *rt, Ref zone)
{
    if (zone == rt->none || dt_is(zone, DT_TZINFO)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "tzinfo argument must be None or of a tzinfo subclass, not type '%T'", zone);
}

/* A day or more, in either direction. */
static bool is_too_long(Ref delta)
{
    const DeltaObj *x = AS_DELTA(delta);
    return x->days >= 1 || x->days < -1 || (x->days == -1 && x->seconds == 0 && x->microseconds < 1);
}

static Own ask(Rt *rt, Ref zone, DtName name, Ref arg)
{
    return call_method_one(rt, zone, DT_STATE(rt)->names[name], arg);
}

Own dt_zone_delta(Rt *rt, Ref zone_or_null, DtName name, Ref arg)
{
    if (zone_or_null == NULL) return none_new(rt);
    Own delta = ask(rt, zone_or_null, name, arg);
    if (delta == NULL || delta == rt->none) return delta;
    if (!dt_is(delta, DT_TIMEDELTA))
        error_raise(rt, TYPE_TypeError, "tzinfo.%U() must return None or timedelta, not '%.200T'", DT_STATE(rt)->names[name], delta);
    else if (is_too_long(delta))
        error_raise(rt, TYPE_ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24).");
    else return delta;
    release(rt, delta);
    return NULL;
}

Own dt_zone_name(Rt *rt, Ref zone_or_null, Ref arg)
{
    if (zone_or_null == NULL) return none_new(rt);
    Own name = ask(rt, zone_or_null, DT_NAME_tzname, arg);
    if (name == NULL || name == rt->none || is_str(name)) return name;
    error_raise(rt, TYPE_TypeError, "tzinfo.tzname() must return None or a string, not '%T'", name);
    release(rt, name);
    return NULL;
}

Own dt_utcoffset(Rt *rt, Ref self, DtKind kind)
{
    Moment moment = dt_unpack(self, kind);
    return dt_zone_delta(rt, moment.zone, DT_NAME_utcoffset, kind == DT_TIME ? rt->none : self);
}

/* --- tzinfo */

#define ABSTRACT_METHOD(name)                                                                               \
    static Own tzinfo_##name(Rt *rt, Ref self, Ref arg)                                                     \
    {                                                                                                       \
        return error_raise(rt, TYPE_NotImplementedError, "a tzinfo subclass must implement %s()", #name);   \
    }
ABSTRACT_METHOD(tzname)
ABSTRACT_METHOD(utcoffset)
ABSTRACT_METHOD(dst)

/* The answer to NAME, which must not be None. */
static Own offset_wanted(Rt *rt, Ref zone, DtName name, Ref moment)
{
    Own delta = dt_zone_delta(rt, zone, name, moment);
    if (delta == NULL || delta != rt->none) return delta;
    release(rt, delta);
    return error_raise(rt, TYPE_ValueError, "fromutc: non-None %U() result required", DT_STATE(rt)->names[name]);
}

/* MOMENT (taken, NULL gives NULL) later by what its zone then says is daylight saving time. */
static Own add_dst(Rt *rt, Ref zone, Own moment)
{
    Own dst = moment == NULL ? NULL : dt_zone_delta(rt, zone, DT_NAME_dst, moment), later = NULL;
    if (dst == rt->none) error_raise(rt, TYPE_ValueError, "fromutc: tz.dst() gave inconsistent results; cannot convert");
    else if (dst != NULL) later = dt_delta_is_zero(dst) ? new_ref(moment) : dt_datetime_move(rt, moment, dst, 1);
    release_all(rt, dst, moment);
    return later;
}

static Own tzinfo_fromutc(Rt *rt, Ref self, Ref moment)
{
    if (!dt_is(moment, DT_DATETIME)) return error_raise(rt, TYPE_TypeError, "fromutc: argument must be a datetime");
    if (dt_unpack(moment, DT_DATETIME).zone != self) return error_raise(rt, TYPE_ValueError, "fromutc: dt.tzinfo is not self");
    Own offset = offset_wanted(rt, self, DT_NAME_utcoffset, moment), dst = NULL, standard = NULL, result = NULL;
    if (offset != NULL) dst = offset_wanted(rt, self, DT_NAME_dst, moment);
    if (dst != NULL) standard = dt_delta_subtract(rt, offset, dst);
    if (standard != NULL) result = add_dst(rt, self, dt_datetime_move(rt, moment, standard, 1));
    release_all(rt, offset, dst, standard);
    return result;
}

/* (type, arguments by __getinitargs__, state) */
static Own tzinfo_reduce(Rt *rt, Ref self)
{
    Own method = NULL, args = NULL, state = NULL;
    int found = object_attr_lookup(rt, self, DT_CALL(rt, __getinitargs__), &method);
    if (found < 0) return NULL;
    args = found == 1 ? call_none(rt, method) : new_ref(rt->empty_tuple);
    if (args != NULL) state = call_method_none(rt, self, RT_NAME(rt, __getstate__));
    release(rt, method);
    return tuple_build(rt, "ONN", (Ref)self->type, args, state);
}

const TypeSpec dt_tzinfo_spec = {
    .name = "datetime.tzinfo",
    .id = TYPE_tzinfo,
    .basicsize = sizeof(Obj),
    .flags = TYPE_FLAG_BASE,
    .doc = "Abstract base class for time zone info objects.",
    .slots = {.tp_new = plain_tp_new},
    .methods = METHODS(
        {"tzname", METHOD_O, {.binary = tzinfo_tzname}, "datetime -> string name of time zone.", 0},
        {"utcoffset", METHOD_O, {.binary = tzinfo_utcoffset}, "How far the zone's clock is ahead of UTC; negative in the west.", 0},
        {"dst", METHOD_O, {.binary = tzinfo_dst}, "datetime -> DST offset as timedelta positive east of UTC.", 0},
        {"fromutc", METHOD_O, {.binary = tzinfo_fromutc}, "datetime in UTC -> datetime in local time.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = tzinfo_reduce}, "-> (cls, state)", 0}),
};

/* --- timezone */

static Own zone_make(Rt *rt, Ref offset, Ref name_or_null)
{
    Type *type = DT_TYPE(rt, DT_TIMEZONE);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_ZONE(self)->offset = new_ref(offset);
    AS_ZONE(self)->name = new_ref_or_null(name_or_null);
    return self;
}

/* timezone(offset, name); the name is taken as given, timezone.utc itself for no offset without a name. */
static Own dt_timezone_new(Rt *rt, Ref offset, Ref name_or_null)
{
    if (name_or_null == NULL && dt_delta_is_zero(offset)) return new_ref(DT_STATE(rt)->utc);
    if (!is_too_long(offset)) return zone_make(rt, offset, name_or_null);
    return error_raise(rt, TYPE_ValueError, "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not %R.", offset);
}

Own dt_timezone_of(Rt *rt, int64_t seconds, int64_t microseconds, Ref name_or_null)
{
    Own offset = dt_delta_new(rt, NULL, 0, seconds, microseconds);
    Own self = offset == NULL ? NULL : dt_timezone_new(rt, offset, name_or_null);
    release(rt, offset);
    return self;
}

static int take_zone_argument(Rt *rt, void *context, int index, Ref value)
{
    ((Ref *)context)[index] = value;
    if (index == 0) return args_want(rt, "timezone", 1, dt_is(value, DT_TIMEDELTA), "datetime.timedelta", value);
    return args_want(rt, "timezone", 2, is_str(value), "str", value);
}

static Own zone_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"offset", "name", NULL};
    static const ArgSpec spec = {"timezone", names, 1, 2, 0};
    Ref given[2] = {NULL};
    return args_parse(rt, &spec, args, kwargs, take_zone_argument, (void *)given) < 0 ? NULL : dt_timezone_new(rt, given[0], given[1]);
}

static Own zone_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if ((op != COMPARE_EQ && op != COMPARE_NE) || !dt_is(other, DT_TIMEZONE)) return not_implemented_new(rt);
    return order_answer(rt, dt_delta_order(AS_ZONE(self)->offset, AS_ZONE(other)->offset), op);
}

static ptrdiff_t zone_hash(Rt *rt, Ref self)
{
    return object_hash(rt, AS_ZONE(self)->offset);
}

static Own zone_repr(Rt *rt, Ref self)
{
    const ZoneObj *zone = AS_ZONE(self);
    if (self == DT_STATE(rt)->utc) return str_new(rt, "datetime.timezone.utc");
    if (zone->name == NULL) return str_format(rt, "%s(%R)", self->type->name, zone->offset);
    return str_format(rt, "%s(%R, %R)", self->type->name, zone->offset, zone->name);
}

static Own zone_str(Rt *rt, Ref self)
{
    const ZoneObj *zone = AS_ZONE(self);
    if (zone->name != NULL) return new_ref(zone->name);
    Buf text = BUF_INIT;
    buf_add_text(&text, "UTC");
    if (!dt_delta_is_zero(zone->offset)) dt_add_offset(&text, ":", zone->offset);
    return dt_text_take(rt, &text);
}

/* Methods of a zone want a datetime or None, although they have no need of it. */
static int check_moment(Rt *rt, const char *method, Ref moment)
{
    if (moment == rt->none || dt_is(moment, DT_DATETIME)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s(dt) argument must be a datetime instance or None, not %.200T", method, moment);
}

static Own zone_tzname(Rt *rt, Ref self, Ref moment)
{
    return check_moment(rt, "tzname", moment) < 0 ? NULL : zone_str(rt, self);
}

static Own zone_utcoffset(Rt *rt, Ref self, Ref moment)
{
    return check_moment(rt, "utcoffset", moment) < 0 ? NULL : new_ref(AS_ZONE(self)->offset);
}

static Own zone_dst(Rt *rt, Ref self, Ref moment)
{
    return check_moment(rt, "dst", moment) < 0 ? NULL : none_new(rt);
}

static Own zone_fromutc(Rt *rt, Ref self, Ref moment)
{
    if (!dt_is(moment, DT_DATETIME)) return error_raise(rt, TYPE_TypeError, "fromutc: argument must be a datetime instance");
    if (dt_unpack(moment, DT_DATETIME).zone != self) return error_raise(rt, TYPE_ValueError, "fromutc: dt.tzinfo is not self");
    return dt_datetime_move(rt, moment, AS_ZONE(self)->offset, 1);
}

static Own zone_getinitargs(Rt *rt, Ref self)
{
    const ZoneObj *zone = AS_ZONE(self);
    return zone->name == NULL ? tuple_of(rt, 1, zone->offset) : tuple_of(rt, 2, zone->offset, zone->name);
}

const TypeSpec dt_timezone_spec = {
    .name = "datetime.timezone",
    .id = TYPE_timezone,
    .base = TYPE_tzinfo,
    .basicsize = sizeof(ZoneObj),
    .doc = "Fixed offset from UTC implementation of tzinfo.",
    .owned = OWNED(ZoneObj, offset, name),
    .slots = {
        .tp_dealloc = owned_dealloc,
        .tp_traverse = owned_traverse,
        .tp_new = zone_tp_new,
        .tp_repr = zone_repr,
        .tp_str = zone_str,
        .tp_hash = zone_hash,
        .tp_richcompare = zone_compare,
    },
    .methods = METHODS(
        {"tzname", METHOD_O, {.binary = zone_tzname}, "The name that the zone was given, else its offset, as UTC+HH:MM.", 0},
        {"utcoffset", METHOD_O, {.binary = zone_utcoffset}, "Return fixed offset.", 0},
        {"dst", METHOD_O, {.binary = zone_dst}, "Return None.", 0},
        {"fromutc", METHOD_O, {.binary = zone_fromutc}, "datetime in UTC -> datetime in local time.", 0},
        {"__getinitargs__", METHOD_NOARGS, {.unary = zone_getinitargs}, "pickle support", 0}),
};

int dt_timezone_add_constants(Rt *rt)
{
    enum { LAST_MINUTE = 24 * 3600 - 60 };
    DatetimeState *state = DT_STATE(rt);
    Own none = dt_delta_new(rt, NULL, 0, 0, 0);
    if (none == NULL) return -1;
    state->utc = zone_make(rt, none, NULL);
    release(rt, none);
    if (dt_constant_add(rt, DT_TIMEZONE, "utc", new_ref_or_null(state->utc)) < 0) return -1;
    if (dt_constant_add(rt, DT_TIMEZONE, "min", dt_timezone_of(rt, -LAST_MINUTE, 0, NULL)) < 0) return -1;
    return dt_constant_add(rt, DT_TIMEZONE, "max", dt_timezone_of(rt, LAST_MINUTE, 0, NULL));
}
