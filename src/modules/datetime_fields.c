/* The fields of dates, times and datetimes: how they are packed, which values are possible, and the constructor,
   replace() and pickle that follow from it.

   One table describes the seven fields of a datetime; a date has the first three, a time the last four.  What comes
   from a pickle is copied unchecked, as CPython does it: fields may then hold what no constructor lets through, and
   nothing here or in the calendar may rely on more than the month. */
#include "modules/datetime_parts.h"

#include <string.h>

#include "base/hash.h"
#include "memory/heap.h"
#include "modules/datetime_calendar.h"
#include "objects/args.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

static const struct {
    int min, max;
    const char *complaint;
} field_table[DT_FIELDS] = {
    [DT_YEAR] = {CALENDAR_YEAR_MIN, CALENDAR_YEAR_MAX, "year %i is out of range"},
    [DT_MONTH] = {1, 12, "month must be in 1..12"},
    [DT_DAY] = {1, 31, "day is out of range for month"},
    [DT_HOUR] = {0, 23, "hour must be in 0..23"},
    [DT_MINUTE] = {0, 59, "minute must be in 0..59"},
    [DT_SECOND] = {0, 59, "second must be in 0..59"},
    [DT_MICROSECOND] = {0, 999999, "microsecond must be in 0..999999"},
};

/* What each of the three types has of it. */
static const struct {
    DtField first;
    int count, bytes;
    int required;       /* arguments */
    int fold_at;        /* the byte whose highest bit is the fold in a pickle */
    size_t naive_size;  /* of an object without a zone */
    const char *const *names; /* of the constructor's arguments, after the fields tzinfo and fold */
} kind_table[] = {
    [DT_DATE] = {DT_YEAR, 3, DT_DATE_BYTES, 3, 0, sizeof(DateObj), (const char *const[]){"year", "month", "day", NULL}},
    [DT_TIME] = {DT_HOUR, 4, DT_TIME_BYTES, 0, 0, offsetof(TimeObj, zone),
                 (const char *const[]){"hour", "minute", "second", "microsecond", "tzinfo", "fold", NULL}},
    [DT_DATETIME] = {DT_YEAR, 7, DT_DATETIME_BYTES, 3, 2, offsetof(DateTimeObj, zone),
                     (const char *const[]){"year", "month", "day", "hour", "minute", "second", "microsecond", "tzinfo", "fold", NULL}},
};

bool dt_is(Ref obj, DtKind kind)
{
    for (const Type *type = obj->type; type != NULL; type = AS_TYPE(type->base)) {
        if (type->id == (TypeId)(TYPE_date + (int)kind)) return true;
    }
    return false;
}

/* --- packing */

/* The bytes of the fields, which lie at the same place in all three; the fold is behind them. */
static uint8_t *data_of(Ref obj)
{
    return (uint8_t *)(uintptr_t)obj + offsetof(DateObj, data);
}

static Own *zone_of(Ref obj, DtKind kind)
{
    return kind == DT_TIME ? &AS_TIME(obj)->zone : &AS_DATETIME(obj)->zone;
}

/* The packed form: a date's four bytes, a time's six; a datetime has the one before the other. */
static void read_date(const uint8_t *data, int *fields)
{
    fields[DT_YEAR] = data[0] << 8 | data[1];
    fields[DT_MONTH] = data[2];
    fields[DT_DAY] = data[3];
}

static void read_time(const uint8_t *data, int *fields)
{
    fields[DT_HOUR] = data[0];
    fields[DT_MINUTE] = data[1];
    fields[DT_SECOND] = data[2];
    fields[DT_MICROSECOND] = data[3] << 16 | data[4] << 8 | data[5];
}

static void write_date(uint8_t *data, const int *fields)
{
    data[0] = (uint8_t)(fields[DT_YEAR] >> 8);
    data[1] = (uint8_t)fields[DT_YEAR];
    data[2] = (uint8_t)fields[DT_MONTH];
    data[3] = (uint8_t)fields[DT_DAY];
}

static void write_time(uint8_t *data, const int *fields)
{
    data[0] = (uint8_t)fields[DT_HOUR];
    data[1] = (uint8_t)fields[DT_MINUTE];
    data[2] = (uint8_t)fields[DT_SECOND];
    data[3] = (uint8_t)(fields[DT_MICROSECOND] >> 16);
    data[4] = (uint8_t)(fields[DT_MICROSECOND] >> 8);
    data[5] = (uint8_t)fields[DT_MICROSECOND];
}

Moment dt_unpack(Ref obj, DtKind kind)
{
    Moment moment = MOMENT_START;
    const uint8_t *data = data_of(obj);
    if (kind != DT_TIME) read_date(data, moment.fields);
    if (kind == DT_DATE) return moment;
    read_time(kind == DT_TIME ? data : data + DT_DATE_BYTES, moment.fields);
    moment.fold = data[kind_table[kind].bytes];
    if (AS_DATE(obj)->has_zone) moment.zone = *zone_of(obj, kind);
    return moment;
}

Own dt_field(Rt *rt, Ref obj, DtKind kind, DtField field)
{
    return int_new(rt, dt_unpack(obj, kind).fields[field]);
}

/* An object with its zone, and nothing else in it. */
static Own shell_new(Rt *rt, Type *type_or_null, DtKind kind, Ref zone_or_null)
{
    Type *type = type_or_null != NULL ? type_or_null : DT_TYPE(rt, kind);
    bool is_short = kind != DT_DATE && zone_or_null == NULL && type == DT_TYPE(rt, kind);
    Own self = is_short ? object_new_exact(rt, type, kind_table[kind].naive_size, 0) : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_DATE(self)->hash = -1;
    AS_DATE(self)->has_zone = zone_or_null != NULL;
    if (zone_or_null != NULL) *zone_of(self, kind) = new_ref(zone_or_null);
    return self;
}

Own dt_pack(Rt *rt, Type *type_or_null, DtKind kind, const Moment *moment)
{
    Own self = shell_new(rt, type_or_null, kind, moment->zone);
    if (self == NULL) return NULL;
    uint8_t *data = data_of(self);
    if (kind != DT_TIME) write_date(data, moment->fields);
    if (kind == DT_DATE) return self;
    write_time(kind == DT_TIME ? data : data + DT_DATE_BYTES, moment->fields);
    data[kind_table[kind].bytes] = (uint8_t)moment->fold;
    return self;
}

void dt_set_zone(Rt *rt, Ref self, DtKind kind, Ref zone)
{
    release_replace(rt, zone_of(self, kind), new_ref(zone));
}

void dt_dealloc(Rt *rt, Obj *self)
{
    DtKind kind = dt_is(self, DT_TIME) ? DT_TIME : DT_DATETIME;
    if (AS_DATE(self)->has_zone) release(rt, *zone_of(self, kind));
    object_free(rt, self);
}

int dt_compare_bytes(Ref a, Ref b, DtKind kind)
{
    return memcmp(data_of(a), data_of(b), (size_t)kind_table[kind].bytes);
}

ptrdiff_t dt_hash_bytes(Rt *rt, Ref self, DtKind kind)
{
    ptrdiff_t hash = (ptrdiff_t)hash_siphash13(rt->hash_key0, rt->hash_key1, data_of(self), (size_t)kind_table[kind].bytes);
    return hash == -1 ? -2 : hash;
}

/* --- what is possible */

static int check_fold(Rt *rt, int fold)
{
    return fold == 0 || fold == 1 ? 0 : error_raise_int(rt, TYPE_ValueError, "fold must be either 0 or 1");
}

static int check_fields(Rt *rt, DtKind kind, const Moment *moment)
{
    int first = (int)kind_table[kind].first;
    for (int i = first; i < first + kind_table[kind].count; i++) {
        int value = moment->fields[i], max = field_table[i].max;
        if (i == DT_DAY) max = calendar_month_length(moment->fields[DT_YEAR], moment->fields[DT_MONTH]);
        if (value < field_table[i].min || value > max) return error_raise_int(rt, TYPE_ValueError, field_table[i].complaint, value);
    }
    if (kind != DT_DATE && check_fold(rt, moment->fold) < 0) return -1;
    return moment->zone == NULL ? 0 : dt_zone_check(rt, moment->zone);
}

Own dt_new(Rt *rt, Type *type_or_null, DtKind kind, const Moment *moment)
{
    return check_fields(rt, kind, moment) < 0 ? NULL : dt_pack(rt, type_or_null, kind, moment);
}

Own dt_new_alike(Rt *rt, Type *type, DtKind kind, const Moment *moment)
{
    if (type == DT_TYPE(rt, kind)) return dt_new(rt, type, kind, moment);
    if (type == DT_TYPE(rt, DT_DATETIME)) return dt_new(rt, type, DT_DATETIME, moment);
    int first = (int)kind_table[kind].first, count = kind_table[kind].count, with_zone = kind != DT_DATE;
    Own args = tuple_new(rt, count + with_zone), self = NULL;
    for (int i = 0; args != NULL && i < count; i++) {
        Own number = int_new(rt, moment->fields[first + i]);
        if (number == NULL) release_clear(rt, &args);
        else tuple_take(args, i, number);
    }
    if (args != NULL && with_zone) tuple_take(args, count, new_ref(moment->zone == NULL ? rt->none : moment->zone));
    if (args != NULL) self = call_tuple(rt, (Ref)type, args, NULL);
    release(rt, args);
    if (self != NULL && kind == DT_DATETIME && dt_is(self, kind)) AS_DATETIME(self)->fold = (uint8_t)moment->fold;
    return self;
}

/* --- arguments */

typedef struct Given {
    DtKind kind;
    Moment *moment;
} Given;

static int take_argument(Rt *rt, void *context, int index, Ref value)
{
    const Given *given = context;
    int after = index - kind_table[given->kind].count;
    if (after < 0) return args_c_int(rt, value, &given->moment->fields[(int)kind_table[given->kind].first + index]);
    if (after > 0) return args_c_int(rt, value, &given->moment->fold);
    given->moment->zone = value == rt->none ? NULL : value;
    return 0;
}

/* Arguments into MOMENT, those not given staying as they are. */
static int parse(Rt *rt, const char *function_or_null, DtKind kind, int required, Ref args, Ref kwargs, Moment *moment)
{
    Given given = {kind, moment};
    ArgSpec spec = {function_or_null, kind_table[kind].names, required, kind_table[kind].count + (kind != DT_DATE), 0};
    return args_parse(rt, &spec, args, kwargs, take_argument, &given);
}

Own dt_replace(Rt *rt, Ref self, DtKind kind, Ref args, Ref kwargs)
{
    Moment moment = dt_unpack(self, kind);
    if (parse(rt, "replace", kind, 0, args, kwargs, &moment) < 0 || check_fold(rt, moment.fold) < 0) return NULL;
    /* The arguments that CPython makes it anew with: the fields, and the zone. */
    Own fields = tuple_new(rt, kind_table[kind].count + (kind != DT_DATE)), result = fields == NULL ? NULL : dt_new(rt, self->type, kind, &moment);
    release(rt, fields);
    return result;
}

/* --- pickles */

/* Could these be the bytes of a pickle?  The number of arguments alone does not tell. */
static bool is_state_like(DtKind kind, uint32_t deciding)
{
    if (kind != DT_DATE) deciding &= 0x7F;
    return kind == DT_TIME ? deciding < 24 : deciding - 1 < 12;
}

/* Copies STATE, bytes or a str as Python 2 wrote it: 1; 0 when it is no such thing; -1. */
static int read_state(Rt *rt, DtKind kind, Ref state, uint8_t *bytes)
{
    ptrdiff_t count = kind_table[kind].bytes, deciding = kind == DT_TIME ? 0 : 2;
    if (is_bytes(state)) {
        if (bytes_length(state) != count) return 0;
        memcpy(bytes, AS_BYTES(state)->bytes, (size_t)count);
        return is_state_like(kind, bytes[deciding]);
    }
    if (!is_str(state) || str_length(state) != count || !is_state_like(kind, str_at(state, deciding))) return 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        if (str_at(state, i) > 0xFF)
            return error_raise_int(rt, TYPE_ValueError,
                                   "Failed to encode latin1 string when unpickling a %s object. pickle.load(data, encoding='latin1') is assumed.",
                                   type_short_name(DT_TYPE(rt, kind)));
        bytes[i] = (uint8_t)str_at(state, i);
    }
    return 1;
}

/* An object from its pickle: 1 and *SELF; 0 when these are no such arguments; -1. */
static int restore(Rt *rt, Type *type, DtKind kind, Ref args, Own *self)
{
    uint8_t bytes[DT_DATETIME_BYTES];
    ptrdiff_t count = tuple_length(args);
    if (count < 1 || count > 1 + (kind != DT_DATE)) return 0;
    int is_state = read_state(rt, kind, tuple_peek(args, 0), bytes);
    if (is_state <= 0) return is_state;
    Ref zone = count == 1 || tuple_peek(args, 1) == rt->none ? NULL : tuple_peek(args, 1);
    if (zone != NULL && !dt_is(zone, DT_TZINFO)) return error_raise_int(rt, TYPE_TypeError, "bad tzinfo state arg");
    *self = shell_new(rt, type, kind, zone);
    if (*self == NULL) return -1;
    uint8_t *data = data_of(*self);
    if (kind != DT_DATE) {
        data[kind_table[kind].bytes] = bytes[kind_table[kind].fold_at] >> 7;
        bytes[kind_table[kind].fold_at] &= 0x7F;
    }
    memcpy(data, bytes, (size_t)kind_table[kind].bytes);
    return 1;
}

static Own reduced(Rt *rt, Ref self, DtKind kind, bool with_fold)
{
    Moment moment = dt_unpack(self, kind);
    Own bytes = bytes_new(rt, data_of(self), (size_t)kind_table[kind].bytes), state = NULL;
    if (bytes == NULL) return NULL;
    if (with_fold && moment.fold != 0) AS_BYTES(bytes)->bytes[kind_table[kind].fold_at] |= (char)0x80;
    state = moment.zone == NULL ? tuple_of(rt, 1, bytes) : tuple_of(rt, 2, bytes, moment.zone);
    release(rt, bytes);
    return tuple_build(rt, "ON", (Ref)self->type, state);
}

Own dt_reduce(Rt *rt, Ref self, const MethodDef *def)
{
    return reduced(rt, self, (DtKind)def->fn.which, false);
}

Own dt_reduce_ex(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames, const MethodDef *def)
{
    int protocol;
    if (args_count_parsed(rt, "__reduce_ex__", nargs, 1, 1) < 0 || args_c_int(rt, args[0], &protocol) < 0) return NULL;
    return reduced(rt, self, (DtKind)def->fn.which, protocol > 3);
}

/* --- tp_new */

static Own make(Rt *rt, Type *type, DtKind kind, Ref args, Ref kwargs)
{
    Own self = NULL;
    Moment moment = {.fold = 0};
    int restored = restore(rt, type, kind, args, &self);
    if (restored != 0) return self;
    if (parse(rt, NULL, kind, kind_table[kind].required, args, kwargs, &moment) < 0) return NULL;
    return dt_new(rt, type, kind, &moment);
}

Own dt_date_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return make(rt, type, DT_DATE, args, kwargs);
}

Own dt_time_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return make(rt, type, DT_TIME, args, kwargs);
}

Own dt_datetime_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return make(rt, type, DT_DATETIME, args, kwargs);
}

/* --- computing */

int dt_ordinal(const Moment *moment)
{
    return calendar_ordinal(moment->fields[DT_YEAR], moment->fields[DT_MONTH], moment->fields[DT_DAY]);
}

int dt_second_of_day(const Moment *moment)
{
    return moment->fields[DT_HOUR] * 3600 + moment->fields[DT_MINUTE] * 60 + moment->fields[DT_SECOND];
}

int dt_normalize(Rt *rt, int64_t ordinal, int64_t seconds, int64_t microseconds, Moment *moment)
{
    int *fields = moment->fields;
    calendar_carry(&seconds, &microseconds, 1000000);
    calendar_carry(&ordinal, &seconds, 86400);
    if (ordinal < 1 || ordinal > CALENDAR_ORDINAL_MAX) return error_raise_int(rt, TYPE_OverflowError, "date value out of range");
    calendar_from_ordinal((int)ordinal, &fields[DT_YEAR], &fields[DT_MONTH], &fields[DT_DAY]);
    fields[DT_HOUR] = (int)(seconds / 3600);
    fields[DT_MINUTE] = (int)(seconds / 60 % 60);
    fields[DT_SECOND] = (int)(seconds % 60);
    fields[DT_MICROSECOND] = (int)microseconds;
    return 0;
}
