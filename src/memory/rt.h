/* The runtime: everything that one Python program's run consists of.  There is no other
   state; a process may hold several, and they know nothing of each other.

   A function takes `Rt *rt` first exactly when it may allocate, raise, free or run Python
   code.  A failing function leaves an exception in rt->pending and returns its sentinel. */
#ifndef VIV_MEMORY_RT_H
#define VIV_MEMORY_RT_H

#include "base/debug.h"
#include "base/world.h"
#include "memory/hooks.h"
#include "memory/object.h"
#include "memory/type_struct.h"

typedef enum NameId {
#define NAME(name) NAME_##name,
#include "memory/names.def"
#undef NAME
    NAME_COUNT
} NameId;

/* A raised exception on its way.  As in CPython 3.11 it may not be an instance yet: `value`
   is then what the instance will be made from (NULL, one argument, or a tuple of them). */
typedef struct Pending {
    Own type; /* a class; NULL: nothing is pending */
    Own value;
    Own traceback; /* or NULL */
} Pending;

enum { SMALL_INT_MIN = -5, SMALL_INT_MAX = 256, GENERATIONS = 3 };

/* The collector's state (memory/gc.h) and the allocator's (memory/heap.h). */
typedef struct Gc Gc;
typedef struct Heap Heap;
/* The state of upper layers, each private to its layer and made by its *_init. */
typedef struct ObjectState ObjectState; /* objects/: free lists, interned strings, caches */
typedef struct VmState VmState;         /* vm/: data stack, current frame, exc_info, … */
typedef struct ModuleState ModuleState; /* modules/: sys.modules, … */

/* The exception being handled (what a bare `raise` raises again): one item for the thread
   and one for each generator that runs, linked from the innermost outwards. */
typedef struct Handled {
    Own value; /* an exception, None, or NULL */
    struct Handled *previous;
} Handled;

/* What the machine (vm/) does for the layers below it. */
typedef struct VmOps {
    VectorcallFn function_vectorcall; /* every function's `vectorcall` */
} VmOps;

typedef enum LimitKind {
#define LIMIT(name, ...) LIMIT_##name,
#include "memory/limits.def"
#undef LIMIT
    LIMIT_COUNT
} LimitKind;

/* The limits of --max-*, each in its own unit (memory/limits.def). */
typedef struct Limits {
    bool given[LIMIT_COUNT];
    uint64_t most[LIMIT_COUNT]; /* where given: more than that is too many */
} Limits;

/* A limit is reached: ends the run and does not return. */
typedef void (*LimitFn)(Rt *rt, void *context, LimitKind kind);

/* Reasons to leave a long C loop or the eval loop, as bits of rt->interrupts. */
enum {
    INTERRUPT_SIGNAL = 1 << 0, /* KeyboardInterrupt is to be raised */
    INTERRUPT_TIME = 1 << 1,   /* --max-time is over */
    INTERRUPT_STOP = 1 << 2,   /* the timeline asks the machine to stop here */
    INTERRUPT_TRACE = 1 << 3,  /* the program traces itself: the eval loop must know */
    INTERRUPT_SWITCH = 1 << 4, /* there are several threads: the eval loop counts its polls */
};

/* What code without a name of its own is called: module, lambda, the four comprehensions. */
enum { ANONYMOUS_COUNT = 6 };

struct Rt {
    /* Hot: touched by every instruction or allocation. */
    Pending pending;
    volatile uint32_t interrupts; /* polled; set by signal handlers too */
    uint32_t hears;               /* = hooks->hears, 0 without hooks: tested before a hook is called */
    uint32_t next_number;         /* of the next object */
    uint64_t live_objects;        /* allocated and not yet freed */
    int recursion_left;           /* Python calls and C re-entries until RecursionError */
    uint64_t countdown;           /* one more than the steps until step_due; counted only while observed: see rt_step */
    const Hooks *hooks;           /* or NULL */
    Handled *handled;             /* the innermost; never NULL: at least &handled_bottom */

    const VmOps *vm_ops; /* NULL until vm/ is up */
    World *world;        /* the options', or &world_here; never NULL */
    World world_here;    /* the real world, for who passed none */
    Handled handled_bottom;

    Heap *heap;
    Gc *gc;
    ObjectState *objects;
    VmState *vm;
    ModuleState *modules;

    /* Singletons and caches, strong. */
    Own none, true_obj, false_obj, ellipsis, not_implemented;
    Own empty_tuple, empty_str, empty_bytes;
    Own small_ints[SMALL_INT_MAX - SMALL_INT_MIN + 1];
    Own latin1_chars[256];
    Own byte_objects[256]; /* bytes of length 1 */
    Own names[NAME_COUNT];
    Own anonymous[ANONYMOUS_COUNT]; /* "<module>" and its like: code/codetype.c */
    Type *types[TYPE_COUNT]; /* strong; [TYPE_other] is NULL */

    uint64_t hash_key0, hash_key1;
    int recursion_limit;
    char *stack_limit; /* C stack: the lowest address that may be used */
    DebugFlags debug;
    Limits limits;
    LimitFn limit_reached; /* NULL: nobody ends the run, see rt_limit_reached */
    void *limit_context;
    uint64_t step_due;    /* the step at which rt_step_due must be called: the smaller of the next two */
    uint64_t stop_at;     /* hooks->step is called before this step, UINT64_MAX: never */
    uint64_t limit_at;    /* the step that --max-steps forbids; UINT64_MAX: none */
    uint64_t output_left; /* until that limit; UINT64_MAX: none */

    /* The layers that came up, for rt_free. */
    const struct LayerInit *layers;
    size_t layer_count;
};

/* Does an observer listen to this kind?  The one test that an unobserved run pays. */
static inline bool rt_hears(const Rt *rt, HookBit bit)
{
    return UNLIKELY((rt->hears & bit) != 0);
}

static inline bool rt_is_pending(const Rt *rt)
{
    return rt->pending.type != NULL;
}

/* The run is over its limit KIND.  Returns only where nobody ends runs: then too much memory is a
   MemoryError, too deep calls are a RecursionError, and the rest goes on. */
void rt_limit_reached(Rt *rt, LimitKind kind);

/* What the observer wants to hear of from now on: HookBits. */
void rt_hear(Rt *rt, uint32_t bits);
/* The program traces itself from now on, or no more: HEAR_PROGRAM. */
void rt_hear_program(Rt *rt, bool is_heard);

/* How many nested calls are allowed when the program asked for WANTED: not more than its limit. */
int rt_recursion_room(const Rt *rt, int wanted);

/* n: how many steps have begun, instructions and phases of the collector.  An instruction costs one
   count down and one jump (vm/loop_observed.c); what there is to do is done when it comes to 0,
   after it was set to 1 again: the step is yet to begin. */
static inline uint64_t rt_step(const Rt *rt)
{
    return rt->step_due + 1 - rt->countdown;
}

/* Steps count from N now; limit and stop stay as far away as they were. */
void rt_step_restart(Rt *rt, uint64_t n);
/* hooks->step is called before step N (UINT64_MAX: never), which may be the one that begins now. */
void rt_stop_at(Rt *rt, uint64_t n);
/* An instruction of FRAME is due: tells who waits for it, and begins it. */
void rt_step_due(Rt *rt, struct Frame *frame);
/* A phase of the collector begins: a step, but not one of those that --max-steps counts. */
void rt_phase_begin(Rt *rt);

/* New references to the singletons that results are made of. */
static inline Own none_new(Rt *rt)
{
    return new_ref(rt->none);
}

static inline Own bool_new(Rt *rt, bool truth)
{
    return new_ref(truth ? rt->true_obj : rt->false_obj);
}

static inline Own not_implemented_new(Rt *rt)
{
    return new_ref(rt->not_implemented);
}

/* The type of C code's name for it, borrowed: RT_TYPE(rt, list). */
#define RT_TYPE(rt, name) ((rt)->types[TYPE_##name])
#define RT_NAME(rt, name) ((Ref)(rt)->names[NAME_##name])

#endif
