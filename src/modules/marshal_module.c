/* The module marshal: the format of .pyc files, to and from bytes. */
#include "code/marshal.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"

static int version_argument(Rt *rt, Ref version_or_null)
{
    return version_or_null == NULL ? MARSHAL_VERSION : (int)int_value(rt, version_or_null);
}

static Own marshal_dumps(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    (void)self, (void)kwnames;
    if (args_count(rt, "dumps", nargs, 1, 2) < 0) return NULL;
    int version = version_argument(rt, nargs > 1 ? args[1] : NULL);
    if (rt_is_pending(rt)) return NULL;
    Buf out = BUF_INIT;
    Own bytes = marshal_write(rt, args[0], version, &out) < 0 ? NULL : bytes_new(rt, buf_text(&out), out.length);
    buf_fini(&out);
    return bytes;
}

static Own marshal_loads(Rt *rt, Ref self, Ref source)
{
    (void)self;
    Buffer view = {0};
    size_t used;
    if (buffer_get(rt, source, &view, BUFFER_SIMPLE) < 0) return NULL;
    Own value = marshal_read(rt, view.bytes, (size_t)view.length, &used);
    buffer_release(rt, &view);
    return value;
}

static Own marshal_dump(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "dump", nargs, 2, 3) < 0) return NULL;
    Ref dumped[] = {args[0], nargs > 2 ? args[2] : NULL};
    Own bytes = marshal_dumps(rt, self, dumped, nargs > 2 ? 2 : 1, kwnames);
    if (bytes == NULL) return NULL;
    Own result = call_method_one(rt, args[1], RT_NAME(rt, write), bytes);
    release(rt, bytes);
    return result;
}

static Own marshal_load(Rt *rt, Ref self, Ref file)
{
    Own read = object_attr_get_text(rt, file, "read");
    Own bytes = read == NULL ? NULL : call_none(rt, read);
    release(rt, read);
    if (bytes == NULL) return NULL;
    Own value = marshal_loads(rt, self, bytes);
    release(rt, bytes);
    return value;
}

static const MethodDef marshal_methods[] = {
    {"dumps", METHOD_FASTCALL, {.fast = marshal_dumps}, "Return the bytes object that would be written to a file by dump(value, file).", 0},
    {"loads", METHOD_O, {.binary = marshal_loads}, "Convert the bytes-like object to a value.", 0},
    {"dump", METHOD_FASTCALL, {.fast = marshal_dump}, "Write the value on the open file.", 0},
    {"load", METHOD_O, {.binary = marshal_load}, "Read one value from the open file and return it.", 0},
    {NULL, 0, {NULL}, NULL, 0},
};

static int marshal_exec(Rt *rt, Ref module)
{
    return module_add_int(rt, module, "version", MARSHAL_VERSION);
}

const ModuleSpec marshal_module_spec = {
    .name = "marshal",
    .doc = "This module contains functions that can read and write Python values in a binary format.",
    .methods = marshal_methods,
    .exec = marshal_exec,
};
