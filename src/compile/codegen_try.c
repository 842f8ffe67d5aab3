/* try: with except, except*, else and finally.  A handler starts with the exception on the
   stack; PUSH_EXC_INFO puts the one that was being handled before below it, and POP_EXCEPT
   brings that back.  The code for a handler is itself covered by a cleanup that does so when
   the handler fails.

       SETUP_FINALLY except          except:  SETUP_CLEANUP cleanup
       body                                   PUSH_EXC_INFO
       POP_BLOCK                              E1, CHECK_EXC_MATCH, POP_JUMP_IF_FALSE next
       else                                   handler, POP_EXCEPT, JUMP end
       JUMP end                      next:    … RERAISE 0
                                     cleanup: COPY 3, POP_EXCEPT, RERAISE 1       end:     */
#include "compile/codegen.h"

static const Name *handler_name(Compiler *c, const ExceptHandler *handler)
{
    return handler->name == NULL ? NULL : name_of_identifier(c, handler->name);
}

/* name = None; del name: no trace of the exception is left, even if the body deleted it. */
static void emit_unbind(Compiler *c, const Name *name)
{
    emit_none(c);
    emit_store(c, name);
    emit_delete(c, name);
}

void emit_pop_except_and_reraise(Compiler *c)
{
    emit_arg(c, OP_COPY, 3);
    emit(c, OP_POP_EXCEPT);
    emit_arg(c, OP_RERAISE, 1);
}

/* The parts that try and try* share. */
typedef struct TryParts {
    StmtSeq body, orelse, finalbody;
    ExceptHandlerSeq handlers;
    bool is_star;
} TryParts;

static void visit_except(Compiler *c, const TryParts *parts);
static void visit_except_star(Compiler *c, const TryParts *parts);

static void visit_finally(Compiler *c, const TryParts *parts)
{
    Block *body = block_new(c), *end = block_new(c), *exit = block_new(c), *cleanup = block_new(c);
    emit_jump(c, OP_SETUP_FINALLY, end);
    block_use(c, body);
    frame_push(c, (FrameBlock){.kind = FRAME_FINALLY_TRY, .block = body, .exit = end, .finally = parts->finalbody});
    if (parts->handlers.length == 0) {
        visit_stmts(c, parts->body);
    } else if (parts->is_star) {
        visit_except_star(c, parts);
    } else {
        visit_except(c, parts);
    }
    emit_no_line(c, OP_POP_BLOCK);
    frame_pop(c, FRAME_FINALLY_TRY);
    visit_stmts(c, parts->finalbody);
    emit_jump_no_line(c, OP_JUMP, exit);

    block_use(c, end);
    set_span(c, no_span);
    emit_jump(c, OP_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    frame_push(c, (FrameBlock){.kind = FRAME_FINALLY_END, .block = end});
    visit_stmts(c, parts->finalbody);
    frame_pop(c, FRAME_FINALLY_END);
    emit_arg(c, OP_RERAISE, 0);
    block_use(c, cleanup);
    emit_pop_except_and_reraise(c);
    block_use(c, exit);
}

/* `except E as name`: the name is unbound at the end, however the handler is left. */
static void visit_named_handler(Compiler *c, const ExceptHandler *handler, Block *end)
{
    Block *failed = block_new(c), *body = block_new(c);
    emit_store(c, name_of_identifier(c, handler->name));
    emit_jump(c, OP_SETUP_CLEANUP, failed);
    block_use(c, body);
    frame_push(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP, .block = body, .name = handler_name(c, handler)});
    visit_stmts(c, handler->body);
    frame_pop(c, FRAME_HANDLER_CLEANUP);
    set_span(c, no_span);
    emit(c, OP_POP_BLOCK);
    emit(c, OP_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit_unbind(c, name_of_identifier(c, handler->name));
    emit_jump(c, OP_JUMP, end);

    block_use(c, failed);
    set_span(c, no_span);
    emit_unbind(c, name_of_identifier(c, handler->name));
    emit_arg(c, OP_RERAISE, 1);
}

static void visit_plain_handler(Compiler *c, const ExceptHandler *handler, Block *end)
{
    Block *body = block_new(c);
    emit(c, OP_POP_TOP);
    block_use(c, body);
    frame_push(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP, .block = body});
    visit_stmts(c, handler->body);
    frame_pop(c, FRAME_HANDLER_CLEANUP);
    set_span(c, no_span);
    emit(c, OP_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit_jump(c, OP_JUMP, end);
}

static void visit_handler(Compiler *c, const TryParts *parts, size_t index, Block *end)
{
    ExceptHandler *handler = parts->handlers.items[index];
    set_span(c, handler->span);
    if (handler->type == NULL && index + 1 < parts->handlers.length) {
        compiler_error(c, c->unit->span, "default 'except:' must be last");
        return;
    }
    Block *next = block_new(c);
    if (handler->type != NULL) {
        visit_expr(c, handler->type);
        emit(c, OP_CHECK_EXC_MATCH);
        emit_jump(c, OP_POP_JUMP_IF_FALSE, next);
    }
    if (handler->name != NULL) {
        visit_named_handler(c, handler, end);
    } else {
        visit_plain_handler(c, handler, end);
    }
    block_use(c, next);
}

static void visit_except(Compiler *c, const TryParts *parts)
{
    Block *body = block_new(c), *except = block_new(c), *end = block_new(c), *cleanup = block_new(c);
    emit_jump(c, OP_SETUP_FINALLY, except);
    block_use(c, body);
    frame_push(c, (FrameBlock){.kind = FRAME_TRY_EXCEPT, .block = body});
    visit_stmts(c, parts->body);
    frame_pop(c, FRAME_TRY_EXCEPT);
    emit_no_line(c, OP_POP_BLOCK);
    visit_stmts(c, parts->orelse);
    emit_jump_no_line(c, OP_JUMP, end);

    block_use(c, except);
    set_span(c, no_span);
    emit_jump(c, OP_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    frame_push(c, (FrameBlock){.kind = FRAME_EXCEPTION_HANDLER});
    for (size_t i = 0; i < parts->handlers.length && !c->failed; i++) visit_handler(c, parts, i, end);
    set_span(c, no_span);
    frame_pop(c, FRAME_EXCEPTION_HANDLER);
    emit_arg(c, OP_RERAISE, 0);
    block_use(c, cleanup);
    emit_pop_except_and_reraise(c);
    block_use(c, end);
}

/* The body of one `except* E`; what it raises is appended to the list. */
static void visit_star_body(Compiler *c, const ExceptHandler *handler, Block *next)
{
    Block *failed = block_new(c), *body = block_new(c);
    const Name *name = handler_name(c, handler);
    if (name != NULL) {
        emit_store(c, name);
    } else {
        emit(c, OP_POP_TOP);
    }
    emit_jump(c, OP_SETUP_CLEANUP, failed);
    block_use(c, body);
    frame_push(c, (FrameBlock){.kind = FRAME_HANDLER_CLEANUP, .block = body, .name = name});
    visit_stmts(c, handler->body);
    frame_pop(c, FRAME_HANDLER_CLEANUP);
    set_span(c, no_span);
    emit(c, OP_POP_BLOCK);
    if (name != NULL) emit_unbind(c, name);
    emit_jump(c, OP_JUMP, next);

    block_use(c, failed);
    set_span(c, no_span);
    if (name != NULL) emit_unbind(c, name);
    emit_arg(c, OP_LIST_APPEND, 3);
    emit(c, OP_POP_TOP);
    emit_jump(c, OP_JUMP, next);
}

/* One `except* E`.  Stack before and after: original exception, list of what is raised, and
   the part of the group that nobody has handled yet (it may be None in the end). */
static void visit_star_handler(Compiler *c, const ExceptHandler *handler, bool first)
{
    Block *next = block_new(c), *match = block_new(c);
    if (first) {
        emit_arg(c, OP_COPY, 1);
        emit_arg(c, OP_BUILD_LIST, 0);
        emit_arg(c, OP_SWAP, 2);
    }
    if (handler->type != NULL) {
        visit_expr(c, handler->type);
        emit(c, OP_CHECK_EG_MATCH);
        emit_arg(c, OP_COPY, 1);
        emit_jump(c, OP_POP_JUMP_IF_NOT_NONE, match);
        emit(c, OP_POP_TOP);
        emit_jump(c, OP_JUMP, next);
    }
    block_use(c, match);
    visit_star_body(c, handler, next);
    block_use(c, next);
}

/* What was raised in the handlers, and what nobody handled, is raised together. */
static void finish_star(Compiler *c, Block *reraise_star, Block *cleanup, Block *end)
{
    Block *reraise = block_new(c);
    block_use(c, reraise_star);
    emit(c, OP_PREP_RERAISE_STAR);
    emit_arg(c, OP_COPY, 1);
    emit_jump(c, OP_POP_JUMP_IF_NOT_NONE, reraise);
    emit(c, OP_POP_TOP);
    emit(c, OP_POP_BLOCK);
    emit(c, OP_POP_EXCEPT);
    emit_jump(c, OP_JUMP, end);
    block_use(c, reraise);
    emit(c, OP_POP_BLOCK);
    emit_arg(c, OP_SWAP, 2);
    emit(c, OP_POP_EXCEPT);
    emit_arg(c, OP_RERAISE, 0);
    block_use(c, cleanup);
    emit_pop_except_and_reraise(c);
}

static void visit_except_star(Compiler *c, const TryParts *parts)
{
    Block *body = block_new(c), *except = block_new(c), *orelse = block_new(c);
    Block *end = block_new(c), *cleanup = block_new(c), *reraise_star = block_new(c);
    emit_jump(c, OP_SETUP_FINALLY, except);
    block_use(c, body);
    frame_push(c, (FrameBlock){.kind = FRAME_TRY_EXCEPT, .block = body});
    visit_stmts(c, parts->body);
    frame_pop(c, FRAME_TRY_EXCEPT);
    emit_no_line(c, OP_POP_BLOCK);
    emit_jump_no_line(c, OP_JUMP, orelse);

    block_use(c, except);
    set_span(c, no_span);
    emit_jump(c, OP_SETUP_CLEANUP, cleanup);
    emit(c, OP_PUSH_EXC_INFO);
    frame_push(c, (FrameBlock){.kind = FRAME_EXCEPTION_GROUP_HANDLER});
    for (size_t i = 0; i < parts->handlers.length && !c->failed; i++) {
        set_span(c, parts->handlers.items[i]->span);
        visit_star_handler(c, parts->handlers.items[i], i == 0);
        if (i + 1 < parts->handlers.length) continue;
        emit_arg(c, OP_LIST_APPEND, 1);
        emit_jump(c, OP_JUMP, reraise_star);
    }
    set_span(c, no_span);
    frame_pop(c, FRAME_EXCEPTION_GROUP_HANDLER);
    finish_star(c, reraise_star, cleanup, end);
    block_use(c, orelse);
    visit_stmts(c, parts->orelse);
    block_use(c, end);
}

void emit_try(Compiler *c, Stmt *stmt)
{
    const Try_Fields *t = &stmt->v.Try;
    TryParts parts = {t->body, t->orelse, t->finalbody, t->handlers, false};
    if (t->finalbody.length > 0) {
        visit_finally(c, &parts);
    } else {
        visit_except(c, &parts);
    }
}

void emit_try_star(Compiler *c, Stmt *stmt)
{
    const TryStar_Fields *t = &stmt->v.TryStar;
    TryParts parts = {t->body, t->orelse, t->finalbody, t->handlers, true};
    if (t->finalbody.length > 0) {
        visit_finally(c, &parts);
    } else {
        visit_except_star(c, &parts);
    }
}
