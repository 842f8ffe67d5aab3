/* The type `object`: what every object can do that its own type does not do better. */
#include <stdio.h>
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/audit.h"
#include "objects/descrobj.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/managed_dict.h"
#include "objects/object_reduce.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"

/* --- identity */

void object_address_text(const Rt *rt, Ref obj, char text[32])
{
    snprintf(text, 32, "0x%llx", (unsigned long long)heap_nominal(rt, obj));
}

/* The low four bits of an address are always zero: they go to the other end. */
ptrdiff_t object_identity_hash(Rt *rt, Ref obj)
{
    uint64_t address = heap_nominal(rt, obj);
    ptrdiff_t hash = (ptrdiff_t)(address >> 4 | address << 60);
    return hash == -1 ? -2 : hash;
}

/* --- creation: extra arguments are an error unless __new__ or __init__ was overridden
 */

static bool has_arguments(Ref args, Ref kwargs)
{
    return tuple_length(args) > 0 || (kwargs != NULL && dict_length(kwargs) > 0);
}

/* "Can't instantiate abstract class A with abstract methods f, g" */
static Own abstract_error(Rt *rt, Type *type)
{
    Own methods = object_attr_get(rt, (Ref)type, RT_NAME(rt, __abstractmethods__));
    if (methods == NULL) return NULL;
    Own names = sequence_to_list(rt, methods), separator = NULL, joined = NULL;
    release(rt, methods);
    if (names == NULL || list_sort(rt, names, NULL, false) < 0) goto done;
    separator = str_new(rt, ", ");
    if (separator == NULL) goto done;
    joined =
        str_join(rt, separator, as_refs(AS_LIST(names)->items), list_length(names));
    if (joined == NULL) goto done;
    error_raise(rt,
                TYPE_TypeError,
                "Can't instantiate abstract class %s with abstract method%s %U",
                type->name,
                list_length(names) > 1 ? "s" : "",
                joined);
done:
    release_all(rt, names, separator, joined);
    return NULL;
}

Own object_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    if (has_arguments(args, kwargs_or_null)) {
        if (type->slots.tp_new != object_tp_new) {
            return error_raise(rt,
                               TYPE_TypeError,
                               "object.__new__() takes exactly one argument (the type "
                               "to instantiate)");
        }
        if (type->slots.tp_init == object_tp_init) {
            return error_raise(
                rt, TYPE_TypeError, "%.200s() takes no arguments", type->name);
        }
    }
    if (type->flags & TYPE_FLAG_ABSTRACT) return abstract_error(rt, type);
    Own self = type->slots.tp_alloc(rt, type, 0);
    /* Other types' instances get a dict when the first attribute is set. */
    if (self != NULL && (type->flags & TYPE_FLAG_MANAGED_DICT) && managed_dict_begin(rt, self) < 0)
        release_clear(rt, &self);
    return self;
}

Own plain_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    return type->slots.tp_alloc(rt, type, 0);
}

int object_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    const Type *type = self->type;
    if (!has_arguments(args, kwargs_or_null)) return 0;
    if (type->slots.tp_init != object_tp_init) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "object.__init__() takes exactly one argument (the "
                               "instance to initialize)");
    }
    if (type->slots.tp_new == object_tp_new) {
        return error_raise_int(
            rt,
            TYPE_TypeError,
            "%.200s.__init__() takes exactly one argument (the instance to initialize)",
            type->name);
    }
    return 0;
}

/* --- text and comparison */

Own object_tp_repr(Rt *rt, Ref self)
{
    Ref type = object_type(self);
    Own module = NULL, qualname = NULL, text = NULL;
    if (object_attr_lookup(rt, type, RT_NAME(rt, __module__), &module) < 0) return NULL;
    qualname = object_attr_get(rt, type, RT_NAME(rt, __qualname__));
    if (qualname != NULL) {
        char address[32];
        object_address_text(rt, self, address);
        bool named =
            module != NULL && is_str(module) && !str_equals_text(module, "builtins");
        text = named ? str_format(rt, "<%U.%U object at %s>", module, qualname, address)
                     : str_format(rt, "<%T object at %s>", self, address);
    }
    release_all(rt, module, qualname);
    return text;
}

static Own object_tp_str(Rt *rt, Ref self)
{
    UnaryFn repr = self->type->slots.tp_repr;
    return (repr == NULL ? object_tp_repr : repr)(rt, self);
}

static Own object_tp_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (op == COMPARE_EQ)
        return self == other ? bool_new(rt, true) : not_implemented_new(rt);
    if (op != COMPARE_NE || self->type->slots.tp_richcompare == NULL) {
        return not_implemented_new(rt);
    }
    /* != is the opposite of ==, unless a type says otherwise. */
    Own equal = self->type->slots.tp_richcompare(rt, self, other, COMPARE_EQ);
    if (equal == NULL || equal == rt->not_implemented) return equal;
    int truth = object_is_true(rt, equal);
    release(rt, equal);
    return truth < 0 ? NULL : bool_new(rt, !truth);
}

/* --- __class__ */

static Own get_class(Rt *rt, Ref self)
{
    return new_ref(object_type(self));
}

/* Where the fields that classes added to their C base end, and which those are. */
static bool same_slots(const Type *one, const Type *other)
{
    const MemberDef *a = one->slot_members, *b = other->slot_members;
    if (a == NULL || b == NULL) return a == b;
    for (; a->name != NULL && b->name != NULL; a++, b++) {
        if (strcmp(a->name, b->name) != 0 || a->offset != b->offset) return false;
    }
    return a->name == b->name;
}

/* Does TYPE add nothing to the layout of its base? */
static bool adds_nothing(const Type *type)
{
    const Type *base = AS_TYPE(type->base);
    return base != NULL && type->basicsize == base->basicsize &&
           type->itemsize == base->itemsize && type->dict_offset == base->dict_offset &&
           type->weaklist_offset == base->weaklist_offset &&
           ((type->flags ^ base->flags) & (TYPE_FLAG_GC | TYPE_FLAG_MANAGED_DICT)) == 0;
}

/* Could instances of one be given the other type?  Compares the layouts only. */
static bool type_same_layout(const Type *one, const Type *other)
{
    while (adds_nothing(one)) one = AS_TYPE(one->base);
    while (adds_nothing(other)) other = AS_TYPE(other->base);
    if (one == other) return true;
    return AS_TYPE(one->base) == AS_TYPE(other->base) &&
           one->basicsize == other->basicsize && one->itemsize == other->itemsize &&
           one->dict_offset == other->dict_offset &&
           one->weaklist_offset == other->weaklist_offset &&
           (one->flags & TYPE_FLAG_HEAP) && (other->flags & TYPE_FLAG_HEAP) &&
           ((one->flags ^ other->flags) & (TYPE_FLAG_GC | TYPE_FLAG_MANAGED_DICT)) ==
               0 &&
           same_slots(one, other);
}

int type_check_layout(Rt *rt, const char *attribute, const Type *old, const Type *new)
{
    const char *what = ((old->flags ^ new->flags) & TYPE_FLAG_GC) != 0 ? "deallocator" : "object layout";
    if (what[0] == 'o' && type_same_layout(old, new)) return 0;
    return error_raise_int(rt, TYPE_TypeError, "%s assignment: '%s' %s differs from '%s'", attribute, new->name, what, old->name);
}

static int check_class_change(Rt *rt, const Type *old, Ref value)
{
    if (!is_type(value)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "__class__ must be set to a class, not '%T' object",
                               value);
    }
    const Type *new = AS_TYPE(value);
    bool modules = type_is_subtype(old, RT_TYPE(rt, module)) &&
                   type_is_subtype(new, RT_TYPE(rt, module));
    if (!modules && ((old->flags | new->flags) & TYPE_FLAG_IMMUTABLE)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "__class__ assignment only supported for mutable types "
                               "or ModuleType subclasses");
    }
    return type_check_layout(rt, "__class__", old, new);
}

static int set_class(Rt *rt, Ref self, Ref value_or_null)
{
    if (value_or_null == NULL) {
        return error_raise_int(rt, TYPE_TypeError, "can't delete __class__ attribute");
    }
    if (audit(rt, "object.__setattr__", "OsO", self, "__class__", value_or_null) < 0 || check_class_change(rt, self->type, value_or_null) < 0) return -1;
    /* The values under the old class's shared keys mean nothing to the new one. */
    if (has_managed_dict(self) && object_dict_peek(rt, self, true) == NULL) return -1;
    Obj *obj = (Obj *)self;
    Type *old = obj->type;
    obj->type = AS_TYPE(value_or_null);
    if (obj->type->flags & TYPE_FLAG_HEAP) ((Obj *)obj->type)->refcount++;
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL)
        rt->hooks->written(rt, rt->hooks->context, self, WRITE_ATTR, -1, RT_NAME(rt, __class__), (Ref)old, value_or_null);
    if (old->flags & TYPE_FLAG_HEAP) release(rt, (Own)old);
    return 0;
}

/* --- methods */

static Own method_format(Rt *rt, Ref self, Ref spec)
{
    if (!is_str(spec)) {
        return error_raise(
            rt, TYPE_TypeError, "__format__() argument must be str, not %T", spec);
    }
    if (str_length(spec) > 0) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "unsupported format string passed to %.200T.__format__",
                           self);
    }
    return object_str(rt, self);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    const Type *type = self->type;
    ptrdiff_t size = type->basicsize;
    if (type->itemsize > 0) {
        ptrdiff_t length = ((const VarObj *)self)->length;
        size += (length < 0 ? -length : length) * type->itemsize;
    }
    return int_new(rt, size);
}

/* Attributes of the instance, its class and all bases, as names in a dict. */
static Own method_dir(Rt *rt, Ref self)
{
    Own dict = NULL, names = NULL, class = NULL, list = NULL;
    if (object_attr_lookup(rt, self, RT_NAME(rt, __dict__), &dict) < 0) goto done;
    names = dict != NULL && is_dict(dict) ? dict_copy(rt, dict) : dict_new(rt);
    if (names == NULL ||
        object_attr_lookup(rt, self, RT_NAME(rt, __class__), &class) < 0) {
        goto done;
    }
    if (class != NULL && is_type(class)) {
        Ref mro = AS_TYPE(class)->mro;
        for (ptrdiff_t i = tuple_length(mro) - 1; i >= 0; i--) {
            if (dict_update(rt, names, AS_TYPE(tuple_peek(mro, i))->dict) < 0)
                goto done;
        }
    }
    list = dict_keys_list(rt, names);
done:
    release_all(rt, dict, names, class);
    return list;
}

static Own method_init_subclass(Rt *rt, Ref class)
{
    return none_new(rt);
}

static Own method_subclasshook(Rt *rt, Ref class, Ref args, Ref kwargs_or_null)
{
    return not_implemented_new(rt);
}

const TypeSpec object_type_spec = {
    .name = "object",
    .id = TYPE_object,
    .basicsize = sizeof(Obj),
    .flags = TYPE_FLAG_BASE,
    .doc = "object()\n--\n\nThe class from which every other derives.  An object of its own has no attributes, and gets none.",
    .slots = {.tp_dealloc = object_free,
              .tp_alloc = instance_alloc,
              .tp_free = object_free,
              .tp_new = object_tp_new,
              .tp_init = object_tp_init,
              .tp_repr = object_tp_repr,
              .tp_str = object_tp_str,
              .tp_hash = object_identity_hash,
              .tp_richcompare = object_tp_compare,
              .tp_getattro = object_generic_getattr,
              .tp_setattro = object_generic_setattr},
    .methods = METHODS(
        {"__reduce_ex__",
         METHOD_O,
         {.binary = object_reduce_ex},
         "__reduce_ex__($self, protocol, /)\n--\n\nHelper for pickle.",
         0},
        {"__reduce__",
         METHOD_NOARGS,
         {.unary = object_reduce},
         "__reduce__($self, /)\n--\n\nHelper for pickle.",
         0},
        {"__getstate__",
         METHOD_NOARGS,
         {.unary = object_getstate},
         "__getstate__($self, /)\n--\n\nHelper for pickle.",
         0},
        {"__subclasshook__",
         METHOD_VARARGS,
         {.call = method_subclasshook},
         "Whether a class counts as a subclass: NotImplemented leaves it to the usual "
         "rules.",
         METHOD_CLASS},
        {"__init_subclass__",
         METHOD_NOARGS,
         {.unary = method_init_subclass},
         "Called when a class is subclassed; does nothing unless overridden.",
         METHOD_CLASS},
        {"__format__",
         METHOD_O,
         {.binary = method_format},
         "__format__($self, format_spec, /)\n--\n\nDefault object formatter.",
         0},
        {"__sizeof__",
         METHOD_NOARGS,
         {.unary = method_sizeof},
         "__sizeof__($self, /)\n--\n\nSize of object in memory, in bytes.",
         0},
        {"__dir__",
         METHOD_NOARGS,
         {.unary = method_dir},
         "__dir__($self, /)\n--\n\nDefault dir() implementation.",
         0}),
    .getset = GETSETS(
        {"__class__", get_class, set_class, "the object's class"}),
};

/* --- what classes give to their instances */

static Own get_instance_dict(Rt *rt, Ref self)
{
    return is_type(self) ? mapping_proxy_new(rt, AS_TYPE(self)->dict) : object_dict_get(rt, self);
}

/* What a class, a module or an exception allows with its own __dict__ holds whatever other base brings this
   descriptor. */
static int check_dict_is_open(Rt *rt, Ref self, Ref value_or_null)
{
    if (is_exception(self) && value_or_null == NULL) return error_raise_int(rt, TYPE_TypeError, "cannot delete __dict__");
    if (is_type(self)) return error_raise_int(rt, TYPE_AttributeError, "attribute '__dict__' of 'type' objects is not writable");
    if (type_is_subtype(self->type, RT_TYPE(rt, module))) return error_raise_int(rt, TYPE_AttributeError, "readonly attribute");
    return 0;
}

static int set_instance_dict(Rt *rt, Ref self, Ref value_or_null)
{
    if (check_dict_is_open(rt, self, value_or_null) < 0) return -1;
    return object_dict_replace(rt, self, value_or_null);
}

static int set_fixed_dict(Rt *rt, Ref self, Ref value_or_null)
{
    if (value_or_null == NULL) return error_raise_int(rt, TYPE_TypeError, "cannot delete __dict__");
    return object_dict_replace(rt, self, value_or_null);
}

static Own get_instance_weakref(Rt *rt, Ref self)
{
    ptrdiff_t offset = self->type->weaklist_offset;
    Ref first = *(Own *)(void *)((char *)(uintptr_t)self + offset);
    return new_ref(first == NULL ? rt->none : first);
}

const GetSetDef instance_dict_getset[] = {
    {"__dict__", get_instance_dict, set_instance_dict, "dictionary for instance variables"},
    {NULL, NULL, NULL, NULL},
};
const GetSetDef fixed_dict_getset[] = {
    {"__dict__", get_instance_dict, set_fixed_dict, NULL},
    {NULL, NULL, NULL, NULL},
};
const GetSetDef instance_weakref_getset = {
    "__weakref__", get_instance_weakref, NULL, "list of weak references to the object"};
