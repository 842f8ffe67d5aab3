/* Strings: code points stored in 1, 2 or 4 bytes each, whichever the largest needs.  The
   sizes are CPython's: 48 bytes before the data when all code points are ASCII, else 72. */
#ifndef VIV_OBJECTS_STROBJ_H
#define VIV_OBJECTS_STROBJ_H

#include "base/buf.h"
#include "memory/rt.h"

typedef struct StrObj {
    Obj head;
    ptrdiff_t length; /* code points */
    ptrdiff_t hash;   /* -1: not computed */
    uint8_t kind;     /* bytes per code point: 1, 2, 4 */
    bool ascii;
    uint8_t interned; /* 0 no, 1 mortal, 2 immortal */
    uint32_t spare;
    void *data;       /* the code points and one zero after them: behind this struct (compact) or, of a
                         subclass's instance, a block of its own */
} StrObj;
#define AS_STR(ref) ((StrObj *)(ref))

/* A non-ASCII string has this struct, so its data begin 24 bytes later. */
typedef struct WideStrObj {
    StrObj base;
    ptrdiff_t utf8_length;
    char *utf8; /* cached UTF-8, or NULL */
    ptrdiff_t spare2;
} WideStrObj;

static inline uint32_t str_at(Ref str, ptrdiff_t index)
{
    const StrObj *s = (const StrObj *)str;
    switch (s->kind) {
    case 1: return ((const uint8_t *)s->data)[index];
    case 2: return ((const uint16_t *)s->data)[index];
    default: return ((const uint32_t *)s->data)[index];
    }
}
static inline ptrdiff_t str_length(Ref str)
{
    return ((const StrObj *)str)->length;
}

MUST_USE Own str_new(Rt *rt, const char *text);                            /* NUL-terminated valid UTF-8 */
MUST_USE Own str_from_utf8(Rt *rt, const char *bytes, size_t size);         /* strict; UnicodeDecodeError */
MUST_USE Own str_from_wtf8(Rt *rt, const char *bytes, size_t size);         /* surrogates accepted */
MUST_USE Own str_from_char(Rt *rt, uint32_t code_point);
/* An uninitialised string for LENGTH code points up to MAX_CHAR; fill its data before use. */
MUST_USE Own str_alloc(Rt *rt, ptrdiff_t length, uint32_t max_char);
MUST_USE Own str_from_points(Rt *rt, const uint32_t *points, ptrdiff_t length);
MUST_USE Own str_from_buf(Rt *rt, const Buf *buf);                          /* WTF-8; MemoryError when failed */
MUST_USE Own str_take_buf(Rt *rt, Buf *buf);                                /* the same; frees the buffer */
MUST_USE Own str_format(Rt *rt, const char *format, ...);                   /* error.h's format language */
MUST_USE Own str_vformat(Rt *rt, const char *format, va_list args);
MUST_USE Own str_concat(Rt *rt, Ref left, Ref right);
/* *left += right, in place when nobody else holds *left; on failure *left is NULL. */
void str_append(Rt *rt, Own *left, Ref right);
/* The same for a string that *left and *same hold, both for the caller: 1 done, 0 others hold it or
   it has no room, and nothing happened, -1. */
MUST_USE int str_append_held_twice(Rt *rt, Own *left, Own *same, Ref right);
MUST_USE Own str_join(Rt *rt, Ref separator, const Ref *items, ptrdiff_t count);
MUST_USE Own str_slice(Rt *rt, Ref str, ptrdiff_t start, ptrdiff_t end);
/* UTF-8 of a str, cached in it, valid as long as it lives; NULL + UnicodeEncodeError on surrogates. */
const char *str_utf8(Rt *rt, Ref str, size_t *size);
/* The same into BUF as WTF-8; no Rt, cannot raise. */
void str_add_to_buf(Ref str, Buf *buf);
MUST_USE int str_take_to_buf(Rt *rt, Own str_or_null, Buf *buf); /* the same, and lets STR go; -1 for NULL, or when the run is to stop */
bool str_equal(Ref left, Ref right); /* both str */
bool str_equals_text(Ref str, const char *ascii);
int str_compare_order(Ref left, Ref right); /* -1, 0, 1 by code point */
ptrdiff_t str_hash_first(Rt *rt, Ref str); /* computes it */
static inline ptrdiff_t str_hash(Rt *rt, Ref str)
{
    ptrdiff_t hash = AS_STR(str)->hash;
    return LIKELY(hash != -1) ? hash : str_hash_first(rt, str);
}
/* Replaces *str by the one interned string of that value. */
void str_intern(Rt *rt, Own *str);
MUST_USE Own str_interned(Rt *rt, const char *text);
ptrdiff_t str_find(Ref str, Ref part, ptrdiff_t start, ptrdiff_t end); /* -1: absent */
bool str_is_identifier(Ref str);
/* repr() of a str, or of bytes, in plain C: for views and messages; LIMIT code points at most (0: all). */
void str_repr_to_buf(Ref str, Buf *buf, ptrdiff_t limit);
/* '%' and str.format and f-strings. */
MUST_USE Own str_percent(Rt *rt, Ref format, Ref args);

#endif
