/* Looking into the compiler: what lies between the tree and the code object, as text. */
#ifndef VIV_COMPILE_COMPILE_INSPECT_H
#define VIV_COMPILE_COMPILE_INSPECT_H

#include "base/buf.h"
#include "compile/compile.h"
#include "compile/flow.h"
#include "compile/symbols.h"

/* Adds the symbol table of the source to OUT: every scope, and what each name is in it.
   0, or -1 with an exception pending (what was added before it stays). */
MUST_USE int inspect_symbols(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);

/* Adds the flow graph of every code object to OUT: as generated, and after each pass of the
   optimiser, with the rule that changed an instruction beside it.  0, or -1. */
MUST_USE int inspect_flow(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out);

/* --- the same as data, for other forms than text */

/* Is given the outermost scope; it lives until the visitor returns. */
typedef void ScopeVisitor(void *context, const Scope *top);
MUST_USE int inspect_scopes(Rt *rt, const char *source, size_t length, CompileOptions *options,
                            ScopeVisitor *visit, void *context);

/* "function", "class" … and "local", "free" …, as the text says. */
const char *scope_kind_name(const Scope *scope);
const char *name_scope_name(NameScope kind);

typedef struct NameFlag {
    int flag; /* DEF_ */
    const char *word;
} NameFlag;
extern const NameFlag name_flags[]; /* ended by one without a word */

/* Is told of every unit after each pass. */
MUST_USE int inspect_passes(Rt *rt, const char *source, size_t length, CompileOptions *options,
                            FlowObserver observer, void *context);

/* The number by which the text calls BLOCK. */
int block_number(const Block *block);

/* Adds what the argument of an instruction that is no jump stands for, or nothing. */
void instr_describe(Rt *rt, const FlowUnit *unit, const Instr *instr, Buf *out);

#endif
