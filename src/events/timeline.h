/* A run as something one can walk through in both directions.  Two kinds exist: the live
   machine (src/timeline), and the player of a trace file (traces/).  Positions are step
   numbers: 0 is before the first instruction, `length` after the last. */
#ifndef VIV_EVENTS_TIMELINE_H
#define VIV_EVENTS_TIMELINE_H

#include "events/view.h"

typedef enum TimelineStatus {
    TIMELINE_OK,
    TIMELINE_NOT_FOUND,   /* find: nothing before the end, or the beginning; the position is there */
    TIMELINE_INTERRUPTED, /* the user's ^C, or the interrupt callback, stopped the search; the position is where it was */
    TIMELINE_CRASHED,     /* the machine died; message says how; the position is the last that could be reached */
    TIMELINE_FAILED,      /* out of processes, memory, …; message says what */
} TimelineStatus;

typedef enum PredicateKind {
    FIND_STEP,        /* the next step, whatever it is */
    FIND_LINE,        /* a new line begins in a user's file (or `library`): a frame's line differs from its previous, or a frame is entered */
    FIND_LINE_AT,     /* line `line` of `file` (NULL: any of the user's) begins */
    FIND_FUNCTION,    /* a frame whose name or qualname is `text` is entered */
    FIND_OPCODE,      /* the instruction about to run is called `text` */
    FIND_OFFSET,      /* code `code`'s instruction at byte `offset` is about to run */
    FIND_DEPTH,       /* at an instruction of `thread`, the frame chain is at most `depth` long: step over, out */
    FIND_CALL,        /* a frame was entered */
    FIND_RETURN,      /* the instruction about to run returns or yields */
    FIND_RAISE,       /* an exception was raised by the step before */
    FIND_GC,          /* a collection starts */
    FIND_GC_PHASE,    /* any phase of a collection */
    FIND_OUTPUT,      /* the step before wrote */
    FIND_SLOT_CHANGE, /* variable `text` of frame `frame` was bound, rebound or unbound by the step before */
    FIND_FREE,        /* object `object` died during the step before */
    FIND_NEW,         /* object `object` was made during the step before */
    FIND_PLACE_CHANGE, /* attribute, key or index `text` of `object` was written by the step before; NULL: any */
    /* About the Python expression `text`, in the frame; slow: best behind ALSO.  Never in a trace. */
    FIND_CONDITION,   /* it is true */
    FIND_BECOMES,     /* it is true, and was not a step before */
    FIND_WATCH,       /* its value differs from what it was a step before, in the newest frame of function `file` (NULL: in whatever frame runs) */
    FIND_USER,        /* the frame runs a file of the user's: to be combined by ALSO */
    FIND_RC_CHANGE,   /* the refcount of `object` differs from what it was a step ago */
} PredicateKind;

typedef struct Predicate {
    PredicateKind kind;
    const char *text, *file;
    int32_t line, offset;
    uint32_t code, frame, object;
    uint32_t depth, thread;
    bool library; /* FIND_LINE: in a file of the library too */
    /* Further: all must hold.  Combined by linking; NULL ends.  ALSO is "and". */
    const struct Predicate *also;
    /* ANY links alternatives: "or". */
    const struct Predicate *any;
} Predicate;

typedef enum Direction { FORWARDS, BACKWARDS } Direction;

/* How often something was the case. */
typedef struct TimelineCount {
    uint64_t before, here, total; /* at earlier positions, at the present one (0 or 1), in the whole run */
    bool total_is_known;          /* the run was followed to its end: it needs no input that is not there */
} TimelineCount;

typedef struct Timeline Timeline;
typedef struct TimelineOps {
    TimelineStatus (*seek)(Timeline *, uint64_t n);
    TimelineStatus (*find)(Timeline *, const Predicate *predicate, Direction direction);
    const View *(*view)(Timeline *, const ViewRequest *request);
    TimelineStatus (*feed)(Timeline *, const char *bytes, size_t length, bool end_of_file);
    void (*interrupt)(Timeline *);
    void (*close)(Timeline *);
    /* What only a live machine can do; NULL where there is none. */
    TimelineStatus (*count)(Timeline *, const Predicate *predicate, TimelineCount *count);
    TimelineStatus (*tally)(Timeline *, bool counts);
    TimelineStatus (*save)(Timeline *, const char *path);
} TimelineOps;

struct Timeline {
    const TimelineOps *ops;
    uint64_t n;            /* where we are */
    uint64_t known_length; /* the furthest step ever reached */
    bool length_is_final;  /* known_length is the end of the run */
    char message[256];     /* of the last failure: one line for the user */
    /* Called now and then while something takes long: the machine was seen at step N.  The View that was
       had last may still be read.  May be NULL. */
    void (*progress)(void *context, uint64_t n);
    void *progress_context;
};

/* Goes to step N, or to the end when the run is shorter. */
static inline TimelineStatus timeline_seek(Timeline *timeline, uint64_t n)
{
    return timeline->ops->seek(timeline, n);
}

/* Goes to the nearest position after (before) the present one where PREDICATE holds. */
static inline TimelineStatus timeline_find(Timeline *timeline, const Predicate *predicate, Direction direction)
{
    return timeline->ops->find(timeline, predicate, direction);
}

/* The View of the present position; valid until the next call.  NULL with a message. */
static inline const View *timeline_view(Timeline *timeline, const ViewRequest *request)
{
    return timeline->ops->view(timeline, request);
}

/* Hands the program input that it waits for (VIEW_WAITING_INPUT). */
static inline TimelineStatus timeline_feed(Timeline *timeline, const char *bytes, size_t length, bool end_of_file)
{
    return timeline->ops->feed(timeline, bytes, length, end_of_file);
}

/* Counts the positions where PREDICATE holds; the present one stays. */
static inline TimelineStatus timeline_count(Timeline *timeline, const Predicate *predicate, TimelineCount *count)
{
    return timeline->ops->count(timeline, predicate, count);
}

/* From now on Views say how often each instruction was executed before; or no more. */
static inline TimelineStatus timeline_tally(Timeline *timeline, bool counts)
{
    return timeline->ops->tally(timeline, counts);
}

/* Writes the trace of the run, as far as it has been walked, to PATH: all of it or nothing. */
static inline TimelineStatus timeline_save(Timeline *timeline, const char *path)
{
    return timeline->ops->save(timeline, path);
}

/* Safe in a signal handler: makes a running seek or find end with TIMELINE_INTERRUPTED. */
static inline void timeline_interrupt(Timeline *timeline)
{
    timeline->ops->interrupt(timeline);
}

/* Ends the machine's processes and frees everything. */
static inline void timeline_close(Timeline *timeline)
{
    timeline->ops->close(timeline);
}

#endif
