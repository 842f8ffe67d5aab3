/* bytes: making them, their slots and repr.  The empty one and those of one byte exist once. */
#include "objects/bytesobj.h"

#include <string.h>

#include "base/hash.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytes_impl.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/strobj.h"

Own bytes_new(Rt *rt, const void *bytes, size_t size)
{
    if (size == 0 && rt->empty_bytes != NULL) return new_ref(rt->empty_bytes);
    if (size == 1 && bytes != NULL) return new_ref(rt->byte_objects[*(const unsigned char *)bytes]);
    if (size > PTRDIFF_MAX / 2) return error_raise(rt, TYPE_OverflowError, "byte string is too large");
    BytesObj *self = heap_alloc(rt, offsetof(BytesObj, bytes) + size + 1);
    if (self == NULL) return NULL;
    self->head.length = (ptrdiff_t)size;
    self->hash = -1;
    if (bytes != NULL) memcpy(self->bytes, bytes, size);
    self->bytes[size] = '\0';
    object_begin(rt, &self->head.head, RT_TYPE(rt, bytes));
    return &self->head.head;
}

Own bytes_from_buf(Rt *rt, const Buf *buf)
{
    return buf->failed ? error_no_memory(rt) : bytes_new(rt, buf_text(buf), buf->length);
}

Own bytes_take_buf(Rt *rt, Buf *buf)
{
    Own bytes = bytes_from_buf(rt, buf);
    buf_fini(buf);
    return bytes;
}

void bytes_text_repr(const char *bytes, ptrdiff_t length, ptrdiff_t limit, char escaped, Buf *buf)
{
    bool single = memchr(bytes, '\'', (size_t)length) != NULL;
    char quote = single && memchr(bytes, '"', (size_t)length) == NULL ? '"' : '\'';
    buf_add_char(buf, 'b');
    buf_add_char(buf, quote);
    for (ptrdiff_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (limit > 0 && i == limit) {
            buf_add_text(buf, "...");
            break;
        }
        if (c == (unsigned char)quote || c == '\\' || c == (unsigned char)escaped) buf_printf(buf, "\\%c", c);
        else if (c == '\t' || c == '\n' || c == '\r') buf_add_text(buf, c == '\t' ? "\\t" : c == '\n' ? "\\n" : "\\r");
        else if (c < 0x20 || c >= 0x7F) buf_printf(buf, "\\x%02x", c);
        else buf_add_char(buf, (char)c);
    }
    buf_add_char(buf, quote);
}

static void bytes_repr_to_buf(Ref bytes, Buf *buf, ptrdiff_t limit)
{
    bytes_text_repr(AS_BYTES(bytes)->bytes, bytes_length(bytes), limit, '\\', buf);
}

static Own bytes_repr(Rt *rt, Ref self)
{
    Buf buf = BUF_INIT;
    bytes_repr_to_buf(self, &buf, 0);
    return str_take_buf(rt, &buf);
}

static ptrdiff_t bytes_hash(Rt *rt, Ref self)
{
    BytesObj *bytes = AS_BYTES(self);
    if (bytes->hash != -1) return bytes->hash;
    size_t size = (size_t)bytes_length(self);
    ptrdiff_t hash = size == 0 ? 0 : (ptrdiff_t)hash_siphash13(rt->hash_key0, rt->hash_key1, bytes->bytes, size);
    bytes->hash = hash == -1 ? -2 : hash;
    return bytes->hash;
}

static Own bytes_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_bytes(left) || !is_bytes(right)) return not_implemented_new(rt);
    ptrdiff_t a = bytes_length(left), b = bytes_length(right);
    int order = memcmp(AS_BYTES(left)->bytes, AS_BYTES(right)->bytes, (size_t)(a < b ? a : b));
    if (order == 0) order = (a > b) - (a < b);
    return order_answer(rt, order, op);
}

static ptrdiff_t bytes_sq_length(Rt *rt, Ref self)
{
    return bytes_length(self);
}

static Own bytes_concat(Rt *rt, Ref left, Ref right)
{
    Buffer a = {0}, b = {0};
    Own result = NULL;
    if (!buffer_try(rt, left, &a) || !buffer_try(rt, right, &b)) {
        (void)error_raise(rt, TYPE_TypeError, "can't concat %.100T to %.100T", right, left);
        goto done;
    }
    if (a.length == 0 && is_exact(right, TYPE_bytes)) result = new_ref(right);
    else if (b.length == 0 && is_exact(left, TYPE_bytes)) result = new_ref(left);
    else result = bytes_new(rt, NULL, (size_t)(a.length + b.length));
    if (result != NULL && result != left && result != right && a.length + b.length > 0) {
        if (a.length > 0) memcpy(AS_BYTES(result)->bytes, a.bytes, (size_t)a.length);
        if (b.length > 0) memcpy(AS_BYTES(result)->bytes + a.length, b.bytes, (size_t)b.length);
    }
done:
    buffer_release(rt, &a);
    buffer_release(rt, &b);
    return result;
}

static Own bytes_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = bytes_length(self);
    if (times <= 0 || length == 0) return new_ref(rt->empty_bytes);
    if (times == 1 && is_exact(self, TYPE_bytes)) return new_ref(self);
    if (length > PTRDIFF_MAX / times) return error_raise(rt, TYPE_OverflowError, "repeated bytes are too long");
    Own result = bytes_new(rt, NULL, (size_t)(length * times));
    if (result == NULL) return NULL;
    memcpy(AS_BYTES(result)->bytes, AS_BYTES(self)->bytes, (size_t)length);
    if (buffer_repeat(rt, AS_BYTES(result)->bytes, (size_t)length, (size_t)(length * times)) < 0) release_clear(rt, &result);
    return result;
}

static Own bytes_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (index < 0 || index >= bytes_length(self)) return error_raise(rt, TYPE_IndexError, "index out of range");
    return int_new(rt, (unsigned char)AS_BYTES(self)->bytes[index]);
}

static Own bytes_subscript(Rt *rt, Ref self, Ref key)
{
    ptrdiff_t length = bytes_length(self);
    if (number_has_index(key)) {
        ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
        if (index == -1 && rt_is_pending(rt)) return NULL;
        return bytes_item(rt, self, index < 0 ? index + length : index);
    }
    if (!is_exact(key, TYPE_slice)) {
        return error_raise(rt, TYPE_TypeError, "byte indices must be integers or slices, not %.200T", key);
    }
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, length, &start, &stop, &step);
    if (count < 0) return NULL;
    if (count == length && step == 1 && is_exact(self, TYPE_bytes)) return new_ref(self);
    if (step == 1 || count == 0) return bytes_new(rt, AS_BYTES(self)->bytes + (count == 0 ? 0 : start), (size_t)count);
    if (count == 1) return bytes_new(rt, AS_BYTES(self)->bytes + start, 1);
    Own result = bytes_new(rt, NULL, (size_t)count);
    for (ptrdiff_t i = 0; result != NULL && i < count; i++) {
        AS_BYTES(result)->bytes[i] = AS_BYTES(self)->bytes[start + i * step];
    }
    return result;
}

static Own bytes_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_bytes_iterator, self, 0);
}

static Own bytes_remainder(Rt *rt, Ref left, Ref right)
{
    if (!is_bytes(left)) return not_implemented_new(rt);
    return bytes_percent(rt, AS_BYTES(left)->bytes, bytes_length(left), right, TYPE_bytes);
}

static int bytes_getbuffer(Rt *rt, Ref self, Buffer *view, int flags)
{
    return buffer_fill(rt, view, self, AS_BYTES(self)->bytes, bytes_length(self), true, flags);
}

static Own bytes_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own bytes = bytes_from_args(rt, "bytes", args, kwargs);
    if (bytes == NULL || type->id == TYPE_bytes) return bytes;
    Own self = type->slots.tp_alloc(rt, type, bytes_length(bytes));
    if (self != NULL) {
        memcpy(AS_BYTES(self)->bytes, AS_BYTES(bytes)->bytes, (size_t)bytes_length(bytes));
        AS_BYTES(self)->hash = AS_BYTES(bytes)->hash;
    }
    release(rt, bytes);
    return self;
}

const TypeSpec bytes_type_spec = {
    .name = "bytes",
    .id = TYPE_bytes,
    .basicsize = offsetof(BytesObj, bytes) + 1,
    .itemsize = 1,
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_BYTES_SUBCLASS | TYPE_FLAG_MATCH_SELF,
    .doc = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object",
    .slots = {
        .tp_new = bytes_type_new,
        .tp_repr = bytes_repr,
        .tp_hash = bytes_hash,
        .tp_richcompare = bytes_richcompare,
        .tp_iter = bytes_iter,
        .nb_remainder = bytes_remainder,
        .sq_length = bytes_sq_length,
        .sq_concat = bytes_concat,
        .sq_repeat = bytes_repeat,
        .sq_item = bytes_item,
        .sq_contains = bytes_like_contains,
        .mp_length = bytes_sq_length,
        .mp_subscript = bytes_subscript,
        .bf_getbuffer = bytes_getbuffer,
    },
    .methods = bytes_methods,
};
