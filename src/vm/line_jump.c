/* A jump may only go where the value stack fits: it is cut, but never made longer, and what a for loop,
   a handler or a call has put there must lie there.  So the kinds of values on the stack are found for
   each instruction, as CPython does it: a stack is a number, three bits for each value, the top in the
   lowest; only that much is known of it. */
#include "vm/line_jump.h"

#include "code/exception_table.h"
#include "code/opcode.h"
#include "memory/heap.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "vm/generator.h"
#include "vm/observe.h"
#include "vm/trace.h"

typedef enum Kind { KIND_NONE, KIND_ITERATOR, KIND_EXCEPT, KIND_OBJECT, KIND_NULL, KIND_LASTI } Kind;

enum { KIND_BITS = 3, STACK_VALUES_MAX = 21 };
static const int64_t stack_unknown = -2, stack_too_deep = -1, stack_empty = 0;

static int64_t stack_push(int64_t stack, Kind kind)
{
    bool fits = stack < (int64_t)1 << (STACK_VALUES_MAX - 1) * KIND_BITS;
    return stack < 0 || !fits ? stack_too_deep : (int64_t)((uint64_t)stack << KIND_BITS | kind);
}

static int64_t stack_pop(int64_t stack)
{
    return stack < 0 ? stack : stack >> KIND_BITS;
}

static Kind stack_peek(int64_t stack, unsigned depth)
{
    return stack < 0 ? KIND_OBJECT : (Kind)(stack >> (depth - 1) * KIND_BITS & ((1 << KIND_BITS) - 1));
}

static int64_t stack_change(int64_t stack, int pops, int pushes)
{
    for (; pops > 0; pops--) stack = stack_pop(stack);
    for (; pushes > 0; pushes--) stack = stack_push(stack, KIND_OBJECT);
    return stack;
}

static int64_t stack_swap(int64_t stack, unsigned depth)
{
    if (stack < 0) return stack;
    Kind top = stack_peek(stack, 1), deep = stack_peek(stack, depth);
    unsigned shift = (depth - 1) * KIND_BITS;
    int64_t mask = (1 << KIND_BITS) - 1;
    stack = (stack & ~(mask << shift)) | (int64_t)top << shift;
    return (stack & ~mask) | (int64_t)deep;
}

/* The stack after an instruction that goes on at the next one. */
static int64_t stack_after(int64_t stack, const CodeInstr *instr)
{
    int op = instr->op, arg = (int)instr->arg;
    switch (op) {
    case OP_GET_ITER:
    case OP_GET_AITER: return stack_push(stack_pop(stack), KIND_ITERATOR);
    case OP_PUSH_EXC_INFO: return stack_push(stack, KIND_EXCEPT);
    case OP_PUSH_NULL: return stack_push(stack, KIND_NULL);
    case OP_LOAD_GLOBAL: return stack_push((instr->arg & 1) != 0 ? stack_push(stack, KIND_NULL) : stack, KIND_OBJECT);
    case OP_LOAD_METHOD: return stack_push(stack_push(stack_pop(stack), KIND_NULL), KIND_OBJECT);
    case OP_SWAP: return stack_swap(stack, instr->arg);
    case OP_COPY: return stack_push(stack, stack_peek(stack, instr->arg));
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return stack_pop(stack);
    case OP_SEND: return stack;
    case OP_FOR_ITER: return stack_push(stack, KIND_OBJECT);
    case OP_PRECALL:
    case OP_RETURN_GENERATOR: return stack; /* the value sent first is there from the start */
    default: return stack_change(stack, opcode_pops(op, arg) - opcode_keeps(op), opcode_pushes(op, arg, false) - opcode_keeps(op));
    }
}

/* The stack where a jump lands, before the jump is STACK. */
static int64_t stack_at_target(int64_t stack, const CodeInstr *instr)
{
    switch (instr->op) {
    case OP_JUMP_IF_FALSE_OR_POP:
    case OP_JUMP_IF_TRUE_OR_POP: return stack;
    case OP_SEND:
    case OP_FOR_ITER: return stack_pop(stack);
    default: return stack_change(stack, opcode_pops(instr->op, (int)instr->arg), 0);
    }
}

static int stack_depth(int64_t stack)
{
    int depth = 0;
    for (; stack > 0; stack >>= KIND_BITS) depth++;
    return depth;
}

/* Follows the handlers of code that is reached; true: something new was found. */
static bool mark_handlers(const CodeObj *code, int64_t *stacks)
{
    bool found = false;
    ExceptionReader reader = exception_reader(AS_BYTES(code->exception_table)->bytes, (size_t)bytes_length(code->exception_table));
    ExceptionEntry entry;
    while (exception_next(&reader, &entry)) {
        if (stacks[entry.start] == stack_unknown || stacks[entry.target] != stack_unknown) continue;
        int64_t stack = stacks[entry.start];
        while (stack_depth(stack) > (int)entry.depth) stack = stack_pop(stack);
        if (entry.lasti) stack = stack_push(stack, KIND_LASTI);
        stacks[entry.target] = stack_push(stack, KIND_EXCEPT);
        found = true;
    }
    return found;
}

/* One walk over the instructions; true: a jump went back to what was not known yet. */
static bool mark_instructions(Ref code, int count, int64_t *stacks)
{
    bool again = false;
    CodeInstr instr;
    for (int unit = 0; unit < count; unit = instr.next_unit) {
        instr = code_instr(code, unit);
        int64_t stack = stacks[unit];
        if (stack == stack_unknown) continue;
        for (int i = 1; i <= instr.prefixes; i++) stacks[unit + i] = stack;
        int target = opcode_jump_target(instr.op, instr.arg, instr.next_unit);
        if (target >= 0) {
            again |= stacks[target] == stack_unknown && target < unit;
            stacks[target] = stack_at_target(stack, &instr);
        }
        FlowKind flow = opcode_table[instr.op].flow;
        bool goes_on = flow == FLOW_NEXT || flow == FLOW_BRANCH_FORWARD || flow == FLOW_BRANCH_BACKWARD;
        if (goes_on && instr.next_unit < count) stacks[instr.next_unit] = stack_after(stack, &instr);
    }
    return again;
}

static int mark_stacks(Rt *rt, Ref code, int count, int64_t *stacks)
{
    for (int i = 0; i < count; i++) stacks[i] = stack_unknown;
    bool is_generator = (AS_CODE(code)->flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR)) != 0;
    stacks[0] = is_generator ? stack_push(stack_empty, KIND_OBJECT) : stack_empty;
    bool again;
    do {
        again = mark_instructions(code, count, stacks);
        again |= mark_handlers(AS_CODE(code), stacks);
        if (error_poll(rt) < 0) return -1;
    } while (again);
    return 0;
}

/* --- where one may go */

static bool kinds_fit(Kind from, Kind to)
{
    if (to == KIND_OBJECT) return from != KIND_NULL;
    return to == KIND_NULL || (to != KIND_NONE && from == to);
}

static bool stacks_fit(int64_t from, int64_t to)
{
    if (from < 0 || to < 0) return false;
    while (from > to) from = stack_pop(from);
    for (; from != 0; from = stack_pop(from), to = stack_pop(to)) {
        if (!kinds_fit(stack_peek(from, 1), stack_peek(to, 1))) return false;
    }
    return to == 0;
}

static const char *why_not(int64_t to)
{
    if (to == stack_too_deep) return "stack is too deep to analyze";
    if (to == stack_unknown) return "can't jump into an exception handler, or code may be unreachable";
    switch (stack_peek(to, 1)) {
    case KIND_EXCEPT: return "can't jump into an 'except' block as there's no exception";
    case KIND_LASTI: return "can't jump into a re-raising block as there's no location";
    case KIND_ITERATOR: return "can't jump into the body of a for loop";
    default: return "incompatible stacks";
    }
}

typedef struct Landing {
    int unit;      /* -1: nowhere */
    int64_t stack; /* there */
    const char *why; /* not */
} Landing;

/* The instruction that begins LINE and keeps most of the stack START. */
static Landing find_landing(Ref code, int line, const int64_t *stacks, int64_t start)
{
    Landing best = {-1, stack_too_deep, "cannot find bytecode for specified line"};
    bool explained = false;
    int last = -1;
    LocationReader reader = code_locations(code);
    while (location_next(&reader)) {
        bool begins = reader.span.line != last && reader.span.line >= 0;
        if (begins) last = reader.span.line;
        if (!begins || last != line || reader.start >= AS_CODE(code)->head.length) continue;
        int64_t stack = stacks[reader.start];
        if (stacks_fit(start, stack)) {
            if (stack > best.stack) best = (Landing){reader.start, stack, NULL};
        } else if (best.unit < 0 && !explained) {
            if (start == stack_too_deep) best.why = "stack to deep to analyze";
            else if (start == stack_unknown) best.why = "can't jump from unreachable code";
            else {
                best.why = why_not(stack);
                explained = true;
            }
        }
    }
    return best;
}

/* The first line from LINE on that has code, or -1. */
static int line_from(Ref code, int line)
{
    int found = -1;
    LocationReader reader = code_locations(code);
    while (location_next(&reader)) {
        if (reader.span.line >= line && (found < 0 || reader.span.line < found)) found = reader.span.line;
    }
    return found;
}

static int refuse(Rt *rt, const char *why)
{
    return error_raise_int(rt, TYPE_ValueError, "%s", why);
}

static bool is_suspended(Frame *frame)
{
    return frame->owner == FRAME_OWNED_BY_GENERATOR && frame_generator(frame)->state == GEN_SUSPENDED;
}

/* Is this a moment to jump? */
static int check_moment(Rt *rt, FrameObj *object)
{
    const Tracing *tracing = &rt->vm->tracing;
    if (tracing->event == TRACE_CALL) /* also when nothing is traced */
        return refuse(rt, "can't jump from the 'call' trace event of a new frame");
    bool may = tracing->event == TRACE_LINE || (tracing->event == TRACE_RETURN && is_suspended(object->frame));
    if (!may) return refuse(rt, "can only jump from a 'line' trace event");
    return object->trace == NULL ? refuse(rt, "f_lineno can only be set by a line trace function") : 0;
}

/* Drops what the stack has more than TO; a handled exception gives way to the one before. */
static void cut_stack(Rt *rt, Frame *frame, int64_t from, int64_t to)
{
    for (; from > to; from = stack_pop(from)) {
        Own value = frame->localsplus[--frame->stack_top];
        frame->localsplus[frame->stack_top] = NULL;
        if (stack_peek(from, 1) == KIND_EXCEPT) release_replace(rt, &rt->handled->value, value);
        else release(rt, value);
    }
}

static int jump(Rt *rt, FrameObj *object, int line)
{
    Frame *frame = object->frame;
    int count = (int)FRAME_CODE(frame)->head.length;
    int64_t *stacks = heap_alloc(rt, (size_t)count * sizeof *stacks);
    if (stacks == NULL) return -1;
    if (mark_stacks(rt, frame->code, count, stacks) < 0) {
        heap_free(rt, stacks);
        return -1;
    }
    int64_t start = stacks[frame->prev_instr - FRAME_CODE(frame)->units];
    Landing landing = find_landing(frame->code, line, stacks, start);
    heap_free(rt, stacks);
    if (landing.unit < 0) return refuse(rt, landing.why);
    bool is_yielding = is_suspended(frame);
    if (is_yielding) start = stack_pop(start); /* what was yielded is gone */
    cut_stack(rt, frame, start, landing.stack);
    object->line = 0;
    frame->prev_instr = FRAME_CODE(frame)->units + landing.unit;
    /* A suspended frame goes on behind the instruction at which it stands. */
    int goes_on = is_yielding ? code_instr(frame->code, landing.unit).next_unit : landing.unit;
    if (rt_hears(rt, HEAR_FRAMES)) observe_jumped(rt, frame, goes_on * (int)sizeof(CodeUnit));
    return 0;
}

int frame_jump(Rt *rt, FrameObj *object, Ref line_or_null)
{
    if (line_or_null == NULL) return error_raise_int(rt, TYPE_AttributeError, "cannot delete attribute");
    if (!is_exact(line_or_null, TYPE_int)) return refuse(rt, "lineno must be an integer");
    if (check_moment(rt, object) < 0) return -1;
    int overflow;
    int64_t wanted = int_value_overflow(line_or_null, &overflow);
    if (overflow != 0) return refuse(rt, "lineno out of range");
    if ((int)wanted < FRAME_CODE(object->frame)->firstlineno)
        return error_raise_int(rt, TYPE_ValueError, "line %d comes before the current code block", (int)wanted);
    int line = line_from(object->frame->code, (int)wanted);
    if (line < 0) return error_raise_int(rt, TYPE_ValueError, "line %d comes after the current code block", (int)wanted);
    return jump(rt, object, line);
}
