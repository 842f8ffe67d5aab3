/* Text to bytes and back, with the error handlers that a codec may be told. */
#ifndef VIV_OBJECTS_STR_CODEC_H
#define VIV_OBJECTS_STR_CODEC_H

#include "memory/rt.h"

/* The encodings that C code knows; all others are the registry's. */
typedef enum NativeCodec { NATIVE_NONE, NATIVE_UTF8, NATIVE_LATIN1, NATIVE_ASCII } NativeCodec;

NativeCodec native_codec(const char *name_or_null); /* NULL: UTF-8 */
/* ERRORS NULL: "strict".  CONSUMED not NULL: an incomplete sequence at the end is left, and *consumed
   says how many bytes were read. */
MUST_USE Own native_decode(Rt *rt, NativeCodec codec, const char *bytes, size_t size, const char *errors, size_t *consumed);
MUST_USE Own native_encode(Rt *rt, NativeCodec codec, Ref str, const char *errors);

/* Raises UnicodeEncodeError(encoding, str, start, end, reason). */
void str_raise_encode(Rt *rt, const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, const char *reason);
MUST_USE Own str_decode_utf8(Rt *rt, const char *bytes, size_t size, const char *errors, size_t *consumed);
/* By any name of an encoding; NULL: UTF-8, strict.  LookupError. */
MUST_USE Own str_decode(Rt *rt, const char *bytes, size_t size, const char *encoding, const char *errors);
MUST_USE Own str_encode(Rt *rt, Ref str, const char *encoding, const char *errors); /* bytes */

#endif
