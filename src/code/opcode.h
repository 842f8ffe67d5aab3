/* Opcodes: the enum, and what opcode.def and pseudo.def say of each, for everybody from
   the compiler to the stepper's operand column. */
#ifndef VIV_CODE_OPCODE_H
#define VIV_CODE_OPCODE_H

#include "base/base.h"

typedef enum Opcode {
#define PSEUDO(name, number, ...) OP_##name = (number),
#include "code/pseudo.def"
#undef PSEUDO
#define OPCODE(name, number, ...) OP_##name = (number),
#include "code/opcode.def"
#undef OPCODE
} Opcode;

enum { OPCODE_LIMIT = 256, OPCODE_FIRST_WITH_ARG = 90 };

/* What an instruction's argument means. */
typedef enum OperandKind {
    OPERAND_NONE,
    OPERAND_CONST,     /* index of a constant */
    OPERAND_NAME,      /* index of a name */
    OPERAND_NAME_NULL, /* index of a name, doubled; odd: push a NULL first */
    OPERAND_LOCAL,     /* index into localsplus, of a fast local */
    OPERAND_CELL,      /* index into localsplus, of a cell or free variable */
    OPERAND_JUMP,      /* code units to jump; the direction is in the flow */
    OPERAND_STACK,     /* a place on the stack, counted from 1 = top */
    OPERAND_BELOW,     /* a place on the stack, counted from the top after the pops */
    OPERAND_COUNT,     /* how many */
    OPERAND_CALL,      /* how many arguments, self apart */
    OPERAND_CALL_EX,   /* 1: with a dict of keywords */
    OPERAND_UNPACK,    /* count before the star, plus 256 times the count after it */
    OPERAND_BINARY,    /* number of a binary operator: opcode_binary_name */
    OPERAND_COMPARE,   /* number of a comparison: opcode_compare_name */
    OPERAND_INVERT,    /* 1: the opposite */
    OPERAND_FORMAT,    /* 1 str, 2 repr, 3 ascii; +4: with a format specification */
    OPERAND_FUNCTION,  /* 1 defaults, 2 keyword defaults, 4 annotations, 8 closure */
    OPERAND_RESUME,    /* 0 start, 1 after yield, 2 after yield from, 3 after await */
    OPERAND_AWAIT,     /* 0 await, 1 from __aenter__, 2 from __aexit__ */
    OPERAND_PREFIX,    /* higher bits of the next argument */
} OperandKind;

/* Where execution goes on. */
typedef enum FlowKind {
    FLOW_NEXT,
    FLOW_BRANCH_FORWARD,  /* next, or the target */
    FLOW_BRANCH_BACKWARD,
    FLOW_JUMP_FORWARD,    /* always the target */
    FLOW_JUMP_BACKWARD,
    FLOW_END,             /* neither: returns or raises */
} FlowKind;

typedef struct OpcodeInfo {
    const char *name; /* NULL: no such opcode */
    const char *meaning;
    const char *x86; /* {} stands for the operand */
    uint8_t caches;
    OperandKind operand;
    FlowKind flow;
} OpcodeInfo;

/* Indexed by number. */
extern const OpcodeInfo opcode_table[OPCODE_LIMIT];

static inline bool opcode_is_stored(int op)
{
    return op >= 0 && op < OPCODE_LIMIT && opcode_table[op].name != NULL;
}

static inline bool opcode_has_arg(int op)
{
    return op >= OPCODE_FIRST_WITH_ARG || op < 0;
}

/* Of stored and pseudo opcodes; "<7>" is not made here: NULL when there is none. */
const char *opcode_name(int op);
/* True, and the number in *op, when NAME is a stored opcode's or a pseudo opcode's. */
bool opcode_find(const char *name, int *op);

/* Values taken and put back when OP runs; JUMPS: the branch is taken.  Of stored opcodes. */
int opcode_pops(int op, int arg);
int opcode_pushes(int op, int arg, bool jumps);
/* The least depth at which OP may run: pops, and how deep it reaches by its argument. */
int opcode_needs(int op, int arg);

/* How many of the values counted as popped OP only looks at: they stay in place, also when
   it raises. */
int opcode_keeps(int op);
/* False for the instructions that handlers rely on not to fail. */
bool opcode_can_raise(int op);

/* The change of depth when OP runs. */
static inline int opcode_effect(int op, int arg, bool jumps)
{
    return opcode_pushes(op, arg, jumps) - opcode_pops(op, arg);
}

/* The change of depth as the compiler counts it for co_stacksize, also of pseudo opcodes.
   Differs from opcode_effect for three: a call's arguments are charged to PRECALL though
   CALL takes them, and a generator counts the value it is first sent from the start. */
int opcode_declared_effect(int op, int arg, bool jumps);

/* The code unit that OP jumps to, NEXT being the unit after it and its caches; -1 when OP
   does not jump.  May lie outside the code. */
int opcode_jump_target(int op, uint32_t arg, int next);

/* "+" … "^=" for 0..25, "<" … ">=" for 0..5; NULL beyond. */
const char *opcode_binary_name(uint32_t arg);
const char *opcode_compare_name(uint32_t arg);

#endif
