/* The methods that bytearrays have beyond those of bytes: the ones that change them. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytearrayobj.h"
#include "objects/bytes_methods.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/object_reduce.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static ptrdiff_t length_of(Ref self)
{
    return AS_BYTEARRAY(self)->head.length;
}

static Own done(Rt *rt, int status)
{
    return status < 0 ? NULL : none_new(rt);
}

static Own method_append(Rt *rt, Ref self, Ref item)
{
    int byte = bytearray_byte(rt, item);
    char c = (char)byte;
    ptrdiff_t length = length_of(self);
    return byte < 0 ? NULL : done(rt, bytearray_splice(rt, self, length, length, &c, 1));
}

static Own method_extend(Rt *rt, Ref self, Ref iterable)
{
    const Slots *slots = &iterable->type->slots;
    if (buffer_is_supported(iterable)) {
        return done(rt, bytearray_extend(rt, self, iterable, "can't set bytearray slice from %.100T"));
    }
    if (slots->tp_iter == NULL && slots->sq_item == NULL) {
        return error_raise(rt, TYPE_TypeError, "can't extend bytearray with %.100T", iterable);
    }
    Own bytes = bytes_from_iterable(rt, iterable, "byte", true);
    if (bytes == NULL) return NULL;
    ptrdiff_t length = length_of(self);
    int status = bytearray_splice(rt, self, length, length, AS_BYTES(bytes)->bytes, bytes_length(bytes));
    release(rt, bytes);
    return done(rt, status);
}

static Own method_insert(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t index = number_as_size(rt, args[0], TYPE_OverflowError), length = length_of(self);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    int byte = bytearray_byte(rt, args[1]);
    if (byte < 0) return NULL;
    if (index < 0) index = index + length < 0 ? 0 : index + length;
    if (index > length) index = length;
    char c = (char)byte;
    return done(rt, bytearray_splice(rt, self, index, index, &c, 1));
}

static Own method_pop(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t index = nargs == 0 ? -1 : number_as_size(rt, args[0], TYPE_OverflowError), length = length_of(self);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    if (length == 0) return error_raise(rt, TYPE_IndexError, "pop from empty bytearray");
    if (index < 0) index += length;
    if (index < 0 || index >= length) return error_raise(rt, TYPE_IndexError, "pop index out of range");
    int byte = (unsigned char)AS_BYTEARRAY(self)->start[index];
    return bytearray_splice(rt, self, index, index + 1, NULL, 0) < 0 ? NULL : int_new(rt, byte);
}

static Own method_remove(Rt *rt, Ref self, Ref item)
{
    int byte = bytearray_byte(rt, item);
    if (byte < 0) return NULL;
    ptrdiff_t length = length_of(self);
    const char *start = AS_BYTEARRAY(self)->start, *found = length == 0 ? NULL : memchr(start, byte, (size_t)length);
    if (found == NULL) return error_raise(rt, TYPE_ValueError, "value not found in bytearray");
    return done(rt, bytearray_splice(rt, self, found - start, found - start + 1, NULL, 0));
}

static Own method_reverse(Rt *rt, Ref self)
{
    char *start = AS_BYTEARRAY(self)->start;
    for (ptrdiff_t low = 0, high = length_of(self) - 1; low < high; low++, high--) {
        char c = start[low];
        start[low] = start[high];
        start[high] = c;
    }
    return none_new(rt);
}

static Own method_clear(Rt *rt, Ref self)
{
    return done(rt, bytearray_splice(rt, self, 0, length_of(self), NULL, 0));
}

static Own method_copy(Rt *rt, Ref self)
{
    return bytearray_new(rt, AS_BYTEARRAY(self)->start, length_of(self));
}

static Own method_alloc(Rt *rt, Ref self)
{
    return int_new(rt, AS_BYTEARRAY(self)->allocated);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, self->type->basicsize + AS_BYTEARRAY(self)->allocated);
}

/* (type, arguments, state): the bytes themselves, or before protocol 3 text with the name of a codec. */
static Own reduced(Rt *rt, Ref self, int64_t protocol)
{
    Own state = object_getstate(rt, self), bytes = NULL, args = NULL, codec = NULL;
    if (state == NULL) return NULL;
    const char *start = AS_BYTEARRAY(self)->start == NULL ? "" : AS_BYTEARRAY(self)->start;
    if (protocol >= 3) {
        bytes = bytes_new(rt, start, (size_t)length_of(self));
        if (bytes != NULL) args = length_of(self) == 0 ? tuple_new(rt, 0) : tuple_of(rt, 1, bytes);
    } else {
        bytes = str_decode(rt, start, (size_t)length_of(self), "latin-1", NULL);
        codec = str_new(rt, "latin-1");
        if (bytes != NULL && codec != NULL) args = tuple_of(rt, 2, bytes, codec);
    }
    release_all(rt, bytes, codec);
    return tuple_build(rt, "ONN", (Ref)self->type, args, state);
}

static Own method_reduce(Rt *rt, Ref self)
{
    return reduced(rt, self, 2);
}

static Own method_reduce_ex(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t protocol = 0;
    if (nargs > 0 && args_size(rt, args[0], &protocol) < 0) return NULL;
    return reduced(rt, self, protocol);
}

const MethodDef bytearray_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = method_reduce}, "__reduce__($self, /)\n--\n\nReturn state information for pickling.", 0},
    {"__reduce_ex__", METHOD_FASTCALL, {.fast = method_reduce_ex, .most = 1}, "__reduce_ex__($self, proto=0, /)\n--\n\nReturn state information for pickling.", 0},
    {"__alloc__", METHOD_NOARGS, {.unary = method_alloc}, "B.__alloc__() -> int\n\nHow many bytes are allocated.", 0},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "__sizeof__($self, /)\n--\n\nSize in memory, in bytes.", 0},
    {"append", METHOD_O, {.binary = method_append}, "append($self, item, /)\n--\n\nAdds a byte at the end.", 0},
    {"extend", METHOD_O, {.binary = method_extend}, "extend($self, iterable_of_ints, /)\n--\n\nAdds the bytes of the iterable.", 0},
    {"insert", METHOD_FASTCALL, {.fast = method_insert, .least = 2, .most = 2}, "insert($self, index, item, /)\n--\n\nPuts a byte before the index.", 0},
    {"pop", METHOD_FASTCALL, {.fast = method_pop, .most = 1}, "pop($self, index=-1, /)\n--\n\nRemoves and returns a byte, by default the last.", 0},
    {"remove", METHOD_O, {.binary = method_remove}, "remove($self, value, /)\n--\n\nRemoves the first byte of that value.", 0},
    {"reverse", METHOD_NOARGS, {.unary = method_reverse}, "reverse($self, /)\n--\n\nReverses the order, in place.", 0},
    {"clear", METHOD_NOARGS, {.unary = method_clear}, "clear($self, /)\n--\n\nRemoves all bytes.", 0},
    {"copy", METHOD_NOARGS, {.unary = method_copy}, "copy($self, /)\n--\n\nA copy.", 0},
    BYTES_SHARED_METHODS,
    {0},
};
