/* Helpers for the text forms of other types. */
#ifndef VIV_OBJECTS_STR_TEXT_H
#define VIV_OBJECTS_STR_TEXT_H

#include "base/buf.h"
#include "memory/rt.h"

/* STR with every script's decimal digits as ASCII ones and every space as ' ', other characters as
   they are (WTF-8): what int(), float() and complex() read. */
void str_add_decimal_ascii(Ref str, Buf *buf);

#endif
