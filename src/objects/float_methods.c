/* The methods of float. */
#include "base/float_repr.h"
#include "objects/float_methods.h"

#include <ctype.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
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
    (void)kwnames;
    if (args_count(rt, "__round__", nargs, 0, 1) < 0) return NULL;
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
    release(rt, numerator);
    release(rt, denominator);
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

/* C's strtod reads hexadecimal; the prefix is put in when it is missing. */
static bool scan_hex(const char *text, double *value)
{
    while (isspace((unsigned char)*text)) text++;
    char sign = *text == '-' || *text == '+' ? *text++ : '+';
    bool prefixed = text[0] == '0' && (text[1] | 32) == 'x';
    Buf buf = BUF_INIT;
    buf_add_char(&buf, sign);
    bool word = isalpha((unsigned char)*text) && (*text | 32) != 'a' && !isxdigit((unsigned char)*text);
    if (!prefixed && !word) buf_add_text(&buf, "0x");
    buf_add_text(&buf, text);
    char *end;
    *value = strtod(buf_text(&buf), &end);
    bool good = !buf.failed && end > buf.bytes + 1 && !(end[-1] == 'x' || end[-1] == 'X');
    while (good && isspace((unsigned char)*end)) end++;
    good = good && *end == 0 && strpbrk(text, "()") == NULL;
    buf_fini(&buf);
    return good;
}

static Own float_fromhex(Rt *rt, Ref type, Ref text)
{
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "fromhex() argument must be str, not %.50K", text);
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
    Own number = float_new(rt, AS_FLOAT(self)->value);
    if (number == NULL) return NULL;
    Own args = tuple_of(rt, 1, number);
    release(rt, number);
    return args;
}

static Own float_getformat(Rt *rt, Ref type, Ref name)
{
    (void)type;
    if (!is_str(name)) return error_raise(rt, TYPE_TypeError, "__getformat__() argument must be str, not %.50K", name);
    if (str_equals_text(name, "double") || str_equals_text(name, "float")) {
        return str_new(rt, "IEEE, little-endian");
    }
    return error_raise(rt, TYPE_ValueError, "__getformat__() argument 1 must be 'double' or 'float'");
}

static Own float_zero(Rt *rt, Ref self)
{
    (void)self;
    return float_new(rt, 0.0);
}

const MethodDef float_methods[] = {
    {"conjugate", METHOD_NOARGS, {.unary = float_exact}, "conjugate($self, /)\n--\n\nReturns self, the complex conjugate of any float.", 0},
    {"__trunc__", METHOD_NOARGS, {.unary = float_trunc}, "__trunc__($self, /)\n--\n\nThe integer part.", 0},
    {"__floor__", METHOD_NOARGS, {.unary = float_floor}, "__floor__($self, /)\n--\n\nThe largest integer not above.", 0},
    {"__ceil__", METHOD_NOARGS, {.unary = float_ceil}, "__ceil__($self, /)\n--\n\nThe least integer not below.", 0},
    {"__round__", METHOD_FASTCALL, {.fast = float_round}, "__round__($self, ndigits=None, /)\n--\n\nThe value rounded, half to even.", 0},
    {"as_integer_ratio", METHOD_NOARGS, {.unary = float_as_integer_ratio}, "as_integer_ratio($self, /)\n--\n\nA pair of integers whose ratio is exactly the value.", 0},
    {"fromhex", METHOD_O, {.binary = float_fromhex}, "fromhex($type, string, /)\n--\n\nThe float that a hexadecimal text stands for.", METHOD_CLASS},
    {"hex", METHOD_NOARGS, {.unary = float_hex}, "hex($self, /)\n--\n\nThe value as a hexadecimal text.", 0},
    {"is_integer", METHOD_NOARGS, {.unary = float_is_integer}, "is_integer($self, /)\n--\n\nIs the value a whole number?", 0},
    {"__getnewargs__", METHOD_NOARGS, {.unary = float_getnewargs}, NULL, 0},
    {"__getformat__", METHOD_O, {.binary = float_getformat}, "__getformat__($type, typestr, /)\n--\n\nHow C stores the type 'double' or 'float'.", METHOD_CLASS},
    {"__format__", METHOD_O, {.binary = float_format}, "__format__($self, format_spec, /)\n--\n\nThe value as text in the given format.", 0},
    {NULL, 0, {NULL}, NULL, 0},
};

const GetSetDef float_getset[] = {
    {"real", float_exact, NULL, "the real part of a complex number"},
    {"imag", float_zero, NULL, "the imaginary part of a complex number"},
    {NULL, NULL, NULL, NULL},
};
