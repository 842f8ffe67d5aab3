/* What a program may do to a generator: send, throw and close; and how yield from and await
   hand these on to what they delegate to. */
#include <stdio.h>

#include "code/opcode.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/intobj.h"
#include "objects/strobj.h"
#include "vm/exc_ops.h"
#include "vm/frameobj.h"
#include "vm/generator.h"

/* close() of what a generator delegates to: 0, -1. */
static int delegate_close(Rt *rt, Ref delegate)
{
    Own result = NULL, method = NULL;
    if (is_exact(delegate, TYPE_generator) || is_exact(delegate, TYPE_coroutine)) {
        result = generator_close(rt, AS_GENERATOR(delegate));
    } else {
        int found = object_attr_lookup(rt, delegate, RT_NAME(rt, close), &method);
        if (found < 0) error_unraisable(rt, delegate);
        if (found <= 0) return 0;
        result = call_none(rt, method);
        release(rt, method);
    }
    if (result == NULL) return -1;
    release(rt, result);
    return 0;
}

/* Closes DELEGATE while GEN counts as running. */
static int close_under(Rt *rt, GenObj *gen, Ref delegate)
{
    int8_t state = gen->state;
    gen->state = GEN_RUNNING;
    int status = delegate_close(rt, delegate);
    gen->state = state;
    return status;
}

Own generator_close(Rt *rt, GenObj *gen)
{
    int status = 0;
    Own delegate = generator_delegate(gen);
    if (delegate != NULL) {
        status = close_under(rt, gen, delegate);
        release(rt, delegate);
    }
    if (status == 0) error_raise_none(rt, TYPE_GeneratorExit);
    Own result = generator_resume(rt, gen, rt->none, true, true);
    if (result != NULL) {
        release(rt, result);
        const char *kind = is_exact(&gen->head, TYPE_coroutine)         ? "coroutine"
                           : is_exact(&gen->head, TYPE_async_generator) ? "async generator"
                                                                        : "generator";
        return error_raise(rt, TYPE_RuntimeError, "%s ignored GeneratorExit", kind);
    }
    if (!rt_is_pending(rt) || error_clear_if(rt, TYPE_StopIteration) || error_clear_if(rt, TYPE_GeneratorExit))
        return none_new(rt);
    return NULL;
}

/* Makes the arguments of throw() the pending exception; -1: another one is pending. */
static int raise_thrown(Rt *rt, Ref type, Ref value, Ref traceback)
{
    if (traceback == rt->none) traceback = NULL;
    if (value == rt->none) value = NULL;
    if (traceback != NULL && !is_exact(traceback, TYPE_traceback))
        return error_raise_int(rt, TYPE_TypeError, "throw() third argument must be a traceback object");
    Pending pending = {.traceback = new_ref_or_null(traceback)};
    if (is_exception_class(type)) {
        pending.type = new_ref(type);
        pending.value = new_ref_or_null(value);
        error_normalize(rt, &pending);
    } else if (is_exception(type) && value != NULL) {
        release(rt, pending.traceback);
        return error_raise_int(rt, TYPE_TypeError, "instance exception may not have a separate value");
    } else if (is_exception(type)) {
        pending.type = new_ref((Ref)type->type);
        pending.value = new_ref(type);
        if (traceback == NULL) pending.traceback = new_ref_or_null(AS_EXCEPTION(type)->traceback);
    } else {
        release(rt, pending.traceback);
        return error_raise_int(rt, TYPE_TypeError,
                               "exceptions must be classes or instances deriving from BaseException, not %T", type);
    }
    error_restore(rt, pending);
    return 0;
}

static Own throw_here(Rt *rt, GenObj *gen, Ref type, Ref value, Ref traceback)
{
    if (raise_thrown(rt, type, value, traceback) < 0) return NULL;
    return generator_resume(rt, gen, rt->none, true, false);
}

/* The delegate has ended: pops it, and goes on behind the SEND with its value, or raises. */
static Own continue_after(Rt *rt, GenObj *gen)
{
    Frame *frame = &gen->frame;
    Own delegate = frame->localsplus[--frame->stack_top], value = NULL;
    release(rt, delegate);
    frame->prev_instr--;
    viv_assert(frame->prev_instr->op == OP_SEND);
    frame->prev_instr += frame->prev_instr->arg;
    if (stop_value_fetch(rt, &value) < 0) return generator_resume(rt, gen, rt->none, true, false);
    Own result = generator_resume(rt, gen, value, false, false);
    release(rt, value);
    return result;
}

/* What became of throw() into a delegate: it has none, nobody could tell, or it was called. */
typedef enum DelegateThrow { THROW_ABSENT, THROW_UNKNOWN, THROW_CALLED } DelegateThrow;

/* throw() into what GEN delegates to. */
static Own delegate_throw(Rt *rt, GenObj *gen, Ref delegate, bool close_on_exit, const Ref *args, ptrdiff_t nargs, DelegateThrow *outcome)
{
    Own result = NULL, method = NULL;
    int8_t state = gen->state;
    *outcome = THROW_CALLED;
    if (is_exact(delegate, TYPE_generator) || is_exact(delegate, TYPE_coroutine)) {
        struct VmState *vm = rt->vm;
        Frame *running = vm->frame;
        gen->frame.previous = running;
        vm->frame = &gen->frame;
        gen->state = GEN_RUNNING;
        result = generator_throw(rt, AS_GENERATOR(delegate), close_on_exit, args[0], nargs > 1 ? args[1] : NULL,
                                 nargs > 2 ? args[2] : NULL);
        gen->state = state;
        vm->frame = running;
        gen->frame.previous = NULL;
        return result;
    }
    int found = object_attr_lookup(rt, delegate, RT_NAME(rt, throw), &method);
    if (found <= 0) {
        *outcome = found < 0 ? THROW_UNKNOWN : THROW_ABSENT;
        return NULL;
    }
    gen->state = GEN_RUNNING;
    result = call_vector(rt, method, args, (size_t)nargs, NULL);
    gen->state = state;
    release(rt, method);
    return result;
}

Own generator_throw(Rt *rt, GenObj *gen, bool close_on_exit, Ref type, Ref value, Ref traceback)
{
    Own delegate = generator_delegate(gen);
    if (delegate == NULL || gen->state == GEN_RUNNING) {
        release(rt, delegate);
        return throw_here(rt, gen, type, value, traceback);
    }
    if (close_on_exit && exception_matches(type, (Ref)RT_TYPE(rt, GeneratorExit))) {
        int status = close_under(rt, gen, delegate);
        release(rt, delegate);
        if (status < 0) return generator_resume(rt, gen, rt->none, true, false);
        return throw_here(rt, gen, type, value, traceback);
    }
    Ref args[3] = {type, value, traceback};
    ptrdiff_t nargs = traceback != NULL ? 3 : value != NULL ? 2 : 1;
    if (nargs == 3 && value == NULL) args[1] = rt->none;
    DelegateThrow outcome;
    Own result = delegate_throw(rt, gen, delegate, close_on_exit, args, nargs, &outcome);
    release(rt, delegate);
    if (result != NULL || outcome == THROW_UNKNOWN) return result;
    if (outcome == THROW_ABSENT) return throw_here(rt, gen, type, value, traceback);
    return continue_after(rt, gen);
}

/* --- methods and attributes */

int generator_am_send(Rt *rt, Ref self, Ref value, Own *result)
{
    return generator_run(rt, AS_GENERATOR(self), value, result, false, false);
}

Own generator_send_method(Rt *rt, Ref self, Ref value)
{
    return generator_resume(rt, AS_GENERATOR(self), value, false, false);
}

Own generator_throw_method(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "throw", nargs, 1, 3) < 0) return NULL;
    return generator_throw(rt, AS_GENERATOR(self), true, args[0], nargs > 1 ? args[1] : NULL, nargs > 2 ? args[2] : NULL);
}

Own generator_close_method(Rt *rt, Ref self)
{
    return generator_close(rt, AS_GENERATOR(self));
}

Own generator_repr(Rt *rt, Ref self)
{
    const char *kind = is_exact(self, TYPE_coroutine)         ? "coroutine"
                       : is_exact(self, TYPE_async_generator) ? "async_generator"
                                                              : "generator";
    char address[32];
    snprintf(address, sizeof address, "%#llx", (unsigned long long)heap_nominal(rt, self));
    return str_format(rt, "<%s object %S at %s>", kind, AS_GENERATOR(self)->qualname, address);
}

Own generator_sizeof(Rt *rt, Ref self)
{
    return int_new(rt, (int64_t)(sizeof(GenObj) + frame_slots(AS_GENERATOR(self)->code) * sizeof(Own)));
}

Own generator_name_get(Rt *rt, Ref self)
{
    return new_ref(AS_GENERATOR(self)->name);
}

int generator_name_set(Rt *rt, Ref self, Ref value)
{
    if (value == NULL || !is_str(value))
        return error_raise_int(rt, TYPE_TypeError, "__name__ must be set to a string object");
    release_replace(rt, &AS_GENERATOR(self)->name, new_ref(value));
    return 0;
}

Own generator_qualname_get(Rt *rt, Ref self)
{
    return new_ref(AS_GENERATOR(self)->qualname);
}

int generator_qualname_set(Rt *rt, Ref self, Ref value)
{
    if (value == NULL || !is_str(value))
        return error_raise_int(rt, TYPE_TypeError, "__qualname__ must be set to a string object");
    release_replace(rt, &AS_GENERATOR(self)->qualname, new_ref(value));
    return 0;
}

Own generator_frame_get(Rt *rt, Ref self)
{
    GenObj *gen = AS_GENERATOR(self);
    if (gen->state == GEN_CLEARED) return none_new(rt);
    return new_ref_or_null(frameobj_of(rt, &gen->frame));
}

Own generator_running_get(Rt *rt, Ref self)
{
    return bool_new(rt, AS_GENERATOR(self)->state == GEN_RUNNING);
}

Own generator_suspended_get(Rt *rt, Ref self)
{
    return bool_new(rt, AS_GENERATOR(self)->state == GEN_SUSPENDED);
}

Own generator_delegate_get(Rt *rt, Ref self)
{
    Own delegate = generator_delegate(AS_GENERATOR(self));
    return delegate == NULL ? none_new(rt) : delegate;
}
