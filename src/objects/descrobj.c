/* Descriptors of types written in C.  Each belongs to one class and refuses objects
   that are not its instances, for it would read their memory as something that it is
   not. */
#include "objects/descrobj.h"

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/methodcall.h"
#include "objects/object_reduce.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- what all of them share */

static Own descr_new(Rt *rt, TypeId id, Type *type, const char *name)
{
    Own text = str_interned(rt, name);
    if (text == NULL) return NULL;
    DescrObj *descr = (DescrObj *)object_new(rt, rt->types[id]);
    if (descr == NULL) return error_release(rt, text);
    descr->type = new_ref((Ref)type);
    descr->name = text;
    gc_track(rt, (Ref)descr);
    return (Own)descr;
}

void descr_dealloc(Rt *rt, Obj *self)
{
    DescrObj *descr = (DescrObj *)self;
    release_clear(rt, &descr->type);
    release_clear(rt, &descr->name);
    release_clear(rt, &descr->qualname);
    object_free(rt, self);
}

int descr_traverse(Ref self, VisitFn visit, void *context)
{
    Ref type = ((const DescrObj *)self)->type;
    return type == NULL ? 0 : visit(type, context);
}

static const char *descr_class_name(Ref self)
{
    Ref type = ((const DescrObj *)self)->type;
    return type == NULL ? "?" : AS_TYPE(type)->name;
}

static Own descr_text(Rt *rt, Ref self, const char *kind)
{
    return str_format(rt,
                      "<%s '%U' of '%s' objects>",
                      kind,
                      ((const DescrObj *)self)->name,
                      descr_class_name(self));
}

/* Is INSTANCE one of the class's?  0 or -1. */
static int descr_check(Rt *rt, Ref self, Ref instance)
{
    const DescrObj *descr = (const DescrObj *)self;
    if (type_is_subtype(instance->type, AS_TYPE(descr->type))) return 0;
    return error_raise_int(
        rt,
        TYPE_TypeError,
        "descriptor '%U' for '%.100s' objects doesn't apply to a '%.100T' object",
        descr->name,
        descr_class_name(self),
        instance);
}

Own descr_get_qualname(Rt *rt, Ref self)
{
    DescrObj *descr = (DescrObj *)self;
    if (descr->qualname == NULL) {
        Own class_name = object_attr_get(rt, descr->type, RT_NAME(rt, __qualname__));
        if (class_name == NULL) return NULL;
        descr->qualname = str_format(rt, "%S.%S", class_name, descr->name);
        release(rt, class_name);
        if (descr->qualname == NULL) return NULL;
    }
    return new_ref(descr->qualname);
}

const MemberDef descr_members[] = {
    {"__objclass__", MEMBER_OBJECT, offsetof(DescrObj, type), true, NULL},
    {"__name__", MEMBER_OBJECT, offsetof(DescrObj, name), true, NULL},
    {0},
};

/* (getattr, (class, name)) */
static Own descr_reduce(Rt *rt, Ref self)
{
    const DescrObj *descr = (const DescrObj *)self;
    return reduced_to_builtin(rt, "getattr", tuple_of(rt, 2, descr->type, descr->name), NULL);
}

const MethodDef descr_methods[] = {
    {"__reduce__", METHOD_NOARGS, {.unary = descr_reduce}, NULL, 0},
    {0},
};

/* Not of a classmethod_descriptor, nor of a getset_descriptor. */
#define DESCR_SPEC(label, structure, own_slots, own_methods, own_getset, own_flags)    \
    const TypeSpec label##_type_spec = {                                               \
        .name = #label,                                                                \
        .id = TYPE_##label,                                                            \
        .basicsize = sizeof(structure),                                                \
        .flags = TYPE_FLAG_GC | (own_flags),                                           \
        .slots = {.tp_dealloc = descr_dealloc,                                         \
                  .tp_traverse = descr_traverse,                                       \
                  .tp_getattro = object_generic_getattr,                               \
                  own_slots},                                                          \
        .methods = own_methods,                                                        \
        .members = descr_members,                                                      \
        .getset = own_getset,                                                          \
    }
#define SLOTS(...) __VA_ARGS__

/* --- methods: list.append */

Own method_descr_new(Rt *rt, Type *type, const MethodDef *def)
{
    TypeId id = def->flags & METHOD_CLASS ? TYPE_classmethod_descriptor
                                          : TYPE_method_descriptor;
    Own descr = descr_new(rt, id, type, def->name);
    if (descr != NULL) ((MethodDescrObj *)descr)->def = def;
    return descr;
}

static Own method_descr_repr(Rt *rt, Ref self)
{
    return descr_text(rt, self, "method");
}

static Own method_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    if (instance_or_null == NULL) return new_ref(self);
    if (descr_check(rt, self, instance_or_null) < 0) return NULL;
    return builtin_new(rt, ((const MethodDescrObj *)self)->def, instance_or_null, NULL);
}

static Own
method_descr_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = vectorcall_count(nargsf);
    if (nargs < 1) {
        Own text = callable_text(rt, self);
        if (text != NULL) {
            error_raise(
                rt, TYPE_TypeError, "unbound method %U needs an argument", text);
        }
        release(rt, text);
        return NULL;
    }
    if (descr_check(rt, self, args[0]) < 0) return NULL;
    const MethodDef *def = ((const MethodDescrObj *)self)->def;
    return method_def_call(rt, self, def, args[0], args + 1, nargs - 1, kwnames);
}

static const char *method_doc(Ref self)
{
    return ((const MethodDescrObj *)self)->def->doc;
}

static Own method_descr_doc(Rt *rt, Ref self)
{
    return doc_body(rt, ((const MethodDescrObj *)self)->def->name, method_doc(self));
}

static Own method_descr_signature(Rt *rt, Ref self)
{
    return doc_signature(
        rt, ((const MethodDescrObj *)self)->def->name, method_doc(self));
}

static const GetSetDef method_descr_getset[] = {
    {"__doc__", method_descr_doc, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL},
    {"__text_signature__", method_descr_signature, NULL, NULL},
    {0},
};

DESCR_SPEC(method_descriptor,
           MethodDescrObj,
           SLOTS(.tp_repr = method_descr_repr,
                 .tp_descr_get = method_descr_get,
                 .tp_vectorcall = method_descr_call,
                 .tp_call = call_vectorcall),
           descr_methods,
           method_descr_getset,
           TYPE_FLAG_METHOD_DESCRIPTOR | TYPE_FLAG_HAVE_VECTORCALL);

/* --- class methods: dict.fromkeys */

static Own
classmethod_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    const DescrObj *descr = (const DescrObj *)self;
    Ref owner = owner_or_null;
    if (owner == NULL && instance_or_null != NULL)
        owner = object_type(instance_or_null);
    if (owner == NULL) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "descriptor '%U' for type '%.100s' needs either an object or a type",
            descr->name,
            descr_class_name(self));
    }
    if (!is_type(owner)) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "descriptor '%U' for type '%.100s' needs a type, not a '%.100T' as arg 2",
            descr->name,
            descr_class_name(self),
            owner);
    }
    if (!type_is_subtype(AS_TYPE(owner), AS_TYPE(descr->type))) {
        return error_raise(
            rt,
            TYPE_TypeError,
            "descriptor '%U' requires a subtype of '%.100s' but received '%.100s'",
            descr->name,
            descr_class_name(self),
            AS_TYPE(owner)->name);
    }
    return builtin_new(rt, ((const MethodDescrObj *)self)->def, owner, NULL);
}

static Own
classmethod_descr_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = vectorcall_count(nargsf);
    if (nargs < 1) {
        return error_raise(rt,
                           TYPE_TypeError,
                           "descriptor '%U' of '%.100s' object needs an argument",
                           ((const DescrObj *)self)->name,
                           descr_class_name(self));
    }
    Own bound = classmethod_descr_get(rt, self, NULL, args[0]);
    if (bound == NULL) return NULL;
    Own result = call_vector(rt, bound, args + 1, (size_t)(nargs - 1), kwnames);
    release(rt, bound);
    return result;
}

DESCR_SPEC(classmethod_descriptor,
           MethodDescrObj,
           SLOTS(.tp_repr = method_descr_repr,
                 .tp_descr_get = classmethod_descr_get,
                 .tp_vectorcall = classmethod_descr_call,
                 .tp_call = call_vectorcall),
           NULL,
           method_descr_getset,
           0);

/* --- fields: complex.real */

Own field_descr_new(Rt *rt, Type *type, const MemberDef *def)
{
    Own descr = descr_new(rt, TYPE_member_descriptor, type, def->name);
    if (descr != NULL) ((MemberDescrObj *)descr)->def = def;
    return descr;
}

static Own field_descr_repr(Rt *rt, Ref self)
{
    return descr_text(rt, self, "member");
}

static Own field_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    if (instance_or_null == NULL) return new_ref(self);
    if (descr_check(rt, self, instance_or_null) < 0) return NULL;
    return field_get(rt, instance_or_null, ((const MemberDescrObj *)self)->def);
}

static void tell_written(Rt *rt, Ref self, Ref instance, Ref value_or_null)
{
    const MemberDef *def = ((const MemberDescrObj *)self)->def;
    bool reference = def->kind == MEMBER_OBJECT || def->kind == MEMBER_OBJECT_EX;
    if (rt->hooks->written == NULL || !reference || def->readonly) return;
    Ref old = *(Own *)(void *)((char *)(uintptr_t)instance + def->offset);
    Ref name = ((const DescrObj *)self)->name;
    rt->hooks->written(
        rt, rt->hooks->context, instance, WRITE_ATTR, -1, name, old, value_or_null);
}

static int field_descr_set(Rt *rt, Ref self, Ref instance, Ref value_or_null)
{
    if (descr_check(rt, self, instance) < 0) return -1;
    if (rt_hears(rt, HEAR_WRITES)) tell_written(rt, self, instance, value_or_null);
    return field_set(rt, instance, ((const MemberDescrObj *)self)->def, value_or_null);
}

static Own field_descr_doc(Rt *rt, Ref self)
{
    const char *doc = ((const MemberDescrObj *)self)->def->doc;
    return doc == NULL ? none_new(rt) : str_new(rt, doc);
}

static const GetSetDef field_descr_getset[] = {
    {"__doc__", field_descr_doc, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL},
    {0},
};

DESCR_SPEC(member_descriptor,
           MemberDescrObj,
           SLOTS(.tp_repr = field_descr_repr,
                 .tp_descr_get = field_descr_get,
                 .tp_descr_set = field_descr_set),
           descr_methods,
           field_descr_getset,
           0);

/* --- computed attributes: int.numerator */

Own getset_descr_new(Rt *rt, Type *type, const GetSetDef *def)
{
    Own descr = descr_new(rt, TYPE_getset_descriptor, type, def->name);
    if (descr != NULL) ((GetSetDescrObj *)descr)->def = def;
    return descr;
}

static Own getset_descr_repr(Rt *rt, Ref self)
{
    return descr_text(rt, self, "attribute");
}

static Own getset_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    if (instance_or_null == NULL) return new_ref(self);
    if (descr_check(rt, self, instance_or_null) < 0) return NULL;
    const GetSetDef *def = ((const GetSetDescrObj *)self)->def;
    if (def->get != NULL) return def->get(rt, instance_or_null);
    return error_raise(rt,
                       TYPE_AttributeError,
                       "attribute '%U' of '%.100s' objects is not readable",
                       ((const DescrObj *)self)->name,
                       descr_class_name(self));
}

static int getset_descr_set(Rt *rt, Ref self, Ref instance, Ref value_or_null)
{
    if (descr_check(rt, self, instance) < 0) return -1;
    const GetSetDef *def = ((const GetSetDescrObj *)self)->def;
    if (def->set != NULL) return def->set(rt, instance, value_or_null);
    return error_raise_int(rt,
                           TYPE_AttributeError,
                           "attribute '%U' of '%.100s' objects is not writable",
                           ((const DescrObj *)self)->name,
                           descr_class_name(self));
}

static Own getset_descr_doc(Rt *rt, Ref self)
{
    const char *doc = ((const GetSetDescrObj *)self)->def->doc;
    return doc == NULL ? none_new(rt) : str_new(rt, doc);
}

static const GetSetDef getset_descr_getset[] = {
    {"__doc__", getset_descr_doc, NULL, NULL},
    {"__qualname__", descr_get_qualname, NULL, NULL},
    {0},
};

DESCR_SPEC(getset_descriptor,
           GetSetDescrObj,
           SLOTS(.tp_repr = getset_descr_repr,
                 .tp_descr_get = getset_descr_get,
                 .tp_descr_set = getset_descr_set),
           NULL,
           getset_descr_getset,
           0);
