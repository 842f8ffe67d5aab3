/* One pass finds where instructions begin and checks each by itself, one checks jumps and
   handlers against those beginnings, and stack_depths and stack_kinds follow all paths.  The rules speak
   of places, depths and kinds, never of the values that will be there. */
#include "code/verifier.h"

#include <stdlib.h>
#include <string.h>

#include "objects/bytesobj.h"
#include "objects/tupleobj.h"

#include "code/exception_table.h"
#include "code/code_instr.h"
#include "code/opcode.h"
#include "code/stack_depth.h"
#include "code/stack_kinds.h"

typedef struct Verifier {
    CodeMap map;
    const CodeObj *code; /* the map's */
    int count;           /* code units */
    int prologue;        /* units before the first instruction that may be jumped to */
    DepthFault fault;
} Verifier;

static bool refuse(Verifier *v, int unit, const char *what)
{
    v->fault = (DepthFault){unit, what};
    return false;
}

static bool is_generator(const CodeObj *code)
{
    return (code->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) != 0;
}

static int kind_of(const CodeObj *code, uint32_t slot)
{
    return (unsigned char)AS_BYTES(code->localspluskinds)->bytes[slot];
}

/* --- Variables: locals (of which some are cells), then cells, then free variables */

static bool check_kinds(Verifier *v)
{
    int stage = LOCAL_KIND_LOCAL;
    for (int i = 0; i < v->code->nlocalsplus; i++) {
        int kind = kind_of(v->code, (uint32_t)i);
        int group = kind & LOCAL_KIND_LOCAL ? LOCAL_KIND_LOCAL : kind;
        bool is_legal = kind == LOCAL_KIND_LOCAL || kind == LOCAL_KIND_CELL ||
                        kind == LOCAL_KIND_FREE ||
                        kind == (LOCAL_KIND_LOCAL | LOCAL_KIND_CELL);
        if (!is_legal || group < stage) return refuse(v, 0, "has variables out of order");
        stage = group;
    }
    return true;
}

/* The code begins by filling its cells: COPY_FREE_VARS, MAKE_CELL for each cell, and in a
   generator RETURN_GENERATOR; none of these may come again. */
static bool check_prologue(Verifier *v)
{
    int unit = 0, cells = 0;
    CodeInstr instr = code_instr_read(v->code, unit);
    if (v->code->nfreevars > 0) {
        if (instr.op != OP_COPY_FREE_VARS || instr.arg != (uint32_t)v->code->nfreevars) {
            return refuse(v, unit, "does not copy its free variables");
        }
        unit = instr.next_unit;
    }
    bool *is_made = calloc((size_t)v->code->nlocalsplus + 1, sizeof *is_made);
    if (is_made == NULL) return refuse(v, unit, "is too large for memory");
    for (; unit < v->count; unit = instr.next_unit) {
        instr = code_instr_read(v->code, unit);
        if (instr.op != OP_MAKE_CELL || instr.arg >= (uint32_t)v->code->nlocalsplus) break;
        if (!(kind_of(v->code, instr.arg) & LOCAL_KIND_CELL) || is_made[instr.arg]) break;
        is_made[instr.arg] = true;
        cells++;
    }
    free(is_made);
    if (cells != v->code->ncellvars) return refuse(v, unit, "does not make its cells");
    if (is_generator(v->code)) {
        if (unit >= v->count || instr.op != OP_RETURN_GENERATOR) {
            return refuse(v, unit, "does not make its generator");
        }
        unit = instr.next_unit;
    }
    v->prologue = unit;
    return true;
}

/* --- Single instructions */

static bool is_tuple_of_str(Ref obj)
{
    if (!is_exact(obj, TYPE_tuple)) return false;
    for (ptrdiff_t i = 0; i < tuple_length(obj); i++) {
        if (!is_str(tuple_peek(obj, i))) return false;
    }
    return true;
}

static bool check_index(Verifier *v, const CodeInstr *instr)
{
    uint32_t arg = instr->arg, names = (uint32_t)tuple_length(v->code->names);
    switch (opcode_table[instr->op].operand) {
    case OPERAND_CONST: return arg < (uint32_t)tuple_length(v->code->consts);
    case OPERAND_NAME: return arg < names;
    case OPERAND_NAME_NULL: return arg >> 1 < names;
    case OPERAND_LOCAL:
        return arg < (uint32_t)v->code->nlocalsplus && kind_of(v->code, arg) == LOCAL_KIND_LOCAL;
    case OPERAND_CELL:
        return arg < (uint32_t)v->code->nlocalsplus &&
               (kind_of(v->code, arg) & (LOCAL_KIND_CELL | LOCAL_KIND_FREE)) != 0;
    case OPERAND_STACK: return arg >= 1;
    case OPERAND_BELOW: return arg >= 1 || instr->op == OP_RERAISE;
    case OPERAND_BINARY: return opcode_binary_name(arg) != NULL;
    case OPERAND_COMPARE: return opcode_compare_name(arg) != NULL;
    case OPERAND_INVERT:
    case OPERAND_CALL_EX: return arg <= 1;
    case OPERAND_AWAIT: return arg <= 2;
    case OPERAND_RESUME: return arg <= 3;
    case OPERAND_FORMAT: return arg <= 7;
    case OPERAND_FUNCTION: return arg <= 15;
    case OPERAND_COUNT:
        if (instr->op == OP_BUILD_SLICE) return arg == 2 || arg == 3;
        return instr->op != OP_RAISE_VARARGS || arg <= 2;
    case OPERAND_NONE:
    case OPERAND_JUMP:
    case OPERAND_CALL:
    case OPERAND_UNPACK:
    case OPERAND_PREFIX: return true;
    }
    return false;
}

/* PRECALL n and CALL n are one call, and KW_NAMES belongs to it. */
static bool check_call(Verifier *v, const CodeInstr *instr)
{
    if (instr->op != OP_PRECALL && instr->op != OP_KW_NAMES) return true;
    if (instr->next_unit >= v->count) return refuse(v, instr->unit, "is half a call");
    CodeInstr next = code_instr_read(v->code, instr->next_unit);
    if (instr->op == OP_PRECALL) {
        if (next.op == OP_CALL && next.arg == instr->arg) return true;
        return refuse(v, instr->unit, "is half a call");
    }
    Ref names = tuple_peek(v->code->consts, (ptrdiff_t)instr->arg);
    bool fits = next.op == OP_PRECALL && is_tuple_of_str(names) &&
                tuple_length(names) <= (ptrdiff_t)next.arg;
    return fits || refuse(v, instr->unit, "names arguments that are not there");
}

static bool check_caches(Verifier *v, const CodeInstr *instr)
{
    int caches = opcode_table[instr->op].caches;
    if (instr->next_unit > v->count) return refuse(v, instr->unit, "is cut off");
    for (int i = instr->next_unit - caches; i < instr->next_unit; i++) {
        if (v->code->units[i].cache != 0) return refuse(v, i, "is no empty cache");
    }
    return true;
}

/* What only some opcodes must heed. */
static bool check_place(Verifier *v, const CodeInstr *instr)
{
    switch (instr->op) {
    case OP_COPY_FREE_VARS:
    case OP_MAKE_CELL:
    case OP_RETURN_GENERATOR: return instr->unit < v->prologue || refuse(v, instr->unit, "belongs at the beginning");
    case OP_YIELD_VALUE:
    case OP_SEND:
    case OP_ASYNC_GEN_WRAP: return is_generator(v->code) || refuse(v, instr->unit, "is for generators only");
    case OP_PRECALL:
    case OP_KW_NAMES: return check_call(v, instr);
    }
    return true;
}

static bool check_instr(Verifier *v, const CodeInstr *instr)
{
    if (!opcode_shapes[instr->op].is_legal) return refuse(v, instr->unit, "is no instruction");
    if (instr->prefixes > 3) return refuse(v, instr->unit, "has too many prefixes");
    if (!check_caches(v, instr)) return false;
    if (!check_index(v, instr)) return refuse(v, instr->unit, "has an operand out of range");
    return check_place(v, instr);
}

/* Finds the jumps and where instructions begin. */
static bool check_instrs(Verifier *v)
{
    CodeInstr instr;
    for (int unit = 0; unit < v->count; unit = instr.next_unit) {
        instr = code_instr_read(v->code, unit);
        v->map.marks[unit] = MARK_START;
        if (!check_instr(v, &instr)) return false;
        int flow = opcode_shapes[instr.op].flow;
        if (flow == FLOW_NEXT || flow == FLOW_END) continue;
        int target = opcode_jump_target(instr.op, instr.arg, instr.next_unit);
        v->map.jumps[v->map.jump_count++] = (CodeJump){unit, target};
    }
    return true;
}

/* --- Jumps and handlers */

/* A call is entered at its beginning only: at KW_NAMES or PRECALL, never behind them. */
static bool is_within_call(Verifier *v, int unit)
{
    CodeInstr instr = code_instr_read(v->code, unit);
    return instr.op == OP_CALL;
}

static bool check_jumps(Verifier *v)
{
    v->map.marks[0] |= MARK_TARGET;
    for (int i = 0; i < v->map.jump_count; i++) {
        int target = v->map.jumps[i].target;
        if (target < v->prologue || target >= v->count || v->map.marks[target] == 0 || is_within_call(v, target)) {
            return refuse(v, v->map.jumps[i].unit, "jumps to where no instruction begins");
        }
        v->map.marks[target] |= MARK_TARGET;
    }
    return true;
}

/* Whatever in the handler's range fails must leave what the handler counts on. */
static bool check_protected(Verifier *v, const ExceptionEntry *entry)
{
    for (uint32_t unit = entry->start; unit < entry->end; unit++) {
        if (v->map.marks[unit] == 0 || v->map.depths[unit] < 0) continue;
        CodeInstr instr = code_instr_read(v->code, (int)unit);
        int left = v->map.depths[unit] - shape_pops(instr.op, (int)instr.arg) +
                   opcode_keeps(instr.op);
        if (left < (int)entry->depth && opcode_can_raise(instr.op)) {
            return refuse(v, (int)unit, "takes what its handler keeps");
        }
    }
    return true;
}

static bool check_handlers(Verifier *v)
{
    Ref table = v->code->exception_table;
    ExceptionReader reader =
        exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    uint32_t previous_end = 0, count = (uint32_t)v->count;
    while (exception_next(&reader, &entry)) {
        if (entry.start < previous_end || entry.end > count || entry.target >= count ||
            entry.start >= entry.end || entry.target < (uint32_t)v->prologue) {
            return refuse(v, 0, "has an exception table out of order");
        }
        const uint8_t *marks = v->map.marks;
        if (marks[entry.start] == 0 || marks[entry.target] == 0 ||
            (entry.end < count && marks[entry.end] == 0) ||
            is_within_call(v, (int)entry.target)) {
            return refuse(v, (int)entry.start, "has a handler where no instruction begins");
        }
        if (!check_protected(v, &entry)) return false;
        v->map.marks[entry.target] |= MARK_TARGET;
        previous_end = entry.end;
    }
    return reader.at == reader.limit || refuse(v, 0, "has a damaged exception table");
}

/* --- All */

static bool verify(Verifier *v)
{
    if (v->count == 0) return refuse(v, 0, "is empty");
    return check_kinds(v) && check_prologue(v) && check_instrs(v) && check_jumps(v) &&
           stack_depths(v->code, v->map.depths, &v->fault) && check_handlers(v) &&
           stack_kinds_check(&v->map, &v->fault);
}

bool code_is_sound(const CodeObj *code, DepthFault *fault)
{
    size_t count = (size_t)code->head.length;
    Verifier v = {.code = code, .count = (int)count, .map = {.code = code, .count = (int)count}};
    v.map.jumps = malloc((count + 1) * (sizeof *v.map.jumps + sizeof *v.map.depths));
    v.map.marks = calloc(count + 1, sizeof *v.map.marks);
    bool is_sound = v.map.jumps != NULL && v.map.marks != NULL;
    if (is_sound) v.map.depths = (int16_t *)(void *)(v.map.jumps + count + 1);
    is_sound = is_sound ? verify(&v) : refuse(&v, 0, "is too large for memory");
    *fault = v.fault;
    free(v.map.marks);
    free(v.map.jumps);
    return is_sound;
}
