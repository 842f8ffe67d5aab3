/* Tokens and trees as JSON: the tables of the lexer and of ast.def give every name, so that a
   new kind of node needs nothing here. */
#include "cli/json_build.h"
#include "cli/json_stages.h"
#include "syntax/ast_dump.h"
#include "syntax/lexer_dump.h"
#include "syntax/literal_repr.h"

/* --- tokens */

static void add_place(JsonOut *out, const char *key, TokenPlace place)
{
    json_key(out, key);
    json_literal(out, "[");
    json_signed(out, place.line);
    json_literal(out, ",");
    json_signed(out, place.column);
    json_literal(out, "]");
}

static void add_token(void *context, const char *kind, TokenPlace start, TokenPlace end, const char *text, size_t length)
{
    JsonOut *out = context;
    json_open(out, '{');
    json_key(out, "kind");
    json_text(out, kind);
    json_key(out, "text");
    json_string(out, text, length);
    add_place(out, "start", start);
    add_place(out, "end", end);
    json_close(out, '}');
}

bool json_tokens(SyntaxLog *log, const char *source, size_t length, Buf *result)
{
    JsonOut out = {0};
    json_open(&out, '{');
    json_key(&out, "file");
    json_text(&out, log->filename);
    json_key(&out, "tokens");
    json_open(&out, '[');
    bool fine = lexer_visit(log, source, length, add_token, &out);
    json_close(&out, ']');
    json_close(&out, '}');
    json_finish(&out, result);
    return fine;
}

/* --- trees */

static bool add_node(JsonOut *out, const Node *node, int depth);

static const char *literal_type(LiteralKind kind)
{
    static const char *const names[] = {
        [LITERAL_NONE] = "NoneType",      [LITERAL_TRUE] = "bool",   [LITERAL_FALSE] = "bool",
        [LITERAL_ELLIPSIS] = "ellipsis",  [LITERAL_INT] = "int",     [LITERAL_FLOAT] = "float",
        [LITERAL_COMPLEX] = "complex",    [LITERAL_STR] = "str",     [LITERAL_BYTES] = "bytes",
        [LITERAL_OBJECT] = "object",
    };
    return names[kind];
}

static void add_literal(JsonOut *out, const Literal *literal)
{
    Buf repr = BUF_INIT;
    literal_repr(literal, &repr);
    json_open(out, '{');
    json_key(out, "type");
    json_text(out, literal_type(literal->kind));
    json_key(out, "repr");
    json_buf(out, &repr);
    json_close(out, '}');
}

static void add_identifier(JsonOut *out, const Identifier *name)
{
    json_item(out);
    if (name == NULL) json_null(out);
    else json_string(out, name->text, name->length);
}

static bool add_nodes(JsonOut *out, const NodeSeq *nodes, int depth)
{
    bool fine = true;
    json_open(out, '[');
    for (size_t i = 0; i < nodes->length && fine; i++) {
        json_item(out);
        fine = add_node(out, nodes->items[i], depth);
    }
    json_close(out, ']');
    return fine;
}

static void add_words(JsonOut *out, const CompareOperatorSeq *words)
{
    json_open(out, '[');
    for (size_t i = 0; i < words->length; i++) {
        json_item(out);
        json_text(out, word_name(words->items[i]));
    }
    json_close(out, ']');
}

static void add_identifiers(JsonOut *out, const IdentifierSeq *names)
{
    json_open(out, '[');
    for (size_t i = 0; i < names->length; i++) add_identifier(out, names->items[i]);
    json_close(out, ']');
}

static bool add_field(JsonOut *out, const void *value, FieldShape shape, int depth)
{
    switch (shape) {
    case SHAPE_INT: json_signed(out, *(const int *)value); break;
    case SHAPE_LITERAL: add_literal(out, value); break;
    case SHAPE_WORD: json_text(out, word_name(*(const NodeWord *)value)); break;
    case SHAPE_WORD_SEQ: add_words(out, value); break;
    case SHAPE_IDENTIFIER: add_identifier(out, *(const Identifier *const *)value); break;
    case SHAPE_IDENTIFIER_SEQ: add_identifiers(out, value); break;
    case SHAPE_STRING: {
        const char *text = *(const char *const *)value;
        if (text == NULL) json_null(out);
        else json_text(out, text);
        break;
    }
    case SHAPE_NODE: return add_node(out, *(const Node *const *)value, depth);
    case SHAPE_NODE_SEQ: return add_nodes(out, value, depth);
    }
    return true;
}

static void add_span(JsonOut *out, const Span *span)
{
    json_key(out, "lineno");
    json_signed(out, span->lineno);
    json_key(out, "col_offset");
    json_signed(out, span->col_offset);
    json_key(out, "end_lineno");
    json_signed(out, span->end_lineno);
    json_key(out, "end_col_offset");
    json_signed(out, span->end_col_offset);
}

static bool add_node(JsonOut *out, const Node *node, int depth)
{
    if (node == NULL) {
        json_null(out);
        return true;
    }
    const NodeInfo *info = node_info(node->kind);
    bool fine = depth <= AST_DUMP_MAX_DEPTH;
    json_open(out, '{');
    json_key(out, "node");
    json_text(out, info->name);
    for (int i = 0; fine && i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        const NodeField *field = &info->fields[i];
        json_key(out, field->name);
        fine = add_field(out, node_field(node, field), field_shape(field->kind), depth + 1);
    }
    if (info->positioned) add_span(out, &node->span);
    json_close(out, '}');
    return fine;
}

bool json_tree(const Node *tree, const char *filename, Buf *result)
{
    JsonOut out = {0};
    json_open(&out, '{');
    json_key(&out, "file");
    json_text(&out, filename);
    json_key(&out, "tree");
    bool fine = add_node(&out, tree, 0);
    json_close(&out, '}');
    json_finish(&out, result);
    return fine;
}
