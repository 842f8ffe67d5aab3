/* Building containers from values on the stack, and taking iterables apart: what the
   instructions for displays and unpacking call.  Arrays are borrowed. */
#ifndef VIV_VM_BUILD_H
#define VIV_VM_BUILD_H

#include "memory/rt.h"

MUST_USE Own build_set(Rt *rt, Own const *items, unsigned count);
MUST_USE Own build_map(Rt *rt, Own const *pairs, unsigned count);
/* COUNT values and then a tuple of their keys. */
MUST_USE Own build_const_key_map(Rt *rt, Own const *values, unsigned count);
MUST_USE Own build_string(Rt *rt, Own const *parts, unsigned count);
/* CONVERSION: 0 none, 1 str, 2 repr, 3 ascii. */
MUST_USE Own format_value(Rt *rt, Ref value, unsigned conversion, Ref spec_or_null);

/* [*iterable], {**mapping} and f(**mapping) into what was built so far. */
int display_extend(Rt *rt, Ref list, Ref iterable);
int display_update(Rt *rt, Ref dict, Ref mapping);
int keywords_merge(Rt *rt, Ref callable, Ref dict, Ref mapping);
/* TypeError for f(**mapping) in place of the one pending: not a mapping, or a keyword twice. */
void raise_keywords_error(Rt *rt, Ref callable, Ref mapping);

/* Takes BEFORE items, then (AFTER >= 0) a list, then AFTER items, and stores new references
   below END, the first nearest to it.  -1: nothing is stored. */
int unpack_iterable(Rt *rt, Ref source, int before, int after, Own *end);

#endif
