/* What await, yield from and `async for` need before and while they drive something. */
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "vm/exc_ops.h"
#include "vm/generator.h"
#include "vm/observe.h"
#include "vm/trace.h"

static bool is_coroutine_like(Ref obj)
{
    if (is_exact(obj, TYPE_coroutine)) return true;
    return is_exact(obj, TYPE_generator) && (AS_CODE(AS_GENERATOR(obj)->code)->flags & CODE_ITERABLE_COROUTINE) != 0;
}

Own awaitable_iter(Rt *rt, Ref obj)
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
    release(rt, delegate);
    release(rt, iterator);
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

Own coroutine_warn_unawaited(Rt *rt, Ref self)
{
    if (rt->objects->upcalls.warn == NULL) return none_new(rt);
    Own message = str_format(rt, "coroutine '%.50S' was never awaited", AS_GENERATOR(self)->qualname);
    if (message == NULL) return NULL;
    int status = rt->objects->upcalls.warn(rt, TYPE_RuntimeWarning, message, 1);
    release(rt, message);
    return status < 0 ? NULL : none_new(rt);
}
