/* __format__ of int, float and str. */
#include <ctype.h>
#include <math.h>
#include <string.h>

#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/format.h"
#include "objects/format_spec.h"
#include "objects/int_digits.h"
#include "objects/int_text.h"
#include "objects/str_impl.h"

Own format_str(Rt *rt, Ref str, Ref spec_text)
{
    if (str_length(spec_text) == 0) return object_str(rt, str);
    FormatSpec spec;
    if (format_spec_read(rt, str, spec_text, 's', '<', &spec) < 0) return NULL;
    const char *wrong = NULL;
    if (spec.type != 's') {
        (void)format_unknown_code(rt, spec.type, str);
        return NULL;
    }
    if (spec.sign != 0) wrong = spec.sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier";
    else if (spec.no_negative_zero) wrong = "Negative zero coercion (z) not allowed in string format specifier";
    else if (spec.alternate) wrong = "Alternate form (#) not allowed in string format specifier";
    else if (spec.align == '=') wrong = "'=' alignment not allowed in string format specifier";
    if (wrong != NULL) return error_raise(rt, TYPE_ValueError, "%s", wrong);
    Own cut = spec.precision >= 0 && spec.precision < str_length(str) ? str_slice(rt, str, 0, spec.precision) : new_ref(str), result = NULL;
    if (cut == NULL) return NULL;
    Buf text = BUF_INIT, buf = BUF_INIT;
    str_add_to_buf(cut, &text);
    format_add_padded(buf_text(&text), text.length, &spec, &buf);
    result = text.failed ? error_no_memory(rt) : str_from_buf(rt, &buf);
    buf_fini(&text);
    buf_fini(&buf);
    release(rt, cut);
    return result;
}

/* 'c': the character with that number. */
static Own format_char(Rt *rt, Ref number, FormatSpec *spec)
{
    if (spec->sign != 0) return error_raise(rt, TYPE_ValueError, "Sign not allowed with integer format specifier 'c'");
    if (spec->alternate) return error_raise(rt, TYPE_ValueError, "Alternate form (#) not allowed with integer format specifier 'c'");
    int overflow;
    int64_t c = int_value_overflow(number, &overflow);
    if (overflow != 0) return error_raise(rt, TYPE_OverflowError, "Python int too large to convert to C long");
    if (c < 0 || c > 0x10FFFF) return error_raise(rt, TYPE_OverflowError, "%%c arg not in range(0x110000)");
    Buf text = BUF_INIT, buf = BUF_INIT;
    buf_add_utf8(&text, (uint32_t)c);
    if (spec->align == '=') spec->align = '>';
    format_add_padded(buf_text(&text), text.length, spec, &buf);
    Own result = str_from_buf(rt, &buf);
    buf_fini(&text);
    buf_fini(&buf);
    return result;
}

static Own format_digits(Rt *rt, Ref number, const FormatSpec *spec)
{
    int base = spec->type == 'b' ? 2 : spec->type == 'o' ? 8 : spec->type == 'x' || spec->type == 'X' ? 16 : 10;
    Buf digits = BUF_INIT, buf = BUF_INIT;
    Own result = NULL;
    if (int_add_to_buf(rt, number, base, false, &digits) < 0) goto done;
    bool negative = int_sign(number) < 0;
    for (size_t i = 0; spec->type == 'X' && i < digits.length; i++) digits.bytes[i] = (char)toupper((unsigned char)digits.bytes[i]);
    NumberText text = {
        .sign = negative ? "-" : spec->sign == '+' ? "+" : spec->sign == ' ' ? " " : "",
        .prefix = !spec->alternate || base == 10 ? "" : base == 2 ? "0b" : base == 8 ? "0o" : spec->type == 'X' ? "0X" : "0x",
        .digits = buf_text(&digits) + negative,
        .digit_count = digits.length - negative,
        .rest = "",
    };
    format_add_number(&text, spec, base == 10 ? 3 : 4, &buf);
    result = digits.failed ? error_no_memory(rt) : str_from_buf(rt, &buf);
done:
    buf_fini(&digits);
    buf_fini(&buf);
    return result;
}

Own format_int(Rt *rt, Ref number, Ref spec_text)
{
    if (str_length(spec_text) == 0) return is_exact(number, TYPE_int) ? int_to_text(rt, number, 10) : object_str(rt, number);
    FormatSpec spec;
    if (format_spec_read(rt, number, spec_text, 'd', '>', &spec) < 0) return NULL;
    if (spec.type < 0x80 && strchr("eEfFgG%", (int)spec.type) != NULL) {
        double value = int_double(rt, number);
        if (rt_is_pending(rt)) return NULL;
        Buf buf = BUF_INIT;
        Own result = format_add_float(rt, value, &spec, number, &buf) < 0 ? NULL : str_from_buf(rt, &buf);
        buf_fini(&buf);
        return result;
    }
    if (spec.type >= 0x80 || strchr("bcdoxXn", (int)spec.type) == NULL) {
        (void)format_unknown_code(rt, spec.type, number);
        return NULL;
    }
    if (spec.precision >= 0) return error_raise(rt, TYPE_ValueError, "Precision not allowed in integer format specifier");
    if (spec.no_negative_zero) {
        return error_raise(rt, TYPE_ValueError, "Negative zero coercion (z) not allowed in integer format specifier");
    }
    return spec.type == 'c' ? format_char(rt, number, &spec) : format_digits(rt, number, &spec);
}

/* Does the text show zero?  Then "z" takes the minus away. */
static bool shows_zero(const char *text)
{
    for (; *text != 0 && *text != 'e' && *text != 'E'; text++) {
        if (*text >= '1' && *text <= '9') return false;
    }
    return true;
}

int format_add_float(Rt *rt, double value, const FormatSpec *spec, Ref obj, Buf *buf)
{
    uint32_t type = spec->type == 'n' ? 'g' : spec->type;
    int flags = spec->alternate ? FLOAT_TEXT_ALTERNATE : 0;
    ptrdiff_t precision = spec->precision;
    if (type >= 0x80 || (type != 0 && strchr("eEfFgG%", (int)type) == NULL)) return format_unknown_code(rt, spec->type, obj);
    if (precision > INT32_MAX) return error_raise_int(rt, TYPE_ValueError, "precision too big");
    bool percent = type == '%';
    if (type == 0) {
        flags |= FLOAT_TEXT_DOT_ZERO;
        type = precision < 0 ? 'r' : 'g';
    }
    if (percent) {
        value *= 100;
        type = 'f';
    }
    Buf text = BUF_INIT;
    float_add_to_buf(value, (char)type, precision < 0 ? 6 : (int)precision, flags, &text);
    if (percent) buf_add_char(&text, '%');
    const char *at = buf_text(&text);
    bool negative = *at == '-' && !(spec->no_negative_zero && isfinite(value) && shows_zero(at));
    if (*at == '-') at++;
    size_t digits = strspn(at, "0123456789");
    NumberText number = {
        .sign = negative ? "-" : spec->sign == '+' ? "+" : spec->sign == ' ' ? " " : "",
        .prefix = "",
        .digits = at,
        .digit_count = digits,
        .rest = at + digits,
        .rest_length = strlen(at + digits),
    };
    format_add_number(&number, spec, 3, buf);
    buf->failed = buf->failed || text.failed;
    buf_fini(&text);
    return 0;
}

Own format_float(Rt *rt, Ref number, Ref spec_text)
{
    if (str_length(spec_text) == 0) return object_str(rt, number);
    FormatSpec spec;
    if (format_spec_read(rt, number, spec_text, 0, '>', &spec) < 0) return NULL;
    Buf buf = BUF_INIT;
    Own result = format_add_float(rt, AS_FLOAT(number)->value, &spec, number, &buf) < 0 ? NULL : str_from_buf(rt, &buf);
    buf_fini(&buf);
    return result;
}
