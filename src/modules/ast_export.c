/* From the parser's tree to objects of the classes of _ast.  All of it goes by the tables of
   syntax/ast.h; an object's dict has the fields in the grammar's order and then the place. */
#include "compile/unparse.h"
#include "modules/ast_state.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* CPython counts three levels of its stack for one of the tree. */
enum { LEVELS_PER_CALL = 3, C_STACK_RESERVE = 64 * 1024 };

typedef struct Export {
    Rt *rt;
    const AstState *state;
    int depth, limit;
} Export;

static Own export_node(Export *export, const Node *node_or_null);

static Own export_name(Export *export, const Identifier *name_or_null)
{
    if (name_or_null == NULL) return none_new(export->rt);
    Own text = str_from_wtf8(export->rt, name_or_null->text, name_or_null->length);
    if (text != NULL) str_intern(export->rt, &text);
    return text;
}

static Own export_nodes(Export *export, const NodeSeq *seq)
{
    Own list = list_new(export->rt, 0);
    for (size_t i = 0; list != NULL && i < seq->length; i++) {
        Own item = export_node(export, seq->items[i]);
        if (item == NULL || list_append_take(export->rt, list, item) < 0) release_clear(export->rt, &list);
    }
    return list;
}

static Own export_names(Export *export, const IdentifierSeq *seq)
{
    Own list = list_new(export->rt, 0);
    for (size_t i = 0; list != NULL && i < seq->length; i++) {
        Own item = export_name(export, seq->items[i]);
        if (item == NULL || list_append_take(export->rt, list, item) < 0) release_clear(export->rt, &list);
    }
    return list;
}

static Own export_words(Export *export, const CompareOperatorSeq *seq)
{
    Own list = list_new(export->rt, 0);
    for (size_t i = 0; list != NULL && i < seq->length; i++) {
        if (list_append(export->rt, list, export->state->singletons[seq->items[i]]) < 0) release_clear(export->rt, &list);
    }
    return list;
}

static Own export_field(Export *export, const Node *node, const NodeField *field)
{
    Rt *rt = export->rt;
    const void *value = node_field(node, field);
    switch (field_shape(field->kind)) {
    case SHAPE_INT: return int_new(rt, *(const int *)value);
    case SHAPE_IDENTIFIER: return export_name(export, *(const Identifier *const *)value);
    case SHAPE_IDENTIFIER_SEQ: return export_names(export, value);
    case SHAPE_STRING: {
        const char *text = *(const char *const *)value;
        return text == NULL ? none_new(rt) : str_new(rt, text);
    }
    case SHAPE_LITERAL: return literal_new(rt, value);
    case SHAPE_WORD: return new_ref(export->state->singletons[*(const NodeWord *)value]);
    case SHAPE_WORD_SEQ: return export_words(export, value);
    case SHAPE_NODE: return export_node(export, *(Node *const *)value);
    case SHAPE_NODE_SEQ: return export_nodes(export, value);
    }
    viv_unreachable("unknown shape of field");
}

static int add_item(Rt *rt, Ref dict, Ref name, Own value)
{
    return value == NULL ? -1 : dict_set_take(rt, dict, new_ref(name), value);
}

static int fill(Export *export, const Node *node, Ref dict)
{
    Rt *rt = export->rt;
    const NodeInfo *info = node_info(node->kind);
    Ref names = export->state->fields[node->kind];
    for (ptrdiff_t i = 0; i < tuple_length(names); i++) {
        if (add_item(rt, dict, tuple_peek(names, i), export_field(export, node, &info->fields[i])) < 0) return -1;
    }
    const int place[AST_ATTRIBUTES] = {
        node->span.lineno, node->span.col_offset, node->span.end_lineno, node->span.end_col_offset};
    for (int i = 0; info->positioned && i < AST_ATTRIBUTES; i++) {
        if (add_item(rt, dict, tuple_peek(export->state->attributes, i), int_new(rt, place[i])) < 0) return -1;
    }
    return 0;
}

static bool enter(Export *export)
{
    char here;
    if (export->depth < export->limit && (uintptr_t)&here >= (uintptr_t)export->rt->stack_limit + C_STACK_RESERVE) {
        export->depth++;
        return true;
    }
    error_raise(export->rt, TYPE_RecursionError, "maximum recursion depth exceeded during ast construction");
    return false;
}

static Own export_node(Export *export, const Node *node_or_null)
{
    Rt *rt = export->rt;
    if (node_or_null == NULL) return none_new(rt);
    if (!enter(export)) return NULL;
    Type *type = AS_TYPE(export->state->nodes[node_or_null->kind]);
    Own obj = type->slots.tp_alloc(rt, type, 0);
    Own dict = obj == NULL ? NULL : dict_new(rt);
    if (dict == NULL || fill(export, node_or_null, dict) < 0) {
        release_clear(rt, &obj);
        release(rt, dict);
    } else {
        ((AstObj *)obj)->dict = dict;
    }
    export->depth--;
    return obj;
}

Own ast_export(Rt *rt, const Mod *tree)
{
    Export export = {.rt = rt, .state = ast_state(rt)};
    if (export.state == NULL) return NULL;
    export.depth = (rt_recursion_room(rt, rt->recursion_limit) - rt->recursion_left) * LEVELS_PER_CALL;
    export.limit = rt->recursion_limit * LEVELS_PER_CALL;
    return export_node(&export, (const Node *)tree);
}
