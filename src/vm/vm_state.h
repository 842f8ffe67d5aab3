/* What the machine keeps for one Rt: the data stack, the running frame, and the hooks of
   generators and import.  Private to vm/ and modules/. */
#ifndef VIV_VM_VM_STATE_H
#define VIV_VM_VM_STATE_H

#include "vm/frame.h"

/* The data stack is a chain of chunks; a frame lies whole in one of them. */
typedef struct DataChunk {
    struct DataChunk *previous;
    size_t slots;  /* room */
    Own *top_kept; /* data_top when the next chunk was opened */
    Own items[];
} DataChunk;

/* What the program set by sys.settrace and sys.setprofile: trace.h. */
typedef struct Tracing {
    Own trace, profile; /* or NULL */
    int depth;          /* > 0: one of them is running, or both wait */
    int event;          /* TraceEvent that it was called for */
    bool changes;       /* one of them is being replaced */
} Tracing;

struct VmState {
    Frame *frame; /* the running frame; NULL when no Python code runs */

    Tracing tracing;
    bool hands_over;      /* the plain loop stopped in `frame`: the observed one goes on, */
    const CodeUnit *next; /* at this instruction */

    DataChunk *chunk; /* the newest */
    Own *data_top;    /* first free slot of it; NULL before the first frame */
    Own *data_limit;

    uint32_t next_frame_number;

    Own async_first_iteration, async_finalizer; /* sys.set_asyncgen_hooks; or NULL */
    int coroutine_origin_depth;
    Own context; /* that ContextVars are looked up in; NULL: an empty one */

    /* All above is the running thread's: what the others have of it, they keep until it is their turn. */
    struct Threads *threads;
    /* Called by a thread that ends, before it gives up what it holds; NULL: nobody asks. */
    void (*thread_ends)(Rt *rt);

    /* __import__ as modules/ provides it: what IMPORT_NAME calls when builtins has the original. */
    Own (*import_name)(Rt *, Ref name, Ref globals, Ref locals, Ref fromlist, int level);
    Ref import_function; /* that original; kept alive by the builtins module */

    /* Where in the source text of an expression its own operator lies, as bytes: what tracebacks
       mark with ^ between ~; found with STACK_LEFT bytes of C stack at most.  Set by modules/, which can parse; NULL: no such marks. */
    bool (*expression_anchors)(const char *text, size_t size, int *left, int *right, size_t stack_left);

    /* Runs the handlers of signals that came (INTERRUPT_SIGNAL): 0, or -1 + pending.  NULL: a signal is
       a KeyboardInterrupt. */
    int (*serve_signals)(Rt *rt);

    Ref sys_dict; /* the module sys' namespace, kept alive by modules/; NULL before it exists */
};

#endif
