/* The literal of a NUMBER token.  Its value stays text: what an int or a float is, the
   compiler knows. */
#include "syntax/parser.h"

#include <string.h>

/* How many decimal digits an int may have unless the options say otherwise. */
enum { DEFAULT_MAX_DIGITS = 4300 };

static bool is_float(const char *text, size_t length)
{
    return memchr(text, '.', length) != NULL || memchr(text, 'e', length) != NULL ||
           memchr(text, 'E', length) != NULL;
}

static bool has_radix(const char *text, size_t length)
{
    return length > 1 && text[0] == '0' && strchr("xXoObB", text[1]) != NULL;
}

static LiteralKind number_kind(const char *text, size_t length)
{
    if (has_radix(text, length)) return LITERAL_INT;
    if (text[length - 1] == 'j' || text[length - 1] == 'J') return LITERAL_COMPLEX;
    return is_float(text, length) ? LITERAL_FLOAT : LITERAL_INT;
}

/* Digits without leading zeros, which do not count for the limit. */
static size_t count_digits(const Literal *literal)
{
    return literal->length - strspn(literal->text, "0");
}

Expr *number_new(Parser *p, const Token *token)
{
    size_t length = (size_t)(token->end - token->start);
    char *text = log_alloc(p->log, length + 1);
    if (text == NULL) return NULL;
    if (memchr(token->start, '_', length) != NULL) {
        parser_has_version(p, 6, "Underscores in numeric literals are");
    }
    size_t used = 0;
    for (size_t i = 0; i < length; i++) {
        if (token->start[i] != '_') text[used++] = token->start[i];
    }
    Literal literal = {.kind = number_kind(text, used), .length = used, .text = text};
    if (literal.kind == LITERAL_COMPLEX) text[--literal.length] = '\0';
    int limit = p->options->max_int_digits == 0 ? DEFAULT_MAX_DIGITS
                                                : p->options->max_int_digits;
    if (literal.kind == LITERAL_INT && limit > 0 && !has_radix(text, used) &&
        count_digits(&literal) > (size_t)limit) {
        /* No columns, to keep thousands of digits out of the report. */
        return raise_at(
            p,
            (Span){token->lineno, -1, token->end_lineno, -1},
            "Exceeds the limit (%d digits) for integer string conversion: value has "
            "%zu digits; use sys.set_int_max_str_digits() to increase the limit - "
            "Consider hexadecimal for huge integer literals to avoid decimal "
            "conversion limits.",
            limit,
            count_digits(&literal));
    }
    Expr *expr = expr_new_at(p, NODE_Constant, span_of_token(token));
    expr->v.Constant.value = literal;
    return expr;
}
