/* The module _csv: its functions, and what it keeps of dialects. */
#include "modules/csv_parts.h"

#include <string.h>

#include "memory/heap.h"
#include "modules/module_specs.h"
#include "objects/args.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

enum { FIELD_LIMIT = 128 * 1024 };

Own csv_raise(Rt *rt, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    Own text = str_vformat(rt, format, args);
    va_end(args);
    if (text != NULL) error_raise_class(rt, CSV_STATE(rt)->error, text);
    release(rt, text);
    return NULL;
}

void csv_state_fini(Rt *rt)
{
    CsvState *state = CSV_STATE(rt);
    if (state == NULL) return;
    CSV_STATE(rt) = NULL;
    release(rt, state->error);
    release(rt, state->dialects);
    heap_free(rt, state);
}

static int make_state(Rt *rt)
{
    CsvState *state = CSV_STATE(rt) = heap_alloc(rt, sizeof *state);
    if (state == NULL) return -1;
    memset(state, 0, sizeof *state);
    state->field_limit = FIELD_LIMIT;
    state->dialects = dict_new(rt);
    state->error = module_error_new(rt, "_csv", "Error", TYPE_Exception);
    if (state->dialects != NULL && state->error != NULL) return 0;
    csv_state_fini(rt);
    return -1;
}

static Own csv_list_dialects(Rt *rt, Ref module)
{
    return dict_keys_list(rt, CSV_STATE(rt)->dialects);
}

static Own csv_register_dialect(Rt *rt, Ref module, Ref args, Ref kwargs)
{
    ptrdiff_t count = tuple_length(args);
    if (args_count(rt, "", count, 1, 2) < 0) return NULL;
    if (!is_str(tuple_peek(args, 0))) return error_raise(rt, TYPE_TypeError, "dialect name must be a string");
    Own dialect = csv_dialect_get(rt, count > 1 ? tuple_peek(args, 1) : NULL, kwargs);
    int status = dialect == NULL ? -1 : dict_set(rt, CSV_STATE(rt)->dialects, tuple_peek(args, 0), dialect);
    release(rt, dialect);
    return status < 0 ? NULL : none_new(rt);
}

static Own csv_unregister_dialect(Rt *rt, Ref module, Ref *given)
{
    if (dict_delete(rt, CSV_STATE(rt)->dialects, given[0]) == 0) return none_new(rt);
    return error_matches(rt, TYPE_KeyError) ? csv_raise(rt, "unknown dialect") : NULL;
}

static Own csv_get_dialect(Rt *rt, Ref module, Ref *given)
{
    return csv_dialect_by_name(rt, given[0]);
}

static Own csv_field_size_limit(Rt *rt, Ref module, Ref *given)
{
    int64_t before = CSV_STATE(rt)->field_limit;
    Ref wanted = given[0];
    if (wanted != NULL && !is_exact(wanted, TYPE_int)) return error_raise(rt, TYPE_TypeError, "limit must be an integer");
    int64_t limit = wanted == NULL ? before : int_value(rt, wanted);
    if (rt_is_pending(rt)) return NULL;
    CSV_STATE(rt)->field_limit = limit;
    return int_new(rt, before);
}

static int csv_exec(Rt *rt, Ref module)
{
    static const ModuleInt quotings[] = {
        {"QUOTE_MINIMAL", QUOTE_MINIMAL}, {"QUOTE_ALL", QUOTE_ALL}, {"QUOTE_NONNUMERIC", QUOTE_NONNUMERIC}, {"QUOTE_NONE", QUOTE_NONE},
    };
    if (CSV_STATE(rt) == NULL && make_state(rt) < 0) return -1;
    if (module_add_ints(rt, module, quotings, ARRAY_LENGTH(quotings)) < 0) return -1;
    if (module_add(rt, module, "Reader", module_type_get(rt, &csv_reader_spec)) < 0) return -1;
    if (module_add(rt, module, "Writer", module_type_get(rt, &csv_writer_spec)) < 0) return -1;
    if (module_add(rt, module, "__version__", str_new(rt, "1.0")) < 0) return -1;
    if (module_add(rt, module, "_dialects", new_ref(CSV_STATE(rt)->dialects)) < 0) return -1;
    return module_add(rt, module, "Error", new_ref(CSV_STATE(rt)->error));
}

const ModuleSpec _csv_module_spec = {
    .name = "_csv",
    .doc = "CSV parsing and writing.\n\nReads and writes rows of fields as lines of text, in the dialects of several programs (PEP 305).",
    .methods = METHODS(
        {"reader", METHOD_KEYWORDS, {.call = csv_reader}, "    csv_reader = reader(iterable [, dialect='excel']\n                       [optional keyword args])\n\nRows of the lines that the iterable gives.", 0},
        {"writer", METHOD_KEYWORDS, {.call = csv_writer}, "    csv_writer = csv.writer(fileobj [, dialect='excel']\n                            [optional keyword args])\n\nWrites rows as lines by the file's write().", 0},
        {"list_dialects", METHOD_NOARGS, {.unary = csv_list_dialects}, "list_dialects($module, /)\n--\n\nThe names that dialects have.", 0},
        {"register_dialect", METHOD_KEYWORDS, {.call = csv_register_dialect}, "register_dialect(name[, dialect[, **fmtparams]])\n\nGives a dialect a name.", 0},
        {"unregister_dialect", METHOD_BOUND, {.bound = csv_unregister_dialect, .least = 1, .most = 1, .names = NAMES("name")}, "unregister_dialect($module, /, name)\n--\n\nForgets the dialect of that name.", 0},
        {"get_dialect", METHOD_BOUND, {.bound = csv_get_dialect, .least = 1, .most = 1, .names = NAMES("name")}, "get_dialect($module, /, name)\n--\n\nThe dialect of that name.", 0},
        {"field_size_limit", METHOD_BOUND, {.bound = csv_field_size_limit, .most = 1, .names = NAMES("new_limit")}, "field_size_limit($module, /, new_limit=<unrepresentable>)\n--\n\nHow many characters a field may have; sets another number when one is given, and says the old one.", 0}),
    .types = TYPES(&csv_dialect_spec),
    .exec = csv_exec,
};
