/* What sys says about the language and the platform. */
#ifndef VIV_MODULES_SYS_INFO_H
#define VIV_MODULES_SYS_INFO_H

#include "objects/moduleobj.h"

MUST_USE int sys_add_info(Rt *rt, Ref module);
/* What there is in the library, and where it lies. */
MUST_USE int sys_add_library(Rt *rt, Ref module);
/* What the command line and the environment say: rt->modules->config. */
MUST_USE int sys_set_config(Rt *rt, Ref module);

#endif
