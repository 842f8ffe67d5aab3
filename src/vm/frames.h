/* Making and clearing frames. */
#ifndef VIV_VM_FRAMES_H
#define VIV_VM_FRAMES_H

#include "objects/functionobj.h"
#include "vm/vm_state.h"

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
MUST_USE Frame *frame_begin(Rt *rt, Own func, Own locals_or_null);

/* Releases all that FRAME owns, and gives its room on the data stack back.  When others
   hold its frame object, that object takes the contents over. */
void frame_end(Rt *rt, Frame *frame);

/* Like frame_end for a frame that lies elsewhere: only the contents. */
void frame_clear(Rt *rt, Frame *frame);

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
