/* if, while, for, with, and the blocks of all compound statements. */
#include "syntax/parser.h"

/* block: NEWLINE INDENT statements DEDENT | simple_stmts | invalid_block
   invalid_block: NEWLINE !INDENT */
static void *block_raw(Parser *p)
{
    int mark = p->mark;
    NodeList body = {0};
    bool found = false;
    if (parser_match(p, TOKEN_NEWLINE) && parser_match(p, TOKEN_INDENT)) {
        found = rule_statements(p, &body) && parser_match(p, TOKEN_DEDENT);
    }
    if (!found) {
        p->mark = mark;
        body.length = 0;
        found = !parser_failed(p) && rule_simple_stmts(p, &body);
    }
    if (!found) {
        if (p->explaining && parser_match(p, TOKEN_NEWLINE) &&
            !parser_at(p, TOKEN_INDENT)) {
            raise_indentation(p, "expected an indented block");
        }
        return NULL;
    }
    StmtSeq *seq = ARENA_NEW(p->scratch, StmtSeq);
    if (seq == NULL) {
        log_no_memory(p->log);
        return NULL;
    }
    list_take(p, &body, seq);
    return seq;
}

bool rule_block(Parser *p, StmtSeq *block)
{
    StmtSeq *seq = rule_memo(p, RULE_BLOCK, block_raw);
    if (seq != NULL) *block = *seq;
    return seq != NULL;
}

void invalid_indent(Parser *p, const char *what, int lineno)
{
    if (parser_match(p, TOKEN_NEWLINE) && !parser_at(p, TOKEN_INDENT)) {
        raise_indentation(
            p, "expected an indented block after %s on line %d", what, lineno);
    }
}

void invalid_head_end(Parser *p, const char *what, int lineno)
{
    if (parser_match(p, TOKEN_NEWLINE)) {
        raise_syntax(p, "expected ':'");
    } else if (parser_match(p, TOKEN_COLON)) {
        invalid_indent(p, what, lineno);
    }
}

bool word_block(Parser *p, TokenKind word, const char *what, StmtSeq *block)
{
    int mark = p->mark;
    const Token *start = parser_match(p, word);
    if (start == NULL) return false;
    if (p->explaining && parser_match(p, TOKEN_COLON)) {
        invalid_indent(p, what, start->lineno);
    }
    p->mark = mark + 1;
    if (parser_force(p, TOKEN_COLON) && rule_block(p, block)) return true;
    p->mark = mark;
    return false;
}

/* else_block: invalid_else_stmt | 'else' &&':' block
   invalid_else_stmt: 'else' ':' NEWLINE !INDENT */
bool rule_else_block(Parser *p, StmtSeq *block)
{
    return word_block(p, TOKEN_ELSE, "'else' statement", block);
}

/* --- if --- */

/* invalid_if_stmt, invalid_elif_stmt, invalid_while_stmt:
   WORD named_expression NEWLINE | WORD named_expression ':' NEWLINE !INDENT */
static void invalid_test(Parser *p, const Token *word, const char *what)
{
    int mark = p->mark++;
    if (rule_named_expression(p) != NULL) invalid_head_end(p, what, word->lineno);
    p->mark = mark;
}

/* if_stmt: invalid_if_stmt | 'if' named_expression ':' block elif_stmt
          | 'if' named_expression ':' block [else_block]
   and the same for elif_stmt, which begins with 'elif'. */
static Stmt *rule_if_stmt(Parser *p, TokenKind word)
{
    int mark = p->mark;
    const Token *start = parser_match(p, word);
    if (start == NULL) return NULL;
    If_Fields fields = {0};
    p->mark = mark;
    if (p->explaining) {
        invalid_test(
            p, start, word == TOKEN_IF ? "'if' statement" : "'elif' statement");
    }
    p->mark = mark + 1;
    fields.test = rule_named_expression(p);
    if (fields.test == NULL || !parser_match(p, TOKEN_COLON) ||
        !rule_block(p, &fields.body))
        return parser_back(p, mark);
    NodeList orelse = {0};
    Stmt *elif = parser_enter(p, 1) ? rule_if_stmt(p, TOKEN_ELIF) : NULL;
    parser_leave(p, 1);
    if (elif != NULL) {
        list_add(p, &orelse, elif);
        list_take(p, &orelse, &fields.orelse);
    } else {
        rule_else_block(p, &fields.orelse);
    }
    Stmt *stmt = stmt_new(p, NODE_If, start);
    stmt->v.If = fields;
    return stmt;
}

/* while_stmt: invalid_while_stmt | 'while' named_expression ':' block [else_block] */
static Stmt *rule_while_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    While_Fields fields = {0};
    if (p->explaining) invalid_test(p, start, "'while' statement");
    p->mark = mark + 1;
    fields.test = rule_named_expression(p);
    if (fields.test == NULL || !parser_match(p, TOKEN_COLON) ||
        !rule_block(p, &fields.body))
        return parser_back(p, mark);
    rule_else_block(p, &fields.orelse);
    Stmt *stmt = stmt_new(p, NODE_While, start);
    stmt->v.While = fields;
    return stmt;
}

/* [TYPE_COMMENT] block */
static bool typed_block(Parser *p, const char **type_comment, StmtSeq *block)
{
    *type_comment = parser_match_type_comment(p);
    return rule_block(p, block);
}

/* --- for --- */

/* invalid_for_stmt: [ASYNC] 'for' star_targets 'in' star_expressions NEWLINE
                   | [ASYNC] 'for' star_targets 'in' star_expressions ':' NEWLINE
   !INDENT */
static void invalid_for_stmt(Parser *p)
{
    int mark = p->mark;
    parser_match(p, TOKEN_ASYNC);
    const Token *word = parser_match(p, TOKEN_FOR);
    if (word != NULL && rule_star_targets(p) != NULL && parser_match(p, TOKEN_IN) &&
        rule_star_expressions(p) != NULL) {
        invalid_head_end(p, "'for' statement", word->lineno);
    }
    p->mark = mark;
}

/* for_stmt: invalid_for_stmt
   | [ASYNC] 'for' star_targets 'in' ~ star_expressions ':' [TYPE_COMMENT] block
     [else_block]
   | invalid_for_target */
static Stmt *rule_for_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    For_Fields fields = {0};
    if (p->explaining) invalid_for_stmt(p);
    bool is_async = parser_match(p, TOKEN_ASYNC) != NULL;
    if (parser_match(p, TOKEN_FOR)) fields.target = rule_star_targets(p);
    if (fields.target == NULL || !parser_match(p, TOKEN_IN)) {
        p->mark = mark;
        if (p->explaining && !parser_failed(p)) {
            rule_invalid_for_target(p);
            p->mark = mark;
        }
        return NULL;
    }
    fields.iter = rule_star_expressions(p);
    if (fields.iter == NULL || !parser_match(p, TOKEN_COLON) ||
        !typed_block(p, &fields.type_comment, &fields.body))
        return parser_back(p, mark);
    rule_else_block(p, &fields.orelse);
    if (is_async) parser_has_version(p, 5, "Async for loops are");
    Stmt *stmt = stmt_new(p, is_async ? NODE_AsyncFor : NODE_For, start);
    stmt->v.For = fields; /* AsyncFor has the same fields */
    return stmt;
}

/* --- with --- */

/* with_item: expression 'as' star_target &(',' | ')' | ':') | invalid_with_item
            | expression
   invalid_with_item: expression 'as' expression &(',' | ')' | ':') */
static bool at_item_end(Parser *p)
{
    return parser_at(p, TOKEN_COMMA) || parser_at(p, TOKEN_RPAR) ||
           parser_at(p, TOKEN_COLON);
}

static WithItem *rule_with_item(Parser *p)
{
    Expr *context = rule_expression(p);
    if (context == NULL) return NULL;
    Expr *target = NULL;
    int mark = p->mark;
    if (parser_match(p, TOKEN_AS)) {
        target = rule_star_target(p);
        if (target != NULL && !at_item_end(p)) target = NULL;
        if (target == NULL && p->explaining && !parser_failed(p)) {
            p->mark = mark + 1;
            Expr *expr = rule_expression(p);
            if (expr != NULL && at_item_end(p)) {
                raise_invalid_target(p, expr, TARGET_ASSIGN);
            }
        }
    }
    if (target == NULL) p->mark = mark;
    WithItem *item = node_new(p, NODE_withitem, sizeof *item, (Span){0});
    if (item != NULL) {
        item->context_expr = context;
        item->optional_vars = target;
    }
    return parser_failed(p) ? NULL : item;
}

/* ','.with_item+ */
static bool with_items(Parser *p, NodeList *items)
{
    for (;;) {
        int mark = p->mark;
        WithItem *item = items->length == 0 || parser_match(p, TOKEN_COMMA)
                             ? rule_with_item(p)
                             : NULL;
        if (item == NULL) {
            p->mark = mark;
            return items->length > 0;
        }
        list_add(p, items, item);
    }
}

/* '(' ','.with_item+ ','? ')' ':' block */
static bool parenthesized_with(Parser *p, NodeList *items, StmtSeq *body)
{
    if (!parser_match(p, TOKEN_LPAR) || !with_items(p, items)) return false;
    parser_match(p, TOKEN_COMMA);
    return parser_match(p, TOKEN_RPAR) && parser_match(p, TOKEN_COLON) &&
           rule_block(p, body);
}

/* ','.(ITEM ['as' star_target])+ where ITEM is expression or expressions */
static bool loose_with_items(Parser *p, Expr *(*rule_item)(Parser *p))
{
    bool found = false;
    for (;;) {
        int mark = p->mark;
        if ((found && !parser_match(p, TOKEN_COMMA)) || rule_item(p) == NULL) {
            p->mark = mark;
            return found;
        }
        found = true;
        mark = p->mark;
        if (!parser_match(p, TOKEN_AS) || rule_star_target(p) == NULL) p->mark = mark;
    }
}

/* The heads in invalid_with_stmt and invalid_with_stmt_indent:
   [ASYNC] 'with' ','.(expression ['as' star_target])+
   [ASYNC] 'with' '(' ','.(expressions ['as' star_target])+ ','? ')' */
static const Token *loose_with_head(Parser *p, bool parenthesized)
{
    parser_match(p, TOKEN_ASYNC);
    const Token *word = parser_match(p, TOKEN_WITH);
    if (word == NULL) return NULL;
    if (!parenthesized) return loose_with_items(p, rule_expression) ? word : NULL;
    if (!parser_match(p, TOKEN_LPAR) || !loose_with_items(p, rule_expressions)) {
        return NULL;
    }
    parser_match(p, TOKEN_COMMA);
    return parser_match(p, TOKEN_RPAR) ? word : NULL;
}

/* invalid_with_stmt_indent: HEAD ':' NEWLINE !INDENT      (either head)
   invalid_with_stmt: HEAD NEWLINE */
static void invalid_with_stmt(Parser *p, bool indent)
{
    int mark = p->mark;
    for (int parenthesized = 0; parenthesized <= 1; parenthesized++) {
        const Token *word = loose_with_head(p, parenthesized);
        if (word != NULL && indent && parser_match(p, TOKEN_COLON)) {
            invalid_indent(p, "'with' statement", word->lineno);
        } else if (word != NULL && !indent && parser_match(p, TOKEN_NEWLINE)) {
            raise_syntax(p, "expected ':'");
        }
        p->mark = mark;
    }
}

/* with_stmt: invalid_with_stmt_indent
   | [ASYNC] 'with' '(' ','.with_item+ ','? ')' ':' block
   | [ASYNC] 'with' ','.with_item+ ':' [TYPE_COMMENT] block
   | invalid_with_stmt */
static Stmt *rule_with_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    NodeList items = {0};
    StmtSeq body;
    const char *type_comment = NULL;
    if (p->explaining) invalid_with_stmt(p, true);
    bool is_async = parser_match(p, TOKEN_ASYNC) != NULL;
    bool found = false;
    if (parser_match(p, TOKEN_WITH)) {
        int behind = p->mark;
        found = parenthesized_with(p, &items, &body);
        if (!found) {
            p->mark = behind;
            items.length = 0;
            found = with_items(p, &items) && parser_match(p, TOKEN_COLON) &&
                    typed_block(p, &type_comment, &body);
        } else {
            parser_has_version(p, 9, "Parenthesized context managers are");
        }
    }
    if (!found) {
        p->mark = mark;
        if (p->explaining && !parser_failed(p)) invalid_with_stmt(p, false);
        return NULL;
    }
    if (is_async) parser_has_version(p, 5, "Async with statements are");
    Stmt *stmt = stmt_new(p, is_async ? NODE_AsyncWith : NODE_With, start);
    stmt->v.With.body = body; /* AsyncWith has the same fields */
    stmt->v.With.type_comment = type_comment;
    list_take(p, &items, &stmt->v.With.items);
    return stmt;
}

/* compound_stmt: &('def' | '@' | ASYNC) function_def | &'if' if_stmt
   | &('class' | '@') class_def | &('with' | ASYNC) with_stmt | &('for' | ASYNC)
   for_stmt | &'try' try_stmt | &'while' while_stmt | match_stmt */
Stmt *rule_compound_stmt(Parser *p)
{
    int mark = p->mark;
    const Token *token = parser_peek(p);
    if (token == NULL) return NULL;
    Stmt *stmt = NULL;
    switch (token->kind) {
    case TOKEN_DEF: stmt = rule_function_def(p); break;
    case TOKEN_IF: stmt = rule_if_stmt(p, TOKEN_IF); break;
    case TOKEN_CLASS: stmt = rule_class_def(p); break;
    case TOKEN_AT:
        stmt = rule_function_def(p);
        if (stmt == NULL && !parser_failed(p)) {
            p->mark = mark;
            stmt = rule_class_def(p);
        }
        break;
    case TOKEN_WITH: stmt = rule_with_stmt(p); break;
    case TOKEN_FOR: stmt = rule_for_stmt(p); break;
    case TOKEN_ASYNC:
        stmt = rule_function_def(p);
        if (stmt == NULL && !parser_failed(p)) {
            p->mark = mark;
            stmt = rule_with_stmt(p);
        }
        if (stmt == NULL && !parser_failed(p)) {
            p->mark = mark;
            stmt = rule_for_stmt(p);
        }
        break;
    case TOKEN_TRY: stmt = rule_try_stmt(p); break;
    case TOKEN_WHILE: stmt = rule_while_stmt(p); break;
    case TOKEN_NAME: stmt = rule_match_stmt(p); break;
    default: return NULL;
    }
    if (stmt == NULL || parser_failed(p)) return parser_back(p, mark);
    return stmt;
}
