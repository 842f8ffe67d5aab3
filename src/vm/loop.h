/* The eval loop. */
#ifndef VIV_VM_LOOP_H
#define VIV_VM_LOOP_H

#include "vm/frames.h"

typedef enum LoopStart {
    LOOP_BEGIN,
    LOOP_RAISE, /* with the pending exception being raised at prev_instr */
    LOOP_GO_ON, /* in vm->frame at vm->next, where the plain loop handed over */
} LoopStart;

/* Runs FRAME, the current one and marked is_entry, until it is left: its result, what it
   yielded, or NULL + pending.  The frame's contents are then still there, unless it became a
   generator.

   Two instances of one loop: the plain one, and one that counts each instruction, and stops before it
   for an observer or the program's own tracer.  When the program begins to trace itself, the plain loop
   returns NULL with vm->hands_over set. */
MUST_USE Own loop_run_plain(Rt *rt, Frame *frame, LoopStart start);
MUST_USE Own loop_run_observed(Rt *rt, Frame *frame, LoopStart start);

#endif
