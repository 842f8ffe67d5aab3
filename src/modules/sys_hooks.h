/* The hooks that a program may set in sys. */
#ifndef VIV_MODULES_SYS_HOOKS_H
#define VIV_MODULES_SYS_HOOKS_H

#include "memory/rt.h"

/* More of sys' functions, ended by one without a name. */
extern const MethodDef sys_hook_methods[];

/* ObjectUpcalls.unraisable: by sys.unraisablehook. */
void sys_report_unraisable(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null);

#endif
