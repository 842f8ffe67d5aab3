/* types.SimpleNamespace: an object that is nothing but its attributes. */
#ifndef VIV_OBJECTS_NAMESPACEOBJ_H
#define VIV_OBJECTS_NAMESPACEOBJ_H

#include "memory/rt.h"

MUST_USE Own namespace_new(Rt *rt, Ref dict_or_null); /* with the attributes of a dict */

#endif
