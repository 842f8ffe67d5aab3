/* Fewer SWAPs.  Patterns and multiple assignments leave runs of SWAP behind; two ways make
   them shorter: another run with the same effect (a permutation is a set of cycles, each
   undone by as many exchanges with the top as it has members, plus one when the top is not
   among them), and exchanging the instructions that pop the values instead of the values. */
#include "code/opcode.h"
#include "compile/flow_passes.h"

enum { DONE = -1 };

/* The run of SWAPs and NOPs that starts at INDEX: its length and the deepest place that it
   touches.  Result: SWAPs in it, behind the first. */
static int measure_run(const Block *block, int index, int *length, int *depth)
{
    int further = 0, i = index;
    *depth = block->instrs[index].arg;
    while (++i < block->length) {
        const Instr *instr = &block->instrs[i];
        if (instr->opcode == OP_SWAP) {
            if (instr->arg > *depth) *depth = instr->arg;
            further++;
        } else if (instr->opcode != OP_NOP) {
            break;
        }
    }
    *length = i - index;
    return further;
}

/* Writes the exchanges that make the permutation STACK, from the end of the run backwards.
   Result: the index of the last place that was not needed. */
static int write_cycles(Instr *run, int length, int *stack, int depth)
{
    int at = length - 1;
    for (int i = 0; i < depth; i++) {
        if (stack[i] == DONE || stack[i] == i) continue;
        int j = i;
        for (;;) {
            if (j != 0) {
                run[at].opcode = OP_SWAP;
                run[at].rule = "a shorter run of SWAPs";
                run[at--].arg = j + 1;
            }
            if (stack[j] == DONE) break;
            int next = stack[j];
            stack[j] = DONE;
            j = next;
        }
    }
    return at;
}

void block_shorten_swaps(Compiler *c, Block *block, int *index)
{
    int length, depth;
    if (measure_run(block, *index, &length, &depth) == 0) return;
    int *stack = COMPILER_ARRAY(c, int, depth);
    if (stack == NULL) return;
    for (int i = 0; i < depth; i++) stack[i] = i;
    Instr *run = &block->instrs[*index];
    for (int i = 0; i < length; i++) {
        if (run[i].opcode != OP_SWAP) continue;
        int top = stack[0];
        stack[0] = stack[run[i].arg - 1];
        stack[run[i].arg - 1] = top;
    }
    for (int at = write_cycles(run, length, stack, depth); at >= 0; at--) run[at].opcode = OP_NOP;
    *index += length - 1;
}

/* Only these may change places: they pop the top, cannot raise and run no code. */
static bool is_swappable(const Instr *instr)
{
    return instr->opcode == OP_STORE_FAST || instr->opcode == OP_POP_TOP;
}

/* The next swappable instruction behind INDEX with nothing but NOPs between, on LINE (-1: any);
   or -1. */
static int next_swappable(const Block *block, int index, int line)
{
    while (++index < block->length) {
        const Instr *instr = &block->instrs[index];
        if (line >= 0 && instr->span.line != line) return -1;
        if (instr->opcode == OP_NOP) continue;
        return is_swappable(instr) ? index : -1;
    }
    return -1;
}

/* Like CPython 3.11.2, this does not ask whether two of the stores are into one local: in
   `a, b, a = …` it may change which value a ends with. */
void block_apply_swaps(Block *block, int index)
{
    for (; index >= 0; index--) {
        Instr *swap = &block->instrs[index];
        if (swap->opcode != OP_SWAP) {
            if (swap->opcode == OP_NOP || is_swappable(swap)) continue;
            return;
        }
        int first = next_swappable(block, index, -1);
        if (first < 0) return;
        int second = first, line = block->instrs[first].span.line;
        for (int i = swap->arg - 1; i > 0; i--) {
            second = next_swappable(block, second, line);
            if (second < 0) return;
        }
        swap->opcode = OP_NOP;
        Instr held = block->instrs[first];
        block->instrs[first] = block->instrs[second];
        block->instrs[second] = held;
        block->instrs[first].rule = block->instrs[second].rule = "instructions swapped instead of values";
    }
}
