/* Bytes and bytearrays. */
#ifndef VIV_OBJECTS_BYTESOBJ_H
#define VIV_OBJECTS_BYTESOBJ_H

#include "base/buf.h"
#include "memory/rt.h"

typedef struct BytesObj {
    VarObj head;
    ptrdiff_t hash; /* -1: not computed */
    char bytes[];   /* and a NUL after them */
} BytesObj;
#define AS_BYTES(ref) ((BytesObj *)(ref))

MUST_USE Own bytes_new(Rt *rt, const void *bytes, size_t size); /* NULL bytes: not initialised */
MUST_USE Own bytes_from_buf(Rt *rt, const Buf *buf); /* MemoryError when failed */
MUST_USE Own bytes_take_buf(Rt *rt, Buf *buf);       /* the same; frees the buffer */
static inline ptrdiff_t bytes_length(Ref bytes)
{
    return ((const VarObj *)bytes)->length;
}

#endif
