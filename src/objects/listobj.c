/* Lists: an array of references with room to grow, which grows by an eighth; items[0..length)
   are never NULL once others see the list.  Emptied lists return to a free list of 80.

   Whoever changes a list tells the observers through list_heard. */
#include "objects/listobj.h"

#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/iterobj.h"
#include "objects/list_impl.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

void list_heard(Rt *rt, Ref list, WriteKind kind, ptrdiff_t index, Ref old, Ref value)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, list, kind, index, NULL, old, value);
    }
}

Own list_new(Rt *rt, ptrdiff_t length)
{
    ObjectState *state = rt->objects;
    if (length < 0 || length > PTRDIFF_MAX / (ptrdiff_t)sizeof(Own)) return error_no_memory(rt);
    Own list = free_objects_take(rt, &state->free_lists, RT_TYPE(rt, list));
    if (list == NULL) return NULL;
    ListObj *self = AS_LIST(list);
    if (length > 0) {
        self->items = heap_alloc(rt, (size_t)length * sizeof(Own));
        if (self->items == NULL) return error_release(rt, list);
        memset(self->items, 0, (size_t)length * sizeof(Own));
        self->head.length = self->allocated = length;
    }
    gc_track(rt, list);
    return list;
}

Own list_from(Rt *rt, const Ref *items, ptrdiff_t length)
{
    Own list = list_new(rt, length);
    if (list == NULL) return NULL;
    for (ptrdiff_t i = 0; i < length; i++) AS_LIST(list)->items[i] = new_ref(items[i]);
    return list;
}

int list_resize(Rt *rt, Ref list, ptrdiff_t length)
{
    ListObj *self = AS_LIST(list);
    if (self->allocated >= length && length >= self->allocated >> 1) {
        self->head.length = length;
        return 0;
    }
    size_t wanted = (size_t)length;
    size_t room = (wanted + (wanted >> 3) + 6) & ~(size_t)3;
    if (length - self->head.length > (ptrdiff_t)(room - wanted)) room = (wanted + 3) & ~(size_t)3;
    if (length == 0) room = 0;
    if (room > PTRDIFF_MAX / sizeof(Own)) {
        (void)error_no_memory(rt);
        return -1;
    }
    if (room == 0) {
        heap_free(rt, self->items);
        self->items = NULL;
    } else {
        Own *items = heap_realloc(rt, self->items, room * sizeof(Own));
        if (items == NULL) return -1;
        self->items = items;
    }
    self->head.length = length;
    self->allocated = (ptrdiff_t)room;
    return 0;
}

/* The same for an empty list without memory, with no room to grow. */
static int list_reserve_exact(Rt *rt, Ref list, ptrdiff_t length)
{
    length = (length + 1) & ~(ptrdiff_t)1;
    if ((size_t)length > PTRDIFF_MAX / sizeof(Own)) {
        (void)error_no_memory(rt);
        return -1;
    }
    Own *items = heap_alloc(rt, (size_t)length * sizeof(Own));
    if (items == NULL) return -1;
    AS_LIST(list)->items = items;
    AS_LIST(list)->allocated = length;
    return 0;
}

int list_append_take(Rt *rt, Ref list, Own item)
{
    ListObj *self = AS_LIST(list);
    ptrdiff_t length = self->head.length;
    if (self->allocated > length) {
        self->head.length = length + 1;
    } else if (list_resize(rt, list, length + 1) < 0) {
        release(rt, item);
        return -1;
    }
    self->items[length] = item;
    list_heard(rt, list, WRITE_APPEND, length, NULL, item);
    return 0;
}

int list_append(Rt *rt, Ref list, Ref item)
{
    return list_append_take(rt, list, new_ref(item));
}

int list_insert(Rt *rt, Ref list, ptrdiff_t index, Ref item)
{
    ListObj *self = AS_LIST(list);
    ptrdiff_t length = self->head.length;
    if (list_resize(rt, list, length + 1) < 0) return -1;
    if (index < 0) index = index + length < 0 ? 0 : index + length;
    if (index > length) index = length;
    memmove(self->items + index + 1, self->items + index, (size_t)(length - index) * sizeof(Own));
    self->items[index] = new_ref(item);
    list_heard(rt, list, WRITE_INSERT, index, NULL, item);
    return 0;
}

/* The items are given up before they are released: releasing may run code that sees the list. */
static void drop_items(Rt *rt, ListObj *self)
{
    Own *items = self->items;
    ptrdiff_t length = self->head.length;
    self->head.length = self->allocated = 0;
    self->items = NULL;
    for (ptrdiff_t i = length; i-- > 0;) release(rt, items[i]);
    heap_free(rt, items);
}

int list_clear(Rt *rt, Ref list)
{
    list_heard(rt, list, WRITE_CLEAR, -1, NULL, NULL);
    if (AS_LIST(list)->items != NULL) drop_items(rt, AS_LIST(list));
    return 0;
}

/* Items of a list or tuple, copied first: LIST may be ITERABLE itself. */
static int extend_fast(Rt *rt, Ref list, Ref iterable)
{
    ListObj *self = AS_LIST(list);
    bool from_list = is_list(iterable);
    ptrdiff_t count = from_list ? list_length(iterable) : tuple_length(iterable), length = self->head.length;
    if (count == 0) return 0;
    if (self->items == NULL) {
        if (list_reserve_exact(rt, list, count) < 0) return -1;
        self->head.length = count;
    } else if (list_resize(rt, list, length + count) < 0) {
        return -1;
    }
    Own *from = from_list ? AS_LIST(iterable)->items : AS_TUPLE(iterable)->items;
    for (ptrdiff_t i = 0; i < count; i++) {
        self->items[length + i] = new_ref(from[i]);
        list_heard(rt, list, WRITE_APPEND, length + i, NULL, from[i]);
    }
    return 0;
}

static int extend_by_next(Rt *rt, Ref list, Ref iterator)
{
    for (;;) {
        Own item = NULL;
        int more = object_next(rt, iterator, &item);
        if (more <= 0) return more;
        if (list_append_take(rt, list, item) < 0 || error_poll(rt) < 0) return -1;
    }
}

int list_extend(Rt *rt, Ref list, Ref iterable)
{
    if (is_exact(iterable, TYPE_list) || is_exact(iterable, TYPE_tuple) || iterable == list) {
        return extend_fast(rt, list, iterable);
    }
    Own iterator = object_iter(rt, iterable);
    if (iterator == NULL) return -1;
    ListObj *self = AS_LIST(list);
    ptrdiff_t hint = object_length_hint(rt, iterable, 8), length = self->head.length;
    int status = hint < 0 ? -1 : 0;
    if (status == 0 && hint > 0 && length <= PTRDIFF_MAX - hint) {
        if (self->items == NULL) status = list_reserve_exact(rt, list, hint);
        else if ((status = list_resize(rt, list, length + hint)) == 0) self->head.length = length;
    }
    if (status == 0) status = extend_by_next(rt, list, iterator);
    if (status == 0 && self->head.length < self->allocated) status = list_resize(rt, list, self->head.length);
    release(rt, iterator);
    return status;
}

int list_reverse(Rt *rt, Ref list)
{
    ListObj *self = AS_LIST(list);
    for (ptrdiff_t low = 0, high = self->head.length - 1; low < high; low++, high--) {
        Own item = self->items[low];
        self->items[low] = self->items[high];
        self->items[high] = item;
    }
    list_heard(rt, list, WRITE_REORDER, -1, NULL, NULL);
    return 0;
}

Own list_to_tuple(Rt *rt, Ref list)
{
    return tuple_from(rt, as_refs(AS_LIST(list)->items), list_length(list));
}

/* --- slots */

static void list_dealloc(Rt *rt, Obj *self)
{
    if (AS_LIST(self)->items != NULL) drop_items(rt, AS_LIST(self));
    if (!is_exact(self, TYPE_list)) {
        object_free(rt, self);
        return;
    }
    AS_LIST(self)->head.length = 0;
    AS_LIST(self)->items = NULL;
    AS_LIST(self)->allocated = 0;
    free_objects_put(rt, &rt->objects->free_lists, self);
}

static int list_traverse(Ref self, VisitFn visit, void *context)
{
    for (ptrdiff_t i = list_length(self); i-- > 0;) {
        Ref item = list_peek(self, i);
        int result = item == NULL ? 0 : visit(item, context);
        if (result != 0) return result;
    }
    return 0;
}

static int list_tp_clear(Rt *rt, Obj *self)
{
    if (AS_LIST(self)->items != NULL) drop_items(rt, AS_LIST(self));
    return 0;
}

static ptrdiff_t list_sq_length(Rt *rt, Ref self)
{
    return list_length(self);
}

static Own list_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (index < 0 || index >= list_length(self)) {
        return error_raise(rt, TYPE_IndexError, "list index out of range");
    }
    return new_ref(list_peek(self, index));
}

int list_assign_item(Rt *rt, Ref self, ptrdiff_t index, Ref value)
{
    if (index < 0 || index >= list_length(self)) {
        return error_raise_int(rt, TYPE_IndexError, "list assignment index out of range");
    }
    if (value == NULL) return list_assign_slice(rt, self, index, index + 1, NULL);
    Own old = AS_LIST(self)->items[index];
    AS_LIST(self)->items[index] = new_ref(value);
    list_heard(rt, self, WRITE_ITEM, index, old, value);
    release(rt, old);
    return 0;
}

static Own list_concat(Rt *rt, Ref left, Ref right)
{
    if (!is_list(right)) {
        return error_raise(rt, TYPE_TypeError, "can only concatenate list (not \"%.200T\") to list", right);
    }
    ptrdiff_t a = list_length(left), b = list_length(right);
    Own list = list_new(rt, a + b);
    if (list == NULL) return NULL;
    for (ptrdiff_t i = 0; i < a; i++) AS_LIST(list)->items[i] = new_ref(list_peek(left, i));
    for (ptrdiff_t i = 0; i < b; i++) AS_LIST(list)->items[a + i] = new_ref(list_peek(right, i));
    return list;
}

enum { POLL_EVERY = 1 << 14 }; /* items */

static Own list_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = list_length(self);
    if (times <= 0 || length == 0) return list_new(rt, 0);
    if (length > PTRDIFF_MAX / times) return error_no_memory(rt);
    Own list = list_new(rt, length * times);
    for (ptrdiff_t i = 0, from = 0; list != NULL && i < length * times; i++) {
        AS_LIST(list)->items[i] = new_ref(list_peek(self, from));
        if (++from == length) from = 0;
        if (i % POLL_EVERY == 0 && error_poll(rt) < 0) release_clear(rt, &list);
    }
    return list;
}

static Own list_inplace_concat(Rt *rt, Ref self, Ref other)
{
    return list_extend(rt, self, other) < 0 ? NULL : new_ref(self);
}

static Own list_inplace_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = list_length(self);
    if (length == 0 || times == 1) return new_ref(self);
    if (times < 1) return list_clear(rt, self) < 0 ? NULL : new_ref(self);
    if (length > PTRDIFF_MAX / times) return error_no_memory(rt);
    if (list_resize(rt, self, length * times) < 0) return NULL;
    for (ptrdiff_t i = length; i < length * times; i++) {
        AS_LIST(self)->items[i] = new_ref(AS_LIST(self)->items[i - length]);
        list_heard(rt, self, WRITE_APPEND, i, NULL, list_peek(self, i));
    }
    return new_ref(self);
}

static int list_contains(Rt *rt, Ref self, Ref item)
{
    for (ptrdiff_t i = 0; i < list_length(self); i++) {
        Own held = new_ref(list_peek(self, i));
        int equal = object_compare_bool(rt, held, item, COMPARE_EQ);
        release(rt, held);
        if (equal != 0) return equal;
        if (error_poll(rt) < 0) return -1;
    }
    return 0;
}

static Own list_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_list(left) || !is_list(right)) return not_implemented_new(rt);
    const ListObj *a = AS_LIST(left), *b = AS_LIST(right);
    if (a->head.length != b->head.length && (op == COMPARE_EQ || op == COMPARE_NE)) {
        return bool_new(rt, op == COMPARE_NE);
    }
    if (call_enter(rt, " in comparison") < 0) return NULL;
    Own result = sequence_compare(rt, &a->items, &a->head.length, &b->items, &b->head.length, op);
    call_leave(rt);
    return result;
}

static Own list_repr(Rt *rt, Ref self)
{
    if (list_length(self) == 0) return str_new(rt, "[]");
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "[...]");
    Buf buf = BUF_INIT;
    Own result = NULL;
    for (ptrdiff_t i = 0; i < list_length(self); i++) {
        buf_add_text(&buf, i == 0 ? "[" : ", ");
        Own item = new_ref(list_peek(self, i)), text = object_repr(rt, item);
        release(rt, item);
        if (str_take_to_buf(rt, text, &buf) < 0) goto done;
    }
    buf_add_char(&buf, ']');
    result = str_from_buf(rt, &buf);
done:
    repr_leave(rt, self);
    buf_fini(&buf);
    return result;
}

static int list_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", NULL};
    static const ArgSpec spec = {"list", names, 0, 1, 0};
    Ref iterable;
    bool own_new = self->type->slots.tp_new != RT_TYPE(rt, list)->slots.tp_new;
    if (!own_new && args_no_keywords(rt, "list", kwargs) < 0) return -1;
    if (args_bind_tuple(rt, &spec, args, NULL, &iterable) < 0) return -1;
    if (AS_LIST(self)->items != NULL) (void)list_clear(rt, self);
    return iterable == NULL ? 0 : list_extend(rt, self, iterable);
}

static Own list_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return type->slots.tp_alloc(rt, type, 0);
}

/* list(…), without a tuple of the arguments. */
static Own list_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "list", nargsf, kwnames, 0, 1);
    if (nargs < 0) return NULL;
    Own list = list_type_new(rt, AS_TYPE(self), NULL, NULL);
    if (list != NULL && nargs == 1 && list_extend(rt, list, args[0]) < 0) release_clear(rt, &list);
    return list;
}

static Own list_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_list_iterator, self, 0);
}

const TypeSpec list_type_spec = {
    .name = "list",
    .id = TYPE_list,
    .basicsize = sizeof(ListObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_LIST_SUBCLASS | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_SEQUENCE,
    .doc = "list(iterable=(), /)\n--\n\nA changeable sequence of the iterable's items.",
    .slots = {
        .tp_dealloc = list_dealloc,
        .tp_traverse = list_traverse,
        .tp_clear = list_tp_clear,
        .tp_new = list_type_new,
        .tp_init = list_init,
        .tp_type_vectorcall = list_type_call,
        .tp_repr = list_repr,
        .tp_richcompare = list_richcompare,
        .tp_iter = list_iter,
        .sq_length = list_sq_length,
        .sq_concat = list_concat,
        .sq_repeat = list_repeat,
        .sq_item = list_item,
        .sq_ass_item = list_assign_item,
        .sq_contains = list_contains,
        .sq_inplace_concat = list_inplace_concat,
        .sq_inplace_repeat = list_inplace_repeat,
        .mp_length = list_sq_length,
        .mp_subscript = list_subscript,
        .mp_ass_subscript = list_assign_subscript,
    },
    .methods = list_methods,
};
