/* Shifts, bit operations and powers of integers.  A negative number counts as two's complement
   with endless ones in front: digits are complemented on the way in and on the way out. */
#include <math.h>
#include <string.h>

#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/int_digits.h"

Own int_shift_left_bits(Rt *rt, Ref number, uint64_t bits)
{
    if (int_sign(number) == 0) return int_new(rt, 0);
    ptrdiff_t words = (ptrdiff_t)(bits / INT_DIGIT_BITS), count = int_digit_count(number);
    int shift = (int)(bits % INT_DIGIT_BITS);
    Own result = int_alloc(rt, count + words + 1);
    if (result == NULL) return NULL;
    uint32_t *out = AS_INT(result)->digits;
    memset(out, 0, (size_t)words * sizeof *out);
    uint64_t carry = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        carry |= (uint64_t)AS_INT(number)->digits[i] << shift;
        out[words + i] = (uint32_t)carry & INT_DIGIT_MASK;
        carry >>= INT_DIGIT_BITS;
    }
    out[words + count] = (uint32_t)carry;
    if (int_sign(number) < 0) int_flip_sign(result);
    return int_normal(rt, result);
}

/* Floors: -1 >> n is -1.  For a negative number, the magnitude plus 2^bits - 1 is shifted. */
static Own int_shift_right_bits(Rt *rt, Ref number, uint64_t bits)
{
    ptrdiff_t count = int_digit_count(number);
    bool negative = int_sign(number) < 0;
    if (bits / INT_DIGIT_BITS >= (uint64_t)count) return int_new(rt, negative ? -1 : 0);
    ptrdiff_t words = (ptrdiff_t)(bits / INT_DIGIT_BITS), left = count - words;
    int shift = (int)(bits % INT_DIGIT_BITS);
    const uint32_t *digits = AS_INT(number)->digits;
    Own result = int_alloc(rt, left + 1);
    if (result == NULL) return NULL;
    bool lost = (digits[words] & ((1u << shift) - 1)) != 0;
    for (ptrdiff_t i = 0; i < words && !lost; i++) lost = digits[i] != 0;
    uint32_t *out = AS_INT(result)->digits;
    for (ptrdiff_t i = 0; i < left; i++) {
        uint64_t pair = digits[words + i];
        if (i + 1 < left) pair |= (uint64_t)digits[words + i + 1] << INT_DIGIT_BITS;
        out[i] = (uint32_t)(pair >> shift) & INT_DIGIT_MASK;
    }
    out[left] = 0;
    if (negative && lost) {
        ptrdiff_t i = 0;
        while (out[i] == INT_DIGIT_MASK) out[i++] = 0;
        out[i]++;
    }
    if (negative) int_flip_sign(result);
    return int_normal(rt, result);
}

Own int_shift_left(Rt *rt, Ref number, Ref by)
{
    if (int_sign(by) < 0) return error_raise(rt, TYPE_ValueError, "negative shift count");
    if (int_sign(number) == 0) return int_new(rt, 0);
    int overflow;
    int64_t bits = int_value_overflow(by, &overflow);
    if (overflow != 0) return error_raise(rt, TYPE_OverflowError, "too many digits in integer");
    return int_shift_left_bits(rt, number, (uint64_t)bits);
}

Own int_shift_right(Rt *rt, Ref number, Ref by)
{
    if (int_sign(by) < 0) return error_raise(rt, TYPE_ValueError, "negative shift count");
    int overflow;
    int64_t bits = int_value_overflow(by, &overflow);
    return int_shift_right_bits(rt, number, overflow != 0 ? UINT64_MAX : (uint64_t)bits);
}

/* Reads the digits of a number as two's complement, from the lowest on, without end. */
typedef struct DigitReader {
    const uint32_t *digits;
    ptrdiff_t count;
    bool negative;
    uint32_t carry; /* of the negation so far */
} DigitReader;

static DigitReader reader_of(Ref number)
{
    bool negative = int_sign(number) < 0;
    return (DigitReader){AS_INT(number)->digits, int_digit_count(number), negative, negative};
}

static uint32_t reader_digit(DigitReader *reader, ptrdiff_t index)
{
    uint32_t digit = index < reader->count ? reader->digits[index] : 0;
    if (!reader->negative) return digit;
    digit = (digit ^ INT_DIGIT_MASK) + reader->carry;
    reader->carry = digit >> INT_DIGIT_BITS;
    return digit & INT_DIGIT_MASK;
}

static uint32_t apply(BitOp op, uint32_t a, uint32_t b)
{
    switch (op) {
    case BIT_AND: return a & b;
    case BIT_OR: return a | b;
    case BIT_XOR: return a ^ b;
    }
    viv_unreachable("bit operation");
}

Own int_bitwise(Rt *rt, BitOp op, Ref left, Ref right)
{
    if (int_is_small(left) && int_is_small(right)) {
        int32_t a = int_small_value(left), b = int_small_value(right);
        return int_new(rt, (int32_t)apply(op, (uint32_t)a, (uint32_t)b));
    }
    DigitReader a = reader_of(left), b = reader_of(right);
    ptrdiff_t count = (a.count > b.count ? a.count : b.count) + 1;
    Own result = int_alloc(rt, count);
    if (result == NULL) return NULL;
    uint32_t *out = AS_INT(result)->digits;
    for (ptrdiff_t i = 0; i < count; i++) {
        out[i] = apply(op, reader_digit(&a, i), reader_digit(&b, i));
    }
    if (apply(op, a.negative, b.negative) != 0) {
        uint32_t carry = 1;
        for (ptrdiff_t i = 0; i < count; i++) {
            carry += out[i] ^ INT_DIGIT_MASK;
            out[i] = carry & INT_DIGIT_MASK;
            carry >>= INT_DIGIT_BITS;
        }
        int_flip_sign(result);
    }
    return int_normal(rt, result);
}

/* *to = *to * by (% modulus when there is one). */
static int multiply_into(Rt *rt, Own *to, Ref by, Ref modulus)
{
    release_replace(rt, to, int_multiply(rt, *to, by));
    if (*to == NULL) return -1;
    if (modulus == NULL) return 0;
    Own rest = NULL;
    if (int_divide(rt, *to, modulus, NULL, &rest) < 0) return -1;
    release_replace(rt, to, rest);
    return 0;
}

/* base ** exponent for exponent ≥ 0, from the top bit down. */
static Own power_by_bits(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    Own result = int_new(rt, 1);
    for (size_t bit = int_bit_length(exponent); bit-- > 0 && result != NULL;) {
        if (!(int_is_small(result) && int_small_value(result) == 1) && multiply_into(rt, &result, result, modulus) < 0) goto failed;
        uint32_t digit = AS_INT(exponent)->digits[bit / INT_DIGIT_BITS];
        if ((digit >> bit % INT_DIGIT_BITS & 1) != 0 && multiply_into(rt, &result, base, modulus) < 0) goto failed;
    }
    return result;
failed:
    release(rt, result);
    return NULL;
}

/* The inverse of A modulo N, by Euclid's extended algorithm; *b follows a's cofactor. */
static Own invert_modulo(Rt *rt, Ref a, Ref n)
{
    Own x = new_ref(a), y = new_ref(n), b = int_new(rt, 1), c = int_new(rt, 0);
    Own quotient = NULL, rest = NULL, product = NULL, result = NULL;
    while (int_sign(y) != 0) {
        if (int_divide(rt, x, y, &quotient, &rest) < 0) goto done;
        release_replace(rt, &x, STEAL(y));
        y = STEAL(rest);
        product = int_multiply(rt, quotient, c);
        if (product == NULL) goto done;
        Own next = int_subtract(rt, b, product);
        if (next == NULL) goto done;
        release_replace(rt, &b, STEAL(c));
        c = next;
        release_clear(rt, &quotient);
        release_clear(rt, &product);
    }
    if (int_is_small(x) && int_small_value(x) == 1) result = STEAL(b);
    else (void)error_raise(rt, TYPE_ValueError, "base is not invertible for the given modulus");
done:
    release_all(rt, x, y, b, c, quotient, product);
    return result;
}

/* pow(base, exponent, modulus): with |modulus|, and the result moved to the modulus' sign. */
static Own power_modulo(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    if (int_sign(modulus) == 0) return error_raise(rt, TYPE_ValueError, "pow() 3rd argument cannot be 0");
    Own n = NULL, b = NULL, e = NULL, result = NULL;
    n = int_sign(modulus) < 0 ? int_negate(rt, modulus) : new_ref(modulus);
    if (n == NULL || int_divide(rt, base, n, NULL, &b) < 0) goto done;
    if (int_is_small(n) && int_small_value(n) == 1) {
        result = int_new(rt, 0);
        goto done;
    }
    e = new_ref(exponent);
    if (int_sign(e) < 0) {
        release_replace(rt, &e, int_negate(rt, e));
        release_replace(rt, &b, invert_modulo(rt, b, n));
        if (e == NULL || b == NULL) goto done;
        Own reduced = NULL;
        if (int_divide(rt, b, n, NULL, &reduced) < 0) goto done;
        release_replace(rt, &b, reduced);
    }
    result = power_by_bits(rt, b, e, n);
    if (result != NULL && int_sign(modulus) < 0 && int_sign(result) != 0) {
        release_replace(rt, &result, int_add(rt, result, modulus));
    }
done:
    release_all(rt, n, b, e);
    return result;
}

Own int_power(Rt *rt, Ref base, Ref exponent, Ref modulus_or_null)
{
    if (modulus_or_null != NULL) return power_modulo(rt, base, exponent, modulus_or_null);
    if (int_sign(exponent) >= 0) return power_by_bits(rt, base, exponent, NULL);
    double b = int_double(rt, base);
    if (rt_is_pending(rt)) return NULL;
    double e = int_double(rt, exponent);
    if (rt_is_pending(rt)) return NULL;
    if (b == 0.0) {
        return error_raise(rt, TYPE_ZeroDivisionError, "0.0 cannot be raised to a negative power");
    }
    return float_new(rt, pow(b, e));
}
