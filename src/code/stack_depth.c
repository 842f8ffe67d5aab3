/* A walk over all paths: each instruction is visited once, with the depth that the first
   path to it brings; later ones must agree.  Time is linear in the code's length. */
#include "code/stack_depth.h"

#include <stdlib.h>

#include "objects/bytesobj.h"

#include "code/exception_table.h"
#include "code/code_instr.h"
#include "code/opcode.h"

typedef struct Walk {
    const CodeObj *code;
    int count; /* code units */
    int16_t *depths;
    int *pending; /* units to visit; each enters once */
    int pending_count;
    DepthFault *fault;
} Walk;

static bool walk_fail(Walk *walk, int unit, const char *what)
{
    *walk->fault = (DepthFault){unit, what};
    return false;
}

/* A path comes to UNIT with DEPTH values on the stack. */
static bool walk_reach(Walk *walk, int from, int unit, int depth)
{
    if (unit < 0 || unit >= walk->count) return walk_fail(walk, from, "leaves the code");
    if (depth < 0 || depth > walk->code->stacksize) {
        return walk_fail(walk, from, "exceeds the stack");
    }
    if (walk->depths[unit] >= 0) {
        if (walk->depths[unit] == depth) return true;
        return walk_fail(walk, unit, "is reached with different stack depths");
    }
    walk->depths[unit] = (int16_t)depth;
    walk->pending[walk->pending_count++] = unit;
    return true;
}

/* Prefixes share the depth of their instruction; one that was reached by itself with
   another depth is a fault. */
static bool walk_mark_prefixes(Walk *walk, const CodeInstr *instr, int depth)
{
    for (int unit = instr->unit + 1; unit <= instr->unit + instr->prefixes; unit++) {
        if (walk->depths[unit] >= 0 && walk->depths[unit] != depth) {
            return walk_fail(walk, unit, "is reached with different stack depths");
        }
        walk->depths[unit] = (int16_t)depth;
    }
    return true;
}

static bool walk_instr(Walk *walk, int unit)
{
    CodeInstr instr = code_instr_read(walk->code, unit);
    int depth = walk->depths[unit];
    if (!opcode_is_stored(instr.op) || instr.op == OP_CACHE || instr.op == OP_EXTENDED_ARG) {
        return walk_fail(walk, unit, "is no instruction");
    }
    if (!walk_mark_prefixes(walk, &instr, depth)) return false;
    FlowKind flow = opcode_table[instr.op].flow;
    OperandKind operand = opcode_table[instr.op].operand;
    /* An argument that counts values cannot be larger than the stack; UNPACK_EX has two. */
    uint32_t limit = operand == OPERAND_UNPACK ? 0xFFFFFF : INT16_MAX;
    bool is_count = operand >= OPERAND_STACK && operand <= OPERAND_UNPACK;
    if (is_count && instr.arg > limit) return walk_fail(walk, unit, "exceeds the stack");
    int arg = instr.arg > INT32_MAX ? 0 : (int)instr.arg;
    if (depth < opcode_needs(instr.op, arg)) {
        return walk_fail(walk, unit, "takes more than is on the stack");
    }
    if (flow != FLOW_JUMP_FORWARD && flow != FLOW_JUMP_BACKWARD && flow != FLOW_END) {
        int after = depth + opcode_effect(instr.op, arg, false);
        if (!walk_reach(walk, unit, instr.next_unit, after)) return false;
    }
    if (flow == FLOW_NEXT || flow == FLOW_END) return true;
    int target = opcode_jump_target(instr.op, instr.arg, instr.next_unit);
    return walk_reach(walk, unit, target, depth + opcode_effect(instr.op, arg, true));
}

/* Handlers are entered with what the table says: its depth, lasti if asked for, and the
   exception. */
static bool walk_reach_handlers(Walk *walk)
{
    Ref table = walk->code->exception_table;
    ExceptionReader reader =
        exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    while (exception_next(&reader, &entry)) {
        if (entry.target >= (uint32_t)walk->count) {
            return walk_fail(walk, 0, "has a handler outside the code");
        }
        if (entry.depth > INT16_MAX) return walk_fail(walk, 0, "exceeds the stack");
        int depth = (int)entry.depth + entry.lasti + 1;
        if (!walk_reach(walk, (int)entry.target, (int)entry.target, depth)) return false;
    }
    return true;
}

bool stack_depths(const CodeObj *code, int16_t *depths, DepthFault *fault)
{
    Walk walk = {.code = code, .count = (int)code->head.length, .depths = depths, .fault = fault};
    if (walk.count == 0) return walk_fail(&walk, 0, "is empty");
    if (code->stacksize > INT16_MAX - 2) return walk_fail(&walk, 0, "exceeds the stack");
    walk.pending = malloc((size_t)walk.count * sizeof *walk.pending);
    if (walk.pending == NULL) return walk_fail(&walk, 0, "is too large for memory");
    for (int i = 0; i < walk.count; i++) depths[i] = -1;
    bool is_sound = walk_reach(&walk, 0, 0, 0) && walk_reach_handlers(&walk);
    while (is_sound && walk.pending_count > 0) {
        is_sound = walk_instr(&walk, walk.pending[--walk.pending_count]);
    }
    free(walk.pending);
    return is_sound;
}

int code_stack_depth(Rt *rt, Ref ref, int offset)
{
    CodeObj *code = AS_CODE(ref);
    int unit = offset / (int)sizeof(CodeUnit);
    if (offset < 0 || unit >= code->head.length) return -1;
    if (code->depths == NULL) {
        code->depths = malloc((size_t)code->head.length * sizeof *code->depths);
        if (code->depths == NULL) return -1;
        DepthFault fault;
        if (!stack_depths(code, code->depths, &fault)) {
            for (ptrdiff_t i = 0; i < code->head.length; i++) code->depths[i] = -1;
        }
    }
    return code->depths[unit];
}
