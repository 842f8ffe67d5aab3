/* The eval loop under observation: each instruction is counted, and before one that somebody
   waits for the frame is made true, and the observer may stop and look.  EXTENDED_ARG prefixes count together with the instruction
   behind them as one step.  Checked builds also compare the depth of the stack after each
   instruction with what the opcode table says. */
#include "code/opcode.h"
#include "vm/frame.h"

/* The instruction at AT has gone on at NEXT, and the stack from DEPTH to NOW values. */
static inline void check_effect(const CodeUnit *at, unsigned arg, const CodeUnit *next, int depth, int now)
{
    bool jumps = next != at + 1 + opcode_table[at->op].caches;
    viv_debug_assert(now - depth == opcode_effect(at->op, (int)arg, jumps));
}

#define LOOP_NAME loop_run_observed
#define LOOP_LOCALS int32_t depth = entry->stack_top;
/* Due at every step while the program traces itself.  A tracer may jump, which changes the frame, or raise. */
#define LOOP_TRACE(unit)                                                               \
    const CodeUnit *before = r.frame->prev_instr;                                      \
    r.frame->prev_instr = r.next;                                                      \
    frame_sync(&r);                                                                    \
    if (is_traced(rt)) {                                                               \
        int status = trace_instruction(rt, r.frame, before);                           \
        r.sp = frame_stack_pointer(r.frame);                                           \
        if (status < 0) {                                                              \
            r.next++;                                                                  \
            goto raise;                                                                \
        }                                                                              \
        r.next = r.frame->prev_instr;                                                  \
        unit = *r.next;                                                                \
        frame_sync(&r);                                                                \
    }
#define LOOP_THROWN                                                                    \
    if (UNLIKELY(is_traced(rt)) && trace_entry(rt, r.frame) < 0) goto refuse;
#define LOOP_POLLED
#define LOOP_STEP(unit)                                                                \
    if (UNLIKELY(--rt->countdown == 0)) goto due;                                      \
    depth = (int)(r.sp - r.frame->localsplus);
#define LOOP_RUN run:
#define LOOP_DUE                                                                       \
due:                                                                                   \
    rt->countdown = 1;                                                                 \
    LOOP_TRACE(unit)                                                                   \
    rt_step_due(rt, r.frame);                                                          \
    depth = (int)(r.sp - r.frame->localsplus);                                         \
    goto run;
#define LOOP_HAND_OVER
#define LOOP_CHECK(name)                                                               \
    check_effect(r.frame->prev_instr, arg, r.next, depth, (int)(r.sp - r.frame->localsplus));

#include "vm/loop_body.inc"
