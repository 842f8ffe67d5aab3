/* A Python expression about the present state, evaluated without changing it: in a copy of the
   process, which ends when it knows. */
#ifndef VIV_TIMELINE_EVALUATE_H
#define VIV_TIMELINE_EVALUATE_H

#include "base/buf.h"
#include "timeline/ids.h"
#include "vm/frame.h"

typedef enum Evaluation {
    EVALUATION_VALUE,
    EVALUATION_ERROR, /* it raised, crashed, or took more than a second of the processor */
} Evaluation;

/* Evaluates EXPRESSION in FRAME, at the step where the machine has stopped; TEXT gets the value's repr,
   cut after some code points, or what went wrong. */
Evaluation evaluate(Rt *rt, Frame *frame, const char *expression, Buf *text);

/* Is EXPRESSION true there?  False as well when it has no value. */
bool evaluate_truth(Rt *rt, Frame *frame, const char *expression);

/* FRAME or the nearest of its callers that runs the function called QUALNAME; NULL: none. */
Frame *evaluate_frame(Frame *frame, const char *qualname);

#endif
