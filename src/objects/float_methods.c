/* The methods of float. */
#include "base/float_repr.h"
#include "objects/float_methods.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/int_digits.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static Own float_is_integer(Rt *rt, Ref self)
{
    double value = AS_FLOAT(self)->value;
    return bool_new(rt, isfinite(value) && floor(value) == value);
}

static Own float_exact(Rt *rt, Ref self)
{
    return is_exact(self, TYPE_float) ? new_ref(self) : float_new(rt, AS_FLOAT(self)->value);
}

static Own float_trunc(Rt *rt, Ref self)
{
    return int_from_double(rt, AS_FLOAT(self)->value);
}

static Own float_floor(Rt *rt, Ref self)
{
    return int_from_double(rt, floor(AS_FLOAT(self)->value));
}

static Own float_ceil(Rt *rt, Ref self)
{
    return int_from_double(rt, ceil(AS_FLOAT(self)->value));
}

static Own float_round(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    double value = AS_FLOAT(self)->value;
    if (nargs == 0 || args[0] == rt->none) {
        double rounded = round(value);
        if (fabs(value - rounded) == 0.5) rounded = 2.0 * round(value / 2.0);
        return int_from_double(rt, rounded);
    }
    ptrdiff_t ndigits = number_as_size(rt, args[0], TYPE_other);
    if (ndigits == -1 && rt_is_pending(rt)) return NULL;
    if (!isfinite(value) || ndigits > 323) return float_new(rt, value);
    if (ndigits < -308) return float_new(rt, 0.0 * value);
    double rounded = float_round_decimal(value, (int)ndigits);
    if (isinf(rounded)) {
        return error_raise(rt, TYPE_OverflowError, "rounded value too large to represent");
    }
    return float_new(rt, rounded);
}

static Own float_as_integer_ratio(Rt *rt, Ref self)
{
    double value = AS_FLOAT(self)->value;
    if (isinf(value)) return error_raise(rt, TYPE_OverflowError, "cannot convert Infinity to integer ratio");
    if (isnan(value)) return error_raise(rt, TYPE_ValueError, "cannot convert NaN to integer ratio");
    int exponent;
    double fraction = frexp(value, &exponent);
    for (int i = 0; i < 300 && fraction != floor(fraction); i++) {
        fraction *= 2.0;
        exponent--;
    }
    Own numerator = int_from_double(rt, fraction), denominator = int_new(rt, 1), pair = NULL;
    if (numerator == NULL || denominator == NULL) goto done;
    Own *shifted = exponent > 0 ? &numerator : &denominator;
    release_replace(rt, shifted, int_shift_left_bits(rt, *shifted, (uint64_t)abs(exponent)));
    if (*shifted != NULL) pair = tuple_of(rt, 2, numerator, denominator);
done:
    release_all(rt, numerator, denominator);
    return pair;
}

/* "-0x1.8p+1": the leading digit is 1, or 0 for zero and subnormals; 13 hexadecimal digits. */
static Own float_hex(Rt *rt, Ref self)
{
    double value = AS_FLOAT(self)->value;
    if (!isfinite(value)) {
        char text[40];
        (void)float_repr_text(value, text);
        return str_new(rt, text);
    }
    const char *sign = signbit(value) ? "-" : "";
    if (value == 0.0) return str_format(rt, "%s0x0.0p+0", sign);
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    int shift = 1 - (exponent < DBL_MIN_EXP ? DBL_MIN_EXP - exponent : 0);
    uint64_t bits = (uint64_t)ldexp(fraction, shift + 52);
    exponent -= shift;
    char text[60];
    (void)snprintf(text, sizeof text, "%s0x%d.%013llxp%c%d", sign, (int)(bits >> 52), (unsigned long long)(bits & (((uint64_t)1 << 52) - 1)), exponent < 0 ? '-' : '+', abs(exponent));
    return str_new(rt, text);
}

/* Digits of a hexadecimal float: DIGITS * 2**EXPONENT, and whether anything follows that was not kept. */
typedef struct HexDigits {
    uint64_t digits;
    int64_t exponent;
    bool more, any;
} HexDigits;

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    return isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

static const char *scan_hex_digits(const char *text, HexDigits *out)
{
    bool fraction = false;
    for (;; text++) {
        if (*text == '.' && !fraction) {
            fraction = true;
            continue;
        }
        int value = hex_value(*text);
        if (value < 0) return text;
        out->any = true;
        if (out->digits >> 59 != 0) {
            out->more = out->more || value != 0;
            out->exponent += fraction ? 0 : 4;
        } else {
            out->digits = out->digits << 4 | (uint64_t)value;
            out->exponent -= fraction ? 4 : 0;
        }
    }
}

/* The nearest double, a tie going to the even one; glibc's strtod errs below 2**-1022. */
static double hex_round(const HexDigits *hex)
{
    if (hex->digits == 0 || hex->exponent < -2000) return 0.0;
    if (hex->exponent > 2000) return HUGE_VAL;
    int exponent = (int)hex->exponent, top = 63 - __builtin_clzll(hex->digits), cut = top - 52;
    if (exponent + cut < -1074) cut = -1074 - exponent;
    if (cut <= 0) return ldexp((double)hex->digits, exponent);
    if (cut > 63) return 0.0; /* at most 2**63 * 2**exponent with exponent < -1137 */
    uint64_t kept = hex->digits >> cut, rest = hex->digits & (((uint64_t)1 << cut) - 1), half = (uint64_t)1 << (cut - 1);
    if (rest > half || (rest == half && (hex->more || kept % 2 == 1))) kept++;
    return ldexp((double)kept, exponent + cut);
}

/* The exponent behind "p", clipped; NULL when there are no digits. */
static const char *scan_hex_exponent(const char *text, int64_t *exponent)
{
    bool minus = *text == '-';
    if (*text == '-' || *text == '+') text++;
    if (!isdigit((unsigned char)*text)) return NULL;
    int64_t value = 0;
    for (; isdigit((unsigned char)*text); text++) {
        if (value < INT64_MAX / 100) value = value * 10 + (*text - '0');
    }
    *exponent += minus ? -value : value;
    return text;
}

static const char *scan_word(const char *text, double *value)
{
    static const struct {
        const char *word;
        double value;
    } words[] = {{"infinity", INFINITY}, {"inf", INFINITY}, {"nan", NAN}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t size = strlen(words[i].word);
        if (strncasecmp(text, words[i].word, size) != 0) continue;
        *value = words[i].value;
        return text + size;
    }
    return NULL;
}

static bool scan_hex(const char *text, double *value)
{
    while (isspace((unsigned char)*text)) text++;
    bool minus = *text == '-';
    if (*text == '-' || *text == '+') text++;
    const char *end = scan_word(text, value);
    if (end == NULL) {
        HexDigits hex = {0};
        if (text[0] == '0' && (text[1] | 32) == 'x') text += 2;
        end = scan_hex_digits(text, &hex);
        if (!hex.any) return false;
        if ((*end | 32) == 'p' && (end = scan_hex_exponent(end + 1, &hex.exponent)) == NULL) return false;
        *value = hex_round(&hex);
    }
    if (minus) *value = -*value;
    while (isspace((unsigned char)*end)) end++;
    return *end == 0;
}

static Own float_fromhex(Rt *rt, Ref type, Ref text)
{
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "bad argument type for built-in operation");
    size_t size;
    const char *bytes = str_utf8(rt, text, &size);
    if (bytes == NULL) return NULL;
    double value;
    if (strlen(bytes) != size || !scan_hex(bytes, &value)) {
        return error_raise(rt, TYPE_ValueError, "invalid hexadecimal floating-point string");
    }
    if (isinf(value) && strpbrk(bytes, "iI") == NULL) {
        return error_raise(rt, TYPE_OverflowError, "hexadecimal value too large to represent as a float");
    }
    Own number = float_new(rt, value);
    if (number == NULL || AS_TYPE(type)->id == TYPE_float) return number;
    Own result = call_one(rt, type, number);
    release(rt, number);
    return result;
}

static Own float_format(Rt *rt, Ref self, Ref spec)
{
    if (!is_str(spec)) return error_raise(rt, TYPE_TypeError, "__format__() argument must be str, not %.50K", spec);
    return format_float(rt, self, spec);
}

static Own float_getnewargs(Rt *rt, Ref self)
{
    return tuple_build(rt, "N", float_new(rt, AS_FLOAT(self)->value));
}

static Own float_getformat(Rt *rt, Ref type, Ref name)
{
    if (!is_str(name)) return error_raise(rt, TYPE_TypeError, "__getformat__() argument must be str, not %.50K", name);
    if (str_equals_text(name, "double") || str_equals_text(name, "float")) {
        return str_new(rt, "IEEE, little-endian");
    }
    return error_raise(rt, TYPE_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}

static Own float_zero(Rt *rt, Ref self)
{
    return float_new(rt, 0.0);
}

const MethodDef float_methods[] = {
    {"conjugate", METHOD_NOARGS, {.unary = float_exact}, "conjugate($self, /)\n--\n\nReturns self, the complex conjugate of any float.", 0},
    {"__trunc__", METHOD_NOARGS, {.unary = float_trunc}, "__trunc__($self, /)\n--\n\nThe integer part.", 0},
    {"__floor__", METHOD_NOARGS, {.unary = float_floor}, "__floor__($self, /)\n--\n\nThe largest integer not above.", 0},
    {"__ceil__", METHOD_NOARGS, {.unary = float_ceil}, "__ceil__($self, /)\n--\n\nThe least integer not below.", 0},
    {"__round__", METHOD_FASTCALL, {.fast = float_round, .most = 1}, "__round__($self, ndigits=None, /)\n--\n\nThe value rounded, half to even.", 0},
    {"as_integer_ratio", METHOD_NOARGS, {.unary = float_as_integer_ratio}, "as_integer_ratio($self, /)\n--\n\nA pair of integers whose ratio is exactly the value.\n\n"
     ">>> (0.75).as_integer_ratio()\n(3, 4)\n>>> (-2.0).as_integer_ratio()\n(-2, 1)\n>>> 0.1.as_integer_ratio()\n(3602879701896397, 36028797018963968)", 0},
    {"fromhex", METHOD_O, {.binary = float_fromhex}, "fromhex($type, string, /)\n--\n\nThe float that a hexadecimal text stands for.\n\n>>> float.fromhex('0x1.8p1')\n3.0\n>>> float.fromhex('-0x1p-4')\n-0.0625", METHOD_CLASS},
    {"hex", METHOD_NOARGS, {.unary = float_hex}, "hex($self, /)\n--\n\nThe value as a hexadecimal text.\n\n>>> 3.0.hex()\n'0x1.8000000000000p+1'\n>>> (-0.0625).hex()\n'-0x1.0000000000000p-4'", 0},
    {"is_integer", METHOD_NOARGS, {.unary = float_is_integer}, "is_integer($self, /)\n--\n\nIs the value a whole number?", 0},
    {"__getnewargs__", METHOD_NOARGS, {.unary = float_getnewargs}, NULL, 0},
    {"__getformat__", METHOD_O, {.binary = float_getformat}, "__getformat__($type, typestr, /)\n--\n\nHow C stores the type 'double' or 'float'.", METHOD_CLASS},
    {"__format__", METHOD_O, {.binary = float_format}, "__format__($self, format_spec, /)\n--\n\nThe value as text in the given format.", 0},
    {0},
};

const GetSetDef float_getset[] = {
    {"real", float_exact, NULL, "the real part of a complex number"},
    {"imag", float_zero, NULL, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};
