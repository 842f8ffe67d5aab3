/* The text of integers, for int's own files and for formatting. */
#ifndef VIV_OBJECTS_INT_TEXT_H
#define VIV_OBJECTS_INT_TEXT_H

#include "base/buf.h"
#include "memory/rt.h"

/* How many decimal digits a conversion may have; 0: no limit. */
int int_text_limit(const Rt *rt);
/* Adds the number in base 2, 8, 10 or 16, lower case, with "0x" and the like when PREFIX. */
MUST_USE int int_add_to_buf(Rt *rt, Ref number, int base, bool prefix, Buf *buf);

/* A str as int() takes it: with any script's decimal digits and spaces. */
MUST_USE Own int_from_str(Rt *rt, Ref str, int base);

#endif
