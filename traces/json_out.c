/* Kept true: what lies in the buffer is always a prefix of valid JSON text in plain UTF-8,
   whatever bytes a program's strings hold. */
#include "traces/json_out.h"

#include <stdlib.h>

#include "base/utf8.h"

enum { FIRST_SIZE = 1 << 12 };

void json_fini(JsonOut *out)
{
    free(out->bytes);
    *out = (JsonOut){0};
}

bool json_grow(JsonOut *out, size_t size)
{
    if (out->failed) return false;
    size_t capacity = out->capacity == 0 ? FIRST_SIZE : out->capacity * 2;
    if (capacity < out->length + size) capacity = out->length + size;
    char *bytes = realloc(out->bytes, capacity);
    if (bytes == NULL) {
        out->failed = true;
        return false;
    }
    out->bytes = bytes;
    out->capacity = capacity;
    return true;
}

static const char pairs[] = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
                            "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

static char *put_large(char *at, uint64_t value)
{
    char text[20], *start = text + sizeof text;
    bool is_exact = value < (uint64_t)1 << 53;
    do *--start = (char)('0' + value % 10);
    while ((value /= 10) != 0);
    if (!is_exact) *at++ = '"';
    memcpy(at, start, (size_t)(text + sizeof text - start));
    at += text + sizeof text - start;
    if (!is_exact) *at++ = '"';
    return at;
}

char *json_put_digits(char *at, uint64_t large)
{
    if (large >= 100000000) return put_large(at, large);
    uint32_t value = (uint32_t)large;
    if (value < 10) {
        *at = (char)('0' + value);
        return at + 1;
    }
    size_t length = value < 100 ? 2 : value < 1000 ? 3 : value < 10000 ? 4 : value < 100000 ? 5 : value < 1000000 ? 6 : value < 10000000 ? 7 : 8;
    char *end = at + length, *start = end;
    for (; value >= 100; value /= 100) {
        start -= 2;
        memcpy(start, pairs + 2 * (value % 100), 2);
    }
    if (value >= 10) memcpy(at, pairs + 2 * value, 2);
    else *at = (char)('0' + value);
    return end;
}

void json_signed(JsonOut *out, int64_t value)
{
    if (value >= 0) {
        json_unsigned(out, (uint64_t)value);
    } else if (value > -((int64_t)1 << 53)) {
        json_literal(out, "-");
        json_unsigned(out, 0 - (uint64_t)value);
    } else {
        char text[JSON_NUMBER_SIZE];
        char *end = json_put_digits(text, 0 - (uint64_t)value); /* its quotes and digits */
        json_literal(out, "\"-");
        json_raw(out, text + 1, (size_t)(end - text - 1));
    }
}

/* Bytes that stand for themselves in a JSON string and need no look at their neighbours. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

/* Eight bytes at a time: is each of them plain?  A byte that is below a bound borrows from its highest bit. */
static bool are_plain(const char *bytes)
{
    const uint64_t ones = 0x0101010101010101, highest = 0x80 * ones;
    uint64_t eight, quote, backslash;
    memcpy(&eight, bytes, sizeof eight);
    quote = eight ^ '"' * ones;
    backslash = eight ^ '\\' * ones;
    uint64_t low = (eight - 0x20 * ones) | (quote - ones) | (backslash - ones), high = eight | (eight + ones);
    return ((low | high) & highest) == 0;
}

/* How many of the bytes are plain before the first that is not. */
static size_t plain_length(const char *bytes, size_t length)
{
    size_t at = 0;
    while (length - at >= 8 && are_plain(bytes + at)) at += 8;
    while (at < length && is_plain((unsigned char)bytes[at])) at++;
    return at;
}

static void put_escape(JsonOut *out, uint32_t code_point)
{
    static const char digits[] = "0123456789abcdef";
    char text[6] = {'\\', 'u', digits[code_point >> 12 & 15], digits[code_point >> 8 & 15],
                    digits[code_point >> 4 & 15], digits[code_point & 15]};
    json_raw(out, text, sizeof text);
}

static void put_control(JsonOut *out, unsigned char byte)
{
    switch (byte) {
    case '"': json_literal(out, "\\\""); break;
    case '\\': json_literal(out, "\\\\"); break;
    case '\n': json_literal(out, "\\n"); break;
    case '\r': json_literal(out, "\\r"); break;
    case '\t': json_literal(out, "\\t"); break;
    default: put_escape(out, byte); break;
    }
}

/* One character that is not plain; returns the bytes it took. */
static size_t put_special(JsonOut *out, const char *bytes, size_t length)
{
    unsigned char first = (unsigned char)bytes[0];
    if (first < 0x80) {
        put_control(out, first);
        return 1;
    }
    uint32_t code_point;
    size_t used = utf8_decode_wtf(bytes, length, &code_point);
    if (used == 0) {
        json_literal(out, "\\ufffd");
        return 1;
    }
    if (code_point >= 0xD800 && code_point <= 0xDFFF) put_escape(out, code_point);
    else json_raw(out, bytes, used);
    return used;
}

void json_string(JsonOut *out, const char *bytes, size_t length)
{
    if (!json_reserve(out, length + 2)) return;
    char *to = out->bytes + out->length;
    size_t at = plain_length(bytes, length);
    *to++ = '"';
    if (at > 0) memcpy(to, bytes, at);
    if (LIKELY(at == length)) {
        to[at] = '"';
        out->length += length + 2;
        return;
    }
    out->length += at + 1;
    while (at < length) { /* from the first that is not plain */
        size_t plain = plain_length(bytes + at, length - at);
        json_raw(out, bytes + at, plain);
        at += plain;
        if (at < length) at += put_special(out, bytes + at, length - at);
    }
    json_literal(out, "\"");
}
