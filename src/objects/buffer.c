/* Lending the bytes inside an object (PEP 3118). */
#include "objects/buffer.h"

#include <string.h>

#include "objects/bytesobj.h"
#include "objects/error.h"

bool buffer_is_supported(Ref obj)
{
    return obj->type->slots.bf_getbuffer != NULL;
}

int buffer_get(Rt *rt, Ref obj, Buffer *view, int flags)
{
    *view = (Buffer){0};
    if (!buffer_is_supported(obj)) {
        return error_raise_int(rt, TYPE_TypeError, "a bytes-like object is required, not '%.100T'", obj);
    }
    return obj->type->slots.bf_getbuffer(rt, obj, view, flags);
}

int buffer_get_writable(Rt *rt, const char *function, Ref obj, Buffer *view)
{
    if (buffer_is_supported(obj) && buffer_get(rt, obj, view, BUFFER_WRITABLE) == 0) return 0;
    if (rt_is_pending(rt) && !error_clear_if(rt, TYPE_BufferError)) return -1;
    return error_raise_int(rt, TYPE_TypeError, "%s() argument must be read-write bytes-like object, not %.50K", function, obj);
}

bool buffer_try(Rt *rt, Ref obj, Buffer *view)
{
    *view = (Buffer){0};
    if (!buffer_is_supported(obj)) return false;
    if (buffer_get(rt, obj, view, BUFFER_SIMPLE) == 0) return true;
    error_clear(rt);
    return false;
}

void buffer_release(Rt *rt, Buffer *view)
{
    Own owner = view->owner;
    if (owner == NULL) return;
    if (owner->type->slots.bf_releasebuffer != NULL) owner->type->slots.bf_releasebuffer(rt, owner, view);
    view->owner = NULL;
    release(rt, owner);
}

int buffer_repeat(Rt *rt, void *memory, size_t size, size_t total)
{
    enum { STEP = 1 << 20 };
    char *bytes = memory;
    for (size_t done = size; done < total;) {
        size_t left = total - done, count = done < STEP ? done : size < STEP ? STEP / size * size : size;
        if (count > done) count = done;
        memcpy(bytes + done, bytes, count < left ? count : left);
        done += count < left ? count : left;
        if (error_poll(rt) < 0) return -1;
    }
    return 0;
}

int buffer_fill(Rt *rt, Buffer *view, Ref owner, void *bytes, ptrdiff_t length, bool readonly, int flags)
{
    if ((flags & BUFFER_WRITABLE) != 0 && readonly) {
        return error_raise_int(rt, TYPE_BufferError, "Object is not writable.");
    }
    *view = (Buffer){
        .bytes = bytes,
        .owner = new_ref(owner),
        .length = length,
        .item_size = 1,
        .readonly = readonly,
        .dimensions = 1,
        .format = (flags & BUFFER_FORMAT) != 0 ? "B" : NULL,
    };
    if ((flags & BUFFER_ND) != 0) view->shape = &view->length;
    if ((flags & BUFFER_STRIDES) == BUFFER_STRIDES) view->strides = &view->item_size;
    return 0;
}

static bool is_contiguous_in(const Buffer *view, bool last_fastest)
{
    ptrdiff_t size = view->item_size;
    for (int n = 0; n < view->dimensions; n++) {
        int i = last_fastest ? view->dimensions - 1 - n : n;
        if (view->shape[i] > 1 && view->strides[i] != size) return false;
        size *= view->shape[i];
    }
    return true;
}

bool buffer_is_contiguous(const Buffer *view, char order)
{
    if (view->length == 0 || view->strides == NULL) return true;
    return (order != 'F' && is_contiguous_in(view, true)) || (order != 'C' && is_contiguous_in(view, false));
}

/* Each item in turn, the index of one dimension counting fastest: the last, or the first. */
static void copy_items(const Buffer *view, bool last_fastest, char *out)
{
    ptrdiff_t index[BUFFER_MAX_DIMENSIONS] = {0};
    const char *item = view->bytes;
    for (ptrdiff_t left = view->length / view->item_size; left > 0; left--) {
        memcpy(out, item, (size_t)view->item_size);
        out += view->item_size;
        for (int n = 0; n < view->dimensions; n++) {
            int i = last_fastest ? view->dimensions - 1 - n : n;
            item += view->strides[i];
            if (++index[i] < view->shape[i]) break;
            item -= view->strides[i] * view->shape[i];
            index[i] = 0;
        }
    }
}

Own buffer_to_bytes(Rt *rt, const Buffer *view, char order)
{
    bool plain = buffer_is_contiguous(view, order);
    if (plain) return bytes_new(rt, view->bytes, (size_t)view->length);
    char one;
    Own bytes = view->length == 1 ? NULL : bytes_new(rt, NULL, (size_t)view->length);
    if (view->length != 1 && bytes == NULL) return NULL;
    copy_items(view, order != 'F', bytes == NULL ? &one : AS_BYTES(bytes)->bytes);
    return bytes == NULL ? bytes_new(rt, &one, 1) : bytes;
}

Own buffer_bytes_of(Rt *rt, Ref obj)
{
    Buffer view;
    if (buffer_get(rt, obj, &view, BUFFER_FULL_RO) < 0) return NULL;
    Own bytes = buffer_to_bytes(rt, &view, 'C');
    buffer_release(rt, &view);
    return bytes;
}
