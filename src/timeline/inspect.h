/* Makes Views of a machine that stands still.  Reads the program's memory and changes nothing:
   no reference is taken, no Python code runs, nothing is allocated in the program's heap. */
#ifndef VIV_TIMELINE_INSPECT_H
#define VIV_TIMELINE_INSPECT_H

#include "events/view.h"
#include "memory/rt.h"
#include "timeline/code_facts.h"
#include "timeline/ids.h"
#include "timeline/source_text.h"
#include "timeline/tally.h"

/* What is kept from View to View: nothing that could make two of the same moment differ. */
typedef struct Inspector {
    Rt *rt;
    Ids ids;
    SourceTable sources;
    const Tally *tally; /* borrowed; NULL: nobody counts */
    FactsTable *facts;  /* borrowed */
} Inspector;

void inspector_fini(Inspector *inspector);

/* Fills VIEW with what REQUEST asks for; n, state, and the output are the caller's.  False: ARENA is full. */
MUST_USE bool inspect(Inspector *inspector, View *view, const ViewRequest *request, Arena *arena);

#endif
