/* Literals as Python's repr() writes their values, in plain C: for trees as text, for
   unparsing annotations, and wherever there is no object yet. */
#ifndef VIV_SYNTAX_LITERAL_REPR_H
#define VIV_SYNTAX_LITERAL_REPR_H

#include "base/buf.h"
#include "syntax/ast.h"

/* repr of the value of LITERAL, which must not be of kind OBJECT. */
void literal_repr(const Literal *literal, Buf *out);

/* repr of a str (WTF-8; a byte XX that is none is shown as \udcXX) and of bytes. */
void repr_str(const char *text, size_t length, Buf *out);

/* Whether str.isprintable says so of C: it is no control, format, surrogate, private or
   unassigned character, and of the spaces only U+0020. */
bool char_is_printable(uint32_t c);

#endif
