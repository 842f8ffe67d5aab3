/* Import statements.  IMPORT_NAME asks builtins.__import__, which a program may replace. */
#include "vm/import_ops.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/moduleobj.h"
#include "objects/strobj.h"
#include "vm/names.h"
#include "vm/vm_state.h"

Ref sys_peek(Rt *rt, const char *name)
{
    return rt->vm->sys_dict == NULL ? NULL : dict_peek_text(rt, rt->vm->sys_dict, name);
}

Own import_by_name(Rt *rt, Frame *frame, Ref name, Ref fromlist, Ref level)
{
    Own function = NULL;
    int found = dict_lookup(rt, frame->builtins, RT_NAME(rt, __import__), &function);
    if (found < 0) return NULL;
    if (found == 0) return error_raise(rt, TYPE_ImportError, "__import__ not found");
    Ref locals = frame->locals == NULL ? rt->none : frame->locals;
    Own module;
    if (function == rt->vm->import_function) {
        int64_t depth = int_value(rt, level);
        module = rt_is_pending(rt) ? NULL : rt->vm->import_name(rt, name, frame->globals, locals, fromlist, (int)depth);
    } else {
        Ref args[] = {name, frame->globals, locals, fromlist, level};
        module = call_vector(rt, function, args, ARRAY_LENGTH(args), NULL);
    }
    release(rt, function);
    return module;
}

/* ImportError with its name and path set. */
static void raise_import_error(Rt *rt, Ref message, Ref name, Ref path)
{
    Own kwargs = dict_new(rt), path_key = str_interned(rt, "path"), error = NULL;
    if (kwargs != NULL && path_key != NULL && dict_set(rt, kwargs, RT_NAME(rt, name), name) == 0 && dict_set(rt, kwargs, path_key, path) == 0)
        error = call_vector_dict(rt, (Ref)RT_TYPE(rt, ImportError), &message, 1, kwargs);
    if (error != NULL) error_raise_class(rt, (Ref)error->type, error);
    release_all(rt, kwargs, path_key, error);
}

/* Is the module still being imported? */
static bool is_initializing(Rt *rt, Ref module)
{
    Own spec = object_attr_get(rt, module, RT_NAME(rt, __spec__));
    bool answer = module_spec_is_initializing(rt, spec);
    error_clear(rt);
    release(rt, spec);
    return answer;
}

static void complain_import(Rt *rt, Ref module, Ref package, Ref name)
{
    Own path = NULL, text = NULL;
    Own unknown = str_new(rt, "<unknown module name>");
    Ref shown = package == NULL ? unknown : package;
    if (unknown == NULL || object_attr_lookup(rt, module, RT_NAME(rt, __file__), &path) < 0) goto done;
    if (path == NULL || !is_str(path)) {
        text = str_format(rt, "cannot import name %R from %R (unknown location)", name, shown);
        release_replace(rt, &path, none_new(rt));
    } else if (is_initializing(rt, module)) {
        text = str_format(rt, "cannot import name %R from partially initialized module %R (most likely due to a circular import) (%S)",
                          name, shown, path);
    } else text = str_format(rt, "cannot import name %R from %R (%S)", name, shown, path);
    if (text != NULL) raise_import_error(rt, text, shown, path);
done:
    release_all(rt, unknown, path, text);
}

Own import_attribute(Rt *rt, Ref module, Ref name)
{
    Own value = NULL, package = NULL, full = NULL;
    if (object_attr_lookup(rt, module, name, &value) != 0) return value;
    /* A submodule may be on its way: it is in sys.modules before it is an attribute. */
    if (object_attr_lookup(rt, module, RT_NAME(rt, __name__), &package) < 0) return NULL;
    if (package != NULL && !is_str(package)) release_clear(rt, &package);
    if (package != NULL) {
        full = str_format(rt, "%U.%U", package, name);
        Ref modules = sys_peek(rt, "modules");
        if (full != NULL && modules != NULL && is_dict(modules)) dict_lookup(rt, modules, full, &value);
    }
    if (value == NULL && !rt_is_pending(rt)) complain_import(rt, module, package, name);
    release_all(rt, package, full);
    return value;
}

/* The names that `import *` binds: __all__, or all that do not begin with an underscore. */
static Own public_names(Rt *rt, Ref module, bool *skip_private)
{
    Own all = NULL, dict = NULL;
    *skip_private = false;
    if (object_attr_lookup(rt, module, RT_NAME(rt, __all__), &all) != 0) return all;
    if (object_attr_lookup(rt, module, RT_NAME(rt, __dict__), &dict) < 0) return NULL;
    if (dict == NULL)
        return error_raise(rt, TYPE_ImportError, "from-import-* object has no __dict__ and no __all__");
    *skip_private = true;
    all = call_method_none(rt, dict, RT_NAME(rt, keys));
    if (all != NULL) release_replace(rt, &all, sequence_to_list(rt, all));
    release(rt, dict);
    return all;
}

static int bind_public(Rt *rt, Frame *frame, Ref module, Ref name, bool skip_private)
{
    if (!is_str(name)) {
        Own module_name = object_attr_get(rt, module, RT_NAME(rt, __name__));
        if (module_name == NULL) return -1;
        error_raise(rt, TYPE_TypeError, "%s in %U.%s must be str, not %.100T", skip_private ? "Key" : "Item", module_name,
                    skip_private ? "__dict__" : "__all__", name);
        release(rt, module_name);
        return -1;
    }
    if (skip_private && str_length(name) > 0 && str_at(name, 0) == '_') return 0;
    Own value = object_attr_get(rt, module, name);
    if (value == NULL) return -1;
    int status = name_store(rt, frame, name, value);
    release(rt, value);
    return status;
}

int import_all(Rt *rt, Frame *frame, Ref module)
{
    bool skip_private;
    if (frame->locals == NULL)
        return error_raise_int(rt, TYPE_SystemError, "no locals found during 'import *'");
    Own names = public_names(rt, module, &skip_private);
    int status = names == NULL ? -1 : 0;
    for (ptrdiff_t i = 0; status == 0; i++) {
        Own name = sequence_item_get(rt, names, i);
        if (name == NULL) {
            status = error_clear_if(rt, TYPE_IndexError) ? 0 : -1;
            break;
        }
        status = bind_public(rt, frame, module, name, skip_private);
        release(rt, name);
    }
    release(rt, names);
    return status;
}

int display_value(Rt *rt, Ref value)
{
    Ref hook = sys_peek(rt, "displayhook");
    if (hook == NULL) return error_raise_int(rt, TYPE_RuntimeError, "lost sys.displayhook");
    Own held = new_ref(hook), result = call_one(rt, held, value);
    release_all(rt, held, result);
    return result == NULL ? -1 : 0;
}
