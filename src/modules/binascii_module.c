/* The module binascii: bytes as text in the notations of mail and of hexadecimal dumps, and two checksums. */
#include <string.h>

#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytes_methods.h"
#include "objects/error.h"
#include "objects/exc_parts.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

#define EXCEPTION(label, parent)                                                       \
    static const TypeSpec binascii_##label##_type_spec = {                             \
        .name = "binascii." #label,                                                    \
        .id = TYPE_binascii_##label,                                                   \
        .base = TYPE_##parent,                                                         \
        .basicsize = sizeof(ExceptionObj),                                             \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,                                        \
    };
EXCEPTION(Error, ValueError)
EXCEPTION(Incomplete, Exception)

/* --- input and output */

typedef const unsigned char *Bytes;

/* Lends the bytes of a str of ASCII, or of what has bytes. */
static int text_get(Rt *rt, Ref obj, Buffer *view)
{
    *view = (Buffer){0};
    if (is_str(obj)) {
        if (!AS_STR(obj)->ascii) return error_raise_int(rt, TYPE_ValueError, "string argument should contain only ASCII characters");
        view->bytes = AS_STR(obj)->data;
        view->length = str_length(obj);
        return 0;
    }
    if (buffer_try(rt, obj, view)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "argument should be bytes, buffer or ASCII string, not '%.100T'", obj);
}

/* The result in BUF, which ends, unless an exception is pending. */
static Own finished(Rt *rt, Buffer *view, Buf *buf)
{
    buffer_release(rt, view);
    Own bytes = NULL;
    if (!rt_is_pending(rt)) bytes = bytes_from_buf(rt, buf);
    buf_fini(buf);
    return bytes;
}

/* A keyword that says yes or no: 1, 0, -1. */
static int flag_of(Rt *rt, Ref arg, int otherwise)
{
    return arg == NULL ? otherwise : object_is_true(rt, arg);
}

static Own fail(Rt *rt, const char *message)
{
    return error_raise(rt, TYPE_binascii_Error, "%s", message);
}

/* --- uuencode: a line is its length, then six bits in each character from the blank on */

static void uu_decode(Rt *rt, Bytes at, ptrdiff_t length, Buf *out)
{
    Bytes end = at + length;
    unsigned bits = 0;
    int count = length > 0 ? (*at++ - ' ') & 63 : 32, have = 0;
    while (count > 0) {
        unsigned c = at < end ? *at : '\n';
        if (c != '\n' && c != '\r' && (c < ' ' || c > ' ' + 64)) {
            (void)fail(rt, "Illegal char");
            return;
        }
        bits = bits << 6 | (c == '\n' || c == '\r' ? 0 : (c - ' ') & 63);
        have += 6;
        at++;
        if (have < 8) continue;
        have -= 8;
        buf_add_char(out, (char)(bits >> have));
        count--;
    }
    for (; at < end; at++) {
        if (*at == ' ' || *at == ' ' + 64 || *at == '\n' || *at == '\r') continue;
        (void)fail(rt, "Trailing garbage");
        return;
    }
}

static Own binascii_a2b_uu(Rt *rt, Ref self, Ref arg)
{
    Buffer view;
    Buf out = BUF_INIT;
    if (text_get(rt, arg, &view) < 0) return NULL;
    uu_decode(rt, (Bytes)view.bytes, view.length, &out);
    return finished(rt, &view, &out);
}

static Own binascii_b2a_uu(Rt *rt, Ref self, Ref *given)
{
    Buffer view;
    Buf out = BUF_INIT;
    int backtick = flag_of(rt, given[1], 0);
    if (backtick < 0 || buffer_get(rt, given[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    if (view.length > 45) (void)fail(rt, "At most 45 bytes at once");
    unsigned bits = 0;
    int have = 0;
    buf_add_char(&out, backtick && view.length == 0 ? '`' : (char)(' ' + (view.length & 63)));
    for (ptrdiff_t i = 0; !rt_is_pending(rt) && (i < view.length || have != 0); i++) {
        bits = bits << 8 | (i < view.length ? (unsigned char)view.bytes[i] : 0);
        for (have += 8; have >= 6; have -= 6) {
            unsigned six = bits >> (have - 6) & 63;
            buf_add_char(&out, backtick && six == 0 ? '`' : (char)(' ' + six));
        }
    }
    buf_add_char(&out, '\n');
    return finished(rt, &view, &out);
}

/* --- base64: three bytes in four characters, '=' where there are none */

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void base64_decode(Rt *rt, Bytes at, ptrdiff_t length, bool strict, Buf *out)
{
    unsigned bits = 0;
    int place = 0, pads = 0; /* place: characters of the four that were read */
    bool padding = false;
    const char *wrong = strict && length > 0 && at[0] == '=' ? "Leading padding not allowed" : NULL;
    for (ptrdiff_t i = 0; wrong == NULL && i < length; i++) {
        if (at[i] == '=') {
            padding = true;
            if (place < 2 || place + ++pads < 4) continue;
            if (!strict || i + 1 == length) return;
            wrong = "Excess data after padding";
            break;
        }
        const char *digit = at[i] == 0 ? NULL : strchr(base64_digits, at[i]);
        if (digit == NULL && strict) wrong = "Only base64 data is allowed";
        if (digit == NULL) continue;
        if (strict && padding) wrong = "Discontinuous padding not allowed";
        pads = 0;
        bits = bits << 6 | (unsigned)(digit - base64_digits);
        if (place > 0) buf_add_char(out, (char)(bits >> (6 - 2 * place)));
        place = (place + 1) % 4;
    }
    if (wrong == NULL && place > 1) wrong = "Incorrect padding";
    if (wrong != NULL) (void)fail(rt, wrong);
    else if (place == 1) {
        (void)error_raise(rt, TYPE_binascii_Error, "Invalid base64-encoded string: number of data characters (%zd) cannot be 1 more than a multiple of 4", (ptrdiff_t)out->length / 3 * 4 + 1);
    }
}

static Own binascii_a2b_base64(Rt *rt, Ref self, Ref *given)
{
    Buffer view;
    Buf out = BUF_INIT;
    int strict = flag_of(rt, given[1], 0);
    if (strict < 0 || text_get(rt, given[0], &view) < 0) return NULL;
    base64_decode(rt, (Bytes)view.bytes, view.length, strict == 1, &out);
    return finished(rt, &view, &out);
}

static Own binascii_b2a_base64(Rt *rt, Ref self, Ref *given)
{
    Buffer view;
    Buf out = BUF_INIT;
    int newline = flag_of(rt, given[1], 1);
    if (newline < 0 || buffer_get(rt, given[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    Bytes at = (Bytes)view.bytes;
    for (ptrdiff_t i = 0; i < view.length; i += 3) {
        ptrdiff_t have = view.length - i;
        unsigned bits = (unsigned)at[i] << 16 | (have > 1 ? (unsigned)at[i + 1] << 8 : 0) | (have > 2 ? at[i + 2] : 0u);
        for (int j = 0; j < 4; j++) buf_add_char(&out, j > have ? '=' : base64_digits[bits >> (18 - 6 * j) & 63]);
    }
    if (newline) buf_add_char(&out, '\n');
    return finished(rt, &view, &out);
}

/* --- hexadecimal */

static Own binascii_hexlify(Rt *rt, Ref self, Ref *given)
{
    Buffer view;
    if (buffer_get(rt, given[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    Own bytes = buffer_bytes_of(rt, given[0]), text = NULL, result = NULL;
    if (bytes != NULL) text = bytes_method_hex(rt, bytes, given + 1);
    if (text != NULL) result = bytes_new(rt, AS_STR(text)->data, (size_t)str_length(text));
    buffer_release(rt, &view);
    release_all(rt, bytes, text);
    return result;
}

static int hex_value(unsigned char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    c |= 32;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static Own binascii_unhexlify(Rt *rt, Ref self, Ref arg)
{
    Buffer view;
    Buf out = BUF_INIT;
    if (text_get(rt, arg, &view) < 0) return NULL;
    if (view.length % 2 != 0) (void)fail(rt, "Odd-length string");
    for (ptrdiff_t i = 0; !rt_is_pending(rt) && i < view.length; i += 2) {
        int high = hex_value((unsigned char)view.bytes[i]), low = hex_value((unsigned char)view.bytes[i + 1]);
        if (high < 0 || low < 0) (void)fail(rt, "Non-hexadecimal digit found");
        buf_add_char(&out, (char)((unsigned)high << 4 | (unsigned)low));
    }
    return finished(rt, &view, &out);
}

/* --- quoted-printable: what is not plain text as "=3D", lines of 76 characters at most */

static void qp_decode(Bytes at, ptrdiff_t length, bool header, Buf *out)
{
    for (ptrdiff_t i = 0; i < length;) {
        unsigned char c = at[i++];
        if (c != '=') {
            buf_add_char(out, header && c == '_' ? ' ' : (char)c);
            continue;
        }
        if (i >= length) return;
        if (at[i] == '\n' || at[i] == '\r') {
            while (i < length && at[i] != '\n') i++;
            i++;
        } else if (at[i] == '=') {
            buf_add_char(out, '=');
            i++;
        } else if (i + 1 < length && hex_value(at[i]) >= 0 && hex_value(at[i + 1]) >= 0) {
            buf_add_char(out, (char)(hex_value(at[i]) << 4 | hex_value(at[i + 1])));
            i += 2;
        } else {
            buf_add_char(out, '=');
        }
    }
}

static Own binascii_a2b_qp(Rt *rt, Ref self, Ref *given)
{
    Buffer view;
    Buf out = BUF_INIT;
    int header = flag_of(rt, given[1], 0);
    if (header < 0 || text_get(rt, given[0], &view) < 0) return NULL;
    qp_decode((Bytes)view.bytes, view.length, header == 1, &out);
    return finished(rt, &view, &out);
}

typedef struct QpWriter {
    Bytes at;
    ptrdiff_t length, column;
    bool quote_tabs, is_text, header, crlf;
    Buf *out;
} QpWriter;

enum { QP_LINE = 76 };

static void qp_newline(QpWriter *w)
{
    buf_add_text(w->out, w->crlf ? "\r\n" : "\n");
    w->column = 0;
}

static void qp_add_quoted(QpWriter *w, unsigned char c)
{
    static const char digits[] = "0123456789ABCDEF";
    buf_add_char(w->out, '=');
    buf_add_char(w->out, digits[c >> 4]);
    buf_add_char(w->out, digits[c & 15]);
}

static bool qp_must_quote(const QpWriter *w, ptrdiff_t i)
{
    unsigned char c = w->at[i];
    bool last = i + 1 == w->length, blank = c == ' ' || c == '\t', line_end = c == '\r' || c == '\n';
    unsigned char next = last ? 0 : w->at[i + 1];
    if (c > 126 || c == '=' || (w->header && c == '_')) return true;
    if (c == '.' && w->column == 0 && (next == 0 || next == '\n' || next == '\r')) return true;
    if ((line_end && !w->is_text) || (blank && last)) return true;
    return c < 33 && !line_end && (w->quote_tabs || !blank);
}

static void qp_encode(QpWriter *w)
{
    for (ptrdiff_t i = 0; i < w->length; i++) {
        unsigned char c = w->at[i], next = i + 1 < w->length ? w->at[i + 1] : 0;
        if (qp_must_quote(w, i)) {
            if (w->column + 3 >= QP_LINE) {
                buf_add_char(w->out, '=');
                qp_newline(w);
            }
            qp_add_quoted(w, c);
            w->column += 3;
        } else if (w->is_text && (c == '\n' || (c == '\r' && next == '\n'))) {
            char before = w->out->length > 0 ? w->out->bytes[w->out->length - 1] : 0;
            if (before == ' ' || before == '\t') {
                w->out->length--;
                qp_add_quoted(w, (unsigned char)before);
            }
            qp_newline(w);
            i += c == '\r';
        } else {
            if (i + 1 != w->length && next != '\n' && w->column + 1 >= QP_LINE) {
                buf_add_char(w->out, '=');
                qp_newline(w);
            }
            w->column++;
            buf_add_char(w->out, w->header && c == ' ' ? '_' : (char)c);
        }
    }
}

static Own binascii_b2a_qp(Rt *rt, Ref self, Ref *given)
{
    Buffer view;
    Buf out = BUF_INIT;
    int quote_tabs = flag_of(rt, given[1], 0), is_text = quote_tabs < 0 ? -1 : flag_of(rt, given[2], 1);
    int header = is_text < 0 ? -1 : flag_of(rt, given[3], 0);
    if (header < 0 || buffer_get(rt, given[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    const char *line = view.length == 0 ? NULL : memchr(view.bytes, '\n', (size_t)view.length);
    bool crlf = line != NULL && line > view.bytes && line[-1] == '\r';
    qp_encode(&(QpWriter){(Bytes)view.bytes, view.length, 0, quote_tabs == 1, is_text == 1, header == 1, crlf, &out});
    return finished(rt, &view, &out);
}

/* --- checksums */

/* The low 32 bits of an int of any size. */
static int low_bits(Rt *rt, Ref arg, uint32_t *bits)
{
    Own number = number_index(rt, arg);
    if (number == NULL) return -1;
    const IntObj *self = AS_INT(number);
    ptrdiff_t length = self->head.length, count = length < 0 ? -length : length;
    *bits = (count > 0 ? self->digits[0] : 0) | (count > 1 ? self->digits[1] << 30 : 0);
    if (length < 0) *bits = -*bits;
    release(rt, number);
    return 0;
}

static Own binascii_crc_hqx(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Buffer view;
    uint32_t crc;
    if (args_count(rt, "crc_hqx", nargs, 2, 2) < 0 || buffer_get(rt, args[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    int status = low_bits(rt, args[1], &crc);
    for (ptrdiff_t i = 0; status == 0 && i < view.length; i++) {
        crc ^= (uint32_t)(unsigned char)view.bytes[i] << 8;
        for (int bit = 0; bit < 8; bit++) crc = crc << 1 ^ (crc & 0x8000 ? 0x1021 : 0);
    }
    buffer_release(rt, &view);
    return status < 0 ? NULL : int_new(rt, crc & 0xFFFF);
}

static Own binascii_crc32(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    /* The remainders of the sixteen values of four bits. */
    static const uint32_t remainders[16] = {
        0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4, 0x4db26158, 0x5005713c,
        0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c, 0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c,
    };
    Buffer view;
    uint32_t crc = 0;
    if (args_count(rt, "crc32", nargs, 1, 2) < 0 || buffer_get(rt, args[0], &view, BUFFER_SIMPLE) < 0) return NULL;
    int status = nargs < 2 ? 0 : low_bits(rt, args[1], &crc);
    crc = ~crc;
    for (ptrdiff_t i = 0; status == 0 && i < view.length; i++) {
        crc ^= (unsigned char)view.bytes[i];
        crc = crc >> 4 ^ remainders[crc & 15];
        crc = crc >> 4 ^ remainders[crc & 15];
        if (i % (1 << 20) == 0) status = error_poll(rt);
    }
    buffer_release(rt, &view);
    return status < 0 ? NULL : int_new(rt, ~crc);
}

/* --- the module */

#define ONE(name, function, doc) {name, METHOD_O, {.binary = function}, doc, 0}
#define FAST(name, function, doc) {name, METHOD_FASTCALL, {.fast = function}, doc, 0}
#define BOUND(name, function, needed, count, doc, ...) \
    {name, METHOD_BOUND, {.bound = function, .least = needed, .most = count, .names = NAMES(__VA_ARGS__)}, doc, 0}

const ModuleSpec binascii_module_spec = {
    .name = "binascii",
    .doc = "Conversion between binary data and ASCII",
    .methods = METHODS(
        ONE("a2b_uu", binascii_a2b_uu, "a2b_uu($module, data, /)\n--\n\nDecode a line of uuencoded data."),
        BOUND("b2a_uu", binascii_b2a_uu, 1, 1, "b2a_uu($module, data, /, *, backtick=False)\n--\n\nUuencode line of data.", "", "backtick"),
        BOUND("a2b_base64", binascii_a2b_base64, 1, 1, "a2b_base64($module, data, /, *, strict_mode=False)\n--\n\nDecode a line of base64 data.", "", "strict_mode"),
        BOUND("b2a_base64", binascii_b2a_base64, 1, 1, "b2a_base64($module, data, /, *, newline=True)\n--\n\nBase64-code line of data.", "", "newline"),
        ONE("a2b_hex", binascii_unhexlify, "a2b_hex($module, hexstr, /)\n--\n\nBinary data of hexadecimal representation."),
        BOUND("b2a_hex", binascii_hexlify, 1, 3, "b2a_hex($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nHexadecimal representation of binary data.", "data", "sep", "bytes_per_sep"),
        BOUND("hexlify", binascii_hexlify, 1, 3, "hexlify($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)\n--\n\nHexadecimal representation of binary data.", "data", "sep", "bytes_per_sep"),
        ONE("unhexlify", binascii_unhexlify, "unhexlify($module, hexstr, /)\n--\n\nBinary data of hexadecimal representation."),
        FAST("crc_hqx", binascii_crc_hqx, "crc_hqx($module, data, crc, /)\n--\n\nCompute CRC-CCITT incrementally."),
        FAST("crc32", binascii_crc32, "crc32($module, data, crc=0, /)\n--\n\nCompute CRC-32 incrementally."),
        BOUND("a2b_qp", binascii_a2b_qp, 1, 2, "a2b_qp($module, /, data, header=False)\n--\n\nDecode a string of qp-encoded data.", "data", "header"),
        BOUND("b2a_qp", binascii_b2a_qp, 1, 4, "b2a_qp($module, /, data, quotetabs=False, istext=True, header=False)\n--\n\nEncode a string using quoted-printable encoding.", "data", "quotetabs", "istext", "header")),
    .types = TYPES(&binascii_Error_type_spec, &binascii_Incomplete_type_spec),
};
