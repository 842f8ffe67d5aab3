/* Single values in memory.  Signed and unsigned integers of 1, 2, 4 and 8 bytes, IEEE floats of 2, 4 and
   8, truth values and single bytes, least or most significant byte first. */
#include "objects/item_format.h"

#include <math.h>
#include <string.h>

#include "objects/bytesobj.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"

static const ItemFormat formats[] = {
    {'c', ITEM_CHAR, 1, 1},     {'b', ITEM_SIGNED, 1, 1},   {'B', ITEM_UNSIGNED, 1, 1}, {'?', ITEM_BOOL, 1, 1},
    {'h', ITEM_SIGNED, 2, 2},   {'H', ITEM_UNSIGNED, 2, 2}, {'i', ITEM_SIGNED, 4, 4},   {'I', ITEM_UNSIGNED, 4, 4},
    {'l', ITEM_SIGNED, 8, 4},   {'L', ITEM_UNSIGNED, 8, 4}, {'q', ITEM_SIGNED, 8, 8},   {'Q', ITEM_UNSIGNED, 8, 8},
    {'n', ITEM_SIGNED, 8, 0},   {'N', ITEM_UNSIGNED, 8, 0}, {'P', ITEM_UNSIGNED, 8, 0}, {'e', ITEM_FLOAT, 2, 2},
    {'f', ITEM_FLOAT, 4, 4},    {'d', ITEM_FLOAT, 8, 8},
};

const ItemFormat *item_format_find(char letter)
{
    for (size_t i = 0; i < ARRAY_LENGTH(formats); i++) {
        if (formats[i].letter == letter) return &formats[i];
    }
    return NULL;
}

static uint64_t load_bits(const char *bytes, int size, bool big)
{
    uint64_t bits = 0;
    for (int i = 0; i < size; i++) bits = bits << 8 | (unsigned char)bytes[big ? i : size - 1 - i];
    return bits;
}

void item_store_bits(uint64_t bits, char *bytes, int size, bool big)
{
    for (int i = 0; i < size; i++) bytes[big ? size - 1 - i : i] = (char)(bits >> 8 * i);
}

/* A half: 1 sign bit, 5 of the exponent (bias 15), 10 of the fraction. */
static double half_value(uint64_t bits)
{
    int exponent = (int)(bits >> 10 & 31);
    double fraction = (double)(bits & 1023) / 1024, value;
    if (exponent == 31) value = fraction == 0 ? (double)INFINITY : (double)NAN;
    else value = exponent == 0 ? ldexp(fraction, -14) : ldexp(1 + fraction, exponent - 15);
    return (bits >> 15 & 1) != 0 ? -value : value;
}

/* The half nearest to VALUE, to even when two are. */
static uint64_t half_bits(double value)
{
    uint64_t sign = signbit(value) ? 1u << 15 : 0;
    if (isnan(value)) return sign | 0x7E00;
    value = fabs(value);
    int exponent = 0;
    if (isfinite(value)) (void)frexp(value, &exponent);
    if (exponent < -13) exponent = -13;
    /* In units of the last place, of which a number of that exponent has 1024 to 2047. */
    double units = nearbyint(ldexp(value, 11 - exponent)) + (exponent + 13) * 1024.0;
    if (value == 0) return sign;
    return sign | (units >= 0x7C00 ? 0x7C00 : (uint64_t)units);
}

bool item_store_float(double value, char *bytes, int size, bool big)
{
    uint64_t bits = 0;
    if (size == 8) memcpy(&bits, &value, 8);
    else if (size == 2) bits = half_bits(value);
    else {
        float narrow = (float)value;
        uint32_t low;
        memcpy(&low, &narrow, 4);
        bits = low;
    }
    item_store_bits(bits, bytes, size, big);
    return isinf(value) || (size == 2 ? (bits & 0x7FFF) != 0x7C00 : size == 8 || (bits & 0x7FFFFFFF) != 0x7F800000);
}

static double float_of_bits(uint64_t bits, int size)
{
    if (size == 2) return half_value(bits);
    if (size == 4) {
        uint32_t low = (uint32_t)bits;
        float narrow;
        memcpy(&narrow, &low, 4);
        return (double)narrow;
    }
    double value;
    memcpy(&value, &bits, 8);
    return value;
}

double item_load_float(const char *bytes, int size, bool big)
{
    return float_of_bits(load_bits(bytes, size, big), size);
}

Own item_unpack(Rt *rt, const ItemFormat *format, const char *bytes, int size, bool big)
{
    if (format->kind == ITEM_CHAR) return bytes_new(rt, bytes, 1);
    uint64_t bits = load_bits(bytes, size, big);
    switch (format->kind) {
    case ITEM_SIGNED: return int_new(rt, (int64_t)(bits << (64 - 8 * size)) >> (64 - 8 * size));
    case ITEM_UNSIGNED: return int_new_unsigned(rt, bits);
    case ITEM_FLOAT: return float_new(rt, float_of_bits(bits, size));
    case ITEM_BOOL: return bool_new(rt, bits != 0);
    case ITEM_CHAR: break;
    }
    viv_unreachable("kind of item");
}

bool item_int_bits(Ref number, int size, bool is_signed, uint64_t *bits)
{
    int overflow;
    int64_t value = int_value_overflow(number, &overflow);
    *bits = (uint64_t)value;
    if (overflow != 0) {
        if (is_signed || size < 8 || overflow < 0 || int_bit_length(number) > 64) return false;
        const IntObj *digits = AS_INT(number);
        *bits = (uint64_t)digits->digits[2] << 60 | (uint64_t)digits->digits[1] << 30 | digits->digits[0];
        return true;
    }
    if (size == 8) return is_signed || value >= 0;
    int64_t limit = (int64_t)1 << (8 * size - is_signed);
    return value < limit && value >= (is_signed ? -limit : 0);
}
