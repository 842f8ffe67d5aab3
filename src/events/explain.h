/* One plain English sentence for what the next step will do, naming real values:
   "BINARY_OP (-): pops 1 and 3, pushes 3 - 1 = 2."  Computed from a View alone. */
#ifndef VIV_EVENTS_EXPLAIN_H
#define VIV_EVENTS_EXPLAIN_H

#include "base/buf.h"
#include "events/view.h"

/* Adds the sentence for VIEW's next step to BUF. */
void explain_next(const View *view, Buf *buf);

/* Adds the sentence for an event that happened. */
void explain_event(const Event *event, Buf *buf);

#endif
