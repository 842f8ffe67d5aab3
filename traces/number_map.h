/* A map from numbers to numbers, for readers that follow ids through a trace. */
#ifndef VIV_TRACES_NUMBER_MAP_H
#define VIV_TRACES_NUMBER_MAP_H

#include "base/base.h"

typedef struct NumberMap {
    struct NumberSlot *slots; /* owned; a power of two of them, or none */
    size_t count, capacity;   /* used slots, those of dropped keys too */
} NumberMap;

void number_map_fini(NumberMap *map);

/* The value of KEY, or NULL; good until the next put. */
uint64_t *number_map_peek(const NumberMap *map, uint64_t key);

/* The value in slot AT < capacity, or NULL: to walk over all. */
uint64_t *number_map_at(const NumberMap *map, size_t at);

/* 0, or -1 when there is no memory. */
MUST_USE int number_map_put(NumberMap *map, uint64_t key, uint64_t value);

/* Forgets KEY, if it is there. */
void number_map_drop(NumberMap *map, uint64_t key);

#endif
