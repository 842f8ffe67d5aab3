/* Units: opening one with the variables that the symbol table found, closing it into a code
   object, and making a function of that code in the unit around it. */
#include <string.h>

#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "code/code.h"
#include "compile/codegen.h"

bool unit_is_top_level_await(const Compiler *c)
{
    return (c->options->flags & COMPILE_TOP_LEVEL_AWAIT) != 0 && c->unit->scope->kind == SCOPE_MODULE;
}

static bool unit_is_function(UnitKind kind)
{
    return kind == UNIT_FUNCTION || kind == UNIT_ASYNC_FUNCTION;
}

/* outer.<locals>.inner, a str of its own for each unit; a name declared global starts afresh. */
static Ref qualname_of(Compiler *c, const Unit *unit)
{
    const Unit *parent = unit->parent;
    if (parent == NULL || parent->parent == NULL) return name_object(c, unit->name);
    if (unit_is_function(unit->kind) || unit->kind == UNIT_CLASS) {
        const Name *mangled = name_mangled(c, parent->class_name, unit->name);
        if (scope_name_kind(parent->scope, mangled) == NAME_SCOPE_GLOBAL_EXPLICIT) {
            return name_object(c, unit->name);
        }
    }
    bool locals = unit_is_function(parent->kind) || parent->kind == UNIT_LAMBDA;
    Ref name = name_object(c, unit->name);
    if (c->failed) return NULL;
    const char *between = locals ? ".<locals>." : ".";
    return compiler_keep(c, str_format(c->rt, "%S%s%S", parent->flow.qualname, between, name));
}

static void unit_take_variables(Compiler *c, Unit *unit)
{
    Scope *scope = unit->scope;
    for (size_t i = 0; i < scope->parameters.length; i++) map_index(c, &unit->flow.varnames, scope->parameters.items[i]);
    uint32_t count;
    const Name **names = scope_names(c, scope, NAME_SCOPE_CELL, 0, &count);
    for (uint32_t i = 0; i < count; i++) map_index(c, &unit->flow.cellvars, names[i]);
    if (scope->needs_class_cell) map_index(c, &unit->flow.cellvars, name_of_text(c, "__class__"));
    names = scope_names(c, scope, NAME_SCOPE_FREE, DEF_FREE_CLASS, &count);
    for (uint32_t i = 0; i < count; i++) {
        map_set(c, &unit->flow.freevars, names[i], (intptr_t)(unit->flow.cellvars.count + i));
    }
}

bool unit_enter(Compiler *c, UnitKind kind, const Name *name, const void *node, int lineno)
{
    Unit *unit = c->failed ? NULL : COMPILER_NEW(c, Unit);
    if (unit == NULL) return false;
    unit->parent = c->unit;
    unit->scope = scope_of(c->symbols, node);
    unit->kind = kind;
    unit->name = name;
    unit->class_name = c->unit == NULL ? NULL : c->unit->class_name;
    unit->flow.firstlineno = lineno;
    unit->flow.qualname = qualname_of(c, unit);
    unit_take_variables(c, unit);
    c->unit = unit;
    c->nesting++;
    block_new(c);
    bool module = kind == UNIT_MODULE;
    unit->span = (Span){module ? 0 : lineno, 0, lineno, 0};
    emit_arg(c, OP_RESUME, 0);
    if (module) unit->span.lineno = -1;
    return !c->failed;
}

static int unit_flags(const Compiler *c, const Unit *unit)
{
    const Scope *scope = unit->scope;
    int flags = (int)(c->features & COMPILE_FUTURE_MASK);
    if (scope->kind == SCOPE_FUNCTION) {
        flags |= CODE_NEWLOCALS | CODE_OPTIMIZED;
        if (scope->nested) flags |= CODE_NESTED;
        if (scope->is_generator && !scope->is_coroutine) flags |= CODE_GENERATOR;
        if (!scope->is_generator && scope->is_coroutine) flags |= CODE_COROUTINE;
        if (scope->is_generator && scope->is_coroutine) flags |= CODE_ASYNC_GENERATOR;
        if (scope->has_varargs) flags |= CODE_VARARGS;
        if (scope->has_varkeywords) flags |= CODE_VARKEYWORDS;
    }
    if (unit_is_top_level_await(c) && scope->is_coroutine && !scope->is_generator) flags |= CODE_COROUTINE;
    return flags;
}

Ref unit_finish(Compiler *c, bool add_none)
{
    Ref code = NULL;
    if (!c->failed) {
        Unit *unit = c->unit;
        unit->flow.flags = unit_flags(c, unit);
        unit->flow.is_generator = (unit->flow.flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) != 0;
        unit->flow.name = name_object(c, unit->name);
        Own made = c->failed ? NULL : flow_assemble(c, &unit->flow, add_none);
        if (made != NULL) code = compiler_keep(c, made);
    }
    c->unit = c->unit->parent;
    c->nesting--;
    return code;
}

/* The index of a free variable of an inner function among this unit's cells. */
static int closure_index(Compiler *c, const Name *name)
{
    const Unit *unit = c->unit;
    bool class_cell = unit->kind == UNIT_CLASS && strcmp(name->text, "__class__") == 0;
    bool cell = class_cell || scope_name_kind(unit->scope, name) == NAME_SCOPE_CELL;
    const MapEntry *entry = map_find(cell ? &unit->flow.cellvars : &unit->flow.freevars, name);
    viv_assert(entry != NULL);
    return (int)entry->value;
}

void emit_closure(Compiler *c, Ref code, int flags)
{
    if (c->failed || code == NULL) return;
    const CodeObj *object = AS_CODE(code);
    if (object->nfreevars > 0) {
        for (int i = object->nlocalsplus - object->nfreevars; i < object->nlocalsplus; i++) {
            size_t size;
            const char *text = str_utf8(c->rt, tuple_peek(object->localsplusnames, i), &size);
            if (text == NULL) {
                compiler_fail(c);
                return;
            }
            emit_arg(c, OP_LOAD_CLOSURE, closure_index(c, name_of(c, text, size)));
        }
        flags |= 8;
        emit_arg(c, OP_BUILD_TUPLE, object->nfreevars);
    }
    emit_const(c, code);
    emit_arg(c, OP_MAKE_FUNCTION, flags);
}

Own codegen_module(Compiler *c, Mod *tree)
{
    if (!unit_enter(c, UNIT_MODULE, name_of_text(c, "<module>"), tree, 1)) return NULL;
    switch ((int)tree->kind) {
    case NODE_Module: visit_body(c, tree->v.Module.body); break;
    case NODE_Interactive:
        if (stmts_have_annotation(tree->v.Interactive.body)) emit(c, OP_SETUP_ANNOTATIONS);
        c->interactive = true;
        visit_stmts(c, tree->v.Interactive.body);
        break;
    case NODE_Expression: visit_expr(c, tree->v.Expression.body); break;
    }
    Ref code = unit_finish(c, tree->kind != NODE_Expression);
    return code == NULL ? NULL : new_ref(code);
}
