/* The stepper's side of time travel: the processes of one machine.  One of them, the current
   one, stands where the timeline stands; the others are checkpoints, each blocked at its
   step.  Going back means copying the nearest checkpoint and running the copy forward.

   There are at most HERD_CHECKPOINTS of them, whatever the length of the run; where they lie is decided in
   timeline/spacing.h.  There are fewer when they would need more memory than they may have. */
#ifndef VIV_TIMELINE_HERD_H
#define VIV_TIMELINE_HERD_H

#include "timeline/channel.h"
#include "timeline/pilot.h"
#include "timeline/spacing.h"

enum {
    HERD_CHECKPOINTS = SPACING_MOST,
    HERD_ENDING = 4, /* so many processes may be ending at a time */
};

typedef struct HerdProcess {
    pid_t pid; /* 0: none */
    int channel;
    uint64_t n;
    ViewState state;
    uint64_t age; /* processor time that it takes to get there from the beginning, in nanoseconds */
} HerdProcess;

typedef struct Herd {
    Shared *shared;
    HerdProcess current;
    HerdProcess checkpoints[HERD_CHECKPOINTS + 1]; /* by n; the first, at 0, is never given up */
    size_t count;
    pid_t ending[HERD_ENDING]; /* killed, the last ones; 0: none */
    size_t next_ending;
    int wake[2];        /* a byte in this pipe interrupts */
    uint64_t length;    /* of the run, once `ended` */
    bool ended;         /* the end has been seen */
    uint64_t furthest;  /* the highest step reached */
    Spacing spacing;    /* of the checkpoints, as it was last asked for */
    uint64_t forks;     /* copies made so far */
    uint64_t memory_limit;   /* bytes that all processes may have together */
    uint64_t measured;       /* and had, when that was measured last, */
    uint64_t measured_pages; /* when so many pages had been made */
    char message[SHARED_MESSAGE_SIZE]; /* of the last failure */
    void (*progress)(void *context, uint64_t n); /* called while one waits; or NULL */
    void *progress_context;
    int64_t told_at; /* when it was, or the search began, in milliseconds */
} Herd;

/* Starts the machine: OPS->run(…, CONTEXT) in a new process, parked before step 0. */
TimelineStatus herd_open(Herd *herd, const PilotOps *ops, void *context);
/* Ends all processes. */
void herd_close(Herd *herd);

/* Goes to step N, or to the end of a shorter run, or to where the program waits for input. */
TimelineStatus herd_seek(Herd *herd, uint64_t n);
/* Goes to the nearest position after (before) the present one at which PREDICATE holds. */
TimelineStatus herd_find(Herd *herd, const Predicate *predicate, Direction direction);
/* Counts the positions where PREDICATE holds, in a copy of the machine that runs from the beginning. */
TimelineStatus herd_count(Herd *herd, const Predicate *predicate, TimelineCount *count);
/* Lets the machine count how often instructions are executed, or not: it runs from the beginning again. */
TimelineStatus herd_tally(Herd *herd, bool counts);
/* Runs OPS from the beginning in a process apart, to its own end. */
TimelineStatus herd_run_apart(Herd *herd, const PilotOps *ops, void *context);
/* The View of the present; NULL with a message. */
const View *herd_view(Herd *herd, const ViewRequest *request);

/* How much memory all processes have together, in bytes: what some share is counted once. */
uint64_t herd_memory(const Herd *herd);

/* Ends a running seek or find; safe in a signal handler. */
void herd_interrupt(const Herd *herd);

#endif
