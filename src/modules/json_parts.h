/* What the files of the module _json share. */
#ifndef VIV_MODULES_JSON_PARTS_H
#define VIV_MODULES_JSON_PARTS_H

#include "base/buf.h"
#include "memory/rt.h"

extern const TypeSpec json_scanner_spec, json_encoder_spec;

/* The functions encode_basestring and encode_basestring_ascii: STR in quotes, with escapes. */
Own json_encode_basestring(Rt *rt, Ref module, Ref str);
Own json_encode_basestring_ascii(Rt *rt, Ref module, Ref str);
/* The same into TEXT (WTF-8). */
void json_add_quoted(Buf *text, Ref str, bool ascii);

/* The string whose opening quote is before END, and where what comes after its closing quote begins. */
MUST_USE Own json_scan_string(Rt *rt, Ref text, ptrdiff_t end, bool strict, ptrdiff_t *next);

/* Raises json.decoder.JSONDecodeError; NULL. */
Own json_raise(Rt *rt, const char *message, Ref text, ptrdiff_t at);

#endif
