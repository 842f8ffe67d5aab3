/* Saving what consists of nothing else: numbers, strings, bytes; and the opcodes of the memo. */
#include "modules/pickle_parts.h"

#include <stdio.h>
#include <string.h>

#include "base/float_repr.h"
#include "objects/abstract.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/str_codec.h"
#include "objects/strobj.h"

/* --- the memo */

static int write_index(Rt *rt, PicklerObj *pickler, ptrdiff_t index, int op_text, int op_byte, int op_long, const char *name)
{
    if (!pickler->bin) {
        char text[32];
        return pickle_write(rt, pickler, text, snprintf(text, sizeof text, "%c%td\n", op_text, index));
    }
    if (index < 256) return pickle_write_op_value(rt, pickler, op_byte, (uint64_t)index, 1);
    if ((size_t)index <= UINT32_MAX) return pickle_write_op_value(rt, pickler, op_long, (uint64_t)index, 4);
    return pickle_fail(rt, PICKLING_ERROR, "memo id too large for %s", name);
}

int pickle_memo_get(Rt *rt, PicklerObj *pickler, Ref obj)
{
    const MemoItem *item = pickle_memo_find(&pickler->memo, obj);
    if (item != NULL) return write_index(rt, pickler, item->index, PK_GET, PK_BINGET, PK_LONG_BINGET, "LONG_BINGET");
    error_raise_key(rt, obj);
    return -1;
}

int pickle_memo_put(Rt *rt, PicklerObj *pickler, Ref obj)
{
    if (pickler->fast) return 0;
    ptrdiff_t index = (ptrdiff_t)pickler->memo.used;
    if (pickle_memo_set(rt, &pickler->memo, obj, index) < 0) return -1;
    if (pickler->protocol >= 4) return pickle_write_op(rt, pickler, PK_MEMOIZE);
    return write_index(rt, pickler, index, PK_PUT, PK_BINPUT, PK_LONG_BINPUT, "LONG_BINPUT");
}

/* --- numbers */

int pickle_save_none(Rt *rt, PicklerObj *pickler, Ref obj)
{
    (void)obj;
    return pickle_write_op(rt, pickler, PK_NONE);
}

/* Before protocol 2 truths are ints that are written in a way in which ints are not. */
int pickle_save_bool(Rt *rt, PicklerObj *pickler, Ref obj)
{
    bool truth = obj == rt->true_obj;
    if (pickler->protocol >= 2) return pickle_write_op(rt, pickler, truth ? PK_NEWTRUE : PK_NEWFALSE);
    return pickle_write(rt, pickler, truth ? "I01\n" : "I00\n", 4);
}

static int save_small(Rt *rt, PicklerObj *pickler, int32_t value)
{
    if (!pickler->bin) {
        char text[32];
        return pickle_write(rt, pickler, text, snprintf(text, sizeof text, "%c%d\n", PK_INT, (int)value));
    }
    uint32_t bits = (uint32_t)value;
    if (bits > 0xFFFF) return pickle_write_op_value(rt, pickler, PK_BININT, bits, 4);
    return bits > 0xFF ? pickle_write_op_value(rt, pickler, PK_BININT2, bits, 2) : pickle_write_op_value(rt, pickler, PK_BININT1, bits, 1);
}

/* In decimal, with the L of Python 2. */
static int save_digits(Rt *rt, PicklerObj *pickler, Ref obj)
{
    Own text = object_repr(rt, obj);
    size_t size = 0;
    const char *digits = text == NULL ? NULL : str_utf8(rt, text, &size);
    int status = digits == NULL ? -1 : pickle_write_op(rt, pickler, PK_LONG);
    if (status == 0) status = pickle_write(rt, pickler, digits, (ptrdiff_t)size);
    release(rt, text);
    return status < 0 ? -1 : pickle_write(rt, pickler, "L\n", 2);
}

/* In two's complement, of as few bytes as will do. */
static int save_bytes_of(Rt *rt, PicklerObj *pickler, Ref obj)
{
    size_t size = (int_bit_length(obj) >> 3) + 1;
    if (size > INT32_MAX) return error_raise_int(rt, TYPE_OverflowError, "int too large to pickle");
    Own bytes = bytes_new(rt, NULL, size);
    if (bytes == NULL) return -1;
    unsigned char *data = (unsigned char *)AS_BYTES(bytes)->bytes;
    int status = int_to_bytes(rt, obj, data, size, true, true);
    if (size > 1 && data[size - 1] == 0xFF && (data[size - 2] & 0x80) != 0) size--;
    if (status == 0) status = size < 256 ? pickle_write_op_value(rt, pickler, PK_LONG1, size, 1) : pickle_write_op_value(rt, pickler, PK_LONG4, size, 4);
    if (status == 0) status = pickle_write(rt, pickler, data, (ptrdiff_t)size);
    release(rt, bytes);
    return status;
}

int pickle_save_int(Rt *rt, PicklerObj *pickler, Ref obj)
{
    int overflow;
    int64_t value = int_value_overflow(obj, &overflow);
    if (overflow == 0 && value == (int32_t)value) return save_small(rt, pickler, (int32_t)value);
    return pickler->protocol >= 2 ? save_bytes_of(rt, pickler, obj) : save_digits(rt, pickler, obj);
}

int pickle_save_float(Rt *rt, PicklerObj *pickler, Ref obj)
{
    double value = AS_FLOAT(obj)->value;
    char text[FLOAT_REPR_SIZE + 2];
    if (pickler->bin) {
        uint64_t bits;
        memcpy(&bits, &value, sizeof bits);
        return pickle_write_op_value(rt, pickler, PK_BINFLOAT, __builtin_bswap64(bits), 8);
    }
    text[0] = PK_FLOAT;
    size_t length = float_repr_text(value, text + 1);
    text[length + 1] = '\n';
    return pickle_write(rt, pickler, text, (ptrdiff_t)length + 2);
}

/* --- strings */

/* A payload behind the shortest of the opcodes for a length of 1, 4 and 8 bytes; 0: there is none. */
static int save_blob(Rt *rt, PicklerObj *pickler, int op1, int op4, int op8, const char *bytes, ptrdiff_t size, Ref payload)
{
    char header[9];
    int width = op1 != 0 && size <= 0xFF ? 1 : op4 != 0 && (size_t)size <= UINT32_MAX ? 4 : 8;
    header[0] = (char)(width == 1 ? op1 : width == 4 ? op4 : op8);
    for (int i = 0; i < width; i++) header[i + 1] = (char)((uint64_t)size >> (8 * i));
    return pickle_write_blob(rt, pickler, header, width + 1, bytes, size, payload);
}

static int size_refused(Rt *rt, const char *what)
{
    return error_raise_int(rt, TYPE_OverflowError, "serializing a %s larger than 4 GiB requires pickle protocol 4 or higher", what);
}

/* As raw_unicode_escape has it, with escapes also for what would end or change the line. */
static int save_line(Rt *rt, PicklerObj *pickler, Ref str)
{
    if (pickle_write_op(rt, pickler, PK_UNICODE) < 0) return -1;
    for (ptrdiff_t i = 0; i < str_length(str); i++) {
        uint32_t c = str_at(str, i);
        char text[16];
        int size = 1;
        if (c > 0xFFFF) size = snprintf(text, sizeof text, "\\U%08x", c);
        else if (c > 0xFF || c == '\\' || c == 0 || c == '\n' || c == '\r' || c == 0x1A) size = snprintf(text, sizeof text, "\\u%04x", c);
        else text[0] = (char)c;
        if (pickle_write(rt, pickler, text, size) < 0 || error_poll(rt) < 0) return -1;
    }
    return pickle_write(rt, pickler, "\n", 1);
}

/* Surrogates are written too, in UTF-8's manner. */
static int save_utf8(Rt *rt, PicklerObj *pickler, Ref str)
{
    size_t size = 0;
    Own encoded = NULL;
    const char *bytes = str_utf8(rt, str, &size);
    if (bytes == NULL) {
        error_clear(rt);
        encoded = native_encode(rt, NATIVE_UTF8, str, "surrogatepass");
        if (encoded == NULL) return -1;
        bytes = AS_BYTES(encoded)->bytes;
        size = (size_t)bytes_length(encoded);
    }
    bool newer = pickler->protocol >= 4;
    int status = size > UINT32_MAX && !newer ? size_refused(rt, "string")
        : save_blob(rt, pickler, newer ? PK_SHORT_BINUNICODE : 0, PK_BINUNICODE, PK_BINUNICODE8, bytes, (ptrdiff_t)size, encoded);
    release(rt, encoded);
    return status;
}

int pickle_save_str(Rt *rt, PicklerObj *pickler, Ref obj)
{
    int status = pickler->bin ? save_utf8(rt, pickler, obj) : save_line(rt, pickler, obj);
    return status < 0 ? -1 : pickle_memo_put(rt, pickler, obj);
}

/* --- bytes */

static int save_bytes_data(Rt *rt, PicklerObj *pickler, Ref obj, const char *bytes, ptrdiff_t size)
{
    if ((size_t)size > UINT32_MAX && pickler->protocol < 4) return size_refused(rt, "bytes object");
    if (save_blob(rt, pickler, PK_SHORT_BINBYTES, PK_BINBYTES, PK_BINBYTES8, bytes, size, obj) < 0) return -1;
    return pickle_memo_put(rt, pickler, obj);
}

static int save_bytearray_data(Rt *rt, PicklerObj *pickler, Ref obj, const char *bytes, ptrdiff_t size)
{
    if (save_blob(rt, pickler, 0, 0, PK_BYTEARRAY8, bytes, size, obj) < 0) return -1;
    return pickle_memo_put(rt, pickler, obj);
}

/* Before protocol 3 there was no opcode: the call of a function that gives bytes in Python 3, str in Python 2. */
int pickle_save_bytes(Rt *rt, PicklerObj *pickler, Ref obj)
{
    const char *bytes = AS_BYTES(obj)->bytes;
    ptrdiff_t size = bytes_length(obj);
    if (pickler->protocol >= 3) return save_bytes_data(rt, pickler, obj, bytes, size);
    if (size == 0) return pickle_save_call(rt, pickler, obj, object_type(obj), 0);
    Own text = native_decode(rt, NATIVE_LATIN1, bytes, (size_t)size, NULL, NULL);
    int status = text == NULL ? -1 : pickle_save_call(rt, pickler, obj, PICKLE_STATE(rt)->codecs_encode, 2, (Ref)text, PICKLE_NAME(rt, latin1));
    release(rt, text);
    return status;
}

int pickle_save_bytearray(Rt *rt, PicklerObj *pickler, Ref obj)
{
    const ByteArrayObj *array = AS_BYTEARRAY(obj);
    const char *start = array->head.length == 0 ? "" : array->start;
    if (pickler->protocol >= 5) return save_bytearray_data(rt, pickler, obj, start, array->head.length);
    if (array->head.length == 0) return pickle_save_call(rt, pickler, obj, object_type(obj), 0);
    Own bytes = bytes_new(rt, start, (size_t)array->head.length);
    int status = bytes == NULL ? -1 : pickle_save_call(rt, pickler, obj, object_type(obj), 1, (Ref)bytes);
    release(rt, bytes);
    return status;
}

/* Does the program's callback leave OBJ in the pickle? */
static int in_band(Rt *rt, const PicklerObj *pickler, Ref obj)
{
    if (pickler->buffer_callback == NULL) return 1;
    Own answer = call_one(rt, pickler->buffer_callback, obj);
    int truth = answer == NULL ? -1 : object_is_true(rt, answer);
    release(rt, answer);
    return truth;
}

int pickle_save_buffer(Rt *rt, PicklerObj *pickler, Ref obj)
{
    if (pickler->protocol < 5) return pickle_fail(rt, PICKLING_ERROR, "PickleBuffer can only pickled with protocol >= 5");
    const Buffer *view = pickle_buffer_view(rt, obj);
    if (view == NULL) return -1;
    if (!buffer_is_contiguous(view, 'A'))
        return pickle_fail(rt, PICKLING_ERROR, "PickleBuffer can not be pickled when pointing to a non-contiguous buffer");
    int within = in_band(rt, pickler, obj);
    if (within < 0) return -1;
    view = pickle_buffer_view(rt, obj); /* the callback may have released it */
    if (view == NULL) return -1;
    if (within && view->readonly) return save_bytes_data(rt, pickler, obj, view->bytes, view->length);
    if (within) return save_bytearray_data(rt, pickler, obj, view->bytes, view->length);
    if (pickle_write_op(rt, pickler, PK_NEXT_BUFFER) < 0) return -1;
    return view->readonly ? pickle_write_op(rt, pickler, PK_READONLY_BUFFER) : 0;
}
