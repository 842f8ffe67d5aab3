/* The failing expression is parsed again, alone: its columns are then those in the text. */
#include "modules/anchors.h"

#include "syntax/parse.h"

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\f' || c == '\n' || c == '\r';
}

static bool operator_anchors(const char *text, const Expr *left, const Expr *right, int *first, int *end)
{
    if (left->span.end_lineno != right->span.lineno) return false;
    for (int i = left->span.end_col_offset; i < right->span.col_offset; i++) {
        if (is_space(text[i])) continue;
        *first = i;
        *end = i + 1;
        if (i + 1 < right->span.col_offset && !is_space(text[i + 1])) ++*end;
        return true;
    }
    return false;
}

bool expression_anchors(const char *text, size_t size, int *left, int *right, size_t stack_left)
{
    ParseOptions options = {.filename = "<segment>", .stack_limit = stack_left, .is_utf8 = true};
    Arena *arena = arena_new();
    if (arena == NULL) return false;
    ParseResult parsed = parse_source(arena, START_FILE, text, size, &options);
    bool found = false;
    if (parsed.tree != NULL && parsed.tree->v.Module.body.length == 1 &&
        parsed.tree->v.Module.body.items[0]->kind == NODE_Expr) {
        const Expr *expr = parsed.tree->v.Module.body.items[0]->v.Expr.value;
        if (expr->kind == NODE_BinOp) {
            found = operator_anchors(text, expr->v.BinOp.left, expr->v.BinOp.right, left, right);
        } else if (expr->kind == NODE_Subscript) {
            *left = expr->v.Subscript.value->span.end_col_offset;
            *right = expr->v.Subscript.slice->span.end_col_offset + 1;
            found = true;
        }
    }
    arena_free(arena);
    return found;
}
