/* Python functions: a code object with the globals it was made in, defaults and cells.  What calls it
   is the machine's (rt->vm_ops); here are its making and its attributes. */
#include "objects/functionobj.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/audit.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/moduleobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* The dict that the name __builtins__ of GLOBALS gives, or that of the running code; new. */
static Own builtins_of(Rt *rt, Ref globals)
{
    Ref found = dict_peek(rt, globals, RT_NAME(rt, __builtins__));
    if (found != NULL && is_exact(found, TYPE_module)) found = module_dict(found);
    if (found == NULL && rt->objects->upcalls.current_builtins != NULL) found = rt->objects->upcalls.current_builtins(rt);
    if (found == NULL) found = rt->objects->builtins;
    return found == NULL ? dict_new(rt) : new_ref(found);
}

Own function_new(Rt *rt, Ref code, Ref globals, Ref qualname_or_null)
{
    Own builtins = builtins_of(rt, globals);
    if (builtins == NULL) return NULL;
    Own self = object_new(rt, RT_TYPE(rt, function));
    if (self == NULL) return error_release(rt, builtins);
    CodeNames names = {0};
    rt->objects->code_parts(code, &names);
    FunctionObj *function = AS_FUNCTION(self);
    function->globals = new_ref(globals);
    function->builtins = builtins;
    function->code = new_ref(code);
    function->name = new_ref(names.name);
    function->qualname = new_ref(qualname_or_null != NULL ? qualname_or_null : names.qualname);
    function->doc = new_ref(names.doc != NULL ? names.doc : rt->none);
    Ref module = dict_peek(rt, globals, RT_NAME(rt, __name__));
    function->module = new_ref_or_null(module);
    function->vectorcall = rt->vm_ops == NULL ? NULL : rt->vm_ops->function_vectorcall;
    gc_track(rt, self);
    return self;
}

#define FOR_EACH_PART(function, DO)                                                    \
    DO((function)->globals)                                                            \
    DO((function)->builtins)                                                           \
    DO((function)->code)                                                               \
    DO((function)->name)                                                               \
    DO((function)->qualname)                                                           \
    DO((function)->module)                                                             \
    DO((function)->defaults)                                                           \
    DO((function)->kwdefaults)                                                         \
    DO((function)->doc)                                                                \
    DO((function)->dict)                                                               \
    DO((function)->closure)                                                            \
    DO((function)->annotations)

static void function_dealloc(Rt *rt, Obj *self)
{
    FunctionObj *function = AS_FUNCTION(self);
#define RELEASE(part) release_clear(rt, &(part));
    FOR_EACH_PART(function, RELEASE)
#undef RELEASE
    object_free(rt, self);
}

static int function_traverse(Ref self, VisitFn visit, void *context)
{
    const FunctionObj *function = AS_FUNCTION(self);
    int result = 0;
#define VISIT(part) if (result == 0 && (part) != NULL) result = visit((part), context);
    FOR_EACH_PART(function, VISIT)
#undef VISIT
    return result;
}

/* Name, qualified name and code stay: they cannot be part of a cycle alone, and are never NULL. */
static int function_clear(Rt *rt, Obj *self)
{
    FunctionObj *function = AS_FUNCTION(self);
    function->version = 0;
    release_clear(rt, &function->globals);
    release_clear(rt, &function->builtins);
    release_clear(rt, &function->module);
    release_clear(rt, &function->defaults);
    release_clear(rt, &function->kwdefaults);
    release_clear(rt, &function->doc);
    release_clear(rt, &function->dict);
    release_clear(rt, &function->closure);
    release_clear(rt, &function->annotations);
    release_replace(rt, &function->name, new_ref(rt->empty_str)); /* whoever sees it yet finds names, if no others */
    release_replace(rt, &function->qualname, new_ref(rt->empty_str));
    return 0;
}

static Own function_repr(Rt *rt, Ref self)
{
    char address[32];
    object_address_text(rt, self, address);
    return str_format(rt, "<function %U at %s>", AS_FUNCTION(self)->qualname, address);
}

static Own function_descr_get(Rt *rt, Ref self, Ref instance, Ref owner)
{
    return instance == NULL || instance == rt->none ? new_ref(self) : method_new(rt, self, instance);
}

/* --- attributes */

static Own or_none(Rt *rt, Ref value)
{
    return new_ref(value == NULL ? rt->none : value);
}

static int audit_change(Rt *rt, Ref self, const char *name, Ref value_or_null)
{
    if (value_or_null == NULL) return audit(rt, "object.__delattr__", "Os", self, name);
    return audit(rt, "object.__setattr__", "OsO", self, name, value_or_null);
}

static Own get_code(Rt *rt, Ref self)
{
    return new_ref(AS_FUNCTION(self)->code);
}

static int set_code(Rt *rt, Ref self, Ref value)
{
    FunctionObj *function = AS_FUNCTION(self);
    if (value == NULL || !is_exact(value, TYPE_code)) {
        return error_raise_int(rt, TYPE_TypeError, "__code__ must be set to a code object");
    }
    CodeNames names = {0};
    rt->objects->code_parts(value, &names);
    if (audit_change(rt, self, "__code__", value) < 0) return -1;
    ptrdiff_t closed = function->closure == NULL ? 0 : tuple_length(function->closure);
    if (names.free_count != closed) {
        return error_raise_int(rt, TYPE_ValueError, "%U() requires a code object with %zd free vars, not %zd", function->name, closed, names.free_count);
    }
    function->version = 0;
    release_replace(rt, &function->code, new_ref(value));
    return 0;
}

static Own get_defaults(Rt *rt, Ref self)
{
    return or_none(rt, AS_FUNCTION(self)->defaults);
}

/* Sets *PART, the attribute NAME, to VALUE, a KIND or None. */
static int set_part(Rt *rt, Ref self, Own *part, const char *name, Ref value, uint32_t kind_flag, const char *kind)
{
    if (value == rt->none) value = NULL;
    if (value != NULL && !has_flag(value, kind_flag)) {
        return error_raise_int(rt, TYPE_TypeError, "%s must be set to a %s object", name, kind);
    }
    if (audit_change(rt, self, name, value) < 0) return -1;
    AS_FUNCTION(self)->version = 0;
    release_replace(rt, part, new_ref_or_null(value));
    return 0;
}

static int set_defaults(Rt *rt, Ref self, Ref value)
{
    return set_part(rt, self, &AS_FUNCTION(self)->defaults, "__defaults__", value, TYPE_FLAG_TUPLE_SUBCLASS, "tuple");
}

static Own get_kwdefaults(Rt *rt, Ref self)
{
    return or_none(rt, AS_FUNCTION(self)->kwdefaults);
}

static int set_kwdefaults(Rt *rt, Ref self, Ref value)
{
    return set_part(rt, self, &AS_FUNCTION(self)->kwdefaults, "__kwdefaults__", value, TYPE_FLAG_DICT_SUBCLASS, "dict");
}

/* MAKE_FUNCTION leaves a tuple of names and values, of which a dict is made when asked for. */
static Own get_annotations(Rt *rt, Ref self)
{
    FunctionObj *function = AS_FUNCTION(self);
    if (function->annotations == NULL) function->annotations = dict_new(rt);
    if (function->annotations == NULL) return NULL;
    if (is_exact(function->annotations, TYPE_tuple)) {
        Own dict = dict_new(rt);
        Ref pairs = function->annotations;
        for (ptrdiff_t i = 0; dict != NULL && i + 1 < tuple_length(pairs); i += 2) {
            if (dict_set(rt, dict, tuple_peek(pairs, i), tuple_peek(pairs, i + 1)) < 0) release_clear(rt, &dict);
        }
        if (dict == NULL) return NULL;
        release_replace(rt, &function->annotations, dict);
    }
    return new_ref(function->annotations);
}

static int set_annotations(Rt *rt, Ref self, Ref value)
{
    if (value == rt->none) value = NULL;
    if (value != NULL && !is_dict(value)) {
        return error_raise_int(rt, TYPE_TypeError, "__annotations__ must be set to a dict object");
    }
    AS_FUNCTION(self)->version = 0;
    release_replace(rt, &AS_FUNCTION(self)->annotations, new_ref_or_null(value));
    return 0;
}

static int set_text(Rt *rt, Own *place, Ref value, const char *name)
{
    if (value == NULL || !is_str(value)) {
        return error_raise_int(rt, TYPE_TypeError, "%s must be set to a string object", name);
    }
    release_replace(rt, place, new_ref(value));
    return 0;
}

static Own get_name(Rt *rt, Ref self)
{
    return new_ref(AS_FUNCTION(self)->name);
}

static int set_name(Rt *rt, Ref self, Ref value)
{
    return set_text(rt, &AS_FUNCTION(self)->name, value, "__name__");
}

static Own get_qualname(Rt *rt, Ref self)
{
    return new_ref(AS_FUNCTION(self)->qualname);
}

static int set_qualname(Rt *rt, Ref self, Ref value)
{
    return set_text(rt, &AS_FUNCTION(self)->qualname, value, "__qualname__");
}

static Own get_dict(Rt *rt, Ref self)
{
    FunctionObj *function = AS_FUNCTION(self);
    if (function->dict == NULL) function->dict = dict_new(rt);
    return new_ref_or_null(function->dict);
}

static int set_dict(Rt *rt, Ref self, Ref value)
{
    if (value == NULL) return error_raise_int(rt, TYPE_TypeError, "cannot delete __dict__");
    if (!is_dict(value)) {
        return error_raise_int(rt, TYPE_TypeError, "__dict__ must be set to a dictionary, not a '%.200T'", value);
    }
    release_replace(rt, &AS_FUNCTION(self)->dict, new_ref(value));
    return 0;
}

static int check_closure(Rt *rt, Ref closure, ptrdiff_t wanted, Ref name)
{
    for (ptrdiff_t i = 0; closure != rt->none && i < tuple_length(closure); i++) {
        if (!is_exact(tuple_peek(closure, i), TYPE_cell)) {
            return error_raise_int(rt, TYPE_TypeError, "arg 5 (closure) expected cell, found %.200T", tuple_peek(closure, i));
        }
    }
    ptrdiff_t given = closure == rt->none ? 0 : tuple_length(closure);
    if (given == wanted) return 0;
    return error_raise_int(rt, TYPE_ValueError, "%U requires closure of length %zd, not %zd", name, wanted, given);
}

/* types.FunctionType(code, globals, name=None, argdefs=None, closure=None) */
static Own function_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"code", "globals", "name", "argdefs", "closure", NULL};
    static const ArgSpec spec = {"function", names, 2, 5, 0};
    Ref parts[5];
    if (args_bind_tuple(rt, &spec, args, kwargs, parts) < 0) return NULL;
    if (!is_exact(parts[0], TYPE_code)) return error_raise(rt, TYPE_TypeError, "function() argument 'code' must be code, not %.50K", parts[0]);
    if (!is_dict(parts[1])) return error_raise(rt, TYPE_TypeError, "function() argument 'globals' must be dict, not %.50K", parts[1]);
    for (int i = 2; i < 5; i++) parts[i] = parts[i] == NULL ? rt->none : parts[i];
    if (parts[2] != rt->none && !is_str(parts[2])) return error_raise(rt, TYPE_TypeError, "arg 3 (name) must be None or string");
    if (parts[3] != rt->none && !is_tuple(parts[3])) return error_raise(rt, TYPE_TypeError, "arg 4 (defaults) must be None or tuple");
    CodeNames code = {0};
    rt->objects->code_parts(parts[0], &code);
    if (parts[4] == rt->none && code.free_count > 0) return error_raise(rt, TYPE_TypeError, "arg 5 (closure) must be tuple");
    if (parts[4] != rt->none && !is_tuple(parts[4])) return error_raise(rt, TYPE_TypeError, "arg 5 (closure) must be None or tuple");
    if (check_closure(rt, parts[4], code.free_count, code.name) < 0) return NULL;
    Own self = function_new(rt, parts[0], parts[1], NULL);
    if (self == NULL) return NULL;
    FunctionObj *function = AS_FUNCTION(self);
    if (parts[2] != rt->none) release_replace(rt, &function->name, new_ref(parts[2]));
    if (parts[3] != rt->none) function->defaults = new_ref(parts[3]);
    if (parts[4] != rt->none) function->closure = new_ref(parts[4]);
    return self;
}

const TypeSpec function_type_spec = {
    .name = "function",
    .id = TYPE_function,
    .basicsize = sizeof(FunctionObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_METHOD_DESCRIPTOR,
    .dict_offset = offsetof(FunctionObj, dict),
    .weaklist_offset = offsetof(FunctionObj, weakrefs),
    .doc = "function(code, globals, name=None, argdefs=None, closure=None)\n--\n\nMakes a function of a code object.",
    .slots = {
        .tp_dealloc = function_dealloc,
        .tp_traverse = function_traverse,
        .tp_clear = function_clear,
        .tp_new = function_type_new,
        .tp_repr = function_repr,
        .tp_call = call_vectorcall,
        .tp_descr_get = function_descr_get,
    },
    .members = MEMBERS(
        {"__closure__", MEMBER_OBJECT, offsetof(FunctionObj, closure), true, NULL},
        {"__doc__", MEMBER_OBJECT, offsetof(FunctionObj, doc), false, NULL},
        {"__globals__", MEMBER_OBJECT, offsetof(FunctionObj, globals), true, NULL},
        {"__module__", MEMBER_OBJECT, offsetof(FunctionObj, module), false, NULL},
        {"__builtins__", MEMBER_OBJECT, offsetof(FunctionObj, builtins), true, NULL}),
    .getset = GETSETS(
        {"__code__", get_code, set_code, NULL},
        {"__defaults__", get_defaults, set_defaults, NULL},
        {"__kwdefaults__", get_kwdefaults, set_kwdefaults, NULL},
        {"__annotations__", get_annotations, set_annotations, NULL},
        {"__dict__", get_dict, set_dict, NULL},
        {"__name__", get_name, set_name, NULL},
        {"__qualname__", get_qualname, set_qualname, NULL}),
};
