/* Writing JSON into a growing buffer, fast: the pieces that records are made of.  Text is
   UTF-8 or WTF-8; a surrogate is written as \udXXX, and a byte that is neither as \ufffd. */
#ifndef VIV_TRACES_JSON_OUT_H
#define VIV_TRACES_JSON_OUT_H

#include <string.h>

#include "base/base.h"

typedef struct JsonOut {
    char *bytes; /* owned */
    size_t length, capacity;
    bool failed; /* memory ran out: what follows is dropped, or written where there is room still */
} JsonOut;

void json_fini(JsonOut *out);

/* Makes room for SIZE more bytes; false when there is no memory. */
bool json_grow(JsonOut *out, size_t size);
static inline bool json_reserve(JsonOut *out, size_t size)
{
    return LIKELY(out->capacity - out->length >= size) || json_grow(out, size);
}

static inline void json_raw(JsonOut *out, const char *bytes, size_t length)
{
    if (!json_reserve(out, length)) return;
    memcpy(out->bytes + out->length, bytes, length);
    out->length += length;
}

#define json_literal(out, text) json_raw((out), (text), sizeof(text) - 1)

/* Bytes that json_put_digits may need. */
enum { JSON_NUMBER_SIZE = 24 };

/* Writes VALUE at AT, where there is room; the byte behind it.  Numbers of 2^53 and more, which not every reader
   keeps exact, are written as strings. */
char *json_put_digits(char *at, uint64_t value);

static inline void json_unsigned(JsonOut *out, uint64_t value)
{
    if (!json_reserve(out, JSON_NUMBER_SIZE)) return;
    out->length = (size_t)(json_put_digits(out->bytes + out->length, value) - out->bytes);
}

void json_signed(JsonOut *out, int64_t value);

/* A string with its quotes. */
void json_string(JsonOut *out, const char *bytes, size_t length);

#endif
