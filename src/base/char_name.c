/* Names of characters: libunistring's, and those of ideographs and of Hangul syllables, which are made by
   rule. */
#include "base/char_name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uniname.h>

_Static_assert(CHAR_NAME_MAX == UNINAME_MAX && CHAR_NAMELESS == UNINAME_INVALID, "as libunistring has them");

static bool is_ideograph(ucs4_t c)
{
    static const ucs4_t ranges[][2] = {
        {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B738}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}, {0x30000, 0x3134A},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(ranges); i++) {
        if (c >= ranges[i][0] && c <= ranges[i][1]) return true;
    }
    return false;
}

enum { HANGUL_FIRST = 0xAC00, LEADS = 19, VOWELS = 21, TAILS = 28 };
static const char *const leads[LEADS] = {"G", "GG", "N", "D", "DD", "R", "M", "B", "BB", "S", "SS", "", "J", "JJ", "C", "K", "T", "P", "H"};
static const char *const vowels[VOWELS] = {
    "A", "AE", "YA", "YAE", "EO", "E", "YEO", "YE", "O", "WA", "WAE", "OE", "YO", "U", "WEO", "WE", "WI", "YU", "EU", "YI", "I",
};
static const char *const tails[TAILS] = {
    "", "G", "GG", "GS", "N", "NJ", "NH", "D", "L", "LG", "LM", "LB", "LS", "LT", "LP", "LH", "M", "B", "BS", "S", "SS", "NG", "J", "C", "K", "T", "P", "H",
};

static const char ideograph_prefix[] = "CJK UNIFIED IDEOGRAPH-", syllable_prefix[] = "HANGUL SYLLABLE ";

bool char_name(uint32_t c, char *out)
{
    if (is_ideograph(c)) return snprintf(out, CHAR_NAME_MAX, "%s%X", ideograph_prefix, c) > 0;
    ucs4_t syllable = c - HANGUL_FIRST;
    if (syllable < LEADS * VOWELS * TAILS) {
        const char *vowel = vowels[syllable / TAILS % VOWELS];
        return snprintf(out, CHAR_NAME_MAX, "%s%s%s%s", syllable_prefix, leads[syllable / TAILS / VOWELS], vowel, tails[syllable % TAILS]) > 0;
    }
    bool nameless = uc_is_general_category_withtable(c, UC_CATEGORY_MASK_C & ~UC_CATEGORY_MASK_Cf);
    return !nameless && unicode_character_name(c, out) != NULL;
}

/* The syllable whose sounds are TEXT, or CHAR_NAMELESS. */
static ucs4_t syllable_named(const char *text)
{
    for (int i = 0; i < LEADS * VOWELS; i++) {
        size_t lead = strlen(leads[i / VOWELS]), vowel = strlen(vowels[i % VOWELS]);
        if (strncmp(text, leads[i / VOWELS], lead) != 0 || strncmp(text + lead, vowels[i % VOWELS], vowel) != 0) continue;
        for (int tail = 0; tail < TAILS; tail++) {
            if (strcmp(text + lead + vowel, tails[tail]) == 0) return HANGUL_FIRST + (ucs4_t)(i * TAILS + tail);
        }
    }
    return CHAR_NAMELESS;
}

uint32_t char_named(const char *name)
{
    if (strncmp(name, syllable_prefix, sizeof syllable_prefix - 1) == 0) return syllable_named(name + sizeof syllable_prefix - 1);
    if (strncmp(name, ideograph_prefix, sizeof ideograph_prefix - 1) == 0) {
        const char *digits = name + sizeof ideograph_prefix - 1;
        size_t count = strspn(digits, "0123456789ABCDEF");
        ucs4_t c = (ucs4_t)strtoul(digits, NULL, 16);
        return (count == 4 || count == 5) && digits[count] == 0 && is_ideograph(c) ? c : CHAR_NAMELESS;
    }
    return unicode_name_character(name);
}
