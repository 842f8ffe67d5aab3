/* The inside of the recorder, for its own files. */
#ifndef VIV_TIMELINE_RECORDER_IMPL_H
#define VIV_TIMELINE_RECORDER_IMPL_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "timeline/code_facts.h"
#include "timeline/ids.h"
#include "timeline/recorder.h"
#include "timeline/refcounts.h"
#include "timeline/source_text.h"
#include "timeline/known.h"
#include "vm/frame.h"

/* Records between key records, at least. */
enum { RECORDER_KEY_INTERVAL = 4096 };

typedef struct Newborn {
    Ref object; /* NULL: dead or told of */
    uint32_t number;
} Newborn;

/* A text of an object that was shown before; numbers are not given twice. */
typedef struct ValueText {
    uint32_t number; /* of the object; 0: none */
    uint8_t length;
    bool is_plain;
    size_t size;   /* of the object when it was shown */
    uint64_t used; /* the step: what an event of this step may point to stays */
    char text[80];
} ValueText;

enum { VALUE_TEXTS = 1024, STACK_VALUES = 64 };

/* What lay in a slot of the value stack when the last instruction was told of, so that its value need not be made
   again while it stays there. */
typedef struct StackSlot {
    Ref object;      /* compared only; NULL for an empty slot */
    uint32_t number; /* the object's; 0 for an empty slot */
    bool is_kept;    /* the value is good as long as the object lies there */
    bool is_str;     /* and has this size: a str that nobody else holds grows in place */
    size_t size;
    char text[80];   /* the value's */
} StackSlot;

struct Recorder {
    Hooks hooks;
    const RecorderOptions *options;
    Sink *sink; /* NULL once it is closed */
    Rt *rt;
    Ids ids;

    uint32_t began;  /* objects from this number on were made after the program's first instruction */
    uint64_t n;      /* the step that is running */
    uint64_t events; /* written so far */
    uint64_t reached; /* objects that were written in whole states (--full) */
    bool is_begun;   /* n has reached options->from, and not yet options->to */
    bool is_quiet;   /* the frame that runs is not to be written */
    bool has_first_frame; /* ids.first_frame is known */
    bool has_failed;
    int error; /* errno of the sink's failure */
    Buf exception;             /* as a key record tells it; empty: none */
    bool is_raised;            /* and no handler of a written frame has taken it since */
    uint32_t dealing_frame;    /* the number of the frame whose POP_EXCEPT runs; 0: none */
    const char *phase;         /* of the collection that runs, or NULL */
    int phase_generation;
    VEC(uint32_t) phase_ids;   /* what it is about */
    int cells_from, cells_to; /* slots of the frame that get their cells by the step that runs */
    Frame *frame;    /* that runs; NULL before the first */
    uint64_t next_key; /* the weight at which a key record is due */

    FactsTable facts;
    const CodeFacts *last_facts; /* of the code that was asked for last; or NULL */
    const Frame *last_frame;     /* the frame whose instruction was written last, and its number */
    uint32_t last_number;
    EventValue stack[STACK_VALUES];  /* of an op event */
    StackSlot slots[STACK_VALUES];   /* what they are the values of */
    size_t stack_length;             /* of the last op event; 0 when it had more than fit */
    ValueText *values, *names;      /* owned; VALUE_TEXTS of each: reprs, and texts of str as they are */
    SourceTable sources;
    NumberSet told_sources, told_frames, suspended;
    Known told_objects;
    Refcounts refcounts;    /* of the objects that were told of, with --refcounts */
    VEC(Newborn) newborns;  /* made during this step, not told of yet */
    uint32_t young_from;    /* objects from this number on were in no collection */
    VEC(Ref) reordered;     /* to be told anew at the end of the step */
    VEC(Ref) unfolded;      /* told of, their contents not yet */
    VEC(uint32_t) moved;    /* ids for the move event that is being collected */
    int moved_from, moved_to;

    Arena *arena; /* of the event that is being made */
    const char *arena_start; /* where its first piece lies; NULL before the first */
    Buf text;
};

/* Writes EVENT, unless the trace is over. */
void record_emit(Recorder *recorder, const Event *event);

/* Tells what the objects hold that were told of. */
void record_unfold(Recorder *recorder);

/* To be called before and after the events that one call of a hook makes. */
static inline void record_open(Recorder *recorder)
{
    if (recorder->arena->next == recorder->arena_start) return; /* nothing was taken */
    arena_reset(recorder->arena);
    recorder->arena_start = recorder->arena->next;
}
static inline void record_close(Recorder *recorder)
{
    if (UNLIKELY(recorder->unfolded.length > 0)) record_unfold(recorder);
}

/* facts_of, which mostly is asked for the same code again. */
static inline const CodeFacts *record_facts(Recorder *recorder, Ref code)
{
    if (recorder->last_facts == NULL || recorder->last_facts->number != code->number)
        recorder->last_facts = facts_of(&recorder->facts, code);
    return recorder->last_facts;
}

/* The value of OBJECT (NULL: null); tells of the object first when that is due. */
EventValue record_value(Recorder *recorder, Ref object);
EventText record_text(Recorder *recorder, Ref name);   /* of a str */
EventText record_index(Recorder *recorder, ptrdiff_t index);
EventText record_buf(Recorder *recorder);              /* what lies in recorder->text; empties it */
EventType_VALUES record_values(Recorder *recorder, Own const *items, ptrdiff_t count);
/* The values of a frame's stack, in the recorder itself; *SAME is for Event.same. */
EventType_VALUES record_stack(Recorder *recorder, Own const *items, ptrdiff_t count, uint32_t *same);

/* Writes the new event of OBJECT, when it was not written yet. */
void record_object(Recorder *recorder, Ref object);

/* Calls VISIT for each thing that OBJECT holds, as set records name it: at an index, a key, or the
   name of an attribute. */
typedef void (*ContentFn)(Recorder *recorder, void *context, Ref object, const char *what, EventText at, Ref value);
void record_contents(Recorder *recorder, Ref object, ContentFn visit, void *context);

/* record_key.c: writes the whole state; what it writes of the frames and objects of the present. */
void record_key(Recorder *recorder);
/* How much was written, in records; whole states count for several. */
uint64_t record_weight(const Recorder *recorder);
EventType_COUNTS record_chain(Recorder *recorder, Frame *frame);
EventType_BINDINGS record_locals(Recorder *recorder, Frame *frame);
EventType_STATES record_reachable(Recorder *recorder, Frame *frame);
/* Notes what cells INSTR of FRAME will make; and writes the cell events of those that were made. */
void record_expect_cells(Recorder *recorder, const Frame *frame, const CodeInstr *instr);
void record_cells(Recorder *recorder, Frame *frame);
/* Writes the rc events of the step that is over: of all objects that were told of and whose count is another. */
void record_refcounts(Recorder *recorder);
EventType_COUNTS record_counts(Recorder *recorder);

/* Is FRAME one of those that are written?  Writes the source and code events before its first. */
bool record_is_written(Recorder *recorder, Frame *frame);
/* Writes the source and code events before a frame's first event, and the call event of
   every frame in its chain that has none yet.  False: the frame is not to be written. */
bool record_frame(Recorder *recorder, Frame *frame);
/* Frames are numbered from the first that is heard of. */
void record_first_frame(Recorder *recorder, const Frame *frame);
/* The number of the newest frame that is written, from FRAME outwards; -1: none. */
int64_t record_back(Recorder *recorder, Frame *frame);
static inline int64_t record_frame_number(const Recorder *recorder, const Frame *frame)
{
    int64_t number = (int64_t)frame->number - recorder->ids.first_frame;
    return LIKELY(number >= 0) ? number : (int64_t)IDS_EARLIER + frame->number;
}

#endif
