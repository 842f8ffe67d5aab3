/* Natural numbers in base 10**9.  Products are summed up by columns, so that there is one division for every
   seventeen multiplications; long ones are split in Karatsuba's way.  Division is Knuth's algorithm D. */
#include "modules/decimal_words.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/error.h"

enum { COLUMN_TERMS = 17, SPLIT_FROM = 96, POLL_EVERY = 64 };

const uint32_t words_power10[WORD_DIGITS + 1] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

size_t words_trim(const uint32_t *words, size_t count)
{
    while (count > 1 && words[count - 1] == 0) count--;
    return count;
}

int64_t words_digits(const uint32_t *words, size_t count)
{
    int digits = 1;
    while (digits < WORD_DIGITS && words[count - 1] >= words_power10[digits]) digits++;
    return (int64_t)(count - 1) * WORD_DIGITS + digits;
}

unsigned words_digit(const uint32_t *words, size_t count, int64_t place)
{
    size_t word = (size_t)(place / WORD_DIGITS);
    return word >= count ? 0 : words[word] / words_power10[place % WORD_DIGITS] % 10;
}

bool words_are_zero(const uint32_t *words, size_t count)
{
    while (count > 0 && words[count - 1] == 0) count--;
    return count == 0;
}

bool words_zero_below(const uint32_t *words, size_t count, int64_t place)
{
    size_t whole = (size_t)(place / WORD_DIGITS);
    if (whole >= count) return words_are_zero(words, count);
    return words[whole] % words_power10[place % WORD_DIGITS] == 0 && words_are_zero(words, whole);
}

int words_compare(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    if (a_count != b_count) return a_count < b_count ? -1 : 1;
    for (size_t i = a_count; i-- > 0;) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

uint32_t words_add(uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    uint32_t carry = 0;
    for (size_t i = 0; i < a_count; i++) {
        uint32_t sum = a[i] + (i < b_count ? b[i] : 0) + carry;
        carry = sum >= WORD_BASE;
        out[i] = carry ? sum - WORD_BASE : sum;
    }
    return carry;
}

void words_subtract(uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    uint32_t borrow = 0;
    for (size_t i = 0; i < a_count; i++) {
        uint32_t take = (i < b_count ? b[i] : 0) + borrow;
        borrow = a[i] < take;
        out[i] = borrow ? a[i] + WORD_BASE - take : a[i] - take;
    }
}

uint32_t words_multiply_word(uint32_t *out, const uint32_t *a, size_t count, uint32_t by, uint32_t add)
{
    uint64_t carry = add;
    for (size_t i = 0; i < count; i++) {
        uint64_t value = (uint64_t)a[i] * by + carry;
        carry = value / WORD_BASE;
        out[i] = (uint32_t)(value % WORD_BASE);
    }
    return (uint32_t)carry;
}

uint32_t words_divide_word(uint32_t *out, const uint32_t *a, size_t count, uint32_t by)
{
    uint64_t rest = 0;
    for (size_t i = count; i-- > 0;) {
        uint64_t value = rest * WORD_BASE + a[i];
        out[i] = (uint32_t)(value / by);
        rest = value % by;
    }
    return (uint32_t)rest;
}

/* --- multiplication */

/* Column by column: what one column leaves over goes to the next. */
static int multiply_columns(Rt *rt, uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    uint64_t carry = 0;
    for (size_t column = 0; column < a_count + b_count - 1; column++) {
        size_t first = column < b_count ? 0 : column - b_count + 1, end = column < a_count ? column + 1 : a_count;
        uint64_t sum = carry % WORD_BASE;
        carry /= WORD_BASE;
        for (size_t i = first; i < end;) {
            size_t stop = end - i > COLUMN_TERMS ? i + COLUMN_TERMS : end;
            for (; i < stop; i++) sum += (uint64_t)a[i] * b[column - i];
            carry += sum / WORD_BASE;
            sum %= WORD_BASE;
        }
        out[column] = (uint32_t)sum;
        if (column % POLL_EVERY == 0 && error_poll(rt) < 0) return -1;
    }
    out[a_count + b_count - 1] = (uint32_t)carry;
    return 0;
}

static void add_at(uint32_t *out, size_t out_count, const uint32_t *addend, size_t count)
{
    count = words_trim(addend, count);
    if (count > out_count) count = out_count;
    (void)words_add(out, out, out_count, addend, count);
}

/* Two numbers of COUNT words each, as (high, low) pairs: three products of half the length. */
static int multiply_split(Rt *rt, uint32_t *out, const uint32_t *a, const uint32_t *b, size_t count)
{
    size_t low = count / 2, high = count - low, sum = high + 1;
    uint32_t *work = heap_alloc(rt, 4 * sum * sizeof *work);
    if (work == NULL) return -1;
    uint32_t *a_sum = work, *b_sum = work + sum, *middle = work + 2 * sum;
    a_sum[high] = words_add(a_sum, a + low, high, a, low);
    b_sum[high] = words_add(b_sum, b + low, high, b, low);
    int status = words_multiply(rt, out, a, low, b, low);
    if (status == 0) status = words_multiply(rt, out + 2 * low, a + low, high, b + low, high);
    if (status == 0) status = words_multiply(rt, middle, a_sum, sum, b_sum, sum);
    if (status == 0) {
        words_subtract(middle, middle, 2 * sum, out, 2 * low);
        words_subtract(middle, middle, 2 * sum, out + 2 * low, 2 * high);
        add_at(out + low, 2 * count - low, middle, 2 * sum);
    }
    heap_free(rt, work);
    return status;
}

/* A long number by a shorter one, which goes into it in pieces of its own length. */
static int multiply_pieces(Rt *rt, uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    uint32_t *product = heap_alloc(rt, 2 * b_count * sizeof *product);
    if (product == NULL) return -1;
    memset(out, 0, (a_count + b_count) * sizeof *out);
    int status = 0;
    for (size_t at = 0; at < a_count && status == 0; at += b_count) {
        size_t piece = a_count - at < b_count ? a_count - at : b_count;
        status = words_multiply(rt, product, b, b_count, a + at, piece);
        if (status == 0) add_at(out + at, a_count + b_count - at, product, b_count + piece);
    }
    heap_free(rt, product);
    return status;
}

int words_multiply(Rt *rt, uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    if (a_count < b_count) return words_multiply(rt, out, b, b_count, a, a_count);
    if (b_count < SPLIT_FROM) return multiply_columns(rt, out, a, a_count, b, b_count);
    if (a_count == b_count) return multiply_split(rt, out, a, b, a_count);
    return multiply_pieces(rt, out, a, a_count, b, b_count);
}

/* --- division */

/* window -= divisor * digit, over COUNT + 1 words; was it too much? */
static bool take_away(uint32_t *window, const uint32_t *divisor, size_t count, uint64_t digit)
{
    uint64_t carry = 0;
    uint32_t borrow = 0;
    for (size_t i = 0; i <= count; i++) {
        uint64_t value = (i < count ? divisor[i] * digit : 0) + carry;
        carry = value / WORD_BASE;
        uint32_t take = (uint32_t)(value % WORD_BASE) + borrow;
        borrow = window[i] < take;
        window[i] = borrow ? window[i] + WORD_BASE - take : window[i] - take;
    }
    return borrow != 0;
}

/* One word of the quotient: what the first words say, which is at most 2 too much, mended. */
static uint32_t divide_step(uint32_t *window, const uint32_t *divisor, size_t count)
{
    uint64_t top = (uint64_t)window[count] * WORD_BASE + window[count - 1];
    uint64_t digit = top / divisor[count - 1], rest = top % divisor[count - 1];
    while (digit >= WORD_BASE || digit * divisor[count - 2] > rest * WORD_BASE + window[count - 2]) {
        digit--;
        rest += divisor[count - 1];
        if (rest >= WORD_BASE) break;
    }
    if (take_away(window, divisor, count, digit)) {
        digit--;
        window[count] += words_add(window, window, count, divisor, count);
        window[count] %= WORD_BASE;
    }
    return (uint32_t)digit;
}

int words_divide(Rt *rt, uint32_t *quotient, uint32_t *rest, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count)
{
    if (b_count == 1) {
        rest[0] = words_divide_word(quotient, a, a_count, b[0]);
        return 0;
    }
    uint32_t *work = heap_alloc(rt, (a_count + 1 + b_count) * sizeof *work);
    if (work == NULL) return -1;
    /* Both are made longer so that the divisor's first word is at least half the base. */
    uint32_t *divisor = work + a_count + 1, factor = WORD_BASE / (b[b_count - 1] + 1);
    int status = 0;
    work[a_count] = words_multiply_word(work, a, a_count, factor, 0);
    (void)words_multiply_word(divisor, b, b_count, factor, 0);
    for (size_t i = a_count - b_count + 1; i-- > 0 && status == 0;) {
        quotient[i] = divide_step(work + i, divisor, b_count);
        if (i % POLL_EVERY == 0) status = error_poll(rt);
    }
    (void)words_divide_word(rest, work, b_count, factor);
    heap_free(rt, work);
    return status;
}

/* --- shifts by decimal digits */

void words_shift_left(uint32_t *out, const uint32_t *a, size_t count, int64_t digits)
{
    size_t whole = (size_t)(digits / WORD_DIGITS);
    uint32_t up = words_power10[digits % WORD_DIGITS], down = WORD_BASE / up, above = 0;
    for (size_t i = count; i-- > 0;) { /* downwards, since OUT may be A */
        uint32_t word = a[i];
        out[i + whole + 1] = above + word / down;
        above = word % down * up;
    }
    out[whole] = above;
    memset(out, 0, whole * sizeof *out);
}

/* What the digits below PLACE are of the unit there. */
static unsigned cut_off(const uint32_t *words, size_t count, int64_t place)
{
    unsigned first = words_digit(words, count, place - 1);
    return first % 5 == 0 && !words_zero_below(words, count, place - 1) ? first + 1 : first;
}

unsigned words_shift_right(uint32_t *out, const uint32_t *a, size_t count, int64_t digits)
{
    if (digits == 0) {
        memmove(out, a, count * sizeof *out);
        return 0;
    }
    unsigned cut = cut_off(a, count, digits);
    size_t whole = (size_t)(digits / WORD_DIGITS);
    if (whole >= count) {
        out[0] = 0;
        return cut;
    }
    uint32_t down = words_power10[digits % WORD_DIGITS], up = WORD_BASE / down;
    for (size_t i = whole; i < count; i++) {
        uint32_t above = i + 1 < count ? a[i + 1] : 0;
        out[i - whole] = a[i] / down + above % down * up;
    }
    return cut;
}
