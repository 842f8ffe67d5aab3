/* The shortest text that reads back as the same double is found by trying: a decimal of up to 15 digits survives the way
   through a (normal) double, so 15 digits without their trailing zeros are tried first, then 16, then 17, which always do.
   For floats of a usual size, whose scaled mantissa fits in 128 bits, the trying is integer arithmetic. */
#include "base/float_repr.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the quick way */

__extension__ typedef unsigned __int128 Wide;

enum { LONGEST = 17, MOST_FIVES = 31 };

/* A float times 10 ^ k: value / 2 ^ shift, where value and 5 ^ k are exact and half a unit in the float's last place
   is 5 ^ k / 2 ^ shift. */
typedef struct Scaled {
    Wide value, half_unit;
    int shift;
} Scaled;

static Wide power_of_five(int exponent)
{
    Wide power = 1;
    for (Wide factor = 5; exponent > 0; exponent >>= 1, factor *= factor) {
        if ((exponent & 1) != 0) power *= factor;
    }
    return power;
}

/* MANTISSA * 2 ^ BINARY as a number of 17 digits before the point; false when that takes more than 128 bits. */
static bool scale(uint64_t mantissa, int binary, int exponent, Scaled *scaled)
{
    int fives = LONGEST - 1 - exponent, shift = 1 - binary - fives;
    if (fives < 0 || fives > MOST_FIVES || shift < 1) return false;
    Wide power = power_of_five(fives);
    *scaled = (Scaled){2 * mantissa * power, power, shift};
    return true;
}

/* The multiple of UNIT that is nearest to SCALED, of two the one that is even. */
static uint64_t nearest_multiple(const Scaled *scaled, uint64_t unit)
{
    uint64_t times = (uint64_t)(scaled->value >> scaled->shift) / unit;
    Wide step = (Wide)unit << scaled->shift, rest = scaled->value - times * step, other = step - rest;
    if (rest > other || (rest == other && (times & 1) != 0)) times++;
    return times * unit;
}

/* Does the decimal read back as the float, whose mantissa is even or not? */
static bool reads_back(const Scaled *scaled, uint64_t decimal, bool is_even)
{
    Wide wide = (Wide)decimal << scaled->shift;
    Wide distance = wide > scaled->value ? wide - scaled->value : scaled->value - wide;
    return distance < scaled->half_unit || (distance == scaled->half_unit && is_even);
}

static void write_decimal(uint64_t decimal, char *out)
{
    char text[24], *end = text + sizeof text - 1, *start = end;
    *end = 0;
    for (; decimal != 0; decimal /= 10) *--start = (char)('0' + decimal % 10);
    memcpy(out, start, (size_t)(end - start) + 1);
}

/* shortest_digits for a VALUE > 0 of a usual size; INT_MIN for others, among them the powers of two, below which floats
   lie closer than above. */
static int shortest_quickly(double value, char digits[32])
{
    static const uint64_t units[] = {100, 10, 1}, bound = 100000000000000000;
    int binary;
    uint64_t mantissa = (uint64_t)ldexp(frexp(value, &binary), DBL_MANT_DIG);
    binary -= DBL_MANT_DIG;
    if (value < DBL_MIN || (mantissa & (mantissa - 1)) == 0) return INT_MIN;
    int exponent = (int)floor((binary + DBL_MANT_DIG - 1) * 0.30102999566398120); /* or one more */
    Scaled scaled;
    if (!scale(mantissa, binary, exponent, &scaled)) return INT_MIN;
    if (scaled.value >> scaled.shift >= bound && !scale(mantissa, binary, ++exponent, &scaled)) return INT_MIN;
    uint64_t decimal = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(units); i++) {
        decimal = nearest_multiple(&scaled, units[i]);
        if (reads_back(&scaled, decimal, (mantissa & 1) == 0)) break;
    }
    if (decimal >= bound) exponent++; /* 9.99… became 10 */
    while (decimal % 10 == 0) decimal /= 10;
    write_decimal(decimal, digits);
    return exponent;
}

/* --- the way for all */

/* The next decimal above the one in TEXT, "d.ddde±xx", with as many digits; false when there is none
   with this exponent. */
static bool step_up(char *text)
{
    char *at = strchr(text, 'e') - 1;
    for (; at >= text && (*at == '9' || *at == '.'); at--) {
        if (*at == '9') *at = '0';
    }
    if (at < text) return false;
    ++*at;
    return true;
}

/* Does a decimal of PRECISION digits read back as VALUE (> 0)?  Then it is in TEXT.  The nearest one
   is tried, and the next above it: below a power of two floats lie twice as close, so that the
   nearest decimal may be below and too far, and the one above not. */
static bool try_precision(double value, int precision, char text[40])
{
    (void)snprintf(text, 40, "%.*e", precision - 1, value);
    double nearest = strtod(text, NULL);
    return nearest == value || (nearest < value && step_up(text) && strtod(text, NULL) == value);
}

/* The digits of |value| (finite, not 0), without point, and the exponent of the first. */
static int shortest_digits(double value, char digits[32])
{
    char text[40];
    int quick = shortest_quickly(fabs(value), digits);
    if (quick != INT_MIN) return quick;
    int precision = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
    while (!try_precision(fabs(value), precision, text)) precision++;
    char *exponent = strchr(text, 'e');
    int length = 0;
    for (const char *at = text; at < exponent; at++) {
        if (*at >= '0' && *at <= '9') digits[length++] = *at;
    }
    while (length > 1 && digits[length - 1] == '0') length--;
    digits[length] = 0;
    return atoi(exponent + 1);
}

/* Digits with the point after the first EXPONENT + 1 of them, in repr's two styles. */
static size_t place_point(const char *digits, int exponent, char *out)
{
    char *at = out;
    int length = (int)strlen(digits);
    if (exponent < -4 || exponent >= 16) {
        *at++ = digits[0];
        if (length > 1) {
            *at++ = '.';
            memcpy(at, digits + 1, (size_t)length - 1);
            at += length - 1;
        }
        return (size_t)(at - out) + (size_t)sprintf(at, "e%c%02d", exponent < 0 ? '-' : '+', abs(exponent));
    }
    if (exponent < 0) {
        *at++ = '0';
        *at++ = '.';
        for (int i = exponent + 1; i < 0; i++) *at++ = '0';
        memcpy(at, digits, (size_t)length);
        at += length;
    } else {
        for (int i = 0; i <= exponent || i < length; i++) {
            if (i == exponent + 1) *at++ = '.';
            *at++ = i < length ? digits[i] : '0';
        }
        if (length <= exponent + 1) {
            *at++ = '.';
            *at++ = '0';
        }
    }
    *at = 0;
    return (size_t)(at - out);
}

size_t float_repr_text(double value, char *out)
{
    if (isnan(value)) return (size_t)sprintf(out, "nan");
    if (isinf(value)) return (size_t)sprintf(out, value < 0 ? "-inf" : "inf");
    size_t sign = signbit(value) ? 1 : 0;
    if (sign) out[0] = '-';
    if (value == 0.0) return sign + (size_t)sprintf(out + sign, "0.0");
    char digits[32];
    int exponent = shortest_digits(value, digits);
    return sign + place_point(digits, exponent, out + sign);
}
