/* Leaving blocks early.  Each construct that needs to be left properly has a FrameBlock on the
   unit's stack; return, break and continue walk down that stack and emit what each entry
   needs: pop the iterator, call __exit__, run the finally body. */
#include "compile/codegen.h"

void frame_push(Compiler *c, FrameBlock frame)
{
    Unit *unit = c->unit;
    if (c->failed) return;
    if (unit->frame_count >= FRAME_BLOCKS_MAX) {
        compiler_error(c, unit->span, "too many statically nested blocks");
        return;
    }
    unit->frames[unit->frame_count++] = frame;
}

void frame_pop(Compiler *c, FrameBlockKind kind)
{
    if (c->failed) return;
    Unit *unit = c->unit;
    viv_assert(unit->frame_count > 0 && unit->frames[unit->frame_count - 1].kind == kind);
    unit->frame_count--;
}

void emit_exit_call(Compiler *c)
{
    emit_none(c);
    emit_none(c);
    emit_none(c);
    emit_arg(c, OP_PRECALL, 2);
    emit_arg(c, OP_CALL, 2);
}

/* SEND to the inner iterator until it is exhausted, yielding what it yields. */
void emit_yield_from(Compiler *c, bool is_await)
{
    Block *start = block_new(c), *resume = block_new(c), *exit = block_new(c);
    block_use(c, start);
    emit_jump(c, OP_SEND, exit);
    block_use(c, resume);
    emit(c, OP_YIELD_VALUE);
    emit_arg(c, OP_RESUME, is_await ? 3 : 2);
    emit_jump(c, OP_JUMP_NO_INTERRUPT, start);
    block_use(c, exit);
}

void emit_await(Compiler *c, int source)
{
    emit_arg(c, OP_GET_AWAITABLE, source);
    emit_none(c);
    emit_yield_from(c, true);
}

/* Drops the value under a return value that is to be kept, or the top. */
static void emit_drop(Compiler *c, bool keep_top)
{
    if (keep_top) emit_arg(c, OP_SWAP, 2);
    emit(c, OP_POP_TOP);
}

static void unwind_finally_try(Compiler *c, const FrameBlock *frame, bool keep_top)
{
    emit(c, OP_POP_BLOCK);
    if (keep_top) frame_push(c, (FrameBlock){.kind = FRAME_POP_VALUE});
    visit_stmts(c, frame->finally);
    if (keep_top) frame_pop(c, FRAME_POP_VALUE);
    set_span(c, no_span);
}

static void unwind_with(Compiler *c, const FrameBlock *frame, bool keep_top)
{
    set_span(c, frame->with->span);
    emit(c, OP_POP_BLOCK);
    if (keep_top) emit_arg(c, OP_SWAP, 2);
    emit_exit_call(c);
    if (frame->kind == FRAME_ASYNC_WITH) emit_await(c, 2);
    emit(c, OP_POP_TOP);
    set_span(c, no_span);
}

static void unwind_handler(Compiler *c, const FrameBlock *frame, bool keep_top)
{
    if (frame->name != NULL) emit(c, OP_POP_BLOCK);
    if (keep_top) emit_arg(c, OP_SWAP, 2);
    emit(c, OP_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    if (frame->name == NULL) return;
    emit_none(c);
    emit_store(c, frame->name);
    emit_delete(c, frame->name);
}

static void unwind_frame(Compiler *c, const FrameBlock *frame, bool keep_top)
{
    switch (frame->kind) {
    case FRAME_WHILE_LOOP:
    case FRAME_EXCEPTION_HANDLER:
    case FRAME_EXCEPTION_GROUP_HANDLER:
    case FRAME_ASYNC_COMPREHENSION: break;
    case FRAME_FOR_LOOP: emit_drop(c, keep_top); break;
    case FRAME_TRY_EXCEPT: emit(c, OP_POP_BLOCK); break;
    case FRAME_FINALLY_TRY: unwind_finally_try(c, frame, keep_top); break;
    case FRAME_FINALLY_END:
        emit_drop(c, keep_top);
        if (keep_top) emit_arg(c, OP_SWAP, 2);
        emit(c, OP_POP_BLOCK);
        emit(c, OP_POP_EXCEPT);
        break;
    case FRAME_WITH:
    case FRAME_ASYNC_WITH: unwind_with(c, frame, keep_top); break;
    case FRAME_HANDLER_CLEANUP: unwind_handler(c, frame, keep_top); break;
    case FRAME_POP_VALUE: emit_drop(c, keep_top); break;
    }
}

/* Leaves all frames, or, when LOOP is not NULL, those above the innermost loop, which is then
   stored.  While a frame is being left it is not on the stack: a return inside its finally
   body does not run that body again. */
static void unwind_frames(Compiler *c, bool keep_top, FrameBlock **loop)
{
    Unit *unit = c->unit;
    if (unit->frame_count == 0 || c->failed) return;
    FrameBlock *top = &unit->frames[unit->frame_count - 1];
    if (top->kind == FRAME_EXCEPTION_GROUP_HANDLER) {
        compiler_error(c, unit->span, "'break', 'continue' and 'return' cannot appear in an except* block");
        return;
    }
    if (loop != NULL && (top->kind == FRAME_WHILE_LOOP || top->kind == FRAME_FOR_LOOP)) {
        *loop = top;
        return;
    }
    FrameBlock copy = *top;
    unit->frame_count--;
    unwind_frame(c, &copy, keep_top);
    unwind_frames(c, keep_top, loop);
    unit->frames[unit->frame_count++] = copy;
}

void emit_return(Compiler *c, Stmt *stmt)
{
    Expr *value = stmt->v.Return.value;
    const Scope *scope = c->unit->scope;
    bool keep_top = value != NULL && value->kind != NODE_Constant;
    if (scope->kind != SCOPE_FUNCTION) {
        compiler_error(c, c->unit->span, "'return' outside function");
        return;
    }
    if (value != NULL && scope->is_coroutine && scope->is_generator) {
        compiler_error(c, c->unit->span, "'return' with value in async generator");
        return;
    }
    if (keep_top) {
        visit_expr(c, value);
    } else if (value != NULL) {
        set_span(c, value->span);
        emit(c, OP_NOP); /* the line of the value is seen, though it is loaded only after unwinding */
    }
    if (value == NULL || value->span.lineno != stmt->span.lineno) {
        set_span(c, stmt->span);
        emit(c, OP_NOP);
    }
    unwind_frames(c, keep_top, NULL);
    if (value == NULL) emit_none(c);
    if (value != NULL && !keep_top) emit_const(c, compiler_constant(c, value));
    emit(c, OP_RETURN_VALUE);
}

void emit_break(Compiler *c)
{
    FrameBlock *loop = NULL;
    Span span = c->unit->span;
    emit(c, OP_NOP);
    unwind_frames(c, false, &loop);
    if (loop == NULL) {
        compiler_error(c, span, "'break' outside loop");
        return;
    }
    unwind_frame(c, loop, false);
    emit_jump(c, OP_JUMP, loop->exit);
}

void emit_continue(Compiler *c)
{
    FrameBlock *loop = NULL;
    Span span = c->unit->span;
    emit(c, OP_NOP);
    unwind_frames(c, false, &loop);
    if (loop == NULL) {
        compiler_error(c, span, "'continue' not properly in loop");
        return;
    }
    emit_jump(c, OP_JUMP, loop->block);
}
