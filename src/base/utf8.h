/* UTF-8 to code points and back.  Surrogates (U+D800..U+DFFF) are accepted where a
   function says so: a Python str may hold them, and viv's internal text is then WTF-8
   with each surrogate as its own three bytes, never joined into pairs. */
#ifndef VIV_BASE_UTF8_H
#define VIV_BASE_UTF8_H

#include "base/base.h"

enum { UTF8_MAX_BYTES = 4 };

/* Decodes one code point from the LENGTH ≥ 1 bytes at TEXT and stores it.  Result: the
   bytes used (1..4), or 0 when the bytes are not UTF-8 (overlong forms, surrogates and
   values above U+10FFFF are not). */
size_t utf8_decode(const char *text, size_t length, uint32_t *code_point);

/* The same, but surrogates are accepted. */
size_t utf8_decode_wtf(const char *text, size_t length, uint32_t *code_point);

/* Writes CODE_POINT (surrogates too) to OUT and returns the bytes written (1..4). */
size_t utf8_encode(uint32_t code_point, char out[UTF8_MAX_BYTES]);

/* Code points in valid UTF-8 or WTF-8. */
size_t utf8_count(const char *text, size_t length);

/* Byte offset of the first byte that is not UTF-8, or LENGTH when all is well. */
size_t utf8_check(const char *text, size_t length);

#endif
