/* Integers from the inside: making them digit by digit, and arithmetic on exact ints.  For the
   int_*.c files only. */
#ifndef VIV_OBJECTS_INT_DIGITS_H
#define VIV_OBJECTS_INT_DIGITS_H

#include "objects/intobj.h"

/* A positive int of COUNT ≥ 0 digits, not set yet; NULL + MemoryError, OverflowError. */
MUST_USE Own int_alloc(Rt *rt, ptrdiff_t count);
/* Drops leading zero digits; gives the cached object for a small value.  Takes NUMBER; NULL gives NULL. */
Own int_normal(Rt *rt, Own number);
static inline ptrdiff_t int_digit_count(Ref number)
{
    ptrdiff_t length = ((const VarObj *)number)->length;
    return length < 0 ? -length : length;
}
static inline void int_flip_sign(Ref number)
{
    AS_INT(number)->head.length = -AS_INT(number)->head.length;
}

MUST_USE Own int_add(Rt *rt, Ref left, Ref right);
MUST_USE Own int_subtract(Rt *rt, Ref left, Ref right);
MUST_USE Own int_multiply(Rt *rt, Ref left, Ref right);
MUST_USE Own int_negate(Rt *rt, Ref number); /* an exact int */
/* Floor division; either result may be NULL when it is not wanted. ZeroDivisionError. */
MUST_USE int int_divide(Rt *rt, Ref left, Ref right, Own *quotient, Own *remainder);
MUST_USE Own int_true_divide(Rt *rt, Ref left, Ref right);
MUST_USE Own int_shift_left(Rt *rt, Ref number, Ref by);
MUST_USE Own int_shift_right(Rt *rt, Ref number, Ref by);
MUST_USE Own int_shift_left_bits(Rt *rt, Ref number, uint64_t bits);
typedef enum BitOp { BIT_AND, BIT_OR, BIT_XOR } BitOp;
MUST_USE Own int_bitwise(Rt *rt, BitOp op, Ref left, Ref right);
MUST_USE Own int_power(Rt *rt, Ref base, Ref exponent, Ref modulus_or_null);
int int_order(Ref left, Ref right); /* -1, 0, 1 */

/* A copy of the value, of type int itself: what int.__new__ returns of a subclass's instance. */
MUST_USE Own int_exact(Rt *rt, Ref number);

#endif
