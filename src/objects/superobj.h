/* super(): attributes as the classes after one in an object's MRO have them. */
#ifndef VIV_OBJECTS_SUPEROBJ_H
#define VIV_OBJECTS_SUPEROBJ_H

#include "memory/rt.h"

/* super(TYPE, OBJECT): OBJECT is an instance or a subclass of TYPE; else TypeError. */
MUST_USE Own super_new(Rt *rt, Ref type, Ref object);

#endif
