/* Decimal.__format__: the same little language as for other numbers, but read and laid out in the way of the library that
   CPython uses: rounding goes by the current context, and a group of digits is not always three. */
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "modules/decimal_parts.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { MARK_MOST = 4 }; /* bytes of a point or a separator */

typedef struct Layout {
    const char *fill;
    size_t fill_size;
    char align; /* '<' '>' '=' '^', or 'z': zeros after the sign */
    char sign;  /* '-' '+' ' ' */
    bool no_negative_zero;
    int64_t width, precision; /* precision -1: none */
    char type;                /* 'e' 'f' 'g' '%', or an upper-case one */
    const char *point, *separator; /* UTF-8; an empty point: no groups */
    const char *groups;       /* sizes of the groups, from the last one on; as in localeconv() */
} Layout;

typedef struct Reader {
    const char *at, *end;
} Reader;

static char peek(const Reader *reader, size_t ahead)
{
    return (size_t)(reader->end - reader->at) > ahead ? reader->at[ahead] : 0;
}

static bool is_align(char c)
{
    return c != 0 && strchr("<>=^", c) != NULL;
}

/* [[fill]align]; was there one? */
static bool read_align(Reader *reader, Layout *layout)
{
    size_t size = 1;
    if (reader->at == reader->end) return false;
    while (((unsigned char)peek(reader, size) & 0xC0) == 0x80) size++;
    if (is_align(peek(reader, size))) {
        layout->fill = reader->at;
        layout->fill_size = size;
        reader->at += size;
    } else if (!is_align(*reader->at)) {
        return false;
    }
    layout->align = *reader->at++;
    return true;
}

/* A number; false: none, or too large. */
static bool read_number(Reader *reader, int64_t *number)
{
    const char *start = reader->at;
    *number = 0;
    for (; peek(reader, 0) >= '0' && peek(reader, 0) <= '9'; reader->at++) {
        if (*number > (INT64_MAX - 9) / 10) return false;
        *number = *number * 10 + (*reader->at - '0');
    }
    return reader->at > start;
}

static bool read_type(Reader *reader, Layout *layout)
{
    char type = peek(reader, 0);
    if (type == 0) return true;
    reader->at++;
    if (type == 'n' || type == 'N') {
        if (*layout->separator != 0) return false;
        layout->point = ".";
        layout->type = type == 'N' ? 'G' : 'g';
    } else {
        layout->type = type;
    }
    return strchr("EeFfGgNn%", type) != NULL;
}

static bool read_layout(Reader reader, bool capitals, Layout *layout)
{
    *layout = (Layout){.fill = " ", .fill_size = 1, .align = '>', .sign = '-', .precision = -1, .type = capitals ? 'G' : 'g', .point = "", .separator = "", .groups = ""};
    bool aligned = read_align(&reader, layout);
    char c = peek(&reader, 0);
    if (c == '+' || c == '-' || c == ' ') layout->sign = *reader.at++;
    layout->no_negative_zero = peek(&reader, 0) == 'z';
    reader.at += layout->no_negative_zero;
    if (peek(&reader, 0) == '0') {
        if (aligned) return false;
        layout->align = 'z';
        layout->fill = reader.at++;
    }
    c = peek(&reader, 0);
    if (c == '0' || (c > '0' && c <= '9' && !read_number(&reader, &layout->width))) return false;
    if (peek(&reader, 0) == ',') {
        reader.at++;
        layout->point = ".";
        layout->separator = ",";
        layout->groups = "\3";
    }
    if (peek(&reader, 0) == '.') {
        reader.at++;
        if (!read_number(&reader, &layout->precision)) return false;
    }
    return read_type(&reader, layout) && peek(&reader, 0) == 0;
}

/* --- what a locale would say, given by the caller */

/* 1 and *text, the UTF-8 of the str at KEY, which the dict keeps; 0; -1. */
static int take_text(Rt *rt, Ref dict, const char *key, const char **text)
{
    size_t size;
    Ref value = dict_peek_text(rt, dict, key);
    if (value == NULL) return 0;
    if (!is_str(value)) return error_raise_int(rt, TYPE_TypeError, "bad argument type for built-in operation");
    const char *utf8 = str_utf8(rt, value, &size);
    if (utf8 == NULL) return -1;
    *text = utf8;
    return 1;
}

static int read_override(Rt *rt, Ref dict, Layout *layout)
{
    if (!is_dict(dict)) return error_raise_int(rt, TYPE_TypeError, "optional argument must be a dict");
    if (take_text(rt, dict, "decimal_point", &layout->point) < 0 || take_text(rt, dict, "thousands_sep", &layout->separator) < 0 ||
        take_text(rt, dict, "grouping", &layout->groups) < 0)
        return -1;
    bool possible = *layout->point != 0 && strlen(layout->point) <= MARK_MOST && strlen(layout->separator) <= MARK_MOST;
    for (const char *group = layout->groups; *group != 0; group++) possible = possible && (signed char)*group >= 0;
    return possible ? 0 : error_raise_int(rt, TYPE_ValueError, "invalid override dict");
}

/* --- rounding */

/* To so many digits; the first of them stays where it is, or becomes a 1 one place before. */
static void round_digits(Calc *calc, Num *num, int64_t digits)
{
    Num rounded;
    num_init(&rounded);
    num_rescale(calc, &rounded, num, num->exponent + num->digits - digits);
    if (num_is_finite(&rounded) && rounded.digits > digits) num_rescale(calc, num, &rounded, rounded.exponent + 1);
    else num_swap(num, &rounded);
    num_fini(calc->rt, &rounded);
}

static void round_places(Calc *calc, Num *num, int64_t exponent)
{
    Num rounded;
    num_init(&rounded);
    if (exponent < NUM_ETINY) num_fail(calc, num, COND_InvalidOperation);
    else {
        num_rescale(calc, &rounded, num, exponent);
        num_swap(num, &rounded);
    }
    num_fini(calc->rt, &rounded);
}

/* NUM as the layout wants it, written into TEXT without sign and padding. */
static void write_rounded(Calc *calc, Num *num, const Layout *layout, Buf *text)
{
    bool upper = layout->type >= 'A' && layout->type <= 'Z';
    char type = upper ? (char)(layout->type - 'A' + 'a') : layout->type;
    int64_t precision = layout->precision, place = 1;
    int flags = (upper ? 0 : NUM_TEXT_LOWER) | (type == '%' ? NUM_TEXT_PERCENT : 0);
    if (num_is_finite(num)) {
        if (precision > NUM_PRECISION_MAX) num_fail(calc, num, COND_InvalidOperation);
        else if (type == 'g') {
            if (precision == 0) precision = 1;
            if (precision > 0 && num->digits > precision) round_digits(calc, num, precision);
        } else if (type == 'e') {
            flags |= NUM_TEXT_SCIENTIFIC;
            if (precision >= 0 && num_is_zero(num)) place = 1 - precision;
            else if (precision >= 0) round_digits(calc, num, precision + 1);
        } else {
            flags |= NUM_TEXT_FIXED;
            if (type == '%') num->exponent += 2;
            if (precision >= 0) round_places(calc, num, -precision);
            if (num_is_zero(num) && num->exponent > 0) num->exponent = 0;
        }
    }
    if (layout->no_negative_zero && num_is_zero(num)) num->negative = false;
    if (num->negative) buf_add_char(text, '-');
    else if (layout->sign != '-') buf_add_char(text, layout->sign);
    num->negative = false;
    num_write_at(num, flags, place, text);
}

/* --- groups and padding */

/* The COUNT digits before the point, from the last to the first, with a comma where the separator is to be; USED: how
   many characters stand behind them, and the sign. */
static void group_digits(const char *digits, int64_t count, int64_t used, const Layout *layout, Buf *reversed)
{
    const char *group = layout->groups;
    int64_t left = count, take = *group;
    bool zeros = false;
    for (;;) {
        if (*group == 0 || *group == CHAR_MAX || take > left) take = left;
        left -= take;
        for (int64_t i = 0; i < take && !reversed->failed; i++) buf_add_char(reversed, zeros ? '0' : digits[left + take - 1 - i]);
        if (left == 0) {
            int64_t missing = layout->align == 'z' ? layout->width - used - (int64_t)reversed->length : 0;
            if (missing <= 0 || reversed->failed) return;
            left = missing; /* zeros fill up the group, and make more of them */
            take = *group - take;
            zeros = true;
            continue;
        }
        if (*layout->separator != 0) {
            if (zeros && left > 1) left--;
            buf_add_char(reversed, ',');
        }
        if (*group != 0 && group[1] != 0) group++;
        take = *group;
    }
}

/* TEXT, a finite number, with the layout's point and separators. */
static void localize(const Buf *text, const Layout *layout, Buf *out)
{
    const char *at = buf_text(text), *end = at + text->length;
    size_t sign = *at == '-' || *at == '+' || *at == ' ';
    const char *digits = at + sign, *rest = digits + strspn(digits, "0123456789");
    bool point = *rest == '.';
    Buf reversed = BUF_INIT;
    group_digits(digits, rest - digits, (end - rest) + (int64_t)sign, layout, &reversed);
    buf_add(out, at, sign);
    for (size_t i = reversed.length; i-- > 0;) {
        if (reversed.bytes[i] == ',') buf_add_text(out, layout->separator);
        else buf_add_char(out, reversed.bytes[i]);
    }
    if (point) buf_add_text(out, layout->point);
    buf_add(out, rest + point, (size_t)(end - rest - point));
    out->failed = out->failed || reversed.failed;
    buf_fini(&reversed);
}

static void add_fill(const Layout *layout, int64_t count, Buf *buf)
{
    if (layout->fill_size == 1) {
        if (count > 0) buf_add_repeated(buf, *layout->fill, (size_t)count);
        return;
    }
    for (; count > 0 && !buf->failed; count--) buf_add(buf, layout->fill, layout->fill_size);
}

static void pad(const Buf *text, const Layout *layout, Buf *out)
{
    const char *at = buf_text(text);
    size_t length = text->length, sign = 0;
    int64_t missing = layout->width - (int64_t)utf8_count(at, length), left = missing;
    if (layout->align == '<') left = 0;
    else if (layout->align == '^') left = missing / 2;
    else if (layout->align != '>') sign = *at == '-' || *at == '+' || *at == ' ';
    buf_add(out, at, sign);
    add_fill(layout, left, out);
    buf_add(out, at + sign, length - sign);
    add_fill(layout, missing - left, out);
}

static Own lay_out(Rt *rt, Ref self, Ref context, Layout *layout)
{
    Calc calc = decimal_calc(rt, context);
    Num num;
    Buf text = BUF_INIT, grouped = BUF_INIT, padded = BUF_INIT;
    Own result = NULL;
    num_init(&num);
    num_copy(&calc, &num, NUM_OF(self));
    if (layout->width > NUM_PRECISION_MAX) calc.status |= COND_InvalidOperation;
    bool finite = num_is_finite(&num);
    if (!finite && layout->align == 'z') {
        layout->fill = " ";
        layout->align = '>';
    }
    if ((calc.status & COND_ERRORS) == 0) write_rounded(&calc, &num, layout, &text);
    if ((calc.status & COND_FAILED) != 0) goto done;
    if ((calc.status & COND_ERRORS) != 0) {
        error_raise(rt, TYPE_ValueError, "format specification exceeds internal limits of _decimal");
        goto done;
    }
    bool local = finite && *layout->point != 0;
    if (local) localize(&text, layout, &grouped);
    pad(local ? &grouped : &text, layout, &padded);
    padded.failed = padded.failed || text.failed || grouped.failed;
    result = str_from_buf(rt, &padded);
done:
    buf_fini(&text);
    buf_fini(&grouped);
    buf_fini(&padded);
    num_fini(rt, &num);
    return result;
}

Own decimal_format(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    size_t size = 0;
    Layout layout;
    if (args_count_parsed(rt, NULL, tuple_length(args), 1, 2) < 0) return NULL;
    Ref spec = tuple_peek(args, 0);
    if (!is_str(spec)) return error_raise(rt, TYPE_TypeError, "format arg must be str");
    const char *text = str_utf8(rt, spec, &size);
    Own context = text == NULL ? NULL : decimal_context_now(rt), result = NULL;
    if (context == NULL) return NULL;
    /* What follows a NUL is not looked at, but for one that is the fill character. */
    const char *end = size > 1 ? memchr(text + 1, 0, size - 1) : NULL;
    Reader reader = {text, end != NULL ? end : text + size};
    if (!read_layout(reader, AS_DECIMAL_CONTEXT(context)->capitals != 0, &layout)) error_raise(rt, TYPE_ValueError, "invalid format string");
    else if (tuple_length(args) < 2 || read_override(rt, tuple_peek(args, 1), &layout) == 0) result = lay_out(rt, self, context, &layout);
    release(rt, context);
    return result;
}
