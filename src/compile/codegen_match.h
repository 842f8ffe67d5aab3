/* match statements: what the compiler knows while it is inside one case's pattern. */
#ifndef VIV_COMPILE_CODEGEN_MATCH_H
#define VIV_COMPILE_CODEGEN_MATCH_H

#include "compile/codegen.h"

typedef struct PatternContext {
    /* Names captured so far; their values lie on the stack, in this order from the top. */
    VEC(const Name *) stores;
    /* fail_pops[n]: where to jump when the pattern fails with n values to be popped. */
    VEC(Block *) fail_pops;
    bool allow_irrefutable; /* may a pattern that always matches stand here? */
    int on_top;             /* values on the stack above the captured ones */
} PatternContext;

void pattern_context_fini(PatternContext *context);

void visit_pattern(Compiler *c, Pattern *pattern, PatternContext *context);
/* Jumps to the fail_pop of the present number of values. */
void emit_fail_jump(Compiler *c, PatternContext *context, int opcode);
/* Emits the chain of POP_TOPs, the deepest first, and forgets it. */
void emit_fail_pops(Compiler *c, PatternContext *context);
void emit_rotate(Compiler *c, int count);
void visit_or_pattern(Compiler *c, Pattern *pattern, PatternContext *context);
void context_out_of_memory(Compiler *c);

static inline bool is_wildcard(const Pattern *pattern)
{
    return pattern->kind == NODE_MatchAs && pattern->v.MatchAs.name == NULL;
}

static inline bool is_star_wildcard(const Pattern *pattern)
{
    return pattern->kind == NODE_MatchStar && pattern->v.MatchStar.name == NULL;
}

#endif
