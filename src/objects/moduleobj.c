/* Modules: an object around a dict.  A module written in C is made of its ModuleSpec; its functions
   have the module as their self. */
#include "objects/moduleobj.h"

#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/module_types.h"
#include "objects/object_state.h"
#include "objects/strobj.h"

Ref module_dict(Ref module)
{
    return AS_MODULE(module)->dict;
}

Own builtin_get(Rt *rt, const char *name)
{
    Ref found = rt->objects->builtins == NULL ? NULL : dict_peek_text(rt, rt->objects->builtins, name);
    if (found == NULL) return error_raise(rt, TYPE_AttributeError, "%s", name);
    return new_ref(found);
}

int module_add(Rt *rt, Ref module, const char *name, Own value)
{
    if (value == NULL) return -1;
    int status = dict_set_text(rt, module_dict(module), name, value);
    release(rt, value);
    return status;
}

int module_add_int(Rt *rt, Ref module, const char *name, int64_t value)
{
    return module_add(rt, module, name, int_new(rt, value));
}

/* The five names that every module has. */
static int fill_dict(Rt *rt, Ref dict, Ref name, Ref doc)
{
    if (dict_set(rt, dict, RT_NAME(rt, __name__), name) < 0) return -1;
    if (dict_set(rt, dict, RT_NAME(rt, __doc__), doc) < 0) return -1;
    if (dict_set(rt, dict, RT_NAME(rt, __package__), rt->none) < 0) return -1;
    if (dict_set(rt, dict, RT_NAME(rt, __loader__), rt->none) < 0) return -1;
    return dict_set(rt, dict, RT_NAME(rt, __spec__), rt->none);
}

static Own module_of_type(Rt *rt, Type *type)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_MODULE(self)->dict = dict_new(rt);
    if (AS_MODULE(self)->dict == NULL) release_clear(rt, &self);
    return self;
}

Own module_new(Rt *rt, Ref name)
{
    Own self = module_of_type(rt, RT_TYPE(rt, module));
    if (self == NULL) return NULL;
    AS_MODULE(self)->name = new_ref(name);
    if (fill_dict(rt, AS_MODULE(self)->dict, name, rt->none) < 0) release_clear(rt, &self);
    return self;
}

int module_add_functions(Rt *rt, Ref module, const MethodDef *methods)
{
    Ref name = AS_MODULE(module)->name;
    for (const MethodDef *def = methods; def != NULL && def->name != NULL; def++) {
        if (module_add(rt, module, def->name, builtin_new(rt, def, module, name)) < 0) return -1;
    }
    return 0;
}

Own module_from_spec(Rt *rt, const ModuleSpec *spec)
{
    Own name = str_new(rt, spec->name), module = NULL; /* its own, as in CPython: pickles tell */
    if (name == NULL) return NULL;
    module = module_new(rt, name);
    if (module == NULL) goto failed;
    AS_MODULE(module)->spec = spec;
    if (spec->state_size > 0) {
        AS_MODULE(module)->state = heap_alloc(rt, spec->state_size);
        if (AS_MODULE(module)->state == NULL) goto failed;
        memset(AS_MODULE(module)->state, 0, spec->state_size);
    }
    if (spec->doc != NULL && module_add(rt, module, "__doc__", str_new(rt, spec->doc)) < 0) goto failed;
    if (module_add_functions(rt, module, spec->methods) < 0) goto failed;
    if (spec->hidden != NULL && module_make_types(rt, spec->hidden) < 0) goto failed;
    if (spec->types != NULL && module_add_types(rt, module, spec->types) < 0) goto failed;
    if (spec->exec != NULL && spec->exec(rt, module) < 0) goto failed;
    release(rt, name);
    return module;
failed:
    release_all(rt, module, name);
    return NULL;
}

static void module_dealloc(Rt *rt, Obj *self)
{
    ModuleObj *module = AS_MODULE(self);
    if (module->spec != NULL && module->spec->clear != NULL && module->state != NULL) module->spec->clear(rt, self);
    release(rt, module->dict);
    release(rt, module->name);
    heap_free(rt, module->state);
    object_free(rt, self);
}

static int module_traverse(Ref self, VisitFn visit, void *context)
{
    const ModuleObj *module = AS_MODULE(self);
    if (module->spec != NULL && module->spec->traverse != NULL && module->state != NULL) {
        int result = module->spec->traverse(self, visit, context);
        if (result != 0) return result;
    }
    return module->dict == NULL ? 0 : visit(module->dict, context);
}

static int module_clear(Rt *rt, Obj *self)
{
    const ModuleObj *module = AS_MODULE(self);
    if (module->spec != NULL && module->spec->clear != NULL && module->state != NULL) module->spec->clear(rt, self);
    release_clear(rt, &AS_MODULE(self)->dict);
    return 0;
}

/* The text of a dict's entry when it is a str; borrowed. */
static Ref text_entry(Rt *rt, Ref dict, NameId name)
{
    Ref value = dict == NULL ? NULL : dict_peek(rt, dict, rt->names[name]);
    return value != NULL && is_str(value) ? value : NULL;
}

static Own module_repr(Rt *rt, Ref self)
{
    if (rt->objects->upcalls.module_repr != NULL) {
        Own made = rt->objects->upcalls.module_repr(rt, self);
        if (made != NULL || rt_is_pending(rt)) return made;
    }
    Ref dict = module_dict(self), name = text_entry(rt, dict, NAME___name__), file = text_entry(rt, dict, NAME___file__);
    Ref loader = dict == NULL ? NULL : dict_peek(rt, dict, RT_NAME(rt, __loader__));
    Own shown = name != NULL ? new_ref(name) : str_new(rt, "?"), text = NULL;
    if (shown == NULL) return NULL;
    if (file != NULL) text = str_format(rt, "<module %R from %R>", shown, file);
    else if (AS_MODULE(self)->spec != NULL) text = str_format(rt, "<module %R (built-in)>", shown);
    else if (loader != NULL && loader != rt->none) text = str_format(rt, "<module %R (%R)>", shown, loader);
    else text = str_format(rt, "<module %R>", shown);
    release(rt, shown);
    return text;
}

bool module_spec_is_initializing(Rt *rt, Ref spec_or_null)
{
    Own flag = spec_or_null == NULL ? NULL : object_attr_get(rt, spec_or_null, RT_NAME(rt, _initializing));
    int truth = flag == NULL ? -1 : object_is_true(rt, flag);
    release(rt, flag);
    if (truth < 0) error_clear(rt);
    return truth > 0;
}

static Own module_getattro(Rt *rt, Ref self, Ref name)
{
    Own value = object_generic_getattr(rt, self, name);
    Ref dict = module_dict(self);
    if (value != NULL || dict == NULL || !error_clear_if(rt, TYPE_AttributeError)) return value;
    Ref hook = dict_peek(rt, dict, RT_NAME(rt, __getattr__));
    if (hook != NULL) {
        Own held = new_ref(hook);
        value = call_one(rt, held, name);
        release(rt, held);
        return value;
    }
    Ref module_name = text_entry(rt, dict, NAME___name__);
    if (module_name == NULL) return error_raise(rt, TYPE_AttributeError, "module has no attribute '%U'", name);
    if (module_spec_is_initializing(rt, dict_peek(rt, dict, RT_NAME(rt, __spec__)))) {
        return error_raise(rt, TYPE_AttributeError, "partially initialized module '%U' has no attribute '%U' (most likely due to a circular import)", module_name, name);
    }
    return error_raise(rt, TYPE_AttributeError, "module '%U' has no attribute '%U'", module_name, name);
}

static Own module_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return module_of_type(rt, type);
}

static int module_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    static const char *const names[] = {"name", "doc", NULL};
    static const ArgSpec spec = {"module", names, 1, 2, 0};
    Ref parts[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, parts) < 0) return -1;
    if (!is_str(parts[0])) {
        return error_raise_int(rt, TYPE_TypeError, "module() argument 'name' must be str, not %.50K", parts[0]);
    }
    release_replace(rt, &AS_MODULE(self)->name, new_ref(parts[0]));
    return fill_dict(rt, module_dict(self), parts[0], parts[1] == NULL ? rt->none : parts[1]);
}

/* A module may say with a function __dir__ what dir() shows. */
static Own module_dir(Rt *rt, Ref self)
{
    Own dict = object_attr_get(rt, self, RT_NAME(rt, __dict__)), names = NULL;
    if (dict == NULL) return NULL;
    if (!is_dict(dict)) {
        Own name = object_attr_get_text(rt, self, "__name__");
        if (name != NULL && is_str(name)) error_raise(rt, TYPE_TypeError, "%.200U.__dict__ is not a dictionary", name);
        release(rt, name);
    } else {
        Ref hook = dict_peek(rt, dict, RT_NAME(rt, __dir__));
        names = hook != NULL ? call_none(rt, hook) : dict_keys_list(rt, dict);
    }
    release(rt, dict);
    return names;
}

static Own module_annotations(Rt *rt, Ref self)
{
    Ref found = dict_peek(rt, module_dict(self), RT_NAME(rt, __annotations__));
    if (found != NULL) return new_ref(found);
    Own made = dict_new(rt);
    if (made != NULL && dict_set(rt, module_dict(self), RT_NAME(rt, __annotations__), made) < 0) release_clear(rt, &made);
    return made;
}

static int module_set_annotations(Rt *rt, Ref self, Ref value)
{
    Ref name = RT_NAME(rt, __annotations__);
    if (value != NULL) return dict_set(rt, module_dict(self), name, value);
    int found = dict_contains(rt, module_dict(self), name);
    if (found < 0) return -1;
    if (found) return dict_delete(rt, module_dict(self), name);
    (void)error_raise_obj(rt, TYPE_AttributeError, name);
    return -1;
}

const TypeSpec module_type_spec = {
    .name = "module",
    .id = TYPE_module,
    .basicsize = sizeof(ModuleObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC,
    .dict_offset = offsetof(ModuleObj, dict),
    .weaklist_offset = offsetof(ModuleObj, weakrefs),
    .doc = "module(name, doc=None)\n--\n\nMakes a module: a namespace with a name.",
    .slots = {
        .tp_dealloc = module_dealloc,
        .tp_traverse = module_traverse,
        .tp_clear = module_clear,
        .tp_new = module_type_new,
        .tp_init = module_init,
        .tp_repr = module_repr,
        .tp_getattro = module_getattro,
        .tp_setattro = object_generic_setattr,
    },
    .methods = METHODS(
        {"__dir__", METHOD_NOARGS, {.unary = module_dir}, "__dir__() -> list\nspecialized dir() implementation", 0}),
    .members = MEMBERS(
        {"__dict__", MEMBER_OBJECT, offsetof(ModuleObj, dict), true, NULL}),
    .getset = GETSETS(
        {"__annotations__", module_annotations, module_set_annotations, NULL}),
};
