/* Kept true: at least half of the slots are free, so every search ends. */
#include "timeline/refcounts.h"

#include <stdlib.h>

static Refcount *slot_of(const Refcounts *counts, uint32_t number)
{
    size_t at = (number * (size_t)0x9E3779B1u >> 7) & (counts->capacity - 1);
    while (counts->slots[at].number != 0 && counts->slots[at].number != number) at = (at + 1) & (counts->capacity - 1);
    return &counts->slots[at];
}

static int grow(Refcounts *counts)
{
    Refcounts bigger = {.capacity = counts->capacity == 0 ? 1024 : counts->capacity * 2, .used = counts->used};
    bigger.slots = calloc(bigger.capacity, sizeof *bigger.slots);
    if (bigger.slots == NULL) return -1;
    for (size_t i = 0; i < counts->capacity; i++) {
        if (counts->slots[i].number != 0) *slot_of(&bigger, counts->slots[i].number) = counts->slots[i];
    }
    free(counts->slots);
    *counts = bigger;
    return 0;
}

bool refcounts_changed(Refcounts *counts, Ref object, uint64_t *old)
{
    if (counts->used * 2 >= counts->capacity && grow(counts) < 0) return false;
    Refcount *slot = slot_of(counts, object->number);
    *old = slot->number == 0 ? 0 : (uint64_t)slot->count;
    if (slot->number != 0 && slot->count == object->refcount) return false;
    if (slot->number == 0) counts->used++;
    *slot = (Refcount){object->number, object->refcount};
    return true;
}

void refcounts_fini(Refcounts *counts)
{
    free(counts->slots);
    *counts = (Refcounts){0};
}
