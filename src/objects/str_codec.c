/* The codecs that str.encode and bytes.decode know without the codecs module: UTF-8, Latin-1 and
   ASCII.  What does not fit goes to an error handler, by name: strict raises, the others leave it
   out, replace it, or write it in some other way. */
#include "objects/str_codec.h"

#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

typedef enum Handler {
    HANDLE_STRICT,
    HANDLE_IGNORE,
    HANDLE_REPLACE,
    HANDLE_SURROGATEESCAPE,
    HANDLE_SURROGATEPASS,
    HANDLE_BACKSLASHREPLACE,
    HANDLE_XMLCHARREFREPLACE,
    HANDLE_UNKNOWN,
} Handler;

typedef enum Encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_UNKNOWN } Encoding;

static Handler handler_of(const char *errors)
{
    static const char *const names[] = {"strict", "ignore", "replace", "surrogateescape", "surrogatepass", "backslashreplace", "xmlcharrefreplace"};
    for (size_t i = 0; errors != NULL && i < ARRAY_LENGTH(names); i++) {
        if (strcmp(errors, names[i]) == 0) return (Handler)i;
    }
    return errors == NULL ? HANDLE_STRICT : HANDLE_UNKNOWN;
}

/* Spellings differ in case, '-', '_' and ' '. */
static Encoding encoding_of(const char *name)
{
    static const struct {
        const char *name;
        Encoding encoding;
    } known[] = {
        {"utf8", ENCODING_UTF8}, {"u8", ENCODING_UTF8}, {"cp65001", ENCODING_UTF8}, {"latin1", ENCODING_LATIN1},
        {"iso88591", ENCODING_LATIN1}, {"latin", ENCODING_LATIN1}, {"l1", ENCODING_LATIN1}, {"8859", ENCODING_LATIN1},
        {"ascii", ENCODING_ASCII}, {"usascii", ENCODING_ASCII}, {"646", ENCODING_ASCII},
    };
    if (name == NULL) return ENCODING_UTF8;
    char plain[24];
    size_t length = 0;
    for (; *name != 0 && length < sizeof plain - 1; name++) {
        if (strchr("-_ ", *name) == NULL) plain[length++] = *name;
    }
    plain[length] = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
        if (strcasecmp(plain, known[i].name) == 0) return known[i].encoding;
    }
    return ENCODING_UNKNOWN;
}

static void raise_unicode(Rt *rt, TypeId type, const char *encoding, Ref object, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    Own name = str_new(rt, encoding), first = int_new(rt, start), last = int_new(rt, end), why = str_new(rt, reason), args = NULL;
    if (name != NULL && first != NULL && last != NULL && why != NULL) args = tuple_of(rt, 5, name, object, first, last, why);
    if (args != NULL) (void)error_raise_obj(rt, type, args);
    release(rt, name);
    release(rt, first);
    release(rt, last);
    release(rt, why);
    release(rt, args);
}

void str_raise_encode(Rt *rt, const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    raise_unicode(rt, TYPE_UnicodeEncodeError, encoding, str, start, end, reason);
}

static void raise_decode(Rt *rt, const char *encoding, const char *bytes, size_t size, size_t start, size_t end, const char *reason)
{
    Own object = bytes_new(rt, bytes, size);
    if (object == NULL) return;
    raise_unicode(rt, TYPE_UnicodeDecodeError, encoding, object, (ptrdiff_t)start, (ptrdiff_t)end, reason);
    release(rt, object);
}

static Own unknown_encoding(Rt *rt, const char *name)
{
    return error_raise(rt, TYPE_LookupError, "unknown encoding: %s", name);
}

static Own unknown_handler(Rt *rt, const char *name)
{
    return error_raise(rt, TYPE_LookupError, "unknown error handler name '%s'", name);
}

/* How many bytes at TEXT are wrong together, and why: the longest start of a valid sequence. */
static size_t utf8_error_length(const unsigned char *text, size_t left, const char **reason)
{
    unsigned char first = text[0];
    *reason = "invalid start byte";
    if (first < 0xC2 || first > 0xF4) return 1;
    size_t need = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, good = 1;
    while (good < need && good < left) {
        unsigned low = 0x80, high = 0xBF;
        if (good == 1 && first == 0xE0) low = 0xA0;
        if (good == 1 && first == 0xED) high = 0x9F;
        if (good == 1 && first == 0xF0) low = 0x90;
        if (good == 1 && first == 0xF4) high = 0x8F;
        if (text[good] < low || text[good] > high) break;
        good++;
    }
    *reason = good == left ? "unexpected end of data" : "invalid continuation byte";
    return good;
}

/* Puts what HANDLER makes of COUNT undecodable bytes. 0, -1: strict or unknown. */
static int handle_decode(Rt *rt, Handler handler, const char *errors, const unsigned char *bytes, size_t count, Buf *out)
{
    switch (handler) {
    case HANDLE_IGNORE: return 0;
    case HANDLE_REPLACE: buf_add_utf8(out, 0xFFFD); return 0;
    case HANDLE_SURROGATEESCAPE:
        for (size_t i = 0; i < count; i++) {
            if (bytes[i] < 0x80) return -1;
            buf_add_utf8(out, 0xDC00u + bytes[i]);
        }
        return 0;
    case HANDLE_BACKSLASHREPLACE:
        for (size_t i = 0; i < count; i++) buf_printf(out, "\\x%02x", bytes[i]);
        return 0;
    case HANDLE_UNKNOWN: (void)unknown_handler(rt, errors); return -1;
    case HANDLE_STRICT:
    case HANDLE_SURROGATEPASS:
    case HANDLE_XMLCHARREFREPLACE: return -1;
    }
    viv_unreachable("error handler");
}

Own str_decode_utf8(Rt *rt, const char *bytes, size_t size, const char *errors, size_t *consumed)
{
    Handler handler = handler_of(errors);
    Buf out = BUF_INIT;
    Own result = NULL;
    size_t at = 0;
    while (at < size) {
        uint32_t c;
        size_t used = utf8_decode(bytes + at, size - at, &c);
        if (used == 0 && handler == HANDLE_SURROGATEPASS) used = utf8_decode_wtf(bytes + at, size - at, &c);
        if (used > 0) {
            buf_add(&out, bytes + at, used);
            at += used;
            continue;
        }
        const char *reason;
        const unsigned char *wrong = (const unsigned char *)bytes + at;
        size_t count = utf8_error_length(wrong, size - at, &reason);
        if (consumed != NULL && at + count == size && strcmp(reason, "unexpected end of data") == 0) break;
        if (handle_decode(rt, handler, errors, wrong, count, &out) < 0) {
            if (!rt_is_pending(rt)) raise_decode(rt, "utf-8", bytes, size, at, at + count, reason);
            goto done;
        }
        at += count;
    }
    if (consumed != NULL) *consumed = at;
    result = str_from_buf(rt, &out);
done:
    buf_fini(&out);
    return result;
}

static Own decode_latin1(Rt *rt, const char *bytes, size_t size)
{
    unsigned char all = 0;
    for (size_t i = 0; i < size; i++) all |= (unsigned char)bytes[i];
    if (size == 1) return str_from_char(rt, all);
    Own str = str_alloc(rt, (ptrdiff_t)size, all);
    if (str != NULL && size > 0) memcpy(AS_STR(str)->data, bytes, size);
    return str;
}

static Own decode_ascii(Rt *rt, const char *bytes, size_t size, const char *errors)
{
    Handler handler = handler_of(errors);
    Buf out = BUF_INIT;
    Own result = NULL;
    for (size_t i = 0; i < size; i++) {
        if (!(bytes[i] & 0x80)) {
            buf_add_char(&out, bytes[i]);
        } else if (handle_decode(rt, handler, errors, (const unsigned char *)bytes + i, 1, &out) < 0) {
            if (!rt_is_pending(rt)) raise_decode(rt, "ascii", bytes, size, i, i + 1, "ordinal not in range(128)");
            goto done;
        }
    }
    result = str_from_buf(rt, &out);
done:
    buf_fini(&out);
    return result;
}

Own str_decode(Rt *rt, const char *bytes, size_t size, const char *encoding, const char *errors)
{
    switch (encoding_of(encoding)) {
    case ENCODING_UTF8: return str_decode_utf8(rt, bytes, size, errors, NULL);
    case ENCODING_LATIN1: return decode_latin1(rt, bytes, size);
    case ENCODING_ASCII: return decode_ascii(rt, bytes, size, errors);
    case ENCODING_UNKNOWN: break;
    }
    return unknown_encoding(rt, encoding);
}

/* What HANDLER writes for the unencodable code point C. 0, or -1. */
static int handle_encode(Rt *rt, Handler handler, const char *errors, Encoding encoding, uint32_t c, Buf *out)
{
    bool surrogate = c >= 0xD800 && c <= 0xDFFF;
    switch (handler) {
    case HANDLE_IGNORE: return 0;
    case HANDLE_REPLACE: buf_add_char(out, '?'); return 0;
    case HANDLE_SURROGATEESCAPE:
        if (c < 0xDC80 || c > 0xDCFF) return -1;
        buf_add_char(out, (char)(c & 0xFF));
        return 0;
    case HANDLE_SURROGATEPASS:
        if (!surrogate || encoding != ENCODING_UTF8) return -1;
        buf_add_utf8(out, c);
        return 0;
    case HANDLE_BACKSLASHREPLACE: buf_printf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c); return 0;
    case HANDLE_XMLCHARREFREPLACE: buf_printf(out, "&#%u;", (unsigned)c); return 0;
    case HANDLE_UNKNOWN: (void)unknown_handler(rt, errors); return -1;
    case HANDLE_STRICT: return -1;
    }
    viv_unreachable("error handler");
}

static bool is_encodable(Encoding encoding, uint32_t c)
{
    switch (encoding) {
    case ENCODING_UTF8: return c < 0xD800 || c > 0xDFFF;
    case ENCODING_LATIN1: return c < 0x100;
    default: return c < 0x80;
    }
}

static void raise_unencodable(Rt *rt, Encoding encoding, Ref str, ptrdiff_t at)
{
    static const struct {
        const char *name, *reason;
    } texts[] = {
        [ENCODING_UTF8] = {"utf-8", "surrogates not allowed"},
        [ENCODING_LATIN1] = {"latin-1", "ordinal not in range(256)"},
        [ENCODING_ASCII] = {"ascii", "ordinal not in range(128)"},
    };
    ptrdiff_t end = at;
    while (end < str_length(str) && !is_encodable(encoding, str_at(str, end))) end++;
    str_raise_encode(rt, texts[encoding].name, str, at, end, texts[encoding].reason);
}

Own str_encode(Rt *rt, Ref str, const char *encoding_name, const char *errors)
{
    Encoding encoding = encoding_of(encoding_name);
    if (encoding == ENCODING_UNKNOWN) return unknown_encoding(rt, encoding_name);
    Handler handler = handler_of(errors);
    if (AS_STR(str)->ascii || (encoding == ENCODING_LATIN1 && AS_STR(str)->kind == 1)) {
        return bytes_new(rt, AS_STR(str)->data, (size_t)str_length(str));
    }
    Buf out = BUF_INIT;
    Own result = NULL;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        if (!is_encodable(encoding, c)) {
            if (handle_encode(rt, handler, errors, encoding, c, &out) < 0) {
                if (!rt_is_pending(rt)) raise_unencodable(rt, encoding, str, i);
                goto done;
            }
        } else if (encoding == ENCODING_UTF8) {
            buf_add_utf8(&out, c);
        } else {
            buf_add_char(&out, (char)c);
        }
    }
    result = out.failed ? error_no_memory(rt) : bytes_new(rt, buf_text(&out), out.length);
done:
    buf_fini(&out);
    return result;
}
