/* The literals that a pattern may be or a mapping pattern may have as keys: numbers
   with a sign, complex numbers as a sum, strings and the three singletons. */
#include "syntax/parser.h"

/* signed_number: NUMBER | '-' NUMBER */
static Expr *rule_signed_number(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    bool negative = parser_match(p, TOKEN_MINUS) != NULL;
    const Token *token = parser_match(p, TOKEN_NUMBER);
    Expr *number = token != NULL ? number_new(p, token) : NULL;
    if (number == NULL) return parser_back(p, mark);
    if (!negative) return number;
    Expr *expr = expr_new(p, NODE_UnaryOp, start);
    expr->v.UnaryOp = (UnaryOp_Fields){UNARYOP_USub, number};
    return expr;
}

/* complex_number: signed_real_number '+' imaginary_number
                 | signed_real_number '-' imaginary_number */
static Expr *rule_complex_number(Parser *p)
{
    int mark = p->mark;
    const Token *start = parser_peek(p);
    Expr *real = rule_signed_number(p);
    if (real == NULL) return NULL;
    const Expr *number = real->kind == NODE_UnaryOp ? real->v.UnaryOp.operand : real;
    if (number->v.Constant.value.kind == LITERAL_COMPLEX) {
        return raise_at(p, number->span, "real number required in complex literal");
    }
    Operator op = parser_at(p, TOKEN_PLUS) ? OPERATOR_Add : OPERATOR_Sub;
    const Token *token = NULL;
    if (parser_match(p, TOKEN_PLUS) || parser_match(p, TOKEN_MINUS)) {
        token = parser_match(p, TOKEN_NUMBER);
    }
    Expr *imaginary = token != NULL ? number_new(p, token) : NULL;
    if (imaginary == NULL) return parser_back(p, mark);
    if (imaginary->v.Constant.value.kind != LITERAL_COMPLEX) {
        return raise_at(
            p, imaginary->span, "imaginary number required in complex literal");
    }
    Expr *expr = expr_new(p, NODE_BinOp, start);
    expr->v.BinOp = (BinOp_Fields){real, op, imaginary};
    return expr;
}

/* signed_number !('+' | '-') | complex_number | strings */
Expr *pattern_number_or_strings(Parser *p)
{
    int mark = p->mark;
    Expr *expr = rule_signed_number(p);
    if (expr != NULL && !parser_at(p, TOKEN_PLUS) && !parser_at(p, TOKEN_MINUS)) {
        return expr;
    }
    p->mark = mark;
    expr = parser_failed(p) ? NULL : rule_complex_number(p);
    return expr != NULL || parser_failed(p) || !parser_at(p, TOKEN_STRING)
               ? expr
               : rule_strings(p);
}

/* 'None' | 'True' | 'False' */
bool pattern_singleton(Parser *p, LiteralKind *kind)
{
    if (parser_match(p, TOKEN_NONE)) {
        *kind = LITERAL_NONE;
    } else if (parser_match(p, TOKEN_TRUE)) {
        *kind = LITERAL_TRUE;
    } else if (parser_match(p, TOKEN_FALSE)) {
        *kind = LITERAL_FALSE;
    } else {
        return false;
    }
    return true;
}

/* literal_expr: number_or_strings | singleton */
Expr *rule_literal_expr(Parser *p)
{
    const Token *start = parser_peek(p);
    LiteralKind kind;
    Expr *expr = pattern_number_or_strings(p);
    if (expr == NULL && pattern_singleton(p, &kind)) {
        expr = expr_new_constant(p, kind, start);
    }
    return expr;
}
