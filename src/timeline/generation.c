/* The lists are circles, each with one head that is no object: a walk along `next` ends at a
   known head, or where it began. */
#include "timeline/generation.h"

#include <stdlib.h>

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

enum { UNKNOWN = -2 };

/* Places of the objects that are looked for, by address; half of it is empty. */
typedef struct Wanted {
    size_t *places; /* 1 + index */
    size_t capacity;
    const Ref *objects;
    int *generations;
    size_t left; /* still unknown */
} Wanted;

static size_t slot_of(const Wanted *wanted, Ref object)
{
    size_t slot = ((uintptr_t)object >> 4) * 2654435761u & (wanted->capacity - 1);
    while (wanted->places[slot] != 0 && wanted->objects[wanted->places[slot] - 1] != object) slot = (slot + 1) & (wanted->capacity - 1);
    return slot;
}

static void meet_members(Wanted *wanted, const GcHead *list, int generation)
{
    for (GcHead *head = gc_next(list); head != list && wanted->left > 0; head = gc_next(head)) {
        size_t place = wanted->places[slot_of(wanted, gc_object(head))];
        if (place == 0) continue;
        wanted->generations[place - 1] = generation;
        wanted->left--;
    }
}

static void put_wanted(Wanted *wanted, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool is_member = gc_is_container(wanted->objects[i]) && gc_is_tracked(wanted->objects[i]);
        wanted->generations[i] = is_member ? UNKNOWN : -1;
        if (!is_member) continue;
        wanted->places[slot_of(wanted, wanted->objects[i])] = i + 1;
        wanted->left++;
    }
}

/* What is in no other list is in the longest, unless a collection runs. */
void generations_of(const Rt *rt, const Ref *objects, size_t count, bool oldest_is_longest, int *generations)
{
    const Gc *gc = rt->gc;
    const int oldest = GENERATIONS - 1, running = gc->phase_generation;
    Wanted wanted = {.capacity = 4, .objects = objects, .generations = generations};
    while (wanted.capacity < 2 * count) wanted.capacity *= 2;
    wanted.places = calloc(wanted.capacity, sizeof *wanted.places);
    if (wanted.places == NULL) {
        for (size_t i = 0; i < count; i++) generations[i] = generation_of(rt, objects[i]);
        return;
    }
    put_wanted(&wanted, count);
    for (int i = 0; i < oldest; i++) meet_members(&wanted, &gc->generations[i].head, i);
    meet_members(&wanted, &gc->permanent, GENERATIONS);
    if (running >= 0 || oldest_is_longest) meet_members(&wanted, &gc->startup, GENERATIONS);
    if (running >= 0 || !oldest_is_longest) meet_members(&wanted, &gc->generations[oldest].head, oldest);
    for (size_t i = 0; i < count; i++) {
        if (generations[i] == UNKNOWN) generations[i] = running >= 0 ? running : oldest_is_longest ? oldest : GENERATIONS;
    }
    free(wanted.places);
}
