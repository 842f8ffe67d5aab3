/* Augmented and annotated assignments, and imports, which assign too. */
#include <string.h>

#include "objects/tupleobj.h"
#include "compile/codegen.h"

static void aug_load_target(Compiler *c, Expr *target)
{
    switch ((int)target->kind) {
    case NODE_Attribute:
        visit_expr(c, target->v.Attribute.value);
        emit_arg(c, OP_COPY, 1);
        span_to_attribute(c, target);
        emit_name(c, OP_LOAD_ATTR, name_of_identifier(c, target->v.Attribute.attr));
        break;
    case NODE_Subscript:
        visit_expr(c, target->v.Subscript.value);
        visit_expr(c, target->v.Subscript.slice);
        emit_arg(c, OP_COPY, 2);
        emit_arg(c, OP_COPY, 2);
        emit(c, OP_BINARY_SUBSCR);
        break;
    case NODE_Name: emit_load(c, name_of_identifier(c, target->v.Name.id)); break;
    default: viv_unreachable("no target of an augmented assignment");
    }
}

static void aug_store_target(Compiler *c, Expr *target)
{
    switch ((int)target->kind) {
    case NODE_Attribute:
        span_to_attribute(c, target);
        emit_arg(c, OP_SWAP, 2);
        emit_name(c, OP_STORE_ATTR, name_of_identifier(c, target->v.Attribute.attr));
        break;
    case NODE_Subscript:
        emit_arg(c, OP_SWAP, 3);
        emit_arg(c, OP_SWAP, 2);
        emit(c, OP_STORE_SUBSCR);
        break;
    default: emit_store(c, name_of_identifier(c, target->v.Name.id)); break;
    }
}

void emit_aug_assign(Compiler *c, Stmt *stmt)
{
    const AugAssign_Fields *assign = &stmt->v.AugAssign;
    Span span = c->unit->span;
    set_span(c, assign->target->span);
    aug_load_target(c, assign->target);
    set_span(c, span);
    visit_expr(c, assign->value);
    emit_binary_op(c, assign->op, true);
    set_span(c, assign->target->span);
    aug_store_target(c, assign->target);
}

static void evaluate_and_drop(Compiler *c, Expr *expr)
{
    visit_expr(c, expr);
    emit(c, OP_POP_TOP);
}

static void evaluate_index(Compiler *c, Expr *index)
{
    if (index->kind == NODE_Slice) {
        Expr *parts[] = {index->v.Slice.lower, index->v.Slice.upper, index->v.Slice.step};
        for (size_t i = 0; i < ARRAY_LENGTH(parts); i++) {
            if (parts[i] != NULL) evaluate_and_drop(c, parts[i]);
        }
    } else if (index->kind == NODE_Tuple) {
        for (size_t i = 0; i < index->v.Tuple.elts.length; i++) evaluate_index(c, index->v.Tuple.elts.items[i]);
    } else {
        evaluate_and_drop(c, index);
    }
}

/* __annotations__['name'] = annotation, in modules and classes. */
static void store_annotation(Compiler *c, const AnnAssign_Fields *assign)
{
    if (compiler_has_future_annotations(c)) {
        visit_annotation_text(c, assign->annotation);
    } else {
        visit_expr(c, assign->annotation);
    }
    emit_name(c, OP_LOAD_NAME, name_of_text(c, "__annotations__"));
    const Name *name = name_of_identifier(c, assign->target->v.Name.id);
    emit_const(c, name_object(c, name_mangled(c, c->unit->class_name, name)));
    emit(c, OP_STORE_SUBSCR);
}

void emit_ann_assign(Compiler *c, Stmt *stmt)
{
    const AnnAssign_Fields *assign = &stmt->v.AnnAssign;
    Expr *target = assign->target;
    bool outside = c->unit->kind == UNIT_MODULE || c->unit->kind == UNIT_CLASS;
    if (assign->value != NULL) {
        visit_expr(c, assign->value);
        visit_expr(c, target);
    }
    switch ((int)target->kind) {
    case NODE_Name:
        if (name_is_forbidden(c, target->v.Name.id, CONTEXT_Store)) return;
        if (assign->simple && outside) store_annotation(c, assign);
        break;
    case NODE_Attribute:
        if (name_is_forbidden(c, target->v.Attribute.attr, CONTEXT_Store)) return;
        if (assign->value == NULL) evaluate_and_drop(c, target->v.Attribute.value);
        break;
    case NODE_Subscript:
        if (assign->value != NULL) break;
        evaluate_and_drop(c, target->v.Subscript.value);
        evaluate_index(c, target->v.Subscript.slice);
        break;
    default: viv_unreachable("no target of an annotated assignment");
    }
    if (!assign->simple && outside && !compiler_has_future_annotations(c)) {
        evaluate_and_drop(c, assign->annotation);
    }
}

/* import a.b.c as d binds the innermost module: it is fetched from a step by step. */
static void emit_import_as(Compiler *c, const Identifier *name, const Name *bound)
{
    const char *dot = memchr(name->text, '.', name->length), *end = name->text + name->length;
    if (dot == NULL) {
        emit_store(c, bound);
        return;
    }
    for (;;) {
        const char *start = dot + 1;
        dot = memchr(start, '.', (size_t)(end - start));
        size_t length = (size_t)((dot == NULL ? end : dot) - start);
        const Name *part = name_of(c, start, length);
        if (!c->failed) emit_arg(c, OP_IMPORT_FROM, map_index(c, &c->unit->flow.names, part));
        if (dot == NULL) break;
        emit_arg(c, OP_SWAP, 2);
        emit(c, OP_POP_TOP);
    }
    emit_store(c, bound);
    emit(c, OP_POP_TOP);
}

void emit_import(Compiler *c, Stmt *stmt)
{
    AliasSeq names = stmt->v.Import.names;
    for (size_t i = 0; i < names.length; i++) {
        const Alias *alias = names.items[i];
        emit_const_int(c, 0);
        emit_none(c);
        emit_name(c, OP_IMPORT_NAME, name_of_identifier(c, alias->name));
        if (alias->asname != NULL) {
            emit_import_as(c, alias->name, name_of_identifier(c, alias->asname));
            continue;
        }
        const char *dot = memchr(alias->name->text, '.', alias->name->length);
        size_t length = dot == NULL ? alias->name->length : (size_t)(dot - alias->name->text);
        emit_store(c, name_of(c, alias->name->text, length));
    }
}

static Ref alias_names(Compiler *c, AliasSeq names)
{
    Own tuple = tuple_new(c->rt, (ptrdiff_t)names.length);
    if (compiler_keep(c, tuple) == NULL) return NULL;
    for (size_t i = 0; i < names.length; i++) {
        Ref name = name_object(c, name_of_identifier(c, names.items[i]->name));
        tuple_take(tuple, (ptrdiff_t)i, new_ref(name == NULL ? c->rt->none : name));
    }
    return tuple;
}

void emit_import_from(Compiler *c, Stmt *stmt)
{
    const ImportFrom_Fields *import = &stmt->v.ImportFrom;
    emit_const_int(c, import->level);
    if (c->failed) return;
    Ref names = alias_names(c, import->names);
    const char *module = import->module == NULL ? "" : import->module->text;
    if (stmt->span.lineno > c->future_lineno && strcmp(module, "__future__") == 0) {
        compiler_error(c, c->unit->span, "from __future__ imports must occur at the beginning of the file");
        return;
    }
    emit_const(c, names);
    emit_name(c, OP_IMPORT_NAME, name_of_text(c, module));
    for (size_t i = 0; i < import->names.length; i++) {
        const Alias *alias = import->names.items[i];
        if (i == 0 && strcmp(alias->name->text, "*") == 0) {
            emit(c, OP_IMPORT_STAR);
            return;
        }
        emit_name(c, OP_IMPORT_FROM, name_of_identifier(c, alias->name));
        emit_store(c, name_of_identifier(c, alias->asname == NULL ? alias->name : alias->asname));
    }
    emit(c, OP_POP_TOP);
}
