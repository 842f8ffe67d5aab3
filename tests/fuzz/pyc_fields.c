/* Walks over a marshalled code object and notes its fields; the file is trusted. */
#include "pyc_fields.h"

#include <stdlib.h>

#include "code/marshal.h"
#include "code/opcode.h"
#include "code/pyc.h"

typedef enum BytesMeaning { BYTES_PLAIN, BYTES_CODE, BYTES_TABLE } BytesMeaning;

typedef struct Walk {
    const unsigned char *bytes;
    size_t length, at;
    PycFields *fields;
    bool failed;
} Walk;

static void note(Walk *walk, FieldKind kind, size_t size)
{
    if (walk->at + size > walk->length || vec_push(&walk->fields->of[kind], ((Field){walk->at, size})) < 0) {
        walk->failed = true;
        return;
    }
    walk->at += size;
}

static size_t note_size(Walk *walk, size_t size)
{
    size_t at = walk->at;
    uint32_t value = 0;
    note(walk, FIELD_SIZE, size);
    if (!walk->failed) {
        for (size_t i = size; i > 0; i--) value = value << 8 | walk->bytes[at + i - 1];
    }
    return value;
}

static void note_code(Walk *walk, size_t size)
{
    for (size_t i = 0; i + 1 < size && !walk->failed; i += 2) {
        bool jumps = opcode_table[walk->bytes[walk->at]].operand == OPERAND_JUMP;
        note(walk, FIELD_OPCODE, 1);
        note(walk, jumps ? FIELD_JUMP : FIELD_OPERAND, 1);
    }
}

static void note_object(Walk *walk, BytesMeaning meaning);

static void note_bytes(Walk *walk, size_t size, BytesMeaning meaning)
{
    if (size > walk->length - walk->at) {
        walk->failed = true;
    } else if (meaning == BYTES_CODE) {
        note_code(walk, size);
    } else if (meaning == BYTES_TABLE) {
        for (size_t i = 0; i < size; i++) note(walk, FIELD_TABLE, 1);
    } else {
        walk->at += size;
    }
}

static void note_code_object(Walk *walk)
{
    static const BytesMeaning parts[] = {[0] = BYTES_CODE, [4] = BYTES_TABLE, [7] = BYTES_PLAIN};
    for (int i = 0; i < 5; i++) note(walk, FIELD_NUMBER, 4);
    for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) note_object(walk, parts[i]);
    note(walk, FIELD_NUMBER, 4);
    note_object(walk, BYTES_TABLE);
    note_object(walk, BYTES_TABLE);
}

static void note_items(Walk *walk, size_t count)
{
    for (size_t i = 0; i < count && !walk->failed; i++) note_object(walk, BYTES_PLAIN);
}

static void note_object(Walk *walk, BytesMeaning meaning)
{
    size_t at = walk->at;
    note(walk, FIELD_TYPE, 1);
    if (walk->failed) return;
    switch (walk->bytes[at] & ~MARSHAL_FLAG_REF) {
    case MARSHAL_NONE: case MARSHAL_FALSE: case MARSHAL_TRUE: case MARSHAL_ELLIPSIS: break;
    case MARSHAL_INT: note(walk, FIELD_NUMBER, 4); break;
    case MARSHAL_REF: note(walk, FIELD_REF, 4); break;
    case MARSHAL_LONG: {
        int32_t digits = (int32_t)note_size(walk, 4); /* negative: of a negative number */
        walk->at += 2 * (size_t)abs(digits);
        break;
    }
    case MARSHAL_BINARY_FLOAT: walk->at += 8; break;
    case MARSHAL_BINARY_COMPLEX: walk->at += 16; break;
    case MARSHAL_BYTES: case MARSHAL_UNICODE: case MARSHAL_INTERNED: case MARSHAL_ASCII:
    case MARSHAL_ASCII_INTERNED: note_bytes(walk, note_size(walk, 4), meaning); break;
    case MARSHAL_SHORT_ASCII: case MARSHAL_SHORT_ASCII_INTERNED:
        note_bytes(walk, note_size(walk, 1), BYTES_PLAIN);
        break;
    case MARSHAL_TUPLE: case MARSHAL_FROZENSET: note_items(walk, note_size(walk, 4)); break;
    case MARSHAL_SMALL_TUPLE: note_items(walk, note_size(walk, 1)); break;
    case MARSHAL_CODE: note_code_object(walk); break;
    default: walk->failed = true;
    }
}

int pyc_fields_find(const Buf *pyc, PycFields *fields)
{
    Walk walk = {(const unsigned char *)pyc->bytes, pyc->length, PYC_HEADER_SIZE, fields, false};
    note_object(&walk, BYTES_PLAIN);
    return walk.failed || walk.at != walk.length ? -1 : 0;
}

void pyc_fields_fini(PycFields *fields)
{
    for (int kind = 0; kind < FIELD_KINDS; kind++) vec_fini(&fields->of[kind]);
}
