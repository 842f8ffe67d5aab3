/* The properties of code points that Python's str asks for: those of Unicode 14, from libunistring. */
#include "objects/str_char.h"

#include <unicase.h>
#include <unictype.h>

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
/* Numbers that libunistring does not know, or cuts to 32 bits: those of the Unihan database, and two of
   Pahawh Hmong. */
static const struct {
    uint32_t point;
    int64_t value;
} further_numbers[] = {
    {0x3405, 5}, {0x3483, 2}, {0x382A, 5}, {0x3B4D, 7}, {0x4E00, 1}, {0x4E03, 7}, {0x4E07, 10000}, {0x4E09, 3},
    {0x4E5D, 9}, {0x4E8C, 2}, {0x4E94, 5}, {0x4E96, 4}, {0x4EBF, 100000000}, {0x4EC0, 10}, {0x4EDF, 1000},
    {0x4EE8, 3}, {0x4F0D, 5}, {0x4F70, 100}, {0x5104, 100000000}, {0x5146, 1000000000000}, {0x5169, 2},
    {0x516B, 8}, {0x516D, 6}, {0x5341, 10}, {0x5343, 1000}, {0x5344, 20}, {0x5345, 30}, {0x534C, 40},
    {0x53C1, 3}, {0x53C2, 3}, {0x53C3, 3}, {0x53C4, 3}, {0x56DB, 4}, {0x58F1, 1}, {0x58F9, 1}, {0x5E7A, 1},
    {0x5EFE, 9}, {0x5EFF, 20}, {0x5F0C, 1}, {0x5F0D, 2}, {0x5F0E, 3}, {0x5F10, 2}, {0x62FE, 10}, {0x634C, 8},
    {0x67D2, 7}, {0x6F06, 7}, {0x7396, 9}, {0x767E, 100}, {0x8086, 4}, {0x842C, 10000}, {0x8CAE, 2},
    {0x8CB3, 2}, {0x8D30, 2}, {0x9621, 1000}, {0x9646, 6}, {0x964C, 100}, {0x9678, 6}, {0x96F6, 0},
    {0x16B60, 10000000000}, {0x16B61, 1000000000000}, {0x20001, 7}, {0x20064, 4}, {0x200E2, 4}, {0x20121, 5},
    {0x2092A, 1}, {0x20983, 30}, {0x2098C, 40}, {0x2099C, 40}, {0x20AEA, 6}, {0x20AFD, 3}, {0x20B19, 3},
    {0x22390, 2}, {0x22998, 3}, {0x23B1B, 3}, {0x2626D, 4},
};

bool point_numeric(uint32_t c, double *value)
{
    if (c < 0x80 && (c < '0' || c > '9')) return false;
    for (size_t i = 0; i < ARRAY_LENGTH(further_numbers); i++) {
        if (further_numbers[i].point != c) continue;
        *value = (double)further_numbers[i].value;
        return true;
    }
    uc_fraction_t fraction = uc_numeric_value(c);
    if (fraction.denominator != 0) *value = (double)fraction.numerator / fraction.denominator;
    return fraction.denominator != 0;
}

bool point_is_numeric(uint32_t c)
{
    double value;
    return point_is_digit(c) || point_numeric(c, &value);
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
