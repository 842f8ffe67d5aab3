/* The modules that viv itself provides. */
#ifndef VIV_MODULES_BUILTIN_MODULES_H
#define VIV_MODULES_BUILTIN_MODULES_H

#include "objects/moduleobj.h"

/* The one called NAME, or NULL. */
const ModuleSpec *builtin_module_find(Ref name);

#endif
