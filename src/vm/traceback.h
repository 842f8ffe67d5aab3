/* Tracebacks: which frames an exception passed, and how that is printed. */
#ifndef VIV_VM_TRACEBACK_H
#define VIV_VM_TRACEBACK_H

#include "base/buf.h"
#include "vm/frame.h"

typedef struct TracebackObj {
    Obj head;
    Own next;  /* the frame called by this one, or NULL at the raise */
    Own frame; /* FrameObj */
    int32_t lasti, line;
} TracebackObj;
#define AS_TRACEBACK(ref) ((TracebackObj *)(ref))

/* Puts FRAME in front of the pending exception's traceback. */
void traceback_here(Rt *rt, Frame *frame);

/* A traceback of one frame object and what follows. */
/* Gives EXCEPTION, raised by C code and caught by it, the running frame as its traceback. */
void traceback_of_now(Rt *rt, Ref exception);

/* Adds to OUT what CPython prints for an uncaught exception: the chain of causes and contexts,
   tracebacks with source lines and carets, and notes.  Errors on the way are dropped. */
void traceback_print(Rt *rt, Ref exception, Buf *out);
/* The frames of TRACEBACK only, at most the last LIMIT of them. */
void traceback_print_frames(Rt *rt, Ref traceback, ptrdiff_t limit, const char *margin, Buf *out);

#endif
