/* An instruction as it is stored, read where calls would cost too much: by the verifier. */
#ifndef VIV_CODE_CODE_INSTR_H
#define VIV_CODE_CODE_INSTR_H

#include "code/code.h"
#include "code/opcode.h"

/* code_instr().  Code that ends within an instruction is answered as far as it goes. */
static inline CodeInstr code_instr_read(const CodeObj *code, int unit)
{
    const CodeUnit *units = code->units;
    int count = (int)code->head.length, at = unit;
    CodeInstr instr = {.unit = unit};
    while (UNLIKELY(units[at].op == OP_EXTENDED_ARG) && at + 1 < count && instr.prefixes < 255) {
        instr.arg = (instr.arg | units[at++].arg) << 8;
        instr.prefixes++;
    }
    instr.op = units[at].op;
    instr.arg |= units[at].arg;
    instr.next_unit = at + 1 + opcode_table[instr.op].caches;
    return instr;
}

#endif
