/* The lists that no collection looks at: what gc.freeze() sets aside, and what existed before
   the program began.

   A program's own objects are then alone in the three generations: collections find the same
   numbers of objects whatever the start of the machine made, and a View of the generations shows
   nothing that the student did not make. */
#include <string.h>

#include "memory/gc_lists.h"

/* The count of generation 0 with which CPython's own settled start (a collection, then a freeze)
   meets the first instruction of a program: a few containers of its machinery have been made since,
   of which one list was freed again (program_settle). */
enum { COUNT_AT_START = 3 };

static void freeze_into(Gc *gc, GcHead *list)
{
    for (int i = 0; i < GENERATIONS; i++) {
        list_merge(&gc->generations[i].head, list);
        gc->generations[i].count = 0;
    }
}

void gc_freeze(Rt *rt)
{
    freeze_into(rt->gc, &rt->gc->permanent);
}

void gc_unfreeze(Rt *rt)
{
    list_merge(&rt->gc->permanent, &rt->gc->generations[GENERATIONS - 1].head);
}

ptrdiff_t gc_frozen_count(const Rt *rt)
{
    return list_size(&rt->gc->permanent);
}

void gc_settle(Rt *rt, Ref namespace)
{
    Gc *gc = rt->gc;
    gc_collect(rt, GENERATIONS - 1);
    freeze_into(gc, &gc->startup);
    gc_untrack(rt, namespace);
    gc_track(rt, namespace);
    gc_settle_counts(rt);
    gc->long_lived_total = gc->long_lived_pending = 0;
    memset(gc->stats, 0, sizeof gc->stats);
}

void gc_set_aside(Rt *rt, Ref obj)
{
    gc_untrack(rt, obj);
    gc_link(&rt->gc->startup, gc_head(obj));
    rt->gc->tracked++;
}

void gc_settle_counts(Rt *rt)
{
    rt->gc->generations[0].count = COUNT_AT_START;
}

void gc_unsettle(Rt *rt)
{
    list_merge(&rt->gc->startup, &rt->gc->generations[GENERATIONS - 1].head);
}
