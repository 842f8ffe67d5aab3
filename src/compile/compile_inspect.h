/* Looking into the compiler: what lies between the tree and the code object, as text. */
#ifndef VIV_COMPILE_COMPILE_INSPECT_H
#define VIV_COMPILE_COMPILE_INSPECT_H

#include "base/buf.h"
#include "compile/compile.h"

/* Adds the symbol table of the source to OUT: every scope, and what each name is in it.
   0, or -1 with an exception pending (what was added before it stays). */
MUST_USE int inspect_symbols(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);

/* Adds the flow graph of every code object to OUT: as generated, and after each pass of the
   optimiser, with the rule that changed an instruction beside it.  0, or -1. */
MUST_USE int inspect_flow(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);

#endif
