/* Tokens as text, one per line, as `python3.11 -m tokenize -e` prints them. */
#ifndef VIV_SYNTAX_LEXER_DUMP_H
#define VIV_SYNTAX_LEXER_DUMP_H

#include "base/buf.h"
#include "syntax/syntax_log.h"

typedef struct TokenPlace {
    int line, column; /* lines count from 1, columns are characters from 0 */
} TokenPlace;

/* Told of each token: its exact kind as Python's token module names it, and its LENGTH bytes. */
typedef void TokenVisitor(
    void *context, const char *kind, TokenPlace start, TokenPlace end, const char *text, size_t length);

/* Visits the tokens of the LENGTH bytes at SOURCE, comments and all.  False: the error is in the
   log, and the tokens before it were visited. */
MUST_USE bool lexer_visit(
    SyntaxLog *log, const char *source, size_t length, TokenVisitor *visit, void *context);

/* Adds the tokens of the LENGTH bytes at SOURCE to OUT, comments and all; every line
   end is shown as \n.  False: the error is in the log, and OUT has the tokens before
   it. */
MUST_USE bool lexer_dump(SyntaxLog *log, const char *source, size_t length, Buf *out);

#endif
