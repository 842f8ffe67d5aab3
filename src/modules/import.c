/* Importing: sys.modules first, then the modules written in C, then files along the path.  A
   module is in sys.modules before its code runs, so that a circle of imports ends; it is taken
   out again when that code fails. */
#include "modules/import.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "compile/compile.h"
#include "modules/builtins.h"
#include "modules/module_state.h"
#include "modules/module_specs.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "vm/calls.h"
#include "vm/import_ops.h"

static const ModuleSpec *const builtin_specs[] = {
#define MODULE(name) &name##_module_spec,
#include "modules/modules.def"
#undef MODULE
};

static const ModuleSpec *builtin_find(Ref name)
{
    for (size_t i = 0; i < ARRAY_LENGTH(builtin_specs); i++) {
        if (str_equals_text(name, builtin_specs[i]->name)) return builtin_specs[i];
    }
    return NULL;
}

/* Raises TYPE (an ImportError) with its name set. */
static Own raise_import(Rt *rt, TypeId type, Ref name, Own message)
{
    if (message == NULL) return NULL;
    Own error = call_one(rt, (Ref)rt->types[type], message);
    release(rt, message);
    if (error == NULL) return NULL;
    if (object_attr_set(rt, error, RT_NAME(rt, name), name) == 0) error_raise_class(rt, (Ref)error->type, error);
    release(rt, error);
    return NULL;
}

Own import_add_module(Rt *rt, Ref name)
{
    Own module = module_new(rt, name);
    if (module == NULL) return NULL;
    Ref dict = module_dict(module);
    if (dict_set(rt, dict, RT_NAME(rt, __builtins__), rt->modules->builtins) < 0 ||
        dict_set(rt, rt->modules->modules, name, module) < 0)
        release_clear(rt, &module);
    return module;
}

/* --- files */

/* DIRECTORY/NAME + SUFFIX, where an empty directory is the current one. */
static Own path_join(Rt *rt, Ref directory, Ref name, const char *suffix)
{
    ptrdiff_t length = str_length(directory);
    const char *slash = length == 0 || str_at(directory, length - 1) == '/' ? "" : "/";
    return str_format(rt, "%U%s%U%s", directory, slash, name, suffix);
}

/* The bytes of the file PATH, malloc'd, or NULL without a complaint. */
static char *file_bytes(Rt *rt, Ref path, size_t *size)
{
    Buf text = BUF_INIT;
    str_add_to_buf(path, &text);
    char *bytes = rt->world->file_read(rt->world, buf_text(&text), size);
    buf_fini(&text);
    return bytes;
}

/* Runs SOURCE as the body of MODULE. */
static int run_source(Rt *rt, Ref module, Ref path, const char *source, size_t size)
{
    CompileOptions options = {.mode = COMPILE_EXEC, .filename = path};
    Own code = compile_source(rt, source, size, &options);
    if (code == NULL) return -1;
    Ref dict = module_dict(module);
    Own result = code_run(rt, code, dict, dict, NULL);
    release(rt, code);
    release(rt, result);
    return result == NULL ? -1 : 0;
}

/* Sets what a module knows about itself; DIRECTORY NULL: it is no package. */
static int describe(Rt *rt, Ref module, Ref name, Ref path, Ref directory)
{
    Ref dict = module_dict(module);
    ptrdiff_t end = str_length(name);
    if (directory == NULL) {
        while (end > 0 && str_at(name, end - 1) != '.') end--;
        if (end > 0) end--;
    }
    Own package = str_slice(rt, name, 0, end), search = NULL;
    int status = package == NULL ? -1 : dict_set(rt, dict, RT_NAME(rt, __package__), package);
    if (status == 0) status = dict_set(rt, dict, RT_NAME(rt, __file__), path);
    if (status == 0 && directory != NULL) {
        search = list_from(rt, &directory, 1);
        status = search == NULL ? -1 : dict_set(rt, dict, RT_NAME(rt, __path__), search);
    }
    release(rt, package);
    release(rt, search);
    return status;
}

/* The module NAME from the source file PATH. */
static Own load_file(Rt *rt, Ref name, Ref path, Ref directory, const char *source, size_t size)
{
    Own module = import_add_module(rt, name);
    if (module == NULL) return NULL;
    if (describe(rt, module, name, path, directory) < 0 || run_source(rt, module, path, source, size) < 0) {
        Pending kept = error_fetch(rt);
        if (dict_delete(rt, rt->modules->modules, name) < 0) error_clear(rt);
        error_restore(rt, kept);
        release_clear(rt, &module);
        return NULL;
    }
    /* The module may have put something else in its own place. */
    Own final = NULL;
    int found = dict_lookup(rt, rt->modules->modules, name, &final);
    release(rt, module);
    return found == 0 ? raise_import(rt, TYPE_KeyError, name, new_ref(name)) : final;
}

/* Looks for TAIL (the name without its packages) in one directory: 1, 0, -1. */
static int try_directory(Rt *rt, Ref entry, Ref name, Ref tail, Own *module)
{
    static const char *const suffixes[] = {"/__init__.py", ".py"};
    for (size_t i = 0; i < ARRAY_LENGTH(suffixes); i++) {
        Own path = path_join(rt, entry, tail, suffixes[i]);
        if (path == NULL) return -1;
        size_t size = 0;
        char *source = file_bytes(rt, path, &size);
        if (source == NULL) {
            release(rt, path);
            continue;
        }
        Own directory = i == 0 ? path_join(rt, entry, tail, "") : NULL;
        if (i != 0 || directory != NULL) *module = load_file(rt, name, path, directory, source, size);
        free(source);
        release(rt, directory);
        release(rt, path);
        return *module == NULL ? -1 : 1;
    }
    return 0;
}

/* Along SEARCH, a list of directories: 1, 0, -1. */
static int search_path(Rt *rt, Ref search, Ref name, Ref tail, Own *module)
{
    Own entries = sequence_to_list(rt, search);
    int status = entries == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && i < list_length(entries); i++) {
        Ref entry = list_peek(entries, i);
        if (is_str(entry)) status = try_directory(rt, entry, name, tail, module);
    }
    release(rt, entries);
    return status;
}

/* --- names */

static ptrdiff_t last_dot(Ref name)
{
    ptrdiff_t at = str_length(name) - 1;
    while (at >= 0 && str_at(name, at) != '.') at--;
    return at;
}

/* A submodule becomes an attribute of its package. */
static int bind_to_parent(Rt *rt, Ref parent, Ref tail, Ref module)
{
    return object_attr_set(rt, parent, tail, module);
}

static Own load_submodule(Rt *rt, Ref name, ptrdiff_t dot)
{
    Own parent = NULL, parent_name = NULL, tail = NULL, search = NULL, module = NULL;
    parent_name = str_slice(rt, name, 0, dot);
    tail = str_slice(rt, name, dot + 1, str_length(name));
    if (parent_name == NULL || tail == NULL) goto done;
    parent = import_module(rt, parent_name);
    if (parent == NULL) goto done;
    /* Importing the parent may have imported it already. */
    int found = dict_lookup(rt, rt->modules->modules, name, &module);
    if (found != 0) goto done;
    found = object_attr_lookup(rt, parent, RT_NAME(rt, __path__), &search);
    if (found < 0) goto done;
    if (found == 0) {
        raise_import(rt, TYPE_ModuleNotFoundError, name,
                     str_format(rt, "No module named %R; %R is not a package", name, parent_name));
        goto done;
    }
    found = search_path(rt, search, name, tail, &module);
    if (found == 0)
        raise_import(rt, TYPE_ModuleNotFoundError, name, str_format(rt, "No module named %R", name));
    if (found == 1 && bind_to_parent(rt, parent, tail, module) < 0) release_clear(rt, &module);
done:
    release(rt, parent);
    release(rt, parent_name);
    release(rt, tail);
    release(rt, search);
    return module;
}

static Own load_top(Rt *rt, Ref name)
{
    const ModuleSpec *spec = builtin_find(name);
    if (spec != NULL) {
        Own module = module_from_spec(rt, spec);
        if (module != NULL && dict_set(rt, rt->modules->modules, name, module) < 0) release_clear(rt, &module);
        return module;
    }
    Ref path = sys_peek(rt, "path");
    Own module = NULL;
    int found = path == NULL ? 0 : search_path(rt, path, name, name, &module);
    if (found == 0) raise_import(rt, TYPE_ModuleNotFoundError, name, str_format(rt, "No module named %R", name));
    return module;
}

Own import_module(Rt *rt, Ref name)
{
    Own module = NULL;
    int found = dict_lookup(rt, rt->modules->modules, name, &module);
    if (found < 0) return NULL;
    if (found == 1 && module != rt->none) return module;
    if (found == 1) {
        release(rt, module);
        return raise_import(rt, TYPE_ModuleNotFoundError, name,
                            str_format(rt, "import of %U halted; None in sys.modules", name));
    }
    ptrdiff_t dot = last_dot(name);
    return dot < 0 ? load_top(rt, name) : load_submodule(rt, name, dot);
}

Own import_text(Rt *rt, const char *name)
{
    Own text = str_interned(rt, name);
    if (text == NULL) return NULL;
    Own module = import_module(rt, text);
    release(rt, text);
    return module;
}

/* The package that GLOBALS belong to, for relative imports: new str. */
static Own calling_package(Rt *rt, Ref globals)
{
    Ref package = dict_peek(rt, globals, RT_NAME(rt, __package__));
    if (package != NULL && package != rt->none) {
        if (is_str(package)) return new_ref(package);
        return error_raise(rt, TYPE_TypeError, "package must be a string");
    }
    Ref name = dict_peek(rt, globals, RT_NAME(rt, __name__));
    if (name == NULL || !is_str(name)) return error_raise(rt, TYPE_KeyError, "'__name__' not in globals");
    if (dict_peek(rt, globals, RT_NAME(rt, __path__)) != NULL) return new_ref(name);
    ptrdiff_t dot = last_dot(name);
    return str_slice(rt, name, 0, dot < 0 ? 0 : dot);
}

/* NAME relative to LEVEL packages up, as an absolute name. */
static Own resolve_name(Rt *rt, Ref name, Ref globals, int level)
{
    Own package = calling_package(rt, globals);
    if (package == NULL) return NULL;
    if (str_length(package) == 0) {
        release(rt, package);
        return raise_import(rt, TYPE_ImportError, rt->none,
                            str_new(rt, "attempted relative import with no known parent package"));
    }
    ptrdiff_t end = str_length(package);
    for (int i = 1; i < level; i++) {
        while (end > 0 && str_at(package, end - 1) != '.') end--;
        if (end == 0) {
            release(rt, package);
            return raise_import(rt, TYPE_ImportError, rt->none,
                                str_new(rt, "attempted relative import beyond top-level package"));
        }
        end--;
    }
    Own base = str_slice(rt, package, 0, end);
    release(rt, package);
    if (base == NULL || str_length(name) == 0) return base;
    Own full = str_format(rt, "%U.%U", base, name);
    release(rt, base);
    return full;
}

/* `from package import a, b`: names that are no attributes yet may be submodules. */
static int import_fromlist(Rt *rt, Ref module, Ref name, Ref fromlist)
{
    Own names = sequence_to_list(rt, fromlist);
    int status = names == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0 && i < list_length(names); i++) {
        Ref part = list_peek(names, i);
        Own value = NULL;
        if (!is_str(part) || str_equals_text(part, "*")) continue;
        status = object_attr_lookup(rt, module, part, &value);
        release(rt, value);
        if (status != 0) {
            status = status < 0 ? -1 : 0;
            continue;
        }
        Own full = str_format(rt, "%U.%U", name, part);
        Own loaded = full == NULL ? NULL : import_module(rt, full);
        release(rt, full);
        release(rt, loaded);
        if (loaded == NULL && !error_clear_if(rt, TYPE_ModuleNotFoundError)) status = -1;
    }
    release(rt, names);
    return status;
}

static Own outer_package(Rt *rt, Ref name)
{
    ptrdiff_t end = 0;
    while (end < str_length(name) && str_at(name, end) != '.') end++;
    Own top = str_slice(rt, name, 0, end);
    if (top == NULL) return NULL;
    Own module = import_module(rt, top);
    release(rt, top);
    return module;
}

Own import_module_level(Rt *rt, Ref name, Ref globals, Ref locals, Ref fromlist, int level)
{
    (void)locals;
    if (!is_str(name)) return error_raise(rt, TYPE_TypeError, "module name must be a string");
    if (level < 0) return error_raise(rt, TYPE_ValueError, "level must be >= 0");
    if (level == 0 && str_length(name) == 0) return error_raise(rt, TYPE_ValueError, "Empty module name");
    Own full = level == 0 ? new_ref(name) : resolve_name(rt, name, globals, level);
    if (full == NULL) return NULL;
    Own module = import_module(rt, full), search = NULL;
    int has_names = module == NULL || fromlist == NULL || fromlist == rt->none ? 0 : object_is_true(rt, fromlist);
    if (module != NULL && has_names == 0 && level == 0) {
        release_replace(rt, &module, outer_package(rt, full));
    } else if (module != NULL && has_names > 0) {
        int package = object_attr_lookup(rt, module, RT_NAME(rt, __path__), &search);
        if (package < 0 || (package == 1 && import_fromlist(rt, module, full, fromlist) < 0)) release_clear(rt, &module);
    }
    release(rt, search);
    release(rt, full);
    return module;
}

Own builtin___import__(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    static const char *const names[] = {"name", "globals", "locals", "fromlist", "level", NULL};
    static const ArgSpec spec = {"__import__", names, 1, 5, 0};
    Ref given[5];
    (void)self;
    if (args_bind(rt, &spec, args, nargs, kwnames, given) < 0) return NULL;
    int64_t level = given[4] == NULL ? 0 : int_value(rt, given[4]);
    if (rt_is_pending(rt)) return NULL;
    return import_module_level(rt, given[0], given[1], given[2], given[3], (int)level);
}
