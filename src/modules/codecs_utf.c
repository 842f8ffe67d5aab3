/* UTF-16 and UTF-32, either end first, and UTF-7. */
#include <string.h>

#include "modules/codecs_parts.h"
#include "objects/bytesobj.h"
#include "objects/strobj.h"

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

static uint32_t unit_at(const char *bytes, int width, bool big)
{
    const unsigned char *at = (const unsigned char *)bytes;
    uint32_t value = 0;
    for (int i = 0; i < width; i++) value |= (uint32_t)at[i] << 8 * (big ? width - 1 - i : i);
    return value;
}

static void add_unit(Buf *out, uint32_t value, int width, bool big)
{
    for (int i = 0; i < width; i++) buf_add_char(out, (char)(value >> 8 * (big ? width - 1 - i : i)));
}

/* A byte order mark at the beginning says which end is first, when nobody else does. */
static ptrdiff_t read_mark(const char *bytes, ptrdiff_t size, int width, int *order)
{
    if (*order != 0 || size < width) return 0;
    bool little = unit_at(bytes, width, false) == 0xFEFF, big = unit_at(bytes, width, true) == 0xFEFF;
    if (little || big) *order = little ? -1 : 1;
    return little || big ? width : 0;
}

/* --- decoding */

/* One character of UTF-16 at AT: its length in bytes and *c; 0, and why, and how long the wrong part is. */
static int utf16_next(const CodecDecode *d, ptrdiff_t at, bool big, uint32_t *c, const char **reason, ptrdiff_t *wrong)
{
    ptrdiff_t left = d->size - at;
    *wrong = left;
    *reason = "truncated data";
    if (left < 2) return 0;
    *c = unit_at(d->bytes + at, 2, big);
    if (!is_surrogate(*c)) return 2;
    *wrong = 2;
    *reason = "illegal encoding";
    if (*c >= 0xDC00) return 0;
    *wrong = left;
    *reason = "unexpected end of data";
    if (left < 4) return 0;
    uint32_t low = unit_at(d->bytes + at + 2, 2, big);
    *wrong = 2;
    *reason = "illegal UTF-16 surrogate";
    if (low < 0xDC00 || low > 0xDFFF) return 0;
    *c = 0x10000 + ((*c - 0xD800) << 10) + (low - 0xDC00);
    return 4;
}

static int utf32_next(const CodecDecode *d, ptrdiff_t at, bool big, uint32_t *c, const char **reason, ptrdiff_t *wrong)
{
    ptrdiff_t left = d->size - at;
    *wrong = left;
    *reason = "truncated data";
    if (left < 4) return 0;
    *c = unit_at(d->bytes + at, 4, big);
    *wrong = 4;
    *reason = "code point in surrogate code point range (0xd800-0xdfff)";
    if (is_surrogate(*c)) return 0;
    *reason = "code point not in range(0x110000)";
    return *c <= 0x10FFFF ? 4 : 0;
}

typedef int (*NextUnit)(const CodecDecode *, ptrdiff_t, bool, uint32_t *, const char **, ptrdiff_t *);

static Own utf_decode(Rt *rt, const char *const names[2], NextUnit next, int width, const char *bytes, ptrdiff_t size, const char *errors, int *order, ptrdiff_t *consumed)
{
    ptrdiff_t at = read_mark(bytes, size, width, order), wrong;
    bool big = *order > 0, failed = false;
    CodecDecode d = codec_decode_begin(names[big], errors, bytes, size);
    while (!failed && at < d.size) {
        uint32_t c = 0;
        const char *reason;
        int length = next(&d, at, big, &c, &reason, &wrong);
        if (length > 0) {
            buf_add_utf8(&d.out, c);
            at += length;
            continue;
        }
        bool cut = reason[0] == 't' || reason[0] == 'u'; /* truncated, unexpected end: more may come */
        if (consumed != NULL && cut) break;
        failed = codec_decode_error(rt, &d, at, at + wrong, reason, &at) < 0;
    }
    if (consumed != NULL) *consumed = at;
    return codec_decode_end(rt, &d, failed);
}

Own utf16_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, int *order, ptrdiff_t *consumed)
{
    static const char *const names[] = {"utf-16-le", "utf-16-be"};
    return utf_decode(rt, names, utf16_next, 2, bytes, size, errors, order, consumed);
}

Own utf32_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, int *order, ptrdiff_t *consumed)
{
    static const char *const names[] = {"utf-32-le", "utf-32-be"};
    return utf_decode(rt, names, utf32_next, 4, bytes, size, errors, order, consumed);
}

/* --- encoding */

static void put_point(Buf *out, uint32_t c, int width, bool big)
{
    if (width == 2 && c >= 0x10000) {
        add_unit(out, 0xD800 + ((c - 0x10000) >> 10), 2, big);
        c = 0xDC00 + ((c - 0x10000) & 0x3FF);
    }
    add_unit(out, c, width, big);
}

/* What the handler gave (taken) for STR[start:end]. */
static int put_replacement(Rt *rt, CodecEncode *e, Own replacement, ptrdiff_t start, ptrdiff_t end, int width, bool big)
{
    int status = 0;
    if (is_bytes(replacement)) {
        if (bytes_length(replacement) % width != 0) status = codec_encode_refuse(rt, e, start, end, "surrogates not allowed");
        else buf_add(&e->out, AS_BYTES(replacement)->bytes, (size_t)bytes_length(replacement));
    } else if (!AS_STR(replacement)->ascii) {
        status = codec_encode_refuse(rt, e, start, end, "surrogates not allowed");
    } else {
        for (ptrdiff_t i = 0; i < str_length(replacement); i++) add_unit(&e->out, str_at(replacement, i), width, big);
    }
    release(rt, replacement);
    return status;
}

static Own utf_encode(Rt *rt, const char *name, int width, Ref str, const char *errors, int order)
{
    CodecEncode e = {.encoding = name, .errors = errors, .str = str};
    bool big = order > 0, failed = false;
    if (order == 0) add_unit(&e.out, 0xFEFF, width, false);
    for (ptrdiff_t i = 0; !failed && i < str_length(str);) {
        uint32_t c = str_at(str, i);
        if (!is_surrogate(c)) {
            put_point(&e.out, c, width, big);
            i++;
            continue;
        }
        ptrdiff_t start = i, end = i;
        while (end < str_length(str) && is_surrogate(str_at(str, end))) end++;
        Own replacement = NULL;
        failed = codec_encode_error(rt, &e, start, end, "surrogates not allowed", &replacement, &i) < 0 ||
                 put_replacement(rt, &e, replacement, start, end, width, big) < 0;
    }
    return codec_encode_end(rt, &e, failed);
}

Own utf16_encode(Rt *rt, Ref str, const char *errors, int order)
{
    return utf_encode(rt, order == 0 ? "utf-16" : order < 0 ? "utf-16-le" : "utf-16-be", 2, str, errors, order);
}

Own utf32_encode(Rt *rt, Ref str, const char *errors, int order)
{
    return utf_encode(rt, order == 0 ? "utf-32" : order < 0 ? "utf-32-le" : "utf-32-be", 4, str, errors, order);
}

/* --- UTF-7: ASCII as it is, all else as UTF-16 in base 64 between "+" and "-" */

static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static int from_base64(unsigned char c)
{
    const char *found = c == 0 ? NULL : strchr(base64, c);
    return found == NULL ? -1 : (int)(found - base64);
}

/* May C stand for itself? */
static bool utf7_is_direct(uint32_t c)
{
    if (c == 0 || c >= 0x80) return false;
    return strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'(),-./:? \t\n\r!\"#$%&*;<=>@[]^_`{|}", (int)c) != NULL;
}

/* The state inside a shift. */
typedef struct Shift {
    bool in;
    ptrdiff_t start; /* of the shift in the bytes */
    size_t out;      /* length of the text where it began */
    uint32_t bits;   /* not yet used */
    int bit_count;
    uint32_t high;   /* a high surrogate that waits; 0: none */
} Shift;

static void utf7_put(CodecDecode *d, Shift *shift, uint32_t unit)
{
    if (shift->high != 0 && unit >= 0xDC00 && unit <= 0xDFFF) {
        buf_add_utf8(&d->out, 0x10000 + ((shift->high - 0xD800) << 10) + (unit - 0xDC00));
        shift->high = 0;
        return;
    }
    if (shift->high != 0) buf_add_utf8(&d->out, shift->high);
    shift->high = 0;
    if (unit >= 0xD800 && unit < 0xDC00) shift->high = unit;
    else buf_add_utf8(&d->out, unit);
}

/* C ends the shift: what is wrong with that, or NULL. */
static const char *utf7_end_shift(CodecDecode *d, Shift *shift, unsigned char c)
{
    shift->in = false;
    if (shift->bit_count >= 6) return "partial character in base64 sequence";
    if (shift->bit_count > 0 && (shift->bits & ((1u << shift->bit_count) - 1)) != 0) return "non-zero padding bits in base64 sequence";
    if (shift->high != 0 && (c == '-' || utf7_is_direct(c) || c == '\\' || c == '~')) buf_add_utf8(&d->out, shift->high);
    shift->high = 0;
    return NULL;
}

static const char *utf7_step(CodecDecode *d, Shift *shift, ptrdiff_t *at, ptrdiff_t *wrong_start)
{
    unsigned char c = (unsigned char)d->bytes[*at];
    *wrong_start = *at;
    if (shift->in) {
        int six = from_base64(c);
        if (six >= 0) {
            shift->bits = shift->bits << 6 | (uint32_t)six;
            shift->bit_count += 6;
            ++*at;
            if (shift->bit_count >= 16) {
                shift->bit_count -= 16;
                utf7_put(d, shift, shift->bits >> shift->bit_count & 0xFFFF);
                shift->bits &= (1u << shift->bit_count) - 1;
            }
            return NULL;
        }
        const char *reason = utf7_end_shift(d, shift, c);
        if (reason != NULL) {
            *wrong_start = shift->start;
            ++*at;
            return reason;
        }
        if (c == '-') {
            ++*at;
            return NULL;
        }
    }
    ++*at;
    if (c == '+') {
        if (*at < d->size && d->bytes[*at] == '-') {
            ++*at;
            buf_add_char(&d->out, '+');
        } else if (*at < d->size && from_base64((unsigned char)d->bytes[*at]) < 0) {
            ++*at;
            return "ill-formed sequence";
        } else {
            *shift = (Shift){.in = true, .start = *at - 1, .out = d->out.length};
        }
        return NULL;
    }
    if (c < 0x80) {
        buf_add_char(&d->out, (char)c);
        return NULL;
    }
    return "unexpected special character";
}

Own utf7_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, ptrdiff_t *consumed)
{
    CodecDecode d = codec_decode_begin("utf7", errors, bytes, size);
    Shift shift = {0};
    ptrdiff_t at = 0, start;
    bool failed = false;
    for (;;) {
        while (!failed && at < d.size) {
            const char *reason = utf7_step(&d, &shift, &at, &start);
            if (reason == NULL) continue;
            shift = (Shift){0};
            failed = codec_decode_error(rt, &d, start, at, reason, &at) < 0;
        }
        bool whole = shift.high == 0 && shift.bit_count < 6 && (shift.bits & ((1u << shift.bit_count) - 1)) == 0;
        if (failed || consumed != NULL || !shift.in || whole) break;
        ptrdiff_t from = shift.start;
        shift = (Shift){0};
        failed = codec_decode_error(rt, &d, from, d.size, "unterminated shift sequence", &at) < 0;
    }
    if (consumed != NULL) {
        *consumed = shift.in ? shift.start : at;
        if (shift.in) d.out.length = shift.out;
        if (shift.in && d.out.bytes != NULL) d.out.bytes[d.out.length] = 0;
    }
    return codec_decode_end(rt, &d, failed);
}

static void utf7_flush(Buf *out, uint64_t *bits, int *count)
{
    while (*count >= 6) {
        *count -= 6;
        buf_add_char(out, base64[*bits >> *count & 0x3F]);
    }
}

Own utf7_encode(Rt *rt, Ref str, const char *errors)
{
    Buf out = BUF_INIT;
    bool shifted = false;
    uint64_t bits = 0;
    int count = 0;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        bool direct = utf7_is_direct(c);
        if (shifted && direct) {
            if (count > 0) buf_add_char(&out, base64[bits << (6 - count) & 0x3F]);
            if (from_base64((unsigned char)c) >= 0 || c == '-') buf_add_char(&out, '-');
            shifted = false;
            count = 0;
        }
        if (!shifted && direct) {
            buf_add_char(&out, (char)c);
            continue;
        }
        if (!shifted && c == '+') {
            buf_add_text(&out, "+-");
            continue;
        }
        if (!shifted) buf_add_char(&out, '+');
        shifted = true;
        if (c >= 0x10000) {
            bits = bits << 16 | (0xD800 + ((c - 0x10000) >> 10));
            count += 16;
            utf7_flush(&out, &bits, &count);
            c = 0xDC00 + ((c - 0x10000) & 0x3FF);
        }
        bits = bits << 16 | c;
        count += 16;
        utf7_flush(&out, &bits, &count);
    }
    if (shifted && count > 0) buf_add_char(&out, base64[bits << (6 - count) & 0x3F]);
    if (shifted) buf_add_char(&out, '-');
    return bytes_take_buf(rt, &out);
}
