/* What modules.def lists, to be found by name. */
#include "modules/builtin_modules.h"

#include "modules/module_specs.h"
#include "objects/strobj.h"

static const ModuleSpec *const specs[] = {
#define MODULE(name) &name##_module_spec,
#include "modules/modules.def"
#undef MODULE
};

const ModuleSpec *builtin_module_find(Ref name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(specs); i++) {
        if (str_equals_text(name, specs[i]->name)) return specs[i];
    }
    return NULL;
}
