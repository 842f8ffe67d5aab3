/* a | b: every alternative must bind the same names, and leaves their values on the stack in
   the order of the first alternative. */
#include <string.h>

#include "compile/codegen_match.h"

static ptrdiff_t stores_index(const PatternContext *context, const Name *name)
{
    for (size_t i = 0; i < context->stores.length; i++) {
        if (context->stores.items[i] == name) return (ptrdiff_t)i;
    }
    return -1;
}

/* Brings the captures of an alternative into the order of CONTROL; false when the names are
   not the same. */
static bool reorder_captures(Compiler *c, PatternContext *context, const PatternContext *control)
{
    if (context->stores.length != control->stores.length) return false;
    for (size_t i = control->stores.length; i-- > 0;) {
        ptrdiff_t at = stores_index(context, control->stores.items[i]);
        if (at < 0) return false;
        if ((size_t)at == i) continue;
        /* The first at + 1 names move behind the next i - at, and so do their values. */
        size_t rotations = (size_t)at + 1;
        const Name **moved = COMPILER_ARRAY(c, const Name *, rotations);
        if (moved == NULL) return true;
        memcpy(moved, context->stores.items, rotations * sizeof *moved);
        memmove(context->stores.items, context->stores.items + rotations,
                (i - (size_t)at) * sizeof *moved);
        memcpy(context->stores.items + (i - (size_t)at), moved, rotations * sizeof *moved);
        while (rotations-- > 0) emit_rotate(c, (int)i + 1);
    }
    return true;
}

/* Compiles one alternative with a context of its own; what it captured goes to CONTROL when it
   is the first. */
static void visit_alternative(Compiler *c, Pattern *alternative, bool irrefutable, bool first,
                              PatternContext *control, Block *end)
{
    PatternContext context = {.allow_irrefutable = irrefutable};
    set_span(c, alternative->span);
    emit_arg(c, OP_COPY, 1);
    visit_pattern(c, alternative, &context);
    if (!first && !c->failed && !reorder_captures(c, &context, control)) {
        compiler_error(c, c->unit->span, "alternative patterns bind different names");
    }
    emit_jump(c, OP_JUMP, end);
    emit_fail_pops(c, &context);
    if (first) {
        control->stores.items = context.stores.items;
        control->stores.length = context.stores.length;
        control->stores.capacity = context.stores.capacity;
    } else {
        pattern_context_fini(&context);
    }
}

void visit_or_pattern(Compiler *c, Pattern *pattern, PatternContext *context)
{
    PatternSeq alternatives = pattern->v.MatchOr.patterns;
    PatternContext control = {0};
    Block *end = block_new(c);
    for (size_t i = 0; i < alternatives.length && !c->failed; i++) {
        bool irrefutable = i + 1 == alternatives.length && context->allow_irrefutable;
        visit_alternative(c, alternatives.items[i], irrefutable, i == 0, &control, end);
    }
    emit(c, OP_POP_TOP);
    emit_fail_jump(c, context, OP_JUMP);
    block_use(c, end);
    /* The new captures go below what was on the stack before, and below the subject's copy. */
    size_t count = control.stores.length;
    int depth = (int)count + 1 + context->on_top + (int)context->stores.length;
    for (size_t i = 0; i < count && !c->failed; i++) {
        const Name *name = control.stores.items[i];
        emit_rotate(c, depth);
        if (stores_index(context, name) >= 0) {
            compiler_error(c, c->unit->span, "multiple assignments to name '%s' in pattern", name->text);
        } else if (vec_push(&context->stores, name) < 0) {
            context_out_of_memory(c);
        }
    }
    emit(c, OP_POP_TOP);
    pattern_context_fini(&control);
}
