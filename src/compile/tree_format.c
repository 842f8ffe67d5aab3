/* '%-5s|%r' % (a, b) → f'{a!s:5}|{b!r}'.  Only %s, %r and %a are simple enough to mean the
   same in both languages; any other unit, or a wrong count, leaves the expression alone. */
#include <stdio.h>
#include <string.h>

#include "objects/strobj.h"
#include "compile/tree_optimize.h"

enum { FORMAT_MAX_DIGITS = 3 };

typedef struct FormatUnit {
    bool left;        /* '-': to the left */
    int width, precision; /* -1: none */
    uint32_t letter;
} FormatUnit;

/* Reads a number of at most two digits at *position; false when it is longer or ends the text. */
static bool number_scan(Ref format, ptrdiff_t *position, int *number)
{
    int digits = 0;
    *number = 0;
    while (*position < str_length(format)) {
        uint32_t ch = str_at(format, *position);
        if (ch < '0' || ch > '9') return true;
        *number = *number * 10 + (int)(ch - '0');
        ++*position;
        if (++digits >= FORMAT_MAX_DIGITS) return false;
    }
    return false;
}

/* Reads the unit behind the '%' at *position - 1. */
static bool unit_scan(Ref format, ptrdiff_t *position, FormatUnit *unit)
{
    *unit = (FormatUnit){.width = -1, .precision = -1};
    ptrdiff_t length = str_length(format);
    for (; *position < length; ++*position) {
        uint32_t ch = str_at(format, *position);
        if (ch == '-') unit->left = true;
        if (ch == 0 || ch > 127 || strchr("-+ #0", (int)ch) == NULL) break;
    }
    if (*position >= length) return false;
    uint32_t ch = str_at(format, *position);
    if (ch >= '0' && ch <= '9' && !number_scan(format, position, &unit->width)) return false;
    if (str_at(format, *position) == '.') {
        ++*position;
        if (!number_scan(format, position, &unit->precision)) return false;
    }
    unit->letter = str_at(format, (*position)++);
    return true;
}

static Expr *expr_new(Compiler *c, NodeKind kind, Span span)
{
    Expr *expr = COMPILER_NEW(c, Expr);
    if (expr == NULL) return NULL;
    expr->kind = kind;
    expr->span = span;
    return expr;
}

static Expr *text_constant(Compiler *c, Own text, Span span)
{
    Ref kept = compiler_keep(c, text);
    Expr *expr = kept == NULL ? NULL : expr_new(c, NODE_Constant, span);
    if (expr != NULL) compiler_make_constant(c, expr, kept);
    return expr;
}

/* The text up to the next unit, with %% as %; *position stops at the unit's '%'. */
static Expr *literal_scan(Compiler *c, Ref format, ptrdiff_t *position)
{
    static const Span nowhere = {-1, -1, -1, -1};
    Buf text = BUF_INIT;
    ptrdiff_t start = *position, length = str_length(format);
    while (*position < length) {
        uint32_t ch = str_at(format, *position);
        if (ch == '%') {
            if (*position + 1 >= length || str_at(format, *position + 1) != '%') break;
            ++*position;
        }
        buf_add_utf8(&text, ch);
        ++*position;
    }
    Expr *expr = NULL;
    if (*position > start) expr = text_constant(c, str_from_buf(c->rt, &text), nowhere);
    buf_fini(&text);
    return expr;
}

static Expr *formatted_value(Compiler *c, Expr *value, const FormatUnit *unit)
{
    if (unit->letter != 's' && unit->letter != 'r' && unit->letter != 'a') return NULL;
    char spec[32];
    int used = 0;
    if (!unit->left && unit->width > 0) spec[used++] = '>';
    if (unit->width >= 0) used += snprintf(spec + used, sizeof spec - (size_t)used, "%d", unit->width);
    if (unit->precision >= 0) used += snprintf(spec + used, sizeof spec - (size_t)used, ".%d", unit->precision);
    Expr *expr = expr_new(c, NODE_FormattedValue, value->span);
    if (expr == NULL) return NULL;
    expr->v.FormattedValue.value = value;
    expr->v.FormattedValue.conversion = (int)unit->letter;
    if (used > 0) {
        expr->v.FormattedValue.format_spec = text_constant(c, str_from_wtf8(c->rt, spec, (size_t)used), value->span);
    }
    return expr;
}

void fold_percent_format(Compiler *c, Expr *expr, Ref format)
{
    ExprSeq elts = expr->v.BinOp.right->v.Tuple.elts;
    ExprSeq parts = {COMPILER_ARRAY(c, Expr *, elts.length * 2 + 1), 0};
    size_t used = 0;
    for (ptrdiff_t position = 0; !c->failed;) {
        Expr *text = literal_scan(c, format, &position);
        if (text != NULL) parts.items[parts.length++] = text;
        if (position >= str_length(format)) break;
        if (used >= elts.length) return; /* more units than values */
        FormatUnit unit;
        position++;
        if (!unit_scan(format, &position, &unit)) return;
        Expr *value = formatted_value(c, elts.items[used++], &unit);
        if (value == NULL) return;
        parts.items[parts.length++] = value;
    }
    if (c->failed || used < elts.length) return; /* more values than units */
    expr->kind = NODE_JoinedStr;
    expr->v.JoinedStr.values = parts;
}
