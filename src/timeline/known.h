/* The objects that a trace has told of and whose death it has not: which they are, by number,
   and where each lies.  Numbers are given in ascending order and never again. */
#ifndef VIV_TIMELINE_KNOWN_H
#define VIV_TIMELINE_KNOWN_H

#include "memory/object.h"

/* A set of small numbers: one bit each. */
typedef struct NumberSet {
    uint64_t *words; /* owned */
    size_t length;
} NumberSet;

static inline bool number_is_in(const NumberSet *set, uint32_t number)
{
    return number / 64 < set->length && (set->words[number / 64] >> (number % 64) & 1) != 0;
}

void number_put(NumberSet *set, uint32_t number);
void number_drop(NumberSet *set, uint32_t number);
void number_fini(NumberSet *set);

typedef struct Known {
    NumberSet numbers;
    Ref *slots; /* owned; open addressing by number; the objects live, as their death is heard */
    size_t count, capacity;
} Known;

static inline bool known_has(const Known *known, Ref object)
{
    return number_is_in(&known->numbers, object->number);
}

/* 0, or -1 without memory. */
MUST_USE int known_put(Known *known, Ref object);
void known_drop(Known *known, Ref object);
void known_fini(Known *known);

/* Fills ITEMS, which has room for known->count, in order of number. */
void known_list(const Known *known, Ref *items);

#endif
