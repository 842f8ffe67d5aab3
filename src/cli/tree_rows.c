/* One row a node.  What is no node (names, constants, operators) stands behind the name of the node that
   it belongs to. */
#include "cli/tree_rows.h"

#include "base/buf.h"
#include "base/vec.h"
#include "syntax/ast_dump.h"
#include "syntax/literal_repr.h"
#include "syntax/parse.h"

typedef struct RowList {
    Arena *arena;
    VEC(TreeRow) rows;
    Buf label;
    bool failed; /* no memory, or too deep */
} RowList;

static bool is_scope(NodeKind kind)
{
    switch ((int)kind) {
    case NODE_Module: case NODE_FunctionDef: case NODE_AsyncFunctionDef: case NODE_ClassDef: case NODE_Lambda:
    case NODE_ListComp: case NODE_SetComp: case NODE_DictComp: case NODE_GeneratorExp: return true;
    default: return false;
    }
}

static void add_identifier(Buf *label, const Identifier *name)
{
    if (name == NULL) return;
    buf_add_char(label, ' ');
    buf_add(label, name->text, name->length);
}

static void add_words(Buf *label, const CompareOperatorSeq *words)
{
    for (size_t i = 0; i < words->length; i++) buf_printf(label, " %s", word_name(words->items[i]));
}

static void add_identifiers(Buf *label, const IdentifierSeq *names)
{
    for (size_t i = 0; i < names->length; i++) add_identifier(label, names->items[i]);
}

/* A field that is no node. */
static void add_plain_field(Buf *label, const NodeField *field, const void *value)
{
    switch (field_shape(field->kind)) {
    case SHAPE_IDENTIFIER: add_identifier(label, *(const Identifier *const *)value); break;
    case SHAPE_IDENTIFIER_SEQ: add_identifiers(label, value); break;
    case SHAPE_WORD: buf_printf(label, " %s", word_name(*(const NodeWord *)value)); break;
    case SHAPE_WORD_SEQ: add_words(label, value); break;
    case SHAPE_LITERAL:
        buf_add_char(label, ' ');
        literal_repr(value, label);
        break;
    case SHAPE_INT:
    case SHAPE_STRING:
    case SHAPE_NODE:
    case SHAPE_NODE_SEQ: break;
    }
}

static void add_node(RowList *list, const Node *node, const char *role, int depth);

static void add_parts(RowList *list, const Node *node, int depth)
{
    const NodeInfo *info = node_info(node->kind);
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        const NodeField *field = &info->fields[i];
        const void *value = node_field(node, field);
        FieldShape shape = field_shape(field->kind);
        if (shape == SHAPE_NODE && *(const Node *const *)value != NULL) {
            add_node(list, *(const Node *const *)value, field->name, depth);
        } else if (shape == SHAPE_NODE_SEQ) {
            const NodeSeq *nodes = value;
            for (size_t j = 0; j < nodes->length; j++) {
                if (nodes->items[j] != NULL) add_node(list, nodes->items[j], field->name, depth);
            }
        }
    }
}

static void add_node(RowList *list, const Node *node, const char *role, int depth)
{
    const NodeInfo *info = node_info(node->kind);
    TreeRow row = {.depth = depth, .is_scope = is_scope(node->kind), .span = {-1, -1, -1, -1}};
    if (list->failed || depth > AST_DUMP_MAX_DEPTH) {
        list->failed = true;
        return;
    }
    buf_clear(&list->label);
    if (role != NULL) buf_printf(&list->label, "%s: ", role);
    buf_add_text(&list->label, info->name);
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++)
        add_plain_field(&list->label, &info->fields[i], node_field(node, &info->fields[i]));
    if (info->positioned) row.span = (EventSpan){node->span.lineno, node->span.col_offset, node->span.end_lineno, node->span.end_col_offset};
    row.label = arena_copy(list->arena, buf_text(&list->label), list->label.length);
    if (row.label == NULL || vec_push(&list->rows, row) < 0) list->failed = true;
    add_parts(list, node, depth + 1);
}

static bool is_done(RowList *list, Tree *tree)
{
    TreeRow *items = ARENA_ARRAY(list->arena, TreeRow, list->rows.length);
    if (list->failed || list->label.failed || items == NULL) return false;
    for (size_t i = 0; i < list->rows.length; i++) items[i] = list->rows.items[i];
    *tree = (Tree){items, list->rows.length};
    return true;
}

bool tree_rows(Arena *arena, const ViewSource *source, Tree *tree)
{
    static const ParseOptions options = {.filename = "", .is_utf8 = true};
    Arena *scratch = arena_new();
    Buf text = BUF_INIT;
    RowList list = {.arena = arena};
    for (size_t i = 0; i < source->lines.length; i++) {
        buf_add(&text, source->lines.items[i].bytes, source->lines.items[i].length);
        buf_add_char(&text, '\n');
    }
    bool is_made = false;
    if (scratch != NULL && !text.failed) {
        ParseResult result = parse_source(scratch, START_FILE, buf_text(&text), text.length, &options);
        if (result.tree != NULL) {
            add_node(&list, (const Node *)result.tree, NULL, 0);
            is_made = is_done(&list, tree);
        }
    }
    vec_fini(&list.rows);
    buf_fini(&list.label);
    buf_fini(&text);
    arena_free(scratch);
    return is_made;
}
