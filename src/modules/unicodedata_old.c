/* The differences between Unicode 3.2.0 and 14.0, looked up in the tables made of unicode_3_2.def. */
#include "modules/unicodedata_old.h"

typedef struct Range {
    uint32_t first, last;
} Range;

typedef struct TextRange {
    Range range;
    const char *text;
} TextRange;

typedef struct NumberRange {
    Range range;
    uint32_t number;
} NumberRange;

/* Only one kind of line of the table counts at a time. */
#define GAP(first, last)
#define CATEGORY(first, last, which)
#define BIDI(first, last, which)
#define MIRRORED(first, last, which)
#define DECIMAL(first, last, which)
#define WIDTH(first, last, which)
#define NORMAL(code, into)

#undef GAP
#define GAP(first, last) {first, last},
static const Range gaps[] = {
#include "modules/unicode_3_2.def"
};
#undef GAP
#define GAP(first, last)

#undef CATEGORY
#define CATEGORY(first, last, which) {{first, last}, #which},
static const TextRange categories[] = {
#include "modules/unicode_3_2.def"
};
#undef CATEGORY
#define CATEGORY(first, last, which)

#undef BIDI
#define BIDI(first, last, which) {{first, last}, #which},
static const TextRange directions[] = {
#include "modules/unicode_3_2.def"
};
#undef BIDI
#define BIDI(first, last, which)

#undef WIDTH
#define WIDTH(first, last, which) {{first, last}, #which},
static const TextRange widths[] = {
#include "modules/unicode_3_2.def"
};
#undef WIDTH
#define WIDTH(first, last, which)

#undef MIRRORED
#define MIRRORED(first, last, which) {{first, last}, which},
static const NumberRange mirrors[] = {
#include "modules/unicode_3_2.def"
};
#undef MIRRORED
#define MIRRORED(first, last, which)

#undef DECIMAL
#define DECIMAL(first, last, which) {{first, last}, which},
static const NumberRange decimals[] = {
#include "modules/unicode_3_2.def"
};
#undef DECIMAL
#define DECIMAL(first, last, which)

#undef NORMAL
#define NORMAL(code, into) {{code, code}, into},
static const NumberRange corrections[] = {
#include "modules/unicode_3_2.def"
};

bool old_is_unassigned(uint32_t c)
{
    size_t low = 0, high = ARRAY_LENGTH(gaps);
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (gaps[middle].last < c) low = middle + 1;
        else high = middle;
    }
    return low < ARRAY_LENGTH(gaps) && gaps[low].first <= c;
}

static const char *text_of(const TextRange *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].range.first <= c && c <= ranges[i].range.last) return ranges[i].text;
    }
    return NULL;
}

static int64_t number_of(const NumberRange *ranges, size_t count, uint32_t c)
{
    for (size_t i = 0; i < count; i++) {
        if (ranges[i].range.first <= c && c <= ranges[i].range.last) return ranges[i].number;
    }
    return -1;
}

const char *old_category(uint32_t c)
{
    return text_of(categories, ARRAY_LENGTH(categories), c);
}

const char *old_direction(uint32_t c)
{
    return text_of(directions, ARRAY_LENGTH(directions), c);
}

const char *old_width(uint32_t c)
{
    return text_of(widths, ARRAY_LENGTH(widths), c);
}

int old_mirrored(uint32_t c)
{
    return (int)number_of(mirrors, ARRAY_LENGTH(mirrors), c);
}

int old_decimal(uint32_t c)
{
    return (int)number_of(decimals, ARRAY_LENGTH(decimals), c);
}

uint32_t old_decomposition(uint32_t c)
{
    int64_t into = number_of(corrections, ARRAY_LENGTH(corrections), c);
    return into < 0 ? 0 : (uint32_t)into;
}
