/* The registry of codecs, and what the files of _codecs share. */
#ifndef VIV_MODULES_CODECS_PARTS_H
#define VIV_MODULES_CODECS_PARTS_H

#include "objects/codec_errors.h"
#include "objects/str_codec.h"

/* --- the registry (codecs_registry.c).  `encodings` is imported at the first question that it is needed for. */

/* codecs.lookup(NAME): the CodecInfo; LookupError. */
MUST_USE Own codec_lookup(Rt *rt, const char *name);
/* The same; LookupError also when it is no text encoding, naming ALTERNATIVE. */
MUST_USE Own codec_lookup_text(Rt *rt, const char *name, const char *alternative);
/* codecs.encode and codecs.decode: any object to any. */
MUST_USE Own codec_convert(Rt *rt, Ref codec, bool encodes, Ref object, const char *errors_or_null, const char *name);
/* ObjectUpcalls. */
Own codec_encode_text(Rt *rt, Ref str, const char *encoding, const char *errors_or_null);
Own codec_decode_text(Rt *rt, Ref bytes, const char *encoding, const char *errors_or_null);
Own codec_error_handler(Rt *rt, const char *name);
int codec_register(Rt *rt, Ref search);
int codec_unregister(Rt *rt, Ref search);
int codec_register_error(Rt *rt, const char *name, Ref handler);
void codecs_fini(Rt *rt);

/* --- an incremental decoder of a native encoding: decode, getstate, setstate, reset */
extern const TypeSpec codecs_NativeDecoder_type_spec;
MUST_USE Own native_decoder_new(Rt *rt, NativeCodec codec, Ref errors);

/* --- the codecs.  CONSUMED NULL: the input is all there is; ERRORS NULL: strict. */
MUST_USE Own utf16_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, int *order, ptrdiff_t *consumed);
MUST_USE Own utf32_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, int *order, ptrdiff_t *consumed);
MUST_USE Own utf16_encode(Rt *rt, Ref str, const char *errors, int order); /* order: 0 with a mark, -1 little, 1 big end first */
MUST_USE Own utf32_encode(Rt *rt, Ref str, const char *errors, int order);
MUST_USE Own utf7_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, ptrdiff_t *consumed);
MUST_USE Own utf7_encode(Rt *rt, Ref str, const char *errors);
MUST_USE Own unicode_escape_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, ptrdiff_t *consumed);
MUST_USE Own raw_unicode_escape_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, ptrdiff_t *consumed);
MUST_USE Own unicode_escape_encode(Rt *rt, Ref str);
MUST_USE Own raw_unicode_escape_encode(Rt *rt, Ref str);
MUST_USE Own bytes_escape_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors);
MUST_USE Own bytes_escape_encode(Rt *rt, Ref bytes);
MUST_USE Own charmap_decode(Rt *rt, const char *bytes, ptrdiff_t size, const char *errors, Ref mapping);
MUST_USE Own charmap_encode(Rt *rt, Ref str, const char *errors, Ref mapping);
MUST_USE Own charmap_build(Rt *rt, Ref str);

#endif
