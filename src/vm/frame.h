/* Frames, as CPython 3.11 lays them out: contiguous on a data stack that grows up, each
   72 bytes and then `localsplus`: locals, cells, free variables, value stack.

     older frame | func globals builtins locals code frame_obj previous … | localsplus | stack → | newer frame

   A generator's frame has the same layout, but lives inside the generator. */
#ifndef VIV_VM_FRAME_H
#define VIV_VM_FRAME_H

#include "code/code.h"
#include "memory/rt.h"

typedef enum FrameOwner { FRAME_OWNED_BY_THREAD, FRAME_OWNED_BY_GENERATOR, FRAME_OWNED_BY_FRAME_OBJECT } FrameOwner;

typedef struct Frame {
    Own func;      /* FunctionObj; strong */
    Ref globals;   /* borrowed from func */
    Ref builtins;  /* borrowed from func */
    Own locals;    /* the namespace of a module or class body, or NULL */
    Own code;      /* CodeObj */
    Own frame_obj; /* the Python-visible frame, made when asked for, or NULL */
    struct Frame *previous; /* the caller (f_back); NULL at the bottom and in a suspended generator */
    const CodeUnit *prev_instr; /* the instruction being executed, or executed last */
    int32_t stack_top; /* slots of localsplus in use, as last stored; see frame_sync in the loop */
    uint32_t number : 29;  /* of the call, counted from 0 in order of entry */
    uint32_t owner : 2;    /* FrameOwner */
    uint32_t is_entry : 1; /* called from C: its return ends the nested eval loop */
    Own localsplus[];
} Frame;

_Static_assert(offsetof(Frame, localsplus) == 72, "a frame is as long as CPython's");

#define FRAME_CODE(frame) AS_CODE((frame)->code)

static inline Own *frame_stack_base(Frame *frame)
{
    return frame->localsplus + FRAME_CODE(frame)->nlocalsplus;
}

/* Byte offset of prev_instr: f_lasti; -2 before the first instruction. */
static inline int frame_lasti(const Frame *frame)
{
    return (int)((const char *)frame->prev_instr - (const char *)AS_CODE(frame->code)->units);
}

Frame *vm_current_frame(const Rt *rt); /* NULL when no Python code runs */

#endif
