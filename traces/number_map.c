/* Open addressing with linear probing.  Kept true: at least a quarter of the slots was never
   used, so every search ends. */
#include "traces/number_map.h"

#include <stdlib.h>

typedef struct NumberSlot {
    uint64_t key, value;
    enum { SLOT_FREE, SLOT_USED, SLOT_DROPPED } state;
} NumberSlot;

static size_t slot_first(const NumberMap *map, uint64_t key)
{
    key = (key ^ key >> 32) * 0x9E3779B97F4A7C15u;
    return (size_t)(key ^ key >> 29) & (map->capacity - 1);
}

/* The slot of KEY, or the free one where its search ends. */
static NumberSlot *slot_find(const NumberMap *map, uint64_t key)
{
    size_t at = slot_first(map, key);
    while (map->slots[at].state != SLOT_FREE && (map->slots[at].state != SLOT_USED || map->slots[at].key != key))
        at = (at + 1) & (map->capacity - 1);
    return &map->slots[at];
}

void number_map_fini(NumberMap *map)
{
    free(map->slots);
    *map = (NumberMap){0};
}

uint64_t *number_map_peek(const NumberMap *map, uint64_t key)
{
    NumberSlot *slot = map->capacity == 0 ? NULL : slot_find(map, key);
    return slot == NULL || slot->state != SLOT_USED ? NULL : &slot->value;
}

uint64_t *number_map_at(const NumberMap *map, size_t at)
{
    return map->slots[at].state == SLOT_USED ? &map->slots[at].value : NULL;
}

/* Moves what is used to a table with room for twice as much. */
static int map_grow(NumberMap *map)
{
    size_t used = 0, capacity = 64;
    for (size_t i = 0; i < map->capacity; i++) used += map->slots[i].state == SLOT_USED;
    while (capacity < used * 3) capacity *= 2;
    NumberMap bigger = {calloc(capacity, sizeof(NumberSlot)), used, capacity};
    if (bigger.slots == NULL) return -1;
    for (size_t i = 0; i < map->capacity; i++) {
        if (map->slots[i].state == SLOT_USED) *slot_find(&bigger, map->slots[i].key) = map->slots[i];
    }
    free(map->slots);
    *map = bigger;
    return 0;
}

int number_map_put(NumberMap *map, uint64_t key, uint64_t value)
{
    if (map->count + 1 > map->capacity / 4 * 3 && map_grow(map) < 0) return -1;
    NumberSlot *slot = slot_find(map, key);
    if (slot->state == SLOT_FREE) map->count++;
    *slot = (NumberSlot){key, value, SLOT_USED};
    return 0;
}

void number_map_drop(NumberMap *map, uint64_t key)
{
    NumberSlot *slot = map->capacity == 0 ? NULL : slot_find(map, key);
    if (slot != NULL && slot->state == SLOT_USED) slot->state = SLOT_DROPPED;
}
