/* What a Decimal is made of and what it becomes: ints, floats, texts, tuples.  A conversion is exact, or it is fitted into
   a context. */
#include <math.h>

#include "modules/decimal_parts.h"
#include "modules/math_int.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/int_digits.h"
#include "objects/str_char.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* The end of a conversion that must be exact. */
static Own exact_done(Rt *rt, Ref context, Calc *calc, Own result)
{
    if ((calc->status & (COND_Inexact | COND_Rounded | COND_Clamped)) != 0) num_fail(calc, NUM_OF(result), COND_InvalidOperation);
    calc->status &= COND_ERRORS;
    return decimal_done(rt, context, calc, result);
}

/* The computation that a conversion is: under the context, or under the largest one when it must be EXACT. */
static Calc conversion(Rt *rt, Ref context, bool exact)
{
    Calc calc = decimal_calc(rt, context);
    return exact ? calc_largest(&calc) : calc;
}

static Own conversion_done(Rt *rt, Ref context, Calc *calc, Own result, bool exact)
{
    return exact ? exact_done(rt, context, calc, result) : decimal_done(rt, context, calc, result);
}

/* --- from int and float */

/* The magnitude, from base 2**30 to base 10**9. */
static void read_int(Calc *calc, Num *num, Ref number)
{
    ptrdiff_t digits = int_digit_count(number);
    size_t count = 1;
    if (!num_reserve(calc, num, (uint64_t)digits + (uint64_t)digits / 256 + 2)) return;
    num->words[0] = 0;
    for (ptrdiff_t i = digits; i-- > 0;) {
        uint32_t carry = words_multiply_word(num->words, num->words, count, 1u << INT_DIGIT_BITS, AS_INT(number)->digits[i]);
        for (; carry != 0; carry /= WORD_BASE) num->words[count++] = carry % WORD_BASE;
        if (error_poll(calc->rt) < 0) {
            num_fail(calc, num, COND_FAILED);
            return;
        }
    }
    num_settle(num, count);
    num->negative = int_sign(number) < 0;
}

static Own from_int(Rt *rt, Type *type, Ref value, Ref context, bool exact)
{
    Own result = decimal_new(rt, type);
    if (result == NULL) return NULL;
    Calc calc = conversion(rt, context, exact);
    read_int(&calc, NUM_OF(result), value);
    num_finish(&calc, NUM_OF(result));
    return conversion_done(rt, context, &calc, result, exact);
}

Own decimal_from_int(Rt *rt, Type *type, Ref value, Ref context)
{
    if (!is_int(value)) return error_raise(rt, TYPE_TypeError, "argument must be an integer");
    return from_int(rt, type, value, context, true);
}

/* num = coefficient * factor**times, which is exact. */
static void scale(Calc *calc, Num *num, uint64_t coefficient, uint32_t factor, int times)
{
    num_set_small(num, false, coefficient, 0);
    if (!num_reserve(calc, num, num->count + (uint64_t)times / 12 + 2)) return;
    for (; times > 0; times--) {
        num->words[num->count] = words_multiply_word(num->words, num->words, num->count, factor, 0);
        num_settle(num, (size_t)num->count + 1);
    }
}

/* A float is mantissa * 2**e; for a negative e that is mantissa * 5**-e * 10**e. */
static void read_float(Calc *calc, Num *num, double value)
{
    bool negative = signbit(value);
    if (isnan(value)) num_set_special(num, false, NUM_NAN);
    else if (isinf(value)) num_set_special(num, negative, NUM_INFINITE);
    else {
        int exponent;
        uint64_t mantissa = (uint64_t)ldexp(frexp(fabs(value), &exponent), 53);
        for (exponent -= 53; mantissa != 0 && (mantissa & 1) == 0 && exponent < 0; exponent++) mantissa >>= 1;
        if (mantissa == 0) exponent = 0;
        scale(calc, num, mantissa, exponent < 0 ? 5 : 2, exponent < 0 ? -exponent : exponent);
        if (num_is_nan(num)) return;
        num->negative = negative;
        if (exponent < 0) num->exponent = exponent;
    }
}

Own decimal_from_float(Rt *rt, Type *type, Ref value, Ref context)
{
    if (is_int(value)) return decimal_from_int(rt, type, value, context);
    if (!type_is_subtype(value->type, RT_TYPE(rt, float))) return error_raise(rt, TYPE_TypeError, "argument must be int or float");
    Own result = decimal_new(rt, type);
    if (result == NULL) return NULL;
    Calc calc = conversion(rt, context, true);
    read_float(&calc, NUM_OF(result), AS_FLOAT(value)->value);
    return decimal_done(rt, context, &calc, result);
}

/* --- from text and tuples */

/* The text in ASCII: other digits and spaces are replaced.  LOOSE: without spaces around it and underscores in it.
   A character that no number has makes it empty. */
static void add_ascii(Ref text, bool loose, Buf *buf)
{
    ptrdiff_t at = 0, end = str_length(text);
    while (loose && end > 0 && point_is_space(str_at(text, end - 1))) end--;
    while (loose && at < end && point_is_space(str_at(text, at))) at++;
    for (; at < end; at++) {
        uint32_t c = str_at(text, at);
        if (loose && c == '_') continue;
        if (c > 0 && c < 0x80) buf_add_char(buf, (char)c);
        else if (point_is_space(c)) buf_add_char(buf, ' ');
        else if (point_decimal(c) >= 0) buf_add_char(buf, (char)('0' + point_decimal(c)));
        else {
            buf_clear(buf);
            return;
        }
    }
}

/* The Decimal that TEXT (finished with) stands for. */
static Own from_ascii(Rt *rt, Type *type, Buf *text, Ref context, bool exact)
{
    Own result = text->failed ? error_no_memory(rt) : decimal_new(rt, type);
    if (result != NULL) {
        Calc calc = conversion(rt, context, exact);
        num_read(&calc, NUM_OF(result), buf_text(text), text->length);
        result = conversion_done(rt, context, &calc, result, exact);
    }
    buf_fini(text);
    return result;
}

static Own from_str(Rt *rt, Type *type, Ref value, Ref context, bool exact)
{
    Buf text = BUF_INIT;
    add_ascii(value, exact, &text);
    return from_ascii(rt, type, &text, context, exact);
}

static Own sequence_tuple(Rt *rt, Ref value, TypeId error, const char *message)
{
    if (is_tuple(value)) return new_ref(value);
    return is_list(value) ? sequence_to_tuple(rt, value) : error_raise(rt, error, "%s", message);
}

/* "Inf", "NaN", "sNaN", or "" for a finite number, by what stands in the exponent's place; NULL with ValueError. */
static const char *special_name(Rt *rt, Ref exponent)
{
    if (!is_str(exponent)) return "";
    if (str_equals_text(exponent, "F")) return "Inf";
    if (str_equals_text(exponent, "n")) return "NaN";
    if (str_equals_text(exponent, "N")) return "sNaN";
    error_raise(rt, TYPE_ValueError, "string argument in the third position must be 'F', 'n' or 'N'");
    return NULL;
}

static int add_digits(Rt *rt, Ref digits, bool shown, Buf *buf)
{
    for (ptrdiff_t i = 0; i < tuple_length(digits); i++) {
        Ref item = tuple_peek(digits, i);
        int64_t digit = is_int(item) ? int_value(rt, item) : 10;
        if (rt_is_pending(rt)) return -1;
        if (digit < 0 || digit > 9) return error_raise_int(rt, TYPE_ValueError, "coefficient must be a tuple of digits");
        if (shown) buf_add_char(buf, (char)('0' + digit));
    }
    return 0;
}

/* (sign, digits, exponent) as text. */
static int add_triple(Rt *rt, Ref triple, Buf *buf)
{
    if (tuple_length(triple) != 3) return error_raise_int(rt, TYPE_ValueError, "argument must be a sequence of length 3");
    int64_t sign = is_int(tuple_peek(triple, 0)) ? int_value(rt, tuple_peek(triple, 0)) : 2, exponent = 0;
    if (rt_is_pending(rt)) return -1;
    if (sign != 0 && sign != 1) return error_raise_int(rt, TYPE_ValueError, "sign must be an integer with the value 0 or 1");
    Ref last = tuple_peek(triple, 2);
    const char *special = special_name(rt, last);
    if (special == NULL) return -1;
    if (*special == 0) {
        if (!is_int(last)) return error_raise_int(rt, TYPE_ValueError, "exponent must be an integer");
        if (args_size(rt, last, &exponent) < 0) return -1;
    }
    Own digits = sequence_tuple(rt, tuple_peek(triple, 1), TYPE_ValueError, "coefficient must be a tuple of digits");
    if (digits == NULL) return -1;
    buf_printf(buf, "%c%s", sign == 0 ? '+' : '-', special);
    if (*special == 0 && tuple_length(digits) == 0) buf_add_char(buf, '0');
    int status = add_digits(rt, digits, *special != 'I', buf);
    if (*special == 0) buf_printf(buf, "E%lld", (long long)exponent);
    release(rt, digits);
    return status;
}

static Own from_sequence(Rt *rt, Type *type, Ref value, Ref context, bool exact)
{
    Own triple = sequence_tuple(rt, value, TYPE_TypeError, "argument must be a tuple or list"), result = NULL;
    Buf text = BUF_INIT;
    if (triple != NULL && add_triple(rt, triple, &text) == 0) result = from_ascii(rt, type, &text, context, exact);
    buf_fini(&text);
    release(rt, triple);
    return result;
}

/* --- from any object */

static Own from_decimal(Rt *rt, Type *type, Ref value, Ref context)
{
    Ref exact = DECIMAL_STATE(rt)->decimal;
    if ((Ref)type == exact && (Ref)value->type == exact) return new_ref(value);
    Own result = decimal_new(rt, type);
    if (result == NULL) return NULL;
    Calc calc = decimal_calc(rt, context);
    num_copy(&calc, NUM_OF(result), NUM_OF(value));
    return decimal_done(rt, context, &calc, result);
}

Own decimal_apply(Rt *rt, Ref value, Ref context)
{
    Own result = decimal_new(rt, NULL);
    if (result == NULL) return NULL;
    Calc calc = decimal_calc(rt, context);
    num_copy(&calc, NUM_OF(result), NUM_OF(value));
    num_finish(&calc, NUM_OF(result));
    return decimal_done(rt, context, &calc, result);
}

Own decimal_unsupported(Rt *rt, Ref value)
{
    return error_raise(rt, TYPE_TypeError, "conversion from %T to Decimal is not supported", value);
}

Own decimal_from_object(Rt *rt, Type *type, Ref value, Ref context)
{
    if (value == NULL) return decimal_new(rt, type);
    if (is_decimal(rt, value)) return from_decimal(rt, type, value, context);
    if (is_str(value)) return from_str(rt, type, value, context, true);
    if (is_int(value)) return from_int(rt, type, value, context, true);
    if (is_tuple(value) || is_list(value)) return from_sequence(rt, type, value, context, true);
    if (!type_is_subtype(value->type, RT_TYPE(rt, float))) return decimal_unsupported(rt, value);
    return decimal_signal(rt, context, COND_FloatOperation) < 0 ? NULL : decimal_from_float(rt, type, value, context);
}

Own decimal_create(Rt *rt, Ref value, Ref context)
{
    const NumContext *limits = &AS_DECIMAL_CONTEXT(context)->context;
    if (value == NULL) {
        Own zero = decimal_new(rt, NULL), result = zero == NULL ? NULL : decimal_apply(rt, zero, context);
        release(rt, zero);
        return result;
    }
    if (is_decimal(rt, value)) {
        const Num *num = NUM_OF(value);
        if (!num_is_nan(num) || num->digits <= limits->precision - limits->clamp) return decimal_apply(rt, value, context);
        if (decimal_signal(rt, context, COND_ConversionSyntax) < 0) return NULL;
        Own result = decimal_new(rt, NULL);
        if (result != NULL) num_set_special(NUM_OF(result), false, NUM_NAN);
        return result;
    }
    if (is_str(value)) return from_str(rt, NULL, value, context, false);
    if (is_int(value)) return from_int(rt, NULL, value, context, false);
    if (is_tuple(value) || is_list(value)) return from_sequence(rt, NULL, value, context, false);
    if (!type_is_subtype(value->type, RT_TYPE(rt, float))) return decimal_unsupported(rt, value);
    if (decimal_signal(rt, context, COND_FloatOperation) < 0) return NULL;
    Own exact = decimal_from_float(rt, NULL, value, context), result = exact == NULL ? NULL : decimal_apply(rt, exact, context);
    release(rt, exact);
    return result;
}

Own decimal_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"value", "context", NULL};
    static const ArgSpec spec = {NULL, names, 0, 2, 0};
    Ref given[2] = {NULL};
    if (decimal_ready(rt) < 0 || args_parse(rt, &spec, args, kwargs, args_take_ref, (void *)given) < 0) return NULL;
    Own context = decimal_context_argument(rt, given[1]), result = NULL;
    if (context != NULL) result = decimal_from_object(rt, type, given[0], context);
    release(rt, context);
    return result;
}

/* --- to int, ratio, text, tuple, hash */

/* The magnitude of an integer with exponent 0, from base 10**9 to base 2**30. */
static Own write_int(Rt *rt, const Num *num)
{
    Own result = int_alloc(rt, (ptrdiff_t)num->count + 1);
    if (result == NULL) return NULL;
    uint32_t *digits = AS_INT(result)->digits;
    ptrdiff_t count = 0;
    for (size_t i = num->count; i-- > 0;) {
        uint64_t carry = num->words[i];
        for (ptrdiff_t j = 0; j < count; j++) {
            carry += (uint64_t)digits[j] * WORD_BASE;
            digits[j] = (uint32_t)(carry & INT_DIGIT_MASK);
            carry >>= INT_DIGIT_BITS;
        }
        if (carry != 0) digits[count++] = (uint32_t)carry;
        if (error_poll(rt) < 0) {
            AS_INT(result)->head.length = 0;
            release(rt, result);
            return NULL;
        }
    }
    for (ptrdiff_t j = count; j < (ptrdiff_t)num->count + 1; j++) digits[j] = 0;
    result = int_normal(rt, result);
    if (result == NULL || !num->negative) return result;
    Own negative = int_negate(rt, result);
    release(rt, result);
    return negative;
}

/* WHAT: what it cannot become. */
static int refuse_special(Rt *rt, const Num *num, const char *what)
{
    if (num_is_nan(num)) return error_raise_int(rt, TYPE_ValueError, "cannot convert NaN to %s", what);
    if (!num_is_finite(num)) return error_raise_int(rt, TYPE_OverflowError, "cannot convert Infinity to %s", what);
    return 0;
}

Own decimal_to_int(Rt *rt, Ref value, Ref context, Rounding rounding)
{
    if (refuse_special(rt, NUM_OF(value), "integer") < 0) return NULL;
    Calc calc = decimal_calc(rt, context);
    calc.context.rounding = rounding;
    Num whole;
    num_init(&whole);
    num_to_integral_value(&calc, &whole, NUM_OF(value));
    if (num_is_finite(&whole)) (void)!num_shift_left(&calc, &whole, whole.exponent);
    Own result = decimal_signal(rt, context, calc.status) < 0 ? NULL : write_int(rt, &whole);
    num_fini(rt, &whole);
    return result;
}

/* LEFT (taken) OP RIGHT; NULL when LEFT is. */
static Own fold(Rt *rt, Own left, BinaryOp op, Ref right)
{
    Own result = left == NULL || right == NULL ? NULL : int_binary(rt, op, left, right);
    release(rt, left);
    return result;
}

static Own ten_power(Rt *rt, int64_t exponent)
{
    Own power = int_new(rt, exponent), ten = power == NULL ? NULL : int_new(rt, 10), result = fold(rt, ten, BINARY_POWER, power);
    release(rt, power);
    return result;
}

Own decimal_to_ratio(Rt *rt, Ref value, Ref context)
{
    const Num *num = NUM_OF(value);
    if (refuse_special(rt, num, "integer ratio") < 0) return NULL;
    int64_t exponent = num_is_zero(num) ? 0 : num->exponent;
    Own numerator = NULL, denominator = NULL, divisor = NULL;
    if (exponent >= 0) {
        numerator = decimal_to_int(rt, value, context, ROUND_DOWN);
        denominator = int_new(rt, 1);
    } else {
        numerator = write_int(rt, num);
        denominator = numerator == NULL ? NULL : ten_power(rt, -exponent);
        if (denominator != NULL) divisor = math_gcd(rt, NULL, (const Ref[]){numerator, denominator}, 2, NULL);
        numerator = fold(rt, numerator, BINARY_FLOOR_DIVIDE, divisor);
        denominator = fold(rt, denominator, BINARY_FLOOR_DIVIDE, divisor);
    }
    release(rt, divisor);
    return tuple_build(rt, "NN", numerator, denominator);
}

Own decimal_to_text(Rt *rt, Ref value, Ref context, int flags)
{
    Buf text = BUF_INIT;
    if (AS_DECIMAL_CONTEXT(context)->capitals == 0) flags |= NUM_TEXT_LOWER;
    num_write(NUM_OF(value), flags, &text);
    return str_take_buf(rt, &text);
}

/* The digits of the coefficient as a tuple; an infinity has a 0. */
static Own digits_tuple(Rt *rt, const Num *num)
{
    int64_t count = num->kind == NUM_INFINITE ? 1 : num->digits;
    Own digits = tuple_new(rt, count);
    for (int64_t i = 0; i < count && digits != NULL; i++) {
        Own digit = int_new(rt, words_digit(num->words, num->count, count - 1 - i));
        if (digit == NULL) release_clear(rt, &digits);
        else tuple_take(digits, i, digit);
    }
    return digits;
}

Own decimal_to_tuple(Rt *rt, Ref value)
{
    const Num *num = NUM_OF(value);
    Own sign = int_new(rt, num->negative), digits = digits_tuple(rt, num), exponent = NULL, result = NULL;
    if (num_is_finite(num)) exponent = int_new(rt, num->exponent);
    else exponent = str_new(rt, num->kind == NUM_INFINITE ? "F" : num->kind == NUM_NAN ? "n" : "N");
    if (sign != NULL && digits != NULL && exponent != NULL)
        result = call_vector(rt, DECIMAL_STATE(rt)->tuple, (const Ref[]){sign, digits, exponent}, 3, NULL);
    release_all(rt, sign, digits, exponent);
    return result;
}

/* Hashes of numbers are what they are modulo this prime; TENTH is the inverse of 10. */
#define HASH_PRIME ((INT64_C(1) << 61) - 1)
#define HASH_TENTH INT64_C(2075258708292324556)
enum { HASH_INFINITE = 314159 };

__extension__ typedef unsigned __int128 Wide;

static uint64_t hash_product(uint64_t a, uint64_t b)
{
    return (uint64_t)((Wide)a * b % HASH_PRIME);
}

static uint64_t hash_power(uint64_t base, uint64_t exponent)
{
    uint64_t power = 1;
    for (; exponent != 0; exponent >>= 1, base = hash_product(base, base)) {
        if ((exponent & 1) != 0) power = hash_product(power, base);
    }
    return power;
}

ptrdiff_t decimal_hash(Rt *rt, Ref self)
{
    DecimalObj *decimal = AS_DECIMAL(self);
    const Num *num = &decimal->num;
    if (decimal->hash != -1) return decimal->hash;
    if (num->kind == NUM_SNAN) {
        error_raise(rt, TYPE_TypeError, "Cannot hash a signaling NaN value");
        return -1;
    }
    ptrdiff_t hash;
    if (num->kind == NUM_NAN) {
        hash = object_identity_hash(rt, self);
    } else if (num->kind == NUM_INFINITE) {
        hash = num->negative ? -HASH_INFINITE : HASH_INFINITE;
    } else {
        uint64_t rest = 0;
        for (size_t i = num->count; i-- > 0;) rest = (hash_product(rest, WORD_BASE) + num->words[i]) % HASH_PRIME;
        bool below = num->exponent < 0;
        rest = hash_product(rest, hash_power(below ? HASH_TENTH : 10, (uint64_t)(below ? -num->exponent : num->exponent)));
        hash = num->negative ? -(ptrdiff_t)rest : (ptrdiff_t)rest;
        if (hash == -1) hash = -2;
    }
    return decimal->hash = hash;
}
