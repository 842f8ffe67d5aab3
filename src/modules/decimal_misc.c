/* The operations that choose, move or relabel digits: comparison, the neighbours of a number, rounding to an exponent,
   rotation, and logic on digits that are 0 or 1. */
#include "modules/decimal_num.h"

#include <string.h>

/* --- signs */

void num_copy_abs(Calc *calc, Num *result, const Num *a)
{
    num_copy(calc, result, a);
    result->negative = false;
}

void num_copy_negate(Calc *calc, Num *result, const Num *a)
{
    num_copy(calc, result, a);
    result->negative = !a->negative;
}

void num_copy_sign(Calc *calc, Num *result, const Num *a, const Num *b)
{
    num_copy(calc, result, a);
    result->negative = b->negative;
}

/* --- order */

static void set_order(Num *result, int order)
{
    num_set_small(result, order < 0, order != 0, 0);
}

void num_compare(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (!num_take_nan(calc, result, a, b)) set_order(result, num_order(a, b));
}

void num_compare_signal(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (num_is_nan(a) || num_is_nan(b)) calc->status |= COND_InvalidOperation;
    num_compare(calc, result, a, b);
}

void num_compare_total(Calc *calc, Num *result, const Num *a, const Num *b)
{
    set_order(result, num_order_total(a, b));
}

void num_compare_total_mag(Calc *calc, Num *result, const Num *a, const Num *b)
{
    set_order(result, num_order_total_magnitude(a, b));
}

/* The one of two that ORDER has larger (SIGN 1) or smaller (-1); of equal ones, as their representations go. */
static void choose(Calc *calc, Num *result, const Num *a, const Num *b, int (*order)(const Num *, const Num *), int sign)
{
    if (a->kind == NUM_NAN && !num_is_nan(b)) num_copy(calc, result, b);
    else if (b->kind == NUM_NAN && !num_is_nan(a)) num_copy(calc, result, a);
    else if (!num_take_nan(calc, result, a, b)) {
        int which = order(a, b);
        if (which == 0) which = num_order_total(a, b);
        num_copy(calc, result, which * sign < 0 ? b : a);
    }
    num_finish(calc, result);
}

void num_max(Calc *calc, Num *result, const Num *a, const Num *b)
{
    choose(calc, result, a, b, num_order, 1);
}

void num_min(Calc *calc, Num *result, const Num *a, const Num *b)
{
    choose(calc, result, a, b, num_order, -1);
}

void num_max_mag(Calc *calc, Num *result, const Num *a, const Num *b)
{
    choose(calc, result, a, b, num_order_magnitude, 1);
}

void num_min_mag(Calc *calc, Num *result, const Num *a, const Num *b)
{
    choose(calc, result, a, b, num_order_magnitude, -1);
}

/* --- neighbours */

/* The next number of the context in the direction SIGN. */
static void next(Calc *calc, Num *result, const Num *a, bool down)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    if (a->kind == NUM_INFINITE && a->negative == down) {
        num_copy(calc, result, a);
        return;
    }
    Calc work = *calc;
    work.status = 0;
    work.context.rounding = down ? ROUND_FLOOR : ROUND_CEILING;
    if (a->kind == NUM_INFINITE) { /* what overflows the other way is the largest one */
        num_set_small(result, !down, 1, NUM_EXPONENT_HUGE);
        num_finish(&work, result);
        calc_join(calc, &work, 0);
        return;
    }
    num_copy(&work, result, a);
    num_finish(&work, result);
    if ((work.status & (COND_Inexact | COND_ERRORS)) == 0) {
        Num tiny;
        num_init(&tiny);
        num_set_small(&tiny, down, 1, num_etiny(&calc->context) - 1);
        work.status = 0;
        num_add(&work, result, a, &tiny);
        num_fini(calc->rt, &tiny);
    }
    calc_join(calc, &work, COND_ERRORS);
}

void num_next_minus(Calc *calc, Num *result, const Num *a)
{
    next(calc, result, a, true);
}

void num_next_plus(Calc *calc, Num *result, const Num *a)
{
    next(calc, result, a, false);
}

void num_next_toward(Calc *calc, Num *result, const Num *a, const Num *b)
{
    if (num_take_nan(calc, result, a, b)) return;
    int order = num_order(a, b);
    if (order == 0) {
        num_copy_sign(calc, result, a, b);
        return;
    }
    next(calc, result, a, order > 0);
    if (result->kind == NUM_INFINITE) {
        calc->status |= COND_Overflow | COND_Rounded | COND_Inexact;
    } else if (num_is_finite(result) && num_adjusted(result) < calc->context.emin) {
        calc->status |= COND_Underflow | COND_Subnormal | COND_Rounded | COND_Inexact;
        if (num_is_zero(result)) calc->status |= COND_Clamped;
    }
}

/* --- exponents */

void num_normalize(Calc *calc, Num *result, const Num *a)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    num_copy(calc, result, a);
    num_finish(calc, result);
    if (!num_is_finite(result)) return;
    if (num_is_zero(result)) {
        num_set_small(result, a->negative, 0, 0);
        return;
    }
    int64_t most = (calc->context.clamp ? num_etop(&calc->context) : calc->context.emax) - result->exponent, zeros = 0;
    while (zeros < most && words_digit(result->words, result->count, zeros) == 0) zeros++;
    (void)num_shift_right(result, zeros);
    result->exponent += zeros;
}

void num_quantize(Calc *calc, Num *result, const Num *a, const Num *b)
{
    const NumContext *context = &calc->context;
    if (num_take_nan(calc, result, a, b)) return;
    if (!num_is_finite(a) || !num_is_finite(b)) {
        if (a->kind == b->kind) num_copy(calc, result, a);
        else num_fail(calc, result, COND_InvalidOperation);
        return;
    }
    bool possible = b->exponent <= context->emax && b->exponent >= num_etiny(context);
    int64_t up = possible ? a->exponent - b->exponent : 0;
    if (!possible || (!num_is_zero(a) && a->digits + up > context->precision)) {
        num_fail(calc, result, COND_InvalidOperation);
        return;
    }
    num_copy(calc, result, a);
    if (!num_is_finite(result) || !num_shift_left(calc, result, up)) return;
    uint32_t status = 0;
    result->exponent = b->exponent;
    if (up < 0 && !num_is_zero(a)) {
        unsigned cut = num_shift_right(result, -up);
        num_round(calc, result, cut);
        status = COND_Rounded | (cut != 0 ? COND_Inexact : 0);
    }
    if (!num_is_zero(a) && (result->digits > context->precision || num_adjusted(result) > context->emax || num_adjusted(result) < num_etiny(context))) {
        num_fail(calc, result, COND_InvalidOperation);
        return;
    }
    calc->status |= status;
    num_finish(calc, result);
}

void num_rescale(Calc *calc, Num *result, const Num *a, int64_t exponent)
{
    num_copy(calc, result, a);
    if (!num_is_finite(result)) return;
    int64_t up = a->exponent - exponent;
    if (!num_is_zero(a) && up > 0 && a->digits + up > NUM_PRECISION_MAX + 1) {
        num_fail(calc, result, COND_InvalidOperation);
        return;
    }
    if (!num_shift_left(calc, result, up)) return;
    result->exponent = exponent;
    if (up >= 0 || num_is_zero(a)) return;
    unsigned cut = num_shift_right(result, -up);
    num_round(calc, result, cut);
    calc->status |= COND_Rounded | (cut != 0 ? COND_Inexact : 0);
}

void num_to_integral_exact(Calc *calc, Num *result, const Num *a)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    if (num_is_finite(a) && a->exponent < 0) num_rescale(calc, result, a, 0);
    else num_copy(calc, result, a);
}

void num_to_integral_value(Calc *calc, Num *result, const Num *a)
{
    uint32_t before = calc->status;
    num_to_integral_exact(calc, result, a);
    calc->status = before | (calc->status & ~(uint32_t)(COND_Inexact | COND_Rounded));
}

void num_to_integral(Calc *calc, Num *result, const Num *a)
{
    num_to_integral_value(calc, result, a);
}

void num_logb(Calc *calc, Num *result, const Num *a)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    if (a->kind == NUM_INFINITE) {
        num_set_special(result, false, NUM_INFINITE);
    } else if (num_is_zero(a)) {
        num_set_special(result, true, NUM_INFINITE);
        calc->status |= COND_DivisionByZero;
    } else {
        int64_t adjusted = num_adjusted(a);
        num_set_small(result, adjusted < 0, adjusted < 0 ? 0 - (uint64_t)adjusted : (uint64_t)adjusted, 0);
        num_finish(calc, result);
    }
}

/* The operand that says how far, an integer from -MOST to MOST; false: the result is there. */
static bool take_places(Calc *calc, Num *result, const Num *a, const Num *b, int64_t most, int64_t *places)
{
    if (num_take_nan(calc, result, a, b)) return false;
    *places = num_is_finite(b) && b->exponent == 0 ? num_clipped(b) : NUM_CLIP;
    if (*places > most || *places < -most) {
        num_fail(calc, result, COND_InvalidOperation);
        return false;
    }
    num_copy(calc, result, a);
    return num_is_finite(result);
}

void num_scaleb(Calc *calc, Num *result, const Num *a, const Num *b)
{
    int64_t places = 0;
    if (!take_places(calc, result, a, b, 2 * (calc->context.emax + calc->context.precision), &places)) return;
    int64_t exponent = a->exponent + places;
    result->exponent = exponent > NUM_EXPONENT_HUGE ? NUM_EXPONENT_HUGE : exponent < NUM_EXPONENT_TINY ? NUM_EXPONENT_TINY : exponent;
    num_finish(calc, result);
}

/* Only the last digits that the precision allows. */
static void keep_last(const Calc *calc, Num *num)
{
    int64_t most = calc->context.precision;
    if (num->digits <= most) return;
    size_t count = (size_t)((most - 1) / WORD_DIGITS) + 1;
    num->words[count - 1] %= words_power10[(most - 1) % WORD_DIGITS + 1];
    num_settle(num, count);
}

void num_shift(Calc *calc, Num *result, const Num *a, const Num *b)
{
    int64_t places = 0;
    if (!take_places(calc, result, a, b, calc->context.precision, &places)) return;
    if (places < 0) {
        keep_last(calc, result);
        (void)num_shift_right(result, -places);
    } else if (num_shift_left(calc, result, places)) {
        keep_last(calc, result);
    }
}

void num_rotate(Calc *calc, Num *result, const Num *a, const Num *b)
{
    int64_t places = 0;
    if (!take_places(calc, result, a, b, calc->context.precision, &places)) return;
    keep_last(calc, result);
    if (places < 0) places += calc->context.precision;
    Num low;
    num_init(&low);
    num_copy(calc, &low, result);
    (void)num_shift_right(&low, calc->context.precision - places);
    if (num_is_finite(&low) && num_shift_left(calc, result, places) && num_reserve(calc, result, low.count)) {
        keep_last(calc, result);
        /* The digits that went out on the left come in where there are zeros now. */
        size_t count = result->count > low.count ? result->count : low.count;
        for (size_t i = result->count; i < count; i++) result->words[i] = 0;
        (void)words_add(result->words, result->words, count, low.words, low.count);
        num_settle(result, count);
    }
    num_fini(calc->rt, &low);
}

/* --- logic */

static bool is_logical(const Num *a)
{
    if (!num_is_finite(a) || a->negative || a->exponent != 0) return false;
    for (int64_t place = 0; place < a->digits; place++) {
        if (words_digit(a->words, a->count, place) > 1) return false;
    }
    return true;
}

/* Each digit is what TABLE has at (digit of a) + 2 * (digit of b); as many as the longer one has, or ALL that the precision
   allows. */
static void combine(Calc *calc, Num *result, const Num *a, const Num *b, bool all, const char *table)
{
    int64_t most = calc->context.precision, digits = a->digits > b->digits ? a->digits : b->digits;
    if (!is_logical(a) || !is_logical(b)) {
        num_fail(calc, result, COND_InvalidOperation);
        return;
    }
    if (all || digits > most) digits = most;
    uint64_t count = (uint64_t)(digits - 1) / WORD_DIGITS + 1;
    num_set_small(result, false, 0, 0);
    if (!num_reserve(calc, result, count)) return;
    memset(result->words, 0, count * sizeof *result->words);
    for (int64_t place = 0; place < digits; place++) {
        unsigned bits = words_digit(a->words, a->count, place) + 2 * words_digit(b->words, b->count, place);
        if (table[bits] == '1') result->words[place / WORD_DIGITS] += words_power10[place % WORD_DIGITS];
    }
    num_settle(result, (size_t)count);
}

void num_logical_and(Calc *calc, Num *result, const Num *a, const Num *b)
{
    combine(calc, result, a, b, false, "0001");
}

void num_logical_or(Calc *calc, Num *result, const Num *a, const Num *b)
{
    combine(calc, result, a, b, false, "0111");
}

void num_logical_xor(Calc *calc, Num *result, const Num *a, const Num *b)
{
    combine(calc, result, a, b, false, "0110");
}

void num_logical_invert(Calc *calc, Num *result, const Num *a)
{
    combine(calc, result, a, a, true, "1000");
}
