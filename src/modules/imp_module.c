/* The module _imp: what importlib, which is written in Python, needs of the machine.  There are no
   extension modules, and one thread: the import lock only counts. */
#include "base/hash.h"
#include "code/marshal.h"
#include "modules/builtin_modules.h"
#include "modules/frozen.h"
#include "modules/import.h"
#include "modules/module_specs.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/buffer.h"
#include "objects/bytesobj.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- the lock */

static Own imp_acquire_lock(Rt *rt, Ref self)
{
    ThreadLock *lock = &rt->modules->import_lock;
    if (thread_holds(rt, lock)) lock->count++;
    else if (thread_lock(rt, lock, INT64_MAX) < 0) return NULL;
    return none_new(rt);
}

static Own imp_release_lock(Rt *rt, Ref self)
{
    if (!thread_holds(rt, &rt->modules->import_lock)) return error_raise(rt, TYPE_RuntimeError, "not holding the import lock");
    thread_unlock(rt, &rt->modules->import_lock);
    return none_new(rt);
}

static Own imp_lock_held(Rt *rt, Ref self)
{
    return bool_new(rt, rt->modules->import_lock.count > 0);
}

/* --- modules written in C */

static int check_name(Rt *rt, const char *function, Ref name)
{
    if (is_str(name)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s() argument must be str, not %T", function, name);
}

/* -1 for the two that cannot be made anew. */
static Own imp_is_builtin(Rt *rt, Ref self, Ref name)
{
    if (check_name(rt, "is_builtin", name) < 0) return NULL;
    const ModuleSpec *spec = builtin_module_find(name);
    bool is_once = str_equals_text(name, "sys") || str_equals_text(name, "builtins");
    return int_new(rt, spec == NULL ? 0 : is_once ? -1 : 1);
}

static Own imp_create_builtin(Rt *rt, Ref self, Ref spec)
{
    Own name = object_attr_get(rt, spec, RT_NAME(rt, name)), module = NULL;
    if (name == NULL) return NULL;
    if (!is_str(name)) error_raise(rt, TYPE_TypeError, "name must be string, not %T", name);
    else if (str_equals_text(name, "sys")) module = new_ref(rt->modules->sys);
    else if (str_equals_text(name, "builtins")) module = new_ref(rt->modules->builtins);
    else {
        const ModuleSpec *found = builtin_module_find(name);
        module = found == NULL ? none_new(rt) : module_from_spec(rt, found);
    }
    release(rt, name);
    return module;
}

/* The module was filled when it was made. */
static Own imp_exec_builtin(Rt *rt, Ref self, Ref module)
{
    return int_new(rt, 0);
}

static Own imp_create_dynamic(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return error_raise(rt, TYPE_ImportError, "modules compiled to machine code for CPython cannot be loaded");
}

static Own imp_extension_suffixes(Rt *rt, Ref self)
{
    return list_new(rt, 0);
}

/* --- frozen modules */

/* NULL with ImportError. */
static const FrozenModule *frozen_get(Rt *rt, Ref name)
{
    const FrozenModule *module = frozen_find(rt, name);
    if (module == NULL) import_raise(rt, TYPE_ImportError, name, str_format(rt, "No such frozen object named %R", name));
    return module;
}

static Own imp_is_frozen(Rt *rt, Ref self, Ref name)
{
    return check_name(rt, "is_frozen", name) < 0 ? NULL : bool_new(rt, frozen_find(rt, name) != NULL);
}

static Own imp_is_frozen_package(Rt *rt, Ref self, Ref name)
{
    if (check_name(rt, "is_frozen_package", name) < 0) return NULL;
    const FrozenModule *module = frozen_get(rt, name);
    return module == NULL ? NULL : bool_new(rt, (module->flags & FROZEN_PACKAGE) != 0);
}

/* MODULE's code as marshal writes it. */
static Own frozen_data(Rt *rt, const FrozenModule *module)
{
    Buf out = BUF_INIT;
    Own code = frozen_code(rt, module), bytes = NULL, view = NULL;
    if (code != NULL && marshal_write(rt, code, MARSHAL_VERSION, &out) == 0) bytes = bytes_new(rt, buf_text(&out), out.length);
    if (bytes != NULL) view = call_one(rt, (Ref)RT_TYPE(rt, memoryview), bytes);
    buf_fini(&out);
    release_all(rt, code, bytes);
    return view;
}

static Own imp_find_frozen(Rt *rt, Ref self, Ref *given)
{
    if (check_name(rt, "find_frozen", given[0]) < 0) return NULL;
    int with_data = given[1] == NULL ? 0 : object_is_true(rt, given[1]);
    if (with_data < 0) return NULL;
    const FrozenModule *module = frozen_find(rt, given[0]);
    if (module == NULL) return none_new(rt);
    Own data = with_data ? frozen_data(rt, module) : none_new(rt);
    Own origin = str_new(rt, module->origin), result = NULL;
    if (data != NULL && origin != NULL)
        result = tuple_of(rt, 3, data, (module->flags & FROZEN_PACKAGE) != 0 ? rt->true_obj : rt->false_obj, origin);
    release_all(rt, data, origin);
    return result;
}

/* A code object that somebody took out of find_frozen and hands in again. */
static Own code_from_data(Rt *rt, Ref name, Ref data)
{
    Buffer view = {0};
    size_t used;
    if (buffer_get(rt, data, &view, BUFFER_SIMPLE) < 0) return NULL;
    Own code = marshal_read(rt, view.bytes, (size_t)view.length, &used, MARSHAL_PROVE_NOW);
    bool is_broken = code == NULL || !is_exact(code, TYPE_code);
    if (is_broken && view.length > 0 && code != NULL)
        error_raise(rt, TYPE_TypeError, "frozen object %R is not a code object", name);
    if (code == NULL) import_raise(rt, TYPE_ImportError, name, str_format(rt, "Frozen object named %R is invalid", name));
    buffer_release(rt, &view);
    if (is_broken) release_clear(rt, &code);
    return code;
}

static Own imp_get_frozen_object(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (check_name(rt, "get_frozen_object", args[0]) < 0) return NULL;
    if (nargs == 2 && args[1] != rt->none) return code_from_data(rt, args[0], args[1]);
    const FrozenModule *module = frozen_get(rt, args[0]);
    return module == NULL ? NULL : frozen_code(rt, module);
}

static Own imp_init_frozen(Rt *rt, Ref self, Ref name)
{
    if (check_name(rt, "init_frozen", name) < 0) return NULL;
    const FrozenModule *module = frozen_find(rt, name);
    return module == NULL ? none_new(rt) : import_frozen(rt, module);
}

static Own imp_frozen_module_names(Rt *rt, Ref self)
{
    size_t count;
    const FrozenModule *modules = frozen_modules(&count);
    Own names = list_new(rt, 0);
    for (size_t i = 0; names != NULL && i < count; i++) {
        Own name = str_new(rt, modules[i].name);
        if (name == NULL || list_append_take(rt, names, name) < 0) release_clear(rt, &names);
    }
    return names;
}

/* -1: off, 1: on, 0: as the command line said. */
static Own imp_override_frozen(Rt *rt, Ref self, Ref override)
{
    int64_t wanted = int_value(rt, override);
    if (rt_is_pending(rt)) return NULL;
    rt->modules->use_frozen = wanted == 0 ? !rt->modules->config.frozen_off : wanted > 0;
    return none_new(rt);
}

/* --- code */

static Own imp_fix_co_filename(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (!is_exact(args[0], TYPE_code))
        return error_raise(rt, TYPE_TypeError, "_fix_co_filename() argument 1 must be code, not %T", args[0]);
    if (!is_str(args[1]))
        return error_raise(rt, TYPE_TypeError, "_fix_co_filename() argument 2 must be str, not %T", args[1]);
    code_set_filename(rt, args[0], args[1]);
    return none_new(rt);
}

static Own imp_source_hash(Rt *rt, Ref self, Ref *given)
{
    Buffer view = {0};
    int64_t key = int_value(rt, given[0]);
    if (rt_is_pending(rt) || buffer_get(rt, given[1], &view, BUFFER_SIMPLE) < 0) return NULL;
    uint64_t hash = hash_siphash13((uint64_t)key, 0, view.bytes, (size_t)view.length);
    buffer_release(rt, &view);
    unsigned char bytes[8];
    for (int i = 0; i < 8; i++) bytes[i] = (unsigned char)(hash >> (8 * i));
    return bytes_new(rt, bytes, sizeof bytes);
}

static int imp_exec(Rt *rt, Ref module)
{
    return module_add(rt, module, "check_hash_based_pycs", str_new(rt, rt->modules->config.check_pycs == NULL ? "default" : rt->modules->config.check_pycs));
}

const ModuleSpec _imp_module_spec = {
    .name = "_imp",
    .doc = "(Extremely) low-level import machinery bits as used by importlib.",
    .methods = METHODS(
        {"extension_suffixes", METHOD_NOARGS, {.unary = imp_extension_suffixes}, "extension_suffixes($module, /)\n--\n\nReturns the list of file suffixes used to identify extension modules.", 0},
        {"lock_held", METHOD_NOARGS, {.unary = imp_lock_held}, "lock_held($module, /)\n--\n\nIs the import lock held?", 0},
        {"acquire_lock", METHOD_NOARGS, {.unary = imp_acquire_lock}, "acquire_lock($module, /)\n--\n\nTakes the import lock; as often as it is released.", 0},
        {"release_lock", METHOD_NOARGS, {.unary = imp_release_lock}, "release_lock($module, /)\n--\n\nGives the import lock back.", 0},
        {"find_frozen", METHOD_BOUND, {.bound = imp_find_frozen, .least = 1, .most = 1, .names = NAMES("", "withdata")}, "find_frozen($module, name, /, *, withdata=False)\n--\n\nA frozen module's data, whether it is a package, and its original name; or None.", 0},
        {"get_frozen_object", METHOD_FASTCALL, {.fast = imp_get_frozen_object, .least = 1, .most = 2}, "get_frozen_object($module, name, data=None, /)\n--\n\nThe code object of a frozen module.", 0},
        {"is_frozen_package", METHOD_O, {.binary = imp_is_frozen_package}, "is_frozen_package($module, name, /)\n--\n\nIs the frozen module a package?", 0},
        {"create_builtin", METHOD_O, {.binary = imp_create_builtin}, "create_builtin($module, spec, /)\n--\n\nMakes a module that is written in C.", 0},
        {"init_frozen", METHOD_O, {.binary = imp_init_frozen}, "init_frozen($module, name, /)\n--\n\nRuns a frozen module.", 0},
        {"is_builtin", METHOD_O, {.binary = imp_is_builtin}, "is_builtin($module, name, /)\n--\n\nIs the module written in C?", 0},
        {"is_frozen", METHOD_O, {.binary = imp_is_frozen}, "is_frozen($module, name, /)\n--\n\nIs there a frozen module of that name?", 0},
        {"_frozen_module_names", METHOD_NOARGS, {.unary = imp_frozen_module_names}, "_frozen_module_names($module, /)\n--\n\nThe names of all frozen modules.", 0},
        {"_override_frozen_modules_for_tests", METHOD_O, {.binary = imp_override_frozen}, "_override_frozen_modules_for_tests($module, override, /)\n--\n\n-1: no frozen modules, 1: frozen modules, 0: as the command line says.", 0},
        {"create_dynamic", METHOD_FASTCALL, {.fast = imp_create_dynamic, .least = 1, .most = 2}, "create_dynamic($module, spec, file=<unrepresentable>, /)\n--\n\nRefuses: there are no extension modules.", 0},
        {"exec_dynamic", METHOD_O, {.binary = imp_exec_builtin}, "exec_dynamic($module, mod, /)\n--\n\nThere are no extension modules.", 0},
        {"exec_builtin", METHOD_O, {.binary = imp_exec_builtin}, "exec_builtin($module, mod, /)\n--\n\nThe module was filled when it was made.", 0},
        {"_fix_co_filename", METHOD_FASTCALL, {.fast = imp_fix_co_filename, .least = 2, .most = 2}, "_fix_co_filename($module, code, path, /)\n--\n\nChanges code.co_filename to the path.", 0},
        {"source_hash", METHOD_BOUND, {.bound = imp_source_hash, .least = 2, .most = 2, .names = NAMES("key", "source")}, "source_hash($module, /, key, source)\n--\n\n", 0}),
    .exec = imp_exec,
};
