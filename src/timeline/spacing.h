/* Where the checkpoints of a run should lie, as plain arithmetic.  What counts is not steps but the processor time
   that a run takes from a checkpoint to where somebody wants to be: a step may be an addition or a sort.  A place's
   age is the time from the beginning of the run to it, as it was measured; nobody relies on its being exact.

   The run as far as it is known is divided into equal parts, one for every checkpoint that there may be but
   SPACING_NEAR.  A part's
   beginning is kept by the checkpoint nearest to it; the others are given up first, and where a part has no
   keeper nearby, the next run that passes leaves one.  Besides, a few are kept right before the present, where a
   step back begins. */
#ifndef VIV_TIMELINE_SPACING_H
#define VIV_TIMELINE_SPACING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SPACING_MOST = 32, /* checkpoints */
    SPACING_LEAST = 6, /* so many are allowed in any case */
    SPACING_NEAR = 2,  /* of these, so many are right before the present */
};

typedef struct Place {
    uint64_t n;
    uint64_t age; /* nanoseconds */
} Place;

typedef struct Spacing {
    Place places[SPACING_MOST + 1]; /* the checkpoints, in ascending order; the first is at 0 */
    size_t count, most; /* how many there are, and may be */
    Place end; /* the farthest that anybody has been */
    double pace; /* nanoseconds a step, as measured last; 0: never */
    uint64_t copy; /* what a copy of the machine takes, in nanoseconds */
} Spacing;

#define SPACING_INIT {.count = 1, .most = SPACING_MOST}

/* A stop on the way. */
typedef struct Stop {
    uint64_t n;
    uint64_t due; /* a checkpoint is wanted at this age; 0: whatever the age is; UINT64_MAX: none is */
} Stop;

/* Where a run that stands at AT and wants to get to step TARGET stops next; at TARGET when nothing is wanted before. */
Stop spacing_stop(const Spacing *spacing, Place at, uint64_t target);

/* Is a checkpoint wanted at AT, where nobody has been farther, before the run goes on? */
bool spacing_is_due(const Spacing *spacing, Place at);

/* The run planned to get to STOP, and stands at AT: is that near enough to what is wanted for a checkpoint? */
bool spacing_wants(const Spacing *spacing, Place at, Stop stop);

/* A copy of the machine took so many nanoseconds; one that was slow by chance means little. */
void spacing_note_copy(Spacing *spacing, uint64_t took);

/* A search backwards from END to BEGIN begins with so many of the last steps, and goes on with eight times as many. */
uint64_t spacing_piece(const Spacing *spacing, Place begin, uint64_t end);

/* The age of one who came to AT, which must lie between its neighbours'.  Where all steps between them were thought to
   take equally long, that is not given up for a difference that chance can make. */
uint64_t spacing_age(const Spacing *spacing, Place at);

/* Which checkpoint is missed least while the present is at PRESENT; never the first. */
size_t spacing_least(const Spacing *spacing, Place present);

#endif
