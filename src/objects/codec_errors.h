/* What a codec does with what it cannot encode or decode: an error handler, by name, says so.

   The standard handlers work here in plain C; any other is a Python function that was registered under
   its name (codecs.register_error), which gets the exception and returns a replacement and where to go on. */
#ifndef VIV_OBJECTS_CODEC_ERRORS_H
#define VIV_OBJECTS_CODEC_ERRORS_H

#include "base/buf.h"
#include "memory/rt.h"

typedef enum CodecHandler {
    HANDLE_STRICT,
    HANDLE_IGNORE,
    HANDLE_REPLACE,
    HANDLE_SURROGATEESCAPE,
    HANDLE_SURROGATEPASS,
    HANDLE_BACKSLASHREPLACE,
    HANDLE_XMLCHARREFREPLACE,
    HANDLE_NAMEREPLACE,
    HANDLE_OTHER,
} CodecHandler;

CodecHandler codec_handler_of(const char *errors_or_null);
extern const char *const codec_handler_names[HANDLE_OTHER];

/* What a standard handler puts for STR[start:end]: text into OUT (WTF-8), or bytes as they are (*raw); *next
   is where to go on.  False: it does not deal with this error, which is to be raised. */
bool codec_replace_encode(CodecHandler handler, const char *encoding, Ref str, ptrdiff_t start, ptrdiff_t end, Buf *out, bool *raw, ptrdiff_t *next);
/* The same for bytes that cannot be decoded: always text. */
bool codec_replace_decode(CodecHandler handler, const char *encoding, const char *bytes, ptrdiff_t size, ptrdiff_t start, ptrdiff_t end, Buf *out, ptrdiff_t *next);
/* And for what str.translate or a charmap refuses. */
bool codec_replace_translate(CodecHandler handler, Ref str, ptrdiff_t start, ptrdiff_t end, Buf *out);

/* --- for codecs */

/* A decoding: begin with codec_decode_begin; text is added to OUT as WTF-8. */
typedef struct CodecDecode {
    const char *encoding, *errors;
    const char *bytes; /* a handler may replace them */
    ptrdiff_t size;
    Buf out;
    Own input, callback; /* NULL until needed */
} CodecDecode;

static inline CodecDecode codec_decode_begin(const char *encoding, const char *errors, const char *bytes, ptrdiff_t size)
{
    return (CodecDecode){.encoding = encoding, .errors = errors, .bytes = bytes, .size = size};
}
/* BYTES[start:end] cannot be decoded: *next is where to go on; -1: raised. */
MUST_USE int codec_decode_error(Rt *rt, CodecDecode *decode, ptrdiff_t start, ptrdiff_t end, const char *reason, ptrdiff_t *next);
/* The text, unless FAILED: then NULL.  Ends DECODE. */
MUST_USE Own codec_decode_end(Rt *rt, CodecDecode *decode, bool failed);

/* An encoding of STR; bytes are added to OUT. */
typedef struct CodecEncode {
    const char *encoding, *errors;
    Ref str;
    Buf out;
    Own callback;
} CodecEncode;

/* STR[start:end] cannot be encoded: *replacement (str or bytes, new; never longer than OUT can take) goes in
   its place, and *next is where to go on; -1: raised. */
MUST_USE int codec_encode_error(Rt *rt, CodecEncode *encode, ptrdiff_t start, ptrdiff_t end, const char *reason, Own *replacement, ptrdiff_t *next);
/* Raises the error whatever the handler says: its replacement cannot be encoded either. -1. */
int codec_encode_refuse(Rt *rt, const CodecEncode *encode, ptrdiff_t start, ptrdiff_t end, const char *reason);
MUST_USE Own codec_encode_end(Rt *rt, CodecEncode *encode, bool failed);

#endif
