/* The iterators of itertools that need not end: count, cycle and repeat. */
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

/* --- count: a number and the next, by one step */

typedef struct Count {
    Obj head;
    Own long_value; /* the next number, or NULL while `value` says it */
    Own step;
    ptrdiff_t value; /* PTRDIFF_MAX: see long_value */
} Count;
#define AS_COUNT(ref) ((Count *)(uintptr_t)(ref))

static bool is_one(Ref obj)
{
    return is_int(obj) && int_is_small(obj) && int_small_value(obj) == 1;
}

static Own count_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"start", "step", NULL};
    static const ArgSpec spec = {"count", names, 0, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    if ((given[0] != NULL && !number_check(rt, given[0])) || (given[1] != NULL && !number_check(rt, given[1])))
        return error_raise(rt, TYPE_TypeError, "a number is required");
    Own step = given[1] != NULL ? new_ref(given[1]) : int_new(rt, 1);
    Own self = step == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, step);
    Count *count = AS_COUNT(self);
    count->step = step;
    int overflow = 0;
    bool fits = is_one(step) && (given[0] == NULL || is_int(given[0]));
    if (fits && given[0] != NULL) count->value = (ptrdiff_t)int_value_overflow(given[0], &overflow);
    if (fits && overflow == 0) return self;
    count->value = PTRDIFF_MAX;
    count->long_value = given[0] != NULL ? new_ref(given[0]) : int_new(rt, 0);
    if (count->long_value == NULL) release_clear(rt, &self);
    return self;
}

static int count_next(Rt *rt, Ref self, Own *item)
{
    Count *count = AS_COUNT(self);
    if (count->value != PTRDIFF_MAX) {
        *item = int_new(rt, count->value);
        if (*item != NULL) count->value++;
        return *item == NULL ? -1 : 1;
    }
    if (count->long_value == NULL && (count->long_value = int_new(rt, PTRDIFF_MAX)) == NULL) return -1;
    Own stepped = number_binary(rt, BINARY_ADD, count->long_value, count->step);
    if (stepped == NULL) return -1;
    *item = count->long_value;
    count->long_value = stepped;
    return 1;
}

static Own count_repr(Rt *rt, Ref self)
{
    const Count *count = AS_COUNT(self);
    const char *name = type_short_name(self->type);
    if (count->long_value == NULL) return str_format(rt, "%s(%zd)", name, count->value);
    if (is_one(count->step)) return str_format(rt, "%s(%R)", name, count->long_value);
    return str_format(rt, "%s(%R, %R)", name, count->long_value, count->step);
}

static Own count_reduce(Rt *rt, Ref self)
{
    const Count *count = AS_COUNT(self);
    if (count->long_value != NULL) return tuple_build(rt, "O(OO)", (Ref)self->type, count->long_value, count->step);
    return tuple_build(rt, "O(N)", (Ref)self->type, int_new(rt, count->value));
}

const TypeSpec itertools_count_type_spec = {
    .name = "itertools.count",
    .basicsize = sizeof(Count),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "count(start=0, step=1)\n--\n\nA number, and again and again one that is greater by the step.",
    .owned = OWNED(Count, long_value, step),
    .slots = {OWNED_SLOTS, .tp_new = count_new, .tp_repr = count_repr, .tp_iter = object_itself, .tp_iternext = count_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = count_reduce}, "Return state information for pickling.", 0}),
};

/* --- cycle: the items of an iterable, then the same again */

typedef struct Cycle {
    Obj head;
    Own source; /* NULL once all items are in `saved` */
    Own saved;  /* list */
    ptrdiff_t index;
    int32_t complete; /* `saved` came whole from a copied cycle: do not add to it */
} Cycle;
#define AS_CYCLE(ref) ((Cycle *)(uintptr_t)(ref))

static Own cycle_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "cycle", args, kwargs, 1, 1) < 0) return NULL;
    Own source = object_iter(rt, tuple_peek(args, 0));
    Own saved = source == NULL ? NULL : list_new(rt, 0);
    Own self = saved == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        release_all(rt, source, saved);
        return NULL;
    }
    AS_CYCLE(self)->source = source;
    AS_CYCLE(self)->saved = saved;
    return self;
}

static int cycle_next(Rt *rt, Ref self, Own *item)
{
    Cycle *cycle = AS_CYCLE(self);
    if (cycle->source != NULL) {
        int got = object_next(rt, cycle->source, item);
        if (got > 0 && !cycle->complete && list_append(rt, cycle->saved, *item) < 0) {
            release_clear(rt, item);
            return -1;
        }
        if (got != 0) return got;
        release_clear(rt, &cycle->source);
    }
    ptrdiff_t length = list_length(cycle->saved);
    if (length == 0) return 0;
    *item = new_ref(list_peek(cycle->saved, cycle->index));
    if (++cycle->index >= length) cycle->index = 0;
    return 1;
}

/* An iterator over the saved items, as far along as CYCLE is. */
static Own cycle_rest(Rt *rt, const Cycle *cycle)
{
    Own rest = object_iter(rt, cycle->saved);
    if (rest == NULL || cycle->index == 0) return rest;
    Own index = int_new(rt, cycle->index), name = str_interned(rt, "__setstate__"), done = NULL;
    if (index != NULL && name != NULL) done = call_method_one(rt, rest, name, index);
    release_all(rt, index, name);
    if (done == NULL) release_clear(rt, &rest);
    release(rt, done);
    return rest;
}

static Own cycle_reduce(Rt *rt, Ref self)
{
    const Cycle *cycle = AS_CYCLE(self);
    Own source = cycle->source != NULL ? new_ref(cycle->source) : cycle_rest(rt, cycle);
    bool complete = cycle->source == NULL || cycle->complete;
    return tuple_build(rt, "O(N)(OO)", (Ref)self->type, source, cycle->saved, complete ? rt->true_obj : rt->false_obj);
}

static Own cycle_setstate(Rt *rt, Ref self, Ref state)
{
    if (state_check(rt, state, 2, 2) < 0) return NULL;
    if (!is_list(tuple_peek(state, 0))) return error_raise(rt, TYPE_TypeError, "argument 1 must be list, not %.50K", tuple_peek(state, 0));
    int64_t complete = number_as_size(rt, tuple_peek(state, 1), TYPE_OverflowError);
    if (complete == -1 && rt_is_pending(rt)) return NULL;
    Cycle *cycle = AS_CYCLE(self);
    release_replace(rt, &cycle->saved, new_ref(tuple_peek(state, 0)));
    cycle->complete = complete != 0;
    cycle->index = 0;
    return none_new(rt);
}

const TypeSpec itertools_cycle_type_spec = {
    .name = "itertools.cycle",
    .basicsize = sizeof(Cycle),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "cycle(iterable, /)\n--\n\nThe items of the iterable, over and over.",
    .owned = OWNED(Cycle, source, saved),
    .slots = {OWNED_SLOTS, .tp_new = cycle_new, .tp_iter = object_itself, .tp_iternext = cycle_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = cycle_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = cycle_setstate}, "Set state information for unpickling.", 0}),
};

/* --- repeat: one object, some times or for ever */

typedef struct Repeat {
    Obj head;
    Own element;
    ptrdiff_t left; /* -1: no end */
} Repeat;
#define AS_REPEAT(ref) ((Repeat *)(uintptr_t)(ref))

static Own repeat_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"object", "times", NULL};
    static const ArgSpec spec = {"repeat", names, 1, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    ptrdiff_t left = -1;
    if (given[1] != NULL) {
        left = number_as_size(rt, given[1], TYPE_OverflowError);
        if (rt_is_pending(rt)) return NULL;
        if (left < 0) left = 0;
    }
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_REPEAT(self)->element = new_ref(given[0]);
    AS_REPEAT(self)->left = left;
    return self;
}

static int repeat_next(Rt *rt, Ref self, Own *item)
{
    Repeat *repeat = AS_REPEAT(self);
    if (repeat->left == 0) return 0;
    if (repeat->left > 0) repeat->left--;
    *item = new_ref(repeat->element);
    return 1;
}

static Own repeat_repr(Rt *rt, Ref self)
{
    const Repeat *repeat = AS_REPEAT(self);
    const char *name = type_short_name(self->type);
    if (repeat->left < 0) return str_format(rt, "%s(%R)", name, repeat->element);
    return str_format(rt, "%s(%R, %zd)", name, repeat->element, repeat->left);
}

static Own repeat_length_hint(Rt *rt, Ref self)
{
    if (AS_REPEAT(self)->left < 0) return error_raise(rt, TYPE_TypeError, "len() of unsized object");
    return int_new(rt, AS_REPEAT(self)->left);
}

static Own repeat_reduce(Rt *rt, Ref self)
{
    const Repeat *repeat = AS_REPEAT(self);
    if (repeat->left < 0) return tuple_build(rt, "O(O)", (Ref)self->type, repeat->element);
    return tuple_build(rt, "O(ON)", (Ref)self->type, repeat->element, int_new(rt, repeat->left));
}

const TypeSpec itertools_repeat_type_spec = {
    .name = "itertools.repeat",
    .basicsize = sizeof(Repeat),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "repeat(object [,times]) -> the object again and again, times times or without end.",
    .owned = OWNED(Repeat, element, element),
    .slots = {OWNED_SLOTS, .tp_new = repeat_new, .tp_repr = repeat_repr, .tp_iter = object_itself, .tp_iternext = repeat_next},
    .methods = METHODS(
        {"__length_hint__", METHOD_NOARGS, {.unary = repeat_length_hint}, "Private method returning an estimate of len(list(it)).", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = repeat_reduce}, "Return state information for pickling.", 0}),
};
