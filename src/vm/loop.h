/* The eval loop. */
#ifndef VIV_VM_LOOP_H
#define VIV_VM_LOOP_H

#include "vm/frames.h"

/* Runs FRAME, the current one and marked is_entry, until it is left: its result, what it
   yielded, or NULL + pending.  RAISING: begins with the pending exception being raised at
   prev_instr.  The frame's contents are then still there, unless it became a generator.

   Two instances of one loop: the plain one, and one that stops before each instruction for
   an observer. */
MUST_USE Own loop_run_plain(Rt *rt, Frame *frame, bool raising);
MUST_USE Own loop_run_observed(Rt *rt, Frame *frame, bool raising);

#endif
