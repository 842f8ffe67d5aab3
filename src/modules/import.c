/* Importing, as far as CPython writes it in C: what is in sys.modules is found here; all else is asked of
   importlib, the library's own, which import_boot runs before the program.  Without a library only
   the modules of modules.def can be imported. */
#include "modules/import.h"

#include "modules/builtin_modules.h"
#include "modules/builtins.h"
#include "modules/import_trim.h"
#include "modules/module_state.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/moduleobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "vm/calls.h"
#include "vm/import_ops.h"

Own import_raise(Rt *rt, TypeId type, Ref name, Own message)
{
    if (message == NULL) return NULL;
    Own error = call_one(rt, (Ref)rt->types[type], message);
    release(rt, message);
    if (error == NULL) return NULL;
    if (object_attr_set(rt, error, RT_NAME(rt, name), name) == 0) error_raise_class(rt, (Ref)error->type, error);
    release(rt, error);
    return NULL;
}

/* A new module for the program or a file: __name__ and the rest set, in sys.modules. */
static Own import_add_module(Rt *rt, Ref name)
{
    Own module = module_new(rt, name);
    if (module == NULL) return NULL;
    Ref dict = module_dict(module);
    if (dict_set(rt, dict, RT_NAME(rt, __builtins__), rt->modules->builtins) < 0 ||
        dict_set(rt, rt->modules->modules, name, module) < 0)
        release_clear(rt, &module);
    return module;
}

/* --- starting importlib */

/* What importlib's FrozenImporter wants to find in the namespace of a module that was made without it. */
static int describe_frozen(Rt *rt, Ref dict, const FrozenModule *frozen)
{
    Own origin = str_new(rt, frozen->origin), path = NULL;
    int status = origin == NULL ? -1 : dict_set_text(rt, dict, "__origname__", origin);
    if (status == 0 && (frozen->flags & FROZEN_PACKAGE) != 0) {
        path = list_new(rt, 0);
        status = path == NULL ? -1 : dict_set(rt, dict, RT_NAME(rt, __path__), path);
    }
    release_all(rt, origin, path);
    return status;
}

Own import_frozen(Rt *rt, const FrozenModule *frozen)
{
    Own name = str_interned(rt, frozen->name), module = NULL, result = NULL;
    Own code = name == NULL ? NULL : frozen_code(rt, frozen);
    if (code == NULL) goto done;
    module = import_add_module(rt, name);
    if (module == NULL) goto done;
    Ref dict = module_dict(module);
    if (describe_frozen(rt, dict, frozen) == 0) result = code_run(rt, code, dict, dict, NULL);
    if (result == NULL) release_clear(rt, &module);
done:
    release_all(rt, name, code, result);
    return module;
}

/* A module written in C, in sys.modules, without importlib's help. */
static Own load_builtin(Rt *rt, Ref name)
{
    const ModuleSpec *spec = builtin_module_find(name);
    if (spec == NULL) return NULL;
    Own module = module_from_spec(rt, spec);
    if (module != NULL && dict_set(rt, rt->modules->modules, name, module) < 0) release_clear(rt, &module);
    return module;
}

static Own load_builtin_text(Rt *rt, const char *text)
{
    Own name = str_interned(rt, text), module = name == NULL ? NULL : load_builtin(rt, name);
    release(rt, name);
    return module;
}

/* importlib.NAME(args...), and the result is of no interest. */
static int call_importlib(Rt *rt, const char *name, const Ref *args, size_t count)
{
    Own function = object_attr_get_text(rt, rt->modules->importlib, name);
    Own result = function == NULL ? NULL : call_vector(rt, function, args, count, NULL);
    release_all(rt, function, result);
    return result == NULL ? -1 : 0;
}

/* zipimport stands first among the path hooks. */
static int add_zip_hook(Rt *rt)
{
    Ref hooks = sys_peek(rt, "path_hooks");
    if (hooks == NULL || !is_list(hooks)) return error_raise_int(rt, TYPE_RuntimeError, "unable to get sys.path_hooks");
    Own module = import_text(rt, "zipimport");
    Own hook = module == NULL ? NULL : object_attr_get_text(rt, module, "zipimporter");
    int status = hook == NULL ? -1 : list_insert(rt, hooks, 0, hook);
    release_all(rt, module, hook);
    return status;
}

static int boot_steps(Rt *rt)
{
    size_t count;
    rt->modules->importlib = import_frozen(rt, &frozen_modules(&count)[0]);
    if (rt->modules->importlib == NULL) return -1;
    Own imp = load_builtin_text(rt, "_imp");
    if (imp == NULL) return -1;
    Ref parts[] = {rt->modules->sys, imp};
    int status = call_importlib(rt, "_install", parts, ARRAY_LENGTH(parts));
    release(rt, imp);
    if (status == 0) status = call_importlib(rt, "_install_external_importers", NULL, 0);
    return status < 0 ? -1 : add_zip_hook(rt);
}

int import_boot(Rt *rt)
{
    if (rt->modules->importlib != NULL || !library_is_there()) return 0;
    return boot_steps(rt);
}

/* --- finding */

static Own raise_without_library(Rt *rt, Ref name)
{
    return import_raise(rt, TYPE_ModuleNotFoundError, name,
                        str_format(rt, "No module named %R (Python's library is not in %s: install libpython3.11-stdlib, or set VIV_STDLIB)", name, library_folder()));
}

static Own find_and_load(Rt *rt, Ref name)
{
    if (audit(rt, "import", "OOOOO", name, NULL, sys_peek(rt, "path"), sys_peek(rt, "meta_path"), sys_peek(rt, "path_hooks")) < 0) return NULL;
    if (rt->modules->importlib == NULL) {
        Own module = load_builtin(rt, name);
        return module != NULL || rt_is_pending(rt) ? module : raise_without_library(rt, name);
    }
    Own function = object_attr_get(rt, rt->modules->importlib, RT_NAME(rt, _find_and_load));
    if (function == NULL) return NULL;
    Own module = call_two(rt, function, name, rt->vm->import_function);
    release(rt, function);
    return module;
}

/* A module that another thread is importing would be waited for; in this one the circle is noticed. */
static int ensure_initialized(Rt *rt, Ref module, Ref name)
{
    Own spec = object_attr_get(rt, module, RT_NAME(rt, __spec__));
    bool busy = module_spec_is_initializing(rt, spec);
    error_clear(rt);
    release(rt, spec);
    return busy && rt->modules->importlib != NULL ? call_importlib(rt, "_lock_unlock_module", &name, 1) : 0;
}

/* The module NAME, not looking for a package's parts. */
static Own import_absolute(Rt *rt, Ref name)
{
    Own module = NULL;
    if (dict_lookup(rt, rt->modules->modules, name, &module) < 0) return NULL;
    if (module == NULL || module == rt->none) {
        release(rt, module);
        return find_and_load(rt, name);
    }
    if (ensure_initialized(rt, module, name) < 0) release_clear(rt, &module);
    return module;
}

Own import_module(Rt *rt, Ref name)
{
    Own module = import_absolute(rt, name);
    if (module == NULL) import_trim_traceback(rt);
    return module;
}

Own import_known(Rt *rt, const char *name)
{
    Ref module = dict_peek_text(rt, rt->modules->modules, name);
    return module != NULL && module != rt->none ? new_ref(module) : import_text(rt, name);
}

Own import_by_call(Rt *rt, Ref name)
{
    Own from = list_new(rt, 0), module = from == NULL ? NULL : import_module(rt, name);
    release(rt, from);
    return module;
}

Own import_text(Rt *rt, const char *name)
{
    Own text = str_interned(rt, name), module = text == NULL ? NULL : import_by_call(rt, text);
    release(rt, text);
    return module;
}

Own import_module_repr(Rt *rt, Ref module)
{
    if (rt->modules->importlib == NULL) return NULL;
    Own function = object_attr_get_text(rt, rt->modules->importlib, "_module_repr");
    Own result = function == NULL ? NULL : call_one(rt, function, module);
    release(rt, function);
    return result;
}

/* --- relative names */

static ptrdiff_t last_dot(Ref name, ptrdiff_t end)
{
    ptrdiff_t at = end - 1;
    while (at >= 0 && str_at(name, at) != '.') at--;
    return at;
}

static int warn_import(Rt *rt, const char *text)
{
    Own message = str_new(rt, text);
    int status = message == NULL ? -1 : rt->objects->upcalls.warn(rt, TYPE_ImportWarning, message, 1);
    release(rt, message);
    return status;
}

/* The package by __name__ and __path__, when neither __package__ nor __spec__ tells. */
static Own package_by_name(Rt *rt, Ref globals)
{
    if (warn_import(rt, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__") < 0) return NULL;
    Ref name = dict_peek(rt, globals, RT_NAME(rt, __name__));
    if (name == NULL) return error_raise(rt, TYPE_KeyError, "'__name__' not in globals");
    if (!is_str(name)) return error_raise(rt, TYPE_TypeError, "__name__ must be a string");
    if (dict_peek(rt, globals, RT_NAME(rt, __path__)) != NULL) return new_ref(name);
    ptrdiff_t dot = last_dot(name, str_length(name));
    if (dot < 0) return import_raise(rt, TYPE_ImportError, rt->none, str_new(rt, "attempted relative import with no known parent package"));
    return str_slice(rt, name, 0, dot);
}

static Own package_checked(Rt *rt, Ref package, Ref spec)
{
    if (!is_str(package)) return error_raise(rt, TYPE_TypeError, "package must be a string");
    if (spec == NULL || spec == rt->none) return new_ref(package);
    Own parent = object_attr_get(rt, spec, RT_NAME(rt, parent));
    int equal = parent == NULL ? -1 : object_compare_bool(rt, package, parent, COMPARE_EQ);
    release(rt, parent);
    if (equal == 0) equal = warn_import(rt, "__package__ != __spec__.parent");
    return equal < 0 ? NULL : new_ref(package);
}

/* The package that GLOBALS belong to, for relative imports: new str. */
static Own calling_package(Rt *rt, Ref globals)
{
    if (globals == NULL) return error_raise(rt, TYPE_KeyError, "'__name__' not in globals");
    if (!is_dict(globals)) return error_raise(rt, TYPE_TypeError, "globals must be a dict");
    Ref package = dict_peek(rt, globals, RT_NAME(rt, __package__)), spec = dict_peek(rt, globals, RT_NAME(rt, __spec__));
    if (package != NULL && package != rt->none) return package_checked(rt, package, spec);
    if (spec == NULL || spec == rt->none) return package_by_name(rt, globals);
    Own parent = object_attr_get(rt, spec, RT_NAME(rt, parent));
    if (parent != NULL && !is_str(parent)) {
        release(rt, parent);
        return error_raise(rt, TYPE_TypeError, "__spec__.parent must be a string");
    }
    return parent;
}

/* NAME relative to LEVEL packages up, as an absolute name. */
static Own resolve_name(Rt *rt, Ref name, Ref globals, int level)
{
    Own package = calling_package(rt, globals), base = NULL, full = NULL;
    if (package == NULL) return NULL;
    ptrdiff_t end = str_length(package);
    if (end == 0) {
        import_raise(rt, TYPE_ImportError, rt->none, str_new(rt, "attempted relative import with no known parent package"));
        goto done;
    }
    for (int i = 1; i < level; i++) {
        end = last_dot(package, end);
        if (end >= 0) continue;
        import_raise(rt, TYPE_ImportError, rt->none, str_new(rt, "attempted relative import beyond top-level package"));
        goto done;
    }
    base = str_slice(rt, package, 0, end);
    if (base == NULL) goto done;
    full = str_length(name) == 0 ? new_ref(base) : str_format(rt, "%U.%U", base, name);
done:
    release_all(rt, package, base);
    return full;
}

/* --- the whole */

/* `import a.b.c` binds a: the part of FULL (NAME made absolute) before NAME's first dot. */
static Own first_part(Rt *rt, Ref name, Ref full, Ref module, int level)
{
    ptrdiff_t length = str_length(name), dot = 0;
    if (level > 0 && length == 0) return new_ref(module);
    while (dot < length && str_at(name, dot) != '.') dot++;
    if (dot == length) return new_ref(module);
    Own front = str_slice(rt, full, 0, str_length(full) - (length - dot)), found = NULL;
    if (front == NULL) return NULL;
    if (level == 0) found = import_module(rt, front);
    else if (dict_lookup(rt, rt->modules->modules, front, &found) == 0)
        error_raise(rt, TYPE_KeyError, "%R not in sys.modules as expected", front);
    release(rt, front);
    return found;
}

/* `from package import a, b`: names that are no attributes yet may be submodules. */
static Own with_submodules(Rt *rt, Ref module, Ref fromlist)
{
    Own search = NULL;
    int is_package = object_attr_lookup(rt, module, RT_NAME(rt, __path__), &search);
    release(rt, search);
    if (is_package < 0) return NULL;
    if (is_package == 0 || rt->modules->importlib == NULL) return new_ref(module);
    Own function = object_attr_get(rt, rt->modules->importlib, RT_NAME(rt, _handle_fromlist));
    Ref args[] = {module, fromlist, rt->vm->import_function};
    Own result = function == NULL ? NULL : call_vector(rt, function, args, ARRAY_LENGTH(args), NULL);
    release(rt, function);
    return result;
}

static Own import_named(Rt *rt, Ref name, Ref full, Ref fromlist, int level)
{
    Own module = import_absolute(rt, full), result = NULL;
    if (module == NULL) return NULL;
    int has_names = fromlist == NULL || fromlist == rt->none ? 0 : object_is_true(rt, fromlist);
    if (has_names == 0) result = first_part(rt, name, full, module, level);
    else if (has_names == 1) result = with_submodules(rt, module, fromlist);
    release(rt, module);
    return result;
}

Own import_module_level(Rt *rt, Ref name, Ref globals, Ref locals, Ref fromlist, int level)
{
    Own full = NULL, module = NULL;
    if (!is_str(name)) error_raise(rt, TYPE_TypeError, "module name must be a string");
    else if (level < 0) error_raise(rt, TYPE_ValueError, "level must be >= 0");
    else if (level > 0) full = resolve_name(rt, name, globals, level);
    else if (str_length(name) == 0) error_raise(rt, TYPE_ValueError, "Empty module name");
    else full = new_ref(name);
    if (full != NULL) module = import_named(rt, name, full, fromlist, level);
    release(rt, full);
    if (module == NULL) import_trim_traceback(rt);
    return module;
}

Own builtin___import__(Rt *rt, Ref self, Ref *given)
{
    int64_t level = given[4] == NULL ? 0 : int_value(rt, given[4]);
    if (rt_is_pending(rt)) return NULL;
    Ref globals = given[1] == rt->none ? NULL : given[1];
    return import_module_level(rt, given[0], globals, given[2], given[3], (int)level);
}
