/* The type collections.deque: its slots, and its iterators.

   maxlen holds whenever Python code sees the deque: an item that is one too many is taken off the
   other end, and released when all is in order again. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "modules/deque.h"
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

bool is_deque(Rt *rt, Ref obj)
{
    return type_is_subtype(obj->type, RT_TYPE(rt, deque));
}

int deque_append(Rt *rt, Ref self, Own item, bool at_front)
{
    DequeObj *deque = AS_DEQUE(self);
    int status = at_front ? deque_push_first(rt, deque, item) : deque_push_last(rt, deque, item);
    if (status == 0 && (size_t)deque->head.length > (size_t)deque->most)
        release(rt, at_front ? deque_pop_last(rt, deque) : deque_pop_first(rt, deque));
    return status;
}

/* Reads an iterator to its end. */
static int exhaust(Rt *rt, Ref iterator)
{
    Own item = NULL;
    int more;
    while ((more = object_next(rt, iterator, &item)) > 0) {
        release(rt, item);
        if (error_poll(rt) < 0) return -1;
    }
    return more;
}

int deque_extend(Rt *rt, Ref self, Ref iterable, bool at_front)
{
    Own copy = iterable == self ? sequence_to_list(rt, iterable) : new_ref(iterable);
    Own iterator = copy == NULL ? NULL : object_iter(rt, copy), item = NULL;
    release(rt, copy);
    if (iterator == NULL) return -1;
    if (AS_DEQUE(self)->head.length == 0) deque_make_room(AS_DEQUE(self), at_front);
    int more = AS_DEQUE(self)->most == 0 ? exhaust(rt, iterator) : 1;
    while (more > 0 && (more = object_next(rt, iterator, &item)) > 0) {
        if (deque_append(rt, self, item, at_front) < 0 || error_poll(rt) < 0) more = -1;
    }
    release(rt, iterator);
    return more;
}

static Own deque_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_DEQUE(self)->most = -1;
    if (deque_init_store(rt, AS_DEQUE(self)) < 0) release_clear(rt, &self);
    return self;
}

static int deque_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"iterable", "maxlen", NULL};
    static const ArgSpec spec = {"deque", names, 0, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return -1;
    ptrdiff_t most = -1;
    if (given[1] != NULL && given[1] != rt->none) {
        if (!is_int(given[1])) return error_raise_int(rt, TYPE_TypeError, "an integer is required");
        int overflow;
        most = (ptrdiff_t)int_value_overflow(given[1], &overflow);
        if (overflow != 0) return error_raise_int(rt, TYPE_OverflowError, "Python int too large to convert to C ssize_t");
        if (most < 0) return error_raise_int(rt, TYPE_ValueError, "maxlen must be non-negative");
    }
    AS_DEQUE(self)->most = most;
    deque_clear(rt, AS_DEQUE(self));
    return given[0] == NULL ? 0 : deque_extend(rt, self, given[0], false);
}

Own deque_copy(Rt *rt, Ref self)
{
    const DequeObj *deque = AS_DEQUE(self);
    Ref type = (Ref)self->type;
    if (!is_exact(self, TYPE_deque)) {
        Own most = int_new(rt, deque->most);
        if (most == NULL) return NULL;
        Own result = deque->most < 0 ? call_one(rt, type, self) : call_two(rt, type, self, most);
        release(rt, most);
        if (result != NULL && !is_deque(rt, result)) {
            error_raise(rt, TYPE_TypeError, "%.200N() must return a deque, not %.200T", type, result);
            release_clear(rt, &result);
        }
        return result;
    }
    Own copy = deque_new(rt, self->type, NULL, NULL);
    if (copy == NULL) return NULL;
    AS_DEQUE(copy)->most = deque->most;
    if (deque_extend(rt, copy, self, false) < 0) release_clear(rt, &copy);
    return copy;
}

/* --- slots */

static void deque_dealloc(Rt *rt, Obj *self)
{
    deque_free_store(rt, AS_DEQUE(self));
    self->type->slots.tp_free(rt, self);
}

static int deque_traverse(Ref self, VisitFn visit, void *context)
{
    DequePlace place = deque_start(AS_DEQUE(self));
    for (ptrdiff_t i = 0; i < AS_DEQUE(self)->head.length; i++) {
        int result = visit(*deque_forward(&place), context);
        if (result != 0) return result;
    }
    return 0;
}

static int deque_tp_clear(Rt *rt, Obj *self)
{
    deque_clear(rt, AS_DEQUE(self));
    return 0;
}

static ptrdiff_t deque_length(Rt *rt, Ref self)
{
    return AS_DEQUE(self)->head.length;
}

static Own deque_repr(Rt *rt, Ref self)
{
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "[...]");
    const DequeObj *deque = AS_DEQUE(self);
    const char *name = type_short_name(self->type);
    Own list = sequence_to_list(rt, self), result = NULL;
    if (list != NULL) {
        if (deque->most >= 0) result = str_format(rt, "%s(%R, maxlen=%zd)", name, list, deque->most);
        else result = str_format(rt, "%s(%R)", name, list);
    }
    repr_leave(rt, self);
    release(rt, list);
    return result;
}

static Own deque_item(Rt *rt, Ref self, ptrdiff_t index)
{
    const DequeObj *deque = AS_DEQUE(self);
    if (index < 0 || index >= deque->head.length) return error_raise(rt, TYPE_IndexError, "deque index out of range");
    return new_ref(*deque_slot(deque, index));
}

/* Takes the item at INDEX out by turning the deque until it lies in front. */
static int delete_at(Rt *rt, DequeObj *deque, ptrdiff_t index)
{
    if (deque_rotate(rt, deque, -index) < 0) return -1;
    Own item = deque_pop_first(rt, deque);
    int status = deque_rotate(rt, deque, index);
    release(rt, item);
    return status;
}

static int deque_assign(Rt *rt, Ref self, ptrdiff_t index, Ref value_or_null)
{
    DequeObj *deque = AS_DEQUE(self);
    if (index < 0 || index >= deque->head.length) return error_raise_int(rt, TYPE_IndexError, "deque index out of range");
    if (value_or_null == NULL) return delete_at(rt, deque, index);
    Own *slot = deque_slot(deque, index);
    deque_told(rt, deque, WRITE_ITEM, index, *slot, value_or_null);
    release_replace(rt, slot, new_ref(value_or_null));
    return 0;
}

static int deque_contains(Rt *rt, Ref self, Ref item)
{
    DequeObj *deque = AS_DEQUE(self);
    size_t state = deque->state;
    DequePlace place = deque_start(deque);
    for (ptrdiff_t left = deque->head.length; left > 0; left--) {
        Own held = new_ref(*deque_forward(&place));
        int equal = object_compare_bool(rt, held, item, COMPARE_EQ);
        release(rt, held);
        if (equal != 0) return equal;
        if (state != deque->state) return error_raise_int(rt, TYPE_RuntimeError, "deque mutated during iteration");
        if (error_poll(rt) < 0) return -1;
    }
    return 0;
}

static Own deque_concat(Rt *rt, Ref self, Ref other)
{
    if (!is_deque(rt, other)) return error_raise(rt, TYPE_TypeError, "can only concatenate deque (not \"%.200T\") to deque", other);
    Own result = deque_copy(rt, self);
    if (result != NULL && deque_extend(rt, result, other, false) < 0) release_clear(rt, &result);
    return result;
}

static Own deque_inplace_concat(Rt *rt, Ref self, Ref other)
{
    return deque_extend(rt, self, other, false) < 0 ? NULL : new_ref(self);
}

static Own deque_inplace_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    DequeObj *deque = AS_DEQUE(self);
    ptrdiff_t length = deque->head.length;
    if (length == 0 || times == 1) return new_ref(self);
    if (times <= 0) {
        deque_clear(rt, deque);
        return new_ref(self);
    }
    /* More rounds than it has room for change nothing. */
    if (deque->most >= 0 && times > deque->most / length + 1) times = deque->most / length + 1;
    if (length > PTRDIFF_MAX / (ptrdiff_t)sizeof(Own) / times) return error_no_memory(rt);
    Own items = sequence_to_list(rt, self), result = NULL;
    if (items == NULL) return NULL;
    for (ptrdiff_t i = 1; i < times; i++) {
        if (deque_extend(rt, self, items, false) < 0) goto done;
    }
    result = new_ref(self);
done:
    release(rt, items);
    return result;
}

static Own deque_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    Own copy = deque_copy(rt, self);
    if (copy == NULL) return NULL;
    Own result = deque_inplace_repeat(rt, copy, times);
    release(rt, copy);
    return result;
}

/* By walking both with their iterators, which notice changes. */
static Own deque_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_deque(rt, left) || !is_deque(rt, right)) return not_implemented_new(rt);
    ptrdiff_t lengths[2] = {AS_DEQUE(left)->head.length, AS_DEQUE(right)->head.length};
    if (op == COMPARE_EQ && left == right) return bool_new(rt, true);
    if (op == COMPARE_NE && left == right) return bool_new(rt, false);
    if (lengths[0] != lengths[1] && (op == COMPARE_EQ || op == COMPARE_NE)) return bool_new(rt, op == COMPARE_NE);
    Own walks[2] = {object_iter(rt, left), NULL}, items[2] = {NULL, NULL}, result = NULL;
    if (walks[0] != NULL) walks[1] = object_iter(rt, right);
    while (walks[1] != NULL && result == NULL) {
        int more_left = object_next(rt, walks[0], &items[0]), more_right = more_left < 0 ? -1 : object_next(rt, walks[1], &items[1]);
        int equal = more_right < 0 ? -1 : 0;
        if (more_left > 0 && more_right > 0) equal = object_compare_bool(rt, items[0], items[1], COMPARE_EQ);
        if (equal == 0) {
            if (more_left > 0 && more_right > 0) result = object_compare(rt, items[0], items[1], op);
            else result = object_compare(rt, rt->small_ints[more_left - SMALL_INT_MIN], rt->small_ints[more_right - SMALL_INT_MIN], op);
        }
        release_clear(rt, &items[0]);
        release_clear(rt, &items[1]);
        if (equal <= 0 || error_poll(rt) < 0) break;
    }
    release(rt, walks[0]);
    release(rt, walks[1]);
    return result;
}

/* --- iterators, both ways */

typedef struct DequeIterator {
    Obj head;
    Own deque;
    DequePlace place;
    size_t state;
    ptrdiff_t left;
} DequeIterator;
#define AS_DEQUE_ITERATOR(ref) ((DequeIterator *)(uintptr_t)(ref))

static Own iterator_over(Rt *rt, Ref self, TypeId type)
{
    Own walk = object_new(rt, rt->types[type]);
    if (walk == NULL) return NULL;
    const DequeObj *deque = AS_DEQUE(self);
    AS_DEQUE_ITERATOR(walk)->deque = new_ref(self);
    AS_DEQUE_ITERATOR(walk)->place = type == TYPE_deque_iterator ? deque_start(deque) : (DequePlace){deque->last, deque->last_index};
    AS_DEQUE_ITERATOR(walk)->state = deque->state;
    AS_DEQUE_ITERATOR(walk)->left = deque->head.length;
    gc_track(rt, walk);
    return walk;
}

static Own deque_iter(Rt *rt, Ref self)
{
    return iterator_over(rt, self, TYPE_deque_iterator);
}

Own deque_reversed(Rt *rt, Ref self)
{
    return iterator_over(rt, self, TYPE_deque_reverse_iterator);
}

static int iterator_next(Rt *rt, Ref self, Own *item)
{
    DequeIterator *walk = AS_DEQUE_ITERATOR(self);
    if (walk->deque == NULL) return 0;
    if (walk->state != AS_DEQUE(walk->deque)->state) {
        walk->left = 0;
        return error_raise_int(rt, TYPE_RuntimeError, "deque mutated during iteration");
    }
    if (walk->left == 0) return 0;
    walk->left--;
    *item = new_ref(is_exact(self, TYPE_deque_iterator) ? *deque_forward(&walk->place) : *deque_backward(&walk->place));
    return 1;
}

/* _deque_iterator(deque, index=0, /): one that has given INDEX items. */
static Own iterator_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, type_short_name(type), args, kwargs, 1, 2) < 0) return NULL;
    Ref deque = tuple_peek(args, 0);
    if (!is_deque(rt, deque)) return error_raise(rt, TYPE_TypeError, "argument 1 must be collections.deque, not %.50K", deque);
    ptrdiff_t skip = tuple_length(args) > 1 ? number_as_size(rt, tuple_peek(args, 1), TYPE_OverflowError) : 0;
    if (skip == -1 && rt_is_pending(rt)) return NULL;
    Own walk = iterator_over(rt, deque, type->id), item = NULL;
    for (int more = 1; walk != NULL && more > 0 && skip > 0; skip--) {
        more = iterator_next(rt, walk, &item);
        if (more > 0) release_clear(rt, &item);
        if (more < 0) release_clear(rt, &walk);
    }
    return walk;
}

static Own iterator_hint(Rt *rt, Ref self)
{
    return int_new(rt, AS_DEQUE_ITERATOR(self)->left);
}

static Own iterator_reduce(Rt *rt, Ref self)
{
    const DequeIterator *walk = AS_DEQUE_ITERATOR(self);
    if (walk->deque == NULL) return tuple_build(rt, "O(O)", (Ref)self->type, rt->empty_tuple);
    return tuple_build(rt, "O(ON)", (Ref)self->type, walk->deque, int_new(rt, AS_DEQUE(walk->deque)->head.length - walk->left));
}

static const MethodDef iterator_methods[] = {
    {"__length_hint__", METHOD_NOARGS, {.unary = iterator_hint}, "Private method returning an estimate of len(list(it)).", 0},
    {"__reduce__", METHOD_NOARGS, {.unary = iterator_reduce}, "Return state information for pickling.", 0},
    {0},
};

#define ITERATOR_SPEC(short_name)                                                                                       \
    const TypeSpec deque_##short_name##_type_spec = {                                                                   \
        .name = "_collections._deque_" #short_name,                                                                     \
        .id = TYPE_deque_##short_name,                                                                                  \
        .basicsize = sizeof(DequeIterator),                                                                             \
        .flags = TYPE_FLAG_GC,                                                                                          \
        .owned = OWNED(DequeIterator, deque, deque),                                                                    \
        .slots = {OWNED_SLOTS, .tp_new = iterator_new, .tp_iter = object_itself, .tp_iternext = iterator_next}, \
        .methods = iterator_methods,                                                                                    \
    }
ITERATOR_SPEC(iterator);
ITERATOR_SPEC(reverse_iterator);

/* --- the type */

static Own deque_maxlen(Rt *rt, Ref self)
{
    ptrdiff_t most = AS_DEQUE(self)->most;
    return most < 0 ? none_new(rt) : int_new(rt, most);
}

const TypeSpec deque_type_spec = {
    .name = "collections.deque",
    .id = TYPE_deque,
    .basicsize = sizeof(DequeObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE | TYPE_FLAG_SEQUENCE,
    .weaklist_offset = offsetof(DequeObj, weakrefs),
    .doc = "deque([iterable[, maxlen]]) --> deque object\n\nA sequence that grows and shrinks at both ends in constant time.",
    .slots = {
        .tp_dealloc = deque_dealloc,
        .tp_traverse = deque_traverse,
        .tp_clear = deque_tp_clear,
        .tp_new = deque_new,
        .tp_init = deque_init,
        .tp_repr = deque_repr,
        .tp_richcompare = deque_richcompare,
        .tp_iter = deque_iter,
        .sq_length = deque_length,
        .sq_concat = deque_concat,
        .sq_repeat = deque_repeat,
        .sq_item = deque_item,
        .sq_ass_item = deque_assign,
        .sq_contains = deque_contains,
        .sq_inplace_concat = deque_inplace_concat,
        .sq_inplace_repeat = deque_inplace_repeat,
    },
    .methods = deque_methods,
    .getset = GETSETS(
        {"maxlen", deque_maxlen, NULL, "maximum size of a deque or None if unbounded"}),
};
