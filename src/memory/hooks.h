/* What an observer may hear of the machine, as functions that take objects.  The layers
   call these through the few lines in rt.h (`rt_hears`); the recorder (src/timeline)
   implements them, and turns what it hears into plain events.

   An observer runs no Python code, takes no reference, allocates nothing in the program's
   heap and leaves the pending exception alone: the program must not be able to tell. */
#ifndef VIV_MEMORY_HOOKS_H
#define VIV_MEMORY_HOOKS_H

#include "memory/object.h"

struct Frame;

typedef enum GcPhase {
    GC_START,
    GC_UPDATE_REFS,
    GC_SUBTRACT_REFS,
    GC_MOVE_UNREACHABLE,
    GC_FINALIZE,
    GC_CLEAR,
    GC_MOVE_SURVIVORS,
    GC_END,
} GcPhase;

typedef enum VarScope { SCOPE_LOCAL, SCOPE_CELL, SCOPE_GLOBAL, SCOPE_NAME } VarScope;

/* How a container changed.  `at` is an index, a key, or an attribute's name; of a cell, WRITE_ATTR without a key. */
typedef enum WriteKind { WRITE_ITEM, WRITE_ATTR, WRITE_KEY, WRITE_APPEND, WRITE_INSERT, WRITE_POP, WRITE_CLEAR, WRITE_REORDER } WriteKind;

typedef enum HookBit {
    HEAR_STEPS = 1 << 0,  /* step */
    HEAR_FRAMES = 1 << 1, /* call, returned, yielded, resumed, raised, caught, unwound, jumped, switched */
    HEAR_VARS = 1 << 2,   /* var */
    HEAR_HEAP = 1 << 3,   /* allocated, freeing */
    HEAR_WRITES = 1 << 4, /* written */
    HEAR_GC = 1 << 5,     /* gc_phase, moved */
    HEAR_WORLD = 1 << 6,  /* output, input */
    HEAR_PROGRAM = 1 << 7, /* the program traces itself: vm/trace.h; no hook's bit */
} HookBit;

/* Every function gets the context of the table.  A NULL entry is not called. */
typedef struct Hooks {
    void *context;
    uint32_t hears; /* HookBit */

    /* Before an instruction (rt_step(rt) is its number) and before a collector's phase. */
    void (*step)(Rt *, void *context, struct Frame *frame);

    void (*called)(Rt *, void *context, struct Frame *frame);
    void (*returned)(Rt *, void *context, struct Frame *frame, Ref value);
    void (*yielded)(Rt *, void *context, struct Frame *frame, Ref value);
    void (*resumed)(Rt *, void *context, struct Frame *frame);
    /* An exception leaves an instruction (again in every frame that it passes). */
    void (*raised)(Rt *, void *context, struct Frame *frame, Ref exception);
    void (*caught)(Rt *, void *context, struct Frame *frame, int handler_offset);
    void (*unwound)(Rt *, void *context, struct Frame *frame);
    /* A tracer set f_lineno: the frame goes on at OFFSET. */
    void (*jumped)(Rt *, void *context, struct Frame *frame, int offset);
    /* The thread NUMBER runs from now on; FRAME is its innermost, or NULL. */
    void (*switched)(Rt *, void *context, int number, struct Frame *frame);

    /* old or value is NULL for unbound. */
    void (*var)(Rt *, void *context, struct Frame *frame, VarScope scope, Ref name, Ref old, Ref value);

    /* allocated: the object has a header but no contents yet.  freeing: the contents are
       still whole; the object's memory is given back afterwards. */
    void (*allocated)(Rt *, void *context, Ref object);
    void (*freeing)(Rt *, void *context, Ref object);

    void (*written)(Rt *, void *context, Ref container, WriteKind kind, ptrdiff_t index, Ref key, Ref old, Ref value);

    /* Generation 0, 1 or 2; PERMANENT is 3.  FROM is -1 where the collector does not know it. */
    void (*gc_phase)(Rt *, void *context, GcPhase phase, int generation);
    void (*moved)(Rt *, void *context, Ref object, int from, int to);

    void (*output)(Rt *, void *context, int fd, const char *bytes, size_t size);
    void (*input)(Rt *, void *context, const char *bytes, size_t size);
} Hooks;

#endif
