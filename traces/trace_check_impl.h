/* What the parts of the checker share.  Private to traces/trace_check*.c. */
#ifndef VIV_TRACES_TRACE_CHECK_IMPL_H
#define VIV_TRACES_TRACE_CHECK_IMPL_H

#include "base/vec.h"
#include "traces/number_map.h"
#include "traces/trace_check.h"

typedef struct CheckedInstr {
    uint32_t offset;
    int op;
    int64_t arg; /* -1: takes none */
} CheckedInstr;

typedef struct CheckedCode {
    uint64_t source, stacksize;
    size_t instr_count, handler_count;
    CheckedInstr *instrs;   /* owned, by rising offset */
    EventHandler *handlers; /* owned */
} CheckedCode;

typedef struct CheckedCell {
    uint64_t name; /* its hash */
    uint32_t object;
} CheckedCell;

typedef struct CheckedFrame {
    int64_t number;
    const CheckedCode *code;
    bool is_module, is_running;
    const CheckedInstr *last; /* its latest instruction; NULL before the first */
    const EventHandler *caught; /* where that instruction's exception went, or NULL */
    const CheckedInstr *jump;   /* where a tracer sent the frame since; or NULL */
    uint32_t globals, names;    /* the dicts of its variables; 0: none, or not told */
    VEC(CheckedCell) cells;     /* of its shared variables */
    VEC(uint64_t) stack;        /* a hash of each value before that instruction */
} CheckedFrame;

struct TraceCheck {
    char message[160];
    uint64_t records, now, next_step; /* n of the latest record; the least n of the next step */
    bool has_header, has_end;
    NumberMap sources, objects; /* objects: alive, to how often their places were renumbered */
    NumberMap codes, frames;    /* to CheckedCode * and CheckedFrame *, owned */
    NumberMap places;           /* from the hash of a variable, item or attribute to that of its value */
    VEC(CheckedFrame *) chain;  /* the frames that run, the caller of each below it; borrowed */
};

/* Sets the message; returns -1. */
MUST_USE PRINTF_LIKE(2, 3) int check_refuse(TraceCheck *check, const char *format, ...);
MUST_USE int check_no_memory(TraceCheck *check);

/* Equal for equal values; "@id" and text differ. */
uint64_t check_value_hash(EventValue value);

/* Is the object alive?  0 or -1. */
MUST_USE int check_object(TraceCheck *check, uint32_t id);
/* Is every object that VALUE names alive?  0 or -1. */
MUST_USE int check_value(TraceCheck *check, EventValue value);

/* trace_check_frames.c: the chain of frames and the stack of each. */
MUST_USE int check_code(TraceCheck *check, const Event_code *event);
MUST_USE int check_call(TraceCheck *check, const Event_call *event);
MUST_USE int check_op(TraceCheck *check, const Event_op *event);
MUST_USE int check_return(TraceCheck *check, int64_t f);
MUST_USE int check_yield(TraceCheck *check, int64_t f);
MUST_USE int check_resume(TraceCheck *check, const Event_resume *event);
MUST_USE int check_raise(TraceCheck *check, int64_t f);
MUST_USE int check_catch(TraceCheck *check, const Event_catch *event);
MUST_USE int check_running(TraceCheck *check, EventType_FRAMES frames);
MUST_USE int check_jump(TraceCheck *check, const Event_jump *event);
MUST_USE int check_unwind(TraceCheck *check, int64_t f);
MUST_USE int check_thread(TraceCheck *check, const Event_thread *event);
/* The frame on top of the chain when its number is F; else NULL, and the message is set. */
MUST_USE CheckedFrame *check_top(TraceCheck *check, int64_t f);
void check_frames_fini(TraceCheck *check);

/* trace_check_changes.c: variables and the places of containers. */
MUST_USE int check_arguments(TraceCheck *check, const Event_call *event);
MUST_USE int check_cell(TraceCheck *check, const Event_cell *event);
MUST_USE int check_var(TraceCheck *check, const Event_var *event);
MUST_USE int check_key(TraceCheck *check, const Event_key *event);
MUST_USE int check_set(TraceCheck *check, const Event_set *event);

#endif
