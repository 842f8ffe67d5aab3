/* The int type: its slots, its constructor and its methods.  Binary slots answer NotImplemented
   unless both sides are ints, so that the other operand's type gets its turn. */
#include <math.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/format.h"
#include "objects/int_digits.h"
#include "objects/int_text.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static bool both_int(Ref left, Ref right)
{
    return is_int(left) && is_int(right);
}

static Own quotient_of(Rt *rt, Ref left, Ref right)
{
    Own result = NULL;
    return int_divide(rt, left, right, &result, NULL) < 0 ? NULL : result;
}

static Own remainder_of(Rt *rt, Ref left, Ref right)
{
    Own result = NULL;
    return int_divide(rt, left, right, NULL, &result) < 0 ? NULL : result;
}

Own int_binary(Rt *rt, int binary_op, Ref left, Ref right)
{
    switch ((BinaryOp)(binary_op % BINARY_INPLACE_FIRST)) {
    case BINARY_ADD: return int_add(rt, left, right);
    case BINARY_SUBTRACT: return int_subtract(rt, left, right);
    case BINARY_MULTIPLY: return int_multiply(rt, left, right);
    case BINARY_FLOOR_DIVIDE: return quotient_of(rt, left, right);
    case BINARY_REMAINDER: return remainder_of(rt, left, right);
    case BINARY_TRUE_DIVIDE: return int_true_divide(rt, left, right);
    case BINARY_POWER: return int_power(rt, left, right, NULL);
    case BINARY_LSHIFT: return int_shift_left(rt, left, right);
    case BINARY_RSHIFT: return int_shift_right(rt, left, right);
    case BINARY_AND: return int_bitwise(rt, BIT_AND, left, right);
    case BINARY_OR: return int_bitwise(rt, BIT_OR, left, right);
    case BINARY_XOR: return int_bitwise(rt, BIT_XOR, left, right);
    case BINARY_MATRIX_MULTIPLY:
    case BINARY_INPLACE_FIRST: break;
    }
    return not_implemented_new(rt);
}

#define BINARY_SLOT(name, code)                                                        \
    static Own int_##name(Rt *rt, Ref left, Ref right)                                 \
    {                                                                                  \
        if (!both_int(left, right)) return not_implemented_new(rt);                    \
        return int_binary(rt, code, left, right);                                      \
    }
BINARY_SLOT(nb_add, BINARY_ADD)
BINARY_SLOT(nb_subtract, BINARY_SUBTRACT)
BINARY_SLOT(nb_multiply, BINARY_MULTIPLY)
BINARY_SLOT(nb_floor_divide, BINARY_FLOOR_DIVIDE)
BINARY_SLOT(nb_remainder, BINARY_REMAINDER)
BINARY_SLOT(nb_true_divide, BINARY_TRUE_DIVIDE)
BINARY_SLOT(nb_lshift, BINARY_LSHIFT)
BINARY_SLOT(nb_rshift, BINARY_RSHIFT)
BINARY_SLOT(nb_and, BINARY_AND)
BINARY_SLOT(nb_or, BINARY_OR)
BINARY_SLOT(nb_xor, BINARY_XOR)
#undef BINARY_SLOT

static Own int_nb_divmod(Rt *rt, Ref left, Ref right)
{
    if (!both_int(left, right)) return not_implemented_new(rt);
    Own quotient = NULL, remainder = NULL;
    if (int_divide(rt, left, right, &quotient, &remainder) < 0) return NULL;
    Own pair = tuple_of(rt, 2, quotient, remainder);
    release_all(rt, quotient, remainder);
    return pair;
}

static Own int_nb_power(Rt *rt, Ref base, Ref exponent, Ref modulus)
{
    bool plain = modulus == NULL || modulus == rt->none;
    if (!both_int(base, exponent) || (!plain && !is_int(modulus))) return not_implemented_new(rt);
    if (!plain && int_sign(modulus) == 0) return error_raise(rt, TYPE_ValueError, "pow() 3rd argument cannot be 0");
    return int_power(rt, base, exponent, plain ? NULL : modulus);
}

static Own int_nb_absolute(Rt *rt, Ref self)
{
    return int_sign(self) < 0 ? int_negate(rt, self) : int_exact(rt, self);
}

static Own int_nb_invert(Rt *rt, Ref self)
{
    if (int_is_small(self)) return int_new(rt, ~(int64_t)int_small_value(self));
    Own plus_one = int_add(rt, self, rt->small_ints[1 - SMALL_INT_MIN]);
    if (plus_one == NULL) return NULL;
    Own result = int_negate(rt, plus_one);
    release(rt, plus_one);
    return result;
}

static int int_nb_bool(Rt *rt, Ref self)
{
    return int_sign(self) != 0;
}

static Own int_nb_float(Rt *rt, Ref self)
{
    double value = int_double(rt, self);
    return rt_is_pending(rt) ? NULL : float_new(rt, value);
}

static Own int_repr(Rt *rt, Ref self)
{
    return int_to_text(rt, self, 10);
}

static ptrdiff_t int_hash_value(Ref self)
{
    enum { HASH_BITS = 61 };
    const uint64_t modulus = ((uint64_t)1 << HASH_BITS) - 1;
    uint64_t hash = 0;
    for (ptrdiff_t i = int_digit_count(self); i-- > 0;) {
        hash = (hash << INT_DIGIT_BITS & modulus) | hash >> (HASH_BITS - INT_DIGIT_BITS);
        hash += AS_INT(self)->digits[i];
        if (hash >= modulus) hash -= modulus;
    }
    ptrdiff_t result = int_sign(self) < 0 ? -(ptrdiff_t)hash : (ptrdiff_t)hash;
    return result == -1 ? -2 : result;
}

static ptrdiff_t int_hash(Rt *rt, Ref self)
{
    return int_hash_value(self);
}

/* --- int(x), int(text, base) */

static bool is_text(Rt *rt, Ref value)
{
    return is_str(value) || is_bytes(value) || type_is_subtype(value->type, RT_TYPE(rt, bytearray));
}

static Own from_text(Rt *rt, Ref text, int base)
{
    if (is_str(text)) return int_from_str(rt, text, base);
    if (!is_bytes(text)) return int_parse(rt, AS_BYTEARRAY(text)->start, (size_t)AS_BYTEARRAY(text)->head.length, base);
    return int_parse(rt, AS_BYTES(text)->bytes, (size_t)bytes_length(text), base);
}

static Own make_exact(Rt *rt, Ref value, Ref base_obj)
{
    if (value == NULL) {
        if (base_obj == NULL) return int_new(rt, 0);
        return error_raise(rt, TYPE_TypeError, "int() missing string argument");
    }
    if (base_obj == NULL) return is_text(rt, value) ? from_text(rt, value, 10) : number_int(rt, value);
    ptrdiff_t base = number_as_size(rt, base_obj, TYPE_other);
    if (base == -1 && rt_is_pending(rt)) return NULL;
    if ((base != 0 && base < 2) || base > 36) {
        return error_raise(rt, TYPE_ValueError, "int() base must be >= 2 and <= 36, or 0");
    }
    if (is_text(rt, value)) return from_text(rt, value, (int)base);
    return error_raise(rt, TYPE_TypeError, "int() can't convert non-string with explicit base");
}

/* An instance of a subclass with the value of the exact int NUMBER, which is taken. */
static Own as_subclass(Rt *rt, Type *type, Own number)
{
    if (number == NULL || type->id == TYPE_int) return number;
    ptrdiff_t count = int_digit_count(number);
    Own result = type->slots.tp_alloc(rt, type, count > 0 ? count : 1);
    if (result != NULL) {
        memcpy(AS_INT(result)->digits, AS_INT(number)->digits, (size_t)count * sizeof(uint32_t));
        AS_INT(result)->head.length = AS_INT(number)->head.length;
    }
    release(rt, number);
    return result;
}

static Own int_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", "base", NULL};
    static const ArgSpec spec = {"int", names, 0, 2, 0};
    Ref parts[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, parts) < 0) return NULL;
    return as_subclass(rt, type, make_exact(rt, parts[0], parts[1]));
}

/* --- methods */

static Own int_bit_length_method(Rt *rt, Ref self)
{
    return int_new_unsigned(rt, int_bit_length(self));
}

static Own int_bit_count(Rt *rt, Ref self)
{
    uint64_t count = 0;
    for (ptrdiff_t i = int_digit_count(self); i-- > 0;) {
        count += (unsigned)__builtin_popcount(AS_INT(self)->digits[i]);
    }
    return int_new_unsigned(rt, count);
}

static Own int_as_integer_ratio(Rt *rt, Ref self)
{
    return tuple_build(rt, "NO", int_exact(rt, self), rt->small_ints[1 - SMALL_INT_MIN]);
}

/* Rounded to a multiple of 10^-ndigits, half to even: the remainder decides. */
static Own round_to(Rt *rt, Ref self, Ref ndigits)
{
    Own digits = number_index(rt, ndigits), unit = NULL, rest = NULL, twice = NULL, quotient = NULL, result = NULL;
    if (digits == NULL) return NULL;
    if (int_sign(digits) >= 0) {
        release(rt, digits);
        return int_exact(rt, self);
    }
    release_replace(rt, &digits, int_negate(rt, digits));
    if (digits == NULL) goto done;
    unit = int_power(rt, rt->small_ints[10 - SMALL_INT_MIN], digits, NULL);
    if (unit == NULL || int_divide(rt, self, unit, &quotient, &rest) < 0) goto done;
    twice = int_add(rt, rest, rest);
    if (twice == NULL) goto done;
    int order = int_order(twice, unit);
    bool odd = int_sign(quotient) != 0 && (AS_INT(quotient)->digits[0] & 1) != 0;
    result = int_subtract(rt, self, rest);
    if (result != NULL && (order > 0 || (order == 0 && odd))) {
        release_replace(rt, &result, int_add(rt, result, unit));
    }
done:
    release_all(rt, digits, unit, rest, twice, quotient);
    return result;
}

static Own int_round(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return nargs == 0 || args[0] == rt->none ? int_exact(rt, self) : round_to(rt, self, args[0]);
}

/* "little" or "big"; -1 + ValueError. */
static int byte_order_is_little(Rt *rt, const char *method, Ref order)
{
    if (order == NULL) return 0;
    if (!is_str(order)) return error_raise_int(rt, TYPE_TypeError, "%s() argument 'byteorder' must be str, not %.50K", method, order);
    if (str_equals_text(order, "little")) return 1;
    if (str_equals_text(order, "big")) return 0;
    return error_raise_int(rt, TYPE_ValueError, "byteorder must be either 'little' or 'big'");
}

static Own int_to_bytes_method(Rt *rt, Ref self, Ref *parts)
{
    ptrdiff_t length = parts[0] == NULL ? 1 : number_as_size(rt, parts[0], TYPE_OverflowError);
    if (length == -1 && rt_is_pending(rt)) return NULL;
    int little = byte_order_is_little(rt, "to_bytes", parts[1]);
    if (little < 0) return NULL;
    int is_signed = parts[2] == NULL ? 0 : object_is_true(rt, parts[2]);
    if (is_signed < 0) return NULL;
    if (length < 0) return error_raise(rt, TYPE_ValueError, "length argument must be non-negative");
    Own bytes = bytes_new(rt, NULL, (size_t)length);
    if (bytes == NULL) return NULL;
    if (int_to_bytes(rt, self, (unsigned char *)AS_BYTES(bytes)->bytes, (size_t)length, little, is_signed) < 0)
        return error_release(rt, bytes);
    return bytes;
}

static Own int_from_bytes_method(Rt *rt, Ref type, Ref *parts)
{
    int little = byte_order_is_little(rt, "from_bytes", parts[1]);
    if (little < 0) return NULL;
    int is_signed = parts[2] == NULL ? 0 : object_is_true(rt, parts[2]);
    if (is_signed < 0) return NULL;
    Own bytes = object_bytes(rt, parts[0]);
    if (bytes == NULL) return NULL;
    Own number = int_from_bytes(rt, (const unsigned char *)AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes), little, is_signed);
    release(rt, bytes);
    if (number == NULL || AS_TYPE(type)->id == TYPE_int) return number;
    Own result = call_one(rt, type, number);
    release(rt, number);
    return result;
}

static Own int_format_method(Rt *rt, Ref self, Ref spec)
{
    if (!is_str(spec)) return error_raise(rt, TYPE_TypeError, "__format__() argument must be str, not %.50K", spec);
    return format_int(rt, self, spec);
}

static Own int_sizeof(Rt *rt, Ref self)
{
    ptrdiff_t digits = int_digit_count(self);
    if (digits == 0) digits = 1; /* zero has room for one, too */
    return int_new(rt, (ptrdiff_t)(sizeof(VarObj) + (size_t)digits * sizeof(uint32_t)));
}

static Own int_getnewargs(Rt *rt, Ref self)
{
    return tuple_build(rt, "N", int_exact(rt, self));
}

static Own int_zero(Rt *rt, Ref self)
{
    return int_new(rt, 0);
}

static Own int_one(Rt *rt, Ref self)
{
    return int_new(rt, 1);
}

static void int_dealloc(Rt *rt, Obj *self)
{
    if (is_exact(self, TYPE_int)) object_free_plain(rt, self);
    else object_free(rt, self);
}

const TypeSpec int_type_spec = {
    .name = "int",
    .id = TYPE_int,
    .basicsize = offsetof(IntObj, digits),
    .itemsize = sizeof(uint32_t),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_INT_SUBCLASS | TYPE_FLAG_MATCH_SELF,
    .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nMakes an integer of a number or a text; base 0 reads the prefixes of literals.\n\n>>> int('0x1f', base=0)\n31",
    .slots = {
        .tp_dealloc = int_dealloc,
        .tp_new = int_type_new,
        .tp_repr = int_repr,
        .tp_hash = int_hash,
        .tp_richcompare = int_compare,
        .nb_add = int_nb_add,
        .nb_subtract = int_nb_subtract,
        .nb_multiply = int_nb_multiply,
        .nb_remainder = int_nb_remainder,
        .nb_divmod = int_nb_divmod,
        .nb_power = int_nb_power,
        .nb_negative = int_negate,
        .nb_positive = int_exact,
        .nb_absolute = int_nb_absolute,
        .nb_bool = int_nb_bool,
        .nb_invert = int_nb_invert,
        .nb_lshift = int_nb_lshift,
        .nb_rshift = int_nb_rshift,
        .nb_and = int_nb_and,
        .nb_xor = int_nb_xor,
        .nb_or = int_nb_or,
        .nb_int = int_exact,
        .nb_float = int_nb_float,
        .nb_floor_divide = int_nb_floor_divide,
        .nb_true_divide = int_nb_true_divide,
        .nb_index = int_exact,
    },
    .methods = METHODS(
        {"conjugate", METHOD_NOARGS, {.unary = int_exact}, "Returns self, the complex conjugate of any int.", 0},
        {"bit_length", METHOD_NOARGS, {.unary = int_bit_length_method}, "bit_length($self, /)\n--\n\nNumber of bits that the value needs in binary.\n\n>>> bin(10)\n'0b1010'\n>>> (10).bit_length()\n4", 0},
        {"bit_count", METHOD_NOARGS, {.unary = int_bit_count}, "bit_count($self, /)\n--\n\nNumber of ones in the binary form of the absolute value.\n\n>>> bin(-10)\n'-0b1010'\n>>> (-10).bit_count()\n2", 0},
        {"to_bytes", METHOD_BOUND, {.bound = int_to_bytes_method, .most = 2, .names = NAMES("length", "byteorder", "signed")}, "to_bytes($self, /, length=1, byteorder='big', *, signed=False)\n--\n\nThe integer as an array of bytes.", 0},
        {"from_bytes", METHOD_BOUND, {.bound = int_from_bytes_method, .least = 1, .most = 2, .names = NAMES("bytes", "byteorder", "signed")}, "from_bytes($type, /, bytes, byteorder='big', *, signed=False)\n--\n\nThe integer that an array of bytes stands for.", METHOD_CLASS},
        {"as_integer_ratio", METHOD_NOARGS, {.unary = int_as_integer_ratio}, "as_integer_ratio($self, /)\n--\n\nA pair of integers whose ratio is the value.\n\n>>> (6).as_integer_ratio()\n(6, 1)\n>>> (-6).as_integer_ratio()\n(-6, 1)\n>>> (0).as_integer_ratio()\n(0, 1)", 0},
        {"__trunc__", METHOD_NOARGS, {.unary = int_exact}, "Truncating an int gives the int.", 0},
        {"__floor__", METHOD_NOARGS, {.unary = int_exact}, "The floor of an int is the int.", 0},
        {"__ceil__", METHOD_NOARGS, {.unary = int_exact}, "The ceiling of an int is the int.", 0},
        {"__round__", METHOD_FASTCALL, {.fast = int_round, .most = 1}, "Rounds to a multiple of 10 ** -ndigits.", 0},
        {"__getnewargs__", METHOD_NOARGS, {.unary = int_getnewargs}, NULL, 0},
        {"__format__", METHOD_O, {.binary = int_format_method}, "__format__($self, format_spec, /)\n--\n\nThe value as text in the given format.", 0},
        {"__sizeof__", METHOD_NOARGS, {.unary = int_sizeof}, "__sizeof__($self, /)\n--\n\nSize in memory, in bytes.", 0}),
    .getset = GETSETS(
        {"real", int_exact, NULL, "the real part of a complex number"},
        {"imag", int_zero, NULL, "the imaginary part of a complex number"},
        {"numerator", int_exact, NULL, "the numerator of a rational number in lowest terms"},
        {"denominator", int_one, NULL, "the denominator of a rational number in lowest terms"}),
};
