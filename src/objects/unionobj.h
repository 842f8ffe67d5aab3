/* int | str: the union of types. */
#ifndef VIV_OBJECTS_UNIONOBJ_H
#define VIV_OBJECTS_UNIONOBJ_H

#include "memory/rt.h"

/* The nb_or of types and generic aliases. */
Own union_or(Rt *rt, Ref left, Ref right);
Ref union_args(Ref union_type); /* its tuple of types, borrowed */

#endif
