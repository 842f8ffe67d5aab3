/* The bytearray type: a block of bytes that grows by an eighth, and stays where it is while someone
   has a view of it. */
#include "objects/bytearrayobj.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytes_impl.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/format.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/strobj.h"

static ptrdiff_t length_of(Ref self)
{
    return AS_BYTEARRAY(self)->head.length;
}

/* The bytes; never NULL, but not to be written to when there are none. */
static char *bytes_of(Ref self)
{
    return AS_BYTEARRAY(self)->start == NULL ? (char *)(uintptr_t)"" : AS_BYTEARRAY(self)->start;
}

int bytearray_resize(Rt *rt, Ref self, ptrdiff_t length)
{
    ByteArrayObj *array = AS_BYTEARRAY(self);
    if (length == array->head.length) return 0;
    if (array->exports > 0) {
        return error_raise_int(rt, TYPE_BufferError, "Existing exports of data: object cannot be re-sized");
    }
    ptrdiff_t room = array->allocated;
    if (length + 1 > room) room = length <= room * 1.125 ? length + (length >> 3) + (length < 9 ? 3 : 6) : length + 1;
    else if (length < room / 2) room = length + 1;
    if (room != array->allocated) {
        char *block = heap_realloc(rt, array->block, (size_t)room);
        if (block == NULL) return -1;
        array->block = array->start = block;
        array->allocated = room;
    }
    array->head.length = length;
    array->start[length] = 0;
    return 0;
}

static Own array_of_type(Rt *rt, Type *type, const char *bytes, ptrdiff_t length)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    if (bytearray_resize(rt, self, length) < 0) return error_release(rt, self);
    if (length > 0 && bytes != NULL) memcpy(bytes_of(self), bytes, (size_t)length);
    else if (length > 0) memset(bytes_of(self), 0, (size_t)length);
    return self;
}

Own bytearray_new(Rt *rt, const char *bytes, ptrdiff_t length)
{
    return array_of_type(rt, RT_TYPE(rt, bytearray), bytes, length);
}

int bytearray_splice(Rt *rt, Ref self, ptrdiff_t start, ptrdiff_t end, const char *bytes, ptrdiff_t count)
{
    ptrdiff_t length = length_of(self), after = length - end, grow = count - (end - start);
    if (grow < 0) {
        if (AS_BYTEARRAY(self)->exports > 0) return bytearray_resize(rt, self, length + grow);
        memmove(bytes_of(self) + end + grow, bytes_of(self) + end, (size_t)after);
    }
    if (grow != 0 && bytearray_resize(rt, self, length + grow) < 0) return -1;
    if (grow > 0) memmove(bytes_of(self) + end + grow, bytes_of(self) + end, (size_t)after);
    if (count > 0) memcpy(bytes_of(self) + start, bytes, (size_t)count);
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, self, WRITE_REORDER, start, NULL, NULL, NULL);
    }
    return 0;
}

static void array_dealloc(Rt *rt, Obj *self)
{
    heap_free(rt, AS_BYTEARRAY(self)->block);
    object_free(rt, self);
}

static Own array_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return type->slots.tp_alloc(rt, type, 0);
}

static int array_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    Own bytes = bytes_from_args(rt, "bytearray", args, kwargs);
    if (bytes == NULL) return -1;
    int status = bytearray_splice(rt, self, 0, length_of(self), AS_BYTES(bytes)->bytes, bytes_length(bytes));
    release(rt, bytes);
    return status;
}

static Own array_repr(Rt *rt, Ref self)
{
    Buf buf = BUF_INIT;
    buf_add_text(&buf, self->type->name);
    buf_add_char(&buf, '(');
    bytes_text_repr(bytes_of(self), length_of(self), 0, '\'', &buf);
    buf_add_char(&buf, ')');
    return str_take_buf(rt, &buf);
}

static Own array_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    Buffer view;
    if (!buffer_try(rt, right, &view)) return not_implemented_new(rt);
    ptrdiff_t a = length_of(left), b = view.length;
    int order = memcmp(bytes_of(left), view.bytes == NULL ? "" : view.bytes, (size_t)(a < b ? a : b));
    buffer_release(rt, &view);
    if (order == 0) order = (a > b) - (a < b);
    return order_answer(rt, order, op);
}

static ptrdiff_t array_length(Rt *rt, Ref self)
{
    return length_of(self);
}

static Own array_concat(Rt *rt, Ref left, Ref right)
{
    Buffer a = {0}, b = {0};
    Own result = NULL;
    if (!buffer_try(rt, left, &a) || !buffer_try(rt, right, &b)) {
        (void)error_raise(rt, TYPE_TypeError, "can't concat %.100T to %.100T", right, left);
    } else {
        result = bytearray_new(rt, NULL, a.length + b.length);
        if (result != NULL && a.length > 0) memcpy(bytes_of(result), a.bytes, (size_t)a.length);
        if (result != NULL && b.length > 0) memcpy(bytes_of(result) + a.length, b.bytes, (size_t)b.length);
    }
    buffer_release(rt, &a);
    buffer_release(rt, &b);
    return result;
}

int bytearray_extend(Rt *rt, Ref self, Ref other, const char *message)
{
    Buffer view;
    if (!buffer_try(rt, other, &view)) return error_raise_int(rt, TYPE_TypeError, message, other, self);
    Own bytes = bytes_new(rt, view.bytes, (size_t)view.length); /* OTHER may be self */
    buffer_release(rt, &view);
    if (bytes == NULL) return -1;
    ptrdiff_t length = length_of(self);
    int status = bytearray_splice(rt, self, length, length, AS_BYTES(bytes)->bytes, bytes_length(bytes));
    release(rt, bytes);
    return status;
}

static Own array_inplace_concat(Rt *rt, Ref self, Ref other)
{
    if (bytearray_extend(rt, self, other, "can't concat %.100T to %.100T") < 0) return NULL;
    return new_ref(self);
}

/* TIMES copies of the first LENGTH bytes, which are there already. */
static Own array_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = length_of(self);
    if (times < 0) times = 0;
    if (times > 0 && length > PTRDIFF_MAX / 2 / times) return error_no_memory(rt);
    Own result = bytearray_new(rt, NULL, length * times);
    if (result == NULL || length * times == 0) return result;
    memcpy(bytes_of(result), bytes_of(self), (size_t)length);
    if (buffer_repeat(rt, bytes_of(result), (size_t)length, (size_t)(length * times)) < 0) release_clear(rt, &result);
    return result;
}

static Own array_inplace_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = length_of(self);
    if (times < 0) times = 0;
    if (times > 0 && length > PTRDIFF_MAX / 2 / times) return error_no_memory(rt);
    if (bytearray_resize(rt, self, length * times) < 0) return NULL;
    bool done = length == 0 || buffer_repeat(rt, bytes_of(self), (size_t)length, (size_t)(length * times)) == 0;
    return done ? new_ref(self) : NULL;
}

static Own array_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (index < 0 || index >= length_of(self)) {
        return error_raise(rt, TYPE_IndexError, "bytearray index out of range");
    }
    return int_new(rt, (unsigned char)bytes_of(self)[index]);
}

/* An index into the array, from the end when negative; -1 + exception. */
static ptrdiff_t index_of(Rt *rt, Ref self, Ref key)
{
    if (!number_has_index(key)) {
        return error_raise_int(rt, TYPE_TypeError, "bytearray indices must be integers or slices, not %.200T", key);
    }
    ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
    if (index == -1 && rt_is_pending(rt)) return -1;
    if (index < 0) index += length_of(self);
    if (index >= 0 && index < length_of(self)) return index;
    return error_raise_int(rt, TYPE_IndexError, "bytearray index out of range");
}

static Own array_subscript(Rt *rt, Ref self, Ref key)
{
    if (!is_exact(key, TYPE_slice)) {
        ptrdiff_t index = index_of(rt, self, key);
        return index < 0 ? NULL : array_item(rt, self, index);
    }
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, length_of(self), &start, &stop, &step);
    if (count < 0) return NULL;
    Own result = bytearray_new(rt, NULL, count);
    for (ptrdiff_t i = 0; result != NULL && i < count; i++) bytes_of(result)[i] = bytes_of(self)[start + i * step];
    return result;
}

int bytearray_byte(Rt *rt, Ref value)
{
    ptrdiff_t byte = number_as_size(rt, value, TYPE_other);
    if (byte == -1 && rt_is_pending(rt)) return -1;
    if (byte >= 0 && byte < 256) return (int)byte;
    return error_raise_int(rt, TYPE_ValueError, "byte must be in range(0, 256)");
}

static int assign_stepped(Rt *rt, Ref self, ptrdiff_t start, ptrdiff_t step, ptrdiff_t count, Ref bytes)
{
    if (bytes == NULL) {
        for (ptrdiff_t i = count; i-- > 0;) {
            ptrdiff_t at = step > 0 ? start + i * step : start + (count - 1 - i) * step;
            if (bytearray_splice(rt, self, at, at + 1, NULL, 0) < 0) return -1;
        }
        return 0;
    }
    if (bytes_length(bytes) != count) {
        return error_raise_int(rt, TYPE_ValueError, "attempt to assign bytes of size %zd to extended slice of size %zd", bytes_length(bytes), count);
    }
    for (ptrdiff_t i = 0; i < count; i++) bytes_of(self)[start + i * step] = AS_BYTES(bytes)->bytes[i];
    return 0;
}

/* What may be assigned to a slice, as exact bytes: of anything but another bytearray one is made first, as a call makes it. */
static Own slice_value(Rt *rt, Ref self, Ref value)
{
    if (value != self && type_is_subtype(value->type, RT_TYPE(rt, bytearray))) return buffer_bytes_of(rt, value);
    if (is_str(value) || number_check(rt, value)) return error_raise(rt, TYPE_TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    Own array = call_one(rt, (Ref)RT_TYPE(rt, bytearray), value), bytes = array == NULL ? NULL : buffer_bytes_of(rt, array);
    release(rt, array);
    return bytes;
}

static int array_assign(Rt *rt, Ref self, Ref key, Ref value)
{
    if (!is_exact(key, TYPE_slice)) {
        ptrdiff_t index = index_of(rt, self, key);
        if (index < 0) return -1;
        if (value == NULL) return bytearray_splice(rt, self, index, index + 1, NULL, 0);
        int byte = bytearray_byte(rt, value);
        char c = (char)byte;
        if (byte >= 0 && index >= length_of(self)) return error_raise_int(rt, TYPE_IndexError, "bytearray index out of range"); /* __index__ emptied it */
        return byte < 0 ? -1 : bytearray_splice(rt, self, index, index + 1, &c, 1);
    }
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, length_of(self), &start, &stop, &step);
    if (count < 0) return -1;
    Own bytes = value == NULL ? NULL : slice_value(rt, self, value);
    if (value != NULL && bytes == NULL) return -1;
    int status;
    if (step == 1) status = bytearray_splice(rt, self, start, start + count, bytes == NULL ? NULL : AS_BYTES(bytes)->bytes, bytes == NULL ? 0 : bytes_length(bytes));
    else status = assign_stepped(rt, self, start, step, count, bytes == NULL || bytes_length(bytes) == 0 ? NULL : bytes);
    release(rt, bytes);
    return status;
}

static Own array_remainder(Rt *rt, Ref left, Ref right)
{
    if (!type_is_subtype(left->type, RT_TYPE(rt, bytearray))) return not_implemented_new(rt);
    return bytes_percent(rt, bytes_of(left), length_of(left), right, TYPE_bytearray);
}

static int array_getbuffer(Rt *rt, Ref self, Buffer *view, int flags)
{
    if (buffer_fill(rt, view, self, bytes_of(self), length_of(self), false, flags) < 0) return -1;
    AS_BYTEARRAY(self)->exports++;
    return 0;
}

static void array_releasebuffer(Rt *rt, Ref self, Buffer *view)
{
    AS_BYTEARRAY(self)->exports--;
}

static Own array_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_bytearray_iterator, self, 0);
}

const TypeSpec bytearray_type_spec = {
    .name = "bytearray",
    .id = TYPE_bytearray,
    .basicsize = sizeof(ByteArrayObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_MATCH_SELF,
    .doc = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array",
    .slots = {
        .tp_dealloc = array_dealloc,
        .tp_new = array_type_new,
        .tp_init = array_init,
        .tp_repr = array_repr,
        .tp_richcompare = array_richcompare,
        .tp_iter = array_iter,
        .nb_remainder = array_remainder,
        .sq_length = array_length,
        .sq_concat = array_concat,
        .sq_repeat = array_repeat,
        .sq_item = array_item,
        .sq_contains = bytes_like_contains,
        .sq_inplace_concat = array_inplace_concat,
        .sq_inplace_repeat = array_inplace_repeat,
        .mp_length = array_length,
        .mp_subscript = array_subscript,
        .mp_ass_subscript = array_assign,
        .bf_getbuffer = array_getbuffer,
        .bf_releasebuffer = array_releasebuffer,
    },
    .methods = bytearray_methods,
};
