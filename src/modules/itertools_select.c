/* The iterators of itertools that leave items out: compress, dropwhile, takewhile, filterfalse and
   islice. */
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/tupleobj.h"

/* --- compress: the items whose selector is true */

typedef struct Compress {
    Obj head;
    Own data, selectors; /* iterators */
} Compress;
#define AS_COMPRESS(ref) ((Compress *)(uintptr_t)(ref))

static Own compress_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"data", "selectors", NULL};
    static const ArgSpec spec = {"compress", names, 2, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    Own data = object_iter(rt, given[0]), self = NULL;
    Own selectors = data == NULL ? NULL : object_iter(rt, given[1]);
    if (selectors != NULL) self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) {
        release_all(rt, data, selectors);
        return NULL;
    }
    AS_COMPRESS(self)->data = data;
    AS_COMPRESS(self)->selectors = selectors;
    return self;
}

static int compress_next(Rt *rt, Ref self, Own *item)
{
    const Compress *compress = AS_COMPRESS(self);
    for (;;) {
        Own datum = NULL, selector = NULL;
        int got = step_next(rt, compress->data, &datum);
        if (got <= 0) return got;
        got = step_next(rt, compress->selectors, &selector);
        int chosen = got <= 0 ? got : object_is_true(rt, selector);
        release(rt, selector);
        if (got > 0 && chosen > 0) {
            *item = datum;
            return 1;
        }
        release(rt, datum);
        if (got <= 0) return got;
        if (chosen < 0 || error_poll(rt) < 0) return -1;
    }
}

static Own compress_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(OO)", (Ref)self->type, AS_COMPRESS(self)->data, AS_COMPRESS(self)->selectors);
}

const TypeSpec itertools_compress_type_spec = {
    .name = "itertools.compress",
    .basicsize = sizeof(Compress),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "compress(data, selectors)\n--\n\nThe items of data whose selector is true.",
    .owned = OWNED(Compress, data, selectors),
    .slots = {OWNED_SLOTS, .tp_new = compress_new, .tp_iter = object_itself, .tp_iternext = compress_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = compress_reduce}, "Return state information for pickling.", 0}),
};

/* --- dropwhile, takewhile, filterfalse: a function decides */

typedef struct Choice {
    Obj head;
    Own function, source;

    /* not of filterfalse */
    ptrdiff_t turned; /* dropwhile has begun; takewhile has ended */
} Choice;
#define AS_CHOICE(ref) ((Choice *)(uintptr_t)(ref))

static Own choice_new(Rt *rt, Type *type, const char *name, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, name, args, kwargs, 2, 2) < 0) return NULL;
    Own source = object_iter(rt, tuple_peek(args, 1));
    Own self = source == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, source);
    AS_CHOICE(self)->function = new_ref(tuple_peek(args, 0));
    AS_CHOICE(self)->source = source;
    return self;
}

/* What the function says of ITEM: 1, 0, -1. */
static int choice_truth(Rt *rt, const Choice *choice, Ref item)
{
    Own answer = call_one(rt, choice->function, item);
    int truth = answer == NULL ? -1 : object_is_true(rt, answer);
    release(rt, answer);
    return truth;
}

static Own choice_reduce(Rt *rt, Ref self)
{
    const Choice *choice = AS_CHOICE(self);
    return tuple_build(rt, "O(OO)N", (Ref)self->type, choice->function, choice->source, int_new(rt, choice->turned));
}

static Own choice_setstate(Rt *rt, Ref self, Ref state)
{
    int truth = object_is_true(rt, state);
    if (truth < 0) return NULL;
    AS_CHOICE(self)->turned = truth;
    return none_new(rt);
}

static const MethodDef choice_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = choice_reduce}, "Return state information for pickling.", 0},
    {"__setstate__", METHOD_O, {.binary = choice_setstate}, "Set state information for unpickling.", 0},
    {0},
};

static Own dropwhile_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return choice_new(rt, type, "dropwhile", args, kwargs);
}

static int dropwhile_next(Rt *rt, Ref self, Own *item)
{
    Choice *choice = AS_CHOICE(self);
    for (;;) {
        int got = step_next(rt, choice->source, item);
        if (got <= 0 || choice->turned) return got;
        int truth = choice_truth(rt, choice, *item);
        if (truth == 0) {
            choice->turned = 1;
            return 1;
        }
        release_clear(rt, item);
        if (truth < 0 || error_poll(rt) < 0) return -1;
    }
}

const TypeSpec itertools_dropwhile_type_spec = {
    .name = "itertools.dropwhile",
    .basicsize = sizeof(Choice),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "dropwhile(predicate, iterable, /)\n--\n\nThe items from the first for which the predicate is false.",
    .owned = OWNED(Choice, function, source),
    .slots = {OWNED_SLOTS, .tp_new = dropwhile_new, .tp_iter = object_itself, .tp_iternext = dropwhile_next},
    .methods = choice_methods,
};

static Own takewhile_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return choice_new(rt, type, "takewhile", args, kwargs);
}

static int takewhile_next(Rt *rt, Ref self, Own *item)
{
    Choice *choice = AS_CHOICE(self);
    if (choice->turned) return 0;
    int got = step_next(rt, choice->source, item);
    if (got <= 0) return got;
    int truth = choice_truth(rt, choice, *item);
    if (truth > 0) return 1;
    release_clear(rt, item);
    if (truth == 0) choice->turned = 1;
    return truth;
}

const TypeSpec itertools_takewhile_type_spec = {
    .name = "itertools.takewhile",
    .basicsize = sizeof(Choice),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "takewhile(predicate, iterable, /)\n--\n\nThe items before the first for which the predicate is false.",
    .owned = OWNED(Choice, function, source),
    .slots = {OWNED_SLOTS, .tp_new = takewhile_new, .tp_iter = object_itself, .tp_iternext = takewhile_next},
    .methods = choice_methods,
};

static Own filterfalse_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return choice_new(rt, type, "filterfalse", args, kwargs);
}

static int filterfalse_next(Rt *rt, Ref self, Own *item)
{
    const Choice *choice = AS_CHOICE(self);
    bool own_truth = choice->function == rt->none || choice->function == (Own)RT_TYPE(rt, bool);
    for (;;) {
        int got = step_next(rt, choice->source, item);
        if (got <= 0) return got;
        int truth = own_truth ? object_is_true(rt, *item) : choice_truth(rt, choice, *item);
        if (truth == 0) return 1;
        release_clear(rt, item);
        if (truth < 0 || error_poll(rt) < 0) return -1;
    }
}

static Own filterfalse_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(OO)", (Ref)self->type, AS_CHOICE(self)->function, AS_CHOICE(self)->source);
}

const TypeSpec itertools_filterfalse_type_spec = {
    .name = "itertools.filterfalse",
    .basicsize = offsetof(Choice, turned),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "filterfalse(function, iterable, /)\n--\n\nThe items for which the function is false; with None, the false items.",
    .owned = OWNED(Choice, function, source),
    .slots = {OWNED_SLOTS, .tp_new = filterfalse_new, .tp_iter = object_itself, .tp_iternext = filterfalse_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = filterfalse_reduce}, "Return state information for pickling.", 0}),
};

/* --- islice: every step-th item from start to stop */

typedef struct ISlice {
    Obj head;
    Own source; /* NULL at the end */
    ptrdiff_t next, stop, step; /* stop -1: none */
    ptrdiff_t count;            /* items taken from the source */
} ISlice;
#define AS_ISLICE(ref) ((ISlice *)(uintptr_t)(ref))

/* The number that ARG stands for, OTHERWISE for None, and REFUSED for what is none. */
static ptrdiff_t sliced_number(Rt *rt, Ref arg, ptrdiff_t otherwise, ptrdiff_t refused)
{
    if (arg == rt->none) return otherwise;
    ptrdiff_t value = number_as_size(rt, arg, TYPE_OverflowError);
    if (!rt_is_pending(rt)) return value;
    error_clear(rt);
    return refused;
}

/* Fills the bounds of SLICE from ARGS; 0 or -1. */
static int sliced_bounds(Rt *rt, Ref args, ISlice *slice)
{
    bool only_stop = tuple_length(args) == 2;
    Ref stop = tuple_peek(args, only_stop ? 1 : 2);
    slice->step = 1;
    slice->next = only_stop ? 0 : sliced_number(rt, tuple_peek(args, 1), 0, -1);
    slice->stop = sliced_number(rt, stop, -1, -2);
    if (stop != rt->none && (slice->stop == -1 || slice->stop == -2 || (only_stop && slice->stop < 0)))
        return error_raise_int(rt, TYPE_ValueError, "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (slice->next < 0 || slice->stop < -1)
        return error_raise_int(rt, TYPE_ValueError, "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
    if (tuple_length(args) == 4) slice->step = sliced_number(rt, tuple_peek(args, 3), 1, -1);
    if (slice->step < 1) return error_raise_int(rt, TYPE_ValueError, "Step for islice() must be a positive integer or None.");
    return 0;
}

static Own sliced_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    ISlice bounds = {0};
    if (arguments_plain(rt, type, "islice", args, kwargs, 2, 4) < 0 || sliced_bounds(rt, args, &bounds) < 0) return NULL;
    Own source = object_iter(rt, tuple_peek(args, 0));
    Own self = source == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, source);
    ISlice *slice = AS_ISLICE(self);
    slice->source = source;
    slice->next = bounds.next;
    slice->stop = bounds.stop;
    slice->step = bounds.step;
    return self;
}

static int sliced_next(Rt *rt, Ref self, Own *item)
{
    ISlice *slice = AS_ISLICE(self);
    if (slice->source == NULL) return 0;
    Own source = new_ref(slice->source);
    int got = 1;
    while (got > 0 && slice->count < slice->next) {
        got = step_next(rt, source, item);
        if (got > 0) release_clear(rt, item);
        if (got > 0) slice->count++;
        if (got > 0 && error_poll(rt) < 0) got = -1;
    }
    if (got > 0 && slice->stop != -1 && slice->count >= slice->stop) got = 0;
    if (got > 0) got = step_next(rt, source, item);
    release(rt, source);
    if (got <= 0) {
        release_clear(rt, &slice->source);
        return got;
    }
    slice->count++;
    bool too_far = __builtin_add_overflow(slice->next, slice->step, &slice->next);
    if (too_far || (slice->stop != -1 && slice->next > slice->stop)) slice->next = slice->stop;
    return 1;
}

static Own sliced_reduce(Rt *rt, Ref self)
{
    const ISlice *slice = AS_ISLICE(self);
    if (slice->source == NULL)
        return tuple_build(rt, "O(NN)N", (Ref)self->type, object_iter(rt, rt->empty_tuple), int_new(rt, 0), int_new(rt, 0));
    Own stop = slice->stop == -1 ? none_new(rt) : int_new(rt, slice->stop);
    return tuple_build(rt, "O(ONNN)N", (Ref)self->type, slice->source, int_new(rt, slice->next), stop, int_new(rt, slice->step), int_new(rt, slice->count));
}

static Own sliced_setstate(Rt *rt, Ref self, Ref state)
{
    ptrdiff_t count = number_as_size(rt, state, TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    AS_ISLICE(self)->count = count;
    return none_new(rt);
}

const TypeSpec itertools_islice_type_spec = {
    .name = "itertools.islice",
    .id = TYPE_itertools_islice,
    .basicsize = sizeof(ISlice),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "islice(iterable, [start,] stop[, step]) -> the items that a slice of a list would have.",
    .owned = OWNED(ISlice, source, source),
    .slots = {OWNED_SLOTS, .tp_new = sliced_new, .tp_iter = object_itself, .tp_iternext = sliced_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = sliced_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = sliced_setstate}, "Set state information for unpickling.", 0}),
};
