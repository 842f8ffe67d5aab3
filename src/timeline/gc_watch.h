/* Hears the collector at work and keeps what a report of a run needs: each collection with the line
   that set it off, what it found and freed, who survived and which cycles were garbage; and what
   was still alive when the program ended.

   Runs no Python code, takes no reference, allocates nothing in the program's heap. */
#ifndef VIV_TIMELINE_GC_WATCH_H
#define VIV_TIMELINE_GC_WATCH_H

#include "memory/rtinit.h"
#include "timeline/garbage_cycles.h"

/* How many objects of one type. */
typedef struct TypeCount {
    const void *type; /* only compared, and only while objects are counted */
    char *name;
    size_t count, bytes;
} TypeCount;

typedef VEC(TypeCount) TypeCounts;

typedef struct GcCollection {
    uint64_t step;    /* of its first phase */
    int generation;
    bool asked_for;   /* by gc.collect(), not by an allocation */
    char *file, *function; /* where the program stood */
    int line;         /* of the instruction, or that the function begins with; -1: none */
    bool on_entry;    /* while the function was entered, which no line of its own does */
    int counts[GENERATIONS];     /* before it */
    size_t sizes[GENERATIONS];   /* of the generations before it */
    size_t found;     /* unreachable */
    size_t freed;     /* of those; the others were brought back, or are kept in gc.garbage */
    size_t finalized; /* died while finalizers ran, and so not counted as found */
    size_t revived;   /* made reachable again by a finalizer, and so not counted as found */
    size_t survivors;
    TypeCounts survivor_types, found_types;
    CycleShapes cycles;
    size_t hanging;   /* found, in no cycle: held by one */
} GcCollection;

typedef struct GcWatch GcWatch;
struct GcWatch {
    Rt *rt;
    Ids ids;
    Hooks hooks;
    VEC(GcCollection) collections; /* up to the program's end */
    VEC(uint32_t) dying;           /* numbers of what the running collection found, sorted */
    bool clears;                   /* it breaks cycles: before that, finalizers run */
    bool has_ended;                /* the program's own code is over */
    bool has_failed;               /* memory ran out: something is missing */
    /* Called when the program's own code is over, before anything is taken apart; or NULL. */
    void (*at_end)(void *context, const GcWatch *watch, Ref namespace);
    void *context;

    /* When the program ended. */
    TypeCounts alive[GENERATIONS + 1]; /* by generation; the last: frozen by the program */
    size_t alive_count[GENERATIONS + 1];
    GcStats stats[GENERATIONS];
    int counts[GENERATIONS], thresholds[GENERATIONS];
};

/* To be called right before the program's first instruction: what RT does from then on is heard.
   WATCH must be zeroed, and outlive RT's run. */
void gc_watch_begin(GcWatch *watch, Rt *rt, uint32_t first_object);

/* RT hears nothing any more; the report stays. */
void gc_watch_end(GcWatch *watch);

void gc_watch_fini(GcWatch *watch);

#endif
