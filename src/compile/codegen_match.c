/* match: the subject stays on the stack and is copied for each case but the last.  A pattern
   leaves the values that it captures on the stack and binds no name before the whole has
   matched; a failure on the way jumps into a chain of POP_TOPs at the place that pops as many
   values as there are. */
#include "compile/codegen_match.h"

#include "objects/error.h"

void context_out_of_memory(Compiler *c)
{
    if (c->failed) return;
    error_no_memory(c->rt);
    compiler_fail(c);
}

void pattern_context_fini(PatternContext *context)
{
    vec_fini(&context->stores);
    vec_fini(&context->fail_pops);
}

/* Sees to it that fail_pops[n] exists. */
static void ensure_fail_pops(Compiler *c, PatternContext *context, size_t n)
{
    while (context->fail_pops.length <= n && !c->failed) {
        if (vec_push(&context->fail_pops, block_new(c)) < 0) context_out_of_memory(c);
    }
}

void emit_fail_jump(Compiler *c, PatternContext *context, int opcode)
{
    size_t pops = (size_t)context->on_top + context->stores.length;
    ensure_fail_pops(c, context, pops);
    if (!c->failed) emit_jump(c, opcode, context->fail_pops.items[pops]);
}

void emit_fail_pops(Compiler *c, PatternContext *context)
{
    if (context->fail_pops.length > 0) {
        for (size_t i = context->fail_pops.length - 1; i > 0; i--) {
            block_use(c, context->fail_pops.items[i]);
            emit(c, OP_POP_TOP);
        }
        block_use(c, context->fail_pops.items[0]);
    }
    vec_fini(&context->fail_pops);
}

/* Moves the top below COUNT - 1 others; the optimiser makes fewer SWAPs of it. */
void emit_rotate(Compiler *c, int count)
{
    while (count > 1) emit_arg(c, OP_SWAP, count--);
}

/* COPY_SUBJECT: more cases follow. */
static void emit_case(Compiler *c, const MatchCase *match_case, bool copy_subject, bool last, Block *end)
{
    PatternContext context = {.allow_irrefutable = match_case->guard != NULL || last};
    set_span(c, match_case->pattern->span);
    if (copy_subject) emit_arg(c, OP_COPY, 1);
    visit_pattern(c, match_case->pattern, &context);
    for (size_t i = 0; i < context.stores.length; i++) emit_store(c, context.stores.items[i]);
    if (match_case->guard != NULL) {
        ensure_fail_pops(c, &context, 0);
        if (!c->failed) emit_jump_if(c, match_case->guard, context.fail_pops.items[0], false);
    }
    if (copy_subject) emit(c, OP_POP_TOP);
    visit_stmts(c, match_case->body);
    emit_jump(c, OP_JUMP, end);
    /* The clean-up belongs to the pattern, not to the last line of its body. */
    set_span(c, match_case->pattern->span);
    emit_fail_pops(c, &context);
    pattern_context_fini(&context);
}

/* A `case _` at the end needs no test. */
static void emit_default_case(Compiler *c, const MatchCase *match_case, Block *end)
{
    set_span(c, match_case->pattern->span);
    emit(c, OP_NOP); /* shows the line */
    if (match_case->guard != NULL) emit_jump_if(c, match_case->guard, end, false);
    visit_stmts(c, match_case->body);
}

void emit_match(Compiler *c, Stmt *stmt)
{
    const Match_Fields *match = &stmt->v.Match;
    visit_expr(c, match->subject);
    Block *end = block_new(c);
    size_t cases = match->cases.length;
    bool has_default = cases > 1 && is_wildcard(match->cases.items[cases - 1]->pattern);
    size_t tested = cases - has_default;
    for (size_t i = 0; i < tested; i++) {
        emit_case(c, match->cases.items[i], i + 1 != tested, i + 1 == cases, end);
    }
    if (has_default) emit_default_case(c, match->cases.items[cases - 1], end);
    block_use(c, end);
}
