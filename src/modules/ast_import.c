/* From objects of the classes of _ast to a tree that can be compiled.  A program may have made
   the objects, and may change them while they are read (by properties, or from the garbage
   collector): every value is owned while it is looked at, constants until the compile is over,
   and the tree shares nothing else with them.  What the fields' types do not tell is checked
   by compile/tree_validate.c. */
#include <stdio.h>

#include "base/arena.h"
#include "base/vec.h"
#include "modules/ast_state.h"
#include "objects/abstract.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

typedef struct Import {
    Rt *rt;
    const AstState *state;
    Arena *arena;
    VEC(Own) kept; /* the constants */
} Import;

static int import_node(Import *import, AstGroupId id, Ref obj, Node **result);

static void *import_alloc(Import *import, size_t size)
{
    void *memory = arena_alloc(import->arena, size);
    if (memory == NULL) error_no_memory(import->rt);
    return memory;
}

/* --- simple values */

static int import_int(Import *import, Ref obj, int *result)
{
    Rt *rt = import->rt;
    if ((obj->type->flags & TYPE_FLAG_INT_SUBCLASS) == 0) {
        return error_raise_int(rt, TYPE_ValueError, "invalid integer value: %R", obj);
    }
    int overflow;
    int64_t value = int_value_overflow(obj, &overflow);
    if (overflow != 0 || value < INT32_MIN || value > INT32_MAX) {
        return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C int");
    }
    *result = (int)value;
    return 0;
}

/* OBJ's text in the arena. */
static const char *import_chars(Import *import, Ref str, size_t *length)
{
    Buf text = BUF_INIT;
    str_add_to_buf(str, &text);
    const char *copy = text.failed ? NULL : arena_copy(import->arena, buf_text(&text), text.length);
    *length = text.length;
    buf_fini(&text);
    if (copy == NULL) error_no_memory(import->rt);
    return copy;
}

static int import_name(Import *import, Ref obj, const Identifier **result)
{
    if (obj == import->rt->none) return 0;
    if (!is_exact(obj, TYPE_str)) return error_raise_int(import->rt, TYPE_TypeError, "AST identifier must be of type str");
    Identifier *name = import_alloc(import, sizeof *name);
    if (name == NULL) return -1;
    name->text = import_chars(import, obj, &name->length);
    if (name->text == NULL) return -1;
    name->hash = identifier_hash(name->text, name->length);
    *result = name;
    return 0;
}

static int import_string(Import *import, Ref obj, const char **result)
{
    size_t length;
    if (obj == import->rt->none) return 0;
    if (!is_exact(obj, TYPE_str) && !is_exact(obj, TYPE_bytes)) {
        return error_raise_int(import->rt, TYPE_TypeError, "AST string must be of type str");
    }
    if (is_exact(obj, TYPE_bytes)) {
        *result = arena_copy(import->arena, AS_BYTES(obj)->bytes, (size_t)bytes_length(obj));
        if (*result == NULL) error_no_memory(import->rt);
    } else {
        *result = import_chars(import, obj, &length);
    }
    return *result == NULL ? -1 : 0;
}

static int import_constant(Import *import, Ref obj, Literal *literal)
{
    Own kept = new_ref(obj);
    if (vec_push(&import->kept, kept) < 0) {
        release(import->rt, kept);
        error_no_memory(import->rt);
        return -1;
    }
    *literal = (Literal){.kind = LITERAL_OBJECT, .value = kept};
    return 0;
}

static int wrong_group(Import *import, AstGroupId id, Ref obj)
{
    return error_raise_int(
        import->rt, TYPE_TypeError, "expected some sort of %s, but got %R", ast_groups[id].name, obj);
}

static int import_word(Import *import, AstGroupId id, Ref obj, NodeWord *result)
{
    for (int word = ast_groups[id].first; word <= ast_groups[id].last; word++) {
        int same = object_is_instance(import->rt, obj, import->state->words[word]);
        if (same == 0) continue;
        *result = (NodeWord)word;
        return same < 0 ? -1 : 0;
    }
    return wrong_group(import, id, obj);
}

/* --- sequences */

static size_t item_size(FieldShape shape)
{
    return shape == SHAPE_WORD_SEQ ? sizeof(CompareOperator) : sizeof(void *);
}

static int import_item(Import *import, const NodeField *field, Ref obj, void *place)
{
    AstGroupId id = ast_field_types[field->kind].group;
    switch (field_shape(field->kind)) {
    case SHAPE_IDENTIFIER_SEQ: return import_name(import, obj, place);
    case SHAPE_WORD_SEQ: return import_word(import, id, obj, place);
    default: return import_node(import, id, obj, place);
    }
}

/* OBJ, a list, into the sequence at PLACE; all sequences have the fields of a NodeSeq. */
static int import_list(Import *import, const NodeInfo *info, const NodeField *field, Ref obj, NodeSeq *place)
{
    Rt *rt = import->rt;
    if ((obj->type->flags & TYPE_FLAG_LIST_SUBCLASS) == 0) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "%s field \"%s\" must be a list, not a %.200s",
                               info->name,
                               field->name,
                               type_short_name(obj->type));
    }
    ptrdiff_t length = list_length(obj);
    size_t size = item_size(field_shape(field->kind));
    char *items = length == 0 ? NULL : import_alloc(import, (size_t)length * size);
    if (length != 0 && items == NULL) return -1;
    for (ptrdiff_t i = 0; i < length; i++) {
        Own item = new_ref(list_peek(obj, i));
        int status = import_item(import, field, item, items + (size_t)i * size);
        release(rt, item);
        if (status < 0) return -1;
        if (list_length(obj) != length) {
            return error_raise_int(rt,
                                   TYPE_RuntimeError,
                                   "%s field \"%s\" changed size during iteration",
                                   info->name,
                                   field->name);
        }
    }
    place->items = (Node **)(void *)items;
    place->length = (size_t)length;
    return 0;
}

/* --- nodes */

static int missing(Import *import, const char *field, const char *owner)
{
    return error_raise_int(import->rt, TYPE_TypeError, "required field \"%s\" missing from %s", field, owner);
}

/* VALUE into the place of FIELD in NODE. */
static int import_value(Import *import, Node *node, const NodeField *field, Ref value)
{
    void *place = (void *)(uintptr_t)node_field(node, field);
    AstGroupId id = ast_field_types[field->kind].group;
    switch (field_shape(field->kind)) {
    case SHAPE_INT: return import_int(import, value, place);
    case SHAPE_IDENTIFIER: return import_name(import, value, place);
    case SHAPE_STRING: return import_string(import, value, place);
    case SHAPE_LITERAL: return import_constant(import, value, place);
    case SHAPE_WORD: return import_word(import, id, value, place);
    case SHAPE_NODE: return import_node(import, id, value, place);
    case SHAPE_IDENTIFIER_SEQ:
    case SHAPE_WORD_SEQ:
    case SHAPE_NODE_SEQ: return import_list(import, node_info(node->kind), field, value, place);
    }
    viv_unreachable("unknown shape of field");
}

static int import_fields(Import *import, Node *node, Ref obj)
{
    const NodeInfo *info = node_info(node->kind);
    Ref names = import->state->fields[node->kind];
    for (ptrdiff_t i = 0; i < tuple_length(names); i++) {
        const NodeField *field = &info->fields[i];
        bool optional = ast_field_is_optional(field->kind);
        Own value = NULL;
        int status = object_attr_lookup(import->rt, obj, tuple_peek(names, i), &value);
        if (status == 0 && !optional) return missing(import, field->name, info->name);
        if (status > 0 && !(optional && value == import->rt->none)) status = import_value(import, node, field, value);
        release(import->rt, value);
        if (status < 0) return -1;
    }
    return 0;
}

/* None was given where the grammar wants something. */
static int check_required(Import *import, const Node *node)
{
    const NodeInfo *info = node_info(node->kind);
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        const NodeField *field = &info->fields[i];
        FieldShape shape = field_shape(field->kind);
        bool is_pointer = shape == SHAPE_NODE || shape == SHAPE_IDENTIFIER || shape == SHAPE_STRING;
        if (!is_pointer || ast_field_is_optional(field->kind)) continue;
        if (*(const void *const *)node_field(node, field) != NULL) continue;
        return error_raise_int(import->rt, TYPE_ValueError, "field '%s' is required for %s", field->name, info->name);
    }
    return 0;
}

/* The place: the ends are where the node begins when they are not given, but for patterns. */
static int import_attributes(Import *import, AstGroupId id, Ref obj, Span *span)
{
    int *const parts[AST_ATTRIBUTES] = {&span->lineno, &span->col_offset, &span->end_lineno, &span->end_col_offset};
    for (int i = 0; i < AST_ATTRIBUTES; i++) {
        Ref name = tuple_peek(import->state->attributes, i);
        bool optional = i >= 2 && id != AST_GROUP_pattern;
        Own value = NULL;
        int status = object_attr_lookup(import->rt, obj, name, &value);
        if (status == 0 && !optional) {
            size_t size;
            return missing(import, str_utf8(import->rt, name, &size), ast_groups[id].name);
        }
        if (status == 0 || (status > 0 && optional && value == import->rt->none)) {
            *parts[i] = *parts[i - 2];
            status = 0;
        } else if (status > 0) {
            status = import_int(import, value, parts[i]);
        }
        release(import->rt, value);
        if (status < 0) return -1;
    }
    return 0;
}

/* The class that OBJ is an instance of, in the grammar's order: 0, or -1. */
static int find_kind(Import *import, AstGroupId id, Ref obj, NodeKind *kind)
{
    for (int i = ast_groups[id].first; i <= ast_groups[id].last; i++) {
        int same = object_is_instance(import->rt, obj, import->state->nodes[i]);
        if (same == 0) continue;
        *kind = (NodeKind)i;
        return same < 0 ? -1 : 0;
    }
    return wrong_group(import, id, obj);
}

static int import_whole(Import *import, AstGroupId id, Ref obj, Node **result)
{
    bool is_sum = ast_groups[id].shape == AST_SUM;
    NodeKind kind = (NodeKind)ast_groups[id].first;
    bool positioned = node_info(kind)->positioned;
    Span span = {0, 0, 0, 0};
    if (is_sum && positioned && import_attributes(import, id, obj, &span) < 0) return -1;
    if (is_sum && find_kind(import, id, obj, &kind) < 0) return -1;
    Node *node = import_alloc(import, node_info(kind)->size);
    if (node == NULL) return -1;
    node->kind = kind;
    if (import_fields(import, node, obj) < 0) return -1;
    if (!is_sum && positioned && import_attributes(import, id, obj, &span) < 0) return -1;
    node->span = span;
    *result = node;
    return check_required(import, node);
}

/* OBJ as a node of the group; NULL for None, where the group is a sum. */
static int import_node(Import *import, AstGroupId id, Ref obj, Node **result)
{
    char where[64];
    *result = NULL;
    if (ast_groups[id].shape == AST_SUM && obj == import->rt->none) return 0;
    snprintf(where, sizeof where, " while traversing '%s' node", ast_groups[id].name);
    if (error_poll(import->rt) < 0 || call_enter(import->rt, where) < 0) return -1;
    int status = import_whole(import, id, obj, result);
    call_leave(import->rt);
    return status;
}

/* --- compiling */

static Own compile_imported(Import *import, Ref obj, CompileOptions *options)
{
    static const NodeKind wanted[] = {
        [COMPILE_EXEC] = NODE_Module, [COMPILE_EVAL] = NODE_Expression, [COMPILE_SINGLE] = NODE_Interactive};
    Rt *rt = import->rt;
    NodeKind kind = wanted[options->mode];
    Node *tree = NULL;
    int fits = object_is_instance(rt, obj, import->state->nodes[kind]);
    if (fits == 0) {
        error_raise(rt, TYPE_TypeError, "expected %s node, got %.400s", node_info(kind)->name, type_short_name(obj->type));
    }
    if (fits <= 0 || import_node(import, AST_GROUP_mod, obj, &tree) < 0) return NULL;
    return compile_made_tree(rt, import->arena, (Mod *)tree, options);
}

Own ast_compile(Rt *rt, Ref obj, CompileOptions *options)
{
    Import import = {.rt = rt, .state = ast_state(rt), .arena = arena_new()};
    Own code = NULL;
    if (import.arena == NULL) error_no_memory(rt);
    else if (import.state != NULL) code = compile_imported(&import, obj, options);
    for (size_t i = 0; i < import.kept.length; i++) release(rt, import.kept.items[i]);
    vec_fini(&import.kept);
    arena_free(import.arena);
    return code;
}
