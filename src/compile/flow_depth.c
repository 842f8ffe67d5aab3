/* How deep the value stack gets, and which handler is in force where.  Both follow the graph
   from the entry: the depth at a block's start is the same whichever way it is reached. */
#include <string.h>

#include "code/opcode.h"
#include "compile/flow_passes.h"

typedef struct Worklist {
    Block **blocks;
    size_t count;
} Worklist;

static Worklist worklist_new(Compiler *c, const Flow *flow)
{
    size_t count = 0;
    for (const Block *block = flow->newest; block != NULL; block = block->older) count++;
    return (Worklist){COMPILER_ARRAY(c, Block *, count), 0};
}

static void push_at_depth(Worklist *work, Block *block, int depth)
{
    if (block->start_depth >= 0) return;
    block->start_depth = depth;
    work->blocks[work->count++] = block;
}

static bool ends_path(int opcode)
{
    return opcode == OP_JUMP || opcode == OP_JUMP_NO_INTERRUPT || opcode == OP_RETURN_VALUE ||
           opcode == OP_RAISE_VARARGS || opcode == OP_RERAISE;
}

/* Walks BLOCK from its start_depth, and queues what can follow.  Result: the greatest depth. */
static int measure_block(Worklist *work, Block *block)
{
    int depth = block->start_depth, greatest = depth;
    for (int i = 0; i < block->length; i++) {
        const Instr *instr = &block->instrs[i];
        int after = depth + opcode_declared_effect(instr->opcode, instr->arg, false);
        if (after > greatest) greatest = after;
        if (flow_is_jump(instr) || flow_is_setup(instr)) {
            int there = depth + opcode_declared_effect(instr->opcode, instr->arg, true);
            if (there > greatest) greatest = there;
            push_at_depth(work, instr->target, there);
        }
        depth = after;
        if (ends_path(instr->opcode)) return greatest;
    }
    if (block->next != NULL) push_at_depth(work, block->next, depth);
    return greatest;
}

int flow_compute_depth(Compiler *c, Flow *flow, bool is_generator)
{
    for (Block *block = flow->newest; block != NULL; block = block->older) block->start_depth = -1;
    Worklist work = worklist_new(c, flow);
    if (work.blocks == NULL) return 0;
    int greatest = 0;
    push_at_depth(&work, flow->entry, is_generator ? 1 : 0);
    while (work.count > 0) {
        int depth = measure_block(&work, work.blocks[--work.count]);
        if (depth > greatest) greatest = depth;
    }
    return greatest;
}

/* --- handlers: as many in force as try and with blocks are open */

enum { HANDLER_LIMIT = 32 }; /* the generator allows 20 blocks, some of which need two */

typedef struct HandlerStack {
    int depth;
    Block *handlers[HANDLER_LIMIT]; /* [0]: none */
} HandlerStack;

static void push_with_stack(Worklist *work, Block *block, HandlerStack *stack)
{
    block->visited = true;
    block->handlers = stack;
    work->blocks[work->count++] = block;
}

/* The same with a copy of STACK, for a path that parts from this one. */
static void push_with_copy(Compiler *c, Worklist *work, Block *block, const HandlerStack *stack)
{
    if (block->visited) return;
    HandlerStack *copy = COMPILER_NEW(c, HandlerStack);
    if (copy == NULL) return;
    *copy = *stack;
    push_with_stack(work, block, copy);
}

static void open_handler(HandlerStack *stack, const Instr *setup)
{
    viv_assert(stack->depth + 1 < HANDLER_LIMIT);
    stack->handlers[++stack->depth] = setup->target;
    if (setup->opcode != OP_SETUP_FINALLY) setup->target->preserve_lasti = true;
}

static void assign_in_block(Compiler *c, Worklist *work, Block *block)
{
    HandlerStack *stack = block->handlers;
    for (int i = 0; i < block->length && !c->failed; i++) {
        Instr *instr = &block->instrs[i];
        if (flow_is_setup(instr)) {
            push_with_copy(c, work, instr->target, stack);
            open_handler(stack, instr);
        } else if (instr->opcode == OP_POP_BLOCK) {
            viv_assert(stack->depth > 0);
            stack->depth--;
        } else {
            instr->handler = stack->handlers[stack->depth];
            if (flow_is_jump(instr)) push_with_copy(c, work, instr->target, stack);
        }
    }
    if (!block->no_fallthrough && block->next != NULL && !block->next->visited) {
        push_with_stack(work, block->next, stack);
    }
}

void flow_assign_handlers(Compiler *c, Flow *flow)
{
    for (Block *block = flow->entry; block != NULL; block = block->next) block->visited = false;
    Worklist work = worklist_new(c, flow);
    HandlerStack *none = COMPILER_NEW(c, HandlerStack);
    if (work.blocks == NULL || none == NULL) return;
    push_with_stack(&work, flow->entry, none);
    while (work.count > 0 && !c->failed) assign_in_block(c, &work, work.blocks[--work.count]);
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        for (int i = 0; i < block->length; i++) {
            Instr *instr = &block->instrs[i];
            if (flow_is_setup(instr) || instr->opcode == OP_POP_BLOCK) instr->opcode = OP_NOP;
        }
    }
}
