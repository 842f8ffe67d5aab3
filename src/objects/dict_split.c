/* Keys that the instances of a class share, each instance with values of its own.  A value's place is
   its key's entry number; order[] remembers in which order this instance got its attributes. */
#include <string.h>

#include "memory/heap.h"
#include "objects/dict_keys.h"
#include "objects/strobj.h"

DictKeys *dict_keys_new_shared(Rt *rt)
{
    DictKeys *keys = keys_new(rt, SHARED_KEYS_LOG2, KEYS_SPLIT);
    if (keys != NULL) keys->usable = SHARED_KEYS_MAX;
    return keys;
}

static DictValues *values_alloc(Rt *rt, ptrdiff_t capacity)
{
    size_t prefix = ((size_t)capacity + 2 + 7) & ~(size_t)7;
    DictValues *values = heap_alloc(rt, prefix + (size_t)capacity * sizeof(Own));
    if (values == NULL) return NULL;
    values->capacity = (uint8_t)capacity;
    values->used = 0;
    memset(dict_values_items(values), 0, (size_t)capacity * sizeof(Own));
    return values;
}

DictValues *dict_values_new(Rt *rt, DictKeys *keys)
{
    if (keys->usable > 1) keys->usable--;
    return values_alloc(rt, keys->nentries + keys->usable);
}

static void dict_values_clear(Rt *rt, DictValues *values)
{
    values->used = 0;
    for (int i = 0; i < values->capacity; i++) release_clear(rt, &dict_values_items(values)[i]);
}

void dict_values_free(Rt *rt, DictValues *values)
{
    dict_values_clear(rt, values);
    heap_free(rt, values);
}

int dict_values_traverse(const DictValues *values, VisitFn visit, void *context)
{
    for (int i = 0; i < values->capacity; i++) {
        Ref value = dict_values_items(values)[i];
        int result = value == NULL ? 0 : visit(value, context);
        if (result != 0) return result;
    }
    return 0;
}

Ref dict_values_peek(Rt *rt, const DictKeys *keys, const DictValues *values, Ref name)
{
    ptrdiff_t index = keys_find_str(keys, name, str_hash(rt, name));
    return index < 0 || index >= values->capacity ? NULL : dict_values_items(values)[index];
}

/* The entry of NAME, added when there is room; KEY_EMPTY when there is none. */
static ptrdiff_t shared_index(Rt *rt, DictKeys *keys, Ref name)
{
    ptrdiff_t hash = str_hash(rt, name), index = keys_find_str(keys, name, hash);
    if (index >= 0 || keys->usable <= 0) return index;
    index = keys->nentries++;
    keys->usable--;
    keys->version = 0;
    keys_index_set(keys, keys_empty_slot(keys, hash), index);
    keys_str_entries(keys)[index].key = new_ref(name);
    return index;
}

static void forget_order(DictValues *values, ptrdiff_t index)
{
    int at = 0;
    while (values->order[at] != index) at++;
    memmove(values->order + at, values->order + at + 1, (size_t)(values->used - at - 1));
    values->used--;
}

int dict_values_store(Rt *rt, DictKeys *keys, DictValues *values, Ref name, Ref value, Own *old)
{
    *old = NULL;
    ptrdiff_t index = shared_index(rt, keys, name);
    if (index < 0 || index >= values->capacity) return 1;
    Own *place = &dict_values_items(values)[index];
    *old = *place;
    if (*old == NULL && value == NULL) return 2;
    if (*old == NULL) values->order[values->used++] = (uint8_t)index;
    if (value == NULL) forget_order(values, index);
    *place = new_ref_or_null(value);
    return 0;
}
