/* Comprehensions and generator expressions: a function of their own, called at once with the
   first iterable.  The innermost loop appends to a list that lies below the iterators. */
#include "compile/codegen.h"

typedef struct Comp {
    NodeKind kind;
    ComprehensionSeq loops;
    Expr *element, *value; /* value: of a dict's entry */
} Comp;

static void emit_loops(Compiler *c, const Comp *comp, size_t index, int depth);

/* What the innermost loop does; DEPTH iterators lie between it and the list. */
static void emit_element(Compiler *c, const Comp *comp, int depth)
{
    visit_expr(c, comp->element);
    switch ((int)comp->kind) {
    case NODE_GeneratorExp:
        emit_yield_value(c);
        emit(c, OP_POP_TOP);
        break;
    case NODE_ListComp: emit_arg(c, OP_LIST_APPEND, depth + 1); break;
    case NODE_SetComp: emit_arg(c, OP_SET_ADD, depth + 1); break;
    case NODE_DictComp:
        visit_expr(c, comp->value);
        emit_arg(c, OP_MAP_ADD, depth + 1);
        break;
    }
}

static void emit_inside(Compiler *c, const Comp *comp, size_t index, int depth, Block *next_turn)
{
    ExprSeq ifs = comp->loops.items[index]->ifs;
    for (size_t i = 0; i < ifs.length; i++) emit_jump_if(c, ifs.items[i], next_turn, false);
    if (index + 1 < comp->loops.length) {
        emit_loops(c, comp, index + 1, depth);
    } else {
        emit_element(c, comp, depth);
    }
}

/* for y in [f(x)]: an assignment in disguise needs no loop. */
static Expr *single_item(const Expr *iterable)
{
    ExprSeq elts = {NULL, 0};
    if (iterable->kind == NODE_List) elts = iterable->v.List.elts;
    if (iterable->kind == NODE_Tuple) elts = iterable->v.Tuple.elts;
    if (elts.length != 1 || elts.items[0]->kind == NODE_Starred) return NULL;
    return elts.items[0];
}

static void emit_sync_loop(Compiler *c, const Comp *comp, size_t index, int depth)
{
    const Comprehension *loop = comp->loops.items[index];
    Block *start = block_new(c), *next_turn = block_new(c), *anchor = block_new(c);
    bool loops = true;
    if (index == 0) {
        c->unit->flow.argcount = 1;
        emit_arg(c, OP_LOAD_FAST, 0);
    } else {
        Expr *item = single_item(loop->iter);
        loops = item == NULL;
        visit_expr(c, loops ? loop->iter : item);
        if (loops) emit(c, OP_GET_ITER);
    }
    if (loops) {
        depth++;
        block_use(c, start);
        emit_jump(c, OP_FOR_ITER, anchor);
    }
    visit_expr(c, loop->target);
    emit_inside(c, comp, index, depth, next_turn);
    block_use(c, next_turn);
    if (loops) {
        emit_jump(c, OP_JUMP, start);
        block_use(c, anchor);
    }
}

static void emit_async_loop(Compiler *c, const Comp *comp, size_t index, int depth)
{
    const Comprehension *loop = comp->loops.items[index];
    Block *start = block_new(c), *except = block_new(c), *next_turn = block_new(c);
    if (index == 0) {
        c->unit->flow.argcount = 1;
        emit_arg(c, OP_LOAD_FAST, 0);
    } else {
        visit_expr(c, loop->iter);
        emit(c, OP_GET_AITER);
    }
    block_use(c, start);
    frame_push(c, (FrameBlock){.kind = FRAME_ASYNC_COMPREHENSION, .block = start});
    emit_jump(c, OP_SETUP_FINALLY, except);
    emit(c, OP_GET_ANEXT);
    emit_none(c);
    emit_yield_from(c, true);
    emit(c, OP_POP_BLOCK);
    visit_expr(c, loop->target);
    emit_inside(c, comp, index, depth + 1, next_turn);
    block_use(c, next_turn);
    emit_jump(c, OP_JUMP, start);
    frame_pop(c, FRAME_ASYNC_COMPREHENSION);
    block_use(c, except);
    emit(c, OP_END_ASYNC_FOR);
}

static void emit_loops(Compiler *c, const Comp *comp, size_t index, int depth)
{
    if (comp->loops.items[index]->is_async) {
        emit_async_loop(c, comp, index, depth);
    } else {
        emit_sync_loop(c, comp, index, depth);
    }
}

static void emit_empty(Compiler *c, NodeKind kind)
{
    switch ((int)kind) {
    case NODE_ListComp: emit_arg(c, OP_BUILD_LIST, 0); break;
    case NODE_SetComp: emit_arg(c, OP_BUILD_SET, 0); break;
    case NODE_DictComp: emit_arg(c, OP_BUILD_MAP, 0); break;
    }
}

static void emit_comp(Compiler *c, Expr *expr, const Comp *comp, const char *name)
{
    UnitKind outer = c->unit->kind;
    bool top_level_await = unit_is_top_level_await(c), generator = comp->kind == NODE_GeneratorExp;
    if (!unit_enter(c, UNIT_COMPREHENSION, name_of_text(c, name), expr, expr->span.lineno)) return;
    set_span(c, expr->span);
    bool is_async = c->unit->scope->is_coroutine;
    if (is_async && !generator && outer != UNIT_ASYNC_FUNCTION && outer != UNIT_COMPREHENSION && !top_level_await) {
        compiler_error(c, c->unit->span, "asynchronous comprehension outside of an asynchronous function");
    }
    emit_empty(c, comp->kind);
    emit_loops(c, comp, 0, 0);
    if (!generator) emit(c, OP_RETURN_VALUE);
    Ref code = unit_finish(c, true);
    if (c->failed) return;
    if (top_level_await && is_async) c->unit->scope->is_coroutine = true;
    emit_closure(c, code, 0);
    const Comprehension *first = comp->loops.items[0];
    visit_expr(c, first->iter);
    emit(c, first->is_async ? OP_GET_AITER : OP_GET_ITER);
    emit_arg(c, OP_PRECALL, 0);
    emit_arg(c, OP_CALL, 0);
    if (is_async && !generator) emit_await(c, 0);
}

void emit_comprehension(Compiler *c, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_ListComp: {
        Comp comp = {expr->kind, expr->v.ListComp.generators, expr->v.ListComp.elt, NULL};
        emit_comp(c, expr, &comp, "<listcomp>");
        break;
    }
    case NODE_SetComp: {
        Comp comp = {expr->kind, expr->v.SetComp.generators, expr->v.SetComp.elt, NULL};
        emit_comp(c, expr, &comp, "<setcomp>");
        break;
    }
    case NODE_DictComp: {
        Comp comp = {expr->kind, expr->v.DictComp.generators, expr->v.DictComp.key, expr->v.DictComp.value};
        emit_comp(c, expr, &comp, "<dictcomp>");
        break;
    }
    case NODE_GeneratorExp: {
        Comp comp = {expr->kind, expr->v.GeneratorExp.generators, expr->v.GeneratorExp.elt, NULL};
        emit_comp(c, expr, &comp, "<genexpr>");
        break;
    }
    }
}
