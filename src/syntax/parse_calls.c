/* The arguments of a call and of a class. */
#include "syntax/parser.h"

/* starred_expression: '*' expression */
Expr *rule_starred_expression(Parser *p)
{
    return rule_starred(p, rule_expression);
}

/* --- keyword arguments --- */

static const Expr *last_comprehension_part(const NodeList *clauses)
{
    const Comprehension *last = clauses->items[clauses->length - 1];
    return last->ifs.length > 0 ? last->ifs.items[last->ifs.length - 1] : last->iter;
}

/* NAME '=' expression for_if_clauses */
static bool invalid_keyword_generator(Parser *p)
{
    int mark = p->mark;
    NodeList clauses = {0};
    Expr *name = parser_match_name(p);
    const Token *equal = name != NULL ? parser_match(p, TOKEN_EQUAL) : NULL;
    if (equal != NULL && rule_expression(p) != NULL &&
        rule_for_if_clauses(p, &clauses)) {
        raise_at(p,
                 span_join(name->span, span_of_token(equal)),
                 "invalid syntax. Maybe you meant '==' or ':=' instead of '='?");
        return true;
    }
    p->mark = mark;
    return false;
}

/* invalid_kwarg: ('True' | 'False' | 'None') '='
   | NAME '=' expression for_if_clauses
   | !(NAME '=') expression '=' */
static void invalid_kwarg(Parser *p)
{
    int mark = p->mark;
    const Token *word = parser_peek(p);
    if (word == NULL) return;
    if (word->kind == TOKEN_TRUE || word->kind == TOKEN_FALSE ||
        word->kind == TOKEN_NONE) {
        p->mark++;
        const Token *equal = parser_match(p, TOKEN_EQUAL);
        if (equal != NULL) {
            raise_at(p,
                     span_join(span_of_token(word), span_of_token(equal)),
                     "cannot assign to %s",
                     kind_text(word->kind));
        }
        p->mark = mark;
    }
    if (invalid_keyword_generator(p) || parser_failed(p)) return;
    bool named = parser_match(p, TOKEN_NAME) && parser_at(p, TOKEN_EQUAL);
    p->mark = mark;
    Expr *expr = named ? NULL : rule_expression(p);
    const Token *equal = expr != NULL ? parser_match(p, TOKEN_EQUAL) : NULL;
    if (equal != NULL) {
        raise_at(p,
                 span_join(expr->span, span_of_token(equal)),
                 "expression cannot contain assignment, perhaps you meant \"==\"?");
    }
    p->mark = mark;
}

static Keyword *
keyword_new(Parser *p, const Token *start, const Identifier *arg, Expr *value)
{
    Keyword *keyword =
        node_new(p, NODE_keyword, sizeof *keyword, parser_span(p, start));
    if (keyword != NULL) {
        keyword->arg = arg;
        keyword->value = value;
    }
    return keyword;
}

/* NAME '=' expression */
static Keyword *named_argument(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *name = parser_match_name(p);
    Expr *value =
        name != NULL && parser_match(p, TOKEN_EQUAL) ? rule_expression(p) : NULL;
    if (value == NULL) return parser_back(p, mark);
    return keyword_new(p, start, name->v.Name.id, value);
}

/* kwarg_or_starred: invalid_kwarg | NAME '=' expression | starred_expression */
static bool rule_kwarg_or_starred(Parser *p, NodeList *args, NodeList *keywords)
{
    if (p->explaining) invalid_kwarg(p);
    Keyword *keyword = named_argument(p);
    if (keyword != NULL) {
        list_add(p, keywords, keyword);
        return true;
    }
    Expr *starred = rule_starred_expression(p);
    if (starred != NULL) list_add(p, args, starred);
    return starred != NULL;
}

/* kwarg_or_double_starred: invalid_kwarg | NAME '=' expression | '**' expression */
static bool rule_kwarg_or_double_starred(Parser *p, NodeList *args, NodeList *keywords)
{
    if (p->explaining) invalid_kwarg(p);
    Keyword *keyword = named_argument(p);
    if (keyword == NULL) {
        int mark = p->mark;
        const Token *start = parser_match(p, TOKEN_DOUBLESTAR);
        Expr *value = start != NULL ? rule_expression(p) : NULL;
        if (value == NULL) {
            p->mark = mark;
            return false;
        }
        keyword = keyword_new(p, start, NULL, value);
    }
    list_add(p, keywords, keyword);
    return true;
}

typedef bool KwargRule(Parser *p, NodeList *args, NodeList *keywords);

/* ','.ITEM+ */
static bool
kwarg_list(Parser *p, NodeList *args, NodeList *keywords, KwargRule *rule_item)
{
    bool found = false;
    for (;;) {
        int mark = p->mark;
        if ((found && !parser_match(p, TOKEN_COMMA)) || !rule_item(p, args, keywords)) {
            p->mark = mark;
            return found;
        }
        found = true;
    }
}

/* kwargs: ','.kwarg_or_starred+ ',' ','.kwarg_or_double_starred+
         | ','.kwarg_or_starred+ | ','.kwarg_or_double_starred+ */
static bool rule_kwargs(Parser *p, NodeList *args, NodeList *keywords)
{
    if (!kwarg_list(p, args, keywords, rule_kwarg_or_starred)) {
        return kwarg_list(p, args, keywords, rule_kwarg_or_double_starred);
    }
    int mark = p->mark;
    if (!parser_match(p, TOKEN_COMMA) ||
        !kwarg_list(p, args, keywords, rule_kwarg_or_double_starred)) {
        p->mark = mark;
    }
    return true;
}

/* --- arguments --- */

/* starred_expression | (assignment_expression | expression !':=') !'=' */
static Expr *positional(Parser *p)
{
    int mark = p->mark;
    Expr *expr = rule_starred_expression(p);
    if (expr != NULL) return expr;
    expr = rule_expression_no_walrus(p);
    if (expr != NULL && parser_at(p, TOKEN_EQUAL)) expr = NULL;
    if (expr == NULL) p->mark = mark;
    return expr;
}

/* args: ','.(starred_expression | (assignment_expression | expression !':=') !'=')+
         [',' kwargs] | kwargs */
static CallArguments *rule_args(Parser *p)
{
    NodeList args = {0}, keywords = {0};
    const Token *start = parser_peek(p);
    if (!rule_gather(p, positional, &args)) {
        if (!rule_kwargs(p, &args, &keywords)) return NULL;
    } else {
        int mark = p->mark;
        if (!parser_match(p, TOKEN_COMMA) || !rule_kwargs(p, &args, &keywords)) {
            p->mark = mark;
        }
    }
    CallArguments *result = ARENA_NEW(p->scratch, CallArguments);
    if (parser_failed(p) || result == NULL) return NULL;
    list_take(p, &args, &result->args);
    list_take(p, &keywords, &result->keywords);
    result->span = parser_span(p, start);
    return result;
}

/* [args | expression for_if_clauses], which cannot fail */
static void args_or_generator(Parser *p)
{
    int mark = p->mark;
    NodeList clauses = {0};
    if (rule_args(p) != NULL) return;
    if (rule_expression(p) == NULL || !rule_for_if_clauses(p, &clauses)) p->mark = mark;
}

static void raise_bare_generator(Parser *p, const Expr *first, const NodeList *clauses)
{
    raise_at(p,
             span_join(first->span, last_comprehension_part(clauses)->span),
             "Generator expression must be parenthesized");
}

static void raise_positional_after(Parser *p, const CallArguments *before)
{
    bool unpacking = false;
    for (size_t i = 0; i < before->keywords.length; i++) {
        unpacking = unpacking || before->keywords.items[i]->arg == NULL;
    }
    raise_syntax(p,
                 "positional argument follows keyword argument%s",
                 unpacking ? " unpacking" : "");
}

/* The alternatives of invalid_arguments that begin with args:
   args for_if_clauses | args ',' expression for_if_clauses | args ',' args */
static void invalid_after_args(Parser *p)
{
    NodeList clauses = {0};
    CallArguments *args = rule_args(p);
    if (args == NULL) return;
    int mark = p->mark;
    if (rule_for_if_clauses(p, &clauses)) {
        /* f(x for x in y) is fine; f(a, x for x in y) is not. */
        if (args->args.length > 1) {
            raise_bare_generator(p, args->args.items[args->args.length - 1], &clauses);
        }
        return;
    }
    p->mark = mark;
    if (!parser_match(p, TOKEN_COMMA)) return;
    int behind = p->mark;
    Expr *expr = rule_expression(p);
    if (expr != NULL && rule_for_if_clauses(p, &clauses)) {
        raise_bare_generator(p, expr, &clauses);
        return;
    }
    p->mark = behind;
    if (rule_args(p) != NULL) raise_positional_after(p, args);
}

/* invalid_arguments: args ',' '*'
   | expression for_if_clauses ',' [args | expression for_if_clauses]
   | NAME '=' expression for_if_clauses
   | the alternatives above */
static void invalid_arguments(Parser *p)
{
    int mark = p->mark;
    NodeList clauses = {0};
    CallArguments *args = rule_args(p);
    if (args != NULL && parser_match(p, TOKEN_COMMA) && parser_match(p, TOKEN_STAR)) {
        raise_at(p,
                 args->span,
                 "iterable argument unpacking follows keyword argument unpacking");
        return;
    }
    p->mark = mark;
    Expr *expr = rule_expression(p);
    if (expr != NULL && rule_for_if_clauses(p, &clauses) &&
        parser_match(p, TOKEN_COMMA)) {
        args_or_generator(p);
        raise_bare_generator(p, expr, &clauses);
        return;
    }
    p->mark = mark;
    if (!invalid_keyword_generator(p) && !parser_failed(p)) invalid_after_args(p);
}

/* arguments: args [','] &')' | invalid_arguments */
static void *arguments_raw(Parser *p)
{
    int mark = p->mark;
    CallArguments *args = rule_args(p);
    if (args != NULL) {
        parser_match(p, TOKEN_COMMA);
        if (parser_at(p, TOKEN_RPAR)) return args;
    }
    p->mark = mark;
    if (p->explaining && !parser_failed(p)) {
        invalid_arguments(p);
        p->mark = mark;
    }
    return NULL;
}

CallArguments *rule_arguments(Parser *p)
{
    return rule_memo(p, RULE_ARGUMENTS, arguments_raw);
}

/* '(' [arguments] ')' */
static Expr *ordinary_call(Parser *p, const Token *start, Expr *func)
{
    int mark = p->mark++;
    CallArguments *args = rule_arguments(p);
    if (!parser_match(p, TOKEN_RPAR)) return parser_back(p, mark);
    Expr *call = expr_new(p, NODE_Call, start);
    call->v.Call.func = func;
    if (args != NULL) {
        call->v.Call.args = args->args;
        call->v.Call.keywords = args->keywords;
    }
    return call;
}

/* genexp | '(' [arguments] ')' behind what is called */
Expr *call_parse(Parser *p, const Token *start, Expr *func)
{
    int mark = p->mark;
    if (!p->explaining && !p->quiet) { /* never both: ordinary arguments are likelier */
        Expr *call = ordinary_call(p, start, func);
        if (call != NULL || parser_failed(p)) return call;
    }
    Expr *generator = rule_genexp(p);
    if (generator != NULL) {
        NodeList args = {0};
        list_add(p, &args, generator);
        Expr *call = expr_new(p, NODE_Call, start);
        call->v.Call.func = func;
        list_take(p, &args, &call->v.Call.args);
        return call;
    }
    if (parser_failed(p)) return NULL;
    p->mark = mark;
    return ordinary_call(p, start, func);
}
