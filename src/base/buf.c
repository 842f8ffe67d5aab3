/* A buffer is either empty with no memory, or holds `length` bytes and a NUL within
   `capacity`.  After a failed allocation it keeps what it has and takes no more, so the
   text is a prefix of what was written, never a text with a hole. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

enum { FIRST_CAPACITY = 64 };

/* More than any machine lends: refused without asking for it. */
static const size_t capacity_most = (size_t)1 << 39;

/* Room for EXTRA more bytes and the NUL; false (and `failed`) when there is none. */
static bool buf_reserve(Buf *buf, size_t extra)
{
    if (buf->failed) return false;
    if (extra < buf->capacity - buf->length) return true;
    size_t wanted = buf->capacity > 0 ? buf->capacity : FIRST_CAPACITY;
    while (wanted - buf->length <= extra && wanted < capacity_most) wanted *= 2;
    char *bytes = NULL;
    if (wanted - buf->length > extra) bytes = realloc(buf->bytes, wanted);
    if (bytes == NULL) {
        buf->failed = true;
        return false;
    }
    buf->bytes = bytes;
    buf->capacity = wanted;
    return true;
}

void buf_fini(Buf *buf)
{
    free(buf->bytes);
    *buf = BUF_INIT;
}

void buf_clear(Buf *buf)
{
    buf->length = 0;
    buf->failed = false;
    if (buf->bytes != NULL) buf->bytes[0] = '\0';
}

void buf_add(Buf *buf, const char *bytes, size_t length)
{
    if (!buf_reserve(buf, length)) return;
    if (length > 0) memcpy(buf->bytes + buf->length, bytes, length);
    buf->length += length;
    buf->bytes[buf->length] = '\0';
}

void buf_add_repeated(Buf *buf, char byte, size_t count)
{
    if (!buf_reserve(buf, count)) return;
    memset(buf->bytes + buf->length, byte, count);
    buf->length += count;
    buf->bytes[buf->length] = '\0';
}

char *buf_room_new(Buf *buf, size_t size)
{
    return buf_reserve(buf, size) ? buf->bytes + buf->length : NULL;
}

void buf_add_text(Buf *buf, const char *text)
{
    buf_add(buf, text, strlen(text));
}

void buf_add_utf8(Buf *buf, uint32_t code_point)
{
    char bytes[UTF8_MAX_BYTES];
    buf_add(buf, bytes, utf8_encode(code_point, bytes));
}

void buf_printf(Buf *buf, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    buf_vprintf(buf, format, args);
    va_end(args);
}

void buf_vprintf(Buf *buf, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, args);
    if (length < 0) {
        buf->failed = true;
    } else if (buf_reserve(buf, (size_t)length)) {
        vsnprintf(buf->bytes + buf->length, (size_t)length + 1, format, again);
        buf->length += (size_t)length;
    }
    va_end(again);
}

const char *buf_text(const Buf *buf)
{
    return buf->bytes != NULL ? buf->bytes : "";
}

char *buf_steal(Buf *buf)
{
    if (buf->bytes == NULL) buf_add(buf, "", 0);
    char *bytes = buf->bytes;
    if (buf->failed) {
        free(bytes);
        bytes = NULL;
    }
    *buf = BUF_INIT;
    return bytes;
}
