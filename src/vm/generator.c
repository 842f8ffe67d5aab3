/* The life of a generator: created with its frame, run by next, send and throw, and cleared
   when the frame returns or raises.  Its frame is linked into the chain of frames, and its
   item into that of handled exceptions, only while it runs. */
#include "vm/frameobj.h"
#include "vm/generator.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"
#include "objects/weakrefobj.h"
#include "code/opcode.h"
#include "vm/calls.h"
#include "vm/exc_ops.h"

_Static_assert(sizeof(GenObj) == 152, "a generator is as long as CPython's");

static TypeId kind_of(int flags)
{
    int kind = flags & (CODE_GENERATOR | CODE_COROUTINE | CODE_ASYNC_GENERATOR);
    if (kind == CODE_COROUTINE) return TYPE_coroutine;
    return kind == CODE_ASYNC_GENERATOR ? TYPE_async_generator : TYPE_generator;
}

/* Where a coroutine is made: (file name, line, function) of as many frames as are tracked. */
static Own origin_of_now(Rt *rt)
{
    Own list = list_new(rt, 0), origin = NULL;
    Frame *frame = list == NULL ? NULL : frame_visible(rt->vm->frame);
    int status = list == NULL ? -1 : 0;
    for (int depth = 0; status == 0 && frame != NULL && depth < rt->vm->coroutine_origin_depth; depth++) {
        Own line = int_new(rt, frame_line(frame)), place = NULL;
        if (line != NULL) place = tuple_of(rt, 3, FRAME_CODE(frame)->filename, line, FRAME_CODE(frame)->name);
        status = place == NULL ? -1 : list_append_take(rt, list, place);
        release(rt, line);
        frame = frame_visible(frame->previous);
    }
    if (status == 0) origin = list_to_tuple(rt, list);
    release(rt, list);
    return origin;
}

Own generator_new(Rt *rt, Ref function)
{
    const FunctionObj *func = AS_FUNCTION(function);
    Type *type = rt->types[kind_of(AS_CODE(func->code)->flags)];
    Own self = object_new_sized(rt, type, frame_slots(func->code) * sizeof(Own), 0);
    if (self == NULL) return NULL;
    GenObj *gen = AS_GENERATOR(self);
    gen->code = new_ref(func->code);
    gen->name = new_ref(func->name);
    gen->qualname = new_ref(func->qualname);
    gen->state = GEN_CREATED;
    gc_track(rt, self);
    if (rt->vm->coroutine_origin_depth > 0 && is_exact(self, TYPE_coroutine)) {
        gen->origin_or_finalizer = origin_of_now(rt);
        if (gen->origin_or_finalizer == NULL) release_clear(rt, &self);
    }
    return self;
}

/* "generator", "coroutine" or "async generator". */
static const char *kind_text(const GenObj *gen)
{
    if (is_exact(&gen->head, TYPE_coroutine)) return "coroutine";
    return is_exact(&gen->head, TYPE_async_generator) ? "async generator" : "generator";
}

/* RuntimeError(MESSAGE) in place of the pending exception, which becomes its cause. */
static void raise_from_pending(Rt *rt, const char *kind, const char *raised)
{
    Own cause = error_fetch_instance(rt);
    error_raise(rt, TYPE_RuntimeError, "%s raised %s", kind, raised);
    Own error = error_fetch_instance(rt);
    exception_set_cause(rt, error, new_ref(cause));
    exception_set_context(rt, error, cause);
    exception_restore(rt, error);
}

/* An exception leaves the frame: the two that would look like an orderly end are disguised. */
static void check_raised(Rt *rt, const GenObj *gen)
{
    if (error_matches(rt, TYPE_StopIteration)) raise_from_pending(rt, kind_text(gen), "StopIteration");
    else if (is_exact(&gen->head, TYPE_async_generator) && error_matches(rt, TYPE_StopAsyncIteration))
        raise_from_pending(rt, kind_text(gen), "StopAsyncIteration");
}

static void clear_frame(Rt *rt, GenObj *gen)
{
    gen->state = GEN_CLEARED;
    frame_clear(rt, &gen->frame);
}

/* May it run?  True; or *refused is the answer. */
static bool may_run(Rt *rt, GenObj *gen, Ref value, bool raising, bool closing, Own *result, SendResult *refused)
{
    *refused = SEND_RAISED;
    if (gen->state == GEN_CREATED && value != NULL && value != rt->none) {
        error_raise(rt, TYPE_TypeError, "can't send non-None value to a just-started %s", kind_text(gen));
        return false;
    }
    if (gen->state == GEN_RUNNING) {
        error_raise(rt, TYPE_ValueError, "%s already executing", kind_text(gen));
        return false;
    }
    if (gen->state < GEN_COMPLETED) return true;
    if (is_exact(&gen->head, TYPE_coroutine) && !closing) {
        error_raise(rt, TYPE_RuntimeError, "cannot reuse already awaited coroutine");
    } else if (value != NULL && !raising) {
        *result = none_new(rt);
        *refused = SEND_RETURNED;
    }
    return false;
}

SendResult generator_run(Rt *rt, GenObj *gen, Ref value, Own *result, bool raising, bool closing)
{
    SendResult refused;
    *result = NULL;
    if (!may_run(rt, gen, value, raising, closing, result, &refused)) return refused;
    Frame *frame = &gen->frame;
    frame->localsplus[frame->stack_top++] = new_ref(value == NULL ? rt->none : value);
    gen->handled.previous = rt->handled;
    rt->handled = &gen->handled;
    Ref handled = gen->handled.value;
    if (raising && handled != NULL && handled != rt->none) {
        /* What is thrown in gets the exception handled here as its context. */
        Own thrown = error_fetch_instance(rt);
        if (AS_EXCEPTION(thrown)->context == NULL && handled != thrown)
            exception_set_context(rt, thrown, new_ref(handled));
        exception_restore(rt, thrown);
    }
    gen->state = GEN_RUNNING;
    Own value_out = frame_resume(rt, frame, raising);
    if (gen->state == GEN_RUNNING) gen->state = GEN_COMPLETED;
    rt->handled = gen->handled.previous;
    gen->handled.previous = NULL;
    if (value_out != NULL && gen->state == GEN_SUSPENDED) {
        *result = value_out;
        return SEND_YIELDED;
    }
    if (value_out == NULL) check_raised(rt, gen);
    else if (value_out == rt->none && value == NULL && !is_exact(&gen->head, TYPE_async_generator))
        release_clear(rt, &value_out);
    release_clear(rt, &gen->handled.value);
    clear_frame(rt, gen);
    *result = value_out;
    return value_out == NULL ? SEND_RAISED : SEND_RETURNED;
}

Own generator_resume(Rt *rt, GenObj *gen, Ref value, bool raising, bool closing)
{
    Own result = NULL;
    if (generator_run(rt, gen, value, &result, raising, closing) != SEND_RETURNED) return result;
    if (is_exact(&gen->head, TYPE_async_generator)) error_raise_none(rt, TYPE_StopAsyncIteration);
    else if (result == rt->none) error_raise_none(rt, TYPE_StopIteration);
    else stop_value_raise(rt, result);
    release(rt, result);
    return NULL;
}

Own generator_delegate(const GenObj *gen)
{
    const Frame *frame = &gen->frame;
    if (gen->state != GEN_SUSPENDED && gen->state != GEN_RUNNING) return NULL;
    const CodeUnit *following = frame->prev_instr + 1;
    if (following->op != OP_RESUME || following->arg < 2) return NULL;
    return new_ref(frame->localsplus[frame->stack_top - 1]);
}

/* --- StopIteration's value */

int stop_value_fetch(Rt *rt, Own *value)
{
    *value = NULL;
    if (!rt_is_pending(rt)) {
        *value = none_new(rt);
        return 0;
    }
    if (!error_matches(rt, TYPE_StopIteration)) return -1;
    Ref raw = rt->pending.value;
    bool is_made = raw == NULL || is_tuple(raw) || is_exception(raw);
    if (!is_made && rt->pending.type == (Ref)RT_TYPE(rt, StopIteration)) { /* no instance is needed */
        *value = new_ref(raw);
        error_clear(rt);
        return 0;
    }
    Own error = error_fetch_instance(rt);
    *value = exception_stop_value(rt, error);
    release(rt, error);
    return *value == NULL ? -1 : 0;
}

void stop_value_raise(Rt *rt, Ref value)
{
    if (!is_tuple(value) && !is_exception(value)) {
        error_raise_obj(rt, TYPE_StopIteration, value);
        return;
    }
    Own args = tuple_of(rt, 1, value);
    if (args != NULL) error_raise_obj(rt, TYPE_StopIteration, args);
    release(rt, args);
}

/* --- memory */

int generator_traverse(Ref self, VisitFn visit, void *context)
{
    GenObj *gen = AS_GENERATOR(self);
    Ref const fields[] = {gen->code, gen->name, gen->qualname, gen->handled.value, gen->origin_or_finalizer};
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        int result = fields[i] == NULL ? 0 : visit(fields[i], context);
        if (result != 0) return result;
    }
    return gen->state < GEN_CLEARED && gen->frame.code != NULL ? frame_traverse(&gen->frame, visit, context) : 0;
}

void generator_finalize(Rt *rt, Obj *self)
{
    GenObj *gen = AS_GENERATOR(self);
    if (gen->weakrefs != NULL) weakref_clear_all(rt, self); /* unlike others, before it is closed */
    if (gen->state >= GEN_COMPLETED || gen->frame.code == NULL) return;
    Pending kept = error_fetch(rt);
    Own result;
    Ref finalizer = is_exact(self, TYPE_async_generator) ? gen->origin_or_finalizer : NULL;
    if (finalizer != NULL && !gen->closed) result = call_one(rt, finalizer, self);
    else if (gen->state == GEN_CREATED && is_exact(self, TYPE_coroutine)) result = coroutine_warn_unawaited(rt, self);
    else result = generator_close(rt, gen);
    if (result == NULL && rt_is_pending(rt)) error_unraisable(rt, self);
    release(rt, result);
    error_restore(rt, kept);
}

void generator_dealloc(Rt *rt, Obj *self)
{
    GenObj *gen = AS_GENERATOR(self);
    if (gen->state < GEN_CLEARED && gen->frame.code != NULL) {
        gen->frame.previous = NULL;
        clear_frame(rt, gen);
    }
    release_clear(rt, &gen->origin_or_finalizer);
    release_clear(rt, &gen->code);
    release_clear(rt, &gen->name);
    release_clear(rt, &gen->qualname);
    release_clear(rt, &gen->handled.value);
    object_free(rt, self);
}
