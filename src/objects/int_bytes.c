/* Integers as bytes in either order, signed ones in two's complement. */
#include "objects/error.h"
#include "objects/int_digits.h"

Own int_from_bytes(Rt *rt, const unsigned char *bytes, size_t size, bool little, bool is_signed)
{
    if (size == 0) return int_new(rt, 0);
    bool negative = is_signed && (bytes[little ? size - 1 : 0] & 0x80) != 0;
    Own number = int_alloc(rt, (ptrdiff_t)((size * 8 + INT_DIGIT_BITS) / INT_DIGIT_BITS));
    if (number == NULL) return NULL;
    uint32_t *digits = AS_INT(number)->digits;
    uint64_t pending = 0;
    unsigned bits = 0, carry = negative;
    ptrdiff_t count = 0;
    for (size_t i = 0; i < size; i++) {
        unsigned byte = bytes[little ? i : size - 1 - i];
        if (negative) {
            byte = (byte ^ 0xFF) + carry;
            carry = byte >> 8;
            byte &= 0xFF;
        }
        pending |= (uint64_t)byte << bits;
        bits += 8;
        if (bits < INT_DIGIT_BITS) continue;
        digits[count++] = (uint32_t)pending & INT_DIGIT_MASK;
        pending >>= INT_DIGIT_BITS;
        bits -= INT_DIGIT_BITS;
    }
    pending |= (uint64_t)carry << bits;
    digits[count++] = (uint32_t)pending;
    AS_INT(number)->head.length = negative ? -count : count;
    return int_normal(rt, number);
}

static int big_raise(Rt *rt)
{
    return error_raise_int(rt, TYPE_OverflowError, "int too big to convert");
}

int int_to_bytes(Rt *rt, Ref obj, unsigned char *bytes, size_t size, bool little, bool is_signed)
{
    bool negative = int_sign(obj) < 0;
    if (negative && !is_signed) {
        return error_raise_int(rt, TYPE_OverflowError, "can't convert negative int to unsigned");
    }
    uint64_t pending = 0;
    unsigned bits = 0, carry = negative;
    ptrdiff_t next = 0, count = int_digit_count(obj);
    unsigned last = 0;
    for (size_t i = 0; i < size; i++) {
        if (bits < 8 && next < count) {
            pending |= (uint64_t)AS_INT(obj)->digits[next++] << bits;
            bits += INT_DIGIT_BITS;
        }
        unsigned byte = (unsigned)pending & 0xFF;
        pending >>= 8;
        bits = bits > 8 ? bits - 8 : 0;
        if (negative) {
            byte = (byte ^ 0xFF) + carry;
            carry = byte >> 8;
            byte &= 0xFF;
        }
        bytes[little ? i : size - 1 - i] = (unsigned char)byte;
        last = byte;
    }
    if (size == 0 && negative && count == 1 && AS_INT(obj)->digits[0] == 1) return 0; /* -1 is all ones: it needs no byte */
    if (pending != 0 || next < count) return big_raise(rt);
    if (is_signed && size > 0 && ((last & 0x80) != 0) != negative) return big_raise(rt);
    if (size == 0 && negative) return big_raise(rt);
    return 0;
}
