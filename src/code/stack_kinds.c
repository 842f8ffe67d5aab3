/* Abstract interpretation: the code is run with kinds instead of values.  Where paths meet,
   kinds that differ become SLOT_VALUE, any object, or SLOT_MAYBE when one may be NULL; so a
   slot changes twice at most, and the walk ends.  States are kept only where paths can meet;
   a budget bounds the work that hostile code can ask for. */
#include "code/stack_kinds.h"

#include <stdlib.h>
#include <string.h>

#include "objects/bytesobj.h"
#include "objects/tupleobj.h"

#include "code/exception_table.h"
#include "code/code_instr.h"
#include "code/opcode.h"

/* Kinds, in the low byte of a Slot; the rest is a count for those that say so. */
enum SlotKind {
    SLOT_VALUE, /* any object */
    SLOT_NULL,
    SLOT_MAYBE, /* an object or NULL */
    SLOT_STR,
    SLOT_LIST,
    SLOT_SET,
    SLOT_DICT,
    SLOT_TUPLE, /* count: its length */
    SLOT_CELL,
    SLOT_CELLS, /* count: of cells, in a tuple */
    SLOT_CODE,  /* count: of its free variables */
    SLOT_LASTI, /* the offset pushed for a handler */
    SLOT_EXCEPTION,
    SLOT_HANDLED, /* the exception handled before: what POP_EXCEPT restores */
};
typedef uint32_t Slot;

enum { BUDGET_PER_UNIT = 256, BUDGET_LEAST = 1 << 20, STATE_SLOTS_MAX = 1 << 24 };

typedef struct Kinds {
    const CodeObj *code;
    const int16_t *depths;
    int count; /* code units */
    DepthFault *fault;

    Slot **states;    /* by unit: what paths bring there; NULL where none meet */
    bool *is_pending; /* by unit: in `pending` */
    int *pending;
    int pending_count;
    ExceptionEntry *handlers; /* by unit: end == 0 when none is in force */
    int64_t budget;

    Slot *stack; /* of the instruction being interpreted */
    int depth;
    int unit;
} Kinds;

static bool kinds_fail(Kinds *k, const char *what)
{
    *k->fault = (DepthFault){k->unit, what};
    return false;
}

static Slot counted(enum SlotKind kind, ptrdiff_t count)
{
    return (Slot)kind | (Slot)(count < 0xFFFFFF ? count : 0xFFFFFF) << 8;
}

static enum SlotKind kind_of(Slot slot)
{
    return (enum SlotKind)(slot & 0xFF);
}

static bool may_be_null(Slot slot)
{
    return kind_of(slot) == SLOT_NULL || kind_of(slot) == SLOT_MAYBE;
}

static Slot slots_join(Slot a, Slot b)
{
    if (a == b) return a;
    return may_be_null(a) || may_be_null(b) ? SLOT_MAYBE : SLOT_VALUE;
}

/* The slot AT places below the top, which is 1. */
static Slot peek(const Kinds *k, int at)
{
    return k->stack[k->depth - at];
}

/* --- Meeting points */

/* A path brings the first DEPTH slots of the stack to UNIT, and TOP_COUNT more. */
static void kinds_meet(Kinds *k, int unit, int depth, const Slot *top, int top_count)
{
    Slot *state = k->states[unit];
    bool is_new = kind_of(state[0]) == 0xFF, changed = is_new;
    for (int i = 0; i < depth + top_count; i++) {
        Slot slot = i < depth ? k->stack[i] : top[i - depth];
        Slot joined = is_new ? slot : slots_join(state[i + 1], slot);
        changed |= joined != state[i + 1];
        state[i + 1] = joined;
    }
    state[0] = 0;
    k->budget -= depth + top_count;
    if (!changed || k->is_pending[unit]) return;
    k->is_pending[unit] = true;
    k->pending[k->pending_count++] = unit;
}

/* Slot 0 of a state says whether any path came yet; the stack begins at slot 1. */
static bool state_make(Kinds *k, int unit, size_t *total)
{
    if (k->states[unit] != NULL || k->depths[unit] < 0) return true;
    size_t length = (size_t)k->depths[unit] + 1;
    *total += length;
    if (*total > STATE_SLOTS_MAX) return false;
    k->states[unit] = malloc(length * sizeof(Slot));
    if (k->states[unit] == NULL) return false;
    memset(k->states[unit], 0xFF, length * sizeof(Slot));
    return true;
}

static bool states_make(Kinds *k)
{
    size_t total = 0;
    bool is_made = state_make(k, 0, &total);
    CodeInstr instr;
    for (int unit = 0; is_made && unit < k->count; unit = instr.next_unit) {
        instr = code_instr_read(k->code, unit);
        FlowKind flow = opcode_table[instr.op].flow;
        if (flow == FLOW_NEXT || flow == FLOW_END) continue;
        int target = opcode_jump_target(instr.op, instr.arg, instr.next_unit);
        is_made = state_make(k, target, &total);
    }
    Ref table = k->code->exception_table;
    ExceptionReader reader =
        exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    while (is_made && exception_next(&reader, &entry)) {
        for (uint32_t unit = entry.start; unit < entry.end; unit++) k->handlers[unit] = entry;
        is_made = state_make(k, (int)entry.target, &total);
    }
    return is_made;
}

/* --- What instructions rely on */

/* The slots that are popped must hold objects, from the FIRST below the top on. */
static bool check_objects(Kinds *k, int first, int last)
{
    for (int at = first; at <= last; at++) {
        if (may_be_null(peek(k, at))) return kinds_fail(k, "may find a NULL");
    }
    return true;
}

static bool check_kind(Kinds *k, int at, enum SlotKind kind)
{
    if (kind_of(peek(k, at)) == kind) return true;
    return kinds_fail(k, "may find another kind of value than it relies on");
}

static bool check_function(Kinds *k, int arg)
{
    int at = 2;
    Slot code = peek(k, 1), closure = counted(SLOT_CELLS, 0);
    if (!check_kind(k, 1, SLOT_CODE)) return false;
    if (arg & 8) closure = peek(k, at++);
    if (kind_of(closure) != SLOT_CELLS || closure >> 8 != code >> 8) {
        return kinds_fail(k, "makes a function without its cells");
    }
    if ((arg & 4) && (!check_kind(k, at, SLOT_TUPLE) || (peek(k, at++) >> 8 & 1) != 0)) {
        return kinds_fail(k, "makes a function with odd annotations");
    }
    if ((arg & 2) && !check_kind(k, at++, SLOT_DICT)) return false;
    return !(arg & 1) || check_kind(k, at, SLOT_TUPLE);
}

/* The container that lies ARG below what is popped. */
static bool check_builder(Kinds *k, int op, int arg)
{
    int at = arg + opcode_pops(op, arg);
    switch (op) {
    case OP_LIST_APPEND:
    case OP_LIST_EXTEND: return check_kind(k, at, SLOT_LIST);
    case OP_SET_ADD:
    case OP_SET_UPDATE: return check_kind(k, at, SLOT_SET);
    case OP_DICT_MERGE: return check_objects(k, at + 2, at + 2) && check_kind(k, at, SLOT_DICT);
    case OP_MAP_ADD:
    case OP_DICT_UPDATE: return check_kind(k, at, SLOT_DICT);
    case OP_RERAISE:
        if (!check_kind(k, 1, SLOT_EXCEPTION)) return false;
        return arg == 0 || check_kind(k, at, SLOT_LASTI);
    }
    return true;
}

static bool check_strings(Kinds *k, int count)
{
    for (int at = 1; at <= count; at++) {
        if (!check_kind(k, at, SLOT_STR)) return false;
    }
    return true;
}

static bool check_special(Kinds *k, int op, int arg)
{
    switch (op) {
    case OP_MAKE_FUNCTION: return check_function(k, arg);
    case OP_LIST_TO_TUPLE: return check_kind(k, 1, SLOT_LIST);
    case OP_PREP_RERAISE_STAR: return check_kind(k, 1, SLOT_LIST);
    case OP_BUILD_STRING: return check_strings(k, arg);
    case OP_BUILD_CONST_KEY_MAP:
        return peek(k, 1) == counted(SLOT_TUPLE, arg) ||
               kinds_fail(k, "has not as many keys as values");
    case OP_MATCH_KEYS:
    case OP_MATCH_CLASS: return check_kind(k, 1, SLOT_TUPLE);
    case OP_PUSH_EXC_INFO:
    case OP_END_ASYNC_FOR:
    case OP_WITH_EXCEPT_START: return check_kind(k, 1, SLOT_EXCEPTION);
    case OP_CHECK_EXC_MATCH:
    case OP_CHECK_EG_MATCH: return check_kind(k, 2, SLOT_EXCEPTION);
    case OP_POP_EXCEPT: return check_kind(k, 1, SLOT_HANDLED);
    case OP_CALL_FUNCTION_EX: return check_kind(k, 3 + (arg & 1), SLOT_NULL);
    case OP_RETURN_VALUE: return k->depth == 1 || kinds_fail(k, "leaves values behind");
    }
    return true;
}

/* Popped values must be objects, but for the NULL below a callable; SWAP only moves. */
static bool check_operands(Kinds *k, int op, int arg)
{
    int pops = opcode_pops(op, arg), objects = pops;
    if (op == OP_SWAP) return true;
    if (op == OP_COPY) return check_objects(k, arg, arg);
    if (op == OP_PRECALL || op == OP_CALL || op == OP_CALL_FUNCTION_EX) objects--;
    if (!check_objects(k, 1, objects)) return false;
    if (opcode_table[op].operand == OPERAND_BELOW) return check_builder(k, op, arg);
    return check_special(k, op, arg);
}

/* --- What instructions leave */

static Slot constant_slot(const Kinds *k, int arg)
{
    Ref constant = tuple_peek(k->code->consts, arg);
    switch ((int)constant->type->id) {
    case TYPE_str: return SLOT_STR;
    case TYPE_tuple: return counted(SLOT_TUPLE, tuple_length(constant));
    case TYPE_code: return counted(SLOT_CODE, AS_CODE(constant)->nfreevars);
    }
    return SLOT_VALUE;
}

static Slot tuple_slot(const Kinds *k, int length)
{
    bool all_cells = length > 0;
    for (int at = 1; at <= length; at++) all_cells &= kind_of(peek(k, at)) == SLOT_CELL;
    return counted(all_cells ? SLOT_CELLS : SLOT_TUPLE, length);
}

/* The kinds of what OP pushes, the top last; what it only looked at stays as it was, and the
   others are plain values. */
static void special_pushes(const Kinds *k, int op, int arg, Slot *pushed)
{
    for (int i = 0; i < opcode_keeps(op); i++) pushed[i] = peek(k, opcode_pops(op, arg) - i);
    switch (op) {
    case OP_PUSH_NULL: pushed[0] = SLOT_NULL; break;
    case OP_LOAD_GLOBAL:
        if (arg & 1) pushed[0] = SLOT_NULL;
        break;
    case OP_LOAD_METHOD:
    case OP_PRECALL: pushed[0] = SLOT_MAYBE; break;
    case OP_COPY: pushed[0] = peek(k, arg); break;
    case OP_LOAD_CONST: pushed[0] = constant_slot(k, arg); break;
    case OP_LOAD_CLOSURE: pushed[0] = SLOT_CELL; break;
    case OP_BUILD_TUPLE: pushed[0] = tuple_slot(k, arg); break;
    case OP_BUILD_LIST: pushed[0] = SLOT_LIST; break;
    case OP_BUILD_SET: pushed[0] = SLOT_SET; break;
    case OP_BUILD_MAP:
    case OP_BUILD_CONST_KEY_MAP: pushed[0] = SLOT_DICT; break;
    case OP_BUILD_STRING:
    case OP_FORMAT_VALUE: pushed[0] = SLOT_STR; break;
    case OP_LIST_TO_TUPLE: pushed[0] = counted(SLOT_TUPLE, 0xFFFFFF); break;
    case OP_PREP_RERAISE_STAR: pushed[0] = SLOT_EXCEPTION; break;
    case OP_PUSH_EXC_INFO:
        pushed[0] = SLOT_HANDLED;
        pushed[1] = SLOT_EXCEPTION;
        break;
    case OP_CHECK_EG_MATCH: pushed[0] = pushed[1] = SLOT_EXCEPTION; break;
    }
}

static void kinds_apply(Kinds *k, int op, int arg)
{
    int pops = opcode_pops(op, arg), pushes = opcode_pushes(op, arg, false);
    if (op == OP_SWAP) {
        Slot top = peek(k, 1);
        k->stack[k->depth - 1] = peek(k, arg);
        k->stack[k->depth - arg] = top;
        return;
    }
    Slot pushed[8] = {SLOT_VALUE};
    special_pushes(k, op, arg, pushed);
    k->depth -= pops;
    for (int i = 0; i < pushes; i++) {
        k->stack[k->depth++] = i < (int)ARRAY_LENGTH(pushed) ? pushed[i] : SLOT_VALUE;
    }
}

/* What goes along a taken branch: all three that keep something keep plain values. */
static void kinds_branch(Kinds *k, const CodeInstr *instr)
{
    static const Slot kept[] = {SLOT_VALUE};
    int arg = (int)instr->arg, target = opcode_jump_target(instr->op, instr->arg, instr->next_unit);
    int depth = k->depth - opcode_pops(instr->op, arg);
    kinds_meet(k, target, depth, kept, opcode_pushes(instr->op, arg, true));
}

static void kinds_raise(Kinds *k, int op)
{
    static const Slot entered[] = {SLOT_LASTI, SLOT_EXCEPTION};
    if (k->handlers == NULL) return;
    const ExceptionEntry *handler = &k->handlers[k->unit];
    if (handler->end == 0 || !opcode_can_raise(op)) return;
    kinds_meet(k,
               (int)handler->target,
               (int)handler->depth,
               handler->lasti ? entered : entered + 1,
               1 + handler->lasti);
}

/* --- The walk */

/* Interprets from a meeting point to the next one, or to where the path ends. */
static bool kinds_walk(Kinds *k, int start)
{
    k->unit = start;
    k->depth = k->depths[start];
    memcpy(k->stack, k->states[start] + 1, (size_t)k->depth * sizeof(Slot));
    for (;;) {
        CodeInstr instr = code_instr_read(k->code, k->unit);
        int arg = instr.arg > INT32_MAX ? 0 : (int)instr.arg;
        FlowKind flow = opcode_table[instr.op].flow;
        if (--k->budget < 0) return kinds_fail(k, "is too complex to verify");
        kinds_raise(k, instr.op);
        if (!check_operands(k, instr.op, arg)) return false;
        if (flow != FLOW_NEXT && flow != FLOW_END) kinds_branch(k, &instr);
        if (flow == FLOW_END || flow == FLOW_JUMP_FORWARD || flow == FLOW_JUMP_BACKWARD) {
            return true;
        }
        kinds_apply(k, instr.op, arg);
        k->unit = instr.next_unit;
        if (k->states[k->unit] != NULL) {
            kinds_meet(k, k->unit, k->depth, NULL, 0);
            return true;
        }
    }
}

static bool kinds_run(Kinds *k)
{
    if (!states_make(k)) return kinds_fail(k, "is too complex to verify");
    kinds_meet(k, 0, 0, NULL, 0);
    k->states[0][0] = 0;
    if (k->pending_count == 0) k->pending[k->pending_count++] = 0;
    while (k->pending_count > 0) {
        int unit = k->pending[--k->pending_count];
        k->is_pending[unit] = false;
        if (!kinds_walk(k, unit)) return false;
    }
    return true;
}

bool stack_kinds_check(const CodeObj *code, const int16_t *depths, DepthFault *fault)
{
    size_t count = (size_t)code->head.length;
    Kinds k = {.code = code, .depths = depths, .count = (int)count, .fault = fault};
    k.budget = BUDGET_LEAST + (int64_t)count * BUDGET_PER_UNIT;
    k.states = calloc(count, sizeof *k.states);
    k.is_pending = calloc(count, sizeof *k.is_pending);
    k.pending = calloc(count + 1, sizeof *k.pending);
    bool handles = bytes_length(code->exception_table) > 0;
    if (handles) k.handlers = calloc(count, sizeof *k.handlers);
    k.stack = calloc((size_t)code->stacksize + 8, sizeof *k.stack);
    bool is_sound = k.states != NULL && k.is_pending != NULL && k.pending != NULL &&
                    (k.handlers != NULL || !handles) && k.stack != NULL;
    is_sound = is_sound ? kinds_run(&k) : kinds_fail(&k, "is too large for memory");
    for (size_t i = 0; k.states != NULL && i < count; i++) free(k.states[i]);
    free(k.states);
    free(k.is_pending);
    free(k.pending);
    free(k.handlers);
    free(k.stack);
    return is_sound;
}
