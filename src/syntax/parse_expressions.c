/* Expressions, from commas down to operators.  Where the grammar offers the same
   beginning twice ("disjunction 'if' ..." and "disjunction"), it is read once and the
   longer form tried from there, which reads the same tokens. */
#include "syntax/parser.h"

#include <string.h>

Expr *rule_after(Parser *p, TokenKind word, ExprRule rule_item)
{
    int mark = p->mark;
    Expr *item = parser_match(p, word) ? rule_item(p) : NULL;
    return item != NULL ? item : parser_back(p, mark);
}

void rule_more(Parser *p, TokenKind word, ExprRule rule_item, NodeList *list)
{
    Expr *item;
    while ((item = rule_after(p, word, rule_item)) != NULL) list_add(p, list, item);
}

bool rule_gather(Parser *p, ExprRule rule_item, NodeList *list)
{
    int mark = p->mark;
    Expr *first = rule_item(p);
    if (first == NULL) return parser_back(p, mark) != NULL;
    list_add(p, list, first);
    rule_more(p, TOKEN_COMMA, rule_item, list);
    return true;
}

/* ITEM (',' ITEM)* [','] into a tuple, or just ITEM: expressions, star_expressions. */
static Expr *comma_list(Parser *p, Expr *(*rule_item)(Parser *p))
{
    const Token *start = parser_peek(p);
    Expr *first = rule_item(p);
    if (first == NULL || !parser_at(p, TOKEN_COMMA)) return first;
    NodeList items = {0};
    list_add(p, &items, first);
    rule_more(p, TOKEN_COMMA, rule_item, &items);
    parser_match(p, TOKEN_COMMA);
    Expr *tuple = expr_new(p, NODE_Tuple, start);
    list_take(p, &items, &tuple->v.Tuple.elts);
    return tuple;
}

/* expressions: expression (',' expression)+ [','] | expression ',' | expression */
Expr *rule_expressions(Parser *p)
{
    return comma_list(p, rule_expression);
}

/* star_expressions: star_expression (',' star_expression)+ [','] | ... */
Expr *rule_star_expressions(Parser *p)
{
    return comma_list(p, rule_star_expression);
}

Expr *rule_starred(Parser *p, Expr *(*rule_value)(Parser *p))
{
    int mark = p->mark;
    const Token *start = parser_match(p, TOKEN_STAR);
    Expr *value = start != NULL ? rule_value(p) : NULL;
    if (value == NULL) return parser_back(p, mark);
    Expr *expr = expr_new(p, NODE_Starred, start);
    expr->v.Starred = (Starred_Fields){value, CONTEXT_Load};
    return expr;
}

/* star_expression: '*' bitwise_or | expression */
static void *star_expression_raw(Parser *p)
{
    Expr *expr = rule_starred(p, rule_bitwise_or);
    return expr != NULL ? expr : rule_expression(p);
}

Expr *rule_star_expression(Parser *p)
{
    return RULE_ONCE(p, STAR_EXPRESSION, star_expression_raw);
}

/* star_named_expression: '*' bitwise_or | named_expression */
Expr *rule_star_named_expression(Parser *p)
{
    Expr *expr = rule_starred(p, rule_bitwise_or);
    return expr != NULL ? expr : rule_named_expression(p);
}

/* star_named_expressions: ','.star_named_expression+ [','] */
bool rule_star_named_expressions(Parser *p, NodeList *list)
{
    if (!rule_gather(p, rule_star_named_expression, list)) return false;
    parser_match(p, TOKEN_COMMA);
    return true;
}

/* assignment_expression: NAME ':=' ~ expression */
static Expr *rule_assignment_expression(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *target = parser_match_name(p);
    Expr *value = NULL;
    if (target != NULL && parser_match(p, TOKEN_COLONEQUAL)) value = rule_expression(p);
    if (value == NULL) return parser_back(p, mark);
    parser_has_version(p, 8, "Assignment expressions are");
    Expr *named = expr_new(p, NODE_NamedExpr, start);
    named->v.NamedExpr.target = expr_in_context(p, target, CONTEXT_Store);
    named->v.NamedExpr.value = value;
    return named;
}

/* expression !':=' */
static Expr *expression_not_target(Parser *p)
{
    int mark = p->mark;
    Expr *expr = rule_expression(p);
    if (expr != NULL && parser_at(p, TOKEN_COLONEQUAL)) return parser_back(p, mark);
    return expr;
}

/* assignment_expression | expression !':=' */
Expr *rule_expression_no_walrus(Parser *p)
{
    Expr *named = rule_assignment_expression(p);
    return named != NULL ? named : expression_not_target(p);
}

/* !('=' | ':=') */
static bool no_assignment_follows(Parser *p)
{
    return !parser_at(p, TOKEN_EQUAL) && !parser_at(p, TOKEN_COLONEQUAL) &&
           !parser_failed(p);
}

/* !(list | tuple | genexp | 'True' | 'None' | 'False') */
static bool may_be_compared(Parser *p)
{
    int mark = p->mark;
    bool found = rule_list(p) != NULL || rule_tuple(p) != NULL ||
                 rule_genexp(p) != NULL || parser_at(p, TOKEN_TRUE) ||
                 parser_at(p, TOKEN_NONE) || parser_at(p, TOKEN_FALSE);
    p->mark = mark;
    return !found;
}

/* invalid_named_expression: expression ':=' expression
   | NAME '=' bitwise_or !('=' | ':=')
   | !(list | tuple | genexp | 'True' | 'None' | 'False') bitwise_or '=' bitwise_or
     !('=' | ':=') */
static void *invalid_named_expression_raw(Parser *p)
{
    int mark = p->mark;
    Expr *left = rule_expression(p);
    if (left != NULL && parser_match(p, TOKEN_COLONEQUAL) &&
        rule_expression(p) != NULL) {
        return raise_at(p,
                        left->span,
                        "cannot use assignment expressions with %s",
                        expr_describe(left));
    }
    p->mark = mark;
    left = parser_match_name(p);
    if (left != NULL && parser_match(p, TOKEN_EQUAL)) {
        Expr *right = rule_bitwise_or(p);
        if (right != NULL && no_assignment_follows(p)) {
            return raise_at(
                p,
                span_join(left->span, right->span),
                "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        }
    }
    p->mark = mark;
    left = may_be_compared(p) ? rule_bitwise_or(p) : NULL;
    if (left != NULL && parser_match(p, TOKEN_EQUAL) && rule_bitwise_or(p) != NULL &&
        no_assignment_follows(p)) {
        return raise_at(
            p,
            left->span,
            "cannot assign to %s here. Maybe you meant '==' instead of '='?",
            expr_describe(left));
    }
    return NULL;
}

/* named_expression: assignment_expression | invalid_named_expression
                   | expression !':=' */
Expr *rule_named_expression(Parser *p)
{
    Expr *named = rule_assignment_expression(p);
    if (named != NULL) return named;
    if (p->explaining) {
        rule_memo(p, RULE_INVALID_NAMED_EXPRESSION, invalid_named_expression_raw);
    }
    return expression_not_target(p);
}

/* --- expression --- */

/* lambdef: 'lambda' [lambda_params] ':' expression */
static Expr *rule_lambdef(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_match(p, TOKEN_LAMBDA);
    if (start == NULL) return NULL;
    Arguments *args = NULL;
    if (!rule_lambda_params(p, &args)) args = arguments_new(p);
    Expr *body = parser_match(p, TOKEN_COLON) ? rule_expression(p) : NULL;
    if (body == NULL) return parser_back(p, mark);
    Expr *lambda = expr_new(p, NODE_Lambda, start);
    lambda->v.Lambda = (Lambda_Fields){args, body};
    return lambda;
}

/* disjunction 'if' disjunction 'else' expression | disjunction | lambdef */
static Expr *plain_expression(Parser *p)
{
    const Token *start = parser_peek(p);
    Expr *body = rule_disjunction(p);
    if (body == NULL) return rule_lambdef(p);
    int mark = p->mark;
    Expr *test = parser_match(p, TOKEN_IF) ? rule_disjunction(p) : NULL;
    Expr *orelse =
        test != NULL && parser_match(p, TOKEN_ELSE) ? rule_expression(p) : NULL;
    if (orelse == NULL) {
        p->mark = mark;
        return body;
    }
    Expr *choice = expr_new(p, NODE_IfExp, start);
    choice->v.IfExp = (IfExp_Fields){test, body, orelse};
    return choice;
}

/* `print` or `exec`, which were statements once. */
static bool was_statement(const Expr *expr)
{
    return expr->kind == NODE_Name && (strcmp(expr->v.Name.id->text, "print") == 0 ||
                                       strcmp(expr->v.Name.id->text, "exec") == 0);
}

/* SOFT_KEYWORD, which in 3.11 the beginning of such a word is as well: `c`, `mat`. */
static bool at_soft_keyword(Parser *p)
{
    static const char *const words[] = {"_", "case", "match"};
    if (!parser_at(p, TOKEN_NAME)) return false;
    const Token *token = parser_peek(p);
    size_t length = (size_t)(token->end - token->start);
    for (size_t i = 0; i < ARRAY_LENGTH(words); i++) {
        if (strncmp(words[i], token->start, length) == 0) return true;
    }
    return false;
}

/* NAME STRING | SOFT_KEYWORD */
static bool at_prefix_or_soft_keyword(Parser *p)
{
    int mark = p->mark;
    bool found = parser_match(p, TOKEN_NAME) && parser_at(p, TOKEN_STRING);
    p->mark = mark;
    return found || at_soft_keyword(p);
}

/* expression_without_invalid: as expression, the invalid_* rules being off meanwhile.
   What is remembered on the way is good for the other rules only if it matches. */
static Expr *rule_expression_without_invalid(Parser *p)
{
    bool explaining = p->explaining, quiet = p->quiet;
    int mark = p->mark;
    p->explaining = false;
    p->quiet = true;
    Expr *expr = parser_failed(p) ? NULL : plain_expression(p);
    p->explaining = explaining;
    p->quiet = quiet;
    if (expr == NULL) {
        p->mark = mark;
    } else if (!quiet) {
        parser_publish(p);
    }
    return expr;
}

/* invalid_expression: !(NAME STRING | SOFT_KEYWORD) disjunction
   expression_without_invalid | disjunction 'if' disjunction !('else' | ':') */
static void invalid_expression(Parser *p)
{
    int mark = p->mark;
    if (!at_prefix_or_soft_keyword(p)) {
        Expr *left = rule_disjunction(p);
        Expr *right = left != NULL ? rule_expression_without_invalid(p) : NULL;
        if (right != NULL) {
            bool bracketed = p->tokens.items[p->mark - 1]->token.level != 0;
            if (!was_statement(left) && bracketed) {
                raise_at(p,
                         span_join(left->span, right->span),
                         "invalid syntax. Perhaps you forgot a comma?");
            }
            return;
        }
    }
    p->mark = mark;
    Expr *body = rule_disjunction(p);
    Expr *test = body != NULL && parser_match(p, TOKEN_IF) ? rule_disjunction(p) : NULL;
    if (test != NULL && !parser_at(p, TOKEN_ELSE) && !parser_at(p, TOKEN_COLON)) {
        raise_at(p,
                 span_join(body->span, test->span),
                 "expected 'else' after 'if' expression");
    }
}

/* invalid_legacy_expression: NAME !'(' star_expressions */
static void invalid_legacy_expression(Parser *p)
{
    Expr *name = parser_match_name(p);
    if (name == NULL || parser_at(p, TOKEN_LPAR)) return;
    Expr *value = rule_star_expressions(p);
    if (value != NULL && was_statement(name)) {
        const char *text = name->v.Name.id->text;
        raise_at(p,
                 span_join(name->span, value->span),
                 "Missing parentheses in call to '%s'. Did you mean %s(...)?",
                 text,
                 text);
    }
}

/* expression: invalid_expression | invalid_legacy_expression
             | disjunction 'if' disjunction 'else' expression | disjunction | lambdef */
static void *expression_raw(Parser *p)
{
    if (p->explaining) {
        int mark = p->mark;
        invalid_expression(p);
        p->mark = mark;
        invalid_legacy_expression(p);
        p->mark = mark;
    }
    return plain_expression(p);
}

Expr *rule_expression(Parser *p)
{
    return rule_memo(p, RULE_EXPRESSION, expression_raw);
}

/* yield_expr: 'yield' 'from' expression | 'yield' [star_expressions] */
Expr *rule_yield_expr(Parser *p)
{
    const Token *start = parser_match(p, TOKEN_YIELD);
    if (start == NULL) return NULL;
    int mark = p->mark;
    Expr *value = parser_match(p, TOKEN_FROM) ? rule_expression(p) : NULL;
    if (value != NULL) {
        Expr *from = expr_new(p, NODE_YieldFrom, start);
        from->v.YieldFrom.value = value;
        return from;
    }
    p->mark = mark;
    value = rule_star_expressions(p);
    Expr *yield = expr_new(p, NODE_Yield, start);
    yield->v.Yield.value = value;
    return yield;
}
