/* Bringing the built-in modules up and down. */
#ifndef VIV_MODULES_MODULES_LAYER_H
#define VIV_MODULES_MODULES_LAYER_H

#include "memory/rt.h"

MUST_USE int modules_init(Rt *rt); /* sys.modules with builtins and sys in it */
void modules_fini(Rt *rt);

#endif
