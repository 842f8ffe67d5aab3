/* Text and bytes as Python literals write them: unicode_escape, raw_unicode_escape, and escapes of bytes. */
#include <stdio.h>
#include <string.h>

#include "modules/codecs_parts.h"
#include "base/char_name.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/strobj.h"

static int hex_value(unsigned char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* --- unicode_escape */

static const char simple[] = "\\\\''\"\"b\bf\ft\tn\nr\rv\va\a";

/* How an escape was read. */
typedef struct Escape {
    ptrdiff_t end;      /* behind it, or behind its wrong part */
    const char *reason; /* NULL: all is well */
    bool cut;           /* more bytes might complete it */
    uint32_t c;
} Escape;

/* COUNT hexadecimal digits at AT. */
static Escape read_hex(const CodecDecode *d, ptrdiff_t at, int count, const char *reason)
{
    Escape e = {.end = at};
    for (; e.end < at + count; e.end++) {
        int digit = e.end < d->size ? hex_value((unsigned char)d->bytes[e.end]) : -1;
        if (digit < 0) {
            e.reason = reason;
            e.cut = e.end >= d->size;
            return e;
        }
        e.c = e.c << 4 | (uint32_t)digit;
    }
    if (e.c > 0x10FFFF) e.reason = "illegal Unicode character";
    return e;
}

/* "{NAME}" at AT. */
static Escape read_name(const CodecDecode *d, ptrdiff_t at)
{
    Escape e = {.end = at, .reason = "malformed \\N character escape"};
    if (at >= d->size || d->bytes[at] != '{') {
        e.cut = at >= d->size;
        return e;
    }
    const char *close = memchr(d->bytes + at, '}', (size_t)(d->size - at));
    if (close == NULL) {
        e.end = d->size;
        e.cut = true;
        return e;
    }
    ptrdiff_t length = close - d->bytes - at - 1;
    e.end = close - d->bytes + 1;
    if (length <= 0) return e;
    e.reason = "unknown Unicode character name";
    char name[CHAR_NAME_MAX];
    if ((size_t)length >= sizeof name) return e;
    memcpy(name, d->bytes + at + 1, (size_t)length);
    name[length] = 0;
    uint32_t found = char_named(name);
    if (found == CHAR_NAMELESS) return e;
    e.c = found;
    e.reason = NULL;
    return e;
}

/* The escape whose backslash is at AT; *invalid: it is none, and both characters stay. */
static Escape read_escape(const CodecDecode *d, ptrdiff_t at, bool *invalid)
{
    *invalid = false;
    if (at + 1 >= d->size) return (Escape){.end = d->size, .reason = "\\ at end of string", .cut = true};
    char kind = d->bytes[at + 1];
    ptrdiff_t after = at + 2;
    for (size_t i = 0; i < sizeof simple - 1; i += 2) {
        if (simple[i] == kind) return (Escape){.end = after, .c = (unsigned char)simple[i + 1]};
    }
    switch (kind) {
    case 'x': return read_hex(d, after, 2, "truncated \\xXX escape");
    case 'u': return read_hex(d, after, 4, "truncated \\uXXXX escape");
    case 'U': return read_hex(d, after, 8, "truncated \\UXXXXXXXX escape");
    case 'N': return read_name(d, after);
    default: break;
    }
    Escape e = {.end = at + 1};
    while (e.end < d->size && e.end < at + 4 && d->bytes[e.end] >= '0' && d->bytes[e.end] <= '7') e.c = e.c << 3 | (uint32_t)(d->bytes[e.end++] - '0');
    if (e.end > at + 1) return e;
    *invalid = true;
    return (Escape){.end = after};
}

/* Of the first escape that is none: a character, or LARGE_OCTAL + its value. */
enum { LARGE_OCTAL = 256 };

static int warn_of_escape(Rt *rt, int escape)
{
    if (escape < LARGE_OCTAL) {
        Own character = str_from_char(rt, (uint32_t)escape);
        int status = character == NULL ? -1 : error_warn(rt, TYPE_DeprecationWarning, 1, "invalid escape sequence '\\%U'", character);
        release(rt, character);
        return status;
    }
    char digits[16];
    snprintf(digits, sizeof digits, "%o", (unsigned)(escape - LARGE_OCTAL));
    return error_warn(rt, TYPE_DeprecationWarning, 1, "invalid octal escape sequence '\\%s'", digits);
}

/* Is E, read at the backslash AT, an octal number too large for a byte? */
static bool is_large_octal(const CodecDecode *d, ptrdiff_t at, const Escape *e)
{
    return e->reason == NULL && e->c > 0xFF && d->bytes[at + 1] >= '4' && d->bytes[at + 1] <= '7';
}

Own unicode_escape_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, ptrdiff_t *consumed)
{
    CodecDecode d = codec_decode_begin("unicodeescape", errors, bytes, size);
    ptrdiff_t at = 0;
    int wrong_escape = -1;
    bool failed = false, invalid;
    while (!failed && at < d.size) {
        unsigned char c = (unsigned char)d.bytes[at];
        if (c != '\\') {
            buf_add_utf8(&d.out, c);
            at++;
            continue;
        }
        Escape e = read_escape(&d, at, &invalid);
        if (invalid && d.bytes[at + 1] == '\n') { /* a line that goes on */
            at = e.end;
        } else if (invalid) {
            if (wrong_escape < 0) wrong_escape = (unsigned char)d.bytes[at + 1];
            buf_add_char(&d.out, '\\');
            buf_add_utf8(&d.out, (unsigned char)d.bytes[at + 1]);
            at = e.end;
        } else if (e.reason == NULL) {
            if (wrong_escape < 0 && is_large_octal(&d, at, &e)) wrong_escape = LARGE_OCTAL + (int)e.c;
            buf_add_utf8(&d.out, e.c);
            at = e.end;
        } else if (e.cut && consumed != NULL) {
            break;
        } else {
            failed = codec_decode_error(rt, &d, at, e.end, e.reason, &at) < 0;
        }
    }
    if (consumed != NULL) *consumed = at;
    if (!failed && wrong_escape >= 0) failed = warn_of_escape(rt, wrong_escape) < 0;
    return codec_decode_end(rt, &d, failed);
}

Own unicode_escape_encode(Rt *rt, Ref str)
{
    Buf out = BUF_INIT;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        if (c == '\t' || c == '\n' || c == '\r') buf_printf(&out, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
        else if (c == '\\') buf_add_text(&out, "\\\\");
        else if (c >= 0x20 && c < 0x7F) buf_add_char(&out, (char)c);
        else buf_printf(&out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
    return bytes_take_buf(rt, &out);
}

/* --- raw_unicode_escape: only \u and \U */

Own raw_unicode_escape_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, ptrdiff_t *consumed)
{
    CodecDecode d = codec_decode_begin("rawunicodeescape", errors, bytes, size);
    ptrdiff_t at = 0;
    bool failed = false;
    while (!failed && at < d.size) {
        unsigned char c = (unsigned char)d.bytes[at];
        if (c == '\\' && at + 1 == d.size && consumed != NULL) break;
        bool backslash = c == '\\' && at + 1 < d.size;
        char kind = backslash ? d.bytes[at + 1] : 0;
        if (kind != 'u' && kind != 'U') {
            buf_add_utf8(&d.out, c);
            at++;
            if (backslash) buf_add_utf8(&d.out, (unsigned char)kind), at++;
            continue;
        }
        Escape e = read_hex(&d, at + 2, kind == 'u' ? 4 : 8, kind == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape");
        if (e.reason != NULL && e.reason[0] == 'i') e.reason = "\\Uxxxxxxxx out of range";
        if (e.reason == NULL) {
            buf_add_utf8(&d.out, e.c);
            at = e.end;
        } else if (e.cut && consumed != NULL) {
            break;
        } else {
            failed = codec_decode_error(rt, &d, at, e.end, e.reason, &at) < 0;
        }
    }
    if (consumed != NULL) *consumed = at;
    return codec_decode_end(rt, &d, failed);
}

Own raw_unicode_escape_encode(Rt *rt, Ref str)
{
    Buf out = BUF_INIT;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        if (c < 0x100) buf_add_char(&out, (char)c);
        else buf_printf(&out, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
    return bytes_take_buf(rt, &out);
}

/* --- bytes */

/* "\x" at AT without two digits: what the handler ERRORS does. */
static int wrong_hex(Rt *rt, const char *errors, ptrdiff_t at, Buf *out)
{
    if (errors == NULL || strcmp(errors, "strict") == 0) return error_raise_int(rt, TYPE_ValueError, "invalid \\x escape at position %zd", at);
    if (strcmp(errors, "replace") == 0) buf_add_char(out, '?');
    else if (strcmp(errors, "ignore") != 0) return error_raise_int(rt, TYPE_ValueError, "decoding error; unknown error handling code: %.400s", errors);
    return 0;
}

Own bytes_escape_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors)
{
    CodecDecode d = codec_decode_begin("escape", errors, bytes, size);
    Own result = NULL;
    int wrong_escape = -1;
    for (ptrdiff_t at = 0; at < size;) {
        if (bytes[at] != '\\') {
            buf_add_char(&d.out, bytes[at++]);
            continue;
        }
        char kind = at + 1 < size ? bytes[at + 1] : 0;
        bool invalid = false;
        if (at + 1 >= size) {
            error_raise(rt, TYPE_ValueError, "Trailing \\ in string");
            goto done;
        }
        if (kind == '\n') {
            at += 2;
        } else if (kind == 'x') {
            Escape e = read_hex(&d, at + 2, 2, "");
            if (e.reason == NULL) buf_add_char(&d.out, (char)e.c);
            else if (wrong_hex(rt, errors, at, &d.out) < 0) goto done;
            at = e.end;
        } else if (strchr("uUN", kind) != NULL && kind != 0) {
            if (wrong_escape < 0) wrong_escape = (unsigned char)kind;
            buf_add(&d.out, bytes + at, 2);
            at += 2;
        } else {
            Escape e = read_escape(&d, at, &invalid);
            if (invalid && wrong_escape < 0) wrong_escape = (unsigned char)kind;
            if (wrong_escape < 0 && is_large_octal(&d, at, &e)) wrong_escape = LARGE_OCTAL + (int)e.c;
            if (invalid) buf_add(&d.out, bytes + at, 2);
            else buf_add_char(&d.out, (char)e.c);
            at = e.end;
        }
    }
    if (wrong_escape >= 0 && warn_of_escape(rt, wrong_escape) < 0) goto done;
    result = bytes_from_buf(rt, &d.out);
done:
    buf_fini(&d.out);
    return result;
}

Own bytes_escape_encode(Rt *rt, Ref bytes)
{
    Buf out = BUF_INIT;
    for (ptrdiff_t i = 0; i < bytes_length(bytes); i++) {
        unsigned char c = (unsigned char)AS_BYTES(bytes)->bytes[i];
        if (c == '\'' || c == '\\') buf_printf(&out, "\\%c", c);
        else if (c == '\t' || c == '\n' || c == '\r') buf_printf(&out, "\\%c", c == '\t' ? 't' : c == '\n' ? 'n' : 'r');
        else if (c < ' ' || c >= 0x7F) buf_printf(&out, "\\x%02x", c);
        else buf_add_char(&out, (char)c);
    }
    return bytes_take_buf(rt, &out);
}
