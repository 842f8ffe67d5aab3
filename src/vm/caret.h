/* Source lines in error messages, with carets under the part that is meant. */
#ifndef VIV_VM_CARET_H
#define VIV_VM_CARET_H

#include "base/buf.h"
#include "memory/rt.h"

/* The source line LINE of CODE's file, indented by four, and the carets for the instruction at
   LASTI; nothing when the file cannot be read. */
void caret_print(Rt *rt, Ref code, int lasti, int line, const char *margin, Buf *out);

/* Only the line, indented by INDENT. */
void caret_print_line(Rt *rt, Ref filename, int line, int indent, Buf *out);

/* The TEXT of a SyntaxError, and carets from OFFSET to END_OFFSET (counted from 1). */
void caret_print_syntax(Ref text, int line, int offset, int end_line, int end_offset, Buf *out);

#endif
