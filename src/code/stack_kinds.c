/* Abstract interpretation: the code is run with kinds instead of values.  Where paths meet,
   kinds that differ become SLOT_VALUE, any object, or SLOT_MAYBE when one may be NULL; so a
   slot changes twice at most, and the walk ends.  States are kept only where paths can meet;
   a budget bounds the work that hostile code can ask for. */
#include "code/stack_kinds.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
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

/* The states of jump targets and handlers lie in one row, each with a header of one slot. */
enum StateHeader { STATE_NEW, STATE_WAITS, STATE_DONE };

typedef struct Kinds {
    const CodeObj *code;
    const CodeMap *map;
    DepthFault *fault;

    int *state_of;     /* by unit, of those that are targets: where its state begins, or 0 */
    VEC(Slot) states;  /* what paths bring there */
    VEC(int) pending;  /* targets to go on from */
    VEC(ExceptionEntry) handlers; /* in order of their ranges, which do not meet */
    int64_t budget;

    Slot *stack; /* of the instruction being interpreted */
    int depth;
    int unit;
    int op, arg, pops; /* the instruction */
    const ExceptionEntry *handler; /* the first that ends behind the unit, or NULL */
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

/* A path brings the first DEPTH slots of the stack to UNIT, and TOP_COUNT more.  False when memory is exhausted. */
static bool kinds_meet(Kinds *k, int unit, int depth, const Slot *top, int top_count)
{
    Slot *state = k->states.items + k->state_of[unit], *slots = state + 1;
    bool is_new = *state == STATE_NEW, changed = is_new;
    for (int i = 0; i < depth + top_count; i++) {
        Slot slot = i < depth ? k->stack[i] : top[i - depth];
        Slot joined = is_new ? slot : slots_join(slots[i], slot);
        changed = changed || joined != slots[i];
        slots[i] = joined;
    }
    k->budget -= depth + top_count;
    if (!changed || *state == STATE_WAITS) return true;
    *state = STATE_WAITS;
    return vec_push(&k->pending, unit) == 0 || kinds_fail(k, "is too large for memory");
}

/* Room for what comes to UNIT: a header, and its stack. */
static bool state_make(Kinds *k, int unit)
{
    if (k->state_of[unit] != 0 || k->map->depths[unit] < 0) return true;
    size_t at = k->states.length, end = at + (size_t)k->map->depths[unit] + 1;
    if (end > STATE_SLOTS_MAX || vec_reserve(&k->states, end) < 0) return false;
    k->states.items[at] = STATE_NEW;
    k->states.length = end;
    k->state_of[unit] = (int)at;
    return true;
}

static bool states_make(Kinds *k)
{
    if (vec_push(&k->states, 0) < 0) return false; /* so that no state begins at 0 */
    k->state_of[0] = 0;
    for (int i = 0; i < k->map->jump_count; i++) k->state_of[k->map->jumps[i].target] = 0;
    Ref table = k->code->exception_table;
    ExceptionReader reader =
        exception_reader(AS_BYTES(table)->bytes, (size_t)bytes_length(table));
    ExceptionEntry entry;
    while (exception_next(&reader, &entry)) {
        if (vec_push(&k->handlers, entry) < 0) return false;
        k->state_of[entry.target] = 0;
    }
    bool is_made = state_make(k, 0);
    for (int i = 0; is_made && i < k->map->jump_count; i++) is_made = state_make(k, k->map->jumps[i].target);
    for (size_t i = 0; is_made && i < k->handlers.length; i++) {
        is_made = state_make(k, (int)k->handlers.items[i].target);
    }
    return is_made;
}

/* The first of the handlers that ends behind UNIT. */
static const ExceptionEntry *handler_from(const Kinds *k, int unit)
{
    size_t low = 0, high = k->handlers.length;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (k->handlers.items[middle].end <= (uint32_t)unit) low = middle + 1;
        else high = middle;
    }
    return low < k->handlers.length ? &k->handlers.items[low] : NULL;
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
static bool check_builder(Kinds *k)
{
    int arg = k->arg, at = arg + k->pops;
    switch (k->op) {
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

static bool check_special(Kinds *k)
{
    int arg = k->arg;
    switch (k->op) {
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
static bool check_operands(Kinds *k)
{
    switch (k->op) {
    case OP_SWAP: return true;
    case OP_COPY: return check_objects(k, k->arg, k->arg);
    case OP_PRECALL:
    case OP_CALL: return check_objects(k, 1, k->pops - 1);
    case OP_CALL_FUNCTION_EX: return check_objects(k, 1, k->pops - 1) && check_special(k);
    case OP_LIST_APPEND:
    case OP_LIST_EXTEND:
    case OP_SET_ADD:
    case OP_SET_UPDATE:
    case OP_MAP_ADD:
    case OP_DICT_MERGE:
    case OP_DICT_UPDATE:
    case OP_RERAISE: return check_objects(k, 1, k->pops) && check_builder(k);
    }
    return check_objects(k, 1, k->pops) && check_special(k);
}

/* --- What instructions leave */

static Slot constant_slot(const Kinds *k)
{
    Ref constant = tuple_peek(k->code->consts, k->arg);
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
static void special_pushes(const Kinds *k, Slot *pushed)
{
    int arg = k->arg;
    switch (k->op) {
    case OP_PUSH_NULL: pushed[0] = SLOT_NULL; break;
    case OP_LOAD_GLOBAL:
        if (arg & 1) pushed[0] = SLOT_NULL;
        break;
    case OP_LOAD_METHOD:
    case OP_PRECALL: pushed[0] = SLOT_MAYBE; break;
    case OP_COPY: pushed[0] = peek(k, arg); break;
    case OP_LOAD_CONST: pushed[0] = constant_slot(k); break;
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
    default:
        for (int i = opcode_keeps(k->op); i > 0; i--) pushed[i - 1] = peek(k, k->pops - i + 1);
    }
}

static void kinds_apply(Kinds *k)
{
    int pushes = shape_pushes(k->op, k->arg);
    if (k->op == OP_SWAP) {
        Slot top = peek(k, 1);
        k->stack[k->depth - 1] = peek(k, k->arg);
        k->stack[k->depth - k->arg] = top;
        return;
    }
    Slot pushed[8] = {SLOT_VALUE};
    if (pushes > 0) special_pushes(k, pushed);
    k->depth -= k->pops;
    for (int i = 0; i < pushes; i++) {
        k->stack[k->depth++] = i < (int)ARRAY_LENGTH(pushed) ? pushed[i] : SLOT_VALUE;
    }
}

/* What goes along a taken branch: all three that keep something keep plain values. */
static bool kinds_branch(Kinds *k, const CodeInstr *instr)
{
    static const Slot kept[] = {SLOT_VALUE};
    int target = opcode_jump_target(instr->op, instr->arg, instr->next_unit);
    return kinds_meet(k, target, k->depth - k->pops, kept, opcode_pushes(k->op, k->arg, true));
}

static bool kinds_raise(Kinds *k)
{
    static const Slot entered[] = {SLOT_LASTI, SLOT_EXCEPTION};
    const ExceptionEntry *handler = k->handler, *last = &vec_last(&k->handlers);
    while (handler <= last && handler->end <= (uint32_t)k->unit) handler++;
    k->handler = handler <= last ? handler : NULL;
    if (k->handler == NULL || handler->start > (uint32_t)k->unit || !opcode_can_raise(k->op)) return true;
    return kinds_meet(k,
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
    k->depth = k->map->depths[start];
    k->handler = handler_from(k, start);
    memcpy(k->stack, k->states.items + k->state_of[start] + 1, (size_t)k->depth * sizeof(Slot));
    for (;;) {
        CodeInstr instr = code_instr_read(k->code, k->unit);
        int flow = opcode_shapes[instr.op].flow;
        k->op = instr.op;
        k->arg = instr.arg > INT32_MAX ? 0 : (int)instr.arg;
        k->pops = shape_pops(k->op, k->arg);
        if (--k->budget < 0) return kinds_fail(k, "is too complex to verify");
        if (k->handler != NULL && !kinds_raise(k)) return false;
        if (!check_operands(k)) return false;
        if (flow != FLOW_NEXT && flow != FLOW_END && !kinds_branch(k, &instr)) return false;
        if (flow == FLOW_END || flow == FLOW_JUMP_FORWARD || flow == FLOW_JUMP_BACKWARD) {
            return true;
        }
        kinds_apply(k);
        k->unit = instr.next_unit;
        if (k->map->marks[k->unit] & MARK_TARGET) return kinds_meet(k, k->unit, k->depth, NULL, 0);
    }
}

static bool kinds_run(Kinds *k)
{
    if (!states_make(k)) return kinds_fail(k, "is too complex to verify");
    if (!kinds_meet(k, 0, 0, NULL, 0)) return false;
    while (k->pending.length > 0) {
        int unit = vec_pop(&k->pending);
        k->states.items[k->state_of[unit]] = STATE_DONE;
        if (!kinds_walk(k, unit)) return false;
    }
    return true;
}

bool stack_kinds_check(const CodeMap *map, DepthFault *fault)
{
    Kinds k = {.code = map->code, .map = map, .fault = fault};
    k.budget = BUDGET_LEAST + (int64_t)map->count * BUDGET_PER_UNIT;
    k.state_of = malloc((size_t)map->count * sizeof *k.state_of);
    k.stack = calloc((size_t)map->code->stacksize + 8, sizeof *k.stack);
    bool is_sound = k.state_of != NULL && k.stack != NULL;
    is_sound = is_sound ? kinds_run(&k) : kinds_fail(&k, "is too large for memory");
    vec_fini(&k.states);
    vec_fini(&k.pending);
    vec_fini(&k.handlers);
    free(k.state_of);
    free(k.stack);
    return is_sound;
}
