/* Statements: the dispatch, assignments, if, loops, imports and assert. */
#include "objects/tupleobj.h"
#include "compile/codegen.h"

/* Does a body annotate a name, so that its __annotations__ must exist? */
static bool handlers_have_annotation(ExceptHandlerSeq handlers)
{
    for (size_t i = 0; i < handlers.length; i++) {
        if (stmts_have_annotation(handlers.items[i]->body)) return true;
    }
    return false;
}

static bool try_has_annotation(const Try_Fields *t)
{
    return handlers_have_annotation(t->handlers) || stmts_have_annotation(t->body) ||
           stmts_have_annotation(t->finalbody) || stmts_have_annotation(t->orelse);
}

bool stmts_have_annotation(StmtSeq stmts)
{
    bool found = false;
    for (size_t i = 0; i < stmts.length && !found; i++) {
        const Stmt *s = stmts.items[i];
        switch ((int)s->kind) {
        case NODE_AnnAssign: return true;
        case NODE_For: found = stmts_have_annotation(s->v.For.body) || stmts_have_annotation(s->v.For.orelse); break;
        case NODE_AsyncFor:
            found = stmts_have_annotation(s->v.AsyncFor.body) || stmts_have_annotation(s->v.AsyncFor.orelse);
            break;
        case NODE_While:
            found = stmts_have_annotation(s->v.While.body) || stmts_have_annotation(s->v.While.orelse);
            break;
        case NODE_If: found = stmts_have_annotation(s->v.If.body) || stmts_have_annotation(s->v.If.orelse); break;
        case NODE_With: found = stmts_have_annotation(s->v.With.body); break;
        case NODE_AsyncWith: found = stmts_have_annotation(s->v.AsyncWith.body); break;
        case NODE_Try: found = try_has_annotation(&s->v.Try); break;
        case NODE_TryStar: found = try_has_annotation((const Try_Fields *)&s->v.TryStar); break;
        default: break;
        }
    }
    return found;
}

void visit_body(Compiler *c, StmtSeq body)
{
    if (c->unit->kind == UNIT_MODULE && body.length > 0) set_span(c, body.items[0]->span);
    if (stmts_have_annotation(body)) emit(c, OP_SETUP_ANNOTATIONS);
    size_t first = 0;
    Expr *docstring = compiler_optimize_level(c) < 2 ? docstring_peek(body) : NULL;
    if (docstring != NULL) {
        first = 1;
        visit_expr(c, docstring);
        set_span(c, no_span);
        emit_store(c, name_of_text(c, "__doc__"));
    }
    visit_stmts(c, (StmtSeq){body.items + first, body.length - first});
}

static void emit_assign(Compiler *c, const Assign_Fields *assign)
{
    visit_expr(c, assign->value);
    for (size_t i = 0; i < assign->targets.length; i++) {
        if (i + 1 < assign->targets.length) emit_arg(c, OP_COPY, 1);
        visit_expr(c, assign->targets.items[i]);
    }
}

static void emit_if(Compiler *c, const If_Fields *stmt)
{
    Block *end = block_new(c);
    Block *next = stmt->orelse.length > 0 ? block_new(c) : end;
    emit_jump_if(c, stmt->test, next, false);
    visit_stmts(c, stmt->body);
    if (stmt->orelse.length > 0) {
        emit_jump_no_line(c, OP_JUMP, end);
        block_use(c, next);
        visit_stmts(c, stmt->orelse);
    }
    block_use(c, end);
}

static void emit_for(Compiler *c, Stmt *stmt)
{
    const For_Fields *loop = &stmt->v.For;
    Block *start = block_new(c), *body = block_new(c), *cleanup = block_new(c), *end = block_new(c);
    frame_push(c, (FrameBlock){.kind = FRAME_FOR_LOOP, .block = start, .exit = end});
    visit_expr(c, loop->iter);
    emit(c, OP_GET_ITER);
    block_use(c, start);
    emit_jump(c, OP_FOR_ITER, cleanup);
    block_use(c, body);
    visit_expr(c, loop->target);
    visit_stmts(c, loop->body);
    set_span(c, no_span);
    emit_jump(c, OP_JUMP, start);
    block_use(c, cleanup);
    frame_pop(c, FRAME_FOR_LOOP);
    visit_stmts(c, loop->orelse);
    block_use(c, end);
}

static void emit_async_for(Compiler *c, Stmt *stmt)
{
    const AsyncFor_Fields *loop = &stmt->v.AsyncFor;
    if (unit_is_top_level_await(c)) {
        c->unit->scope->is_coroutine = true;
    } else if (c->unit->kind != UNIT_ASYNC_FUNCTION) {
        compiler_error(c, c->unit->span, "'async for' outside async function");
        return;
    }
    Block *start = block_new(c), *except = block_new(c), *end = block_new(c);
    visit_expr(c, loop->iter);
    emit(c, OP_GET_AITER);
    block_use(c, start);
    frame_push(c, (FrameBlock){.kind = FRAME_FOR_LOOP, .block = start, .exit = end});
    emit_jump(c, OP_SETUP_FINALLY, except); /* StopAsyncIteration ends the loop */
    emit(c, OP_GET_ANEXT);
    emit_none(c);
    emit_yield_from(c, true);
    emit(c, OP_POP_BLOCK);
    visit_expr(c, loop->target);
    visit_stmts(c, loop->body);
    set_span(c, no_span);
    emit_jump(c, OP_JUMP, start);
    frame_pop(c, FRAME_FOR_LOOP);
    block_use(c, except);
    set_span(c, loop->iter->span);
    emit(c, OP_END_ASYNC_FOR);
    visit_stmts(c, loop->orelse);
    block_use(c, end);
}

/* The test is compiled twice: before the loop, and at the end of the body, so that a turn of
   the loop has one jump and not two. */
static void emit_while(Compiler *c, Stmt *stmt)
{
    const While_Fields *loop = &stmt->v.While;
    Block *start = block_new(c), *body = block_new(c), *anchor = block_new(c), *end = block_new(c);
    block_use(c, start);
    frame_push(c, (FrameBlock){.kind = FRAME_WHILE_LOOP, .block = start, .exit = end});
    emit_jump_if(c, loop->test, anchor, false);
    block_use(c, body);
    visit_stmts(c, loop->body);
    set_span(c, stmt->span);
    emit_jump_if(c, loop->test, body, true);
    frame_pop(c, FRAME_WHILE_LOOP);
    block_use(c, anchor);
    visit_stmts(c, loop->orelse);
    block_use(c, end);
}

static void emit_raise(Compiler *c, const Raise_Fields *raise)
{
    int count = 0;
    if (raise->exc != NULL) {
        visit_expr(c, raise->exc);
        count++;
        if (raise->cause != NULL) {
            visit_expr(c, raise->cause);
            count++;
        }
    }
    emit_arg(c, OP_RAISE_VARARGS, count);
}

static bool is_true_tuple(Compiler *c, Expr *test)
{
    if (test->kind == NODE_Tuple) return test->v.Tuple.elts.length > 0;
    if (test->kind != NODE_Constant) return false;
    Ref value = compiler_constant(c, test);
    return value != NULL && is_exact(value, TYPE_tuple) && tuple_length(value) > 0;
}

static void emit_assert(Compiler *c, const Assert_Fields *stmt)
{
    if (is_true_tuple(c, stmt->test)) {
        compiler_warn(c, c->unit->span, "assertion is always true, perhaps remove parentheses?");
    }
    if (compiler_optimize_level(c) > 0) return;
    Block *end = block_new(c);
    emit_jump_if(c, stmt->test, end, true);
    emit(c, OP_LOAD_ASSERTION_ERROR);
    if (stmt->msg != NULL) {
        visit_expr(c, stmt->msg);
        emit_arg(c, OP_PRECALL, 0); /* the class is where a method would be: the message is its self */
        emit_arg(c, OP_CALL, 0);
    }
    emit_arg(c, OP_RAISE_VARARGS, 1);
    block_use(c, end);
}

static void emit_expr_stmt(Compiler *c, Expr *value)
{
    if (c->interactive && c->nesting <= 1) {
        visit_expr(c, value);
        emit(c, OP_PRINT_EXPR);
        return;
    }
    if (value->kind == NODE_Constant) {
        emit(c, OP_NOP);
        return;
    }
    visit_expr(c, value);
    set_span(c, no_span);
    emit(c, OP_POP_TOP);
}

void visit_stmt(Compiler *c, Stmt *stmt)
{
    if (!compiler_enter(c)) return;
    set_span(c, stmt->span);
    switch ((int)stmt->kind) {
    case NODE_FunctionDef:
    case NODE_AsyncFunctionDef: emit_function(c, stmt); break;
    case NODE_ClassDef: emit_class(c, stmt); break;
    case NODE_Return: emit_return(c, stmt); break;
    case NODE_Delete: visit_exprs(c, stmt->v.Delete.targets); break;
    case NODE_Assign: emit_assign(c, &stmt->v.Assign); break;
    case NODE_AugAssign: emit_aug_assign(c, stmt); break;
    case NODE_AnnAssign: emit_ann_assign(c, stmt); break;
    case NODE_For: emit_for(c, stmt); break;
    case NODE_AsyncFor: emit_async_for(c, stmt); break;
    case NODE_While: emit_while(c, stmt); break;
    case NODE_If: emit_if(c, &stmt->v.If); break;
    case NODE_Match: emit_match(c, stmt); break;
    case NODE_Raise: emit_raise(c, &stmt->v.Raise); break;
    case NODE_Try: emit_try(c, stmt); break;
    case NODE_TryStar: emit_try_star(c, stmt); break;
    case NODE_Assert: emit_assert(c, &stmt->v.Assert); break;
    case NODE_Import: emit_import(c, stmt); break;
    case NODE_ImportFrom: emit_import_from(c, stmt); break;
    case NODE_Global:
    case NODE_Nonlocal: break;
    case NODE_Expr: emit_expr_stmt(c, stmt->v.Expr.value); break;
    case NODE_Pass: emit(c, OP_NOP); break;
    case NODE_Break: emit_break(c); break;
    case NODE_Continue: emit_continue(c); break;
    case NODE_With: emit_with(c, stmt); break;
    case NODE_AsyncWith: emit_async_with(c, stmt); break;
    }
    compiler_leave(c);
}

void visit_stmts(Compiler *c, StmtSeq stmts)
{
    for (size_t i = 0; i < stmts.length; i++) visit_stmt(c, stmts.items[i]);
}
