/* A warning goes through the filters, the first that matches deciding; what was shown is remembered in
   the __warningregistry__ of the module that it comes from.  The filters are those of the module
   `warnings` once a program has imported it, else those of _warnings. */
#include "modules/warn.h"

#include <string.h>

#include "modules/import.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/caret.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/unraisable.h"

/* --- state */

static int add_filter(Rt *rt, Ref filters, TypeId category, const char *action, const char *module_or_null)
{
    Own kind = str_interned(rt, action), zero = int_new(rt, 0), filter = NULL;
    Own module = module_or_null == NULL ? none_new(rt) : str_interned(rt, module_or_null);
    if (kind != NULL && zero != NULL && module != NULL)
        filter = tuple_of(rt, 5, kind, rt->none, (Ref)rt->types[category], module, zero);
    release_all(rt, kind, zero, module);
    return filter == NULL ? -1 : list_append_take(rt, filters, filter);
}

int warn_state_init(Rt *rt, WarnState *state)
{
    static const TypeId ignored[] = {TYPE_DeprecationWarning, TYPE_PendingDeprecationWarning, TYPE_ImportWarning, TYPE_ResourceWarning};
    state->filters = list_new(rt, 0);
    state->once_registry = dict_new(rt);
    state->default_action = str_interned(rt, "default");
    if (state->filters == NULL || state->once_registry == NULL || state->default_action == NULL) return -1;
    if (add_filter(rt, state->filters, TYPE_DeprecationWarning, "default", "__main__") < 0) return -1;
    for (size_t i = 0; i < ARRAY_LENGTH(ignored); i++) {
        if (add_filter(rt, state->filters, ignored[i], "ignore", NULL) < 0) return -1;
    }
    return 0;
}

void warn_state_fini(Rt *rt, WarnState *state)
{
    release_clear(rt, &state->filters);
    release_clear(rt, &state->once_registry);
    release_clear(rt, &state->default_action);
}

/* The attribute NAME of the module `warnings`: 1, 0 when that is not imported (and not to be), -1. */
static int warnings_attribute(Rt *rt, const char *name, bool imports, Own *value)
{
    Own module = NULL;
    if (imports && !rt->modules->finalizing) {
        module = import_text(rt, "warnings");
        if (module == NULL) {
            error_clear_if(rt, TYPE_ImportError);
            return rt_is_pending(rt) ? -1 : 0;
        }
    } else {
        module = new_ref_or_null(dict_peek_text(rt, rt->modules->modules, "warnings"));
        if (module == NULL || module == rt->none) {
            release(rt, module);
            return 0;
        }
    }
    Own key = str_interned(rt, name);
    int found = key == NULL ? -1 : object_attr_lookup(rt, module, key, value);
    release_all(rt, key, module);
    return found;
}

/* --- filters */

/* Does the filter's pattern (None, a str, or a compiled regular expression) fit TEXT? */
static int pattern_fits(Rt *rt, Ref pattern, Ref text)
{
    if (pattern == rt->none) return 1;
    if (is_exact(pattern, TYPE_str)) return object_compare_bool(rt, pattern, text, COMPARE_EQ);
    Own name = str_interned(rt, "match"), match = name == NULL ? NULL : call_method_one(rt, pattern, name, text);
    int truth = match == NULL ? -1 : object_is_true(rt, match);
    release_all(rt, name, match);
    return truth;
}

/* Does the filter ITEM, a tuple of five, concern the warning?  1, 0, -1. */
static int filter_fits(Rt *rt, Ref item, const Warning *warning, Ref text, Ref module)
{
    int fits = pattern_fits(rt, tuple_peek(item, 1), text);
    if (fits == 1) fits = pattern_fits(rt, tuple_peek(item, 3), module);
    if (fits == 1) fits = object_is_subclass(rt, warning->category, tuple_peek(item, 2));
    if (fits != 1) return fits;
    ptrdiff_t line = number_as_size(rt, tuple_peek(item, 4), TYPE_OverflowError);
    if (line == -1 && rt_is_pending(rt)) return -1;
    return line == 0 || line == warning->line;
}

/* What warnings.NAME is, which must be a WANTED; OTHERWISE while there is no such module. */
static Own setting(Rt *rt, const char *name, uint32_t wanted_flag, const char *wanted, Ref otherwise)
{
    Own value = NULL;
    int found = warnings_attribute(rt, name, false, &value);
    if (found < 0) return NULL;
    if (found == 0) return new_ref(otherwise);
    if (has_flag(value, wanted_flag)) return value;
    error_raise(rt, TYPE_TypeError, "_warnings.%s must be a %s, not '%.200T'", name, wanted, value);
    release(rt, value);
    return NULL;
}

/* What is to be done with the warning: new str; *item is the filter that decided, or NULL. */
static Own choose_action(Rt *rt, const Warning *warning, Ref text, Ref module, Own *item)
{
    Own filters = NULL;
    int found = warnings_attribute(rt, "filters", false, &filters);
    if (found < 0) return NULL;
    if (found == 0) filters = new_ref(rt->modules->warnings.filters);
    if (!is_list(filters)) error_raise(rt, TYPE_ValueError, "_warnings.filters must be a list");
    for (ptrdiff_t i = 0; !rt_is_pending(rt) && i < list_length(filters); i++) {
        release_replace(rt, item, new_ref(list_peek(filters, i)));
        if (!is_tuple(*item) || tuple_length(*item) != 5) {
            error_raise(rt, TYPE_ValueError, "_warnings.filters item %zd isn't a 5-tuple", i);
            break;
        }
        Ref action = tuple_peek(*item, 0);
        if (!is_str(action)) {
            error_raise(rt, TYPE_TypeError, "action must be a string, not '%.200T'", action);
            break;
        }
        if (filter_fits(rt, *item, warning, text, module) == 1) {
            release(rt, filters);
            return new_ref(action);
        }
    }
    release(rt, filters);
    release_clear(rt, item);
    if (rt_is_pending(rt)) return NULL;
    return setting(rt, "defaultaction", TYPE_FLAG_STR_SUBCLASS, "string", rt->modules->warnings.default_action);
}

/* --- registries */

/* Is the registry one of the filters as they are now?  If not, it is emptied. */
static int registry_is_current(Rt *rt, Ref registry)
{
    int64_t now = rt->modules->warnings.version;
    int overflow = 0;
    Own version = NULL, key = str_interned(rt, "version");
    int found = key == NULL ? -1 : dict_lookup(rt, registry, key, &version);
    if (found == 1) found = is_exact(version, TYPE_int) && int_value_overflow(version, &overflow) == now;
    release(rt, version);
    if (found == 0) {
        Own number = int_new(rt, now);
        if (number == NULL || dict_clear(rt, registry) < 0 || dict_set(rt, registry, key, number) < 0) found = -1;
        release(rt, number);
    }
    release(rt, key);
    return found;
}

/* 1 when KEY is in the registry already; else 0, and when SETS it is from now on; -1. */
static int already_warned(Rt *rt, Ref registry, Ref key, bool sets)
{
    if (key == NULL) return -1;
    int current = registry_is_current(rt, registry);
    if (current < 0) return -1;
    if (current == 1) {
        Own known = NULL;
        int found = dict_lookup(rt, registry, key, &known);
        if (found == 1) found = object_is_true(rt, known);
        release(rt, known);
        if (found != 0) return found;
    }
    return sets ? dict_set(rt, registry, key, rt->true_obj) : 0;
}

/* Remembers the warning as ACTION asks: 1 when it was shown before, 0, -1. */
static int remember(Rt *rt, const Warning *warning, Ref text, Ref key, Ref action, Ref item)
{
    if (str_equals_text(action, "always")) return 0;
    bool is_once = str_equals_text(action, "once");
    Ref registry = warning->registry == rt->none ? NULL : warning->registry;
    if (registry != NULL && dict_set(rt, registry, key, rt->true_obj) < 0) return -1;
    if (!is_once && str_equals_text(action, "default")) return 0;
    if (!is_once && !str_equals_text(action, "module")) {
        return error_raise_int(rt, TYPE_RuntimeError, "Unrecognized action (%R) in warnings.filters:\n %R", action,
                               item == NULL ? rt->none : item);
    }
    if (registry == NULL && !is_once) return 0;
    Own held = registry != NULL ? new_ref(registry)
                                : setting(rt, "onceregistry", TYPE_FLAG_DICT_SUBCLASS, "dict", rt->modules->warnings.once_registry);
    Own short_key = held == NULL ? NULL : tuple_of(rt, 2, text, warning->category);
    int known = already_warned(rt, held, short_key, true);
    release_all(rt, held, short_key);
    return known;
}

/* --- showing */

static void print_warning(Rt *rt, const Warning *warning, Ref text)
{
    Buf out = BUF_INIT;
    Own name = object_attr_get(rt, warning->category, RT_NAME(rt, __name__));
    str_add_to_buf(warning->filename, &out);
    buf_printf(&out, ":%d: ", warning->line);
    if (name != NULL && is_str(name)) str_add_to_buf(name, &out);
    buf_add_text(&out, ": ");
    if (is_str(text)) str_add_to_buf(text, &out);
    buf_add_char(&out, '\n');
    if (warning->source_line != NULL && is_str(warning->source_line)) {
        buf_add_text(&out, "  ");
        ptrdiff_t start = 0, length = str_length(warning->source_line);
        while (start < length && strchr(" \t\014", (int)str_at(warning->source_line, start)) != NULL) start++;
        Own line = str_slice(rt, warning->source_line, start, length);
        if (line != NULL) str_add_to_buf(line, &out);
        buf_add_char(&out, '\n');
        release(rt, line);
    } else {
        caret_print_line(rt, warning->filename, warning->line, 2, &out);
    }
    error_clear(rt);
    release(rt, name);
    stderr_write(rt, &out);
    buf_fini(&out);
}

/* warnings._showwarnmsg(WarningMessage(...)), or plainly without that module. */
static int show(Rt *rt, const Warning *warning, Ref message, Ref text)
{
    Own function = NULL, class_obj = NULL, line = NULL, details = NULL, result = NULL;
    bool has_source = warning->source != NULL && warning->source != rt->none;
    int status = warnings_attribute(rt, "_showwarnmsg", has_source, &function);
    if (status == 0) print_warning(rt, warning, text);
    if (status <= 0) return status;
    status = -1;
    if (function->type->slots.tp_call == NULL && function->type->slots.tp_vectorcall == NULL) {
        error_raise(rt, TYPE_TypeError, "warnings._showwarnmsg() must be set to a callable");
        goto done;
    }
    int found = warnings_attribute(rt, "WarningMessage", false, &class_obj);
    if (found == 0) error_raise(rt, TYPE_RuntimeError, "unable to get warnings.WarningMessage");
    if (found != 1) goto done;
    line = int_new(rt, warning->line);
    if (line == NULL) goto done;
    Ref args[] = {message, warning->category, warning->filename, line, rt->none, rt->none, has_source ? warning->source : rt->none};
    details = call_vector(rt, class_obj, args, ARRAY_LENGTH(args), NULL);
    if (details != NULL) result = call_one(rt, function, details);
    if (result != NULL) status = 0;
done:
    release_all(rt, function, class_obj, line, details, result);
    return status;
}

/* --- the whole */

/* The module's name by its file's: without ".py"; new. */
static Own module_of_file(Rt *rt, Ref filename)
{
    ptrdiff_t length = str_length(filename);
    if (length == 0) return str_new(rt, "<unknown>");
    bool has_suffix = length >= 3 && str_at(filename, length - 3) == '.' && str_at(filename, length - 2) == 'p' &&
                      str_at(filename, length - 1) == 'y';
    return str_slice(rt, filename, 0, has_suffix ? length - 3 : length);
}

/* WARNING with its text, message (an instance) and module found out. */
static int judge(Rt *rt, const Warning *warning, Ref text, Ref message, Ref module)
{
    Own line = int_new(rt, warning->line), key = NULL, action = NULL, item = NULL;
    int status = -1;
    if (line != NULL) key = tuple_of(rt, 3, text, warning->category, line);
    if (key == NULL) goto done;
    bool has_registry = warning->registry != NULL && warning->registry != rt->none;
    status = has_registry ? already_warned(rt, warning->registry, key, false) : 0;
    if (status != 0) goto done;
    action = choose_action(rt, warning, text, module, &item);
    status = action == NULL ? -1 : 0;
    if (action != NULL && str_equals_text(action, "error")) {
        error_raise_class(rt, (Ref)message->type, message);
        status = -1;
    } else if (action != NULL && !str_equals_text(action, "ignore")) {
        status = remember(rt, warning, text, key, action, item);
        if (status == 0) status = show(rt, warning, message, text);
    }
done:
    release_all(rt, line, key, action, item);
    return status < 0 ? -1 : 0;
}

int warn_explicit(Rt *rt, const Warning *given)
{
    Warning warning = *given;
    if (warning.registry != NULL && warning.registry != rt->none && !is_dict(warning.registry))
        return error_raise_int(rt, TYPE_TypeError, "'registry' must be a dict or None");
    Own module = given->module != NULL ? new_ref(given->module) : module_of_file(rt, given->filename);
    Own text = NULL, message = NULL;
    int status = -1, is_instance = module == NULL ? -1 : object_is_instance(rt, given->message, (Ref)RT_TYPE(rt, Warning));
    if (is_instance == 1) {
        text = object_str(rt, given->message);
        message = new_ref(given->message);
        warning.category = (Ref)message->type;
    } else if (is_instance == 0) {
        text = new_ref(given->message);
        message = call_one(rt, given->category, given->message);
    }
    if (text != NULL && message != NULL) status = judge(rt, &warning, text, message, module);
    release_all(rt, module, text, message);
    return status;
}

static bool str_has(Ref text, const char *part)
{
    Buf buf = BUF_INIT;
    str_add_to_buf(text, &buf);
    bool found = strstr(buf_text(&buf), part) != NULL;
    buf_fini(&buf);
    return found;
}

/* Frames of importlib are not what a warning is about. */
static bool is_internal(const Frame *frame)
{
    Ref filename = FRAME_CODE(frame)->filename;
    return str_has(filename, "importlib") && str_has(filename, "_bootstrap");
}

static Frame *next_external(Frame *frame)
{
    do frame = frame_visible(frame->previous);
    while (frame != NULL && is_internal(frame));
    return frame;
}

static Frame *frame_at_level(Rt *rt, ptrdiff_t level)
{
    Frame *frame = frame_visible(rt->vm->frame);
    if (level <= 0 || (frame != NULL && is_internal(frame))) {
        while (--level > 0 && frame != NULL) frame = frame_visible(frame->previous);
    } else {
        while (--level > 0 && frame != NULL) frame = next_external(frame);
    }
    return frame;
}

int warn_here(Rt *rt, Ref category, Ref message, ptrdiff_t stack_level, Ref source_or_null)
{
    Frame *frame = frame_at_level(rt, stack_level);
    Ref globals = frame == NULL ? module_dict(rt->modules->sys) : frame->globals;
    Own filename = frame == NULL ? str_new(rt, "sys") : new_ref(FRAME_CODE(frame)->filename);
    Own key = str_interned(rt, "__warningregistry__"), registry = NULL, module = NULL;
    int status = -1;
    if (filename == NULL || key == NULL || dict_lookup(rt, globals, key, &registry) < 0) goto done;
    if (registry == NULL) {
        registry = dict_new(rt);
        if (registry == NULL || dict_set(rt, globals, key, registry) < 0) goto done;
    }
    Ref name = dict_peek(rt, globals, RT_NAME(rt, __name__));
    module = name != NULL && (name == rt->none || is_str(name)) ? new_ref(name) : str_new(rt, "<string>");
    if (module == NULL) goto done;
    Warning warning = {.category = category, .message = message, .filename = filename, .registry = registry,
                       .module = module, .source = source_or_null, .line = frame == NULL ? 1 : frame_line(frame)};
    status = warn_explicit(rt, &warning);
done:
    release_all(rt, filename, key, registry, module);
    return status;
}

int warn_show(Rt *rt, TypeId category, Ref message, int stack_level)
{
    return warn_here(rt, (Ref)rt->types[category], message, stack_level, NULL);
}

int warn_compile(Rt *rt, void *context, const Diagnostic *found)
{
    TypeId category = found->kind == DIAGNOSTIC_DEPRECATION_WARNING ? TYPE_DeprecationWarning : TYPE_SyntaxWarning;
    Own message = str_new(rt, found->message), filename = str_new(rt, found->filename);
    int status = -1;
    if (message != NULL && filename != NULL) {
        Warning warning = {.category = (Ref)rt->types[category], .message = message, .filename = filename, .line = found->lineno};
        status = warn_explicit(rt, &warning);
    }
    if (status < 0 && error_clear_if(rt, category)) status = 1;
    release_all(rt, message, filename);
    return status;
}
