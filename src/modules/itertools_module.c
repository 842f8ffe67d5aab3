/* The module itertools: its types, each in the file of its kind, and what they share. */
#include "memory/gc.h"
#include "modules/itertools_parts.h"
#include "modules/module_specs.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/tupleobj.h"

/* --- arguments and results */

int arguments_plain(Rt *rt, const Type *type, const char *name, Ref args, Ref kwargs, ptrdiff_t min, ptrdiff_t max)
{
    if (args_no_keywords_new(rt, name, type, kwargs) < 0) return -1;
    return args_count(rt, name, tuple_length(args), min, max);
}

int state_check(Rt *rt, Ref state, ptrdiff_t min, ptrdiff_t max)
{
    if (!is_tuple(state)) return error_raise_int(rt, TYPE_TypeError, "state is not a tuple");
    return args_count_parsed(rt, NULL, tuple_length(state), min, max);
}

int result_prepare(Rt *rt, Own *result)
{
    if ((*result)->refcount == 1) {
        if (tuple_length(*result) > 0 && !gc_is_tracked(*result)) gc_track(rt, *result);
        return 0;
    }
    Own copy = tuple_from(rt, as_refs(AS_TUPLE(*result)->items), tuple_length(*result));
    if (copy == NULL) return -1;
    release_replace(rt, result, copy);
    return 0;
}

/* --- the module */

static const TypeSpec *const itertools_types[] = {
#define SPEC(name) &itertools_##name##_type_spec,
#include "modules/itertools_types.def"
#undef SPEC
    NULL,
};

const ModuleSpec itertools_module_spec = {
    .name = "itertools",
    .doc = "Iterators made from iterators, for fast and small loops.",
    .methods = METHODS(
        {"tee", METHOD_FASTCALL, {.fast = itertools_tee}, "tee(iterable, n=2, /)\n--\n\nA tuple of n iterators over the same items.", 0}),
    .types = itertools_types,
};
