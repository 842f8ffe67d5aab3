/* What the files of the exceptions (excobj.c, exc_*.c) share. */
#ifndef VIV_OBJECTS_EXC_PARTS_H
#define VIV_OBJECTS_EXC_PARTS_H

#include "objects/exc_struct.h"
#include "objects/owned.h"

/* The behaviour of BaseException, which the others extend. */
Own exception_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);
int exception_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
Own exception_tp_str(Rt *rt, Ref self);

/* The memory slots of an exception that owns more than BaseException does: see .owned in its spec. */
#define EXC_MEMORY .tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_clear = owned_clear

/* Registers BaseException and the whole tree (exceptions.def) as shells; fills them. */
MUST_USE int exceptions_shells(Rt *rt);

#endif
