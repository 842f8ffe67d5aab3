/* The reader of an Unpickler: bytes out of an object that lends them, or out of a file by its read() and
   readline().  What lies behind a pickle is not the reader's: from a file it takes only what it needs, or peeks
   and reads later what it used (pickle_read_settle). */
#include "modules/pickle_parts.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/memoryobj.h"

enum { PREFETCH = 8192 * 16 };

int pickle_truncated(Rt *rt)
{
    return pickle_fail(rt, UNPICKLING_ERROR, "pickle data was truncated");
}

int pickle_set_input(Rt *rt, UnpicklerObj *unpickler, Ref bytes_like)
{
    buffer_release(rt, &unpickler->data);
    memset(&unpickler->data, 0, sizeof unpickler->data);
    unpickler->next = 0;
    if (buffer_get(rt, bytes_like, &unpickler->data, BUFFER_ND) < 0) return -1;
    unpickler->prefetched = unpickler->data.length;
    return 0;
}

/* FUNCTION(SIZE). */
static Own call_size(Rt *rt, Ref function, ptrdiff_t size)
{
    Own number = int_new(rt, size), result = number == NULL ? NULL : call_one(rt, function, number);
    release(rt, number);
    return result;
}

int pickle_read_settle(Rt *rt, UnpicklerObj *unpickler)
{
    ptrdiff_t used = unpickler->next - unpickler->prefetched;
    if (used <= 0) return 0;
    Own result = call_size(rt, unpickler->read, used);
    release(rt, result);
    unpickler->prefetched = unpickler->next;
    return result == NULL ? -1 : 0;
}

/* DATA, which it takes, is what comes next: its length; -1. */
static ptrdiff_t take_data(Rt *rt, UnpicklerObj *unpickler, Own data)
{
    int status = data == NULL ? -1 : pickle_set_input(rt, unpickler, data);
    release(rt, data);
    return status < 0 ? -1 : unpickler->data.length;
}

/* At least SIZE bytes by peek(): 1; 0 when that gives fewer; -1. */
static int peek_file(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size)
{
    if (unpickler->peek == NULL || size >= PREFETCH) return 0;
    Own data = call_size(rt, unpickler->peek, PREFETCH);
    if (data == NULL) {
        if (!error_clear_if(rt, TYPE_NotImplementedError)) return -1;
        release_clear(rt, &unpickler->peek);
        return 0;
    }
    ptrdiff_t length = take_data(rt, unpickler, data);
    unpickler->prefetched = 0;
    return length < 0 ? -1 : size <= length;
}

const char *pickle_read_more(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size)
{
    if (unpickler->next > PTRDIFF_MAX - size) {
        pickle_fail(rt, UNPICKLING_ERROR, "read would overflow (invalid bytecode)");
        return NULL;
    }
    if (size == 0) return "";
    if (unpickler->read == NULL) {
        pickle_truncated(rt);
        return NULL;
    }
    if (pickle_read_settle(rt, unpickler) < 0) return NULL;
    int peeked = peek_file(rt, unpickler, size);
    if (peeked < 0) return NULL;
    ptrdiff_t length = peeked ? size : take_data(rt, unpickler, call_size(rt, unpickler->read, size));
    if (length < 0) return NULL;
    if (length < size) {
        pickle_truncated(rt);
        return NULL;
    }
    unpickler->next = size;
    return unpickler->data.bytes;
}

/* SIZE bytes by read(), added to ARRAY. */
static int add_by_read(Rt *rt, UnpicklerObj *unpickler, Ref array, ptrdiff_t size)
{
    Own data = call_size(rt, unpickler->read, size);
    int status = -1;
    if (data != NULL && !is_bytes(data)) error_raise(rt, TYPE_ValueError, "read() returned non-bytes object (%R)", object_type(data));
    else if (data != NULL && bytes_length(data) < size) pickle_truncated(rt);
    else if (data != NULL) status = bytearray_splice(rt, array, AS_BYTEARRAY(array)->head.length, AS_BYTEARRAY(array)->head.length, AS_BYTES(data)->bytes, size);
    release(rt, data);
    return status;
}

/* The same by readinto(), which gets bytes of its own, since the program might keep them. */
static int add_by_readinto(Rt *rt, UnpicklerObj *unpickler, Ref array, ptrdiff_t size)
{
    Own room = bytearray_new(rt, NULL, size), view = room == NULL ? NULL : bufview_new(rt, room), count = NULL;
    if (view != NULL) count = call_one(rt, unpickler->readinto, view);
    ptrdiff_t length = -1;
    int status = -1;
    if (count != NULL && pickle_size(rt, count, &length) < 0) length = -1;
    if (count != NULL && length < 0 && !rt_is_pending(rt)) error_raise(rt, TYPE_ValueError, "readinto() returned negative size");
    else if (length >= 0 && (length < size || AS_BYTEARRAY(room)->head.length < size)) pickle_truncated(rt);
    else if (length >= 0) status = bytearray_splice(rt, array, AS_BYTEARRAY(array)->head.length, AS_BYTEARRAY(array)->head.length, AS_BYTEARRAY(room)->start, size);
    release_all(rt, view, room, count);
    return status;
}

/* A size that a pickle claims is believed in pieces. */
enum { PIECE = 64 << 20, ADDRESS_BITS = 47 };

Own pickle_read_array(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t size)
{
    ptrdiff_t there = unpickler->data.length - unpickler->next;
    if (size >> ADDRESS_BITS != 0) return error_no_memory(rt);
    if (there > size) there = size;
    if (there < size && unpickler->read == NULL) {
        pickle_truncated(rt);
        return NULL;
    }
    Own array = bytearray_new(rt, there > 0 ? unpickler->data.bytes + unpickler->next : "", there > 0 ? there : 0);
    if (array == NULL) return NULL;
    if (there > 0) unpickler->next += there;
    int status = there < size ? pickle_read_settle(rt, unpickler) : 0;
    while (status == 0 && AS_BYTEARRAY(array)->head.length < size) {
        ptrdiff_t left = size - AS_BYTEARRAY(array)->head.length, part = left < PIECE ? left : PIECE;
        status = unpickler->readinto == NULL ? add_by_read(rt, unpickler, array, part) : add_by_readinto(rt, unpickler, array, part);
    }
    if (status < 0) release_clear(rt, &array);
    return array;
}

/* The LENGTH bytes at TEXT, kept in `line` with a NUL. */
static char *keep_line(Rt *rt, UnpicklerObj *unpickler, const char *text, ptrdiff_t min, ptrdiff_t length)
{
    char *line = heap_realloc(rt, unpickler->line, (size_t)length + 1);
    if (line == NULL) return NULL;
    unpickler->line = line;
    memcpy(line, text, (size_t)length);
    line[length] = 0;
    if (length >= min) return line;
    pickle_truncated(rt);
    return NULL;
}

char *pickle_read_line(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t min, ptrdiff_t *length)
{
    ptrdiff_t there = unpickler->data.length - unpickler->next;
    const char *text = there > 0 ? unpickler->data.bytes + unpickler->next : "", *end = memchr(text, '\n', (size_t)(there > 0 ? there : 0));
    if (end != NULL) {
        *length = end + 1 - text;
        unpickler->next += *length;
        return keep_line(rt, unpickler, text, min, *length);
    }
    if (unpickler->read == NULL) {
        pickle_truncated(rt);
        return NULL;
    }
    if (pickle_read_settle(rt, unpickler) < 0) return NULL;
    *length = take_data(rt, unpickler, call_none(rt, unpickler->readline));
    if (*length < 0) return NULL;
    if (*length == 0 || unpickler->data.bytes[*length - 1] != '\n') {
        pickle_truncated(rt);
        return NULL;
    }
    unpickler->next = *length;
    return keep_line(rt, unpickler, unpickler->data.bytes, min, *length);
}
