/* A growing string of bytes.  bytes[length] is always NUL once anything was added.
   A failed allocation sets `failed` and drops what is added from then on, so a writer
   may add many pieces and test once at the end. */
#ifndef VIV_BASE_STRBUF_H
#define VIV_BASE_STRBUF_H

#include <stdarg.h>

#include "base/base.h"

typedef struct StrBuf {
    char *bytes; /* owned; NULL while empty */
    size_t length;
    size_t capacity;
    bool failed;
} StrBuf;

#define STRBUF_INIT ((StrBuf){0})

void strbuf_fini(StrBuf *buf);
void strbuf_clear(StrBuf *buf); /* length 0, memory kept */

void strbuf_add(StrBuf *buf, const char *bytes, size_t length);
void strbuf_add_text(StrBuf *buf, const char *text); /* NUL-terminated */
void strbuf_add_char(StrBuf *buf, char byte);
void strbuf_add_utf8(StrBuf *buf, uint32_t code_point); /* surrogates too (WTF-8) */
PRINTF_LIKE(2, 3) void strbuf_printf(StrBuf *buf, const char *format, ...);
PRINTF_LIKE(2, 0) void strbuf_vprintf(StrBuf *buf, const char *format, va_list args);

/* Text as it is, "" when empty: never NULL. */
const char *strbuf_text(const StrBuf *buf);

/* The bytes, to be freed with free(); the buffer is empty afterwards.  NULL only when
   an allocation failed. */
MUST_USE char *strbuf_steal(StrBuf *buf);

#endif
