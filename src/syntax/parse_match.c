/* The match statement.  `match` and `case` are names unless all of this fits. */
#include "syntax/parser.h"

/* subject_expr: star_named_expression ',' star_named_expressions? | named_expression */
static Expr *rule_subject_expr(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    NodeList items = {0};
    Expr *first = rule_star_named_expression(p);
    if (first != NULL && parser_match(p, TOKEN_COMMA)) {
        list_add(p, &items, first);
        rule_star_named_expressions(p, &items);
        Expr *tuple = expr_new(p, NODE_Tuple, start);
        list_take(p, &items, &tuple->v.Tuple.elts);
        return tuple;
    }
    p->mark = mark;
    return rule_named_expression(p);
}

/* guard: 'if' named_expression */
static Expr *rule_guard(Parser *p)
{
    return rule_after(p, TOKEN_IF, rule_named_expression);
}

/* invalid_case_block: "case" patterns guard? NEWLINE
                     | "case" patterns guard? ':' NEWLINE !INDENT */
static void invalid_case_block(Parser *p)
{
    int mark = p->mark;
    const Token *word = parser_match_word(p, "case");
    if (word != NULL && rule_patterns(p) != NULL) {
        rule_guard(p);
        invalid_head_end(p, "'case' statement", word->lineno);
    }
    p->mark = mark;
}

/* case_block: invalid_case_block | "case" patterns guard? ':' block */
static MatchCase *rule_case_block(Parser *p)
{
    int mark = p->mark;
    StmtSeq body;
    if (p->explaining) invalid_case_block(p);
    Pattern *pattern = parser_match_word(p, "case") ? rule_patterns(p) : NULL;
    Expr *guard = pattern != NULL ? rule_guard(p) : NULL;
    if (pattern == NULL || !parser_match(p, TOKEN_COLON) || !rule_block(p, &body))
        return parser_back(p, mark);
    MatchCase *result = node_new(p, NODE_match_case, sizeof *result, (Span){0});
    if (result != NULL) {
        result->pattern = pattern;
        result->guard = guard;
        result->body = body;
    }
    return result;
}

/* invalid_match_stmt: "match" subject_expr NEWLINE
                     | "match" subject_expr ':' NEWLINE !INDENT */
static void invalid_match_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *word = parser_match_word(p, "match");
    if (word != NULL && rule_subject_expr(p) != NULL) {
        invalid_head_end(p, "'match' statement", word->lineno);
    }
    p->mark = mark;
}

/* match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
             | invalid_match_stmt */
Stmt *rule_match_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_match_word(p, "match");
    if (start == NULL) return NULL;
    NodeList cases = {0};
    Expr *subject = rule_subject_expr(p);
    if (subject != NULL && parser_match(p, TOKEN_COLON) &&
        parser_match(p, TOKEN_NEWLINE) && parser_match(p, TOKEN_INDENT)) {
        MatchCase *item;
        while ((item = rule_case_block(p)) != NULL) {
            list_add(p, &cases, item);
        }
        if (cases.length > 0 && parser_match(p, TOKEN_DEDENT)) {
            parser_has_version(p, 10, "Pattern matching is");
            Stmt *stmt = stmt_new(p, NODE_Match, start);
            stmt->v.Match.subject = subject;
            list_take(p, &cases, &stmt->v.Match.cases);
            return stmt;
        }
    }
    p->mark = mark;
    if (p->explaining && !parser_failed(p)) invalid_match_stmt(p);
    return NULL;
}
