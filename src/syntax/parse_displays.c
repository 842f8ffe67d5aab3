/* Comprehensions of all four kinds, and what stands in braces: dictionaries and sets.
 */
#include "syntax/parser.h"

/* --- for ... in ... if ... --- */

/* (ASYNC 'for' | 'for') star_targets 'in' ~ disjunction ('if' disjunction)*
   Sets *COMMITTED when the `in` was passed, after which no other alternative counts. */
static Comprehension *clause(Parser *p, bool *committed)
{
    bool is_async = parser_match(p, TOKEN_ASYNC) != NULL;
    Expr *target = parser_match(p, TOKEN_FOR) ? rule_star_targets(p) : NULL;
    if (target == NULL || !parser_match(p, TOKEN_IN)) return NULL;
    *committed = true;
    Expr *iter = rule_disjunction(p);
    if (iter == NULL) return NULL;
    NodeList ifs = {0};
    rule_more(p, TOKEN_IF, rule_disjunction, &ifs);
    if (is_async) parser_has_version(p, 6, "Async comprehensions are");
    Comprehension *result = node_new(p, NODE_comprehension, sizeof *result, (Span){0});
    if (result != NULL) {
        result->target = target;
        result->iter = iter;
        result->is_async = is_async;
        list_take(p, &ifs, &result->ifs);
    }
    return result;
}

/* for_if_clause: the above | invalid_for_target */
static Comprehension *rule_for_if_clause(Parser *p)
{
    int mark = p->mark;
    bool committed = false;
    Comprehension *result = clause(p, &committed);
    if (result != NULL) return result;
    p->mark = mark;
    if (!committed && p->explaining && !parser_failed(p)) {
        rule_invalid_for_target(p);
        p->mark = mark;
    }
    return NULL;
}

/* for_if_clauses: for_if_clause+ */
bool rule_for_if_clauses(Parser *p, NodeList *list)
{
    Comprehension *item;
    while ((item = rule_for_if_clause(p)) != NULL) {
        list_add(p, list, item);
    }
    return list->length > 0 && !parser_failed(p);
}

/* for_if_clauses CLOSE behind what a comprehension collects */
static bool clauses_end(Parser *p, NodeList *list, TokenKind close)
{
    return rule_for_if_clauses(p, list) && parser_match(p, close);
}

/* invalid_comprehension: ('[' | '(' | '{') starred_expression for_if_clauses
   | ('[' | '{') star_named_expression ',' star_named_expressions for_if_clauses
   | ('[' | '{') star_named_expression ',' for_if_clauses */
static void invalid_comprehension(Parser *p)
{
    int mark = p->mark;
    NodeList clauses = {0}, rest = {0};
    bool parenthesis = parser_at(p, TOKEN_LPAR);
    p->mark++;
    Expr *first = rule_starred_expression(p);
    if (first != NULL && rule_for_if_clauses(p, &clauses)) {
        raise_at(p, first->span, "iterable unpacking cannot be used in comprehension");
    }
    if (parenthesis || parser_failed(p)) {
        p->mark = mark;
        return;
    }
    p->mark = mark + 1;
    first = rule_star_named_expression(p);
    const Token *comma = first != NULL ? parser_match(p, TOKEN_COMMA) : NULL;
    if (comma != NULL) {
        int behind = p->mark;
        if (rule_star_named_expressions(p, &rest) && rule_for_if_clauses(p, &clauses)) {
            const Expr *last = rest.items[rest.length - 1];
            raise_at(p,
                     span_join(first->span, last->span),
                     "did you forget parentheses around the comprehension target?");
        }
        p->mark = behind;
        if (!parser_failed(p) && rule_for_if_clauses(p, &clauses)) {
            raise_at(p,
                     span_join(first->span, span_of_token(comma)),
                     "did you forget parentheses around the comprehension target?");
        }
    }
    p->mark = mark;
}

/* OPEN ELEMENT for_if_clauses CLOSE | invalid_comprehension */
static Expr *comprehension(Parser *p,
                           NodeKind kind,
                           TokenKind close,
                           Expr *(*rule_element)(Parser *p))
{
    int mark = p->mark;
    NodeList clauses = {0};
    const Token *start = parser_peek(p);
    if (start == NULL) return NULL;
    p->mark++;
    Expr *element = rule_element(p);
    if (element != NULL && clauses_end(p, &clauses, close)) {
        Expr *expr = expr_new(p, kind, start);
        expr->v.ListComp.elt = element; /* the three kinds have the same fields */
        list_take(p, &clauses, &expr->v.ListComp.generators);
        return expr;
    }
    p->mark = mark;
    if (p->explaining && !parser_failed(p)) invalid_comprehension(p);
    return NULL;
}

/* listcomp: '[' named_expression for_if_clauses ']' | invalid_comprehension */
Expr *rule_listcomp(Parser *p)
{
    return comprehension(p, NODE_ListComp, TOKEN_RSQB, rule_named_expression);
}

/* genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')'
         | invalid_comprehension */
Expr *rule_genexp(Parser *p)
{
    if (!parser_at(p, TOKEN_LPAR)) return NULL;
    return comprehension(p, NODE_GeneratorExp, TOKEN_RPAR, rule_expression_no_walrus);
}

/* --- braces --- */

/* kvpair: expression ':' expression */
static bool rule_kvpair(Parser *p, Expr **key, Expr **value)
{
    int mark = p->mark;
    *key = rule_expression(p);
    *value = *key != NULL && parser_match(p, TOKEN_COLON) ? rule_expression(p) : NULL;
    if (*value == NULL) p->mark = mark;
    return *value != NULL;
}

/* double_starred_kvpair: '**' bitwise_or | kvpair */
static bool rule_double_starred_kvpair(Parser *p, Expr **key, Expr **value)
{
    int mark = p->mark;
    if (parser_match(p, TOKEN_DOUBLESTAR)) {
        *key = NULL;
        *value = rule_bitwise_or(p);
        if (*value != NULL) return true;
        p->mark = mark;
    }
    return rule_kvpair(p, key, value);
}

/* ','.double_starred_kvpair+ */
static bool kvpairs(Parser *p, NodeList *keys, NodeList *values)
{
    for (;;) {
        Expr *key, *value;
        int mark = p->mark;
        if (keys->length > 0 && !parser_match(p, TOKEN_COMMA)) break;
        if (!rule_double_starred_kvpair(p, &key, &value)) {
            p->mark = mark;
            break;
        }
        list_add(p, keys, key);
        list_add(p, values, value);
    }
    return keys->length > 0;
}

/* expression ':' '*' bitwise_or
   | expression ':' &('}' | ',') */
static void invalid_value(Parser *p)
{
    int mark = p->mark;
    Expr *key = rule_expression(p);
    const Token *colon = key != NULL ? parser_match(p, TOKEN_COLON) : NULL;
    if (colon != NULL) {
        const Token *star = parser_match(p, TOKEN_STAR);
        if (star != NULL && rule_bitwise_or(p) != NULL) {
            raise_from(p,
                       span_of_token(star),
                       "cannot use a starred expression in a dictionary value");
        }
        if (star == NULL && (parser_at(p, TOKEN_RBRACE) || parser_at(p, TOKEN_COMMA))) {
            raise_at(p,
                     span_of_token(colon),
                     "expression expected after dictionary key and ':'");
        }
    }
    p->mark = mark;
}

/* invalid_double_starred_kvpairs: ','.double_starred_kvpair+ ',' invalid_kvpair
   | expression ':' '*' bitwise_or | expression ':' &('}' | ',')
   invalid_kvpair: expression !':' | the last two again */
static void invalid_kvpairs(Parser *p)
{
    int mark = p->mark;
    NodeList keys = {0}, values = {0};
    if (kvpairs(p, &keys, &values) && parser_match(p, TOKEN_COMMA)) {
        int last = p->mark;
        Expr *key = rule_expression(p);
        if (key != NULL && !parser_at(p, TOKEN_COLON)) {
            Span at = {key->span.lineno,
                       key->span.end_col_offset - 1,
                       key->span.end_lineno,
                       -1};
            raise_at(p, at, "':' expected after dictionary key");
        }
        p->mark = last;
        invalid_value(p);
    }
    p->mark = mark;
    if (!parser_failed(p)) invalid_value(p);
}

/* dict: '{' [double_starred_kvpairs] '}' | '{' invalid_double_starred_kvpairs '}' */
static Expr *rule_dict(Parser *p)
{
    int mark = p->mark;
    NodeList keys = {0}, values = {0};
    const Token *start = parser_match(p, TOKEN_LBRACE);
    if (kvpairs(p, &keys, &values)) parser_match(p, TOKEN_COMMA);
    if (parser_match(p, TOKEN_RBRACE)) {
        Expr *dict = expr_new(p, NODE_Dict, start);
        list_take(p, &keys, &dict->v.Dict.keys);
        list_take(p, &values, &dict->v.Dict.values);
        return dict;
    }
    /* Unlike the other invalid_* rules these are tried in the first pass already. */
    if (!parser_failed(p)) {
        p->mark = mark + 1;
        invalid_kvpairs(p);
    }
    p->mark = mark;
    return NULL;
}

/* set: '{' star_named_expressions '}' */
static Expr *rule_set(Parser *p)
{
    int mark = p->mark;
    NodeList items = {0};
    const Token *start = parser_match(p, TOKEN_LBRACE);
    if (!rule_star_named_expressions(p, &items) || !parser_match(p, TOKEN_RBRACE))
        return parser_back(p, mark);
    Expr *set = expr_new(p, NODE_Set, start);
    list_take(p, &items, &set->v.Set.elts);
    return set;
}

/* dictcomp: '{' kvpair for_if_clauses '}' | invalid_dict_comprehension
   invalid_dict_comprehension: '{' '**' bitwise_or for_if_clauses '}' */
static Expr *rule_dictcomp(Parser *p)
{
    int mark = p->mark;
    Expr *key, *value;
    NodeList clauses = {0};
    const Token *start = parser_match(p, TOKEN_LBRACE);
    if (rule_kvpair(p, &key, &value) && clauses_end(p, &clauses, TOKEN_RBRACE)) {
        Expr *expr = expr_new(p, NODE_DictComp, start);
        expr->v.DictComp.key = key;
        expr->v.DictComp.value = value;
        list_take(p, &clauses, &expr->v.DictComp.generators);
        return expr;
    }
    p->mark = mark + 1;
    const Token *stars = p->explaining ? parser_match(p, TOKEN_DOUBLESTAR) : NULL;
    if (stars != NULL && rule_bitwise_or(p) != NULL &&
        clauses_end(p, &clauses, TOKEN_RBRACE)) {
        raise_at(p,
                 span_of_token(stars),
                 "dict unpacking cannot be used in dict comprehension");
    }
    p->mark = mark;
    return NULL;
}

/* (dict | set | dictcomp | setcomp)
   setcomp: '{' named_expression for_if_clauses '}' | invalid_comprehension */
Expr *braces_parse(Parser *p)
{
    Expr *expr = rule_dict(p);
    if (expr == NULL && !parser_failed(p)) expr = rule_set(p);
    if (expr == NULL && !parser_failed(p)) expr = rule_dictcomp(p);
    if (expr == NULL && !parser_failed(p)) {
        expr = comprehension(p, NODE_SetComp, TOKEN_RBRACE, rule_named_expression);
    }
    return expr;
}
