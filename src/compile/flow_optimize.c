/* The peephole optimiser: looks at one instruction of a block, and at those next to it or at
   the target of its jump.  Nothing grows: what becomes needless turns into a NOP, and
   block_remove_nops takes those away later. */
#include "code/opcode.h"
#include "compile/flow_passes.h"
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/tupleobj.h"

static void set_op(Instr *instr, int opcode, const char *rule)
{
    instr->opcode = opcode;
    instr->rule = rule;
}

/* LOAD_CONST before a conditional jump: the jump is taken always, or never. */
static void fold_condition(Compiler *c, Block *block, Instr *load, ConstList *consts)
{
    Instr *jump = load + 1;
    int truth = object_is_true(c->rt, consts->items[load->arg]);
    if (truth < 0) {
        compiler_fail(c);
        return;
    }
    bool pops = jump->opcode == OP_POP_JUMP_IF_FALSE || jump->opcode == OP_POP_JUMP_IF_TRUE;
    bool wanted = jump->opcode == OP_POP_JUMP_IF_TRUE || jump->opcode == OP_JUMP_IF_TRUE_OR_POP;
    bool taken = (truth != 0) == wanted;
    if (pops || !taken) set_op(load, OP_NOP, "the condition is a constant");
    set_op(jump, taken ? OP_JUMP : OP_NOP, "the condition is a constant");
    if (taken) block->no_fallthrough = true;
}

/* LOAD_CONST None, IS_OP, POP_JUMP_IF_… becomes one jump. */
static void fold_none_test(Compiler *c, Block *block, int index, ConstList *consts)
{
    if (index + 2 >= block->length) return;
    Instr *load = &block->instrs[index], *is = load + 1, *jump = load + 2;
    if (consts->items[load->arg] != c->rt->none) return;
    if (jump->opcode != OP_POP_JUMP_IF_FALSE && jump->opcode != OP_POP_JUMP_IF_TRUE) return;
    static const char rule[] = "a test for None is one jump";
    bool jumps_if_not_none = (is->arg != 0) != (jump->opcode == OP_POP_JUMP_IF_FALSE);
    set_op(load, OP_NOP, rule);
    set_op(is, OP_NOP, rule);
    set_op(jump, jumps_if_not_none ? OP_POP_JUMP_IF_NOT_NONE : OP_POP_JUMP_IF_NONE, rule);
}

static void optimize_load_const(Compiler *c, Block *block, int index, ConstList *consts)
{
    if (index + 1 >= block->length) return;
    switch (block->instrs[index + 1].opcode) {
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: fold_condition(c, block, &block->instrs[index], consts); break;
    case OP_IS_OP: fold_none_test(c, block, index, consts); break;
    default: break;
    }
}

/* The index in CONSTS of a tuple that is the same object as CONSTANT; added when new. */
static int const_list_index(Compiler *c, ConstList *consts, Ref constant)
{
    for (size_t i = 0; i < consts->length; i++) {
        if (consts->items[i] == constant) return (int)i;
    }
    if (vec_push(consts, constant) < 0) {
        if (!rt_is_pending(c->rt)) error_no_memory(c->rt);
        compiler_fail(c);
        return 0;
    }
    return (int)consts->length - 1;
}

/* The COUNT instructions before BUILD are LOAD_CONSTs: together they are one constant. */
static void fold_tuple(Compiler *c, Instr *build, int count, ConstList *consts)
{
    for (int i = 1; i <= count; i++) {
        if (build[-i].opcode != OP_LOAD_CONST) return;
    }
    Own tuple = tuple_new(c->rt, count);
    if (compiler_keep(c, tuple) == NULL) return;
    for (int i = 0; i < count; i++) {
        tuple_take(tuple, i, new_ref(consts->items[build[i - count].arg]));
    }
    Ref shared = constant_share_shallow(c, tuple);
    if (shared == NULL) return;
    static const char rule[] = "a tuple of constants is a constant";
    build->arg = const_list_index(c, consts, shared);
    set_op(build, OP_LOAD_CONST, rule);
    for (int i = 1; i <= count; i++) set_op(build - i, OP_NOP, rule);
}

static void optimize_build_tuple(Compiler *c, Block *block, int index, ConstList *consts)
{
    Instr *build = &block->instrs[index];
    int count = build->arg;
    if (index + 1 < block->length && build[1].opcode == OP_UNPACK_SEQUENCE &&
        build[1].arg == count && count >= 1 && count <= 3) {
        static const char rule[] = "a tuple built to be unpacked at once is a SWAP";
        set_op(build, OP_NOP, rule);
        set_op(build + 1, count == 1 ? OP_NOP : OP_SWAP, rule);
        return;
    }
    if (index >= count) fold_tuple(c, build, count, consts);
}

/* JUMP goes to TARGET, a jump itself: goes where that goes, as OPCODE, unless the lines differ
   (a debugger would miss one).  True when something changed. */
static bool thread_jump(Instr *jump, const Instr *target, int opcode)
{
    if (jump->span.line != target->span.line || jump->target == target->target) return false;
    jump->target = target->target;
    set_op(jump, opcode, "a jump to a jump goes on to its target");
    return true;
}

/* JUMP_IF_x_OR_POP to a test of the same value: the second test's outcome is known. */
static bool optimize_jump_or_pop(Instr *jump, const Instr *target)
{
    bool is_false = jump->opcode == OP_JUMP_IF_FALSE_OR_POP;
    int pop_same = is_false ? OP_POP_JUMP_IF_FALSE : OP_POP_JUMP_IF_TRUE;
    int keep_other = is_false ? OP_JUMP_IF_TRUE_OR_POP : OP_JUMP_IF_FALSE_OR_POP;
    int pop_other = is_false ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE;
    if (target->opcode == pop_same) return thread_jump(jump, target, pop_same);
    if (target->opcode == OP_JUMP || target->opcode == jump->opcode)
        return thread_jump(jump, target, jump->opcode);
    if (target->opcode != keep_other && target->opcode != pop_other) return false;
    if (jump->span.line != target->span.line) return false;
    set_op(jump, pop_same, "the second test of a value fails: jump behind it");
    jump->target = jump->target->next;
    return true;
}

/* True when the instruction changed, and is to be looked at again. */
static bool optimize_jump(Instr *jump)
{
    while (jump->target->length == 0) jump->target = jump->target->next;
    const Instr *target = &jump->target->instrs[0];
    switch (jump->opcode) {
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return optimize_jump_or_pop(jump, target);
    case OP_POP_JUMP_IF_NONE:
    case OP_POP_JUMP_IF_NOT_NONE:
    case OP_POP_JUMP_IF_FALSE:
    case OP_POP_JUMP_IF_TRUE:
    case OP_JUMP: return target->opcode == OP_JUMP && thread_jump(jump, target, jump->opcode);
    default: return false;
    }
}

static void optimize_swap(Compiler *c, Block *block, int *index)
{
    Instr *swap = &block->instrs[*index];
    if (swap->arg == 1) {
        set_op(swap, OP_NOP, "a SWAP of the top with itself is a NOP");
        return;
    }
    block_shorten_swaps(c, block, index);
    block_apply_swaps(block, *index);
}

void block_optimize(Compiler *c, Block *block, ConstList *consts)
{
    for (int i = 0; i < block->length && !c->failed; i++) {
        Instr *instr = &block->instrs[i];
        if (flow_is_jump(instr) || flow_is_setup(instr)) {
            if (optimize_jump(instr)) i--;
            continue;
        }
        switch (instr->opcode) {
        case OP_LOAD_CONST: optimize_load_const(c, block, i, consts); break;
        case OP_BUILD_TUPLE: optimize_build_tuple(c, block, i, consts); break;
        case OP_SWAP: optimize_swap(c, block, &i); break;
        case OP_PUSH_NULL:
            if (i + 1 < block->length && instr[1].opcode == OP_LOAD_GLOBAL) {
                set_op(instr, OP_NOP, "LOAD_GLOBAL pushes the NULL as well");
                instr[1].arg |= 1;
            }
            break;
        default: break;
        }
    }
}
