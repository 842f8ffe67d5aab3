/* Integers of any size: sign and magnitude in digits of 30 bits, least significant first. */
#ifndef VIV_OBJECTS_INTOBJ_H
#define VIV_OBJECTS_INTOBJ_H

#include "memory/rt.h"

enum { INT_DIGIT_BITS = 30 };
#define INT_DIGIT_MASK ((1u << INT_DIGIT_BITS) - 1)

typedef struct IntObj {
    VarObj head; /* length: count of digits, negative for negative numbers, 0 for zero */
    uint32_t digits[];
} IntObj;
#define AS_INT(ref) ((IntObj *)(ref))

MUST_USE Own int_new(Rt *rt, int64_t value);
MUST_USE Own int_new_unsigned(Rt *rt, uint64_t value);
MUST_USE Own int_from_double(Rt *rt, double value);
/* TEXT as int() takes it, base 0 or 2..36 (underscores, whitespace, prefix); ValueError. */
MUST_USE Own int_parse(Rt *rt, const char *text, size_t length, int base);
/* The value of an int, or of anything by its __index__; -1 with OverflowError or TypeError pending.  The form
   with *overflow is for ints and raises nothing: -1, 0, 1. */
int64_t int_value(Rt *rt, Ref obj);
int64_t int_value_overflow(Ref obj, int *overflow);
double int_double(Rt *rt, Ref obj); /* -1.0 + OverflowError pending */
int int_sign(Ref obj);
size_t int_bit_length(Ref obj);
MUST_USE Own int_to_text(Rt *rt, Ref obj, int base); /* str with prefix for 2, 8, 16 */
/* Bytes as int.to_bytes/from_bytes; is_signed: two's complement. */
MUST_USE Own int_from_bytes(Rt *rt, const unsigned char *bytes, size_t size, bool little, bool is_signed);
MUST_USE int int_to_bytes(Rt *rt, Ref obj, unsigned char *bytes, size_t size, bool little, bool is_signed);
MUST_USE Own int_binary(Rt *rt, int binary_op, Ref left, Ref right); /* exact ints; BinaryOp of abstract.h */
Own int_compare(Rt *rt, Ref left, Ref right, CompareOp op);

/* Is it an int of at most one digit, whose value fits 31 bits?  Then its value, fast. */
static inline bool int_is_small(Ref obj)
{
    return (size_t)(((const VarObj *)obj)->length + 1) <= 2;
}
static inline int32_t int_small_value(Ref obj)
{
    return (int32_t)((const VarObj *)obj)->length * (int32_t)((const IntObj *)obj)->digits[0] ;
}

#endif
