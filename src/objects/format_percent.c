/* The % operator of str and bytes: "%(key)flags width.precision conversion". */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/format.h"
#include "objects/intobj.h"
#include "objects/int_text.h"
#include "objects/percent.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

/* The next argument, borrowed; NULL + TypeError. */
static Ref next_argument(Percent *p)
{
    if (p->args != NULL && p->next < tuple_length(p->args)) return tuple_peek(p->args, p->next++);
    if (p->args == NULL && p->next == 0) {
        p->next = 1;
        return p->single;
    }
    (void)error_raise(p->rt, TYPE_TypeError, "not enough arguments for format string");
    return NULL;
}

static int percent_fail(Percent *p, TypeId type, const char *message)
{
    return error_raise_int(p->rt, type, "%s", message);
}

static uint32_t current(const Percent *p)
{
    return p->at < p->end ? p->char_at(p, p->at) : 0;
}

/* (key): parentheses nest.  The argument is then the mapping's. */
static int read_key(Percent *p)
{
    if (p->mapping == NULL) return percent_fail(p, TYPE_TypeError, "format requires a mapping");
    ptrdiff_t start = ++p->at;
    for (int open = 1; open > 0; p->at++) {
        if (p->at >= p->end) return percent_fail(p, TYPE_ValueError, "incomplete format key");
        uint32_t c = current(p);
        open += (c == '(') - (c == ')');
    }
    Own key = p->slice(p, start, p->at - 1);
    if (key == NULL) return -1;
    release_replace(p->rt, &p->held, object_item_get(p->rt, p->mapping, key));
    release(p->rt, key);
    if (p->held == NULL) return -1;
    p->args = NULL;
    p->single = p->held;
    p->next = 0;
    return 0;
}

/* A number, or * for the next argument. */
static int read_count(Percent *p, ptrdiff_t *value, int64_t most, const char *too_big)
{
    if (current(p) == '*') {
        Ref argument = next_argument(p);
        if (argument == NULL) return -1;
        if (!is_int(argument)) return percent_fail(p, TYPE_TypeError, "* wants int");
        int overflow;
        int64_t count = int_value_overflow(argument, &overflow);
        if (overflow != 0 || count > most) {
            return percent_fail(p, TYPE_OverflowError, most == INT32_MAX ? "Python int too large to convert to C int"
                                                                         : "Python int too large to convert to C ssize_t");
        }
        *value = (ptrdiff_t)count;
        p->at++;
        return 0;
    }
    ptrdiff_t number = 0;
    for (; current(p) >= '0' && current(p) <= '9'; p->at++) {
        if (number > (INT32_MAX - 9) / 10) return percent_fail(p, TYPE_ValueError, too_big);
        number = number * 10 + (ptrdiff_t)(current(p) - '0');
        *value = number;
    }
    return 0;
}

static int read_conversion(Percent *p)
{
    p->left = p->plus = p->space = p->alternate = p->zero = false;
    p->width = p->precision = -1;
    if (current(p) == '(' && read_key(p) < 0) return -1;
    for (;; p->at++) {
        uint32_t c = current(p);
        if (c == '-') p->left = true;
        else if (c == '+') p->plus = true;
        else if (c == ' ') p->space = true;
        else if (c == '#') p->alternate = true;
        else if (c == '0') p->zero = true;
        else break;
    }
    if (read_count(p, &p->width, PTRDIFF_MAX, "width too big") < 0) return -1;
    if (p->width < -1) {
        p->left = true;
        p->width = -p->width;
    }
    if (current(p) == '.') {
        p->at++;
        p->precision = 0;
        if (read_count(p, &p->precision, INT32_MAX, "precision too big") < 0) return -1;
        if (p->precision < 0) p->precision = 0;
    }
    while (current(p) == 'h' || current(p) == 'l' || current(p) == 'L') p->at++;
    if (p->at >= p->end) return percent_fail(p, TYPE_ValueError, "incomplete format");
    p->letter = p->char_at(p, p->at++);
    return 0;
}

/* Adds TEXT with its padding.  NUMERIC: zeros go after the sign and prefix. */
static void add_field(Percent *p, const char *text, size_t size, bool numeric)
{
    ptrdiff_t shown = (ptrdiff_t)(p->is_bytes ? size : utf8_count(text, size));
    ptrdiff_t missing = p->width > shown ? p->width - shown : 0;
    size_t head = 0;
    if (numeric && size > 0 && strchr("+- ", text[0]) != NULL) head = 1;
    bool has_prefix = numeric && p->alternate && p->letter < 128 && strchr("oxX", (int)p->letter) != NULL;
    if (has_prefix) head += 2;
    bool zeros = numeric && p->zero && !p->left;
    if (!p->left && !zeros) buf_add_repeated(p->out, ' ', (size_t)missing);
    buf_add(p->out, text, head);
    if (zeros) buf_add_repeated(p->out, '0', (size_t)missing);
    buf_add(p->out, text + head, size - head);
    if (p->left) buf_add_repeated(p->out, ' ', (size_t)missing);
}

/* An exact int from ARGUMENT for d, i, u (any real number) or o, x, X (integers only). */
static Own integer_of(Percent *p, Ref argument)
{
    Rt *rt = p->rt;
    bool index_only = p->letter == 'x' || p->letter == 'X' || p->letter == 'o';
    if (is_int(argument)) return new_ref(argument);
    Own number = NULL;
    if (index_only ? number_has_index(argument) : argument->type->slots.nb_int != NULL || number_has_index(argument)) {
        number = index_only ? number_index(rt, argument) : number_int(rt, argument);
        if (number != NULL || !error_clear_if(rt, TYPE_TypeError)) return number;
    }
    return error_raise(rt, TYPE_TypeError, index_only ? "%%%c format: an integer is required, not %.200T" : "%%%c format: a real number is required, not %.200T", p->is_bytes && p->letter == 'i' ? 'd' : (int)p->letter, argument);
}

static int add_integer(Percent *p, Ref argument)
{
    Rt *rt = p->rt;
    if (p->precision > INT32_MAX - 3) return percent_fail(p, TYPE_OverflowError, "precision too large");
    Own number = integer_of(p, argument);
    if (number == NULL) return -1;
    int base = p->letter == 'o' ? 8 : (p->letter | 32) == 'x' ? 16 : 10;
    Buf digits = BUF_INIT, text = BUF_INIT;
    int status = int_add_to_buf(rt, number, base, false, &digits);
    if (status == 0) {
        bool negative = int_sign(number) < 0;
        const char *at = buf_text(&digits) + negative;
        size_t count = digits.length - negative;
        buf_add_text(&text, negative ? "-" : p->plus ? "+" : p->space ? " " : "");
        if (p->alternate && base != 10) buf_add_text(&text, base == 8 ? "0o" : p->letter == 'X' ? "0X" : "0x");
        if (p->precision > (ptrdiff_t)count) buf_add_repeated(&text, '0', (size_t)p->precision - count);
        for (size_t i = 0; i < count; i++) buf_add_char(&text, p->letter == 'X' && at[i] >= 'a' ? (char)(at[i] - 32) : at[i]);
        add_field(p, buf_text(&text), text.length, true);
    }
    p->out->failed = p->out->failed || digits.failed || text.failed;
    buf_fini(&digits);
    buf_fini(&text);
    release(rt, number);
    return status;
}

static int add_float(Percent *p, Ref argument)
{
    double value = float_value(p->rt, argument);
    if (value == -1.0 && rt_is_pending(p->rt)) {
        if (p->is_bytes && error_clear_if(p->rt, TYPE_TypeError)) {
            return error_raise_int(p->rt, TYPE_TypeError, "float argument required, not %.200T", argument);
        }
        return -1;
    }
    Buf text = BUF_INIT;
    if (p->space && !p->plus && (value != value || !signbit(value))) buf_add_char(&text, ' ');
    int flags = (p->plus ? FLOAT_TEXT_SIGN : 0) | (p->alternate ? FLOAT_TEXT_ALTERNATE : 0);
    float_add_to_buf(value, (char)p->letter, p->precision < 0 ? 6 : (int)p->precision, flags, &text);
    add_field(p, buf_text(&text), text.length, true);
    p->out->failed = p->out->failed || text.failed;
    buf_fini(&text);
    return 0;
}

/* The rest of the format: text is copied, conversions are made. */
int percent_run(Percent *p)
{
    while (p->at < p->end) {
        uint32_t c = p->char_at(p, p->at++);
        if (c != '%') {
            if (p->is_bytes) buf_add_char(p->out, (char)c);
            else buf_add_utf8(p->out, c);
            continue;
        }
        if (read_conversion(p) < 0 || percent_convert(p) < 0 || error_poll(p->rt) < 0) return -1;
    }
    bool all_used = p->args != NULL ? p->next >= tuple_length(p->args) : p->next > 0 || p->mapping != NULL;
    if (all_used) return 0;
    const char *text = p->is_bytes ? "not all arguments converted during bytes formatting" : "not all arguments converted during string formatting";
    return percent_fail(p, TYPE_TypeError, text);
}

/* One conversion, whose letter was read. */
int percent_convert(Percent *p)
{
    bool bare = p->letter == '%' && p->char_at(p, p->at - 2) == '%';
    if (bare) {
        buf_add_char(p->out, '%');
        return 0;
    }
    Ref argument = next_argument(p);
    if (argument == NULL) return -1;
    switch (p->letter) {
    case 'd':
    case 'i':
    case 'u':
    case 'o':
    case 'x':
    case 'X': return add_integer(p, argument);
    case 'e':
    case 'E':
    case 'f':
    case 'F':
    case 'g':
    case 'G': return add_float(p, argument);
    default: break;
    }
    Buf text = BUF_INIT;
    int status = p->add_text(p, argument, &text);
    if (status == 0) add_field(p, buf_text(&text), text.length, false);
    p->out->failed = p->out->failed || text.failed;
    buf_fini(&text);
    return status;
}

int percent_unsupported(Percent *p)
{
    if (p->is_bytes && p->letter >= 0x80) { /* CPython's own message fails */
        (void)error_raise_none(p->rt, TYPE_ValueError);
        return -1;
    }
    int shown = p->is_bytes || (p->letter >= 31 && p->letter < 127) ? (int)p->letter : '?';
    return error_raise_int(p->rt, TYPE_ValueError, "unsupported format character '%c' (0x%x) at index %zd", shown, (unsigned)p->letter, p->at - 1);
}

void percent_arguments(Percent *p, Ref args)
{
    if (is_tuple(args)) p->args = args;
    else p->single = args;
    bool may_map = args->type->slots.mp_subscript != NULL && !is_tuple(args) && !is_str(args) && !(p->is_bytes && (is_bytes(args) || is_exact(args, TYPE_bytearray)));
    if (may_map) p->mapping = args;
}

/* --- str */

static uint32_t str_char_at(const Percent *p, ptrdiff_t index)
{
    return str_at(p->format, index);
}

static Own str_part(const Percent *p, ptrdiff_t start, ptrdiff_t end)
{
    return str_slice(p->rt, p->format, start, end);
}

/* 'c': a code point by number, or a str of one. */
static int add_char(Percent *p, Ref argument, Buf *text)
{
    if (is_str(argument)) {
        if (str_length(argument) != 1) return percent_fail(p, TYPE_TypeError, "%c requires int or char");
        buf_add_utf8(text, str_at(argument, 0));
        return 0;
    }
    Own number = number_has_index(argument) ? number_index(p->rt, argument) : NULL;
    if (number == NULL) {
        if (rt_is_pending(p->rt)) return -1;
        return percent_fail(p, TYPE_TypeError, "%c requires int or char");
    }
    int overflow;
    int64_t c = int_value_overflow(number, &overflow);
    release(p->rt, number);
    if (overflow != 0 || c < 0 || c > 0x10FFFF) return percent_fail(p, TYPE_OverflowError, "%c arg not in range(0x110000)");
    buf_add_utf8(text, (uint32_t)c);
    return 0;
}

static int str_add_text(Percent *p, Ref argument, Buf *text)
{
    Rt *rt = p->rt;
    Own shown = NULL;
    switch (p->letter) {
    case 'c': return add_char(p, argument, text);
    case 's': shown = object_str(rt, argument); break;
    case 'r': shown = object_repr(rt, argument); break;
    case 'a': shown = object_ascii(rt, argument); break;
    default: return percent_unsupported(p);
    }
    if (shown == NULL) return -1;
    if (p->precision >= 0 && p->precision < str_length(shown)) {
        release_replace(rt, &shown, str_slice(rt, shown, 0, p->precision));
        if (shown == NULL) return -1;
    }
    str_add_to_buf(shown, text);
    release(rt, shown);
    return 0;
}

Own str_percent(Rt *rt, Ref format, Ref args)
{
    Buf buf = BUF_INIT;
    Percent p = {.rt = rt, .out = &buf, .format = format, .end = str_length(format), .char_at = str_char_at, .slice = str_part, .add_text = str_add_text};
    percent_arguments(&p, args);
    Own result = percent_run(&p) < 0 ? NULL : str_from_buf(rt, &buf);
    buf_fini(&buf);
    Ref first = p.args == NULL ? p.single : tuple_length(p.args) > 0 ? tuple_peek(p.args, 0) : NULL;
    result = format_same(rt, result, format, first);
    release(rt, p.held); /* the last of a mapping's values: `first` may be that */
    return result;
}
