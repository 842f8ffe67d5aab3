/* Square root, exponential and logarithms, all correctly rounded, half to even.

   The last three are approximated with some digits more than are wanted, until the approximation and both of its
   neighbours round to the same number (Ziv's strategy).  The exponential is its Taylor series, of an argument made small
   by a power of ten; logarithms are found by Newton's method, which doubles the digits with each step. */
#include <math.h>
#include <string.h>

#include "memory/heap.h"
#include "modules/decimal_num.h"
#include "objects/error.h"

enum { ZIV_FIRST = 3, ZIV_MORE = 19, EXP_PLACES_MAX = 19, START_DIGITS = 14 };

static const char ln10_text[] = "2.3025850929940456840179914546843642076011014886287729760333279009675726096773524802359972050895982983419677840422862486334095254650828067566662873690987816894829072083255546808437998948262331985283935";
enum { LN10_PLACES = sizeof ln10_text - 3 }; /* digits after the point */

/* Under the largest context, but for the precision. */
static Calc calc_wide(const Calc *calc, int64_t precision)
{
    Calc wide = calc_largest(calc);
    wide.context.precision = precision;
    return wide;
}

/* The first DIGITS digits, at most 18, as an integer; there may be fewer. */
static int64_t first_digits(const Num *a, int digits)
{
    int64_t value = 0;
    for (int64_t place = a->digits - 1; place >= 0 && digits > 0; place--, digits--) {
        value = value * 10 + (int)words_digit(a->words, a->count, place);
    }
    return value;
}

/* --- square root */

/* The whole part of the root of the integer SQUARE, which is of exponent 0: Newton's method from above. */
static void integer_root(Calc *calc, Num *root, const Num *square)
{
    Calc wide = calc_largest(calc);
    int64_t left = square->digits - (square->digits % 2 == 0 ? 16 : 15);
    if (left < 0) left = 0;
    num_set_small(root, false, (uint64_t)sqrt((double)first_digits(square, (int)(square->digits - left))) + 2, 0);
    Num next;
    num_init(&next);
    if (!num_shift_left(calc, root, left / 2)) goto done;
    for (;;) {
        Num quotient;
        num_init(&quotient);
        num_divide_int(&wide, &quotient, square, root);
        num_add(&wide, &next, &quotient, root);
        num_fini(calc->rt, &quotient);
        if (!num_is_finite(&next)) break;
        (void)words_divide_word(next.words, next.words, next.count, 2);
        num_settle(&next, next.count);
        if (num_order_magnitude(&next, root) >= 0) break;
        num_swap(&next, root);
    }
    calc_join(calc, &wide, 0);
done:
    num_fini(calc->rt, &next);
}

/* The root with PRECISION digits and one, the last of them telling what follows; exactly, and with the ideal exponent,
   if it can be. */
static bool root_digits(Calc *calc, Num *result, const Num *a, int64_t precision)
{
    bool odd = a->exponent % 2 != 0, exact = true;
    int64_t exponent = (a->exponent - odd) / 2, shift = precision + 1 - (a->digits + odd + 1) / 2;
    Num square, check;
    num_init(&square);
    num_init(&check);
    num_copy(calc, &square, a);
    if (!num_is_finite(&square)) goto done;
    square.exponent = 0;
    if (!num_shift_left(calc, &square, 2 * shift + odd)) goto done;
    if (2 * shift + odd < 0) exact = num_shift_right(&square, -(2 * shift + odd)) == 0;
    integer_root(calc, result, &square);
    num_multiply_exact(calc, &check, result, result);
    if (!num_is_finite(&check)) goto done;
    exact = exact && num_order_magnitude(&check, &square) == 0;
    result->exponent = exponent - shift;
    if (!exact) {
        if (result->words[0] % 5 == 0) result->words[0]++;
    } else if (shift >= 0) {
        (void)num_shift_right(result, shift);
        result->exponent = exponent;
    } else if (num_shift_left(calc, result, -shift)) {
        result->exponent = exponent;
    }
done:
    if ((calc->status & COND_FAILED) != 0) num_set_special(result, false, NUM_NAN);
    num_fini(calc->rt, &square);
    num_fini(calc->rt, &check);
    return exact;
}

void num_sqrt(Calc *calc, Num *result, const Num *a)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    if (num_is_zero(a)) {
        num_set_small(result, a->negative, 0, (a->exponent - (a->exponent % 2 != 0 && a->exponent < 0)) / 2);
    } else if (a->negative) {
        num_fail(calc, result, COND_InvalidOperation);
    } else if (a->kind == NUM_INFINITE) {
        num_set_special(result, false, NUM_INFINITE);
    } else {
        /* An exact root has half the digits, however long the precision is. */
        int64_t enough = a->digits / 2 + 2;
        if (calc->context.precision <= enough || !root_digits(calc, result, a, enough)) (void)root_digits(calc, result, a, calc->context.precision);
    }
    Calc even = *calc;
    even.context.rounding = ROUND_HALF_EVEN;
    num_finish(&even, result);
    calc->status = even.status;
}

/* --- the exponential */

/* How many terms of the series of e**r it takes, where |r| < 10**-zeros. */
static int64_t count_terms(int64_t zeros, int64_t precision)
{
    double reached = 0;
    int64_t count = 0;
    while (reached < (double)precision) {
        count++;
        reached += (double)zeros + log10((double)count);
    }
    return count + 1;
}

/* x**10, in place. */
static void raise_to_ten(Calc *calc, Num *x)
{
    Num square, product;
    num_init(&square);
    num_init(&product);
    num_multiply(calc, &square, x, x);
    num_multiply(calc, &product, &square, &square);
    num_multiply(calc, &square, &product, x);
    num_multiply(calc, x, &square, &square);
    num_fini(calc->rt, &square);
    num_fini(calc->rt, &product);
}

/* e**x for 0 <= x < 0.1, with PLACES words behind the point: 1 + x * (1 + x/2 * (1 + x/3 * …)), each step cut off. */
static int add_series(Calc *calc, uint32_t *sum, size_t places, const Num *x, int64_t terms)
{
    uint32_t *product = heap_alloc(calc->rt, (places + 1 + x->count) * sizeof *product);
    int status = product == NULL ? -1 : 0;
    memset(sum, 0, (places + 1) * sizeof *sum);
    sum[places] = 1;
    for (int64_t i = terms; i >= 1 && status == 0; i--) {
        status = words_multiply(calc->rt, product, sum, places + 1, x->words, x->count);
        memset(sum, 0, places * sizeof *sum);
        (void)words_divide_word(sum, product + places, x->count + 1, (uint32_t)i);
        sum[places] = 1; /* x**i / i and what follows is less than 1 */
        if (status == 0) status = error_poll(calc->rt);
    }
    heap_free(calc->rt, product);
    return status;
}

/* The same for -0.1 < x < 0.1, to PRECISION digits. */
static void sum_series(Calc *calc, Num *result, const Num *x, int64_t precision)
{
    size_t places = (size_t)(precision / WORD_DIGITS) + 2;
    int64_t up = x->exponent + (int64_t)places * WORD_DIGITS;
    Num fixed, sum, one;
    num_init(&fixed);
    num_init(&sum);
    num_init(&one);
    num_set_small(&one, false, 1, 0);
    num_copy(calc, &fixed, x);
    if (num_is_finite(&fixed) && num_shift_left(calc, &fixed, up) && num_reserve(calc, &sum, places + 1)) {
        (void)num_shift_right(&fixed, -up);
        if (add_series(calc, sum.words, places, &fixed, count_terms(-(x->digits + x->exponent), precision)) < 0) {
            num_fail(calc, &sum, COND_FAILED);
        } else {
            num_settle(&sum, places + 1);
            sum.exponent = -(int64_t)places * WORD_DIGITS;
        }
    } else {
        num_fail(calc, &sum, COND_FAILED);
    }
    if (x->negative) num_divide(calc, result, &one, &sum);
    else num_copy(calc, result, &sum);
    num_finish(calc, result);
    num_fini(calc->rt, &fixed);
    num_fini(calc->rt, &sum);
}

/* e**a with a relative error below 10**-precision; a is not 0, and its whole part has at most EXP_PLACES_MAX digits. */
static void approximate_exp(Calc *calc, Num *result, const Num *a, int64_t precision)
{
    int64_t places = a->digits + a->exponent, zeros = (int64_t)sqrt((double)precision) / 4 + 1;
    places = places + zeros > 0 ? places + zeros : 0; /* by how many the argument is made smaller */
    Calc wide = calc_wide(calc, precision + places + 4);
    Num small;
    num_init(&small);
    num_copy(&wide, &small, a);
    if (num_is_finite(&small)) {
        small.exponent -= places;
        sum_series(&wide, result, &small, wide.context.precision);
    } else {
        num_set_special(result, false, NUM_NAN);
    }
    wide.status &= COND_FAILED;
    for (int64_t i = 0; i < places && num_is_finite(result) && !num_is_zero(result); i++) raise_to_ten(&wide, result);
    calc_join(calc, &wide, COND_Overflow | COND_Underflow | COND_Subnormal | COND_Clamped);
    num_fini(calc->rt, &small);
}

/* --- logarithms */

/* z, which is ln(v) with KNOWN digits after the point, made better until there are WANTED:
   z + v * e**-z - 1 has twice as many. */
static void improve_ln(Calc *calc, Num *z, const Num *v, int64_t known, int64_t wanted)
{
    Num power, product, step, one;
    num_init(&power);
    num_init(&product);
    num_init(&step);
    num_init(&one);
    num_set_small(&one, false, 1, 0);
    while (known < wanted && num_is_finite(z)) {
        known = 2 * known - 1 < wanted ? 2 * known - 1 : wanted;
        Calc wide = calc_wide(calc, known + 6), exact = calc_largest(calc);
        z->negative = !z->negative;
        if (num_is_zero(z)) num_set_small(&power, false, 1, 0);
        else approximate_exp(&wide, &power, z, known + 4);
        z->negative = !z->negative;
        num_multiply(&wide, &product, v, &power);
        num_subtract(&exact, &step, &product, &one);
        num_add(&exact, &power, z, &step);
        num_swap(z, &power);
        calc_join(calc, &wide, 0);
        calc_join(calc, &exact, 0);
    }
    num_fini(calc->rt, &power);
    num_fini(calc->rt, &product);
    num_fini(calc->rt, &step);
    num_fini(calc->rt, &one);
}

/* ln(10) with DIGITS digits after the point. */
static void make_ln10(Calc *calc, Num *result, int64_t digits)
{
    Calc exact = calc_largest(calc);
    num_read(&exact, result, ln10_text, sizeof ln10_text - 1);
    calc_join(calc, &exact, 0);
    int64_t more = LN10_PLACES - 2 - digits;
    if (more >= 0 && num_is_finite(result)) {
        (void)num_shift_right(result, more);
        result->exponent += more;
        return;
    }
    Num ten;
    num_init(&ten);
    num_set_small(&ten, false, 10, 0);
    improve_ln(calc, result, &ten, LN10_PLACES - 1, digits + 2);
    num_fini(calc->rt, &ten);
}

/* result += times * ln(10), to so many digits after the point. */
static void add_ln10(Calc *calc, Num *result, int64_t times, int64_t digits)
{
    Num ln10, factor, product, sum;
    num_init(&ln10);
    num_init(&factor);
    num_init(&product);
    num_init(&sum);
    Calc exact = calc_largest(calc);
    make_ln10(&exact, &ln10, digits + 20);
    num_set_small(&factor, times < 0, (uint64_t)(times < 0 ? -times : times), 0);
    num_multiply(&exact, &product, &ln10, &factor);
    num_add(&exact, &sum, &product, result);
    num_swap(&sum, result);
    calc_join(calc, &exact, 0);
    num_fini(calc->rt, &ln10);
    num_fini(calc->rt, &factor);
    num_fini(calc->rt, &product);
    num_fini(calc->rt, &sum);
}

/* By how many digits after the point ln(v) begins later; true: it is too small for any context, and RESULT tells which
   way. */
static bool near_one(Calc *calc, Num *result, const Num *v, int64_t *zeros)
{
    Calc exact = calc_largest(calc);
    Num one, apart;
    num_init(&one);
    num_init(&apart);
    num_set_small(&one, false, 1, 0);
    num_subtract(&exact, &apart, v, &one);
    calc_join(calc, &exact, 0);
    bool vanishes = false;
    if (num_is_finite(&apart)) {
        int64_t adjusted = num_adjusted(&apart);
        *zeros = adjusted < 0 ? 1 - adjusted : 0;
        vanishes = adjusted + apart.negative < num_etiny(&calc->context);
        if (vanishes) num_set_small(result, apart.negative, 1, num_etiny(&calc->context) - 1);
    }
    num_fini(calc->rt, &one);
    num_fini(calc->rt, &apart);
    return vanishes;
}

/* ln(a) with a relative error below 10**-precision; a is finite, above 0 and not 1. */
static void approximate_ln(Calc *calc, Num *result, const Num *a, int64_t precision)
{
    /* a = v * 10**power, where v is between 0.5 and 5. */
    int64_t power = num_adjusted(a), zeros = 0;
    Num v;
    num_init(&v);
    num_copy(calc, &v, a);
    double first = (double)first_digits(a, 17);
    first /= pow(10, (double)(a->digits < 17 ? a->digits : 17) - 1);
    if (first > 5) {
        first /= 10;
        power++;
    }
    if (!num_is_finite(&v)) {
        num_set_special(result, false, NUM_NAN);
    } else {
        v.exponent -= power;
        if (power != 0 || !near_one(calc, result, &v, &zeros)) {
            double start = log(first) * 1e15;
            int64_t digits = precision + zeros + 4;
            num_set_small(result, start < 0, (uint64_t)llrint(fabs(start)), -15);
            improve_ln(calc, result, &v, START_DIGITS, digits);
            if (power != 0 && num_is_finite(result)) add_ln10(calc, result, power, digits);
        }
    }
    num_fini(calc->rt, &v);
}

static void approximate_log10(Calc *calc, Num *result, const Num *a, int64_t precision)
{
    Calc wide = calc_wide(calc, precision + 3);
    Num dividend, ln10;
    num_init(&dividend);
    num_init(&ln10);
    approximate_ln(&wide, &dividend, a, precision + 3);
    make_ln10(&wide, &ln10, precision + 4);
    num_divide(&wide, result, &dividend, &ln10);
    calc_join(calc, &wide, 0);
    num_fini(calc->rt, &dividend);
    num_fini(calc->rt, &ln10);
}

/* --- rounding */

/* Do result - ulp and result + ulp round to the same number? */
static bool is_settled(const Calc *calc, const Num *result, int64_t precision)
{
    Calc work = *calc;
    Num ulp, above, below;
    num_init(&ulp);
    num_init(&above);
    num_init(&below);
    num_set_small(&ulp, false, 1, num_adjusted(result) + 1 - precision);
    num_add(&work, &above, result, &ulp);
    num_subtract(&work, &below, result, &ulp);
    bool settled = num_is_nan(&above) || num_is_nan(&below) || num_order(&above, &below) == 0;
    num_fini(calc->rt, &ulp);
    num_fini(calc->rt, &above);
    num_fini(calc->rt, &below);
    return settled;
}

/* With as many digits as the precision allows, also when the last are zeros. */
static void round_correctly(Calc *calc, Num *result, const Num *a, void (*approximate)(Calc *, Num *, const Num *, int64_t))
{
    Calc even = *calc;
    even.context.rounding = ROUND_HALF_EVEN;
    even.context.clamp = false;
    for (int64_t precision = calc->context.precision + ZIV_FIRST;; precision += ZIV_MORE) {
        approximate(&even, result, a, precision);
        if (!num_is_finite(result) || num_is_zero(result) || is_settled(&even, result, precision)) break;
    }
    even.status |= COND_Inexact | COND_Rounded;
    int64_t missing = calc->context.precision - result->digits;
    if (missing > 0 && num_is_finite(result) && !num_is_zero(result) && num_shift_left(&even, result, missing)) result->exponent -= missing;
    even.context.clamp = calc->context.clamp;
    num_finish(&even, result);
    calc->status |= even.status;
}

void num_exp(Calc *calc, Num *result, const Num *a)
{
    if (num_take_nan(calc, result, a, NULL)) return;
    if (a->kind == NUM_INFINITE && !a->negative) {
        num_set_special(result, false, NUM_INFINITE);
        return;
    }
    if (!num_is_finite(a) || num_is_zero(a)) {
        num_set_small(result, false, num_is_zero(a), 0);
        return;
    }
    const NumContext *context = &calc->context;
    if (a->digits + a->exponent > EXP_PLACES_MAX) {
        calc->status |= COND_Inexact | COND_Rounded;
        if (a->negative) {
            num_set_small(result, false, 0, num_etiny(context));
            calc->status |= COND_Subnormal | COND_Underflow | COND_Clamped;
        } else {
            num_set_special(result, false, NUM_INFINITE);
            calc->status |= COND_Overflow;
        }
        return;
    }
    if (num_adjusted(a) < -context->precision - 1) { /* 1 and so little that no digit shows it */
        num_set_small(result, false, 1, 0);
        if (num_shift_left(calc, result, context->precision - 1)) result->exponent = 1 - context->precision;
        calc->status |= COND_Inexact | COND_Rounded;
        num_finish(calc, result);
        return;
    }
    round_correctly(calc, result, a, approximate_exp);
}

/* What ln and log10 are of numbers that need no computation; the logarithm has at least DIGITS digits before the point.
   True: the result is there. */
static bool logarithm_special(Calc *calc, Num *result, const Num *a, int64_t least)
{
    if (num_take_nan(calc, result, a, NULL)) return true;
    if (num_is_zero(a)) num_set_special(result, true, NUM_INFINITE);
    else if (a->negative) num_fail(calc, result, COND_InvalidOperation);
    else if (a->kind == NUM_INFINITE) num_set_special(result, false, NUM_INFINITE);
    else {
        int64_t digits = 0;
        for (; least >= 10; least /= 10) digits++;
        if (digits <= calc->context.emax) return false;
        num_set_special(result, num_adjusted(a) < 0, NUM_INFINITE);
        calc->status |= COND_Overflow | COND_Inexact | COND_Rounded;
    }
    return true;
}

static int64_t magnitude(const Num *a)
{
    int64_t adjusted = num_is_finite(a) ? num_adjusted(a) : 0;
    return adjusted < 0 ? -adjusted - 1 : adjusted;
}

void num_ln(Calc *calc, Num *result, const Num *a)
{
    Num one;
    num_init(&one);
    num_set_small(&one, false, 1, 0);
    if (num_is_finite(a) && num_order(a, &one) == 0) num_set_small(result, false, 0, 0);
    else if (!logarithm_special(calc, result, a, 2 * magnitude(a))) round_correctly(calc, result, a, approximate_ln);
}

void num_log10(Calc *calc, Num *result, const Num *a)
{
    if (num_is_finite(a) && !a->negative && num_is_ten_power(a)) {
        int64_t adjusted = num_adjusted(a);
        num_set_small(result, adjusted < 0, (uint64_t)(adjusted < 0 ? -adjusted : adjusted), 0);
        Calc even = *calc;
        even.context.rounding = ROUND_HALF_EVEN;
        num_finish(&even, result);
        calc->status = even.status;
    } else if (!logarithm_special(calc, result, a, magnitude(a))) {
        round_correctly(calc, result, a, approximate_log10);
    }
}
