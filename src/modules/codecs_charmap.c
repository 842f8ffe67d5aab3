/* Codecs by table: a str whose n-th character byte n means, or any mapping from numbers to numbers and text. */
#include "modules/codecs_parts.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

static const char undefined[] = "character maps to <undefined>";

/* MAPPING[NUMBER]: 1 and *value, 0 when there is none or it is None, -1. */
static int map_lookup(Rt *rt, Ref mapping, uint32_t number, Own *value)
{
    Own key = int_new(rt, number);
    *value = key == NULL ? NULL : object_item_get(rt, mapping, key);
    release(rt, key);
    if (*value == NULL) return error_clear_if(rt, TYPE_LookupError) ? 0 : -1;
    if (*value != rt->none) return 1;
    release_clear(rt, value);
    return 0;
}

/* --- decoding */

/* Adds what MAPPING says of BYTE: 1, 0 undefined, -1. */
static int decode_byte(Rt *rt, Ref mapping, unsigned char byte, Buf *out)
{
    if (is_exact(mapping, TYPE_str)) {
        uint32_t c = byte < str_length(mapping) ? str_at(mapping, byte) : 0xFFFE;
        if (c != 0xFFFE) buf_add_utf8(out, c);
        return c != 0xFFFE;
    }
    Own value;
    int found = map_lookup(rt, mapping, byte, &value);
    if (found <= 0) return found;
    if (is_int(value)) {
        int overflow;
        int64_t c = int_value_overflow(value, &overflow);
        if (overflow != 0 || c < 0 || c > 0x10FFFF) found = error_raise_int(rt, TYPE_TypeError, "character mapping must be in range(0x110000)");
        else if (c == 0xFFFE) found = 0;
        else buf_add_utf8(out, (uint32_t)c);
    } else if (is_str(value)) {
        if (str_length(value) == 1 && str_at(value, 0) == 0xFFFE) found = 0;
        else str_add_to_buf(value, out);
    } else {
        found = error_raise_int(rt, TYPE_TypeError, "character mapping must return integer, None or str");
    }
    release(rt, value);
    return found;
}

Own charmap_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, Ref mapping)
{
    if (mapping == NULL || mapping == rt->none) return native_decode(rt, NATIVE_LATIN1, bytes, (size_t)size, errors, NULL);
    CodecDecode d = codec_decode_begin("charmap", errors, bytes, size);
    bool failed = false;
    for (ptrdiff_t at = 0; !failed && at < d.size;) {
        int found = decode_byte(rt, mapping, (unsigned char)d.bytes[at], &d.out);
        if (found > 0) at++;
        else failed = found < 0 || codec_decode_error(rt, &d, at, at + 1, undefined, &at) < 0;
    }
    return codec_decode_end(rt, &d, failed);
}

/* --- encoding */

/* Adds the bytes for C: 1, 0 undefined, -1. */
static int encode_char(Rt *rt, Ref mapping, uint32_t c, Buf *out)
{
    Own value;
    int found = map_lookup(rt, mapping, c, &value);
    if (found <= 0) return found;
    if (is_int(value)) {
        int overflow;
        int64_t byte = int_value_overflow(value, &overflow);
        if (overflow != 0 || byte < 0 || byte > 255) found = error_raise_int(rt, TYPE_TypeError, "character mapping must be in range(256)");
        else buf_add_char(out, (char)byte);
    } else if (is_bytes(value)) {
        buf_add(out, AS_BYTES(value)->bytes, (size_t)bytes_length(value));
    } else {
        found = error_raise_int(rt, TYPE_TypeError, "character mapping must return integer, bytes or None, not %.400T", value);
    }
    release(rt, value);
    return found;
}

/* The handler's replacement (taken) for STR[start:end], by the same table. */
static int put_replacement(Rt *rt, CodecEncode *e, Ref mapping, Own replacement, ptrdiff_t start, ptrdiff_t end)
{
    int status = 0;
    if (is_bytes(replacement)) buf_add(&e->out, AS_BYTES(replacement)->bytes, (size_t)bytes_length(replacement));
    for (ptrdiff_t i = 0; status == 0 && is_str(replacement) && i < str_length(replacement); i++) {
        int found = encode_char(rt, mapping, str_at(replacement, i), &e->out);
        if (found < 0) status = -1;
        if (found == 0) status = codec_encode_refuse(rt, e, start, end, undefined);
    }
    release(rt, replacement);
    return status;
}

/* Where the undefined characters from START on end; -1. */
static ptrdiff_t undefined_end(Rt *rt, Ref mapping, Ref str, ptrdiff_t start)
{
    Buf ignored = BUF_INIT;
    ptrdiff_t end = start + 1;
    int found = 0;
    while (end < str_length(str) && (found = encode_char(rt, mapping, str_at(str, end), &ignored)) == 0) end++;
    buf_fini(&ignored);
    return found < 0 ? -1 : end;
}

Own charmap_encode(Rt *rt, Ref str, const char *errors, Ref mapping)
{
    if (mapping == NULL || mapping == rt->none) return native_encode(rt, NATIVE_LATIN1, str, errors);
    CodecEncode e = {.encoding = "charmap", .errors = errors, .str = str};
    bool failed = false;
    for (ptrdiff_t i = 0; !failed && i < str_length(str);) {
        int found = encode_char(rt, mapping, str_at(str, i), &e.out);
        if (found > 0) {
            i++;
            continue;
        }
        ptrdiff_t start = i, end = found < 0 ? -1 : undefined_end(rt, mapping, str, i);
        Own replacement = NULL;
        failed = end < 0 || codec_encode_error(rt, &e, start, end, undefined, &replacement, &i) < 0 ||
                 put_replacement(rt, &e, mapping, replacement, start, end) < 0;
    }
    return codec_encode_end(rt, &e, failed);
}

/* {character: number} of a decoding table. */
Own charmap_build(Rt *rt, Ref str)
{
    Own map = dict_new(rt);
    for (ptrdiff_t i = 0; map != NULL && i < str_length(str) && i < 256; i++) {
        if (str_at(str, i) == 0xFFFE) continue;
        Own key = int_new(rt, str_at(str, i)), value = int_new(rt, i);
        if (key == NULL || value == NULL || dict_set(rt, map, key, value) < 0) release_clear(rt, &map);
        release_all(rt, key, value);
    }
    return map;
}
