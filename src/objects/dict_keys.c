/* The index tables and entries of dicts.  A table of 2^n slots takes at most two thirds of that many
   entries; the search begins at the low bits of the hash and goes on with more and more of the high
   ones (the "perturbation") until it meets the key or a slot that was never used. */
#include "objects/dict_keys.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

enum { PERTURB_SHIFT = 5 };

ptrdiff_t keys_usable(int log2_size)
{
    return (ptrdiff_t)(((size_t)1 << log2_size << 1) / 3);
}

int keys_log2_for(ptrdiff_t slots)
{
    const size_t least = (size_t)1 << KEYS_LOG2_MIN;
    size_t bits = (((size_t)slots | least) - 1) | (least - 1);
    return 64 - __builtin_clzl(bits);
}

int keys_log2_estimate(ptrdiff_t items)
{
    return keys_log2_for((items * 3 + 1) / 2);
}

static int log2_index_bytes(int log2_size)
{
    if (log2_size < KEYS_LOG2_MIN) return KEYS_LOG2_MIN;
    if (log2_size < 8) return log2_size;
    if (log2_size < 16) return log2_size + 1;
    return log2_size < 32 ? log2_size + 2 : log2_size + 3;
}

static size_t entry_size(KeysKind kind)
{
    return kind == KEYS_GENERAL ? sizeof(KeyEntry) : sizeof(StrEntry);
}

size_t keys_size(const DictKeys *keys)
{
    return sizeof(DictKeys) + ((size_t)1 << keys->log2_index_bytes) + (size_t)keys_usable(keys->log2_size) * entry_size(keys->kind);
}

DictKeys *keys_new(Rt *rt, int log2_size, KeysKind kind)
{
    ObjectState *state = rt->objects;
    int index_bytes = log2_index_bytes(log2_size);
    size_t entries = (size_t)keys_usable(log2_size) * entry_size(kind);
    DictKeys *keys;
    if (log2_size == KEYS_LOG2_MIN && kind == KEYS_STR && state->free_key_count > 0) {
        keys = state->free_keys[--state->free_key_count];
    } else {
        keys = heap_alloc(rt, sizeof *keys + ((size_t)1 << index_bytes) + entries);
        if (keys == NULL) return NULL;
    }
    *keys = (DictKeys){.refcount = 1, .log2_size = (uint8_t)log2_size, .log2_index_bytes = (uint8_t)index_bytes, .kind = (uint8_t)kind, .usable = keys_usable(log2_size)};
    memset(keys->indices, 0xFF, (size_t)1 << index_bytes);
    memset(keys_entries(keys), 0, entries);
    return keys;
}

DictKeys *keys_hold(DictKeys *keys)
{
    keys->refcount++;
    return keys;
}

void keys_free_memory(Rt *rt, DictKeys *keys)
{
    heap_free(rt, keys);
}

void keys_give_back(Rt *rt, DictKeys *keys)
{
    ObjectState *state = rt->objects;
    if (keys->log2_size == KEYS_LOG2_MIN && keys->kind == KEYS_STR && state->free_key_count < FREE_KEYS) {
        state->free_keys[state->free_key_count++] = keys;
        return;
    }
    heap_free(rt, keys);
}

void keys_release(Rt *rt, DictKeys *keys)
{
    if (--keys->refcount > 0) return;
    for (ptrdiff_t i = 0; i < keys->nentries; i++) {
        if (keys->kind == KEYS_GENERAL) {
            release(rt, keys_general_entries(keys)[i].key);
            release(rt, keys_general_entries(keys)[i].value);
        } else {
            release(rt, keys_str_entries(keys)[i].key);
            release(rt, keys_str_entries(keys)[i].value);
        }
    }
    keys_give_back(rt, keys);
}

ptrdiff_t keys_index_at(const DictKeys *keys, size_t slot)
{
    if (keys->log2_size < 8) return ((const int8_t *)keys->indices)[slot];
    if (keys->log2_size < 16) return ((const int16_t *)(const void *)keys->indices)[slot];
    if (keys->log2_size < 32) return ((const int32_t *)(const void *)keys->indices)[slot];
    return ((const int64_t *)(const void *)keys->indices)[slot];
}

void keys_index_set(DictKeys *keys, size_t slot, ptrdiff_t index)
{
    if (keys->log2_size < 8) ((int8_t *)keys->indices)[slot] = (int8_t)index;
    else if (keys->log2_size < 16) ((int16_t *)(void *)keys->indices)[slot] = (int16_t)index;
    else if (keys->log2_size < 32) ((int32_t *)(void *)keys->indices)[slot] = (int32_t)index;
    else ((int64_t *)(void *)keys->indices)[slot] = index;
}

Ref keys_key_at(const DictKeys *keys, ptrdiff_t index)
{
    return keys->kind == KEYS_GENERAL ? keys_general_entries(keys)[index].key : keys_str_entries(keys)[index].key;
}

ptrdiff_t keys_hash_at(const DictKeys *keys, ptrdiff_t index)
{
    if (keys->kind == KEYS_GENERAL) return keys_general_entries(keys)[index].hash;
    return AS_STR(keys_str_entries(keys)[index].key)->hash;
}

/* The probing sequence, as a for loop over slots. */
#define FOR_EACH_SLOT(keys, hash, slot)                                                \
    size_t mask_ = ((size_t)1 << (keys)->log2_size) - 1, perturb_ = (size_t)(hash);    \
    for (size_t slot = perturb_ & mask_;; perturb_ >>= PERTURB_SHIFT, slot = (slot * 5 + perturb_ + 1) & mask_)

/* Tables of any size, and keys that are equal without being the same. */
static NEVER_INLINE ptrdiff_t search_equal(const DictKeys *keys, Ref key, ptrdiff_t hash)
{
    const StrEntry *entries = keys_str_entries(keys);
    FOR_EACH_SLOT(keys, hash, slot) {
        ptrdiff_t index = keys_index_at(keys, slot);
        if (index == KEY_EMPTY) return KEY_EMPTY;
        if (index < 0) continue;
        Ref other = entries[index].key;
        if (other == key || (AS_STR(other)->hash == hash && str_equal(other, key))) return index;
    }
}

ptrdiff_t keys_search_str(const DictKeys *keys, Ref key, ptrdiff_t hash)
{
    if (UNLIKELY(keys->log2_size >= 8)) return search_equal(keys, key, hash);
    const StrEntry *entries = keys_str_entries(keys);
    FOR_EACH_SLOT(keys, hash, slot) {
        ptrdiff_t index = ((const int8_t *)keys->indices)[slot];
        if (index == KEY_EMPTY) return KEY_EMPTY;
        if (index < 0) continue;
        Ref other = entries[index].key;
        if (LIKELY(other == key)) return index;
        if (AS_STR(other)->hash == hash) return search_equal(keys, key, hash);
    }
}

size_t keys_empty_slot(const DictKeys *keys, ptrdiff_t hash)
{
    FOR_EACH_SLOT(keys, hash, slot) {
        if (keys_index_at(keys, slot) < 0) return slot;
    }
}

size_t keys_slot_of(const DictKeys *keys, ptrdiff_t hash, ptrdiff_t index)
{
    FOR_EACH_SLOT(keys, hash, slot) {
        ptrdiff_t at = keys_index_at(keys, slot);
        if (at == index) return slot;
        viv_assert(at != KEY_EMPTY);
    }
}

void keys_build_index(DictKeys *keys, ptrdiff_t entries)
{
    for (ptrdiff_t i = 0; i < entries; i++) {
        ptrdiff_t hash = keys_hash_at(keys, i);
        FOR_EACH_SLOT(keys, hash, slot) {
            if (keys_index_at(keys, slot) != KEY_EMPTY) continue;
            keys_index_set(keys, slot, i);
            break;
        }
    }
}
