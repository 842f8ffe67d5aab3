/* Tuples.  A tuple is filled once, right after it was made, and never changes after that; small
   ones return to the free list of their size.  All new tuples are tracked; the collector takes
   those out whose items can never be part of a cycle. */
#include "objects/tupleobj.h"

#include <stdarg.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

/* A tuple with its items NULL, not tracked yet. */
static Own tuple_alloc(Rt *rt, ptrdiff_t length)
{
    if (length == 0) return new_ref(rt->empty_tuple);
    ObjectState *state = rt->objects;
    if (length < FREE_TUPLE_SIZES && state->free_tuples[length] != NULL) {
        Obj *tuple = state->free_tuples[length];
        state->free_tuples[length] = AS_TUPLE(tuple)->items[0];
        state->free_tuple_count[length]--;
        AS_TUPLE(tuple)->items[0] = NULL;
        return object_revive(rt, tuple);
    }
    if (length < 0 || length > PTRDIFF_MAX / (ptrdiff_t)sizeof(Own) - 8) return error_no_memory(rt);
    return object_new_var(rt, RT_TYPE(rt, tuple), length);
}

Own tuple_new(Rt *rt, ptrdiff_t length)
{
    Own tuple = tuple_alloc(rt, length);
    if (tuple != NULL && length > 0) gc_track(rt, tuple);
    return tuple;
}

Own tuple_of_sizes(Rt *rt, const ptrdiff_t *sizes, ptrdiff_t count)
{
    Own tuple = tuple_new(rt, count);
    for (ptrdiff_t i = 0; tuple != NULL && i < count; i++) {
        Own number = int_new(rt, sizes[i]);
        if (number == NULL) release_clear(rt, &tuple);
        else tuple_take(tuple, i, number);
    }
    return tuple;
}

int tuple_resize(Rt *rt, Own *tuple, ptrdiff_t length)
{
    ptrdiff_t old = tuple_length(*tuple);
    if (old == length) return 0;
    if (old == 0 || length == 0) {
        release_replace(rt, tuple, tuple_new(rt, length));
        return *tuple == NULL ? -1 : 0;
    }
    gc_untrack(rt, *tuple);
    for (ptrdiff_t i = length; i < old; i++) release_clear(rt, &AS_TUPLE(*tuple)->items[i]);
    Obj *resized = object_resize(rt, *tuple, sizeof(TupleObj) + (size_t)length * sizeof(Own));
    if (resized == NULL) {
        release_clear(rt, tuple);
        return -1;
    }
    for (ptrdiff_t i = old; i < length; i++) AS_TUPLE(resized)->items[i] = NULL;
    AS_TUPLE(resized)->head.length = length;
    gc_track(rt, resized);
    *tuple = resized;
    return 0;
}

Own tuple_from(Rt *rt, const Ref *items, ptrdiff_t length)
{
    Own tuple = tuple_alloc(rt, length);
    if (tuple == NULL || length == 0) return tuple;
    for (ptrdiff_t i = 0; i < length; i++) AS_TUPLE(tuple)->items[i] = new_ref(items[i]);
    gc_track(rt, tuple);
    return tuple;
}

Own tuple_of(Rt *rt, ptrdiff_t length, ...)
{
    Own tuple = tuple_alloc(rt, length);
    if (tuple == NULL || length == 0) return tuple;
    va_list args;
    va_start(args, length);
    for (ptrdiff_t i = 0; i < length; i++) AS_TUPLE(tuple)->items[i] = new_ref(va_arg(args, Ref));
    va_end(args);
    gc_track(rt, tuple);
    return tuple;
}

static ptrdiff_t row_length(const char *format)
{
    ptrdiff_t length = 0;
    for (int depth = 0; *format != '\0' && depth >= 0; format++) {
        length += depth == 0 && *format != ')';
        depth += *format == '(' ? 1 : *format == ')' ? -1 : 0;
    }
    return length;
}

/* Up to the end of a row.  What comes after a NULL is read none the less: some of it is taken. */
static Own build_row(Rt *rt, const char **format, va_list *args)
{
    Own tuple = rt_is_pending(rt) ? NULL : tuple_new(rt, row_length(*format));
    bool complete = tuple != NULL;
    for (ptrdiff_t i = 0; **format != '\0' && **format != ')'; i++) {
        Own item;
        char kind = *(*format)++;
        if (kind == 'N') item = va_arg(*args, Own);
        else if (kind == 'O') item = new_ref_or_null(va_arg(*args, Ref));
        else item = build_row(rt, format, args);
        complete = complete && item != NULL;
        if (tuple != NULL) AS_TUPLE(tuple)->items[i] = item;
        else release(rt, item);
    }
    if (**format == ')') (*format)++;
    if (!complete) release_clear(rt, &tuple);
    return tuple;
}

Own tuple_build(Rt *rt, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Own tuple = build_row(rt, &format, &args);
    va_end(args);
    return tuple;
}

void tuple_tell_item(Rt *rt, Ref tuple, ptrdiff_t index, Ref item)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL)
        rt->hooks->written(rt, rt->hooks->context, tuple, WRITE_ITEM, index, NULL, AS_TUPLE(tuple)->items[index], item);
}

void tuple_take(Ref tuple, ptrdiff_t index, Own item)
{
    viv_debug_assert(AS_TUPLE(tuple)->items[index] == NULL);
    AS_TUPLE(tuple)->items[index] = item;
}

Own tuple_slice(Rt *rt, Ref tuple, ptrdiff_t start, ptrdiff_t end)
{
    ptrdiff_t length = tuple_length(tuple);
    if (start < 0) start = 0;
    if (end > length) end = length;
    if (end < start) end = start;
    if (start == 0 && end == length && is_exact(tuple, TYPE_tuple)) return new_ref(tuple);
    return tuple_from(rt, as_refs(AS_TUPLE(tuple)->items + start), end - start);
}

Own tuple_concat(Rt *rt, Ref left, Ref right)
{
    ptrdiff_t a = tuple_length(left), b = tuple_length(right);
    if (a == 0 && is_exact(right, TYPE_tuple)) return new_ref(right);
    if (b == 0 && is_exact(left, TYPE_tuple)) return new_ref(left);
    Own tuple = tuple_alloc(rt, a + b);
    if (tuple == NULL || a + b == 0) return tuple;
    for (ptrdiff_t i = 0; i < a; i++) AS_TUPLE(tuple)->items[i] = new_ref(tuple_peek(left, i));
    for (ptrdiff_t i = 0; i < b; i++) AS_TUPLE(tuple)->items[a + i] = new_ref(tuple_peek(right, i));
    gc_track(rt, tuple);
    return tuple;
}

static void tuple_dealloc(Rt *rt, Obj *self)
{
    ObjectState *state = rt->objects;
    ptrdiff_t length = tuple_length(self);
    for (ptrdiff_t i = length; i-- > 0;) release(rt, AS_TUPLE(self)->items[i]);
    if (length > 0 && length < FREE_TUPLE_SIZES && is_exact(self, TYPE_tuple) && state->free_tuple_count[length] < FREE_TUPLES) {
        object_retire(rt, self);
        AS_TUPLE(self)->items[0] = state->free_tuples[length];
        for (ptrdiff_t i = 1; i < length; i++) AS_TUPLE(self)->items[i] = NULL;
        state->free_tuples[length] = self;
        state->free_tuple_count[length]++;
        return;
    }
    object_free(rt, self);
}

static int tuple_traverse(Ref self, VisitFn visit, void *context)
{
    for (ptrdiff_t i = tuple_length(self); i-- > 0;) {
        Ref item = tuple_peek(self, i);
        int result = item == NULL ? 0 : visit(item, context);
        if (result != 0) return result;
    }
    return 0;
}

/* --- slots */

static ptrdiff_t tuple_sq_length(Rt *rt, Ref self)
{
    return tuple_length(self);
}

static Own tuple_item(Rt *rt, Ref self, ptrdiff_t index)
{
    if (index < 0 || index >= tuple_length(self)) {
        return error_raise(rt, TYPE_IndexError, "tuple index out of range");
    }
    return new_ref(tuple_peek(self, index));
}

static Own tuple_sq_concat(Rt *rt, Ref left, Ref right)
{
    if (!is_tuple(right)) {
        return error_raise(rt, TYPE_TypeError, "can only concatenate tuple (not \"%.200T\") to tuple", right);
    }
    return tuple_concat(rt, left, right);
}

enum { POLL_EVERY = 1 << 14 }; /* items */

static Own tuple_repeat(Rt *rt, Ref self, ptrdiff_t times)
{
    ptrdiff_t length = tuple_length(self);
    if ((length == 0 || times == 1) && is_exact(self, TYPE_tuple)) return new_ref(self);
    if (length == 0 || times <= 0) return new_ref(rt->empty_tuple);
    if (length > PTRDIFF_MAX / times) return error_no_memory(rt);
    Own tuple = tuple_alloc(rt, length * times);
    if (tuple == NULL) return NULL;
    for (ptrdiff_t i = 0, from = 0; tuple != NULL && i < length * times; i++) {
        AS_TUPLE(tuple)->items[i] = new_ref(tuple_peek(self, from));
        if (++from == length) from = 0;
        if (i % POLL_EVERY == 0 && error_poll(rt) < 0) release_clear(rt, &tuple);
    }
    if (tuple != NULL) gc_track(rt, tuple);
    return tuple;
}

static int tuple_contains(Rt *rt, Ref self, Ref item)
{
    for (ptrdiff_t i = 0; i < tuple_length(self); i++) {
        int equal = object_compare_bool(rt, tuple_peek(self, i), item, COMPARE_EQ);
        if (equal != 0) return equal;
        if (error_poll(rt) < 0) return -1;
    }
    return 0;
}

static Own tuple_stepped(Rt *rt, Ref self, Ref slice)
{
    ptrdiff_t start, stop, step, count = slice_resolve(rt, slice, tuple_length(self), &start, &stop, &step);
    if (count < 0) return NULL;
    if (count == 0) return new_ref(rt->empty_tuple);
    if (step == 1) return tuple_slice(rt, self, start, start + count);
    Own tuple = tuple_alloc(rt, count);
    if (tuple == NULL) return NULL;
    for (ptrdiff_t i = 0; i < count; i++) {
        AS_TUPLE(tuple)->items[i] = new_ref(tuple_peek(self, start + i * step));
    }
    gc_track(rt, tuple);
    return tuple;
}

static Own tuple_subscript(Rt *rt, Ref self, Ref key)
{
    if (is_exact(key, TYPE_slice)) return tuple_stepped(rt, self, key);
    if (!number_has_index(key)) {
        return error_raise(rt, TYPE_TypeError, "tuple indices must be integers or slices, not %.200T", key);
    }
    ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    return tuple_item(rt, self, index < 0 ? index + tuple_length(self) : index);
}

static ptrdiff_t tuple_hash(Rt *rt, Ref self)
{
    const uint64_t prime1 = 11400714785074694791u, prime2 = 14029467366897019727u, prime5 = 2870177450012600261u;
    uint64_t hash = prime5;
    for (ptrdiff_t i = 0; i < tuple_length(self); i++) {
        ptrdiff_t lane = object_hash(rt, tuple_peek(self, i));
        if (lane == -1 || error_poll(rt) < 0) return -1;
        hash += (uint64_t)lane * prime2;
        hash = (hash << 31 | hash >> 33) * prime1;
    }
    hash += (uint64_t)tuple_length(self) ^ (prime5 ^ 3527539u);
    return hash == UINT64_MAX ? 1546275796 : (ptrdiff_t)hash;
}

Own sequence_compare(Rt *rt, Own *const *a, const ptrdiff_t *a_length, Own *const *b, const ptrdiff_t *b_length, CompareOp op)
{
    ptrdiff_t i = 0;
    for (; i < *a_length && i < *b_length; i++) {
        Own x = new_ref((*a)[i]), y = new_ref((*b)[i]);
        int equal = x == y ? 1 : object_compare_bool(rt, x, y, COMPARE_EQ);
        release_all(rt, x, y);
        if (equal < 0 || error_poll(rt) < 0) return NULL;
        if (equal == 0) break;
    }
    if (i < *a_length && i < *b_length) {
        if (op == COMPARE_EQ || op == COMPARE_NE) return bool_new(rt, op == COMPARE_NE);
        Own x = new_ref((*a)[i]), y = new_ref((*b)[i]), result = object_compare(rt, x, y, op);
        release_all(rt, x, y);
        return result;
    }
    return order_answer(rt, *a_length - *b_length, op);
}

static Own tuple_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_tuple(left) || !is_tuple(right)) return not_implemented_new(rt);
    if (call_enter(rt, " in comparison") < 0) return NULL;
    Own *a = AS_TUPLE(left)->items, *b = AS_TUPLE(right)->items;
    Own result = sequence_compare(rt, &a, &AS_TUPLE(left)->head.length, &b, &AS_TUPLE(right)->head.length, op);
    call_leave(rt);
    return result;
}

static Own tuple_repr(Rt *rt, Ref self)
{
    ptrdiff_t length = tuple_length(self);
    if (length == 0) return str_new(rt, "()");
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "(...)");
    Buf buf = BUF_INIT;
    Own result = NULL;
    buf_add_char(&buf, '(');
    for (ptrdiff_t i = 0; i < length; i++) {
        if (i > 0) buf_add_text(&buf, ", ");
        if (str_take_to_buf(rt, object_repr(rt, tuple_peek(self, i)), &buf) < 0) goto done;
    }
    buf_add_text(&buf, length == 1 ? ",)" : ")");
    result = str_from_buf(rt, &buf);
done:
    repr_leave(rt, self);
    buf_fini(&buf);
    return result;
}

static Own tuple_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"", NULL};
    static const ArgSpec spec = {"tuple", names, 0, 1, 0};
    Ref iterable;
    if (args_no_keywords_new(rt, "tuple", type, kwargs) < 0) return NULL;
    if (args_bind_tuple(rt, &spec, args, NULL, &iterable) < 0) return NULL;
    Own items = iterable == NULL ? new_ref(rt->empty_tuple) : sequence_to_tuple(rt, iterable);
    if (items == NULL || type->id == TYPE_tuple) return items;
    ptrdiff_t length = tuple_length(items);
    Own self = type->slots.tp_alloc(rt, type, length);
    for (ptrdiff_t i = 0; self != NULL && i < length; i++) {
        AS_TUPLE(self)->items[i] = new_ref(tuple_peek(items, i));
    }
    release(rt, items);
    return self;
}

/* tuple(…), without a tuple of the arguments. */
static Own tuple_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "tuple", nargsf, kwnames, 0, 1);
    if (nargs < 0) return NULL;
    return nargs == 0 ? new_ref(rt->empty_tuple) : sequence_to_tuple(rt, args[0]);
}

static Own tuple_index(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t start = 0, stop = tuple_length(self);
    if (index_bounds(rt, args + 1, nargs - 1, tuple_length(self), &start, &stop) < 0) return NULL;
    for (ptrdiff_t i = start; i < stop; i++) {
        int equal = object_compare_bool(rt, tuple_peek(self, i), args[0], COMPARE_EQ);
        if (equal < 0) return NULL;
        if (equal) return int_new(rt, i);
    }
    return error_raise(rt, TYPE_ValueError, "tuple.index(x): x not in tuple");
}

static Own tuple_count(Rt *rt, Ref self, Ref item)
{
    ptrdiff_t count = 0;
    for (ptrdiff_t i = 0; i < tuple_length(self); i++) {
        int equal = object_compare_bool(rt, tuple_peek(self, i), item, COMPARE_EQ);
        if (equal < 0) return NULL;
        count += equal;
    }
    return int_new(rt, count);
}

static Own tuple_getnewargs(Rt *rt, Ref self)
{
    return tuple_build(rt, "N", tuple_from(rt, as_refs(AS_TUPLE(self)->items), tuple_length(self)));
}

static Own tuple_iter(Rt *rt, Ref self)
{
    return index_iterator_new(rt, TYPE_tuple_iterator, self, 0);
}

const TypeSpec tuple_type_spec = {
    .name = "tuple",
    .id = TYPE_tuple,
    .basicsize = offsetof(TupleObj, items),
    .itemsize = sizeof(Own),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_TUPLE_SUBCLASS | TYPE_FLAG_MATCH_SELF | TYPE_FLAG_SEQUENCE,
    .doc = "tuple(iterable=(), /)\n--\n\nAn unchangeable sequence of the iterable's items.",
    .slots = {
        .tp_dealloc = tuple_dealloc,
        .tp_traverse = tuple_traverse,
        .tp_new = tuple_type_new,
        .tp_type_vectorcall = tuple_type_call,
        .tp_repr = tuple_repr,
        .tp_hash = tuple_hash,
        .tp_richcompare = tuple_richcompare,
        .tp_iter = tuple_iter,
        .sq_length = tuple_sq_length,
        .sq_concat = tuple_sq_concat,
        .sq_repeat = tuple_repeat,
        .sq_item = tuple_item,
        .sq_contains = tuple_contains,
        .mp_length = tuple_sq_length,
        .mp_subscript = tuple_subscript,
    },
    .methods = METHODS(
        {"__getnewargs__", METHOD_NOARGS, {.unary = tuple_getnewargs}, NULL, 0},
        {"index", METHOD_FASTCALL, {.fast = tuple_index, .least = 1, .most = 3}, "index($self, value, start=0, stop=sys.maxsize, /)\n--\n\nFirst index of the value; ValueError when it is not there.", 0},
        {"count", METHOD_O, {.binary = tuple_count}, "count($self, value, /)\n--\n\nHow often the value occurs.", 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
};
