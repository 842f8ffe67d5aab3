/* The patterns of `case`. */
#include "syntax/parser.h"

static Pattern *rule_pattern(Parser *p);

/* !('.' | '(' | '=') */
static bool name_ends(Parser *p)
{
    return !parser_at(p, TOKEN_DOT) && !parser_at(p, TOKEN_LPAR) &&
           !parser_at(p, TOKEN_EQUAL) && !parser_failed(p);
}

/* pattern_capture_target: !"_" NAME !('.' | '(' | '=') */
static const Identifier *rule_capture_target(Parser *p)
{
    int mark = p->mark;
    Expr *name = parser_at_word(p, "_") ? NULL : parser_match_name(p);
    if (name == NULL || !name_ends(p)) return parser_back(p, mark);
    return name->v.Name.id;
}

/* --- literals and names --- */

static Pattern *value_new(Parser *p, const Token *start, Expr *value)
{
    Pattern *pattern = pattern_new(p, NODE_MatchValue, start);
    pattern->v.MatchValue.value = value;
    return pattern;
}

/* literal_pattern: the same as literal_expr, as a pattern */
static Pattern *rule_literal_pattern(Parser *p)
{
    const Token *start = parser_peek(p);
    LiteralKind kind;
    Expr *expr = pattern_number_or_strings(p);
    if (expr != NULL) return value_new(p, start, expr);
    if (!pattern_singleton(p, &kind)) return NULL;
    Pattern *pattern = pattern_new(p, NODE_MatchSingleton, start);
    pattern->v.MatchSingleton.value.kind = kind;
    return pattern;
}

/* name_or_attr: attr | NAME        attr: name_or_attr '.' NAME */
static Expr *rule_name_or_attr(Parser *p)
{
    const Token *start = parser_peek(p);
    Expr *expr = parser_match_name(p);
    while (expr != NULL) {
        int mark = p->mark;
        Expr *name = parser_match(p, TOKEN_DOT) ? parser_match_name(p) : NULL;
        if (name == NULL) {
            p->mark = mark;
            break;
        }
        Expr *attribute = expr_new(p, NODE_Attribute, start);
        attribute->v.Attribute =
            (Attribute_Fields){expr, name->v.Name.id, CONTEXT_Load};
        expr = attribute;
    }
    return expr;
}

static Expr *rule_attr(Parser *p)
{
    int mark = p->mark;
    Expr *expr = rule_name_or_attr(p);
    if (expr != NULL && expr->kind == NODE_Attribute) return expr;
    p->mark = mark;
    return NULL;
}

/* capture_pattern | wildcard_pattern | value_pattern */
static Pattern *name_pattern(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    const Identifier *name = rule_capture_target(p);
    if (name != NULL || parser_match_word(p, "_")) {
        Pattern *pattern = pattern_new(p, NODE_MatchAs, start);
        pattern->v.MatchAs.name = name;
        return pattern;
    }
    Expr *attr = rule_attr(p);
    if (attr != NULL && name_ends(p)) return value_new(p, start, attr);
    p->mark = mark;
    return NULL;
}

/* --- sequences --- */

/* star_pattern: '*' pattern_capture_target | '*' wildcard_pattern */
static void *star_pattern_raw(Parser *p)
{
    const Token *start = parser_match(p, TOKEN_STAR);
    if (start == NULL) return NULL;
    const Identifier *name = rule_capture_target(p);
    if (name == NULL && !parser_match_word(p, "_")) return NULL;
    Pattern *pattern = pattern_new(p, NODE_MatchStar, start);
    pattern->v.MatchStar.name = name;
    return pattern;
}

/* maybe_star_pattern: star_pattern | pattern */
static Pattern *rule_maybe_star_pattern(Parser *p)
{
    Pattern *pattern = rule_memo(p, RULE_STAR_PATTERN, star_pattern_raw);
    return pattern != NULL || parser_failed(p) ? pattern : rule_pattern(p);
}

/* WORD.ITEM+ */
static bool pattern_list(Parser *p, TokenKind word, NodeList *list, Pattern *(*rule_item)(Parser *p))
{
    size_t before = list->length;
    for (;;) {
        int mark = p->mark;
        Pattern *item = list->length == before || parser_match(p, word)
                            ? rule_item(p)
                            : NULL;
        if (item == NULL) {
            p->mark = mark;
            return list->length > before;
        }
        list_add(p, list, item);
    }
}

/* maybe_sequence_pattern: ','.maybe_star_pattern+ ','? */
static void rule_maybe_sequence_pattern(Parser *p, NodeList *list)
{
    if (pattern_list(p, TOKEN_COMMA, list, rule_maybe_star_pattern)) parser_match(p, TOKEN_COMMA);
}

/* open_sequence_pattern: maybe_star_pattern ',' maybe_sequence_pattern? */
static bool rule_open_sequence_pattern(Parser *p, NodeList *list)
{
    int mark = p->mark;
    Pattern *first = rule_maybe_star_pattern(p);
    if (first == NULL || !parser_match(p, TOKEN_COMMA)) {
        p->mark = mark;
        return false;
    }
    list_add(p, list, first);
    rule_maybe_sequence_pattern(p, list);
    return true;
}

static Pattern *sequence_new(Parser *p, const Token *start, const NodeList *items)
{
    Pattern *pattern = pattern_new(p, NODE_MatchSequence, start);
    list_take(p, items, &pattern->v.MatchSequence.patterns);
    return pattern;
}

/* group_pattern: '(' pattern ')'
   sequence_pattern: '[' maybe_sequence_pattern? ']' | '(' open_sequence_pattern? ')' */
static Pattern *group_or_sequence(Parser *p)
{
    int mark = p->mark;
    NodeList items = {0};
    const Token *start = parser_peek(p);
    p->mark++;
    if (start->kind == TOKEN_LPAR) {
        Pattern *inner = rule_pattern(p);
        if (inner != NULL && parser_match(p, TOKEN_RPAR)) return inner;
        p->mark = mark + 1;
        rule_open_sequence_pattern(p, &items);
    } else {
        rule_maybe_sequence_pattern(p, &items);
    }
    if (parser_match(p, start->kind == TOKEN_LPAR ? TOKEN_RPAR : TOKEN_RSQB)) {
        return sequence_new(p, start, &items);
    }
    p->mark = mark;
    return NULL;
}

/* --- mappings --- */

/* ','.(( literal_expr | attr) ':' pattern)+ */
static bool items_pattern(Parser *p, NodeList *keys, NodeList *patterns)
{
    for (;;) {
        int mark = p->mark;
        Expr *key = NULL;
        if (keys->length == 0 || parser_match(p, TOKEN_COMMA)) {
            key = rule_literal_expr(p);
            if (key == NULL && !parser_failed(p)) key = rule_attr(p);
        }
        Pattern *pattern =
            key != NULL && parser_match(p, TOKEN_COLON) ? rule_pattern(p) : NULL;
        if (pattern == NULL) {
            p->mark = mark;
            return keys->length > 0;
        }
        list_add(p, keys, key);
        list_add(p, patterns, pattern);
    }
}

/* double_star_pattern: '**' pattern_capture_target */
static const Identifier *rule_double_star_pattern(Parser *p)
{
    int mark = p->mark;
    const Identifier *name =
        parser_match(p, TOKEN_DOUBLESTAR) ? rule_capture_target(p) : NULL;
    if (name == NULL) p->mark = mark;
    return name;
}

/* mapping_pattern: '{' '}' | '{' double_star_pattern ','? '}'
   | '{' items_pattern ',' double_star_pattern ','? '}' | '{' items_pattern ','? '}' */
static Pattern *rule_mapping_pattern(Parser *p)
{
    int mark = p->mark;
    NodeList keys = {0}, patterns = {0};
    const Token *start = parser_match(p, TOKEN_LBRACE);
    const Identifier *rest = NULL;
    if (items_pattern(p, &keys, &patterns)) {
        if (parser_match(p, TOKEN_COMMA)) rest = rule_double_star_pattern(p);
    } else {
        rest = rule_double_star_pattern(p);
    }
    if (rest != NULL) parser_match(p, TOKEN_COMMA);
    if (!parser_match(p, TOKEN_RBRACE)) return parser_back(p, mark);
    Pattern *pattern = pattern_new(p, NODE_MatchMapping, start);
    list_take(p, &keys, &pattern->v.MatchMapping.keys);
    list_take(p, &patterns, &pattern->v.MatchMapping.patterns);
    pattern->v.MatchMapping.rest = rest;
    return pattern;
}

/* --- classes --- */

/* keyword_patterns: ','.(NAME '=' pattern)+ */
static bool keyword_patterns(Parser *p, NodeList *names, NodeList *patterns)
{
    for (;;) {
        int mark = p->mark;
        Expr *name = names->length == 0 || parser_match(p, TOKEN_COMMA)
                         ? parser_match_name(p)
                         : NULL;
        Pattern *pattern =
            name != NULL && parser_match(p, TOKEN_EQUAL) ? rule_pattern(p) : NULL;
        if (pattern == NULL) {
            p->mark = mark;
            return names->length > 0;
        }
        list_add(p, names, (void *)(uintptr_t)name->v.Name.id);
        list_add(p, patterns, pattern);
    }
}

/* invalid_class_pattern: name_or_attr '(' [positional_patterns ','] keyword_patterns
   ',' positional_patterns */
static void invalid_class_pattern(Parser *p)
{
    NodeList before = {0}, names = {0}, patterns = {0}, late = {0};
    int mark = p->mark;
    if (!pattern_list(p, TOKEN_COMMA, &before, rule_pattern) || !parser_match(p, TOKEN_COMMA)) {
        p->mark = mark;
    }
    if (keyword_patterns(p, &names, &patterns) && parser_match(p, TOKEN_COMMA) &&
        pattern_list(p, TOKEN_COMMA, &late, rule_pattern)) {
        const Pattern *first = late.items[0], *last = late.items[late.length - 1];
        raise_at(p,
                 span_join(first->span, last->span),
                 "positional patterns follow keyword patterns");
    }
}

/* class_pattern: name_or_attr '(' ')' | name_or_attr '(' positional_patterns ','? ')'
   | name_or_attr '(' keyword_patterns ','? ')'
   | name_or_attr '(' positional_patterns ',' keyword_patterns ','? ')'
   | invalid_class_pattern */
static Pattern *rule_class_pattern(Parser *p)
{
    int mark = p->mark;
    NodeList patterns = {0}, names = {0}, values = {0};
    const Token *start = parser_peek(p);
    Expr *cls = rule_name_or_attr(p);
    if (cls == NULL || !parser_match(p, TOKEN_LPAR)) return parser_back(p, mark);
    int inside = p->mark;
    bool positional = pattern_list(p, TOKEN_COMMA, &patterns, rule_pattern);
    if (!positional || parser_match(p, TOKEN_COMMA)) {
        if (keyword_patterns(p, &names, &values)) parser_match(p, TOKEN_COMMA);
    }
    if (!parser_match(p, TOKEN_RPAR)) {
        p->mark = inside;
        if (p->explaining && !parser_failed(p)) invalid_class_pattern(p);
        p->mark = mark;
        return NULL;
    }
    Pattern *pattern = pattern_new(p, NODE_MatchClass, start);
    pattern->v.MatchClass.cls = cls;
    list_take(p, &patterns, &pattern->v.MatchClass.patterns);
    list_take(p, &names, &pattern->v.MatchClass.kwd_attrs);
    list_take(p, &values, &pattern->v.MatchClass.kwd_patterns);
    return pattern;
}

/* --- together --- */

/* closed_pattern: literal_pattern | capture_pattern | wildcard_pattern | value_pattern
   | group_pattern | sequence_pattern | mapping_pattern | class_pattern */
static void *closed_pattern_raw(Parser *p)
{
    const Token *token = parser_peek(p);
    if (token == NULL) return NULL;
    switch (token->kind) {
    case TOKEN_NAME: {
        Pattern *pattern = name_pattern(p);
        return pattern != NULL || parser_failed(p) ? pattern : rule_class_pattern(p);
    }
    case TOKEN_LPAR:
    case TOKEN_LSQB: return group_or_sequence(p);
    case TOKEN_LBRACE: return rule_mapping_pattern(p);
    default: return rule_literal_pattern(p);
    }
}

static Pattern *rule_closed_pattern(Parser *p)
{
    return rule_memo(p, RULE_CLOSED_PATTERN, closed_pattern_raw);
}

/* or_pattern: '|'.closed_pattern+ */
static Pattern *rule_or_pattern(Parser *p)
{
    const Token *start = parser_peek(p);
    NodeList items = {0};
    pattern_list(p, TOKEN_VBAR, &items, rule_closed_pattern);
    if (items.length <= 1) return items.length == 1 ? items.items[0] : NULL;
    Pattern *pattern = pattern_new(p, NODE_MatchOr, start);
    list_take(p, &items, &pattern->v.MatchOr.patterns);
    return pattern;
}

/* invalid_as_pattern: or_pattern 'as' "_" | or_pattern 'as' !NAME expression
   The mark stands behind the 'as'. */
static void invalid_as_pattern(Parser *p)
{
    const Token *wildcard = parser_match_word(p, "_");
    if (wildcard != NULL) {
        raise_at(p, span_of_token(wildcard), "cannot use '_' as a target");
        return;
    }
    Expr *expr = parser_at(p, TOKEN_NAME) ? NULL : rule_expression(p);
    if (expr != NULL) raise_at(p, expr->span, "invalid pattern target");
}

/* pattern: as_pattern | or_pattern
   as_pattern: or_pattern 'as' pattern_capture_target | invalid_as_pattern */
static Pattern *rule_pattern(Parser *p)
{
    const Token *start = parser_peek(p);
    Pattern *inner = rule_or_pattern(p);
    if (inner == NULL) return NULL;
    int mark = p->mark;
    if (!parser_match(p, TOKEN_AS)) return inner;
    const Identifier *name = rule_capture_target(p);
    if (name == NULL) {
        if (p->explaining && !parser_failed(p)) {
            p->mark = mark + 1;
            invalid_as_pattern(p);
        }
        p->mark = mark;
        return inner;
    }
    Pattern *pattern = pattern_new(p, NODE_MatchAs, start);
    pattern->v.MatchAs = (MatchAs_Fields){inner, name};
    return pattern;
}

/* patterns: open_sequence_pattern | pattern */
Pattern *rule_patterns(Parser *p)
{
    NodeList items = {0};
    const Token *start = parser_peek(p);
    if (rule_open_sequence_pattern(p, &items)) return sequence_new(p, start, &items);
    return parser_failed(p) ? NULL : rule_pattern(p);
}
