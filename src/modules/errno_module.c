/* The module errno: the system's error numbers by name, and their names by number. */
#include <errno.h>

#include "modules/module_specs.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/strobj.h"

static const struct {
    const char *name;
    int number;
} numbers[] = {
#define ERRNO(name) {#name, name},
#include "modules/errno.def"
#undef ERRNO
};

static int errno_exec(Rt *rt, Ref module)
{
    Own names = dict_new(rt);
    if (names == NULL || dict_set_text(rt, module_dict(module), "errorcode", names) < 0) return error_release_int(rt, names);
    int status = 0;
    for (size_t i = 0; status == 0 && i < ARRAY_LENGTH(numbers); i++) {
        Own name = str_interned(rt, numbers[i].name), number = int_new(rt, numbers[i].number);
        if (name == NULL || number == NULL || dict_set(rt, module_dict(module), name, number) < 0 ||
            dict_set(rt, names, number, name) < 0)
            status = -1;
        release_all(rt, name, number);
    }
    release(rt, names);
    return status;
}

const ModuleSpec errno_module_spec = {
    .name = "errno",
    .doc = "The numbers of the system's errors by name; errorcode has the names by number.",
    .exec = errno_exec,
};
