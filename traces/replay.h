/* The state that a trace tells: frames, variables, objects, the collector, as they are after
   each event.  Events are applied one by one and can be taken back one by one, to exactly the
   state before.  Nothing in a trace is trusted: what does not fit is refused with a message.

   Two users: the player of a trace file, which walks both ways (`undoes`), and converters, which
   listen to a run as it happens (`copies`: events do not outlive the call). */
#ifndef VIV_TRACES_REPLAY_H
#define VIV_TRACES_REPLAY_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"
#include "events/view.h"
#include "traces/number_map.h"

/* Codes and sources, which never change: of the whole trace. */
typedef struct ReplaySource {
    uint32_t id;
    EventText name, text;
} ReplaySource;

typedef struct ReplayInstr {
    EventOp op;
    int opcode;
    int32_t next, target; /* byte offsets; target -1: none */
    bool is_target;
} ReplayInstr;

typedef struct ReplayCode {
    Event_code event; /* its arrays are the library's */
    ReplayInstr *instrs;
    EventText *slots; /* localsplus: locals, cells that are no locals, free variables */
    ViewSlotKind *kinds;
    size_t slot_count;
} ReplayCode;

typedef struct ReplayLibrary {
    Arena *arena;
    NumberMap codes, sources; /* to ReplayCode * and ReplaySource * in the arena */
} ReplayLibrary;

MUST_USE int library_init(ReplayLibrary *library);
void library_fini(ReplayLibrary *library);
/* 0, or -1: no memory, or no such thing as the event says. */
MUST_USE int library_add_source(ReplayLibrary *library, const Event_source *event);
MUST_USE int library_add_code(ReplayLibrary *library, const Event_code *event);
const ReplayCode *library_code(const ReplayLibrary *library, uint32_t id);       /* or NULL */
const ReplaySource *library_source(const ReplayLibrary *library, uint32_t id);   /* or NULL */

typedef struct ReplaySlot {
    EventValue value; /* not of a variable with a cell: the cell has it */
    uint32_t cell;    /* 0: none */
} ReplaySlot;

typedef struct ReplayFrame {
    int64_t number, back;
    const ReplayCode *code;
    const char *kind;
    uint32_t globals, names, func;
    bool is_alive, runs, is_generator;
    bool is_fresh; /* for its listener's own use */
    int64_t pc, line; /* -1: before the first instruction; no line */
    int64_t last_line; /* -1: none since it was entered */
    bool begins_line;  /* the instruction is the first of its line, or of the frame */
    EventType_VALUES stack;
    ReplaySlot *slots;
} ReplayFrame;

typedef struct ReplayObject {
    uint32_t id;
    EventText type, repr;
    uint64_t size;
    int64_t gen, refcount; /* -1: not tracked, not known */
    bool is_alive;
    VEC(EventField) fields;
} ReplayObject;

typedef struct Replay {
    ReplayLibrary *library; /* borrowed */
    bool undoes, copies;
    bool keeps; /* dead frames too: key records are passed over */

    uint64_t n;
    ViewState state;
    const char *end_reason, *limit;
    int exit_status;
    EventText exception; /* empty: none */
    bool is_raised;      /* and no handler has taken it since */
    int collecting;      /* the generation; -1: no collection runs */
    const char *phase;
    uint64_t counts[3];
    EventType_OBJECTS phase_ids;

    uint64_t thread;             /* that runs */
    NumberMap frames, objects;   /* to ReplayFrame * and ReplayObject *, those that are dead too */
    VEC(ReplayFrame *) chain;    /* that run, the first one first */
    VEC(ViewOutput) outputs;
    VEC(char) undo;
    Arena *arena;
    char message[160];
} Replay;

MUST_USE int replay_init(Replay *replay, ReplayLibrary *library, bool undoes, bool copies);
void replay_fini(Replay *replay);

/* Back to nothing: before the first record of a trace. */
void replay_clear(Replay *replay);
/* To the state of a key record. */
MUST_USE int replay_key(Replay *replay, const Event_key *key);

/* 0, or -1 with a message.  Sources and codes go to the library. */
MUST_USE int replay_apply(Replay *replay, const Event *event);

/* The present place in the history, and the way back to it. */
static inline size_t replay_mark(const Replay *replay)
{
    return replay->undo.length;
}
void replay_undo(Replay *replay, size_t mark);

const ReplayObject *replay_object(const Replay *replay, uint32_t id); /* alive, or NULL */
const ReplayFrame *replay_frame(const Replay *replay, int64_t number); /* alive, or NULL */
/* The content of a slot, wherever it lies. */
EventValue replay_slot_value(const Replay *replay, const ReplaySlot *slot);
/* The index of the variable NAME of CODE; -1: none. */
ptrdiff_t replay_slot_index(const ReplayCode *code, EventText name);
const ReplayInstr *replay_instr(const ReplayCode *code, int64_t pc); /* or NULL */

/* replay_text.c: adds a short text for VALUE, as a View has it: containers by what they hold. */
void replay_text(const Replay *replay, EventValue value, Buf *buf);
/* How much of a key's text is to be shown: not the "~#12" that tells it from others. */
size_t replay_key_length(EventText at);
bool replay_type_is(const ReplayObject *object, const char *name);
/* The type of a simple value, told by its repr. */
const char *replay_simple_type(EventText repr);

/* replay_view.c: fills VIEW; false when the arena is full. */
MUST_USE bool replay_view(const Replay *replay, const ViewRequest *request, View *view, Arena *arena);

#endif
