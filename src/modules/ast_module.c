/* The module _ast: a class for every node of syntax/ast.def, with the names, documents and
   defaults that Python's abstract grammar gives them.  The classes are ordinary ones, made as
   a class statement would; only their common base is written in C. */
#include "modules/ast_state.h"

#include <string.h>

#include "memory/heap.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/managed_dict.h"
#include "objects/moduleobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

const AstGroup ast_groups[AST_GROUP_COUNT] = {
#define SUM(name, first, last)   [AST_GROUP_##name] = {#name, AST_SUM, NODE_##first, NODE_##last},
#define WORDS(name, first, last) [AST_GROUP_##name] = {#name, AST_WORDS, first, last},
#define PRODUCT(name)            [AST_GROUP_##name] = {#name, AST_PRODUCT, NODE_##name, NODE_##name},
    AST_GROUPS(SUM, WORDS, PRODUCT)
#undef SUM
#undef WORDS
#undef PRODUCT
};

const AstFieldType ast_field_types[] = {
    [FIELD_INT] = {"int", AST_NO_GROUP},
    [FIELD_INT_OPT] = {"int?", AST_NO_GROUP},
    [FIELD_IDENTIFIER] = {"identifier", AST_NO_GROUP},
    [FIELD_IDENTIFIER_OPT] = {"identifier?", AST_NO_GROUP},
    [FIELD_IDENTIFIER_SEQ] = {"identifier*", AST_NO_GROUP},
    [FIELD_STRING] = {"string", AST_NO_GROUP},
    [FIELD_STRING_OPT] = {"string?", AST_NO_GROUP},
    [FIELD_LITERAL] = {"constant", AST_NO_GROUP},
    [FIELD_CONTEXT] = {"expr_context", AST_GROUP_expr_context},
    [FIELD_BOOLOP] = {"boolop", AST_GROUP_boolop},
    [FIELD_OPERATOR] = {"operator", AST_GROUP_operator},
    [FIELD_UNARYOP] = {"unaryop", AST_GROUP_unaryop},
    [FIELD_CMPOP_SEQ] = {"cmpop*", AST_GROUP_cmpop},
    [FIELD_EXPR] = {"expr", AST_GROUP_expr},
    [FIELD_EXPR_OPT] = {"expr?", AST_GROUP_expr},
    [FIELD_EXPR_SEQ] = {"expr*", AST_GROUP_expr},
    [FIELD_EXPR_OPT_SEQ] = {"expr*", AST_GROUP_expr},
    [FIELD_STMT_SEQ] = {"stmt*", AST_GROUP_stmt},
    [FIELD_PATTERN] = {"pattern", AST_GROUP_pattern},
    [FIELD_PATTERN_OPT] = {"pattern?", AST_GROUP_pattern},
    [FIELD_PATTERN_SEQ] = {"pattern*", AST_GROUP_pattern},
    [FIELD_COMPREHENSION_SEQ] = {"comprehension*", AST_GROUP_comprehension},
    [FIELD_HANDLER_SEQ] = {"excepthandler*", AST_GROUP_excepthandler},
    [FIELD_ARGUMENTS] = {"arguments", AST_GROUP_arguments},
    [FIELD_ARG_OPT] = {"arg?", AST_GROUP_arg},
    [FIELD_ARG_SEQ] = {"arg*", AST_GROUP_arg},
    [FIELD_KEYWORD_SEQ] = {"keyword*", AST_GROUP_keyword},
    [FIELD_ALIAS_SEQ] = {"alias*", AST_GROUP_alias},
    [FIELD_WITHITEM_SEQ] = {"withitem*", AST_GROUP_withitem},
    [FIELD_CASE_SEQ] = {"match_case*", AST_GROUP_match_case},
    [FIELD_TYPE_IGNORE_SEQ] = {"type_ignore*", AST_GROUP_type_ignore},
};

/* --- the class AST */

/* The _fields of SELF's class as a tuple or whatever a program put there; NULL: error. */
static Own fields_of(Rt *rt, Ref self, ptrdiff_t *count)
{
    Own name = str_interned(rt, "_fields"), fields = NULL;
    int found = name == NULL ? -1 : object_attr_lookup(rt, object_type(self), name, &fields);
    release(rt, name);
    if (found == 0) fields = tuple_new(rt, 0);
    *count = fields == NULL ? -1 : object_length(rt, fields);
    if (*count < 0) release_clear(rt, &fields);
    return fields;
}

/* Whether KEY names one of the fields that the first COUNT arguments have filled: 1, 0, -1. */
static int is_filled(Rt *rt, Ref fields, ptrdiff_t count, Ref key)
{
    int same = 0;
    for (ptrdiff_t i = 0; i < count && same == 0; i++) {
        Own field = sequence_item_get(rt, fields, i);
        same = field == NULL ? -1 : object_compare_bool(rt, key, field, COMPARE_EQ);
        release(rt, field);
    }
    return same;
}

static int ast_init_positional(Rt *rt, Ref self, Ref args, Ref fields, ptrdiff_t count)
{
    ptrdiff_t given = tuple_length(args);
    if (given > count) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "%.400s constructor takes at most %zd positional argument%s",
                               type_short_name(self->type),
                               count,
                               count == 1 ? "" : "s");
    }
    int status = 0;
    for (ptrdiff_t i = 0; i < given && status == 0; i++) {
        Own field = sequence_item_get(rt, fields, i);
        status = field == NULL ? -1 : object_attr_set(rt, self, field, tuple_peek(args, i));
        release(rt, field);
    }
    return status;
}

static int ast_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    ptrdiff_t count, position = 0;
    Ref key, value;
    Own fields = fields_of(rt, self, &count);
    if (fields == NULL) return -1;
    int status = ast_init_positional(rt, self, args, fields, count);
    while (status == 0 && kwargs_or_null != NULL && dict_next(kwargs_or_null, &position, &key, &value)) {
        int filled = is_filled(rt, fields, tuple_length(args), key);
        if (filled > 0) {
            error_raise(rt,
                        TYPE_TypeError,
                        "%.400s got multiple values for argument '%U'",
                        type_short_name(self->type),
                        key);
        }
        status = filled != 0 ? -1 : object_attr_set(rt, self, key, value);
    }
    release(rt, fields);
    return status;
}

static Own ast_reduce(Rt *rt, Ref self)
{
    Own dict = object_dict_get(rt, self);
    return tuple_build(rt, "OON", object_type(self), rt->empty_tuple, dict);
}

static const TypeSpec ast_AST_type_spec = {
    .name = "ast.AST",
    .basicsize = sizeof(AstObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC,
    .dict_offset = offsetof(AstObj, dict),
    .owned = OWNED(AstObj, dict, dict),
    .slots = {.tp_new = plain_tp_new,
              .tp_init = ast_init,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr,
              OWNED_SLOTS},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = ast_reduce}, NULL, 0}),
    .getset = GETSETS(
        {"__dict__", object_dict_get, object_dict_replace, NULL}),
};

/* --- documents */

/* "Return(expr? value)" */
static void describe_node(NodeKind kind, Buf *out)
{
    const NodeInfo *info = node_info(kind);
    buf_add_text(out, info->name);
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        buf_printf(out, "%s%s %s", i == 0 ? "(" : ", ", ast_field_types[info->fields[i].kind].text, info->fields[i].name);
    }
    if (info->fields[0].name != NULL) buf_add_char(out, ')');
}

/* "unaryop = Invert | Not | UAdd | USub", with a line for each where they have fields. */
static void describe_group(const AstGroup *group, Buf *out)
{
    if (group->shape == AST_PRODUCT) {
        describe_node((NodeKind)group->first, out);
        return;
    }
    buf_printf(out, "%s = ", group->name);
    for (int i = group->first; i <= group->last; i++) {
        if (i > group->first && group->shape == AST_WORDS) buf_add_text(out, " | ");
        else if (i > group->first) buf_printf(out, "\n%*s| ", (int)strlen(group->name) + 1, "");
        if (group->shape == AST_WORDS) buf_add_text(out, word_name((NodeWord)i));
        else describe_node((NodeKind)i, out);
    }
}

/* --- the other classes */

static int set_text(Rt *rt, Ref type, const char *name, Ref value)
{
    Own key = str_interned(rt, name);
    int status = key == NULL ? -1 : object_attr_set(rt, type, key, value);
    release(rt, key);
    return status;
}

/* class NAME(BASE), with DOC's text, which is used up. */
static Own class_new(Rt *rt, const char *name, Ref base, Ref fields, Buf *doc)
{
    Own namespace = dict_new(rt), text = str_from_buf(rt, doc), module = str_interned(rt, "ast");
    Own title = str_interned(rt, name), bases = tuple_of(rt, 1, base), result = NULL;
    buf_fini(doc);
    if (namespace != NULL && text != NULL && module != NULL && title != NULL && bases != NULL &&
        dict_set_text(rt, namespace, "_fields", fields) == 0 &&
        dict_set_text(rt, namespace, "__match_args__", fields) == 0 &&
        dict_set_text(rt, namespace, "__module__", module) == 0 &&
        dict_set_text(rt, namespace, "__doc__", text) == 0) {
        Ref args[] = {title, bases, namespace};
        result = call_vector(rt, (Ref)RT_TYPE(rt, type), args, 3, NULL);
    }
    release_all(rt, namespace, text, module, title, bases);
    return result;
}

static Own field_names(Rt *rt, const NodeInfo *info)
{
    ptrdiff_t count = 0;
    while (count < NODE_FIELDS_MAX && info->fields[count].name != NULL) count++;
    Own names = tuple_new(rt, count);
    for (ptrdiff_t i = 0; names != NULL && i < count; i++) {
        Own name = str_interned(rt, info->fields[i].name);
        if (name == NULL) release_clear(rt, &names);
        else tuple_take(names, i, name);
    }
    return names;
}

/* Optional fields that are not there read as None. */
static int add_defaults(Rt *rt, Ref type, const NodeInfo *info)
{
    for (int i = 0; i < NODE_FIELDS_MAX && info->fields[i].name != NULL; i++) {
        if (!ast_field_is_optional(info->fields[i].kind)) continue;
        if (set_text(rt, type, info->fields[i].name, rt->none) < 0) return -1;
    }
    return 0;
}

static int make_node(Rt *rt, AstState *state, NodeKind kind, Ref base)
{
    const NodeInfo *info = node_info(kind);
    Buf doc = BUF_INIT;
    state->fields[kind] = field_names(rt, info);
    if (state->fields[kind] == NULL) return -1;
    describe_node(kind, &doc);
    state->nodes[kind] = class_new(rt, info->name, base, state->fields[kind], &doc);
    return state->nodes[kind] == NULL ? -1 : 0;
}

static int make_word(Rt *rt, AstState *state, NodeWord word, Ref base)
{
    Buf doc = BUF_INIT;
    buf_add_text(&doc, word_name(word));
    state->words[word] = class_new(rt, word_name(word), base, rt->empty_tuple, &doc);
    if (state->words[word] == NULL) return -1;
    Type *type = AS_TYPE(state->words[word]);
    state->singletons[word] = type->slots.tp_alloc(rt, type, 0);
    return state->singletons[word] == NULL ? -1 : 0;
}

/* _attributes, of which the ends may be absent where the grammar says so, and the defaults of a
   product's fields. */
static int add_attributes(Rt *rt, const AstState *state, AstGroupId id, Ref type)
{
    const AstGroup *group = &ast_groups[id];
    bool positioned = group->shape != AST_WORDS && node_info((NodeKind)group->first)->positioned;
    if (set_text(rt, type, "_attributes", positioned ? state->attributes : rt->empty_tuple) < 0) return -1;
    if (group->shape == AST_PRODUCT && add_defaults(rt, type, node_info((NodeKind)group->first)) < 0) return -1;
    if (!positioned || id == AST_GROUP_pattern) return 0;
    return set_text(rt, type, "end_lineno", rt->none) < 0 ? -1 : set_text(rt, type, "end_col_offset", rt->none);
}

static int make_group(Rt *rt, AstState *state, AstGroupId id)
{
    const AstGroup *group = &ast_groups[id];
    if (group->shape == AST_PRODUCT) {
        NodeKind kind = (NodeKind)group->first;
        if (make_node(rt, state, kind, state->base) < 0) return -1;
        state->groups[id] = new_ref(state->nodes[kind]);
        return add_attributes(rt, state, id, state->nodes[kind]);
    }
    Buf doc = BUF_INIT;
    describe_group(group, &doc);
    Own base = state->groups[id] = class_new(rt, group->name, state->base, rt->empty_tuple, &doc);
    int status = base == NULL ? -1 : add_attributes(rt, state, id, base);
    for (int i = group->first; status == 0 && i <= group->last; i++) {
        if (group->shape == AST_WORDS) {
            status = make_word(rt, state, (NodeWord)i, base);
        } else {
            status = make_node(rt, state, (NodeKind)i, base);
            if (status == 0) status = add_defaults(rt, state->nodes[i], node_info((NodeKind)i));
        }
    }
    return status;
}

static int make_base(Rt *rt, AstState *state)
{
    static const char *const attributes[AST_ATTRIBUTES] = {"lineno", "col_offset", "end_lineno", "end_col_offset"};
    state->base = type_from_spec(rt, &ast_AST_type_spec, NULL);
    state->attributes = tuple_new(rt, AST_ATTRIBUTES);
    if (state->base == NULL || state->attributes == NULL) return -1;
    for (int i = 0; i < AST_ATTRIBUTES; i++) {
        Own name = str_interned(rt, attributes[i]);
        if (name == NULL) return -1;
        tuple_take(state->attributes, i, name);
    }
    AS_TYPE(state->base)->flags &= ~(uint32_t)TYPE_FLAG_IMMUTABLE; /* as the classes below it */
    Own module = str_interned(rt, "ast");
    int status = module == NULL ? -1 : set_text(rt, state->base, "__module__", module);
    release(rt, module);
    if (status < 0 || set_text(rt, state->base, "_fields", rt->empty_tuple) < 0) return -1;
    if (set_text(rt, state->base, "__match_args__", rt->empty_tuple) < 0) return -1;
    return set_text(rt, state->base, "_attributes", rt->empty_tuple);
}

static void clear_row(Rt *rt, Own *items, size_t count)
{
    for (size_t i = 0; i < count; i++) release_clear(rt, &items[i]);
}

void ast_state_fini(Rt *rt)
{
    AstState *state = rt->modules->ast;
    if (state == NULL) return;
    rt->modules->ast = NULL;
    clear_row(rt, state->singletons, ARRAY_LENGTH(state->singletons));
    clear_row(rt, state->words, ARRAY_LENGTH(state->words));
    clear_row(rt, state->nodes, ARRAY_LENGTH(state->nodes));
    clear_row(rt, state->fields, ARRAY_LENGTH(state->fields));
    clear_row(rt, state->groups, ARRAY_LENGTH(state->groups));
    release_clear(rt, &state->base);
    release_clear(rt, &state->attributes);
    heap_free(rt, state);
}

const AstState *ast_state(Rt *rt)
{
    AstState *state = rt->modules->ast;
    if (state != NULL) return state;
    state = rt->modules->ast = heap_alloc(rt, sizeof *state);
    if (state == NULL) {
        error_no_memory(rt);
        return NULL;
    }
    memset(state, 0, sizeof *state);
    int status = make_base(rt, state);
    for (int id = AST_NO_GROUP + 1; status == 0 && id < AST_GROUP_COUNT; id++) status = make_group(rt, state, (AstGroupId)id);
    if (status == 0) return state;
    ast_state_fini(rt);
    return NULL;
}

int ast_is_node(Rt *rt, Ref obj)
{
    if (rt->modules->ast == NULL) return 0; /* nobody has seen a class to make one of */
    return object_is_instance(rt, obj, rt->modules->ast->base);
}

/* --- the module */

static int add_class(Rt *rt, Ref module, Ref type)
{
    return module_add(rt, module, type_short_name(AS_TYPE(type)), new_ref(type));
}

static int ast_exec(Rt *rt, Ref module)
{
    const AstState *state = ast_state(rt);
    if (state == NULL || add_class(rt, module, state->base) < 0) return -1;
    if (module_add_int(rt, module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", COMPILE_TOP_LEVEL_AWAIT) < 0) return -1;
    if (module_add_int(rt, module, "PyCF_ONLY_AST", COMPILE_ONLY_AST) < 0) return -1;
    if (module_add_int(rt, module, "PyCF_TYPE_COMMENTS", COMPILE_TYPE_COMMENTS) < 0) return -1;
    for (int id = AST_NO_GROUP + 1; id < AST_GROUP_COUNT; id++) {
        const AstGroup *group = &ast_groups[id];
        if (add_class(rt, module, state->groups[id]) < 0) return -1;
        for (int i = group->first; group->shape != AST_PRODUCT && i <= group->last; i++) {
            if (add_class(rt, module, group->shape == AST_WORDS ? state->words[i] : state->nodes[i]) < 0) return -1;
        }
    }
    return 0;
}

const ModuleSpec _ast_module_spec = {.name = "_ast", .exec = ast_exec};
