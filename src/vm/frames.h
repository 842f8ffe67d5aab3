/* Making and clearing frames. */
#ifndef VIV_VM_FRAMES_H
#define VIV_VM_FRAMES_H

#include "code/verifier.h"
#include "objects/functionobj.h"
#include "vm/datastack.h"

/* Slots of localsplus that CODE's frame needs. */
static inline size_t frame_slots(Ref code)
{
    return (size_t)(AS_CODE(code)->nlocalsplus + AS_CODE(code)->stacksize);
}

static inline Own *frame_stack_pointer(Frame *frame)
{
    return frame->localsplus + frame->stack_top;
}

/* A frame on the data stack for FUNC (taken), all of localsplus' variables NULL and the
   value stack empty; LOCALS (taken) is the namespace of a class or module body.  It is not
   yet the running one.  NULL + pending: both are released. */
MUST_USE static inline Frame *frame_begin(Rt *rt, Own func, Own locals_or_null)
{
    const FunctionObj *function = AS_FUNCTION(func);
    const CodeObj *code = AS_CODE(function->code);
    bool sound = LIKELY(!code->is_unproved) || code_verify(rt, function->code) == 0;
    Frame *frame = sound ? datastack_push(rt, frame_slots(function->code)) : NULL;
    if (UNLIKELY(frame == NULL)) {
        release_all(rt, func, locals_or_null);
        return NULL;
    }
    frame->func = func;
    frame->globals = function->globals;
    frame->builtins = function->builtins;
    frame->locals = locals_or_null;
    frame->code = new_ref(function->code);
    frame->frame_obj = NULL;
    frame->previous = NULL;
    frame->prev_instr = code->units - 1;
    frame->stack_top = code->nlocalsplus;
    frame->number = rt->vm->next_frame_number++ & 0x1fffffff;
    frame->owner = FRAME_OWNED_BY_THREAD;
    frame->is_entry = false;
    for (int i = 0; i < code->nlocalsplus; i++) frame->localsplus[i] = NULL;
    return frame;
}

/* Releases all that FRAME owns.  When others hold its frame object, that object takes the contents
   over. */
void frame_clear(Rt *rt, Frame *frame);

/* The same, and gives its room on the data stack back. */
static inline void frame_end(Rt *rt, Frame *frame)
{
    frame_clear(rt, frame);
    datastack_pop(rt, frame);
}

/* Moves what FRAME owns to TO, a generator's room for it; FRAME is empty afterwards. */
void frame_move(Frame *frame, Frame *to);

/* tp_traverse's part for the references that FRAME owns. */
int frame_traverse(Frame *frame, VisitFn visit, void *context);

/* COPY_FREE_VARS has not run yet, or RETURN_GENERATOR not: frames that no Python code should see. */
static inline bool frame_is_incomplete(const Frame *frame)
{
    return frame->owner != FRAME_OWNED_BY_GENERATOR &&
           frame->prev_instr < AS_CODE(frame->code)->units + AS_CODE(frame->code)->first_traceable;
}

/* The innermost frame from FRAME on that Python code may see, or NULL. */
static inline Frame *frame_visible(Frame *frame)
{
    while (frame != NULL && frame_is_incomplete(frame)) frame = frame->previous;
    return frame;
}

#endif
