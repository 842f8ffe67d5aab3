/* A View is a frozen picture of the machine at one position in time: frames, value stacks,
   names, objects, generations, output.  Plain data in one arena; nothing in it is an object, and
   nothing changes once it was made.  Live machine and trace player make the same Views, so
   whoever shows one need not know which it was.

   A View is bounded: it holds what the ViewRequest asks for.  Text is UTF-8 with WTF-8
   surrogates possible; it is *not* safe for a terminal (ui/ makes it so).

   Values: a simple value (exact int, float, bool, None, str, bytes, … and small tuples of those) has its
   repr as text; anything else has a short text made without running code, as "<Node #12>" or
   "[1, 2, #9]", and its number, by which it can be asked for. */
#ifndef VIV_EVENTS_VIEW_H
#define VIV_EVENTS_VIEW_H

#include "base/arena.h"
#include "events/event.h"

/* Numbers of objects from here up: made before the program began (types, small ints, built-in functions). */
enum { VIEW_EARLIER = 1000000000 };

typedef struct ViewValue {
    bool is_null;         /* an empty slot: NULL, unbound */
    bool is_simple;       /* `text` is the repr, and says all */
    uint32_t object;      /* the object's number; also of simple values (ints are objects) */
    const char *type;     /* "int", "Node"; "" for NULL */
    EventText text;
    int64_t refcount;     /* -1: not known */
} ViewValue;

typedef enum ViewSlotKind {
    VIEW_LOCAL,
    VIEW_CELL, /* a local that an inner function uses: the value is the cell's contents */
    VIEW_FREE, /* an outer function's */
    VIEW_STACK,
} ViewSlotKind;

typedef struct ViewSlot {
    ViewSlotKind kind;
    EventText name; /* empty for stack slots */
    uint32_t cell;  /* number of the cell object for VIEW_CELL and VIEW_FREE (0 before MAKE_CELL) */
    ViewValue value;
} ViewSlot;

/* One instruction of a code object, as a bytecode pane shows it. */
typedef struct ViewInstr {
    int32_t offset;     /* byte offset, of the first EXTENDED_ARG when it has prefixes */
    int32_t next;       /* offset of the instruction behind it and its caches */
    uint8_t opcode;
    int64_t arg;        /* -1: takes none */
    int32_t target;     /* byte offset that it may jump to; -1: none */
    bool is_target;     /* something jumps here, or a handler starts here */
    const char *name;
    const char *words;  /* the argument in words, as dis prints it in parentheses; "" when there are none */
    EventSpan span;
    uint64_t executed;  /* how often, before this step, if View.has_tally */
} ViewInstr;

typedef struct ViewCode {
    uint32_t id;
    uint32_t source;    /* ViewSource.id; 0: none */
    EventText name, qualname, filename;
    int32_t firstlineno, flags, stacksize;
    int32_t arguments;  /* how many of the localsplus, the first ones, are filled by a call */
    struct { ViewInstr *items; size_t length; } instrs;
    struct { EventHandler *items; size_t length; } handlers;
} ViewCode;

typedef struct ViewSource {
    uint32_t id;
    EventText name;
    struct { EventText *items; size_t length; } lines; /* without line ends; lines.items[0] is line 1 */
} ViewSource;

typedef struct ViewFrame {
    uint32_t number;      /* of the call: stays the same as long as the frame lives */
    int64_t back;         /* number of the frame that f_back shows; -1: none */
    uint32_t code;        /* ViewCode.id */
    uint32_t frame_object; /* number of the Python-visible frame object, 0 when none was made */
    const char *kind;     /* as the call event's */
    const char *owner;    /* "data stack", "generator", "frame object" */
    bool is_entry;        /* entered from C: a nested eval loop */
    int32_t lasti;        /* byte offset of the current instruction; -2 before the first */
    int32_t line;         /* -1: none */
    EventSpan span;       /* of the current instruction */
    const char *qualname, *filename;
    struct { ViewSlot *items; size_t length; } localsplus; /* locals, cells, free variables */
    struct { ViewValue *items; size_t length; } stack;     /* bottom first */
    int32_t stacksize;    /* co_stacksize: room for so many */
    int32_t handler;      /* target of the exception table's row in force; -1: none */
    /* What the frame object's fields would be: numbers of objects, 0: none. */
    uint32_t f_globals, f_builtins, f_locals, f_code;
} ViewFrame;

typedef struct ViewName {
    EventText name;
    ViewValue value;
} ViewName;

typedef struct ViewNames {
    struct { ViewName *items; size_t length; } items;
    size_t total; /* in the namespace; items may be fewer */
} ViewNames;

/* One reference: from a holder's field, or a root. */
typedef struct ViewEdge {
    uint32_t object;   /* the other end; 0: a root of the machine itself */
    EventText label;   /* ".next", "[3]", "['key']", "local n of fib#2", "stack[1] of fib#2" */
    ViewValue value;   /* of the other end */
} ViewEdge;

typedef struct ViewObject {
    uint32_t id;
    ViewValue value;      /* type, text, refcount */
    uint64_t size;        /* sys.getsizeof */
    uint64_t address;     /* nominal: id() */
    int32_t generation;   /* 0, 1, 2, 3 permanent; -1: not tracked */
    bool is_container;    /* has a GcHead */
    int64_t gc_refs;      /* during a collection: the copy of the count that is being subtracted from; -1 */
    bool is_unreachable;  /* during a collection: in the unreachable list */
    struct { ViewEdge *items; size_t length; size_t total; } fields;  /* what it holds */
    struct { ViewEdge *items; size_t length; size_t total; } holders; /* who holds it; only when asked for */
} ViewObject;

typedef struct ViewCount {
    const char *type;
    uint64_t count;
} ViewCount;

typedef struct ViewGeneration {
    int32_t count, threshold;
    uint64_t size; /* members */
    uint64_t collections, collected, uncollectable;
    struct { uint32_t *items; size_t length; } members; /* numbers, oldest first; the last of them when there are too many */
    struct { ViewCount *items; size_t length; } types; /* of the members, the most frequent first; empty when there are very many */
} ViewGeneration;

typedef struct ViewGc {
    bool enabled;
    ViewGeneration generations[3];
    uint64_t permanent;
    uint64_t long_lived_total, long_lived_pending;
    int32_t collecting;       /* the generation of the running collection; -1: none runs */
    const char *phase;        /* its phase, as the gc event's; NULL: none */
    struct { uint32_t *items; size_t length; } young, unreachable; /* lists of the running collection */
} ViewGc;

typedef struct ViewOutput {
    uint64_t n;  /* when */
    int32_t fd;
    EventText text;
} ViewOutput;

typedef enum ViewSurveyMark { VIEW_SURVEY_EXCEPTION = 1, VIEW_SURVEY_COLLECTION = 2 } ViewSurveyMark;

enum { VIEW_SURVEY_BUCKETS = 1024, VIEW_SURVEY_DEPTH = 60 };

/* Steps i << shift to (i + 1) << shift of a run. */
typedef struct ViewBucket {
    uint8_t marks;   /* ViewSurveyMark of what happened there */
    uint8_t deepest; /* the most frames that lay there, VIEW_SURVEY_DEPTH at most; 0: as many as at the end of the one before */
    uint8_t depth;   /* and at its end */
} ViewBucket;

/* The run as far as it was ever executed. */
typedef struct ViewSurvey {
    uint32_t shift;
    uint64_t reached; /* the last step that something is known of */
    ViewBucket buckets[VIEW_SURVEY_BUCKETS];
} ViewSurvey;

typedef enum ViewWatchState {
    VIEW_WATCH_VALUE,  /* text is the value's repr */
    VIEW_WATCH_ERROR,  /* text says why there is none: "NameError: …" */
    VIEW_WATCH_ABSENT, /* its function does not run now */
} ViewWatchState;

/* What an expression of the request is worth. */
typedef struct ViewWatch {
    ViewWatchState state;
    EventText text;
    const char *expression;
} ViewWatch;

typedef enum ViewState {
    VIEW_AT_INSTRUCTION, /* the focused frame's instruction is about to run */
    VIEW_AT_GC_PHASE,
    VIEW_WAITING_INPUT,  /* the program reads standard input, and none is there */
    VIEW_ENDED,          /* n is the length: nothing more will run */
} ViewState;

typedef struct View {
    uint64_t n;
    ViewState state;
    const char *end_reason;  /* VIEW_ENDED: exit, exception, limit, interrupt, crash */
    int32_t exit_status;
    EventText exception;     /* the pending or current exception, as "ValueError: text"; empty: none */

    struct { ViewFrame *items; size_t length; size_t total; } frames; /* newest first */
    uint32_t thread;         /* whose frames these are: its number, in order of creation; 0: the main thread */
    size_t focus;            /* index in frames of the frame that the request named */
    struct { ViewCode *items; size_t length; } codes;     /* of those frames */
    struct { ViewSource *items; size_t length; } sources; /* of those codes */
    ViewNames locals, enclosing, globals, builtins;       /* L E G B of the focused frame */
    struct { ViewObject *items; size_t length; } objects; /* those asked for, and those the frames show */
    uint64_t live_objects, heap_bytes;
    ViewGc gc;
    struct { ViewOutput *items; size_t length; } output;  /* up to n; the last of it when there is too much */
    const char *sentence;    /* what the next step will do, in words (events/explain.h) */
    struct { ViewWatch *items; size_t length; } watches; /* one for each expression of the request; none in a trace */
    const ViewSurvey *survey; /* NULL: there is none */
    bool has_tally;          /* it was counted how often each instruction is executed */
    bool is_replayed;        /* made from a trace: no addresses, no members of the machine's own; refcounts may be -1: unknown */
} View;

/* A Python expression, evaluated where the newest frame of FUNCTION (a qualname) stands. */
typedef struct ViewExpression {
    const char *text, *function;
} ViewExpression;

typedef struct ViewRequest {
    int64_t frame;           /* number of the frame in focus; -1: the newest */
    uint32_t max_frames;     /* 0: 64 */
    uint32_t max_names;      /* of each namespace; 0: 64 */
    uint32_t max_objects;    /* 0: 64 */
    uint32_t max_members;    /* of each generation; 0: 64 */
    uint32_t max_output;     /* bytes; 0: 16 KiB */
    uint32_t max_text;       /* code points of a value's text; 0: 60 */
    const uint32_t *objects; /* numbers of objects to describe, with their holders */
    size_t object_count;
    const ViewExpression *expressions; /* to be evaluated, without changing the program */
    size_t expression_count;
} ViewRequest;

/* Looked up by number; NULL when the View does not have it. */
const ViewFrame *view_frame(const View *view, uint32_t number);
const ViewCode *view_code(const View *view, uint32_t id);
const ViewSource *view_source(const View *view, uint32_t id);
const ViewObject *view_object(const View *view, uint32_t id);
/* Is FILENAME, of a frame, a file of the library (VIV_STDLIB), or is its module frozen? */
bool view_is_library(const char *filename);
/* The instruction of CODE at OFFSET; NULL when none starts there. */
const ViewInstr *view_instr(const ViewCode *code, int32_t offset);
/* The focused frame, its code, and its current instruction; NULL when there is none. */
const ViewFrame *view_focus(const View *view);

/* A digest of all that a View says of the machine (not of how much was asked for): equal Views
   have equal digests. */
uint64_t view_digest(const View *view);

#endif
