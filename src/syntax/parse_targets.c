/* What can be assigned to or deleted. */
#include "syntax/parser.h"

/* t_lookahead: '(' | '[' | '.' */
static bool at_trailer(Parser *p)
{
    return parser_at(p, TOKEN_LPAR) || parser_at(p, TOKEN_LSQB) ||
           parser_at(p, TOKEN_DOT);
}

/* t_primary: t_primary TRAILER &t_lookahead | atom &t_lookahead
   A primary that is followed by yet another trailer. */
static void *t_primary_raw(Parser *p)
{
    const Token *start = parser_peek(p);
    Expr *expr = rule_atom(p);
    if (expr == NULL || !at_trailer(p)) return NULL;
    for (;;) {
        int mark = p->mark;
        Expr *longer = trailer_parse(p, start, expr);
        if (longer == NULL || !at_trailer(p)) {
            p->mark = mark;
            return parser_failed(p) ? NULL : expr;
        }
        expr = longer;
    }
}

/* t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead */
static Expr *last_trailer(Parser *p, ExprContext context)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *base = rule_memo(p, RULE_T_PRIMARY, t_primary_raw);
    if (base != NULL && !parser_at(p, TOKEN_LPAR)) {
        Expr *expr = trailer_parse(p, start, base);
        if (expr != NULL && !at_trailer(p) && !parser_failed(p)) {
            return expr_in_context(p, expr, context);
        }
    }
    p->mark = mark;
    return NULL;
}

/* single_subscript_attribute_target: t_primary '.' NAME !t_lookahead
                                    | t_primary '[' slices ']' !t_lookahead */
Expr *rule_single_subscript_attribute_target(Parser *p)
{
    return last_trailer(p, CONTEXT_Store);
}

/* single_target: single_subscript_attribute_target | NAME | '(' single_target ')' */
Expr *rule_single_target(Parser *p)
{
    int mark = p->mark;
    Expr *target = rule_single_subscript_attribute_target(p);
    if (target != NULL) return target;
    target = parser_match_name(p);
    if (target != NULL) return expr_in_context(p, target, CONTEXT_Store);
    if (parser_match(p, TOKEN_LPAR)) {
        target = rule_single_target(p);
        if (target != NULL && parser_match(p, TOKEN_RPAR)) return target;
    }
    p->mark = mark;
    return NULL;
}

/* --- targets with stars --- */

/* ITEM (',' ITEM)* [','] ; *TRAILING tells whether a comma came last */
static bool
target_list(Parser *p, NodeList *list, Expr *(*rule_item)(Parser *p), bool *trailing)
{
    for (;;) {
        int mark = p->mark;
        Expr *item =
            list->length == 0 || parser_match(p, TOKEN_COMMA) ? rule_item(p) : NULL;
        if (item == NULL) {
            p->mark = mark;
            break;
        }
        list_add(p, list, item);
    }
    if (list->length == 0) return false;
    *trailing = parser_match(p, TOKEN_COMMA) != NULL;
    return true;
}

static Expr *rule_target_with_star_atom(Parser *p);

/* '(' target_with_star_atom ')' | '(' [star_targets_tuple_seq] ')' */
static Expr *star_atom_parenthesis(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_match(p, TOKEN_LPAR);
    bool trailing = false;
    NodeList items = {0};
    Expr *inner = rule_target_with_star_atom(p);
    if (inner != NULL && parser_match(p, TOKEN_RPAR)) {
        return expr_in_context(p, inner, CONTEXT_Store);
    }
    p->mark = mark + 1;
    target_list(p, &items, rule_star_target, &trailing);
    if (items.length == 1 && !trailing) {
        p->mark = mark + 1; /* star_targets_tuple_seq needs a comma */
        items.length = 0;
    }
    if (!parser_match(p, TOKEN_RPAR)) return parser_back(p, mark);
    Expr *tuple = expr_new(p, NODE_Tuple, start);
    tuple->v.Tuple.ctx = CONTEXT_Store;
    list_take(p, &items, &tuple->v.Tuple.elts);
    return tuple;
}

/* '[' [star_targets_list_seq] ']' */
static Expr *star_atom_bracket(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_match(p, TOKEN_LSQB);
    bool trailing = false;
    NodeList items = {0};
    target_list(p, &items, rule_star_target, &trailing);
    if (!parser_match(p, TOKEN_RSQB)) return parser_back(p, mark);
    Expr *list = expr_new(p, NODE_List, start);
    list->v.List.ctx = CONTEXT_Store;
    list_take(p, &items, &list->v.List.elts);
    return list;
}

/* star_atom: NAME | '(' ... ')' | '[' ... ']' */
static Expr *rule_star_atom(Parser *p)
{
    const Token *token = parser_peek(p);
    if (token == NULL) return NULL;
    switch (token->kind) {
    case TOKEN_NAME: {
        Expr *name = parser_match_name(p);
        return name != NULL ? expr_in_context(p, name, CONTEXT_Store) : NULL;
    }
    case TOKEN_LPAR: return star_atom_parenthesis(p);
    case TOKEN_LSQB: return star_atom_bracket(p);
    default: return NULL;
    }
}

/* target_with_star_atom: t_primary '.' NAME !t_lookahead
                        | t_primary '[' slices ']' !t_lookahead | star_atom */
static void *target_with_star_atom_raw(Parser *p)
{
    Expr *target = last_trailer(p, CONTEXT_Store);
    return target != NULL || parser_failed(p) ? target : rule_star_atom(p);
}

static Expr *rule_target_with_star_atom(Parser *p)
{
    return rule_memo(p, RULE_TARGET_WITH_STAR_ATOM, target_with_star_atom_raw);
}

/* star_target: '*' (!'*' star_target) | target_with_star_atom */
static void *star_target_raw(Parser *p)
{
    const Token *start = parser_match(p, TOKEN_STAR);
    if (start == NULL) return rule_target_with_star_atom(p);
    Expr *value = parser_at(p, TOKEN_STAR) ? NULL : rule_star_target(p);
    if (value == NULL) return NULL;
    Expr *starred = expr_new(p, NODE_Starred, start);
    starred->v.Starred.value = expr_in_context(p, value, CONTEXT_Store);
    starred->v.Starred.ctx = CONTEXT_Store;
    return starred;
}

Expr *rule_star_target(Parser *p)
{
    return rule_memo(p, RULE_STAR_TARGET, star_target_raw);
}

/* star_targets: star_target !',' | star_target (',' star_target)* [','] */
Expr *rule_star_targets(Parser *p)
{
    const Token *start = parser_peek(p);
    NodeList items = {0};
    bool trailing = false;
    if (!target_list(p, &items, rule_star_target, &trailing)) return NULL;
    if (items.length == 1 && !trailing) return items.items[0];
    Expr *tuple = expr_new(p, NODE_Tuple, start);
    tuple->v.Tuple.ctx = CONTEXT_Store;
    list_take(p, &items, &tuple->v.Tuple.elts);
    return tuple;
}

/* invalid_for_target: ASYNC? 'for' star_expressions */
bool rule_invalid_for_target(Parser *p)
{
    parser_match(p, TOKEN_ASYNC);
    Expr *expr = parser_match(p, TOKEN_FOR) ? rule_star_expressions(p) : NULL;
    if (expr != NULL) raise_invalid_target(p, expr, TARGET_FOR);
    return expr != NULL;
}

/* --- targets of del --- */

static Expr *rule_del_target(Parser *p);

/* '(' [del_targets] ')' or '[' [del_targets] ']' */
static Expr *del_sequence(Parser *p, NodeKind kind, TokenKind close)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    NodeList items = {0};
    p->mark++;
    rule_del_targets(p, &items);
    if (!parser_match(p, close)) return parser_back(p, mark);
    Expr *expr = expr_new(p, kind, start);
    if (kind == NODE_Tuple) {
        expr->v.Tuple.ctx = CONTEXT_Del;
        list_take(p, &items, &expr->v.Tuple.elts);
    } else {
        expr->v.List.ctx = CONTEXT_Del;
        list_take(p, &items, &expr->v.List.elts);
    }
    return expr;
}

/* del_t_atom: NAME | '(' del_target ')' | '(' [del_targets] ')' | '[' [del_targets] ']'
 */
static Expr *rule_del_t_atom(Parser *p)
{
    int mark = p->mark;
    Expr *target = parser_match_name(p);
    if (target != NULL) return expr_in_context(p, target, CONTEXT_Del);
    if (parser_match(p, TOKEN_LPAR)) {
        target = rule_del_target(p);
        if (target != NULL && parser_match(p, TOKEN_RPAR)) {
            return expr_in_context(p, target, CONTEXT_Del);
        }
        p->mark = mark;
        return del_sequence(p, NODE_Tuple, TOKEN_RPAR);
    }
    return parser_at(p, TOKEN_LSQB) ? del_sequence(p, NODE_List, TOKEN_RSQB) : NULL;
}

/* del_target: t_primary '.' NAME !t_lookahead | t_primary '[' slices ']' !t_lookahead
             | del_t_atom */
static void *del_target_raw(Parser *p)
{
    Expr *target = last_trailer(p, CONTEXT_Del);
    return target != NULL || parser_failed(p) ? target : rule_del_t_atom(p);
}

static Expr *rule_del_target(Parser *p)
{
    return rule_memo(p, RULE_DEL_TARGET, del_target_raw);
}

/* del_targets: ','.del_target+ [','] */
bool rule_del_targets(Parser *p, NodeList *list)
{
    bool trailing;
    return target_list(p, list, rule_del_target, &trailing);
}
