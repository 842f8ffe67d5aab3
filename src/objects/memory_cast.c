/* memoryview.cast: the same bytes under another format or shape. */
#include <string.h>

#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/item_format.h"
#include "objects/listobj.h"
#include "objects/memoryobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* A text of FORMAT's that lives as long as the program; NULL when it is no native format. */
static const char *lasting_text(const char *format)
{
    static const char texts[][3] = {"@c", "@b", "@B", "@?", "@h", "@H", "@i", "@I", "@l", "@L", "@q", "@Q", "@n", "@N", "@P", "@f", "@d"};
    const ItemFormat *native = bufview_native_format(format);
    for (size_t i = 0; native != NULL && i < ARRAY_LENGTH(texts); i++) {
        if (texts[i][1] == native->letter) return format[0] == '@' ? texts[i] : texts[i] + 1;
    }
    return NULL;
}

static bool is_byte(const ItemFormat *format)
{
    return format->letter == 'B' || format->letter == 'b' || format->letter == 'c';
}

/* One dimension of items in the FORMAT that a str names. */
static int set_format(Rt *rt, Buffer *view, Ref format)
{
    Own ascii = str_encode(rt, format, "ascii", "strict");
    if (ascii == NULL) return -1;
    const char *text = lasting_text(str_utf8(rt, format, NULL));
    release(rt, ascii);
    const ItemFormat *from = bufview_native_format(view->format), *to = text == NULL ? NULL : bufview_native_format(text);
    if (from == NULL || to == NULL) {
        return error_raise_int(rt, TYPE_ValueError, "memoryview: %s format must be a native single character format prefixed with an optional '@'", from == NULL ? "source" : "destination");
    }
    if (!is_byte(from) && !is_byte(to)) return error_raise_int(rt, TYPE_TypeError, "memoryview: cannot cast between two non-byte formats");
    if (view->length % to->native_size != 0) return error_raise_int(rt, TYPE_TypeError, "memoryview: length is not a multiple of itemsize");
    view->format = text;
    view->item_size = to->native_size;
    view->dimensions = 1;
    view->shape[0] = view->length / view->item_size;
    view->strides[0] = view->item_size;
    return 0;
}

/* The shape that a list or tuple gives, if the bytes are as many. */
static int set_shape(Rt *rt, Buffer *view, Ref shape)
{
    ptrdiff_t count = is_list(shape) ? list_length(shape) : tuple_length(shape), size = view->item_size;
    for (ptrdiff_t i = 0; i < count; i++) {
        Ref item = is_list(shape) ? list_peek(shape, i) : tuple_peek(shape, i);
        if (!is_int(item)) return error_raise_int(rt, TYPE_TypeError, "memoryview.cast(): elements of shape must be integers");
        int overflow;
        int64_t length = int_value_overflow(item, &overflow);
        if (overflow == 0 && length <= 0) return error_raise_int(rt, TYPE_ValueError, "memoryview.cast(): elements of shape must be integers > 0");
        if (overflow != 0 || length > PTRDIFF_MAX / size) return error_raise_int(rt, TYPE_ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX");
        size *= length;
        view->shape[i] = length;
    }
    if (size != view->length) return error_raise_int(rt, TYPE_TypeError, "memoryview: product(shape) * itemsize != buffer size");
    view->dimensions = (int)count;
    size = view->item_size;
    for (ptrdiff_t i = count; i-- > 0; size *= view->shape[i]) view->strides[i] = size;
    if (count == 0) view->shape = view->strides = NULL;
    return 0;
}

static bool has_no_items(const Buffer *view)
{
    for (int i = 0; i < view->dimensions; i++) {
        if (view->shape[i] == 0) return true;
    }
    return false;
}

Own bufview_cast(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"format", "shape", NULL};
    static const ArgSpec spec = {"cast", names, 1, 2, 0};
    Ref given[2];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    Ref shape = given[1];
    if (!is_str(given[0])) return error_raise(rt, TYPE_TypeError, "cast() argument 'format' must be str, not %.50K", given[0]);
    if (bufview_check(rt, self) < 0) return NULL;
    const MemoryObj *memory = AS_MEMORY(self);
    const Buffer *view = &memory->view;
    bool flat = view->dimensions == 1;
    if (flat ? view->shape[0] != 1 && view->strides[0] != view->item_size : !buffer_is_contiguous(view, 'C')) {
        return error_raise(rt, TYPE_TypeError, "memoryview: casts are restricted to C-contiguous views");
    }
    if ((shape != NULL || !flat) && has_no_items(view)) {
        return error_raise(rt, TYPE_TypeError, "memoryview: cannot cast view with zeros in shape or strides");
    }
    if (shape != NULL && !is_list(shape) && !is_tuple(shape)) return error_raise(rt, TYPE_TypeError, "shape must be a list or a tuple");
    ptrdiff_t dimensions = shape == NULL ? 1 : is_list(shape) ? list_length(shape) : tuple_length(shape);
    if (dimensions > BUFFER_MAX_DIMENSIONS) return error_raise(rt, TYPE_ValueError, "memoryview: number of dimensions must not exceed %d", BUFFER_MAX_DIMENSIONS);
    if (shape != NULL && !flat && dimensions != 1) return error_raise(rt, TYPE_TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D");
    Own cast = bufview_on_loan(rt, memory->loan, view, dimensions == 0 ? 1 : (int)dimensions);
    if (cast == NULL) return NULL;
    Buffer *target = &AS_MEMORY(cast)->view;
    if (set_format(rt, target, given[0]) < 0 || (shape != NULL && set_shape(rt, target, shape) < 0)) release_clear(rt, &cast);
    return cast;
}
