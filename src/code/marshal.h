/* Marshal: CPython's own binary format for constants and code objects, of which .pyc files
   are made.  An object is a type byte and its contents; the byte's highest bit says that a
   later 'r' may refer to it by number. */
#ifndef VIV_CODE_MARSHAL_H
#define VIV_CODE_MARSHAL_H

#include "base/buf.h"
#include "memory/rt.h"

enum { MARSHAL_VERSION = 4, MARSHAL_DEPTH = 2000 };

/* The type bytes. */
enum MarshalType {
    MARSHAL_NULL = '0',
    MARSHAL_NONE = 'N',
    MARSHAL_FALSE = 'F',
    MARSHAL_TRUE = 'T',
    MARSHAL_STOP_ITERATION = 'S',
    MARSHAL_ELLIPSIS = '.',
    MARSHAL_INT = 'i',
    MARSHAL_INT64 = 'I',
    MARSHAL_LONG = 'l',
    MARSHAL_FLOAT = 'f', /* as text */
    MARSHAL_BINARY_FLOAT = 'g',
    MARSHAL_COMPLEX = 'x',
    MARSHAL_BINARY_COMPLEX = 'y',
    MARSHAL_BYTES = 's',
    MARSHAL_INTERNED = 't',
    MARSHAL_UNICODE = 'u',
    MARSHAL_ASCII = 'a',
    MARSHAL_ASCII_INTERNED = 'A',
    MARSHAL_SHORT_ASCII = 'z',
    MARSHAL_SHORT_ASCII_INTERNED = 'Z',
    MARSHAL_TUPLE = '(',
    MARSHAL_SMALL_TUPLE = ')',
    MARSHAL_LIST = '[',
    MARSHAL_DICT = '{',
    MARSHAL_SET = '<',
    MARSHAL_FROZENSET = '>',
    MARSHAL_CODE = 'c',
    MARSHAL_REF = 'r',
    MARSHAL_FLAG_REF = 0x80,
};

/* The object that the SIZE bytes begin with; *used becomes the bytes read.  EOFError,
   ValueError or TypeError when they are not sound.  Code objects are verified now, or before they run first:
   most functions of an imported module are never called. */
typedef enum MarshalProof { MARSHAL_PROVE_NOW, MARSHAL_PROVE_LATER } MarshalProof;
MUST_USE Own marshal_read(Rt *rt, const void *bytes, size_t size, size_t *used, MarshalProof proof);

/* The same of what READ gives: exactly SIZE bytes into BYTES, or -1 + pending; not one byte beyond the
   object is asked for. */
typedef int (*MarshalSource)(Rt *rt, void *context, void *bytes, size_t size);
MUST_USE Own marshal_read_from(Rt *rt, MarshalSource read, void *context);

/* Adds OBJ to OUT in the format's VERSION (0 to 4).  0, or -1 + ValueError for what cannot be
   written. */
MUST_USE int marshal_write(Rt *rt, Ref obj, int version, Buf *out);

#endif
