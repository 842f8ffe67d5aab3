/* The objects of one step of a Python Tutor trace. */
#ifndef VIV_TRACES_TUTOR_HEAP_H
#define VIV_TRACES_TUTOR_HEAP_H

#include "traces/json_out.h"
#include "traces/replay.h"

typedef struct TutorHeap {
    const Replay *replay;
    JsonOut *out;
    const NumberMap *parents; /* from a function's number to 1 + that of the frame that made it */
    VEC(uint32_t) ids;        /* objects named so far in this step, in this order */
    VEC(EventText) texts;     /* simple values that are objects there: tuples, bytes, …; from TUTOR_TEXTS up */
    NumberMap seen;           /* ids of this step */
    bool failed;
} TutorHeap;

/* Numbers of what has no number in a trace begin here. */
#define TUTOR_TEXTS 4000000000u

void tutor_heap_fini(TutorHeap *heap);

/* Writes VALUE: a number, a string, …, or ["REF", id] of something that tutor_heap_put will describe. */
void tutor_put_value(TutorHeap *heap, EventValue value);

/* Writes the "heap" of this step: all that was named since the last call, and what that holds. */
void tutor_put_heap(TutorHeap *heap);

#endif
