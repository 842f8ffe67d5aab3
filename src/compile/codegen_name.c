/* Which instruction reads, writes or deletes a name: the answer of the symbol table. */
#include <string.h>

#include "compile/codegen.h"

enum { PLACE_NAME, PLACE_GLOBAL, PLACE_FAST, PLACE_DEREF };

/* [place][context Load, Store, Del] */
static const int name_opcodes[4][3] = {
    [PLACE_NAME] = {OP_LOAD_NAME, OP_STORE_NAME, OP_DELETE_NAME},
    [PLACE_GLOBAL] = {OP_LOAD_GLOBAL, OP_STORE_GLOBAL, OP_DELETE_GLOBAL},
    [PLACE_FAST] = {OP_LOAD_FAST, OP_STORE_FAST, OP_DELETE_FAST},
    [PLACE_DEREF] = {OP_LOAD_DEREF, OP_STORE_DEREF, OP_DELETE_DEREF},
};

bool name_is_forbidden(Compiler *c, const Identifier *name, ExprContext context)
{
    if (context == CONTEXT_Load || strcmp(name->text, "__debug__") != 0) return false;
    compiler_error(c, c->unit->span, context == CONTEXT_Store ? "cannot assign to __debug__" : "cannot delete __debug__");
    return true;
}

static void emit_name_access(Compiler *c, const Name *name, ExprContext context)
{
    if (c->failed) return;
    if (strcmp(name->text, "__debug__") == 0 && context != CONTEXT_Load) {
        compiler_error(c, c->unit->span, context == CONTEXT_Store ? "cannot assign to __debug__" : "cannot delete __debug__");
        return;
    }
    Unit *unit = c->unit;
    bool function = unit->scope->kind == SCOPE_FUNCTION;
    name = name_mangled(c, unit->class_name, name);
    PtrMap *map = &unit->flow.names;
    int place = PLACE_NAME;
    switch (scope_name_kind(unit->scope, name)) {
    case NAME_SCOPE_FREE:
        map = &unit->flow.freevars;
        place = PLACE_DEREF;
        break;
    case NAME_SCOPE_CELL:
        map = &unit->flow.cellvars;
        place = PLACE_DEREF;
        break;
    case NAME_SCOPE_LOCAL:
        if (function) {
            map = &unit->flow.varnames;
            place = PLACE_FAST;
        }
        break;
    case NAME_SCOPE_GLOBAL_IMPLICIT:
        if (function) place = PLACE_GLOBAL;
        break;
    case NAME_SCOPE_GLOBAL_EXPLICIT: place = PLACE_GLOBAL; break;
    case NAME_SCOPE_NONE: break;
    }
    int opcode = name_opcodes[place][context - CONTEXT_Load];
    int arg = map_index(c, map, name);
    /* A class looks into its own namespace before the cell. */
    if (opcode == OP_LOAD_DEREF && unit->scope->kind == SCOPE_CLASS) opcode = OP_LOAD_CLASSDEREF;
    if (opcode == OP_LOAD_GLOBAL) arg <<= 1; /* the low bit will say: push a NULL first */
    emit_arg(c, opcode, arg);
}

void emit_load(Compiler *c, const Name *name)
{
    emit_name_access(c, name, CONTEXT_Load);
}

void emit_store(Compiler *c, const Name *name)
{
    emit_name_access(c, name, CONTEXT_Store);
}

void emit_delete(Compiler *c, const Name *name)
{
    emit_name_access(c, name, CONTEXT_Del);
}
