/* The module _heapq: heaps in lists, the smallest item first, or the largest for the functions with _max.  Items are
   compared in CPython's order, and a comparison that changes the list's length is an error. */
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/list_impl.h"

/* Above this length CPython heapifies in an order that suits caches. */
enum { HEAPIFY_PLAIN_MOST = 2500 };

/* Is LEFT in front of RIGHT, in a heap whose largest item is first when MAX?  1, 0, -1. */
static int in_front(Rt *rt, Ref heap, ptrdiff_t left, ptrdiff_t right, bool max)
{
    ptrdiff_t length = list_length(heap);
    Own a = new_ref(list_peek(heap, left)), b = new_ref(list_peek(heap, right));
    int answer = max ? object_compare_bool(rt, b, a, COMPARE_LT) : object_compare_bool(rt, a, b, COMPARE_LT);
    release_all(rt, a, b);
    if (answer >= 0 && length != list_length(heap)) return error_raise_int(rt, TYPE_RuntimeError, "list changed size during iteration");
    return answer;
}

static int swap(Rt *rt, Ref heap, ptrdiff_t left, ptrdiff_t right)
{
    Own a = new_ref(list_peek(heap, left)), b = new_ref(list_peek(heap, right));
    int status = list_assign_item(rt, heap, left, b);
    if (status == 0) status = list_assign_item(rt, heap, right, a);
    release_all(rt, a, b);
    return status;
}

/* The item at PLACE goes towards START, until its parent is in front of it. */
static int rise(Rt *rt, Ref heap, ptrdiff_t start, ptrdiff_t place, bool max)
{
    while (place > start) {
        ptrdiff_t parent = (place - 1) / 2;
        int front = in_front(rt, heap, place, parent, max);
        if (front <= 0) return front;
        if (swap(rt, heap, place, parent) < 0) return -1;
        place = parent;
    }
    return 0;
}

/* The item at START goes down to a leaf, its smaller child up each time, and rises from there. */
static int settle(Rt *rt, Ref heap, ptrdiff_t start, bool max)
{
    ptrdiff_t end = list_length(heap), place = start;
    while (place < end / 2) {
        ptrdiff_t child = 2 * place + 1;
        if (child + 1 < end) {
            int front = in_front(rt, heap, child, child + 1, max);
            if (front < 0) return -1;
            child += front == 0;
        }
        if (swap(rt, heap, child, place) < 0) return -1;
        place = child;
    }
    return rise(rt, heap, start, place, max);
}

/* The parents FROM down to TO, and after each one whose subtree they complete also that. */
static int settle_range(Rt *rt, Ref heap, ptrdiff_t from, ptrdiff_t to, bool max)
{
    for (ptrdiff_t i = from; i >= to; i--) {
        for (ptrdiff_t j = i;; j /= 2) {
            if (error_poll(rt) < 0 || settle(rt, heap, j, max) < 0) return -1;
            if (j % 2 == 0) break;
        }
    }
    return 0;
}

static int heapify(Rt *rt, Ref heap, bool max)
{
    ptrdiff_t parents = list_length(heap) / 2, leftmost = 1;
    if (list_length(heap) <= HEAPIFY_PLAIN_MOST) {
        for (ptrdiff_t i = parents - 1; i >= 0; i--) {
            if (settle(rt, heap, i, max) < 0) return -1;
        }
        return 0;
    }
    while (leftmost * 2 <= parents + 1) leftmost *= 2; /* the first parent of the last row is at leftmost - 1 */
    leftmost--;
    if (settle_range(rt, heap, leftmost - 1, parents / 2, max) < 0) return -1;
    return settle_range(rt, heap, parents - 1, leftmost, max);
}

static int check_place(Rt *rt, Ref heap)
{
    return list_length(heap) > 0 ? 0 : error_raise_int(rt, TYPE_IndexError, "index out of range");
}

static Own pop(Rt *rt, Ref heap, bool max)
{
    if (check_place(rt, heap) < 0) return NULL;
    Own last = list_pop_at(rt, heap, list_length(heap) - 1);
    if (last == NULL || list_length(heap) == 0) return last;
    Own first = new_ref(list_peek(heap, 0));
    int status = list_assign_item(rt, heap, 0, last);
    release(rt, last);
    if (status == 0 && settle(rt, heap, 0, max) == 0) return first;
    release(rt, first);
    return NULL;
}

static Own replace(Rt *rt, Ref heap, Ref item, bool max)
{
    if (check_place(rt, heap) < 0) return NULL;
    Own first = new_ref(list_peek(heap, 0));
    if (list_assign_item(rt, heap, 0, item) == 0 && settle(rt, heap, 0, max) == 0) return first;
    release(rt, first);
    return NULL;
}

/* --- arguments */

/* The one argument, a list; false: TypeError. */
static bool take_heap(Rt *rt, const char *function, Ref arg)
{
    if (is_list(arg)) return true;
    error_raise(rt, TYPE_TypeError, "%s() argument must be list, not %K", function, arg);
    return false;
}

/* A list and an item. */
static bool take_pair(Rt *rt, const char *function, const Ref *args, ptrdiff_t nargs)
{
    return args_count(rt, function, nargs, 2, 2) == 0 && args_want(rt, function, 1, is_list(args[0]), "list", args[0]) == 0;
}

#define HEAPIFY(name, max)                                                                                          \
    static Own heapq_##name(Rt *rt, Ref module, Ref heap)                                                    \
    {                                                                                                               \
        return take_heap(rt, #name, heap) && heapify(rt, heap, max) == 0 ? none_new(rt) : NULL;                     \
    }
#define POP(name, max)                                                                                              \
    static Own heapq_##name(Rt *rt, Ref module, Ref heap)                                                    \
    {                                                                                                               \
        return take_heap(rt, #name, heap) ? pop(rt, heap, max) : NULL;                                              \
    }
#define REPLACE(name, max)                                                                                          \
    static Own heapq_##name(Rt *rt, Ref module, const Ref *args, ptrdiff_t nargs, Ref kwnames)        \
    {                                                                                                               \
        return take_pair(rt, #name, args, nargs) ? replace(rt, args[0], args[1], max) : NULL;                       \
    }
HEAPIFY(heapify, false)
HEAPIFY(_heapify_max, true)
POP(heappop, false)
POP(_heappop_max, true)
REPLACE(heapreplace, false)
REPLACE(_heapreplace_max, true)

static Own heapq_heappush(Rt *rt, Ref module, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (!take_pair(rt, "heappush", args, nargs) || list_append(rt, args[0], args[1]) < 0) return NULL;
    return rise(rt, args[0], 0, list_length(args[0]) - 1, false) < 0 ? NULL : none_new(rt);
}

static Own heapq_heappushpop(Rt *rt, Ref module, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (!take_pair(rt, "heappushpop", args, nargs)) return NULL;
    if (list_length(args[0]) == 0) return new_ref(args[1]);
    Own first = new_ref(list_peek(args[0], 0));
    int less = object_compare_bool(rt, first, args[1], COMPARE_LT);
    release(rt, first);
    if (less <= 0) return less < 0 ? NULL : new_ref(args[1]);
    return replace(rt, args[0], args[1], false);
}

const ModuleSpec _heapq_module_spec = {
    .name = "_heapq",
    .doc = "Heap queue algorithm (a.k.a. priority queue).\n\nA heap is a list whose item k is not larger than its items 2*k+1 and 2*k+2:\nthe smallest one is the first.",
    .methods = METHODS(
        {"heappush", METHOD_FASTCALL, {.fast = heapq_heappush}, "heappush($module, heap, item, /)\n--\n\nPush item onto heap, maintaining the heap invariant.", 0},
        {"heappushpop", METHOD_FASTCALL, {.fast = heapq_heappushpop}, "heappushpop($module, heap, item, /)\n--\n\nPush item on the heap, then pop and return the smallest item from the heap.", 0},
        {"heappop", METHOD_O, {.binary = heapq_heappop}, "heappop($module, heap, /)\n--\n\nPop the smallest item off the heap, maintaining the heap invariant.", 0},
        {"heapreplace", METHOD_FASTCALL, {.fast = heapq_heapreplace}, "heapreplace($module, heap, item, /)\n--\n\nPop and return the current smallest value, and add the new item.", 0},
        {"heapify", METHOD_O, {.binary = heapq_heapify}, "heapify($module, heap, /)\n--\n\nTransform list into a heap, in-place, in O(len(heap)) time.", 0},
        {"_heappop_max", METHOD_O, {.binary = heapq__heappop_max}, "_heappop_max($module, heap, /)\n--\n\nMaxheap variant of heappop.", 0},
        {"_heapify_max", METHOD_O, {.binary = heapq__heapify_max}, "_heapify_max($module, heap, /)\n--\n\nMaxheap variant of heapify.", 0},
        {"_heapreplace_max", METHOD_FASTCALL, {.fast = heapq__heapreplace_max}, "_heapreplace_max($module, heap, item, /)\n--\n\nMaxheap variant of heapreplace.", 0}),
};
