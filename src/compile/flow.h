/* The flow graph of one code object: basic blocks of instructions, between the generator
   that fills it (codegen) and the assembler that lays it out.

   A block is left only at its end: through its last instruction's jump, or by falling into
   block->next, the block that stands behind it.  Jumps name blocks, not offsets, until the
   assembler has placed everything.  Opcodes may be pseudo-opcodes (code/pseudo.def): JUMP and
   POP_JUMP_* whose direction is not known yet, SETUP_FINALLY/CLEANUP/WITH that open a stretch
   covered by a handler, POP_BLOCK that closes it.

   What CPython calls b_list (all blocks of a unit, the newest first) is Flow.newest →
   older; the order matters where the optimiser walks it. */
#ifndef VIV_COMPILE_FLOW_H
#define VIV_COMPILE_FLOW_H

#include "code/locations.h"
#include "compile/compiler.h"

typedef struct Instr {
    int16_t opcode; /* enum Opcode, pseudo-opcodes too */
    uint8_t units;  /* that it takes with prefixes and caches: set by the assembler */
    int arg;        /* 0 for those that take none */
    Block *target;  /* of a jump, or the handler of a SETUP_*; else NULL */
    Block *handler; /* in force here: set by the assembler's label_exception_targets; NULL: none */
    CodeSpan span;  /* line -1: none; a module's RESUME has line 0 */
    const char *rule; /* the optimiser's rule that changed it last, or NULL: viv cfg shows it */
} Instr;

struct Block {
    Block *older;   /* created before this one; NULL: the first */
    Block *next;    /* falls through to it; NULL: the last */
    Instr *instrs;
    int length, capacity;

    int start_depth; /* of the value stack; -1 until computed */
    int offset;      /* in code units */
    int units;       /* that its instructions take: set by the assembler */
    int predecessors;
    bool is_return;       /* contains a RETURN_VALUE */
    bool no_fallthrough;  /* ends in an unconditional jump, return or raise */
    bool is_exit;         /* leaves the function: return or raise at its end */
    bool visited;         /* scratch of the passes */
    bool preserve_lasti;  /* a handler that pushes lasti: SETUP_CLEANUP's or SETUP_WITH's target */
    struct HandlerStack *handlers; /* scratch: what is in force where the block begins */
};

typedef struct Flow {
    Block *entry;   /* the first in the order of next */
    Block *current; /* instructions are added here */
    Block *newest;
    bool needs_block; /* the current block ended: the next instruction begins another */
} Flow;

#define SPAN_NONE ((CodeSpan){-1, -1, -1, -1})

/* What the assembler needs of a unit besides its blocks.  All borrowed from the compiler. */
struct FlowUnit {
    Flow flow;
    Ref name, qualname;   /* str */
    int firstlineno;      /* 0: take that of the first instruction, or 1 */
    int flags;            /* co_flags, complete */
    int argcount, posonlyargcount, kwonlyargcount;
    bool is_generator;    /* any of generator, coroutine, async generator */

    ConstTable consts;    /* co_consts before trailing unused ones are dropped */
    PtrMap names;         /* Name → index: co_names */
    PtrMap varnames;      /* Name → index: co_varnames */
    PtrMap cellvars;      /* Name → index, sorted by name: cells, those of arguments too */
    PtrMap freevars;      /* Name → index behind the cellvars: cellvars.count + i */
};

/* --- building (flow.c).  All are sticky on failure, as the rest of the compiler is. */

Block *flow_new_block(Compiler *c, Flow *flow);              /* not placed yet */
/* Starts a block right behind the current one (CPython: compiler_use_next_block). */
void flow_use_next(Compiler *c, Flow *flow, Block *block);
/* Adds to the current block; behind a jump, return or raise a new block is begun first.
   SPAN with line -1 is for artificial code. */
void flow_add(Compiler *c, Flow *flow, int opcode, int arg, CodeSpan span);
void flow_add_jump(Compiler *c, Flow *flow, int opcode, Block *target, CodeSpan span);

/* --- finishing: the passes of CPython's assemble(), in its order; the code object. */
/* ADD_NONE: the end returns None; else (an expression, a lambda) the value on the stack. */
MUST_USE Own flow_assemble(Compiler *c, FlowUnit *unit, bool add_none);

#endif
