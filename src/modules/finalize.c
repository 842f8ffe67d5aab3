/* CPython's order, since programs see it in the order of their __del__ methods: sys.modules is
   emptied, a collection finds what only cycles kept, modules that are still alive lose their
   names, private ones first, and at last sys and builtins do. */
#include "modules/finalize.h"

#include "memory/gc.h"
#include "modules/atexit_module.h"
#include "modules/io_parts.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "objects/weakrefobj.h"
#include "vm/import_ops.h"

/* Flushes sys.stdout and sys.stderr. */
static int flush_streams(Rt *rt)
{
    int status = 0;
    static const char *const names[] = {"stdout", "stderr"};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        Ref file = sys_peek(rt, names[i]);
        if (file == NULL || file == rt->none) continue;
        Own held = new_ref(file);
        int closed = io_attr_truth(rt, held, "closed");
        if (closed < 0) error_clear(rt);
        Own result = closed > 0 ? new_ref(rt->none) : call_method_none(rt, held, RT_NAME(rt, flush));
        if (result == NULL) {
            error_unraisable(rt, held);
            if (i == 0) status = -1;
        }
        release_all(rt, held, result);
    }
    return status;
}

/* Sets every name of DICT for which PRIVATE tells (one leading underscore, or not) to None. */
static void clear_names(Rt *rt, Ref dict, bool private)
{
    ptrdiff_t position = 0;
    Ref key, value;
    while (dict_next(dict, &position, &key, &value)) {
        if (value == rt->none || !is_str(key) || str_length(key) == 0) continue;
        bool underscore = str_at(key, 0) == '_' && (str_length(key) < 2 || str_at(key, 1) != '_');
        if (underscore != private || str_equals_text(key, "__builtins__")) continue;
        if (dict_set(rt, dict, key, rt->none) < 0) error_clear(rt);
    }
}

static void clear_module_dict(Rt *rt, Ref dict)
{
    clear_names(rt, dict, true);
    clear_names(rt, dict, false);
}

/* What sys refers to and programs put there. */
static void clear_sys_names(Rt *rt)
{
    static const char *const names[] = {
        "path", "argv", "ps1", "ps2", "last_type", "last_value", "last_traceback",
        "path_hooks", "path_importer_cache", "meta_path", "__interactivehook__",
    };
    static const char *const streams[][2] = {
        {"stdin", "__stdin__"}, {"stdout", "__stdout__"}, {"stderr", "__stderr__"},
    };
    Ref dict = module_dict(rt->modules->sys);
    Ref builtins = module_dict(rt->modules->builtins);
    if (dict_set_text(rt, builtins, "_", rt->none) < 0) error_clear(rt);
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        if (dict_set_text(rt, dict, names[i], rt->none) < 0) error_clear(rt);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(streams); i++) {
        Ref original = dict_peek_text(rt, dict, streams[i][1]);
        if (dict_set_text(rt, dict, streams[i][0], original == NULL ? rt->none : original) < 0) error_clear(rt);
    }
}

/* Weak references to all modules, in the order of import; sys.modules holds them no more. */
static Own forget_modules(Rt *rt)
{
    Ref modules = rt->modules->modules;
    Own list = list_new(rt, 0);
    ptrdiff_t position = 0;
    Ref key, value;
    while (list != NULL && dict_next(modules, &position, &key, &value)) {
        if (!is_exact(value, TYPE_module)) continue;
        Own weak = weakref_new(rt, value, NULL);
        if (weak == NULL || list_append_take(rt, list, weak) < 0) error_clear(rt);
        if (dict_set(rt, modules, key, rt->none) < 0) error_clear(rt);
    }
    if (dict_clear(rt, modules) < 0) error_clear(rt);
    return list;
}

/* The last imported first. */
static void clear_survivors(Rt *rt, Ref weak_list)
{
    for (ptrdiff_t i = list_length(weak_list) - 1; i >= 0; i--) {
        Ref module = weakref_peek(list_peek(weak_list, i));
        if (module == NULL || module == rt->modules->sys || module == rt->modules->builtins) continue;
        Own held = new_ref(module);
        clear_module_dict(rt, module_dict(held));
        release(rt, held);
    }
}

/* Waits for the threads that are no daemons. */
static void await_threads(Rt *rt)
{
    Ref module = dict_peek_text(rt, rt->modules->modules, "threading");
    if (module == NULL || module == rt->none) return;
    Own held = new_ref(module), shutdown = object_attr_get_text(rt, held, "_shutdown");
    Own result = shutdown == NULL ? NULL : call_none(rt, shutdown);
    if (result == NULL) error_unraisable(rt, held);
    release_all(rt, shutdown, result, held);
}

int finalize_modules(Rt *rt)
{
    await_threads(rt);
    atexit_run(rt);
    int status = flush_streams(rt);
    rt->modules->finalizing = true;
    threads_freeze(rt);
    gc_unsettle(rt);
    if (rt->gc->enabled) gc_collect(rt, GENERATIONS - 1);
    clear_sys_names(rt);
    Own weak_list = forget_modules(rt);
    gc_collect(rt, GENERATIONS - 1);
    if (weak_list != NULL) clear_survivors(rt, weak_list);
    error_clear(rt);
    release(rt, weak_list);
    if (status == 0 && flush_streams(rt) < 0) status = -1; /* what failed is told of once */
    clear_module_dict(rt, module_dict(rt->modules->sys));
    clear_module_dict(rt, module_dict(rt->modules->builtins));
    threads_end(rt);
    release_clear(rt, &rt->gc->callbacks);
    release_clear(rt, &rt->gc->garbage);
    gc_collect(rt, GENERATIONS - 1);
    error_clear(rt);
    return status;
}
