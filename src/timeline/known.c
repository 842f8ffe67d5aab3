/* Kept true: a number is in the set exactly while its object is in the table; no search of the
   table passes a free slot, as what lies behind a dropped one is moved up. */
#include "timeline/known.h"

#include <stdlib.h>
#include <string.h>

void number_put(NumberSet *set, uint32_t number)
{
    size_t word = number / 64;
    if (word >= set->length) {
        size_t length = set->length == 0 ? 64 : set->length;
        while (length <= word) length *= 2;
        uint64_t *words = realloc(set->words, length * sizeof *words);
        if (words == NULL) return; /* told of once more, at worst */
        memset(words + set->length, 0, (length - set->length) * sizeof *words);
        set->words = words;
        set->length = length;
    }
    set->words[word] |= (uint64_t)1 << (number % 64);
}

void number_drop(NumberSet *set, uint32_t number)
{
    if (number_is_in(set, number)) set->words[number / 64] &= ~((uint64_t)1 << (number % 64));
}

void number_fini(NumberSet *set)
{
    free(set->words);
    *set = (NumberSet){0};
}

static size_t home_of(const Known *known, Ref object)
{
    return (object->number * (size_t)0x9E3779B1u >> 7) & (known->capacity - 1);
}

static size_t slot_of(const Known *known, Ref object)
{
    size_t at = home_of(known, object);
    while (known->slots[at] != NULL && known->slots[at] != object) at = (at + 1) & (known->capacity - 1);
    return at;
}

static int known_grow(Known *known)
{
    Known bigger = {.capacity = known->capacity == 0 ? 256 : known->capacity * 2};
    bigger.slots = calloc(bigger.capacity, sizeof *bigger.slots);
    if (bigger.slots == NULL) return -1;
    for (size_t i = 0; i < known->capacity; i++) {
        if (known->slots[i] != NULL) bigger.slots[slot_of(&bigger, known->slots[i])] = known->slots[i];
    }
    free(known->slots);
    known->slots = bigger.slots;
    known->capacity = bigger.capacity;
    return 0;
}

int known_put(Known *known, Ref object)
{
    if (known->count * 2 >= known->capacity && known_grow(known) < 0) return -1;
    number_put(&known->numbers, object->number);
    known->slots[slot_of(known, object)] = object;
    known->count++;
    return 0;
}

void known_drop(Known *known, Ref object)
{
    size_t mask = known->capacity - 1, hole = slot_of(known, object);
    if (known->slots[hole] == NULL) return;
    number_drop(&known->numbers, object->number);
    known->count--;
    for (size_t at = (hole + 1) & mask; known->slots[at] != NULL; at = (at + 1) & mask) {
        size_t home = home_of(known, known->slots[at]);
        if (((at - home) & mask) < ((at - hole) & mask)) continue; /* it would come before its home */
        known->slots[hole] = known->slots[at];
        hole = at;
    }
    known->slots[hole] = NULL;
}

void known_fini(Known *known)
{
    number_fini(&known->numbers);
    free(known->slots);
    *known = (Known){0};
}

static int compare_numbers(const void *left, const void *right)
{
    uint32_t a = (*(const Ref *)left)->number, b = (*(const Ref *)right)->number;
    return a < b ? -1 : a > b;
}

void known_list(const Known *known, Ref *items)
{
    size_t length = 0;
    for (size_t i = 0; i < known->capacity; i++) {
        if (known->slots[i] != NULL) items[length++] = known->slots[i];
    }
    qsort(items, length, sizeof *items, compare_numbers);
}
