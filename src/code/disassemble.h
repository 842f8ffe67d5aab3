/* Bytecode as text, as `python3.11 -m dis` prints it. */
#ifndef VIV_CODE_DISASSEMBLE_H
#define VIV_CODE_DISASSEMBLE_H

#include "base/buf.h"

#include "code/code.h"

/* What the instruction's argument stands for, without parentheses: a name, "to 24", "==",
   "NULL + print".  Nothing is added for a constant, which needs an Rt to be shown, nor when
   the number says all.  OFFSET is the instruction's own, behind its prefixes. */
void operand_describe(Ref code, int op, uint32_t arg, int offset, Buf *out);

/* Adds the disassembly of CODE and of all code objects inside it.  0, or -1 + exception. */
MUST_USE int disassemble(Rt *rt, Ref code, Buf *out);

/* What an instruction is called whose caches begin at CACHES; NULL: by its opcode's name. */
typedef const char *(*OpcodeNamer)(int op, const CodeUnit *caches);
/* The same as disassemble, with names by NAMER. */
MUST_USE int disassemble_named(Rt *rt, Ref code, OpcodeNamer namer_or_null, Buf *out);

#endif
