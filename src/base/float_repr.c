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

enum { LONGEST = 17, TABLE_FIVES = 28, MOST_FIVES = 31 };

/* A float times 10 ^ k: value / 2 ^ shift, where value and 5 ^ k are exact and half a unit in the float's last place
   is 5 ^ k / 2 ^ shift. */
typedef struct Scaled {
    Wide value, half_unit;
    int shift;
    bool is_even, is_power; /* the mantissa; of two: below it floats lie twice as close as above */
} Scaled;

/* 5 ^ EXPONENT, up to MOST_FIVES. */
static inline Wide power_of_five(int exponent)
{
    static const uint64_t powers[TABLE_FIVES] = {
        1, 5, 25, 125, 625, 3125, 15625, 78125, 390625, 1953125, 9765625, 48828125, 244140625, 1220703125, 6103515625,
        30517578125, 152587890625, 762939453125, 3814697265625, 19073486328125, 95367431640625, 476837158203125,
        2384185791015625, 11920928955078125, 59604644775390625, 298023223876953125, 1490116119384765625, 7450580596923828125};
    int most = TABLE_FIVES - 1;
    return exponent <= most ? powers[exponent] : (Wide)powers[most] * powers[exponent - most];
}

/* MANTISSA * 2 ^ BINARY as a number of 17 digits before the point; false when that takes more than 128 bits. */
static inline bool scale(uint64_t mantissa, int binary, int exponent, Scaled *scaled)
{
    int fives = LONGEST - 1 - exponent, shift = 1 - binary - fives;
    if (fives < 0 || fives > MOST_FIVES || shift < 1) return false;
    Wide power = power_of_five(fives);
    scaled->value = 2 * mantissa * power;
    scaled->half_unit = power;
    scaled->shift = shift;
    return true;
}

/* The multiple of UNIT that is nearest to SCALED, of two the one that is even, of those that read back as the float;
   0 when none does. */
static inline uint64_t try_unit(const Scaled *scaled, uint64_t unit)
{
    uint64_t whole = (uint64_t)(scaled->value >> scaled->shift), times = whole / unit;
    Wide step = (Wide)unit << scaled->shift, half = scaled->half_unit;
    Wide below = scaled->value - ((Wide)(times * unit) << scaled->shift), above = step - below;
    bool reads_below = scaled->is_power ? 2 * below <= half : below < half || (below == half && scaled->is_even);
    bool reads_above = above < half || (above == half && scaled->is_even);
    bool is_above = below > above || (below == above && (times & 1) != 0);
    if (reads_above && (is_above || !reads_below)) return (times + 1) * unit;
    return reads_below ? times * unit : 0;
}

/* The shortest decimal, with 17 digits as a whole number.  Where 16 digits do not do, fewer do not either. */
static inline uint64_t shortest_decimal(const Scaled *scaled)
{
    uint64_t decimal = try_unit(scaled, 10);
    if (decimal == 0) return try_unit(scaled, 1);
    uint64_t shorter = try_unit(scaled, 100);
    return shorter == 0 ? decimal : shorter;
}

/* DECIMAL > 0 without the zeros at its end. */
static void write_decimal(uint64_t decimal, char *out)
{
    char text[LONGEST + 1], *end = text + sizeof text, *start = end;
    while (decimal % 100 == 0) decimal /= 100;
    if (decimal % 10 == 0) decimal /= 10;
    for (; decimal >= 10; decimal /= 100) {
        unsigned pair = (unsigned)(decimal % 100);
        *--start = (char)('0' + pair % 10);
        *--start = (char)('0' + pair / 10);
    }
    if (decimal > 0) *--start = (char)('0' + decimal);
    memcpy(out, start, (size_t)(end - start));
    out[end - start] = 0;
}

/* shortest_digits for a VALUE > 0 of a usual size; INT_MIN for others. */
static int shortest_quickly(double value, char digits[32])
{
    static const uint64_t bound = 100000000000000000;
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    uint64_t hidden = (uint64_t)1 << (DBL_MANT_DIG - 1), fraction = bits & (hidden - 1), mantissa = hidden | fraction;
    int binary = (int)(bits >> (DBL_MANT_DIG - 1)) - DBL_MAX_EXP - DBL_MANT_DIG + 2;
    if (value < DBL_MIN) return INT_MIN;
    int exponent = (int)floor((binary + DBL_MANT_DIG - 1) * 0.30102999566398120); /* or one more */
    Scaled scaled = {.is_even = (mantissa & 1) == 0, .is_power = fraction == 0};
    if (!scale(mantissa, binary, exponent, &scaled)) return INT_MIN;
    if (scaled.value >> scaled.shift >= bound && !scale(mantissa, binary, ++exponent, &scaled)) return INT_MIN;
    uint64_t decimal = shortest_decimal(&scaled);
    write_decimal(decimal, digits);
    return exponent + (decimal >= bound); /* 9.99… became 10 */
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
        int whole = exponent + 1, shown = length < whole ? length : whole;
        memcpy(at, digits, (size_t)shown);
        memset(at + shown, '0', (size_t)(whole - shown));
        at += whole;
        *at++ = '.';
        if (length <= whole) *at++ = '0';
        for (int i = whole; i < length; i++) *at++ = digits[i];
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
