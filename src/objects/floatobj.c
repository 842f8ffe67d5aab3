/* The float type: C doubles with Python's rules for division, powers, comparison with integers
   of any size, and hashing (equal numbers of different types hash alike). */
#include "objects/floatobj.h"

#include <errno.h>
#include <math.h>
#include <string.h>

#include "memory/heap.h"
#include "base/float_repr.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/float_methods.h"
#include "objects/int_digits.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own float_new_fresh(Rt *rt, double value)
{
    Own self = object_new(rt, RT_TYPE(rt, float));
    if (self != NULL) AS_FLOAT(self)->value = value;
    return self;
}

static void float_dealloc(Rt *rt, Obj *self)
{
    ObjectState *state = rt->objects;
    if (is_exact(self, TYPE_float) && state->free_float_count < FREE_FLOATS) {
        object_retire(rt, self);
        state->free_floats[state->free_float_count++] = self;
        return;
    }
    object_free(rt, self);
}

/* What __float__ of OBJ returned, checked. */
double float_by_slot(Rt *rt, Ref obj)
{
    Own result = obj->type->slots.nb_float(rt, obj);
    double value = -1.0;
    if (result == NULL) return value;
    if (!type_is_subtype(result->type, RT_TYPE(rt, float))) {
        (void)error_raise(rt, TYPE_TypeError, "%.50T.__float__ returned non-float (type %.50T)", obj, result);
    } else if (is_exact(result, TYPE_float) || warn_deprecated(rt, str_format(rt, "%.50T.__float__ returned non-float (type %.50T)." STRICT_SUBCLASS_TEXT("float"), obj, result)) == 0) {
        value = AS_FLOAT(result)->value;
    }
    release(rt, result);
    return value;
}

double float_value(Rt *rt, Ref obj)
{
    if (type_is_subtype(obj->type, RT_TYPE(rt, float))) return AS_FLOAT(obj)->value;
    if (obj->type->slots.nb_float != NULL) return float_by_slot(rt, obj);
    if (!number_has_index(obj)) {
        (void)error_raise(rt, TYPE_TypeError, "must be real number, not %.50T", obj);
        return -1.0;
    }
    Own index = number_index(rt, obj);
    if (index == NULL) return -1.0;
    double value = int_double(rt, index);
    release(rt, index);
    return value;
}

static ptrdiff_t float_hash(double value)
{
    enum { HASH_BITS = 61, CHUNK = 28 };
    const uint64_t modulus = ((uint64_t)1 << HASH_BITS) - 1;
    if (isinf(value)) return value > 0 ? 314159 : -314159;
    if (isnan(value)) return 0;
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    uint64_t hash = 0;
    while (fraction != 0.0) {
        hash = (hash << CHUNK & modulus) | hash >> (HASH_BITS - CHUNK);
        fraction = ldexp(fraction, CHUNK);
        exponent -= CHUNK;
        uint64_t digit = (uint64_t)fraction;
        fraction -= (double)digit;
        hash += digit;
        if (hash >= modulus) hash -= modulus;
    }
    exponent = exponent >= 0 ? exponent % HASH_BITS : HASH_BITS - 1 - (-1 - exponent) % HASH_BITS;
    hash = (hash << exponent & modulus) | hash >> (HASH_BITS - exponent);
    ptrdiff_t result = value < 0 ? -(ptrdiff_t)hash : (ptrdiff_t)hash;
    return result == -1 ? -2 : result;
}

static ptrdiff_t float_tp_hash(Rt *rt, Ref self)
{
    double value = AS_FLOAT(self)->value;
    if (!isnan(value)) return float_hash(value);
    uint64_t address = heap_nominal(rt, self);
    return (ptrdiff_t)(address >> 4 | address << 60);
}

/* -1, 0, 1, or 2 for unordered: VALUE against an int of any size. */
static int order_with_int(Rt *rt, double value, Ref number)
{
    if (isnan(value)) return 2;
    if (isinf(value)) return value > 0 ? 1 : -1;
    if (int_bit_length(number) <= 53) {
        double other = int_double(rt, number);
        return (value > other) - (value < other);
    }
    double whole = trunc(value);
    Own exact = int_from_double(rt, whole);
    if (exact == NULL) return -2;
    int order = int_order(exact, number);
    release(rt, exact);
    return order != 0 ? order : (value > whole) - (value < whole);
}

static Own float_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    double a = AS_FLOAT(left)->value;
    int order;
    if (is_int(right)) {
        order = order_with_int(rt, a, right);
        if (order == -2) return NULL;
    } else if (type_is_subtype(right->type, RT_TYPE(rt, float))) {
        double b = AS_FLOAT(right)->value;
        order = a < b ? -1 : a > b ? 1 : a == b ? 0 : 2;
    } else {
        return not_implemented_new(rt);
    }
    if (order == 2) return bool_new(rt, op == COMPARE_NE);
    return order_answer(rt, order, op);
}

/* An operand as double: 1, 0 when it is neither float nor int, -1. */
static int operand(Rt *rt, Ref obj, double *value)
{
    if (is_int(obj)) {
        *value = int_double(rt, obj);
        return rt_is_pending(rt) ? -1 : 1;
    }
    if (!type_is_subtype(obj->type, RT_TYPE(rt, float))) return 0;
    *value = AS_FLOAT(obj)->value;
    return 1;
}

static int operands(Rt *rt, Ref left, Ref right, double *a, double *b)
{
    int known = operand(rt, left, a);
    return known <= 0 ? known : operand(rt, right, b);
}

/* The remainder has the divisor's sign; the quotient is the floor that goes with it. */
static double floor_quotient(double a, double b, double *remainder)
{
    double rest = fmod(a, b), whole = (a - rest) / b;
    if (rest != 0.0) {
        if ((b < 0) != (rest < 0)) {
            rest += b;
            whole -= 1.0;
        }
    } else {
        rest = copysign(0.0, b);
    }
    *remainder = rest;
    if (whole == 0.0) return copysign(0.0, a / b);
    double down = floor(whole);
    return whole - down > 0.5 ? down + 1.0 : down;
}

/* Begins a binary slot: a and b are set, or the function has returned. */
#define OPERANDS(a, b)                                                                 \
    double a = 0, b = 0;                                                               \
    switch (operands(rt, left, right, &a, &b)) {                                       \
    case -1: return NULL;                                                              \
    case 0: return not_implemented_new(rt);                                            \
    default: break;                                                                    \
    }

static Own float_add(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    return float_new(rt, a + b);
}

static Own float_subtract(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    return float_new(rt, a - b);
}

static Own float_multiply(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    return float_new(rt, a * b);
}

static Own float_true_divide(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    if (b == 0.0) return error_raise(rt, TYPE_ZeroDivisionError, "float division by zero");
    return float_new(rt, a / b);
}

static Own float_floor_divide(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    if (b == 0.0) return error_raise(rt, TYPE_ZeroDivisionError, "float floor division by zero");
    double rest;
    return float_new(rt, floor_quotient(a, b, &rest));
}

static Own float_remainder(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    if (b == 0.0) return error_raise(rt, TYPE_ZeroDivisionError, "float modulo");
    double rest;
    (void)floor_quotient(a, b, &rest);
    return float_new(rt, rest);
}

static Own float_divmod(Rt *rt, Ref left, Ref right)
{
    OPERANDS(a, b)
    if (b == 0.0) return error_raise(rt, TYPE_ZeroDivisionError, "float divmod()");
    double rest, whole = floor_quotient(a, b, &rest);
    Own first = float_new(rt, whole), second = float_new(rt, rest);
    return tuple_build(rt, "NN", first, second);
}

static Own range_error(Rt *rt)
{
    Own number = int_new(rt, ERANGE), text = str_new(rt, strerror(ERANGE)), pair = NULL;
    if (number != NULL && text != NULL) pair = tuple_of(rt, 2, number, text);
    if (pair != NULL) (void)error_raise_obj(rt, TYPE_OverflowError, pair);
    release_all(rt, number, text, pair);
    return NULL;
}

static Own float_power(Rt *rt, Ref left, Ref right, Ref modulus)
{
    if (modulus != NULL && modulus != rt->none) {
        return error_raise(rt, TYPE_TypeError, "pow() 3rd argument not allowed unless all arguments are integers");
    }
    OPERANDS(a, b)
    if (a == 0.0 && b < 0.0 && !isinf(b)) {
        return error_raise(rt, TYPE_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    }
    if (a < 0.0 && isfinite(a) && isfinite(b) && b != floor(b)) {
        return RT_TYPE(rt, complex)->slots.nb_power(rt, left, right, rt->none);
    }
    double result = pow(a, b);
    if (isinf(result) && isfinite(a) && isfinite(b)) return range_error(rt);
    return float_new(rt, result);
}

static Own float_negative(Rt *rt, Ref self)
{
    return float_new(rt, -AS_FLOAT(self)->value);
}

static Own float_positive(Rt *rt, Ref self)
{
    return is_exact(self, TYPE_float) ? new_ref(self) : float_new(rt, AS_FLOAT(self)->value);
}

static Own float_absolute(Rt *rt, Ref self)
{
    return float_new(rt, fabs(AS_FLOAT(self)->value));
}

static int float_bool(Rt *rt, Ref self)
{
    return AS_FLOAT(self)->value != 0.0;
}

static Own float_int(Rt *rt, Ref self)
{
    return int_from_double(rt, AS_FLOAT(self)->value);
}

static Own float_repr(Rt *rt, Ref self)
{
    char text[40];
    (void)float_repr_text(AS_FLOAT(self)->value, text);
    return str_new(rt, text);
}

static Own float_from(Rt *rt, Ref value_or_null)
{
    if (value_or_null == NULL) return float_new(rt, 0.0);
    return number_float(rt, value_or_null);
}

/* float(…), without a tuple of the arguments. */
static Own float_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "float", nargsf, kwnames, 0, 1);
    return nargs < 0 ? NULL : float_from(rt, nargs == 0 ? NULL : args[0]);
}

static Own float_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", NULL};
    static const ArgSpec spec = {"float", names, 0, 1, 0};
    Ref value;
    if (args_no_keywords_new(rt, "float", type, kwargs) < 0) return NULL;
    if (args_bind_tuple(rt, &spec, args, NULL, &value) < 0) return NULL;
    Own number = float_from(rt, value);
    if (number == NULL || type->id == TYPE_float) return number;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self != NULL) AS_FLOAT(self)->value = AS_FLOAT(number)->value;
    release(rt, number);
    return self;
}

const TypeSpec float_type_spec = {
    .name = "float",
    .id = TYPE_float,
    .basicsize = sizeof(FloatObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_MATCH_SELF,
    .doc = "float(x=0, /)\n--\n\nMakes a floating-point number of a number or a text.",
    .slots = {
        .tp_dealloc = float_dealloc,
        .tp_new = float_type_new,
        .tp_type_vectorcall = float_type_call,
        .tp_repr = float_repr,
        .tp_hash = float_tp_hash,
        .tp_richcompare = float_richcompare,
        .nb_add = float_add,
        .nb_subtract = float_subtract,
        .nb_multiply = float_multiply,
        .nb_remainder = float_remainder,
        .nb_divmod = float_divmod,
        .nb_power = float_power,
        .nb_negative = float_negative,
        .nb_positive = float_positive,
        .nb_absolute = float_absolute,
        .nb_bool = float_bool,
        .nb_int = float_int,
        .nb_float = float_positive,
        .nb_floor_divide = float_floor_divide,
        .nb_true_divide = float_true_divide,
    },
    .methods = float_methods,
    .getset = float_getset,
};
