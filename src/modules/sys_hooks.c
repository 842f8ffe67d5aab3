/* Hooks for asynchronous generators, coroutines, audits, breakpoints, and errors that nobody can
   receive; and the knobs of CPython's that are remembered without effect here. */
#include "modules/sys_hooks.h"

#include <stdlib.h>
#include <string.h>

#include "modules/fieldtuple.h"
#include "modules/import.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/floatobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/module_types.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "vm/frameobj.h"
#include "vm/frames.h"
#include "vm/import_ops.h"
#include "vm/threads.h"
#include "vm/traceback.h"
#include "vm/unraisable.h"

static bool is_callable(Ref obj)
{
    return obj->type->slots.tp_call != NULL || obj->type->slots.tp_vectorcall != NULL;
}

/* --- asynchronous generators and coroutines */

static Own get_asyncgen_hooks(Rt *rt, Ref self)
{
    static const MemberDef fields[] = {FIELD_AT("firstiter", 0), FIELD_AT("finalizer", 1), FIELDS_END};
    static const TypeSpec spec = FIELDTUPLE_SPEC("asyncgen_hooks", fields);
    Ref first = rt->vm->async_first_iteration, last = rt->vm->async_finalizer;
    Own items[] = {new_ref(first == NULL ? rt->none : first), new_ref(last == NULL ? rt->none : last)};
    Own type = new_ref_or_null(module_type_peek(rt, &spec));
    if (type == NULL) type = fieldtuple_type(rt, &spec, 0);
    Own result = fieldtuple_new(rt, type, items, ARRAY_LENGTH(items));
    release(rt, type);
    return result;
}

static Own set_asyncgen_hooks(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"firstiter", "finalizer", NULL};
    static const ArgSpec spec = {"set_asyncgen_hooks", names, 0, 2, 0};
    Ref given[2];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    for (int i = 0; i < 2; i++) {
        if (given[i] == NULL || given[i] == rt->none || is_callable(given[i])) continue;
        return error_raise(rt, TYPE_TypeError, "callable %s expected, got %.50T", names[i], given[i]);
    }
    Own *const places[] = {&rt->vm->async_first_iteration, &rt->vm->async_finalizer};
    for (int i = 0; i < 2; i++) {
        if (given[i] == NULL) continue;
        if (given[i] == rt->none) release_clear(rt, places[i]);
        else release_replace(rt, places[i], new_ref(given[i]));
    }
    return none_new(rt);
}

static Own get_origin_depth(Rt *rt, Ref self)
{
    return int_new(rt, rt->vm->coroutine_origin_depth);
}

static Own set_origin_depth(Rt *rt, Ref self, Ref *given)
{
    ptrdiff_t depth = number_as_size(rt, given[0], TYPE_OverflowError);
    if (rt_is_pending(rt)) return NULL;
    if (depth < 0) return error_raise(rt, TYPE_ValueError, "depth must be >= 0");
    rt->vm->coroutine_origin_depth = (int)depth;
    return none_new(rt);
}

/* --- audits */

/* Calls each hook with EVENT, a str, and ARGS, a tuple. */
static int tell_auditors(Rt *rt, Ref event, Ref args)
{
    Ref hooks = rt->modules->audit_hooks;
    for (ptrdiff_t i = 0; hooks != NULL && i < list_length(hooks); i++) {
        Own hook = new_ref(list_peek(hooks, i)), result = call_two(rt, hook, event, args);
        release(rt, hook);
        if (result == NULL) return -1;
        release(rt, result);
    }
    return 0;
}

static int sys_audit(Rt *rt, const char *event, const Ref *args, ptrdiff_t count)
{
    Own name = str_new(rt, event), tuple = name == NULL ? NULL : tuple_from(rt, args, count);
    int status = tuple == NULL ? -1 : tell_auditors(rt, name, tuple);
    release_all(rt, name, tuple);
    return status;
}

static Own audit_function(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (nargs == 0) return error_raise(rt, TYPE_TypeError, "audit() missing 1 required positional argument: 'event'");
    if (rt->modules->audit_hooks == NULL) return none_new(rt);
    if (!is_str(args[0])) return error_raise(rt, TYPE_TypeError, "expected str for argument 'event', not %.200T", args[0]);
    Own rest = tuple_from(rt, args + 1, nargs - 1);
    int status = rest == NULL ? -1 : tell_auditors(rt, args[0], rest);
    release(rt, rest);
    return status < 0 ? NULL : none_new(rt);
}

static Own addaudithook(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"hook", NULL};
    static const ArgSpec spec = {"addaudithook", names, 1, 1, 0};
    Ref given[1];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    if (audit_refs(rt, "sys.addaudithook", NULL, 0) < 0) {
        /* A hook may refuse another one: that is no error. */
        if (!error_clear_if(rt, TYPE_RuntimeError)) return NULL;
        return none_new(rt);
    }
    if (rt->modules->audit_hooks == NULL && (rt->modules->audit_hooks = list_new(rt, 0)) == NULL) return NULL;
    rt->objects->upcalls.audit = sys_audit;
    return list_append(rt, rt->modules->audit_hooks, given[0]) < 0 ? NULL : none_new(rt);
}

/* --- breakpoint() */

static Own warn_breakpoint(Rt *rt, const char *name)
{
    Own message = str_format(rt, "Ignoring unimportable $PYTHONBREAKPOINT: \"%s\"", name);
    int status = message == NULL ? -1 : warn_show(rt, TYPE_RuntimeWarning, message, 1);
    release(rt, message);
    return status < 0 ? NULL : none_new(rt);
}

/* The function that $PYTHONBREAKPOINT names: new; NULL with nothing pending when there is none. */
static Own find_breakpoint(Rt *rt, const char *name)
{
    const char *dot = strrchr(name, '.');
    Own path = dot == NULL ? str_new(rt, "builtins") : str_from_wtf8(rt, name, (size_t)(dot - name));
    Own module = path == NULL || str_length(path) == 0 ? NULL : import_text(rt, "importlib"), part = NULL, function = NULL;
    Own importer = module == NULL ? NULL : object_attr_get_text(rt, module, "import_module");
    if (importer != NULL) part = call_one(rt, importer, path);
    if (part != NULL) function = object_attr_get_text(rt, part, dot == NULL ? name : dot + 1);
    release_all(rt, path, module, importer, part);
    if (function == NULL && rt_is_pending(rt)) error_clear(rt);
    return function;
}

static Own breakpointhook(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    const char *name = rt->modules->config.flags[FLAG_ignore_environment] ? NULL : getenv("PYTHONBREAKPOINT");
    if (name == NULL || *name == '\0') name = "pdb.set_trace";
    if (strcmp(name, "0") == 0) return none_new(rt);
    Own function = find_breakpoint(rt, name);
    if (function == NULL) return warn_breakpoint(rt, name);
    Own result = call_vector(rt, function, args, (size_t)nargs, kwnames);
    release(rt, function);
    return result;
}

/* --- errors that nobody can receive */

static const MemberDef unraisable_fields[] = {
    FIELD_AT("exc_type", 0), FIELD_AT("exc_value", 1), FIELD_AT("exc_traceback", 2), FIELD_AT("err_msg", 3), FIELD_AT("object", 4), FIELDS_END,
};
static const TypeSpec unraisable_spec = FIELDTUPLE_SPEC("UnraisableHookArgs", unraisable_fields);

static Own unraisablehook(Rt *rt, Ref self, Ref details)
{
    if (details->type->spec != &unraisable_spec)
        return error_raise(rt, TYPE_TypeError, "sys.unraisablehook argument type must be UnraisableHookArgs");
    Ref value = tuple_peek(details, 1), message = tuple_peek(details, 3);
    Buf text = BUF_INIT;
    if (is_str(message)) str_add_to_buf(message, &text);
    if (is_exception(value)) unraisable_report(rt, value, is_str(message) ? buf_text(&text) : NULL, tuple_peek(details, 4));
    buf_fini(&text);
    return none_new(rt);
}

static Own unraisable_details(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null)
{
    if (AS_EXCEPTION(exception)->traceback == NULL) traceback_of_now(rt, exception);
    Ref traceback = AS_EXCEPTION(exception)->traceback;
    Own items[] = {
        new_ref((Ref)exception->type), new_ref(exception), new_ref(traceback == NULL ? rt->none : traceback),
        message_or_null == NULL ? none_new(rt) : str_new(rt, message_or_null), new_ref(where_or_null == NULL ? rt->none : where_or_null),
    };
    Own type = new_ref_or_null(module_type_peek(rt, &unraisable_spec));
    if (type == NULL) type = fieldtuple_type(rt, &unraisable_spec, 0);
    Own details = fieldtuple_new(rt, type, items, ARRAY_LENGTH(items));
    release(rt, type);
    return details;
}

void sys_report_unraisable(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null)
{
    Ref hook = sys_peek(rt, "unraisablehook"), own = sys_peek(rt, "__unraisablehook__");
    if (hook == NULL || hook == rt->none || hook == own) {
        if (AS_EXCEPTION(exception)->traceback == NULL) traceback_of_now(rt, exception);
        unraisable_report(rt, exception, message_or_null, where_or_null);
        return;
    }
    Own held = new_ref(hook), details = unraisable_details(rt, exception, message_or_null, where_or_null);
    Own result = details == NULL ? NULL : call_one(rt, held, details);
    if (result == NULL) {
        Own error = error_fetch_instance(rt);
        unraisable_report(rt, error, "Exception ignored in sys.unraisablehook", held);
        release(rt, error);
    }
    release_all(rt, held, details, result);
}

/* --- threads */

/* What PART tells of each thread that has it, by the thread's number: NULL without pending, it has not. */
static Own by_thread(Rt *rt, Own (*part)(Rt *, const Thread *))
{
    Own dict = dict_new(rt);
    int status = dict == NULL ? -1 : 0;
    for (Thread *thread = thread_next(rt, NULL); thread != NULL && status == 0; thread = thread_next(rt, thread)) {
        Own value = part(rt, thread), key = value == NULL ? NULL : int_new(rt, thread_ident(thread));
        if (key != NULL) status = dict_set(rt, dict, key, value);
        else if (rt_is_pending(rt)) status = -1;
        release_all(rt, key, value);
    }
    if (status < 0) release_clear(rt, &dict);
    return dict;
}

static Own frame_of_thread(Rt *rt, const Thread *thread)
{
    Frame *frame = frame_visible(thread_frame(rt, thread));
    return frame == NULL ? NULL : new_ref_or_null(frameobj_of(rt, frame));
}

static Own exception_of_thread(Rt *rt, const Thread *thread)
{
    Ref value = thread_handled(rt, thread);
    Ref traceback = value == NULL ? NULL : AS_EXCEPTION(value)->traceback, none = rt->none;
    if (value == NULL) return tuple_of(rt, 3, none, none, none);
    return tuple_of(rt, 3, (Ref)value->type, value, traceback == NULL ? none : traceback);
}

static Own current_frames(Rt *rt, Ref self)
{
    return audit(rt, "sys._current_frames", "") < 0 ? NULL : by_thread(rt, frame_of_thread);
}

static Own current_exceptions(Rt *rt, Ref self)
{
    return by_thread(rt, exception_of_thread);
}

/* --- knobs */

static Own getswitchinterval(Rt *rt, Ref self)
{
    return float_new(rt, (double)rt->modules->switch_interval / 1e6);
}

static Own setswitchinterval(Rt *rt, Ref self, Ref interval)
{
    double wanted = float_value(rt, interval);
    if (rt_is_pending(rt)) return NULL;
    if (!(wanted > 0)) return error_raise(rt, TYPE_ValueError, "switch interval must be strictly positive");
    rt->modules->switch_interval = (int64_t)(wanted * 1e6);
    threads_set_interval(rt, rt->modules->switch_interval);
    return none_new(rt);
}

static Own getdlopenflags(Rt *rt, Ref self)
{
    return int_new(rt, rt->modules->dlopen_flags);
}

static Own setdlopenflags(Rt *rt, Ref self, Ref flags)
{
    int64_t wanted = int_value(rt, flags);
    if (rt_is_pending(rt)) return NULL;
    rt->modules->dlopen_flags = (int)wanted;
    return none_new(rt);
}

enum { LEAST_MAX_DIGITS = 640, USUAL_MAX_DIGITS = 4300 };

static Own get_int_max_str_digits(Rt *rt, Ref self)
{
    return int_new(rt, rt->objects->int_text_limit_set ? rt->objects->int_text_limit : USUAL_MAX_DIGITS);
}

static Own set_int_max_str_digits(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"maxdigits", NULL};
    static const ArgSpec spec = {"set_int_max_str_digits", names, 1, 1, 0};
    Ref given[1];
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    int64_t digits = int_value(rt, given[0]);
    if (rt_is_pending(rt)) return NULL;
    if (digits != 0 && (digits < LEAST_MAX_DIGITS || digits > INT32_MAX))
        return error_raise(rt, TYPE_ValueError, "maxdigits must be 0 or larger than %d", LEAST_MAX_DIGITS);
    rt->objects->int_text_limit_set = true;
    rt->objects->int_text_limit = (int)digits;
    return none_new(rt);
}

static Own nothing(Rt *rt, Ref self)
{
    return none_new(rt);
}

static Own zero(Rt *rt, Ref self)
{
    return int_new(rt, 0);
}

const MethodDef sys_hook_methods[] = {
    {"addaudithook", METHOD_FASTCALL_KEYWORDS, {.fast = addaudithook}, "addaudithook($module, /, hook)\n--\n\nAdds a new audit hook callback.", 0},
    {"audit", METHOD_FASTCALL, {.fast = audit_function}, "audit(event, *args)\n\nPasses the event to any hooks that are attached.", 0},
    {"breakpointhook", METHOD_FASTCALL_KEYWORDS, {.fast = breakpointhook}, "breakpointhook(*args, **kws)\n\nThis hook function is called by built-in breakpoint().", 0},
    {"unraisablehook", METHOD_O, {.binary = unraisablehook}, "unraisablehook($module, unraisable, /)\n--\n\nHandle an unraisable exception.", 0},
    {"_current_frames", METHOD_NOARGS, {.unary = current_frames}, "_current_frames($module, /)\n--\n\nA dict from each thread to its topmost frame.", 0},
    {"_current_exceptions", METHOD_NOARGS, {.unary = current_exceptions}, "_current_exceptions($module, /)\n--\n\nA dict from each thread to the exception that it handles.", 0},
    {"getswitchinterval", METHOD_NOARGS, {.unary = getswitchinterval}, "getswitchinterval($module, /)\n--\n\nReturn the current thread switch interval; see sys.setswitchinterval().", 0},
    {"setswitchinterval", METHOD_O, {.binary = setswitchinterval}, "setswitchinterval($module, interval, /)\n--\n\nSet the ideal thread switching delay inside the Python interpreter.", 0},
    {"getdlopenflags", METHOD_NOARGS, {.unary = getdlopenflags}, "getdlopenflags($module, /)\n--\n\nReturn the current value of the flags that are used for dlopen calls.", 0},
    {"setdlopenflags", METHOD_O, {.binary = setdlopenflags}, "setdlopenflags($module, flags, /)\n--\n\nSet the flags used by the interpreter for dlopen calls.", 0},
    {"get_int_max_str_digits", METHOD_NOARGS, {.unary = get_int_max_str_digits}, "get_int_max_str_digits($module, /)\n--\n\nReturn the maximum string digits limit for non-binary int<->str conversions.", 0},
    {"set_int_max_str_digits", METHOD_FASTCALL_KEYWORDS, {.fast = set_int_max_str_digits}, "set_int_max_str_digits($module, /, maxdigits)\n--\n\nSet the maximum string digits limit for non-binary int<->str conversions.", 0},
    {"get_asyncgen_hooks", METHOD_NOARGS, {.unary = get_asyncgen_hooks}, "get_asyncgen_hooks($module, /)\n--\n\nReturn the installed asynchronous generators hooks.", 0},
    {"set_asyncgen_hooks", METHOD_FASTCALL_KEYWORDS, {.fast = set_asyncgen_hooks}, "set_asyncgen_hooks(* [, firstiter] [, finalizer])\n\nWho hears when an asynchronous generator begins, and when it dies unfinished.", METHOD_TUPLE},
    {"get_coroutine_origin_tracking_depth", METHOD_NOARGS, {.unary = get_origin_depth}, "get_coroutine_origin_tracking_depth($module, /)\n--\n\nCheck status of origin tracking for coroutine objects in this thread.", 0},
    {"set_coroutine_origin_tracking_depth", METHOD_BOUND, {.bound = set_origin_depth, .least = 1, .most = 1, .names = NAMES("depth")}, "set_coroutine_origin_tracking_depth($module, /, depth)\n--\n\nEnable or disable origin tracking for coroutine objects in this thread.", 0},
    {"_clear_type_cache", METHOD_NOARGS, {.unary = nothing}, "_clear_type_cache($module, /)\n--\n\nClear the internal type lookup cache.", 0},
    {"_debugmallocstats", METHOD_NOARGS, {.unary = nothing}, "_debugmallocstats($module, /)\n--\n\nPrint debug info to stderr about the state of pymalloc and structmalloc.", 0},
    {"_getquickenedcount", METHOD_NOARGS, {.unary = zero}, "_getquickenedcount($module, /)\n--\n\n", 0},
    {0},
};
