/* The properties of code points that Python's str asks for: those of Unicode 14, from libunistring. */
#include "objects/str_char.h"

#include <unicase.h>
#include <unictype.h>

#include "objects/str_impl.h"

bool point_is_space(uint32_t c)
{
    if (c < 0x80) return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1C && c <= 0x1F);
    if (uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Zs)) return true;
    int direction = uc_bidi_class(c);
    return direction == UC_BIDI_WS || direction == UC_BIDI_B || direction == UC_BIDI_S;
}

bool point_is_line_break(uint32_t c)
{
    return (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool point_is_printable(uint32_t c)
{
    if (c < 0x7F) return c >= 0x20;
    const uint32_t hidden = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp | UC_CATEGORY_MASK_Zs;
    return !uc_is_general_category_withtable(c, hidden);
}

bool point_is_alpha(uint32_t c)
{
    if (c < 0x80) return (c | 32) >= 'a' && (c | 32) <= 'z';
    return uc_is_general_category_withtable(c, UC_CATEGORY_MASK_L);
}

bool point_is_lower(uint32_t c)
{
    if (c < 0x80) return c >= 'a' && c <= 'z';
    return uc_is_property_lowercase(c);
}

bool point_is_upper(uint32_t c)
{
    if (c < 0x80) return c >= 'A' && c <= 'Z';
    return uc_is_property_uppercase(c);
}

bool point_is_title(uint32_t c)
{
    return c >= 0x80 && uc_is_general_category_withtable(c, UC_CATEGORY_MASK_Lt);
}

bool point_is_cased(uint32_t c)
{
    return point_is_lower(c) || point_is_upper(c) || point_is_title(c);
}

bool point_is_case_ignorable(uint32_t c)
{
    return uc_is_property_case_ignorable(c);
}

int point_decimal(uint32_t c)
{
    if (c < 0x80) return c >= '0' && c <= '9' ? (int)(c - '0') : -1;
    return uc_decimal_value(c);
}

bool point_is_digit(uint32_t c)
{
    return point_decimal(c) >= 0 || uc_digit_value(c) >= 0;
}

/* Letters that stand for numbers, which libunistring gives a value only where the character
   database does: the same rule as CPython's. */
bool point_is_numeric(uint32_t c)
{
    return point_is_digit(c) || uc_numeric_value(c).denominator != 0;
}

bool point_starts_name(uint32_t c)
{
    if (c < 0x80) return point_is_alpha(c) || c == '_';
    return uc_is_property_xid_start(c);
}

bool point_continues_name(uint32_t c)
{
    if (c < 0x80) return point_is_alpha(c) || c == '_' || (c >= '0' && c <= '9');
    return uc_is_property_xid_continue(c);
}

int point_convert(uint32_t c, CharCase to, uint32_t out[3])
{
    if (c < 0x80) {
        bool letter = point_is_alpha(c);
        out[0] = !letter ? c : to == CASE_LOWER || to == CASE_FOLD ? c | 32 : c & ~(uint32_t)32;
        return 1;
    }
    if (c >= 0xD800 && c <= 0xDFFF) { /* no text for libunistring */
        out[0] = c;
        return 1;
    }
    uint32_t buffer[16];
    size_t length = sizeof buffer / sizeof *buffer;
    const uint32_t *result = NULL;
    switch (to) {
    case CASE_LOWER: result = u32_tolower(&c, 1, NULL, NULL, buffer, &length); break;
    case CASE_UPPER: result = u32_toupper(&c, 1, NULL, NULL, buffer, &length); break;
    case CASE_TITLE: result = u32_totitle(&c, 1, NULL, NULL, buffer, &length); break;
    case CASE_FOLD: result = u32_casefold(&c, 1, NULL, NULL, buffer, &length); break;
    }
    if (result != buffer || length == 0 || length > 3) {
        out[0] = c;
        return 1;
    }
    for (size_t i = 0; i < length; i++) out[i] = buffer[i];
    return (int)length;
}
