/* Where the lexer and the parser write down what is wrong.  One log serves a whole
   parse, nested f-string expressions included.  The first error stays; once there is
   one, everything unwinds without another word. */
#ifndef VIV_SYNTAX_SYNTAX_LOG_H
#define VIV_SYNTAX_SYNTAX_LOG_H

#include <stdarg.h>

#include "base/arena.h"
#include "base/vec.h"
#include "syntax/diagnostic.h"

typedef struct SyntaxLog {
    Arena *arena; /* for messages and lines, not owned */
    const char *filename;
    const Diagnostic *error; /* NULL: all is well so far */
    VEC(Diagnostic) warnings;
} SyntaxLog;

/* Records *DIAGNOSTIC as the error unless there is one.  Its strings must live in the
   arena or for ever; the filename is filled in. */
void log_error(SyntaxLog *log, const Diagnostic *diagnostic);

/* The error that the file's line LINENO has BYTE, which is not UTF-8, and no coding comment tells
   what it is. */
void log_undecodable(SyntaxLog *log, char byte, int lineno);

/* Forgets the error, so that a better one can be recorded. */
void log_error_clear(SyntaxLog *log);

void log_no_memory(SyntaxLog *log);

/* Records a warning for LINENO (warnings have no columns). */
PRINTF_LIKE(4, 5)
void log_warning(
    SyntaxLog *log, DiagnosticKind kind, int lineno, const char *format, ...);

/* Zeroed memory from the arena; NULL, and the error recorded, when there is none. */
void *log_alloc(SyntaxLog *log, size_t size);

/* A NUL-terminated copy; "" (and the error recorded) when there is no memory. */
const char *log_copy(SyntaxLog *log, const char *text, size_t length);

/* vsnprintf into the arena, never NULL. */
PRINTF_LIKE(2, 0)
const char *log_format(SyntaxLog *log, const char *format, va_list args);

/* A copy of LENGTH bytes in which what is not UTF-8 became U+FFFD, as Python's
   errors="replace" does it. */
const char *log_copy_replacing(SyntaxLog *log, const char *text, size_t length);

#endif
