/* The table of layers, in the order in which they are brought up. */
#include "modules/runtime.h"

#include "objects/objects_layer.h"
#include "code/code.h"
#include "vm/vm_layer.h"
#include "modules/modules_layer.h"

Rt *runtime_new(const RtOptions *options)
{
    static const LayerInit layers[] = {
        {"objects", objects_init, objects_fini},
        {"code", code_init, code_fini},
        {"vm", vm_init, vm_fini},
        {"modules", modules_init, modules_fini},
    };
    return rt_new(options, layers, ARRAY_LENGTH(layers));
}
