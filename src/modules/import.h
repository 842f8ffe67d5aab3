/* Importing modules. */
#ifndef VIV_MODULES_IMPORT_H
#define VIV_MODULES_IMPORT_H

#include "memory/rt.h"
#include "modules/frozen.h"

/* Sets importing up: runs the library's importlib, which finds and loads modules from then on.  Where
   there is no library nothing happens, and only viv's own modules can be imported. */
MUST_USE int import_boot(Rt *rt);

/* __import__(name, globals, locals, fromlist, level). */
MUST_USE Own import_module_level(Rt *rt, Ref name, Ref globals_or_null, Ref locals, Ref fromlist, int level);

/* The module called NAME (absolute, dotted), from sys.modules or loaded. */
MUST_USE Own import_module(Rt *rt, Ref name);
/* The same as CPython's C code does it by a call of __import__, with an empty list for what is wanted of the
   module; the collector counts that. */
MUST_USE Own import_by_call(Rt *rt, Ref name);
MUST_USE Own import_text(Rt *rt, const char *name);
/* The same where CPython looks into sys.modules first, which makes no list for __import__. */
Own import_known(Rt *rt, const char *name);

/* The module MODULE, run anew. */
MUST_USE Own import_frozen(Rt *rt, const FrozenModule *module);

/* ObjectUpcalls.module_repr */
Own import_module_repr(Rt *rt, Ref module);

/* Raises TYPE (an ImportError) with its name set; takes the message.  NULL. */
Own import_raise(Rt *rt, TypeId type, Ref name, Own message);

#endif
