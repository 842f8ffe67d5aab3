/* A whole runtime: memory, objects, code, machine and modules. */
#ifndef VIV_MODULES_RUNTIME_H
#define VIV_MODULES_RUNTIME_H

#include "memory/rtinit.h"

/* NULL without memory.  To be ended by rt_free. */
MUST_USE Rt *runtime_new(const RtOptions *options);

#endif
