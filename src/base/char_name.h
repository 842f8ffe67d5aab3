/* The names that Unicode gives to characters: what "\\N{BULLET}" means. */
#ifndef VIV_BASE_CHAR_NAME_H
#define VIV_BASE_CHAR_NAME_H

#include "base/base.h"

enum { CHAR_NAME_MAX = 256 };
#define CHAR_NAMELESS ((uint32_t)0xFFFF)

/* The name of C in OUT, of CHAR_NAME_MAX bytes; false when it has none. */
bool char_name(uint32_t c, char *out);
/* The character called NAME, or CHAR_NAMELESS. */
uint32_t char_named(const char *name);

#endif
