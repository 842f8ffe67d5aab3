/* The module _io: its types in order, and open. */
#include <string.h>

#include "modules/io_parts.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/module_types.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

static Own io_open_code(Rt *rt, Ref self UNUSED, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"path", NULL};
    static const ArgSpec spec = {"open_code", names, 1, 1, 0};
    Ref given[1];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (!is_str(given[0])) return error_raise(rt, TYPE_TypeError, "open_code() argument 'path' must be str, not %.50T", given[0]);
    return io_file_open(rt, given[0], "rb", true, NULL);
}

static const MethodDef io_methods[] = {
    {"open_code", METHOD_FASTCALL_KEYWORDS, {.fast = io_open_code}, "open_code($module, /, path)\n--\n\nOpens the provided file with the intent to import the contents.", 0},
    {NULL, 0, {NULL}, NULL, 0},
};

/* class UnsupportedOperation(OSError, ValueError), once for each runtime. */
static Own unsupported_class(Rt *rt)
{
    if (rt->modules->io_unsupported != NULL) return new_ref(rt->modules->io_unsupported);
    Own name = str_new(rt, "UnsupportedOperation"), bases = NULL, namespace = NULL, module = NULL, type = NULL;
    bases = tuple_of(rt, 2, (Ref)RT_TYPE(rt, OSError), (Ref)RT_TYPE(rt, ValueError));
    namespace = dict_new(rt);
    module = str_new(rt, "io");
    if (name != NULL && bases != NULL && namespace != NULL && module != NULL &&
        dict_set(rt, namespace, RT_NAME(rt, __module__), module) == 0)
        type = type_new(rt, RT_TYPE(rt, type), name, bases, namespace, NULL);
    release(rt, name);
    release(rt, bases);
    release(rt, namespace);
    release(rt, module);
    if (type != NULL) rt->modules->io_unsupported = new_ref(type);
    return type;
}

static int io_exec(Rt *rt, Ref module)
{
    static const TypeSpec *const types[] = {
        &io_IOBase_type_spec, &io_RawIOBase_type_spec, &io_BufferedIOBase_type_spec, &io_TextIOBase_type_spec, &io_FileIO_type_spec, NULL,
    };
    if (module_add_types(rt, module, types) < 0) return -1;
    if (module_add(rt, module, "UnsupportedOperation", unsupported_class(rt)) < 0) return -1;
    if (module_add(rt, module, "BlockingIOError", new_ref((Ref)RT_TYPE(rt, BlockingIOError))) < 0) return -1;
    return module_add_int(rt, module, "DEFAULT_BUFFER_SIZE", IO_BUFFER_SIZE);
}

const ModuleSpec _io_module_spec = {
    .name = "_io",
    .doc = "The io module provides the Python interfaces to stream handling.",
    .methods = io_methods,
    .exec = io_exec,
};
