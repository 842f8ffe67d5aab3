/* The codecs that str.encode and bytes.decode know without the codecs module: UTF-8, Latin-1 and
   ASCII.  Any other is asked for at the registry of codecs, through the machine's upcalls. */
#include "objects/str_codec.h"

#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "objects/bytesobj.h"
#include "objects/codec_errors.h"
#include "objects/error.h"
#include "objects/object_state.h"
#include "objects/str_impl.h"

/* Spellings differ in case, '-', '_' and ' '. */
NativeCodec native_codec(const char *name_or_null)
{
    static const struct {
        const char *name;
        NativeCodec codec;
    } known[] = {
        {"utf8", NATIVE_UTF8}, {"u8", NATIVE_UTF8}, {"cp65001", NATIVE_UTF8}, {"latin1", NATIVE_LATIN1},
        {"iso88591", NATIVE_LATIN1}, {"latin", NATIVE_LATIN1}, {"l1", NATIVE_LATIN1}, {"8859", NATIVE_LATIN1},
        {"ascii", NATIVE_ASCII}, {"usascii", NATIVE_ASCII}, {"646", NATIVE_ASCII},
    };
    if (name_or_null == NULL) return NATIVE_UTF8;
    char plain[24];
    size_t length = 0;
    for (const char *at = name_or_null; *at != 0; at++) {
        if (strchr("-_ ", *at) != NULL) continue;
        if (length == sizeof plain - 1) return NATIVE_NONE;
        plain[length++] = *at;
    }
    plain[length] = 0;
    for (size_t i = 0; i < ARRAY_LENGTH(known); i++) {
        if (strcasecmp(plain, known[i].name) == 0) return known[i].codec;
    }
    return NATIVE_NONE;
}

/* --- decoding */

/* How many bytes at TEXT are wrong together, and why: the longest start of a valid sequence. */
static ptrdiff_t utf8_error_length(const unsigned char *text, ptrdiff_t left, const char **reason)
{
    unsigned char first = text[0];
    *reason = "invalid start byte";
    if (first < 0xC2 || first > 0xF4) return 1;
    ptrdiff_t need = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, good = 1;
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

/* Two bytes at the end that a third may make a surrogate, for a handler that takes them. */
static bool is_half_surrogate(const unsigned char *text, ptrdiff_t left)
{
    return left == 2 && text[0] == 0xED && text[1] >= 0xA0 && text[1] <= 0xBF;
}

static bool all_ascii(const char *bytes, size_t size)
{
    size_t i = 0;
    for (; i + 8 <= size; i += 8) {
        uint64_t eight;
        memcpy(&eight, bytes + i, sizeof eight);
        if (eight & 0x8080808080808080u) return false;
    }
    for (; i < size; i++) {
        if (bytes[i] & 0x80) return false;
    }
    return true;
}

/* SIZE bytes as the code points of their values, none above MOST. */
static Own decode_plain(Rt *rt, const char *bytes, size_t size, uint32_t most)
{
    if (size == 0) return new_ref(rt->empty_str);
    if (size == 1) return str_from_char(rt, (unsigned char)bytes[0]);
    Own str = str_alloc(rt, (ptrdiff_t)size, most);
    if (str != NULL) memcpy(AS_STR(str)->data, bytes, size);
    return str;
}

Own str_decode_utf8(Rt *rt, const char *bytes, size_t size, const char *errors, size_t *consumed)
{
    if (all_ascii(bytes, size)) {
        if (consumed != NULL) *consumed = size;
        return decode_plain(rt, bytes, size, 0x7F);
    }
    CodecDecode decode = codec_decode_begin("utf-8", errors, bytes, (ptrdiff_t)size);
    ptrdiff_t at = 0;
    bool failed = false;
    while (!failed && at < decode.size) {
        size_t good = utf8_check(decode.bytes + at, (size_t)(decode.size - at));
        buf_add(&decode.out, decode.bytes + at, good);
        at += (ptrdiff_t)good;
        if (at == decode.size) break;
        const char *reason;
        ptrdiff_t count = utf8_error_length((const unsigned char *)decode.bytes + at, decode.size - at, &reason);
        bool cut = at + count == decode.size && strcmp(reason, "unexpected end of data") == 0;
        if (consumed != NULL && (cut || is_half_surrogate((const unsigned char *)decode.bytes + at, decode.size - at))) break;
        failed = codec_decode_error(rt, &decode, at, at + count, reason, &at) < 0;
    }
    if (consumed != NULL) *consumed = (size_t)at;
    return codec_decode_end(rt, &decode, failed);
}

static Own decode_latin1(Rt *rt, const char *bytes, size_t size)
{
    unsigned char all = 0;
    for (size_t i = 0; i < size; i++) all |= (unsigned char)bytes[i];
    return decode_plain(rt, bytes, size, all);
}

static Own decode_ascii(Rt *rt, const char *bytes, size_t size, const char *errors)
{
    if (all_ascii(bytes, size)) return decode_plain(rt, bytes, size, 0x7F);
    CodecDecode decode = codec_decode_begin("ascii", errors, bytes, (ptrdiff_t)size);
    ptrdiff_t at = 0;
    bool failed = false;
    while (!failed && at < decode.size) {
        if (decode.bytes[at] & 0x80) failed = codec_decode_error(rt, &decode, at, at + 1, "ordinal not in range(128)", &at) < 0;
        else buf_add_char(&decode.out, decode.bytes[at++]);
    }
    return codec_decode_end(rt, &decode, failed);
}

Own native_decode(Rt *rt, NativeCodec codec, const char *bytes, size_t size, const char *errors, size_t *consumed)
{
    if (codec == NATIVE_UTF8) return str_decode_utf8(rt, bytes, size, errors, consumed);
    if (consumed != NULL) *consumed = size;
    return codec == NATIVE_LATIN1 ? decode_latin1(rt, bytes, size) : decode_ascii(rt, bytes, size, errors);
}

Own str_decode(Rt *rt, const char *bytes, size_t size, const char *encoding, const char *errors)
{
    NativeCodec codec = native_codec(encoding);
    if (codec != NATIVE_NONE) return native_decode(rt, codec, bytes, size, errors, NULL);
    if (rt->objects->upcalls.codec_decode == NULL) return error_raise(rt, TYPE_LookupError, "unknown encoding: %s", encoding);
    Own object = bytes_new(rt, bytes, size), text = NULL;
    if (object != NULL) text = rt->objects->upcalls.codec_decode(rt, object, encoding, errors);
    release(rt, object);
    return text;
}

/* --- encoding */

static bool is_encodable(NativeCodec codec, uint32_t c)
{
    switch (codec) {
    case NATIVE_UTF8: return c < 0xD800 || c > 0xDFFF;
    case NATIVE_LATIN1: return c < 0x100;
    default: return c < 0x80;
    }
}

static void put_char(NativeCodec codec, uint32_t c, Buf *out)
{
    if (codec == NATIVE_UTF8) buf_add_utf8(out, c);
    else buf_add_char(out, (char)c);
}

/* The handler's replacement for STR[start:end] (taken), which must be encodable itself. */
static int put_replacement(Rt *rt, NativeCodec codec, CodecEncode *encode, Own replacement, ptrdiff_t start, ptrdiff_t end, const char *reason)
{
    int status = 0;
    if (is_bytes(replacement)) {
        buf_add(&encode->out, AS_BYTES(replacement)->bytes, (size_t)bytes_length(replacement));
    } else {
        for (ptrdiff_t i = 0; status == 0 && i < str_length(replacement); i++) {
            uint32_t c = str_at(replacement, i);
            if (is_encodable(codec, c) && (codec != NATIVE_UTF8 || c < 0x80)) put_char(codec, c, &encode->out);
            else status = codec_encode_refuse(rt, encode, start, end, reason);
        }
    }
    release(rt, replacement);
    return status;
}

Own native_encode(Rt *rt, NativeCodec codec, Ref str, const char *errors)
{
    static const struct {
        const char *name, *reason;
    } texts[] = {
        [NATIVE_UTF8] = {"utf-8", "surrogates not allowed"},
        [NATIVE_LATIN1] = {"latin-1", "ordinal not in range(256)"},
        [NATIVE_ASCII] = {"ascii", "ordinal not in range(128)"},
    };
    if (AS_STR(str)->ascii || (codec == NATIVE_LATIN1 && AS_STR(str)->kind == 1)) {
        return bytes_new(rt, AS_STR(str)->data, (size_t)str_length(str));
    }
    CodecEncode encode = {.encoding = texts[codec].name, .errors = errors, .str = str};
    bool failed = false;
    for (ptrdiff_t i = 0; !failed && i < str_length(str);) {
        uint32_t c = str_at(str, i);
        if (is_encodable(codec, c)) {
            put_char(codec, c, &encode.out);
            i++;
            continue;
        }
        if (codec_handler_of(errors) == HANDLE_SURROGATEESCAPE && c >= 0xDC80 && c <= 0xDCFF) {
            buf_add_char(&encode.out, (char)(c & 0xFF));
            i++;
            continue;
        }
        ptrdiff_t start = i, end = i;
        while (end < str_length(str) && !is_encodable(codec, str_at(str, end))) end++;
        Own replacement = NULL;
        failed = codec_encode_error(rt, &encode, start, end, texts[codec].reason, &replacement, &i) < 0 ||
                 put_replacement(rt, codec, &encode, replacement, start, end, texts[codec].reason) < 0;
    }
    return codec_encode_end(rt, &encode, failed);
}

Own str_encode(Rt *rt, Ref str, const char *encoding, const char *errors)
{
    NativeCodec codec = native_codec(encoding);
    if (codec != NATIVE_NONE) return native_encode(rt, codec, str, errors);
    if (rt->objects->upcalls.codec_encode == NULL) return error_raise(rt, TYPE_LookupError, "unknown encoding: %s", encoding);
    return rt->objects->upcalls.codec_encode(rt, str, encoding, errors);
}
