/* Where the fields of a .pyc are: so that a fuzzer can damage a size, a jump or a table on
   purpose, which blind changes seldom hit. */
#ifndef VIV_FUZZ_PYC_FIELDS_H
#define VIV_FUZZ_PYC_FIELDS_H

#include "base/buf.h"
#include "base/vec.h"

typedef enum FieldKind {
    FIELD_TYPE,    /* the type byte of an object */
    FIELD_SIZE,    /* how many bytes or items follow */
    FIELD_NUMBER,  /* argument counts, stack size, flags, first line, ints */
    FIELD_REF,     /* the number of an earlier object */
    FIELD_OPCODE,
    FIELD_OPERAND, /* of an instruction that is no jump */
    FIELD_JUMP,
    FIELD_TABLE,   /* a byte of the kinds, of the line table or of the exception table */
    FIELD_KINDS
} FieldKind;

typedef struct Field {
    size_t at, size; /* 1 or 4 bytes */
} Field;

typedef struct PycFields {
    VEC(Field) of[FIELD_KINDS];
} PycFields;

/* Finds the fields of the whole and sound file PYC; -1 when it has a form that is not known here. */
MUST_USE int pyc_fields_find(const Buf *pyc, PycFields *fields);

void pyc_fields_fini(PycFields *fields);

#endif
