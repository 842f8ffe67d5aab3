/* The references that an object holds, each with a label: ".next", "[3]", "['key']". */
#ifndef VIV_TIMELINE_EDGES_H
#define VIV_TIMELINE_EDGES_H

#include "base/buf.h"
#include "timeline/ids.h"

typedef struct EdgeVisit EdgeVisit;
struct EdgeVisit {
    const Ids *ids;
    Buf label; /* of the edge that is visited; the visitor need not empty it */
    void (*visit)(EdgeVisit *visit, Ref child);
    void *context;
    bool unlabelled; /* of items, keys and members no labels are made */
    bool is_done;    /* the visitor wants no more of them: may be set at any time, as the next */
    size_t *rest;    /* nor this, but to have added here how many they are; or NULL */
};

/* Calls VISIT for each reference that OBJECT holds, and that its type tells of.  Exactly
   those: an object that is held twice is visited twice. */
void edges_walk(Ref object, EdgeVisit *visit);

/* Does OBJECT hold TARGET? */
bool edges_has(Ref object, Ref target);

#endif
