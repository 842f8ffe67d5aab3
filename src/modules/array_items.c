/* The items of arrays: converting values, and changing the length, which grows by a sixteenth. */
#include <string.h>

#include "memory/heap.h"
#include "modules/array_parts.h"
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"

const ItemFormat *array_format(uint32_t letter)
{
    static const ItemFormat text = {'u', ITEM_UNSIGNED, 4, 4};
    if (letter == 'u') return &text;
    return letter != 0 && letter < 0x80 && strchr("bBhHiIlLqQfd", (int)letter) != NULL ? item_format_find((char)letter) : NULL;
}

Own array_new(Rt *rt, Type *type, const ItemFormat *format, ptrdiff_t length)
{
    if (length > PTRDIFF_MAX / format->native_size) return error_no_memory(rt);
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_ARRAY(self)->format = format;
    if (length > 0) {
        AS_ARRAY(self)->items = heap_alloc(rt, (size_t)(length * format->native_size));
        if (AS_ARRAY(self)->items == NULL) return error_release(rt, self);
    }
    AS_ARRAY(self)->head.length = AS_ARRAY(self)->allocated = length;
    return self;
}

Own array_get(Rt *rt, Ref self, ptrdiff_t index)
{
    const ItemFormat *format = AS_ARRAY(self)->format;
    if (format->letter != 'u') return item_unpack(rt, format, array_place(self, index), format->native_size, false);
    uint32_t point;
    memcpy(&point, array_place(self, index), sizeof point);
    if (point > 0x10FFFF) return error_raise(rt, TYPE_ValueError, "chr() arg not in range(0x110000)");
    return str_from_char(rt, point);
}

/* --- values */

/* The types of C through which a value comes to a signed or short item, in order. */
static const struct {
    char letter;
    const char *name;
    int64_t least, most;
} ranges[] = {
    {'b', "signed short integer", INT16_MIN, INT16_MAX},
    {'b', "signed char", INT8_MIN, INT8_MAX},
    {'B', "unsigned byte integer", 0, UINT8_MAX},
    {'h', "signed short integer", INT16_MIN, INT16_MAX},
    {'H', "signed integer", INT32_MIN, INT32_MAX},
    {'H', "unsigned short", 0, UINT16_MAX},
    {'i', "signed integer", INT32_MIN, INT32_MAX},
};

static int check_signed(Rt *rt, char letter, Ref number, uint64_t *bits)
{
    if (!item_int_bits(number, 8, true, bits)) {
        return error_raise_int(rt, TYPE_OverflowError, letter == 'q' ? "int too big to convert" : "Python int too large to convert to C long");
    }
    int64_t value = (int64_t)*bits;
    for (size_t i = 0; i < ARRAY_LENGTH(ranges); i++) {
        if (ranges[i].letter != letter || (value >= ranges[i].least && value <= ranges[i].most)) continue;
        return error_raise_int(rt, TYPE_OverflowError, "%s is %s", ranges[i].name, value < ranges[i].least ? "less than minimum" : "greater than maximum");
    }
    return 0;
}

static int check_unsigned(Rt *rt, char letter, Ref number, uint64_t *bits)
{
    bool fits = item_int_bits(number, 8, false, bits);
    if (fits && (letter != 'I' || *bits <= UINT32_MAX)) return 0;
    if (fits) return error_raise_int(rt, TYPE_OverflowError, "unsigned int is greater than maximum");
    bool negative = ((const VarObj *)number)->length < 0;
    if (letter == 'Q') return error_raise_int(rt, TYPE_OverflowError, negative ? "can't convert negative int to unsigned" : "int too big to convert");
    return error_raise_int(rt, TYPE_OverflowError, negative ? "can't convert negative value to unsigned int" : "Python int too large to convert to C unsigned long");
}

int array_store(Rt *rt, const ItemFormat *format, char *place, Ref value)
{
    if (format->letter == 'u') {
        if (!is_str(value) || str_length(value) != 1) return error_raise_int(rt, TYPE_TypeError, "array item must be unicode character");
        item_store_bits(str_at(value, 0), place, 4, false);
        return 0;
    }
    if (format->kind == ITEM_FLOAT) {
        double number = float_value(rt, value);
        if (number == -1.0 && rt_is_pending(rt)) return -1;
        (void)item_store_float(number, place, format->native_size, false);
        return 0;
    }
    Own number = number_index(rt, value);
    if (number == NULL) return -1;
    uint64_t bits;
    bool through_long = format->kind == ITEM_SIGNED || format->native_size < 4;
    int status = through_long ? check_signed(rt, format->letter, number, &bits) : check_unsigned(rt, format->letter, number, &bits);
    release(rt, number);
    if (status == 0) item_store_bits(bits, place, format->native_size, false);
    return status;
}

/* --- the length */

static int resize(Rt *rt, Ref self, ptrdiff_t length)
{
    ArrayObj *array = AS_ARRAY(self);
    if (length == array->head.length) return 0;
    if (array->exports > 0) return error_raise_int(rt, TYPE_BufferError, "cannot resize an array that is exporting buffers");
    if (length == 0) {
        heap_free(rt, array->items);
        array->items = NULL;
        array->allocated = array->head.length = 0;
        return 0;
    }
    if (array->allocated < length || array->head.length >= length + 16 || array->items == NULL) {
        ptrdiff_t room = (length >> 4) + (array->head.length < 8 ? 3 : 7) + length;
        if (room > PTRDIFF_MAX / array_item_size(self)) return error_no_memory(rt), -1;
        char *items = heap_realloc(rt, array->items, (size_t)(room * array_item_size(self)));
        if (items == NULL) return -1;
        array->items = items;
        array->allocated = room;
    }
    array->head.length = length;
    return 0;
}

int array_splice(Rt *rt, Ref self, ptrdiff_t start, ptrdiff_t end, const char *items, ptrdiff_t count)
{
    ptrdiff_t length = array_length(self), after = length - end, grow = count - (end - start);
    size_t size = (size_t)array_item_size(self);
    if (grow < 0) {
        if (AS_ARRAY(self)->exports > 0) return resize(rt, self, length + grow);
        memmove(array_place(self, end + grow), array_place(self, end), (size_t)after * size);
    }
    if (grow != 0 && resize(rt, self, length + grow) < 0) return -1;
    if (grow > 0 && after > 0) memmove(array_place(self, end + grow), array_place(self, end), (size_t)after * size);
    if (count > 0) memcpy(array_place(self, start), items, (size_t)count * size);
    return 0;
}

int array_insert(Rt *rt, Ref self, ptrdiff_t index, Ref value)
{
    char item[8];
    if (array_store(rt, AS_ARRAY(self)->format, item, value) < 0) return -1;
    ptrdiff_t length = array_length(self);
    if (index < 0) index = index + length < 0 ? 0 : index + length;
    if (index > length) index = length;
    return array_splice(rt, self, index, index, item, 1);
}

int array_extend(Rt *rt, Ref self, Ref iterable)
{
    ptrdiff_t length = array_length(self);
    if (array_is(rt, iterable)) {
        if (AS_ARRAY(iterable)->format != AS_ARRAY(self)->format) {
            return error_raise_int(rt, TYPE_TypeError, "can only extend with array of same kind");
        }
        Own bytes = array_to_bytes(rt, iterable); /* ITERABLE may be self */
        if (bytes == NULL) return -1;
        int status = array_splice(rt, self, length, length, AS_BYTES(bytes)->bytes, array_length(iterable));
        release(rt, bytes);
        return status;
    }
    Own iterator = object_iter(rt, iterable), item = NULL;
    if (iterator == NULL) return -1;
    int more;
    while ((more = object_next(rt, iterator, &item)) == 1) {
        int status = error_poll(rt) < 0 ? -1 : array_insert(rt, self, array_length(self), item);
        release(rt, item);
        if (status < 0) {
            more = -1;
            break;
        }
    }
    release(rt, iterator);
    return more;
}

/* --- all of them */

int array_add_bytes(Rt *rt, Ref self, Ref lender)
{
    Own bytes = NULL;
    Buffer view;
    if (buffer_get(rt, lender, &view, BUFFER_SIMPLE) < 0) return -1;
    int size = array_item_size(self), status = -1;
    ptrdiff_t length = array_length(self);
    if (view.item_size != 1) (void)error_raise(rt, TYPE_TypeError, "a bytes-like object is required");
    else if (view.length % size != 0) (void)error_raise(rt, TYPE_ValueError, "bytes length not a multiple of item size");
    else if ((bytes = bytes_new(rt, view.bytes, (size_t)view.length)) != NULL) {
        status = array_splice(rt, self, length, length, AS_BYTES(bytes)->bytes, view.length / size);
    }
    buffer_release(rt, &view);
    release(rt, bytes);
    return status;
}

int array_add_text(Rt *rt, Ref self, Ref text)
{
    ptrdiff_t old = array_length(self), length = str_length(text);
    if (length > 0 && resize(rt, self, old + length) < 0) return -1;
    for (ptrdiff_t i = 0; i < length; i++) item_store_bits(str_at(text, i), array_place(self, old + i), 4, false);
    return 0;
}

Own array_to_bytes(Rt *rt, Ref self)
{
    return bytes_new(rt, AS_ARRAY(self)->items == NULL ? "" : AS_ARRAY(self)->items, (size_t)array_length(self) * (size_t)array_item_size(self));
}

Own array_to_text(Rt *rt, Ref self)
{
    for (ptrdiff_t i = 0; i < array_length(self); i++) {
        Own item = array_get(rt, self, i); /* for its error */
        if (item == NULL) return NULL;
        release(rt, item);
    }
    return str_from_points(rt, (const uint32_t *)(const void *)AS_ARRAY(self)->items, array_length(self));
}

Own array_to_list(Rt *rt, Ref self)
{
    Own list = list_new(rt, array_length(self));
    for (ptrdiff_t i = 0; list != NULL && i < list_length(list); i++) {
        Own item = array_get(rt, self, i);
        if (item == NULL) release_clear(rt, &list);
        else AS_LIST(list)->items[i] = item;
    }
    return list;
}
