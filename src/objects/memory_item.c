/* The items of memoryviews: reading and storing them by index, slices, lists of them, comparison. */
#include <string.h>

#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/item_format.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/memoryobj.h"
#include "objects/tupleobj.h"

/* --- one item */

const ItemFormat *bufview_native_format(const char *format)
{
    if (format == NULL) format = "B";
    if (format[0] == '@') format++;
    if (format[0] == 0 || format[1] != 0 || format[0] == 'e') return NULL;
    return item_format_find(format[0]);
}

static const ItemFormat *format_or_raise(Rt *rt, const Buffer *view)
{
    const ItemFormat *format = bufview_native_format(view->format);
    if (format == NULL) {
        bool one = strlen(view->format) == 1;
        (void)error_raise(rt, TYPE_NotImplementedError, one ? "memoryview: format %s not supported" : "memoryview: unsupported format %s", view->format);
    }
    return format;
}

/* A value at PLACE of a view: NotImplementedError when the format is not a native one. */
static Own bufview_unpack(Rt *rt, const Buffer *view, const char *place)
{
    const ItemFormat *format = format_or_raise(rt, view);
    return format == NULL ? NULL : item_unpack(rt, format, place, format->native_size, false);
}

/* The pending error of a value that does not suit, in memoryview's words. */
static int unsuitable(Rt *rt, const ItemFormat *format)
{
    bool type = error_matches(rt, TYPE_TypeError);
    if (!type && !error_matches(rt, TYPE_OverflowError) && !error_matches(rt, TYPE_ValueError)) return -1;
    error_clear(rt);
    return error_raise_int(rt, type ? TYPE_TypeError : TYPE_ValueError, "memoryview: invalid %s for format '%c'", type ? "type" : "value", format->letter);
}

static int pack_integer(Rt *rt, const ItemFormat *format, char *place, Ref value)
{
    Own number = number_index(rt, value);
    if (number == NULL) return unsuitable(rt, format);
    uint64_t bits;
    bool fits = item_int_bits(number, format->native_size, format->kind == ITEM_SIGNED, &bits) ||
                (format->letter == 'P' && item_int_bits(number, 8, true, &bits));
    release(rt, number);
    if (!fits) return error_raise_int(rt, TYPE_ValueError, "memoryview: invalid value for format '%c'", format->letter);
    item_store_bits(bits, place, format->native_size, false);
    return 0;
}

static int bufview_pack(Rt *rt, const Buffer *view, char *place, Ref value)
{
    const ItemFormat *format = format_or_raise(rt, view);
    if (format == NULL) return -1;
    switch (format->kind) {
    case ITEM_SIGNED:
    case ITEM_UNSIGNED: return pack_integer(rt, format, place, value);
    case ITEM_FLOAT: {
        double number = float_value(rt, value);
        if (number == -1.0 && rt_is_pending(rt)) return unsuitable(rt, format);
        (void)item_store_float(number, place, format->native_size, false);
        return 0;
    }
    case ITEM_BOOL: {
        int truth = object_is_true(rt, value);
        if (truth >= 0) *place = (char)truth;
        return truth < 0 ? -1 : 0;
    }
    case ITEM_CHAR:
        if (!is_bytes(value)) return error_raise_int(rt, TYPE_TypeError, "memoryview: invalid type for format 'c'");
        if (bytes_length(value) != 1) return error_raise_int(rt, TYPE_ValueError, "memoryview: invalid value for format 'c'");
        *place = AS_BYTES(value)->bytes[0];
        return 0;
    }
    viv_unreachable("kind of item");
}

/* --- places */

/* Where the item INDEX of dimension DIMENSION begins; NULL + IndexError. */
static char *bufview_place(Rt *rt, const Buffer *view, char *base, ptrdiff_t index, int dimension)
{
    ptrdiff_t length = view->shape[dimension];
    if (index < 0) index += length;
    if (index < 0 || index >= length) {
        (void)error_raise(rt, TYPE_IndexError, "index out of bounds on dimension %d", dimension + 1);
        return NULL;
    }
    return base + view->strides[dimension] * index;
}

/* The place that KEY (an index object) means in the only dimension; NULL + exception. */
static char *place_of_key(Rt *rt, const Buffer *view, char *base, Ref key, int dimension)
{
    ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return bufview_place(rt, view, base, index, dimension);
}

static char *place_of_tuple(Rt *rt, const Buffer *view, Ref key)
{
    ptrdiff_t count = tuple_length(key);
    if (count < view->dimensions) {
        (void)error_raise(rt, TYPE_NotImplementedError, "sub-views are not implemented");
        return NULL;
    }
    if (count > view->dimensions) {
        (void)error_raise(rt, TYPE_TypeError, "cannot index %d-dimension view with %zd-element tuple", view->dimensions, count);
        return NULL;
    }
    char *place = view->bytes;
    for (int i = 0; place != NULL && i < view->dimensions; i++) place = place_of_key(rt, view, place, tuple_peek(key, i), i);
    return place;
}

typedef enum KeyKind { KEY_INDEX, KEY_SLICE, KEY_INDEXES, KEY_SLICES, KEY_WRONG } KeyKind;

static KeyKind key_kind(Ref key)
{
    if (number_has_index(key)) return KEY_INDEX;
    if (is_exact(key, TYPE_slice)) return KEY_SLICE;
    if (!is_tuple(key)) return KEY_WRONG;
    bool indexes = true, slices = tuple_length(key) > 0;
    for (ptrdiff_t i = 0; i < tuple_length(key); i++) {
        indexes = indexes && number_has_index(tuple_peek(key, i));
        slices = slices && is_exact(tuple_peek(key, i), TYPE_slice);
    }
    return indexes ? KEY_INDEXES : slices ? KEY_SLICES : KEY_WRONG;
}

/* Narrows the first dimension of VIEW to a slice. */
static int narrow(Rt *rt, Buffer *view, Ref slice)
{
    ptrdiff_t start, stop, step, count = slice_resolve(rt, slice, view->shape[0], &start, &stop, &step);
    if (count < 0) return -1;
    view->bytes += view->strides[0] * start;
    view->shape[0] = count;
    view->strides[0] *= step;
    view->length = view->item_size;
    for (int i = 0; i < view->dimensions; i++) view->length *= view->shape[i];
    return 0;
}

Own bufview_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (bufview_check(rt, self) < 0) return NULL;
    const Buffer *view = &AS_MEMORY(self)->view;
    if (view->dimensions == 0) return error_raise(rt, TYPE_TypeError, "invalid indexing of 0-dim memory");
    if (view->dimensions > 1) return error_raise(rt, TYPE_NotImplementedError, "multi-dimensional sub-views are not implemented");
    if (format_or_raise(rt, view) == NULL) return NULL;
    char *place = bufview_place(rt, view, view->bytes, index, 0);
    return place == NULL ? NULL : bufview_unpack(rt, view, place);
}

static bool is_whole_key(Rt *rt, Ref key)
{
    return key == rt->ellipsis || (is_tuple(key) && tuple_length(key) == 0);
}

static Own bufview_slice(Rt *rt, Ref self, Ref key)
{
    const MemoryObj *memory = AS_MEMORY(self);
    Own part = bufview_on_loan(rt, memory->loan, &memory->view, memory->view.dimensions);
    if (part != NULL && narrow(rt, &AS_MEMORY(part)->view, key) < 0) release_clear(rt, &part);
    return part;
}

Own bufview_subscript(Rt *rt, Ref self, Ref key)
{
    if (bufview_check(rt, self) < 0) return NULL;
    const Buffer *view = &AS_MEMORY(self)->view;
    if (view->dimensions == 0) {
        if (!is_whole_key(rt, key)) return error_raise(rt, TYPE_TypeError, "invalid indexing of 0-dim memory");
        return key == rt->ellipsis ? new_ref(self) : bufview_unpack(rt, view, view->bytes);
    }
    switch (key_kind(key)) {
    case KEY_INDEX: {
        ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
        return index == -1 && rt_is_pending(rt) ? NULL : bufview_item(rt, self, index);
    }
    case KEY_SLICE: return bufview_slice(rt, self, key);
    case KEY_INDEXES: {
        if (format_or_raise(rt, view) == NULL) return NULL;
        const char *place = place_of_tuple(rt, view, key);
        return place == NULL || bufview_check(rt, self) < 0 ? NULL : bufview_unpack(rt, view, place);
    }
    case KEY_SLICES: return error_raise(rt, TYPE_NotImplementedError, "multi-dimensional slicing is not implemented");
    case KEY_WRONG: break;
    }
    return error_raise(rt, TYPE_TypeError, "memoryview: invalid slice key");
}

/* --- storing */

static bool same_format(const Buffer *left, const Buffer *right)
{
    const char *a = left->format == NULL ? "B" : left->format, *b = right->format == NULL ? "B" : right->format;
    return left->item_size == right->item_size && strcmp(a + (a[0] == '@'), b + (b[0] == '@')) == 0;
}

/* self[KEY] = the items of VALUE, which lends them; both may be the same memory. */
static int store_slice(Rt *rt, Ref self, Ref key, Ref value)
{
    Buffer source = {0};
    if (buffer_get(rt, value, &source, BUFFER_FULL_RO) < 0) return -1;
    Own part = bufview_slice(rt, self, key), copy = NULL;
    int status = part == NULL ? -1 : bufview_check(rt, self); /* the slice's __index__ may have released it */
    if (status == 0) status = bufview_check(rt, self); /* the key may have released it */
    if (status == 0) {
        Buffer *target = &AS_MEMORY(part)->view;
        if (!same_format(target, &source) || source.dimensions != 1 || source.shape[0] != target->shape[0]) {
            status = error_raise_int(rt, TYPE_ValueError, "memoryview assignment: lvalue and rvalue have different structures");
        } else if ((copy = buffer_to_bytes(rt, &source, 'C')) == NULL) {
            status = -1;
        }
        for (ptrdiff_t i = 0; status == 0 && i < target->shape[0]; i++) {
            memcpy(target->bytes + i * target->strides[0], AS_BYTES(copy)->bytes + i * target->item_size, (size_t)target->item_size);
        }
    }
    release_all(rt, copy, part);
    buffer_release(rt, &source);
    return status;
}

/* Stores VALUE at PLACE.  Finding the place and converting the value may run code that releases SELF, so the
   bytes are made apart, and the view is looked at again. */
static int store_item(Rt *rt, Ref self, char *place, Ref value)
{
    const Buffer *view = &AS_MEMORY(self)->view;
    char item[8];
    if (place == NULL || bufview_check(rt, self) < 0 || bufview_pack(rt, view, item, value) < 0 || bufview_check(rt, self) < 0) return -1;
    memcpy(place, item, (size_t)view->item_size);
    return 0;
}

int bufview_assign(Rt *rt, Ref self, Ref key, Ref value)
{
    if (bufview_check(rt, self) < 0) return -1;
    const Buffer *view = &AS_MEMORY(self)->view;
    if (format_or_raise(rt, view) == NULL) return -1;
    if (view->readonly) return error_raise_int(rt, TYPE_TypeError, "cannot modify read-only memory");
    if (value == NULL) return error_raise_int(rt, TYPE_TypeError, "cannot delete memory");
    if (view->dimensions == 0) {
        if (!is_whole_key(rt, key)) return error_raise_int(rt, TYPE_TypeError, "invalid indexing of 0-dim memory");
        return store_item(rt, self, view->bytes, value);
    }
    switch (key_kind(key)) {
    case KEY_INDEX:
        if (view->dimensions > 1) return error_raise_int(rt, TYPE_NotImplementedError, "sub-views are not implemented");
        return store_item(rt, self, place_of_key(rt, view, view->bytes, key, 0), value);
    case KEY_SLICE:
        if (view->dimensions == 1) return store_slice(rt, self, key, value);
        break;
    case KEY_INDEXES: return store_item(rt, self, place_of_tuple(rt, view, key), value);
    case KEY_SLICES: break;
    case KEY_WRONG: return error_raise_int(rt, TYPE_TypeError, "memoryview: invalid slice key");
    }
    return error_raise_int(rt, TYPE_NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1");
}

/* --- all items */

static Own list_of(Rt *rt, const Buffer *view, const char *base, int dimension)
{
    if (dimension == view->dimensions) return bufview_unpack(rt, view, base);
    Own list = list_new(rt, view->shape[dimension]);
    for (ptrdiff_t i = 0; list != NULL && i < view->shape[dimension]; i++) {
        Own item = error_poll(rt) < 0 ? NULL : list_of(rt, view, base + i * view->strides[dimension], dimension + 1);
        if (item == NULL) release_clear(rt, &list);
        else AS_LIST(list)->items[i] = item;
    }
    return list;
}

Own bufview_tolist(Rt *rt, Ref self)
{
    if (bufview_check(rt, self) < 0) return NULL;
    const Buffer *view = &AS_MEMORY(self)->view;
    return format_or_raise(rt, view) == NULL ? NULL : list_of(rt, view, view->bytes, 0);
}

/* --- comparison */

typedef struct Sides {
    const Buffer *left, *right;
    const ItemFormat *left_format, *right_format;
} Sides;

static int items_equal(Rt *rt, const Sides *sides, const char *a, const char *b)
{
    const ItemFormat *format = sides->left_format;
    if (format == sides->right_format) {
        int size = format->native_size;
        if (format->kind == ITEM_FLOAT) return item_load_float(a, size, false) == item_load_float(b, size, false);
        return memcmp(a, b, (size_t)size) == 0;
    }
    Own left = bufview_unpack(rt, sides->left, a), right = bufview_unpack(rt, sides->right, b);
    int equal = left == NULL || right == NULL ? -1 : object_compare_bool(rt, left, right, COMPARE_EQ);
    release_all(rt, left, right);
    return equal;
}

static int views_equal(Rt *rt, const Sides *sides, const char *a, const char *b, int dimension)
{
    if (dimension == sides->left->dimensions) return items_equal(rt, sides, a, b);
    for (ptrdiff_t i = 0; i < sides->left->shape[dimension]; i++) {
        int equal = error_poll(rt) < 0 ? -1 : views_equal(rt, sides, a + i * sides->left->strides[dimension], b + i * sides->right->strides[dimension], dimension + 1);
        if (equal <= 0) return equal;
    }
    return 1;
}

static bool same_shape(const Buffer *left, const Buffer *right)
{
    if (left->dimensions != right->dimensions) return false;
    for (int i = 0; i < left->dimensions; i++) {
        if (left->shape[i] != right->shape[i]) return false;
        if (left->shape[i] == 0) break;
    }
    return true;
}

static bool is_released(Ref obj)
{
    return is_exact(obj, TYPE_memoryview) && AS_MEMORY(obj)->released;
}

Own bufview_compare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (op != COMPARE_EQ && op != COMPARE_NE) return not_implemented_new(rt);
    if (is_released(left) || is_released(right)) return bool_new(rt, (left == right) == (op == COMPARE_EQ));
    if (!buffer_is_supported(right)) return not_implemented_new(rt);
    Buffer other = {0};
    if (buffer_get(rt, right, &other, BUFFER_FULL_RO) < 0) {
        error_clear(rt);
        return not_implemented_new(rt);
    }
    const Buffer *view = &AS_MEMORY(left)->view;
    Sides sides = {view, &other, bufview_native_format(view->format), bufview_native_format(other.format)};
    int equal = 0;
    if (same_shape(view, &other) && sides.left_format != NULL && sides.right_format != NULL) {
        equal = views_equal(rt, &sides, view->bytes, other.bytes, 0);
    }
    buffer_release(rt, &other);
    return equal < 0 ? NULL : bool_new(rt, (equal == 1) == (op == COMPARE_EQ));
}
