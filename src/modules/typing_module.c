/* The module _typing: calling a NewType makes no frame. */
#include "modules/module_specs.h"
#include "objects/moduleobj.h"

static Own typing_idfunc(Rt *rt, Ref self, Ref value)
{
    return new_ref(value);
}

static const MethodDef typing_methods[] = {
    {"_idfunc", METHOD_O, {.binary = typing_idfunc}, NULL, 0},
    {0},
};

const ModuleSpec _typing_module_spec = {.name = "_typing", .doc = "Accelerators for the typing module.\n", .methods = typing_methods};
