/* Code objects as lines of JSON, to compare two compilers by: every field, with hashes
   instead of the long ones. */
#ifndef VIV_CODE_DIGEST_H
#define VIV_CODE_DIGEST_H

#include "base/buf.h"

#include "code/code.h"

/* Adds a line for CODE and for each code object inside it, in order; FILE is what the lines
   call their source; IS_FULL adds the bytes in hexadecimal.  0, or -1 + exception. */
MUST_USE int code_digest(Rt *rt, Ref code, const char *file, bool is_full, Buf *out);

/* Adds the line for a source that does not compile: EXCEPTION's type, and message and place of
   a SyntaxError. */
MUST_USE int code_digest_error(Rt *rt, Ref exception, const char *file, Buf *out);

#endif
