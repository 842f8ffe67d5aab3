/* Finding the handler of an exception. */
#ifndef VIV_VM_UNWIND_H
#define VIV_VM_UNWIND_H

#include "vm/frames.h"

/* Where execution goes on; FRAME NULL: nowhere in this loop, the exception stays pending. */
typedef struct Unwound {
    Frame *frame;
    Own *sp;
    const CodeUnit *next;
} Unwound;

/* An exception is pending in FRAME, whose stack_top is true, and NEXT follows the instruction that
   failed (not prev_instr, which RERAISE has set back to where the exception came from).  Leaves frames until one has a
   handler, and this loop's entry frame at the latest.  ADD_TRACEBACK: FRAME is not yet in the
   traceback (frames that are left later always get in). */
Unwound unwind(Rt *rt, Frame *frame, const CodeUnit *next, bool add_traceback);

/* The same when FRAME itself could not begin: it is left without being looked at. */
Unwound unwind_caller(Rt *rt, Frame *frame);

/* An iterator has ended by raising StopIteration: tells observers, clears it, true.  False
   when another exception is pending. */
bool stop_iteration_swallow(Rt *rt, Frame *frame);

#endif
