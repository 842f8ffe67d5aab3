/* The generational cycle collector, as CPython 3.11's: three generations of tracked
   containers in doubly linked lists, collected when allocations outnumber frees by the
   youngest generation's threshold. */
#ifndef VIV_MEMORY_GC_H
#define VIV_MEMORY_GC_H

#include "memory/heap.h"
#include "memory/rt.h"

/* Lies right before each object whose type has TYPE_FLAG_GC.  next == 0: not tracked.
   The two low bits of `previous` say "finalized" (1) and "collecting" (2); while collecting, the
   rest of it holds the copy of the refcount, shifted left by two. */
typedef struct GcHead {
    uintptr_t next;
    uintptr_t previous;
} GcHead;

enum {
    PREVIOUS_FINALIZED = 1,
    PREVIOUS_COLLECTING = 2,
    PREVIOUS_FLAGS = 3,
    PREVIOUS_SHIFT = 2, /* of the copy of the count */
};

static inline GcHead *gc_head(Ref obj)
{
    return (GcHead *)(void *)((char *)(uintptr_t)obj - sizeof(GcHead));
}

static inline Obj *gc_object(GcHead *head)
{
    return (Obj *)(void *)(head + 1);
}

static inline bool gc_is_tracked(Ref obj)
{
    return gc_head(obj)->next != 0;
}

typedef struct GcGeneration {
    GcHead head;
    int threshold;
    int count; /* [0]: allocations minus frees; else: collections of the generation below */
} GcGeneration;

typedef struct GcStats {
    ptrdiff_t collections, collected, uncollectable;
} GcStats;

/* Dead objects that wait for those that held them to be freed: object.c. */
typedef struct Trash {
    int depth;
    GcHead *waiting; /* linked through `previous`; NULL: none */
} Trash;

/* What the memory layer needs from the layer above it; registered once, entries never NULL. */
typedef struct GcUpcalls {
    /* Clears all weak references to OBJ and runs their callbacks. */
    void (*clear_weakrefs)(Rt *rt, Obj *obj);
    /* Clears the weak references to every object in the circular list UNREACHABLE, then runs
       the callbacks of those weak references that are not in the list themselves; these go on in the
       generation OLDER.  Result: how many of these the callbacks let die. */
    ptrdiff_t (*handle_weakrefs)(Rt *rt, GcHead *unreachable, int older);
    /* Keeps a dead object that could not be freed in gc.garbage (DEBUG_SAVEALL). */
    void (*keep_garbage)(Rt *rt, Obj *obj);
    /* gc.callbacks, before and after a collection. */
    void (*callback)(Rt *rt, bool start, int generation, GcStats found);
    /* A line of gc.set_debug(DEBUG_STATS). */
    void (*report)(Rt *rt, const char *text);
    /* An error in a finalizer. */
    void (*unraisable)(Rt *rt, const char *where);
} GcUpcalls;

enum { /* gc.set_debug's flags */
    GC_DEBUG_STATS = 1,
    GC_DEBUG_COLLECTABLE = 2,
    GC_DEBUG_UNCOLLECTABLE = 4,
    GC_DEBUG_SAVEALL = 32,
};

struct Gc {
    GcGeneration generations[GENERATIONS];
    GcHead permanent; /* frozen by the program */
    GcHead startup;   /* older than the program's first instruction: gc_settle */
    ptrdiff_t tracked; /* objects in all lists together */
    GcStats stats[GENERATIONS];
    ptrdiff_t long_lived_total, long_lived_pending;
    uint32_t stress_left; /* allocations until VIV_DEBUG=gc-stress collects */
    bool enabled, collecting;
    bool ended; /* no Python code can run any more: finalizers and callbacks are left out */
    int debug; /* GC_DEBUG_* */
    const GcUpcalls *upcalls; /* NULL until the objects layer registers */
    void (*on_full[8])(Rt *); /* empty the free lists */
    int on_full_count;
    Trash trash;
    Own garbage, callbacks; /* lists, made by modules/gc; NULL before */

    /* What the View shows while a collection runs. */
    int phase_generation; /* -1: none runs */
    GcPhase phase;
    GcHead *young, *unreachable; /* of the running collection, or NULL */
};

/* Puts HEAD at the end of LIST, or takes it out of its list, whose links must have no flags in `next`. */
static inline void gc_link(GcHead *list, GcHead *head)
{
    GcHead *last = (GcHead *)list->previous;
    head->previous = (head->previous & PREVIOUS_FLAGS) | (uintptr_t)last;
    head->next = (uintptr_t)list;
    last->next = list->previous = (uintptr_t)head;
}
static inline void gc_unlink(GcHead *head)
{
    GcHead *previous = (GcHead *)(head->previous & ~(uintptr_t)PREVIOUS_FLAGS), *next = (GcHead *)head->next;
    previous->next = (uintptr_t)next;
    next->previous = (next->previous & PREVIOUS_FLAGS) | (uintptr_t)previous;
    head->next = 0;
}

MUST_USE int gc_init(Rt *rt); /* makes rt->gc; -1 without memory */
void gc_fini(Rt *rt);

/* Takes an object out of whatever list it is in. */
static inline void gc_untrack(Rt *rt, Ref obj)
{
    GcHead *head = gc_head(obj);
    if (head->next == 0) return;
    gc_unlink(head);
    rt->gc->tracked--;
    head->previous &= PREVIOUS_FINALIZED;
}
/* Puts a whole object into generation 0. */
static inline void gc_track(Rt *rt, Ref obj)
{
    viv_debug_assert(!gc_is_tracked(obj));
    gc_link(&rt->gc->generations[0].head, gc_head(obj));
    rt->gc->tracked++;
}
/* Has it a GcHead?  By its type's flag, and tp_is_gc. */
static inline bool gc_is_container(Ref obj)
{
    const Type *type = obj->type;
    return (type->flags & TYPE_FLAG_GC) != 0 &&
           (type->slots.tp_is_gc == NULL || type->slots.tp_is_gc(obj));
}

/* Counts an allocation in generation 0, and collects when that is due.  Called by
   object_new*; gc_uncount by object_free. */
void gc_count(Rt *rt);
static inline void gc_uncount(Rt *rt)
{
    GcGeneration *youngest = &rt->gc->generations[0];
    if (youngest->count > 0) youngest->count--;
}

/* Collects GENERATION and those younger.  Result: unreachable objects found.  A pending
   exception is kept; errors in finalizers go to the unraisable hook. */
ptrdiff_t gc_collect(Rt *rt, int generation);

/* The element after HEAD in a list of the collector, flags removed. */
static inline GcHead *gc_next(const GcHead *head)
{
    return (GcHead *)(head->next & ~(uintptr_t)1);
}

/* Has the object's finalizer run, or is the object being collected right now? */
bool gc_is_finalized(Ref obj);
void gc_set_finalized(Obj *obj);
bool gc_is_collecting(Ref obj);

/* Runs tp_finalize once: nothing when it ran before (for objects with a GcHead). */
void gc_finalize(Rt *rt, Obj *obj);

/* gc.freeze() and gc.unfreeze(): all tracked objects go where no collection looks, or back into
   the oldest generation. */
void gc_freeze(Rt *rt);
void gc_unfreeze(Rt *rt);
ptrdiff_t gc_frozen_count(const Rt *rt);

/* Right before a program's first instruction: a full collection, then everything that is left
   but NAMESPACE, the program's own dict, is set aside as `startup`, with counts and statistics
   as at the beginning.  gc_unsettle puts it into the oldest generation again, to be taken apart
   at the end. */
void gc_settle(Rt *rt, Ref namespace);
void gc_settle_counts(Rt *rt); /* the counts alone, once more */
void gc_set_aside(Rt *rt, Ref obj); /* one object more for `startup`, tracked or not */
void gc_unsettle(Rt *rt);

/* VIV_DEBUG=heap-check: recounts the references between all tracked objects, and stops viv
   when more are found than an object's count says. */
void gc_check_heap(Rt *rt);

/* Registered by upper layers: run by a full collection to empty the free lists. */
void gc_on_full(Rt *rt, void (*clear_free_lists)(Rt *));

#endif
