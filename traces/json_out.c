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

bool json_reserve(JsonOut *out, size_t size)
{
    if (out->failed) return false;
    if (out->capacity - out->length >= size) return true;
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

static void put_digits(JsonOut *out, uint64_t value, bool is_negative)
{
    char text[24], *end = text + sizeof text, *start = end;
    bool is_exact = value < (uint64_t)1 << 53;
    if (!is_exact) *--start = '"';
    do {
        *--start = (char)('0' + value % 10);
        value /= 10;
    } while (value != 0);
    if (is_negative) *--start = '-';
    if (!is_exact) *--start = '"';
    json_raw(out, start, (size_t)(end - start));
}

void json_unsigned(JsonOut *out, uint64_t value)
{
    put_digits(out, value, false);
}

void json_signed(JsonOut *out, int64_t value)
{
    put_digits(out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value, value < 0);
}

/* Bytes that stand for themselves in a JSON string and need no look at their neighbours. */
static bool is_plain(unsigned char byte)
{
    return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
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
    json_literal(out, "\"");
    size_t at = 0;
    while (at < length) {
        size_t start = at;
        while (at < length && is_plain((unsigned char)bytes[at])) at++;
        json_raw(out, bytes + start, at - start);
        if (at < length) at += put_special(out, bytes + at, length - at);
    }
    json_literal(out, "\"");
}
