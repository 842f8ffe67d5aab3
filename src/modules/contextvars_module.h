/* Context variables for modules written in C. */
#ifndef VIV_MODULES_CONTEXTVARS_MODULE_H
#define VIV_MODULES_CONTEXTVARS_MODULE_H

#include "memory/rt.h"

/* A ContextVar without a default. */
MUST_USE Own contextvar_new(Rt *rt, const char *name);
/* Its value in the context that runs: 1 and *value, 0, -1. */
MUST_USE int contextvar_lookup(Rt *rt, Ref variable, Own *value);
MUST_USE int contextvar_set(Rt *rt, Ref variable, Ref value);

#endif
