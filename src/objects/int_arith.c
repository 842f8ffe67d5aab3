/* Addition, multiplication and division of integers, on digits of 30 bits in 32-bit words, so that
   two digits and a carry fit 64 bits.  Large products use Karatsuba's method, long division is
   Knuth's algorithm D.  Loops that a program can make long poll for interrupts. */
#include <math.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/int_digits.h"

enum { KARATSUBA_CUTOFF = 70 };

/* |left| + |right| */
static Own magnitude_add(Rt *rt, Ref left, Ref right)
{
    if (int_digit_count(left) < int_digit_count(right)) {
        Ref swap = left;
        left = right;
        right = swap;
    }
    ptrdiff_t many = int_digit_count(left), few = int_digit_count(right);
    Own sum = int_alloc(rt, many + 1);
    if (sum == NULL) return NULL;
    const uint32_t *a = AS_INT(left)->digits, *b = AS_INT(right)->digits;
    uint32_t *out = AS_INT(sum)->digits, carry = 0;
    for (ptrdiff_t i = 0; i < many; i++) {
        carry += a[i] + (i < few ? b[i] : 0);
        out[i] = carry & INT_DIGIT_MASK;
        carry >>= INT_DIGIT_BITS;
    }
    out[many] = carry;
    return int_normal(rt, sum);
}

/* |left| - |right|, with its sign. */
static Own magnitude_subtract(Rt *rt, Ref left, Ref right)
{
    ptrdiff_t many = int_digit_count(left), few = int_digit_count(right);
    bool negative = many < few;
    if (many == few) {
        ptrdiff_t i = many;
        while (i-- > 0 && AS_INT(left)->digits[i] == AS_INT(right)->digits[i]) continue;
        if (i < 0) return int_new(rt, 0);
        negative = AS_INT(left)->digits[i] < AS_INT(right)->digits[i];
        many = few = i + 1;
    }
    if (negative) {
        Ref swap = left;
        left = right;
        right = swap;
        ptrdiff_t count = many;
        many = few;
        few = count;
    }
    Own difference = int_alloc(rt, many);
    if (difference == NULL) return NULL;
    const uint32_t *a = AS_INT(left)->digits, *b = AS_INT(right)->digits;
    uint32_t *out = AS_INT(difference)->digits, borrow = 0;
    for (ptrdiff_t i = 0; i < many; i++) {
        borrow = a[i] - (i < few ? b[i] : 0) - borrow;
        out[i] = borrow & INT_DIGIT_MASK;
        borrow = (borrow >> INT_DIGIT_BITS) & 1;
    }
    if (negative) int_flip_sign(difference);
    return int_normal(rt, difference);
}

/* Negates a result that nobody else has seen; cached ones are replaced. */
static Own negated(Rt *rt, Own number)
{
    if (number == NULL) return NULL;
    if (number->refcount == 1) {
        int_flip_sign(number);
        return int_normal(rt, number);
    }
    Own result = int_negate(rt, number);
    release(rt, number);
    return result;
}

Own int_negate(Rt *rt, Ref number)
{
    if (int_is_small(number)) return int_new(rt, -(int64_t)int_small_value(number));
    ptrdiff_t count = int_digit_count(number);
    Own copy = int_alloc(rt, count);
    if (copy == NULL) return NULL;
    memcpy(AS_INT(copy)->digits, AS_INT(number)->digits, (size_t)count * sizeof(uint32_t));
    AS_INT(copy)->head.length = -AS_INT(number)->head.length;
    return copy;
}

Own int_add(Rt *rt, Ref left, Ref right)
{
    if (int_is_small(left) && int_is_small(right)) {
        return int_new(rt, (int64_t)int_small_value(left) + int_small_value(right));
    }
    bool minus = int_sign(left) < 0;
    if (minus != (int_sign(right) < 0)) {
        return minus ? magnitude_subtract(rt, right, left) : magnitude_subtract(rt, left, right);
    }
    Own sum = magnitude_add(rt, left, right);
    return minus ? negated(rt, sum) : sum;
}

Own int_subtract(Rt *rt, Ref left, Ref right)
{
    if (int_is_small(left) && int_is_small(right)) {
        return int_new(rt, (int64_t)int_small_value(left) - int_small_value(right));
    }
    bool minus = int_sign(left) < 0;
    if (minus == (int_sign(right) < 0)) {
        return minus ? magnitude_subtract(rt, right, left) : magnitude_subtract(rt, left, right);
    }
    Own sum = magnitude_add(rt, left, right);
    return minus ? negated(rt, sum) : sum;
}

/* out[0 .. a_count+b_count) = a * b, digit by digit; out must not overlap them. */
static int multiply_school(Rt *rt, const uint32_t *a, ptrdiff_t a_count, const uint32_t *b, ptrdiff_t b_count, uint32_t *out)
{
    memset(out, 0, (size_t)(a_count + b_count) * sizeof *out);
    for (ptrdiff_t i = 0; i < a_count; i++) {
        if (error_poll(rt) < 0) return -1;
        uint64_t carry = 0, factor = a[i];
        for (ptrdiff_t j = 0; j < b_count; j++) {
            carry += out[i + j] + factor * b[j];
            out[i + j] = (uint32_t)carry & INT_DIGIT_MASK;
            carry >>= INT_DIGIT_BITS;
        }
        out[i + b_count] = (uint32_t)carry;
    }
    return 0;
}

/* to[0..] += from, and the same for subtraction; the result must fit. */
static void add_in_place(uint32_t *to, const uint32_t *from, ptrdiff_t count)
{
    uint32_t carry = 0;
    for (ptrdiff_t i = 0; i < count || carry != 0; i++) {
        carry += to[i] + (i < count ? from[i] : 0);
        to[i] = carry & INT_DIGIT_MASK;
        carry >>= INT_DIGIT_BITS;
    }
}

static void subtract_in_place(uint32_t *to, const uint32_t *from, ptrdiff_t count)
{
    uint32_t borrow = 0;
    for (ptrdiff_t i = 0; i < count || borrow != 0; i++) {
        borrow = to[i] - (i < count ? from[i] : 0) - borrow;
        to[i] = borrow & INT_DIGIT_MASK;
        borrow = (borrow >> INT_DIGIT_BITS) & 1;
    }
}

static int multiply_magnitudes(Rt *rt, const uint32_t *a, ptrdiff_t a_count, const uint32_t *b, ptrdiff_t b_count, uint32_t *out);

/* Karatsuba for two numbers of the same COUNT: with a = a1*B + a0 and b likewise, the middle part
   a1*b0 + a0*b1 is (a1+a0)*(b1+b0) - a1*b1 - a0*b0, so three products of half the size do. */
static int multiply_halves(Rt *rt, const uint32_t *a, const uint32_t *b, ptrdiff_t count, uint32_t *out)
{
    ptrdiff_t low = count / 2, high = count - low, sum = high + 1;
    uint32_t *work = heap_alloc(rt, (size_t)(4 * sum) * sizeof *work);
    if (work == NULL) return -1;
    uint32_t *a_sum = work, *b_sum = work + sum, *middle = work + 2 * sum;
    memcpy(a_sum, a + low, (size_t)high * sizeof *a);
    memcpy(b_sum, b + low, (size_t)high * sizeof *b);
    a_sum[high] = b_sum[high] = 0;
    add_in_place(a_sum, a, low);
    add_in_place(b_sum, b, low);
    int status = multiply_magnitudes(rt, a, low, b, low, out);
    if (status == 0) status = multiply_magnitudes(rt, a + low, high, b + low, high, out + 2 * low);
    if (status == 0) status = multiply_magnitudes(rt, a_sum, sum, b_sum, sum, middle);
    if (status == 0) {
        subtract_in_place(middle, out, 2 * low);
        subtract_in_place(middle, out + 2 * low, 2 * high);
        ptrdiff_t used = 2 * sum;
        while (used > 0 && middle[used - 1] == 0) used--;
        add_in_place(out + low, middle, used);
    }
    heap_free(rt, work);
    return status;
}

/* The longer number is cut into pieces as long as the shorter one. */
static int multiply_pieces(Rt *rt, const uint32_t *a, ptrdiff_t a_count, const uint32_t *b, ptrdiff_t b_count, uint32_t *out)
{
    uint32_t *work = heap_alloc(rt, (size_t)(2 * a_count) * sizeof *work);
    if (work == NULL) return -1;
    memset(out, 0, (size_t)(a_count + b_count) * sizeof *out);
    int status = 0;
    for (ptrdiff_t at = 0; at < b_count && status == 0; at += a_count) {
        ptrdiff_t piece = b_count - at < a_count ? b_count - at : a_count;
        status = multiply_magnitudes(rt, a, a_count, b + at, piece, work);
        ptrdiff_t used = a_count + piece;
        while (used > 0 && work[used - 1] == 0) used--;
        if (status == 0) add_in_place(out + at, work, used);
    }
    heap_free(rt, work);
    return status;
}

static int multiply_magnitudes(Rt *rt, const uint32_t *a, ptrdiff_t a_count, const uint32_t *b, ptrdiff_t b_count, uint32_t *out)
{
    if (a_count > b_count) return multiply_magnitudes(rt, b, b_count, a, a_count, out);
    if (a_count < KARATSUBA_CUTOFF) return multiply_school(rt, a, a_count, b, b_count, out);
    if (a_count == b_count) return multiply_halves(rt, a, b, a_count, out);
    return multiply_pieces(rt, a, a_count, b, b_count, out);
}

Own int_multiply(Rt *rt, Ref left, Ref right)
{
    if (int_is_small(left) && int_is_small(right)) {
        return int_new(rt, (int64_t)int_small_value(left) * int_small_value(right));
    }
    ptrdiff_t a = int_digit_count(left), b = int_digit_count(right);
    Own product = int_alloc(rt, a + b);
    if (product == NULL) return NULL;
    if (multiply_magnitudes(rt, AS_INT(left)->digits, a, AS_INT(right)->digits, b, AS_INT(product)->digits) < 0)
        return error_release(rt, product);
    if (int_sign(left) * int_sign(right) < 0) int_flip_sign(product);
    return int_normal(rt, product);
}

/* The magnitude of NUMBER divided by a digit: the quotient into OUT (as many digits as NUMBER; may
   be NUMBER's own), the remainder as result. */
static uint32_t int_divide_digit(const uint32_t *digits, ptrdiff_t count, uint32_t by, uint32_t *out)
{
    uint64_t rest = 0;
    for (ptrdiff_t i = count; i-- > 0;) {
        rest = rest << INT_DIGIT_BITS | digits[i];
        out[i] = (uint32_t)(rest / by);
        rest %= by;
    }
    return (uint32_t)rest;
}

/* out = in << bits (bits < 30), COUNT digits; the result is what is shifted out. */
static uint32_t shift_up(uint32_t *out, const uint32_t *in, ptrdiff_t count, int bits)
{
    uint64_t carry = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        carry |= (uint64_t)in[i] << bits;
        out[i] = (uint32_t)carry & INT_DIGIT_MASK;
        carry >>= INT_DIGIT_BITS;
    }
    return (uint32_t)carry;
}

/* One digit of the quotient: divides TOP[0..count] by DIVISOR[0..count) and leaves the rest in TOP. */
static uint32_t divide_step(uint32_t *top, const uint32_t *divisor, ptrdiff_t count)
{
    uint64_t two = (uint64_t)top[count] << INT_DIGIT_BITS | top[count - 1];
    uint64_t guess = two / divisor[count - 1], rest = two % divisor[count - 1];
    while (guess > INT_DIGIT_MASK || guess * divisor[count - 2] > (rest << INT_DIGIT_BITS | top[count - 2])) {
        guess--;
        rest += divisor[count - 1];
        if (rest > INT_DIGIT_MASK) break;
    }
    int64_t borrow = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        int64_t digit = (int64_t)top[i] + borrow - (int64_t)(guess * divisor[i]);
        top[i] = (uint32_t)digit & INT_DIGIT_MASK;
        borrow = digit >> INT_DIGIT_BITS;
    }
    int64_t last = (int64_t)top[count] + borrow;
    top[count] = 0;
    if (last >= 0) return (uint32_t)guess;
    uint32_t carry = 0;
    for (ptrdiff_t i = 0; i < count; i++) {
        carry += top[i] + divisor[i];
        top[i] = carry & INT_DIGIT_MASK;
        carry >>= INT_DIGIT_BITS;
    }
    return (uint32_t)guess - 1;
}

/* |left| / |right| for a divisor of two digits or more and |left| not shorter; the quotient into
   QUOTIENT's digits, the remainder into REST's. */
static int divide_long(Rt *rt, Ref left, Ref right, Own quotient, Own rest)
{
    ptrdiff_t many = int_digit_count(left), few = int_digit_count(right);
    int bits = __builtin_clz(AS_INT(right)->digits[few - 1]) - (32 - INT_DIGIT_BITS);
    uint32_t *top = heap_alloc(rt, (size_t)(many + 1 + few) * sizeof *top);
    if (top == NULL) return -1;
    uint32_t *divisor = top + many + 1;
    (void)shift_up(divisor, AS_INT(right)->digits, few, bits);
    top[many] = shift_up(top, AS_INT(left)->digits, many, bits);
    int status = 0;
    for (ptrdiff_t i = many - few; i >= 0 && status == 0; i--) {
        AS_INT(quotient)->digits[i] = divide_step(top + i, divisor, few);
        status = error_poll(rt);
    }
    uint64_t carry = 0;
    for (ptrdiff_t i = few; i-- > 0;) {
        carry = carry << INT_DIGIT_BITS | top[i];
        AS_INT(rest)->digits[i] = (uint32_t)(carry >> bits);
        carry &= ((uint64_t)1 << bits) - 1;
    }
    heap_free(rt, top);
    return status;
}

/* Truncating division: |left| / |right| and |left| % |right|, without signs. */
static int divide_magnitudes(Rt *rt, Ref left, Ref right, Own *quotient, Own *rest)
{
    ptrdiff_t many = int_digit_count(left), few = int_digit_count(right);
    if (many < few || (many == few && AS_INT(left)->digits[many - 1] < AS_INT(right)->digits[many - 1])) {
        *quotient = int_new(rt, 0);
        Own copy = int_sign(left) < 0 ? int_negate(rt, left) : int_exact(rt, left);
        *rest = copy;
        return copy == NULL ? -1 : 0;
    }
    if (few == 1) {
        Own whole = int_alloc(rt, many);
        if (whole == NULL) return -1;
        uint32_t digit = int_divide_digit(AS_INT(left)->digits, many, AS_INT(right)->digits[0], AS_INT(whole)->digits);
        *quotient = int_normal(rt, whole);
        *rest = int_new(rt, digit);
        return *rest == NULL ? -1 : 0;
    }
    *quotient = int_alloc(rt, many - few + 1);
    *rest = int_alloc(rt, few);
    if (*quotient == NULL || *rest == NULL || divide_long(rt, left, right, *quotient, *rest) < 0) return -1;
    *quotient = int_normal(rt, *quotient);
    *rest = int_normal(rt, *rest);
    return 0;
}

static int divide_small(Rt *rt, int64_t left, int64_t right, Own *quotient, Own *remainder)
{
    int64_t whole = left / right, rest = left % right;
    if (rest != 0 && (rest < 0) != (right < 0)) {
        rest += right;
        whole--;
    }
    if (quotient != NULL && (*quotient = int_new(rt, whole)) == NULL) return -1;
    if (remainder != NULL && (*remainder = int_new(rt, rest)) == NULL) {
        if (quotient != NULL) release_clear(rt, quotient);
        return -1;
    }
    return 0;
}

/* Turns a truncated result into a floored one: the remainder takes the divisor's sign. */
static int floor_signs(Rt *rt, Ref left, Ref right, Own *whole, Own *rest)
{
    if (int_sign(left) < 0) *rest = negated(rt, *rest);
    if (int_sign(left) * int_sign(right) < 0) *whole = negated(rt, *whole);
    if (*rest == NULL || *whole == NULL) return -1;
    if (int_sign(*rest) == 0 || int_sign(*rest) == int_sign(right)) return 0;
    release_replace(rt, rest, int_add(rt, *rest, right));
    Own one = int_new(rt, 1);
    release_replace(rt, whole, int_subtract(rt, *whole, one));
    release(rt, one);
    return *rest == NULL || *whole == NULL ? -1 : 0;
}

int int_divide(Rt *rt, Ref left, Ref right, Own *quotient, Own *remainder)
{
    if (int_sign(right) == 0) {
        return error_raise_int(rt, TYPE_ZeroDivisionError, remainder != NULL && quotient == NULL ? "integer modulo by zero" : "integer division or modulo by zero");
    }
    if (int_is_small(left) && int_is_small(right)) {
        return divide_small(rt, int_small_value(left), int_small_value(right), quotient, remainder);
    }
    Own whole = NULL, rest = NULL;
    int status = divide_magnitudes(rt, left, right, &whole, &rest);
    if (status == 0) status = floor_signs(rt, left, right, &whole, &rest);
    if (status == 0 && quotient != NULL) *quotient = STEAL(whole);
    if (status == 0 && remainder != NULL) *remainder = STEAL(rest);
    release_all(rt, whole, rest);
    return status;
}

static Own true_divide_overflow(Rt *rt)
{
    return error_raise(rt, TYPE_OverflowError, "integer division result too large for a float");
}

/* left / right rounded once, half to even: the quotient is computed to 54..66 bits with a sticky
   bit, shifted so that exactly the bits that a double can hold remain. */
Own int_true_divide(Rt *rt, Ref left, Ref right)
{
    if (int_sign(right) == 0) return error_raise(rt, TYPE_ZeroDivisionError, "division by zero");
    bool negative = int_sign(left) * int_sign(right) < 0;
    if (int_sign(left) == 0) return float_new(rt, int_sign(right) < 0 ? -0.0 : 0.0);
    size_t a_bits = int_bit_length(left), b_bits = int_bit_length(right);
    if (a_bits <= 53 && b_bits <= 53) {
        return float_new(rt, int_double(rt, left) / int_double(rt, right));
    }
    ptrdiff_t difference = (ptrdiff_t)a_bits - (ptrdiff_t)b_bits;
    if (difference > 1024) return true_divide_overflow(rt);
    if (difference < -1076) return float_new(rt, negative ? -0.0 : 0.0);
    /* The quotient has DIFFERENCE or DIFFERENCE + 1 bits; 2^-1074 is the least double. */
    ptrdiff_t shift = difference - 55;
    if (shift < -1076) shift = -1076;
    Own a = shift < 0 ? int_shift_left_bits(rt, left, (uint64_t)-shift) : new_ref(left);
    Own b = shift > 0 ? int_shift_left_bits(rt, right, (uint64_t)shift) : new_ref(right);
    Own whole = NULL, rest = NULL, result = NULL;
    if (a == NULL || b == NULL || divide_magnitudes(rt, a, b, &whole, &rest) < 0) goto done;
    int overflow;
    uint64_t value = (uint64_t)int_value_overflow(whole, &overflow);
    if (int_sign(rest) != 0) value |= 1;
    double scaled = (double)value;
    ptrdiff_t least = -1074 - shift; /* bits below the last place of a subnormal */
    if (least > 0 && value >> (53 + least) == 0) {
        uint64_t half = (uint64_t)1 << (least - 1), mask = (half << 1) - 1, low = value & mask;
        value &= ~mask;
        if (low > half || (low == half && (value & (mask + 1)) != 0)) value += mask + 1;
        scaled = (double)value;
    }
    scaled = ldexp(scaled, (int)shift);
    result = isinf(scaled) ? true_divide_overflow(rt) : float_new(rt, negative ? -scaled : scaled);
done:
    release_all(rt, a, b, whole, rest);
    return result;
}
