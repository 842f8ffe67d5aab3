/* opcode.def and pseudo.def turned into tables and functions.  Nothing here may know an
   opcode that those files do not describe. */
#include "code/opcode.h"

#include <string.h>

#include "code/code_instr.h"

const OpcodeInfo opcode_table[OPCODE_LIMIT] = {
#define OPCODE(name, number, caches, operand, flow, pops, pushes, meaning, x86)                \
    [number] = {#name, meaning, x86, caches, operand, flow},
#include "code/opcode.def"
#undef OPCODE
};

/* The operands on which counts of values depend. */
#define OPERAND_COUNTS(operand)                                                                \
    ((operand) == OPERAND_NAME_NULL || (operand) == OPERAND_STACK || (operand) == OPERAND_COUNT || \
     (operand) == OPERAND_CALL || (operand) == OPERAND_CALL_EX || (operand) == OPERAND_UNPACK ||   \
     (operand) == OPERAND_FORMAT || (operand) == OPERAND_FUNCTION)

#define arg 0
#define jumps false
const OpcodeShape opcode_shapes[OPCODE_LIMIT] = {
#define OPCODE(name, number, caches, operand, flow, pops, pushes, meaning, x86)                \
    [number] = {(pops), (pushes), caches, flow, !OPERAND_COUNTS(operand), (number) != OP_CACHE && (number) != OP_EXTENDED_ARG},
#include "code/opcode.def"
#undef OPCODE
};
#undef arg
#undef jumps

static const struct {
    const char *name;
    int number;
} pseudo_table[] = {
#define PSEUDO(name, number, effect, meaning) {#name, number},
#include "code/pseudo.def"
#undef PSEUDO
};

const char *opcode_name(int op)
{
    if (op >= 0) return op < OPCODE_LIMIT ? opcode_table[op].name : NULL;
    for (size_t i = 0; i < ARRAY_LENGTH(pseudo_table); i++) {
        if (pseudo_table[i].number == op) return pseudo_table[i].name;
    }
    return NULL;
}

bool opcode_find(const char *name, int *op)
{
    for (int number = -(int)ARRAY_LENGTH(pseudo_table); number < OPCODE_LIMIT; number++) {
        const char *known = opcode_name(number);
        if (known != NULL && strcmp(known, name) == 0) {
            *op = number;
            return true;
        }
    }
    return false;
}

int opcode_pops(int op, int arg)
{
    switch (op) {
#define OPCODE(name, number, caches, operand, flow, pops, pushes, meaning, x86)                \
    case number: return (pops);
#include "code/opcode.def"
#undef OPCODE
    }
    return 0;
}

int opcode_pushes(int op, int arg, bool jumps)
{
    switch (op) {
#define OPCODE(name, number, caches, operand, flow, pops, pushes, meaning, x86)                \
    case number: return (pushes);
#include "code/opcode.def"
#undef OPCODE
    }
    return 0;
}

/* DICT_MERGE reaches two further down, for the function that its error message names. */
int opcode_needs(int op, int arg)
{
    int needs = opcode_pops(op, arg);
    if (opcode_table[op].operand == OPERAND_BELOW) needs += arg;
    if (op == OP_DICT_MERGE) needs += 2;
    return op == OP_COPY ? arg : needs;
}

int opcode_keeps(int op)
{
    switch (op) {
    case OP_CHECK_EXC_MATCH:
    case OP_FOR_ITER:
    case OP_GET_ANEXT:
    case OP_GET_LEN:
    case OP_IMPORT_FROM:
    case OP_MATCH_MAPPING:
    case OP_MATCH_SEQUENCE:
    case OP_SEND: return 1;
    case OP_MATCH_KEYS: return 2;
    case OP_WITH_EXCEPT_START: return 4;
    }
    return 0;
}

/* The handler that restores the exception handled before is in force already at
   PUSH_EXC_INFO, which puts that exception on the stack, and still at SWAP and POP_EXCEPT,
   by which a `return` takes it off from below the result. */
bool opcode_can_raise(int op)
{
    return op != OP_PUSH_EXC_INFO && op != OP_SWAP && op != OP_POP_EXCEPT;
}

int opcode_declared_effect(int op, int arg, bool jumps)
{
    switch (op) {
#define PSEUDO(name, number, effect, meaning)                                                  \
    case number: return (effect);
#include "code/pseudo.def"
#undef PSEUDO
    case OP_PRECALL: return -arg;
    case OP_CALL: return -1;
    case OP_RETURN_GENERATOR: return 0;
    }
    return opcode_effect(op, arg, jumps);
}

int opcode_jump_target(int op, uint32_t arg, int next)
{
    int distance = arg < INT32_MAX / 2 ? (int)arg : INT32_MAX / 2;
    switch (opcode_table[op].flow) {
    case FLOW_BRANCH_FORWARD:
    case FLOW_JUMP_FORWARD: return next + distance;
    case FLOW_BRANCH_BACKWARD:
    case FLOW_JUMP_BACKWARD: return next - distance;
    case FLOW_NEXT:
    case FLOW_END: break;
    }
    return -1;
}

const char *opcode_binary_name(uint32_t arg)
{
    static const char *const names[] = {
        "+",  "&",  "//",  "<<",  "@",  "*",  "%",  "|",  "**",  ">>",  "-",  "/",  "^",
        "+=", "&=", "//=", "<<=", "@=", "*=", "%=", "|=", "**=", ">>=", "-=", "/=", "^=",
    };
    return arg < ARRAY_LENGTH(names) ? names[arg] : NULL;
}

const char *opcode_compare_name(uint32_t arg)
{
    static const char *const names[] = {"<", "<=", "==", "!=", ">", ">="};
    return arg < ARRAY_LENGTH(names) ? names[arg] : NULL;
}
