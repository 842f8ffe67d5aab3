/* Lending the bytes inside an object (PEP 3118). */
#include "objects/buffer.h"

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

void buffer_release(Rt *rt, Buffer *view)
{
    Own owner = view->owner;
    if (owner == NULL) return;
    if (owner->type->slots.bf_releasebuffer != NULL) owner->type->slots.bf_releasebuffer(rt, owner, view);
    view->owner = NULL;
    release(rt, owner);
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
        .shape_of_one = length,
    };
    return 0;
}
