/* The module _json. */
#include "modules/json_parts.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/tupleobj.h"

static Own json_scanstring(Rt *rt, Ref module, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    ptrdiff_t end = 0;
    if (args_count_parsed(rt, "scanstring", nargs, 2, 3) < 0 || args_size(rt, args[1], &end) < 0) return NULL;
    int strict = nargs < 3 ? 1 : object_is_true(rt, args[2]);
    if (strict < 0) return NULL;
    if (!is_str(args[0])) return error_raise(rt, TYPE_TypeError, "first argument must be a string, not %.80T", args[0]);
    Own text = json_scan_string(rt, args[0], end, strict, &end), place = text == NULL ? NULL : int_new(rt, end);
    return tuple_build(rt, "NN", text, place);
}

static int json_exec(Rt *rt, Ref module)
{
    if (module_add(rt, module, "make_scanner", module_type_get(rt, &json_scanner_spec)) < 0) return -1;
    return module_add(rt, module, "make_encoder", module_type_get(rt, &json_encoder_spec));
}

const ModuleSpec _json_module_spec = {
    .name = "_json",
    .doc = "json speedups\n",
    .methods = METHODS(
        {"encode_basestring_ascii", METHOD_O, {.binary = json_encode_basestring_ascii}, "encode_basestring_ascii(string) -> string\n\nThe text as JSON of ASCII characters only.", 0},
        {"encode_basestring", METHOD_O, {.binary = json_encode_basestring}, "encode_basestring(string) -> string\n\nThe text as JSON.", 0},
        {"scanstring", METHOD_FASTCALL, {.fast = json_scanstring}, "scanstring(string, end, strict=True) -> (string, end)\n\nWhat the JSON string says whose opening quote stands before end, and the index behind its closing quote.\nWhat is wrong is a ValueError; control characters only when strict.", METHOD_TUPLE}),
    .exec = json_exec,
};
