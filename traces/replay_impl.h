/* What the parts of the replay share.  Private to traces/replay*.c. */
#ifndef VIV_TRACES_REPLAY_IMPL_H
#define VIV_TRACES_REPLAY_IMPL_H

#include "traces/replay.h"

/* Set the message; return -1. */
MUST_USE PRINTF_LIKE(2, 3) int replay_refuse(Replay *replay, const char *format, ...);
MUST_USE int replay_no_memory(Replay *replay);

/* To be called before SIZE bytes at PLACE change.  PLACE does not move. */
MUST_USE int replay_save(Replay *replay, void *place, size_t size);
#define REPLAY_SET(replay, place, value) \
    (replay_save((replay), &(place), sizeof(place)) < 0 ? -1 : ((place) = (value), 0))

/* Changes of an object's fields; INDEX == length appends. */
MUST_USE int replay_field_put(Replay *replay, ReplayObject *object, size_t index, const EventField *field);
MUST_USE int replay_field_insert(Replay *replay, ReplayObject *object, size_t index, const EventField *field);
MUST_USE int replay_field_remove(Replay *replay, ReplayObject *object, size_t index);
MUST_USE int replay_fields_clear(Replay *replay, ReplayObject *object);

/* FRAME runs on top of the chain; the frame on top, FRAME, runs no more. */
MUST_USE int replay_enter(Replay *replay, ReplayFrame *frame);
MUST_USE int replay_leave(Replay *replay, ReplayFrame *frame);

ReplayFrame *replay_frame_find(const Replay *replay, int64_t number);  /* dead ones too */
ReplayObject *replay_object_find(const Replay *replay, uint32_t id);
/* The place AT of OBJECT; -1: there is none. */
ptrdiff_t replay_field_index(const ReplayObject *object, EventText at, bool is_attribute);

#endif
