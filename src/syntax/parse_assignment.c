/* Assignments of all kinds, which begin like expressions. */
#include "syntax/parser.h"

/* annotated_rhs: yield_expr | star_expressions */
static Expr *rule_annotated_rhs(Parser *p)
{
    Expr *value = rule_yield_expr(p);
    return value != NULL ? value : rule_star_expressions(p);
}

/* ':' expression ['=' annotated_rhs], the rest of an annotated assignment. */
static Stmt *annotation_rest(Parser *p, const Token *start, Expr *target, bool simple)
{
    Expr *annotation = parser_match(p, TOKEN_COLON) ? rule_expression(p) : NULL;
    if (annotation == NULL) return NULL;
    Expr *value = rule_after(p, TOKEN_EQUAL, rule_annotated_rhs);
    parser_has_version(p, 6, "Variable annotation syntax is");
    Stmt *stmt = stmt_new(p, NODE_AnnAssign, start);
    stmt->v.AnnAssign = (AnnAssign_Fields){target, annotation, value, simple};
    return stmt;
}

/* NAME ':' expression ['=' annotated_rhs]
   | ('(' single_target ')' | single_subscript_attribute_target) ':' ... */
static Stmt *annotated(Parser *p, const Token *start)
{
    int mark = p->mark;
    Expr *target = parser_match_name(p);
    if (target != NULL && parser_at(p, TOKEN_COLON)) {
        target = expr_in_context(p, target, CONTEXT_Store);
        Stmt *stmt = annotation_rest(p, start, target, true);
        if (stmt != NULL) return stmt;
    }
    p->mark = mark;
    if (parser_match(p, TOKEN_LPAR)) {
        target = rule_single_target(p);
        if (target != NULL && !parser_match(p, TOKEN_RPAR)) target = NULL;
    } else {
        target = NULL;
    }
    if (target == NULL) {
        p->mark = mark;
        target = rule_single_subscript_attribute_target(p);
    }
    if (target == NULL || !parser_at(p, TOKEN_COLON)) return NULL;
    return annotation_rest(p, start, target, false);
}

/* (star_targets '=')*: adds to LIST and stands behind the last '='. */
static void targets_before(Parser *p, NodeList *list)
{
    for (;;) {
        int mark = p->mark;
        Expr *target = rule_star_targets(p);
        if (target == NULL || !parser_match(p, TOKEN_EQUAL)) {
            p->mark = mark;
            return;
        }
        list_add(p, list, target);
    }
}

/* [TYPE_COMMENT] behind an assignment, and the node for both. */
static Stmt *assign_new(Parser *p, const Token *start, NodeList *targets, Expr *value)
{
    const char *type_comment = parser_match_type_comment(p);
    Stmt *stmt = stmt_new(p, NODE_Assign, start);
    stmt->v.Assign.value = value;
    stmt->v.Assign.type_comment = type_comment;
    list_take(p, targets, &stmt->v.Assign.targets);
    return stmt;
}

/* (star_targets '=')+ (yield_expr | star_expressions) !'=' [TYPE_COMMENT] */
static Stmt *plain(Parser *p, const Token *start)
{
    NodeList targets = {0};
    targets_before(p, &targets);
    if (targets.length == 0) return NULL;
    Expr *value = rule_annotated_rhs(p);
    if (value == NULL || parser_at(p, TOKEN_EQUAL)) return NULL;
    return assign_new(p, start, &targets, value);
}

/* augassign: '+=' | '-=' | ... */
static bool rule_augassign(Parser *p, Operator *op)
{
    const Token *token = parser_peek(p);
    if (token == NULL || token->end - token->start < 2) return false;
    static const struct {
        TokenKind kind;
        Operator op;
    } operators[] = {
        {TOKEN_PLUSEQUAL, OPERATOR_Add},
        {TOKEN_MINEQUAL, OPERATOR_Sub},
        {TOKEN_STAREQUAL, OPERATOR_Mult},
        {TOKEN_ATEQUAL, OPERATOR_MatMult},
        {TOKEN_SLASHEQUAL, OPERATOR_Div},
        {TOKEN_PERCENTEQUAL, OPERATOR_Mod},
        {TOKEN_AMPEREQUAL, OPERATOR_BitAnd},
        {TOKEN_VBAREQUAL, OPERATOR_BitOr},
        {TOKEN_CIRCUMFLEXEQUAL, OPERATOR_BitXor},
        {TOKEN_LEFTSHIFTEQUAL, OPERATOR_LShift},
        {TOKEN_RIGHTSHIFTEQUAL, OPERATOR_RShift},
        {TOKEN_DOUBLESTAREQUAL, OPERATOR_Pow},
        {TOKEN_DOUBLESLASHEQUAL, OPERATOR_FloorDiv},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(operators); i++) {
        if (operators[i].kind == token->kind) {
            *op = operators[i].op;
            p->mark++;
            return *op != OPERATOR_MatMult || parser_has_version(p, 5, "The '@' operator is");
        }
    }
    return false;
}

/* --- the first pass --- */

/* Whether the grammar has EXPR, read as star_expressions, as star_targets too. */
static bool is_star_target(const Expr *expr)
{
    const ExprSeq *parts;
    switch (expr->kind) {
    case NODE_Name:
    case NODE_Attribute:
    case NODE_Subscript: return true;
    case NODE_Starred:
        return expr->v.Starred.value->kind != NODE_Starred &&
               is_star_target(expr->v.Starred.value);
    case NODE_Tuple: parts = &expr->v.Tuple.elts; break;
    case NODE_List: parts = &expr->v.List.elts; break;
    default: return false;
    }
    for (size_t i = 0; i < parts->length; i++) {
        if (!is_star_target(parts->items[i])) return false;
    }
    return true;
}

/* The rest of `LEFT = ... = value`. */
static Stmt *plain_from_left(Parser *p, const Token *start, Expr *left)
{
    NodeList targets = {0};
    Expr *value = left;
    while (parser_match(p, TOKEN_EQUAL)) {
        if (value == NULL || !is_star_target(value)) return NULL;
        list_add(p, &targets, expr_in_context(p, value, CONTEXT_Store));
        value = rule_annotated_rhs(p);
    }
    return value != NULL ? assign_new(p, start, &targets, value) : NULL;
}

/* The rest of `LEFT += value`. */
static Stmt *augmented_from_left(Parser *p, const Token *start, Expr *left, Operator op)
{
    bool is_single = left->kind == NODE_Name || left->kind == NODE_Attribute ||
                     left->kind == NODE_Subscript;
    Expr *value = is_single ? rule_annotated_rhs(p) : NULL;
    if (value == NULL) return NULL;
    Stmt *stmt = stmt_new(p, NODE_AugAssign, start);
    stmt->v.AugAssign =
        (AugAssign_Fields){expr_in_context(p, left, CONTEXT_Store), op, value};
    return stmt;
}

Stmt *assignment_from_left(Parser *p, const Token *start)
{
    Operator op;
    Expr *left = rule_star_expressions(p);
    if (left == NULL || parser_at(p, TOKEN_COLON) || parser_failed(p)) return NULL;
    if (parser_at(p, TOKEN_EQUAL)) return plain_from_left(p, start, left);
    if (rule_augassign(p, &op)) return augmented_from_left(p, start, left, op);
    Stmt *stmt = stmt_new(p, NODE_Expr, start);
    stmt->v.Expr.value = left;
    return stmt;
}

/* --- mistakes --- */

/* invalid_ann_assign_target: list | tuple | '(' invalid_ann_assign_target ')' */
static Expr *rule_invalid_ann_assign_target(Parser *p)
{
    int mark = p->mark;
    Expr *target = rule_list(p);
    if (target == NULL) target = rule_tuple(p);
    if (target == NULL && parser_match(p, TOKEN_LPAR)) {
        target = rule_invalid_ann_assign_target(p);
        if (target != NULL && !parser_match(p, TOKEN_RPAR)) target = NULL;
    }
    if (target == NULL) p->mark = mark;
    return target;
}

/* ':' expression */
static bool annotation_follows(Parser *p)
{
    return parser_match(p, TOKEN_COLON) && rule_expression(p) != NULL;
}

/* invalid_ann_assign_target ':' expression
   | star_named_expression ',' star_named_expressions* ':' expression
   | expression ':' expression */
static void invalid_annotation(Parser *p)
{
    int mark = p->mark;
    Expr *target = rule_invalid_ann_assign_target(p);
    if (target != NULL && annotation_follows(p)) {
        raise_at(p,
                 target->span,
                 "only single target (not %s) can be annotated",
                 expr_describe(target));
        return;
    }
    p->mark = mark;
    target = rule_star_named_expression(p);
    if (target != NULL && parser_match(p, TOKEN_COMMA)) {
        NodeList rest = {0};
        while (rule_star_named_expressions(p, &rest)) {
        }
        if (annotation_follows(p)) {
            raise_at(
                p, target->span, "only single target (not tuple) can be annotated");
            return;
        }
    }
    p->mark = mark;
    target = rule_expression(p);
    if (target != NULL && annotation_follows(p)) {
        raise_at(p, target->span, "illegal target for annotation");
    }
}

/* invalid_assignment: the above
   | (star_targets '=')* star_expressions '='
   | (star_targets '=')* yield_expr '='
   | star_expressions augassign (yield_expr | star_expressions) */
static void invalid_assignment(Parser *p)
{
    int mark = p->mark;
    NodeList targets = {0};
    Operator op;
    invalid_annotation(p);
    p->mark = mark;
    targets_before(p, &targets);
    Expr *expr = rule_star_expressions(p);
    if (expr != NULL && parser_match(p, TOKEN_EQUAL)) {
        raise_invalid_target(p, expr, TARGET_ASSIGN);
        return;
    }
    p->mark = mark;
    targets_before(p, &targets);
    expr = rule_yield_expr(p);
    if (expr != NULL && parser_match(p, TOKEN_EQUAL)) {
        raise_at(p, expr->span, "assignment to yield expression not possible");
        return;
    }
    p->mark = mark;
    expr = rule_star_expressions(p);
    if (expr != NULL && rule_augassign(p, &op) && rule_annotated_rhs(p) != NULL) {
        raise_at(p,
                 expr->span,
                 "'%s' is an illegal expression for augmented assignment",
                 expr_describe(expr));
    }
}

/* assignment: NAME ':' ... | (star_targets '=')+ ... !'='
             | single_target augassign ~ (yield_expr | star_expressions)
             | invalid_assignment */
Stmt *rule_assignment(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Operator op;
    Stmt *stmt = start != NULL ? annotated(p, start) : NULL;
    if (stmt != NULL) return stmt;
    p->mark = mark;
    stmt = start != NULL ? plain(p, start) : NULL;
    if (stmt != NULL) return stmt;
    p->mark = mark;
    Expr *target = rule_single_target(p);
    if (target != NULL && rule_augassign(p, &op)) {
        Expr *value = rule_annotated_rhs(p);
        if (value == NULL) return parser_back(p, mark);
        stmt = stmt_new(p, NODE_AugAssign, start);
        stmt->v.AugAssign = (AugAssign_Fields){target, op, value};
        return stmt;
    }
    p->mark = mark;
    if (p->explaining) {
        invalid_assignment(p);
        p->mark = mark;
    }
    return NULL;
}
