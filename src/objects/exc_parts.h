/* What the files of the exceptions (excobj.c, exc_*.c) share. */
#ifndef VIV_OBJECTS_EXC_PARTS_H
#define VIV_OBJECTS_EXC_PARTS_H

#include "objects/exc_struct.h"

/* The behaviour of BaseException, which the others extend. */
Own exception_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null);
int exception_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null);
void exception_tp_dealloc(Rt *rt, Obj *self);
int exception_tp_traverse(Ref self, VisitFn visit, void *context);
int exception_tp_clear(Rt *rt, Obj *self);
Own exception_tp_str(Rt *rt, Ref self);
/* (type, args) or (type, args, dict): BaseException.__reduce__. */
Own exception_reduce(Rt *rt, Ref self);

/* Exceptions with further Own fields: COUNT of them, one after the other from OFFSET on. */
typedef struct ExcFields {
    ptrdiff_t offset;
    int count;
} ExcFields;
int exc_fields_traverse(Ref self, ExcFields fields, VisitFn visit, void *context);
void exc_fields_clear(Rt *rt, Obj *self, ExcFields fields);

/* Defines the three memory functions of a structure whose Own fields are FIRST to LAST:
   label##_traverse, label##_clear, label##_dealloc. */
#define EXC_MEMORY(label, structure, first, last)                                              \
    static const ExcFields label##_fields = {                                                  \
        offsetof(structure, first),                                                            \
        (int)((offsetof(structure, last) - offsetof(structure, first)) / sizeof(Own)) + 1};    \
    static int label##_traverse(Ref self, VisitFn visit, void *context)                        \
    {                                                                                          \
        int stop = exc_fields_traverse(self, label##_fields, visit, context);                  \
        return stop != 0 ? stop : exception_tp_traverse(self, visit, context);                 \
    }                                                                                          \
    static int label##_clear(Rt *rt, Obj *self)                                                \
    {                                                                                          \
        exc_fields_clear(rt, self, label##_fields);                                            \
        return exception_tp_clear(rt, self);                                                   \
    }                                                                                          \
    static void label##_dealloc(Rt *rt, Obj *self)                                             \
    {                                                                                          \
        exc_fields_clear(rt, self, label##_fields);                                            \
        exception_tp_dealloc(rt, self);                                                        \
    }

/* Registers BaseException and the whole tree (exceptions.def) as shells; fills them. */
MUST_USE int exceptions_shells(Rt *rt);

#endif
