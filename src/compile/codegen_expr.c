/* Expressions: the dispatch, operators, comparisons, conditions, attributes and f-strings.
   visit_expr gives each instruction the span of its own expression and restores the span. */
#include "objects/abstract.h"
#include "compile/codegen.h"

static const int binary_codes[] = {
    [OPERATOR_Add - OPERATOR_Add] = BINARY_ADD,
    [OPERATOR_Sub - OPERATOR_Add] = BINARY_SUBTRACT,
    [OPERATOR_Mult - OPERATOR_Add] = BINARY_MULTIPLY,
    [OPERATOR_MatMult - OPERATOR_Add] = BINARY_MATRIX_MULTIPLY,
    [OPERATOR_Div - OPERATOR_Add] = BINARY_TRUE_DIVIDE,
    [OPERATOR_Mod - OPERATOR_Add] = BINARY_REMAINDER,
    [OPERATOR_Pow - OPERATOR_Add] = BINARY_POWER,
    [OPERATOR_LShift - OPERATOR_Add] = BINARY_LSHIFT,
    [OPERATOR_RShift - OPERATOR_Add] = BINARY_RSHIFT,
    [OPERATOR_BitOr - OPERATOR_Add] = BINARY_OR,
    [OPERATOR_BitXor - OPERATOR_Add] = BINARY_XOR,
    [OPERATOR_BitAnd - OPERATOR_Add] = BINARY_AND,
    [OPERATOR_FloorDiv - OPERATOR_Add] = BINARY_FLOOR_DIVIDE,
};

void emit_binary_op(Compiler *c, Operator op, bool in_place)
{
    emit_arg(c, OP_BINARY_OP, binary_codes[op - OPERATOR_Add] + (in_place ? BINARY_INPLACE_FIRST : 0));
}

void emit_compare_op(Compiler *c, CompareOperator op)
{
    switch ((int)op) {
    case CMPOP_Eq: emit_arg(c, OP_COMPARE_OP, COMPARE_EQ); break;
    case CMPOP_NotEq: emit_arg(c, OP_COMPARE_OP, COMPARE_NE); break;
    case CMPOP_Lt: emit_arg(c, OP_COMPARE_OP, COMPARE_LT); break;
    case CMPOP_LtE: emit_arg(c, OP_COMPARE_OP, COMPARE_LE); break;
    case CMPOP_Gt: emit_arg(c, OP_COMPARE_OP, COMPARE_GT); break;
    case CMPOP_GtE: emit_arg(c, OP_COMPARE_OP, COMPARE_GE); break;
    case CMPOP_Is: emit_arg(c, OP_IS_OP, 0); break;
    case CMPOP_IsNot: emit_arg(c, OP_IS_OP, 1); break;
    case CMPOP_In: emit_arg(c, OP_CONTAINS_OP, 0); break;
    case CMPOP_NotIn: emit_arg(c, OP_CONTAINS_OP, 1); break;
    }
}

static void emit_unary_op(Compiler *c, UnaryOperator op)
{
    switch ((int)op) {
    case UNARYOP_Invert: emit(c, OP_UNARY_INVERT); break;
    case UNARYOP_Not: emit(c, OP_UNARY_NOT); break;
    case UNARYOP_UAdd: emit(c, OP_UNARY_POSITIVE); break;
    case UNARYOP_USub: emit(c, OP_UNARY_NEGATIVE); break;
    }
}

static void emit_bool_op(Compiler *c, const BoolOp_Fields *bool_op)
{
    int opcode = bool_op->op == BOOLOP_And ? OP_JUMP_IF_FALSE_OR_POP : OP_JUMP_IF_TRUE_OR_POP;
    Block *end = block_new(c);
    size_t last = bool_op->values.length - 1;
    for (size_t i = 0; i < last; i++) {
        visit_expr(c, bool_op->values.items[i]);
        emit_jump(c, opcode, end);
        block_use(c, block_new(c));
    }
    visit_expr(c, bool_op->values.items[last]);
    block_use(c, end);
}

/* a < b < c: b is kept below the result of a < b, for b < c. */
static void emit_compare_links(Compiler *c, const Compare_Fields *compare, int opcode, Block *cleanup)
{
    size_t last = compare->ops.length - 1;
    visit_expr(c, compare->left);
    for (size_t i = 0; i < last; i++) {
        visit_expr(c, compare->comparators.items[i]);
        emit_arg(c, OP_SWAP, 2);
        emit_arg(c, OP_COPY, 2);
        emit_compare_op(c, compare->ops.items[i]);
        emit_jump(c, opcode, cleanup);
    }
    visit_expr(c, compare->comparators.items[last]);
    emit_compare_op(c, compare->ops.items[last]);
}

static void emit_compare(Compiler *c, Expr *expr)
{
    const Compare_Fields *compare = &expr->v.Compare;
    check_compare(c, expr);
    if (compare->ops.length == 1) {
        emit_compare_links(c, compare, 0, NULL);
        return;
    }
    Block *cleanup = block_new(c);
    emit_compare_links(c, compare, OP_JUMP_IF_FALSE_OR_POP, cleanup);
    Block *end = block_new(c);
    emit_jump_no_line(c, OP_JUMP, end);
    block_use(c, cleanup);
    emit_arg(c, OP_SWAP, 2);
    emit(c, OP_POP_TOP);
    block_use(c, end);
}

static void jump_if_bool_op(Compiler *c, const BoolOp_Fields *bool_op, Block *target, bool condition)
{
    bool decides = bool_op->op == BOOLOP_Or; /* this value of a part decides the whole */
    Block *part_target = decides == condition ? target : block_new(c);
    size_t last = bool_op->values.length - 1;
    for (size_t i = 0; i < last; i++) emit_jump_if(c, bool_op->values.items[i], part_target, decides);
    emit_jump_if(c, bool_op->values.items[last], target, condition);
    if (part_target != target) block_use(c, part_target);
}

static void jump_if_if_exp(Compiler *c, const IfExp_Fields *if_exp, Block *target, bool condition)
{
    Block *end = block_new(c), *other = block_new(c);
    emit_jump_if(c, if_exp->test, other, false);
    emit_jump_if(c, if_exp->body, target, condition);
    emit_jump_no_line(c, OP_JUMP, end);
    block_use(c, other);
    emit_jump_if(c, if_exp->orelse, target, condition);
    block_use(c, end);
}

static void jump_if_chain(Compiler *c, Expr *expr, Block *target, bool condition)
{
    check_compare(c, expr);
    Block *cleanup = block_new(c);
    emit_compare_links(c, &expr->v.Compare, OP_POP_JUMP_IF_FALSE, cleanup);
    emit_jump(c, condition ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, target);
    Block *end = block_new(c);
    emit_jump_no_line(c, OP_JUMP, end);
    block_use(c, cleanup);
    emit(c, OP_POP_TOP);
    if (!condition) emit_jump_no_line(c, OP_JUMP, target);
    block_use(c, end);
}

/* Jumps to TARGET when EXPR's truth is CONDITION; no value of `not`, `and`, `or` or a
   comparison chain is made just to be tested. */
void emit_jump_if(Compiler *c, Expr *expr, Block *target, bool condition)
{
    if (c->failed) return;
    switch ((int)expr->kind) {
    case NODE_UnaryOp:
        if (expr->v.UnaryOp.op != UNARYOP_Not) break;
        emit_jump_if(c, expr->v.UnaryOp.operand, target, !condition);
        return;
    case NODE_BoolOp: jump_if_bool_op(c, &expr->v.BoolOp, target, condition); return;
    case NODE_IfExp: jump_if_if_exp(c, &expr->v.IfExp, target, condition); return;
    case NODE_Compare:
        set_span(c, expr->span);
        if (expr->v.Compare.ops.length == 1) break;
        jump_if_chain(c, expr, target, condition);
        return;
    default: break;
    }
    visit_expr(c, expr);
    emit_jump(c, condition ? OP_POP_JUMP_IF_TRUE : OP_POP_JUMP_IF_FALSE, target);
}

static void emit_if_exp(Compiler *c, const IfExp_Fields *if_exp)
{
    Block *end = block_new(c), *other = block_new(c);
    emit_jump_if(c, if_exp->test, other, false);
    visit_expr(c, if_exp->body);
    emit_jump_no_line(c, OP_JUMP, end);
    block_use(c, other);
    visit_expr(c, if_exp->orelse);
    block_use(c, end);
}

static size_t count_code_points(const Identifier *name)
{
    size_t count = 0;
    for (size_t i = 0; i < name->length; i++) count += ((unsigned char)name->text[i] & 0xc0) != 0x80;
    return count;
}

/* Of a method chain over several lines, each access belongs to the line of its own name. */
void span_to_attribute(Compiler *c, const Expr *attribute)
{
    Span *span = &c->unit->span;
    if (span->lineno == attribute->span.end_lineno) return;
    int length = (int)count_code_points(attribute->v.Attribute.attr);
    span->lineno = attribute->span.end_lineno;
    if (length <= attribute->span.end_col_offset) {
        span->col_offset = attribute->span.end_col_offset - length;
    } else {
        span->col_offset = span->end_col_offset = -1;
    }
}

static void emit_attribute(Compiler *c, Expr *expr)
{
    const Attribute_Fields *attribute = &expr->v.Attribute;
    static const int opcodes[] = {OP_LOAD_ATTR, OP_STORE_ATTR, OP_DELETE_ATTR};
    visit_expr(c, attribute->value);
    span_to_attribute(c, expr);
    if (attribute->ctx == CONTEXT_Store && name_is_forbidden(c, attribute->attr, CONTEXT_Store)) return;
    emit_name(c, opcodes[attribute->ctx - CONTEXT_Load], name_of_identifier(c, attribute->attr));
}

static void emit_subscript(Compiler *c, const Subscript_Fields *subscript)
{
    static const int opcodes[] = {OP_BINARY_SUBSCR, OP_STORE_SUBSCR, OP_DELETE_SUBSCR};
    if (subscript->ctx == CONTEXT_Load) {
        check_subscriptable(c, subscript->value);
        check_index(c, subscript->value, subscript->slice);
    }
    visit_expr(c, subscript->value);
    visit_expr(c, subscript->slice);
    emit(c, opcodes[subscript->ctx - CONTEXT_Load]);
}

static void emit_slice(Compiler *c, const Slice_Fields *slice)
{
    Expr *bounds[] = {slice->lower, slice->upper};
    for (int i = 0; i < 2; i++) {
        if (bounds[i] == NULL) {
            emit_none(c);
        } else {
            visit_expr(c, bounds[i]);
        }
    }
    if (slice->step != NULL) visit_expr(c, slice->step);
    emit_arg(c, OP_BUILD_SLICE, slice->step != NULL ? 3 : 2);
}

static void emit_joined_str(Compiler *c, ExprSeq values)
{
    if (values.length <= STACK_USE_GUIDELINE) {
        visit_exprs(c, values);
        if (values.length != 1) emit_arg(c, OP_BUILD_STRING, (int)values.length);
        return;
    }
    emit_const(c, c->rt->empty_str);
    emit_name(c, OP_LOAD_METHOD, name_of_text(c, "join"));
    emit_arg(c, OP_BUILD_LIST, 0);
    for (size_t i = 0; i < values.length; i++) {
        visit_expr(c, values.items[i]);
        emit_arg(c, OP_LIST_APPEND, 1);
    }
    emit_arg(c, OP_PRECALL, 1);
    emit_arg(c, OP_CALL, 1);
}

static void emit_formatted_value(Compiler *c, const FormattedValue_Fields *formatted)
{
    int arg = 0;
    switch (formatted->conversion) {
    case 's': arg = 1; break;
    case 'r': arg = 2; break;
    case 'a': arg = 3; break;
    }
    visit_expr(c, formatted->value);
    if (formatted->format_spec != NULL) {
        visit_expr(c, formatted->format_spec);
        arg |= 4;
    }
    emit_arg(c, OP_FORMAT_VALUE, arg);
}

static void emit_yield(Compiler *c, const Yield_Fields *yield)
{
    const Scope *scope = c->unit->scope;
    if (scope->kind != SCOPE_FUNCTION) {
        compiler_error(c, c->unit->span, "'yield' outside function");
        return;
    }
    if (yield->value != NULL) {
        visit_expr(c, yield->value);
    } else {
        emit_none(c);
    }
    emit_yield_value(c);
}

void emit_yield_value(Compiler *c)
{
    const Scope *scope = c->unit->scope;
    if (scope->is_generator && scope->is_coroutine) emit(c, OP_ASYNC_GEN_WRAP);
    emit(c, OP_YIELD_VALUE);
    emit_arg(c, OP_RESUME, 1);
}

static void emit_yield_from_expr(Compiler *c, Expr *value)
{
    if (c->unit->scope->kind != SCOPE_FUNCTION) {
        compiler_error(c, c->unit->span, "'yield' outside function");
        return;
    }
    if (c->unit->kind == UNIT_ASYNC_FUNCTION) {
        compiler_error(c, c->unit->span, "'yield from' inside async function");
        return;
    }
    visit_expr(c, value);
    emit(c, OP_GET_YIELD_FROM_ITER);
    emit_none(c);
    emit_yield_from(c, false);
}

static void emit_await_expr(Compiler *c, Expr *value)
{
    if (!unit_is_top_level_await(c)) {
        if (c->unit->scope->kind != SCOPE_FUNCTION) {
            compiler_error(c, c->unit->span, "'await' outside function");
            return;
        }
        if (c->unit->kind != UNIT_ASYNC_FUNCTION && c->unit->kind != UNIT_COMPREHENSION) {
            compiler_error(c, c->unit->span, "'await' outside async function");
            return;
        }
    }
    visit_expr(c, value);
    emit_await(c, 0);
}

static void emit_named_expr(Compiler *c, const NamedExpr_Fields *named)
{
    visit_expr(c, named->value);
    emit_arg(c, OP_COPY, 1);
    visit_expr(c, named->target);
}

static void emit_name_expr(Compiler *c, const Name_Fields *name)
{
    const Name *id = name_of_identifier(c, name->id);
    switch ((int)name->ctx) {
    case CONTEXT_Load: emit_load(c, id); break;
    case CONTEXT_Store: emit_store(c, id); break;
    case CONTEXT_Del: emit_delete(c, id); break;
    }
}

static void emit_operation(Compiler *c, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_BoolOp: emit_bool_op(c, &expr->v.BoolOp); break;
    case NODE_BinOp:
        visit_expr(c, expr->v.BinOp.left);
        visit_expr(c, expr->v.BinOp.right);
        emit_binary_op(c, expr->v.BinOp.op, false);
        break;
    case NODE_UnaryOp:
        visit_expr(c, expr->v.UnaryOp.operand);
        emit_unary_op(c, expr->v.UnaryOp.op);
        break;
    case NODE_Compare: emit_compare(c, expr); break;
    case NODE_IfExp: emit_if_exp(c, &expr->v.IfExp); break;
    case NODE_NamedExpr: emit_named_expr(c, &expr->v.NamedExpr); break;
    case NODE_Attribute: emit_attribute(c, expr); break;
    case NODE_Subscript: emit_subscript(c, &expr->v.Subscript); break;
    case NODE_Slice: emit_slice(c, &expr->v.Slice); break;
    case NODE_Starred:
        compiler_error(c, c->unit->span,
                       expr->v.Starred.ctx == CONTEXT_Store ? "starred assignment target must be in a list or tuple"
                                                            : "can't use starred expression here");
        break;
    default: viv_unreachable("no expression");
    }
}

static void emit_expr(Compiler *c, Expr *expr)
{
    switch ((int)expr->kind) {
    case NODE_Constant: emit_const(c, compiler_constant(c, expr)); break;
    case NODE_Name: emit_name_expr(c, &expr->v.Name); break;
    case NODE_Call: emit_call(c, expr); break;
    case NODE_Lambda: emit_lambda(c, expr); break;
    case NODE_Dict: emit_dict(c, expr); break;
    case NODE_List:
    case NODE_Tuple:
    case NODE_Set: emit_sequence(c, expr); break;
    case NODE_ListComp:
    case NODE_SetComp:
    case NODE_DictComp:
    case NODE_GeneratorExp: emit_comprehension(c, expr); break;
    case NODE_Yield: emit_yield(c, &expr->v.Yield); break;
    case NODE_YieldFrom: emit_yield_from_expr(c, expr->v.YieldFrom.value); break;
    case NODE_Await: emit_await_expr(c, expr->v.Await.value); break;
    case NODE_JoinedStr: emit_joined_str(c, expr->v.JoinedStr.values); break;
    case NODE_FormattedValue: emit_formatted_value(c, &expr->v.FormattedValue); break;
    default: emit_operation(c, expr); break;
    }
}

void visit_expr(Compiler *c, Expr *expr)
{
    if (!compiler_enter(c)) return;
    Span outer = c->unit->span;
    set_span(c, expr->span);
    emit_expr(c, expr);
    set_span(c, outer);
    compiler_leave(c);
}

void visit_exprs(Compiler *c, ExprSeq exprs)
{
    for (size_t i = 0; i < exprs.length; i++) visit_expr(c, exprs.items[i]);
}
