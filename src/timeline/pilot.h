/* The machine's side of time travel.  A Pilot sits in the hook that is called before a step,
   decides where the machine stops next, and while it is stopped answers the stepper: a stopped
   machine simply blocks there, however deep in C it is.

   The machine is anything that runs deterministically and counts its steps; the tests
   drive a puppet. */
#ifndef VIV_TIMELINE_PILOT_H
#define VIV_TIMELINE_PILOT_H

#include "timeline/channel.h"
#include "timeline/shared.h"

typedef struct Pilot Pilot;

typedef struct PilotOps {
    /* Runs the program from its start; calls pilot_arrive before each step that the pilot
       asked for, the first time before step 0.  The result is the program's exit status. */
    int (*run)(Pilot *pilot, void *context);

    /* The step that is about to run or, between two arrivals, is running: also in a signal handler. */
    uint64_t (*position)(void *context);

    /* A search for PREDICATE begins here (NULL: it is over): prepares what `holds` compares with. */
    void (*search)(void *context, const Predicate *predicate);

    /* Does PREDICATE hold at the present position?  Called at every one while a search lasts. */
    bool (*holds)(void *context, const Predicate *predicate);

    /* Fills VIEW, of which n, state and output are there already.  False: the arena is full. */
    bool (*inspect)(void *context, View *view, const ViewRequest *request, Arena *arena);
} PilotOps;

struct Pilot {
    const PilotOps *ops;
    void *context;
    Shared *shared;
    SharedCursor cursor;
    int channel;      /* to the stepper */
    uint64_t n;       /* the last arrival */
    uint64_t target;  /* where to park */
    bool searches;
    Message asked;    /* the ASK_RUN that is being carried out */
    bool has_hit;
    uint64_t hit;     /* the last position where the predicate held */
    uint64_t hits;    /* at how many */
    uint64_t began;   /* processor time when the run began */
    uint64_t pages;   /* and pages of memory made by then */
};

/* Is called in a new process: runs the program and parks at its end.  Never returns. */
NO_RETURN void pilot_main(const PilotOps *ops, void *context, Shared *shared, int channel);

/* The pilot of the process that pilot_main runs in is passed to ops->run.  To be called before
   step N; returns the next step before which to call it again. */
uint64_t pilot_arrive(Pilot *pilot, uint64_t n);

/* The program ends here and now, with exit status STATUS.  Never returns. */
NO_RETURN void pilot_end(Pilot *pilot, int status);

/* Has the stepper perform shared memory's world_request, once; the reply is in the log afterwards. */
void pilot_ask_world(Pilot *pilot);

/* Parks until the stepper has fed input, or said that there is no more. */
void pilot_await_input(Pilot *pilot);

#endif
