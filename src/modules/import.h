/* Importing modules. */
#ifndef VIV_MODULES_IMPORT_H
#define VIV_MODULES_IMPORT_H

#include "memory/rt.h"

/* __import__(name, globals, locals, fromlist, level). */
MUST_USE Own import_module_level(Rt *rt, Ref name, Ref globals, Ref locals, Ref fromlist, int level);

/* The module called NAME (absolute, dotted), from sys.modules or loaded. */
MUST_USE Own import_module(Rt *rt, Ref name);
MUST_USE Own import_text(Rt *rt, const char *name);

/* A new module for the program or a file: __name__ and the rest set, in sys.modules. */
MUST_USE Own import_add_module(Rt *rt, Ref name);

#endif
