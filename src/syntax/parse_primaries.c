/* Primaries (attribute, call, subscript), atoms and what stands in brackets. */
#include "syntax/parser.h"

/* One trailer behind BASE: .NAME, (generator), (arguments) or [slices].  NULL, and the
   mark where it was, when there is none. */
Expr *trailer_parse(Parser *p, const Token *start, Expr *base)
{
    int mark = p->mark;
    const Token *token = parser_peek(p);
    Expr *expr = NULL;
    if (token == NULL) return NULL;
    if (token->kind == TOKEN_DOT) {
        p->mark++;
        Expr *name = parser_match_name(p);
        if (name != NULL) {
            expr = expr_new(p, NODE_Attribute, start);
            expr->v.Attribute = (Attribute_Fields){base, name->v.Name.id, CONTEXT_Load};
        }
    } else if (token->kind == TOKEN_LPAR) {
        expr = call_parse(p, start, base);
    } else if (token->kind == TOKEN_LSQB) {
        p->mark++;
        Expr *slices = rule_slices(p);
        if (slices != NULL && parser_match(p, TOKEN_RSQB)) {
            expr = expr_new(p, NODE_Subscript, start);
            expr->v.Subscript = (Subscript_Fields){base, slices, CONTEXT_Load};
        }
    }
    if (expr == NULL) p->mark = mark;
    return expr;
}

/* primary: primary '.' NAME | primary genexp | primary '(' [arguments] ')'
          | primary '[' slices ']' | atom */
static void *primary_raw(Parser *p)
{
    const Token *start = parser_peek(p);
    Expr *expr = rule_atom(p);
    for (Expr *longer = expr; longer != NULL; longer = trailer_parse(p, start, expr)) {
        expr = longer;
    }
    return expr;
}

Expr *rule_primary(Parser *p)
{
    return RULE_ONCE(p, PRIMARY, primary_raw);
}

/* --- subscripts --- */

/* slice: [expression] ':' [expression] [':' [expression]] | named_expression */
static Expr *rule_slice(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *lower = rule_expression(p), *upper = NULL, *step = NULL;
    if (!parser_match(p, TOKEN_COLON)) {
        if (lower != NULL && !p->explaining && !parser_at(p, TOKEN_COLONEQUAL)) {
            return parser_failed(p) ? NULL : lower; /* as named_expression would */
        }
        p->mark = mark;
        return rule_named_expression(p);
    }
    upper = rule_expression(p);
    if (parser_match(p, TOKEN_COLON)) step = rule_expression(p);
    Expr *slice = expr_new(p, NODE_Slice, start);
    slice->v.Slice = (Slice_Fields){lower, upper, step};
    return slice;
}

static Expr *slice_or_starred(Parser *p)
{
    Expr *item = rule_slice(p);
    return item != NULL ? item : rule_starred_expression(p);
}

/* slices: slice !',' | ','.(slice | starred_expression)+ [','] */
Expr *rule_slices(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *only = rule_slice(p);
    if (only != NULL && !parser_at(p, TOKEN_COMMA)) return only;
    p->mark = mark;
    NodeList items = {0};
    if (!rule_gather(p, slice_or_starred, &items) || parser_failed(p)) return NULL;
    parser_match(p, TOKEN_COMMA);
    Expr *tuple = expr_new(p, NODE_Tuple, start);
    list_take(p, &items, &tuple->v.Tuple.elts);
    return tuple;
}

/* --- parentheses and square brackets --- */

/* tuple: '(' [star_named_expression ',' [star_named_expressions]] ')' */
Expr *rule_tuple(Parser *p)
{
    int mark = p->mark;
    NodeList items = {0};
    const Token *start = parser_match(p, TOKEN_LPAR);
    if (start == NULL) return NULL;
    int inside = p->mark;
    Expr *first = rule_star_named_expression(p);
    if (first != NULL && parser_match(p, TOKEN_COMMA)) {
        list_add(p, &items, first);
        rule_star_named_expressions(p, &items);
    } else {
        p->mark = inside;
    }
    if (!parser_match(p, TOKEN_RPAR)) return parser_back(p, mark);
    Expr *tuple = expr_new(p, NODE_Tuple, start);
    list_take(p, &items, &tuple->v.Tuple.elts);
    return tuple;
}

/* invalid_group: '(' starred_expression ')' | '(' '**' expression ')' */
static void invalid_group(Parser *p)
{
    int mark = p->mark++;
    Expr *starred = rule_starred_expression(p);
    if (starred != NULL && parser_match(p, TOKEN_RPAR)) {
        raise_at(p, starred->span, "cannot use starred expression here");
    }
    p->mark = mark + 1;
    const Token *stars = parser_match(p, TOKEN_DOUBLESTAR);
    if (stars != NULL && rule_expression(p) != NULL && parser_match(p, TOKEN_RPAR)) {
        raise_at(p, span_of_token(stars), "cannot use double starred expression here");
    }
    p->mark = mark;
}

/* group: '(' (yield_expr | named_expression) ')' | invalid_group */
static Expr *rule_group(Parser *p)
{
    int mark = p->mark++;
    Expr *expr = rule_yield_expr(p);
    if (expr == NULL) expr = rule_named_expression(p);
    if (expr != NULL && parser_match(p, TOKEN_RPAR)) return expr;
    p->mark = mark;
    if (p->explaining && !parser_failed(p)) invalid_group(p);
    return NULL;
}

/* list: '[' [star_named_expressions] ']' */
Expr *rule_list(Parser *p)
{
    int mark = p->mark;
    NodeList items = {0};
    const Token *start = parser_match(p, TOKEN_LSQB);
    if (start == NULL) return NULL;
    rule_star_named_expressions(p, &items);
    if (!parser_match(p, TOKEN_RSQB)) return parser_back(p, mark);
    Expr *list = expr_new(p, NODE_List, start);
    list_take(p, &items, &list->v.List.elts);
    return list;
}

/* --- atoms --- */

static Expr *constant_atom(Parser *p, const Token *start, LiteralKind kind)
{
    p->mark++;
    return expr_new_constant(p, kind, start);
}

/* (tuple | group | genexp) */
static Expr *parenthesized(Parser *p)
{
    Expr *expr = rule_tuple(p);
    if (expr == NULL && !parser_failed(p)) expr = rule_group(p);
    if (expr == NULL && !parser_failed(p)) expr = rule_genexp(p);
    return expr;
}

/* atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | (tuple | group | genexp)
       | (list | listcomp) | (dict | set | dictcomp | setcomp) | '...' */
Expr *rule_atom(Parser *p)
{
    const Token *token = parser_peek(p);
    if (token == NULL) return NULL;
    switch (token->kind) {
    case TOKEN_NAME: return parser_match_name(p);
    case TOKEN_TRUE: return constant_atom(p, token, LITERAL_TRUE);
    case TOKEN_FALSE: return constant_atom(p, token, LITERAL_FALSE);
    case TOKEN_NONE: return constant_atom(p, token, LITERAL_NONE);
    case TOKEN_ELLIPSIS: return constant_atom(p, token, LITERAL_ELLIPSIS);
    case TOKEN_STRING: return rule_strings(p);
    case TOKEN_NUMBER: p->mark++; return number_new(p, token);
    case TOKEN_LPAR: return parenthesized(p);
    case TOKEN_LSQB: {
        Expr *list = rule_list(p);
        return list != NULL || parser_failed(p) ? list : rule_listcomp(p);
    }
    case TOKEN_LBRACE: return braces_parse(p);
    default: return NULL;
    }
}
