/* Simple statements, and how statements follow each other. */
#include "syntax/parser.h"

#include "base/buf.h"

static bool add_all(Parser *p, NodeList *list, Stmt *stmt)
{
    if (stmt == NULL) return false;
    list_add(p, list, stmt);
    return true;
}

/* statement: compound_stmt | simple_stmts */
static bool rule_statement(Parser *p, NodeList *list)
{
    return add_all(p, list, rule_compound_stmt(p)) || rule_simple_stmts(p, list);
}

/* statements: statement+ */
bool rule_statements(Parser *p, NodeList *list)
{
    size_t before = list->length;
    while (rule_statement(p, list)) {
    }
    return list->length > before;
}

/* statement_newline: compound_stmt NEWLINE | simple_stmts | NEWLINE
   (the grammar's fourth alternative, ENDMARKER, always fails) */
bool rule_statement_newline(Parser *p, NodeList *list)
{
    int mark = p->mark;
    Stmt *stmt = rule_compound_stmt(p);
    if (stmt != NULL && parser_match(p, TOKEN_NEWLINE)) return add_all(p, list, stmt);
    p->mark = mark;
    if (rule_simple_stmts(p, list)) return true;
    const Token *start = parser_match(p, TOKEN_NEWLINE);
    if (start != NULL) return add_all(p, list, stmt_new(p, NODE_Pass, start));
    return false;
}

/* return_stmt: 'return' [star_expressions] */
static Stmt *rule_return_stmt(Parser *p, const Token *start)
{
    p->mark++;
    Expr *value = rule_star_expressions(p);
    Stmt *stmt = stmt_new(p, NODE_Return, start);
    stmt->v.Return.value = value;
    return stmt;
}

/* raise_stmt: 'raise' expression ['from' expression] | 'raise' */
static Stmt *rule_raise_stmt(Parser *p, const Token *start)
{
    p->mark++;
    Expr *exc = rule_expression(p);
    Expr *cause = exc != NULL ? rule_after(p, TOKEN_FROM, rule_expression) : NULL;
    Stmt *stmt = stmt_new(p, NODE_Raise, start);
    stmt->v.Raise = (Raise_Fields){exc, cause};
    return stmt;
}

/* global_stmt: 'global' ','.NAME+      nonlocal_stmt: 'nonlocal' ','.NAME+ */
static Stmt *rule_names_stmt(Parser *p, const Token *start, NodeKind kind)
{
    NodeList names = {0};
    p->mark++;
    if (!rule_gather(p, parser_match_name, &names)) return NULL;
    for (size_t i = 0; i < names.length; i++) names.items[i] = (void *)(uintptr_t)((Expr *)names.items[i])->v.Name.id;
    Stmt *stmt = stmt_new(p, kind, start);
    IdentifierSeq seq;
    list_take(p, &names, &seq);
    if (kind == NODE_Global) {
        stmt->v.Global.names = seq;
    } else {
        stmt->v.Nonlocal.names = seq;
    }
    return stmt;
}

/* del_stmt: 'del' del_targets &(';' | NEWLINE) | invalid_del_stmt */
static Stmt *rule_del_stmt(Parser *p, const Token *start)
{
    int mark = p->mark++;
    NodeList targets = {0};
    if (rule_del_targets(p, &targets) &&
        (parser_at(p, TOKEN_SEMI) || parser_at(p, TOKEN_NEWLINE))) {
        Stmt *stmt = stmt_new(p, NODE_Delete, start);
        list_take(p, &targets, &stmt->v.Delete.targets);
        return stmt;
    }
    if (p->explaining) { /* invalid_del_stmt: 'del' star_expressions */
        p->mark = mark + 1;
        Expr *expr = rule_star_expressions(p);
        if (expr != NULL) raise_invalid_target(p, expr, TARGET_DELETE);
    }
    return NULL;
}

/* assert_stmt: 'assert' expression [',' expression] */
static Stmt *rule_assert_stmt(Parser *p, const Token *start)
{
    p->mark++;
    Expr *test = rule_expression(p);
    if (test == NULL) return NULL;
    Expr *msg = rule_after(p, TOKEN_COMMA, rule_expression);
    Stmt *stmt = stmt_new(p, NODE_Assert, start);
    stmt->v.Assert = (Assert_Fields){test, msg};
    return stmt;
}

/* --- imports --- */

/* dotted_name: dotted_name '.' NAME | NAME */
static const Identifier *rule_dotted_name(Parser *p)
{
    Expr *first = parser_match_name(p);
    if (first == NULL) return NULL;
    const Identifier *whole = first->v.Name.id;
    for (;;) {
        Expr *name = rule_after(p, TOKEN_DOT, parser_match_name);
        if (name == NULL) return parser_failed(p) ? NULL : whole;
        Buf buf = BUF_INIT;
        buf_add(&buf, whole->text, whole->length);
        buf_add_char(&buf, '.');
        buf_add(&buf, name->v.Name.id->text, name->v.Name.id->length);
        whole = parser_identifier(p, buf_text(&buf), buf.length);
        if (buf.failed) log_no_memory(p->log);
        buf_fini(&buf);
    }
}

/* ['as' NAME] behind what is imported, and the node for both. */
static Alias *alias_end(Parser *p, const Token *start, const Identifier *name)
{
    Expr *as = rule_after(p, TOKEN_AS, parser_match_name);
    Alias *alias = node_new(p, NODE_alias, sizeof *alias, parser_span(p, start));
    if (alias != NULL) {
        alias->name = name;
        alias->asname = as == NULL ? NULL : as->v.Name.id;
    }
    return alias;
}

/* dotted_as_name: dotted_name ['as' NAME]
   import_from_as_name: NAME ['as' NAME] */
static Alias *rule_as_name(Parser *p, bool dotted)
{
    const Token *start = parser_peek(p);
    const Identifier *name = NULL;
    if (dotted) {
        name = rule_dotted_name(p);
    } else {
        Expr *expr = parser_match_name(p);
        name = expr != NULL ? expr->v.Name.id : NULL;
    }
    return name != NULL ? alias_end(p, start, name) : NULL;
}

/* ','.dotted_as_name+   or   ','.import_from_as_name+ */
static bool rule_as_names(Parser *p, NodeList *list, bool dotted)
{
    for (;;) {
        int mark = p->mark;
        if (list->length > 0 && !parser_match(p, TOKEN_COMMA)) return true;
        Alias *alias = rule_as_name(p, dotted);
        if (alias == NULL) {
            p->mark = mark;
            return list->length > 0;
        }
        list_add(p, list, alias);
    }
}

/* import_name: 'import' dotted_as_names */
static Stmt *rule_import_name(Parser *p, const Token *start)
{
    NodeList names = {0};
    p->mark++;
    if (!rule_as_names(p, &names, true)) return NULL;
    Stmt *stmt = stmt_new(p, NODE_Import, start);
    list_take(p, &names, &stmt->v.Import.names);
    return stmt;
}

/* import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !','
                      | '*' | invalid_import_from_targets */
static bool rule_import_from_targets(Parser *p, NodeList *list)
{
    int mark = p->mark;
    if (parser_match(p, TOKEN_LPAR)) {
        if (rule_as_names(p, list, false)) {
            parser_match(p, TOKEN_COMMA);
            if (parser_match(p, TOKEN_RPAR)) return true;
        }
        p->mark = mark;
        return false;
    }
    if (rule_as_names(p, list, false)) {
        if (!parser_at(p, TOKEN_COMMA)) return !parser_failed(p);
        p->mark++;
        if (p->explaining && parser_match(p, TOKEN_NEWLINE)) {
            raise_syntax(p,
                         "trailing comma not allowed without surrounding parentheses");
        }
        p->mark = mark;
        return false;
    }
    const Token *star = parser_match(p, TOKEN_STAR);
    if (star == NULL) return false;
    Alias *alias = node_new(p, NODE_alias, sizeof *alias, parser_span(p, star));
    if (alias != NULL) {
        alias->name = parser_identifier(p, "*", 1);
        list_add(p, list, alias);
    }
    return true;
}

/* import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
              | 'from' ('.' | '...')+ 'import' import_from_targets */
static Stmt *rule_import_from(Parser *p, const Token *start)
{
    int level = 0;
    NodeList names = {0};
    p->mark++;
    for (;;) {
        if (parser_match(p, TOKEN_DOT)) {
            level += 1;
        } else if (parser_match(p, TOKEN_ELLIPSIS)) {
            level += 3;
        } else {
            break;
        }
    }
    const Identifier *module = rule_dotted_name(p);
    if (module == NULL && level == 0) return NULL;
    if (!parser_match(p, TOKEN_IMPORT) || !rule_import_from_targets(p, &names)) {
        return NULL;
    }
    Stmt *stmt = stmt_new(p, NODE_ImportFrom, start);
    stmt->v.ImportFrom.module = module;
    stmt->v.ImportFrom.level = level;
    list_take(p, &names, &stmt->v.ImportFrom.names);
    return stmt;
}

/* --- all together --- */

/* The alternatives of simple_stmt that begin with a keyword of their own. */
static Stmt *keyword_stmt(Parser *p, const Token *start)
{
    switch (start->kind) {
    case TOKEN_RETURN: return rule_return_stmt(p, start);
    case TOKEN_IMPORT: return rule_import_name(p, start);
    case TOKEN_FROM: return rule_import_from(p, start);
    case TOKEN_RAISE: return rule_raise_stmt(p, start);
    case TOKEN_DEL: return rule_del_stmt(p, start);
    case TOKEN_ASSERT: return rule_assert_stmt(p, start);
    case TOKEN_GLOBAL: return rule_names_stmt(p, start, NODE_Global);
    case TOKEN_NONLOCAL: return rule_names_stmt(p, start, NODE_Nonlocal);
    case TOKEN_PASS: p->mark++; return stmt_new(p, NODE_Pass, start);
    case TOKEN_BREAK: p->mark++; return stmt_new(p, NODE_Break, start);
    case TOKEN_CONTINUE: p->mark++; return stmt_new(p, NODE_Continue, start);
    default: return NULL;
    }
}

/* In the first pass most statements can be told by their beginning.  The tokens read are
   the same, so errors are found at the same place; NULL: all alternatives must be tried. */
static Stmt *quick_stmt(Parser *p, const Token *start)
{
    int mark = p->mark;
    Stmt *stmt = start->kind >= TOKEN_FALSE ? keyword_stmt(p, start) : NULL;
    if (stmt != NULL || parser_failed(p) || start->kind == TOKEN_DEDENT) return stmt;
    p->mark = mark;
    return assignment_from_left(p, start);
}

/* simple_stmt: assignment | star_expressions | return_stmt | import_stmt | raise_stmt
              | 'pass' | del_stmt | yield_stmt | assert_stmt | 'break' | 'continue'
              | global_stmt | nonlocal_stmt */
static void *simple_stmt_raw(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    if (start != NULL && !p->explaining) {
        Stmt *quick = quick_stmt(p, start);
        if (quick != NULL || start->kind == TOKEN_DEDENT || parser_failed(p)) {
            return quick;
        }
        p->mark = mark;
    }
    Stmt *stmt = rule_assignment(p);
    if (stmt != NULL || start == NULL) return stmt;
    p->mark = mark;
    Expr *value = rule_star_expressions(p);
    if (value == NULL && start->kind == TOKEN_YIELD) value = rule_yield_expr(p);
    if (value != NULL) {
        stmt = stmt_new(p, NODE_Expr, start);
        stmt->v.Expr.value = value;
        return stmt;
    }
    return parser_failed(p) ? NULL : keyword_stmt(p, start);
}

static Stmt *rule_simple_stmt(Parser *p)
{
    return rule_memo(p, RULE_SIMPLE_STMT, simple_stmt_raw);
}

/* simple_stmts: simple_stmt !';' NEWLINE | ';'.simple_stmt+ [';'] NEWLINE */
bool rule_simple_stmts(Parser *p, NodeList *list)
{
    int mark = p->mark;
    size_t before = list->length;
    for (;;) {
        int separator = p->mark;
        if (list->length > before && !parser_match(p, TOKEN_SEMI)) break;
        Stmt *stmt = rule_simple_stmt(p);
        if (stmt == NULL) {
            p->mark = separator;
            break;
        }
        list_add(p, list, stmt);
    }
    if (list->length > before) {
        parser_match(p, TOKEN_SEMI);
        if (parser_match(p, TOKEN_NEWLINE)) return true;
    }
    p->mark = mark;
    list->length = before;
    return false;
}
