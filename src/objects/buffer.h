/* Views of the bytes inside an object (PEP 3118): what bytes, bytearray, memoryview and array
   lend to functions that read or write raw memory. */
#ifndef VIV_OBJECTS_BUFFER_H
#define VIV_OBJECTS_BUFFER_H

#include "memory/rt.h"

enum { BUFFER_MAX_DIMENSIONS = 64 };

enum BufferFlag {
    BUFFER_SIMPLE = 0,
    BUFFER_WRITABLE = 1,
    BUFFER_FORMAT = 4,
    BUFFER_ND = 8,
    BUFFER_STRIDES = 0x10 | BUFFER_ND,
    BUFFER_C_CONTIGUOUS = 0x20 | BUFFER_STRIDES,
    BUFFER_F_CONTIGUOUS = 0x40 | BUFFER_STRIDES,
    BUFFER_ANY_CONTIGUOUS = 0x80 | BUFFER_STRIDES,
    BUFFER_INDIRECT = 0x100 | BUFFER_STRIDES,
    BUFFER_FULL_RO = BUFFER_INDIRECT | BUFFER_FORMAT,
};

struct Buffer {
    char *bytes;
    Own owner; /* keeps the bytes where they are; NULL when nothing is lent */
    ptrdiff_t length, item_size;
    bool readonly;
    int dimensions;
    const char *format;                      /* struct's notation; NULL: "B" */
    ptrdiff_t *shape, *strides, *suboffsets; /* owner's, or this Buffer's own fields, so that it is not to be
                                                moved; NULL when not asked for; suboffsets always are NULL */
    void *internal;                          /* owner's */
};

/* Borrows the bytes of OBJ until buffer_release. -1: TypeError "a bytes-like object is required". */
MUST_USE int buffer_get(Rt *rt, Ref obj, Buffer *view, int flags);
/* The same, to write into, of the argument of FUNCTION: TypeError "f() argument must be read-write …". */
MUST_USE int buffer_get_writable(Rt *rt, const char *function, Ref obj, Buffer *view);
/* The same of plain bytes without gaps; false, and nothing is pending, when OBJ has none to lend. */
MUST_USE bool buffer_try(Rt *rt, Ref obj, Buffer *view);
void buffer_release(Rt *rt, Buffer *view); /* also of one that was never filled but zeroed */
bool buffer_is_supported(Ref obj);
/* Do the items of a view with shape and strides lie without gaps, the last index counting fastest ('C'),
   the first ('F'), or either ('A')? */
bool buffer_is_contiguous(const Buffer *view, char order);
/* All items as bytes, in that order ('A': as they lie when there are no gaps, else as 'C'). */
MUST_USE Own buffer_to_bytes(Rt *rt, const Buffer *view, char order);
/* The same of OBJ, which may lend bytes with gaps. */
MUST_USE Own buffer_bytes_of(Rt *rt, Ref obj);
/* Fills the TOTAL bytes at MEMORY, of which the first SIZE are set, with copies of these.  -1: interrupted. */
MUST_USE int buffer_repeat(Rt *rt, void *memory, size_t size, size_t total);
/* Fills VIEW as a flat run of LENGTH bytes of OWNER; what a bf_getbuffer calls. */
MUST_USE int buffer_fill(Rt *rt, Buffer *view, Ref owner, void *bytes, ptrdiff_t length, bool readonly, int flags);

#endif
