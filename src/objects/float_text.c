/* Floats to text, as format() asks, and back. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/float_repr.h"
#include "objects/error.h"
#include "objects/float_methods.h"
#include "objects/format.h"
#include "objects/str_text.h"
#include "objects/strobj.h"

/* 'r' without a ".0" of its own: "1", "1e+16"; ALTERNATE always has a point: "1.", "1.e+16". */
static void add_shortest(double value, bool dot_zero, bool alternate, Buf *buf)
{
    char text[40];
    size_t length = float_repr_text(value, text);
    if (!dot_zero && length > 2 && memcmp(text + length - 2, ".0", 2) == 0) length -= alternate ? 1 : 2;
    size_t whole = strspn(text, "-0123456789");
    bool add_point = alternate && text[whole] == 'e';
    buf_add(buf, text, add_point ? whole : length);
    if (!add_point) return;
    buf_add_char(buf, '.');
    buf_add(buf, text + whole, length - whole);
}

/* printf's own conversion STYLE. */
static void add_printed(double value, char style, int precision, bool alternate, Buf *buf)
{
    const char format[] = {'%', alternate ? '#' : '-', '.', '*', style, 0};
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    int size = snprintf(NULL, 0, format, precision, value);
    char *text = malloc((size_t)size + 1);
    if (text == NULL) {
        buf->failed = true;
        return;
    }
    (void)snprintf(text, (size_t)size + 1, format, precision, value);
#pragma GCC diagnostic pop
    buf_add(buf, text, (size_t)size);
    free(text);
}

/* 'g' that always shows a decimal: "100.0", and so goes to an exponent one digit earlier. */
static void add_general_dotted(double value, int precision, bool alternate, Buf *buf)
{
    size_t start = buf->length;
    if (precision == 0) precision = 1;
    add_printed(value, 'e', precision - 1, alternate, buf);
    if (buf->failed) return;
    int exponent = atoi(strchr(buf->bytes + start, 'e') + 1);
    if (exponent >= -4 && exponent + 1 < precision) {
        buf->length = start;
        add_printed(value, 'g', precision, alternate, buf);
        if (!buf->failed && strchr(buf->bytes + start, '.') == NULL) buf_add_text(buf, ".0");
        return;
    }
    char *e = strchr(buf->bytes + start, 'e'), *end = e;
    if (alternate) return;
    while (end[-1] == '0' && strchr(buf->bytes + start, '.') != NULL) end--;
    if (end[-1] == '.') end--;
    memmove(end, e, strlen(e) + 1);
    buf->length -= (size_t)(e - end);
}

static void add_finite(double value, char style, int precision, int flags, Buf *buf)
{
    bool dot_zero = (flags & FLOAT_TEXT_DOT_ZERO) != 0, alternate = (flags & FLOAT_TEXT_ALTERNATE) != 0;
    if (style == 'r') add_shortest(value, dot_zero, alternate, buf);
    else if (style == 'g' && dot_zero) add_general_dotted(value, precision, alternate, buf);
    else add_printed(value, style, precision, alternate, buf);
}

void float_add_to_buf(double value, char style, int precision, int flags, Buf *buf)
{
    size_t start = buf->length;
    if ((flags & FLOAT_TEXT_SIGN) != 0 && (isnan(value) || !signbit(value))) buf_add_char(buf, '+');
    if (isnan(value)) buf_add_text(buf, "nan");
    else if (isinf(value)) buf_add_text(buf, value < 0 ? "-inf" : "inf");
    else add_finite(value, (char)tolower(style), precision, flags, buf);
    for (size_t i = start; isupper(style) && !buf->failed && i < buf->length; i++) {
        buf->bytes[i] = (char)toupper((unsigned char)buf->bytes[i]);
    }
}

/* Without underscores, which may only stand between two digits; NULL when they do not. */
static char *without_underscores(const char *text, size_t length)
{
    char *copy = malloc(length + 1), *out = copy;
    if (copy == NULL) return NULL;
    char previous = 0;
    for (size_t i = 0; i < length; i++) {
        char c = text[i];
        bool fits = c != '_' ? previous != '_' || isdigit((unsigned char)c) : isdigit((unsigned char)previous) != 0;
        if (!fits || c == 0) {
            free(copy);
            return NULL;
        }
        if (c != '_') *out++ = c;
        previous = c;
    }
    *out = 0;
    if (previous != '_') return copy;
    free(copy);
    return NULL;
}

static bool is_special(const char *text, double *value)
{
    double sign = text[0] == '-' ? -1.0 : 1.0;
    if (text[0] == '-' || text[0] == '+') text++;
    if (strcasecmp(text, "inf") == 0 || strcasecmp(text, "infinity") == 0) *value = sign * (double)INFINITY;
    else if (strcasecmp(text, "nan") == 0) *value = copysign((double)NAN, sign);
    else return false;
    return true;
}

bool float_scan(const char *text, size_t length, double *value)
{
    while (length > 0 && isspace((unsigned char)*text)) text++, length--;
    while (length > 0 && isspace((unsigned char)text[length - 1])) length--;
    char *copy = without_underscores(text, length);
    if (copy == NULL) return false;
    bool good = is_special(copy, value);
    if (!good && length > 0 && copy[strspn(copy, "0123456789+-.eE")] == 0) {
        char *end;
        *value = strtod(copy, &end);
        good = *end == 0 && end != copy;
    }
    free(copy);
    return good;
}

static Own scan_or_raise(Rt *rt, Ref shown, const char *text, size_t length)
{
    double value;
    if (float_scan(text, length, &value)) return float_new(rt, value);
    return error_raise(rt, TYPE_ValueError, "could not convert string to float: %R", shown);
}

Own float_parse(Rt *rt, const char *text, size_t length)
{
    double value;
    if (float_scan(text, length, &value)) return float_new(rt, value);
    Own shown = str_from_wtf8(rt, text, length);
    if (shown == NULL) return NULL;
    (void)error_raise(rt, TYPE_ValueError, "could not convert string to float: %R", shown);
    release(rt, shown);
    return NULL;
}

Own float_from_str(Rt *rt, Ref str)
{
    Buf buf = BUF_INIT;
    str_add_decimal_ascii(str, &buf);
    Own number = buf.failed ? error_no_memory(rt) : scan_or_raise(rt, str, buf_text(&buf), buf.length);
    buf_fini(&buf);
    return number;
}

/* Round a whole number's decimal digits at a negative place, half to even; FRACTION: there was more. */
static double round_whole(double value, int places)
{
    char text[340];
    double whole = trunc(fabs(value));
    bool fraction = whole != fabs(value);
    int length = snprintf(text, sizeof text, "%.0f", whole), keep = length - places;
    if (keep < 0) return copysign(0.0, value);
    int next = text[keep] - '0';
    bool more = fraction;
    for (int i = keep + 1; i < length && !more; i++) more = text[i] != '0';
    bool odd = keep > 0 && (text[keep - 1] & 1) != 0;
    bool up = next > 5 || (next == 5 && (more || odd));
    char out[360];
    int at = 0;
    out[at++] = '0';
    for (int i = 0; i < length; i++) out[at++] = i < keep ? text[i] : '0';
    out[at] = 0;
    for (int i = keep; up && i >= 0; i--) {
        if (out[i] == '9') {
            out[i] = '0';
            continue;
        }
        out[i]++;
        break;
    }
    return copysign(strtod(out, NULL), value);
}

double float_round_decimal(double value, int ndigits)
{
    if (ndigits < 0) return round_whole(value, -ndigits);
    char text[700];
    (void)snprintf(text, sizeof text, "%.*f", ndigits, value);
    return strtod(text, NULL);
}
