/* What the iterators of the module itertools share: how they are walked, cleared and freed, how
   their arguments are counted, and how they are taken apart for copying. */
#ifndef VIV_MODULES_ITERTOOLS_PARTS_H
#define VIV_MODULES_ITERTOOLS_PARTS_H

#include "memory/rt.h"

/* The references of an iterator lie first, right behind its header: COUNT of them, NULL where
   nothing is held. */
int fields_traverse(Ref self, size_t count, VisitFn visit, void *context);
int fields_clear(Rt *rt, Obj *self, size_t count);
void fields_dealloc(Rt *rt, Obj *self, size_t count);

/* The three memory slots of an iterator with COUNT references. */
#define FIELDS(name, count)                                                                  \
    static int name##_traverse(Ref self, VisitFn visit, void *context)                       \
    {                                                                                        \
        return fields_traverse(self, count, visit, context);                                 \
    }                                                                                        \
    static int name##_clear(Rt *rt, Obj *self)                                               \
    {                                                                                        \
        return fields_clear(rt, self, count);                                                \
    }                                                                                        \
    static void name##_dealloc(Rt *rt, Obj *self)                                            \
    {                                                                                        \
        fields_dealloc(rt, self, count);                                                     \
    }
#define FIELD_SLOTS(name) .tp_traverse = name##_traverse, .tp_clear = name##_clear, .tp_dealloc = name##_dealloc

/* A tp_iter of iterators. */
Own iterator_itself(Rt *rt, Ref self);

/* The next item by the slot of ITERATOR's type, which must have one: 1, 0, -1 as NextFn. */
static inline int step_next(Rt *rt, Ref iterator, Own *item)
{
    return iterator->type->slots.tp_iternext(rt, iterator, item);
}

/* For constructors without keywords: MIN to MAX arguments by position; 0 or -1. */
MUST_USE int arguments_plain(Rt *rt, const Type *type, const char *name, Ref args, Ref kwargs, ptrdiff_t min, ptrdiff_t max);

/* (type of SELF, the COUNT Refs as a tuple), and STATE as a third item unless it is NULL. */
MUST_USE Own reduced(Rt *rt, Ref self, Ref state_or_null, int count, ...);

/* Is the argument of a __setstate__ a tuple of MIN to MAX items?  0, or -1 with TypeError. */
MUST_USE int state_check(Rt *rt, Ref state, ptrdiff_t min, ptrdiff_t max);

/* SELF with RESULT, the tuple that it gave out last, ready to be changed: a copy of it when
   somebody else holds it too.  0 or -1. */
MUST_USE int result_prepare(Rt *rt, Own *result);

#define SPEC(name) extern const TypeSpec itertools_##name##_type_spec;
#include "modules/itertools_types.def"
#undef SPEC

/* tee(iterable, n=2, /) */
Own itertools_tee(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);

#endif
