/* .pyc files: sixteen bytes that say from what source they were made, then a code object. */
#ifndef VIV_CODE_PYC_H
#define VIV_CODE_PYC_H

#include "base/buf.h"
#include "code/marshal.h"
#include "memory/rt.h"

enum { PYC_HEADER_SIZE = 16 };

typedef enum PycFlags {
    PYC_TIMESTAMP = 0,      /* mtime and size of the source follow */
    PYC_HASH = 1,           /* a hash of the source follows */
    PYC_HASH_CHECKED = 1 | 2, /* and is to be compared with it */
} PycFlags;

typedef struct PycHeader {
    PycFlags flags;
    uint32_t mtime, source_size; /* with PYC_TIMESTAMP */
    uint64_t source_hash;        /* else */
} PycHeader;

/* Do the bytes begin as CPython 3.11's .pyc do? */
bool pyc_is_magic(const void *bytes, size_t size);

/* The verified code object in a whole .pyc; NAME is for messages.  ImportError for a header
   that is not 3.11's, EOFError, ValueError or TypeError for contents that are not sound.
   HEADER may be NULL. */
MUST_USE Own pyc_read(Rt *rt, const void *bytes, size_t size, const char *name, PycHeader *header, MarshalProof proof);

/* A whole .pyc for CODE into OUT. */
MUST_USE int pyc_write(Rt *rt, Ref code, const PycHeader *header, Buf *out);

#endif
