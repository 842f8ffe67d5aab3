/* __reduce_ex__, __reduce__ and __getstate__ of object: how copy and pickle take an object apart. */
#ifndef VIV_OBJECTS_OBJECT_REDUCE_H
#define VIV_OBJECTS_OBJECT_REDUCE_H

#include "memory/rt.h"

Own object_reduce_ex(Rt *rt, Ref self, Ref protocol);
Own object_reduce(Rt *rt, Ref self);
Own object_getstate(Rt *rt, Ref self);

#endif
