/* What bytes and bytearray share: their methods work on any object that lends its bytes, and give
   results of the kind of self. */
#ifndef VIV_OBJECTS_BYTES_IMPL_H
#define VIV_OBJECTS_BYTES_IMPL_H

#include "objects/bytesobj.h"

/* repr() of LENGTH bytes as bytes show it; LIMIT > 0: so many at most.  ESCAPED gets a
   backslash besides the quote and the backslash itself: bytearrays always escape the single quote. */
void bytes_text_repr(const char *bytes, ptrdiff_t length, ptrdiff_t limit, char escaped, Buf *buf);
/* The exact bytes that bytes(…) or bytearray(…) makes of its arguments. */
MUST_USE Own bytes_from_args(Rt *rt, const char *function, Ref args, Ref kwargs);
/* The bytes of an iterable of ints. */
MUST_USE Own bytes_from_iterable(Rt *rt, Ref iterable, const char *what, bool hinted); /* HINTED: asks for the length hint first */
int bytes_like_contains(Rt *rt, Ref self, Ref item); /* of an int or of bytes: 1, 0, -1 */

extern const MethodDef bytes_methods[];

#endif
