/* The module cmath: functions of complex numbers, by Kahan's formulas, which keep the branch cuts and the
   signs of zeros right, in CPython's order of operations.  Where a part is infinite or a nan, the answers
   are those of C's Annex G, which C's own functions know; where it leaves a sign open, plus is taken. */
#include <complex.h>
#include <errno.h>
#include <float.h>
#include <math.h>

#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/tupleobj.h"

typedef struct Complex {
    double real, imag;
} Complex;

typedef enum Outcome { FINE, DOMAIN, RANGE } Outcome;
typedef Complex (*ComplexFn)(Complex z, Outcome *outcome);

/* Above the first, halves must be used; above the second, squares overflow. */
#define LARGE (DBL_MAX / 4.0)
#define SQRT_LARGE 6.703903964971298e+153
#define LOG_LARGE 708.3964185322641
#define SQRT_LEAST 1.4916681462400413e-154
static const double pi = 3.14159265358979323846, e = 2.7182818284590452354, log_2 = 0.69314718055994530942, log_of_10 = 2.30258509299404568402;

static bool is_finite(Complex z)
{
    return isfinite(z.real) && isfinite(z.imag);
}

static bool is_large(Complex z)
{
    return fabs(z.real) > LARGE || fabs(z.imag) > LARGE;
}

/* What C's own function says. */
static Complex by_c(double complex (*function)(double complex), Complex z)
{
    double complex result = function(CMPLX(z.real, z.imag));
    return (Complex){creal(result), cimag(result)};
}

static Complex checked_range(Complex z, Outcome *outcome)
{
    if (isinf(z.real) || isinf(z.imag)) *outcome = RANGE;
    return z;
}

/* i times z, and the way back. */
static Complex turned(Complex z)
{
    return (Complex){-z.imag, z.real};
}
static Complex turned_back(Complex z)
{
    return (Complex){z.imag, -z.real};
}

static Complex c_sqrt(Complex z, Outcome *outcome)
{
    if (z.real == -(double)INFINITY && isnan(z.imag)) return (Complex){(double)NAN, (double)INFINITY};
    if (!is_finite(z)) return by_c(csqrt, z);
    if (z.real == 0.0 && z.imag == 0.0) return (Complex){0.0, z.imag};
    double ax = fabs(z.real), ay = fabs(z.imag), s;
    if (ax < DBL_MIN && ay < DBL_MIN) {
        ax = ldexp(ax, 53);
        s = ldexp(sqrt(ax + hypot(ax, ldexp(ay, 53))), -27);
    } else {
        ax /= 8.0;
        s = 2.0 * sqrt(ax + hypot(ax, ay / 8.0));
    }
    double d = ay / (2.0 * s);
    return z.real >= 0.0 ? (Complex){s, copysign(d, z.imag)} : (Complex){d, copysign(s, z.imag)};
}

static double large_log(Complex z)
{
    return log(hypot(z.real / 2.0, z.imag / 2.0)) + log_2 * 2.0;
}

static Complex c_acos(Complex z, Outcome *outcome)
{
    if (isinf(z.real) && isnan(z.imag)) return (Complex){(double)NAN, (double)INFINITY};
    if (!is_finite(z)) return by_c(cacos, z);
    if (is_large(z)) {
        double size = large_log(z);
        return (Complex){atan2(fabs(z.imag), z.real), z.real < 0.0 ? -copysign(size, z.imag) : copysign(size, -z.imag)};
    }
    Complex a = c_sqrt((Complex){1.0 - z.real, -z.imag}, outcome), b = c_sqrt((Complex){1.0 + z.real, z.imag}, outcome);
    return (Complex){2.0 * atan2(a.real, b.real), asinh(b.real * a.imag - b.imag * a.real)};
}

static Complex c_acosh(Complex z, Outcome *outcome)
{
    if (isnan(z.imag) && z.real == 0.0) return (Complex){(double)NAN, (double)NAN};
    if (!is_finite(z)) return by_c(cacosh, z);
    if (is_large(z)) return (Complex){large_log(z), atan2(z.imag, z.real)};
    Complex a = c_sqrt((Complex){z.real - 1.0, z.imag}, outcome), b = c_sqrt((Complex){z.real + 1.0, z.imag}, outcome);
    return (Complex){asinh(a.real * b.real + a.imag * b.imag), 2.0 * atan2(a.imag, b.real)};
}

static Complex c_asinh(Complex z, Outcome *outcome)
{
    if (isnan(z.real) && isinf(z.imag)) return (Complex){(double)INFINITY, (double)NAN};
    if (!is_finite(z)) return by_c(casinh, z);
    if (is_large(z)) {
        double size = large_log(z);
        return (Complex){z.imag >= 0.0 ? copysign(size, z.real) : -copysign(size, -z.real), atan2(z.imag, fabs(z.real))};
    }
    Complex a = c_sqrt((Complex){1.0 + z.imag, -z.real}, outcome), b = c_sqrt((Complex){1.0 - z.imag, z.real}, outcome);
    return (Complex){asinh(a.real * b.imag - b.real * a.imag), atan2(z.imag, a.real * b.real - a.imag * b.imag)};
}

static Complex c_asin(Complex z, Outcome *outcome)
{
    return turned_back(c_asinh(turned(z), outcome));
}

static Complex c_atanh(Complex z, Outcome *outcome)
{
    if (isnan(z.real) && isinf(z.imag)) return (Complex){0.0, copysign(pi / 2.0, z.imag)};
    if (!is_finite(z)) return by_c(catanh, z);
    if (signbit(z.real)) {
        Complex mirrored = c_atanh((Complex){-z.real, -z.imag}, outcome);
        return (Complex){-mirrored.real, -mirrored.imag};
    }
    double ay = fabs(z.imag);
    if (z.real > SQRT_LARGE || ay > SQRT_LARGE) {
        double h = hypot(z.real / 2.0, z.imag / 2.0);
        return (Complex){z.real / 4.0 / h / h, -copysign(pi / 2.0, -z.imag)};
    }
    if (z.real == 1.0 && ay < SQRT_LEAST) {
        if (ay == 0.0) {
            *outcome = DOMAIN;
            return (Complex){(double)INFINITY, z.imag};
        }
        return (Complex){-log(sqrt(ay) / sqrt(hypot(ay, 2.0))), copysign(atan2(2.0, -ay) / 2, z.imag)};
    }
    return (Complex){log1p(4.0 * z.real / ((1 - z.real) * (1 - z.real) + ay * ay)) / 4.0,
                     -atan2(-2.0 * z.imag, (1 - z.real) * (1 + z.real) - ay * ay) / 2.0};
}

static Complex c_atan(Complex z, Outcome *outcome)
{
    return turned_back(c_atanh(turned(z), outcome));
}

static Complex c_cosh(Complex z, Outcome *outcome)
{
    if (!is_finite(z)) {
        if (isinf(z.imag) && !isnan(z.real)) *outcome = DOMAIN;
        return isnan(z.real) && z.imag == 0.0 ? (Complex){z.real, 0.0} : by_c(ccosh, z);
    }
    if (fabs(z.real) > LOG_LARGE) {
        double x = z.real - copysign(1.0, z.real);
        return checked_range((Complex){cos(z.imag) * cosh(x) * e, sin(z.imag) * sinh(x) * e}, outcome);
    }
    return checked_range((Complex){cos(z.imag) * cosh(z.real), sin(z.imag) * sinh(z.real)}, outcome);
}

static Complex c_cos(Complex z, Outcome *outcome)
{
    return c_cosh(turned(z), outcome);
}

static Complex c_sinh(Complex z, Outcome *outcome)
{
    if (!is_finite(z)) {
        if (isinf(z.imag) && !isnan(z.real)) *outcome = DOMAIN;
        return z.real == 0.0 && isnan(z.imag) ? (Complex){0.0, z.imag} : by_c(csinh, z);
    }
    if (fabs(z.real) > LOG_LARGE) {
        double x = z.real - copysign(1.0, z.real);
        return checked_range((Complex){cos(z.imag) * sinh(x) * e, sin(z.imag) * cosh(x) * e}, outcome);
    }
    return checked_range((Complex){cos(z.imag) * sinh(z.real), sin(z.imag) * cosh(z.real)}, outcome);
}

static Complex c_sin(Complex z, Outcome *outcome)
{
    return turned_back(c_sinh(turned(z), outcome));
}

static Complex c_tanh(Complex z, Outcome *outcome)
{
    if (!is_finite(z)) {
        if (isinf(z.imag) && isfinite(z.real)) *outcome = DOMAIN;
        if (z.real == 0.0 && isnan(z.imag)) return (Complex){z.imag, z.imag};
        return isinf(z.real) && !isfinite(z.imag) ? (Complex){copysign(1.0, z.real), 0.0} : by_c(ctanh, z);
    }
    if (fabs(z.real) > LOG_LARGE) {
        return (Complex){copysign(1.0, z.real), 4.0 * sin(z.imag) * cos(z.imag) * exp(-2.0 * fabs(z.real))};
    }
    double tx = tanh(z.real), ty = tan(z.imag), cx = 1.0 / cosh(z.real), product = tx * ty, below = 1.0 + product * product;
    return (Complex){tx * (1.0 + ty * ty) / below, ((ty / below) * cx) * cx};
}

static Complex c_tan(Complex z, Outcome *outcome)
{
    return turned_back(c_tanh(turned(z), outcome));
}

static Complex c_exp(Complex z, Outcome *outcome)
{
    if (!is_finite(z)) {
        if (isinf(z.imag) && (isfinite(z.real) || z.real > 0)) *outcome = DOMAIN;
        return z.real == -(double)INFINITY && !isfinite(z.imag) ? (Complex){0.0, 0.0} : by_c(cexp, z);
    }
    bool large = z.real > LOG_LARGE;
    double size = exp(large ? z.real - 1.0 : z.real);
    Complex result = {size * cos(z.imag), size * sin(z.imag)};
    if (large) result = (Complex){result.real * e, result.imag * e};
    return checked_range(result, outcome);
}

/* Near 1 the logarithm of the size is taken of its distance from 1. */
static Complex c_log(Complex z, Outcome *outcome)
{
    if (!is_finite(z)) return by_c(clog, z);
    double ax = fabs(z.real), ay = fabs(z.imag), size;
    if (is_large(z)) {
        size = log(hypot(ax / 2.0, ay / 2.0)) + log_2;
    } else if (ax < DBL_MIN && ay < DBL_MIN) {
        if (ax == 0.0 && ay == 0.0) {
            *outcome = DOMAIN;
            return (Complex){-(double)INFINITY, atan2(z.imag, z.real)};
        }
        size = log(hypot(ldexp(ax, DBL_MANT_DIG), ldexp(ay, DBL_MANT_DIG))) - DBL_MANT_DIG * log_2;
    } else {
        double h = hypot(ax, ay);
        if (0.71 <= h && h <= 1.73) {
            double more = ax > ay ? ax : ay, less = ax > ay ? ay : ax;
            size = log1p((more - 1) * (more + 1) + less * less) / 2.0;
        } else {
            size = log(h);
        }
    }
    return (Complex){size, atan2(z.imag, z.real)};
}

static Complex c_log10(Complex z, Outcome *outcome)
{
    Complex result = c_log(z, outcome);
    return (Complex){result.real / log_of_10, result.imag / log_of_10};
}

/* --- as Python's functions */

static int complex_arg(Rt *rt, Ref arg, Complex *z)
{
    return complex_value(rt, arg, &z->real, &z->imag);
}

static int raise_outcome(Rt *rt, Outcome outcome)
{
    if (outcome == DOMAIN) return error_raise_int(rt, TYPE_ValueError, "math domain error");
    return outcome == RANGE ? error_raise_int(rt, TYPE_OverflowError, "math range error") : 0;
}

static Own apply(Rt *rt, Ref arg, ComplexFn function)
{
    Complex z;
    Outcome outcome = FINE;
    if (complex_arg(rt, arg, &z) < 0) return NULL;
    z = function(z, &outcome);
    return raise_outcome(rt, outcome) < 0 ? NULL : complex_new(rt, z.real, z.imag);
}

#define COMPLEX_FUNCTION(name)                                                         \
    static Own cmath_##name(Rt *rt, Ref self, Ref arg)                                 \
    {                                                                                  \
        return apply(rt, arg, c_##name);                                               \
    }
COMPLEX_FUNCTION(acos) COMPLEX_FUNCTION(acosh) COMPLEX_FUNCTION(asin) COMPLEX_FUNCTION(asinh) COMPLEX_FUNCTION(atan)
COMPLEX_FUNCTION(atanh) COMPLEX_FUNCTION(cos) COMPLEX_FUNCTION(cosh) COMPLEX_FUNCTION(exp) COMPLEX_FUNCTION(log10)
COMPLEX_FUNCTION(sin) COMPLEX_FUNCTION(sinh) COMPLEX_FUNCTION(sqrt) COMPLEX_FUNCTION(tan) COMPLEX_FUNCTION(tanh)

static Own cmath_log(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Complex z, base;
    Outcome outcome = FINE;
    if (complex_arg(rt, args[0], &z) < 0) return NULL;
    if (nargs == 2 && complex_arg(rt, args[1], &base) < 0) return NULL;
    z = c_log(z, &outcome);
    if (nargs == 1) return raise_outcome(rt, outcome) < 0 ? NULL : complex_new(rt, z.real, z.imag);
    outcome = FINE; /* as in CPython, only the base's logarithm decides */
    base = c_log(base, &outcome);
    Own left = complex_new(rt, z.real, z.imag), right = complex_new(rt, base.real, base.imag), result = NULL;
    if (left != NULL && right != NULL) result = number_binary(rt, BINARY_TRUE_DIVIDE, left, right);
    if (result == NULL && error_clear_if(rt, TYPE_ZeroDivisionError)) outcome = DOMAIN;
    release_all(rt, left, right);
    if (!rt_is_pending(rt) && raise_outcome(rt, outcome) < 0) release_clear(rt, &result);
    return result;
}

#define COMPLEX_TEST(name, test)                                                       \
    static Own cmath_##name(Rt *rt, Ref self, Ref arg)                                 \
    {                                                                                  \
        Complex z;                                                                     \
        return complex_arg(rt, arg, &z) < 0 ? NULL : bool_new(rt, test);               \
    }
COMPLEX_TEST(isfinite, is_finite(z))
COMPLEX_TEST(isinf, isinf(z.real) || isinf(z.imag))
COMPLEX_TEST(isnan, isnan(z.real) || isnan(z.imag))

static Own cmath_phase(Rt *rt, Ref self, Ref arg)
{
    Complex z;
    if (complex_arg(rt, arg, &z) < 0) return NULL;
    errno = 0;
    double angle = atan2(z.imag, z.real);
    if (errno == ERANGE) return error_raise(rt, TYPE_OverflowError, "math range error"); /* also when it underflows */
    return float_new(rt, angle);
}

static Own cmath_polar(Rt *rt, Ref self, Ref arg)
{
    Complex z;
    if (complex_arg(rt, arg, &z) < 0) return NULL;
    double size = hypot(z.real, z.imag);
    if (isinf(size) && is_finite(z)) return error_raise(rt, TYPE_OverflowError, "math range error");
    Own first = float_new(rt, size), second = float_new(rt, atan2(z.imag, z.real));
    return tuple_build(rt, "NN", first, second);
}

/* R and PHI, one of which is not finite. */
static Complex special_rect(double r, double phi)
{
    if (isinf(r) && isfinite(phi) && phi != 0.0) return (Complex){copysign(r, r * cos(phi)), copysign(r, r * sin(phi))};
    if (isinf(r) && phi == 0.0) return (Complex){r, r > 0 ? phi : -phi};
    if (isnan(r) && phi == 0.0) return (Complex){r, 0.0};
    if (r == 0.0) return (Complex){0.0, 0.0};
    if (isinf(r)) return (Complex){(double)INFINITY, (double)NAN};
    return (Complex){(double)NAN, (double)NAN};
}

static Own cmath_rect(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    double r = float_value(rt, args[0]);
    if (r == -1.0 && rt_is_pending(rt)) return NULL;
    double phi = float_value(rt, args[1]);
    if (phi == -1.0 && rt_is_pending(rt)) return NULL;
    if (r != 0.0 && !isnan(r) && isinf(phi)) return error_raise(rt, TYPE_ValueError, "math domain error");
    Complex z;
    if (!isfinite(r) || !isfinite(phi)) z = special_rect(r, phi);
    else z = phi == 0.0 ? (Complex){r, r * phi} : (Complex){r * cos(phi), r * sin(phi)};
    return complex_new(rt, z.real, z.imag);
}

static Own cmath_isclose(Rt *rt, Ref self, Ref *given)
{
    Complex a, b;
    double tolerances[2] = {1e-9, 0.0};
    if (complex_arg(rt, given[0], &a) < 0 || complex_arg(rt, given[1], &b) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (given[2 + i] != NULL) tolerances[i] = float_value(rt, given[2 + i]);
        if (rt_is_pending(rt)) return NULL;
    }
    if (tolerances[0] < 0.0 || tolerances[1] < 0.0) return error_raise(rt, TYPE_ValueError, "tolerances must be non-negative");
    if (a.real == b.real && a.imag == b.imag) return bool_new(rt, true);
    if (isinf(a.real) || isinf(a.imag) || isinf(b.real) || isinf(b.imag)) return bool_new(rt, false);
    double apart = hypot(a.real - b.real, a.imag - b.imag), size_a = hypot(a.real, a.imag), size_b = hypot(b.real, b.imag);
    return bool_new(rt, apart <= tolerances[0] * size_b || apart <= tolerances[0] * size_a || apart <= tolerances[1]);
}

#define ONE(name, doc) {#name, METHOD_O, {.binary = cmath_##name}, #name "($module, z, /)\n--\n\n" doc, 0}

static int cmath_exec(Rt *rt, Ref module)
{
    const struct {
        const char *name;
        double value;
    } constants[] = {{"pi", pi}, {"e", e}, {"tau", 2.0 * pi}, {"inf", (double)INFINITY}, {"nan", (double)NAN}};
    for (size_t i = 0; i < ARRAY_LENGTH(constants); i++) {
        if (module_add(rt, module, constants[i].name, float_new(rt, constants[i].value)) < 0) return -1;
    }
    if (module_add(rt, module, "infj", complex_new(rt, 0.0, (double)INFINITY)) < 0) return -1;
    return module_add(rt, module, "nanj", complex_new(rt, 0.0, (double)NAN));
}

const ModuleSpec cmath_module_spec = {
    .name = "cmath",
    .doc = "This module provides access to mathematical functions for complex\nnumbers.",
    .methods = METHODS(
        ONE(acos, "Return the arc cosine of z."), ONE(acosh, "Return the inverse hyperbolic cosine of z."),
        ONE(asin, "Return the arc sine of z."), ONE(asinh, "Return the inverse hyperbolic sine of z."),
        ONE(atan, "Return the arc tangent of z."), ONE(atanh, "Return the inverse hyperbolic tangent of z."),
        ONE(cos, "Return the cosine of z."), ONE(cosh, "Return the hyperbolic cosine of z."),
        ONE(exp, "Return the exponential value e**z."), ONE(log10, "Return the base-10 logarithm of z."),
        ONE(sin, "Return the sine of z."), ONE(sinh, "Return the hyperbolic sine of z."), ONE(sqrt, "Return the square root of z."),
        ONE(tan, "Return the tangent of z."), ONE(tanh, "Return the hyperbolic tangent of z."),
        ONE(isfinite, "Return True if both the real and imaginary parts of z are finite, else False."),
        ONE(isinf, "Checks if the real or imaginary part of z is infinite."),
        ONE(isnan, "Checks if the real or imaginary part of z not a number (NaN)."),
        ONE(phase, "Return argument, also known as the phase angle, of a complex."),
        ONE(polar, "Convert a complex from rectangular coordinates to polar coordinates."),
        {"isclose", METHOD_BOUND, {.bound = cmath_isclose, .least = 2, .most = 2, .names = NAMES("a", "b", "rel_tol", "abs_tol")}, "isclose($module, /, a, b, *, rel_tol=1e-09, abs_tol=0.0)\n--\n\nDetermine whether two complex numbers are close in value.", 0},
        {"log", METHOD_FASTCALL, {.fast = cmath_log, .least = 1, .most = 2}, "log(z[, base]) -> the logarithm of z to the given base.", 0},
        {"rect", METHOD_FASTCALL, {.fast = cmath_rect, .least = 2, .most = 2}, "rect($module, r, phi, /)\n--\n\nConvert from polar coordinates to rectangular coordinates.", 0}),
    .exec = cmath_exec,
};
