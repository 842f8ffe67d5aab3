/* The int type: making integers and looking at their values.  An int never changes; its top
   digit is not zero; values from -5 to 256 exist once, in rt->small_ints, so that `is` on
   them gives what it gives in CPython. */
#include "objects/intobj.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/int_digits.h"

Own int_alloc(Rt *rt, ptrdiff_t count)
{
    if (count > PTRDIFF_MAX / 8) {
        return error_raise(rt, TYPE_OverflowError, "too many digits in integer");
    }
    Own number = object_new_var(rt, RT_TYPE(rt, int), count > 0 ? count : 1);
    if (number != NULL) AS_INT(number)->head.length = count;
    return number;
}

static bool is_cached(int64_t value)
{
    return value >= SMALL_INT_MIN && value <= SMALL_INT_MAX;
}

Own int_normal(Rt *rt, Own number)
{
    if (number == NULL) return NULL;
    IntObj *self = AS_INT(number);
    ptrdiff_t count = int_digit_count(number);
    while (count > 0 && self->digits[count - 1] == 0) count--;
    self->head.length = self->head.length < 0 ? -count : count;
    if (count == 0) self->digits[0] = 0;
    if (count > 1) return number;
    int64_t value = int_small_value(number);
    if (!is_cached(value)) return number;
    release(rt, number);
    return new_ref(rt->small_ints[value - SMALL_INT_MIN]);
}

Own int_new_unsigned(Rt *rt, uint64_t value)
{
    if (value <= SMALL_INT_MAX) return new_ref(rt->small_ints[value - SMALL_INT_MIN]);
    ptrdiff_t count = 0;
    for (uint64_t rest = value; rest != 0; rest >>= INT_DIGIT_BITS) count++;
    Own number = int_alloc(rt, count);
    if (number == NULL) return NULL;
    for (ptrdiff_t i = 0; i < count; i++, value >>= INT_DIGIT_BITS) {
        AS_INT(number)->digits[i] = (uint32_t)value & INT_DIGIT_MASK;
    }
    return number;
}

Own int_new(Rt *rt, int64_t value)
{
    if (is_cached(value)) return new_ref(rt->small_ints[value - SMALL_INT_MIN]);
    if (LIKELY(value >= -(int64_t)INT_DIGIT_MASK && value <= (int64_t)INT_DIGIT_MASK)) {
        Own number = object_new_plain(rt, RT_TYPE(rt, int), sizeof(IntObj) + 2 * sizeof(uint32_t));
        if (UNLIKELY(number == NULL)) return NULL;
        AS_INT(number)->head.length = value < 0 ? -1 : 1;
        AS_INT(number)->digits[0] = (uint32_t)(value < 0 ? -value : value);
        AS_INT(number)->digits[1] = 0;
        return number;
    }
    if (value >= 0) return int_new_unsigned(rt, (uint64_t)value);
    uint64_t magnitude = -(uint64_t)value;
    if (magnitude > SMALL_INT_MAX) {
        Own number = int_new_unsigned(rt, magnitude);
        if (number != NULL) int_flip_sign(number);
        return number;
    }
    Own number = int_alloc(rt, 1);
    if (number == NULL) return NULL;
    AS_INT(number)->digits[0] = (uint32_t)magnitude;
    int_flip_sign(number);
    return number;
}

Own int_exact(Rt *rt, Ref number)
{
    if (is_exact(number, TYPE_int)) return new_ref(number);
    ptrdiff_t count = int_digit_count(number);
    Own copy = int_alloc(rt, count);
    if (copy == NULL) return NULL;
    memcpy(AS_INT(copy)->digits, AS_INT(number)->digits, (size_t)count * sizeof(uint32_t));
    AS_INT(copy)->head.length = AS_INT(number)->head.length;
    return int_normal(rt, copy);
}

Own int_from_double(Rt *rt, double value)
{
    if (isinf(value)) {
        return error_raise(rt, TYPE_OverflowError, "cannot convert float infinity to integer");
    }
    if (isnan(value)) {
        return error_raise(rt, TYPE_ValueError, "cannot convert float NaN to integer");
    }
    if (fabs(value) < 9e18) return int_new(rt, (int64_t)value);
    int exponent;
    double fraction = frexp(fabs(value), &exponent);
    ptrdiff_t count = (exponent - 1) / INT_DIGIT_BITS + 1;
    Own number = int_alloc(rt, count);
    if (number == NULL) return NULL;
    fraction = ldexp(fraction, (exponent - 1) % INT_DIGIT_BITS + 1);
    for (ptrdiff_t i = count; i-- > 0;) {
        uint32_t digit = (uint32_t)fraction;
        AS_INT(number)->digits[i] = digit;
        fraction = ldexp(fraction - digit, INT_DIGIT_BITS);
    }
    if (value < 0) int_flip_sign(number);
    return number;
}

int64_t int_value_overflow(Ref obj, int *overflow)
{
    const IntObj *self = AS_INT(obj);
    ptrdiff_t count = int_digit_count(obj);
    bool negative = self->head.length < 0;
    *overflow = 0;
    uint64_t magnitude = 0;
    for (ptrdiff_t i = count; i-- > 0;) {
        if (magnitude >> (64 - INT_DIGIT_BITS) != 0) {
            *overflow = negative ? -1 : 1;
            return -1;
        }
        magnitude = magnitude << INT_DIGIT_BITS | self->digits[i];
    }
    if (magnitude > (uint64_t)INT64_MAX + negative) {
        *overflow = negative ? -1 : 1;
        return -1;
    }
    return negative ? (int64_t)-magnitude : (int64_t)magnitude;
}

/* Of an object that is no int, the value of its __index__. */
static int64_t index_value(Rt *rt, Ref obj)
{
    Own number = number_index(rt, obj);
    int64_t value = number == NULL ? -1 : int_value(rt, number);
    release(rt, number);
    return value;
}

int64_t int_value(Rt *rt, Ref obj)
{
    int overflow;
    if (UNLIKELY(!is_int(obj))) return index_value(rt, obj);
    int64_t value = int_value_overflow(obj, &overflow);
    if (overflow != 0) {
        (void)error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C long");
    }
    return value;
}

int int_sign(Ref obj)
{
    ptrdiff_t length = AS_INT(obj)->head.length;
    return (length > 0) - (length < 0);
}

size_t int_bit_length(Ref obj)
{
    ptrdiff_t count = int_digit_count(obj);
    if (count == 0) return 0;
    size_t top = 32 - (size_t)__builtin_clz(AS_INT(obj)->digits[count - 1]);
    return (size_t)(count - 1) * INT_DIGIT_BITS + top;
}

/* The top 64 bits of the magnitude, the lowest of them set when any bit below is: enough to
   round to 53 bits, half to even, in one step. */
static uint64_t leading_bits(Ref obj, size_t bits)
{
    const uint32_t *digits = AS_INT(obj)->digits;
    uint64_t top = 0;
    size_t drop = bits > 64 ? bits - 64 : 0;
    size_t first = drop / INT_DIGIT_BITS, offset = drop % INT_DIGIT_BITS;
    bool sticky = (digits[first] & ((1u << offset) - 1)) != 0;
    for (size_t i = 0; i < first && !sticky; i++) sticky = digits[i] != 0;
    int shift = -(int)offset;
    for (size_t i = first; i < (size_t)int_digit_count(obj) && shift < 64; i++) {
        top |= shift < 0 ? (uint64_t)digits[i] >> -shift : (uint64_t)digits[i] << shift;
        shift += INT_DIGIT_BITS;
    }
    return top | sticky;
}

double int_double(Rt *rt, Ref obj)
{
    size_t bits = int_bit_length(obj);
    if (bits == 0) return 0.0;
    if (bits <= DBL_MAX_EXP + 1) {
        double value;
        if (bits <= 64) value = (double)leading_bits(obj, bits);
        else value = ldexp((double)leading_bits(obj, bits), (int)(bits - 64));
        if (!isinf(value)) return int_sign(obj) < 0 ? -value : value;
    }
    (void)error_raise(rt, TYPE_OverflowError, "int too large to convert to float");
    return -1.0;
}

int int_order(Ref left, Ref right)
{
    ptrdiff_t a = AS_INT(left)->head.length, b = AS_INT(right)->head.length;
    if (a != b) return a < b ? -1 : 1;
    for (ptrdiff_t i = a < 0 ? -a : a; i-- > 0;) {
        uint32_t x = AS_INT(left)->digits[i], y = AS_INT(right)->digits[i];
        if (x != y) return (x < y) == (a > 0) ? -1 : 1;
    }
    return 0;
}

Own int_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_int(left) || !is_int(right)) return not_implemented_new(rt);
    int order = left == right ? 0 : int_order(left, right);
    return order_answer(rt, order, op);
}
