/* Operators, from `or` down to attribute, call and subscript.  The grammar's
   left-recursive rules (sum: sum '+' term | term) become loops. */
#include "syntax/parser.h"

/* ITEM (WORD ITEM)*, as disjunction and conjunction are. */
static Expr *
bool_op(Parser *p, TokenKind word, BoolOperator op, Expr *(*rule_item)(Parser *p))
{
    const Token *start = parser_peek(p);
    Expr *first = rule_item(p);
    if (first == NULL || !parser_at(p, word)) return first;
    NodeList values = {0};
    list_add(p, &values, first);
    rule_more(p, word, rule_item, &values);
    if (values.length == 1) return first;
    Expr *expr = expr_new(p, NODE_BoolOp, start);
    expr->v.BoolOp.op = op;
    list_take(p, &values, &expr->v.BoolOp.values);
    return expr;
}

static Expr *rule_conjunction(Parser *p);
static Expr *rule_inversion(Parser *p);

/* disjunction: conjunction ('or' conjunction)+ | conjunction */
static void *disjunction_raw(Parser *p)
{
    return bool_op(p, TOKEN_OR, BOOLOP_Or, rule_conjunction);
}

Expr *rule_disjunction(Parser *p)
{
    return RULE_ONCE(p, DISJUNCTION, disjunction_raw);
}

/* conjunction: inversion ('and' inversion)+ | inversion */
static void *conjunction_raw(Parser *p)
{
    return bool_op(p, TOKEN_AND, BOOLOP_And, rule_inversion);
}

static Expr *rule_conjunction(Parser *p)
{
    return RULE_ONCE(p, CONJUNCTION, conjunction_raw);
}

static Expr *unary(Parser *p, const Token *start, UnaryOperator op, Expr *operand)
{
    if (operand == NULL) return NULL;
    Expr *expr = expr_new(p, NODE_UnaryOp, start);
    expr->v.UnaryOp = (UnaryOp_Fields){op, operand};
    return expr;
}

/* '==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' | 'in' | 'is' 'not' | 'is' */
static bool compare_operator(Parser *p, CompareOperator *op)
{
    const Token *token = parser_peek(p);
    if (token == NULL) return false;
    bool flufl = p->options->barry_as_flufl;
    switch (token->kind) {
    case TOKEN_EQEQUAL: *op = CMPOP_Eq; break;
    case TOKEN_NOTEQUAL:
        if (flufl) {
            return raise_syntax(p, "with Barry as BDFL, use '<>' instead of '!='") !=
                   NULL;
        }
        *op = CMPOP_NotEq;
        break;
    case TOKEN_LESSGREATER:
        if (!flufl) return false;
        *op = CMPOP_NotEq;
        break;
    case TOKEN_LESSEQUAL: *op = CMPOP_LtE; break;
    case TOKEN_LESS: *op = CMPOP_Lt; break;
    case TOKEN_GREATEREQUAL: *op = CMPOP_GtE; break;
    case TOKEN_GREATER: *op = CMPOP_Gt; break;
    case TOKEN_IN: *op = CMPOP_In; break;
    case TOKEN_NOT:
        p->mark++;
        *op = CMPOP_NotIn;
        return parser_match(p, TOKEN_IN) != NULL;
    case TOKEN_IS:
        p->mark++;
        *op = parser_match(p, TOKEN_NOT) ? CMPOP_IsNot : CMPOP_Is;
        return true;
    default: return false;
    }
    p->mark++;
    return true;
}

/* One compare_op_bitwise_or_pair; puts the mark back when there is none. */
static Expr *compare_pair(Parser *p, CompareOperator *op)
{
    int mark = p->mark;
    *op = CMPOP_Eq;
    Expr *right = compare_operator(p, op) ? rule_bitwise_or(p) : NULL;
    if (right == NULL && *op == CMPOP_IsNot && !parser_failed(p)) {
        /* `is not` did not lead to an operand; `is` alone is another alternative. */
        p->mark = mark + 1;
        *op = CMPOP_Is;
        right = rule_bitwise_or(p);
    }
    if (right == NULL) p->mark = mark;
    return right;
}

/* comparison: bitwise_or compare_op_bitwise_or_pair+ | bitwise_or */
static Expr *rule_comparison(Parser *p)
{
    const Token *start = parser_peek(p);
    CompareOperator op = CMPOP_Eq;
    NodeList ops = {0}, comparators = {0};
    Expr *left = rule_bitwise_or(p);
    if (left == NULL) return NULL;
    for (;;) {
        Expr *right = compare_pair(p, &op);
        if (right == NULL) break;
        list_add(p, &ops, (void *)(intptr_t)op);
        list_add(p, &comparators, right);
    }
    if (ops.length == 0) return left;
    Expr *expr = expr_new(p, NODE_Compare, start);
    expr->v.Compare.left = left;
    words_copy(p, &ops, &expr->v.Compare.ops);
    list_take(p, &comparators, &expr->v.Compare.comparators);
    return expr;
}

/* inversion: 'not' inversion | comparison */
static void *inversion_raw(Parser *p)
{
    const Token *start = parser_match(p, TOKEN_NOT);
    if (start != NULL) return unary(p, start, UNARYOP_Not, rule_inversion(p));
    return rule_comparison(p);
}

static Expr *rule_inversion(Parser *p)
{
    return RULE_ONCE(p, INVERSION, inversion_raw);
}

/* --- binary operators --- */

/* How tightly the operator of KIND binds: 1 for '|' to 6 for '*'; 0 if it is none. */
static int binary_operator(TokenKind kind, Operator *op)
{
    switch (kind) {
    case TOKEN_VBAR: *op = OPERATOR_BitOr; return 1;
    case TOKEN_CIRCUMFLEX: *op = OPERATOR_BitXor; return 2;
    case TOKEN_AMPER: *op = OPERATOR_BitAnd; return 3;
    case TOKEN_LEFTSHIFT: *op = OPERATOR_LShift; return 4;
    case TOKEN_RIGHTSHIFT: *op = OPERATOR_RShift; return 4;
    case TOKEN_PLUS: *op = OPERATOR_Add; return 5;
    case TOKEN_MINUS: *op = OPERATOR_Sub; return 5;
    case TOKEN_STAR: *op = OPERATOR_Mult; return 6;
    case TOKEN_SLASH: *op = OPERATOR_Div; return 6;
    case TOKEN_DOUBLESLASH: *op = OPERATOR_FloorDiv; return 6;
    case TOKEN_PERCENT: *op = OPERATOR_Mod; return 6;
    case TOKEN_AT: *op = OPERATOR_MatMult; return 6;
    default: return 0;
    }
}

static Expr *rule_factor(Parser *p);

/* bitwise_or: bitwise_or '|' bitwise_xor | bitwise_xor     and so on down to
   term: term '*' factor | ... | factor
   All these levels in one: operators that bind at least as tightly as LOWEST. */
static Expr *binary(Parser *p, int lowest)
{
    const Token *start = parser_peek(p);
    Expr *left = rule_factor(p);
    while (left != NULL) {
        Operator op = OPERATOR_Add;
        const Token *token = parser_peek(p);
        int tightness = token != NULL ? binary_operator(token->kind, &op) : 0;
        if (tightness == 0 || tightness < lowest) break;
        int mark = p->mark++;
        Expr *right = binary(p, tightness + 1);
        if (right == NULL) {
            p->mark = mark;
            break;
        }
        if (op == OPERATOR_MatMult) parser_has_version(p, 5, "The '@' operator is");
        Expr *expr = expr_new(p, NODE_BinOp, start);
        expr->v.BinOp = (BinOp_Fields){left, op, right};
        left = expr;
    }
    return left;
}

static void *bitwise_or_raw(Parser *p)
{
    return binary(p, 1);
}

Expr *rule_bitwise_or(Parser *p)
{
    return rule_memo(p, RULE_BITWISE_OR, bitwise_or_raw);
}

static Expr *rule_await_primary(Parser *p);

/* power: await_primary '**' factor | await_primary */
static Expr *rule_power(Parser *p)
{
    const Token *start = parser_peek(p);
    Expr *base = rule_await_primary(p);
    if (base == NULL) return NULL;
    Expr *exponent = rule_after(p, TOKEN_DOUBLESTAR, rule_factor);
    if (exponent == NULL) return base;
    Expr *expr = expr_new(p, NODE_BinOp, start);
    expr->v.BinOp = (BinOp_Fields){base, OPERATOR_Pow, exponent};
    return expr;
}

/* factor: '+' factor | '-' factor | '~' factor | power */
static void *factor_raw(Parser *p)
{
    const Token *start = parser_peek(p);
    if (start == NULL) return NULL;
    switch (start->kind) {
    case TOKEN_PLUS: p->mark++; return unary(p, start, UNARYOP_UAdd, rule_factor(p));
    case TOKEN_MINUS: p->mark++; return unary(p, start, UNARYOP_USub, rule_factor(p));
    case TOKEN_TILDE: p->mark++; return unary(p, start, UNARYOP_Invert, rule_factor(p));
    default: return rule_power(p);
    }
}

static Expr *rule_factor(Parser *p)
{
    return RULE_ONCE(p, FACTOR, factor_raw);
}

/* await_primary: 'await' primary | primary */
static void *await_primary_raw(Parser *p)
{
    const Token *start = parser_match(p, TOKEN_AWAIT);
    if (start == NULL) return rule_primary(p);
    Expr *value = rule_primary(p);
    if (value == NULL) return NULL;
    parser_has_version(p, 5, "Await expressions are");
    Expr *expr = expr_new(p, NODE_Await, start);
    expr->v.Await.value = value;
    return expr;
}

static Expr *rule_await_primary(Parser *p)
{
    return RULE_ONCE(p, AWAIT_PRIMARY, await_primary_raw);
}
