/* Numbers: integers in four bases, floats, imaginary numbers, underscores between
   digits, and the complaint about what may not follow a number directly (`1if` is still
   allowed, with a warning; `1x` is not). */
#include <ctype.h>

#include "syntax/lexer.h"

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
static bool looks_at(const Lexer *lexer, const char *expected)
{
    const char *p = lexer->cursor;
    while (*expected != '\0' && *p == *expected) {
        p++;
        expected++;
    }
    return *expected == '\0' && !lexer_is_name_part((unsigned char)*p);
}

/* Whether C and what follows are a keyword that may stand right behind a number. */
static bool keyword_follows(const Lexer *lexer, int c)
{
    char next = *lexer->cursor;
    switch (c) {
    case 'a': return looks_at(lexer, "nd");
    case 'e': return looks_at(lexer, "lse");
    case 'f': return looks_at(lexer, "or");
    case 'i': return next == 'f' || next == 'n' || next == 's';
    case 'n': return looks_at(lexer, "ot");
    case 'o': return looks_at(lexer, "r");
    default: return false;
    }
}

/* Checks C, the first character after a number, and puts it back. */
static TokenKind end_number(Lexer *lexer, int c, const char *name)
{
    if (keyword_follows(lexer, c)) {
        log_warning(lexer->log,
                    DIAGNOSTIC_SYNTAX_WARNING,
                    lexer->lineno,
                    "invalid %s literal",
                    name);
    } else if (lexer_is_name_part(c)) {
        lexer_unread(lexer, c);
        return lexer_fail(lexer, "invalid %s literal", name);
    }
    lexer_unread(lexer, c);
    return TOKEN_NUMBER;
}

/* Digits and underscores between them, the first digit already read.  Stores the
   character behind; false when an underscore is not followed by a digit. */
static bool read_digits(Lexer *lexer, int *behind)
{
    for (;;) {
        int c;
        do {
            c = lexer_read(lexer);
        } while (is_digit(c));
        if (c != '_') {
            *behind = c;
            return true;
        }
        c = lexer_read(lexer);
        if (!is_digit(c)) {
            lexer_unread(lexer, c);
            lexer_fail(lexer, "invalid decimal literal");
            return false;
        }
    }
}

/* The digits behind 0x, 0o or 0b. */
static TokenKind radix_number(Lexer *lexer, Radix radix)
{
    int c = lexer_read(lexer);
    do {
        if (c == '_') c = lexer_read(lexer);
        if (!is_radix_digit(c, radix.base)) {
            if (is_digit(c)) {
                return lexer_fail(
                    lexer, "invalid digit '%c' in %s literal", c, radix.name);
            }
            lexer_unread(lexer, c);
            return lexer_fail(lexer, "invalid %s literal", radix.name);
        }
        do {
            c = lexer_read(lexer);
        } while (is_radix_digit(c, radix.base));
    } while (c == '_');
    if (is_digit(c)) {
        return lexer_fail(lexer, "invalid digit '%c' in %s literal", c, radix.name);
    }
    return end_number(lexer, c, radix.name);
}

static TokenKind imaginary_end(Lexer *lexer)
{
    return end_number(lexer, lexer_read(lexer), "imaginary");
}

static TokenKind float_end(Lexer *lexer, int c)
{
    if (c == 'j' || c == 'J') return imaginary_end(lexer);
    return end_number(lexer, c, "decimal");
}

/* E is the letter e.  Without digits behind it, it is not an exponent but the start of
   something else, as in `1else`. */
static TokenKind exponent(Lexer *lexer, int e)
{
    int c = lexer_read(lexer);
    if (c == '+' || c == '-') {
        c = lexer_read(lexer);
        if (!is_digit(c)) {
            lexer_unread(lexer, c);
            return lexer_fail(lexer, "invalid decimal literal");
        }
    } else if (!is_digit(c)) {
        lexer_unread(lexer, c);
        return end_number(lexer, e, "decimal");
    }
    if (!read_digits(lexer, &c)) return TOKEN_ERROR;
    return float_end(lexer, c);
}

TokenKind lexer_fraction(Lexer *lexer, int c)
{
    if (is_digit(c) && !read_digits(lexer, &c)) return TOKEN_ERROR;
    if (c == 'e' || c == 'E') return exponent(lexer, c);
    return float_end(lexer, c);
}

/* What may follow the decimal digits of a number that is not an old octal one. */
static TokenKind decimal_rest(Lexer *lexer, int c)
{
    if (c == '.') return lexer_fraction(lexer, lexer_read(lexer));
    if (c == 'e' || c == 'E') return exponent(lexer, c);
    return float_end(lexer, c);
}

/* A number that begins with 0 and has no base letter: C is what follows the 0. */
static TokenKind zero_number(Lexer *lexer, int c)
{
    for (;; c = lexer_read(lexer)) {
        if (c == '_') {
            c = lexer_read(lexer);
            if (!is_digit(c)) {
                lexer_unread(lexer, c);
                return lexer_fail(lexer, "invalid decimal literal");
            }
        }
        if (c != '0') break;
    }
    const char *zeros_end = lexer->cursor;
    bool nonzero = is_digit(c);
    if (nonzero && !read_digits(lexer, &c)) return TOKEN_ERROR;
    if (nonzero && c != '.' && c != 'e' && c != 'E' && c != 'j' && c != 'J') {
        lexer_unread(lexer, c);
        return lexer_fail_range(
            lexer,
            (int)(lexer->start + 1 - lexer->line_start),
            (int)(zeros_end - lexer->line_start),
            "leading zeros in decimal integer literals are not permitted; "
            "use an 0o prefix for octal integers");
    }
    return decimal_rest(lexer, c);
}

TokenKind lexer_number(Lexer *lexer, int c)
{
    if (c == '0') {
        c = lexer_read(lexer);
        switch (c) {
        case 'x':
        case 'X': return radix_number(lexer, (Radix){"hexadecimal", 16});
        case 'o':
        case 'O': return radix_number(lexer, (Radix){"octal", 8});
        case 'b':
        case 'B': return radix_number(lexer, (Radix){"binary", 2});
        default: return zero_number(lexer, c);
        }
    }
    if (!read_digits(lexer, &c)) return TOKEN_ERROR;
    return decimal_rest(lexer, c);
}
