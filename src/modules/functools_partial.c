/* functools.partial: a callable with its first arguments and some keywords. */
#include "memory/heap.h"
#include "modules/functools_parts.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"

typedef struct Partial {
    Obj head;
    Own function, args, keywords; /* tuple, dict */
    Own dict;                     /* of the instance; NULL until needed */
    Own weakrefs;
    void *spare;
} Partial;
#define AS_PARTIAL(ref) ((Partial *)(uintptr_t)(ref))

static Own partial_tp_call(Rt *rt, Ref self, Ref args, Ref kwargs);

/* KEYWORDS and then MORE (or NULL), new. */
static Own merged(Rt *rt, Ref keywords, Ref more)
{
    Own all = dict_copy(rt, keywords);
    if (all != NULL && more != NULL && dict_merge(rt, all, more, 1) < 0) release_clear(rt, &all);
    return all;
}

static Own partial_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (tuple_length(args) < 1) return error_raise(rt, TYPE_TypeError, "type 'partial' takes at least one argument");
    Ref function = tuple_peek(args, 0), first = rt->empty_tuple, keywords = NULL;
    if (function->type->slots.tp_call == partial_tp_call && AS_PARTIAL(function)->dict == NULL) {
        /* A partial of a partial is one of what that calls. */
        first = AS_PARTIAL(function)->args;
        keywords = AS_PARTIAL(function)->keywords;
        function = AS_PARTIAL(function)->function;
    }
    if (function->type->slots.tp_call == NULL) return error_raise(rt, TYPE_TypeError, "the first argument must be callable");
    Own self = type->slots.tp_alloc(rt, type, 0), rest = NULL;
    if (self == NULL) return NULL;
    Partial *partial = AS_PARTIAL(self);
    partial->function = new_ref(function);
    rest = tuple_slice(rt, args, 1, tuple_length(args));
    if (rest != NULL) partial->args = tuple_concat(rt, first, rest);
    release(rt, rest);
    if (partial->args != NULL) {
        if (keywords != NULL) partial->keywords = merged(rt, keywords, kwargs);
        else partial->keywords = kwargs == NULL ? dict_new(rt) : kwargs->refcount == 1 ? new_ref(kwargs) : dict_copy(rt, kwargs);
    }
    if (partial->keywords == NULL) release_clear(rt, &self);
    return self;
}

static Own partial_tp_call(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    const Partial *partial = AS_PARTIAL(self);
    Own keywords = dict_length(partial->keywords) == 0 ? new_ref_or_null(kwargs) : merged(rt, partial->keywords, kwargs), all = NULL, result = NULL;
    if (rt_is_pending(rt)) return NULL;
    all = tuple_concat(rt, partial->args, args);
    if (all != NULL) result = call_tuple(rt, partial->function, all, keywords);
    release_all(rt, all, keywords);
    return result;
}

enum { FEW_ARGUMENTS = 8 };

/* Without keywords of its own, and for a callee that wants an array, the arguments are put behind one another in an array. */
static Own partial_vectorcall(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    const Partial *partial = AS_PARTIAL(self);
    ptrdiff_t nargs = vectorcall_count(nargsf), given = nargs + (kwnames == NULL ? 0 : tuple_length(kwnames));
    if (dict_length(partial->keywords) > 0 || !call_wants_array(partial->function)) return call_as_tuple(rt, partial_tp_call, self, args, nargs, kwnames);
    Own first = new_ref(partial->args), function = new_ref(partial->function), result = NULL;
    ptrdiff_t before = tuple_length(first);
    Ref few[FEW_ARGUMENTS], *all = before + given <= FEW_ARGUMENTS ? few : heap_alloc(rt, (size_t)(before + given) * sizeof *all);
    if (all == NULL) goto done;
    for (ptrdiff_t i = 0; i < before; i++) all[i] = tuple_peek(first, i);
    for (ptrdiff_t i = 0; i < given; i++) all[before + i] = args[i];
    result = call_vector(rt, function, all, (size_t)(before + nargs), kwnames);
    if (all != few) heap_free(rt, all);
done:
    release_all(rt, function, first);
    return result;
}

static Own partial_repr(Rt *rt, Ref self)
{
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "...");
    /* What is shown may change the partial. */
    Own function = new_ref(AS_PARTIAL(self)->function), args = new_ref(AS_PARTIAL(self)->args), keywords = new_ref(AS_PARTIAL(self)->keywords), result = NULL;
    Buf text = BUF_INIT;
    int status = str_take_to_buf(rt, str_format(rt, "%s(%R", self->type->name, function), &text);
    for (ptrdiff_t i = 0; status == 0 && i < tuple_length(args); i++) status = str_take_to_buf(rt, str_format(rt, ", %R", tuple_peek(args, i)), &text);
    Ref name, value;
    for (ptrdiff_t position = 0; status == 0 && dict_next(keywords, &position, &name, &value);) {
        Own key = new_ref(name), held = new_ref(value);
        status = str_take_to_buf(rt, str_format(rt, ", %S=%R", key, held), &text);
        release_all(rt, key, held);
    }
    buf_add_char(&text, ')');
    if (status == 0) result = str_from_buf(rt, &text);
    buf_fini(&text);
    release_all(rt, keywords, args, function);
    repr_leave(rt, self);
    return result;
}

static Own partial_reduce(Rt *rt, Ref self)
{
    const Partial *partial = AS_PARTIAL(self);
    Ref dict = partial->dict == NULL ? rt->none : partial->dict;
    Own args = tuple_of(rt, 1, (Ref)partial->function);
    Own state = tuple_of(rt, 4, (Ref)partial->function, (Ref)partial->args, (Ref)partial->keywords, dict);
    return tuple_build(rt, "ONN", (Ref)self->type, args, state);
}

static Own partial_setstate(Rt *rt, Ref self, Ref state)
{
    Partial *partial = AS_PARTIAL(self);
    bool good = is_tuple(state) && tuple_length(state) == 4 && tuple_peek(state, 0)->type->slots.tp_call != NULL && is_tuple(tuple_peek(state, 1)) &&
                (is_dict(tuple_peek(state, 2)) || tuple_peek(state, 2) == rt->none);
    if (!good) return error_raise(rt, TYPE_TypeError, "invalid partial state");
    Ref given = tuple_peek(state, 2), dict = tuple_peek(state, 3);
    Own args = sequence_to_tuple(rt, tuple_peek(state, 1)), keywords = NULL;
    if (args != NULL) keywords = given == rt->none ? dict_new(rt) : is_exact(given, TYPE_dict) ? new_ref(given) : dict_copy(rt, given);
    if (keywords == NULL) return error_release(rt, args);
    release_replace(rt, &partial->function, new_ref(tuple_peek(state, 0)));
    release_replace(rt, &partial->args, args);
    release_replace(rt, &partial->keywords, keywords);
    release_replace(rt, &partial->dict, dict == rt->none ? NULL : new_ref(dict));
    return none_new(rt);
}

const TypeSpec functools_partial_type_spec = {
    .name = "functools.partial",
    .id = TYPE_partial,
    .basicsize = sizeof(Partial),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE | TYPE_FLAG_HAVE_VECTORCALL,
    .dict_offset = offsetof(Partial, dict),
    .weaklist_offset = offsetof(Partial, weakrefs),
    .doc = "partial(func, *args, **keywords)\n\nCalls func with these arguments before those of the call.",
    .owned = OWNED(Partial, function, dict),
    .slots = {
        OWNED_SLOTS,
        .tp_new = partial_new,
        .tp_repr = partial_repr,
        .tp_call = partial_tp_call,
        .tp_vectorcall = partial_vectorcall,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = partial_reduce}, NULL, 0},
        {"__setstate__", METHOD_O, {.binary = partial_setstate}, NULL, 0},
        {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}),
    .members = MEMBERS(
        {"func", MEMBER_OBJECT, offsetof(Partial, function), true, "function object to use in future partial calls"},
        {"args", MEMBER_OBJECT, offsetof(Partial, args), true, "tuple of arguments to future partial calls"},
        {"keywords", MEMBER_OBJECT, offsetof(Partial, keywords), true, "dictionary of keyword arguments to future partial calls"}),
    .getset = fixed_dict_getset,
};
