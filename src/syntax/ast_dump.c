/* ast.dump.  A node with at most three parts, all without parts of their own, stays on
   one line; whether it does is known only after its parts were written, so each level
   writes its parts separately and joins them. */
#include "syntax/ast_dump.h"

#include "base/vec.h"
#include "syntax/literal_repr.h"

typedef struct Dump {
    bool attributes;
    int indent;
    bool failed; /* no memory */
    bool too_deep;
} Dump;

/* The parts of one node or list. */
typedef VEC(Buf) Parts;

static bool dump_node(Dump *dump, const Node *node, int level, Buf *out);

static Buf *part_new(Dump *dump, Parts *parts)
{
    if (vec_push(parts, BUF_INIT) < 0) {
        dump->failed = true;
        return NULL;
    }
    return &vec_last(parts);
}

/* OPEN parts CLOSE, on one line when SIMPLE or when there is nothing to break. */
static void join(Dump *dump,
                 Parts *parts,
                 int level,
                 bool simple,
                 const char *open,
                 const char *close,
                 Buf *out)
{
    buf_add_text(out, open);
    for (size_t i = 0; i < parts->length; i++) {
        Buf *part = &parts->items[i];
        if (dump->too_deep) { /* all of it is dropped in the end */
            buf_fini(part);
            continue;
        }
        if (i > 0) buf_add_text(out, simple ? ", " : ",");
        if (!simple) buf_printf(out, "\n%*s", level * dump->indent, "");
        buf_add(out, buf_text(part), part->length);
        dump->failed = dump->failed || part->failed;
        buf_fini(part);
    }
    buf_add_text(out, close);
    vec_fini(parts);
}

static void dump_identifier(const Identifier *name, Buf *out)
{
    repr_str(name->text, name->length, out);
}

/* A sequence; true when it stayed simple, which only an empty one does. */
static bool dump_nodes(Dump *dump, const NodeSeq *seq, int level, Buf *out)
{
    Parts parts = {0};
    for (size_t i = 0; i < seq->length; i++) {
        Buf *part = part_new(dump, &parts);
        if (part == NULL) break;
        if (seq->items[i] == NULL) {
            buf_add_text(part, "None");
        } else {
            dump_node(dump, seq->items[i], level + 1, part);
        }
    }
    bool empty = parts.length == 0;
    join(dump, &parts, level + 1, empty, "[", "]", out);
    return empty;
}

static bool dump_words(Dump *dump, const CompareOperatorSeq *seq, int level, Buf *out)
{
    Parts parts = {0};
    for (size_t i = 0; i < seq->length; i++) {
        Buf *part = part_new(dump, &parts);
        if (part != NULL) buf_printf(part, "%s()", word_name(seq->items[i]));
    }
    bool empty = parts.length == 0;
    join(dump, &parts, level + 1, empty, "[", "]", out);
    return empty;
}

static bool dump_identifiers(Dump *dump, const IdentifierSeq *seq, int level, Buf *out)
{
    Parts parts = {0};
    for (size_t i = 0; i < seq->length; i++) {
        Buf *part = part_new(dump, &parts);
        if (part != NULL) dump_identifier(seq->items[i], part);
    }
    bool empty = parts.length == 0;
    join(dump, &parts, level + 1, empty, "[", "]", out);
    return empty;
}

/* One field.  True: it is simple.  *ABSENT: it is None and not shown. */
static bool dump_field(Dump *dump,
                       const Node *node,
                       const NodeField *field,
                       int level,
                       Buf *out,
                       bool *absent)
{
    const void *value = node_field(node, field);
    *absent = false;
    switch (field_shape(field->kind)) {
    case SHAPE_INT: buf_printf(out, "%d", *(const int *)value); return true;
    case SHAPE_LITERAL: literal_repr(value, out); return true;
    case SHAPE_WORD:
        buf_printf(out, "%s()", word_name(*(const NodeWord *)value));
        return true;
    case SHAPE_WORD_SEQ: return dump_words(dump, value, level, out);
    case SHAPE_IDENTIFIER_SEQ: return dump_identifiers(dump, value, level, out);
    case SHAPE_NODE_SEQ: return dump_nodes(dump, value, level, out);
    case SHAPE_IDENTIFIER: {
        const Identifier *name = *(const Identifier *const *)value;
        *absent = name == NULL;
        if (name != NULL) dump_identifier(name, out);
        return true;
    }
    case SHAPE_STRING: {
        const char *text = *(const char *const *)value;
        *absent = text == NULL;
        if (text != NULL) repr_str(text, strlen(text), out);
        return true;
    }
    case SHAPE_NODE: {
        const Node *child = *(const Node *const *)value;
        *absent = child == NULL;
        return child == NULL || dump_node(dump, child, level, out);
    }
    }
    viv_unreachable("unknown shape");
}

static void dump_position(Dump *dump, const Span *span, Parts *parts)
{
    const struct {
        const char *name;
        int value;
    } places[] = {
        {"lineno", span->lineno},
        {"col_offset", span->col_offset},
        {"end_lineno", span->end_lineno},
        {"end_col_offset", span->end_col_offset},
    };
    for (size_t i = 0; i < ARRAY_LENGTH(places); i++) {
        Buf *part = part_new(dump, parts);
        if (part != NULL) buf_printf(part, "%s=%d", places[i].name, places[i].value);
    }
}

/* A node; true when it has no parts, which is what counts as simple for its parent. */
static bool dump_node(Dump *dump, const Node *node, int level, Buf *out)
{
    const NodeInfo *info = node_info(node->kind);
    Parts parts = {0};
    bool simple = true;
    if (level > AST_DUMP_MAX_DEPTH) {
        dump->too_deep = true;
        return true;
    }
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        Buf *part = part_new(dump, &parts);
        if (part == NULL) break;
        bool absent;
        buf_printf(part, "%s=", info->fields[i].name);
        bool fine = dump_field(dump, node, &info->fields[i], level + 1, part, &absent);
        simple = simple && fine;
        if (absent) {
            buf_fini(part);
            (void)vec_pop(&parts);
        }
    }
    if (dump->attributes && info->positioned) dump_position(dump, &node->span, &parts);
    bool empty = parts.length == 0;
    buf_add_text(out, info->name);
    join(dump, &parts, level + 1, simple && parts.length <= 3, "(", ")", out);
    return empty;
}

bool ast_dump(const Node *tree, bool attributes, int indent, Buf *out)
{
    Dump dump = {.attributes = attributes, .indent = indent};
    dump_node(&dump, tree, 0, out);
    out->failed = out->failed || dump.failed;
    return !dump.too_deep;
}
