/* A View's frames as x86 stack frames: high addresses on top, the stack growing down, saved
   frame pointers linked as f_back is.  An analogy, and honest about where it ends. */
#ifndef VIV_EVENTS_X86_H
#define VIV_EVENTS_X86_H

#include "events/view.h"

typedef enum X86Mode { X86_32, X86_64 } X86Mode;

typedef enum X86RowKind { X86_ARGUMENT, X86_RETURN_ADDRESS, X86_SAVED_FRAME_POINTER, X86_LOCAL, X86_TEMPORARY } X86RowKind;

typedef struct X86Row {
    X86RowKind kind;
    uint64_t address;     /* nominal */
    int32_t offset;       /* from its frame's frame pointer: -8 is [rbp-8] */
    uint32_t frame;       /* number of the frame that it belongs to */
    const char *label;    /* "n", "ret -> fib#1 pc 42", "saved rbp = f_back fib#1", "stack[2]" */
    const char *text;     /* the value, or "" */
    bool is_frame_pointer, is_stack_pointer; /* ebp/rbp or esp/rsp points here */
} X86Row;

typedef struct X86Stack {
    struct { X86Row *items; size_t length; } rows; /* highest address first */
    uint64_t ip, sp, bp;
    const char *ax;          /* what eax/rax would hold: a value about to be returned, or "" */
    const char *instruction; /* the pseudo-instructions that do what the next one does, joined by "; " */
    const char *caveat;      /* where the analogy breaks here, one sentence; never NULL */
} X86Stack;

/* Everything is allocated in ARENA; NULL when it is full. */
MUST_USE const X86Stack *x86_stack(const View *view, X86Mode mode, Arena *arena);

#endif
