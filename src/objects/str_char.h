/* Properties and case mappings of code points. */
#ifndef VIV_OBJECTS_STR_CHAR_H
#define VIV_OBJECTS_STR_CHAR_H

#include "base/base.h"

bool point_is_space(uint32_t c);      /* as str.isspace and str.split see it */
bool point_is_line_break(uint32_t c); /* where str.splitlines cuts */
bool point_is_printable(uint32_t c);  /* repr shows it as it is */
bool point_is_alpha(uint32_t c);
bool point_is_lower(uint32_t c);
bool point_is_upper(uint32_t c);
bool point_is_title(uint32_t c);
bool point_is_cased(uint32_t c);
bool point_is_case_ignorable(uint32_t c);
int point_decimal(uint32_t c); /* 0..9, -1: not a decimal digit */
bool point_is_digit(uint32_t c);
bool point_is_numeric(uint32_t c);
bool point_numeric(uint32_t c, double *value); /* its value as a number; false: it has none */
bool point_starts_name(uint32_t c); /* XID_Start or _ */
bool point_continues_name(uint32_t c);

typedef enum CharCase { CASE_LOWER, CASE_UPPER, CASE_TITLE, CASE_FOLD } CharCase;
/* C in another case: 1 to 3 code points; without regard to what stands around it. */
int point_convert(uint32_t c, CharCase to, uint32_t out[3]);

#endif
