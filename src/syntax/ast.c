/* The tables behind ast.h, made from ast.def: nothing about a node is written twice.
   A walk trusts node->kind and the field offsets computed here. */
#include "syntax/ast.h"

/* For a plain node the struct that holds its fields is the node itself. */
#define PLAIN_NODE(type, name, positioned, ...) typedef struct type name##_Fields;
#include "syntax/ast.def"

#define FIELD(node, kind, name) {#name, FIELD_##kind, offsetof(node##_Fields, name)},
#define FIELD_NONE                                                                     \
    {                                                                                  \
        0                                                                              \
    }
#define UNION_NODE(type, name, positioned, ...)                                        \
    [NODE_##name] = {#name, positioned, offsetof(type, v), sizeof(type), {__VA_ARGS__}},
#define PLAIN_NODE(type, name, positioned, ...)                                        \
    [NODE_##name] = {#name, positioned, 0, sizeof(struct type), {__VA_ARGS__}},
static const NodeInfo node_infos[NODE_KIND_COUNT] = {
#include "syntax/ast.def"
};

static const char *const word_names[NODE_WORD_COUNT] = {
#define ENUM_NODE(group, name) [group##_##name] = #name,
#include "syntax/ast.def"
};

const NodeInfo *node_info(NodeKind kind)
{
    viv_assert(kind < NODE_KIND_COUNT);
    return &node_infos[kind];
}

const char *word_name(NodeWord word)
{
    viv_assert(word < NODE_WORD_COUNT);
    return word_names[word];
}

FieldShape field_shape(FieldKind kind)
{
    switch (kind) {
    case FIELD_INT:
    case FIELD_INT_OPT: return SHAPE_INT;
    case FIELD_IDENTIFIER:
    case FIELD_IDENTIFIER_OPT: return SHAPE_IDENTIFIER;
    case FIELD_IDENTIFIER_SEQ: return SHAPE_IDENTIFIER_SEQ;
    case FIELD_STRING:
    case FIELD_STRING_OPT: return SHAPE_STRING;
    case FIELD_LITERAL: return SHAPE_LITERAL;
    case FIELD_CONTEXT:
    case FIELD_BOOLOP:
    case FIELD_OPERATOR:
    case FIELD_UNARYOP: return SHAPE_WORD;
    case FIELD_CMPOP_SEQ: return SHAPE_WORD_SEQ;
    case FIELD_EXPR:
    case FIELD_EXPR_OPT:
    case FIELD_PATTERN:
    case FIELD_PATTERN_OPT:
    case FIELD_ARGUMENTS:
    case FIELD_ARG_OPT: return SHAPE_NODE;
    case FIELD_EXPR_SEQ:
    case FIELD_EXPR_OPT_SEQ:
    case FIELD_STMT_SEQ:
    case FIELD_PATTERN_SEQ:
    case FIELD_COMPREHENSION_SEQ:
    case FIELD_HANDLER_SEQ:
    case FIELD_ARG_SEQ:
    case FIELD_KEYWORD_SEQ:
    case FIELD_ALIAS_SEQ:
    case FIELD_WITHITEM_SEQ:
    case FIELD_CASE_SEQ:
    case FIELD_TYPE_IGNORE_SEQ: return SHAPE_NODE_SEQ;
    }
    viv_unreachable("unknown kind of field");
}

const void *node_field(const Node *node, const NodeField *field)
{
    return (const char *)node + node_info(node->kind)->base + field->offset;
}

bool node_visit_children(const Node *node, NodeVisitor *visit, void *context)
{
    const NodeInfo *info = node_info(node->kind);
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        const NodeField *field = &info->fields[i];
        FieldShape shape = field_shape(field->kind);
        if (shape == SHAPE_NODE) {
            Node *child = *(Node *const *)node_field(node, field);
            if (child != NULL && !visit(child, context)) return false;
        } else if (shape == SHAPE_NODE_SEQ) {
            const NodeSeq *seq = node_field(node, field);
            for (size_t j = 0; j < seq->length; j++) {
                if (seq->items[j] != NULL && !visit(seq->items[j], context)) {
                    return false;
                }
            }
        }
    }
    return true;
}
