/* The table of bytes' methods, the questions isalpha, isdigit …, hexadecimal and decoding. */
#include "objects/bytes_methods.h"

#include <ctype.h>

#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytearrayobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/percent.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own bytes_like_new(Rt *rt, Ref like, const char *bytes, ptrdiff_t length)
{
    if (!is_bytes(like)) return bytearray_new(rt, bytes, length);
    return bytes_new(rt, length > 0 ? bytes : NULL, (size_t)length);
}

static bool is_ascii_alpha(unsigned char c)
{
    return c < 0x80 && isalpha(c) != 0;
}

static bool is_ascii_digit(unsigned char c)
{
    return c >= '0' && c <= '9';
}

static bool is_ascii_alnum(unsigned char c)
{
    return is_ascii_alpha(c) || is_ascii_digit(c);
}

static bool is_ascii_space(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_ascii(unsigned char c)
{
    return c < 0x80;
}

static Own all_are(Rt *rt, Ref self, bool (*test)(unsigned char), bool when_empty)
{
    Buffer view = {0};
    if (buffer_get(rt, self, &view, 0) < 0) return NULL;
    bool answer = view.length > 0 || when_empty;
    for (ptrdiff_t i = 0; answer && i < view.length; i++) answer = test((unsigned char)view.bytes[i]);
    buffer_release(rt, &view);
    return bool_new(rt, answer);
}

#define QUESTION(method, test, when_empty)                                             \
    Own bytes_method_##method(Rt *rt, Ref self)                                        \
    {                                                                                  \
        return all_are(rt, self, test, when_empty);                                    \
    }
QUESTION(isalnum, is_ascii_alnum, false)
QUESTION(isalpha, is_ascii_alpha, false)
QUESTION(isdigit, is_ascii_digit, false)
QUESTION(isspace, is_ascii_space, false)
QUESTION(isascii, is_ascii, true)
#undef QUESTION

Own bytes_method_is_style(Rt *rt, Ref self, const MethodDef *def)
{
    int wanted = def->fn.which;
    Buffer view = {0};
    if (buffer_get(rt, self, &view, 0) < 0) return NULL;
    bool answer = true, any = false, in_word = false;
    for (ptrdiff_t i = 0; answer && i < view.length; i++) {
        unsigned char c = (unsigned char)view.bytes[i];
        if (!is_ascii_alpha(c)) {
            in_word = false;
            continue;
        }
        bool lower = islower(c) != 0;
        answer = wanted == STYLE_LOWER ? lower : wanted == STYLE_UPPER ? !lower : lower == in_word;
        any = in_word = true;
    }
    buffer_release(rt, &view);
    return bool_new(rt, answer && any);
}

Own bytes_method_decode(Rt *rt, Ref self, Ref *parts, const MethodDef *def)
{
    const char *texts[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        if (parts[i] == NULL) continue;
        if (!is_str(parts[i])) return error_raise(rt, TYPE_TypeError, "decode() argument '%s' must be str, not %.50K", def->fn.names[i], parts[i]);
        texts[i] = str_utf8(rt, parts[i], NULL);
        if (texts[i] == NULL) return NULL;
    }
    Buffer view = {0};
    if (buffer_get(rt, self, &view, 0) < 0) return NULL;
    Own result = str_decode(rt, view.bytes, (size_t)view.length, texts[0], texts[1]);
    buffer_release(rt, &view);
    return result;
}

/* The separator of hex(): one ASCII character; NO_SEPARATOR; -1 + exception. */
enum { NO_SEPARATOR = 0x80 };
static int hex_separator(Rt *rt, Ref sep)
{
    if (sep == NULL) return NO_SEPARATOR;
    if (object_length(rt, sep) < 0) return -1;
    if (!is_str(sep) && !is_bytes(sep)) return error_raise_int(rt, TYPE_TypeError, "sep must be str or bytes.");
    ptrdiff_t length = is_str(sep) ? str_length(sep) : bytes_length(sep);
    if (length != 1) return error_raise_int(rt, TYPE_ValueError, "sep must be length 1.");
    uint32_t c = is_str(sep) ? str_at(sep, 0) : (unsigned char)AS_BYTES(sep)->bytes[0];
    return c < 0x80 ? (int)c : error_raise_int(rt, TYPE_ValueError, "sep must be ASCII.");
}

Own bytes_method_hex(Rt *rt, Ref self, Ref *parts)
{
    int separator = hex_separator(rt, parts[0]);
    ptrdiff_t group = parts[1] == NULL ? 1 : number_as_size(rt, parts[1], TYPE_OverflowError);
    Buffer view = {0};
    if (separator < 0 || (group == -1 && rt_is_pending(rt)) || buffer_get(rt, self, &view, 0) < 0) return NULL;
    Buf buf = BUF_INIT;
    for (ptrdiff_t i = 0; i < view.length; i++) {
        bool gap = separator != NO_SEPARATOR && group != 0 && i > 0 && (group > 0 ? (view.length - i) % group : i % -group) == 0;
        if (gap) buf_add_char(&buf, (char)separator);
        buf_printf(&buf, "%02x", (unsigned char)view.bytes[i]);
    }
    buffer_release(rt, &view);
    return str_take_buf(rt, &buf);
}

static int hex_digit(uint32_t c)
{
    if (c >= '0' && c <= '9') return (int)c - '0';
    uint32_t lower = c | 32;
    return c < 0x80 && lower >= 'a' && lower <= 'f' ? (int)lower - 'a' + 10 : -1;
}

Own bytes_method_fromhex(Rt *rt, Ref type, Ref text)
{
    if (!is_str(text)) return error_raise(rt, TYPE_TypeError, "fromhex() argument must be str, not %.50K", text);
    Buf buf = BUF_INIT;
    Own result = NULL;
    ptrdiff_t length = str_length(text), at = 0;
    while (!AS_STR(text)->ascii && str_at(text, at) < 0x80) at++; /* what is not ASCII is told of first */
    while (at < length) {
        if (str_at(text, at) < 0x80 && is_ascii_space((unsigned char)str_at(text, at))) {
            at++;
            continue;
        }
        int high = hex_digit(str_at(text, at)), low = at + 1 < length ? hex_digit(str_at(text, at + 1)) : -1;
        if (high < 0 || low < 0) {
            (void)error_raise(rt, TYPE_ValueError, "non-hexadecimal number found in fromhex() arg at position %zd", high < 0 ? at : at + 1);
            goto done;
        }
        buf_add_char(&buf, (char)(high << 4 | low));
        at += 2;
    }
    result = bytes_from_buf(rt, &buf);
    if (result != NULL && AS_TYPE(type)->id != TYPE_bytes) release_replace(rt, &result, call_one(rt, type, result));
done:
    buf_fini(&buf);
    return result;
}

Own bytes_method_maketrans(Rt *rt, Ref unused, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Buffer from = {0}, to = {0};
    Own table = NULL;
    if (buffer_get(rt, args[0], &from, 0) == 0 && buffer_get(rt, args[1], &to, 0) == 0) {
        if (from.length != to.length) (void)error_raise(rt, TYPE_ValueError, "maketrans arguments must have same length");
        else table = bytes_new(rt, NULL, 256);
    }
    for (int i = 0; table != NULL && i < 256; i++) AS_BYTES(table)->bytes[i] = (char)i;
    for (ptrdiff_t i = 0; table != NULL && i < from.length; i++) {
        AS_BYTES(table)->bytes[(unsigned char)from.bytes[i]] = to.bytes[i];
    }
    buffer_release(rt, &from);
    buffer_release(rt, &to);
    return table;
}

static Own method_getnewargs(Rt *rt, Ref self)
{
    return tuple_build(rt, "N", bytes_new(rt, AS_BYTES(self)->bytes, (size_t)bytes_length(self)));
}

/* An instance of a subclass becomes bytes itself. */
static Own method_bytes(Rt *rt, Ref self)
{
    return is_exact(self, TYPE_bytes) ? new_ref(self) : bytes_new(rt, AS_BYTES(self)->bytes, (size_t)bytes_length(self));
}

const MethodDef bytes_methods[] = {
    {"__getnewargs__", METHOD_NOARGS, {.unary = method_getnewargs}, NULL, 0},
    {"__bytes__", METHOD_NOARGS, {.unary = method_bytes}, "__bytes__($self, /)\n--\n\nThe bytes themselves.", 0},
    BYTES_SHARED_METHODS,
    {0},
};

/* --- bytes % arguments */

static uint32_t byte_at(const Percent *p, ptrdiff_t index)
{
    return (unsigned char)p->bytes[index];
}

static Own byte_part(const Percent *p, ptrdiff_t start, ptrdiff_t end)
{
    return bytes_new(p->rt, p->bytes + start, (size_t)(end - start));
}

static int add_byte(Percent *p, Ref argument, Buf *text)
{
    bool is_array = type_is_subtype(argument->type, RT_TYPE(p->rt, bytearray));
    if ((is_array || is_bytes(argument)) && ((const VarObj *)argument)->length == 1) {
        buf_add_char(text, is_array ? AS_BYTEARRAY(argument)->start[0] : AS_BYTES(argument)->bytes[0]);
        return 0;
    }
    if (!number_has_index(argument)) {
        return error_raise_int(p->rt, TYPE_TypeError, "%%c requires an integer in range(256) or a single byte");
    }
    ptrdiff_t value = number_as_size(p->rt, argument, TYPE_other);
    if (value == -1 && rt_is_pending(p->rt)) return -1;
    if (value < 0 || value > 255) return error_raise_int(p->rt, TYPE_OverflowError, "%%c arg not in range(256)");
    buf_add_char(text, (char)value);
    return 0;
}

/* What %b shows: the bytes that OBJ lends, or what its __bytes__ gives. */
static Own shown_bytes(Rt *rt, Ref obj)
{
    Own bytes = NULL;
    int found = is_exact(obj, TYPE_bytes) ? 0 : object_special_bytes(rt, obj, &bytes);
    if (found != 0) return bytes;
    if (buffer_is_supported(obj)) return buffer_bytes_of(rt, obj);
    return error_raise(rt, TYPE_TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%.100T'", obj);
}

static int bytes_add_text(Percent *p, Ref argument, Buf *text)
{
    Rt *rt = p->rt;
    Own shown = NULL;
    switch (p->letter) {
    case 'c': return add_byte(p, argument, text);
    case 's':
    case 'b': shown = shown_bytes(rt, argument); break;
    case 'r':
    case 'a': shown = object_ascii(rt, argument); break;
    default: return percent_unsupported(p);
    }
    if (shown == NULL) return -1;
    const char *bytes = is_str(shown) ? AS_STR(shown)->data : AS_BYTES(shown)->bytes;
    ptrdiff_t length = is_str(shown) ? str_length(shown) : bytes_length(shown);
    if (p->precision >= 0 && p->precision < length) length = p->precision;
    buf_add(text, bytes, (size_t)length);
    release(rt, shown);
    return 0;
}

Own bytes_percent(Rt *rt, const char *format, ptrdiff_t length, Ref args, TypeId kind)
{
    Buf buf = BUF_INIT;
    Percent p = {.rt = rt, .out = &buf, .is_bytes = true, .bytes = format, .end = length, .char_at = byte_at, .slice = byte_part, .add_text = bytes_add_text};
    percent_arguments(&p, args);
    Own result = NULL;
    if (percent_run(&p) == 0) result = bytes_from_buf(rt, &buf);
    if (result != NULL && kind != TYPE_bytes) release_replace(rt, &result, call_one(rt, (Ref)rt->types[kind], result));
    release(rt, p.held);
    buf_fini(&buf);
    return result;
}
