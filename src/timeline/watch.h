/* Watches a machine for a predicate: does it hold at the step that is about to run?  What a
   predicate says of the step before is noted by hooks while that step runs. */
#ifndef VIV_TIMELINE_WATCH_H
#define VIV_TIMELINE_WATCH_H

#include "base/vec.h"
#include "events/timeline.h"
#include "memory/rt.h"
#include "timeline/code_facts.h"
#include "timeline/ids.h"
#include "timeline/shared.h"
#include "timeline/survey.h"
#include "vm/frame.h"

/* One of the conditions that a predicate consists of. */
typedef struct WatchLeaf {
    const Predicate *predicate;
    bool happened; /* during the step before */
    Ref object;    /* FIND_RC_CHANGE: the object while it lives */
    uint32_t refcount;
    bool is_stale;  /* expressions: something was written since the value was found out */
    uint32_t frame; /* where that was: its number */
    uint64_t value; /* what it was worth then, as a hash; 0: not found out yet */
} WatchLeaf;

typedef struct WatchLevel {
    uint32_t frame; /* number */
    int32_t line;   /* of its instruction that ran last */
} WatchLevel;

typedef VEC(WatchLevel) WatchLevels;

/* The levels of a thread that does not run. */
typedef struct WatchThread {
    uint32_t number;
    WatchLevels levels;
} WatchThread;

typedef struct Watch {
    Rt *rt;
    const Ids *ids;
    const SharedCursor *cursor; /* how much was written */
    Surveyor surveyor;          /* adds to the picture of the run */
    FactsTable facts;
    Hooks hooks; /* what the watch hears; `step` is its user's */

    VEC(WatchLeaf) leaves;
    WatchLevels levels;     /* of the frame chain, outermost first */
    uint32_t thread;        /* whose chain that is */
    VEC(WatchThread) threads;
    const Frame *frame;     /* of the last instruction */
    uint32_t depth;         /* of that frame: the length of the chain */
    uint64_t writes;        /* cursor->writes a step ago */
    bool begins_line;       /* at this step */
} Watch;

/* STEP becomes the step hook, called with CONTEXT like all hooks of the watch: context must
   be a structure whose first member is the Watch. */
void watch_init(Watch *watch, Rt *rt, const Ids *ids, const SharedCursor *cursor, ViewSurvey *survey,
                void (*step)(Rt *, void *, Frame *));

/* Begins to watch for PREDICATE at the present step, where FRAME's instruction is about to run;
   NULL ends it.  The machine will run to step END, if that. */
void watch_begin(Watch *watch, const Predicate *predicate, Frame *frame, uint64_t end);

/* Does the predicate hold, now that FRAME's instruction (NULL: a phase of the collector) is
   about to run?  To be called at every step while watching. */
bool watch_holds(Watch *watch, const Predicate *predicate, Frame *frame);

#endif
