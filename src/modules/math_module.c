/* The module math: C's functions, with Python's errors where C answers nan or infinity, and the
   functions of integers, which are exact at any size. */
#include <math.h>

#include "memory/heap.h"
#include "modules/math_gamma.h"
#include "modules/math_int.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- functions of one float */

typedef double (*RealFn)(double);

/* FN(ARG): a nan from a number is a ValueError, as is infinity unless the function can overflow. */
static Own checked_one(Rt *rt, double x, double y, bool can_overflow)
{
    if (isnan(y) && !isnan(x)) return error_raise(rt, TYPE_ValueError, "math domain error");
    if (isinf(y) && isfinite(x)) {
        if (can_overflow) return error_raise(rt, TYPE_OverflowError, "math range error");
        return error_raise(rt, TYPE_ValueError, "math domain error");
    }
    return float_new(rt, y);
}

#define REAL_FUNCTION(name, fn, can_overflow)                                          \
    static Own math_##name(Rt *rt, Ref self, Ref arg)                                  \
    {                                                                                  \
        double x = float_value(rt, arg);                                               \
        if (rt_is_pending(rt)) return NULL;                                            \
        return checked_one(rt, x, fn(x), can_overflow);                                \
    }

static double in_degrees(double x)
{
    return x * (180.0 / 3.14159265358979323846);
}

static double in_radians(double x)
{
    return x * (3.14159265358979323846 / 180.0);
}

REAL_FUNCTION(acos, acos, false)
REAL_FUNCTION(acosh, acosh, false)
REAL_FUNCTION(asin, asin, false)
REAL_FUNCTION(asinh, asinh, false)
REAL_FUNCTION(atan, atan, false)
REAL_FUNCTION(atanh, atanh, false)
REAL_FUNCTION(cbrt, cbrt, false)
REAL_FUNCTION(cos, cos, false)
REAL_FUNCTION(cosh, cosh, true)
REAL_FUNCTION(erf, erf, false)
REAL_FUNCTION(erfc, erfc, false)
REAL_FUNCTION(exp, exp, true)
REAL_FUNCTION(exp2, exp2, true)
REAL_FUNCTION(expm1, expm1, true)
REAL_FUNCTION(fabs, fabs, false)
REAL_FUNCTION(gamma, math_gamma_of, x != 0.0)
REAL_FUNCTION(lgamma, math_lgamma_of, x > 0.0 || x != floor(x))
REAL_FUNCTION(log1p, log1p, false)
REAL_FUNCTION(radians, in_radians, false)
REAL_FUNCTION(sin, sin, false)
REAL_FUNCTION(sinh, sinh, true)
REAL_FUNCTION(sqrt, sqrt, false)
REAL_FUNCTION(tan, tan, false)
REAL_FUNCTION(tanh, tanh, false)

/* May be infinite, without an error. */
static Own math_degrees(Rt *rt, Ref self, Ref arg)
{
    double x = float_value(rt, arg);
    return rt_is_pending(rt) ? NULL : float_new(rt, in_degrees(x));
}

/* --- logarithms also take ints that are no floats any more */

static Own log_of(Rt *rt, Ref arg, RealFn fn)
{
    double x;
    if (!is_int(arg)) {
        x = float_value(rt, arg);
        return rt_is_pending(rt) ? NULL : checked_one(rt, x, fn(x), false);
    }
    if (int_sign(arg) <= 0) return error_raise(rt, TYPE_ValueError, "math domain error");
    x = int_double(rt, arg);
    if (!rt_is_pending(rt)) return float_new(rt, fn(x));
    if (!error_clear_if(rt, TYPE_OverflowError)) return NULL;
    size_t bits = int_bit_length(arg);
    Own by = int_new_unsigned(rt, bits - 1000), top = NULL;
    if (by != NULL) top = number_binary(rt, BINARY_RSHIFT, arg, by);
    release(rt, by);
    if (top == NULL) return NULL;
    x = ldexp(int_double(rt, top), -1000); /* of a thousand bits the last ones decide only ties */
    release(rt, top);
    if (x == 1.0) x = 0.5, bits++;
    return float_new(rt, fn(x) + fn(2.0) * (double)bits);
}

static Own math_log2(Rt *rt, Ref self, Ref arg)
{
    return log_of(rt, arg, log2);
}

static Own math_log10(Rt *rt, Ref self, Ref arg)
{
    return log_of(rt, arg, log10);
}

static Own math_log(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "log", nargs, 1, 2) < 0) return NULL;
    Own number = log_of(rt, args[0], log);
    if (number == NULL || nargs == 1) return number;
    Own base = log_of(rt, args[1], log), result = NULL;
    if (base != NULL) result = number_binary(rt, BINARY_TRUE_DIVIDE, number, base);
    release_all(rt, number, base);
    return result;
}

/* --- functions of two floats */

static int two_floats(Rt *rt, const char *name, const Ref *args, ptrdiff_t nargs, double *x, double *y)
{
    if (args_count(rt, name, nargs, 2, 2) < 0) return -1;
    *x = float_value(rt, args[0]);
    if (rt_is_pending(rt)) return -1;
    *y = float_value(rt, args[1]);
    return rt_is_pending(rt) ? -1 : 0;
}

static Own checked(Rt *rt, double result, double x, double y, bool can_overflow)
{
    if (isnan(result) && !isnan(x) && !isnan(y)) return error_raise(rt, TYPE_ValueError, "math domain error");
    if (isinf(result) && isfinite(x) && isfinite(y)) {
        if (can_overflow) return error_raise(rt, TYPE_OverflowError, "math range error");
        return error_raise(rt, TYPE_ValueError, "math domain error");
    }
    return float_new(rt, result);
}

#define TWO_FUNCTION(name, fn, can_overflow)                                           \
    static Own math_##name(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)                           \
    {                                                                                  \
        double x, y;                                                                   \
        if (two_floats(rt, #name, args, nargs, &x, &y) < 0) return NULL;               \
        return checked(rt, fn(x, y), x, y, can_overflow);                              \
    }

static double power(double x, double y)
{
    return pow(x, y);
}

TWO_FUNCTION(atan2, atan2, false)
TWO_FUNCTION(copysign, copysign, false)
TWO_FUNCTION(fmod, fmod, false)
TWO_FUNCTION(remainder, remainder, false)
TWO_FUNCTION(nextafter, nextafter, true)

static Own math_pow(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    double x, y;
    if (two_floats(rt, "pow", args, nargs, &x, &y) < 0) return NULL;
    return checked(rt, power(x, y), x, y, x != 0);
}

/* --- tests, parts and roundings */

#define TEST_FUNCTION(name, test)                                                      \
    static Own math_##name(Rt *rt, Ref self, Ref arg)                                  \
    {                                                                                  \
        double x = float_value(rt, arg);                                               \
        return rt_is_pending(rt) ? NULL : bool_new(rt, test(x));                       \
    }

TEST_FUNCTION(isfinite, isfinite)
TEST_FUNCTION(isinf, isinf)
TEST_FUNCTION(isnan, isnan)

static Own math_modf(Rt *rt, Ref self, Ref arg)
{
    double x = float_value(rt, arg), whole;
    if (rt_is_pending(rt)) return NULL;
    double part = isinf(x) ? copysign(0.0, x) : modf(x, &whole);
    if (isinf(x)) whole = x;
    Own first = float_new(rt, part), second = float_new(rt, whole);
    return tuple_build(rt, "NN", first, second);
}

static Own math_frexp(Rt *rt, Ref self, Ref arg)
{
    double x = float_value(rt, arg);
    if (rt_is_pending(rt)) return NULL;
    int exponent = 0;
    double mantissa = isfinite(x) && x != 0 ? frexp(x, &exponent) : x;
    Own first = float_new(rt, mantissa), second = int_new(rt, exponent);
    return tuple_build(rt, "NN", first, second);
}

static Own math_ldexp(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "ldexp", nargs, 2, 2) < 0) return NULL;
    double x = float_value(rt, args[0]);
    if (rt_is_pending(rt)) return NULL;
    if (!is_int(args[1])) return error_raise(rt, TYPE_TypeError, "Expected an int as second argument to ldexp.");
    int overflow = 0;
    int64_t exponent = int_value_overflow(args[1], &overflow);
    if (overflow < 0 || exponent < -100000) exponent = -100000;
    if (overflow > 0 || exponent > 100000) exponent = 100000;
    double result = ldexp(x, (int)exponent);
    if (isinf(result) && isfinite(x)) return error_raise(rt, TYPE_OverflowError, "math range error");
    return float_new(rt, result);
}

/* The special method NAME of ARG, or FN of its float as an int. */
static Own rounded(Rt *rt, Ref arg, const char *name, RealFn fn)
{
    Own key = str_interned(rt, name), method = NULL;
    if (key == NULL) return NULL;
    int found = is_exact(arg, TYPE_float) ? 0 : object_special_get(rt, arg, key, &method);
    release(rt, key);
    if (found < 0) return NULL;
    if (found == 1) {
        Own result = call_none(rt, method);
        release(rt, method);
        return result;
    }
    if (fn == trunc && !is_exact(arg, TYPE_float))
        return error_raise(rt, TYPE_TypeError, "type %.100T doesn't define __trunc__ method", arg);
    double x = float_value(rt, arg);
    return rt_is_pending(rt) ? NULL : int_from_double(rt, fn(x));
}

static Own math_ceil(Rt *rt, Ref self, Ref arg)
{
    return rounded(rt, arg, "__ceil__", ceil);
}

static Own math_floor(Rt *rt, Ref self, Ref arg)
{
    return rounded(rt, arg, "__floor__", floor);
}

static Own math_trunc(Rt *rt, Ref self, Ref arg)
{
    return rounded(rt, arg, "__trunc__", trunc);
}

static Own math_ulp(Rt *rt, Ref self, Ref arg)
{
    double x = float_value(rt, arg);
    if (rt_is_pending(rt)) return NULL;
    x = fabs(x);
    if (!isfinite(x)) return float_new(rt, x);
    double up = nextafter(x, INFINITY);
    return float_new(rt, isinf(up) ? x - nextafter(x, -INFINITY) : up - x);
}

static Own math_isclose(Rt *rt, Ref self, Ref *given)
{
    double values[4] = {0, 0, 1e-9, 0};
    for (int i = 0; i < 4; i++) {
        if (given[i] != NULL) values[i] = float_value(rt, given[i]);
        if (rt_is_pending(rt)) return NULL;
    }
    double a = values[0], b = values[1], relative = values[2], absolute = values[3];
    if (relative < 0 || absolute < 0) return error_raise(rt, TYPE_ValueError, "tolerances must be non-negative");
    if (a == b) return bool_new(rt, true);
    if (isinf(a) || isinf(b)) return bool_new(rt, false);
    double difference = fabs(b - a);
    return bool_new(rt, difference <= fabs(relative * b) || difference <= fabs(relative * a) || difference <= absolute);
}

/* The length of the vector from the point Q, or 0 when that is NULL, to P: COUNT coordinates each. */
static Own distance(Rt *rt, const Ref *p, const Ref *q, ptrdiff_t count)
{
    double few[16], *components = count <= 16 ? few : heap_alloc(rt, (size_t)count * sizeof *components);
    if (components == NULL) return NULL;
    for (ptrdiff_t i = 0; i < count && !rt_is_pending(rt); i++) {
        double from = q == NULL ? 0.0 : float_value(rt, q[i]);
        if (!rt_is_pending(rt)) components[i] = fabs(float_value(rt, p[i]) - from);
    }
    Own result = rt_is_pending(rt) ? NULL : float_new(rt, math_vector_length(components, count));
    if (components != few) heap_free(rt, components);
    return result;
}

static Own math_hypot(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return distance(rt, args, NULL, nargs);
}

static Own math_dist(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "dist", nargs, 2, 2) < 0) return NULL;
    Own p = sequence_to_tuple(rt, args[0]), q = p == NULL ? NULL : sequence_to_tuple(rt, args[1]), result = NULL;
    if (q != NULL && tuple_length(p) != tuple_length(q)) {
        (void)error_raise(rt, TYPE_ValueError, "both points must have the same number of dimensions");
    } else if (q != NULL) {
        result = distance(rt, as_refs(AS_TUPLE(p)->items), as_refs(AS_TUPLE(q)->items), tuple_length(p));
    }
    release_all(rt, p, q);
    return result;
}

#define REAL_METHOD(name) {#name, METHOD_O, {.binary = math_##name}, NULL, 0}
#define FAST_METHOD(name) {#name, METHOD_FASTCALL, {.fast = math_##name}, NULL, 0}

static int math_exec(Rt *rt, Ref module)
{
    static const struct {
        const char *name;
        double value;
    } constants[] = {
        {"pi", 3.14159265358979323846}, {"e", 2.7182818284590452354}, {"tau", 6.2831853071795864769}, {"inf", INFINITY}, {"nan", NAN},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(constants); i++) {
        if (module_add(rt, module, constants[i].name, float_new(rt, constants[i].value)) < 0) return -1;
    }
    return 0;
}

const ModuleSpec math_module_spec = {
    .name = "math",
    .doc = "This module provides access to the mathematical functions\ndefined by the C standard.",
    .methods = METHODS(
        REAL_METHOD(acos), REAL_METHOD(acosh), REAL_METHOD(asin), REAL_METHOD(asinh), REAL_METHOD(atan), REAL_METHOD(atanh),
        REAL_METHOD(cbrt), REAL_METHOD(cos), REAL_METHOD(cosh), REAL_METHOD(degrees), REAL_METHOD(erf), REAL_METHOD(erfc),
        REAL_METHOD(exp), REAL_METHOD(exp2), REAL_METHOD(expm1), REAL_METHOD(fabs), REAL_METHOD(gamma), REAL_METHOD(lgamma),
        REAL_METHOD(log1p), REAL_METHOD(log2), REAL_METHOD(log10), REAL_METHOD(radians), REAL_METHOD(sin), REAL_METHOD(sinh),
        REAL_METHOD(sqrt), REAL_METHOD(tan), REAL_METHOD(tanh), REAL_METHOD(isfinite), REAL_METHOD(isinf), REAL_METHOD(isnan),
        REAL_METHOD(modf), REAL_METHOD(frexp), REAL_METHOD(ceil), REAL_METHOD(floor), REAL_METHOD(trunc), REAL_METHOD(ulp),
        REAL_METHOD(factorial), REAL_METHOD(isqrt), {"log", METHOD_FASTCALL, {.fast = math_log}, NULL, METHOD_TUPLE}, FAST_METHOD(atan2), FAST_METHOD(copysign),
        FAST_METHOD(fmod), FAST_METHOD(remainder), FAST_METHOD(nextafter), FAST_METHOD(pow), FAST_METHOD(ldexp),
        FAST_METHOD(hypot), FAST_METHOD(dist), FAST_METHOD(gcd), FAST_METHOD(lcm), FAST_METHOD(comb), FAST_METHOD(perm),
        REAL_METHOD(fsum),
        {"isclose", METHOD_BOUND, {.bound = math_isclose, .least = 2, .most = 2, .names = NAMES("a", "b", "rel_tol", "abs_tol")}, NULL, 0},
        {"prod", METHOD_FASTCALL_KEYWORDS, {.fast = math_prod}, NULL, 0}),
    .exec = math_exec,
};
