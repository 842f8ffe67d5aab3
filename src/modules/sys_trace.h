/* What sys offers to debuggers and profilers: vm/trace.h for programs. */
#ifndef VIV_MODULES_SYS_TRACE_H
#define VIV_MODULES_SYS_TRACE_H

#include "memory/rt.h"

Own sys_settrace(Rt *rt, Ref self, Ref function);
Own sys_gettrace(Rt *rt, Ref self);
Own sys_setprofile(Rt *rt, Ref self, Ref function);
Own sys_getprofile(Rt *rt, Ref self);
Own sys_call_tracing(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames);

#endif
