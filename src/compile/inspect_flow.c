/* The flow graph as text.  Blocks are numbered in the order of their creation, so that a block
   keeps its number from pass to pass; they are printed in the order of the code. */
#include "compile/compile_inspect.h"

#include <string.h>

#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "code/opcode.h"

typedef struct FlowText {
    Rt *rt;
    Buf *out;
    const FlowUnit *unit; /* of the last pass */
    Buf last;             /* its text: a pass that changed nothing is not printed again */
} FlowText;

int block_number(const Block *block)
{
    int number = 0;
    for (const Block *older = block->older; older != NULL; older = older->older) number++;
    return number;
}

static void add_name(const PtrMap *map, int index, Buf *out)
{
    for (uint32_t i = 0; i < map->count; i++) {
        if (map->entries[i].value != index) continue;
        buf_add_text(out, ((const Name *)map->entries[i].key)->text);
        return;
    }
}

void instr_describe(Rt *rt, const FlowUnit *unit, const Instr *instr, Buf *out)
{
    if (instr->target != NULL) return;
    if (!opcode_is_stored(instr->opcode)) return;
    switch ((int)opcode_table[instr->opcode].operand) {
    case OPERAND_NAME: add_name(&unit->names, instr->arg, out); break;
    case OPERAND_NAME_NULL: add_name(&unit->names, instr->arg >> 1, out); break;
    case OPERAND_LOCAL: add_name(&unit->varnames, instr->arg, out); break;
    case OPERAND_CONST: {
        if ((uint32_t)instr->arg >= unit->consts.count) break;
        Own repr = object_repr(rt, unit->consts.items[instr->arg]);
        if (repr == NULL) {
            error_clear(rt);
            break;
        }
        str_add_to_buf(repr, out);
        release(rt, repr);
        break;
    }
    default: break;
    }
}

/* What the argument means, where that is easily said. */
static void add_meaning(Rt *rt, const FlowUnit *unit, const Instr *instr, Buf *out)
{
    Buf meaning = BUF_INIT;
    if (instr->target != NULL) buf_printf(out, " to block %d", block_number(instr->target));
    instr_describe(rt, unit, instr, &meaning);
    if (meaning.length > 0) buf_printf(out, " (%s)", buf_text(&meaning));
    buf_fini(&meaning);
}

static void add_instr(Rt *rt, const FlowUnit *unit, const Instr *instr, Buf *out)
{
    if (instr->span.line >= 0) {
        buf_printf(out, "%8d  ", instr->span.line);
    } else {
        buf_add_text(out, "       -  ");
    }
    buf_add_text(out, opcode_name(instr->opcode));
    if (opcode_has_arg(instr->opcode) && instr->target == NULL) buf_printf(out, " %d", instr->arg);
    add_meaning(rt, unit, instr, out);
    if (instr->handler != NULL) buf_printf(out, "  [handler: block %d]", block_number(instr->handler));
    if (instr->rule != NULL) buf_printf(out, "    <- %s", instr->rule);
    buf_add_char(out, '\n');
}

static void add_blocks(Rt *rt, const FlowUnit *unit, Buf *out)
{
    for (const Block *block = unit->flow.entry; block != NULL; block = block->next) {
        if (block->length == 0) continue;
        buf_printf(out, "  block %d", block_number(block));
        if (block->start_depth >= 0) buf_printf(out, ", depth %d", block->start_depth);
        if (block->is_exit) buf_add_text(out, ", leaves the function");
        buf_add_text(out, ":\n");
        for (int i = 0; i < block->length; i++) add_instr(rt, unit, &block->instrs[i], out);
    }
}

static void add_graph(void *context, FlowUnit *unit, const char *pass)
{
    FlowText *text = context;
    Buf blocks = BUF_INIT;
    add_blocks(text->rt, unit, &blocks);
    bool same = text->unit == unit && strcmp(buf_text(&blocks), buf_text(&text->last)) == 0;
    buf_add_text(text->out, "--- ");
    str_add_to_buf(unit->qualname, text->out);
    buf_printf(text->out, ", line %d: %s%s\n", unit->firstlineno, pass, same ? ": nothing changes" : "");
    if (!same) buf_add(text->out, buf_text(&blocks), blocks.length);
    buf_add_char(text->out, '\n');
    buf_fini(&text->last);
    text->last = blocks;
    text->unit = unit;
}

int inspect_flow(Rt *rt, const char *source, size_t length, CompileOptions *options, Buf *out)
{
    FlowText text = {.rt = rt, .out = out};
    int status = inspect_passes(rt, source, length, options, add_graph, &text);
    buf_fini(&text.last);
    return status;
}

int inspect_passes(Rt *rt, const char *source, size_t length, CompileOptions *options,
                   FlowObserver observer, void *context)
{
    Arena *arena = arena_new();
    if (arena == NULL) {
        error_no_memory(rt);
        return -1;
    }
    Own code = NULL;
    Mod *tree = compiler_parse(rt, arena, source, length, options);
    if (tree != NULL) {
        Compiler compiler;
        compiler_init(&compiler, rt, arena, options);
        compiler.observer = observer;
        compiler.observer_context = context;
        code = compiler_run(&compiler, tree);
        compiler_fini(&compiler);
    }
    arena_free(arena);
    int status = code == NULL ? -1 : 0;
    release(rt, code);
    return status;
}
