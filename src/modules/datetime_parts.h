/* What the files of the module _datetime share: objects, the fields that they hold, and what the module keeps.

   Dates and times hold their fields as CPython's do, packed big-endian in the very bytes that a pickle holds, so
   that comparing bytes compares times, and the hash of the bytes is the hash.  Whoever computes unpacks them into
   a Moment and packs the result. */
#ifndef VIV_MODULES_DATETIME_PARTS_H
#define VIV_MODULES_DATETIME_PARTS_H

#include <time.h>

#include "base/buf.h"
#include "memory/rt.h"
#include "modules/module_state.h"

/* The types, in the order of types.def.  The first three hold fields. */
typedef enum DtKind { DT_DATE, DT_TIME, DT_DATETIME, DT_TIMEDELTA, DT_TZINFO, DT_TIMEZONE, DT_ISOCALENDAR } DtKind;
#define DT_TYPE(rt, kind)      ((rt)->types[TYPE_date + (int)(kind)])

typedef enum DtField { DT_YEAR, DT_MONTH, DT_DAY, DT_HOUR, DT_MINUTE, DT_SECOND, DT_MICROSECOND, DT_FIELDS } DtField;

/* The names of methods that C code calls, as state->names[DT_NAME_xyz]. */
#define DT_NAMES(NAME)                                                                                        \
    NAME(utcoffset) NAME(tzname) NAME(dst) NAME(fromutc) NAME(isoformat) NAME(strftime) NAME(timetuple)       \
    NAME(fromtimestamp) NAME(time) NAME(struct_time) NAME(replace) NAME(as_integer_ratio) NAME(__getinitargs__)
typedef enum DtName {
#define NAME(name) DT_NAME_##name,
    DT_NAMES(NAME)
#undef NAME
    DT_NAME_COUNT
} DtName;

/* What the module keeps for one Rt, from its first import on. */
typedef struct DatetimeState {
    Own utc, epoch; /* timezone.utc; 1970-01-01 there */
    Own names[DT_NAME_COUNT];
} DatetimeState;
#define DT_STATE(rt)      ((rt)->modules->datetime)
#define DT_CALL(rt, name) ((Ref)DT_STATE(rt)->names[DT_NAME_##name])
void datetime_state_fini(Rt *rt);

typedef struct DeltaObj {
    Obj head;
    ptrdiff_t hash; /* -1: not computed */
    int32_t days, seconds, microseconds; /* normal: 0 <= seconds < 86400, 0 <= microseconds < 10**6 */
} DeltaObj;
#define AS_DELTA(ref) ((DeltaObj *)(uintptr_t)(ref))

enum { DT_DATE_BYTES = 4, DT_TIME_BYTES = 6, DT_DATETIME_BYTES = DT_DATE_BYTES + DT_TIME_BYTES };

typedef struct DateObj {
    Obj head;
    ptrdiff_t hash; /* -1: not computed */
    bool has_zone;  /* never, of a date */
    uint8_t data[DT_DATE_BYTES];
} DateObj;
#define AS_DATE(ref) ((DateObj *)(uintptr_t)(ref))

/* A time without a zone ends before `zone`, unless it belongs to a subclass. */
typedef struct TimeObj {
    Obj head;
    ptrdiff_t hash;
    bool has_zone;
    uint8_t data[DT_TIME_BYTES], fold;
    Own zone; /* there only if has_zone */
} TimeObj;
#define AS_TIME(ref) ((TimeObj *)(uintptr_t)(ref))

typedef struct DateTimeObj {
    Obj head;
    ptrdiff_t hash;
    bool has_zone;
    uint8_t data[DT_DATETIME_BYTES], fold;
    Own zone; /* as a TimeObj's */
} DateTimeObj;
#define AS_DATETIME(ref) ((DateTimeObj *)(uintptr_t)(ref))

typedef struct ZoneObj {
    Obj head;
    Own offset, name; /* a timedelta; a str or NULL */
} ZoneObj;
#define AS_ZONE(ref) ((ZoneObj *)(uintptr_t)(ref))

/* Fields that were taken out of an object, or are to become one. */
typedef struct Moment {
    int fields[DT_FIELDS];
    int fold;
    Ref zone; /* borrowed of whom they were taken from or given by; NULL: none */
} Moment;
#define MOMENT_START {.fields = {1, 1, 1}}

/* --- datetime_fields.c */

/* Is OBJ an instance of the type, or of a subclass? */
bool dt_is(Ref obj, DtKind kind);
Moment dt_unpack(Ref obj, DtKind kind);
/* An instance of TYPE (NULL: the type itself) with those fields, whatever they are, past its constructor. */
MUST_USE Own dt_pack(Rt *rt, Type *type_or_null, DtKind kind, const Moment *moment);
/* The same once they are known to be possible, else ValueError. */
MUST_USE Own dt_new(Rt *rt, Type *type_or_null, DtKind kind, const Moment *moment);
/* The same through the constructor of TYPE, when that is a subclass. */
MUST_USE Own dt_new_alike(Rt *rt, Type *type, DtKind kind, const Moment *moment);
/* Another zone for an object that has one. */
void dt_set_zone(Rt *rt, Ref self, DtKind kind, Ref zone);
MUST_USE Own dt_field(Rt *rt, Ref obj, DtKind kind, DtField field);
/* tp_new of the three. */
Own dt_date_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs);
Own dt_time_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs);
Own dt_datetime_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs);
/* The method replace(). */
MUST_USE Own dt_replace(Rt *rt, Ref self, DtKind kind, Ref args, Ref kwargs);
/* (type, (bytes[, zone])), the fold in it from protocol 4 on.  The DtKind is fn.which, as of all that take a def. */
MUST_USE Own dt_reduce(Rt *rt, Ref self, const MethodDef *def);
MUST_USE Own dt_reduce_ex(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def);
void dt_dealloc(Rt *rt, Obj *self);
/* The fields' bytes compared, as memcmp says; and their hash. */
int dt_compare_bytes(Ref a, Ref b, DtKind kind);
ptrdiff_t dt_hash_bytes(Rt *rt, Ref self, DtKind kind);

/* Carries from day on so that each field is what it can be: OverflowError past the years. */
MUST_USE int dt_normalize(Rt *rt, int64_t ordinal, int64_t seconds, int64_t microseconds, Moment *moment);
int dt_ordinal(const Moment *moment);
int dt_second_of_day(const Moment *moment);

/* --- datetime_module.c */

/* Puts VALUE (taken; NULL: -1 at once) into the dict of one of the types. */
MUST_USE int dt_constant_add(Rt *rt, DtKind kind, const char *name, Own value);
/* The text that was written, which is empty afterwards. */
MUST_USE Own dt_text_take(Rt *rt, Buf *text);

/* --- datetime_delta.c */

/* Days, seconds and microseconds in any proportion; NULL TYPE: timedelta itself.  OverflowError. */
MUST_USE Own dt_delta_new(Rt *rt, Type *type_or_null, int64_t days, int64_t seconds, int64_t microseconds);
MUST_USE Own dt_delta_subtract(Rt *rt, Ref a, Ref b);
int dt_delta_order(Ref a, Ref b);
bool dt_delta_is_zero(Ref delta);
MUST_USE Own dt_delta_seconds(Rt *rt, Ref delta); /* total_seconds() */
MUST_USE int dt_delta_add_limits(Rt *rt);

/* --- datetime_zone.c */

/* 0, or -1 with TypeError when ZONE is neither None nor a tzinfo. */
MUST_USE int dt_zone_check(Rt *rt, Ref zone);
/* zone.NAME(arg), which gives None or a timedelta of less than a day; None for a NULL zone. */
MUST_USE Own dt_zone_delta(Rt *rt, Ref zone_or_null, DtName name, Ref arg);
MUST_USE Own dt_zone_name(Rt *rt, Ref zone_or_null, Ref arg);
/* utcoffset() of a time or a datetime, which is asked past its own methods. */
MUST_USE Own dt_utcoffset(Rt *rt, Ref self, DtKind kind);
/* timezone(timedelta(0, seconds, microseconds), name) */
MUST_USE Own dt_timezone_of(Rt *rt, int64_t seconds, int64_t microseconds, Ref name_or_null);
MUST_USE int dt_timezone_add_constants(Rt *rt);

/* --- datetime_date.c, datetime_time.c, datetime_datetime.c */

extern const TypeSpec dt_date_spec, dt_isocalendar_spec, dt_time_spec, dt_datetime_spec, dt_timedelta_spec, dt_tzinfo_spec, dt_timezone_spec;
/* The class attributes min, max and resolution. */
MUST_USE int dt_date_add_limits(Rt *rt);
MUST_USE int dt_time_add_limits(Rt *rt);
MUST_USE int dt_datetime_add_limits(Rt *rt);
/* A time.struct_time, DST -1: not known. */
MUST_USE Own dt_timetuple(Rt *rt, const Moment *moment, int dst);
/* self + sign * delta, in SELF's class. */
MUST_USE Own dt_datetime_move(Rt *rt, Ref self, Ref delta, int sign);
/* A timedelta, or NotImplemented. */
MUST_USE Own dt_datetime_subtract(Rt *rt, Ref left, Ref right);

/* --- datetime_text.c */

/* The method isoformat([sep,] [timespec]) of a time or a datetime. */
MUST_USE Own dt_isoformat(Rt *rt, Ref self, DtKind kind, Ref args, Ref kwargs);
MUST_USE Own dt_repr(Rt *rt, Ref self, DtKind kind);
/* "+hh:mm[:ss[.ffffff]]" */
void dt_add_offset(Buf *text, const char *separator, Ref delta);
/* time.strftime(FORMAT, TUPLE), with %z, %Z and %f from SELF; ARG is what its zone is asked about. */
MUST_USE Own dt_strftime(Rt *rt, Ref self, DtKind kind, Ref format, Ref tuple, Ref arg);
/* For args_parse: the one argument of strftime(), a str, into a Ref. */
MUST_USE int dt_take_format(Rt *rt, void *ref, int index, Ref value);
/* __format__, __str__ */
Own dt_format(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
MUST_USE Own dt_str(Rt *rt, Ref self);
MUST_USE Own dt_ctime(Rt *rt, Ref self, const MethodDef *def);

/* --- datetime_parse.c */

/* The class method fromisoformat(). */
MUST_USE Own dt_from_isoformat(Rt *rt, Ref type, Ref text, const MethodDef *def);

/* --- datetime_clock.c */

MUST_USE Own dt_now(Rt *rt, Type *type, Ref zone_or_null, bool utc);
/* zone.fromutc(moment), MOMENT taken; NULL gives NULL. */
MUST_USE Own dt_zone_from_utc(Rt *rt, Ref zone, Own moment);
MUST_USE Own dt_from_timestamp(Rt *rt, Type *type, Ref timestamp, Ref zone_or_null, bool utc);
MUST_USE Own dt_date_from_timestamp(Rt *rt, Type *type, Ref timestamp);
MUST_USE Own dt_timestamp(Rt *rt, Ref self);
/* The zone that local time has at the moment that SELF is in UTC, or in local time. */
MUST_USE Own dt_local_zone(Rt *rt, Ref self, bool is_utc);

#endif
