/* repr() of strings, and the message formats of error.h. */
#include "objects/str_text.h"

#include <stdio.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/str_impl.h"

/* One code point as repr shows it between QUOTEs; ASCII_ONLY as ascii() does. */
static void add_escaped(Buf *buf, uint32_t c, uint32_t quote, bool ascii_only)
{
    if (c == quote || c == '\\') {
        buf_add_char(buf, '\\');
        buf_add_char(buf, (char)c);
    } else if (c == '\n' || c == '\t' || c == '\r') {
        buf_add_text(buf, c == '\n' ? "\\n" : c == '\t' ? "\\t" : "\\r");
    } else if (c < 0x20 || c == 0x7F || (c < 0x100 && ((ascii_only && c > 0x7F) || !point_is_printable(c)))) {
        buf_printf(buf, "\\x%02x", (unsigned)c);
    } else if (c < 0x80 || (!ascii_only && point_is_printable(c))) {
        buf_add_utf8(buf, c);
    } else {
        buf_printf(buf, c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
    }
}

static bool has_point(Ref str, char wanted)
{
    if (AS_STR(str)->kind == 1) return memchr(AS_STR(str)->data, wanted, (size_t)str_length(str)) != NULL;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        if (str_at(str, i) == (unsigned char)wanted) return true;
    }
    return false;
}

/* How many of the code points from index START to END are bytes that stand for themselves. */
static ptrdiff_t plain_run(Ref str, ptrdiff_t start, ptrdiff_t end, char quote)
{
    if (AS_STR(str)->kind != 1) return 0;
    const char *bytes = AS_STR(str)->data;
    ptrdiff_t at = start;
    while (at < end && bytes[at] >= ' ' && bytes[at] < 0x7F && bytes[at] != quote && bytes[at] != '\\') at++;
    return at - start;
}

static void add_repr(Ref str, Buf *buf, ptrdiff_t limit, bool ascii_only)
{
    ptrdiff_t length = str_length(str), shown = limit > 0 && limit < length ? limit : length;
    char quote = has_point(str, '\'') && !has_point(str, '"') ? '"' : '\'';
    buf_add_char(buf, quote);
    for (ptrdiff_t i = 0; i < shown;) {
        ptrdiff_t run = plain_run(str, i, shown, quote);
        if (run > 0) buf_add(buf, (const char *)AS_STR(str)->data + i, (size_t)run);
        else add_escaped(buf, str_at(str, i++), (unsigned char)quote, ascii_only);
        i += run;
    }
    if (shown < length) buf_add_text(buf, "...");
    buf_add_char(buf, quote);
}

void str_repr_to_buf(Ref str, Buf *buf, ptrdiff_t limit)
{
    add_repr(str, buf, limit, false);
}

void str_add_decimal_ascii(Ref str, Buf *buf)
{
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        int digit = c < 0x80 ? -1 : point_decimal(c);
        if (digit >= 0) buf_add_char(buf, (char)('0' + digit));
        else if (c >= 0x80 && point_is_space(c)) buf_add_char(buf, ' ');
        else buf_add_utf8(buf, c);
    }
}

/* --- formats: one conversion of printf's kind */

typedef struct Conversion {
    char flags[8];
    int width, precision; /* -1: none */
    bool is_size, is_long;
    char letter;
} Conversion;

static const char *conversion_read(const char *at, Conversion *out, va_list *args)
{
    *out = (Conversion){.width = -1, .precision = -1};
    for (size_t n = 0; strchr("-+ #0", *at) != NULL && *at != 0 && n < sizeof out->flags - 1;) out->flags[n++] = *at++;
    if (*at >= '0' && *at <= '9') out->width = 0;
    for (; *at >= '0' && *at <= '9'; at++) out->width = out->width * 10 + (*at - '0');
    if (*at == '.') {
        at++;
        out->precision = 0;
        if (*at == '*') {
            out->precision = va_arg(*args, int);
            at++;
        }
        for (; *at >= '0' && *at <= '9'; at++) out->precision = out->precision * 10 + (*at - '0');
    }
    for (; *at == 'l' || *at == 'z' || *at == 'h'; at++) {
        if (*at == 'z') out->is_size = true;
        if (*at == 'l') out->is_long = true;
    }
    out->letter = *at;
    return *at == 0 ? at : at + 1;
}

static void add_number(Buf *buf, const Conversion *c, va_list *args)
{
    char format[64];
    char width[12] = "", precision[12] = "";
    if (c->width >= 0) (void)snprintf(width, sizeof width, "%d", c->width);
    if (c->precision >= 0) (void)snprintf(precision, sizeof precision, ".%d", c->precision);
    bool wide = c->is_size || c->is_long;
    (void)snprintf(format, sizeof format, "%%%s%s%s%s%c", c->flags, width, precision, wide ? "l" : "", c->letter);
    char text[64];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    if (wide) (void)snprintf(text, sizeof text, format, va_arg(*args, long));
    else (void)snprintf(text, sizeof text, format, va_arg(*args, int));
#pragma GCC diagnostic pop
    buf_add_text(buf, text);
}

/* At most PRECISION code points of a str. */
static void add_str(Buf *buf, Ref str, int precision)
{
    ptrdiff_t length = str_length(str);
    if (precision < 0 || precision >= length) {
        str_add_to_buf(str, buf);
        return;
    }
    for (ptrdiff_t i = 0; i < precision; i++) buf_add_utf8(buf, str_at(str, i));
}

static void add_text(Buf *buf, const char *text, int precision)
{
    size_t length = precision < 0 ? strlen(text) : strnlen(text, (size_t)precision);
    buf_add(buf, text, length);
}

/* The conversions that take an object. 0 or -1. */
static int add_object(Rt *rt, Buf *buf, const Conversion *c, Ref obj)
{
    switch (c->letter) {
    case 'U': add_str(buf, obj, c->precision); return 0;
    case 'T': add_text(buf, obj->type->name, c->precision); return 0;
    case 'K': add_text(buf, obj == rt->none ? "None" : obj->type->name, c->precision); return 0;
    case 'N': add_text(buf, AS_TYPE(obj)->name, c->precision); return 0;
    default: break;
    }
    Own text = c->letter == 'S' ? object_str(rt, obj) : c->letter == 'R' ? object_repr(rt, obj) : object_ascii(rt, obj);
    if (text == NULL) return -1;
    add_str(buf, text, c->precision);
    release(rt, text);
    return 0;
}

static int add_conversion(Rt *rt, Buf *buf, const Conversion *c, va_list *args)
{
    switch (c->letter) {
    case '%': buf_add_char(buf, '%'); return 0;
    case 'c': buf_add_utf8(buf, (uint32_t)va_arg(*args, int)); return 0;
    case 's': add_text(buf, va_arg(*args, const char *), c->precision); return 0;
    case 'd':
    case 'i':
    case 'u':
    case 'x': add_number(buf, c, args); return 0;
    case 'S':
    case 'R':
    case 'A':
    case 'U':
    case 'T':
    case 'K':
    case 'N': return add_object(rt, buf, c, va_arg(*args, Ref));
    default: viv_unreachable("message format");
    }
}

Own str_vformat(Rt *rt, const char *format, va_list given)
{
    Buf buf = BUF_INIT;
    Own result = NULL;
    va_list args;
    va_copy(args, given);
    for (const char *at = format; *at != 0;) {
        if (*at != '%') {
            buf_add_char(&buf, *at++);
            continue;
        }
        Conversion conversion;
        at = conversion_read(at + 1, &conversion, &args);
        if (add_conversion(rt, &buf, &conversion, &args) < 0) goto done;
    }
    result = str_from_buf(rt, &buf);
done:
    va_end(args);
    buf_fini(&buf);
    return result;
}

Own str_format(Rt *rt, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Own result = str_vformat(rt, format, args);
    va_end(args);
    return result;
}
