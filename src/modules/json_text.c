/* Strings in JSON: in quotes, what cannot stand there by itself escaped. */
#include "modules/json_parts.h"

#include "base/vec.h"
#include "modules/import.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

#include <string.h>

/* Escapes of one letter. */
static const struct {
    char letter, meaning;
} escapes[] = {{'"', '"'}, {'\\', '\\'}, {'b', '\b'}, {'f', '\f'}, {'n', '\n'}, {'r', '\r'}, {'t', '\t'}, {'/', '/'}};
enum { ESCAPES_WRITTEN = 7 }; /* the last one is only read */

enum { HIGH_FIRST = 0xD800, HIGH_LAST = 0xDBFF, LOW_FIRST = 0xDC00, LOW_LAST = 0xDFFF };

/* --- writing */

static void add_escaped(Buf *text, uint32_t c)
{
    for (int i = 0; i < ESCAPES_WRITTEN; i++) {
        if ((uint32_t)escapes[i].meaning != c) continue;
        buf_add_char(text, '\\');
        buf_add_char(text, escapes[i].letter);
        return;
    }
    if (c > 0xFFFF) {
        buf_printf(text, "\\u%04x", HIGH_FIRST + ((c - 0x10000) >> 10));
        c = LOW_FIRST + ((c - 0x10000) & 0x3FF);
    }
    buf_printf(text, "\\u%04x", c);
}

void json_add_quoted(Buf *text, Ref str, bool ascii)
{
    uint32_t most = ascii ? '~' : UINT32_MAX;
    buf_add_char(text, '"');
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        if (c < ' ' || c == '"' || c == '\\' || c > most) add_escaped(text, c);
        else if (c < 0x80) buf_add_char(text, (char)c);
        else buf_add_utf8(text, c);
    }
    buf_add_char(text, '"');
}

static Own encode(Rt *rt, Ref str, bool ascii)
{
    if (!is_str(str)) return error_raise(rt, TYPE_TypeError, "first argument must be a string, not %.80T", str);
    Buf text = BUF_INIT;
    json_add_quoted(&text, str, ascii);
    return str_take_buf(rt, &text);
}

Own json_encode_basestring(Rt *rt, Ref module, Ref str)
{
    return encode(rt, str, false);
}

Own json_encode_basestring_ascii(Rt *rt, Ref module, Ref str)
{
    return encode(rt, str, true);
}

/* --- reading */

Own json_raise(Rt *rt, const char *message, Ref text, ptrdiff_t at)
{
    Own module = import_known(rt, "json.decoder"), class = NULL, words = NULL, place = NULL, error = NULL;
    if (module != NULL) class = object_attr_get_text(rt, module, "JSONDecodeError");
    if (class != NULL) words = str_new(rt, message);
    if (words != NULL) place = int_new(rt, at);
    if (place != NULL) error = call_vector(rt, class, (const Ref[]){words, text, place}, 3, NULL);
    if (error != NULL) error_raise_class(rt, class, error);
    release_all(rt, module, class, words, place, error);
    return NULL;
}

/* Four hexadecimal digits at AT, or -1. */
static int32_t read_hex(Ref text, ptrdiff_t at)
{
    int32_t value = 0;
    for (int i = 0; i < 4; i++) {
        uint32_t c = str_at(text, at + i);
        if (c >= '0' && c <= '9') value = value << 4 | (int32_t)(c - '0');
        else if (c >= 'a' && c <= 'f') value = value << 4 | (int32_t)(c - 'a' + 10);
        else if (c >= 'A' && c <= 'F') value = value << 4 | (int32_t)(c - 'A' + 10);
        else return -1;
    }
    return value;
}

/* What \uXXXX stands for, *at being the first digit, and a second one when the two are a pair.  *at is behind it
   afterwards.  -1 and an exception. */
static int64_t read_unicode(Rt *rt, Ref text, ptrdiff_t *at)
{
    ptrdiff_t length = str_length(text), start = *at;
    int32_t high = start + 4 < length ? read_hex(text, start) : -1;
    if (high < 0) {
        json_raise(rt, "Invalid \\uXXXX escape", text, start - 1);
        return -1;
    }
    *at = start + 4;
    bool paired = high >= HIGH_FIRST && high <= HIGH_LAST && start + 10 < length && str_at(text, start + 4) == '\\' && str_at(text, start + 5) == 'u';
    if (!paired) return high;
    int32_t low = read_hex(text, start + 6);
    if (low < 0) {
        json_raise(rt, "Invalid \\uXXXX escape", text, start + 5);
        return -1;
    }
    if (low < LOW_FIRST || low > LOW_LAST) return high;
    *at = start + 10;
    return 0x10000 + ((int64_t)(high - HIGH_FIRST) << 10) + (low - LOW_FIRST);
}

/* The escape whose backslash is before *at. */
static int64_t read_escape(Rt *rt, Ref text, ptrdiff_t *at)
{
    uint32_t c = str_at(text, (*at)++);
    if (c == 'u') return read_unicode(rt, text, at);
    for (size_t i = 0; i < ARRAY_LENGTH(escapes); i++) {
        if ((uint32_t)escapes[i].letter == c) return escapes[i].meaning;
    }
    json_raise(rt, "Invalid \\escape", text, *at - 2);
    return -1;
}

/* Where the next quote or backslash is, or the end; -1: a character that must not stand there. */
static ptrdiff_t find_special(Rt *rt, Ref text, ptrdiff_t from, bool strict)
{
    ptrdiff_t at = from;
    for (; at < str_length(text); at++) {
        uint32_t c = str_at(text, at);
        if (c == '"' || c == '\\') break;
        if (c >= ' ' || !strict) continue;
        json_raise(rt, "Invalid control character at", text, at);
        return -1;
    }
    return at;
}

typedef VEC(uint32_t) Points;

/* What the string is made of, up to its closing quote; -1, or where that is. */
static ptrdiff_t collect(Rt *rt, Ref text, ptrdiff_t begin, ptrdiff_t end, bool strict, Points *points)
{
    ptrdiff_t length = str_length(text);
    for (;;) {
        ptrdiff_t special = find_special(rt, text, end, strict);
        if (special < 0) return -1;
        if (special + (special < length && str_at(text, special) == '\\') >= length) break;
        if (vec_reserve(points, points->length + (size_t)(special - end) + 1) < 0) {
            error_no_memory(rt);
            return -1;
        }
        while (end < special) points->items[points->length++] = str_at(text, end++);
        if (str_at(text, special) == '"') return special;
        end = special + 1;
        int64_t c = read_escape(rt, text, &end);
        if (c < 0) return -1;
        points->items[points->length++] = (uint32_t)c;
    }
    json_raise(rt, "Unterminated string starting at", text, begin);
    return -1;
}

Own json_scan_string(Rt *rt, Ref text, ptrdiff_t end, bool strict, ptrdiff_t *next)
{
    if (end < 0 || end > str_length(text)) return error_raise(rt, TYPE_ValueError, "end is out of bounds");
    ptrdiff_t quote = find_special(rt, text, end, strict);
    if (quote < 0) return NULL;
    if (quote < str_length(text) && str_at(text, quote) == '"') { /* most strings have no escape */
        *next = quote + 1;
        return str_slice(rt, text, end, quote);
    }
    Points points = {0};
    quote = collect(rt, text, end - 1, end, strict, &points);
    Own result = quote < 0 ? NULL : str_from_points(rt, points.items, (ptrdiff_t)points.length);
    *next = quote + 1;
    vec_fini(&points);
    return result;
}
