/* What await, yield from and `async for` need before and while they drive something. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "vm/exc_ops.h"
#include "vm/gen_types.h"
#include "vm/generator.h"
#include "vm/observe.h"
#include "vm/trace.h"

static bool is_coroutine_like(Ref obj)
{
    if (is_exact(obj, TYPE_coroutine)) return true;
    return is_exact(obj, TYPE_generator) && (AS_CODE(AS_GENERATOR(obj)->code)->flags & CODE_ITERABLE_COROUTINE) != 0;
}

/* The iterator that `await OBJ` drives: new; NULL + TypeError. */
static Own awaitable_iter(Rt *rt, Ref obj)
{
    if (is_coroutine_like(obj)) return new_ref(obj);
    UnaryFn await = obj->type->slots.am_await;
    if (await == NULL) return error_raise(rt, TYPE_TypeError, "object %.100T can't be used in 'await' expression", obj);
    Own iterator = await(rt, obj);
    if (iterator == NULL) return NULL;
    if (is_coroutine_like(iterator)) error_raise(rt, TYPE_TypeError, "__await__() returned a coroutine");
    else if (!object_is_iterator(iterator))
        error_raise(rt, TYPE_TypeError, "__await__() returned non-iterator of type '%.100T'", iterator);
    else return iterator;
    release(rt, iterator);
    return NULL;
}

Own await_prepare(Rt *rt, Ref obj, unsigned where)
{
    Own iterator = awaitable_iter(rt, obj);
    if (iterator == NULL) {
        if (where != 0 && obj->type->slots.am_await == NULL) {
            error_raise(rt, TYPE_TypeError,
                        "'async with' received an object from %s that does not implement __await__: %.100T",
                        where == 1 ? "__aenter__" : "__aexit__", obj);
        }
        return NULL;
    }
    if (!is_exact(iterator, TYPE_coroutine)) return iterator;
    Own delegate = generator_delegate(AS_GENERATOR(iterator));
    if (delegate == NULL) return iterator;
    release_all(rt, delegate, iterator);
    return error_raise(rt, TYPE_RuntimeError, "coroutine is being awaited already");
}

Own async_iter(Rt *rt, Ref obj)
{
    UnaryFn get = obj->type->slots.am_aiter;
    if (get == NULL)
        return error_raise(rt, TYPE_TypeError, "'async for' requires an object with __aiter__ method, got %.100T", obj);
    Own iterator = get(rt, obj);
    if (iterator == NULL || iterator->type->slots.am_anext != NULL) return iterator;
    error_raise(rt, TYPE_TypeError,
                "'async for' received an object from __aiter__ that does not implement __anext__: %.100T", iterator);
    release(rt, iterator);
    return NULL;
}

Own async_next(Rt *rt, Ref iterator)
{
    UnaryFn get = iterator->type->slots.am_anext;
    if (get == NULL)
        return error_raise(rt, TYPE_TypeError, "'async for' requires an iterator with __anext__ method, got %.100T", iterator);
    Own next = get(rt, iterator);
    if (next == NULL || is_exact(iterator, TYPE_async_generator)) return next;
    Own awaitable = awaitable_iter(rt, next);
    if (awaitable == NULL) {
        Own cause = error_fetch_instance(rt);
        error_raise(rt, TYPE_TypeError, "'async for' received an invalid object from __anext__: %.100T", next);
        Own error = error_fetch_instance(rt);
        exception_set_cause(rt, error, new_ref(cause));
        exception_set_context(rt, error, cause);
        exception_restore(rt, error);
    }
    release(rt, next);
    return awaitable;
}

/* --- anext(iterator, default) */

typedef struct AnextObj {
    Obj head;
    Own awaitable, otherwise; /* what the iterator gave; the value when it has ended */
} AnextObj;
#define AS_ANEXT(ref) ((AnextObj *)(ref))

Own anext_awaitable_new(Rt *rt, Own awaitable, Ref otherwise)
{
    Own self = object_new(rt, RT_TYPE(rt, anext_awaitable));
    if (self == NULL) return error_release(rt, awaitable);
    AS_ANEXT(self)->awaitable = awaitable;
    AS_ANEXT(self)->otherwise = new_ref(otherwise);
    gc_track(rt, self);
    return self;
}

/* What is to be driven: asked for anew at each step, as CPython does. */
static Own anext_inner(Rt *rt, Ref self)
{
    Own iterator = awaitable_iter(rt, AS_ANEXT(self)->awaitable);
    if (iterator == NULL || iterator->type->slots.tp_iternext != NULL) return iterator;
    Own inner = iterator->type->slots.am_await(rt, iterator);
    release(rt, iterator);
    if (inner == NULL || object_is_iterator(inner)) return inner;
    release(rt, inner);
    return error_raise(rt, TYPE_TypeError, "__await__ must return an iterable, not %T", AS_ANEXT(self)->awaitable);
}

/* The end of the asynchronous iterator is the default value. */
static Own anext_failed(Rt *rt, Ref self)
{
    if (error_clear_if(rt, TYPE_StopAsyncIteration)) stop_value_raise(rt, AS_ANEXT(self)->otherwise);
    return NULL;
}

static int anext_next(Rt *rt, Ref self, Own *item)
{
    Own inner = anext_inner(rt, self);
    if (inner == NULL) return -1;
    int got = inner->type->slots.tp_iternext(rt, inner, item);
    release(rt, inner);
    if (got < 0) (void)!anext_failed(rt, self);
    return got;
}

static Own anext_pass_on(Rt *rt, Ref self, const char *method, const Ref *args, ptrdiff_t nargs)
{
    Own inner = anext_inner(rt, self), function = NULL, result = NULL;
    if (inner == NULL) return NULL;
    function = object_attr_get_text(rt, inner, method);
    if (function != NULL) result = call_vector(rt, function, args, (size_t)nargs, NULL);
    release_all(rt, inner, function);
    return result != NULL ? result : anext_failed(rt, self);
}

static Own anext_send(Rt *rt, Ref self, Ref value)
{
    return anext_pass_on(rt, self, "send", &value, 1);
}

static Own anext_throw(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return anext_pass_on(rt, self, "throw", args, nargs);
}

static Own anext_close(Rt *rt, Ref self)
{
    return anext_pass_on(rt, self, "close", NULL, 0);
}

const TypeSpec anext_awaitable_type_spec = {
    .name = "anext_awaitable",
    .id = TYPE_anext_awaitable,
    .basicsize = sizeof(AnextObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(AnextObj, awaitable, otherwise),
    .slots = {.tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_iter = object_itself, .tp_iternext = anext_next, .am_await = object_itself},
    .methods = METHODS(
        {"send", METHOD_O, {.binary = anext_send}, SEND_DOC("the wrapped iterator", "yielded"), 0},
        {"throw", METHOD_FASTCALL, {.fast = anext_throw}, "throw(value)\nthrow(type[,value[,tb]])\n\nraise exception in the wrapped iterator, return next yielded value\nor raise StopIteration.", 0},
        {"close", METHOD_NOARGS, {.unary = anext_close}, GENERATOR_CLOSE_DOC, 0}),
};

Own yield_from_iter(Rt *rt, Ref obj, int code_flags)
{
    if (is_exact(obj, TYPE_coroutine)) {
        if ((code_flags & (CODE_COROUTINE | CODE_ITERABLE_COROUTINE)) != 0) return new_ref(obj);
        return error_raise(rt, TYPE_TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    }
    return is_exact(obj, TYPE_generator) ? new_ref(obj) : object_iter(rt, obj);
}

SendResult delegate_send(Rt *rt, Frame *frame, Ref receiver, Ref value, Own *result)
{
    const Slots *slots = &receiver->type->slots;
    if (slots->am_send != NULL && !has_trace_function(rt)) {
        int sent = slots->am_send(rt, receiver, value, result);
        return (SendResult)sent;
    }
    if (value == rt->none && slots->tp_iternext != NULL) {
        int got = slots->tp_iternext(rt, receiver, result);
        if (got == 1) return SEND_YIELDED;
    } else {
        *result = call_method_one(rt, receiver, RT_NAME(rt, send), value);
        if (*result != NULL) return SEND_YIELDED;
    }
    if (rt_is_pending(rt) && error_matches(rt, TYPE_StopIteration)) {
        if (rt_hears(rt, HEAR_FRAMES)) observe_raised(rt, frame);
        trace_exception(rt, frame);
    }
    return stop_value_fetch(rt, result) < 0 ? SEND_RAISED : SEND_RETURNED;
}

/* The library's own function says where the coroutine came from, when that is known. */
Own coroutine_warn_unawaited(Rt *rt, Ref self)
{
    const ObjectUpcalls *up = &rt->objects->upcalls;
    Own warnings = up->import == NULL ? NULL : up->import(rt, "warnings"), function = NULL, result = NULL;
    if (warnings != NULL) function = object_attr_get_text(rt, warnings, "_warn_unawaited_coroutine");
    if (function != NULL) {
        result = call_one(rt, function, self);
    } else {
        error_clear(rt);
        int status = error_warn(rt, TYPE_RuntimeWarning, 1, "coroutine '%.50S' was never awaited", AS_GENERATOR(self)->qualname);
        if (status == 0) result = none_new(rt);
    }
    release_all(rt, warnings, function);
    return result;
}
