/* The four operations, their relatives with whole quotients, and what changes an exponent only. */
#include "modules/decimal_num.h"

#include <string.h>

/* --- addition */

/* In front of SMALL's first digit there is nothing left of BIG within the precision: any tiny number rounds as SMALL. */
static void make_tiny(const Calc *calc, const Num *big, const Num *small, Num *tiny)
{
    int64_t precision = calc->context.precision, exponent = big->exponent - 1;
    if (big->digits <= precision) exponent -= precision + 1 - big->digits;
    if (num_adjusted(small) < exponent) num_set_small(tiny, small->negative, num_is_zero(small) ? 0 : 1, exponent);
}

/* Coefficients of the same exponent, their signs minded. */
static void add_coefficients(Calc *calc, Num *result, const Num *a, const Num *b, bool b_negative)
{
    int order = words_compare(a->words, a->count, b->words, b->count);
    const Num *more = order < 0 ? b : a, *less = order < 0 ? a : b;
    result->kind = NUM_FINITE;
    result->exponent = a->exponent;
    result->count = 0;
    if (!num_reserve(calc, result, (uint64_t)more->count + 1)) return;
    if (a->negative == b_negative) {
        result->words[more->count] = words_add(result->words, more->words, more->count, less->words, less->count);
        result->negative = a->negative;
        num_settle(result, (size_t)more->count + 1);
        return;
    }
    words_subtract(result->words, more->words, more->count, less->words, less->count);
    result->negative = order == 0 ? calc->context.rounding == ROUND_FLOOR : (order > 0 ? a->negative : b_negative);
    num_settle(result, more->count);
}

/* a + b, or a - b; not fitted. */
static void add_exact(Calc *calc, Num *result, const Num *a, const Num *b, bool b_negative)
{
    if (!num_is_finite(a) || !num_is_finite(b)) {
        if (num_take_nan(calc, result, a, b)) return;
        if (num_is_finite(b)) num_set_special(result, a->negative, NUM_INFINITE);
        else if (num_is_finite(a) || a->negative == b_negative) num_set_special(result, b_negative, NUM_INFINITE);
        else num_fail(calc, result, COND_InvalidOperation);
        return;
    }
    if (a->exponent == b->exponent) {
        add_coefficients(calc, result, a, b, b_negative);
        return;
    }
    bool a_is_big = a->exponent > b->exponent;
    const Num *big = a_is_big ? a : b, *small = a_is_big ? b : a;
    Num tiny, shifted;
    num_init(&tiny);
    num_init(&shifted);
    if (!num_is_zero(big)) {
        tiny.kind = NUM_NAN;
        make_tiny(calc, big, small, &tiny);
        if (num_is_finite(&tiny)) small = &tiny;
    }
    num_copy(calc, &shifted, big);
    if (num_is_finite(&shifted) && num_shift_left(calc, &shifted, big->exponent - small->exponent)) {
        shifted.exponent = small->exponent;
        if (a_is_big) add_coefficients(calc, result, &shifted, small, b_negative);
        else add_coefficients(calc, result, small, &shifted, b_negative);
    } else {
        num_set_special(result, false, NUM_NAN);
    }
    num_fini(calc->rt, &shifted);
}

void num_add(Calc *calc, Num *result, const Num *a, const Num *b)
{
    add_exact(calc, result, a, b, b->negative);
    num_finish(calc, result);
}

void num_subtract(Calc *calc, Num *result, const Num *a, const Num *b)
{
    add_exact(calc, result, a, b, !b->negative);
    num_finish(calc, result);
}

/* The number with a sign, but 0 has one only when rounding down. */
static void take_sign(Calc *calc, Num *result, const Num *a, bool negative)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    num_copy(calc, result, a);
    if (num_is_nan(result)) return;
    result->negative = num_is_zero(a) && calc->context.rounding != ROUND_FLOOR ? false : negative;
    num_finish(calc, result);
}

void num_plus(Calc *calc, Num *result, const Num *a)
{
    take_sign(calc, result, a, a->negative);
}

void num_minus(Calc *calc, Num *result, const Num *a)
{
    take_sign(calc, result, a, !a->negative);
}

void num_abs(Calc *calc, Num *result, const Num *a)
{
    if (a->negative) num_minus(calc, result, a);
    else num_plus(calc, result, a);
}

/* --- multiplication */

void num_multiply_exact(Calc *calc, Num *result, const Num *a, const Num *b)
{
    bool negative = a->negative != b->negative;
    if (!num_is_finite(a) || !num_is_finite(b)) {
        if (num_take_nan(calc, result, a, b)) return;
        if (num_is_zero(a) || num_is_zero(b)) num_fail(calc, result, COND_InvalidOperation);
        else num_set_special(result, negative, NUM_INFINITE);
        return;
    }
    size_t count = (size_t)a->count + b->count;
    result->count = 0;
    if (!num_reserve(calc, result, count)) return;
    if (words_multiply(calc->rt, result->words, a->words, a->count, b->words, b->count) < 0) {
        num_fail(calc, result, COND_FAILED);
        return;
    }
    result->kind = NUM_FINITE;
    result->negative = negative;
    result->exponent = a->exponent + b->exponent;
    num_settle(result, count);
}

void num_multiply(Calc *calc, Num *result, const Num *a, const Num *b)
{
    num_multiply_exact(calc, result, a, b);
    num_finish(calc, result);
}

void num_fma(Calc *calc, Num *result, const Num *a, const Num *b, const Num *c)
{
    Num product;
    num_init(&product);
    uint32_t before = calc->status;
    calc->status = 0;
    num_multiply_exact(calc, &product, a, b);
    if ((calc->status & (COND_InvalidOperation | COND_FAILED)) != 0) num_copy(calc, result, &product);
    else num_add(calc, result, &product, c);
    calc->status |= before;
    num_fini(calc->rt, &product);
}

/* --- division */

/* Both coefficients as far to the left as needed, divided: whole part and rest, both of exponent 0. */
static bool divide_coefficients(Calc *calc, Num *quotient, Num *rest, const Num *a, int64_t a_shift, const Num *b, int64_t b_shift)
{
    Num x, y;
    num_init(&x);
    num_init(&y);
    bool done = false;
    num_copy(calc, &x, a);
    num_copy(calc, &y, b);
    if (!num_is_finite(&x) || !num_is_finite(&y) || !num_shift_left(calc, &x, a_shift) || !num_shift_left(calc, &y, b_shift)) goto end;
    quotient->count = rest->count = 0;
    quotient->kind = rest->kind = NUM_FINITE;
    quotient->exponent = rest->exponent = 0;
    size_t count = x.count < y.count ? 1 : (size_t)x.count - y.count + 1;
    if (!num_reserve(calc, quotient, count) || !num_reserve(calc, rest, x.count > y.count ? x.count : y.count)) goto end;
    if (x.count < y.count) {
        quotient->words[0] = 0;
        memcpy(rest->words, x.words, x.count * sizeof *x.words);
        num_settle(rest, x.count);
    } else {
        if (words_divide(calc->rt, quotient->words, rest->words, x.words, x.count, y.words, y.count) < 0) {
            calc->status |= COND_FAILED;
            goto end;
        }
        num_settle(rest, y.count);
    }
    num_settle(quotient, count);
    done = true;
end:
    num_fini(calc->rt, &x);
    num_fini(calc->rt, &y);
    return done;
}

/* NaNs, infinities and zeros among the operands of a division: true, the result is there. */
static bool divide_special(Calc *calc, Num *result, const Num *a, const Num *b)
{
    bool negative = a->negative != b->negative;
    if (num_take_nan(calc, result, a, b)) return true;
    if (a->kind == NUM_INFINITE && b->kind == NUM_INFINITE) num_fail(calc, result, COND_InvalidOperation);
    else if (a->kind == NUM_INFINITE) num_set_special(result, negative, NUM_INFINITE);
    else if (num_is_zero(b) && num_is_zero(a)) num_fail(calc, result, COND_DivisionUndefined);
    else if (num_is_zero(b)) {
        num_set_special(result, negative, NUM_INFINITE);
        calc->status |= COND_DivisionByZero;
    } else return false;
    return true;
}

/* a / b of finite numbers with so many digits that rounding comes out right; IDEAL: as few as an exact result needs. */
static void divide_finite(Calc *calc, Num *result, const Num *a, const Num *b, int64_t precision)
{
    int64_t shift = b->digits - a->digits + precision + 1, ideal = a->exponent - b->exponent;
    bool negative = a->negative != b->negative;
    Num rest;
    num_init(&rest);
    if (!divide_coefficients(calc, result, &rest, a, shift > 0 ? shift : 0, b, shift < 0 ? -shift : 0)) {
        num_set_special(result, false, NUM_NAN);
    } else {
        result->negative = negative;
        result->exponent = ideal - shift;
        if (!num_is_zero(&rest)) {
            if (result->words[0] % 5 == 0) result->words[0]++; /* not just a half, not exact */
        } else {
            while (result->exponent < ideal) { /* exact: nearer to the ideal exponent */
                int64_t most = ideal - result->exponent, zeros = 0;
                while (zeros < most && zeros < result->digits && words_digit(result->words, result->count, zeros) == 0) zeros++;
                if (zeros == 0) break;
                (void)num_shift_right(result, zeros);
                result->exponent += zeros;
            }
        }
    }
    num_fini(calc->rt, &rest);
}

enum { LONG_PRECISION = 100000 };

void num_divide(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (divide_special(calc, result, a, b)) return;
    if (b->kind == NUM_INFINITE) {
        num_set_small(result, a->negative != b->negative, 0, num_etiny(&calc->context));
        calc->status |= COND_Clamped;
        return;
    }
    if (num_is_zero(a)) {
        num_set_small(result, a->negative != b->negative, 0, a->exponent - b->exponent);
        num_finish(calc, result);
        return;
    }
    /* With a precision that no memory could hold, the result may still be exact: then it is not longer than this. */
    int64_t enough = a->digits + 4 * b->digits;
    if (calc->context.precision > LONG_PRECISION && enough < calc->context.precision) {
        Calc trial = *calc;
        trial.status = 0;
        trial.context.precision = enough;
        divide_finite(&trial, result, a, b, enough);
        num_finish(&trial, result);
        calc_join(calc, &trial, 0);
        if ((trial.status & (COND_Inexact | COND_FAILED)) == 0) {
            num_finish(calc, result);
            return;
        }
        if ((trial.status & COND_FAILED) != 0) return;
    }
    divide_finite(calc, result, a, b, calc->context.precision);
    num_finish(calc, result);
}

/* Whole quotient and rest of finite numbers, b not 0; not fitted.  False: both are NaNs. */
static bool divide_whole(Calc *calc, Num *quotient, Num *rest, const Num *a, const Num *b)
{
    int64_t exponent = a->exponent < b->exponent ? a->exponent : b->exponent, places = num_adjusted(a) - num_adjusted(b);
    bool negative = a->negative != b->negative, small = num_is_zero(a) || places < 0, done = false;
    if (small) {
        num_set_small(quotient, negative, 0, 0);
        num_copy(calc, rest, a);
        done = num_is_finite(rest) && (num_is_zero(a) || num_shift_left(calc, rest, a->exponent - exponent));
    } else if (places > calc->context.precision) {
        calc->status |= COND_DivisionImpossible;
    } else {
        int64_t shift = a->exponent - b->exponent;
        done = divide_coefficients(calc, quotient, rest, a, shift > 0 ? shift : 0, b, shift < 0 ? -shift : 0);
        if (done && quotient->digits > calc->context.precision) {
            calc->status |= COND_DivisionImpossible;
            done = false;
        }
    }
    if (!done) {
        num_set_special(quotient, false, NUM_NAN);
        num_set_special(rest, false, NUM_NAN);
        return false;
    }
    quotient->negative = negative;
    rest->negative = a->negative;
    rest->exponent = exponent;
    return true;
}

void num_divide_int(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (divide_special(calc, result, a, b)) return;
    if (b->kind == NUM_INFINITE) {
        num_set_small(result, a->negative != b->negative, 0, 0);
        return;
    }
    Num rest;
    num_init(&rest);
    (void)divide_whole(calc, result, &rest, a, b);
    num_finish(calc, result);
    num_fini(calc->rt, &rest);
}

/* The same for remainders; x % 0 is invalid, and x % infinity is x. */
static bool remainder_special(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (num_take_nan(calc, result, a, b)) return true;
    if (a->kind == NUM_INFINITE) num_fail(calc, result, COND_InvalidOperation);
    else if (b->kind == NUM_INFINITE) {
        num_copy(calc, result, a);
        num_finish(calc, result);
    } else if (num_is_zero(b)) num_fail(calc, result, num_is_zero(a) ? COND_DivisionUndefined : COND_InvalidOperation);
    else return false;
    return true;
}

void num_remainder(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (remainder_special(calc, result, a, b)) return;
    Num quotient;
    num_init(&quotient);
    (void)divide_whole(calc, &quotient, result, a, b);
    num_finish(calc, result);
    num_fini(calc->rt, &quotient);
}

void num_divmod(Calc *calc, Num *quotient, Num *rest, const Num *a, const Num *b)
{
    bool negative = a->negative != b->negative;
    if (num_take_nan(calc, quotient, a, b)) {
        num_copy(calc, rest, quotient);
        return;
    }
    if (num_is_finite(a) && num_is_finite(b) && !num_is_zero(b)) {
        (void)divide_whole(calc, quotient, rest, a, b);
        num_finish(calc, quotient);
        num_finish(calc, rest);
    } else if (a->kind == NUM_INFINITE) {
        if (b->kind == NUM_INFINITE) num_set_special(quotient, false, NUM_NAN);
        else num_set_special(quotient, negative, NUM_INFINITE);
        num_fail(calc, rest, COND_InvalidOperation);
    } else if (b->kind == NUM_INFINITE) {
        num_copy(calc, rest, a);
        num_finish(calc, rest);
        num_set_small(quotient, negative, 0, 0);
    } else if (num_is_zero(a)) {
        num_set_special(quotient, false, NUM_NAN);
        num_fail(calc, rest, COND_DivisionUndefined);
    } else {
        num_set_special(quotient, negative, NUM_INFINITE);
        num_fail(calc, rest, COND_DivisionByZero | COND_InvalidOperation);
    }
}

/* Then the next integer has a digit more. */
static bool all_nines(const Num *a)
{
    for (int64_t place = 0; place < a->digits; place++) {
        if (words_digit(a->words, a->count, place) != 9) return false;
    }
    return true;
}

/* The rest REST of the division by B may be nearer to the next multiple. */
static void step_nearer(Calc *calc, Num *result, const Num *quotient, const Num *b)
{
    Num other;
    num_init(&other);
    Calc wide = calc_largest(calc);
    add_exact(&wide, &other, result, b, result->negative == b->negative ? !b->negative : b->negative);
    calc_join(calc, &wide, COND_ERRORS);
    int order = num_is_finite(&other) ? num_order_magnitude(&other, result) : 1;
    if (order < 0 || (order == 0 && num_is_odd(quotient))) {
        if (quotient->digits == calc->context.precision && all_nines(quotient)) num_fail(calc, result, COND_DivisionImpossible);
        else num_copy(calc, result, &other);
    }
    num_fini(calc->rt, &other);
}

void num_remainder_near(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (remainder_special(calc, result, a, b)) return;
    Num quotient;
    num_init(&quotient);
    if (divide_whole(calc, &quotient, result, a, b) && !num_is_zero(result)) {
        int64_t apart = num_adjusted(b) - num_adjusted(result);
        if (apart >= -1 && apart <= 1) step_nearer(calc, result, &quotient, b);
    }
    num_finish(calc, result);
    num_fini(calc->rt, &quotient);
}
