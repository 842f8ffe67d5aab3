/* The methods of collections.deque.  Those that compare items notice when the deque changes meanwhile. */
#include "modules/deque.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/object_reduce.h"
#include "objects/tupleobj.h"

enum { AT_RIGHT, AT_LEFT };

static Own method_append(Rt *rt, Ref self, Ref item, const MethodDef *def)
{
    return deque_append(rt, self, new_ref(item), def->fn.which == AT_LEFT) < 0 ? NULL : none_new(rt);
}

static Own method_extend(Rt *rt, Ref self, Ref iterable, const MethodDef *def)
{
    return deque_extend(rt, self, iterable, def->fn.which == AT_LEFT) < 0 ? NULL : none_new(rt);
}

static Own refuse_empty(Rt *rt)
{
    return error_raise(rt, TYPE_IndexError, "pop from an empty deque");
}

static Own method_pop(Rt *rt, Ref self)
{
    return AS_DEQUE(self)->head.length == 0 ? refuse_empty(rt) : deque_pop_last(rt, AS_DEQUE(self));
}

static Own method_popleft(Rt *rt, Ref self)
{
    return AS_DEQUE(self)->head.length == 0 ? refuse_empty(rt) : deque_pop_first(rt, AS_DEQUE(self));
}

static Own method_clear(Rt *rt, Ref self)
{
    deque_told(rt, AS_DEQUE(self), WRITE_CLEAR, -1, NULL, NULL);
    deque_clear(rt, AS_DEQUE(self));
    return none_new(rt);
}

static Own method_rotate(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "deque.rotate", nargs, 0, 1) < 0) return NULL;
    ptrdiff_t times = nargs == 0 ? 1 : number_as_size(rt, args[0], TYPE_OverflowError);
    if (times == -1 && rt_is_pending(rt)) return NULL;
    return deque_rotate(rt, AS_DEQUE(self), times) < 0 ? NULL : none_new(rt);
}

static Own method_reverse(Rt *rt, Ref self)
{
    DequeObj *deque = AS_DEQUE(self);
    DequePlace low = deque_start(deque), high = {deque->last, deque->last_index};
    for (ptrdiff_t swaps = deque->head.length / 2; swaps > 0; swaps--) {
        Own *left = deque_forward(&low), *right = deque_backward(&high), item = *left;
        *left = *right;
        *right = item;
    }
    deque_told(rt, deque, WRITE_REORDER, -1, NULL, NULL);
    return none_new(rt);
}

static Own method_count(Rt *rt, Ref self, Ref item)
{
    DequeObj *deque = AS_DEQUE(self);
    DequePlace place = deque_start(deque);
    size_t state = deque->state;
    ptrdiff_t count = 0;
    for (ptrdiff_t left = deque->head.length; left > 0; left--) {
        Own held = new_ref(*deque_forward(&place));
        int equal = object_compare_bool(rt, held, item, COMPARE_EQ);
        release(rt, held);
        if (equal < 0 || error_poll(rt) < 0) return NULL;
        count += equal;
        if (state != deque->state) return error_raise(rt, TYPE_RuntimeError, "deque mutated during iteration");
    }
    return int_new(rt, count);
}

/* The index of the first item in START..STOP that equals ITEM; -1 none, -2 error. */
static ptrdiff_t find_item(Rt *rt, DequeObj *deque, Ref item, ptrdiff_t start, ptrdiff_t stop, TypeId mutated, const char *message)
{
    size_t state = deque->state;
    DequePlace place = deque_start(deque);
    for (ptrdiff_t i = 0; i < stop; i++) {
        Ref at = *deque_forward(&place);
        if (i < start) continue;
        Own held = new_ref(at);
        int equal = object_compare_bool(rt, held, item, COMPARE_EQ);
        release(rt, held);
        if (equal >= 0 && state != deque->state && (equal == 0 || mutated == TYPE_IndexError)) equal = error_raise_int(rt, mutated, message);
        if (equal < 0 || error_poll(rt) < 0) return -2;
        if (equal) return i;
    }
    return -1;
}

static Own method_index(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    DequeObj *deque = AS_DEQUE(self);
    ptrdiff_t start = 0, stop = deque->head.length;
    if (args_count_parsed(rt, "index", nargs, 1, 3) < 0) return NULL;
    if (index_bounds(rt, args + 1, nargs - 1, deque->head.length, &start, &stop) < 0) return NULL;
    if (stop > deque->head.length) stop = deque->head.length;
    ptrdiff_t index = find_item(rt, deque, args[0], start, stop, TYPE_RuntimeError, "deque mutated during iteration");
    if (index >= 0) return int_new(rt, index);
    return index == -2 ? NULL : error_raise(rt, TYPE_ValueError, "%R is not in deque", args[0]);
}

static Own method_remove(Rt *rt, Ref self, Ref item)
{
    DequeObj *deque = AS_DEQUE(self);
    ptrdiff_t index = find_item(rt, deque, item, 0, deque->head.length, TYPE_IndexError, "deque mutated during iteration");
    if (index == -2) return NULL;
    if (index == -1) return error_raise(rt, TYPE_ValueError, "%R is not in deque", item);
    return self->type->slots.sq_ass_item(rt, self, index, NULL) < 0 ? NULL : none_new(rt);
}

static Own method_insert(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    DequeObj *deque = AS_DEQUE(self);
    if (args_count_parsed(rt, "insert", nargs, 2, 2) < 0) return NULL;
    ptrdiff_t index = number_as_size(rt, args[0], TYPE_OverflowError), length = deque->head.length;
    if (index == -1 && rt_is_pending(rt)) return NULL;
    if (deque->most == length) return error_raise(rt, TYPE_IndexError, "deque already at its maximum size");
    bool first = index <= -length || index == 0;
    if (index >= length || first) return deque_append(rt, self, new_ref(args[1]), index < length) < 0 ? NULL : none_new(rt);
    if (deque_rotate(rt, deque, -index) < 0) return NULL;
    if (deque_append(rt, self, new_ref(args[1]), index > 0) < 0) return NULL;
    return deque_rotate(rt, deque, index) < 0 ? NULL : none_new(rt);
}

static Own method_reduce(Rt *rt, Ref self)
{
    const DequeObj *deque = AS_DEQUE(self);
    Own state = object_getstate(rt, self), items = NULL, most = NULL, args = NULL;
    if (state != NULL) items = object_iter(rt, self);
    if (items != NULL) most = int_new(rt, deque->most);
    if (most != NULL) args = deque->most < 0 ? new_ref(rt->empty_tuple) : tuple_of(rt, 2, (Ref)rt->empty_tuple, (Ref)most);
    release(rt, most);
    return tuple_build(rt, "ONNN", (Ref)self->type, args, state, items);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    const DequeObj *deque = AS_DEQUE(self);
    ptrdiff_t blocks = (deque->first_index + deque->head.length + DEQUE_BLOCK - 1) / DEQUE_BLOCK;
    return int_new(rt, self->type->basicsize + blocks * (ptrdiff_t)sizeof(DequeBlock));
}

const MethodDef deque_methods[] = {
    {"append", METHOD_O_OF, {.binary_of = method_append}, "Add an element to the right side of the deque.", 0},
    {"appendleft", METHOD_O_OF, {.binary_of = method_append, .which = AT_LEFT}, "Add an element to the left side of the deque.", 0},
    {"clear", METHOD_NOARGS, {.unary = method_clear}, "Remove all elements from the deque.", 0},
    {"__copy__", METHOD_NOARGS, {.unary = deque_copy}, "Return a shallow copy of a deque.", 0},
    {"copy", METHOD_NOARGS, {.unary = deque_copy}, "Return a shallow copy of a deque.", 0},
    {"count", METHOD_O, {.binary = method_count}, "D.count(value) -- return number of occurrences of value", 0},
    {"extend", METHOD_O_OF, {.binary_of = method_extend}, "Extend the right side of the deque with elements from the iterable", 0},
    {"extendleft", METHOD_O_OF, {.binary_of = method_extend, .which = AT_LEFT}, "Extend the left side of the deque with elements from the iterable", 0},
    {"index", METHOD_FASTCALL, {.fast = method_index}, "D.index(value, [start, [stop]]) -- return first index of value.\nRaises ValueError if the value is not present.", 0},
    {"insert", METHOD_FASTCALL, {.fast = method_insert}, "D.insert(index, object) -- insert object before index", 0},
    {"pop", METHOD_NOARGS, {.unary = method_pop}, "Remove and return the rightmost element.", 0},
    {"popleft", METHOD_NOARGS, {.unary = method_popleft}, "Remove and return the leftmost element.", 0},
    {"__reduce__", METHOD_NOARGS, {.unary = method_reduce}, "Return state information for pickling.", 0},
    {"remove", METHOD_O, {.binary = method_remove}, "D.remove(value) -- remove first occurrence of value.", 0},
    {"__reversed__", METHOD_NOARGS, {.unary = deque_reversed}, "D.__reversed__() -- return a reverse iterator over the deque", 0},
    {"reverse", METHOD_NOARGS, {.unary = method_reverse}, "D.reverse() -- reverse *IN PLACE*", 0},
    {"rotate", METHOD_FASTCALL, {.fast = method_rotate}, "Takes n items from the right end to the left one, one without n; from left to right when n is negative.", 0},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "D.__sizeof__() -- size of D in memory, in bytes", 0},
    {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS},
    {0},
};
