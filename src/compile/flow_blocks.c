/* The shape of the flow graph: which blocks leave the function, which can be reached, where
   NOPs may go, and which line an instruction without one belongs to (PEP 626: a frame that
   ends must know its line, so every exit needs one). */
#include "code/opcode.h"
#include "compile/flow_passes.h"

/* Exits longer than this are not copied. */
enum { COPY_LIMIT = 4 };

static Block *skip_empty(Block *block)
{
    while (block->length == 0) block = block->next;
    return block;
}

/* What ends a block is always its last instruction. */
static void mark_exit(Block *block)
{
    Instr *last = block_last(block);
    if (last == NULL) return;
    switch (last->opcode) {
    case OP_RETURN_VALUE:
    case OP_RAISE_VARARGS:
    case OP_RERAISE: block->is_exit = block->no_fallthrough = true; break;
    case OP_SEND: break;
    case OP_JUMP:
    case OP_JUMP_NO_INTERRUPT: block->no_fallthrough = true; /* fall through */
    default:
        if (flow_is_jump(last)) last->target = skip_empty(last->target);
    }
}

void flow_mark_exits(Flow *flow)
{
    for (Block *block = flow->newest; block != NULL; block = block->older) mark_exit(block);
}

static bool has_line(const Block *block)
{
    for (int i = 0; i < block->length; i++) {
        if (block->instrs[i].span.line > 0) return true;
    }
    return false;
}

static void inline_exit(Compiler *c, Block *block)
{
    Instr *last = block_last(block);
    if (last == NULL || last->opcode != OP_JUMP) return;
    const Block *exit = last->target;
    if (!exit->is_exit || exit->length > COPY_LIMIT || has_line(exit)) return;
    last->opcode = OP_NOP;
    last->rule = "a jump to a short exit is a copy of it";
    for (int i = 0; i < exit->length; i++) {
        Instr *added = block_append(c, block);
        if (added == NULL) return;
        *added = exit->instrs[i];
        added->rule = "copied from an exit";
    }
    block->is_exit = true;
}

void flow_inline_exits(Compiler *c, Flow *flow)
{
    for (Block *block = flow->newest; block != NULL; block = block->older) inline_exit(c, block);
}

/* May the NOP at INDEX go?  It may when its line is also another instruction's: that of the
   instruction kept before it (PREVIOUS_LINE) or of the one behind. */
static bool nop_is_needless(Block *block, int index, int previous_line)
{
    const Instr *nop = &block->instrs[index];
    int line = nop->span.line;
    if (line < 0 || line == previous_line) return true;
    if (index < block->length - 1) {
        Instr *behind = &block->instrs[index + 1];
        if (behind->span.line == line) return true;
        if (behind->span.line >= 0) return false;
        behind->span = nop->span;
        return true;
    }
    const Block *next = block->next;
    while (next != NULL && next->length == 0) next = next->next;
    return next != NULL && next->instrs[0].span.line == line;
}

void block_remove_nops(Block *block)
{
    int kept = 0, previous_line = -1;
    for (int i = 0; i < block->length; i++) {
        if (block->instrs[i].opcode == OP_NOP && nop_is_needless(block, i, previous_line)) continue;
        previous_line = block->instrs[i].span.line;
        if (kept != i) block->instrs[kept] = block->instrs[i];
        kept++;
    }
    block->length = kept;
}

/* Counts the predecessors of every block that can be reached from the entry. */
static void count_predecessors(Compiler *c, Flow *flow)
{
    size_t count = 0;
    for (Block *block = flow->newest; block != NULL; block = block->older) count++;
    Block **stack = COMPILER_ARRAY(c, Block *, count);
    if (stack == NULL) return;
    size_t depth = 0;
    stack[depth++] = flow->entry;
    flow->entry->predecessors = 1;
    while (depth > 0) {
        Block *block = stack[--depth];
        if (block->next != NULL && !block->no_fallthrough && block->next->predecessors++ == 0) {
            stack[depth++] = block->next;
        }
        for (int i = 0; i < block->length; i++) {
            const Instr *instr = &block->instrs[i];
            if (!flow_is_jump(instr) && !flow_is_setup(instr)) continue;
            if (instr->target->predecessors++ == 0) stack[depth++] = instr->target;
        }
    }
}

static void skip_empty_blocks(Flow *flow)
{
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        Block *next = block->next;
        while (next != NULL && next->length == 0 && next->next != NULL) next = next->next;
        block->next = next;
    }
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        Instr *last = block_last(block);
        if (last != NULL && flow_is_jump(last)) last->target = skip_empty(last->target);
    }
}

/* A jump to the block that comes next anyway is a NOP. */
static bool remove_needless_jumps(Flow *flow)
{
    bool changed = false;
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        Instr *last = block_last(block);
        if (last == NULL || (last->opcode != OP_JUMP && last->opcode != OP_JUMP_NO_INTERRUPT)) continue;
        if (last->target != block->next) continue;
        block->no_fallthrough = false;
        last->opcode = OP_NOP;
        last->rule = "a jump to the next block is a NOP";
        changed = true;
    }
    return changed;
}

void flow_remove_unreachable(Compiler *c, Flow *flow)
{
    count_predecessors(c, flow);
    if (c->failed) return;
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        if (block->predecessors > 0) continue;
        block->length = 0;
        block->no_fallthrough = false;
    }
    skip_empty_blocks(flow);
    for (Block *block = flow->entry; block != NULL; block = block->next) block_remove_nops(block);
    if (remove_needless_jumps(flow)) skip_empty_blocks(flow);
}

static bool is_exit_without_line(const Block *block)
{
    if (!block->is_exit) return false;
    for (int i = 0; i < block->length; i++) {
        if (block->instrs[i].span.line >= 0) return false;
    }
    return true;
}

static Block *copy_exit(Compiler *c, Flow *flow, const Block *exit)
{
    Block *copy = flow_new_block(c, flow);
    if (copy == NULL) return NULL;
    for (int i = 0; i < exit->length; i++) {
        Instr *added = block_append(c, copy);
        if (added == NULL) return NULL;
        *added = exit->instrs[i];
    }
    copy->is_exit = exit->is_exit;
    copy->no_fallthrough = true;
    return copy;
}

void flow_copy_exits(Compiler *c, Flow *flow)
{
    for (Block *block = flow->newest; block != NULL && !c->failed; block = block->older) {
        Instr *last = block_last(block);
        if (last == NULL || !flow_is_jump(last)) continue;
        Block *exit = last->target;
        if (!is_exit_without_line(exit) || exit->predecessors <= 1) continue;
        Block *copy = copy_exit(c, flow, exit);
        if (copy == NULL) return;
        copy->instrs[0].span = last->span;
        copy->instrs[0].rule = "an exit without a line is copied for each jump to it";
        last->target = copy;
        exit->predecessors--;
        copy->predecessors = 1;
        copy->next = exit->next;
        exit->next = copy;
    }
    for (Block *block = flow->newest; block != NULL; block = block->older) {
        while (block->next != NULL && block->next->length == 0) block->next = block->next->next;
    }
    /* Those that are left are reached by falling in alone. */
    for (Block *block = flow->newest; block != NULL; block = block->older) {
        if (block->no_fallthrough || block->next == NULL || block->length == 0) continue;
        if (is_exit_without_line(block->next)) block->next->instrs[0].span = block_last(block)->span;
    }
}

/* The first instruction of BLOCK takes SPAN when it has no line and no other predecessor. */
static void inherit_line(Block *block, CodeSpan span)
{
    if (block->predecessors == 1 && block->instrs[0].span.line < 0) block->instrs[0].span = span;
}

void flow_spread_lines(Flow *flow)
{
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        if (block->length == 0) continue;
        CodeSpan span = SPAN_NONE;
        for (int i = 0; i < block->length; i++) {
            if (block->instrs[i].span.line < 0) {
                block->instrs[i].span = span;
            } else {
                span = block->instrs[i].span;
            }
        }
        if (!block->no_fallthrough) inherit_line(block->next, span);
        if (flow_is_jump(block_last(block))) inherit_line(block_last(block)->target, span);
    }
}

void flow_give_returns_lines(Flow *flow, int firstlineno)
{
    int line = firstlineno;
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        const Instr *last = block_last(block);
        if (last == NULL) continue;
        if (last->span.line >= 0) {
            line = last->span.line;
        } else if (last->opcode == OP_RETURN_VALUE) {
            for (int i = 0; i < block->length; i++) block->instrs[i].span.line = line;
        }
    }
}
