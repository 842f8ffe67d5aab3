/* The eval loop under observation: before each instruction the frame is made true, and the
   observer may stop and look.  EXTENDED_ARG prefixes count together with the instruction
   behind them as one step.  Checked builds also compare the depth of the stack after each
   instruction with what the opcode table says. */
#define LOOP_NAME loop_run_observed
#define LOOP_LOCALS
#define LOOP_STEP(unit)                                                                \
    r.frame->prev_instr = r.next;                                                      \
    frame_sync(&r);                                                                    \
    rt_step_begin(rt, r.frame);
#define LOOP_CHECK(name)

#include "vm/loop_body.inc"
