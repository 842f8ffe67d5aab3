/* UTF-8 as the Unicode standard defines it: the shortest form only, nothing above
   U+10FFFF.  One decoder serves both the strict form and WTF-8, in which a surrogate is
   three bytes like its neighbours. */
#include "base/utf8.h"

#include <string.h>

static bool is_continuation(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* The bytes a sequence has by its first byte; 0: no sequence begins so.  0xC0, 0xC1 could
   only begin overlong forms, 0xF5 and above only values past U+10FFFF. */
static size_t sequence_size(unsigned char first)
{
    if (first < 0x80) return 1;
    if (first < 0xC2) return 0;
    if (first < 0xE0) return 2;
    if (first < 0xF0) return 3;
    return first < 0xF5 ? 4 : 0;
}

size_t utf8_decode_wtf(const char *text, size_t length, uint32_t *code_point)
{
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned char first = (unsigned char)text[0];
    size_t size = sequence_size(first);
    if (size == 0 || size > length) return 0;
    if (size == 1) {
        *code_point = first;
        return 1;
    }
    uint32_t value = first & (0x7Fu >> size);
    for (size_t i = 1; i < size; i++) {
        if (!is_continuation(text[i])) return 0;
        value = value << 6 | ((unsigned char)text[i] & 0x3F);
    }
    if (value < least[size] || value > 0x10FFFF) return 0;
    *code_point = value;
    return size;
}

size_t utf8_decode(const char *text, size_t length, uint32_t *code_point)
{
    uint32_t value;
    size_t size = utf8_decode_wtf(text, length, &value);
    if (size == 3 && value >= 0xD800 && value <= 0xDFFF) return 0;
    if (size > 0) *code_point = value;
    return size;
}

size_t utf8_encode(uint32_t code_point, char out[UTF8_MAX_BYTES])
{
    if (code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    size_t size = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    /* The first byte: as many ones as there are bytes, then a zero, then what is left. */
    out[0] = (char)((0xF00u >> size & 0xFF) | code_point);
    return size;
}

size_t utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += !is_continuation(text[i]);
    return count;
}

size_t utf8_check(const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint64_t eight;
        if (length - at >= sizeof eight) { /* ASCII by the eight */
            memcpy(&eight, text + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        uint32_t code_point;
        size_t size = utf8_decode(text + at, length - at, &code_point);
        if (size == 0) return at;
        at += size;
    }
    return length;
}
