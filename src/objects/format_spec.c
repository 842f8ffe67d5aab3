/* Reading format specifications, and laying out numbers: padding, sign, prefix, groups of digits. */
#include "objects/format_spec.h"

#include <string.h>

#include "base/utf8.h"
#include "objects/error.h"
#include "objects/str_impl.h"

static bool is_align(uint32_t c)
{
    return c == '<' || c == '>' || c == '=' || c == '^';
}

typedef struct SpecReader {
    Ref spec;
    ptrdiff_t at, end;
} SpecReader;

static uint32_t peek(const SpecReader *reader)
{
    return reader->at < reader->end ? str_at(reader->spec, reader->at) : 0;
}

static bool take(SpecReader *reader, uint32_t c)
{
    if (reader->at >= reader->end || peek(reader) != c) return false;
    reader->at++;
    return true;
}

/* A decimal number: count of digits read, -1 + ValueError when it is too large. */
static ptrdiff_t read_number(Rt *rt, SpecReader *reader, ptrdiff_t *value)
{
    ptrdiff_t count = 0, number = 0;
    for (; reader->at < reader->end; reader->at++, count++) {
        int digit = point_decimal(peek(reader));
        if (digit < 0) break;
        if (number > (PTRDIFF_MAX - digit) / 10) {
            return error_raise_int(rt, TYPE_ValueError, "Too many decimal digits in format string");
        }
        number = number * 10 + digit;
    }
    if (count > 0) *value = number;
    return count;
}

static void read_alignment(SpecReader *reader, FormatSpec *out)
{
    if (reader->end >= 2 && is_align(str_at(reader->spec, 1))) {
        out->fill = str_at(reader->spec, 0);
        out->align = (char)str_at(reader->spec, 1);
        out->fill_given = out->align_given = true;
        reader->at = 2;
    } else if (is_align(peek(reader))) {
        out->align = (char)peek(reader);
        out->align_given = true;
        reader->at = 1;
    }
}

/* May this type have groups? */
static int check_thousands(Rt *rt, const FormatSpec *out)
{
    if (out->thousands == 0) return 0;
    if (out->type == 0 || (out->type < 0x80 && strchr("defgEG%F", (int)out->type) != NULL)) return 0;
    if (out->thousands == '_' && out->type < 0x80 && strchr("boxX", (int)out->type) != NULL) return 0;
    if (out->type > 32 && out->type < 128) {
        return error_raise_int(rt, TYPE_ValueError, "Cannot specify '%c' with '%c'.", out->thousands, (int)out->type);
    }
    return error_raise_int(rt, TYPE_ValueError, "Cannot specify '%c' with '\\x%x'.", out->thousands, (unsigned)out->type);
}

static int read_groups(Rt *rt, SpecReader *reader, FormatSpec *out)
{
    if (take(reader, ',')) out->thousands = ',';
    if (take(reader, '_')) {
        if (out->thousands != 0) return error_raise_int(rt, TYPE_ValueError, "Cannot specify both ',' and '_'.");
        out->thousands = '_';
    }
    if (out->thousands == '_' && peek(reader) == ',') {
        return error_raise_int(rt, TYPE_ValueError, "Cannot specify both ',' and '_'.");
    }
    return 0;
}

int format_spec_read(Rt *rt, Ref obj, Ref spec, uint32_t default_type, char default_align, FormatSpec *out)
{
    SpecReader reader = {spec, 0, str_length(spec)};
    *out = (FormatSpec){.fill = ' ', .align = default_align, .width = -1, .precision = -1, .type = default_type};
    read_alignment(&reader, out);
    uint32_t c = peek(&reader);
    if (c == '+' || c == '-' || c == ' ') {
        out->sign = (char)c;
        reader.at++;
    }
    out->no_negative_zero = take(&reader, 'z');
    out->alternate = take(&reader, '#');
    if (!out->fill_given && take(&reader, '0')) {
        out->fill = '0';
        if (!out->align_given && default_align == '>') out->align = '=';
    }
    if (read_number(rt, &reader, &out->width) < 0 || read_groups(rt, &reader, out) < 0) return -1;
    if (take(&reader, '.')) {
        ptrdiff_t digits = read_number(rt, &reader, &out->precision);
        if (digits < 0) return -1;
        if (digits == 0) return error_raise_int(rt, TYPE_ValueError, "Format specifier missing precision");
    }
    if (reader.end - reader.at > 1) {
        return error_raise_int(rt, TYPE_ValueError, "Invalid format specifier '%U' for object of type '%.200T'", spec, obj);
    }
    if (reader.end - reader.at == 1) out->type = peek(&reader);
    return check_thousands(rt, out);
}

int format_unknown_code(Rt *rt, uint32_t code, Ref obj)
{
    if (code > 32 && code < 128) {
        return error_raise_int(rt, TYPE_ValueError, "Unknown format code '%c' for object of type '%.200T'", (int)code, obj);
    }
    return error_raise_int(rt, TYPE_ValueError, "Unknown format code '\\x%x' for object of type '%.200T'", (unsigned)code, obj);
}

static void add_fill(uint32_t fill, ptrdiff_t count, Buf *buf)
{
    for (; count > 0 && !buf->failed; count--) buf_add_utf8(buf, fill);
}

void format_add_padded(const char *text, size_t size, const FormatSpec *spec, Buf *buf)
{
    ptrdiff_t missing = spec->width - (ptrdiff_t)utf8_count(text, size);
    if (missing < 0) missing = 0;
    ptrdiff_t left = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    add_fill(spec->fill, left, buf);
    buf_add(buf, text, size);
    add_fill(spec->fill, missing - left, buf);
}

/* How many characters COUNT digits take with a separator after each GROUP of them. */
static ptrdiff_t grouped_length(ptrdiff_t count, int group)
{
    return count == 0 ? 0 : count + (count - 1) / group;
}

/* The digits with separators, with zeros before them up to LEAST characters in all. */
static void add_grouped(const NumberText *number, char separator, int group, ptrdiff_t least, Buf *buf)
{
    ptrdiff_t count = (ptrdiff_t)number->digit_count, total = count;
    if (separator == 0 || count == 0) { /* "inf" has no digits */
        add_fill('0', least - count, buf);
        buf_add(buf, number->digits, number->digit_count);
        return;
    }
    while (grouped_length(total, group) < least) total++;
    for (ptrdiff_t i = total; i > 0; i--) {
        buf_add_char(buf, i > count ? '0' : number->digits[count - i]);
        if (i > 1 && (i - 1) % group == 0) buf_add_char(buf, separator);
    }
}

void format_add_number(const NumberText *number, const FormatSpec *spec, int group, Buf *buf)
{
    ptrdiff_t around = (ptrdiff_t)(strlen(number->sign) + strlen(number->prefix) + number->rest_length);
    ptrdiff_t digits = spec->thousands == 0 ? (ptrdiff_t)number->digit_count : grouped_length((ptrdiff_t)number->digit_count, group);
    bool zeros = spec->align == '=' && spec->fill == '0';
    ptrdiff_t missing = spec->width - around - digits;
    if (missing < 0 || zeros) missing = 0;
    ptrdiff_t left = spec->align == '>' ? missing : spec->align == '^' ? missing / 2 : 0;
    add_fill(spec->fill, left, buf);
    buf_add_text(buf, number->sign);
    buf_add_text(buf, number->prefix);
    if (spec->align == '=') add_fill(spec->fill, missing, buf);
    add_grouped(number, spec->thousands, group, zeros ? spec->width - around : 0, buf);
    buf_add(buf, number->rest, number->rest_length);
    if (spec->align == '<' || spec->align == '^') add_fill(spec->fill, missing - left, buf);
}
