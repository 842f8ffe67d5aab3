/* What is called at a program's end. */
#ifndef VIV_MODULES_ATEXIT_MODULE_H
#define VIV_MODULES_ATEXIT_MODULE_H

#include "memory/rt.h"

/* Calls what was registered, the last first; errors are reported as those of no one. */
void atexit_run(Rt *rt);

#endif
