/* The module _warnings: what Python's own warnings is built on. */
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/strobj.h"

/* The class of a warning: new; the message's own when it is an instance. */
static Own category_of(Rt *rt, Ref message, Ref category)
{
    Ref warning = (Ref)RT_TYPE(rt, Warning);
    int is_instance = object_is_instance(rt, message, warning);
    if (is_instance < 0) return NULL;
    if (is_instance) return new_ref((Ref)message->type);
    if (category == NULL || category == rt->none) return new_ref((Ref)RT_TYPE(rt, UserWarning));
    int fits = is_type(category) ? object_is_subclass(rt, category, warning) : 0;
    if (fits == 1) return new_ref(category);
    if (fits == 0) error_raise(rt, TYPE_TypeError, "category must be a Warning subclass, not '%T'", category);
    return NULL;
}

static Own warnings_warn(Rt *rt, Ref self, Ref *given)
{
    ptrdiff_t level = given[2] == NULL ? 1 : number_as_size(rt, given[2], TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    Own category = category_of(rt, given[0], given[1]);
    int status = category == NULL ? -1 : warn_here(rt, category, given[0], level, given[3]);
    release(rt, category);
    return status < 0 ? NULL : none_new(rt);
}

/* The line that the module's loader has as its source: 1 and *line, 0, -1. */
static int loader_line(Rt *rt, Ref globals, int line, Own *text)
{
    Own loader = NULL, name = NULL, getter = NULL, source = NULL, lines = NULL;
    int status = 0;
    if (dict_lookup(rt, globals, RT_NAME(rt, __loader__), &loader) < 0 || dict_lookup(rt, globals, RT_NAME(rt, __name__), &name) < 0) status = -1;
    Own key = status < 0 ? NULL : str_interned(rt, "get_source");
    if (loader == NULL || name == NULL || key == NULL) goto done;
    status = object_attr_lookup(rt, loader, key, &getter);
    if (status != 1) goto done;
    source = call_one(rt, getter, name);
    status = source == NULL ? -1 : 0;
    if (source == NULL || source == rt->none) goto done;
    Own method = object_attr_get_text(rt, source, "splitlines");
    lines = method == NULL ? NULL : call_none(rt, method);
    release(rt, method);
    *text = lines == NULL ? NULL : sequence_item_get(rt, lines, line - 1);
    status = *text == NULL ? -1 : 1;
done:
    release_all(rt, loader, name, key, getter, source, lines);
    return status;
}

static Own warnings_warn_explicit(Rt *rt, Ref self, Ref *given)
{
    if (!is_str(given[2])) return error_raise(rt, TYPE_TypeError, "warn_explicit() argument 3 must be str, not %T", given[2]);
    ptrdiff_t line = number_as_size(rt, given[3], TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    Own text = NULL;
    if (given[6] != NULL && given[6] != rt->none) {
        if (!is_dict(given[6])) return error_raise(rt, TYPE_TypeError, "module_globals must be a dict, not '%.200T'", given[6]);
        if (loader_line(rt, given[6], (int)line, &text) < 0) return NULL;
    }
    Warning warning = {.category = given[1], .message = given[0], .filename = given[2], .line = (int)line, .module = given[4],
                       .registry = given[5], .source_line = text, .source = given[7]};
    int status = warn_explicit(rt, &warning);
    release(rt, text);
    return status < 0 ? NULL : none_new(rt);
}

static Own warnings_filters_mutated(Rt *rt, Ref self)
{
    rt->modules->warnings.version++;
    return none_new(rt);
}

static int warnings_exec(Rt *rt, Ref module)
{
    const WarnState *state = &rt->modules->warnings;
    if (module_add(rt, module, "filters", new_ref(state->filters)) < 0) return -1;
    if (module_add(rt, module, "_onceregistry", new_ref(state->once_registry)) < 0) return -1;
    return module_add(rt, module, "_defaultaction", new_ref(state->default_action));
}

const ModuleSpec _warnings_module_spec = {
    .name = "_warnings",
    .doc = "What the module warnings has in C: which warnings are shown.",
    .methods = METHODS(
        {"warn", METHOD_BOUND, {.bound = warnings_warn, .least = 1, .most = 4, .names = NAMES("message", "category", "stacklevel", "source")}, "warn($module, /, message, category=None, stacklevel=1, source=None)\n--\n\nIssue a warning, or maybe ignore it or raise an exception.", 0},
        {"warn_explicit", METHOD_BOUND, {.bound = warnings_warn_explicit, .least = 4, .most = 8, .names = NAMES("message", "category", "filename", "lineno", "module", "registry", "module_globals", "source")}, "warn_explicit($module, /, message, category, filename, lineno,\n              module=<unrepresentable>, registry=None,\n              module_globals=None, source=None)\n--\n\nIssue a warning, or maybe ignore it or raise an exception.", METHOD_TUPLE},
        {"_filters_mutated", METHOD_NOARGS, {.unary = warnings_filters_mutated}, NULL, 0}),
    .exec = warnings_exec,
};
