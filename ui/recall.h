/* What the last screen showed, so that the next one can mark what has changed: numbers that
   stand for things (a slot, an object's refcount, …) with numbers that stand for their values. */
#ifndef VIV_UI_RECALL_H
#define VIV_UI_RECALL_H

#include "base/vec.h"
#include "events/view.h"

typedef struct RecallFact {
    uint64_t thing, value;
} RecallFact;

typedef struct Recall {
    VEC(RecallFact) facts; /* sorted by thing */
    uint64_t n;            /* the step it was */
    bool is_empty;         /* no screen was shown before */
} Recall;

typedef enum RecallAnswer { RECALL_SAME, RECALL_NEW, RECALL_CHANGED } RecallAnswer;

/* Things. */
uint64_t recall_stack(uint32_t frame, size_t index);
uint64_t recall_slot(uint32_t frame, size_t index);
uint64_t recall_name(char scope, uint32_t frame, EventText name);
uint64_t recall_refcount(uint32_t object);
uint64_t recall_contents(uint32_t object);
uint64_t recall_generation(uint32_t object);
uint64_t recall_frame(uint32_t frame);
uint64_t recall_gc_count(int generation);
uint64_t recall_watch(int index, const char *expression);

/* What a value and an object's fields stand for. */
uint64_t recall_value(const ViewValue *value);
uint64_t recall_fields(const ViewObject *object);
uint64_t recall_text(EventText text);

/* Makes RECALL tell what VIEW shows; 0, or -1 without memory (it is then empty). */
MUST_USE int recall_take(Recall *recall, const View *view);
void recall_fini(Recall *recall);

/* How THING, now VALUE, compares.  An empty recall says RECALL_SAME of everything. */
RecallAnswer recall_compare(const Recall *recall, uint64_t thing, uint64_t value);

/* True, and the value then, when THING was shown. */
bool recall_find(const Recall *recall, uint64_t thing, uint64_t *value);

#endif
