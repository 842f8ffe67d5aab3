/* What is made ready before a program's first instruction: sys, importing, the module site. */
#ifndef VIV_MODULES_STARTUP_H
#define VIV_MODULES_STARTUP_H

#include "memory/rt.h"
#include "modules/startup_config.h"

/* Fills sys with CONFIG, which is copied; the arguments are borrowed. */
MUST_USE int startup_configure(Rt *rt, const Config *config, int argc, char *const *argv);

/* Could the program, whose text this is, tell that importing has not been set up?  It could when it has
   one of the words of startup.def; others begin sooner without. */
bool startup_is_needed(const char *text, size_t size);

/* Sets importing up, and what CPython imports before a program: zipimport, warnings for -W, site. */
MUST_USE int startup_run(Rt *rt);

#endif
