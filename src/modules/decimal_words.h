/* Natural numbers as words of nine decimal digits, least significant word first: the arithmetic that the
   coefficients of decimals are made of.  Nothing here knows of signs, exponents or rounding; whoever calls
   provides the room. */
#ifndef VIV_MODULES_DECIMAL_WORDS_H
#define VIV_MODULES_DECIMAL_WORDS_H

#include "memory/rt.h"

enum { WORD_DIGITS = 9, WORD_BASE = 1000000000 };

extern const uint32_t words_power10[WORD_DIGITS + 1]; /* 10**0 … 10**9 */

/* How many of COUNT words are left without leading zeros; at least 1. */
size_t words_trim(const uint32_t *words, size_t count);
/* Decimal digits of a trimmed number; 0 has one. */
int64_t words_digits(const uint32_t *words, size_t count);
/* The decimal digit at PLACE, counted from the last; 0 beyond the first. */
unsigned words_digit(const uint32_t *words, size_t count, int64_t place);
bool words_are_zero(const uint32_t *words, size_t count);
/* Are all digits below PLACE zero? */
bool words_zero_below(const uint32_t *words, size_t count, int64_t place);
int words_compare(const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count); /* trimmed ones: -1, 0, 1 */

/* out = a + b, of as many words as A, which is not shorter than B; the carry.  OUT may be A or B. */
uint32_t words_add(uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);
/* out = a - b, where a >= b; as many words as A. */
void words_subtract(uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);
/* out = a * by + add; the carry.  OUT may be A. */
uint32_t words_multiply_word(uint32_t *out, const uint32_t *a, size_t count, uint32_t by, uint32_t add);
/* out = a // by; the remainder.  OUT may be A. */
uint32_t words_divide_word(uint32_t *out, const uint32_t *a, size_t count, uint32_t by);
/* out = a * b, of a_count + b_count words, not overlapping with either.  0 or -1 + an exception. */
MUST_USE int words_multiply(Rt *rt, uint32_t *out, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);
/* a // b into QUOTIENT of a_count - b_count + 1 words, a % b into REST of b_count words; B is trimmed, not 0, and not
   longer than A.  0 or -1 + an exception. */
MUST_USE int words_divide(Rt *rt, uint32_t *quotient, uint32_t *rest, const uint32_t *a, size_t a_count, const uint32_t *b, size_t b_count);

/* out = a * 10**digits, of count + digits / 9 + 1 words.  OUT may be A. */
void words_shift_left(uint32_t *out, const uint32_t *a, size_t count, int64_t digits);
/* out = a // 10**digits, of count - digits / 9 words, at least 1.  OUT may be A.  The result tells of what was cut
   off: 0: nothing, 5: just a half, less or more: by how much about. */
unsigned words_shift_right(uint32_t *out, const uint32_t *a, size_t count, int64_t digits);

#endif
