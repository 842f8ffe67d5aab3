/* Numbers: integers in four bases, floats, imaginary numbers, underscores between digits,
   and the complaint about what may not follow a number directly (`1if` is still allowed,
   with a warning; `1x` is not). */
#include <ctype.h>

#include "syntax/tokenizer.h"

typedef struct Radix {
    const char *name; /* as in messages */
    int base;
} Radix;

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool is_radix_digit(int c, int base)
{
    return base == 16 ? c >= 0 && isxdigit(c) : c >= '0' && c < '0' + base;
}

/* Whether the text at the cursor is EXPECTED; nothing is consumed. */
static bool looks_at(const Tokenizer *tokenizer, const char *expected)
{
    const char *p = tokenizer->cursor;
    while (*expected != '\0' && *p == *expected) {
        p++;
        expected++;
    }
    return *expected == '\0' && !tokenizer_is_name_part((unsigned char)*p);
}

/* Whether C and what follows are a keyword that may stand right behind a number. */
static bool keyword_follows(const Tokenizer *tokenizer, int c)
{
    char next = *tokenizer->cursor;
    switch (c) {
    case 'a': return looks_at(tokenizer, "nd");
    case 'e': return looks_at(tokenizer, "lse");
    case 'f': return looks_at(tokenizer, "or");
    case 'i': return next == 'f' || next == 'n' || next == 's';
    case 'n': return looks_at(tokenizer, "ot");
    case 'o': return looks_at(tokenizer, "r");
    default: return false;
    }
}

/* Checks C, the first character after a number, and puts it back. */
static TokenKind end_number(Tokenizer *tokenizer, int c, const char *name)
{
    if (keyword_follows(tokenizer, c)) {
        log_warning(tokenizer->log, DIAGNOSTIC_DEPRECATION_WARNING, tokenizer->lineno,
                    "invalid %s literal", name);
    } else if (tokenizer_is_name_part(c)) {
        tokenizer_unread(tokenizer, c);
        return tokenizer_fail(tokenizer, "invalid %s literal", name);
    }
    tokenizer_unread(tokenizer, c);
    return TOKEN_NUMBER;
}

/* Digits and underscores between them, the first digit already read.  Stores the
   character behind; false when an underscore is not followed by a digit. */
static bool read_digits(Tokenizer *tokenizer, int *behind)
{
    for (;;) {
        int c;
        do {
            c = tokenizer_read(tokenizer);
        } while (is_digit(c));
        if (c != '_') {
            *behind = c;
            return true;
        }
        c = tokenizer_read(tokenizer);
        if (!is_digit(c)) {
            tokenizer_unread(tokenizer, c);
            tokenizer_fail(tokenizer, "invalid decimal literal");
            return false;
        }
    }
}

/* The digits behind 0x, 0o or 0b. */
static TokenKind radix_number(Tokenizer *tokenizer, Radix radix)
{
    int c = tokenizer_read(tokenizer);
    do {
        if (c == '_') {
            c = tokenizer_read(tokenizer);
        }
        if (!is_radix_digit(c, radix.base)) {
            if (is_digit(c)) {
                return tokenizer_fail(tokenizer, "invalid digit '%c' in %s literal", c, radix.name);
            }
            tokenizer_unread(tokenizer, c);
            return tokenizer_fail(tokenizer, "invalid %s literal", radix.name);
        }
        do {
            c = tokenizer_read(tokenizer);
        } while (is_radix_digit(c, radix.base));
    } while (c == '_');
    if (is_digit(c)) {
        return tokenizer_fail(tokenizer, "invalid digit '%c' in %s literal", c, radix.name);
    }
    return end_number(tokenizer, c, radix.name);
}

static TokenKind imaginary_end(Tokenizer *tokenizer)
{
    return end_number(tokenizer, tokenizer_read(tokenizer), "imaginary");
}

static TokenKind float_end(Tokenizer *tokenizer, int c)
{
    if (c == 'j' || c == 'J') {
        return imaginary_end(tokenizer);
    }
    return end_number(tokenizer, c, "decimal");
}

/* E is the letter e.  Without digits behind it, it is not an exponent but the start of
   something else, as in `1else`. */
static TokenKind exponent(Tokenizer *tokenizer, int e)
{
    int c = tokenizer_read(tokenizer);
    if (c == '+' || c == '-') {
        c = tokenizer_read(tokenizer);
        if (!is_digit(c)) {
            tokenizer_unread(tokenizer, c);
            return tokenizer_fail(tokenizer, "invalid decimal literal");
        }
    } else if (!is_digit(c)) {
        tokenizer_unread(tokenizer, c);
        return end_number(tokenizer, e, "decimal");
    }
    if (!read_digits(tokenizer, &c)) {
        return TOKEN_ERROR;
    }
    return float_end(tokenizer, c);
}

TokenKind tokenizer_fraction(Tokenizer *tokenizer, int c)
{
    if (is_digit(c) && !read_digits(tokenizer, &c)) {
        return TOKEN_ERROR;
    }
    if (c == 'e' || c == 'E') {
        return exponent(tokenizer, c);
    }
    return float_end(tokenizer, c);
}

/* What may follow the decimal digits of a number that is not an old octal one. */
static TokenKind decimal_rest(Tokenizer *tokenizer, int c)
{
    if (c == '.') {
        return tokenizer_fraction(tokenizer, tokenizer_read(tokenizer));
    }
    if (c == 'e' || c == 'E') {
        return exponent(tokenizer, c);
    }
    return float_end(tokenizer, c);
}

/* A number that begins with 0 and has no base letter: C is what follows the 0. */
static TokenKind zero_number(Tokenizer *tokenizer, int c)
{
    for (;; c = tokenizer_read(tokenizer)) {
        if (c == '_') {
            c = tokenizer_read(tokenizer);
            if (!is_digit(c)) {
                tokenizer_unread(tokenizer, c);
                return tokenizer_fail(tokenizer, "invalid decimal literal");
            }
        }
        if (c != '0') {
            break;
        }
    }
    const char *zeros_end = tokenizer->cursor;
    bool nonzero = is_digit(c);
    if (nonzero && !read_digits(tokenizer, &c)) {
        return TOKEN_ERROR;
    }
    if (nonzero && c != '.' && c != 'e' && c != 'E' && c != 'j' && c != 'J') {
        tokenizer_unread(tokenizer, c);
        return tokenizer_fail_range(
            tokenizer, (int)(tokenizer->start + 1 - tokenizer->line_start),
            (int)(zeros_end - tokenizer->line_start),
            "leading zeros in decimal integer literals are not permitted; "
            "use an 0o prefix for octal integers");
    }
    return decimal_rest(tokenizer, c);
}

TokenKind tokenizer_number(Tokenizer *tokenizer, int c)
{
    if (c == '0') {
        c = tokenizer_read(tokenizer);
        switch (c) {
        case 'x':
        case 'X': return radix_number(tokenizer, (Radix){"hexadecimal", 16});
        case 'o':
        case 'O': return radix_number(tokenizer, (Radix){"octal", 8});
        case 'b':
        case 'B': return radix_number(tokenizer, (Radix){"binary", 2});
        default: return zero_number(tokenizer, c);
        }
    }
    if (!read_digits(tokenizer, &c)) {
        return TOKEN_ERROR;
    }
    return decimal_rest(tokenizer, c);
}
