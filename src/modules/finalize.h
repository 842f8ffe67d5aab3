/* The end of a program: its modules are taken apart. */
#ifndef VIV_MODULES_FINALIZE_H
#define VIV_MODULES_FINALIZE_H

#include "memory/rt.h"

/* Flushes the standard streams, forgets all modules, collects, and clears what is left.  -1
   when the output could not be written; nothing is pending afterwards. */
int finalize_modules(Rt *rt);

#endif
