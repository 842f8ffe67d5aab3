/* Text to bytes and back: UTF-8, Latin-1 and ASCII, with the error handlers that a codec may be told. */
#ifndef VIV_OBJECTS_STR_CODEC_H
#define VIV_OBJECTS_STR_CODEC_H

#include "memory/rt.h"

/* Raises UnicodeEncodeError(encoding, str, start, end, reason). */
void str_raise_encode(Rt *rt, const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, const char *reason);
/* ERRORS NULL: "strict".  CONSUMED not NULL: an incomplete sequence at the end is left, and *consumed
   says how many bytes were read. */
MUST_USE Own str_decode_utf8(Rt *rt, const char *bytes, size_t size, const char *errors, size_t *consumed);
MUST_USE Own str_decode(Rt *rt, const char *bytes, size_t size, const char *encoding, const char *errors);
/* bytes of STR; ENCODING and ERRORS may be NULL ("utf-8", "strict"). LookupError. */
MUST_USE Own str_encode(Rt *rt, Ref str, const char *encoding, const char *errors);

#endif
