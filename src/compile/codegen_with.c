/* with and async with.  The stack holds the bound __exit__ while the body runs; it is called
   with three Nones when the body ends, with the exception when it is left by one. */
#include "compile/codegen.h"

/* After WITH_EXCEPT_START: a true result swallows the exception. */
static void finish_exceptional_exit(Compiler *c, Block *cleanup)
{
    set_span(c, no_span);
    Block *swallowed = block_new(c);
    emit_jump(c, OP_POP_JUMP_IF_TRUE, swallowed);
    emit_arg(c, OP_RERAISE, 2);
    block_use(c, cleanup);
    emit_pop_except_and_reraise(c);
    block_use(c, swallowed);
    emit(c, OP_POP_TOP);
    emit(c, OP_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit(c, OP_POP_TOP);
    emit(c, OP_POP_TOP);
}

static void visit_target(Compiler *c, const WithItem *item)
{
    if (item->optional_vars != NULL) {
        visit_expr(c, item->optional_vars);
    } else {
        emit(c, OP_POP_TOP);
    }
}

/* `with` and `async with` differ in the instruction that enters and in what is awaited.  The two
   nodes have the same fields (syntax/ast.def). */
static void visit_with(Compiler *c, Stmt *stmt, size_t index)
{
    const With_Fields *with = &stmt->v.With;
    bool async = stmt->kind == NODE_AsyncWith;
    Block *body = block_new(c), *final = block_new(c), *exit = block_new(c), *cleanup = block_new(c);
    visit_expr(c, with->items.items[index]->context_expr);
    emit(c, async ? OP_BEFORE_ASYNC_WITH : OP_BEFORE_WITH);
    if (async) emit_await(c, 1);
    emit_jump(c, OP_SETUP_WITH, final);
    block_use(c, body);
    FrameBlockKind kind = async ? FRAME_ASYNC_WITH : FRAME_WITH;
    frame_push(c, (FrameBlock){.kind = kind, .block = body, .exit = final, .with = stmt});
    visit_target(c, with->items.items[index]);
    if (index + 1 == with->items.length) {
        visit_stmts(c, with->body);
    } else {
        visit_with(c, stmt, index + 1);
    }
    if (!async) set_span(c, no_span);
    emit(c, OP_POP_BLOCK);
    frame_pop(c, kind);

    set_span(c, stmt->span);
    emit_exit_call(c);
    if (async) emit_await(c, 2);
    emit(c, OP_POP_TOP);
    emit_jump(c, OP_JUMP, exit);

    block_use(c, final);
    emit_jump(c, OP_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    emit(c, OP_WITH_EXCEPT_START);
    if (async) emit_await(c, 2);
    finish_exceptional_exit(c, cleanup);
    block_use(c, exit);
}

void emit_with(Compiler *c, Stmt *stmt)
{
    visit_with(c, stmt, 0);
}

void emit_async_with(Compiler *c, Stmt *stmt)
{
    if (unit_is_top_level_await(c)) {
        c->unit->scope->is_coroutine = true;
    } else if (c->unit->kind != UNIT_ASYNC_FUNCTION) {
        compiler_error(c, c->unit->span, "'async with' outside async function");
        return;
    }
    visit_with(c, stmt, 0);
}
