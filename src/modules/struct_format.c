/* The formats of the module struct.  A format is read once into fields with their offsets: in native
   mode ('@' or nothing) as a C compiler would place them, otherwise without gaps and in standard sizes. */
#include "modules/struct_format.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/tupleobj.h"

/* --- reading a format */

typedef struct Reader {
    Rt *rt;
    const char *at;
    bool native, big;
    ptrdiff_t size, count; /* so far */
    ptrdiff_t field_count;
} Reader;

static int size_error(Rt *rt)
{
    return error_raise_int(rt, TYPE_struct_error, "total struct size too long");
}

/* "12i": the number, 1 when there is none. */
static int read_repeat(Reader *reader, ptrdiff_t *repeat)
{
    *repeat = 1;
    if (*reader->at < '0' || *reader->at > '9') return 0;
    *repeat = 0;
    for (; *reader->at >= '0' && *reader->at <= '9'; reader->at++) {
        int digit = *reader->at - '0';
        if (*repeat > (PTRDIFF_MAX - digit) / 10) return size_error(reader->rt);
        *repeat = *repeat * 10 + digit;
    }
    if (*reader->at != 0) return 0;
    return error_raise_int(reader->rt, TYPE_struct_error, "repeat count given without format specifier");
}

/* Reads one field; with a letter of 0 at the end. */
static int read_field(Reader *reader, StructField *field)
{
    *field = (StructField){0};
    while (*reader->at == ' ' || (*reader->at >= '\t' && *reader->at <= '\r')) reader->at++;
    if (*reader->at == 0) return 0;
    ptrdiff_t repeat;
    if (read_repeat(reader, &repeat) < 0) return -1;
    field->letter = *reader->at++;
    bool bytes = field->letter == 's' || field->letter == 'p', pad = field->letter == 'x';
    if (!bytes && !pad) field->format = item_format_find(field->letter);
    int size = field->format == NULL ? 1 : reader->native ? field->format->native_size : field->format->standard_size;
    if (!bytes && !pad && (field->format == NULL || size == 0)) {
        return error_raise_int(reader->rt, TYPE_struct_error, "bad char in struct format");
    }
    ptrdiff_t gap = reader->native && reader->size > 0 ? size - 1 - (reader->size - 1) % size : 0;
    if (gap > PTRDIFF_MAX - reader->size) return size_error(reader->rt);
    reader->size += gap;
    if (repeat > (PTRDIFF_MAX - reader->size) / size) return size_error(reader->rt);
    field->offset = reader->size;
    field->size = bytes ? repeat : size;
    field->repeat = pad ? 0 : bytes ? 1 : repeat;
    field->big = reader->big;
    field->native = reader->native;
    field->named = size == 1 || (size == 2 && !reader->big);
    reader->size += repeat * size;
    reader->count += field->repeat;
    reader->field_count += field->repeat > 0;
    return 0;
}

static Reader reader_of(Rt *rt, const char *text)
{
    Reader reader = {.rt = rt, .at = text};
    reader.native = *text == 0 || strchr("<>=!", *text) == NULL;
    reader.big = *text == '>' || *text == '!';
    if (*text != 0 && strchr("@<>=!", *text) != NULL) reader.at++;
    return reader;
}

/* Reads all fields, into FIELDS unless that is NULL. */
static int read_all(Reader *reader, StructField *fields)
{
    StructField field;
    do {
        ptrdiff_t before = reader->field_count;
        if (read_field(reader, &field) < 0) return -1;
        if (fields != NULL && reader->field_count > before) fields[before] = field;
    } while (field.letter != 0);
    return 0;
}

int record_read_format(Rt *rt, Ref self, Ref format)
{
    const char *text = AS_BYTES(format)->bytes;
    if (strlen(text) != (size_t)bytes_length(format)) return error_raise_int(rt, TYPE_struct_error, "embedded null character");
    Reader reader = reader_of(rt, text);
    if (read_all(&reader, NULL) < 0) return -1;
    StructField *fields = heap_alloc(rt, ((size_t)reader.field_count + 1) * sizeof *fields);
    if (fields == NULL) return -1;
    reader = reader_of(rt, text);
    if (read_all(&reader, fields) < 0) viv_unreachable("a format that was read before");
    fields[reader.field_count] = (StructField){0};
    heap_free(rt, AS_STRUCT(self)->fields);
    AS_STRUCT(self)->fields = fields;
    AS_STRUCT(self)->size = reader.size;
    AS_STRUCT(self)->count = reader.count;
    return 0;
}

/* --- packing */

static int out_of_range(Rt *rt, const StructField *field)
{
    static const char *const names[] = {"byte", "ubyte", "short", "ushort"};
    int size = (int)field->size;
    bool is_signed = field->format->kind == ITEM_SIGNED;
    int64_t least = is_signed ? -((int64_t)1 << (8 * size - 1)) : 0, most = ((int64_t)1 << (8 * size - is_signed)) - 1;
    if (field->named) {
        return error_raise_int(rt, TYPE_struct_error, "%s format requires %ld <= number <= %ld", names[(size == 2) * 2 + !is_signed], least, most);
    }
    return error_raise_int(rt, TYPE_struct_error, "'%c' format requires %ld <= number <= %ld", field->letter, least, most);
}

/* NUMBER is an exact int.  C's conversions come first: through long for signed letters and those with
   names, through unsigned long for the others. */
static int pack_int(Rt *rt, const StructField *field, Ref number, char *out)
{
    bool is_signed = field->format->kind == ITEM_SIGNED;
    uint64_t bits;
    if (item_int_bits(number, (int)field->size, is_signed, &bits) || (field->letter == 'P' && item_int_bits(number, 8, true, &bits))) {
        item_store_bits(bits, out, (int)field->size, field->big);
        return 0;
    }
    if (field->letter == 'P' || (field->big && field->size == 8)) {
        return error_raise_int(rt, TYPE_OverflowError, "int too big to convert");
    }
    if (field->size < 8 && item_int_bits(number, 8, is_signed || field->named, &bits)) return out_of_range(rt, field);
    return error_raise_int(rt, TYPE_struct_error, "argument out of range");
}

static int pack_integer(Rt *rt, const StructField *field, Ref value, char *out)
{
    if (!number_has_index(value)) return error_raise_int(rt, TYPE_struct_error, "required argument is not an integer");
    Own number = number_index(rt, value);
    int status = number == NULL ? -1 : pack_int(rt, field, number, out);
    release(rt, number);
    return status;
}

static int pack_float(Rt *rt, const StructField *field, Ref value, char *out)
{
    double number = float_value(rt, value);
    if (number == -1.0 && rt_is_pending(rt)) return error_raise_int(rt, TYPE_struct_error, "required argument is not a float");
    bool stored = item_store_float(number, out, (int)field->size, field->big);
    if (stored || (field->native && field->letter == 'f')) return 0; /* C's own conversion to float is silent */
    return error_raise_int(rt, TYPE_OverflowError, "float too large to pack with %c format", field->letter);
}

/* 's' and 'p': filled up with zeros; 'p' begins with a byte that says how many there are. */
static int pack_bytes(Rt *rt, const StructField *field, Ref value, char *out)
{
    bool array = type_is_subtype(value->type, RT_TYPE(rt, bytearray));
    if (!array && !is_bytes(value)) return error_raise_int(rt, TYPE_struct_error, "argument for '%c' must be a bytes object", field->letter);
    const char *bytes = array ? AS_BYTEARRAY(value)->start : AS_BYTES(value)->bytes;
    ptrdiff_t head = field->letter == 'p', length = ((const VarObj *)value)->length, room = field->size - head;
    if (length > room) length = room;
    if (length > 0) memcpy(out + head, bytes, (size_t)length);
    if (head > 0 && room >= 0) *out = (char)(length > 255 ? 255 : length);
    return 0;
}

static int pack_value(Rt *rt, const StructField *field, Ref value, char *out)
{
    if (field->format == NULL) return pack_bytes(rt, field, value, out);
    switch (field->format->kind) {
    case ITEM_SIGNED:
    case ITEM_UNSIGNED: return pack_integer(rt, field, value, out);
    case ITEM_FLOAT: return pack_float(rt, field, value, out);
    case ITEM_BOOL: {
        int truth = object_is_true(rt, value);
        if (truth >= 0) *out = (char)truth;
        return truth < 0 ? -1 : 0;
    }
    case ITEM_CHAR:
        if (!is_bytes(value) || bytes_length(value) != 1) {
            return error_raise_int(rt, TYPE_struct_error, "char format requires a bytes object of length 1");
        }
        *out = AS_BYTES(value)->bytes[0];
        return 0;
    }
    viv_unreachable("kind of item");
}

int record_pack_into(Rt *rt, Ref self, const Ref *values, char *out)
{
    memset(out, 0, (size_t)AS_STRUCT(self)->size);
    for (const StructField *field = AS_STRUCT(self)->fields; field->repeat > 0; field++) {
        for (ptrdiff_t i = 0; i < field->repeat; i++, values++) {
            if (pack_value(rt, field, *values, out + field->offset + i * field->size) == 0) continue;
            if (is_int(*values) && error_clear_if(rt, TYPE_OverflowError)) {
                return error_raise_int(rt, TYPE_struct_error, "int too large to convert");
            }
            return -1;
        }
    }
    return 0;
}

/* --- unpacking */

static Own unpack_value(Rt *rt, const StructField *field, const char *bytes)
{
    if (field->format != NULL) return item_unpack(rt, field->format, bytes, (int)field->size, field->big);
    if (field->letter == 's') return bytes_new(rt, bytes, (size_t)field->size);
    if (field->size == 0) return error_raise(rt, TYPE_SystemError, "Negative size passed to PyBytes_FromStringAndSize");
    ptrdiff_t length = (unsigned char)*bytes;
    return bytes_new(rt, bytes + 1, (size_t)(length < field->size ? length : field->size - 1));
}

Own record_unpack_from(Rt *rt, Ref self, const char *bytes)
{
    Own tuple = tuple_new(rt, AS_STRUCT(self)->count);
    ptrdiff_t at = 0;
    for (const StructField *field = AS_STRUCT(self)->fields; tuple != NULL && field->repeat > 0; field++) {
        for (ptrdiff_t i = 0; tuple != NULL && i < field->repeat; i++) {
            Own value = unpack_value(rt, field, bytes + field->offset + i * field->size);
            if (value == NULL) release_clear(rt, &tuple);
            else tuple_take(tuple, at++, value);
        }
    }
    return tuple;
}
