/* When to collect, what happens around the search for garbage (gc_cycle.c), and the
   death of what was found.

   What stays true between collections: every tracked container is in exactly one
   generation's list (or the permanent one), both links whole, not marked "collecting".
   Collections happen inside the allocation of a container, as in CPython 3.11: an
   object under construction is therefore tracked only when its contents can be
   traversed.

   Observers see each phase before it begins, and may count it as a step. */
#include "memory/gc.h"

#include <stdio.h>
#include <stdlib.h>

#include "memory/gc_lists.h"

int gc_init(Rt *rt)
{
    Gc *gc = calloc(1, sizeof *gc);
    if (gc == NULL) return -1;
    static const int thresholds[GENERATIONS] = {700, 10, 10};
    for (int i = 0; i < GENERATIONS; i++) {
        list_init(&gc->generations[i].head);
        gc->generations[i].threshold = thresholds[i];
    }
    list_init(&gc->permanent);
    list_init(&gc->startup);
    gc->enabled = true;
    gc->phase_generation = -1;
    rt->gc = gc;
    return 0;
}

void gc_fini(Rt *rt)
{
    free(rt->gc);
    rt->gc = NULL;
}

bool gc_is_finalized(Ref obj)
{
    return (gc_head(obj)->previous & PREVIOUS_FINALIZED) != 0;
}

void gc_set_finalized(Obj *obj)
{
    gc_head(obj)->previous |= PREVIOUS_FINALIZED;
}

bool gc_is_collecting(Ref obj)
{
    return gc_is_container(obj) && (gc_head(obj)->previous & PREVIOUS_COLLECTING) != 0;
}

void gc_finalize(Rt *rt, Obj *obj)
{
    bool container = gc_is_container(obj);
    if (rt->gc->ended || (container && gc_is_finalized(obj))) return;
    obj->type->slots.tp_finalize(rt, obj);
    if (container) gc_set_finalized(obj);
}

void gc_on_full(Rt *rt, void (*clear_free_lists)(Rt *))
{
    Gc *gc = rt->gc;
    viv_assert(gc->on_full_count < (int)ARRAY_LENGTH(gc->on_full));
    gc->on_full[gc->on_full_count++] = clear_free_lists;
}

void gc_begin_phase(Rt *rt, GcPhase phase)
{
    Gc *gc = rt->gc;
    gc->phase = phase;
    if (rt_hears(rt, HEAR_STEPS)) rt_phase_begin(rt);
    if (rt_hears(rt, HEAR_GC) && rt->hooks->gc_phase != NULL) {
        rt->hooks->gc_phase(rt, rt->hooks->context, phase, gc->phase_generation);
    }
}

/* --- counting */

static ptrdiff_t collect_with_callbacks(Rt *rt, int generation);

/* The oldest generation that is over its threshold; the third waits until the objects
   that came into it since the last time are a quarter of those that survived it. */
static int generation_due(const Gc *gc)
{
    for (int i = GENERATIONS - 1; i >= 0; i--) {
        if (gc->generations[i].count <= gc->generations[i].threshold) continue;
        if (i == GENERATIONS - 1 && gc->long_lived_pending < gc->long_lived_total / 4) {
            continue;
        }
        return i;
    }
    return -1;
}

/* VIV_DEBUG=gc-stress=N: the youngest at each allocation, all of them at each Nth. */
static int generation_by_stress(Rt *rt)
{
    if (rt->gc->stress_left == 0) rt->gc->stress_left = rt->debug.gc_stress;
    return --rt->gc->stress_left == 0 ? GENERATIONS - 1 : 0;
}

void gc_count(Rt *rt)
{
    Gc *gc = rt->gc;
    GcGeneration *youngest = &gc->generations[0];
    youngest->count++;
    if (LIKELY(youngest->count <= youngest->threshold) && LIKELY(!rt->debug.gc_stress))
        return;
    if (!gc->enabled || gc->collecting || rt_is_pending(rt)) return;
    if (youngest->threshold == 0 && LIKELY(!rt->debug.gc_stress)) return;
    int generation = LIKELY(!rt->debug.gc_stress) ? generation_due(gc) : generation_by_stress(rt);
    if (generation < 0) return;
    gc->collecting = true;
    collect_with_callbacks(rt, generation);
    gc->collecting = false;
}

/* --- the parts of a collection */

void gc_tell_moved(Rt *rt, Ref obj, int from, int to)
{
    if (rt_hears(rt, HEAR_GC) && rt->hooks->moved != NULL) rt->hooks->moved(rt, rt->hooks->context, obj, from, to);
}

static void tell_all_moved(Rt *rt, const GcHead *list, int from, int to)
{
    if (!rt_hears(rt, HEAR_GC)) return;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) gc_tell_moved(rt, gc_object(head), from, to);
}

/* Counts the collection, and joins the younger generations to the one collected. */
static void begin_collection(Rt *rt, int generation)
{
    Gc *gc = rt->gc;
    if (generation + 1 < GENERATIONS) gc->generations[generation + 1].count++;
    for (int i = 0; i <= generation; i++) gc->generations[i].count = 0;
    for (int i = 0; i < generation; i++) {
        tell_all_moved(rt, &gc->generations[i].head, i, generation);
        list_merge(&gc->generations[i].head, &gc->generations[generation].head);
    }
}

/* CHILD may become part of a cycle, now or later. */
static bool may_be_tracked(Ref child)
{
    if (!gc_is_container(child)) return false;
    return !is_exact(child, TYPE_tuple) || gc_is_tracked(child);
}

static int visit_trackable(Ref child, void *context)
{
    ptrdiff_t *seen = context;
    ++*seen;
    return may_be_tracked(child);
}

/* Can a tuple of these items never be part of a cycle?  Then it need not be tracked.  A
   tuple with empty places is still being filled: nobody knows yet. */
static bool tuple_is_atomic(Ref tuple)
{
    ptrdiff_t seen = 0;
    if (tuple->type->slots.tp_traverse(tuple, visit_trackable, &seen) != 0)
        return false;
    return seen == ((const VarObj *)tuple)->length;
}

static void untrack_tuples(Rt *rt, GcHead *list)
{
    GcHead *head = gc_next(list);
    while (head != list) {
        GcHead *next = gc_next(head);
        Obj *obj = gc_object(head);
        if (is_exact(obj, TYPE_tuple) && tuple_is_atomic(obj)) gc_untrack(rt, obj);
        head = next;
    }
}

/* Dicts that hold nothing trackable leave the lists at a full collection. */
static void untrack_dicts(Rt *rt, GcHead *list)
{
    GcHead *head = gc_next(list);
    while (head != list) {
        GcHead *next = gc_next(head);
        Obj *obj = gc_object(head);
        ptrdiff_t seen = 0;
        if (is_exact(obj, TYPE_dict) &&
            obj->type->slots.tp_traverse(obj, visit_trackable, &seen) == 0) {
            gc_untrack(rt, obj);
        }
        head = next;
    }
}

/* The survivors become one generation older. */
static void move_survivors(Rt *rt, GcHead *young, int generation)
{
    Gc *gc = rt->gc;
    untrack_tuples(rt, young);
    if (generation + 1 < GENERATIONS) {
        if (generation == GENERATIONS - 2) gc->long_lived_pending += list_size(young);
        tell_all_moved(rt, young, generation, generation + 1);
        list_merge(young, &gc->generations[generation + 1].head);
    } else {
        untrack_dicts(rt, young);
        gc->long_lived_pending = 0;
        gc->long_lived_total = list_size(young);
    }
}

/* Runs each tp_finalize that has not run yet (PEP 442).  The objects are in a list of
   their own meanwhile, for a finalizer may free or untrack any of them. */
static void finalize_garbage(Rt *rt, GcHead *unreachable)
{
    GcHead seen;
    list_init(&seen);
    while (!list_is_empty(unreachable)) {
        GcHead *head = gc_next(unreachable);
        Obj *obj = gc_object(head);
        list_move(head, &seen);
        if (obj->type->slots.tp_finalize == NULL || rt->gc->ended || gc_is_finalized(obj)) continue;
        gc_set_finalized(obj);
        Own held = new_ref(obj);
        obj->type->slots.tp_finalize(rt, obj);
        release(rt, held);
    }
    list_merge(&seen, unreachable);
}

static void clear_collecting(GcHead *list)
{
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        head->previous &= ~(uintptr_t)PREVIOUS_COLLECTING;
    }
}

/* Finalizers may have made objects reachable again: those go to OLD.  After this, DEAD
   has the objects that are still garbage. */
static void keep_resurrected(Rt *rt, GcHead *unreachable, GcHead *dead, GcHead *old)
{
    clear_collecting(unreachable);
    cycle_find_unreachable(rt, unreachable, dead, false);
    list_merge(unreachable, old);
}

/* Breaks the cycles: each object releases what it holds, and dies when the last of
   those that refer to it did so.  What lives on goes to OLD. */
static void clear_garbage(Rt *rt, GcHead *dead, GcHead *old)
{
    Gc *gc = rt->gc;
    while (!list_is_empty(dead)) {
        GcHead *head = gc_next(dead);
        Obj *obj = gc_object(head);
        if (gc->debug & GC_DEBUG_SAVEALL) {
            gc->upcalls->keep_garbage(rt, obj);
        } else if (obj->type->slots.tp_clear != NULL) {
            Own held = new_ref(obj);
            if (obj->type->slots.tp_clear(rt, obj) < 0) {
                gc->upcalls->unraisable(rt, "in tp_clear of");
            }
            release(rt, held);
        }
        if (gc_next(dead) == head) { /* still alive */
            head->previous &= ~(uintptr_t)PREVIOUS_COLLECTING;
            list_move(head, old);
        }
    }
}

static void report_start(Rt *rt, int generation)
{
    Gc *gc = rt->gc;
    if (!(gc->debug & GC_DEBUG_STATS)) return;
    char line[160];
    snprintf(line, sizeof line, "gc: collecting generation %d...\n", generation);
    gc->upcalls->report(rt, line);
    ptrdiff_t sizes[GENERATIONS];
    for (int i = 0; i < GENERATIONS; i++)
        sizes[i] = list_size(&gc->generations[i].head);
    snprintf(line,
             sizeof line,
             "gc: objects in each generation: %zd %zd %zd\n"
             "gc: objects in permanent generation: %zd\n",
             sizes[0],
             sizes[1],
             sizes[2],
             list_size(&gc->permanent));
    gc->upcalls->report(rt, line);
}

/* gc.DEBUG_COLLECTABLE: each object of what was found. */
static void report_collectable(Rt *rt, const GcHead *unreachable)
{
    if (!(rt->gc->debug & GC_DEBUG_COLLECTABLE)) return;
    for (GcHead *head = gc_next(unreachable); head != unreachable; head = gc_next(head)) {
        Ref obj = gc_object(head);
        char line[200];
        snprintf(line, sizeof line, "gc: collectable <%.100s 0x%llx>\n", obj->type->name,
                 (unsigned long long)heap_nominal(rt, obj));
        rt->gc->upcalls->report(rt, line);
    }
}

/* The time is always 0.0000s: a run must not depend on the clock. */
static void report_end(Rt *rt, ptrdiff_t found)
{
    if (!(rt->gc->debug & GC_DEBUG_STATS)) return;
    char line[120];
    snprintf(line,
             sizeof line,
             "gc: done, %zd unreachable, 0 uncollectable, 0.0000s elapsed\n",
             found);
    rt->gc->upcalls->report(rt, line);
}

/* A full collection recounts all references by itself; those of gc-stress are too many for more. */
static bool needs_check(const Rt *rt, int generation)
{
    return generation + 1 < GENERATIONS && !rt->debug.gc_stress;
}

/* One collection, step by step.  Result: the unreachable objects found. */
static ptrdiff_t collect(Rt *rt, int generation)
{
    Gc *gc = rt->gc;
    GcHead *young = &gc->generations[generation].head;
    int older = generation + 1 < GENERATIONS ? generation + 1 : generation;
    GcHead *old = &gc->generations[older].head;
    GcHead unreachable, dead;

    gc->phase_generation = generation;
    gc->young = young;
    gc_begin_phase(rt, GC_START);
    report_start(rt, generation);
    if (rt->debug.heap_check && needs_check(rt, generation)) gc_check_heap(rt);
    begin_collection(rt, generation);

    cycle_find_unreachable(rt, young, &unreachable, true);
    gc->unreachable = &unreachable;
    gc_begin_phase(rt, GC_MOVE_SURVIVORS);
    move_survivors(rt, young, generation);

    gc_begin_phase(rt, GC_FINALIZE);
    report_collectable(rt, &unreachable);
    ptrdiff_t found = gc->upcalls->handle_weakrefs(rt, &unreachable, older);
    finalize_garbage(rt, &unreachable);
    keep_resurrected(rt, &unreachable, &dead, old);
    found += list_size(&dead);

    gc->unreachable = &dead;
    gc_begin_phase(rt, GC_CLEAR);
    clear_garbage(rt, &dead, old);

    gc->unreachable = NULL;
    report_end(rt, found);
    if (generation == GENERATIONS - 1) {
        for (int i = 0; i < gc->on_full_count; i++) gc->on_full[i](rt);
    }
    if (rt_is_pending(rt)) gc->upcalls->unraisable(rt, "in garbage collection");
    gc->stats[generation].collections++;
    gc->stats[generation].collected += found;
    gc_begin_phase(rt, GC_END);
    gc->phase_generation = -1;
    gc->young = NULL;
    return found;
}

static ptrdiff_t collect_with_callbacks(Rt *rt, int generation)
{
    const GcUpcalls *upcalls = rt->gc->upcalls;
    if (upcalls == NULL) return 0; /* types are still being made */
    upcalls->callback(rt, true, generation, (GcStats){0});
    ptrdiff_t found = collect(rt, generation);
    upcalls->callback(rt, false, generation, (GcStats){.collected = found});
    return found;
}

ptrdiff_t gc_collect(Rt *rt, int generation)
{
    Gc *gc = rt->gc;
    if (gc->collecting) return 0;
    gc->collecting = true;
    Pending pending = rt->pending;
    rt->pending = (Pending){0};
    ptrdiff_t found = collect_with_callbacks(rt, generation);
    rt->pending = pending;
    gc->collecting = false;
    return found;
}
