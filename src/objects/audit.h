/* Telling the hooks of sys.addaudithook what is about to be done. */
#ifndef VIV_OBJECTS_AUDIT_H
#define VIV_OBJECTS_AUDIT_H

#include "memory/rt.h"

/* EVENT with its arguments, one for each letter of KINDS: O a Ref (NULL stands for None), s text (or NULL),
   i an int, y bytes (a const char * and a size_t).  0 at once when nobody listens; -1 when a hook raised. */
MUST_USE int audit(Rt *rt, const char *event, const char *kinds, ...);
/* The same with the COUNT arguments ARGS. */
MUST_USE int audit_refs(Rt *rt, const char *event, const Ref *args, ptrdiff_t count);

#endif
