/* The lists are circles, each with one head that is no object: a walk along `next` ends at a
   known head, or where it began. */
#include "timeline/generation.h"

#include "memory/gc.h"

int generation_of(const Rt *rt, Ref object)
{
    const Gc *gc = rt->gc;
    if (!gc_is_container(object) || !gc_is_tracked(object)) return -1;
    const GcHead *start = gc_head(object);
    const GcHead *head = start;
    do {
        head = gc_next(head);
        for (int i = 0; i < GENERATIONS; i++) {
            if (head == &gc->generations[i].head) return i;
        }
        if (head == &gc->permanent || head == &gc->startup) return GENERATIONS;
    } while (head != start && head != NULL);
    return gc->phase_generation;
}
