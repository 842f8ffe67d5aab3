/* A walk over all paths: each instruction is visited once, with the depth that the first
   path to it brings; later ones must agree.  Time is linear in the code's length. */
#include "code/stack_depth.h"

#include <stdlib.h>
#include <string.h>

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

enum Reached { REACHED_FAULT = -1, REACHED_AGAIN, REACHED_FIRST };

/* A path comes to UNIT with DEPTH values on the stack. */
static enum Reached walk_reach(Walk *walk, int from, int unit, int depth)
{
    if (unit < 0 || unit >= walk->count) return walk_fail(walk, from, "leaves the code"), REACHED_FAULT;
    if (depth < 0 || depth > walk->code->stacksize) {
        return walk_fail(walk, from, "exceeds the stack"), REACHED_FAULT;
    }
    if (walk->depths[unit] >= 0) {
        if (walk->depths[unit] == depth) return REACHED_AGAIN;
        return walk_fail(walk, unit, "is reached with different stack depths"), REACHED_FAULT;
    }
    walk->depths[unit] = (int16_t)depth;
    return REACHED_FIRST;
}

/* The same, and the walk goes on from there later. */
static bool walk_reach_later(Walk *walk, int from, int unit, int depth)
{
    enum Reached reached = walk_reach(walk, from, unit, depth);
    if (reached == REACHED_FIRST) walk->pending[walk->pending_count++] = unit;
    return reached != REACHED_FAULT;
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

/* False when the argument of an instruction that counts values by it is too large. */
static bool walk_count(Walk *walk, const CodeInstr *instr)
{
    /* It cannot be larger than the stack; UNPACK_EX has two. */
    OperandKind operand = opcode_table[instr->op].operand;
    uint32_t limit = operand == OPERAND_UNPACK ? 0xFFFFFF : INT16_MAX;
    bool is_count = operand >= OPERAND_STACK && operand <= OPERAND_UNPACK;
    return !is_count || instr->arg <= limit || walk_fail(walk, instr->unit, "exceeds the stack");
}

/* The walk goes on at *unit when it is REACHED_FIRST. */
static enum Reached walk_instr(Walk *walk, int *unit)
{
    CodeInstr instr = code_instr_read(walk->code, *unit);
    const OpcodeShape *shape = &opcode_shapes[instr.op];
    int depth = walk->depths[*unit];
    if (!shape->is_legal) return walk_fail(walk, *unit, "is no instruction"), REACHED_FAULT;
    if (instr.prefixes > 0 && !walk_mark_prefixes(walk, &instr, depth)) return REACHED_FAULT;
    bool is_plain = shape->is_fixed && opcode_table[instr.op].operand != OPERAND_BELOW;
    if (!is_plain && !walk_count(walk, &instr)) return REACHED_FAULT;
    int arg = instr.arg > INT32_MAX ? 0 : (int)instr.arg;
    if (depth < (is_plain ? shape->pops : opcode_needs(instr.op, arg))) {
        return walk_fail(walk, *unit, "takes more than is on the stack"), REACHED_FAULT;
    }
    if (shape->flow != FLOW_NEXT && shape->flow != FLOW_END) {
        int target = opcode_jump_target(instr.op, instr.arg, instr.next_unit);
        if (!walk_reach_later(walk, *unit, target, depth + opcode_effect(instr.op, arg, true))) {
            return REACHED_FAULT;
        }
    }
    if (shape->flow == FLOW_JUMP_FORWARD || shape->flow == FLOW_JUMP_BACKWARD || shape->flow == FLOW_END) {
        return REACHED_AGAIN;
    }
    int from = *unit, after = depth - shape_pops(instr.op, arg) + shape_pushes(instr.op, arg);
    *unit = instr.next_unit;
    return walk_reach(walk, from, *unit, after);
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
        if (!walk_reach_later(walk, (int)entry.target, (int)entry.target, depth)) return false;
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
    memset(depths, 0xFF, (size_t)walk.count * sizeof *depths); /* -1 */
    bool is_sound = walk_reach_later(&walk, 0, 0, 0) && walk_reach_handlers(&walk);
    while (is_sound && walk.pending_count > 0) {
        int unit = walk.pending[--walk.pending_count];
        enum Reached reached;
        do reached = walk_instr(&walk, &unit);
        while (reached == REACHED_FIRST);
        is_sound = reached != REACHED_FAULT;
    }
    free(walk.pending);
    return is_sound;
}
