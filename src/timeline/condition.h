/* A Python expression about the present state, evaluated without changing it: in a copy of the
   process, which ends when it knows. */
#ifndef VIV_TIMELINE_CONDITION_H
#define VIV_TIMELINE_CONDITION_H

#include "memory/rt.h"
#include "vm/frame.h"

/* Is EXPRESSION true in FRAME, at the step where the machine has stopped?  False as well when it raises, or takes
   more than a second. */
bool condition_holds(Rt *rt, Frame *frame, const char *expression);

#endif
