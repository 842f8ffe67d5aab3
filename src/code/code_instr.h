/* An instruction as it is stored, read where calls would cost too much: by the verifier. */
#ifndef VIV_CODE_CODE_INSTR_H
#define VIV_CODE_CODE_INSTR_H

#include "code/code.h"
#include "code/opcode.h"

/* What the verifier asks of each opcode, side by side. */
typedef struct OpcodeShape {
    int8_t pops, pushes; /* when they are fixed */
    uint8_t caches, flow;
    bool is_fixed; /* no argument changes the counts; a taken branch may */
    bool is_legal; /* in code: a stored opcode, neither a cache nor a prefix */
} OpcodeShape;

extern const OpcodeShape opcode_shapes[OPCODE_LIMIT];

/* opcode_pops() and opcode_pushes() where the branch is not taken. */
static inline int shape_pops(int op, int arg)
{
    return LIKELY(opcode_shapes[op].is_fixed) ? opcode_shapes[op].pops : opcode_pops(op, arg);
}

static inline int shape_pushes(int op, int arg)
{
    return LIKELY(opcode_shapes[op].is_fixed) ? opcode_shapes[op].pushes : opcode_pushes(op, arg, false);
}

/* A jump of the code, in order of the instructions. */
typedef struct CodeJump {
    int unit, target;
} CodeJump;

/* What is known of each code unit: an instruction begins there (at its first prefix); a jump, a
   handler or the code's beginning leads there. */
enum { MARK_START = 1, MARK_TARGET = 2 };

/* Code in which instructions, jumps and handlers are where they should be. */
typedef struct CodeMap {
    const CodeObj *code;
    int count; /* code units */
    uint8_t *marks;
    CodeJump *jumps;
    int jump_count;
    int16_t *depths; /* stack_depths() */
} CodeMap;

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
    instr.next_unit = at + 1 + opcode_shapes[instr.op].caches;
    return instr;
}

#endif
