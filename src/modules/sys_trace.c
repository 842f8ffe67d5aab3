/* sys.settrace and its kin: None takes a function away. */
#include "modules/sys_trace.h"

#include "objects/audit.h"
#include "objects/args.h"
#include "objects/error.h"
#include "vm/trace.h"
#include "vm/vm_state.h"

Own sys_settrace(Rt *rt, Ref self, Ref function)
{
    if (audit(rt, "sys.settrace", "") < 0) return NULL;
    return trace_set(rt, function == rt->none ? NULL : function) < 0 ? NULL : none_new(rt);
}

Own sys_setprofile(Rt *rt, Ref self, Ref function)
{
    if (audit(rt, "sys.setprofile", "") < 0) return NULL;
    return profile_set(rt, function == rt->none ? NULL : function) < 0 ? NULL : none_new(rt);
}

Own sys_gettrace(Rt *rt, Ref self)
{
    Ref function = rt->vm->tracing.trace;
    return new_ref(function == NULL ? rt->none : function);
}

Own sys_getprofile(Rt *rt, Ref self)
{
    Ref function = rt->vm->tracing.profile;
    return new_ref(function == NULL ? rt->none : function);
}

Own sys_call_tracing(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "call_tracing", nargs, 2, 2) < 0) return NULL;
    if (!is_tuple(args[1]))
        return error_raise(rt, TYPE_TypeError, "call_tracing() argument 2 must be tuple, not %T", args[1]);
    return trace_call_tracing(rt, args[0], args[1]);
}
