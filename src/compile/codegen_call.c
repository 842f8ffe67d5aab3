/* Calls.  The stack of a plain call is NULL, callable, arguments; of a method call it is
   function, self, arguments, so that no bound method has to be made.  Calls with * or **, and
   very long ones, go through a tuple and a dict. */
#include <string.h>

#include "objects/tupleobj.h"
#include "compile/codegen.h"

static bool identifiers_equal(const Identifier *left, const Identifier *right)
{
    return left->length == right->length && memcmp(left->text, right->text, left->length) == 0;
}

static void validate_keywords(Compiler *c, KeywordSeq keywords)
{
    for (size_t i = 0; i < keywords.length && !c->failed; i++) {
        const Identifier *name = keywords.items[i]->arg;
        if (name == NULL || name_is_forbidden(c, name, CONTEXT_Store)) continue;
        for (size_t j = i + 1; j < keywords.length; j++) {
            const Keyword *other = keywords.items[j];
            if (other->arg == NULL || !identifiers_equal(name, other->arg)) continue;
            set_span(c, other->span);
            compiler_error(c, other->span, "keyword argument repeated: %s", name->text);
            return;
        }
    }
}

/* A tuple of the names of keywords FIRST up to END. */
static Ref keyword_names(Compiler *c, KeywordSeq keywords, size_t first, size_t end)
{
    Own tuple = c->failed ? NULL : tuple_new(c->rt, (ptrdiff_t)(end - first));
    if (c->failed || compiler_keep(c, tuple) == NULL) return NULL;
    for (size_t i = first; i < end; i++) {
        Ref name = name_object(c, name_of_identifier(c, keywords.items[i]->arg));
        tuple_take(tuple, (ptrdiff_t)(i - first), new_ref(name == NULL ? c->rt->none : name));
    }
    return c->failed ? NULL : tuple;
}

static void emit_kw_names(Compiler *c, KeywordSeq keywords)
{
    Ref names = constant_share(c, keyword_names(c, keywords, 0, keywords.length));
    if (names != NULL) emit_arg(c, OP_KW_NAMES, const_table_index(c, &c->unit->flow.consts, names));
}

static void visit_keyword_values(Compiler *c, KeywordSeq keywords, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) visit_expr(c, keywords.items[i]->value);
}

static bool has_double_star(KeywordSeq keywords)
{
    for (size_t i = 0; i < keywords.length; i++) {
        if (keywords.items[i]->arg == NULL) return true;
    }
    return false;
}

/* module.function(): a name that came from an import is no object with methods. */
static bool is_imported_name(Compiler *c, const Expr *expr)
{
    if (expr->kind != NODE_Name) return false;
    return (scope_flags(c->symbols->top, name_of_identifier(c, expr->v.Name.id)) & DEF_IMPORT) != 0;
}

static bool is_method_call(Compiler *c, const Call_Fields *call)
{
    const Expr *func = call->func;
    if (func->kind != NODE_Attribute || func->v.Attribute.ctx != CONTEXT_Load) return false;
    if (is_imported_name(c, func->v.Attribute.value)) return false;
    size_t keywords = call->keywords.length;
    if (call->args.length + keywords + (keywords != 0) >= STACK_USE_GUIDELINE) return false;
    return !exprs_have_star(call->args) && !has_double_star(call->keywords);
}

static void emit_method_call(Compiler *c, Expr *expr)
{
    const Call_Fields *call = &expr->v.Call;
    Expr *method = call->func;
    int count = (int)(call->args.length + call->keywords.length);
    visit_expr(c, method->v.Attribute.value);
    set_span(c, method->span);
    span_to_attribute(c, method);
    emit_name(c, OP_LOAD_METHOD, name_of_identifier(c, method->v.Attribute.attr));
    visit_exprs(c, call->args);
    if (call->keywords.length > 0) {
        visit_keyword_values(c, call->keywords, 0, call->keywords.length);
        emit_kw_names(c, call->keywords);
    }
    set_span(c, expr->span);
    span_to_attribute(c, method);
    emit_arg(c, OP_PRECALL, count);
    emit_arg(c, OP_CALL, count);
}

void emit_call(Compiler *c, Expr *expr)
{
    const Call_Fields *call = &expr->v.Call;
    validate_keywords(c, call->keywords);
    if (c->failed) return;
    if (is_method_call(c, call)) {
        emit_method_call(c, expr);
        return;
    }
    check_callable(c, call->func);
    set_span(c, call->func->span);
    emit(c, OP_PUSH_NULL);
    set_span(c, expr->span);
    visit_expr(c, call->func);
    emit_call_arguments(c, 0, call->args, call->keywords);
}

/* Keywords FIRST up to END as a dict on the stack. */
static void emit_keyword_dict(Compiler *c, KeywordSeq keywords, size_t first, size_t end)
{
    size_t count = end - first;
    bool big = count * 2 > STACK_USE_GUIDELINE;
    if (count > 1 && !big) {
        visit_keyword_values(c, keywords, first, end);
        emit_const(c, keyword_names(c, keywords, first, end));
        emit_arg(c, OP_BUILD_CONST_KEY_MAP, (int)count);
        return;
    }
    if (big) emit_arg_no_line(c, OP_BUILD_MAP, 0);
    for (size_t i = first; i < end && !c->failed; i++) {
        emit_const(c, name_object(c, name_of_identifier(c, keywords.items[i]->arg)));
        visit_expr(c, keywords.items[i]->value);
        if (big) emit_arg_no_line(c, OP_MAP_ADD, 1);
    }
    if (!big) emit_arg(c, OP_BUILD_MAP, (int)count);
}

/* The named keywords seen so far, merged into the dict below them if there is one. */
static void flush_keywords(Compiler *c, KeywordSeq keywords, size_t first, size_t end, bool *have_dict)
{
    if (first == end) return;
    emit_keyword_dict(c, keywords, first, end);
    if (*have_dict) emit_arg(c, OP_DICT_MERGE, 1);
    *have_dict = true;
}

static void emit_keywords_ex(Compiler *c, KeywordSeq keywords)
{
    bool have_dict = false;
    size_t seen = 0; /* named keywords since the last ** */
    for (size_t i = 0; i < keywords.length; i++) {
        const Keyword *keyword = keywords.items[i];
        if (keyword->arg != NULL) {
            seen++;
            continue;
        }
        flush_keywords(c, keywords, i - seen, i, &have_dict);
        seen = 0;
        if (!have_dict) emit_arg(c, OP_BUILD_MAP, 0);
        have_dict = true;
        visit_expr(c, keyword->value);
        emit_arg(c, OP_DICT_MERGE, 1);
    }
    flush_keywords(c, keywords, keywords.length - seen, keywords.length, &have_dict);
}

static void emit_call_ex(Compiler *c, int pushed, ExprSeq args, KeywordSeq keywords)
{
    if (pushed == 0 && args.length == 1 && args.items[0]->kind == NODE_Starred) {
        visit_expr(c, args.items[0]->v.Starred.value);
    } else {
        emit_elements(c, args, pushed, NODE_Tuple);
    }
    if (keywords.length > 0) emit_keywords_ex(c, keywords);
    emit_arg(c, OP_CALL_FUNCTION_EX, keywords.length > 0);
}

void emit_call_arguments(Compiler *c, int pushed, ExprSeq args, KeywordSeq keywords)
{
    validate_keywords(c, keywords);
    if (c->failed) return;
    bool simple = args.length + keywords.length * 2 <= STACK_USE_GUIDELINE;
    if (!simple || exprs_have_star(args) || has_double_star(keywords)) {
        emit_call_ex(c, pushed, args, keywords);
        return;
    }
    visit_exprs(c, args);
    if (keywords.length > 0) {
        visit_keyword_values(c, keywords, 0, keywords.length);
        emit_kw_names(c, keywords);
    }
    int count = pushed + (int)(args.length + keywords.length);
    emit_arg(c, OP_PRECALL, count);
    emit_arg(c, OP_CALL, count);
}
