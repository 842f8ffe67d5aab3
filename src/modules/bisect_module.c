/* The module _bisect: binary search in a sorted sequence. */
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"

typedef struct Search {
    Ref sequence, item, key; /* key: a function, or NULL */
    ptrdiff_t low, high;
    bool right; /* behind items that are equal */
} Search;

static int bounds(Rt *rt, Search *search, Ref low, Ref high)
{
    search->low = low == NULL ? 0 : number_as_size(rt, low, TYPE_OverflowError);
    if (rt_is_pending(rt)) return -1;
    if (search->low < 0) return error_raise_int(rt, TYPE_ValueError, "lo must be non-negative");
    bool is_given = high != NULL && high != rt->none;
    search->high = is_given ? number_as_size(rt, high, TYPE_OverflowError) : -1;
    if (is_given && rt_is_pending(rt)) return -1;
    if (search->high == -1) search->high = object_length(rt, search->sequence);
    return search->high < 0 && rt_is_pending(rt) ? -1 : 0;
}

/* The arguments (a, x, lo, hi, *, key); insort compares by key(x). */
static int read_arguments(Rt *rt, const Ref *given, Search *search)
{
    search->sequence = given[0];
    search->item = given[1];
    search->key = given[4] == rt->none ? NULL : given[4];
    return bounds(rt, search, given[2], given[3]);
}

/* Does ITEM (already by key) lie behind that of MIDDLE?  1, 0, -1. */
static int goes_behind(Rt *rt, const Search *search, Ref item, ptrdiff_t middle)
{
    Own found = sequence_item_get(rt, search->sequence, middle);
    if (found != NULL && search->key != NULL) {
        Own by_key = call_one(rt, search->key, found);
        release_replace(rt, &found, by_key);
    }
    if (found == NULL) return -1;
    int less = search->right ? object_compare_bool(rt, item, found, COMPARE_LT) : object_compare_bool(rt, found, item, COMPARE_LT);
    release(rt, found);
    return less < 0 ? -1 : search->right ? !less : less;
}

/* The place for ITEM; -1 + pending. */
static ptrdiff_t find_place(Rt *rt, const Search *search, Ref item)
{
    ptrdiff_t low = search->low, high = search->high;
    while (low < high) {
        ptrdiff_t middle = low + (high - low) / 2;
        int behind = goes_behind(rt, search, item, middle);
        if (behind < 0) return -1;
        if (behind) low = middle + 1;
        else high = middle;
    }
    return low;
}

enum { LEFT, RIGHT };

static Own bisect(Rt *rt, Ref self, Ref *given, const MethodDef *def)
{
    Search search = {.right = def->fn.which == RIGHT};
    if (read_arguments(rt, given, &search) < 0) return NULL;
    ptrdiff_t place = find_place(rt, &search, search.item);
    return place < 0 ? NULL : int_new(rt, place);
}

static Own insort(Rt *rt, Ref self, Ref *given, const MethodDef *def)
{
    Search search = {.right = def->fn.which == RIGHT};
    if (read_arguments(rt, given, &search) < 0) return NULL;
    Own item = search.key == NULL ? new_ref(search.item) : call_one(rt, search.key, search.item);
    ptrdiff_t place = item == NULL ? -1 : find_place(rt, &search, item);
    release(rt, item);
    if (place < 0) return NULL;
    if (is_exact(search.sequence, TYPE_list)) return list_insert(rt, search.sequence, place, search.item) < 0 ? NULL : none_new(rt);
    Own name = str_interned(rt, "insert"), number = int_new(rt, place), result = NULL;
    Ref call[] = {search.sequence, number, search.item};
    if (name != NULL && number != NULL) result = call_method(rt, name, call, ARRAY_LENGTH(call));
    release_all(rt, name, number);
    if (result == NULL) return NULL;
    release(rt, result);
    return none_new(rt);
}

#define SEARCH(name, does, side, doc) \
    {name, METHOD_BOUND_OF, {.bound_of = does, .which = side, .least = 2, .most = 4, .names = NAMES("a", "x", "lo", "hi", "key")}, doc, 0}
const ModuleSpec _bisect_module_spec = {
    .name = "_bisect",
    .doc = "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion.",
    .methods = METHODS(
        SEARCH("bisect_right", bisect, RIGHT, "bisect_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nThe place for x in the sorted list a, behind items that are equal."),
        SEARCH("insort_right", insort, RIGHT, "insort_right($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nInserts x into the sorted list a, behind items that are equal."),
        SEARCH("bisect_left", bisect, LEFT, "bisect_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nThe place for x in the sorted list a, before items that are equal."),
        SEARCH("insort_left", insort, LEFT, "insort_left($module, /, a, x, lo=0, hi=None, *, key=None)\n--\n\nInserts x into the sorted list a, before items that are equal.")),
};
