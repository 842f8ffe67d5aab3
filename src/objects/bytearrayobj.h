/* bytearray: bytes that may change. */
#ifndef VIV_OBJECTS_BYTEARRAYOBJ_H
#define VIV_OBJECTS_BYTEARRAYOBJ_H

#include "memory/rt.h"

typedef struct ByteArrayObj {
    VarObj head;         /* length: bytes in use */
    ptrdiff_t allocated; /* of `block`; 0: none */
    char *block;         /* heap_alloc'd, with a NUL behind the bytes; or NULL */
    char *start;         /* of the bytes, inside the block */
    ptrdiff_t exports;   /* views that are out: while there are any, the length may not change */
} ByteArrayObj;
#define AS_BYTEARRAY(ref) ((ByteArrayObj *)(ref))

MUST_USE Own bytearray_new(Rt *rt, const char *bytes, ptrdiff_t length); /* NULL bytes: zeros */
int bytearray_byte(Rt *rt, Ref value); /* 0..255, or -1 + exception */
/* Changes the length; new bytes are not set.  -1: BufferError, MemoryError. */
MUST_USE int bytearray_resize(Rt *rt, Ref self, ptrdiff_t length);
/* self[start:end] = COUNT bytes. */
MUST_USE int bytearray_splice(Rt *rt, Ref self, ptrdiff_t start, ptrdiff_t end, const char *bytes, ptrdiff_t count);

/* self += the bytes that OTHER lends; TypeError MESSAGE, of OTHER and SELF, when it lends none. */
MUST_USE int bytearray_extend(Rt *rt, Ref self, Ref other, const char *message);

extern const MethodDef bytearray_methods[];

#endif
