/* Binding the arguments of a call to the parameters of a Python function. */
#ifndef VIV_VM_ARGBIND_H
#define VIV_VM_ARGBIND_H

#include "vm/frames.h"

/* The frame of a call of FUNC (taken) with NARGS positional arguments and then those named
   by KWNAMES, all taken from ARGS, whatever happens; LOCALS (taken) as in frame_begin.
   NULL + TypeError when they do not fit. */
MUST_USE Frame *frame_for_call(Rt *rt, Own func, Own locals_or_null, Own const *args, ptrdiff_t nargs, Ref kwnames_or_null);

#endif
