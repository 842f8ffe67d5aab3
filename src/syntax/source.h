/* From the bytes of a source file to the text that the lexer reads. */
#ifndef VIV_SYNTAX_SOURCE_H
#define VIV_SYNTAX_SOURCE_H

#include "syntax/syntax_log.h"

typedef enum SourceKind {
    SOURCE_BYTES, /* what compile() was given */
    SOURCE_STR,   /* the same as a str: UTF-8, whatever a coding comment says */
    SOURCE_FILE   /* a file that is run */
} SourceKind;

typedef struct SourceText {
    const char *text; /* UTF-8 (as far as the source is), NUL-terminated, only \n */
    size_t length;
    bool has_encoding;    /* the source, or its type, told its encoding */
    const char *encoding; /* as the source spells it, or "utf-8" */
} SourceText;

/* Decodes the LENGTH bytes at SOURCE as its byte order mark and its coding comment
   (PEP 263) say, unless it is a SOURCE_STR.  END_LINE adds a missing last line end.
   False: the error is in the log. */
MUST_USE bool source_decode(SyntaxLog *log,
                            const char *source,
                            size_t length,
                            SourceKind kind,
                            bool end_line,
                            SourceText *result);

#endif
