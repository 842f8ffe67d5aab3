/* What is wrong with a piece of source text, as plain data.  The compiler turns an
   error into a Python exception with the same attributes, and warnings into warnings.
 */
#ifndef VIV_SYNTAX_DIAGNOSTIC_H
#define VIV_SYNTAX_DIAGNOSTIC_H

#include "base/base.h"
#include "base/buf.h"

typedef enum DiagnosticKind {
    DIAGNOSTIC_SYNTAX_ERROR,
    DIAGNOSTIC_INDENTATION_ERROR,
    DIAGNOSTIC_TAB_ERROR,
    DIAGNOSTIC_VALUE_ERROR,     /* only the message counts, as for the next four */
    DIAGNOSTIC_MEMORY_ERROR,    /* the source nests too deeply for the parser */
    DIAGNOSTIC_RECURSION_ERROR, /* the same, met while the tree is validated or walked
                                 */
    DIAGNOSTIC_NO_MEMORY,       /* a real failure to allocate */
    DIAGNOSTIC_DEPRECATION_WARNING,
    DIAGNOSTIC_SYNTAX_WARNING,
} DiagnosticKind;

typedef struct Diagnostic {
    DiagnosticKind kind;
    const char *message;  /* UTF-8 */
    const char *filename; /* as given to the parser */

    /* As Python's SyntaxError has them: lines and offsets count from 1, offsets in code
       points of `text`; end_lineno 0 and end_offset 0 or -1 mean what they mean there.
       end_lineno -1 means that Python has None for both ends. */
    int lineno, offset, end_lineno, end_offset;
    const char *text; /* the source line, with its newline if it has one; may be NULL */
} Diagnostic;

/* "SyntaxError", "TabError", "DeprecationWarning" ... : the class to raise. */
const char *diagnostic_kind_name(DiagnosticKind kind);

/* Adds the lines in which Python shows the error: File, the quoted line, carets under
   its columns, "SyntaxError: message". */
void diagnostic_print(const Diagnostic *diagnostic, Buf *out);

#endif
