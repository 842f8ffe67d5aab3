/* The attributes that a type shows: __name__, __bases__, __mro__, __dict__, … and what
   may be done to them.  Types made in C are shared by everything and cannot be changed.
 */
#include <string.h>

#include "objects/abstract.h"
#include "objects/audit.h"
#include "objects/descrobj.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/slots.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/typeobj.h"
#include "objects/weakrefobj.h"

/* May NAME of TYPE be set?  -1 + TypeError "cannot set 'x' attribute of immutable type 'int'". */
static int type_check_mutable(Rt *rt, const Type *type, const char *name)
{
    if (!(type->flags & TYPE_FLAG_IMMUTABLE)) return 0;
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "cannot set '%s' attribute of immutable type '%s'",
                           name,
                           type->name);
}

/* The same, for a setter, which cannot delete either. */
static int check_set(Rt *rt, const Type *type, Ref value_or_null, const char *name)
{
    if (type_check_mutable(rt, type, name) < 0) return -1;
    if (value_or_null != NULL) return audit(rt, "object.__setattr__", "OsO", (Ref)type, name, value_or_null);
    return error_raise_int(rt,
                           TYPE_TypeError,
                           "cannot delete '%s' attribute of immutable type '%s'",
                           name,
                           type->name);
}

static Own get_name(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    if (type->heap_name != NULL) return new_ref(type->heap_name);
    return str_new(rt, type_short_name(type));
}

static int set_name(Rt *rt, Ref self, Ref value_or_null)
{
    Type *type = AS_TYPE(self);
    if (check_set(rt, type, value_or_null, "__name__") < 0) return -1;
    if (!is_str(value_or_null)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "can only assign string to %s.__name__, not '%T'",
                               type->name,
                               value_or_null);
    }
    size_t size;
    const char *text = str_utf8(rt, value_or_null, &size);
    if (text == NULL) return -1;
    if (strlen(text) != size) {
        return error_raise_int(
            rt, TYPE_ValueError, "type name must not contain null characters");
    }
    Own old = type->heap_name;
    type->heap_name = new_ref(value_or_null);
    type->name = text;
    release(rt, old);
    return 0;
}

static Own get_qualname(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    return type->qualname != NULL ? new_ref(type->qualname) : get_name(rt, self);
}

static int set_qualname(Rt *rt, Ref self, Ref value_or_null)
{
    Type *type = AS_TYPE(self);
    if (check_set(rt, type, value_or_null, "__qualname__") < 0) return -1;
    if (!is_str(value_or_null)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "can only assign string to %s.__qualname__, not '%T'",
                               type->name,
                               value_or_null);
    }
    release_replace(rt, &type->qualname, new_ref(value_or_null));
    return 0;
}

static Own get_module(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    Own module = NULL;
    /* What a type of viv's own has under that name is an attribute of its instances. */
    if (type->flags & TYPE_FLAG_HEAP) {
        int found = dict_lookup(rt, type->dict, RT_NAME(rt, __module__), &module);
        return found != 0 ? module : error_raise_obj(rt, TYPE_AttributeError, RT_NAME(rt, __module__));
    }
    const char *dot = strrchr(type->name, '.');
    if (dot == NULL) return new_ref(RT_NAME(rt, builtins));
    module = str_from_utf8(rt, type->name, (size_t)(dot - type->name));
    if (module != NULL) str_intern(rt, &module);
    return module;
}

/* Stores VALUE in the type's own dict, as the attribute that it is. */
static int set_in_dict(Rt *rt, Ref self, Ref value_or_null, Ref name, const char *text)
{
    Type *type = AS_TYPE(self);
    if (check_set(rt, type, value_or_null, text) < 0) return -1;
    if (dict_set(rt, type->dict, name, value_or_null) < 0) return -1;
    type_drop_version(rt, type);
    return 0;
}

static int set_module(Rt *rt, Ref self, Ref value_or_null)
{
    return set_in_dict(rt, self, value_or_null, RT_NAME(rt, __module__), "__module__");
}

static Own get_bases(Rt *rt, Ref self)
{
    return new_ref(AS_TYPE(self)->bases);
}

static Own get_dict(Rt *rt, Ref self)
{
    return mapping_proxy_new(rt, AS_TYPE(self)->dict);
}

static Own get_doc(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    Ref doc = dict_peek(rt, type->dict, RT_NAME(rt, __doc__));
    if (doc == NULL) return none_new(rt);
    Own (*get)(Rt *, Ref, Ref, Ref) = doc->type->slots.tp_descr_get;
    return get == NULL ? new_ref(doc) : get(rt, doc, NULL, self);
}

static int set_doc(Rt *rt, Ref self, Ref value_or_null)
{
    return set_in_dict(rt, self, value_or_null, RT_NAME(rt, __doc__), "__doc__");
}

static Own get_text_signature(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    if (type->spec != NULL) return doc_signature(rt, type->name, type->spec->doc);
    Ref doc = dict_peek(rt, type->dict, RT_NAME(rt, __doc__));
    const char *text = doc != NULL && is_str(doc) ? str_utf8(rt, doc, NULL) : NULL;
    return rt_is_pending(rt) ? NULL : doc_signature(rt, type->name, text);
}

static Own get_abstract_methods(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    Ref name = RT_NAME(rt, __abstractmethods__);
    Own value = NULL;
    /* `type` has the descriptor under this name, and no methods. */
    int found =
        type == RT_TYPE(rt, type) ? 0 : dict_lookup(rt, type->dict, name, &value);
    if (found == 0) error_raise_obj(rt, TYPE_AttributeError, name);
    return value;
}

static int set_abstract_methods(Rt *rt, Ref self, Ref value_or_null)
{
    Type *type = AS_TYPE(self);
    Ref name = RT_NAME(rt, __abstractmethods__);
    int abstract = 0;
    if (type_check_mutable(rt, type, "__abstractmethods__") < 0) return -1;
    if (value_or_null != NULL) {
        abstract = object_is_true(rt, value_or_null);
        if (abstract < 0 || dict_set(rt, type->dict, name, value_or_null) < 0)
            return -1;
    } else if (dict_delete(rt, type->dict, name) < 0) {
        if (error_clear_if(rt, TYPE_KeyError))
            error_raise_obj(rt, TYPE_AttributeError, name);
        return -1;
    }
    type_drop_version(rt, type);
    type->flags &= ~(uint32_t)TYPE_FLAG_ABSTRACT;
    if (abstract) type->flags |= TYPE_FLAG_ABSTRACT;
    return 0;
}

/* A class gets its dict of annotations when it is first asked for. */
static Own get_annotations(Rt *rt, Ref self)
{
    Type *type = AS_TYPE(self);
    Ref name = RT_NAME(rt, __annotations__);
    if (!(type->flags & TYPE_FLAG_HEAP)) {
        return error_raise(rt,
                           TYPE_AttributeError,
                           "type object '%s' has no attribute '__annotations__'",
                           type->name);
    }
    Ref found = dict_peek(rt, type->dict, name);
    if (found != NULL) {
        Own (*get)(Rt *, Ref, Ref, Ref) = found->type->slots.tp_descr_get;
        return get == NULL ? new_ref(found) : get(rt, found, NULL, self);
    }
    Own annotations = dict_new(rt);
    if (annotations == NULL) return NULL;
    if (dict_set(rt, type->dict, name, annotations) < 0) return error_release(rt, annotations);
    type_drop_version(rt, type);
    return annotations;
}

static int set_annotations(Rt *rt, Ref self, Ref value_or_null)
{
    Type *type = AS_TYPE(self);
    Ref name = RT_NAME(rt, __annotations__);
    if (type_check_mutable(rt, type, "__annotations__") < 0) return -1;
    int result;
    if (value_or_null != NULL) {
        result = dict_set(rt, type->dict, name, value_or_null);
    } else {
        result = dict_delete(rt, type->dict, name);
        if (result < 0 && error_clear_if(rt, TYPE_KeyError)) {
            error_raise_obj(rt, TYPE_AttributeError, name);
        }
    }
    type_drop_version(rt, type);
    return result;
}

/* --- __bases__ = …: the MROs of the class and all its subclasses are computed anew */

static void fix_slots_below(Rt *rt, Type *type)
{
    slots_fix_all(rt, type);
    if (type->subclasses == NULL) return;
    ptrdiff_t position = 0;
    Ref key, weak;
    while (dict_next(type->subclasses, &position, &key, &weak)) {
        Ref subclass = weakref_peek(weak);
        if (subclass != NULL) fix_slots_below(rt, AS_TYPE(subclass));
    }
}

/* Is TYPE among the bases by layout?  The MRO may not be renewed yet when a metaclass's mro() asks. */
static bool is_below(const Type *below, const Type *type)
{
    for (; below != NULL; below = AS_TYPE(below->base)) {
        if (below == type) return true;
    }
    return false;
}

static int check_new_bases(Rt *rt, const Type *type, Ref value_or_null)
{
    if (check_set(rt, type, value_or_null, "__bases__") < 0) return -1;
    if (!is_tuple(value_or_null)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "can only assign tuple to %s.__bases__, not %T",
                               type->name,
                               value_or_null);
    }
    if (tuple_length(value_or_null) == 0) {
        return error_raise_int(
            rt,
            TYPE_TypeError,
            "can only assign non-empty tuple to %s.__bases__, not ()",
            type->name);
    }
    for (ptrdiff_t i = 0; i < tuple_length(value_or_null); i++) {
        Ref base = tuple_peek(value_or_null, i);
        if (!is_type(base)) {
            return error_raise_int(rt,
                                   TYPE_TypeError,
                                   "%s.__bases__ must be tuple of classes, not '%T'",
                                   type->name,
                                   base);
        }
        if (type_is_subtype(AS_TYPE(base), type) || is_below(AS_TYPE(base), type)) {
            return error_raise_int(
                rt, TYPE_TypeError, "a __bases__ item causes an inheritance cycle");
        }
    }
    return 0;
}

static int move_to_bases(Rt *rt, Type *type, Ref old_bases)
{
    for (ptrdiff_t i = 0; i < tuple_length(old_bases); i++) {
        type_remove_subclass(rt, AS_TYPE(tuple_peek(old_bases, i)), type);
    }
    for (ptrdiff_t i = 0; i < tuple_length(type->bases); i++) {
        if (type_add_subclass(rt, AS_TYPE(tuple_peek(type->bases, i)), type) < 0)
            return -1;
    }
    type_drop_version(rt, type);
    fix_slots_below(rt, type);
    return 0;
}

static int set_bases(Rt *rt, Ref self, Ref value_or_null)
{
    Type *type = AS_TYPE(self);
    if (check_new_bases(rt, type, value_or_null) < 0) return -1;
    Type *best = type_best_base(rt, value_or_null);
    if (best == NULL) return -1;
    if (type_check_layout(rt, "__bases__", AS_TYPE(type->base), best) < 0) return -1;
    Own old_bases = type->bases, old_base = type->base, done = NULL;
    Own bases = new_ref(value_or_null); /* held, so that no newer tuple can be taken for it */
    type->bases = new_ref(bases);
    type->base = new_ref((Ref)best);
    done = list_new(rt, 0);
    int result = done == NULL ? -1 : mro_set_below(rt, type, done);
    bool is_last = type->bases == bases; /* mro() may have assigned to __bases__ */
    if (result == 0 && is_last) {
        result = move_to_bases(rt, type, old_bases);
    } else if (result < 0) { /* back to what was, and the error stays */
        Pending pending = error_fetch(rt);
        if (done != NULL) mro_undo(rt, done);
        if (is_last) {
            release_replace(rt, &type->bases, new_ref(old_bases));
            release_replace(rt, &type->base, new_ref(old_base));
        }
        error_restore(rt, pending);
    }
    release_all(rt, done, bases, old_bases, old_base);
    return result;
}

/* A managed dict lies before the object: CPython counts it from the end. */
static Own get_dict_offset(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    bool managed = (type->flags & TYPE_FLAG_MANAGED_DICT) != 0;
    return int_new(rt, managed ? -(type->basicsize + 24) : type->dict_offset);
}

const GetSetDef type_getset[] = {
    {"__name__", get_name, set_name, NULL},
    {"__qualname__", get_qualname, set_qualname, NULL},
    {"__bases__", get_bases, set_bases, NULL},
    {"__dictoffset__", get_dict_offset, NULL, NULL},
    {"__module__", get_module, set_module, NULL},
    {"__abstractmethods__", get_abstract_methods, set_abstract_methods, NULL},
    {"__dict__", get_dict, NULL, NULL},
    {"__doc__", get_doc, set_doc, NULL},
    {"__text_signature__", get_text_signature, NULL, NULL},
    {"__annotations__", get_annotations, set_annotations, NULL},
    {0},
};

const MemberDef type_members[] = {
    {"__base__", MEMBER_OBJECT, offsetof(Type, base), true, NULL},
    {"__mro__", MEMBER_OBJECT, offsetof(Type, mro), true, NULL},
    {"__basicsize__", MEMBER_SIZE, offsetof(Type, basicsize), true, NULL},
    {"__itemsize__", MEMBER_SIZE, offsetof(Type, itemsize), true, NULL},
    {"__flags__", MEMBER_UINT, offsetof(Type, flags), true, NULL},
    {"__weakrefoffset__", MEMBER_SIZE, offsetof(Type, weaklist_offset), true, NULL},
    {0},
};

/* --- methods */

static Own method_mro(Rt *rt, Ref self)
{
    Own order = mro_compute(rt, AS_TYPE(self));
    if (order == NULL) return NULL;
    Own list = sequence_to_list(rt, order);
    release(rt, order);
    return list;
}

static Own method_subclasses(Rt *rt, Ref self)
{
    Own list = list_new(rt, 0);
    Ref subclasses = AS_TYPE(self)->subclasses, key, weak;
    ptrdiff_t position = 0;
    while (list != NULL && subclasses != NULL &&
           dict_next(subclasses, &position, &key, &weak)) {
        Ref subclass = weakref_peek(weak);
        if (subclass != NULL && list_append(rt, list, subclass) < 0)
            release_clear(rt, &list);
    }
    return list;
}

static Own method_prepare(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    return dict_new(rt);
}

static Own method_instance_check(Rt *rt, Ref self, Ref obj)
{
    int answer = type_is_instance(rt, obj, self);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

static Own method_subclass_check(Rt *rt, Ref self, Ref derived)
{
    int answer = type_is_subclass(rt, derived, self);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

/* What the class and all its bases have. */
static Own method_dir(Rt *rt, Ref self)
{
    Own names = dict_new(rt);
    Ref mro = AS_TYPE(self)->mro;
    for (ptrdiff_t i = tuple_length(mro) - 1; i >= 0 && names != NULL; i--) {
        if (dict_update(rt, names, AS_TYPE(tuple_peek(mro, i))->dict) < 0) {
            release_clear(rt, &names);
        }
    }
    if (names == NULL) return NULL;
    Own list = dict_keys_list(rt, names);
    release(rt, names);
    return list;
}

static Own method_sizeof(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    if (!(type->flags & TYPE_FLAG_HEAP)) return int_new(rt, STATIC_TYPE_SIZE);
    size_t keys = type->cached_keys == NULL ? 0 : keys_size(type->cached_keys);
    return int_new_unsigned(rt, HEAP_TYPE_SIZE + keys);
}

const MethodDef type_methods[] = {
    {"mro",
     METHOD_NOARGS,
     {.unary = method_mro},
     "mro($self, /)\n--\n\nReturn a type's method resolution order.",
     0},
    {"__subclasses__",
     METHOD_NOARGS,
     {.unary = method_subclasses},
     "__subclasses__($self, /)\n--\n\nReturn a list of immediate subclasses.",
     0},
    {"__prepare__",
     METHOD_FASTCALL_KEYWORDS,
     {.fast = method_prepare},
     "The namespace of a class body: a new dict.",
     METHOD_CLASS},
    {"__instancecheck__",
     METHOD_O,
     {.binary = method_instance_check},
     "__instancecheck__($self, instance, /)\n--\n\nCheck if an object is an instance.",
     0},
    {"__subclasscheck__",
     METHOD_O,
     {.binary = method_subclass_check},
     "__subclasscheck__($self, subclass, /)\n--\n\nCheck if a class is a subclass.",
     0},
    {"__dir__",
     METHOD_NOARGS,
     {.unary = method_dir},
     "__dir__($self, /)\n--\n\nSpecialized __dir__ implementation for types.",
     0},
    {"__sizeof__",
     METHOD_NOARGS,
     {.unary = method_sizeof},
     "__sizeof__($self, /)\n--\n\nReturn memory consumption of the type object.",
     0},
    {0},
};
