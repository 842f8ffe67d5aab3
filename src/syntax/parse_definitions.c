/* def and class, with their decorators. */
#include "syntax/parser.h"

/* decorators: ('@' named_expression NEWLINE)+ */
static bool rule_decorators(Parser *p, NodeList *list)
{
    for (;;) {
        int mark = p->mark;
        Expr *expr = parser_match(p, TOKEN_AT) ? rule_named_expression(p) : NULL;
        if (expr == NULL || !parser_match(p, TOKEN_NEWLINE)) {
            p->mark = mark;
            return list->length > 0;
        }
        list_add(p, list, expr);
    }
}

/* ['->' expression] */
static Expr *returns_annotation(Parser *p)
{
    return rule_after(p, TOKEN_RARROW, rule_expression);
}

/* invalid_def_raw: [ASYNC] 'def' NAME '(' [params] ')' ['->' expression] ':'
                    NEWLINE !INDENT */
static void invalid_def_raw(Parser *p)
{
    int mark = p->mark;
    Arguments *args;
    parser_match(p, TOKEN_ASYNC);
    const Token *word = parser_match(p, TOKEN_DEF);
    if (word != NULL && parser_match(p, TOKEN_NAME) && parser_match(p, TOKEN_LPAR)) {
        rule_params(p, &args);
        if (parser_match(p, TOKEN_RPAR)) {
            returns_annotation(p);
            if (parser_match(p, TOKEN_COLON)) {
                invalid_indent(p, "function definition", word->lineno);
            }
        }
    }
    p->mark = mark;
}

/* func_type_comment: NEWLINE TYPE_COMMENT &(NEWLINE INDENT)
   | invalid_double_type_comments | TYPE_COMMENT
   invalid_double_type_comments: TYPE_COMMENT NEWLINE TYPE_COMMENT NEWLINE INDENT */
static const char *func_type_comment(Parser *p)
{
    int mark = p->mark;
    if (!p->options->type_comments) return NULL;
    const char *comment =
        parser_match(p, TOKEN_NEWLINE) ? parser_match_type_comment(p) : NULL;
    int behind = p->mark;
    if (comment != NULL && parser_match(p, TOKEN_NEWLINE) && parser_at(p, TOKEN_INDENT)) {
        p->mark = behind;
        return comment;
    }
    p->mark = mark;
    if (p->explaining && parser_match(p, TOKEN_TYPE_COMMENT) &&
        parser_match(p, TOKEN_NEWLINE) && parser_match(p, TOKEN_TYPE_COMMENT) &&
        parser_match(p, TOKEN_NEWLINE) && parser_match(p, TOKEN_INDENT)) {
        raise_syntax(p, "Cannot have two type comments on def");
    }
    p->mark = mark;
    return parser_match_type_comment(p);
}

/* function_def_raw: invalid_def_raw
   | [ASYNC] 'def' NAME &&'(' [params] ')' ['->' expression] &&':' [func_type_comment]
     block */
static Stmt *rule_function_def_raw(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    FunctionDef_Fields fields = {0};
    if (p->explaining) invalid_def_raw(p);
    bool is_async = parser_match(p, TOKEN_ASYNC) != NULL;
    Expr *name = parser_match(p, TOKEN_DEF) ? parser_match_name(p) : NULL;
    if (name == NULL || !parser_force(p, TOKEN_LPAR)) return parser_back(p, mark);
    fields.name = name->v.Name.id;
    if (!rule_params(p, &fields.args)) fields.args = arguments_new(p);
    if (!parser_match(p, TOKEN_RPAR)) return parser_back(p, mark);
    fields.returns = returns_annotation(p);
    bool found = parser_force(p, TOKEN_COLON) != NULL;
    if (found) fields.type_comment = func_type_comment(p);
    if (!found || !rule_block(p, &fields.body)) return parser_back(p, mark);
    if (is_async) parser_has_version(p, 5, "Async functions are");
    Stmt *stmt =
        stmt_new(p, is_async ? NODE_AsyncFunctionDef : NODE_FunctionDef, start);
    stmt->v.FunctionDef = fields; /* AsyncFunctionDef has the same fields */
    return stmt;
}

/* function_def: decorators function_def_raw | function_def_raw */
Stmt *rule_function_def(Parser *p)
{
    NodeList decorators = {0};
    rule_decorators(p, &decorators);
    Stmt *stmt = rule_function_def_raw(p);
    if (stmt != NULL) list_take(p, &decorators, &stmt->v.FunctionDef.decorator_list);
    return stmt;
}

/* ['(' [arguments] ')'] */
static CallArguments *class_arguments(Parser *p)
{
    int mark = p->mark;
    if (!parser_match(p, TOKEN_LPAR)) return NULL;
    CallArguments *args = rule_arguments(p);
    if (!parser_match(p, TOKEN_RPAR)) return parser_back(p, mark);
    return args;
}

/* invalid_class_def_raw: 'class' NAME ['(' [arguments] ')'] NEWLINE
                        | 'class' NAME ['(' [arguments] ')'] ':' NEWLINE !INDENT */
static void invalid_class_def_raw(Parser *p)
{
    int mark = p->mark;
    const Token *word = parser_match(p, TOKEN_CLASS);
    if (word != NULL && parser_match(p, TOKEN_NAME)) {
        class_arguments(p);
        invalid_head_end(p, "class definition", word->lineno);
    }
    p->mark = mark;
}

/* class_def_raw: invalid_class_def_raw
                | 'class' NAME ['(' [arguments] ')'] ':' block */
static Stmt *rule_class_def_raw(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    StmtSeq body;
    if (p->explaining) invalid_class_def_raw(p);
    Expr *name = parser_match(p, TOKEN_CLASS) ? parser_match_name(p) : NULL;
    CallArguments *args = name != NULL ? class_arguments(p) : NULL;
    if (name == NULL || !parser_match(p, TOKEN_COLON) || !rule_block(p, &body))
        return parser_back(p, mark);
    Stmt *stmt = stmt_new(p, NODE_ClassDef, start);
    stmt->v.ClassDef.name = name->v.Name.id;
    stmt->v.ClassDef.body = body;
    if (args != NULL) {
        stmt->v.ClassDef.bases = args->args;
        stmt->v.ClassDef.keywords = args->keywords;
    }
    return stmt;
}

/* class_def: decorators class_def_raw | class_def_raw */
Stmt *rule_class_def(Parser *p)
{
    NodeList decorators = {0};
    rule_decorators(p, &decorators);
    Stmt *stmt = rule_class_def_raw(p);
    if (stmt != NULL) list_take(p, &decorators, &stmt->v.ClassDef.decorator_list);
    return stmt;
}
