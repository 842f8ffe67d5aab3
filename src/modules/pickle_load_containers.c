/* Loading containers, and filling them from the stack.  What is below the items stays on the stack while the
   program's methods run, so it stays alive. */
#include "modules/pickle_parts.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/setobj.h"

#define LOADER(name) int pickle_load_##name(Rt *rt, UnpicklerObj *unpickler, UNUSED int argument)

LOADER(counted_tuple)
{
    if (unpickler->depth < argument) return pickle_underflow(rt, unpickler);
    return pickle_push(rt, unpickler, pickle_pop_tuple(rt, unpickler, unpickler->depth - argument));
}

LOADER(tuple)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    return start < 0 ? -1 : pickle_push(rt, unpickler, pickle_pop_tuple(rt, unpickler, start));
}

LOADER(empty_list)
{
    return pickle_push(rt, unpickler, list_new(rt, 0));
}

LOADER(empty_dict)
{
    return pickle_push(rt, unpickler, dict_new(rt));
}

LOADER(empty_set)
{
    return pickle_push(rt, unpickler, set_new(rt, NULL));
}

/* The items from START on, as a list. */
static Own pop_list(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t start)
{
    Own list = list_new(rt, unpickler->depth - start);
    if (list == NULL) return NULL;
    for (ptrdiff_t i = start; i < unpickler->depth; i++) AS_LIST(list)->items[i - start] = STEAL(unpickler->stack[i]);
    unpickler->depth = start;
    return list;
}

LOADER(list)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    return start < 0 ? -1 : pickle_push(rt, unpickler, pop_list(rt, unpickler, start));
}

/* CONTAINER[key] = value for the pairs from START on, which are let go then. */
static int set_pairs(Rt *rt, UnpicklerObj *unpickler, Ref container, ptrdiff_t start)
{
    int status = 0;
    bool plain = is_exact(container, TYPE_dict);
    for (ptrdiff_t i = start; status == 0 && i + 1 < unpickler->depth; i += 2) {
        Ref key = unpickler->stack[i], value = unpickler->stack[i + 1];
        status = plain ? dict_set(rt, container, key, value) : object_item_set(rt, container, key, value);
        if (status == 0) status = error_poll(rt);
    }
    pickle_cut(rt, unpickler, start);
    return status;
}

LOADER(dict)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    if (start < 0) return -1;
    if ((unpickler->depth - start) % 2 != 0) return pickle_fail(rt, UNPICKLING_ERROR, "odd number of items for DICT");
    Own dict = dict_new(rt);
    if (dict != NULL && set_pairs(rt, unpickler, dict, start) < 0) release_clear(rt, &dict);
    return pickle_push(rt, unpickler, dict);
}

LOADER(frozenset)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    Own items = start < 0 ? NULL : pickle_pop_tuple(rt, unpickler, start), set = items == NULL ? NULL : frozenset_new(rt, items);
    release(rt, items);
    return pickle_push(rt, unpickler, set);
}

/* FUNCTION(item) for the items from START on, each let go after its call. */
static int call_for_each(Rt *rt, UnpicklerObj *unpickler, Own function, ptrdiff_t start)
{
    int status = function == NULL ? -1 : 0;
    for (ptrdiff_t i = start; status == 0 && i < unpickler->depth; i++) {
        Own item = STEAL(unpickler->stack[i]), result = call_one(rt, function, item);
        if (result == NULL || error_poll(rt) < 0) status = -1;
        release_all(rt, item, result);
    }
    if (function != NULL) pickle_cut(rt, unpickler, start);
    release(rt, function);
    return status;
}

/* Is there something below START to be filled?  1; 0 when there are no items for it; -1. */
static int can_fill(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t start)
{
    if (start > unpickler->depth || start <= pickle_fence(unpickler)) return pickle_underflow(rt, unpickler);
    return start < unpickler->depth;
}

static int append_all(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t start)
{
    int fills = can_fill(rt, unpickler, start);
    if (fills <= 0) return fills;
    Ref target = unpickler->stack[start - 1];
    Own extend = NULL, items, result = NULL;
    if (is_exact(target, TYPE_list)) {
        items = pop_list(rt, unpickler, start);
        int status = items == NULL ? -1 : list_extend(rt, target, items);
        release(rt, items);
        return status;
    }
    int found = object_attr_lookup(rt, target, PICKLE_NAME(rt, extend), &extend);
    if (found < 0) return -1;
    if (found == 0) return call_for_each(rt, unpickler, object_attr_get(rt, target, PICKLE_NAME(rt, append)), start);
    items = pop_list(rt, unpickler, start);
    if (items != NULL) result = call_one(rt, extend, items);
    release_all(rt, extend, items, result);
    return result == NULL ? -1 : 0;
}

LOADER(append)
{
    if (unpickler->depth - 1 <= pickle_fence(unpickler)) return pickle_underflow(rt, unpickler);
    Ref target = unpickler->stack[unpickler->depth - 2];
    if (!is_exact(target, TYPE_list)) return append_all(rt, unpickler, unpickler->depth - 1);
    return list_append_take(rt, target, pickle_pop(rt, unpickler));
}

LOADER(appends)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    return start < 0 ? -1 : append_all(rt, unpickler, start);
}

static int set_all(Rt *rt, UnpicklerObj *unpickler, ptrdiff_t start)
{
    int fills = can_fill(rt, unpickler, start);
    if (fills <= 0) return fills;
    if ((unpickler->depth - start) % 2 != 0) return pickle_fail(rt, UNPICKLING_ERROR, "odd number of items for SETITEMS");
    return set_pairs(rt, unpickler, unpickler->stack[start - 1], start);
}

LOADER(setitem)
{
    return set_all(rt, unpickler, unpickler->depth - 2);
}

LOADER(setitems)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    return start < 0 ? -1 : set_all(rt, unpickler, start);
}

LOADER(additems)
{
    ptrdiff_t start = pickle_mark_pop(rt, unpickler);
    int fills = start < 0 ? -1 : can_fill(rt, unpickler, start);
    if (fills <= 0) return fills;
    Ref target = unpickler->stack[start - 1];
    if (!type_is_subtype(target->type, RT_TYPE(rt, set)))
        return call_for_each(rt, unpickler, object_attr_get(rt, target, PICKLE_NAME(rt, add)), start);
    Own items = pickle_pop_tuple(rt, unpickler, start);
    int status = items == NULL ? -1 : set_update(rt, target, items);
    release(rt, items);
    return status;
}
