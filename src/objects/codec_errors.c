/* Kept true: a handler that is not standard is looked up once for each call of a codec, and what it returns
   is checked before it is used, since it may be any Python function. */
#include "objects/codec_errors.h"

#include <ctype.h>
#include <string.h>

#include "base/char_name.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/exc_struct.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

const char *const codec_handler_names[HANDLE_OTHER] = {
    "strict", "ignore", "replace", "surrogateescape", "surrogatepass", "backslashreplace", "xmlcharrefreplace", "namereplace",
};

CodecHandler codec_handler_of(const char *errors_or_null)
{
    if (errors_or_null == NULL) return HANDLE_STRICT;
    for (int i = 0; i < HANDLE_OTHER; i++) {
        if (strcmp(errors_or_null, codec_handler_names[i]) == 0) return (CodecHandler)i;
    }
    return HANDLE_OTHER;
}

static bool is_surrogate(uint32_t c)
{
    return c >= 0xD800 && c <= 0xDFFF;
}

/* --- the standard handlers */

/* How the encoding writes a surrogate: bytes for each, and which end first; 0: it has no way. */
static int surrogate_width(const char *encoding, bool *little)
{
    static const struct {
        const char *name;
        int width;
        bool little;
    } known[] = {
        {"utf8", 3, true}, {"cp65001", 3, true}, {"utf16", 2, true}, {"utf16le", 2, true}, {"utf16be", 2, false},
        {"utf32", 4, true}, {"utf32le", 4, true}, {"utf32be", 4, false},
    };
    char plain[12];
    size_t length = 0;
    for (; *encoding != 0 && length < sizeof plain - 1; encoding++) {
        if (*encoding != '-' && *encoding != '_') plain[length++] = (char)tolower((unsigned char)*encoding);
    }
    plain[length] = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
        if (strcmp(plain, known[i].name) == 0) return *little = known[i].little, known[i].width;
    }
    return 0;
}

static void add_unit(Buf *out, uint32_t c, int width, bool little)
{
    for (int i = 0; i < width; i++) buf_add_char(out, (char)(c >> 8 * (little ? i : width - 1 - i)));
}

static bool pass_surrogates(const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, Buf *out)
{
    bool little;
    int width = surrogate_width(encoding, &little);
    for (ptrdiff_t i = start; i < end; i++) {
        uint32_t c = str_at(str, i);
        if (width == 0 || !is_surrogate(c)) return false;
        if (width == 3) buf_add_utf8(out, c);
        else add_unit(out, c, width, little);
    }
    return true;
}

static bool escape_surrogates(Ref str, ptrdiff_t start, ptrdiff_t end, Buf *out)
{
    for (ptrdiff_t i = start; i < end; i++) {
        uint32_t c = str_at(str, i);
        if (c < 0xDC80 || c > 0xDCFF) return false;
        buf_add_char(out, (char)(c & 0xFF));
    }
    return true;
}

static void add_backslash(Buf *out, uint32_t c)
{
    buf_printf(out, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", (unsigned)c);
}

static void add_name(Buf *out, uint32_t c)
{
    char name[CHAR_NAME_MAX];
    if (!is_surrogate(c) && char_name(c, name)) buf_printf(out, "\\N{%s}", name);
    else add_backslash(out, c);
}

bool codec_replace_encode(CodecHandler handler, const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, Buf *out, bool *raw, ptrdiff_t *next)
{
    *next = end;
    *raw = handler == HANDLE_SURROGATEESCAPE || handler == HANDLE_SURROGATEPASS;
    if (handler == HANDLE_SURROGATEESCAPE) return escape_surrogates(str, start, end, out);
    if (handler == HANDLE_SURROGATEPASS) return pass_surrogates(encoding, str, start, end, out);
    if (handler == HANDLE_STRICT || handler == HANDLE_OTHER) return false;
    for (ptrdiff_t i = start; i < end; i++) {
        uint32_t c = str_at(str, i);
        if (handler == HANDLE_REPLACE) buf_add_char(out, '?');
        else if (handler == HANDLE_BACKSLASHREPLACE) add_backslash(out, c);
        else if (handler == HANDLE_XMLCHARREFREPLACE) buf_printf(out, "&#%u;", (unsigned)c);
        else if (handler == HANDLE_NAMEREPLACE) add_name(out, c);
    }
    return true;
}

bool codec_replace_translate(CodecHandler handler, Ref str, ptrdiff_t start, ptrdiff_t end, Buf *out)
{
    for (ptrdiff_t i = start; i < end; i++) {
        if (handler == HANDLE_REPLACE) buf_add_utf8(out, 0xFFFD);
        else if (handler == HANDLE_BACKSLASHREPLACE) add_backslash(out, str_at(str, i));
        else if (handler != HANDLE_IGNORE) return false;
    }
    return true;
}

/* One surrogate that the bytes at START spell; 0: they do not. */
static uint32_t spelled_surrogate(const char *encoding, const unsigned char *at, ptrdiff_t left, int *width)
{
    bool little;
    uint32_t c = 0;
    *width = surrogate_width(encoding, &little);
    if (*width == 0 || left < *width) return 0;
    if (*width == 3) {
        bool three = (at[0] & 0xF0) == 0xE0 && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80;
        c = three ? (at[0] & 0x0Fu) << 12 | (at[1] & 0x3Fu) << 6 | (at[2] & 0x3Fu) : 0;
    } else {
        for (int i = 0; i < *width; i++) c |= (uint32_t)at[i] << 8 * (little ? i : *width - 1 - i);
    }
    return is_surrogate(c) ? c : 0;
}

bool codec_replace_decode(CodecHandler handler, const char *encoding, const char *bytes, ptrdiff_t size, ptrdiff_t start, ptrdiff_t end, Buf *out, ptrdiff_t *next)
{
    const unsigned char *at = (const unsigned char *)bytes + start;
    int width;
    *next = end;
    switch (handler) {
    case HANDLE_IGNORE: return true;
    case HANDLE_REPLACE: buf_add_utf8(out, 0xFFFD); return true;
    case HANDLE_BACKSLASHREPLACE:
        for (ptrdiff_t i = 0; i < end - start; i++) buf_printf(out, "\\x%02x", at[i]);
        return true;
    case HANDLE_SURROGATEESCAPE: {
        ptrdiff_t count = 0;
        while (count < 4 && count < end - start && at[count] >= 0x80) buf_add_utf8(out, 0xDC00u + at[count++]);
        *next = start + count;
        return count > 0;
    }
    case HANDLE_SURROGATEPASS: {
        uint32_t c = spelled_surrogate(encoding, at, size - start, &width);
        if (c == 0) return false;
        buf_add_utf8(out, c);
        *next = start + width;
        return true;
    }
    case HANDLE_STRICT:
    case HANDLE_XMLCHARREFREPLACE:
    case HANDLE_NAMEREPLACE:
    case HANDLE_OTHER: return false;
    }
    viv_unreachable("error handler");
}

/* --- exceptions */

/* CLASS(encoding, object, start, end, reason), new. */
static Own make_error(Rt *rt, TypeId class, const char *encoding, Ref object, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    Own name = str_new(rt, encoding), first = int_new(rt, start), last = int_new(rt, end), why = str_new(rt, reason), error = NULL;
    if (name != NULL && first != NULL && last != NULL && why != NULL)
        error = call_vector(rt, (Ref)rt->types[class], (Ref[]){name, object, first, last, why}, 5, NULL);
    release_all(rt, name, first, last, why);
    return error;
}

static int raise_error(Rt *rt, TypeId class, const char *encoding, Ref object, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    Own error = make_error(rt, class, encoding, object, start, end, reason);
    if (error != NULL) error_raise_class(rt, (Ref)error->type, error);
    release(rt, error);
    return -1;
}

void str_raise_encode(Rt *rt, const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    (void)raise_error(rt, TYPE_UnicodeEncodeError, encoding, str, start, end, reason);
}

/* The function that is registered as ERRORS. */
static Own find_callback(Rt *rt, const char *errors)
{
    if (rt->objects->upcalls.error_handler != NULL) return rt->objects->upcalls.error_handler(rt, errors);
    return error_raise(rt, TYPE_LookupError, "unknown error handler name '%.400s'", errors);
}

/* CALLBACK(ERROR): *replacement, new, and *next; a position from the end is counted from SIZE. */
static int ask_callback(Rt *rt, Ref callback, Ref error, const char *what, bool may_be_bytes, Own *replacement, ptrdiff_t *next)
{
    Own answer = call_one(rt, callback, error);
    if (answer == NULL) return -1;
    bool fits = is_tuple(answer) && tuple_length(answer) == 2 && number_has_index(tuple_peek(answer, 1));
    if (fits) fits = is_str(tuple_peek(answer, 0)) || (may_be_bytes && is_bytes(tuple_peek(answer, 0)));
    if (!fits) {
        error_raise(rt, TYPE_TypeError, "%s", what);
    } else {
        *next = number_as_size(rt, tuple_peek(answer, 1), TYPE_IndexError);
        if (!rt_is_pending(rt)) *replacement = new_ref(tuple_peek(answer, 0));
    }
    release(rt, answer);
    return rt_is_pending(rt) ? -1 : 0;
}

static int check_position(Rt *rt, ptrdiff_t *position, ptrdiff_t size)
{
    ptrdiff_t given = *position;
    if (*position < 0) *position += size;
    if (*position >= 0 && *position <= size) return 0;
    return error_raise_int(rt, TYPE_IndexError, "position %zd from error handler out of bounds", given);
}

/* --- decoding */

static int input_of(Rt *rt, CodecDecode *decode)
{
    if (decode->input == NULL) decode->input = bytes_new(rt, decode->bytes, (size_t)decode->size);
    return decode->input == NULL ? -1 : 0;
}

/* A registered handler decides; it may put other bytes in the place of the input. */
static int decode_by_callback(Rt *rt, CodecDecode *decode, ptrdiff_t start, ptrdiff_t end, const char *reason, ptrdiff_t *next)
{
    if (decode->callback == NULL && (decode->callback = find_callback(rt, decode->errors)) == NULL) return -1;
    Own error = make_error(rt, TYPE_UnicodeDecodeError, decode->encoding, decode->input, start, end, reason), text = NULL, object = NULL;
    int status = -1;
    if (error == NULL || ask_callback(rt, decode->callback, error, "decoding error handler must return (str, int) tuple", false, &text, next) < 0) goto done;
    object = new_ref_or_null(((UnicodeErrorObj *)error)->object);
    if (object == NULL || !is_bytes(object)) {
        error_raise(rt, TYPE_TypeError, "object attribute must be bytes");
        goto done;
    }
    release_replace(rt, &decode->input, STEAL(object));
    decode->bytes = AS_BYTES(decode->input)->bytes;
    decode->size = bytes_length(decode->input);
    status = check_position(rt, next, decode->size);
    if (status == 0) str_add_to_buf(text, &decode->out);
    if (status == 0) status = error_poll(rt);
done:
    release_all(rt, error, text, object);
    return status;
}

int codec_decode_error(Rt *rt, CodecDecode *decode, ptrdiff_t start, ptrdiff_t end, const char *reason, ptrdiff_t *next)
{
    CodecHandler handler = codec_handler_of(decode->errors);
    if (handler != HANDLE_OTHER && codec_replace_decode(handler, decode->encoding, decode->bytes, decode->size, start, end, &decode->out, next)) return 0;
    if (input_of(rt, decode) < 0) return -1;
    if (handler == HANDLE_OTHER) return decode_by_callback(rt, decode, start, end, reason, next);
    if (handler == HANDLE_XMLCHARREFREPLACE || handler == HANDLE_NAMEREPLACE)
        return error_raise_int(rt, TYPE_TypeError, "don't know how to handle UnicodeDecodeError in error callback");
    return raise_error(rt, TYPE_UnicodeDecodeError, decode->encoding, decode->input, start, end, reason);
}

Own codec_decode_end(Rt *rt, CodecDecode *decode, bool failed)
{
    Own text = failed ? NULL : str_from_buf(rt, &decode->out);
    buf_fini(&decode->out);
    release(rt, decode->input);
    release(rt, decode->callback);
    return text;
}

/* --- encoding */

int codec_encode_refuse(Rt *rt, const CodecEncode *encode, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    return raise_error(rt, TYPE_UnicodeEncodeError, encode->encoding, encode->str, start, end, reason);
}

int codec_encode_error(Rt *rt, CodecEncode *encode, ptrdiff_t start, ptrdiff_t end, const char *reason, Own *replacement, ptrdiff_t *next)
{
    CodecHandler handler = codec_handler_of(encode->errors);
    if (handler != HANDLE_OTHER) {
        Buf put = BUF_INIT;
        bool raw, done = codec_replace_encode(handler, encode->encoding, encode->str, start, end, &put, &raw, next);
        if (done) *replacement = raw ? bytes_new(rt, buf_text(&put), put.length) : str_from_buf(rt, &put);
        buf_fini(&put);
        if (done) return *replacement == NULL ? -1 : 0;
        return codec_encode_refuse(rt, encode, start, end, reason);
    }
    if (encode->callback == NULL && (encode->callback = find_callback(rt, encode->errors)) == NULL) return -1;
    Own error = make_error(rt, TYPE_UnicodeEncodeError, encode->encoding, encode->str, start, end, reason);
    int status = error == NULL ? -1 : ask_callback(rt, encode->callback, error, "encoding error handler must return (str/bytes, int) tuple", true, replacement, next);
    release(rt, error);
    if (status == 0) status = check_position(rt, next, str_length(encode->str));
    if (status == 0) status = error_poll(rt);
    if (status < 0) release_clear(rt, replacement);
    return status;
}

Own codec_encode_end(Rt *rt, CodecEncode *encode, bool failed)
{
    Own bytes = NULL;
    if (!failed) bytes = bytes_from_buf(rt, &encode->out);
    buf_fini(&encode->out);
    release(rt, encode->callback);
    return bytes;
}
