/* From the bytes of a source file to the text that the lexer reads. */
#ifndef VIV_SYNTAX_SOURCE_H
#define VIV_SYNTAX_SOURCE_H

#include "syntax/syntax_log.h"

typedef struct SourceText {
    const char
        *text; /* UTF-8 (where the source was), NUL-terminated, \n as line ends */
    size_t length;
    bool has_encoding;    /* the source, or its type, told its encoding */
    const char *encoding; /* as the source spells it, or "utf-8" */
} SourceText;

/* Decodes the LENGTH bytes at SOURCE as its byte order mark and its coding comment
   (PEP 263) say; with IS_UTF8 neither is looked at.  END_LINE adds a missing last line
   end.  False: the error is in the log. */
MUST_USE bool source_decode(SyntaxLog *log,
                            const char *source,
                            size_t length,
                            bool is_utf8,
                            bool end_line,
                            SourceText *result);

#endif
