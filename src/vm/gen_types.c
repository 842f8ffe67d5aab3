/* The types generator and coroutine, and the wrapper that a coroutine's __await__ gives. */
#include "vm/gen_types.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/owned.h"
#include "vm/generator.h"

static int generator_next(Rt *rt, Ref self, Own *item)
{
    SendResult sent = generator_run(rt, AS_GENERATOR(self), NULL, item, false, false);
    if (sent == SEND_YIELDED) return 1;
    if (sent == SEND_RAISED) return rt_is_pending(rt) ? -1 : 0;
    stop_value_raise(rt, *item);
    release_clear(rt, item);
    return -1;
}

#define RUN_METHODS(KIND)                                                                            \
    {"send", METHOD_O, {.binary = generator_send_method}, KIND##_SEND_DOC, 0},                       \
    {"throw", METHOD_FASTCALL, {.fast = generator_throw_method}, KIND##_THROW_DOC, 0},               \
    {"close", METHOD_NOARGS, {.unary = generator_close_method}, KIND##_CLOSE_DOC, 0},                \
    {"__sizeof__", METHOD_NOARGS, {.unary = generator_sizeof}, "gen.__sizeof__() -> size of gen in memory, in bytes", 0}, \
    {0},

static const MethodDef generator_methods[] = {RUN_METHODS(GENERATOR)};
static const MethodDef coroutine_methods[] = {RUN_METHODS(COROUTINE)};

#define GENERATOR_MEMORY                                                               \
    .tp_dealloc = generator_dealloc, .tp_traverse = generator_traverse, .tp_finalize = generator_finalize,             \
    .tp_repr = generator_repr

const TypeSpec generator_type_spec = {
    .name = "generator",
    .id = TYPE_generator,
    .basicsize = sizeof(GenObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .weaklist_offset = offsetof(GenObj, weakrefs),
    .slots = {GENERATOR_MEMORY,
              .tp_iter = object_itself, .tp_iternext = generator_next, .am_send = generator_am_send},
    .methods = generator_methods,
    .members = MEMBERS(
        {"gi_code", MEMBER_OBJECT, offsetof(GenObj, code), true, NULL}),
    .getset = GETSETS(
        {"__name__", generator_name_get, generator_name_set, "name of the generator"},
        {"__qualname__", generator_qualname_get, generator_qualname_set, "qualified name of the generator"},
        {"gi_yieldfrom", generator_delegate_get, NULL, "object being iterated by yield from, or None"},
        {"gi_running", generator_running_get, NULL, NULL},
        {"gi_frame", generator_frame_get, NULL, NULL},
        {"gi_suspended", generator_suspended_get, NULL, NULL}),
};

/* --- coroutines */

typedef struct CoroutineWrapper {
    Obj head;
    Own coroutine;
} CoroutineWrapper;

static Own coroutine_await(Rt *rt, Ref self)
{
    Own wrapper = object_new(rt, RT_TYPE(rt, coroutine_wrapper));
    if (wrapper == NULL) return NULL;
    ((CoroutineWrapper *)wrapper)->coroutine = new_ref(self);
    gc_track(rt, wrapper);
    return wrapper;
}

static Own coroutine_origin(Rt *rt, Ref self)
{
    Ref origin = AS_GENERATOR(self)->origin_or_finalizer;
    return new_ref(origin == NULL ? rt->none : origin);
}

const TypeSpec coroutine_type_spec = {
    .name = "coroutine",
    .id = TYPE_coroutine,
    .basicsize = sizeof(GenObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .weaklist_offset = offsetof(GenObj, weakrefs),
    .slots = {GENERATOR_MEMORY,
              .am_await = coroutine_await, .am_send = generator_am_send},
    .methods = coroutine_methods,
    .members = MEMBERS(
        {"cr_code", MEMBER_OBJECT, offsetof(GenObj, code), true, NULL}),
    .getset = GETSETS(
        {"__name__", generator_name_get, generator_name_set, "name of the coroutine"},
        {"__qualname__", generator_qualname_get, generator_qualname_set, "qualified name of the coroutine"},
        {"cr_await", generator_delegate_get, NULL, "object being awaited on, or None"},
        {"cr_running", generator_running_get, NULL, NULL},
        {"cr_frame", generator_frame_get, NULL, NULL},
        {"cr_suspended", generator_suspended_get, NULL, NULL},
        {"cr_origin", coroutine_origin, NULL, NULL}),
};

static Ref wrapped(Ref self)
{
    return ((CoroutineWrapper *)(uintptr_t)self)->coroutine;
}

static int wrapper_next(Rt *rt, Ref self, Own *item)
{
    return generator_next(rt, wrapped(self), item);
}

static Own wrapper_send(Rt *rt, Ref self, Ref value)
{
    return generator_send_method(rt, wrapped(self), value);
}

static Own wrapper_throw(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return generator_throw_method(rt, wrapped(self), args, nargs, kwnames);
}

static Own wrapper_close(Rt *rt, Ref self)
{
    return generator_close_method(rt, wrapped(self));
}

const TypeSpec coroutine_wrapper_type_spec = {
    .name = "coroutine_wrapper",
    .id = TYPE_coroutine_wrapper,
    .basicsize = sizeof(CoroutineWrapper),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .doc = "A wrapper object implementing __await__ for coroutines.",
    .owned = OWNED(CoroutineWrapper, coroutine, coroutine),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_iter = object_itself, .tp_iternext = wrapper_next},
    .methods = METHODS(
        {"send", METHOD_O, {.binary = wrapper_send}, COROUTINE_SEND_DOC, 0},
        {"throw", METHOD_FASTCALL, {.fast = wrapper_throw}, COROUTINE_THROW_DOC, 0},
        {"close", METHOD_NOARGS, {.unary = wrapper_close}, COROUTINE_CLOSE_DOC, 0}),
};
