/* Predictions: what the student is asked before a step, and whether the answer was right.  Nothing is stored: the
   question comes from the instruction, the right answer from the View after the step. */
#ifndef VIV_UI_PREDICT_H
#define VIV_UI_PREDICT_H

#include "base/buf.h"
#include "events/view.h"

typedef enum PredictKind {
    PREDICT_NOTHING, /* there is no instruction to predict */
    PREDICT_TOP,     /* what lies on top of the stack then */
    PREDICT_DEPTH,   /* how many values the stack has then */
    PREDICT_FRAME,   /* which function's frame runs then */
    PREDICT_JUMP,    /* does it jump */
} PredictKind;

/* What is asked about the instruction that is about to run, and the words for it. */
PredictKind predict_kind(const View *view);
const char *predict_question(PredictKind kind);

/* Adds the right answer to TRUTH.  AFTER is the View after the step, NEXT the offset behind the instruction. */
void predict_truth(PredictKind kind, const View *after, int32_t next, Buf *truth);

/* Does the student's ANSWER mean TRUTH?  Upper and lower case, quotes and the words around a name are forgiven. */
bool predict_agrees(PredictKind kind, const char *answer, const char *truth);

#endif
