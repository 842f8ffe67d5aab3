/* timedelta.  Sums and differences are computed field by field; what multiplies or divides goes by way of one int,
   the whole span in microseconds, which may be as long as a program makes it before it becomes a timedelta again. */
#include <math.h>

#include "modules/datetime_calendar.h"
#include "modules/datetime_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/tupleobj.h"

enum { US_PER_SECOND = 1000000, SECONDS_PER_DAY = 86400, DAYS_MOST = 999999999 };

Own dt_delta_new(Rt *rt, Type *type_or_null, int64_t days, int64_t seconds, int64_t microseconds)
{
    Type *type = type_or_null != NULL ? type_or_null : DT_TYPE(rt, DT_TIMEDELTA);
    calendar_carry(&seconds, &microseconds, US_PER_SECOND);
    calendar_carry(&days, &seconds, SECONDS_PER_DAY);
    if (days < -DAYS_MOST || days > DAYS_MOST)
        return error_raise(rt, TYPE_OverflowError, "days=%ld; must have magnitude <= %d", (long)days, DAYS_MOST);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    DeltaObj *delta = AS_DELTA(self);
    delta->hash = -1;
    delta->days = (int32_t)days;
    delta->seconds = (int32_t)seconds;
    delta->microseconds = (int32_t)microseconds;
    return self;
}

/* a + sign * b */
static Own combine(Rt *rt, Ref a, Ref b, int sign)
{
    const DeltaObj *x = AS_DELTA(a), *y = AS_DELTA(b);
    return dt_delta_new(rt, NULL, x->days + (int64_t)sign * y->days, x->seconds + sign * y->seconds,
                        x->microseconds + sign * y->microseconds);
}

Own dt_delta_subtract(Rt *rt, Ref a, Ref b)
{
    return combine(rt, a, b, -1);
}

int dt_delta_order(Ref a, Ref b)
{
    const DeltaObj *x = AS_DELTA(a), *y = AS_DELTA(b);
    int64_t order = (int64_t)x->days - y->days;
    if (order == 0) order = x->seconds - y->seconds;
    if (order == 0) order = x->microseconds - y->microseconds;
    return (order > 0) - (order < 0);
}

bool dt_delta_is_zero(Ref delta)
{
    const DeltaObj *x = AS_DELTA(delta);
    return x->days == 0 && x->seconds == 0 && x->microseconds == 0;
}

/* --- ints of any length.  Each takes what it is given as Own; NULL, an error that is pending, gives NULL. */

static Own apply(Rt *rt, BinaryOp op, Own left, Own right)
{
    Own result = left == NULL || right == NULL ? NULL : number_binary(rt, op, left, right);
    release_all(rt, left, right);
    return result;
}

/* divmod(), which an int's subclass may have changed, as a pair. */
static Own divide(Rt *rt, Ref value, Ref divisor)
{
    Own pair = number_divmod(rt, value, divisor);
    if (pair == NULL || (is_tuple(pair) && tuple_length(pair) == 2)) return pair;
    if (!is_tuple(pair)) error_raise(rt, TYPE_TypeError, "divmod() returned non-tuple (type %.200T)", pair);
    else error_raise(rt, TYPE_TypeError, "divmod() returned a tuple of size %zd", tuple_length(pair));
    release(rt, pair);
    return NULL;
}

/* *value = *value // divisor, and the remainder; -1 and an exception. */
static int split(Rt *rt, Own *value, int divisor)
{
    int rest = -1;
    Own by = int_new(rt, divisor), pair = by == NULL ? NULL : divide(rt, *value, by);
    release(rt, by);
    if (pair == NULL) return -1;
    if (args_c_int(rt, tuple_peek(pair, 1), &rest) == 0 && (rest < 0 || rest >= divisor))
        rest = error_raise_int(rt, TYPE_TypeError, "divmod() returned a value out of range");
    release_replace(rt, value, new_ref(tuple_peek(pair, 0)));
    release(rt, pair);
    return rest;
}

static Own to_microseconds(Rt *rt, Ref delta)
{
    const DeltaObj *x = AS_DELTA(delta);
    Own seconds = int_new(rt, (int64_t)x->days * SECONDS_PER_DAY + x->seconds);
    return apply(rt, BINARY_ADD, apply(rt, BINARY_MULTIPLY, seconds, int_new(rt, US_PER_SECOND)), int_new(rt, x->microseconds));
}

static Own from_microseconds(Rt *rt, Type *type_or_null, Own value)
{
    int microseconds = value == NULL ? -1 : split(rt, &value, US_PER_SECOND), overflow = 0;
    int seconds = microseconds < 0 ? -1 : split(rt, &value, SECONDS_PER_DAY);
    Own days = seconds < 0 ? NULL : number_index(rt, value), self = NULL;
    int64_t count = days == NULL ? 0 : int_value_overflow(days, &overflow);
    if (overflow != 0 || count != (int32_t)count) error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    else if (days != NULL) self = dt_delta_new(rt, type_or_null, count, seconds, microseconds);
    release_all(rt, days, value);
    return self;
}

static bool is_odd(Ref number)
{
    return int_sign(number) != 0 && (AS_INT(number)->digits[0] & 1) != 0;
}

/* 1: |twice| > |divisor|, which have the same sign; 0: equal; -1: less.  Whatever subclasses say. */
static int order_of(Rt *rt, Ref twice, Ref divisor)
{
    Own less = int_compare(rt, twice, divisor, COMPARE_LT), equal = int_compare(rt, twice, divisor, COMPARE_EQ);
    int order = equal == rt->true_obj ? 0 : (less == rt->true_obj) == (int_sign(divisor) < 0) ? 1 : -1;
    release_all(rt, less, equal);
    return order;
}

/* The int nearest to value / divisor, the even one of two. */
static Own divide_nearest(Rt *rt, Own value, Ref divisor)
{
    Own pair = NULL, result = NULL, twice = NULL;
    if (value != NULL && !is_int(value)) error_raise(rt, TYPE_TypeError, "non-integer arguments in division");
    else if (value != NULL) pair = RT_TYPE(rt, int)->slots.nb_divmod(rt, value, divisor);
    release(rt, value);
    if (pair == NULL) return NULL;
    Ref quotient = tuple_peek(pair, 0), rest = tuple_peek(pair, 1);
    twice = int_binary(rt, BINARY_ADD, rest, rest);
    int order = twice == NULL ? -1 : order_of(rt, twice, divisor);
    if (twice != NULL) result = order > 0 || (order == 0 && is_odd(quotient)) ? apply(rt, BINARY_ADD, new_ref(quotient), int_new(rt, 1)) : new_ref(quotient);
    release_all(rt, twice, pair);
    return result;
}

/* --- the constructor */

typedef enum Unit { DAYS, SECONDS, MICROSECONDS, MILLISECONDS, MINUTES, HOURS, WEEKS, UNITS } Unit;

static const char *const unit_names[] = {"days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks", NULL};
static const int64_t unit_microseconds[UNITS] = {INT64_C(86400000000), 1000000, 1, 1000, 60000000, INT64_C(3600000000), INT64_C(604800000000)};

/* A float's share: its whole part counts exactly, of the rest the whole microseconds, and what is left over goes
   to *LEFT. */
static Own add_float(Rt *rt, Own sum, double number, int64_t factor, double *left)
{
    double whole, fraction = modf(number, &whole);
    sum = apply(rt, BINARY_ADD, sum, apply(rt, BINARY_MULTIPLY, int_from_double(rt, whole), int_new(rt, factor)));
    if (sum == NULL || fraction == 0.0) return sum;
    *left += modf((double)factor * fraction, &whole);
    return apply(rt, BINARY_ADD, sum, int_from_double(rt, whole));
}

static Own add_unit(Rt *rt, Own sum, Unit unit, Ref number, double *left)
{
    int64_t factor = unit_microseconds[unit];
    if (is_int(number)) return apply(rt, BINARY_ADD, sum, apply(rt, BINARY_MULTIPLY, new_ref(number), int_new(rt, factor)));
    if (type_is_subtype(number->type, RT_TYPE(rt, float))) return add_float(rt, sum, AS_FLOAT(number)->value, factor, left);
    release(rt, sum);
    return error_raise(rt, TYPE_TypeError, "unsupported type for timedelta %s component: %T", unit_names[unit], number);
}

/* SUM and the parts of microseconds that were left over, rounded together to an even number of two. */
static Own add_left(Rt *rt, Own sum, double left)
{
    double whole = round(left);
    if (sum == NULL || left == 0.0) return sum;
    if (fabs(whole - left) == 0.5) {
        bool odd = is_int(sum) && is_odd(sum);
        whole = 2.0 * round((left + odd) * 0.5) - odd;
    }
    return apply(rt, BINARY_ADD, sum, int_from_double(rt, whole));
}

static Own delta_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const Unit order[UNITS] = {MICROSECONDS, MILLISECONDS, SECONDS, MINUTES, HOURS, DAYS, WEEKS};
    static const ArgSpec spec = {"__new__", unit_names, 0, UNITS, 0};
    Ref given[UNITS] = {NULL};
    if (args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    double left = 0.0;
    Own sum = int_new(rt, 0);
    for (int i = 0; i < UNITS && sum != NULL; i++) {
        if (given[order[i]] != NULL) sum = add_unit(rt, sum, order[i], given[order[i]], &left);
    }
    return from_microseconds(rt, type, add_left(rt, sum, left));
}

/* --- arithmetic */

static Own delta_add(Rt *rt, Ref left, Ref right)
{
    return dt_is(left, DT_TIMEDELTA) && dt_is(right, DT_TIMEDELTA) ? combine(rt, left, right, 1) : not_implemented_new(rt);
}

static Own delta_subtract(Rt *rt, Ref left, Ref right)
{
    return dt_is(left, DT_TIMEDELTA) && dt_is(right, DT_TIMEDELTA) ? combine(rt, left, right, -1) : not_implemented_new(rt);
}

static Own delta_negative(Rt *rt, Ref self)
{
    const DeltaObj *x = AS_DELTA(self);
    return dt_delta_new(rt, NULL, -(int64_t)x->days, -(int64_t)x->seconds, -(int64_t)x->microseconds);
}

static Own delta_positive(Rt *rt, Ref self)
{
    const DeltaObj *x = AS_DELTA(self);
    return dt_delta_new(rt, NULL, x->days, x->seconds, x->microseconds);
}

static Own delta_absolute(Rt *rt, Ref self)
{
    return AS_DELTA(self)->days < 0 ? delta_negative(rt, self) : delta_positive(rt, self);
}

static int delta_bool(Rt *rt, Ref self)
{
    return !dt_delta_is_zero(self);
}

/* number.as_integer_ratio() as a pair. */
static Own ratio_of(Rt *rt, Ref number)
{
    Own pair = call_method_none(rt, number, DT_CALL(rt, as_integer_ratio));
    if (pair == NULL) return NULL;
    if (!is_tuple(pair))
        error_raise(rt, TYPE_TypeError, "unexpected return type from as_integer_ratio(): expected tuple, got '%.200T'", pair);
    else if (tuple_length(pair) != 2) error_raise(rt, TYPE_ValueError, "unexpected return from as_integer_ratio(): expected 2-tuple");
    else if (!is_int(tuple_peek(pair, 0)) || !is_int(tuple_peek(pair, 1)))
        error_raise(rt, TYPE_TypeError, "unexpected return type from as_integer_ratio(): expected tuple of ints");
    else return pair;
    release(rt, pair);
    return NULL;
}

/* delta * number, or delta / number when UPSIDE_DOWN. */
static Own scale(Rt *rt, Ref delta, Ref number, bool upside_down)
{
    Own ratio = ratio_of(rt, number);
    if (ratio == NULL) return NULL;
    Own product = apply(rt, BINARY_MULTIPLY, to_microseconds(rt, delta), new_ref(tuple_peek(ratio, upside_down)));
    Own result = from_microseconds(rt, NULL, divide_nearest(rt, product, tuple_peek(ratio, !upside_down)));
    release(rt, ratio);
    return result;
}

static Own delta_multiply(Rt *rt, Ref left, Ref right)
{
    Ref delta = dt_is(left, DT_TIMEDELTA) ? left : right, number = delta == left ? right : left;
    if (is_int(number)) return from_microseconds(rt, NULL, apply(rt, BINARY_MULTIPLY, to_microseconds(rt, delta), new_ref(number)));
    if (type_is_subtype(number->type, RT_TYPE(rt, float))) return scale(rt, delta, number, false);
    return not_implemented_new(rt);
}

static Own delta_true_divide(Rt *rt, Ref left, Ref right)
{
    if (!dt_is(left, DT_TIMEDELTA)) return not_implemented_new(rt);
    if (dt_is(right, DT_TIMEDELTA)) return apply(rt, BINARY_TRUE_DIVIDE, to_microseconds(rt, left), to_microseconds(rt, right));
    if (type_is_subtype(right->type, RT_TYPE(rt, float))) return scale(rt, left, right, true);
    if (is_int(right)) return from_microseconds(rt, NULL, divide_nearest(rt, to_microseconds(rt, left), right));
    return not_implemented_new(rt);
}

static Own delta_floor_divide(Rt *rt, Ref left, Ref right)
{
    if (!dt_is(left, DT_TIMEDELTA)) return not_implemented_new(rt);
    if (dt_is(right, DT_TIMEDELTA)) return apply(rt, BINARY_FLOOR_DIVIDE, to_microseconds(rt, left), to_microseconds(rt, right));
    if (is_int(right)) return from_microseconds(rt, NULL, apply(rt, BINARY_FLOOR_DIVIDE, to_microseconds(rt, left), new_ref(right)));
    return not_implemented_new(rt);
}

static Own delta_remainder(Rt *rt, Ref left, Ref right)
{
    if (!dt_is(left, DT_TIMEDELTA) || !dt_is(right, DT_TIMEDELTA)) return not_implemented_new(rt);
    return from_microseconds(rt, NULL, apply(rt, BINARY_REMAINDER, to_microseconds(rt, left), to_microseconds(rt, right)));
}

static Own delta_divmod(Rt *rt, Ref left, Ref right)
{
    if (!dt_is(left, DT_TIMEDELTA) || !dt_is(right, DT_TIMEDELTA)) return not_implemented_new(rt);
    Own a = to_microseconds(rt, left), b = a == NULL ? NULL : to_microseconds(rt, right), rest = NULL, result = NULL;
    Own pair = b == NULL ? NULL : divide(rt, a, b);
    if (pair != NULL) rest = from_microseconds(rt, NULL, new_ref(tuple_peek(pair, 1)));
    if (rest != NULL) result = tuple_of(rt, 2, tuple_peek(pair, 0), rest);
    release_all(rt, a, b, pair, rest);
    return result;
}

static Own delta_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    return dt_is(other, DT_TIMEDELTA) ? order_answer(rt, dt_delta_order(self, other), op) : not_implemented_new(rt);
}

/* (days, seconds, microseconds) */
static Own delta_state(Rt *rt, Ref self)
{
    const DeltaObj *x = AS_DELTA(self);
    return tuple_of_sizes(rt, (const ptrdiff_t[]){x->days, x->seconds, x->microseconds}, 3);
}

static ptrdiff_t delta_hash(Rt *rt, Ref self)
{
    if (AS_DELTA(self)->hash != -1) return AS_DELTA(self)->hash;
    Own state = delta_state(rt, self);
    if (state != NULL) AS_DELTA(self)->hash = object_hash(rt, state);
    release(rt, state);
    return AS_DELTA(self)->hash;
}

/* --- text and methods */

static Own delta_repr(Rt *rt, Ref self)
{
    const DeltaObj *x = AS_DELTA(self);
    const int values[] = {x->days, x->seconds, x->microseconds};
    const char *separator = "";
    Buf text = BUF_INIT;
    buf_printf(&text, "%s(", self->type->name);
    for (int i = 0; i < 3; i++) {
        if (values[i] == 0) continue;
        buf_printf(&text, "%s%s=%d", separator, unit_names[i], values[i]);
        separator = ", ";
    }
    buf_add_text(&text, dt_delta_is_zero(self) ? "0)" : ")");
    return dt_text_take(rt, &text);
}

static Own delta_str(Rt *rt, Ref self)
{
    const DeltaObj *x = AS_DELTA(self);
    Buf text = BUF_INIT;
    if (x->days != 0) buf_printf(&text, "%d day%s, ", x->days, x->days == 1 || x->days == -1 ? "" : "s");
    buf_printf(&text, "%d:%02d:%02d", x->seconds / 3600, x->seconds / 60 % 60, x->seconds % 60);
    if (x->microseconds != 0) buf_printf(&text, ".%06d", x->microseconds);
    return dt_text_take(rt, &text);
}

Own dt_delta_seconds(Rt *rt, Ref self)
{
    return apply(rt, BINARY_TRUE_DIVIDE, to_microseconds(rt, self), int_new(rt, US_PER_SECOND));
}

static Own delta_reduce(Rt *rt, Ref self)
{
    Own state = delta_state(rt, self);
    return tuple_build(rt, "ON", (Ref)self->type, state);
}

/* --- the type */

const TypeSpec dt_timedelta_spec = {
    .name = "datetime.timedelta",
    .id = TYPE_timedelta,
    .basicsize = sizeof(DeltaObj),
    .flags = TYPE_FLAG_BASE,
    .doc = "timedelta(days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0)\n\n"
           "The time from one moment to another, exact to the microsecond.",
    .slots = {
        .tp_new = delta_tp_new,
        .tp_repr = delta_repr,
        .tp_str = delta_str,
        .tp_hash = delta_hash,
        .tp_richcompare = delta_compare,
        .nb_add = delta_add,
        .nb_subtract = delta_subtract,
        .nb_multiply = delta_multiply,
        .nb_remainder = delta_remainder,
        .nb_divmod = delta_divmod,
        .nb_negative = delta_negative,
        .nb_positive = delta_positive,
        .nb_absolute = delta_absolute,
        .nb_bool = delta_bool,
        .nb_floor_divide = delta_floor_divide,
        .nb_true_divide = delta_true_divide,
    },
    .methods = METHODS(
        {"total_seconds", METHOD_NOARGS, {.unary = dt_delta_seconds}, "Total seconds in the duration.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = delta_reduce}, "__reduce__() -> (cls, state)", 0}),
    .members = MEMBERS(
        {"days", MEMBER_INT, offsetof(DeltaObj, days), true, "Number of days."},
        {"seconds", MEMBER_INT, offsetof(DeltaObj, seconds), true, "Number of seconds (>= 0 and less than 1 day)."},
        {"microseconds", MEMBER_INT, offsetof(DeltaObj, microseconds), true, "Number of microseconds (>= 0 and less than 1 second)."}),
};

int dt_delta_add_limits(Rt *rt)
{
    if (dt_constant_add(rt, DT_TIMEDELTA, "resolution", dt_delta_new(rt, NULL, 0, 0, 1)) < 0) return -1;
    if (dt_constant_add(rt, DT_TIMEDELTA, "min", dt_delta_new(rt, NULL, -DAYS_MOST, 0, 0)) < 0) return -1;
    return dt_constant_add(rt, DT_TIMEDELTA, "max", dt_delta_new(rt, NULL, DAYS_MOST, SECONDS_PER_DAY - 1, US_PER_SECOND - 1));
}
