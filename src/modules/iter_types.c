/* The built-in iterators over other iterators that take one: enumerate, reversed and filter.
   None of them holds more than its sources and what it is asked next. */
#include "modules/iter_types.h"

#include "memory/gc.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- enumerate: (index, item) pairs */

typedef struct Enumerate {
    Obj head;
    ptrdiff_t index;  /* of the next item, while it fits */
    Own source;       /* iterator */
    Own result;       /* the last pair: used again when nobody else holds it */
    Own long_index;   /* instead of index, once that does not fit; or NULL */
    Own one;          /* unused unless long_index is set */
} Enumerate;
#define AS_ENUMERATE(ref) ((Enumerate *)(uintptr_t)(ref))

static const char *const enumerate_names[] = {"iterable", "start", NULL};
static const ArgSpec enumerate_spec = {"enumerate", enumerate_names, 1, 2, 0};

/* A keyword that is none is said to be so before what is missing. */
static Own enumerate_refuse(Rt *rt, Ref keyword_or_null)
{
    if (keyword_or_null == NULL || str_equals_text(keyword_or_null, "start"))
        return error_raise(rt, TYPE_TypeError, "enumerate() missing required argument 'iterable'");
    return error_raise(rt, TYPE_TypeError, "'%U' is an invalid keyword argument for enumerate()", keyword_or_null);
}

static Own enumerate_of(Rt *rt, Type *type, const Ref *given)
{
    Own start = NULL;
    if (given[1] != NULL && (start = number_index(rt, given[1])) == NULL) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, start);
    Enumerate *e = AS_ENUMERATE(self);
    int overflow = 0;
    if (start != NULL) e->index = (ptrdiff_t)int_value_overflow(start, &overflow);
    if (overflow != 0) e->long_index = start;
    else release(rt, start);
    e->source = object_iter(rt, given[0]);
    if (e->source != NULL) e->result = tuple_of(rt, 2, rt->none, rt->none);
    if (e->result == NULL) release_clear(rt, &self);
    return self;
}

static Own enumerate_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    Ref given[2];
    ptrdiff_t position = 0, count = kwargs == NULL ? 0 : dict_length(kwargs);
    Ref key = NULL, value;
    if (tuple_length(args) == 0 && count < 2) {
        if (count == 1 && dict_next(kwargs, &position, &key, &value) && str_equals_text(key, "iterable")) count = 2;
        if (count < 2) return enumerate_refuse(rt, key);
    }
    return args_bind_tuple(rt, &enumerate_spec, args, kwargs, given) < 0 ? NULL : enumerate_of(rt, type, given);
}

/* enumerate(…), without a tuple of the arguments; so are reversed and filter below. */
static Own enumerate_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    Ref given[2];
    ptrdiff_t named = kwnames == NULL ? 0 : tuple_length(kwnames);
    Ref keyword = named == 1 ? tuple_peek(kwnames, 0) : NULL;
    if (vectorcall_count(nargsf) == 0 && named < 2 && (keyword == NULL || !str_equals_text(keyword, "iterable"))) return enumerate_refuse(rt, keyword);
    if (vectorcall_count(nargsf) == 1 && keyword != NULL && str_equals_text(keyword, "start")) return enumerate_of(rt, AS_TYPE(self), args);
    if (args_bind(rt, &enumerate_spec, args, vectorcall_count(nargsf), kwnames, given) < 0) return NULL;
    return enumerate_of(rt, AS_TYPE(self), given);
}

/* The index of the next item, and then one more. */
static Own enumerate_index(Rt *rt, Enumerate *e)
{
    if (e->long_index == NULL && e->index < PTRDIFF_MAX) return int_new(rt, e->index++);
    if (e->long_index == NULL && (e->long_index = int_new(rt, e->index)) == NULL) return NULL;
    if (e->one == NULL && (e->one = int_new(rt, 1)) == NULL) return NULL;
    Own index = e->long_index;
    e->long_index = number_binary(rt, BINARY_ADD, index, e->one);
    if (e->long_index == NULL) release_clear(rt, &index);
    return index;
}

/* A pair of two taken values.  *last is given out again when only its owner holds it. */
static Own pair_of(Rt *rt, Own *last, Own first, Own second)
{
    if (*last != NULL && (*last)->refcount == 1) {
        Own *items = AS_TUPLE(*last)->items, old_first = items[0], old_second = items[1];
        Own pair = new_ref(*last);
        tuple_tell_item(rt, pair, 0, first);
        tuple_tell_item(rt, pair, 1, second);
        items[0] = first;
        items[1] = second;
        release_all(rt, old_first, old_second);
        if (!gc_is_tracked(pair)) gc_track(rt, pair);
        return pair;
    }
    Own pair = tuple_new(rt, 2);
    if (pair == NULL) {
        release_all(rt, first, second);
        return NULL;
    }
    tuple_take(pair, 0, first);
    tuple_take(pair, 1, second);
    return pair;
}

static int enumerate_next(Rt *rt, Ref self, Own *pair)
{
    Enumerate *e = AS_ENUMERATE(self);
    Own item = NULL;
    int got = object_next_raw(rt, e->source, &item);
    if (got <= 0) return got;
    Own index = enumerate_index(rt, e);
    if (index == NULL) return error_release_int(rt, item);
    *pair = pair_of(rt, &e->result, index, item);
    return *pair == NULL ? -1 : 1;
}

static Own enumerate_reduce(Rt *rt, Ref self)
{
    const Enumerate *e = AS_ENUMERATE(self);
    Own index = e->long_index != NULL ? new_ref(e->long_index) : int_new(rt, e->index);
    return tuple_build(rt, "O(ON)", (Ref)self->type, e->source, index);
}

const TypeSpec enumerate_type_spec = {
    .name = "enumerate",
    .id = TYPE_enumerate,
    .basicsize = sizeof(Enumerate),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "enumerate(iterable, start=0)\n--\n\nReturn an enumerate object.",
    .owned = OWNED(Enumerate, source, one),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_new = enumerate_new,
              .tp_type_vectorcall = enumerate_call,
              .tp_iter = object_itself, .tp_iternext = enumerate_next},
    .methods = METHODS(
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS},
        {"__reduce__", METHOD_NOARGS, {.unary = enumerate_reduce}, "Return state information for pickling.", 0}),
};

/* --- reversed: a sequence from its end */

typedef struct Reversed {
    Obj head;
    ptrdiff_t index;
    Own sequence; /* NULL at the end */
} Reversed;
#define AS_REVERSED(ref) ((Reversed *)(uintptr_t)(ref))

static Own reversed_of(Rt *rt, Type *type, Ref sequence)
{
    Own method = NULL;
    int found = object_special_get(rt, sequence, RT_NAME(rt, __reversed__), &method);
    if (found < 0) return NULL;
    if (found == 1 && method != rt->none) {
        Own result = call_none(rt, method);
        release(rt, method);
        return result;
    }
    release(rt, method);
    bool is_sequence = sequence->type->slots.sq_item != NULL && !is_dict(sequence);
    if (found == 1 || !is_sequence) return error_raise(rt, TYPE_TypeError, "'%.200T' object is not reversible", sequence);
    ptrdiff_t length = object_length(rt, sequence);
    if (length < 0) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_REVERSED(self)->index = length - 1;
    AS_REVERSED(self)->sequence = new_ref(sequence);
    return self;
}

static Own reversed_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords_new(rt, "reversed", type, kwargs) < 0 || args_count(rt, "reversed", tuple_length(args), 1, 1) < 0) return NULL;
    return reversed_of(rt, type, tuple_peek(args, 0));
}

static Own reversed_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "reversed", nargsf, kwnames, 1, 1);
    return nargs < 0 ? NULL : reversed_of(rt, AS_TYPE(self), args[0]);
}

static int reversed_next(Rt *rt, Ref self, Own *item)
{
    Reversed *r = AS_REVERSED(self);
    if (r->index >= 0) {
        *item = sequence_item_get(rt, r->sequence, r->index);
        if (*item != NULL) {
            r->index--;
            return 1;
        }
        if (!error_clear_if(rt, TYPE_IndexError) && !error_clear_if(rt, TYPE_StopIteration)) return -1;
    }
    r->index = -1;
    release_clear(rt, &r->sequence);
    return 0;
}

static Own reversed_length_hint(Rt *rt, Ref self)
{
    const Reversed *r = AS_REVERSED(self);
    if (r->sequence == NULL) return int_new(rt, 0);
    ptrdiff_t length = object_length(rt, r->sequence);
    if (length < 0) return NULL;
    return int_new(rt, length < r->index + 1 ? 0 : r->index + 1);
}

/* (type, (sequence,), index), or (type, ((),)) at the end: what pickle and copy use. */
static Own reversed_reduce(Rt *rt, Ref self)
{
    const Reversed *r = AS_REVERSED(self);
    if (r->sequence == NULL) return tuple_build(rt, "O(O)", (Ref)self->type, rt->empty_tuple);
    return tuple_build(rt, "O(O)N", (Ref)self->type, r->sequence, int_new(rt, r->index));
}

static Own reversed_setstate(Rt *rt, Ref self, Ref state)
{
    Reversed *r = AS_REVERSED(self);
    ptrdiff_t index;
    if (args_size(rt, state, &index) < 0) return NULL;
    if (r->sequence == NULL) return none_new(rt);
    ptrdiff_t length = object_length(rt, r->sequence);
    if (length < 0) return NULL;
    r->index = index < -1 ? -1 : index > length - 1 ? length - 1 : index;
    return none_new(rt);
}

const TypeSpec reversed_type_spec = {
    .name = "reversed",
    .id = TYPE_reversed,
    .basicsize = sizeof(Reversed),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "reversed(sequence, /)\n--\n\nReturn a reverse iterator over the values of the given sequence.",
    .owned = OWNED(Reversed, sequence, sequence),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_new = reversed_new,
              .tp_type_vectorcall = reversed_call,
              .tp_iter = object_itself, .tp_iternext = reversed_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = reversed_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = reversed_setstate}, "Set state information for unpickling.", 0},
        {"__length_hint__", METHOD_NOARGS, {.unary = reversed_length_hint}, "Private method returning an estimate of len(list(it)).", 0}),
};

/* --- filter: the items for which a function is true */

typedef struct Filter {
    Obj head;
    Own function; /* or None: the item's own truth */
    Own source;
} Filter;
#define AS_FILTER(ref) ((Filter *)(uintptr_t)(ref))

static Own filter_of(Rt *rt, Type *type, Ref function, Ref iterable)
{
    Own source = object_iter(rt, iterable);
    Own self = source == NULL ? NULL : type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return error_release(rt, source);
    AS_FILTER(self)->function = new_ref(function);
    AS_FILTER(self)->source = source;
    return self;
}

static Own filter_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords_new(rt, "filter", type, kwargs) < 0) return NULL;
    if (args_count(rt, "filter", tuple_length(args), 2, 2) < 0) return NULL;
    return filter_of(rt, type, tuple_peek(args, 0), tuple_peek(args, 1));
}

static Own filter_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "filter", nargsf, kwnames, 2, 2);
    return nargs < 0 ? NULL : filter_of(rt, AS_TYPE(self), args[0], args[1]);
}

static int filter_next(Rt *rt, Ref self, Own *item)
{
    const Filter *f = AS_FILTER(self);
    for (;;) {
        Own candidate = NULL;
        int got = object_next_raw(rt, f->source, &candidate);
        if (got <= 0) return got;
        bool own_truth = f->function == rt->none || f->function == (Own)RT_TYPE(rt, bool);
        Own answer = own_truth ? new_ref(candidate) : call_one(rt, f->function, candidate);
        int truth = answer == NULL ? -1 : object_is_true(rt, answer);
        release(rt, answer);
        if (truth > 0) {
            *item = candidate;
            return 1;
        }
        release(rt, candidate);
        if (truth < 0 || error_poll(rt) < 0) return -1;
    }
}

static Own filter_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(OO)", (Ref)self->type, AS_FILTER(self)->function, AS_FILTER(self)->source);
}

const TypeSpec filter_type_spec = {
    .name = "filter",
    .id = TYPE_filter,
    .basicsize = sizeof(Filter),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "filter(function or None, iterable) --> filter object",
    .owned = OWNED(Filter, function, source),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_new = filter_new,
              .tp_type_vectorcall = filter_call,
              .tp_iter = object_itself, .tp_iternext = filter_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = filter_reduce}, "Return state information for pickling.", 0}),
};
