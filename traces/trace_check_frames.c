/* The chain of frames and the value stack of each.  Kept true: `chain` holds the running
   frames, each once; a frame that is not in it is suspended. */
#include <stdlib.h>

#include "code/opcode.h"
#include "traces/trace_check_impl.h"

/* --- codes */

static void code_free(CheckedCode *code)
{
    free(code->instrs);
    free(code->handlers);
    free(code);
}

static CheckedCode *code_new(const Event_code *event)
{
    CheckedCode *code = calloc(1, sizeof *code);
    if (code == NULL) return NULL;
    *code = (CheckedCode){.source = event->source,
                          .stacksize = event->stacksize,
                          .instr_count = event->ops.length,
                          .handler_count = event->handlers.length,
                          .instrs = calloc(event->ops.length + 1, sizeof(CheckedInstr)),
                          .handlers = calloc(event->handlers.length + 1, sizeof(EventHandler))};
    if (code->instrs == NULL || code->handlers == NULL) {
        code_free(code);
        return NULL;
    }
    for (size_t i = 0; i < event->handlers.length; i++) code->handlers[i] = event->handlers.items[i];
    return code;
}

static int fill_instrs(TraceCheck *check, CheckedCode *code, const Event_code *event)
{
    for (size_t i = 0; i < event->ops.length; i++) {
        const EventOp *from = &event->ops.items[i];
        CheckedInstr *instr = &code->instrs[i];
        *instr = (CheckedInstr){.offset = from->offset, .arg = from->arg};
        if (!opcode_find(from->name, &instr->op) || !opcode_is_stored(instr->op))
            return check_refuse(check, "code: no opcode \"%.40s\"", from->name);
        if (opcode_has_arg(instr->op) != (from->arg >= 0) || from->arg > INT32_MAX)
            return check_refuse(check, "code: the argument of %s at %u", from->name, from->offset);
        if (from->offset % 2 != 0 || (i > 0 && from->offset <= instr[-1].offset))
            return check_refuse(check, "code: offset %u is out of order", from->offset);
    }
    return 0;
}

int check_code(TraceCheck *check, const Event_code *event)
{
    if (event->source != 0 && number_map_peek(&check->sources, event->source) == NULL)
        return check_refuse(check, "code: source %u was not told of", event->source);
    if (number_map_peek(&check->codes, event->id) != NULL)
        return check_refuse(check, "code: %u was told of before", event->id);
    CheckedCode *code = code_new(event);
    if (code == NULL) return check_no_memory(check);
    if (fill_instrs(check, code, event) < 0) {
        code_free(code);
        return -1;
    }
    if (number_map_put(&check->codes, event->id, (uint64_t)(uintptr_t)code) == 0) return 0;
    code_free(code);
    return check_no_memory(check);
}

/* The instruction of CODE at OFFSET, or NULL. */
static const CheckedInstr *instr_at(const CheckedCode *code, uint64_t offset)
{
    size_t low = 0, high = code->instr_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (code->instrs[middle].offset < offset) low = middle + 1;
        else high = middle;
    }
    return low < code->instr_count && code->instrs[low].offset == offset ? &code->instrs[low] : NULL;
}

/* --- the chain */

static CheckedFrame *frame_find(const TraceCheck *check, int64_t f)
{
    uint64_t *found = number_map_peek(&check->frames, (uint64_t)f);
    return found == NULL ? NULL : (CheckedFrame *)(uintptr_t)*found;
}

CheckedFrame *check_top(TraceCheck *check, int64_t f)
{
    CheckedFrame *top = check->chain.length == 0 ? NULL : vec_last(&check->chain);
    if (top != NULL && top->number == f) return top;
    if (top == NULL) (void)!check_refuse(check, "frame %lld does not run: none does", (long long)f);
    else (void)!check_refuse(check, "frame %lld is not on top: %lld is", (long long)f, (long long)top->number);
    return NULL;
}

/* BACK, when it is told, is the frame on top. */
static int check_back(TraceCheck *check, int64_t back)
{
    return back < 0 || check_top(check, back) != NULL ? 0 : -1;
}

static int frame_enter(TraceCheck *check, CheckedFrame *frame)
{
    if (vec_push(&check->chain, frame) < 0) return check_no_memory(check);
    frame->is_running = true;
    return 0;
}

static int frame_suspend(TraceCheck *check, CheckedFrame *frame)
{
    frame->is_running = false;
    check->chain.length--;
    return 0;
}

static void frame_free(CheckedFrame *frame)
{
    vec_fini(&frame->stack);
    vec_fini(&frame->cells);
    free(frame);
}

static int frame_leave(TraceCheck *check, CheckedFrame *frame)
{
    check->chain.length--;
    number_map_drop(&check->frames, (uint64_t)frame->number);
    frame_free(frame);
    return 0;
}

int check_call(TraceCheck *check, const Event_call *event)
{
    uint64_t *code = number_map_peek(&check->codes, event->code);
    if (code == NULL) return check_refuse(check, "call: code %u was not told of", event->code);
    if (frame_find(check, event->f) != NULL)
        return check_refuse(check, "call: frame %lld was called before", (long long)event->f);
    if (check_back(check, event->back) < 0) return -1;
    CheckedFrame *frame = calloc(1, sizeof *frame);
    if (frame == NULL) return check_no_memory(check);
    frame->number = event->f;
    frame->code = (const CheckedCode *)(uintptr_t)*code;
    frame->is_module = event->kind[0] == 'm';
    frame->globals = event->globals;
    frame->names = event->names;
    if (number_map_put(&check->frames, (uint64_t)event->f, (uint64_t)(uintptr_t)frame) < 0) {
        free(frame);
        return check_no_memory(check);
    }
    return frame_enter(check, frame) < 0 ? -1 : check_arguments(check, event);
}

int check_return(TraceCheck *check, int64_t f)
{
    CheckedFrame *frame = check_top(check, f);
    if (frame == NULL) return -1;
    bool is_made = frame->last != NULL && frame->last->op == OP_RETURN_GENERATOR;
    return is_made ? frame_suspend(check, frame) : frame_leave(check, frame);
}

int check_yield(TraceCheck *check, int64_t f)
{
    CheckedFrame *frame = check_top(check, f);
    return frame == NULL ? -1 : frame_suspend(check, frame);
}

int check_resume(TraceCheck *check, const Event_resume *event)
{
    CheckedFrame *frame = frame_find(check, event->f);
    if (frame == NULL) return check_refuse(check, "resume: no frame %lld", (long long)event->f);
    /* A trace that begins later tells of the frame just before. */
    if (frame->is_running) return frame->last == NULL && check_top(check, event->f) != NULL
                                      ? 0
                                      : check_refuse(check, "resume: frame %lld runs", (long long)event->f);
    if (check_back(check, event->back) < 0) return -1;
    return frame_enter(check, frame);
}

/* An exception that is thrown into a suspended frame makes it run. */
int check_raise(TraceCheck *check, int64_t f)
{
    CheckedFrame *frame = frame_find(check, f);
    if (frame != NULL && !frame->is_running) return frame_enter(check, frame);
    return check_top(check, f) == NULL ? -1 : 0;
}

int check_catch(TraceCheck *check, const Event_catch *event)
{
    CheckedFrame *frame = check_top(check, event->f);
    if (frame == NULL) return -1;
    frame->caught = NULL;
    for (size_t i = 0; frame->last != NULL && i < frame->code->handler_count; i++) {
        const EventHandler *row = &frame->code->handlers[i];
        if (row->start > frame->last->offset || frame->last->offset >= row->end || row->target != event->handler) continue;
        frame->caught = row;
        return 0;
    }
    if (frame->last == NULL) return 0; /* it was called before the trace began */
    return check_refuse(check, "catch: no handler at %llu is in force at %u", (unsigned long long)event->handler,
                        frame->last->offset);
}

/* A tracer runs meanwhile, so the frame is not on top. */
int check_jump(TraceCheck *check, const Event_jump *event)
{
    CheckedFrame *frame = frame_find(check, event->f);
    if (frame == NULL) return check_refuse(check, "jump: no frame %lld", (long long)event->f);
    frame->jump = instr_at(frame->code, event->to);
    return frame->jump != NULL ? 0 : check_refuse(check, "jump: the code has no instruction at %llu", (unsigned long long)event->to);
}

int check_unwind(TraceCheck *check, int64_t f)
{
    CheckedFrame *frame = check_top(check, f);
    return frame == NULL ? -1 : frame_leave(check, frame);
}

int check_thread(TraceCheck *check, const Event_thread *event)
{
    for (size_t i = 0; i < check->chain.length; i++) check->chain.items[i]->is_running = false;
    check->chain.length = 0;
    for (size_t i = 0; i < event->frames.length; i++) {
        CheckedFrame *frame = frame_find(check, (int64_t)event->frames.items[i]);
        if (frame == NULL || frame->is_running)
            return check_refuse(check, "thread: frame %llu cannot go on", (unsigned long long)event->frames.items[i]);
        if (frame_enter(check, frame) < 0) return -1;
    }
    return 0;
}

/* Are the running ones of FRAMES those of the chain, and all of them known? */
int check_running(TraceCheck *check, EventType_FRAMES frames)
{
    size_t at = 0;
    for (size_t i = 0; i < frames.length; i++) {
        const EventFrame *state = &frames.items[i];
        const CheckedFrame *frame = frame_find(check, state->f);
        if (frame == NULL) return check_refuse(check, "key: no frame %lld", (long long)state->f);
        if (state->runs != frame->is_running || (state->runs && (at >= check->chain.length || check->chain.items[at++] != frame)))
            return check_refuse(check, "key: frame %lld is not where it was", (long long)state->f);
    }
    if (at < check->chain.length) return check_refuse(check, "key: %zu frames run, not %zu", check->chain.length, at);
    return 0;
}

/* --- the stack */

/* How many EXTENDED_ARGs an argument needs. */
static unsigned prefixes(int64_t arg)
{
    return (arg > 0xFF) + (arg > 0xFFFF) + (arg > 0xFFFFFF);
}

/* May the frame go from its last instruction to OFFSET with DEPTH values, jumping or not? */
static bool can_follow(const CheckedFrame *frame, uint64_t offset, size_t depth, bool jumps)
{
    const CheckedInstr *last = frame->last;
    const OpcodeInfo *info = &opcode_table[last->op];
    bool is_branch = info->flow == FLOW_BRANCH_FORWARD || info->flow == FLOW_BRANCH_BACKWARD;
    if (info->flow == FLOW_END || (!is_branch && jumps != (info->flow != FLOW_NEXT))) return false;
    bool is_final = last == frame->code->instrs + frame->code->instr_count - 1;
    uint64_t next = is_final ? last->offset + 2u * (prefixes(last->arg) + 1u + info->caches) : last[1].offset;
    if (jumps) next = 2 * (uint64_t)opcode_jump_target(last->op, (uint32_t)last->arg, (int)(next / 2));
    return next == offset && (int64_t)depth == (int64_t)frame->stack.length + opcode_effect(last->op, (int)last->arg, jumps);
}

/* What was thrown into the frame may end what it delegates to: then it goes on as if its SEND had jumped, the result in
   the place of the iterator and of what was yielded. */
static bool ends_delegation(const CheckedFrame *frame, const Event_op *event)
{
    const CheckedInstr *last = frame->last, *send = last - 1;
    if (last->op != OP_YIELD_VALUE || last == frame->code->instrs || send->op != OP_SEND) return false;
    uint64_t target = 2 * (uint64_t)opcode_jump_target(OP_SEND, (uint32_t)send->arg, (int)(last->offset / 2));
    return event->pc == target && frame->stack.length >= 2 && event->stack.length == frame->stack.length - 1;
}

/* How many values at the bottom are the same after the last instruction as before it; -1: the
   instruction cannot lead to EVENT's. */
static int64_t values_kept(const CheckedFrame *frame, const Event_op *event)
{
    size_t depth = event->stack.length, before = frame->stack.length;
    const CheckedInstr *last = frame->last;
    if (frame->caught != NULL) {
        const EventHandler *row = frame->caught;
        bool fits = row->target == event->pc && depth == row->depth + 1u + row->lasti && row->depth <= before;
        return fits ? (int64_t)row->depth : -1;
    }
    if (frame->jump != NULL) return frame->jump->offset == event->pc ? 0 : -1;
    if (ends_delegation(frame, event)) return (int64_t)before - 2;
    if (!can_follow(frame, event->pc, depth, false) && !can_follow(frame, event->pc, depth, true)) return -1;
    return (int64_t)before - opcode_pops(last->op, (int)last->arg);
}

static int check_stack(TraceCheck *check, CheckedFrame *frame, const Event_op *event)
{
    int64_t kept = frame->last == NULL ? 0 : values_kept(frame, event);
    if (kept < 0)
        return check_refuse(check, "op: %s at %llu with %zu values cannot follow %s at %u with %zu", event->op,
                            (unsigned long long)event->pc, event->stack.length, opcode_table[frame->last->op].name,
                            frame->last->offset, frame->stack.length);
    for (size_t i = 0; i < (size_t)kept; i++) {
        if (check_value_hash(event->stack.items[i]) != frame->stack.items[i])
            return check_refuse(check, "op: value %zu of the stack changed, which %s does not touch", i,
                                opcode_table[frame->last->op].name);
    }
    frame->stack.length = 0;
    for (size_t i = 0; i < event->stack.length; i++) {
        if (vec_push(&frame->stack, check_value_hash(event->stack.items[i])) < 0) return check_no_memory(check);
        if (check_value(check, event->stack.items[i]) < 0) return -1;
    }
    return 0;
}

int check_op(TraceCheck *check, const Event_op *event)
{
    CheckedFrame *frame = check_top(check, event->f);
    if (frame == NULL) return -1;
    const CheckedInstr *instr = instr_at(frame->code, event->pc);
    int op;
    if (instr == NULL || !opcode_find(event->op, &op) || op != instr->op || event->arg != instr->arg)
        return check_refuse(check, "op: the code has no such instruction at %llu", (unsigned long long)event->pc);
    if (event->stack.length > frame->code->stacksize)
        return check_refuse(check, "op: %zu values on a stack for %llu", event->stack.length,
                            (unsigned long long)frame->code->stacksize);
    if ((int64_t)event->stack.length < opcode_needs(op, (int)event->arg))
        return check_refuse(check, "op: %s needs more than %zu values", event->op, event->stack.length);
    if (check_stack(check, frame, event) < 0) return -1;
    frame->last = instr;
    frame->caught = NULL;
    frame->jump = NULL;
    return 0;
}

void check_frames_fini(TraceCheck *check)
{
    for (size_t at = 0; at < check->frames.capacity; at++) {
        uint64_t *frame = number_map_at(&check->frames, at);
        if (frame != NULL) frame_free((CheckedFrame *)(uintptr_t)*frame);
    }
    for (size_t at = 0; at < check->codes.capacity; at++) {
        uint64_t *code = number_map_at(&check->codes, at);
        if (code != NULL) code_free((CheckedCode *)(uintptr_t)*code);
    }
    vec_fini(&check->chain);
}
