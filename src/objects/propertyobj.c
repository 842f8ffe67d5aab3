/* Descriptors that change how a function becomes an attribute: property computes it,
   staticmethod leaves it alone, classmethod binds it to the class. */
#include "objects/propertyobj.h"

#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/managed_dict.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct PropertyObj {
    Obj head;
    Own get, set, delete, doc, name; /* or NULL */
    bool doc_from_getter;
} PropertyObj;

static int property_clear(Rt *rt, Obj *self)
{
    release_clear(rt, &((PropertyObj *)self)->doc);
    return 0;
}

/* Without a docstring of its own, a property has its getter's.  In a subclass it is
   stored as an attribute, for the class has a __doc__ that would hide the field. */
static int doc_from_getter(Rt *rt, Ref self)
{
    PropertyObj *property = (PropertyObj *)self;
    Own doc = NULL;
    int found = object_attr_lookup(rt, property->get, RT_NAME(rt, __doc__), &doc);
    if (found <= 0) return found;
    property->doc_from_getter = true;
    if (is_exact(self, TYPE_property)) {
        release_replace(rt, &property->doc, doc);
        return 0;
    }
    int result = object_attr_set(rt, self, RT_NAME(rt, __doc__), doc);
    release(rt, doc);
    return result;
}

static int property_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    static const char *const names[] = {"fget", "fset", "fdel", "doc", NULL};
    static const ArgSpec spec = {"property", names, 0, 4, 0};
    PropertyObj *property = (PropertyObj *)self;
    Ref given[4];
    if (args_bind_tuple(rt, &spec, args, kwargs_or_null, given) < 0) return -1;
    for (int i = 0; i < 4; i++) {
        if (given[i] == rt->none) given[i] = NULL;
    }
    release_replace(rt, &property->get, new_ref_or_null(given[0]));
    release_replace(rt, &property->set, new_ref_or_null(given[1]));
    release_replace(rt, &property->delete, new_ref_or_null(given[2]));
    release_replace(rt, &property->doc, new_ref_or_null(given[3]));
    release_clear(rt, &property->name);
    property->doc_from_getter = false;
    return given[3] == NULL && given[0] != NULL ? doc_from_getter(rt, self) : 0;
}

/* "property 'x' of 'A' object has no setter" */
static Own
no_accessor(Rt *rt, const PropertyObj *property, Ref instance, const char *what)
{
    Own qualname =
        object_attr_get(rt, object_type(instance), RT_NAME(rt, __qualname__));
    if (qualname == NULL) return NULL;
    if (property->name != NULL) {
        error_raise(rt,
                    TYPE_AttributeError,
                    "property %R of %R object has no %s",
                    property->name,
                    qualname,
                    what);
    } else {
        error_raise(
            rt, TYPE_AttributeError, "property of %R object has no %s", qualname, what);
    }
    release(rt, qualname);
    return NULL;
}

static Own property_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    const PropertyObj *property = (const PropertyObj *)self;
    if (instance_or_null == NULL || instance_or_null == rt->none) return new_ref(self);
    if (property->get == NULL)
        return no_accessor(rt, property, instance_or_null, "getter");
    return call_one(rt, property->get, instance_or_null);
}

static int property_descr_set(Rt *rt, Ref self, Ref instance, Ref value_or_null)
{
    const PropertyObj *property = (const PropertyObj *)self;
    Ref accessor = value_or_null == NULL ? property->delete : property->set;
    if (accessor == NULL) {
        no_accessor(
            rt, property, instance, value_or_null == NULL ? "deleter" : "setter");
        return -1;
    }
    Own answer = value_or_null == NULL
                     ? call_one(rt, accessor, instance)
                     : call_two(rt, accessor, instance, value_or_null);
    release(rt, answer);
    return answer == NULL ? -1 : 0;
}

/* A copy with one accessor replaced: what @x.setter does. */
static Own with_accessor(Rt *rt, Ref self, Ref get, Ref set, Ref delete)
{
    const PropertyObj *property = (const PropertyObj *)self;
    if (get == NULL || get == rt->none) get = property->get;
    if (set == NULL || set == rt->none) set = property->set;
    if (delete == NULL || delete == rt->none) delete = property->delete;
    Ref doc = property->doc;
    if (doc == NULL || (property->doc_from_getter && get != NULL)) doc = rt->none;
    Ref args[4] = {get == NULL ? rt->none : get,
                   set == NULL ? rt->none : set,
                   delete == NULL ? rt->none : delete,
                   doc};
    Own copy = call_vector(rt, object_type(self), args, 4, NULL);
    if (copy != NULL && type_is_subtype(copy->type, RT_TYPE(rt, property))) {
        release_replace(
            rt, &((PropertyObj *)copy)->name, new_ref_or_null(property->name));
    }
    return copy;
}

static Own property_getter(Rt *rt, Ref self, Ref function)
{
    return with_accessor(rt, self, function, NULL, NULL);
}

static Own property_setter(Rt *rt, Ref self, Ref function)
{
    return with_accessor(rt, self, NULL, function, NULL);
}

static Own property_deleter(Rt *rt, Ref self, Ref function)
{
    return with_accessor(rt, self, NULL, NULL, function);
}

static Own property_set_name(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) != 2) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "__set_name__() takes 2 positional arguments but %zd were given",
            tuple_length(args));
    }
    release_replace(rt, &((PropertyObj *)self)->name, new_ref(tuple_peek(args, 1)));
    return none_new(rt);
}

/* Abstract when one of the functions is: new bool, through their __isabstractmethod__.
 */
static Own any_abstract(Rt *rt, const Ref *functions, size_t count)
{
    Own name = str_interned(rt, "__isabstractmethod__");
    int abstract = name == NULL ? -1 : 0;
    for (size_t i = 0; i < count && abstract == 0; i++) {
        if (functions[i] == NULL) continue;
        Own value = NULL;
        abstract = object_attr_lookup(rt, functions[i], name, &value);
        if (abstract > 0) abstract = object_is_true(rt, value);
        release(rt, value);
    }
    release(rt, name);
    return abstract < 0 ? NULL : bool_new(rt, abstract);
}

static Own property_get_abstract(Rt *rt, Ref self)
{
    const PropertyObj *property = (const PropertyObj *)self;
    Ref functions[] = {property->get, property->set, property->delete};
    return any_abstract(rt, functions, ARRAY_LENGTH(functions));
}

const TypeSpec property_type_spec = {
    .name = "property",
    .id = TYPE_property,
    .basicsize = sizeof(PropertyObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "property(fget=None, fset=None, fdel=None, doc=None)\n--\n\n"
           "Property attribute.\n\n"
           "  fget\n    function to be used for getting an attribute value\n"
           "  fset\n    function to be used for setting an attribute value\n"
           "  fdel\n    function to be used for del'ing an attribute\n"
           "  doc\n    docstring",
    .owned = OWNED(PropertyObj, get, name),
    .slots = {.tp_dealloc = owned_dealloc,
              .tp_traverse = owned_traverse,
              .tp_clear = property_clear,
              .tp_new = plain_tp_new,
              .tp_init = property_init,
              .tp_getattro = object_generic_getattr,
              .tp_descr_get = property_descr_get,
              .tp_descr_set = property_descr_set},
    .methods = METHODS(
        {"getter",
         METHOD_O,
         {.binary = property_getter},
         "Descriptor to obtain a copy of the property with a different getter.",
         0},
        {"setter",
         METHOD_O,
         {.binary = property_setter},
         "Descriptor to obtain a copy of the property with a different setter.",
         0},
        {"deleter",
         METHOD_O,
         {.binary = property_deleter},
         "Descriptor to obtain a copy of the property with a different deleter.",
         0},
        {"__set_name__",
         METHOD_VARARGS,
         {.call = property_set_name},
         "Method to set name of a property.",
         0}),
    .members = MEMBERS(
        {"fget", MEMBER_OBJECT, offsetof(PropertyObj, get), true, NULL},
        {"fset", MEMBER_OBJECT, offsetof(PropertyObj, set), true, NULL},
        {"fdel", MEMBER_OBJECT, offsetof(PropertyObj, delete), true, NULL},
        {"__doc__", MEMBER_OBJECT, offsetof(PropertyObj, doc), false, NULL}),
    .getset = GETSETS(
        {"__isabstractmethod__", property_get_abstract, NULL, NULL}),
};

/* --- staticmethod and classmethod: a callable in a wrapper */

typedef struct WrappedFunctionObj {
    Obj head;
    Own callable, dict; /* or NULL */
} WrappedFunctionObj;

static Ref callable_of(Ref self)
{
    return ((const WrappedFunctionObj *)self)->callable;
}

static int wrapped_traverse(Ref self, VisitFn visit, void *context)
{
    const WrappedFunctionObj *wrapped = (const WrappedFunctionObj *)self;
    int stop = wrapped->dict == NULL ? 0 : visit(wrapped->dict, context);
    return stop != 0 || wrapped->callable == NULL ? stop
                                                  : visit(wrapped->callable, context);
}

/* The wrapper looks like the function: name, doc and so on, as far as there are any. */
static int copy_attributes(Rt *rt, Ref self)
{
    static const NameId names[] = {
        NAME___module__, NAME___name__, NAME___qualname__, NAME___doc__, NAME___annotations__};
    for (size_t i = 0; i < ARRAY_LENGTH(names); i++) {
        Ref name = rt->names[names[i]];
        Own value = NULL;
        int found = object_attr_lookup(rt, callable_of(self), name, &value);
        if (found > 0) found = object_attr_set(rt, self, name, value);
        release(rt, value);
        if (found < 0) return -1;
    }
    return 0;
}

static void wrap(Rt *rt, Ref self, Ref callable)
{
    release_replace(rt, &((WrappedFunctionObj *)self)->callable, new_ref(callable));
}

static int wrapped_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    const char *name = type_is_subtype(self->type, RT_TYPE(rt, staticmethod))
                           ? "staticmethod"
                           : "classmethod";
    if (args_no_keywords(rt, name, kwargs_or_null) < 0 ||
        args_count(rt, name, tuple_length(args), 1, 1) < 0) {
        return -1;
    }
    wrap(rt, self, tuple_peek(args, 0));
    return copy_attributes(rt, self);
}

/* What C code wraps keeps its name and doc to itself. */
static Own wrapped_new(Rt *rt, TypeId id, Ref function)
{
    Own self = plain_tp_new(rt, rt->types[id], rt->empty_tuple, NULL);
    if (self != NULL) wrap(rt, self, function);
    return self;
}

Own staticmethod_new(Rt *rt, Ref function)
{
    return wrapped_new(rt, TYPE_staticmethod, function);
}

Own classmethod_new(Rt *rt, Ref function)
{
    return wrapped_new(rt, TYPE_classmethod, function);
}

static Own not_ready(Rt *rt, const char *kind)
{
    return error_raise(rt, TYPE_RuntimeError, "uninitialized %s object", kind);
}

static Own static_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    Ref callable = callable_of(self);
    return callable == NULL ? not_ready(rt, "staticmethod") : new_ref(callable);
}

static Own static_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Ref callable = callable_of(self);
    if (callable == NULL) return not_ready(rt, "staticmethod");
    return call_tuple(rt, callable, args, kwargs_or_null);
}

/* A callable that is itself a descriptor (a property, say) is asked for the class's
 * value. */
static Own class_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    Ref callable = callable_of(self);
    if (callable == NULL) return not_ready(rt, "classmethod");
    Ref owner = owner_or_null != NULL ? owner_or_null : object_type(instance_or_null);
    Own (*get)(Rt *, Ref, Ref, Ref) = callable->type->slots.tp_descr_get;
    return get != NULL ? get(rt, callable, owner, owner)
                       : method_new(rt, callable, owner);
}

static Own wrapped_repr(Rt *rt, Ref self)
{
    const char *name = type_is_subtype(self->type, RT_TYPE(rt, staticmethod))
                           ? "staticmethod"
                           : "classmethod";
    Ref callable = callable_of(self);
    return str_format(rt, "<%s(%R)>", name, callable == NULL ? rt->none : callable);
}

static Own wrapped_get_abstract(Rt *rt, Ref self)
{
    Ref function = callable_of(self);
    return any_abstract(rt, &function, 1);
}

static const MemberDef wrapped_members[] = {
    {"__func__", MEMBER_OBJECT, offsetof(WrappedFunctionObj, callable), true, NULL},
    {"__wrapped__", MEMBER_OBJECT, offsetof(WrappedFunctionObj, callable), true, NULL},
    {0},
};

static const GetSetDef wrapped_getset[] = {
    {"__isabstractmethod__", wrapped_get_abstract, NULL, NULL},
    {"__dict__", object_dict_get, object_dict_replace, NULL},
    {0},
};

#define WRAPPED_SPEC(label, class_doc, ...)                                            \
    const TypeSpec label##_type_spec = {                                               \
        .name = #label,                                                                \
        .id = TYPE_##label,                                                            \
        .basicsize = sizeof(WrappedFunctionObj),                                       \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,                                        \
        .dict_offset = offsetof(WrappedFunctionObj, dict),                             \
        .doc = class_doc,                                                              \
        .owned = OWNED(WrappedFunctionObj, callable, dict),                            \
        .slots = {.tp_dealloc = owned_dealloc,                                         \
                  .tp_traverse = wrapped_traverse,                                     \
                  .tp_clear = owned_clear,                                             \
                  .tp_new = plain_tp_new,                                              \
                  .tp_init = wrapped_init,                                             \
                  .tp_repr = wrapped_repr,                                             \
                  __VA_ARGS__},                                                        \
        .members = wrapped_members,                                                    \
        .getset = wrapped_getset,                                                      \
    }

WRAPPED_SPEC(
    staticmethod,
    "staticmethod(function) -> method\n\nConvert a function to be a static method.",
    .tp_call = static_call,
    .tp_descr_get = static_descr_get);
WRAPPED_SPEC(
    classmethod,
    "classmethod(function) -> method\n\nConvert a function to be a class method.",
    .tp_descr_get = class_descr_get);
