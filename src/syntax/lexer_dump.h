/* Tokens as text, one per line, as `python3.11 -m tokenize -e` prints them. */
#ifndef VIV_SYNTAX_LEXER_DUMP_H
#define VIV_SYNTAX_LEXER_DUMP_H

#include "base/buf.h"
#include "syntax/syntax_log.h"

/* Adds the tokens of the LENGTH bytes at SOURCE to OUT, comments and all; every line
   end is shown as \n.  False: the error is in the log, and OUT has the tokens before
   it. */
MUST_USE bool lexer_dump(SyntaxLog *log, const char *source, size_t length, Buf *out);

#endif
