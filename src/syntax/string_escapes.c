/* Backslash escapes of str and bytes literals.

   Error positions are those of CPython, which first rewrites a str literal so that
   every character beyond ASCII becomes a ten-character \Uxxxxxxxx: `shift` carries the
   difference between the two counts. */
#include "syntax/parse_strings.h"

#include <string.h>

#include "base/char_name.h"
#include "base/utf8.h"

typedef struct Escapes {
    Parser *p;
    const char *text, *end;
    const char *cursor;
    size_t shift; /* positions that the rewriting adds before the cursor */
    bool warned;
    const Token *token; /* the literal, for the warning */
    Buf *out;
} Escapes;

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Warns of "invalid WHAT sequence '\ESCAPE'".  Only the first one of a literal is
   reported. */
static void warn_invalid(Escapes *e, const char *what, const char *escape, int length)
{
    if (!e->warned) {
        warn_at(e->p,
                DIAGNOSTIC_DEPRECATION_WARNING,
                span_of_token(e->token),
                "invalid %s sequence '\\%.*s'",
                what,
                length,
                escape);
    }
    e->warned = true;
}

/* Up to three octal digits, the first of which was just read. */
static uint32_t octal(Escapes *e)
{
    const char *first = e->cursor - 1;
    uint32_t value = (uint32_t)(*first - '0');
    for (int i = 0;
         i < 2 && e->cursor < e->end && *e->cursor >= '0' && *e->cursor <= '7';
         i++) {
        value = value * 8 + (uint32_t)(*e->cursor++ - '0');
    }
    if (value > 0377) warn_invalid(e, "octal escape", first, 3);
    return value;
}

/* The character that a one-letter escape stands for, or -1. */
static int simple_escape(char c)
{
    switch (c) {
    case '\\': return '\\';
    case '\'': return '\'';
    case '"': return '"';
    case 'a': return '\a';
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'v': return '\v';
    default: return -1;
    }
}

/* "(unicode error) ..." for what stands between START and the cursor. */
static bool fail_unicode(Escapes *e, const char *start, const char *reason)
{
    size_t first = (size_t)(start - e->text) + e->shift;
    size_t last = (size_t)(e->cursor - e->text) + e->shift - 1;
    if (first == last) {
        raise_decode(e->p,
                     "unicode error",
                     "'unicodeescape' codec can't decode byte 0x5c in position %zu: %s",
                     first,
                     reason);
    } else {
        raise_decode(e->p,
                     "unicode error",
                     "'unicodeescape' codec can't decode bytes in position %zu-%zu: %s",
                     first,
                     last,
                     reason);
    }
    return false;
}

/* COUNT hexadecimal digits behind \x, \u or \U. */
static bool hex_escape(Escapes *e, const char *start, int count, const char *reason)
{
    uint32_t value = 0;
    for (int i = 0; i < count; i++) {
        int digit = e->cursor < e->end ? hex_value(*e->cursor) : -1;
        if (digit < 0) return fail_unicode(e, start, reason);
        value = value * 16 + (uint32_t)digit;
        e->cursor++;
    }
    if (value > 0x10FFFF) return fail_unicode(e, start, "illegal Unicode character");
    buf_add_utf8(e->out, value);
    return true;
}

/* The {NAME} behind \N. */
static bool name_escape(Escapes *e, const char *start)
{
    enum { LONGEST_NAME = 256 };
    char name[LONGEST_NAME];
    const char *malformed = "malformed \\N character escape";
    if (e->cursor >= e->end || *e->cursor != '{') {
        return fail_unicode(e, start, malformed);
    }
    const char *first = ++e->cursor;
    const char *close = memchr(first, '}', (size_t)(e->end - first));
    if (close == NULL || close == first) {
        e->cursor = close == NULL ? e->end : close;
        return fail_unicode(e, start, malformed);
    }
    size_t length = (size_t)(close - first);
    e->cursor = close + 1;
    if (length < sizeof name) {
        memcpy(name, first, length);
        name[length] = '\0';
        uint32_t c = char_named(name);
        if (c != CHAR_NAMELESS) {
            buf_add_utf8(e->out, c);
            return true;
        }
    }
    return fail_unicode(e, start, "unknown Unicode character name");
}

/* One escape of a str literal; START is its backslash, behind which the cursor stands.
 */
static bool str_escape(Escapes *e, const char *start)
{
    char c = e->cursor < e->end ? *e->cursor : '\0';
    if (e->cursor >= e->end || (unsigned char)c >= 0x80) {
        e->shift += 5; /* rewritten: the backslash becomes \u005c */
        buf_add_char(e->out, '\\');
        return true;
    }
    e->cursor++;
    int simple = simple_escape(c);
    if (simple >= 0) {
        buf_add_char(e->out, (char)simple);
        return true;
    }
    switch (c) {
    case '\n': return true;
    case 'x': return hex_escape(e, start, 2, "truncated \\xXX escape");
    case 'u': return hex_escape(e, start, 4, "truncated \\uXXXX escape");
    case 'U': return hex_escape(e, start, 8, "truncated \\UXXXXXXXX escape");
    case 'N': return name_escape(e, start);
    default: break;
    }
    if (c >= '0' && c <= '7') {
        buf_add_utf8(e->out, octal(e));
        return true;
    }
    warn_invalid(e, "escape", &c, 1);
    buf_add_char(e->out, '\\');
    buf_add_char(e->out, c);
    return true;
}

bool escapes_decode_str(
    Parser *p, const char *text, size_t length, const Token *token, Buf *out)
{
    Escapes e = {p, text, text + length, text, 0, false, token, out};
    while (e.cursor < e.end) {
        const char *start = e.cursor;
        if (*start == '\\') {
            e.cursor++;
            if (!str_escape(&e, start)) return false;
            continue;
        }
        size_t used = 1;
        if ((unsigned char)*start >= 0x80) {
            uint32_t c;
            used = utf8_decode(start, (size_t)(e.end - start), &c);
            if (used == 0) {
                raise_undecodable(p, text, length, (size_t)(start - text));
                return false;
            }
            e.shift += 10 - used;
        }
        buf_add(out, start, used);
        e.cursor += used;
    }
    return true;
}

/* One escape of a bytes literal. */
static bool bytes_escape(Escapes *e, const char *start)
{
    char c = *e->cursor++;
    int simple = simple_escape(c);
    if (simple >= 0) {
        buf_add_char(e->out, (char)simple);
    } else if (c == 'x') {
        int high = e->cursor < e->end ? hex_value(e->cursor[0]) : -1;
        int low = e->cursor + 1 < e->end ? hex_value(e->cursor[1]) : -1;
        if (high < 0 || low < 0) {
            raise_decode(e->p,
                         "value error",
                         "invalid \\x escape at position %td",
                         start - e->text);
            return false;
        }
        buf_add_char(e->out, (char)(high * 16 + low));
        e->cursor += 2;
    } else if (c >= '0' && c <= '7') {
        buf_add_char(e->out, (char)octal(e));
    } else if (c != '\n') {
        warn_invalid(e, "escape", &c, 1);
        buf_add_char(e->out, '\\');
        buf_add_char(e->out, c);
    }
    return true;
}

bool escapes_decode_bytes(
    Parser *p, const char *text, size_t length, const Token *token, Buf *out)
{
    Escapes e = {p, text, text + length, text, 0, false, token, out};
    while (e.cursor < e.end) {
        const char *start = e.cursor++;
        if (*start != '\\' || e.cursor == e.end) {
            buf_add_char(out, *start);
        } else if (!bytes_escape(&e, start)) {
            return false;
        }
    }
    return true;
}

void escapes_warn(Parser *p, char c, const Token *token)
{
    Escapes e = {.p = p, .token = token};
    warn_invalid(&e, "escape", &c, 1);
}
