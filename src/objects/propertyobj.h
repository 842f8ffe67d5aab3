/* property, staticmethod and classmethod. */
#ifndef VIV_OBJECTS_PROPERTYOBJ_H
#define VIV_OBJECTS_PROPERTYOBJ_H

#include "memory/rt.h"

MUST_USE Own staticmethod_new(Rt *rt, Ref function);
MUST_USE Own classmethod_new(Rt *rt, Ref function);

#endif
