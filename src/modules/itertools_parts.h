/* What the iterators of the module itertools share: how their arguments are counted, and how they
   are taken apart for copying. */
#ifndef VIV_MODULES_ITERTOOLS_PARTS_H
#define VIV_MODULES_ITERTOOLS_PARTS_H

#include "memory/rt.h"

/* The next item by the slot of ITERATOR's type, which must have one: 1, 0, -1 as NextFn. */
static inline int step_next(Rt *rt, Ref iterator, Own *item)
{
    return iterator->type->slots.tp_iternext(rt, iterator, item);
}

/* For constructors without keywords: MIN to MAX arguments by position; 0 or -1. */
MUST_USE int arguments_plain(Rt *rt, const Type *type, const char *name, Ref args, Ref kwargs, ptrdiff_t min, ptrdiff_t max);

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
