/* The memo of a Pickler: which objects were written, and under which index; by identity, and in the order in
   which they came, so that a copy of it does not depend on where objects lie. */
#include "modules/pickle_parts.h"

#include <string.h>

#include "memory/heap.h"

static size_t slot_of(const PickleMemo *memo, Ref object)
{
    size_t at = ((uintptr_t)object >> 4) * (size_t)0x9E3779B97F4A7C15u >> 32 & (memo->size - 1);
    while (memo->table[at] != 0 && memo->items[memo->table[at] - 1].object != object) at = (at + 1) & (memo->size - 1);
    return at;
}

const MemoItem *pickle_memo_find(const PickleMemo *memo, Ref object)
{
    if (memo->used == 0) return NULL;
    uint32_t position = memo->table[slot_of(memo, object)];
    return position == 0 ? NULL : &memo->items[position - 1];
}

/* A table of SIZE, and room for as many items as it may hold: two thirds, and one more. */
static int resize(Rt *rt, PickleMemo *memo, size_t size)
{
    MemoItem *items = size > UINT32_MAX ? NULL : heap_realloc(rt, memo->items, (size / 3 * 2 + 3) * sizeof *items);
    if (items != NULL) memo->items = items;
    uint32_t *table = items == NULL ? NULL : heap_alloc(rt, size * sizeof *table);
    if (table == NULL) {
        if (!rt_is_pending(rt)) heap_no_memory(rt);
        return -1;
    }
    heap_free(rt, memo->table);
    memo->table = table;
    memo->size = size;
    memset(table, 0, size * sizeof *table);
    for (size_t i = 0; i < memo->used; i++) table[slot_of(memo, items[i].object)] = (uint32_t)i + 1;
    return 0;
}

int pickle_memo_set(Rt *rt, PickleMemo *memo, Ref object, ptrdiff_t index)
{
    if (memo->size == 0 && resize(rt, memo, MEMO_MIN) < 0) return -1;
    size_t at = slot_of(memo, object);
    if (memo->table[at] != 0) {
        memo->items[memo->table[at] - 1].index = index;
        return 0;
    }
    memo->items[memo->used++] = (MemoItem){new_ref(object), index};
    memo->table[at] = (uint32_t)memo->used;
    if (memo->used * 3 < memo->size * 2) return 0;
    size_t wanted = (memo->used > 50000 ? 2 : 4) * memo->used, size = MEMO_MIN;
    while (size < wanted) size *= 2;
    return resize(rt, memo, size);
}

void pickle_memo_clear(Rt *rt, PickleMemo *memo)
{
    PickleMemo old = *memo; /* what dies may look at the memo again */
    *memo = (PickleMemo){0};
    for (size_t i = old.used; i-- > 0;) release(rt, old.items[i].object);
    heap_free(rt, old.items);
    heap_free(rt, old.table);
}

int pickle_memo_copy(Rt *rt, const PickleMemo *from, PickleMemo *to)
{
    for (size_t i = 0; i < from->used; i++) {
        if (pickle_memo_set(rt, to, from->items[i].object, from->items[i].index) < 0) return -1;
    }
    return 0;
}
