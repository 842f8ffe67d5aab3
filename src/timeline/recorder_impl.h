/* The inside of the recorder, for its own files. */
#ifndef VIV_TIMELINE_RECORDER_IMPL_H
#define VIV_TIMELINE_RECORDER_IMPL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "timeline/code_facts.h"
#include "timeline/ids.h"
#include "timeline/recorder.h"
#include "timeline/source_text.h"
#include "vm/frame.h"

/* A set of small numbers that are given in ascending order: one bit each. */
typedef struct NumberSet {
    uint64_t *words;
    size_t length;
} NumberSet;

typedef struct Newborn {
    Ref object; /* NULL: dead or told of */
    uint32_t number;
} Newborn;

struct Recorder {
    Hooks hooks;
    const RecorderOptions *options;
    Sink *sink; /* NULL once it is closed */
    Rt *rt;
    Ids ids;

    uint64_t n;      /* the step that is running */
    uint64_t events; /* written so far */
    bool is_begun;   /* n has reached options->from, and not yet options->to */
    bool is_quiet;   /* the frame that runs is not to be written */
    bool has_first_frame; /* ids.first_frame is known */
    bool has_failed;
    Frame *frame;    /* that runs; NULL before the first */

    FactsTable facts;
    SourceTable sources;
    NumberSet told_sources, told_frames, told_objects;
    VEC(Newborn) newborns;  /* made during this step, not told of yet */
    VEC(Ref) unfolded;      /* told of, their contents not yet */
    VEC(uint32_t) moved;    /* ids for the move event that is being collected */
    int moved_from, moved_to;

    Arena *arena; /* of the event that is being made */
    Buf text;
};

bool number_is_in(const NumberSet *set, uint32_t number);
void number_put(NumberSet *set, uint32_t number);
void number_drop(NumberSet *set, uint32_t number);

/* Writes EVENT, unless the trace is over. */
void record_emit(Recorder *recorder, const Event *event);

/* To be called before and after the events that one call of a hook makes. */
void record_open(Recorder *recorder);
void record_close(Recorder *recorder);

/* The value of OBJECT (NULL: null); tells of the object first when that is due. */
EventValue record_value(Recorder *recorder, Ref object);
EventText record_text(Recorder *recorder, Ref name);   /* of a str */
EventText record_buf(Recorder *recorder);              /* what lies in recorder->text; empties it */
EventType_VALUES record_values(Recorder *recorder, Own const *items, ptrdiff_t count);

/* Writes the new event of OBJECT, when it was not written yet. */
void record_object(Recorder *recorder, Ref object);

/* Writes the source and code events before a frame's first event, and the call event of
   every frame in its chain that has none yet.  False: the frame is not to be written. */
bool record_frame(Recorder *recorder, Frame *frame);
/* Frames are numbered from the first that is heard of. */
void record_first_frame(Recorder *recorder, const Frame *frame);
/* The number of the newest frame that is written, from FRAME outwards; -1: none. */
int64_t record_back(Recorder *recorder, Frame *frame);
int64_t record_frame_number(const Recorder *recorder, const Frame *frame);

#endif
