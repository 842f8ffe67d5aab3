/* repr() without objects.  Integers are converted digit by digit, so a literal of any
   length works. */
#include "syntax/literal_repr.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unictype.h>

#include "base/float_repr.h"
#include "base/utf8.h"
#include "base/vec.h"

/* --- integers --- */

/* Decimal limbs, least significant first. */
typedef VEC(uint32_t) Limbs;
enum { LIMB = 1000000000 };

/* limbs = limbs * FACTOR + DIGIT */
static int multiply_add(Limbs *limbs, uint32_t factor, uint32_t digit)
{
    uint64_t carry = digit;
    for (size_t i = 0; i < limbs->length; i++) {
        uint64_t value = (uint64_t)limbs->items[i] * factor + carry;
        limbs->items[i] = (uint32_t)(value % LIMB);
        carry = value / LIMB;
    }
    return carry != 0 ? vec_push(limbs, (uint32_t)carry) : 0;
}

static void repr_radix(const char *digits, uint32_t base, Buf *out)
{
    Limbs limbs = {0};
    for (const char *c = digits; *c != '\0'; c++) {
        uint32_t digit =
            *c <= '9' ? (uint32_t)(*c - '0') : (uint32_t)((*c | 0x20) - 'a' + 10);
        if (multiply_add(&limbs, base, digit) < 0) out->failed = true;
    }
    if (limbs.length == 0) buf_add_char(out, '0');
    for (size_t i = limbs.length; i-- > 0;) {
        buf_printf(out, i + 1 == limbs.length ? "%u" : "%09u", limbs.items[i]);
    }
    vec_fini(&limbs);
}

static void repr_int(const Literal *literal, Buf *out)
{
    const char *text = literal->text;
    char radix = text[0] == '0' ? (char)(text[1] | 0x20) : '\0';
    if (radix == 'x') {
        repr_radix(text + 2, 16, out);
    } else if (radix == 'o') {
        repr_radix(text + 2, 8, out);
    } else if (radix == 'b') {
        repr_radix(text + 2, 2, out);
    } else {
        text += strspn(text, "0");
        buf_add_text(out, *text == '\0' ? "0" : text);
    }
}

/* --- floats --- */

/* WHOLE asks for the ".0" that tells a float from an int. */
static void repr_double(double value, bool whole, Buf *out)
{
    char text[FLOAT_REPR_SIZE];
    size_t length = float_repr_text(value, text);
    if (!whole && length > 2 && memcmp(text + length - 2, ".0", 2) == 0) length -= 2;
    buf_add(out, text, length);
}

/* repr of a float: the shortest digits that read back as VALUE. */
static void repr_float(double value, Buf *out)
{
    repr_double(value, true, out);
}

/* --- strings --- */

/* Python prefers ' and uses " only when that saves escapes. */
static char choose_quote(const char *text, size_t length)
{
    bool single = memchr(text, '\'', length) != NULL;
    return single && memchr(text, '"', length) == NULL ? '"' : '\'';
}

/* The escapes that str and bytes share; false: C is no such case. */
static bool add_escaped(uint32_t c, char quote, Buf *out)
{
    switch (c) {
    case '\n': buf_add_text(out, "\\n"); return true;
    case '\r': buf_add_text(out, "\\r"); return true;
    case '\t': buf_add_text(out, "\\t"); return true;
    default: break;
    }
    if (c == '\\' || c == (unsigned char)quote) {
        buf_add_char(out, '\\');
        buf_add_char(out, (char)c);
        return true;
    }
    if (c < ' ' || c == 0x7F) {
        buf_printf(out, "\\x%02x", c);
        return true;
    }
    return false;
}

bool char_is_printable(uint32_t c)
{
    return c == ' ' ||
           !uc_is_general_category_withtable(
               c,
               UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf | UC_CATEGORY_MASK_Cs |
                   UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Zl |
                   UC_CATEGORY_MASK_Zp | UC_CATEGORY_MASK_Zs);
}

void repr_str(const char *text, size_t length, Buf *out)
{
    char quote = choose_quote(text, length);
    buf_add_char(out, quote);
    while (length > 0) {
        uint32_t c;
        size_t used = utf8_decode_wtf(text, length, &c);
        if (used == 0) { /* as errors="surrogateescape" reads such a byte */
            c = 0xDC00u + (unsigned char)*text;
            used = 1;
        }
        if (!add_escaped(c, quote, out)) {
            if (c < 0x7F || char_is_printable(c)) {
                buf_add(out, text, used);
            } else if (c <= 0xFF) {
                buf_printf(out, "\\x%02x", c);
            } else {
                buf_printf(out, c <= 0xFFFF ? "\\u%04x" : "\\U%08x", c);
            }
        }
        text += used;
        length -= used;
    }
    buf_add_char(out, quote);
}

static void repr_bytes(const char *bytes, size_t length, Buf *out)
{
    char quote = choose_quote(bytes, length);
    buf_add_char(out, 'b');
    buf_add_char(out, quote);
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (add_escaped(c, quote, out)) continue;
        if (c < 0x7F) {
            buf_add_char(out, (char)c);
        } else {
            buf_printf(out, "\\x%02x", c);
        }
    }
    buf_add_char(out, quote);
}

void literal_repr(const Literal *literal, Buf *out)
{
    switch (literal->kind) {
    case LITERAL_NONE: buf_add_text(out, "None"); break;
    case LITERAL_TRUE: buf_add_text(out, "True"); break;
    case LITERAL_FALSE: buf_add_text(out, "False"); break;
    case LITERAL_ELLIPSIS: buf_add_text(out, "Ellipsis"); break;
    case LITERAL_INT: repr_int(literal, out); break;
    case LITERAL_FLOAT: repr_float(strtod(literal->text, NULL), out); break;
    case LITERAL_COMPLEX:
        repr_double(strtod(literal->text, NULL), false, out);
        buf_add_char(out, 'j');
        break;
    case LITERAL_STR: repr_str(literal->text, literal->length, out); break;
    case LITERAL_BYTES: repr_bytes(literal->text, literal->length, out); break;
    case LITERAL_OBJECT: viv_unreachable("a literal that only has an object");
    }
}
