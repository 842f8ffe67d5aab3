/* Slices, item assignment and the methods of lists. */
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/list_impl.h"
#include "objects/tupleobj.h"

static Own list_slice(Rt *rt, Ref list, ptrdiff_t start, ptrdiff_t end)
{
    return list_from(rt, as_refs(AS_LIST(list)->items + (AS_LIST(list)->items == NULL ? 0 : start)), end - start);
}

/* Puts COUNT references (taken) in the place of items[start..end).  The old ones are copied out and
   released last, when the list is whole again. */
static int splice(Rt *rt, Ref list, ptrdiff_t start, ptrdiff_t end, Own const *items, ptrdiff_t count)
{
    ListObj *self = AS_LIST(list);
    ptrdiff_t length = self->head.length, gone = end - start, grow = count - gone;
    if (length + grow == 0) return list_clear(rt, list);
    Own *old = NULL;
    if (gone > 0) {
        old = heap_alloc(rt, (size_t)gone * sizeof(Own));
        if (old == NULL) return -1;
        memcpy(old, self->items + start, (size_t)gone * sizeof(Own));
    }
    if (grow < 0) memmove(self->items + end + grow, self->items + end, (size_t)(length - end) * sizeof(Own));
    if (list_resize(rt, list, length + grow) < 0) {
        if (grow < 0) {
            memmove(self->items + end, self->items + end + grow, (size_t)(length - end) * sizeof(Own));
            memcpy(self->items + start, old, (size_t)gone * sizeof(Own));
        }
        heap_free(rt, old);
        return -1;
    }
    if (grow > 0) memmove(self->items + end + grow, self->items + end, (size_t)(length - end) * sizeof(Own));
    for (ptrdiff_t i = 0; i < count; i++) self->items[start + i] = new_ref(items[i]);
    list_heard(rt, list, WRITE_REORDER, start, NULL, NULL);
    for (ptrdiff_t i = gone; i-- > 0;) release(rt, old[i]);
    heap_free(rt, old);
    return 0;
}

int list_assign_slice(Rt *rt, Ref list, ptrdiff_t start, ptrdiff_t end, Ref iterable)
{
    if (iterable == NULL) return splice(rt, list, start, end, NULL, 0);
    Own items = iterable == list ? list_slice(rt, list, 0, list_length(list)) : sequence_fast(rt, iterable, "can only assign an iterable");
    if (items == NULL) return -1;
    if (start > list_length(list)) start = list_length(list);
    if (end > list_length(list)) end = list_length(list);
    if (end < start) end = start;
    bool from_list = is_list(items);
    int status = splice(rt, list, start, end, from_list ? AS_LIST(items)->items : AS_TUPLE(items)->items, from_list ? list_length(items) : tuple_length(items));
    release(rt, items);
    return status;
}

Own list_subscript(Rt *rt, Ref self, Ref key)
{
    if (number_has_index(key)) {
        ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
        if (index == -1 && rt_is_pending(rt)) return NULL;
        if (index < 0) index += list_length(self);
        if (index < 0 || index >= list_length(self)) return error_raise(rt, TYPE_IndexError, "list index out of range");
        return new_ref(list_peek(self, index));
    }
    if (!is_exact(key, TYPE_slice)) {
        return error_raise(rt, TYPE_TypeError, "list indices must be integers or slices, not %.200T", key);
    }
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, list_length(self), &start, &stop, &step);
    if (count < 0) return NULL;
    Own list = list_new(rt, count);
    for (ptrdiff_t i = 0; list != NULL && i < count; i++) {
        AS_LIST(list)->items[i] = new_ref(list_peek(self, start + i * step));
    }
    return list;
}

/* del list[start::step]: the items that stay move up, the others are released afterwards. */
static int delete_stepped(Rt *rt, Ref list, ptrdiff_t start, ptrdiff_t step, ptrdiff_t count)
{
    ListObj *self = AS_LIST(list);
    if (count == 0) return 0;
    if (step < 0) {
        start += (count - 1) * step;
        step = -step;
    }
    Own *old = heap_alloc(rt, (size_t)count * sizeof(Own));
    if (old == NULL) return -1;
    ptrdiff_t to = start, taken = 0;
    for (ptrdiff_t i = start; i < self->head.length; i++) {
        if (taken < count && i == start + taken * step) old[taken++] = self->items[i];
        else self->items[to++] = self->items[i];
    }
    self->head.length = to;
    int status = list_resize(rt, list, to);
    list_heard(rt, list, WRITE_REORDER, start, NULL, NULL);
    for (ptrdiff_t i = 0; i < count; i++) release(rt, old[i]);
    heap_free(rt, old);
    return status;
}

static int assign_stepped(Rt *rt, Ref list, ptrdiff_t start, ptrdiff_t step, ptrdiff_t count, Ref value)
{
    Own items = value == list ? list_slice(rt, list, 0, list_length(list)) : sequence_fast(rt, value, "must assign iterable to extended slice");
    if (items == NULL) return -1;
    bool from_list = is_list(items);
    ptrdiff_t given = from_list ? list_length(items) : tuple_length(items);
    int status = 0;
    if (given != count) {
        status = error_raise_int(rt, TYPE_ValueError, "attempt to assign sequence of size %zd to extended slice of size %zd", given, count);
    }
    for (ptrdiff_t i = 0; status == 0 && i < count; i++) {
        ptrdiff_t at = start + i * step;
        if (at >= list_length(list)) break;
        Own item = new_ref(from_list ? list_peek(items, i) : tuple_peek(items, i));
        Own old = AS_LIST(list)->items[at];
        AS_LIST(list)->items[at] = item;
        list_heard(rt, list, WRITE_ITEM, at, old, item);
        release(rt, old);
    }
    release(rt, items);
    return status;
}

int list_assign_subscript(Rt *rt, Ref self, Ref key, Ref value)
{
    if (number_has_index(key)) {
        ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
        if (index == -1 && rt_is_pending(rt)) return -1;
        return list_assign_item(rt, self, index < 0 ? index + list_length(self) : index, value);
    }
    if (!is_exact(key, TYPE_slice)) {
        return error_raise_int(rt, TYPE_TypeError, "list indices must be integers or slices, not %.200T", key);
    }
    ptrdiff_t start, stop, step, count = slice_resolve(rt, key, list_length(self), &start, &stop, &step);
    if (count < 0) return -1;
    if (step == 1) return list_assign_slice(rt, self, start, start + count, value);
    if (value == NULL) return delete_stepped(rt, self, start, step, count);
    return assign_stepped(rt, self, start, step, count, value);
}

Own list_pop_at(Rt *rt, Ref list, ptrdiff_t index)
{
    ListObj *self = AS_LIST(list);
    if (self->head.length == 0) return error_raise(rt, TYPE_IndexError, "pop from empty list");
    if (index < 0) index += self->head.length;
    if (index < 0 || index >= self->head.length) return error_raise(rt, TYPE_IndexError, "pop index out of range");
    Own item = self->items[index];
    ptrdiff_t after = self->head.length - index - 1;
    memmove(self->items + index, self->items + index + 1, (size_t)after * sizeof(Own));
    if (list_resize(rt, list, self->head.length - 1) < 0) {
        memmove(self->items + index + 1, self->items + index, (size_t)after * sizeof(Own));
        self->items[index] = item;
        return NULL;
    }
    list_heard(rt, list, WRITE_POP, index, item, NULL);
    return item;
}

/* --- methods */

static Own method_insert(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t index = number_as_size(rt, args[0], TYPE_OverflowError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return list_insert(rt, self, index, args[1]) < 0 ? NULL : none_new(rt);
}

static Own method_pop(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t index = -1;
    if (args_size(rt, nargs == 0 ? NULL : args[0], &index) < 0) return NULL;
    return list_pop_at(rt, self, index);
}

static Own method_copy(Rt *rt, Ref self)
{
    return list_slice(rt, self, 0, list_length(self));
}

/* The next index from FROM on whose item equals ITEM; -1: none, -2: error. */
static ptrdiff_t find_item(Rt *rt, Ref self, Ref item, ptrdiff_t from, ptrdiff_t stop)
{
    for (ptrdiff_t i = from; i < stop && i < list_length(self); i++) {
        Own held = new_ref(list_peek(self, i));
        int equal = object_compare_bool(rt, held, item, COMPARE_EQ);
        release(rt, held);
        if (equal < 0 || error_poll(rt) < 0) return -2;
        if (equal) return i;
    }
    return -1;
}

static Own method_remove(Rt *rt, Ref self, Ref item)
{
    ptrdiff_t index = find_item(rt, self, item, 0, PTRDIFF_MAX);
    if (index == -2) return NULL;
    if (index == -1) return error_raise(rt, TYPE_ValueError, "list.remove(x): x not in list");
    return list_assign_slice(rt, self, index, index + 1, NULL) < 0 ? NULL : none_new(rt);
}

static Own method_index(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t start = 0, stop = PTRDIFF_MAX;
    if (index_bounds(rt, args + 1, nargs - 1, list_length(self), &start, &stop) < 0) return NULL;
    ptrdiff_t index = find_item(rt, self, args[0], start, stop);
    if (index == -2) return NULL;
    if (index == -1) return error_raise(rt, TYPE_ValueError, "%R is not in list", args[0]);
    return int_new(rt, index);
}

static Own method_count(Rt *rt, Ref self, Ref item)
{
    ptrdiff_t count = 0, index = -1;
    while ((index = find_item(rt, self, item, index + 1, PTRDIFF_MAX)) >= 0) count++;
    return index == -2 ? NULL : int_new(rt, count);
}

static Own method_sort(Rt *rt, Ref self, Ref *parts)
{
    int reverse = 0;
    if (parts[1] != NULL) {
        ptrdiff_t truth = number_as_size(rt, parts[1], TYPE_OverflowError);
        if (truth == -1 && rt_is_pending(rt)) return NULL;
        reverse = truth != 0;
    }
    Ref key = parts[0] == rt->none ? NULL : parts[0];
    return list_sort(rt, self, key, reverse != 0) < 0 ? NULL : none_new(rt);
}

static Own method_reversed(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_list_reverseiterator, self, list_length(self) - 1);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, self->type->basicsize + AS_LIST(self)->allocated * (ptrdiff_t)sizeof(Own));
}

const MethodDef list_methods[] = {
    {"__getitem__", METHOD_O, {.binary = list_subscript}, "x.__getitem__(y) <==> x[y]", METHOD_COEXIST},
    {"__reversed__", METHOD_NOARGS, {.unary = method_reversed}, "__reversed__($self, /)\n--\n\nAn iterator from the last item to the first.", 0},
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "__sizeof__($self, /)\n--\n\nSize in memory, in bytes.", 0},
    {"clear", METHOD_NOARGS_STATUS, {.act = list_clear}, "clear($self, /)\n--\n\nRemoves all items.", 0},
    {"copy", METHOD_NOARGS, {.unary = method_copy}, "copy($self, /)\n--\n\nA shallow copy.", 0},
    {"append", METHOD_O_STATUS, {.act_on = list_append}, "append($self, object, /)\n--\n\nAdds the object at the end.", 0},
    {"insert", METHOD_FASTCALL, {.fast = method_insert, .least = 2, .most = 2}, "insert($self, index, object, /)\n--\n\nPuts the object before the index.", 0},
    {"extend", METHOD_O_STATUS, {.act_on = list_extend}, "extend($self, iterable, /)\n--\n\nAdds the items of the iterable.", 0},
    {"pop", METHOD_FASTCALL, {.fast = method_pop, .most = 1}, "pop($self, index=-1, /)\n--\n\nRemoves and returns an item, by default the last.", 0},
    {"remove", METHOD_O, {.binary = method_remove}, "remove($self, value, /)\n--\n\nRemoves the first item that equals the value.", 0},
    {"index", METHOD_FASTCALL, {.fast = method_index, .least = 1, .most = 3}, "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nFirst index of the value; ValueError when it is not there.", 0},
    {"count", METHOD_O, {.binary = method_count}, "count($self, value, /)\n--\n\nHow often the value occurs.", 0},
    {"reverse", METHOD_NOARGS_STATUS, {.act = list_reverse}, "reverse($self, /)\n--\n\nReverses the order, in place.", 0},
    {"sort", METHOD_BOUND, {.bound = method_sort, .most = 0, .names = NAMES("key", "reverse")}, "sort($self, /, *, key=None, reverse=False)\n--\n\nSorts in place, ascending; equal items keep their order.", 0},
    {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS},
    {0},
};
