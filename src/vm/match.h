/* Mapping patterns and class patterns. */
#ifndef VIV_VM_MATCH_H
#define VIV_VM_MATCH_H

#include "memory/rt.h"

/* A tuple of the values that SUBJECT has for KEYS, or None when it lacks one; NULL + pending. */
MUST_USE Own match_keys(Rt *rt, Ref subject, Ref keys);

/* A tuple of the attributes that the pattern CLASS(…) asks for: COUNT positional ones, then
   those called NAMES.  NULL when SUBJECT does not match; look at rt_is_pending. */
MUST_USE Own match_class(Rt *rt, Ref subject, Ref class_obj, ptrdiff_t count, Ref names);

#endif
