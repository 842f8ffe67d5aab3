/* The fake interpreter: a state in, the next state out, for the instructions of fib alone. */
#include "tests/unit/fake_machine.h"

const char *const fake_phases[FAKE_PHASES] = {"start",    "update_refs", "subtract_refs",  "move_unreachable",
                                              "finalize", "clear",       "move_survivors", "end"};

const ViewInstr *fake_instr(const FakeFrame *frame)
{
    size_t length;
    const ViewInstr *instrs = fake_code(frame->code, &length);
    viv_assert(frame->at < length);
    return &instrs[frame->at];
}

uint32_t fake_object(FakeValue value)
{
    switch (value.kind) {
    case FAKE_NULL: return 0;
    case FAKE_NONE: return 1;
    case FAKE_BOOL: return 2 + (uint32_t)value.number;
    case FAKE_CODE: return 19;
    case FAKE_FUNCTION: return 20;
    case FAKE_PRINT: return 21;
    case FAKE_INT: return 100 + (uint32_t)value.number;
    }
    return 0;
}

static void push(FakeFrame *frame, FakeKind kind, int number)
{
    viv_assert(frame->depth < ARRAY_LENGTH(frame->stack));
    frame->stack[frame->depth++] = (FakeValue){kind, number};
}

static FakeValue pop(FakeFrame *frame)
{
    viv_assert(frame->depth > 0);
    return frame->stack[--frame->depth];
}

static void jump(FakeFrame *frame, int32_t target)
{
    frame->at = 0;
    while (fake_instr(frame)->offset != target) frame->at++;
}

/* A call has taken place: FRAME's stack ends in [NULL, callable, argument]. */
static void call(FakeState *state, FakeFrame *frame, uint32_t *calls)
{
    FakeValue argument = pop(frame), callable = pop(frame);
    pop(frame);
    if (callable.kind == FAKE_PRINT) {
        push(frame, FAKE_NONE, 0);
        state->has_written = true;
        state->phase = 0;
        return;
    }
    viv_assert(state->frame_count < FAKE_FRAMES);
    state->frames[state->frame_count++] = (FakeFrame){.number = (*calls)++, .code = FAKE_FIB, .n = argument};
    state->entered = true;
}

static void leave(FakeState *state)
{
    FakeValue value = pop(&state->frames[--state->frame_count]);
    state->ended = state->frame_count == 0;
    if (!state->ended) push(&state->frames[state->frame_count - 1], value.kind, value.number);
}

static void load_const(FakeFrame *frame, const ViewInstr *instr)
{
    static const int fib[] = {0, 2, 1};
    if (frame->code == FAKE_FIB) push(frame, FAKE_INT, fib[instr->arg]);
    else if (instr->arg == 0) push(frame, FAKE_CODE, 0);
    else push(frame, instr->arg == 1 ? FAKE_INT : FAKE_NONE, 3);
}

static void binary(FakeFrame *frame, const ViewInstr *instr)
{
    int right = pop(frame).number, left = pop(frame).number;
    if (instr->opcode == OP_COMPARE_OP) push(frame, FAKE_BOOL, left < right);
    else push(frame, FAKE_INT, instr->arg == 10 ? left - right : left + right);
}

static void step(FakeState *state, uint32_t *calls)
{
    state->entered = false;
    if (state->phase >= 0) {
        if (state->phase == 5) state->has_collected = true;
        if (++state->phase == FAKE_PHASES) state->phase = -1;
        return;
    }
    FakeFrame *frame = &state->frames[state->frame_count - 1];
    const ViewInstr *instr = fake_instr(frame);
    frame->at++;
    switch (instr->opcode) {
    case OP_LOAD_CONST: load_const(frame, instr); break;
    case OP_LOAD_FAST: push(frame, frame->n.kind, frame->n.number); break;
    case OP_MAKE_FUNCTION: pop(frame); push(frame, FAKE_FUNCTION, 0); break;
    case OP_STORE_NAME: pop(frame); state->has_fib = true; break;
    case OP_PUSH_NULL: push(frame, FAKE_NULL, 0); break;
    case OP_LOAD_NAME: push(frame, instr->arg == 1 ? FAKE_PRINT : FAKE_FUNCTION, 0); break;
    case OP_LOAD_GLOBAL: push(frame, FAKE_NULL, 0); push(frame, FAKE_FUNCTION, 0); break;
    case OP_COMPARE_OP:
    case OP_BINARY_OP: binary(frame, instr); break;
    case OP_POP_JUMP_FORWARD_IF_FALSE: if (!pop(frame).number) jump(frame, instr->target); break;
    case OP_POP_TOP: pop(frame); break;
    case OP_CALL: call(state, frame, calls); break;
    case OP_RETURN_VALUE: leave(state); break;
    }
}

void fake_run(FakeRun *run)
{
    uint32_t calls = 1;
    run->states[0] = (FakeState){.phase = -1, .frame_count = 1, .entered = true};
    run->states[0].frames[0] = (FakeFrame){.number = 0, .code = FAKE_MODULE};
    for (run->length = 0; !run->states[run->length].ended; run->length++) {
        viv_assert(run->length + 1 < FAKE_STEPS);
        run->states[run->length + 1] = run->states[run->length];
        step(&run->states[run->length + 1], &calls);
    }
}
