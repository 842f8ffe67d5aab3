/* The inside of the player, for its own files. */
#ifndef VIV_TRACES_PLAYER_IMPL_H
#define VIV_TRACES_PLAYER_IMPL_H

#include <signal.h>

#include "traces/player.h"
#include "traces/replay.h"
#include "traces/trace_reader.h"

/* The records from one key to the next: what is in memory at a time. */
typedef struct Segment {
    TracePlace place;
    uint64_t first; /* the step before which it begins */
    bool has_key;
} Segment;

typedef struct StoredEvent {
    Event event;
    uint64_t line_number;
    size_t mark; /* the way back to before it, once it was applied */
} StoredEvent;

typedef struct FindLeaf {
    const Predicate *predicate;
    bool happened; /* since the stop before */
} FindLeaf;

typedef struct Player {
    Timeline timeline;
    TraceReader reader;
    ReplayLibrary library;
    Replay replay;
    VEC(Segment) segments;
    VEC(TracePlace) writes; /* the out records */

    size_t segment;             /* the one that is in memory */
    VEC(cJSON *) trees;
    VEC(StoredEvent) events;
    Arena *arena;               /* of the events */
    size_t at;                  /* so many of the events are applied */
    char damage[200];           /* why there are no more events behind the last; "" otherwise */

    VEC(FindLeaf) leaves;       /* of the search that runs */
    Arena *view_arena;
    volatile sig_atomic_t is_interrupted;
} Player;

/* Goes to the next (previous) record with which a step begins.  1, 0 when there is none, -1 with the
   timeline's message. */
MUST_USE int player_next(Player *player);
MUST_USE int player_previous(Player *player);
/* To step N, or to the next stop behind it (before it, with BACKWARDS). */
TimelineStatus player_go(Player *player, uint64_t n, Direction side);

/* player_index.c: reads the whole file once, by a glance at each line.  0 or -1. */
MUST_USE int player_index(Player *player, char *message, size_t size);
/* Brings segment INDEX into memory, nothing applied.  0 or -1 with the timeline's message. */
MUST_USE int player_load(Player *player, size_t index);

/* player_find.c */
TimelineStatus player_find(Player *player, const Predicate *predicate, Direction direction);
void player_notice(Player *player, const Event *event); /* called for each event that is applied */

#endif
