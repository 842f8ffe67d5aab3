/* Formats of the module struct: what is where in a packed record, and packing and unpacking one. */
#ifndef VIV_MODULES_STRUCT_FORMAT_H
#define VIV_MODULES_STRUCT_FORMAT_H

#include "objects/item_format.h"

/* So many values of one kind, one after the other. */
typedef struct StructField {
    const ItemFormat *format; /* NULL: bytes, 's' or 'p' */
    char letter;
    bool big, named; /* named: out of range is said in words, "short format requires …" */
    bool native;
    ptrdiff_t offset, size, repeat;
} StructField;

typedef struct StructObj {
    Obj head;
    ptrdiff_t size, count;  /* of the record, in bytes; of the values; -1 before __init__ */
    StructField *fields;    /* heap_alloc'd, ended by one without repeats; or NULL */
    Own format;             /* bytes, or NULL */
    Own weakrefs;
} StructObj;
#define AS_STRUCT(ref) ((StructObj *)(ref))

/* Reads the FORMAT (bytes) into SELF; struct.error. */
MUST_USE int record_read_format(Rt *rt, Ref self, Ref format);
/* Stores VALUES, as many as SELF wants, at OUT. */
MUST_USE int record_pack_into(Rt *rt, Ref self, const Ref *values, char *out);
MUST_USE Own record_unpack_from(Rt *rt, Ref self, const char *bytes);

#endif
