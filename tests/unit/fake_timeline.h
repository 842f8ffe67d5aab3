/* A run for tests that need one and no machine: fib(3), calculated by a tiny interpreter of
   the instructions that it needs, with one collection behind print. */
#ifndef VIV_UNIT_FAKE_TIMELINE_H
#define VIV_UNIT_FAKE_TIMELINE_H

#include "events/timeline.h"

/* A new run at step 0, to be closed with timeline_close; NULL without memory. */
MUST_USE Timeline *fake_timeline_new(void);

/* A View on its own, for tests of what is computed from Views: fib#1 with n = 3, about to run
   BINARY_OP (-), as after `seek`. */
const View *fake_view_at(Timeline *timeline, uint64_t n);

#endif
