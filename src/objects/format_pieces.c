/* Templates are read as CPython reads them, for the sake of what it complains of first. */
#include "objects/format_pieces.h"

#include "objects/error.h"
#include "objects/str_char.h"
#include "objects/strobj.h"

static int fail(Rt *rt, const char *message)
{
    return error_raise_int(rt, TYPE_ValueError, "%s", message);
}

/* Behind the conversion or the name: the spec up to the brace that closes the field. */
static int read_spec(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPiece *piece)
{
    int open = 1;
    piece->spec_start = *at;
    while (*at < end) {
        uint32_t c = str_at(text, (*at)++);
        if (c == '{') {
            piece->spec_has_fields = true;
            open++;
        } else if (c == '}' && --open == 0) {
            piece->spec_end = *at - 1;
            return 1;
        }
    }
    return fail(rt, "unmatched '{' in format spec");
}

static int read_conversion(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPiece *piece)
{
    if (*at >= end) return fail(rt, "end of string while looking for conversion specifier");
    piece->conversion = str_at(text, (*at)++);
    if (*at < end) {
        uint32_t c = str_at(text, (*at)++);
        if (c == '}') return 1;
        if (c != ':') return fail(rt, "expected ':' after conversion specifier");
    }
    return read_spec(rt, text, at, end, piece);
}

/* The inside of a field, *AT being behind its brace. */
static int read_field(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPiece *piece)
{
    uint32_t c = 0;
    piece->name_start = *at;
    while (*at < end) {
        c = str_at(text, (*at)++);
        if (c == '{') return fail(rt, "unexpected '{' in field name");
        if (c == '}' || c == ':' || c == '!') break;
        while (c == '[' && *at < end && str_at(text, *at) != ']') ++*at;
    }
    if (c != '}' && c != ':' && c != '!') return fail(rt, "expected '}' before end of string");
    piece->name_end = piece->spec_start = piece->spec_end = *at - 1;
    piece->has_field = true;
    if (c == '}') return 1;
    return c == '!' ? read_conversion(rt, text, at, end, piece) : read_spec(rt, text, at, end, piece);
}

int format_piece_next(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPiece *piece)
{
    *piece = (FormatPiece){.literal_start = *at, .literal_end = end};
    if (*at >= end) return 0;
    while (*at < end && str_at(text, *at) != '{' && str_at(text, *at) != '}') ++*at;
    if (*at >= end) return 1;
    uint32_t c = str_at(text, *at);
    bool doubled = *at + 1 < end && str_at(text, *at + 1) == c;
    if (doubled) {
        piece->literal_end = *at + 1;
        *at += 2;
        return 1;
    }
    if (c == '}') return fail(rt, "Single '}' encountered in format string");
    if (*at + 1 >= end) return fail(rt, "Single '{' encountered in format string");
    piece->literal_end = (*at)++;
    return read_field(rt, text, at, end, piece);
}

/* --- names */

/* The number written in text[start..end), or -1 when it is none. */
static int read_number(Rt *rt, Ref text, FormatPart *part)
{
    ptrdiff_t number = 0;
    part->number = -1;
    for (ptrdiff_t i = part->start; i < part->end; i++) {
        int digit = point_decimal(str_at(text, i));
        if (digit < 0) return 1;
        if (number > (PTRDIFF_MAX - digit) / 10) return fail(rt, "Too many decimal digits in format string");
        number = number * 10 + digit;
    }
    if (part->start < part->end) part->number = number;
    return 1;
}

static ptrdiff_t find_any(Ref text, ptrdiff_t at, ptrdiff_t end, uint32_t a, uint32_t b)
{
    while (at < end && str_at(text, at) != a && str_at(text, at) != b) at++;
    return at;
}

int format_part_first(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPart *part)
{
    *part = (FormatPart){.start = *at, .end = find_any(text, *at, end, '.', '[')};
    *at = part->end;
    return read_number(rt, text, part);
}

int format_part_next(Rt *rt, Ref text, ptrdiff_t *at, ptrdiff_t end, FormatPart *part)
{
    if (*at >= end) return 0;
    uint32_t c = str_at(text, *at);
    *part = (FormatPart){.start = *at + 1, .number = -1, .is_attribute = c == '.'};
    if (c == '.') {
        *at = part->end = find_any(text, part->start, end, '.', '[');
    } else if (c == '[') {
        part->end = find_any(text, part->start, end, ']', ']');
        if (part->end == end) return fail(rt, "Missing ']' in format string");
        *at = part->end + 1;
        if (read_number(rt, text, part) < 0) return -1;
    } else {
        return fail(rt, "Only '.' or '[' may follow ']' in format field specifier");
    }
    return part->start < part->end ? 1 : fail(rt, "Empty attribute in format string");
}
