/* A growing string of bytes.  bytes[length] is always NUL once anything was added.
   A failed allocation sets `failed` and drops what is added from then on, so a writer
   may add many pieces and test once at the end. */
#ifndef VIV_BASE_BUF_H
#define VIV_BASE_BUF_H

#include <stdarg.h>

#include "base/base.h"

typedef struct Buf {
    char *bytes; /* owned; NULL while empty */
    size_t length;
    size_t capacity;
    bool failed;
} Buf;

#define BUF_INIT ((Buf){0})

void buf_fini(Buf *buf);
void buf_clear(Buf *buf); /* length 0, memory kept */

void buf_add(Buf *buf, const char *bytes, size_t length);
/* COUNT times BYTE; fails at once when there is no room for so many. */
void buf_add_repeated(Buf *buf, char byte, size_t count);
/* Room for SIZE more bytes behind the text, for the caller to fill in and to count with
   buf_fill; NULL (and `failed`) without memory. */
char *buf_room_new(Buf *buf, size_t size);
static inline char *buf_room(Buf *buf, size_t size)
{
    if (size >= buf->capacity - buf->length) return buf_room_new(buf, size);
    return buf->bytes + buf->length;
}
static inline void buf_fill(Buf *buf, size_t size)
{
    buf->length += size;
    buf->bytes[buf->length] = '\0';
}

void buf_add_text(Buf *buf, const char *text); /* NUL-terminated */
static inline void buf_add_char(Buf *buf, char byte)
{
    if (buf->failed || buf->length + 1 >= buf->capacity) {
        buf_add(buf, &byte, 1);
        return;
    }
    buf->bytes[buf->length++] = byte;
    buf->bytes[buf->length] = '\0';
}
void buf_add_utf8(Buf *buf, uint32_t code_point); /* surrogates too (WTF-8) */
PRINTF_LIKE(2, 3) void buf_printf(Buf *buf, const char *format, ...);
PRINTF_LIKE(2, 0) void buf_vprintf(Buf *buf, const char *format, va_list args);

/* Text as it is, "" when empty: never NULL. */
const char *buf_text(const Buf *buf);

/* The bytes, to be freed with free(); the buffer is empty afterwards.  NULL only when
   an allocation failed. */
MUST_USE char *buf_steal(Buf *buf);

#endif
