/* Laying out the blocks, one behind the other.  Jumps get a direction and then a distance;
   a distance over 255 needs EXTENDED_ARG prefixes, which move what is behind them, so offsets
   are computed until none changes. */
#include "compile/assemble.h"

#include <string.h>

#include "code/code.h"
#include "code/exception_table.h"
#include "code/locations.h"
#include "code/opcode.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/tupleobj.h"

static int prefixes(uint32_t arg)
{
    return (arg > 0xff) + (arg > 0xffff) + (arg > 0xffffff);
}

/* What is left of an argument when the optimiser has made a NOP of its instruction: nothing. */
static uint32_t written_arg(const Instr *instr)
{
    return opcode_has_arg(instr->opcode) ? (uint32_t)instr->arg : 0;
}

static uint8_t instr_units(const Instr *instr)
{
    return (uint8_t)(prefixes(written_arg(instr)) + 1 + opcode_table[instr->opcode].caches);
}

/* The stored opcode of a jump, now that it is known where its target stands. */
static int directed(int opcode, bool forward)
{
    switch (opcode) {
    case OP_JUMP: return forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD;
    case OP_JUMP_NO_INTERRUPT: return forward ? OP_JUMP_FORWARD : OP_JUMP_BACKWARD_NO_INTERRUPT;
    case OP_POP_JUMP_IF_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NONE : OP_POP_JUMP_BACKWARD_IF_NONE;
    case OP_POP_JUMP_IF_NOT_NONE:
        return forward ? OP_POP_JUMP_FORWARD_IF_NOT_NONE : OP_POP_JUMP_BACKWARD_IF_NOT_NONE;
    case OP_POP_JUMP_IF_FALSE:
        return forward ? OP_POP_JUMP_FORWARD_IF_FALSE : OP_POP_JUMP_BACKWARD_IF_FALSE;
    case OP_POP_JUMP_IF_TRUE:
        return forward ? OP_POP_JUMP_FORWARD_IF_TRUE : OP_POP_JUMP_BACKWARD_IF_TRUE;
    default: return opcode;
    }
}

static void direct_jumps(Flow *flow)
{
    for (Block *block = flow->entry; block != NULL; block = block->next) block->visited = false;
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        block->visited = true;
        Instr *last = block_last(block);
        if (last != NULL && flow_is_jump(last)) {
            last->opcode = (int16_t)directed(last->opcode, !last->target->visited);
        }
    }
}

static void measure_blocks(Flow *flow)
{
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        block->units = 0;
        for (int i = 0; i < block->length; i++) {
            Instr *instr = &block->instrs[i];
            instr->units = instr_units(instr);
            block->units += instr->units;
        }
    }
}

/* Sets each block's offset; the result is the size of all, in code units. */
static int place_blocks(Flow *flow)
{
    int offset = 0;
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        block->offset = offset;
        offset += block->units;
    }
    return offset;
}

/* Sets the arguments of jumps; true when one changed its size. */
static bool measure_jumps(Flow *flow)
{
    bool changed = false;
    for (Block *block = flow->entry; block != NULL; block = block->next) {
        Instr *last = block_last(block);
        if (last == NULL || !flow_is_jump(last)) continue;
        int end = block->offset + block->units, target = last->target->offset;
        last->arg = target < end ? end - target : target - end;
        int units = instr_units(last);
        if (units == last->units) continue;
        block->units += units - last->units;
        last->units = (uint8_t)units;
        changed = true;
    }
    return changed;
}

/* Writes at CODE, which has room and is zeroed; the result is the place behind. */
static char *write_instr(char *code, const Instr *instr)
{
    uint32_t arg = written_arg(instr);
    for (int i = prefixes(arg); i > 0; i--) {
        *code++ = (char)OP_EXTENDED_ARG;
        *code++ = (char)(arg >> (8 * i));
    }
    *code++ = (char)instr->opcode;
    *code++ = (char)arg;
    return code + opcode_table[instr->opcode].caches * sizeof(CodeUnit);
}

/* The code of UNITS code units as a bytes object; NULL after a failure. */
static Ref write_code(Compiler *c, const Flow *flow, int units)
{
    Own code = bytes_new(c->rt, NULL, (size_t)units * sizeof(CodeUnit));
    if (compiler_keep(c, code) == NULL) return NULL;
    char *at = AS_BYTES(code)->bytes;
    memset(at, 0, (size_t)units * sizeof(CodeUnit));
    for (const Block *block = flow->entry; block != NULL; block = block->next) {
        for (int i = 0; i < block->length; i++) at = write_instr(at, &block->instrs[i]);
    }
    return code;
}

static void write_locations(const Flow *flow, LocationWriter *writer)
{
    for (const Block *block = flow->entry; block != NULL; block = block->next) {
        for (int i = 0; i < block->length; i++) {
            location_add(writer, block->instrs[i].units, block->instrs[i].span);
        }
    }
}

static void write_handler(Buf *table, int start, int end, const Block *handler)
{
    if (handler == NULL) return;
    ExceptionEntry entry = {
        .start = (uint32_t)start,
        .end = (uint32_t)end,
        .target = (uint32_t)handler->offset,
        .depth = (uint32_t)(handler->start_depth - 1 - handler->preserve_lasti),
        .lasti = handler->preserve_lasti,
    };
    exception_add(table, &entry);
}

static void write_exception_table(const Flow *flow, Buf *table)
{
    int offset = 0, start = 0;
    const Block *handler = NULL;
    for (const Block *block = flow->entry; block != NULL; block = block->next) {
        offset = block->offset;
        for (int i = 0; i < block->length; i++) {
            const Instr *instr = &block->instrs[i];
            if (instr->handler != handler) {
                write_handler(table, start, offset, handler);
                start = offset;
                handler = instr->handler;
            }
            offset += instr->units;
        }
    }
    write_handler(table, start, offset, handler);
}

/* Equal parts of different code objects are one object; NULL after a failure. */
static Ref share(Compiler *c, Own part)
{
    return constant_share_shallow(c, compiler_keep(c, part));
}

/* The bytes of BUF, which is emptied; kept by the compiler. */
static Ref keep_bytes(Compiler *c, Buf *buf)
{
    Own bytes = NULL;
    if (buf->failed) {
        error_no_memory(c->rt);
    } else {
        bytes = bytes_new(c->rt, buf_text(buf), buf->length);
    }
    buf_fini(buf);
    return compiler_keep(c, bytes);
}

/* The same, but a new object also where there is one for the single byte. */
static Ref keep_fresh_bytes(Compiler *c, Buf *buf)
{
    Own bytes = buf->failed ? NULL : bytes_new(c->rt, NULL, buf->length);
    if (bytes != NULL) memcpy(AS_BYTES(bytes)->bytes, buf_text(buf), buf->length);
    if (buf->failed) error_no_memory(c->rt);
    buf_fini(buf);
    return compiler_keep(c, bytes);
}

static Ref share_bytes(Compiler *c, Buf *buf)
{
    return constant_share_shallow(c, keep_bytes(c, buf));
}

static Ref tuple_of_names(Compiler *c, const PtrMap *map)
{
    Own tuple = c->failed ? NULL : tuple_new(c->rt, map->count);
    if (compiler_keep(c, tuple) == NULL) return NULL;
    for (uint32_t i = 0; i < map->count; i++) {
        Ref name = name_object(c, map->entries[i].key);
        tuple_take(tuple, map->entries[i].value, new_ref(name != NULL ? name : c->rt->none));
    }
    return constant_share_shallow(c, tuple);
}

/* localsplus: the locals, then the cells that are no locals, then the free variables. */
typedef struct LocalsPlus {
    Own names;   /* tuple, kept by the compiler */
    Buf kinds;
    int count;
} LocalsPlus;

static void add_local(Compiler *c, LocalsPlus *all, const void *name, int kind)
{
    Ref object = name_object(c, name);
    tuple_take(all->names, all->count++, new_ref(object != NULL ? object : c->rt->none));
    buf_add_char(&all->kinds, (char)kind);
}

static int count_locals_plus(const FlowUnit *unit)
{
    int count = (int)(unit->varnames.count + unit->cellvars.count + unit->freevars.count);
    for (uint32_t i = 0; i < unit->cellvars.count; i++) {
        if (map_find(&unit->varnames, unit->cellvars.entries[i].key) != NULL) count--;
    }
    return count;
}

static void collect_locals(Compiler *c, const FlowUnit *unit, LocalsPlus *all)
{
    all->names = tuple_new(c->rt, count_locals_plus(unit));
    if (compiler_keep(c, all->names) == NULL) return;
    const void **cells = COMPILER_ARRAY(c, const void *, unit->cellvars.count);
    if (cells == NULL) return;
    for (uint32_t i = 0; i < unit->varnames.count; i++) {
        const void *name = unit->varnames.entries[i].key;
        bool is_cell = map_find(&unit->cellvars, name) != NULL;
        add_local(c, all, name, LOCAL_KIND_LOCAL | (is_cell ? LOCAL_KIND_CELL : 0));
    }
    for (uint32_t i = 0; i < unit->cellvars.count; i++) {
        cells[unit->cellvars.entries[i].value] = unit->cellvars.entries[i].key;
    }
    for (uint32_t i = 0; i < unit->cellvars.count; i++) {
        if (map_find(&unit->varnames, cells[i]) == NULL) add_local(c, all, cells[i], LOCAL_KIND_CELL);
    }
    for (uint32_t i = 0; i < unit->freevars.count; i++) {
        add_local(c, all, unit->freevars.entries[i].key, LOCAL_KIND_FREE);
    }
}

static Ref consts_tuple(Compiler *c, const ConstList *consts)
{
    return share(c, tuple_from(c->rt, consts->items, (ptrdiff_t)consts->length));
}

Own assemble_code(Compiler *c, FlowUnit *unit, const ConstList *consts, int stacksize)
{
    Flow *flow = &unit->flow;
    direct_jumps(flow);
    measure_blocks(flow);
    int units;
    do units = place_blocks(flow);
    while (measure_jumps(flow));

    Buf table = BUF_INIT;
    LocationWriter locations = {.table = BUF_INIT, .line = unit->firstlineno};
    LocalsPlus locals = {.kinds = BUF_INIT};
    write_locations(flow, &locations);
    write_exception_table(flow, &table);
    collect_locals(c, unit, &locals);
    CodeParts parts = {
        .flags = unit->flags,
        .argcount = unit->argcount,
        .posonlyargcount = unit->posonlyargcount,
        .kwonlyargcount = unit->kwonlyargcount,
        .stacksize = stacksize,
        .firstlineno = unit->firstlineno,
        .filename = c->options->filename,
        .name = unit->name,
        .qualname = unit->qualname,
        .exception_table = share_bytes(c, &table),
        .linetable = share_bytes(c, &locations.table),
        .code = constant_share_shallow(c, write_code(c, flow, units)),
        .names = tuple_of_names(c, &unit->names),
        .consts = consts_tuple(c, consts),
    };
    parts.localspluskinds = keep_fresh_bytes(c, &locals.kinds);
    parts.localsplusnames = c->failed ? NULL : constant_share_shallow(c, locals.names);
    if (c->failed) return NULL;
    Own result = code_new(c->rt, &parts);
    if (result == NULL) compiler_fail(c);
    return result;
}
