/* Generators, coroutines and asynchronous generators: a frame that outlives its calls. */
#ifndef VIV_VM_GENERATOR_H
#define VIV_VM_GENERATOR_H

#include "vm/frames.h"

typedef enum GenState {
    GEN_CREATED = -2,   /* not begun */
    GEN_SUSPENDED = -1, /* at a yield */
    GEN_RUNNING = 0,
    GEN_COMPLETED = 1, /* its frame has returned and is being cleared */
    GEN_CLEARED = 4,   /* it has no frame any more */
} GenState;

typedef struct GenObj {
    Obj head;
    Own code; /* NULL only while it dies */
    Own weakrefs;
    Own name, qualname;
    Handled handled;           /* of its own except clauses, while it runs linked into rt->handled */
    Own origin_or_finalizer;   /* a coroutine's origin, an asynchronous generator's finalizer; or NULL */
    bool hooks_inited, closed, running_async; /* asynchronous generators */
    int8_t state;              /* GenState */
    Frame frame;
} GenObj;
#define AS_GENERATOR(ref) ((GenObj *)(ref))

static inline GenObj *frame_generator(Frame *frame)
{
    return CONTAINER_OF(frame, GenObj, frame);
}

typedef enum SendResult { SEND_RAISED = -1, SEND_RETURNED = 0, SEND_YIELDED = 1 } SendResult;

/* A generator of the kind that FUNCTION's code says, its frame not filled yet. */
MUST_USE Own generator_new(Rt *rt, Ref function);

/* Runs GEN until it yields, returns or raises.  VALUE NULL: as next() does, when a return of
   None leaves *result NULL and nothing pending (SEND_RAISED).  RAISING: the pending exception is
   raised where it stopped.  CLOSING: by close(). */
SendResult generator_run(Rt *rt, GenObj *gen, Ref value, Own *result, bool raising, bool closing);
/* generator_run for methods: a return becomes StopIteration or StopAsyncIteration. */
MUST_USE Own generator_resume(Rt *rt, GenObj *gen, Ref value, bool raising, bool closing);

/* What GEN's yield from or await is driving, new; NULL when nothing. */
Own generator_delegate(const GenObj *gen);

MUST_USE Own generator_throw(Rt *rt, GenObj *gen, bool close_on_exit, Ref type, Ref value, Ref traceback);
MUST_USE Own generator_close(Rt *rt, GenObj *gen);

/* StopIteration pending or nothing: clears it, *value its value, 0.  Else -1. */
int stop_value_fetch(Rt *rt, Own *value);
/* Raises StopIteration(VALUE) so that VALUE arrives as it is. */
void stop_value_raise(Rt *rt, Ref value);

/* Slots that the kinds share. */
void generator_dealloc(Rt *rt, Obj *self);
void generator_finalize(Rt *rt, Obj *self);
int generator_traverse(Ref self, VisitFn visit, void *context);
int generator_am_send(Rt *rt, Ref self, Ref value, Own *result);
Own generator_repr(Rt *rt, Ref self);
Own generator_send_method(Rt *rt, Ref self, Ref value);
Own generator_throw_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);
Own generator_close_method(Rt *rt, Ref self);
Own generator_sizeof(Rt *rt, Ref self);
Own generator_name_get(Rt *rt, Ref self);
int generator_name_set(Rt *rt, Ref self, Ref value);
Own generator_qualname_get(Rt *rt, Ref self);
int generator_qualname_set(Rt *rt, Ref self, Ref value);
Own generator_frame_get(Rt *rt, Ref self);
Own generator_running_get(Rt *rt, Ref self);
Own generator_suspended_get(Rt *rt, Ref self);
Own generator_delegate_get(Rt *rt, Ref self);

/* "coroutine 'f' was never awaited": None, or NULL + pending. */
MUST_USE Own coroutine_warn_unawaited(Rt *rt, Ref self);

/* What YIELD_VALUE of an asynchronous generator hands out: VALUE (taken), wrapped. */
MUST_USE Own async_wrap(Rt *rt, Own value);

/* anext(iterator, OTHERWISE), where the iterator gave AWAITABLE (taken). */
MUST_USE Own anext_awaitable_new(Rt *rt, Own awaitable, Ref otherwise);

/* GET_AWAITABLE, GET_AITER, GET_ANEXT, GET_YIELD_FROM_ITER. */
MUST_USE Own await_prepare(Rt *rt, Ref obj, unsigned where);
MUST_USE Own async_iter(Rt *rt, Ref obj);
MUST_USE Own async_next(Rt *rt, Ref iterator);
MUST_USE Own yield_from_iter(Rt *rt, Ref obj, int code_flags);
/* SEND: sends VALUE to RECEIVER in FRAME. */
SendResult delegate_send(Rt *rt, Frame *frame, Ref receiver, Ref value, Own *result);

#endif
