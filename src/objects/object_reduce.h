/* __reduce_ex__, __reduce__ and __getstate__ of object: how copy and pickle take an object apart. */
#ifndef VIV_OBJECTS_OBJECT_REDUCE_H
#define VIV_OBJECTS_OBJECT_REDUCE_H

#include "memory/rt.h"

Own object_reduce_ex(Rt *rt, Ref self, Ref protocol);
Own object_reduce(Rt *rt, Ref self);
Own object_getstate(Rt *rt, Ref self);
/* What the __getstate__ of SELF says. */
MUST_USE Own object_state_get(Rt *rt, Ref self);

Own object_refuse_pickling(Rt *rt, Ref self); /* "cannot pickle 'NAME' object" */

/* What a __reduce__ gives by the builtin NAME, as "iter" or "getattr": (function, ARGS), or with STATE as a third
   item.  Takes ARGS; NULL stands for an error and is passed on.  They are there before the builtin is asked for,
   which may run code of the program. */
MUST_USE Own reduced_to_builtin(Rt *rt, const char *name, Own args_or_null, Ref state_or_null);

#endif
