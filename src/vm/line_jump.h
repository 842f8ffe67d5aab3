/* frame.f_lineno = N: how a debugger jumps. */
#ifndef VIV_VM_LINE_JUMP_H
#define VIV_VM_LINE_JUMP_H

#include "vm/frameobj.h"

/* Lets FRAME's object, in which a tracer is being told of a line, go on at LINE.  -1 + ValueError with
   CPython's reason when it may not. */
int frame_jump(Rt *rt, FrameObj *object, Ref line_or_null);

#endif
