/* Bringing the objects layer up and down: rt->types, the singletons and the names. */
#ifndef VIV_OBJECTS_OBJECTS_LAYER_H
#define VIV_OBJECTS_OBJECTS_LAYER_H

#include "memory/rt.h"

MUST_USE int objects_init(Rt *rt);
void objects_fini(Rt *rt);

#endif
