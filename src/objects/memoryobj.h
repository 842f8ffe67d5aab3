/* The inside of memoryviews, for the memory_*.c files. */
#ifndef VIV_OBJECTS_MEMORYOBJ_H
#define VIV_OBJECTS_MEMORYOBJ_H

#include "objects/buffer.h"

/* The one loan of an object's bytes that all views made from each other share. */
typedef struct LoanObj {
    Obj head;
    bool released;
    ptrdiff_t views; /* that stand on it; the last one's release gives the bytes back */
    Buffer master;
} LoanObj;
#define AS_LOAN(ref) ((LoanObj *)(ref))

typedef struct MemoryObj {
    VarObj head;
    Own loan;
    ptrdiff_t hash; /* -1: not computed */
    bool released;
    bool restricted; /* unused by 3.11; keeps CPython's layout */
    ptrdiff_t exports;
    Buffer view; /* its owner is borrowed: the loan keeps it; shape and strides lie in `places` */
    Own weakrefs;
    ptrdiff_t places[]; /* shape, strides and suboffsets, one of each for each dimension */
} MemoryObj;
#define AS_MEMORY(ref) ((MemoryObj *)(ref))

/* Is the view released?  Then ValueError, and -1. */
MUST_USE int bufview_check(Rt *rt, Ref self);
/* A further view of LOAN, with SOURCE's shape and DIMENSIONS (of which those that SOURCE lacks are not set). */
MUST_USE Own bufview_on_loan(Rt *rt, Ref loan, const Buffer *source, int dimensions);

/* The native format letter of FORMAT ("@i", "i"); NULL when it is anything else. */
const struct ItemFormat *bufview_native_format(const char *format);

/* A view of OBJ, which lends its bytes; TypeError. */
MUST_USE Own bufview_new(Rt *rt, Ref obj);

/* bufview_item.c */
MUST_USE Own bufview_subscript(Rt *rt, Ref self, Ref key);
MUST_USE int bufview_assign(Rt *rt, Ref self, Ref key, Ref value);
MUST_USE Own bufview_item(Rt *rt, Ref self, ptrdiff_t index);
MUST_USE Own bufview_compare(Rt *rt, Ref left, Ref right, CompareOp op);
MUST_USE Own bufview_tolist(Rt *rt, Ref self);

/* bufview_cast.c */
MUST_USE Own bufview_cast(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);

#endif
