/* Reading marshal data from anywhere.  Kept true: no byte is read beyond the end, no length
   is believed before the bytes for it are there, nesting is bounded, and a reference can
   only name an object that is complete: a list or dict may contain itself, but a tuple or
   code object under construction cannot be got hold of. */
#include "code/marshal.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "objects/abstract.h"
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
#include "code/verifier.h"

typedef struct Reader {
    Rt *rt;
    const uint8_t *at, *limit;
    MarshalSource source; /* NULL: all bytes are there, from `at` on */
    void *context;
    Buf piece;            /* what the source gave last */
    MarshalProof proof;
    int depth;
    VEC(Own) refs; /* NULL while the object is not complete */
} Reader;

/* What read_object gives for the type byte '0', which ends a dict: no object, no error. */
static Own read_object(Reader *reader);

/* --- Bytes */

static size_t bytes_left(const Reader *reader)
{
    return (size_t)(reader->limit - reader->at);
}

static int fail_short(Reader *reader)
{
    return error_raise_int(reader->rt, TYPE_EOFError, "marshal data too short");
}

static int fail_bad(Reader *reader, const char *what)
{
    return error_raise_int(reader->rt, TYPE_ValueError, "bad marshal data (%s)", what);
}

/* What is not there yet, or never will be. */
static const uint8_t *read_more(Reader *reader, size_t size)
{
    if (reader->source == NULL) return fail_short(reader), NULL;
    reader->piece.length = 0;
    char *room = buf_room(&reader->piece, size);
    if (room == NULL) return error_no_memory(reader->rt), NULL;
    return reader->source(reader->rt, reader->context, room, size) < 0 ? NULL : (const uint8_t *)room;
}

/* SIZE bytes, or NULL with EOFError pending. */
static inline const uint8_t *read_bytes(Reader *reader, size_t size)
{
    if (UNLIKELY(size > bytes_left(reader) || reader->at == NULL)) return read_more(reader, size);
    const uint8_t *bytes = reader->at;
    reader->at += size;
    return bytes;
}

/* Little-endian, of 1 to 8 bytes. */
static inline int read_word(Reader *reader, size_t size, uint64_t *word)
{
    const uint8_t *bytes = read_bytes(reader, size);
    if (UNLIKELY(bytes == NULL)) return -1;
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) value |= (uint64_t)bytes[i] << (8 * i);
    *word = value;
    return 0;
}

static int read_int32(Reader *reader, int32_t *value)
{
    uint64_t word;
    if (read_word(reader, 4, &word) < 0) return -1;
    *value = (int32_t)(uint32_t)word;
    return 0;
}

/* A count of items of which each takes at least ITEM_SIZE bytes. */
static int read_count(Reader *reader, bool is_short, size_t item_size, const char *what, size_t *count)
{
    uint64_t word;
    if ((is_short ? read_word(reader, 1, &word) : read_word(reader, 4, &word)) < 0) return -1;
    if (word > INT32_MAX) return fail_bad(reader, what);
    if (reader->source == NULL && word * item_size > bytes_left(reader)) return fail_short(reader);
    *count = (size_t)word;
    return 0;
}

/* --- References */

static const size_t NO_NUMBER = SIZE_MAX;

/* Keeps a place for the object being read, and gives its number. */
static int ref_reserve(Reader *reader, size_t *number)
{
    *number = reader->refs.length;
    if (vec_push(&reader->refs, NULL) == 0) return 0;
    error_no_memory(reader->rt);
    return -1;
}

static Own read_ref(Reader *reader)
{
    int32_t index;
    if (read_int32(reader, &index) < 0) return NULL;
    if (index < 0 || (size_t)index >= reader->refs.length ||
        reader->refs.items[index] == NULL) {
        fail_bad(reader, "invalid reference");
        return NULL;
    }
    return new_ref(reader->refs.items[index]);
}

/* --- Numbers */

/* Digits of 15 bits, each in two bytes; a negative count for a negative number. */
static Own read_long(Reader *reader)
{
    Rt *rt = reader->rt;
    int32_t signed_count;
    if (read_int32(reader, &signed_count) < 0) return NULL;
    size_t count = signed_count < 0 ? 0 - (size_t)signed_count : (size_t)signed_count;
    if (signed_count == INT32_MIN) return fail_bad(reader, "long size out of range"), NULL;
    const uint8_t *digits = read_bytes(reader, 2 * count);
    if (digits == NULL) return NULL;
    Buf bytes = BUF_INIT;
    uint32_t bits = 0;
    int bit_count = 0;
    for (size_t i = 0; i < count; i++) {
        uint32_t digit = digits[2 * i] | (uint32_t)digits[2 * i + 1] << 8;
        bool is_last = i + 1 == count;
        if (digit > 0x7FFF || (is_last && digit == 0)) {
            buf_fini(&bytes);
            fail_bad(reader,
                     digit > 0x7FFF ? "digit out of range in long" : "unnormalized long data");
            return NULL;
        }
        bits |= digit << bit_count;
        for (bit_count += 15; bit_count >= 8 || (is_last && bit_count > 0); bit_count -= 8) {
            buf_add_char(&bytes, (char)(bits & 0xFF));
            bits >>= 8;
        }
    }
    Own value = bytes.failed
                    ? error_no_memory(rt)
                    : int_from_bytes(
                          rt, (const unsigned char *)buf_text(&bytes), bytes.length, true, false);
    buf_fini(&bytes);
    if (value != NULL && signed_count < 0) release_replace(rt, &value, number_negative(rt, value));
    return value;
}

static int read_double(Reader *reader, bool is_binary, double *value)
{
    uint64_t word;
    if (is_binary) {
        if (read_word(reader, 8, &word) < 0) return -1;
        memcpy(value, &word, sizeof *value);
        return 0;
    }
    if (read_word(reader, 1, &word) < 0) return -1;
    const uint8_t *text = read_bytes(reader, (size_t)word);
    if (text == NULL) return -1;
    Own number = float_parse(reader->rt, (const char *)text, (size_t)word);
    if (number == NULL) return -1;
    *value = AS_FLOAT(number)->value;
    release(reader->rt, number);
    return 0;
}

static Own read_float(Reader *reader, bool is_binary)
{
    double value;
    if (read_double(reader, is_binary, &value) < 0) return NULL;
    return float_new(reader->rt, value);
}

static Own read_complex(Reader *reader, bool is_binary)
{
    double real, imag;
    if (read_double(reader, is_binary, &real) < 0) return NULL;
    if (read_double(reader, is_binary, &imag) < 0) return NULL;
    return complex_new(reader->rt, real, imag);
}

static Own read_int(Reader *reader, size_t size)
{
    uint64_t word;
    if (read_word(reader, size, &word) < 0) return NULL;
    return int_new(reader->rt, size == 4 ? (int32_t)(uint32_t)word : (int64_t)word);
}

/* --- Text */

static Own read_raw_bytes(Reader *reader)
{
    size_t size;
    if (read_count(reader, false, 1, "bytes object size out of range", &size) < 0) return NULL;
    const uint8_t *bytes = read_bytes(reader, size);
    return bytes == NULL ? NULL : bytes_new(reader->rt, bytes, size);
}

/* ASCII is Latin-1 to CPython's reader: a byte over 127 is that code point. */
static Own read_latin1(Reader *reader, bool is_short)
{
    size_t size;
    if (read_count(reader, is_short, 1, "string size out of range", &size) < 0) return NULL;
    const uint8_t *bytes = read_bytes(reader, size);
    if (bytes == NULL) return NULL;
    if (size == 0) return new_ref(reader->rt->empty_str);
    if (size == 1) return str_from_char(reader->rt, bytes[0]);
    uint64_t any = 0, eight;
    size_t i = 0;
    for (; i + sizeof eight <= size; i += sizeof eight) {
        memcpy(&eight, bytes + i, sizeof eight);
        any |= eight;
    }
    for (; i < size; i++) any |= bytes[i];
    Own str = str_alloc(reader->rt, (ptrdiff_t)size, (any & 0x8080808080808080) == 0 ? 127 : 255);
    if (str != NULL) memcpy(AS_STR(str)->data, bytes, size);
    return str;
}

static bool is_wtf8(const char *text, size_t size)
{
    while (size > 0) {
        uint32_t code_point;
        size_t used = utf8_decode_wtf(text, size, &code_point);
        if (used == 0) return false;
        text += used;
        size -= used;
    }
    return true;
}

/* Surrogates are let through; for anything else that is not UTF-8 the strict decoder raises
   the error that says where. */
static Own read_utf8(Reader *reader)
{
    size_t size;
    if (read_count(reader, false, 1, "string size out of range", &size) < 0) return NULL;
    const char *text = (const char *)read_bytes(reader, size);
    if (text == NULL) return NULL;
    return is_wtf8(text, size) ? str_from_wtf8(reader->rt, text, size)
                               : str_from_utf8(reader->rt, text, size);
}

static Own read_text(Reader *reader, int type)
{
    bool is_short = type == MARSHAL_SHORT_ASCII || type == MARSHAL_SHORT_ASCII_INTERNED;
    bool is_utf8 = type == MARSHAL_UNICODE || type == MARSHAL_INTERNED;
    Own str = is_utf8 ? read_utf8(reader) : read_latin1(reader, is_short);
    bool is_interned = type == MARSHAL_INTERNED || type == MARSHAL_ASCII_INTERNED ||
                       type == MARSHAL_SHORT_ASCII_INTERNED;
    if (str != NULL && is_interned) str_intern(reader->rt, &str);
    return str;
}

/* --- Containers */

/* An object that must be there: '0' is an error. */
static Own read_item(Reader *reader, const char *where)
{
    Own item = read_object(reader);
    if (item == NULL && !rt_is_pending(reader->rt)) {
        error_raise(reader->rt, TYPE_TypeError, "NULL object in marshal data for %s", where);
    }
    return item;
}

static Own read_tuple(Reader *reader, bool is_short)
{
    size_t count;
    if (read_count(reader, is_short, 1, "tuple size out of range", &count) < 0) return NULL;
    Own tuple = tuple_new(reader->rt, (ptrdiff_t)count);
    for (size_t i = 0; tuple != NULL && i < count; i++) {
        Own item = read_item(reader, "tuple");
        if (item == NULL) {
            release_clear(reader->rt, &tuple);
        } else {
            tuple_take(tuple, (ptrdiff_t)i, item);
        }
    }
    return tuple;
}

/* Lists and dicts can be referred to while they are filled. */
static Own read_list(Reader *reader, size_t number)
{
    Rt *rt = reader->rt;
    size_t count;
    if (read_count(reader, false, 1, "list size out of range", &count) < 0) return NULL;
    Own list = list_new(rt, 0);
    if (list != NULL && number != NO_NUMBER) reader->refs.items[number] = new_ref(list);
    for (size_t i = 0; list != NULL && i < count; i++) {
        Own item = read_item(reader, "list");
        if (item == NULL || list_append_take(rt, list, item) < 0) release_clear(rt, &list);
    }
    return list;
}

static Own read_dict(Reader *reader, size_t number)
{
    Rt *rt = reader->rt;
    Own dict = dict_new(rt);
    if (dict != NULL && number != NO_NUMBER) reader->refs.items[number] = new_ref(dict);
    while (dict != NULL) {
        Own key = read_object(reader), value = NULL;
        if (key != NULL) value = read_object(reader);
        if (key == NULL || value == NULL || dict_set(rt, dict, key, value) < 0) {
            release_all(rt, key, value);
            break;
        }
        release_all(rt, key, value);
    }
    if (dict != NULL && rt_is_pending(rt)) release_clear(rt, &dict);
    return dict;
}

static Own read_set(Reader *reader, bool is_frozen)
{
    Rt *rt = reader->rt;
    size_t count;
    if (read_count(reader, false, 1, "set size out of range", &count) < 0) return NULL;
    Own set = is_frozen ? frozenset_new(rt, NULL) : set_new(rt, NULL);
    for (size_t i = 0; set != NULL && i < count; i++) {
        Own item = read_item(reader, "set");
        if (item == NULL || set_add(rt, set, item) < 0) release_clear(rt, &set);
        release(rt, item);
    }
    return set;
}

/* --- Code objects */

enum { CODE_OBJECTS_BEFORE_LINE = 8, CODE_OBJECTS = 10 };

static Own read_code(Reader *reader)
{
    Rt *rt = reader->rt;
    CodeParts parts = {0};
    int32_t *const numbers[] = {&parts.argcount, &parts.posonlyargcount,
                                &parts.kwonlyargcount, &parts.stacksize, &parts.flags};
    Ref *const places[CODE_OBJECTS] = {
        &parts.code,     &parts.consts, &parts.names,    &parts.localsplusnames,
        &parts.localspluskinds, &parts.filename, &parts.name, &parts.qualname,
        &parts.linetable, &parts.exception_table};
    Own objects[CODE_OBJECTS] = {NULL}, code = NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(numbers); i++) {
        if (read_int32(reader, numbers[i]) < 0) return NULL;
    }
    for (int i = 0; i < CODE_OBJECTS; i++) {
        if (i == CODE_OBJECTS_BEFORE_LINE && read_int32(reader, &parts.firstlineno) < 0) {
            goto done;
        }
        objects[i] = read_item(reader, "code object");
        if (objects[i] == NULL) goto done;
        *places[i] = objects[i];
    }
    code = code_new(rt, &parts);
    if (code == NULL) goto done;
    if (reader->proof == MARSHAL_PROVE_LATER) AS_CODE(code)->is_unproved = true;
    else if (code_verify(rt, code) < 0) release_clear(rt, &code);
done:
    for (int i = 0; i < CODE_OBJECTS; i++) release(rt, objects[i]);
    return code;
}

/* --- Any object */

static Own read_singleton(Reader *reader, int type)
{
    Rt *rt = reader->rt;
    switch (type) {
    case MARSHAL_NONE: return none_new(rt);
    case MARSHAL_FALSE: return bool_new(rt, false);
    case MARSHAL_TRUE: return bool_new(rt, true);
    case MARSHAL_ELLIPSIS: return new_ref(rt->ellipsis);
    case MARSHAL_STOP_ITERATION: return new_ref((Ref)RT_TYPE(rt, StopIteration));
    }
    fail_bad(reader, "unknown type code");
    return NULL;
}

static Own read_contents(Reader *reader, int type, size_t number)
{
    switch (type) {
    case MARSHAL_INT: return read_int(reader, 4);
    case MARSHAL_INT64: return read_int(reader, 8);
    case MARSHAL_LONG: return read_long(reader);
    case MARSHAL_FLOAT: return read_float(reader, false);
    case MARSHAL_BINARY_FLOAT: return read_float(reader, true);
    case MARSHAL_COMPLEX: return read_complex(reader, false);
    case MARSHAL_BINARY_COMPLEX: return read_complex(reader, true);
    case MARSHAL_BYTES: return read_raw_bytes(reader);
    case MARSHAL_UNICODE:
    case MARSHAL_INTERNED:
    case MARSHAL_ASCII:
    case MARSHAL_ASCII_INTERNED:
    case MARSHAL_SHORT_ASCII:
    case MARSHAL_SHORT_ASCII_INTERNED: return read_text(reader, type);
    case MARSHAL_TUPLE: return read_tuple(reader, false);
    case MARSHAL_SMALL_TUPLE: return read_tuple(reader, true);
    case MARSHAL_LIST: return read_list(reader, number);
    case MARSHAL_DICT: return read_dict(reader, number);
    case MARSHAL_SET: return read_set(reader, false);
    case MARSHAL_FROZENSET: return read_set(reader, true);
    case MARSHAL_CODE: return read_code(reader);
    case MARSHAL_REF: return read_ref(reader);
    }
    return read_singleton(reader, type);
}

/* Whether references can name an object of TYPE: the flag means nothing on what is there once, and on references. */
static bool is_numbered_type(int type)
{
    switch (type) {
    case MARSHAL_NONE:
    case MARSHAL_FALSE:
    case MARSHAL_TRUE:
    case MARSHAL_STOP_ITERATION:
    case MARSHAL_ELLIPSIS:
    case MARSHAL_REF: return false;
    }
    return true;
}

/* The first byte of an object, or -1. */
static int read_type(Reader *reader)
{
    const uint8_t *first = NULL;
    if (reader->source != NULL || reader->at < reader->limit) first = read_bytes(reader, 1);
    if (LIKELY(first != NULL)) return *first;
    Rt *rt = reader->rt;
    if (!rt_is_pending(rt) || error_clear_if(rt, TYPE_EOFError) || error_clear_if(rt, TYPE_ValueError)) {
        error_raise(rt, TYPE_EOFError, "EOF read where object expected");
    }
    return -1;
}

static Own read_object(Reader *reader)
{
    int byte = read_type(reader), type = byte & ~MARSHAL_FLAG_REF;
    if (byte < 0 || type == MARSHAL_NULL) return NULL;
    bool is_numbered = (byte & MARSHAL_FLAG_REF) != 0 && is_numbered_type(type);
    char here;
    if (reader->depth >= MARSHAL_DEPTH || &here < reader->rt->stack_limit) {
        fail_bad(reader, "recursion limit exceeded");
        return NULL;
    }
    size_t number = NO_NUMBER;
    if (is_numbered && ref_reserve(reader, &number) < 0) return NULL;
    reader->depth++;
    Own obj = read_contents(reader, type, number);
    reader->depth--;
    if (obj != NULL && is_numbered && reader->refs.items[number] == NULL) {
        reader->refs.items[number] = new_ref(obj);
    }
    return obj;
}

static Own read_all(Reader *reader)
{
    Own obj = read_item(reader, "object");
    for (size_t i = 0; i < reader->refs.length; i++) release(reader->rt, reader->refs.items[i]);
    vec_fini(&reader->refs);
    buf_fini(&reader->piece);
    return obj;
}

Own marshal_read_from(Rt *rt, MarshalSource read, void *context)
{
    Reader reader = {.rt = rt, .source = read, .context = context, .piece = BUF_INIT};
    return read_all(&reader);
}

Own marshal_read(Rt *rt, const void *bytes, size_t size, size_t *used, MarshalProof proof)
{
    const uint8_t *start = bytes;
    Reader reader = {.rt = rt, .at = start, .limit = start + size, .proof = proof};
    Own obj = read_all(&reader);
    *used = (size_t)(reader.at - start);
    return obj;
}
