/* Type variables among the arguments of generic types: dict[K, list[T]] has the parameters (K, T). */
#ifndef VIV_OBJECTS_TYPEPARAMS_H
#define VIV_OBJECTS_TYPEPARAMS_H

#include "memory/rt.h"

/* The parameters of the tuple ARGS, each once, in order: those arguments that know how to be replaced
   (__typing_subst__), and the __parameters__ of the others; new tuple. */
MUST_USE Own typeparams_of(Rt *rt, Ref args);

/* ARGS with PARAMETERS replaced by ITEM, as SELF[ITEM] asks for; new tuple. */
MUST_USE Own typeparams_replace(Rt *rt, Ref self, Ref args, Ref parameters, Ref item);

#endif
