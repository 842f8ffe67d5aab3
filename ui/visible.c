/* Nothing leaves here but printable characters.  Escaped are C0 and C1 controls and DEL (\x1b),
   what changes the direction of text or is invisible (\u202e), surrogates (\ud800), and bytes
   that are not UTF-8 (\xff); widths are Unicode's, from libunistring. */
#include "ui/visible.h"

#include <stdio.h>
#include <string.h>
#include <uniwidth.h>

#include "base/utf8.h"

enum { MARKS_PER_CHARACTER = 2 };

/* Characters without a width of their own that do more than combine. */
static bool is_treacherous(uint32_t c)
{
    return c == 0x00AD || c == 0x061C || (c >= 0x180B && c <= 0x180E) || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static int width_of(uint32_t c)
{
    if (c < 0x7F) return c >= 0x20;
    return uc_width(c, "UTF-8");
}

static bool is_mark(uint32_t c)
{
    return c >= 0x300 && !is_treacherous(c) && width_of(c) == 0;
}

static void escape(uint32_t c, bool is_byte, Visible *piece)
{
    const char *format = is_byte || c <= 0xFF ? "\\x%02x" : c <= 0xFFFF ? "\\u%04x" : "\\U%08x";
    int length = c == '\n' && !is_byte   ? snprintf(piece->bytes, sizeof piece->bytes, "\\n")
                 : c == '\t' && !is_byte ? snprintf(piece->bytes, sizeof piece->bytes, "\\t")
                                         : snprintf(piece->bytes, sizeof piece->bytes, format, (unsigned)c);
    piece->length = piece->width = (uint8_t)length;
    piece->is_escape = true;
}

size_t visible_next(const char *text, size_t length, bool ascii_only, Visible *piece)
{
    uint32_t c = 0;
    *piece = (Visible){.width = 1};
    size_t used = utf8_decode_wtf(text, length, &c);
    if (used == 0) {
        escape((unsigned char)text[0], true, piece);
        return 1;
    }
    int width = width_of(c);
    bool is_surrogate = c >= 0xD800 && c <= 0xDFFF;
    if (is_control(c) || is_treacherous(c) || is_surrogate || width <= 0 || (ascii_only && c > 0x7E)) {
        escape(c, false, piece);
        return used;
    }
    memcpy(piece->bytes, text, used);
    piece->length = (uint8_t)used;
    piece->width = (uint8_t)width;
    for (int marks = 0; marks < MARKS_PER_CHARACTER && used < length; marks++) {
        size_t size = utf8_decode(text + used, length - used, &c);
        if (ascii_only || size == 0 || !is_mark(c)) break;
        memcpy(piece->bytes + piece->length, text + used, size);
        piece->length = (uint8_t)(piece->length + size);
        used += size;
    }
    return used;
}

int visible_width(const char *text, size_t length, bool ascii_only)
{
    int width = 0;
    Visible piece;
    for (size_t i = 0; i < length; width += piece.width) {
        i += visible_next(text + i, length - i, ascii_only, &piece);
    }
    return width;
}
