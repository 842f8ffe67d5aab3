/* Making nodes and sequences.  Nothing here returns NULL for want of memory except
   node_new: the spare nodes of the parser take what is written, and the recorded error
   makes every rule fail. */
#include "syntax/parser.h"

#include <string.h>

Span span_of_token(const Token *token)
{
    return (Span){
        token->lineno, token->col_offset, token->end_lineno, token->end_col_offset};
}

Span span_join(Span first, Span last)
{
    return (Span){first.lineno, first.col_offset, last.end_lineno, last.end_col_offset};
}

static bool is_blank(TokenKind kind)
{
    return kind == TOKEN_ENDMARKER || kind == TOKEN_NEWLINE || kind == TOKEN_INDENT ||
           kind == TOKEN_DEDENT;
}

Span parser_span(Parser *p, const Token *start)
{
    Span span = span_of_token(start);
    for (int i = p->mark - 1; i >= 0; i--) {
        const Token *token = &p->tokens.items[i]->token;
        if (!is_blank(token->kind)) return span_join(span, span_of_token(token));
    }
    return span;
}

static inline void *node_make(Parser *p, NodeKind kind, size_t size, Span span)
{
    Node *node = arena_alloc(p->arena, size);
    if (node == NULL) {
        log_no_memory(p->log);
        return NULL;
    }
    node->kind = kind;
    node->span = span;
    return node;
}

void *node_new(Parser *p, NodeKind kind, size_t size, Span span)
{
    return node_make(p, kind, size, span);
}

Expr *expr_new_at(Parser *p, NodeKind kind, Span span)
{
    Expr *expr = node_make(p, kind, sizeof *expr, span);
    return expr != NULL ? expr : &p->spare_expr;
}

Expr *expr_new(Parser *p, NodeKind kind, const Token *start)
{
    return expr_new_at(p, kind, parser_span(p, start));
}

Stmt *stmt_new(Parser *p, NodeKind kind, const Token *start)
{
    Stmt *stmt = node_make(p, kind, sizeof *stmt, parser_span(p, start));
    return stmt != NULL ? stmt : &p->spare_stmt;
}

Pattern *pattern_new(Parser *p, NodeKind kind, const Token *start)
{
    Pattern *pattern = node_make(p, kind, sizeof *pattern, parser_span(p, start));
    return pattern != NULL ? pattern : &p->spare_pattern;
}

Expr *expr_new_constant(Parser *p, LiteralKind kind, const Token *start)
{
    Expr *expr = expr_new(p, NODE_Constant, start);
    expr->v.Constant.value.kind = kind;
    return expr;
}

static void copy_in_context(Parser *p, ExprSeq *seq, ExprContext context)
{
    NodeList list = {0};
    for (size_t i = 0; i < seq->length; i++) {
        list_add(p, &list, expr_in_context(p, seq->items[i], context));
    }
    list_take(p, &list, seq);
}

Expr *expr_in_context(Parser *p, Expr *expr, ExprContext context)
{
    Expr *copy = expr_new_at(p, expr->kind, expr->span);
    copy->v = expr->v;
    switch (expr->kind) {
    case NODE_Name: copy->v.Name.ctx = context; break;
    case NODE_Tuple:
        copy->v.Tuple.ctx = context;
        copy_in_context(p, &copy->v.Tuple.elts, context);
        break;
    case NODE_List:
        copy->v.List.ctx = context;
        copy_in_context(p, &copy->v.List.elts, context);
        break;
    case NODE_Subscript: copy->v.Subscript.ctx = context; break;
    case NODE_Attribute: copy->v.Attribute.ctx = context; break;
    case NODE_Starred:
        copy->v.Starred.ctx = context;
        copy->v.Starred.value = expr_in_context(p, expr->v.Starred.value, context);
        break;
    default: return expr;
    }
    return copy;
}

/* --- sequences --- */

static bool list_grow(Parser *p, NodeList *list)
{
    if (list->length < list->capacity) return true;
    size_t capacity = list->capacity == 0 ? 4 : list->capacity * 2;
    void **items = ARENA_ARRAY(p->scratch, void *, capacity);
    if (items == NULL) {
        log_no_memory(p->log);
        return false;
    }
    if (list->length != 0) memcpy(items, list->items, list->length * sizeof *items);
    list->items = items;
    list->capacity = capacity;
    return true;
}

void list_add(Parser *p, NodeList *list, void *item)
{
    if (list_grow(p, list)) list->items[list->length++] = item;
}

void list_copy(Parser *p, const NodeList *list, void **items, size_t *length)
{
    size_t size = list->length * sizeof *list->items;
    void *copy = size == 0 ? NULL : log_alloc(p->log, size);
    if (copy != NULL) memcpy(copy, list->items, size);
    memcpy(items, &copy, sizeof copy);
    *length = copy != NULL ? list->length : 0;
}

void words_copy(Parser *p, const NodeList *list, CompareOperatorSeq *seq)
{
    seq->items = log_alloc(p->log, (list->length + 1) * sizeof *seq->items);
    seq->length = seq->items != NULL ? list->length : 0;
    for (size_t i = 0; i < seq->length; i++) {
        seq->items[i] = (CompareOperator)(intptr_t)list->items[i];
    }
}

/* --- words for messages --- */

static const char *describe_constant(const Literal *literal)
{
    switch (literal->kind) {
    case LITERAL_NONE: return "None";
    case LITERAL_FALSE: return "False";
    case LITERAL_TRUE: return "True";
    case LITERAL_ELLIPSIS: return "ellipsis";
    default: return "literal";
    }
}

const char *expr_describe(const Expr *expr)
{
    switch (expr->kind) {
    case NODE_Attribute: return "attribute";
    case NODE_Subscript: return "subscript";
    case NODE_Starred: return "starred";
    case NODE_Name: return "name";
    case NODE_List: return "list";
    case NODE_Tuple: return "tuple";
    case NODE_Lambda: return "lambda";
    case NODE_Call: return "function call";
    case NODE_BoolOp:
    case NODE_BinOp:
    case NODE_UnaryOp: return "expression";
    case NODE_GeneratorExp: return "generator expression";
    case NODE_Yield:
    case NODE_YieldFrom: return "yield expression";
    case NODE_Await: return "await expression";
    case NODE_ListComp: return "list comprehension";
    case NODE_SetComp: return "set comprehension";
    case NODE_DictComp: return "dict comprehension";
    case NODE_Dict: return "dict literal";
    case NODE_Set: return "set display";
    case NODE_JoinedStr:
    case NODE_FormattedValue: return "f-string expression";
    case NODE_Constant: return describe_constant(&expr->v.Constant.value);
    case NODE_Compare: return "comparison";
    case NODE_IfExp: return "conditional expression";
    case NODE_NamedExpr: return "named expression";
    default: viv_unreachable("an expression of unknown kind");
    }
}
