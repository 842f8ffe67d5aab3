/* Writing marshal data, byte for byte as CPython does.  An object that others may hold as
   well (its count is not 1, or it is an interned string) gets a number, and is written as
   a reference when it comes again; so the same objects, shared in the same way, give the
   same file. */
#include "code/marshal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

#include "code/code.h"

enum { FIRST_SLOTS = 256, VERSION_REFS = 3, VERSION_SHORT = 4 };

/* An object that has a number: open addressing by address, at most half full. */
typedef struct RefSlot {
    Ref obj; /* kept alive by what is being written */
    int32_t number;
} RefSlot;

typedef struct Writer {
    Rt *rt;
    Buf *out;
    int version;
    int depth;
    RefSlot *slots;
    size_t slot_count; /* a power of two, or 0 */
    int32_t numbered;
} Writer;

/* HELD: references that only the writing itself adds, in CPython, to the object's count. */
static int write_object(Writer *writer, Ref obj, uint32_t held);

/* --- Bytes */

static void write_word(Writer *writer, uint64_t word, int size)
{
    for (int i = 0; i < size; i++) buf_add_char(writer->out, (char)(word >> (8 * i) & 0xFF));
}

static void write_int32(Writer *writer, int64_t value)
{
    write_word(writer, (uint64_t)value, 4);
}

static int write_count(Writer *writer, ptrdiff_t count)
{
    if (count > INT32_MAX) {
        return error_raise_int(writer->rt, TYPE_ValueError, "unmarshallable object");
    }
    write_int32(writer, count);
    return 0;
}

static int write_sized(Writer *writer, const char *bytes, size_t size)
{
    if (write_count(writer, (ptrdiff_t)size) < 0) return -1;
    buf_add(writer->out, bytes, size);
    return 0;
}

/* --- References */

static RefSlot *slot_find(RefSlot *slots, size_t slot_count, Ref obj)
{
    size_t index = ((uintptr_t)obj >> 4) * 0x9E3779B97F4A7C15u;
    for (;; index++) {
        RefSlot *slot = &slots[index & (slot_count - 1)];
        if (slot->obj == obj || slot->obj == NULL) return slot;
    }
}

static int slots_grow(Writer *writer)
{
    size_t count = writer->slot_count == 0 ? FIRST_SLOTS : writer->slot_count * 2;
    RefSlot *grown = calloc(count, sizeof *grown);
    if (grown == NULL) {
        error_no_memory(writer->rt);
        return -1;
    }
    for (size_t i = 0; i < writer->slot_count; i++) {
        if (writer->slots[i].obj == NULL) continue;
        *slot_find(grown, count, writer->slots[i].obj) = writer->slots[i];
    }
    free(writer->slots);
    writer->slots = grown;
    writer->slot_count = count;
    return 0;
}

/* 1 when a reference was written; else 0, and *flag is what the type byte gets; -1. */
static int write_ref(Writer *writer, Ref obj, uint32_t held, int *flag)
{
    *flag = 0;
    if (writer->version < VERSION_REFS) return 0;
    bool is_interned = is_exact(obj, TYPE_str) && AS_STR(obj)->interned != 0;
    if (obj->refcount + held == 1 && !is_interned) return 0;
    if ((size_t)writer->numbered * 2 >= writer->slot_count && slots_grow(writer) < 0) return -1;
    RefSlot *slot = slot_find(writer->slots, writer->slot_count, obj);
    if (slot->obj != NULL) {
        buf_add_char(writer->out, MARSHAL_REF);
        write_int32(writer, slot->number);
        return 1;
    }
    *slot = (RefSlot){obj, writer->numbered++};
    *flag = MARSHAL_FLAG_REF;
    return 0;
}

/* --- Numbers */

/* Each 30-bit digit gives two of 15 bits; the highest half is left out when it is zero. */
static void write_long(Writer *writer, Ref obj, int flag)
{
    const IntObj *value = AS_INT(obj);
    int64_t length = value->head.length, digits = length < 0 ? -length : length;
    int64_t halves = 2 * digits;
    if (digits > 0 && value->digits[digits - 1] >> 15 == 0) halves--;
    buf_add_char(writer->out, (char)(MARSHAL_LONG | flag));
    write_int32(writer, length < 0 ? -halves : halves);
    for (int64_t i = 0; i < halves; i++) {
        write_word(writer, value->digits[i / 2] >> (i % 2 * 15) & 0x7FFF, 2);
    }
}

static void write_int(Writer *writer, Ref obj, int flag)
{
    int overflow;
    int64_t value = int_value_overflow(obj, &overflow);
    if (overflow != 0 || value < INT32_MIN || value > INT32_MAX) {
        write_long(writer, obj, flag);
        return;
    }
    buf_add_char(writer->out, (char)(MARSHAL_INT | flag));
    write_int32(writer, value);
}

static void write_double(Writer *writer, double value, bool is_binary)
{
    uint64_t word;
    char text[40];
    if (is_binary) {
        memcpy(&word, &value, sizeof word);
        write_word(writer, word, 8);
        return;
    }
    int length = snprintf(text, sizeof text, "%.17g", value);
    buf_add_char(writer->out, (char)length);
    buf_add(writer->out, text, (size_t)length);
}

static void write_float(Writer *writer, Ref obj, int flag)
{
    bool is_binary = writer->version > 1;
    buf_add_char(writer->out, (char)((is_binary ? MARSHAL_BINARY_FLOAT : MARSHAL_FLOAT) | flag));
    write_double(writer, AS_FLOAT(obj)->value, is_binary);
}

static void write_complex(Writer *writer, Ref obj, int flag)
{
    bool is_binary = writer->version > 1;
    buf_add_char(writer->out,
                 (char)((is_binary ? MARSHAL_BINARY_COMPLEX : MARSHAL_COMPLEX) | flag));
    write_double(writer, AS_COMPLEX(obj)->real, is_binary);
    write_double(writer, AS_COMPLEX(obj)->imag, is_binary);
}

/* --- Text */

static int write_str(Writer *writer, Ref obj, int flag)
{
    bool is_interned = AS_STR(obj)->interned != 0;
    Buf text = BUF_INIT;
    str_add_to_buf(obj, &text);
    bool is_ascii = writer->version >= VERSION_SHORT && AS_STR(obj)->ascii;
    bool is_short = is_ascii && text.length < 256;
    int type = is_short   ? is_interned ? MARSHAL_SHORT_ASCII_INTERNED : MARSHAL_SHORT_ASCII
               : is_ascii ? is_interned ? MARSHAL_ASCII_INTERNED : MARSHAL_ASCII
               : is_interned && writer->version >= VERSION_REFS ? MARSHAL_INTERNED
                                                                : MARSHAL_UNICODE;
    buf_add_char(writer->out, (char)(type | flag));
    int status = 0;
    if (is_short) {
        buf_add_char(writer->out, (char)text.length);
        buf_add(writer->out, buf_text(&text), text.length);
    } else {
        status = write_sized(writer, buf_text(&text), text.length);
    }
    if (text.failed) writer->out->failed = true;
    buf_fini(&text);
    return status;
}

static int write_buffer(Writer *writer, Ref obj, int flag)
{
    Buffer view = {0};
    if (buffer_get(writer->rt, obj, &view, BUFFER_SIMPLE) < 0) return -1;
    buf_add_char(writer->out, (char)(MARSHAL_BYTES | flag));
    int status = write_sized(writer, view.bytes, (size_t)view.length);
    buffer_release(writer->rt, &view);
    return status;
}

/* --- Containers */

static int write_tuple(Writer *writer, Ref obj, int flag)
{
    ptrdiff_t length = tuple_length(obj);
    if (writer->version >= VERSION_SHORT && length < 256) {
        buf_add_char(writer->out, (char)(MARSHAL_SMALL_TUPLE | flag));
        buf_add_char(writer->out, (char)length);
    } else {
        buf_add_char(writer->out, (char)(MARSHAL_TUPLE | flag));
        if (write_count(writer, length) < 0) return -1;
    }
    for (ptrdiff_t i = 0; i < length; i++) {
        if (write_object(writer, tuple_peek(obj, i), 0) < 0) return -1;
    }
    return 0;
}

static int write_list(Writer *writer, Ref obj, int flag)
{
    buf_add_char(writer->out, (char)(MARSHAL_LIST | flag));
    if (write_count(writer, list_length(obj)) < 0) return -1;
    for (ptrdiff_t i = 0; i < list_length(obj); i++) {
        if (write_object(writer, list_peek(obj, i), 0) < 0) return -1;
    }
    return 0;
}

static int write_dict(Writer *writer, Ref obj, int flag)
{
    Ref key, value;
    ptrdiff_t position = 0;
    buf_add_char(writer->out, (char)(MARSHAL_DICT | flag));
    while (dict_next(obj, &position, &key, &value)) {
        if (write_object(writer, key, 0) < 0 || write_object(writer, value, 0) < 0) return -1;
    }
    buf_add_char(writer->out, MARSHAL_NULL);
    return 0;
}

/* An item of a set and how it is written by itself, for an order that does not depend on
   hashes. */
typedef struct SetItem {
    Ref item;
    Buf bytes;
} SetItem;

static int set_item_order(const void *left, const void *right)
{
    const Buf *a = &((const SetItem *)left)->bytes, *b = &((const SetItem *)right)->bytes;
    size_t common = a->length < b->length ? a->length : b->length;
    int order = memcmp(buf_text(a), buf_text(b), common);
    if (order != 0) return order;
    return (a->length > b->length) - (a->length < b->length);
}

static int write_set(Writer *writer, Ref obj, int flag)
{
    int type = is_exact(obj, TYPE_set) ? MARSHAL_SET : MARSHAL_FROZENSET;
    ptrdiff_t position = 0, count = set_length(obj), filled = 0;
    buf_add_char(writer->out, (char)(type | flag));
    if (write_count(writer, count) < 0) return -1;
    SetItem *items = calloc((size_t)count + 1, sizeof *items);
    if (items == NULL) {
        error_no_memory(writer->rt);
        return -1;
    }
    int status = 0;
    for (Ref item; status == 0 && filled < count && set_next(obj, &position, &item); filled++) {
        items[filled].item = item;
        status = marshal_write(writer->rt, item, writer->version, &items[filled].bytes);
    }
    qsort(items, (size_t)filled, sizeof *items, set_item_order);
    for (ptrdiff_t i = 0; i < filled; i++) {
        if (status == 0) status = write_object(writer, items[i].item, 1);
        buf_fini(&items[i].bytes);
    }
    free(items);
    return status;
}

static int write_code(Writer *writer, Ref obj, int flag)
{
    const CodeObj *code = AS_CODE(obj);
    Own bytes = code_bytes(writer->rt, obj);
    if (bytes == NULL) return -1;
    buf_add_char(writer->out, (char)(MARSHAL_CODE | flag));
    write_int32(writer, code->argcount);
    write_int32(writer, code->posonlyargcount);
    write_int32(writer, code->kwonlyargcount);
    write_int32(writer, code->stacksize);
    write_int32(writer, code->flags);
    Ref before[] = {bytes,
                    code->consts,
                    code->names,
                    code->localsplusnames,
                    code->localspluskinds,
                    code->filename,
                    code->name,
                    code->qualname};
    int status = 0;
    for (size_t i = 0; status == 0 && i < ARRAY_LENGTH(before); i++) {
        status = write_object(writer, before[i], 0);
    }
    write_int32(writer, code->firstlineno);
    if (status == 0) status = write_object(writer, code->linetable, 0);
    if (status == 0) status = write_object(writer, code->exception_table, 0);
    release(writer->rt, bytes);
    return status;
}

/* --- Any object */

/* The type byte of what is written without contents and never numbered, or 0. */
static int singleton_type(Rt *rt, Ref obj)
{
    if (obj == NULL) return MARSHAL_NULL;
    if (obj == rt->none) return MARSHAL_NONE;
    if (obj == rt->true_obj) return MARSHAL_TRUE;
    if (obj == rt->false_obj) return MARSHAL_FALSE;
    if (obj == rt->ellipsis) return MARSHAL_ELLIPSIS;
    return obj == (Ref)RT_TYPE(rt, StopIteration) ? MARSHAL_STOP_ITERATION : 0;
}

static int write_contents(Writer *writer, Ref obj, int flag)
{
    switch ((int)obj->type->id) {
    case TYPE_int: write_int(writer, obj, flag); return 0;
    case TYPE_float: write_float(writer, obj, flag); return 0;
    case TYPE_complex: write_complex(writer, obj, flag); return 0;
    case TYPE_bytes:
        buf_add_char(writer->out, (char)(MARSHAL_BYTES | flag));
        return write_sized(writer, AS_BYTES(obj)->bytes, (size_t)bytes_length(obj));
    case TYPE_str: return write_str(writer, obj, flag);
    case TYPE_tuple: return write_tuple(writer, obj, flag);
    case TYPE_list: return write_list(writer, obj, flag);
    case TYPE_dict: return write_dict(writer, obj, flag);
    case TYPE_set:
    case TYPE_frozenset: return write_set(writer, obj, flag);
    case TYPE_code: return write_code(writer, obj, flag);
    }
    if (buffer_is_supported(obj)) return write_buffer(writer, obj, flag);
    return error_raise_int(writer->rt, TYPE_ValueError, "unmarshallable object");
}

static int write_object(Writer *writer, Ref obj, uint32_t held)
{
    int type = singleton_type(writer->rt, obj), flag;
    if (type != 0) {
        buf_add_char(writer->out, (char)type);
        return 0;
    }
    char here;
    if (writer->depth >= MARSHAL_DEPTH || &here < writer->rt->stack_limit) {
        return error_raise_int(
            writer->rt, TYPE_ValueError, "object too deeply nested to marshal");
    }
    int status = write_ref(writer, obj, held, &flag);
    if (status != 0) return status < 0 ? -1 : 0;
    writer->depth++;
    status = write_contents(writer, obj, flag);
    writer->depth--;
    return status;
}

int marshal_write(Rt *rt, Ref obj, int version, Buf *out)
{
    Writer writer = {.rt = rt, .out = out, .version = version};
    int status = write_object(&writer, obj, 0);
    free(writer.slots);
    if (status == 0 && out->failed) {
        error_no_memory(rt);
        status = -1;
    }
    return status;
}
