/* The module _io: its types and functions. */
#include "modules/io_module.h"

#include "modules/codecs_parts.h"
#include "modules/io_buffered.h"
#include "modules/io_text.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "modules/posix_parts.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/typeobj.h"

extern const TypeSpec io_BytesIO_type_spec, io_BytesIOBuffer_type_spec, io_StringIO_type_spec;

static Own io_open_code(Rt *rt, Ref self, Ref *given)
{
    if (!is_str(given[0])) return error_raise(rt, TYPE_TypeError, "open_code() argument 'path' must be str, not %.50K", given[0]);
    return io_open(rt, &(IoOpen){.file = given[0], .mode = "rb", .buffering = -1, .closefd = true});
}

static Own io_text_encoding(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    int level = 2;
    if (nargs == 2 && posix_int(rt, args[1], &level) < 0) return NULL;
    if (args[0] != rt->none) return new_ref(args[0]);
    const int *flags = rt->modules->config.flags;
    if (flags[FLAG_warn_default_encoding] && error_warn(rt, TYPE_EncodingWarning, level, "'encoding' argument not specified") < 0) return NULL;
    return str_interned(rt, flags[FLAG_utf8_mode] ? "utf-8" : "locale");
}

/* class UnsupportedOperation(OSError, ValueError), once for each runtime. */
static Own unsupported_class(Rt *rt)
{
    if (rt->modules->io_unsupported != NULL) return new_ref(rt->modules->io_unsupported);
    Own bases = tuple_of(rt, 2, (Ref)RT_TYPE(rt, OSError), (Ref)RT_TYPE(rt, ValueError));
    Own type = bases == NULL ? NULL : module_class_new(rt, "io", "UnsupportedOperation", bases);
    release(rt, bases);
    if (type != NULL) rt->modules->io_unsupported = new_ref(type);
    return type;
}

Ref io_unsupported_peek(Rt *rt)
{
    Own class = unsupported_class(rt);
    release(rt, class); /* the module state keeps it */
    return rt->modules->io_unsupported;
}

/* What the standard streams are made of comes first. */
static const TypeSpec *const stream_types[] = {
    &io_IOBase_type_spec, &io_RawIOBase_type_spec, &io_BufferedIOBase_type_spec, &io_TextIOBase_type_spec, &io_FileIO_type_spec,
    &io_BufferedReader_type_spec, &io_BufferedWriter_type_spec, &io_BufferedRandom_type_spec, &io_IncrementalNewlineDecoder_type_spec,
    &io_TextIOWrapper_type_spec, &codecs_NativeDecoder_type_spec, NULL,
};

int io_types_register(Rt *rt)
{
    return type_register(rt, stream_types);
}

static int io_exec(Rt *rt, Ref module)
{
    if (module_add(rt, module, "open", new_ref(rt->modules->open_function)) < 0) return -1;
    if (module_add(rt, module, "UnsupportedOperation", unsupported_class(rt)) < 0) return -1;
    if (module_add(rt, module, "BlockingIOError", new_ref((Ref)RT_TYPE(rt, BlockingIOError))) < 0) return -1;
    return module_add_int(rt, module, "DEFAULT_BUFFER_SIZE", IO_BUFFER_SIZE);
}

const ModuleSpec _io_module_spec = {
    .name = "_io",
    .doc = "The io module provides the Python interfaces to stream handling.",
    .methods = METHODS(
        {"open_code", METHOD_BOUND, {.bound = io_open_code, .least = 1, .most = 1, .names = NAMES("path")}, "open_code($module, /, path)\n--\n\nOpens the provided file with the intent to import the contents.", 0},
        {"text_encoding", METHOD_FASTCALL, {.fast = io_text_encoding, .least = 1, .most = 2}, "text_encoding($module, encoding, stacklevel=2, /)\n--\n\nA helper function to choose the text encoding.", 0}),
    .types = TYPES(
        &io_IOBase_type_spec, &io_RawIOBase_type_spec, &io_BufferedIOBase_type_spec, &io_TextIOBase_type_spec, &io_FileIO_type_spec,
        &io_BytesIO_type_spec, &io_BytesIOBuffer_type_spec, &io_StringIO_type_spec, &io_BufferedReader_type_spec, &io_BufferedWriter_type_spec,
        &io_BufferedRandom_type_spec, &io_BufferedRWPair_type_spec, &io_IncrementalNewlineDecoder_type_spec, &io_TextIOWrapper_type_spec),
    .exec = io_exec,
};

/* --- for the end of a program */

int io_flush_text(Rt *rt, Ref file)
{
    Own result = text_flush(rt, file);
    release(rt, result);
    return result == NULL ? -1 : 0;
}
