/* Single characters: their classes and cases, sets of them, and places between them.  LOCALE patterns
   see the C locale: letters are those of ASCII. */
#include "modules/sre.h"
#include "objects/str_char.h"

uint32_t sre_lower_ascii(uint32_t c)
{
    return c - 'A' < 26 ? c + 32 : c;
}

static uint32_t upper_ascii(uint32_t c)
{
    return c - 'a' < 26 ? c - 32 : c;
}

/* Where a character becomes several, the first of them stands for all. */
static uint32_t convert(uint32_t c, CharCase to)
{
    uint32_t out[3] = {c};
    return c > 0x10FFFF || point_convert(c, to, out) == 0 ? c : out[0];
}

uint32_t sre_lower_unicode(uint32_t c)
{
    return c < 128 ? sre_lower_ascii(c) : convert(c, CASE_LOWER);
}

static uint32_t upper_unicode(uint32_t c)
{
    return c < 128 ? upper_ascii(c) : convert(c, CASE_UPPER);
}

bool sre_is_cased_ascii(uint32_t c)
{
    return (c | 32) - 'a' < 26;
}

bool sre_is_cased_unicode(uint32_t c)
{
    return sre_lower_unicode(c) != c || upper_unicode(c) != c;
}

static bool is_digit_ascii(uint32_t c)
{
    return c - '0' < 10;
}

static bool is_word_ascii(uint32_t c)
{
    return sre_is_cased_ascii(c) || is_digit_ascii(c) || c == '_';
}

static bool is_word_unicode(uint32_t c)
{
    if (c < 128) return is_word_ascii(c);
    return point_is_alpha(c) || point_decimal(c) >= 0 || point_is_digit(c) || point_is_numeric(c);
}

static bool sre_category(uint32_t category, uint32_t c)
{
    bool is = false;
    switch (category & ~1u) {
    case SRE_DIGIT: is = is_digit_ascii(c); break;
    case SRE_SPACE: is = c == ' ' || c - '\t' < 5; break;
    case SRE_WORD: case SRE_LOC_WORD: is = is_word_ascii(c); break;
    case SRE_LINEBREAK: is = c == '\n'; break;
    case SRE_UNI_DIGIT: is = c < 128 ? is_digit_ascii(c) : point_decimal(c) >= 0; break;
    case SRE_UNI_SPACE: is = point_is_space(c); break;
    case SRE_UNI_WORD: is = is_word_unicode(c); break;
    case SRE_UNI_LINEBREAK: is = point_is_line_break(c); break;
    default: break;
    }
    return is != ((category & 1) != 0);
}

static bool has_bit(const uint32_t *bits, uint32_t index)
{
    return (bits[index / 32] >> index % 32 & 1) != 0;
}

/* BIGCHARSET: the count of chunks, the chunk number of each 256 characters as bytes, the chunks. */
static bool in_big_charset(const uint32_t *set, uint32_t c)
{
    uint32_t chunk = c < 65536 ? set[1 + (c >> 10)] >> 8 * (c >> 8 & 3) & 255 : UINT32_MAX;
    return c < 65536 && chunk < set[0] && has_bit(set + 65 + 8 * chunk, c & 255);
}

bool sre_in_charset(const uint32_t *set, uint32_t c)
{
    for (bool found = true;;) {
        switch (*set++) {
        case SRE_FAILURE: return !found;
        case SRE_NEGATE: found = !found; break;
        case SRE_LITERAL:
            if (c == set[0]) return found;
            set++;
            break;
        case SRE_CATEGORY:
            if (sre_category(set[0], c)) return found;
            set++;
            break;
        case SRE_CHARSET:
            if (c < 256 && has_bit(set, c)) return found;
            set += 8;
            break;
        case SRE_BIGCHARSET:
            if (in_big_charset(set, c)) return found;
            set += 65 + 8 * set[0];
            break;
        case SRE_RANGE:
            if (set[0] <= c && c <= set[1]) return found;
            set += 2;
            break;
        case SRE_RANGE_UNI_IGNORE: {
            uint32_t upper = upper_unicode(c);
            if ((set[0] <= c && c <= set[1]) || (set[0] <= upper && upper <= set[1])) return found;
            set += 2;
            break;
        }
        default: return false; /* checked code has no other */
        }
    }
}

/* A set or literal under LOCALE|IGNORECASE is not lowered beforehand: both cases are tried. */
static bool in_charset_locale(const uint32_t *set, uint32_t c)
{
    return sre_in_charset(set, sre_lower_ascii(c)) || sre_in_charset(set, upper_ascii(c));
}

static bool equal_locale(uint32_t wanted, uint32_t c)
{
    return c == wanted || sre_lower_ascii(c) == wanted || upper_ascii(c) == wanted;
}

size_t sre_one_size(const uint32_t *code)
{
    switch (code[0]) {
    case SRE_ANY: case SRE_ANY_ALL: return 1;
    case SRE_LITERAL: case SRE_NOT_LITERAL: case SRE_CATEGORY:
    case SRE_LITERAL_IGNORE: case SRE_NOT_LITERAL_IGNORE: case SRE_LITERAL_LOC_IGNORE: case SRE_NOT_LITERAL_LOC_IGNORE:
    case SRE_LITERAL_UNI_IGNORE: case SRE_NOT_LITERAL_UNI_IGNORE: return 2;
    case SRE_IN: case SRE_IN_IGNORE: case SRE_IN_LOC_IGNORE: case SRE_IN_UNI_IGNORE: return (size_t)1 + code[1];
    default: return 0;
    }
}

bool sre_one_fits(const uint32_t *code, uint32_t c)
{
    switch (code[0]) {
    case SRE_ANY: return c != '\n';
    case SRE_LITERAL: return c == code[1];
    case SRE_NOT_LITERAL: return c != code[1];
    case SRE_CATEGORY: return sre_category(code[1], c);
    case SRE_IN: return sre_in_charset(code + 2, c);
    case SRE_LITERAL_IGNORE: return sre_lower_ascii(c) == code[1];
    case SRE_NOT_LITERAL_IGNORE: return sre_lower_ascii(c) != code[1];
    case SRE_IN_IGNORE: return sre_in_charset(code + 2, sre_lower_ascii(c));
    case SRE_LITERAL_LOC_IGNORE: return equal_locale(code[1], c);
    case SRE_NOT_LITERAL_LOC_IGNORE: return !equal_locale(code[1], c);
    case SRE_IN_LOC_IGNORE: return in_charset_locale(code + 2, c);
    case SRE_LITERAL_UNI_IGNORE: return sre_lower_unicode(c) == code[1];
    case SRE_NOT_LITERAL_UNI_IGNORE: return sre_lower_unicode(c) != code[1];
    case SRE_IN_UNI_IGNORE: return sre_in_charset(code + 2, sre_lower_unicode(c));
    default: return true; /* ANY_ALL */
    }
}

/* Does a word begin or end at AT? */
static bool is_boundary(const Sre *sre, ptrdiff_t at, SreCategory word)
{
    bool before = at > 0 && sre_category(word, sre_point(sre, at - 1));
    bool after = at < sre->end && sre_category(word, sre_point(sre, at));
    return before != after;
}

bool sre_is_at(const Sre *sre, ptrdiff_t at, uint32_t where)
{
    switch (where) {
    case SRE_AT_BEGINNING: case SRE_AT_BEGINNING_STRING: return at == 0;
    case SRE_AT_BEGINNING_LINE: return at == 0 || sre_point(sre, at - 1) == '\n';
    case SRE_AT_END: return at == sre->end || (at == sre->end - 1 && sre_point(sre, at) == '\n');
    case SRE_AT_END_LINE: return at == sre->end || sre_point(sre, at) == '\n';
    case SRE_AT_END_STRING: return at == sre->end;
    /* An empty subject has no boundary, and no place that is none. */
    case SRE_AT_BOUNDARY: case SRE_AT_LOC_BOUNDARY: return sre->end > 0 && is_boundary(sre, at, SRE_WORD);
    case SRE_AT_NON_BOUNDARY: case SRE_AT_LOC_NON_BOUNDARY: return sre->end > 0 && !is_boundary(sre, at, SRE_WORD);
    case SRE_AT_UNI_BOUNDARY: return sre->end > 0 && is_boundary(sre, at, SRE_UNI_WORD);
    case SRE_AT_UNI_NON_BOUNDARY: return sre->end > 0 && !is_boundary(sre, at, SRE_UNI_WORD);
    default: return false;
    }
}
