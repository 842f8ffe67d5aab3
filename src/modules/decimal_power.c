/* Powers: by repeated squaring when the exponent is an integer, else by way of the logarithm; and powers modulo an
   integer. */
#include "modules/decimal_num.h"
#include "objects/error.h"

enum { GUARD_DIGITS = 4, EXPONENT_DIGITS = 19 };

/* 1 with as many zeros after the point as the precision allows. */
static void set_long_one(Calc *calc, Num *result, bool negative, int64_t zeros)
{
    num_set_small(result, negative, 1, 0);
    if (num_shift_left(calc, result, zeros)) result->exponent = -zeros;
}

static int order_one(const Num *a, bool magnitude)
{
    Num one;
    num_init(&one);
    num_set_small(&one, false, 1, 0);
    return magnitude ? num_order_magnitude(a, &one) : num_order(a, &one);
}

/* Powers with an infinite exponent; the base is not negative. */
static void infinite_exponent(Calc *calc, Num *result, const Num *base, const Num *exponent, bool negative)
{
    int order = order_one(base, false);
    if (order == 0) {
        set_long_one(calc, result, negative, calc->context.precision - 1);
        calc->status |= COND_Inexact | COND_Rounded;
    } else if ((order < 0) != exponent->negative) {
        num_set_small(result, negative, 0, 0);
    } else {
        num_set_special(result, negative, NUM_INFINITE);
    }
}

/* What needs no computation: true. */
static bool power_special(Calc *calc, Num *result, const Num *base, const Num *exponent, bool integer, bool negative)
{
    if (num_take_nan(calc, result, base, exponent)) return true;
    if (num_is_zero(base)) {
        if (num_is_zero(exponent)) num_fail(calc, result, COND_InvalidOperation);
        else if (exponent->negative) num_set_special(result, negative, NUM_INFINITE);
        else num_set_small(result, negative, 0, 0);
    } else if (base->negative && (!integer || exponent->kind == NUM_INFINITE)) {
        num_fail(calc, result, COND_InvalidOperation);
    } else if (exponent->kind == NUM_INFINITE) {
        infinite_exponent(calc, result, base, exponent, negative);
    } else if (base->kind == NUM_INFINITE) {
        if (num_is_zero(exponent)) num_set_small(result, negative, 1, 0);
        else if (exponent->negative) num_set_small(result, negative, 0, 0);
        else num_set_special(result, negative, NUM_INFINITE);
    } else if (num_is_zero(exponent)) {
        num_set_small(result, negative, 1, 0);
    } else return false;
    return true;
}

/* A power of 1 or -1: 1.00 ** 3 is 1.000000. */
static void power_of_one(Calc *calc, Num *result, const Num *base, const Num *exponent, bool integer, bool negative)
{
    int64_t most = calc->context.precision - 1, zeros = most;
    if (!integer) {
        calc->status |= COND_Inexact | COND_Rounded;
    } else if (exponent->negative) {
        zeros = 0;
    } else {
        int64_t times = num_clipped(exponent), places = -base->exponent;
        if (places == 0) zeros = 0;
        else if (places > 0 && times <= most / places) zeros = times * places;
        else if (places < 0) zeros = 0;
        if (places > 0 && times > most / places) calc->status |= COND_Rounded;
    }
    set_long_one(calc, result, negative, zeros);
}

static int64_t count_digits(int64_t value)
{
    int64_t count = 1;
    for (value = value < 0 ? -value : value; value >= 10; value /= 10) count++;
    return count;
}

/* Where the power is beyond all exponents of the context by a rough estimate of |log10(base)|: true, and what that gives. */
static bool out_of_bounds(Calc *calc, Num *result, const Num *base, const Num *exponent, bool negative)
{
    int64_t adjusted = num_adjusted(base), zeta;
    if (adjusted > 0) zeta = count_digits(adjusted) - 1;
    else if (adjusted < -1) zeta = count_digits(adjusted + 1) - 1;
    else {
        Calc wide = calc_largest(calc);
        Num one, apart;
        num_init(&one);
        num_init(&apart);
        num_set_small(&one, base->negative, 1, 0);
        num_subtract(&wide, &apart, base, &one);
        calc_join(calc, &wide, 0);
        zeta = num_is_finite(&apart) ? num_adjusted(&apart) - (adjusted == 0 ? 2 : 1) : 0;
        num_fini(calc->rt, &one);
        num_fini(calc->rt, &apart);
    }
    bool grows = (adjusted < 0) == exponent->negative;
    int64_t omega = count_digits(grows ? calc->context.emax : num_etiny(&calc->context));
    if (omega >= zeta + num_adjusted(exponent)) return false;
    num_set_small(result, negative, 1, grows ? NUM_EXPONENT_HUGE : num_etiny(&calc->context) - 1);
    num_finish(calc, result);
    return true;
}

/* Is there no sense in going on? */
static bool is_over(const Calc *work, const Num *power)
{
    return !num_is_finite(power) || (num_is_zero(power) && (work->status & COND_Clamped) != 0);
}

/* base ** exponent under the context of WORK, from the exponent's first bit on. */
static void power_bits(Calc *work, Num *result, const Num *base, uint64_t exponent)
{
    Num product;
    num_init(&product);
    num_copy(work, result, base);
    int bit = 63;
    while ((exponent >> bit & 1) == 0) bit--;
    while (--bit >= 0) {
        num_multiply(work, &product, result, result);
        num_swap(&product, result);
        if ((exponent >> bit & 1) != 0) {
            num_multiply(work, &product, result, base);
            num_swap(&product, result);
        }
        if (is_over(work, result)) break;
    }
    num_fini(work->rt, &product);
}

/* The same for an exponent of any length, from its last bit on. */
static void power_long(Calc *work, Num *result, const Num *base, const Num *exponent)
{
    Num square, left, product;
    num_init(&square);
    num_init(&left);
    num_init(&product);
    num_copy(work, &square, base);
    Calc wide = calc_largest(work);
    num_rescale(&wide, &left, exponent, 0);
    num_set_small(result, false, 1, 0);
    while (!num_is_nan(&square) && num_is_finite(&left) && !num_is_zero(&left)) {
        if (num_is_odd(&left)) {
            num_multiply(work, &product, result, &square);
            num_swap(&product, result);
            if (is_over(work, result)) break;
        }
        num_multiply(work, &product, &square, &square);
        num_swap(&product, &square);
        (void)words_divide_word(left.words, left.words, left.count, 2);
        num_settle(&left, left.count);
        if (error_poll(work->rt) < 0) num_fail(work, &square, COND_FAILED);
    }
    calc_join(work, &wide, 0);
    if ((work->status & COND_FAILED) != 0) num_set_special(result, false, NUM_NAN);
    num_fini(work->rt, &square);
    num_fini(work->rt, &left);
    num_fini(work->rt, &product);
}

static void power_integer(Calc *calc, Num *result, const Num *base, const Num *exponent, bool negative)
{
    Calc work = *calc;
    Num factor;
    num_init(&factor);
    work.status = 0;
    work.context.precision += exponent->digits + exponent->exponent + 2 + exponent->negative;
    work.context.rounding = ROUND_HALF_EVEN;
    work.context.clamp = false;
    if (exponent->negative) {
        Num one;
        num_init(&one);
        num_set_small(&one, false, 1, 0);
        num_divide(&work, &factor, &one, base);
    } else {
        num_copy(&work, &factor, base);
    }
    int64_t times = num_clipped(exponent);
    if ((work.status & COND_ERRORS) != 0) num_set_special(result, false, NUM_NAN);
    else if (times == NUM_CLIP || times == -NUM_CLIP) power_long(&work, result, &factor, exponent);
    else power_bits(&work, result, &factor, (uint64_t)(times < 0 ? -times : times));
    if (!num_is_nan(result)) result->negative = negative;
    if (result->kind == NUM_INFINITE) num_set_small(result, negative, 1, NUM_EXPONENT_HUGE); /* overflows as the rounding says */
    calc->status |= work.status;
    num_finish(calc, result);
    num_fini(calc->rt, &factor);
}

static void power_real(Calc *calc, Num *result, const Num *base, const Num *exponent)
{
    Calc work = calc_largest(calc);
    Num log, product;
    num_init(&log);
    num_init(&product);
    work.context.precision = (base->digits > calc->context.precision ? base->digits : calc->context.precision) + GUARD_DIGITS + EXPONENT_DIGITS;
    num_ln(&work, &log, base);
    num_multiply(&work, &product, &log, exponent);
    calc_join(calc, &work, COND_ERRORS);
    work.status = 0;
    num_exp(&work, result, &product);
    calc->status |= work.status | COND_Inexact | COND_Rounded;
    if (num_is_finite(result) && order_one(result, false) == 0) set_long_one(calc, result, false, calc->context.precision - 1);
    if (result->kind == NUM_INFINITE) num_set_small(result, false, 1, NUM_EXPONENT_HUGE);
    num_finish(calc, result);
    num_fini(calc->rt, &log);
    num_fini(calc->rt, &product);
}

void num_power(Calc *calc, Num *result, const Num *base, const Num *exponent)
{
    bool integer = num_is_integer(exponent), negative = integer && base->negative && num_is_odd(exponent);
    if (power_special(calc, result, base, exponent, integer, negative)) return;
    if (order_one(base, true) == 0) power_of_one(calc, result, base, exponent, integer, negative);
    else if (out_of_bounds(calc, result, base, exponent, negative)) return;
    else if (integer) power_integer(calc, result, base, exponent, negative);
    else power_real(calc, result, base, exponent);
}

/* --- modulo */

/* a = a * b % modulus, of integers with exponent 0; B may be A. */
static void multiply_modulo(Calc *wide, Num *a, const Num *b, const Num *modulus)
{
    Num product;
    num_init(&product);
    num_multiply(wide, &product, a, b);
    num_remainder(wide, a, &product, modulus);
    num_fini(wide->rt, &product);
}

/* result = base ** exponent % modulus; BASE and EXPONENT, which is an integer with exponent 0, are used up. */
static void power_loop(Calc *wide, Num *result, Num *base, Num *exponent, const Num *modulus)
{
    num_set_small(result, false, 1, 0);
    while (num_is_finite(exponent) && num_is_finite(base) && num_is_finite(result) && !num_is_zero(exponent)) {
        if (num_is_odd(exponent)) multiply_modulo(wide, result, base, modulus);
        multiply_modulo(wide, base, base, modulus);
        (void)words_divide_word(exponent->words, exponent->words, exponent->count, 2);
        num_settle(exponent, exponent->count);
        if (error_poll(wide->rt) < 0) num_fail(wide, result, COND_FAILED);
    }
}

/* Operands that have no power: true.  All are finite integers then. */
static bool modulo_special(Calc *calc, Num *result, const Num *a, const Num *b, const Num *modulus, bool negative)
{
    if (a->kind == NUM_SNAN || b->kind == NUM_SNAN || modulus->kind == NUM_SNAN) {
        const Num *nan = a->kind == NUM_SNAN ? a : b->kind == NUM_SNAN ? b : modulus;
        return num_take_nan(calc, result, nan, NULL);
    }
    if (num_take_nan(calc, result, a, b) || num_take_nan(calc, result, modulus, NULL)) return true;
    bool possible = num_is_integer(a) && num_is_integer(b) && num_is_integer(modulus) && !num_is_zero(modulus) &&
                    modulus->digits + modulus->exponent <= calc->context.precision && (num_is_zero(b) ? !num_is_zero(a) : !b->negative);
    if (!possible) num_fail(calc, result, COND_InvalidOperation);
    else if (num_is_zero(b)) num_set_small(result, negative, order_one(modulus, true) != 0, 0);
    else if (num_is_zero(a)) num_set_small(result, negative, 0, 0);
    else return false;
    return true;
}

void num_power_modulo(Calc *calc, Num *result, const Num *a, const Num *b, const Num *modulus)
{
    bool negative = a->negative && num_is_odd(b);
    if (modulo_special(calc, result, a, b, modulus, negative)) return;
    Calc wide = calc_largest(calc);
    Num whole, base, left, scale, ten;
    num_init(&whole);
    num_init(&base);
    num_init(&left);
    num_init(&scale);
    num_init(&ten);
    num_rescale(&wide, &whole, modulus, 0);
    whole.negative = false;
    /* base = coefficient * 10**exponent % modulus */
    num_set_small(&ten, false, 10, 0);
    num_set_small(&left, false, a->exponent > 0 ? (uint64_t)a->exponent : 0, 0);
    power_loop(&wide, &scale, &ten, &left, &whole);
    if (a->exponent < 0) num_rescale(&wide, &base, a, 0);
    else num_copy(&wide, &base, a);
    base.negative = false;
    base.exponent = 0;
    multiply_modulo(&wide, &base, &scale, &whole);
    /* To the power of ten for each zero of the exponent, then to what stands before them. */
    for (int64_t i = 0; i < b->exponent && num_is_finite(&base); i++) {
        num_set_small(&left, false, 10, 0);
        power_loop(&wide, &scale, &base, &left, &whole);
        num_swap(&scale, &base);
    }
    if (b->exponent < 0) num_rescale(&wide, &left, b, 0);
    else num_copy(&wide, &left, b);
    left.exponent = 0;
    power_loop(&wide, result, &base, &left, &whole);
    calc_join(calc, &wide, COND_ERRORS);
    if ((calc->status & COND_FAILED) != 0) num_set_special(result, false, NUM_NAN);
    else result->negative = negative;
    num_fini(calc->rt, &whole);
    num_fini(calc->rt, &base);
    num_fini(calc->rt, &left);
    num_fini(calc->rt, &scale);
    num_fini(calc->rt, &ten);
}
