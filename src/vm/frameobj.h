/* The Python-visible frame object, made when a program asks for it. */
#ifndef VIV_VM_FRAMEOBJ_H
#define VIV_VM_FRAMEOBJ_H

#include "vm/frame.h"

typedef struct FrameObj {
    Obj head;
    Own back;     /* FrameObj of the caller, fixed when the frame was left; or NULL */
    Frame *frame; /* on the data stack, in a generator, or `own` below */
    Own trace;    /* f_trace; or NULL */
    int32_t line; /* set by a tracer; 0: compute it */
    bool trace_lines, trace_opcodes, locals_are_fresh;
    Frame own;    /* the contents, when the frame has been left before the object died */
} FrameObj;
#define AS_FRAME(ref) ((FrameObj *)(ref))

/* FRAME's object: borrowed, kept by the frame.  NULL + MemoryError. */
Ref frameobj_of(Rt *rt, Frame *frame);

/* FRAME is left while others hold its OBJECT: moves the contents into it. */
void frameobj_take_over(Rt *rt, Ref object, Frame *frame);

/* The running frame's namespace as locals() gives it: borrowed, after the fast locals were
   copied into it.  NULL + pending. */
Ref frame_locals(Rt *rt, Frame *frame);

/* f_locals of a frame object, borrowed; and back again, if that was asked for since: what a tracer needs. */
Ref frameobj_locals(Rt *rt, Ref object);
void frameobj_locals_to_fast(Rt *rt, Ref object);

int frame_line(const Frame *frame); /* -1: none */

#endif
