/* The module marshal: the format of .pyc files, to and from bytes. */
#include <string.h>

#include "code/marshal.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/buffer.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"

static int version_argument(Rt *rt, Ref version_or_null)
{
    return version_or_null == NULL ? MARSHAL_VERSION : (int)int_value(rt, version_or_null);
}

static Own marshal_dumps(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "dumps", nargs, 1, 2) < 0) return NULL;
    int version = version_argument(rt, nargs > 1 ? args[1] : NULL);
    if (rt_is_pending(rt) || audit(rt, "marshal.dumps", "Oi", args[0], version) < 0) return NULL;
    Buf out = BUF_INIT;
    Own bytes = marshal_write(rt, args[0], version, &out) < 0 ? NULL : bytes_new(rt, buf_text(&out), out.length);
    buf_fini(&out);
    return bytes;
}

static Own marshal_loads(Rt *rt, Ref self, Ref source)
{
    Buffer view = {0};
    size_t used;
    if (buffer_get(rt, source, &view, BUFFER_SIMPLE) < 0) return NULL;
    int status = audit(rt, "marshal.loads", "y", view.bytes, (size_t)view.length);
    Own refs = status < 0 ? NULL : list_new(rt, 0); /* CPython's list of what may be referred to again */
    Own value = refs == NULL ? NULL : marshal_read(rt, view.bytes, (size_t)view.length, &used, MARSHAL_PROVE_LATER);
    buffer_release(rt, &view);
    release(rt, refs);
    return value;
}

static Own marshal_dump(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    Ref dumped[] = {args[0], nargs > 2 ? args[2] : NULL};
    Own bytes = marshal_dumps(rt, self, dumped, nargs > 2 ? 2 : 1, kwnames);
    if (bytes == NULL) return NULL;
    Own result = call_method_one(rt, args[1], RT_NAME(rt, write), bytes);
    release(rt, bytes);
    return result;
}

/* SIZE bytes of the file CONTEXT by its readinto(): a file may go on behind the value. */
static int read_from_file(Rt *rt, void *context, void *bytes, size_t size)
{
    Ref file = context;
    Own array = bytearray_new(rt, NULL, (ptrdiff_t)size), method = NULL, count = NULL;
    if (array != NULL) method = object_attr_get_text(rt, file, "readinto");
    if (method != NULL) count = call_one(rt, method, array);
    ptrdiff_t got = count == NULL ? -1 : number_as_size(rt, count, TYPE_ValueError);
    if (!rt_is_pending(rt) && got != (ptrdiff_t)size) {
        if (got > (ptrdiff_t)size) error_raise(rt, TYPE_ValueError, "read() returned too much data: %zd bytes requested, %zd returned", (ptrdiff_t)size, got);
        else error_raise(rt, TYPE_EOFError, "EOF read where not expected");
    }
    if (!rt_is_pending(rt)) {
        if (AS_BYTEARRAY(array)->head.length >= (ptrdiff_t)size) memcpy(bytes, AS_BYTEARRAY(array)->start, size);
        else error_raise(rt, TYPE_EOFError, "EOF read where not expected");
    }
    release_all(rt, array, method, count);
    return rt_is_pending(rt) ? -1 : 0;
}

static Own marshal_load(Rt *rt, Ref self, Ref file)
{
    Own read = object_attr_get_text(rt, file, "read"), zero = int_new(rt, 0), nothing = NULL, value = NULL;
    if (read != NULL && zero != NULL) nothing = call_one(rt, read, zero);
    if (nothing != NULL && !is_bytes(nothing)) {
        error_raise(rt, TYPE_TypeError, "file.read() returned not bytes but %.100T", nothing);
    } else if (nothing != NULL && audit(rt, "marshal.load", "") == 0) {
        value = marshal_read_from(rt, read_from_file, (void *)(uintptr_t)file);
    }
    release_all(rt, read, zero, nothing);
    return value;
}

static int marshal_exec(Rt *rt, Ref module)
{
    return module_add_int(rt, module, "version", MARSHAL_VERSION);
}

const ModuleSpec marshal_module_spec = {
    .name = "marshal",
    .doc = "This module contains functions that can read and write Python values in a binary format.",
    .methods = METHODS(
        {"dumps", METHOD_FASTCALL, {.fast = marshal_dumps}, "Return the bytes object that would be written to a file by dump(value, file).", 0},
        {"loads", METHOD_O, {.binary = marshal_loads}, "Convert the bytes-like object to a value.", 0},
        {"dump", METHOD_FASTCALL, {.fast = marshal_dump, .least = 2, .most = 3}, "Write the value on the open file.", 0},
        {"load", METHOD_O, {.binary = marshal_load}, "Read one value from the open file and return it.", 0}),
    .exec = marshal_exec,
};
