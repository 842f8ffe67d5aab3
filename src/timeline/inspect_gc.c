/* The collector: three generations and, while a collection runs, its lists. */
#include "memory/gc_lists.h"
#include "timeline/inspect_impl.h"

enum { MOST_MEMBERS = 64 };

enum { LISTS = GENERATIONS + 2 }; /* generations, permanent, startup */

static const GcHead *list_at(const Gc *gc, int index)
{
    return index < GENERATIONS ? &gc->generations[index].head : index == GENERATIONS ? &gc->permanent : &gc->startup;
}

/* How many members each list has.  They are walked side by side, and the longest, which may have millions, is not walked
   to its end: it has those that are left.  That is mostly the oldest generation, of which one is looked at when the
   others have gone on by MANY. */
static void count_members(const Gc *gc, size_t counts[LISTS])
{
    enum { MANY = 64 };
    const GcHead *heads[LISTS];
    size_t left = (size_t)gc->tracked;
    int open = LISTS;
    for (int i = 0; i < LISTS; i++) heads[i] = list_at(gc, i), counts[i] = 0;
    for (unsigned round = 0; open > 1; round++) {
        for (int i = 0; i < LISTS; i++) {
            if (heads[i] == NULL || (i == GENERATIONS - 1 && round % MANY != 0)) continue;
            heads[i] = gc_next(heads[i]);
            if (heads[i] == list_at(gc, i)) {
                heads[i] = NULL;
                left -= counts[i];
                open--;
            } else {
                counts[i]++;
            }
        }
    }
    for (int i = 0; i < LISTS; i++) {
        if (heads[i] != NULL) counts[i] = left;
    }
}

/* While a collection runs, there are more lists. */
static void count_members_slowly(const Gc *gc, size_t counts[LISTS])
{
    for (int i = 0; i < LISTS; i++) counts[i] = (size_t)list_size(list_at(gc, i));
}

/* Where the last SHOWN of LIST's COUNT members begin.  They are found from the end, for there may be millions, unless
   a collection runs, which keeps something else where the way back is. */
static GcHead *last_begin(const Gc *gc, const GcHead *list, size_t count, size_t shown)
{
    GcHead *head = gc->phase_generation >= 0 ? gc_next(list) : list_previous(list);
    if (gc->phase_generation >= 0) {
        for (size_t skip = count - shown; skip > 0; skip--) head = gc_next(head);
    } else {
        for (; shown > 1; shown--) head = list_previous(head);
    }
    return head;
}

/* The numbers of the last members of LIST, which has COUNT of them; returns how many. */
static size_t last_members(Inspection *in, const GcHead *list, size_t count, uint32_t **items)
{
    size_t most = inspect_limit(in->request->max_members, MOST_MEMBERS);
    size_t shown = count < most ? count : most, length = 0;
    *items = inspect_array(in, shown, sizeof **items);
    if (*items == NULL) return 0;
    for (GcHead *head = last_begin(in->rt->gc, list, count, shown); head != list; head = gc_next(head))
        (*items)[length++] = inspect_id(in, gc_object(head));
    return length;
}

/* How many members LIST has of each type; what is too long to be counted at every step has no counts. */
static void fill_types(Inspection *in, ViewGeneration *view, const GcHead *list)
{
    enum { MOST_TYPES = 8, MOST_COUNTED = 20000, MOST_SEEN = 64 };
    struct { const Type *type; uint64_t count; } seen[MOST_SEEN];
    size_t length = 0;
    if (view->size == 0 || view->size > MOST_COUNTED) return;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        const Type *type = gc_object(head)->type;
        size_t at = 0;
        while (at < length && seen[at].type != type) at++;
        if (at == MOST_SEEN) continue;
        if (at == length) seen[length++].count = 0;
        seen[at].type = type;
        seen[at].count++;
    }
    if (INSPECT_ARRAY(in, view->types, MOST_TYPES) == NULL) return;
    while (view->types.length < MOST_TYPES) {
        size_t most = 0;
        for (size_t i = 1; i < length; i++) {
            if (seen[i].count > seen[most].count) most = i;
        }
        if (seen[most].count == 0) return;
        view->types.items[view->types.length++] = (ViewCount){inspect_word(in, seen[most].type->name), seen[most].count};
        seen[most].count = 0;
    }
}

static void fill_generation(Inspection *in, ViewGeneration *view, const Gc *gc, int index, size_t size)
{
    const GcGeneration *generation = &gc->generations[index];
    const GcStats *stats = &gc->stats[index];
    view->count = generation->count;
    view->threshold = generation->threshold;
    view->size = size;
    view->collections = (uint64_t)stats->collections;
    view->collected = (uint64_t)stats->collected;
    view->uncollectable = (uint64_t)stats->uncollectable;
    fill_types(in, view, &generation->head);
    view->members.length = last_members(in, &generation->head, view->size, &view->members.items);
}

void inspect_gc(Inspection *in)
{
    static const char *const phases[] = {"start", "update_refs", "subtract_refs", "move_unreachable",
                                         "finalize", "clear", "move_survivors", "end"};
    const Gc *gc = in->rt->gc;
    ViewGc *view = &in->view->gc;
    view->enabled = gc->enabled;
    size_t counts[LISTS];
    if (gc->phase_generation < 0) count_members(gc, counts);
    else count_members_slowly(gc, counts);
    for (int i = 0; i < GENERATIONS; i++) fill_generation(in, &view->generations[i], gc, i, counts[i]);
    view->permanent = counts[GENERATIONS] + counts[GENERATIONS + 1];
    view->long_lived_total = (uint64_t)gc->long_lived_total;
    view->long_lived_pending = (uint64_t)gc->long_lived_pending;
    view->collecting = gc->phase_generation;
    if (gc->phase_generation < 0) return;
    view->phase = phases[gc->phase];
    if (gc->young != NULL) view->young.length = last_members(in, gc->young, (size_t)list_size(gc->young), &view->young.items);
    if (gc->unreachable != NULL)
        view->unreachable.length = last_members(in, gc->unreachable, (size_t)list_size(gc->unreachable), &view->unreachable.items);
}
