/* def, lambda and class: what is evaluated outside (decorators, defaults, annotations, bases),
   the unit inside, and the binding of the result. */
#include "objects/tupleobj.h"
#include "compile/codegen.h"

static void check_arg_names(Compiler *c, ArgSeq args)
{
    for (size_t i = 0; i < args.length; i++) name_is_forbidden(c, args.items[i]->arg, CONTEXT_Store);
}

static void check_debug_args(Compiler *c, const Arguments *args)
{
    check_arg_names(c, args->posonlyargs);
    check_arg_names(c, args->args);
    if (args->vararg != NULL) name_is_forbidden(c, args->vararg->arg, CONTEXT_Store);
    check_arg_names(c, args->kwonlyargs);
    if (args->kwarg != NULL) name_is_forbidden(c, args->kwarg->arg, CONTEXT_Store);
}

static Ref mangled_object(Compiler *c, const Identifier *identifier)
{
    return name_object(c, name_mangled(c, c->unit->class_name, name_of_identifier(c, identifier)));
}

/* The defaults of keyword-only arguments as a dict; false when there are none. */
static bool emit_keyword_defaults(Compiler *c, const Arguments *args)
{
    int count = 0;
    Own keys = c->failed ? NULL : tuple_new(c->rt, (ptrdiff_t)args->kwonlyargs.length);
    if (c->failed || compiler_keep(c, keys) == NULL) return false;
    for (size_t i = 0; i < args->kwonlyargs.length && !c->failed; i++) {
        Expr *value = args->kw_defaults.items[i];
        if (value == NULL) continue;
        Ref key = mangled_object(c, args->kwonlyargs.items[i]->arg);
        tuple_take(keys, count++, new_ref(key == NULL ? c->rt->none : key));
        visit_expr(c, value);
    }
    for (ptrdiff_t i = count; i < tuple_length(keys); i++) tuple_take(keys, i, none_new(c->rt));
    if (c->failed || count == 0) return false;
    emit_const(c, compiler_keep(c, tuple_slice(c->rt, keys, 0, count)));
    emit_arg(c, OP_BUILD_CONST_KEY_MAP, count);
    return true;
}

static int emit_defaults(Compiler *c, const Arguments *args)
{
    int flags = 0;
    if (args->defaults.length > 0) {
        visit_exprs(c, args->defaults);
        emit_arg(c, OP_BUILD_TUPLE, (int)args->defaults.length);
        flags |= 1;
    }
    if (args->kwonlyargs.length > 0 && emit_keyword_defaults(c, args)) flags |= 2;
    return flags;
}

void visit_annotation_text(Compiler *c, Expr *annotation)
{
    if (c->failed) return;
    Span outer = c->unit->span;
    emit_const(c, compiler_keep(c, unparse_expr(c->rt, annotation)));
    set_span(c, outer);
}

/* Name and value of one annotation; 2 when there is one. */
static int emit_annotation(Compiler *c, const Identifier *name, const char *plain_name, Expr *annotation)
{
    if (annotation == NULL || c->failed) return 0;
    Ref key = name != NULL ? mangled_object(c, name) : name_object(c, name_of_text(c, plain_name));
    emit_const(c, key);
    if (compiler_has_future_annotations(c)) {
        visit_annotation_text(c, annotation);
    } else if (annotation->kind == NODE_Starred) {
        visit_expr(c, annotation->v.Starred.value); /* *args: *Ts means the one item of [*Ts] */
        emit_arg(c, OP_UNPACK_SEQUENCE, 1);
    } else {
        visit_expr(c, annotation);
    }
    return 2;
}

static int emit_arg_annotations(Compiler *c, ArgSeq args)
{
    int count = 0;
    for (size_t i = 0; i < args.length; i++) {
        count += emit_annotation(c, args.items[i]->arg, NULL, args.items[i]->annotation);
    }
    return count;
}

static int emit_annotations(Compiler *c, const Arguments *args, Expr *returns)
{
    int count = emit_arg_annotations(c, args->args);
    count += emit_arg_annotations(c, args->posonlyargs);
    if (args->vararg != NULL) count += emit_annotation(c, args->vararg->arg, NULL, args->vararg->annotation);
    count += emit_arg_annotations(c, args->kwonlyargs);
    if (args->kwarg != NULL) count += emit_annotation(c, args->kwarg->arg, NULL, args->kwarg->annotation);
    count += emit_annotation(c, NULL, "return", returns);
    if (count == 0) return 0;
    emit_arg(c, OP_BUILD_TUPLE, count);
    return 4;
}

static void unit_take_arguments(Compiler *c, const Arguments *args)
{
    FlowUnit *flow = &c->unit->flow;
    flow->posonlyargcount = (int)args->posonlyargs.length;
    flow->argcount = (int)(args->posonlyargs.length + args->args.length);
    flow->kwonlyargcount = (int)args->kwonlyargs.length;
}

static int first_line(const Stmt *stmt, ExprSeq decorators)
{
    return decorators.length > 0 ? decorators.items[0]->span.lineno : stmt->span.lineno;
}

static void apply_decorators(Compiler *c, ExprSeq decorators)
{
    Span outer = c->unit->span;
    for (size_t i = decorators.length; i-- > 0;) {
        set_span(c, decorators.items[i]->span);
        emit_arg(c, OP_PRECALL, 0);
        emit_arg(c, OP_CALL, 0);
    }
    set_span(c, outer);
}

/* The first constant of a function is its docstring, or None. */
static Ref emit_function_unit(Compiler *c, Stmt *stmt, const FunctionDef_Fields *function)
{
    UnitKind kind = stmt->kind == NODE_FunctionDef ? UNIT_FUNCTION : UNIT_ASYNC_FUNCTION;
    const Name *name = name_of_identifier(c, function->name);
    if (!unit_enter(c, kind, name, stmt, first_line(stmt, function->decorator_list))) return NULL;
    Expr *docstring = compiler_optimize_level(c) < 2 ? docstring_peek(function->body) : NULL;
    Ref first = docstring == NULL ? c->rt->none : compiler_constant(c, docstring);
    first = constant_share(c, first);
    if (first != NULL) const_table_index(c, &c->unit->flow.consts, first);
    unit_take_arguments(c, function->args);
    size_t skip = docstring == NULL ? 0 : 1;
    visit_stmts(c, (StmtSeq){function->body.items + skip, function->body.length - skip});
    return unit_finish(c, true);
}

void emit_function(Compiler *c, Stmt *stmt)
{
    const FunctionDef_Fields *function = &stmt->v.FunctionDef;
    check_debug_args(c, function->args);
    visit_exprs(c, function->decorator_list);
    int flags = emit_defaults(c, function->args);
    flags |= emit_annotations(c, function->args, function->returns);
    Ref code = emit_function_unit(c, stmt, function);
    if (code == NULL) return;
    emit_closure(c, code, flags);
    apply_decorators(c, function->decorator_list);
    emit_store(c, name_of_identifier(c, function->name));
}

void emit_lambda(Compiler *c, Expr *expr)
{
    const Lambda_Fields *lambda = &expr->v.Lambda;
    check_debug_args(c, lambda->args);
    int flags = emit_defaults(c, lambda->args);
    if (!unit_enter(c, UNIT_LAMBDA, name_of_text(c, "<lambda>"), expr, expr->span.lineno)) return;
    const_table_index(c, &c->unit->flow.consts, constant_share(c, c->rt->none)); /* no docstring */
    unit_take_arguments(c, lambda->args);
    visit_expr(c, lambda->body);
    bool generator = c->unit->scope->is_generator;
    if (!generator) emit(c, OP_RETURN_VALUE);
    emit_closure(c, unit_finish(c, !generator), flags);
}

static Ref emit_class_unit(Compiler *c, Stmt *stmt, const ClassDef_Fields *class_def)
{
    const Name *name = name_of_identifier(c, class_def->name);
    if (!unit_enter(c, UNIT_CLASS, name, stmt, first_line(stmt, class_def->decorator_list))) return NULL;
    c->unit->class_name = name;
    emit_load(c, name_of_text(c, "__name__"));
    emit_store(c, name_of_text(c, "__module__"));
    emit_const(c, c->unit->flow.qualname);
    emit_store(c, name_of_text(c, "__qualname__"));
    visit_body(c, class_def->body);
    set_span(c, no_span);
    if (c->unit->scope->needs_class_cell) {
        emit_arg(c, OP_LOAD_CLOSURE, 0); /* the cell that type.__new__ will put the class into */
        emit_arg(c, OP_COPY, 1);
        emit_store(c, name_of_text(c, "__classcell__"));
    } else {
        emit_none(c);
    }
    emit(c, OP_RETURN_VALUE);
    return unit_finish(c, true);
}

void emit_class(Compiler *c, Stmt *stmt)
{
    const ClassDef_Fields *class_def = &stmt->v.ClassDef;
    visit_exprs(c, class_def->decorator_list);
    Ref code = emit_class_unit(c, stmt, class_def);
    if (code == NULL) return;
    emit(c, OP_PUSH_NULL);
    emit(c, OP_LOAD_BUILD_CLASS);
    emit_closure(c, code, 0);
    const Name *name = name_of_identifier(c, class_def->name);
    emit_const(c, name_object(c, name));
    emit_call_arguments(c, 2, class_def->bases, class_def->keywords);
    apply_decorators(c, class_def->decorator_list);
    emit_store(c, name);
}
