/* Unicode 3.2.0, which the names of internet hosts are made by: how it differs from the current tables. */
#ifndef VIV_MODULES_UNICODEDATA_OLD_H
#define VIV_MODULES_UNICODEDATA_OLD_H

#include "base/base.h"

/* Was C given a meaning only later? */
bool old_is_unassigned(uint32_t c);
/* What C was then; NULL, -1, or 0 for a character: as it is now. */
const char *old_category(uint32_t c);
const char *old_direction(uint32_t c);
const char *old_width(uint32_t c);
int old_mirrored(uint32_t c);
int old_decimal(uint32_t c);
uint32_t old_decomposition(uint32_t c); /* the character into which normal forms made C, by mistake */

#endif
