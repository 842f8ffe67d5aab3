/* The passes over a flow graph, in the order in which flow_assemble (assemble.c) runs them,
   which is CPython 3.11's; each says what is true after it.  All are sticky on failure. */
#ifndef VIV_COMPILE_FLOW_PASSES_H
#define VIV_COMPILE_FLOW_PASSES_H

#include "base/vec.h"
#include "code/opcode.h"
#include "compile/flow.h"

/* The constants of a unit while it is assembled: the optimiser may add tuples. */
typedef VEC(Ref) ConstList;

/* --- instructions and blocks (flow.c) */
/* Opens a stretch with a handler? */
static inline bool flow_is_setup(const Instr *instr)
{
    return instr->opcode == OP_SETUP_FINALLY || instr->opcode == OP_SETUP_WITH ||
           instr->opcode == OP_SETUP_CLEANUP;
}

/* Also those that may fall through. */
static inline bool flow_is_jump(const Instr *instr)
{
    if (instr->opcode < 0) return !flow_is_setup(instr) && instr->opcode != OP_POP_BLOCK;
    return opcode_table[instr->opcode].operand == OPERAND_JUMP;
}

Instr *block_append(Compiler *c, Block *block);               /* a zeroed instruction; NULL after a failure */
Instr *block_insert(Compiler *c, Block *block, int position); /* the same, before instrs[position] */

static inline Instr *block_last(const Block *block)
{
    return block->length == 0 ? NULL : &block->instrs[block->length - 1];
}

/* --- the shape of the graph (flow_blocks.c) */

/* After this, blocks that leave the function or do not fall through are marked, and no jump
   of the generator's goes to an empty block. */
void flow_mark_exits(Flow *flow);
/* After this, a jump to a short exit without a line is a copy of that exit. */
void flow_inline_exits(Compiler *c, Flow *flow);
/* After this, no NOP is left but those that keep a line visible to a debugger. */
void block_remove_nops(Block *block);
/* After this, unreachable blocks are empty, empty ones are skipped, and a jump to the block
   that stands next is gone; predecessors are counted. */
void flow_remove_unreachable(Compiler *c, Flow *flow);
/* After this, an exit block without a line has one predecessor, from which it takes its line. */
void flow_copy_exits(Compiler *c, Flow *flow);
/* After this, an instruction without a line has its predecessor's where there is only one. */
void flow_spread_lines(Flow *flow);
/* After this, each return has a line. */
void flow_give_returns_lines(Flow *flow, int firstlineno);

/* --- the optimiser (flow_optimize.c, flow_swaps.c) */
void block_optimize(Compiler *c, Block *block, ConstList *consts);
/* Optimal SWAPs for the run of SWAPs that starts at *INDEX, which becomes its last. */
void block_shorten_swaps(Compiler *c, Block *block, int *index);
/* Exchanges instructions instead of values, for the SWAPs at INDEX and before. */
void block_apply_swaps(Block *block, int index);

/* --- depth and handlers (flow_depth.c) */

/* The greatest depth of the value stack; each block's start_depth is set. */
int flow_compute_depth(Compiler *c, Flow *flow, bool is_generator);
/* After this, each instruction knows its handler, and SETUP_*, POP_BLOCK are NOPs. */
void flow_assign_handlers(Compiler *c, Flow *flow);

#endif
