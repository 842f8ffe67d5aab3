/* try, with except, except*, else and finally. */
#include "syntax/parser.h"

/* ['as' NAME] */
static const Identifier *as_name(Parser *p)
{
    int mark = p->mark;
    Expr *name = parser_match(p, TOKEN_AS) ? parser_match_name(p) : NULL;
    if (name == NULL) return parser_back(p, mark);
    return name->v.Name.id;
}

/* expression ['as' NAME] */
static Expr *exception_head(Parser *p, const Identifier **name)
{
    Expr *type = rule_expression(p);
    *name = type != NULL ? as_name(p) : NULL;
    return type;
}

/* invalid_except_stmt_indent: 'except' expression ['as' NAME] ':' NEWLINE !INDENT
                             | 'except' ':' NEWLINE !INDENT
   invalid_except_star_stmt_indent: 'except' '*' expression ['as' NAME] ':'
                                    NEWLINE !INDENT */
static void invalid_except_indent(Parser *p, bool star)
{
    const Identifier *name;
    int mark = p->mark;
    const Token *word = parser_match(p, TOKEN_EXCEPT);
    if (word != NULL && (!star || parser_match(p, TOKEN_STAR))) {
        int behind = p->mark;
        const char *what = star ? "'except*' statement" : "'except' statement";
        if (exception_head(p, &name) != NULL && parser_match(p, TOKEN_COLON)) {
            invalid_indent(p, what, word->lineno);
        }
        p->mark = behind;
        if (!star && parser_match(p, TOKEN_COLON)) {
            invalid_indent(p, what, word->lineno);
        }
    }
    p->mark = mark;
}

/* invalid_except_stmt: 'except' '*'? expression ',' expressions ['as' NAME] ':'
   | 'except' '*'? expression ['as' NAME] NEWLINE
   | 'except' NEWLINE
   | 'except' '*' (NEWLINE | ':') */
static void invalid_except_stmt(Parser *p)
{
    const Identifier *name;
    int mark = p->mark++;
    bool star = parser_match(p, TOKEN_STAR) != NULL;
    int behind = p->mark;
    Expr *first = rule_expression(p);
    if (first != NULL && parser_match(p, TOKEN_COMMA) && rule_expressions(p) != NULL) {
        as_name(p);
        if (parser_match(p, TOKEN_COLON)) {
            raise_from(
                p, first->span, "multiple exception types must be parenthesized");
        }
    }
    p->mark = behind;
    if (exception_head(p, &name) != NULL && parser_match(p, TOKEN_NEWLINE)) {
        raise_syntax(p, "expected ':'");
    }
    p->mark = behind;
    if (!star && parser_match(p, TOKEN_NEWLINE)) raise_syntax(p, "expected ':'");
    if (star && (parser_match(p, TOKEN_NEWLINE) || parser_match(p, TOKEN_COLON))) {
        raise_syntax(p, "expected one or more exception types");
    }
    p->mark = mark;
}

static ExceptHandler *handler_new(
    Parser *p, const Token *start, Expr *type, const Identifier *name, StmtSeq body)
{
    ExceptHandler *handler =
        node_new(p, NODE_ExceptHandler, sizeof *handler, parser_span(p, start));
    if (handler != NULL) {
        handler->type = type;
        handler->name = name;
        handler->body = body;
    }
    return handler;
}

/* except_block: invalid_except_stmt_indent | 'except' expression ['as' NAME] ':' block
               | 'except' ':' block | invalid_except_stmt
   except_star_block: invalid_except_star_stmt_indent
               | 'except' '*' expression ['as' NAME] ':' block | invalid_except_stmt */
static ExceptHandler *rule_except_block(Parser *p, bool star)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    const Identifier *name = NULL;
    StmtSeq body;
    if (start == NULL || start->kind != TOKEN_EXCEPT) return NULL;
    if (p->explaining) invalid_except_indent(p, star);
    p->mark++;
    if (!star || parser_match(p, TOKEN_STAR)) {
        int behind = p->mark;
        Expr *type = exception_head(p, &name);
        if (type != NULL && parser_match(p, TOKEN_COLON) && rule_block(p, &body)) {
            return handler_new(p, start, type, name, body);
        }
        p->mark = behind;
        if (!star && parser_match(p, TOKEN_COLON) && rule_block(p, &body)) {
            return handler_new(p, start, NULL, NULL, body);
        }
    }
    p->mark = mark;
    if (p->explaining && !parser_failed(p)) invalid_except_stmt(p);
    return NULL;
}

/* except_block+ or except_star_block+ */
static bool except_blocks(Parser *p, bool star, NodeList *list)
{
    ExceptHandler *handler;
    while ((handler = rule_except_block(p, star)) != NULL) {
        list_add(p, list, handler);
    }
    return list->length > 0 && !parser_failed(p);
}

/* finally_block: invalid_finally_stmt | 'finally' &&':' block
   invalid_finally_stmt: 'finally' ':' NEWLINE !INDENT */
static bool rule_finally_block(Parser *p, StmtSeq *block)
{
    return word_block(p, TOKEN_FINALLY, "'finally' statement", block);
}

/* Behind 'try' ':': block* and except blocks of one sort, then one of the other sort:
   block* except_block+ 'except' '*' expression ['as' NAME] ':'
   block* except_star_block+ 'except' [expression ['as' NAME]] ':' */
static void invalid_mixture(Parser *p, bool star)
{
    const Identifier *name;
    const char *message = "cannot have both 'except' and 'except*' on the same 'try'";
    NodeList handlers = {0};
    StmtSeq body;
    while (rule_block(p, &body)) {
    }
    if (!except_blocks(p, star, &handlers)) return;
    const Token *word = parser_match(p, TOKEN_EXCEPT);
    if (word == NULL) return;
    if (!star) {
        const Token *asterisk = parser_match(p, TOKEN_STAR);
        if (asterisk != NULL && exception_head(p, &name) != NULL &&
            parser_match(p, TOKEN_COLON)) {
            raise_at(p,
                     span_join(span_of_token(word), span_of_token(asterisk)),
                     "%s",
                     message);
        }
        return;
    }
    int mark = p->mark;
    if (exception_head(p, &name) == NULL) p->mark = mark;
    if (parser_match(p, TOKEN_COLON)) raise_at(p, span_of_token(word), "%s", message);
}

/* invalid_try_stmt: 'try' ':' NEWLINE !INDENT
   | 'try' ':' block !('except' | 'finally')
   | the two mixtures */
static void invalid_try_stmt(Parser *p, const Token *word)
{
    int mark = p->mark++;
    StmtSeq body;
    if (!parser_match(p, TOKEN_COLON)) {
        p->mark = mark;
        return;
    }
    int behind = p->mark;
    invalid_indent(p, "'try' statement", word->lineno);
    p->mark = behind;
    if (rule_block(p, &body) && !parser_at(p, TOKEN_EXCEPT) &&
        !parser_at(p, TOKEN_FINALLY)) {
        raise_syntax(p, "expected 'except' or 'finally' block");
    }
    for (int star = 0; star <= 1; star++) {
        p->mark = behind;
        invalid_mixture(p, star);
    }
    p->mark = mark;
}

/* finally_block | except_block+ [else_block] [finally_block]
   | except_star_block+ [else_block] [finally_block]; *STAR tells which */
static bool try_rest(Parser *p, Try_Fields *fields, bool *star)
{
    NodeList handlers = {0};
    *star = false;
    if (rule_finally_block(p, &fields->finalbody)) return true;
    int mark = p->mark;
    bool found = !parser_failed(p) && except_blocks(p, false, &handlers);
    if (!found && !parser_failed(p)) {
        p->mark = mark;
        *star = true;
        found = except_blocks(p, true, &handlers);
    }
    if (!found) return false;
    list_take(p, &handlers, &fields->handlers);
    rule_else_block(p, &fields->orelse);
    rule_finally_block(p, &fields->finalbody);
    return true;
}

/* try_stmt: invalid_try_stmt | 'try' &&':' block REST */
Stmt *rule_try_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Try_Fields fields = {0};
    bool star;
    if (p->explaining) invalid_try_stmt(p, start);
    p->mark = mark + 1;
    if (!parser_force(p, TOKEN_COLON) || !rule_block(p, &fields.body) ||
        !try_rest(p, &fields, &star))
        return parser_back(p, mark);
    if (star) parser_has_version(p, 11, "Exception groups are");
    Stmt *stmt = stmt_new(p, star ? NODE_TryStar : NODE_Try, start);
    stmt->v.Try = fields; /* TryStar has the same fields */
    return stmt;
}
