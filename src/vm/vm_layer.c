/* The machine's start: its types, and what it does for the layer of objects. */
#include "vm/vm_layer.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/bytesobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"
#include "vm/calls.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/gen_types.h"
#include "vm/threads.h"
#include "vm/unraisable.h"

/* --- what objects/ asks the machine */

/* Interrupts are bits that a signal handler or a timer sets at any moment; each is cleared before
   it is served, so that none is served twice. */
static int interrupted(Rt *rt)
{
    uint32_t asked = __atomic_fetch_and(&rt->interrupts, ~(uint32_t)INTERRUPT_SIGNAL, __ATOMIC_SEQ_CST);
    if ((asked & INTERRUPT_SIGNAL) == 0) return 0;
    if (!thread_is_main(rt)) {
        __atomic_fetch_or(&rt->interrupts, INTERRUPT_SIGNAL, __ATOMIC_SEQ_CST);
        return thread_yield_to_main(rt);
    }
    if (rt->vm->serve_signals != NULL) return rt->vm->serve_signals(rt);
    error_raise_none(rt, TYPE_KeyboardInterrupt);
    return -1;
}

static Ref handled_exception(Rt *rt)
{
    return thread_handled(rt, thread_current(rt));
}

static Ref current_globals(Rt *rt)
{
    Frame *frame = frame_visible(rt->vm->frame);
    return frame == NULL ? NULL : frame->globals;
}

static Ref current_builtins(Rt *rt)
{
    return rt->vm->frame == NULL ? NULL : rt->vm->frame->builtins;
}

static Own current_locals(Rt *rt)
{
    Frame *frame = frame_visible(rt->vm->frame);
    return frame == NULL ? NULL : new_ref_or_null(frame_locals(rt, frame));
}

/* What a variable of FRAME holds, through its cell if it has one. */
static Ref variable(const Frame *frame, int slot)
{
    Ref value = frame->localsplus[slot];
    unsigned char kind = (unsigned char)((const BytesObj *)FRAME_CODE(frame)->localspluskinds)->bytes[slot];
    bool is_cell = (kind & (LOCAL_KIND_CELL | LOCAL_KIND_FREE)) != 0 && value != NULL && is_exact(value, TYPE_cell);
    return is_cell ? AS_CELL(value)->contents : value;
}

/* The class of which the running function is a method: its free variable __class__. */
static int own_class(Rt *rt, const Frame *frame, Own *type)
{
    const CodeObj *code = AS_CODE(frame->code);
    for (int i = code->nlocalsplus - code->nfreevars; i < code->nlocalsplus; i++) {
        if (!str_equals_text(tuple_peek(code->localsplusnames, i), "__class__")) continue;
        Ref class = variable(frame, i);
        if (class == NULL) return error_raise_int(rt, TYPE_RuntimeError, "super(): empty __class__ cell");
        if (!is_type(class))
            return error_raise_int(rt, TYPE_RuntimeError, "super(): __class__ is not a type (%T)", class);
        *type = new_ref(class);
        return 0;
    }
    return error_raise_int(rt, TYPE_RuntimeError, "super(): __class__ cell not found");
}

static int super_arguments(Rt *rt, Own *type, Own *object)
{
    Frame *frame = rt->vm->frame;
    if (frame == NULL) return error_raise_int(rt, TYPE_RuntimeError, "super(): no current frame");
    if (AS_CODE(frame->code)->argcount == 0) return error_raise_int(rt, TYPE_RuntimeError, "super(): no arguments");
    Ref first = variable(frame, 0);
    if (first == NULL) return error_raise_int(rt, TYPE_RuntimeError, "super(): arg[0] deleted");
    if (own_class(rt, frame, type) < 0) return -1;
    *object = new_ref(first);
    return 0;
}

/* --- the layer */

static const TypeSpec *const vm_types[] = {
    &frame_type_spec,
    &traceback_type_spec,
    &generator_type_spec,
    &coroutine_type_spec,
    &coroutine_wrapper_type_spec,
    &anext_awaitable_type_spec,
    &async_generator_type_spec,
    &async_generator_asend_type_spec,
    &async_generator_athrow_type_spec,
    &async_generator_wrapped_value_type_spec,
    NULL,
};

int vm_init(Rt *rt)
{
    rt->vm = heap_alloc(rt, sizeof *rt->vm);
    if (rt->vm == NULL) return -1;
    memset(rt->vm, 0, sizeof *rt->vm);
    if (threads_init(rt) < 0 || type_register(rt, vm_types) < 0) return -1;
    static const VmOps ops = {function_vectorcall};
    rt->vm_ops = &ops;
    RT_TYPE(rt, function)->slots.tp_vectorcall = function_vectorcall;
    ObjectUpcalls *upcalls = &rt->objects->upcalls;
    upcalls->interrupted = interrupted;
    upcalls->handled_exception = handled_exception;
    upcalls->current_globals = current_globals;
    upcalls->current_builtins = current_builtins;
    upcalls->current_locals = current_locals;
    upcalls->super_arguments = super_arguments;
    upcalls->unraisable = unraisable_report;
    return 0;
}

void vm_fini(Rt *rt)
{
    struct VmState *vm = rt->vm;
    if (vm == NULL) return;
    release_clear(rt, &vm->tracing.trace);
    release_clear(rt, &vm->tracing.profile);
    release_clear(rt, &vm->async_first_iteration);
    release_clear(rt, &vm->async_finalizer);
    release_clear(rt, &rt->handled_bottom.value);
    while (vm->chunk != NULL) {
        DataChunk *chunk = vm->chunk;
        vm->chunk = chunk->previous;
        heap_free(rt, chunk);
    }
    threads_fini(rt);
    rt->vm = NULL;
    heap_free(rt, vm);
}
