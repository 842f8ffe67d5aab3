/* The module _tracemalloc, of a machine that never remembers by itself where something was allocated: it
   is not tracing, nothing has a traceback, and start() says how allocations are watched here. */
#include "modules/module_specs.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/tupleobj.h"

static Own nothing(Rt *rt, Ref self)
{
    return none_new(rt);
}

static Own is_tracing(Rt *rt, Ref self)
{
    return bool_new(rt, false);
}

static Own object_traceback(Rt *rt, Ref self, Ref obj)
{
    return none_new(rt);
}

static Own traces(Rt *rt, Ref self)
{
    return list_new(rt, 0);
}

static Own traceback_limit(Rt *rt, Ref self)
{
    return int_new(rt, 1);
}

static Own own_memory(Rt *rt, Ref self)
{
    return int_new(rt, 0);
}

static Own traced_memory(Rt *rt, Ref self)
{
    static const ptrdiff_t sizes[] = {0, 0};
    return tuple_of_sizes(rt, sizes, 2);
}

static Own start(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "start", nargs, 0, 1) < 0) return NULL;
    return error_raise(rt, TYPE_RuntimeError, "viv does not trace allocations by tracemalloc; see viv trace and viv gc");
}

const ModuleSpec _tracemalloc_module_spec = {
    .name = "_tracemalloc",
    .doc = "Debug module to trace memory blocks allocated by Python.",
    .methods = METHODS(
        {"is_tracing", METHOD_NOARGS, {.unary = is_tracing}, "is_tracing($module, /)\n--\n\nFalse: allocations are not traced.", 0},
        {"clear_traces", METHOD_NOARGS, {.unary = nothing}, "clear_traces($module, /)\n--\n\nThere are none to clear.", 0},
        {"_get_traces", METHOD_NOARGS, {.unary = traces}, "_get_traces($module, /)\n--\n\nAn empty list.", 0},
        {"_get_object_traceback", METHOD_O, {.binary = object_traceback}, "_get_object_traceback($module, obj, /)\n--\n\nNone.", 0},
        {"start", METHOD_FASTCALL, {.fast = start}, "start($module, nframe=1, /)\n--\n\nRaises RuntimeError.", 0},
        {"stop", METHOD_NOARGS, {.unary = nothing}, "stop($module, /)\n--\n\nNothing is being traced.", 0},
        {"get_traceback_limit", METHOD_NOARGS, {.unary = traceback_limit}, "get_traceback_limit($module, /)\n--\n\nFrames that a traceback would have.", 0},
        {"get_tracemalloc_memory", METHOD_NOARGS, {.unary = own_memory}, "get_tracemalloc_memory($module, /)\n--\n\n0.", 0},
        {"get_traced_memory", METHOD_NOARGS, {.unary = traced_memory}, "get_traced_memory($module, /)\n--\n\n(0, 0).", 0},
        {"reset_peak", METHOD_NOARGS, {.unary = nothing}, "reset_peak($module, /)\n--\n\nThere is none.", 0}),
};
