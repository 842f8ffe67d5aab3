/* Interned strings: of each value at most one.  The table holds no references: a mortal interned str
   leaves it when it dies. */
#include <stdlib.h>
#include <string.h>

#include "objects/object_state.h"
#include "objects/str_impl.h"

typedef struct InternTable {
    Obj **slots; /* NULL: free; GONE: a str was here; else an interned str */
    size_t size; /* a power of two */
    size_t used; /* slots that are not NULL */
    size_t live;
} InternTable;

static Obj gone_marker;
#define GONE (&gone_marker)

enum { FIRST_SIZE = 1024 };

int str_intern_init(Rt *rt)
{
    InternTable *table = calloc(1, sizeof *table);
    if (table == NULL) return -1;
    table->size = FIRST_SIZE;
    table->slots = calloc(table->size, sizeof(Obj *));
    rt->objects->interned = table;
    return table->slots == NULL ? -1 : 0;
}

void str_intern_fini(Rt *rt)
{
    InternTable *table = rt->objects->interned;
    if (table == NULL) return;
    free(table->slots);
    free(table);
    rt->objects->interned = NULL;
}

/* The slot of an equal str, or the free one where STR belongs. */
static Obj **slot_of(const InternTable *table, Ref str, ptrdiff_t hash)
{
    Obj **free_slot = NULL;
    for (size_t at = (size_t)hash & (table->size - 1);; at = (at + 1) & (table->size - 1)) {
        Obj **slot = &table->slots[at];
        if (*slot == NULL) return free_slot != NULL ? free_slot : slot;
        if (*slot == GONE) {
            if (free_slot == NULL) free_slot = slot;
        } else if (AS_STR(*slot)->hash == hash && str_equal(*slot, str)) {
            return slot;
        }
    }
}

/* Makes a table at most half full of the live ones. */
static int rebuild(InternTable *table)
{
    InternTable fresh = {.size = FIRST_SIZE};
    while (fresh.size < table->live * 4) fresh.size *= 2;
    fresh.slots = calloc(fresh.size, sizeof(Obj *));
    if (fresh.slots == NULL) return -1;
    for (size_t i = 0; i < table->size; i++) {
        Obj *str = table->slots[i];
        if (str == NULL || str == GONE) continue;
        *slot_of(&fresh, str, AS_STR(str)->hash) = str;
        fresh.used++;
    }
    fresh.live = fresh.used;
    free(table->slots);
    *table = fresh;
    return 0;
}

void str_intern(Rt *rt, Own *str)
{
    InternTable *table = rt->objects->interned;
    if (!is_exact(*str, TYPE_str) || AS_STR(*str)->interned != 0) return;
    if (table->used * 2 >= table->size && rebuild(table) < 0) return;
    Obj **slot = slot_of(table, *str, str_hash(rt, *str));
    if (*slot != NULL && *slot != GONE) {
        release_replace(rt, str, new_ref(*slot));
        return;
    }
    if (*slot == NULL) table->used++;
    table->live++;
    *slot = *str;
    AS_STR(*str)->interned = 1;
}

void str_intern_forget(Rt *rt, Ref str)
{
    InternTable *table = rt->objects->interned;
    if (table == NULL) return;
    Obj **slot = slot_of(table, str, AS_STR(str)->hash);
    viv_assert(*slot == str);
    *slot = GONE;
    table->live--;
}

Own str_interned(Rt *rt, const char *text)
{
    Own str = str_new(rt, text);
    if (str != NULL) str_intern(rt, &str);
    return str;
}
