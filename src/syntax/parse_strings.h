/* String literals, for the three files that make them: prefixes and concatenation
   (parse_strings.c), escapes (string_escapes.c), replacement fields (parse_fstrings.c).
 */
#ifndef VIV_SYNTAX_PARSE_STRINGS_H
#define VIV_SYNTAX_PARSE_STRINGS_H

#include "base/buf.h"
#include "syntax/parser.h"

/* Adjacent literals on their way to one node. */
typedef struct StringJoiner {
    Buf text;            /* literal text since the last replacement field */
    NodeList values;     /* Constants and FormattedValues */
    bool formatted;      /* an f prefix was seen */
    Span span;           /* of the whole: every node made here gets it */
    bool unicode_prefix; /* the first literal begins with u */
} StringJoiner;

/* A literal without its prefix and quotes. */
typedef struct StringBody {
    const char *text, *end;
    bool raw, bytes, formatted;
    const Token *token;
} StringBody;

/* The joined node; empties the joiner. */
Expr *joiner_finish(Parser *p, StringJoiner *joiner);

/* Makes the text collected so far a Constant among the values. */
void joiner_flush(Parser *p, StringJoiner *joiner);

/* Adds the f-string BODY.  False: an error. */
bool fstring_join(Parser *p, StringJoiner *joiner, const StringBody *body);

/* Adds the bytes as they are, which must be UTF-8.  False: an error. */
bool raw_text_add(Parser *p, const char *text, size_t length, Buf *out);

/* Add the value of a literal's text to OUT.  False: an error. */
bool escapes_decode_str(
    Parser *p, const char *text, size_t length, const Token *token, Buf *out);
bool escapes_decode_bytes(
    Parser *p, const char *text, size_t length, const Token *token, Buf *out);

/* Warns of the invalid escape \C. */
void escapes_warn(Parser *p, char c, const Token *token);

#endif
