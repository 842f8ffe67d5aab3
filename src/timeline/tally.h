/* How often each instruction was executed: counted in the machine's own process, so that a checkpoint has
   the counts of its step, and going back takes them back. */
#ifndef VIV_TIMELINE_TALLY_H
#define VIV_TIMELINE_TALLY_H

#include "base/vec.h"
#include "timeline/code_facts.h"

typedef struct Tally {
    VEC(uint64_t) counts;   /* by site: see CodeFacts */
    const CodeFacts *facts; /* of the code that was counted last; or NULL */
} Tally;

/* CODE's unit UNIT is about to be executed.  Without memory it is not counted. */
void tally_note(Tally *tally, FactsTable *table, Ref code, int unit);

/* How often it was executed before. */
uint64_t tally_of(const Tally *tally, FactsTable *table, Ref code, int unit);

#endif
