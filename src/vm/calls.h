/* Calls: running a frame to its end, Python functions called from C, and f(*args, **kwargs). */
#ifndef VIV_VM_CALLS_H
#define VIV_VM_CALLS_H

#include "vm/frames.h"

/* The same for a generator's frame, which stays: until it yields, returns or raises.  RAISING: the
   pending exception is raised where it stopped. */
MUST_USE Own frame_resume(Rt *rt, Frame *frame, bool raising);

/* FunctionObj's vectorcall. */
MUST_USE Own function_vectorcall(Rt *rt, Ref function, const Ref *args, size_t nargsf, Ref kwnames_or_null);

/* Runs the code object CODE in the namespaces GLOBALS and LOCALS, as exec() does; CLOSURE is a
   tuple of cells or NULL. */
MUST_USE Own code_run(Rt *rt, Ref code, Ref globals, Ref locals, Ref closure_or_null);
/* Runs the body of a class: FUNCTION's code in the namespace LOCALS. */
MUST_USE Own class_body_run(Rt *rt, Ref function, Ref locals);

/* CALL_FUNCTION_EX.  OPERANDS: callable, args, and keywords when HAS_KEYWORDS; args and
   keywords may be replaced there by a tuple and a dict. */
MUST_USE Own call_unpacked(Rt *rt, Own *operands, bool has_keywords);

MUST_USE Own build_class_load(Rt *rt, Frame *frame);

#endif
