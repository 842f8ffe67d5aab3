/* Instructions as they are stored: prefixes, operation, caches. */
#include "code/code.h"

#include "code/opcode.h"

/* Code that ends within an instruction is answered as far as it goes. */
CodeInstr code_instr(Ref code, int unit)
{
    const CodeUnit *units = AS_CODE(code)->units;
    int count = (int)AS_CODE(code)->head.length, at = unit;
    CodeInstr instr = {.unit = unit};
    while (units[at].op == OP_EXTENDED_ARG && at + 1 < count && instr.prefixes < 255) {
        instr.arg = (instr.arg | units[at++].arg) << 8;
        instr.prefixes++;
    }
    instr.op = units[at].op;
    instr.arg |= units[at].arg;
    instr.next_unit = at + 1 + opcode_table[instr.op].caches;
    return instr;
}
