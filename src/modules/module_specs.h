/* The description of every module written in C. */
#ifndef VIV_MODULES_MODULE_SPECS_H
#define VIV_MODULES_MODULE_SPECS_H

#include "objects/moduleobj.h"

#define MODULE(name) extern const ModuleSpec name##_module_spec;
#include "modules/modules.def"
#undef MODULE

#endif
