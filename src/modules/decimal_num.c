/* Decimal numbers: where they are kept, how they are fitted into a context, how they are ordered.  What rounding does
   is in one place, num_finish() and what it calls, so that no operation knows of modes. */
#include "modules/decimal_num.h"

#include <string.h>

#include "memory/heap.h"

void num_init(Num *num)
{
    num->words = num->few;
    num->room = NUM_FEW;
    num_set_small(num, false, 0, 0);
}

void num_fini(Rt *rt, Num *num)
{
    if (num->words != num->few) heap_free(rt, num->words);
}

void num_fail(Calc *calc, Num *result, uint32_t condition)
{
    num_set_special(result, false, NUM_NAN);
    calc->status |= condition;
}

bool num_reserve(Calc *calc, Num *num, uint64_t count)
{
    if (count <= num->room) return true;
    uint32_t *words = NULL;
    if (count > UINT32_MAX) heap_no_memory(calc->rt);
    else words = heap_realloc(calc->rt, num->words == num->few ? NULL : num->words, count * sizeof *words);
    if (words == NULL) {
        num_fail(calc, num, COND_FAILED);
        return false;
    }
    if (num->words == num->few) memcpy(words, num->few, num->count * sizeof *words);
    num->words = words;
    num->room = (uint32_t)count;
    return true;
}

void num_settle(Num *num, size_t count)
{
    num->count = (uint32_t)words_trim(num->words, count);
    num->digits = words_digits(num->words, num->count);
}

void num_set_small(Num *num, bool negative, uint64_t coefficient, int64_t exponent)
{
    num->kind = NUM_FINITE;
    num->negative = negative;
    num->exponent = exponent;
    size_t count = 0;
    do num->words[count++] = (uint32_t)(coefficient % WORD_BASE);
    while ((coefficient /= WORD_BASE) != 0);
    num_settle(num, count);
}

void num_set_special(Num *num, bool negative, NumKind kind)
{
    num->kind = (uint8_t)kind;
    num->negative = negative;
    num->exponent = num->digits = 0;
    num->count = 0;
}

void num_copy(Calc *calc, Num *result, const Num *a)
{
    if (result == a || !num_reserve(calc, result, a->count)) return;
    memcpy(result->words, a->words, a->count * sizeof *a->words);
    result->kind = a->kind;
    result->negative = a->negative;
    result->count = a->count;
    result->exponent = a->exponent;
    result->digits = a->digits;
}

void num_swap(Num *a, Num *b)
{
    bool a_few = a->words == a->few, b_few = b->words == b->few;
    Num kept = *a;
    *a = *b;
    *b = kept;
    if (b_few) a->words = a->few;
    if (a_few) b->words = b->few;
}

bool num_shift_left(Calc *calc, Num *num, int64_t digits)
{
    if (digits <= 0 || num_is_zero(num)) return true;
    uint64_t count = num->count + (uint64_t)(digits / WORD_DIGITS) + 1;
    if (!num_reserve(calc, num, count)) return false;
    words_shift_left(num->words, num->words, num->count, digits);
    num_settle(num, (size_t)count);
    return true;
}

unsigned num_shift_right(Num *num, int64_t digits)
{
    if (digits <= 0) return 0;
    unsigned cut = words_shift_right(num->words, num->words, num->count, digits);
    uint64_t whole = (uint64_t)(digits / WORD_DIGITS);
    num_settle(num, whole >= num->count ? 1 : num->count - (size_t)whole);
    return cut;
}

/* --- rounding */

static bool rounds_up(const Num *num, Rounding rounding, unsigned cut)
{
    switch (rounding) {
    case ROUND_UP: return cut != 0;
    case ROUND_DOWN: return false;
    case ROUND_CEILING: return cut != 0 && !num->negative;
    case ROUND_FLOOR: return cut != 0 && num->negative;
    case ROUND_HALF_UP: return cut >= 5;
    case ROUND_HALF_DOWN: return cut > 5;
    case ROUND_HALF_EVEN: return cut > 5 || (cut == 5 && (num->words[0] & 1) != 0);
    case ROUND_05UP: return cut != 0 && num->words[0] % 5 == 0;
    case ROUNDING_COUNT: break;
    }
    return false;
}

void num_round(Calc *calc, Num *num, unsigned cut)
{
    if (!rounds_up(num, calc->context.rounding, cut)) return;
    const uint32_t one = 1;
    size_t count = num->count;
    if (words_add(num->words, num->words, count, &one, 1) != 0) {
        if (!num_reserve(calc, num, count + 1)) return;
        num->words[count++] = 1;
    }
    num_settle(num, count);
}

/* The largest number of the context, or an infinity, as the rounding has it. */
static void overflow(Calc *calc, Num *num)
{
    const NumContext *context = &calc->context;
    bool negative = num->negative;
    calc->status |= COND_Overflow | COND_Inexact | COND_Rounded;
    if (context->rounding == ROUND_DOWN || context->rounding == ROUND_05UP || context->rounding == (negative ? ROUND_CEILING : ROUND_FLOOR)) {
        uint64_t count = (uint64_t)(context->precision + WORD_DIGITS - 1) / WORD_DIGITS;
        if (!num_reserve(calc, num, count)) return;
        for (uint64_t i = 0; i < count; i++) num->words[i] = WORD_BASE - 1;
        num->words[count - 1] = words_power10[(context->precision - 1) % WORD_DIGITS + 1] - 1;
        num_settle(num, (size_t)count);
        num->exponent = num_etop(context);
    } else {
        num_set_special(num, negative, NUM_INFINITE);
    }
}

/* Below the smallest normal number: no exponent is less than etiny. */
static void underflow(Calc *calc, Num *num)
{
    int64_t etiny = num_etiny(&calc->context);
    if (num_is_zero(num)) {
        if (num->exponent >= etiny) return;
        num->exponent = etiny;
        calc->status |= COND_Clamped;
        return;
    }
    calc->status |= COND_Subnormal;
    if (num->exponent >= etiny) return;
    unsigned cut = num_shift_right(num, etiny - num->exponent);
    num->exponent = etiny;
    num_round(calc, num, cut);
    calc->status |= COND_Rounded;
    if (cut == 0) return;
    calc->status |= COND_Inexact | COND_Underflow;
    if (num_is_zero(num)) calc->status |= COND_Clamped;
}

static void fit_exponent(Calc *calc, Num *num)
{
    const NumContext *context = &calc->context;
    int64_t adjusted = num_adjusted(num);
    if (adjusted > context->emax && !num_is_zero(num)) {
        overflow(calc, num);
    } else if (adjusted > context->emax) {
        num->exponent = context->clamp ? num_etop(context) : context->emax;
        calc->status |= COND_Clamped;
    } else if (context->clamp && num->exponent > num_etop(context)) {
        int64_t etop = num_etop(context);
        if (!num_shift_left(calc, num, num->exponent - etop)) return;
        num->exponent = etop;
        calc->status |= COND_Clamped;
        if (!num_is_zero(num) && adjusted < context->emin) calc->status |= COND_Subnormal;
    } else if (adjusted < context->emin) {
        underflow(calc, num);
    }
}

/* A payload is not longer than the coefficients of the context: its last digits stay. */
static void fit_payload(Calc *calc, Num *num)
{
    int64_t most = calc->context.precision - calc->context.clamp;
    if (num->digits <= most) return;
    size_t count = (size_t)((most + WORD_DIGITS - 1) / WORD_DIGITS);
    if (count > 0) num->words[count - 1] %= words_power10[(most - 1) % WORD_DIGITS + 1];
    if (count == 0 || words_are_zero(num->words, count)) num_set_special(num, num->negative, (NumKind)num->kind);
    else num_settle(num, count);
}

void num_finish(Calc *calc, Num *num)
{
    if (num_is_nan(num)) fit_payload(calc, num);
    if (num_is_finite(num)) fit_exponent(calc, num);
    int64_t more = num_is_finite(num) ? num->digits - calc->context.precision : 0;
    if (more <= 0) return;
    unsigned cut = num_shift_right(num, more);
    num->exponent += more;
    num_round(calc, num, cut);
    calc->status |= COND_Rounded;
    if (cut != 0) calc->status |= COND_Inexact;
    if (num_is_finite(num) && num->digits > calc->context.precision) { /* 9.99 became 10.0 */
        (void)num_shift_right(num, 1);
        num->exponent++;
        fit_exponent(calc, num);
    }
}

bool num_take_nan(Calc *calc, Num *result, const Num *a, const Num *b)
{
    const Num *nan = a->kind == NUM_SNAN ? a : b != NULL && b->kind == NUM_SNAN ? b : a->kind == NUM_NAN ? a : b;
    if (nan == NULL || !num_is_nan(nan)) return false;
    if (nan->kind == NUM_SNAN) calc->status |= COND_InvalidOperation;
    num_copy(calc, result, nan);
    result->kind = NUM_NAN;
    fit_payload(calc, result);
    return true;
}

Calc calc_largest(const Calc *calc)
{
    return (Calc){calc->rt, {NUM_PRECISION_MAX, NUM_EMAX, NUM_EMIN, ROUND_HALF_EVEN, false}, 0};
}

void calc_join(Calc *calc, const Calc *sub, uint32_t kept)
{
    calc->status |= sub->status & (kept | COND_FAILED);
}

/* --- order */

int num_order_magnitude(const Num *a, const Num *b)
{
    bool a_zero = num_is_zero(a), b_zero = num_is_zero(b);
    if (a->kind == NUM_INFINITE || b->kind == NUM_INFINITE) return (a->kind == NUM_INFINITE) - (b->kind == NUM_INFINITE);
    if (a_zero || b_zero) return b_zero - a_zero;
    if (num_adjusted(a) != num_adjusted(b)) return num_adjusted(a) < num_adjusted(b) ? -1 : 1;
    int64_t shift = a->exponent - b->exponent;
    if (shift == 0) return words_compare(a->words, a->count, b->words, b->count);
    /* Digit by digit from the first, as words that begin at the same places: the longer one is cut at the other's. */
    const Num *longer = shift > 0 ? b : a, *shorter = shift > 0 ? a : b;
    if (shift < 0) shift = -shift;
    int order = 0;
    for (int64_t place = shorter->digits - 1; place >= 0 && order == 0; place--) {
        int x = (int)words_digit(longer->words, longer->count, place + shift), y = (int)words_digit(shorter->words, shorter->count, place);
        order = (x > y) - (x < y);
    }
    if (order == 0) order = !words_zero_below(longer->words, longer->count, shift);
    return longer == a ? order : -order;
}

int num_order(const Num *a, const Num *b)
{
    if (num_is_zero(a) && num_is_zero(b)) return 0;
    if (a->negative != b->negative && !num_is_zero(a) && !num_is_zero(b)) return a->negative ? -1 : 1;
    int order = num_order_magnitude(a, b);
    return (num_is_zero(a) ? b : a)->negative ? -order : order;
}

int num_order_total_magnitude(const Num *a, const Num *b)
{
    /* Finite numbers first, then infinities, then signaling NaNs, then quiet ones. */
    static const int rank[] = {[NUM_FINITE] = 0, [NUM_INFINITE] = 1, [NUM_SNAN] = 2, [NUM_NAN] = 3};
    if (a->kind != b->kind && (num_is_nan(a) || num_is_nan(b))) return rank[a->kind] < rank[b->kind] ? -1 : 1;
    if (num_is_nan(a)) return words_compare(a->words, a->count, b->words, b->count);
    int order = num_order_magnitude(a, b);
    return order != 0 ? order : (a->exponent > b->exponent) - (a->exponent < b->exponent);
}

int num_order_total(const Num *a, const Num *b)
{
    if (a->negative != b->negative) return a->negative ? -1 : 1;
    int order = num_order_total_magnitude(a, b);
    return a->negative ? -order : order;
}

/* --- what a number is */

bool num_is_integer(const Num *a)
{
    if (!num_is_finite(a)) return false;
    return a->exponent >= 0 || words_zero_below(a->words, a->count, -a->exponent);
}

bool num_is_odd(const Num *a)
{
    return num_is_finite(a) && a->exponent <= 0 && words_digit(a->words, a->count, -a->exponent) % 2 == 1;
}

bool num_is_ten_power(const Num *a)
{
    int64_t first = a->digits - 1;
    return num_is_finite(a) && words_digit(a->words, a->count, first) == 1 && words_zero_below(a->words, a->count, first);
}

int64_t num_clipped(const Num *a)
{
    int64_t value = 0;
    if (num_is_zero(a)) return 0;
    if (num_adjusted(a) > 18) return a->negative ? -NUM_CLIP : NUM_CLIP;
    for (int64_t place = num_adjusted(a); place >= 0; place--) {
        int digit = place < a->exponent ? 0 : (int)words_digit(a->words, a->count, place - a->exponent);
        value = value > (NUM_CLIP - digit) / 10 ? NUM_CLIP : value * 10 + digit;
    }
    return a->negative ? -value : value;
}

bool num_is_normal(const Num *a, const NumContext *context)
{
    return num_is_finite(a) && !num_is_zero(a) && num_adjusted(a) >= context->emin;
}

bool num_is_subnormal(const Num *a, const NumContext *context)
{
    return num_is_finite(a) && !num_is_zero(a) && num_adjusted(a) < context->emin;
}

const char *num_class(const Num *a, const NumContext *context)
{
    if (a->kind == NUM_NAN) return "NaN";
    if (a->kind == NUM_SNAN) return "sNaN";
    if (a->kind == NUM_INFINITE) return a->negative ? "-Infinity" : "+Infinity";
    if (num_is_zero(a)) return a->negative ? "-Zero" : "+Zero";
    if (num_is_subnormal(a, context)) return a->negative ? "-Subnormal" : "+Subnormal";
    return a->negative ? "-Normal" : "+Normal";
}

bool num_same_quantum(const Num *a, const Num *b)
{
    if (!num_is_finite(a) || !num_is_finite(b)) return (num_is_nan(a) && num_is_nan(b)) || (a->kind == NUM_INFINITE && b->kind == NUM_INFINITE);
    return a->exponent == b->exponent;
}
