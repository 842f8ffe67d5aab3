/* Frames are made complete: every slot of localsplus below stack_top is NULL or owned, so that
   a collection or a View at any moment sees no rubbish. */
#include "vm/frames.h"

#include <string.h>

#include "vm/frameobj.h"

Frame *vm_current_frame(const Rt *rt)
{
    return rt->vm == NULL ? NULL : rt->vm->frame;
}

void frame_clear(Rt *rt, Frame *frame)
{
    if (frame->frame_obj != NULL) {
        Own object = STEAL(frame->frame_obj);
        if (object->refcount > 1) {
            frameobj_take_over(rt, object, frame);
            release(rt, object);
            return;
        }
        release(rt, object);
    }
    Own *end = frame->localsplus + frame->stack_top;
    for (Own *slot = frame->localsplus; slot < end; slot++) {
        Own value = *slot;
        if (value == NULL) continue;
        *slot = NULL;
        release_known(rt, value);
    }
    release_clear(rt, &frame->locals);
    release_clear(rt, &frame->func);
    release_clear(rt, &frame->code);
}

void frame_move(Frame *frame, Frame *to)
{
    memcpy(to, frame, sizeof *frame + sizeof(Own) * (size_t)frame->stack_top);
    to->owner = FRAME_OWNED_BY_GENERATOR;
    to->previous = NULL;
    frame->func = frame->locals = frame->code = NULL;
    frame->stack_top = 0;
}

int frame_traverse(Frame *frame, VisitFn visit, void *context)
{
    Own *const fields[] = {&frame->frame_obj, &frame->locals, &frame->func, &frame->code};
    for (size_t i = 0; i < ARRAY_LENGTH(fields); i++) {
        int result = *fields[i] == NULL ? 0 : visit(*fields[i], context);
        if (result != 0) return result;
    }
    for (int i = 0; i < frame->stack_top; i++) {
        Own item = frame->localsplus[i];
        int result = item == NULL ? 0 : visit(item, context);
        if (result != 0) return result;
    }
    return 0;
}
