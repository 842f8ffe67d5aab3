/* Building a flow graph.  What stays true: an instruction that ends a block (a jump, a
   return, a raise) is the last of its block, because the next flow_add begins a new one. */
#include "compile/flow.h"

#include <string.h>

#include "code/opcode.h"
#include "compile/flow_passes.h"

static bool ends_block(const Instr *instr)
{
    return flow_is_jump(instr) || instr->opcode == OP_RETURN_VALUE ||
           instr->opcode == OP_RAISE_VARARGS || instr->opcode == OP_RERAISE;
}

Block *flow_new_block(Compiler *c, Flow *flow)
{
    Block *block = COMPILER_NEW(c, Block);
    if (block == NULL) return NULL;
    block->start_depth = -1;
    block->older = flow->newest;
    flow->newest = block;
    if (flow->entry == NULL) flow->entry = flow->current = block;
    return block;
}

void flow_use_next(Compiler *c, Flow *flow, Block *block)
{
    if (c->failed) return;
    flow->current->next = block;
    flow->current = block;
    flow->needs_block = false;
}

/* One more instruction, not filled in yet; NULL without memory. */
static Instr *block_extend(Compiler *c, Block *block)
{
    if (block->length == block->capacity) {
        int capacity = block->capacity == 0 ? 8 : block->capacity * 2;
        Instr *instrs = COMPILER_ARRAY(c, Instr, capacity);
        if (instrs == NULL) return NULL;
        if (block->length > 0) memcpy(instrs, block->instrs, sizeof *instrs * (size_t)block->length);
        block->instrs = instrs;
        block->capacity = capacity;
    }
    return &block->instrs[block->length++];
}

Instr *block_append(Compiler *c, Block *block)
{
    Instr *instr = block_extend(c, block);
    if (instr != NULL) *instr = (Instr){0};
    return instr;
}

Instr *block_insert(Compiler *c, Block *block, int position)
{
    if (block_append(c, block) == NULL) return NULL;
    Instr *at = &block->instrs[position];
    memmove(at + 1, at, sizeof *at * (size_t)(block->length - 1 - position));
    *at = (Instr){0};
    return at;
}

static inline void add(Compiler *c, Flow *flow, Instr instr)
{
    if (c->failed) return;
    if (flow->needs_block) {
        Block *block = flow_new_block(c, flow);
        if (block == NULL) return;
        flow_use_next(c, flow, block);
    }
    Instr *added = block_extend(c, flow->current);
    if (added == NULL) return;
    *added = instr;
    if (instr.opcode == OP_RETURN_VALUE) flow->current->is_return = true;
    if (ends_block(added)) flow->needs_block = true;
}

void flow_add(Compiler *c, Flow *flow, int opcode, int arg, CodeSpan span)
{
    add(c, flow, (Instr){.opcode = opcode, .arg = arg, .span = span});
}

void flow_add_jump(Compiler *c, Flow *flow, int opcode, Block *target, CodeSpan span)
{
    add(c, flow, (Instr){.opcode = opcode, .target = target, .span = span});
}
