/* Strings: making them, their hash, comparison and UTF-8.  A string is as narrow as its largest code
   point allows, so two equal strings have the same kind; it never changes once others see it (but for
   str_append on a string that only its caller holds). */
#include "objects/strobj.h"

#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "memory/heap.h"
#include "objects/error.h"
#include "objects/str_codec.h"
#include "objects/str_impl.h"

size_t str_header_size(const StrObj *str)
{
    return str->ascii ? sizeof(StrObj) : sizeof(WideStrObj);
}

Own str_alloc(Rt *rt, ptrdiff_t length, uint32_t max_char)
{
    if (length == 0 && rt->empty_str != NULL) return new_ref(rt->empty_str);
    bool ascii = max_char < 0x80;
    size_t kind = max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4;
    size_t header = ascii ? sizeof(StrObj) : sizeof(WideStrObj);
    if (length < 0 || (size_t)length > (PTRDIFF_MAX / 8) / kind) return error_no_memory(rt);
    size_t size = header + ((size_t)length + 1) * kind;
    Own str = object_new_plain(rt, RT_TYPE(rt, str), size);
    if (UNLIKELY(str == NULL)) return NULL;
    StrObj *self = AS_STR(str);
    if (ascii) memset((char *)self + sizeof(Obj), 0, sizeof(StrObj) - sizeof(Obj));
    else memset((char *)self + sizeof(Obj), 0, sizeof(WideStrObj) - sizeof(Obj));
    if (kind == 1) ((char *)self)[size - 1] = '\0';
    else memset((char *)self + size - kind, 0, kind);
    self->length = length;
    self->hash = -1;
    self->kind = (uint8_t)kind;
    self->ascii = ascii;
    self->data = (char *)self + header;
    return str;
}

Own str_from_char(Rt *rt, uint32_t code_point)
{
    if (code_point < 256 && rt->latin1_chars[code_point] != NULL) return new_ref(rt->latin1_chars[code_point]);
    Own str = str_alloc(rt, 1, code_point);
    if (str != NULL) str_put(str, 0, code_point);
    return str;
}

static Own from_ascii(Rt *rt, const char *bytes, size_t size)
{
    if (size == 1) return str_from_char(rt, (unsigned char)bytes[0]);
    Own str = str_alloc(rt, (ptrdiff_t)size, 0x7F);
    if (str != NULL && size > 0) memcpy(AS_STR(str)->data, bytes, size);
    return str;
}

static size_t ascii_prefix(const char *bytes, size_t size)
{
    size_t i = 0;
    while (i < size && !(bytes[i] & 0x80)) i++;
    return i;
}

Own str_from_wtf8(Rt *rt, const char *bytes, size_t size)
{
    size_t start = ascii_prefix(bytes, size);
    if (start == size) return from_ascii(rt, bytes, size);
    ptrdiff_t length = (ptrdiff_t)start;
    uint32_t max_char = 0, code_point;
    for (size_t i = start, used; i < size; i += used, length++) {
        used = utf8_decode_wtf(bytes + i, size - i, &code_point);
        if (used == 0) {
            used = 1;
            code_point = 0xFFFD;
        }
        max_char = code_point > max_char ? code_point : max_char;
    }
    if (length == 1) return str_from_char(rt, max_char);
    Own str = str_alloc(rt, length, max_char);
    if (str == NULL) return NULL;
    for (size_t i = 0, at = 0, used; i < size; i += used) {
        used = utf8_decode_wtf(bytes + i, size - i, &code_point);
        if (used == 0) {
            used = 1;
            code_point = 0xFFFD;
        }
        str_put(str, (ptrdiff_t)at++, code_point);
    }
    return str;
}

Own str_new(Rt *rt, const char *text)
{
    return str_from_wtf8(rt, text, strlen(text));
}

Own str_from_utf8(Rt *rt, const char *bytes, size_t size)
{
    if (utf8_check(bytes, size) == size) return str_from_wtf8(rt, bytes, size);
    return str_decode_utf8(rt, bytes, size, NULL, NULL);
}

Own str_from_points(Rt *rt, const uint32_t *points, ptrdiff_t length)
{
    uint32_t max_char = 0;
    for (ptrdiff_t i = 0; i < length; i++) max_char |= points[i];
    if (length == 1) return str_from_char(rt, points[0]);
    Own str = str_alloc(rt, length, max_char);
    for (ptrdiff_t i = 0; str != NULL && i < length; i++) str_put(str, i, points[i]);
    return str;
}

Own str_from_buf(Rt *rt, const Buf *buf)
{
    if (buf->failed) return error_no_memory(rt);
    return str_from_wtf8(rt, buf_text(buf), buf->length);
}

Own str_take_buf(Rt *rt, Buf *buf)
{
    Own str = str_from_buf(rt, buf);
    buf_fini(buf);
    return str;
}

void str_copy_points(Ref to, ptrdiff_t at, Ref from, ptrdiff_t start, ptrdiff_t count)
{
    const StrObj *a = AS_STR(to), *b = AS_STR(from);
    if (a->kind == b->kind) {
        memcpy((char *)a->data + at * a->kind, (char *)b->data + start * b->kind, (size_t)(count * a->kind));
        return;
    }
    for (ptrdiff_t i = 0; i < count; i++) str_put(to, at + i, str_at(from, start + i));
}

uint32_t str_max_char(Ref str, ptrdiff_t start, ptrdiff_t end)
{
    if (AS_STR(str)->ascii) return 0x7F;
    uint32_t bits = 0;
    for (ptrdiff_t i = start; i < end; i++) bits |= str_at(str, i);
    return bits > 0x10FFFF ? 0x10FFFF : bits;
}

static int kind_for(uint32_t max_char)
{
    return max_char < 0x80 ? 0 : max_char < 0x100 ? 1 : max_char < 0x10000 ? 2 : 4;
}

Own str_narrow(Rt *rt, Own str)
{
    const StrObj *self = AS_STR(str);
    ptrdiff_t length = self->length;
    uint32_t max_char = str_max_char(str, 0, length);
    if (length != 1 && kind_for(max_char) == (self->ascii ? 0 : self->kind)) return str;
    Own copy = length == 1 ? str_from_char(rt, str_at(str, 0)) : str_alloc(rt, length, max_char);
    if (copy != NULL && length > 1) str_copy_points(copy, 0, str, 0, length);
    release(rt, str);
    return copy;
}

Own str_slice(Rt *rt, Ref str, ptrdiff_t start, ptrdiff_t end)
{
    ptrdiff_t length = str_length(str);
    if (start < 0) start = 0;
    if (end > length) end = length;
    if (start == 0 && end == length && is_exact(str, TYPE_str)) return new_ref(str);
    if (end <= start) return new_ref(rt->empty_str);
    if (end - start == 1) return str_from_char(rt, str_at(str, start));
    Own part = str_alloc(rt, end - start, str_max_char(str, start, end));
    if (part != NULL) str_copy_points(part, 0, str, start, end - start);
    return part;
}

/* --- comparing and hashing */

bool str_equal(Ref left, Ref right)
{
    if (left == right) return true;
    const StrObj *a = AS_STR(left), *b = AS_STR(right);
    if (a->length != b->length || a->kind != b->kind) return false;
    return memcmp(a->data, b->data, (size_t)a->length * a->kind) == 0;
}

bool str_equals_text(Ref str, const char *ascii)
{
    const StrObj *self = AS_STR(str);
    size_t length = strlen(ascii);
    return self->kind == 1 && (size_t)self->length == length && memcmp(self->data, ascii, length) == 0;
}

int str_compare_order(Ref left, Ref right)
{
    ptrdiff_t a = str_length(left), b = str_length(right), least = a < b ? a : b;
    if (AS_STR(left)->kind == 1 && AS_STR(right)->kind == 1) {
        int order = memcmp(AS_STR(left)->data, AS_STR(right)->data, (size_t)least);
        return order != 0 ? (order > 0) - (order < 0) : (a > b) - (a < b);
    }
    for (ptrdiff_t i = 0; i < least; i++) {
        uint32_t x = str_at(left, i), y = str_at(right, i);
        if (x != y) return x < y ? -1 : 1;
    }
    return (a > b) - (a < b);
}

ptrdiff_t str_hash_first(Rt *rt, Ref str)
{
    StrObj *self = AS_STR(str);
    size_t size = (size_t)self->length * self->kind;
    ptrdiff_t hash = size == 0 ? 0 : (ptrdiff_t)hash_siphash13(rt->hash_key0, rt->hash_key1, self->data, size);
    self->hash = hash == -1 ? -2 : hash;
    return self->hash;
}

/* --- UTF-8 */

void str_add_to_buf(Ref str, Buf *buf)
{
    const StrObj *self = AS_STR(str);
    if (self->ascii) {
        buf_add(buf, self->data, (size_t)self->length);
        return;
    }
    for (ptrdiff_t i = 0; i < self->length; i++) buf_add_utf8(buf, str_at(str, i));
}

int str_take_to_buf(Rt *rt, Own str_or_null, Buf *buf)
{
    if (str_or_null == NULL) return -1;
    str_add_to_buf(str_or_null, buf);
    release(rt, str_or_null);
    return error_poll(rt);
}

/* Encodes into BUF; the index of the first surrogate, or -1. */
static ptrdiff_t encode_strict(Ref str, Buf *buf)
{
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        if (c >= 0xD800 && c <= 0xDFFF) return i;
        buf_add_utf8(buf, c);
    }
    return -1;
}

const char *str_utf8(Rt *rt, Ref str, size_t *size)
{
    StrObj *self = AS_STR(str);
    if (self->ascii) {
        if (size != NULL) *size = (size_t)self->length;
        return self->data;
    }
    WideStrObj *wide = (WideStrObj *)self;
    if (wide->utf8 == NULL) {
        Buf buf = BUF_INIT;
        ptrdiff_t bad = encode_strict(str, &buf);
        if (bad >= 0 || buf.failed) {
            buf_fini(&buf);
            if (bad >= 0) str_raise_encode(rt, "utf-8", str, bad, bad + 1, "surrogates not allowed");
            else (void)error_no_memory(rt);
            return NULL;
        }
        wide->utf8 = heap_alloc(rt, buf.length + 1);
        if (wide->utf8 != NULL) memcpy(wide->utf8, buf_text(&buf), buf.length + 1);
        wide->utf8_length = (ptrdiff_t)buf.length;
        buf_fini(&buf);
        if (wide->utf8 == NULL) return NULL;
    }
    if (size != NULL) *size = (size_t)wide->utf8_length;
    return wide->utf8;
}
