/* Integers to text and back.  Both directions take quadratic time, so decimal texts of more than
   4,300 digits are refused (sys.set_int_max_str_digits changes that), as in CPython. */
#include <string.h>

#include "memory/heap.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/int_digits.h"
#include "objects/int_text.h"
#include "objects/object_state.h"
#include "objects/str_text.h"
#include "objects/strobj.h"

enum { TEXT_LIMIT = 4300, TEXT_LIMIT_THRESHOLD = 640, DECIMAL_DIGITS = 9, DECIMAL_BASE = 1000000000 };

int int_text_limit(const Rt *rt)
{
    return rt->objects->int_text_limit_set ? rt->objects->int_text_limit : TEXT_LIMIT;
}

/* The magnitude in base 10^9, least significant first; the count, or -1.  OUT has room. */
static ptrdiff_t to_decimal(Rt *rt, Ref number, uint32_t *out)
{
    ptrdiff_t size = 0;
    for (ptrdiff_t i = int_digit_count(number); i-- > 0;) {
        uint32_t high = AS_INT(number)->digits[i];
        for (ptrdiff_t j = 0; j < size; j++) {
            uint64_t value = (uint64_t)out[j] << INT_DIGIT_BITS | high;
            high = (uint32_t)(value / DECIMAL_BASE);
            out[j] = (uint32_t)(value % DECIMAL_BASE);
        }
        for (; high != 0; high /= DECIMAL_BASE) out[size++] = high % DECIMAL_BASE;
        if (error_poll(rt) < 0) return -1;
    }
    if (size == 0) out[size++] = 0;
    return size;
}

/* One digit of 30 bits or none, without much ado. */
static void add_small(int32_t value, Buf *buf)
{
    char text[12], *at = text + sizeof text;
    uint32_t rest = value < 0 ? -(uint32_t)value : (uint32_t)value;
    do *--at = (char)('0' + rest % 10);
    while ((rest /= 10) != 0);
    if (value < 0) *--at = '-';
    buf_add(buf, at, (size_t)(text + sizeof text - at));
}

static int add_decimal(Rt *rt, Ref number, Buf *buf)
{
    if (int_is_small(number)) {
        add_small(int_small_value(number), buf);
        return 0;
    }
    ptrdiff_t count = int_digit_count(number);
    int limit = int_text_limit(rt);
    if (limit > 0 && count > 10 * TEXT_LIMIT_THRESHOLD / (3 * INT_DIGIT_BITS) + 2 && int_bit_length(number) / 3.3219280948873626 >= (double)limit + 1) {
        return error_raise_int(rt, TYPE_ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", limit);
    }
    uint32_t *decimal = heap_alloc(rt, (size_t)(count + count / 8 + 2) * sizeof *decimal);
    if (decimal == NULL) return -1;
    ptrdiff_t size = to_decimal(rt, number, decimal);
    size_t start = buf->length;
    if (size > 0) buf_printf(buf, "%s%u", int_sign(number) < 0 ? "-" : "", (unsigned)decimal[size - 1]);
    for (ptrdiff_t i = size - 1; i-- > 0;) buf_printf(buf, "%09u", (unsigned)decimal[i]);
    heap_free(rt, decimal);
    if (size < 0) return -1;
    if (limit > 0 && buf->length - start > (size_t)limit + (int_sign(number) < 0) && count > 70) {
        return error_raise_int(rt, TYPE_ValueError, "Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit", limit);
    }
    return 0;
}

/* Base 2, 8 or 16: digits of BITS bits each, from the top. */
static void add_binary(Ref number, int bits, Buf *buf)
{
    size_t total = int_bit_length(number);
    size_t digits = total == 0 ? 1 : (total + (size_t)bits - 1) / (size_t)bits;
    for (size_t i = digits; i-- > 0;) {
        uint32_t value = 0;
        for (int bit = bits; bit-- > 0;) {
            size_t at = i * (size_t)bits + (size_t)bit;
            value <<= 1;
            if (at < total) value |= AS_INT(number)->digits[at / INT_DIGIT_BITS] >> at % INT_DIGIT_BITS & 1;
        }
        buf_add_char(buf, "0123456789abcdef"[value]);
    }
}

int int_add_to_buf(Rt *rt, Ref number, int base, bool prefix, Buf *buf)
{
    if (base == 10) return add_decimal(rt, number, buf);
    if (int_sign(number) < 0) buf_add_char(buf, '-');
    if (prefix) buf_add_text(buf, base == 2 ? "0b" : base == 8 ? "0o" : "0x");
    add_binary(number, base == 2 ? 1 : base == 8 ? 3 : 4, buf);
    return 0;
}

Own int_to_text(Rt *rt, Ref obj, int base)
{
    if (base == 10 && int_is_small(obj)) {
        char text[16];
        int32_t value = int_small_value(obj);
        uint32_t rest = value < 0 ? -(uint32_t)value : (uint32_t)value;
        char *at = text + sizeof text - 1;
        *at = 0;
        do *--at = (char)('0' + rest % 10);
        while ((rest /= 10) != 0);
        if (value < 0) *--at = '-';
        return str_new(rt, at);
    }
    Buf buf = BUF_INIT;
    Own text = NULL;
    if (int_add_to_buf(rt, obj, base, true, &buf) == 0) text = str_from_buf(rt, &buf);
    buf_fini(&buf);
    return text;
}

static int digit_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'z') return c - 'a' + 10;
    if (c >= 'A' && c <= 'Z') return c - 'A' + 10;
    return 99;
}

/* number = number * factor + add, in place; false when there is no room. */
static void multiply_add(uint32_t *digits, ptrdiff_t *count, uint32_t factor, uint32_t add)
{
    uint64_t carry = add;
    for (ptrdiff_t i = 0; i < *count; i++) {
        carry += (uint64_t)digits[i] * factor;
        digits[i] = (uint32_t)carry & INT_DIGIT_MASK;
        carry >>= INT_DIGIT_BITS;
    }
    if (carry != 0) digits[(*count)++] = (uint32_t)carry;
}

/* The value of COUNT characters of TEXT (digits and underscores) in BASE. */
static Own digits_value(Rt *rt, const char *text, size_t length, size_t digits, int base)
{
    int bits = 32 - __builtin_clz((unsigned)base - 1);
    Own number = int_alloc(rt, (ptrdiff_t)(digits * (size_t)bits / INT_DIGIT_BITS + 2));
    if (number == NULL) return NULL;
    ptrdiff_t count = 0;
    uint32_t factor = 1, chunk = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '_') continue;
        factor *= (uint32_t)base;
        chunk = chunk * (uint32_t)base + (uint32_t)digit_value(text[i]);
        if (factor < INT_DIGIT_MASK / 36) continue;
        multiply_add(AS_INT(number)->digits, &count, factor, chunk);
        factor = 1;
        chunk = 0;
        if (error_poll(rt) < 0) return error_release(rt, number);
    }
    multiply_add(AS_INT(number)->digits, &count, factor, chunk);
    AS_INT(number)->head.length = count;
    return int_normal(rt, number);
}

typedef struct IntText {
    const char *start; /* of the digits */
    size_t length, digits;
    int base;
    bool negative;
} IntText;

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The prefix decides base 0, and may be repeated for bases 2, 8 and 16. */
static void take_prefix(IntText *out, const char *end)
{
    if (end - out->start < 2 || out->start[0] != '0') {
        if (out->base == 0) out->base = 10;
        return;
    }
    char letter = out->start[1] | 32;
    int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (out->base == 0) out->base = base != 0 ? base : -10; /* -10: only zeros may follow */
    if (base == 0 || base != out->base) return;
    out->start += 2;
    if (out->start < end && *out->start == '_') out->start++;
}

static bool scan(const char *text, size_t length, int base, IntText *out)
{
    const char *end = text + length;
    while (text < end && is_space(*text)) text++;
    while (end > text && is_space(end[-1])) end--;
    *out = (IntText){.base = base};
    if (text < end && (*text == '-' || *text == '+')) out->negative = *text++ == '-';
    out->start = text;
    take_prefix(out, end);
    bool zeros_only = out->base == -10, after_digit = false;
    if (zeros_only) out->base = 10;
    for (const char *at = out->start; at < end; at++) {
        if (*at == '_') {
            if (!after_digit) return false;
            after_digit = false;
            continue;
        }
        if (digit_value(*at) >= out->base || (zeros_only && *at != '0')) return false;
        after_digit = true;
        out->digits++;
    }
    out->length = (size_t)(end - out->start);
    return after_digit;
}

static Own invalid_literal(Rt *rt, const char *text, size_t length, int base, Ref shown_or_null)
{
    Own shown = shown_or_null != NULL ? new_ref(shown_or_null) : bytes_new(rt, text, length < 200 ? length : 200);
    if (shown == NULL) return NULL;
    (void)error_raise(rt, TYPE_ValueError, "invalid literal for int() with base %d: %.200R", base, shown);
    release(rt, shown);
    return NULL;
}

static Own parse(Rt *rt, const char *text, size_t length, int base, Ref shown_or_null)
{
    IntText parts;
    if (!scan(text, length, base, &parts)) return invalid_literal(rt, text, length, base, shown_or_null);
    int limit = int_text_limit(rt);
    bool binary = (parts.base & (parts.base - 1)) == 0;
    if (!binary && limit > 0 && parts.digits > TEXT_LIMIT_THRESHOLD && parts.digits > (size_t)limit) {
        return error_raise(rt, TYPE_ValueError, "Exceeds the limit (%d digits) for integer string conversion: value has %zd digits; use sys.set_int_max_str_digits() to increase the limit", limit, (ptrdiff_t)parts.digits);
    }
    Own number = digits_value(rt, parts.start, parts.length, parts.digits, parts.base);
    if (number == NULL || !parts.negative) return number;
    Own negative = int_negate(rt, number);
    release(rt, number);
    return negative;
}

Own int_parse(Rt *rt, const char *text, size_t length, int base)
{
    return parse(rt, text, length, base, NULL);
}

Own int_from_str(Rt *rt, Ref str, int base)
{
    Buf buf = BUF_INIT;
    str_add_decimal_ascii(str, &buf);
    Own number = buf.failed ? error_no_memory(rt) : parse(rt, buf_text(&buf), buf.length, base, str);
    buf_fini(&buf);
    return number;
}
