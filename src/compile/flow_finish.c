/* The passes in their order: CPython 3.11's assemble().  The prefix comes first: what a
   function does before its first line (cells, a generator's birth). */
#include "code/code.h"
#include "code/opcode.h"
#include "compile/assemble.h"
#include "compile/flow_passes.h"
#include "objects/error.h"

static void observe(Compiler *c, FlowUnit *unit, const char *pass)
{
    if (c->observer != NULL && !c->failed) c->observer(c->observer_context, unit, pass);
}

/* A function whose end can be reached returns None: the instructions have no line, for they
   belong to none. */
static void end_last_block(Compiler *c, FlowUnit *unit, bool add_none)
{
    Flow *flow = &unit->flow;
    if (flow->current->is_return) return;
    if (add_none) {
        Ref none = constant_share(c, c->rt->none);
        if (none == NULL) return;
        flow_add(c, flow, OP_LOAD_CONST, const_table_index(c, &unit->consts, none), SPAN_NONE);
    }
    flow_add(c, flow, OP_RETURN_VALUE, 0, SPAN_NONE);
}

static void insert(Compiler *c, Block *entry, int position, int opcode, int arg, CodeSpan span)
{
    Instr *instr = block_insert(c, entry, position);
    if (instr != NULL) *instr = (Instr){.opcode = opcode, .arg = arg, .span = span};
}

/* Where each cell and free variable lies in localsplus, while arguments that are cells still
   have a second place behind the locals. */
static int *cell_places(Compiler *c, const FlowUnit *unit)
{
    uint32_t cells = unit->cellvars.count, locals = unit->varnames.count;
    uint32_t count = cells + unit->freevars.count;
    int *places = COMPILER_ARRAY(c, int, count);
    if (places == NULL) return NULL;
    for (uint32_t i = 0; i < count; i++) places[i] = (int)(locals + i);
    for (uint32_t i = 0; i < cells; i++) {
        const MapEntry *cell = &unit->cellvars.entries[i];
        const MapEntry *local = map_find(&unit->varnames, cell->key);
        if (local != NULL) places[cell->value] = (int)local->value;
    }
    return places;
}

/* MAKE_CELL for each cell, in the order of their places. */
static void insert_make_cells(Compiler *c, FlowUnit *unit, const int *places)
{
    int cells = (int)unit->cellvars.count, limit = cells + (int)unit->varnames.count;
    int *cell_at = COMPILER_ARRAY(c, int, limit);
    if (cells == 0 || cell_at == NULL) return;
    for (int i = 0; i < cells; i++) cell_at[places[i]] = i + 1;
    for (int place = 0, made = 0; made < cells; place++) {
        if (cell_at[place] == 0) continue;
        insert(c, unit->flow.entry, made++, OP_MAKE_CELL, cell_at[place] - 1, SPAN_NONE);
    }
}

static void insert_prefix(Compiler *c, FlowUnit *unit, const int *places)
{
    Block *entry = unit->flow.entry;
    if (unit->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) {
        CodeSpan first = {unit->firstlineno, unit->firstlineno, -1, -1};
        insert(c, entry, 0, OP_RETURN_GENERATOR, 0, first);
        insert(c, entry, 1, OP_POP_TOP, 0, SPAN_NONE);
    }
    insert_make_cells(c, unit, places);
    if (unit->freevars.count > 0) {
        insert(c, entry, 0, OP_COPY_FREE_VARS, (int)unit->freevars.count, SPAN_NONE);
    }
}

static bool names_cell(int opcode)
{
    return opcode_is_stored(opcode) && opcode_table[opcode].operand == OPERAND_CELL;
}

/* After this, cell instructions name places in localsplus, in which an argument that is a
   cell has one place alone. */
static void place_cells(FlowUnit *unit, int *places)
{
    int locals = (int)unit->varnames.count, dropped = 0;
    int count = (int)(unit->cellvars.count + unit->freevars.count);
    for (int i = 0; i < count; i++) {
        if (places[i] == i + locals) {
            places[i] -= dropped;
        } else {
            dropped++;
        }
    }
    for (Block *block = unit->flow.entry; block != NULL; block = block->next) {
        for (int i = 0; i < block->length; i++) {
            Instr *instr = &block->instrs[i];
            if (names_cell(instr->opcode)) instr->arg = places[instr->arg];
        }
    }
}

static void list_consts(Compiler *c, const FlowUnit *unit, ConstList *consts)
{
    if (c->failed) return;
    if (vec_reserve(consts, unit->consts.count) < 0) {
        error_no_memory(c->rt);
        compiler_fail(c);
        return;
    }
    for (uint32_t i = 0; i < unit->consts.count; i++) consts->items[i] = unit->consts.items[i];
    consts->length = unit->consts.count;
}

/* Constants behind the last that is used go; the first may be a docstring and stays. */
static void trim_consts(const FlowUnit *unit, ConstList *consts)
{
    size_t used = 1;
    for (const Block *block = unit->flow.entry; block != NULL; block = block->next) {
        for (int i = 0; i < block->length; i++) {
            const Instr *instr = &block->instrs[i];
            if (instr->opcode != OP_LOAD_CONST && instr->opcode != OP_KW_NAMES) continue;
            if ((size_t)instr->arg + 1 > used) used = (size_t)instr->arg + 1;
        }
    }
    if (used < consts->length) consts->length = used;
}

static void optimize(Compiler *c, FlowUnit *unit, ConstList *consts)
{
    Flow *flow = &unit->flow;
    for (Block *block = flow->entry; block != NULL && !c->failed; block = block->next) {
        block_optimize(c, block, consts);
        block_remove_nops(block);
    }
    observe(c, unit, "optimise blocks");
    if (c->failed) return;
    flow_inline_exits(c, flow);
    flow_remove_unreachable(c, flow);
    observe(c, unit, "remove unreachable blocks");
    if (c->failed) return;
    flow_copy_exits(c, flow);
    if (c->failed) return;
    trim_consts(unit, consts);
    flow_spread_lines(flow);
    flow_give_returns_lines(flow, unit->firstlineno);
    observe(c, unit, "give exits their lines");
}

static Own finish(Compiler *c, FlowUnit *unit, ConstList *consts)
{
    Flow *flow = &unit->flow;
    int stacksize = flow_compute_depth(c, flow, unit->is_generator);
    if (c->failed) return NULL;
    flow_assign_handlers(c, flow);
    if (c->failed) return NULL;
    for (Block *block = flow->entry; block != NULL; block = block->next) block_remove_nops(block);
    observe(c, unit, "assign handlers");
    return assemble_code(c, unit, consts, stacksize);
}

Own flow_assemble(Compiler *c, FlowUnit *unit, bool add_none)
{
    ConstList consts = {0};
    Own code = NULL;
    end_last_block(c, unit, add_none);
    if (c->failed) goto done;
    observe(c, unit, "as generated");
    flow_mark_exits(&unit->flow);
    flow_inline_exits(c, &unit->flow);
    const Block *entry = unit->flow.entry;
    if (unit->firstlineno == 0) {
        int line = entry->length > 0 ? entry->instrs[0].span.line : 0;
        unit->firstlineno = line != 0 ? line : 1;
    }
    int *places = cell_places(c, unit);
    if (c->failed) goto done;
    insert_prefix(c, unit, places);
    if (c->failed) goto done;
    place_cells(unit, places);
    list_consts(c, unit, &consts);
    if (c->failed) goto done;
    optimize(c, unit, &consts);
    if (!c->failed) code = finish(c, unit, &consts);
done:
    vec_fini(&consts);
    return code;
}
