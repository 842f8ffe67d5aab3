/* The type `type`: what types do as objects.  Calling one makes an instance; its
   attributes are its own, its bases' and its metaclass's. */
#include <string.h>

#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/exc_struct.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"
#include "objects/type_parts.h"
#include "objects/typeobj.h"
#include "objects/unionobj.h"

static Own type_repr(Rt *rt, Ref self)
{
    const Type *type = AS_TYPE(self);
    Own module = NULL, qualname = NULL, text = NULL;
    if (object_attr_lookup(rt, self, RT_NAME(rt, __module__), &module) < 0) return NULL;
    qualname = object_attr_get(rt, self, RT_NAME(rt, __qualname__));
    if (qualname == NULL) return error_release(rt, module);
    bool named =
        module != NULL && is_str(module) && !str_equals_text(module, "builtins");
    text = named ? str_format(rt, "<class '%U.%U'>", module, qualname)
                 : str_format(rt, "<class '%s'>", type_short_name(type));
    release_all(rt, module, qualname);
    return text;
}

/* --- calling a type */

static Own type_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Type *type = AS_TYPE(self);
    if (type == RT_TYPE(rt, type)) {
        if (tuple_length(args) == 1 &&
            (kwargs_or_null == NULL || dict_length(kwargs_or_null) == 0)) {
            return new_ref(object_type(tuple_peek(args, 0)));
        }
        if (tuple_length(args) != 3) {
            return error_raise(rt, TYPE_TypeError, "type() takes 1 or 3 arguments");
        }
    }
    if (type->slots.tp_new == NULL) {
        return error_raise(
            rt, TYPE_TypeError, "cannot create '%s' instances", type->name);
    }
    Own obj = type->slots.tp_new(rt, type, args, kwargs_or_null);
    if (obj == NULL || !type_is_subtype(obj->type, type)) return obj;
    InitFn init = obj->type->slots.tp_init;
    if (init != NULL && init(rt, obj, args, kwargs_or_null) < 0) return error_release(rt, obj);
    return obj;
}

static Own
type_vectorcall(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    const Type *type = AS_TYPE(self);
    ptrdiff_t nargs = vectorcall_count(nargsf);
    if (type == RT_TYPE(rt, type) && nargs == 1) {
        if (args_no_keywords(rt, "type", kwnames) < 0) return NULL;
        return new_ref(object_type(args[0]));
    }
    if (type->slots.tp_type_vectorcall != NULL) {
        return type->slots.tp_type_vectorcall(rt, self, args, nargsf, kwnames);
    }
    return call_as_tuple(rt, type_call, self, args, nargs, kwnames);
}

/* --- attributes: the metaclass's data descriptors, the type and its bases, the
 * metaclass */

static Own no_attribute(Rt *rt, Ref self, Ref name)
{
    return error_raise(rt, TYPE_AttributeError, "type object '%.50s' has no attribute '%U'", AS_TYPE(self)->name, name);
}

/* Finds NAME for type_getattro: new, or NULL with or without an exception. */
static Own attribute_find(Rt *rt, Ref self, Ref name)
{
    Type *metatype = self->type;
    Own meta = new_ref_or_null(type_lookup_peek(rt, metatype, name)), result = NULL;
    Own (*meta_get)(Rt *, Ref, Ref, Ref) =
        meta == NULL ? NULL : meta->type->slots.tp_descr_get;
    if (meta_get != NULL && meta->type->slots.tp_descr_set != NULL) {
        result = meta_get(rt, meta, self, (Ref)metatype);
        release(rt, meta);
        return result;
    }
    Own mine = new_ref_or_null(type_lookup_peek(rt, AS_TYPE(self), name));
    if (mine != NULL) {
        Own (*get)(Rt *, Ref, Ref, Ref) = mine->type->slots.tp_descr_get;
        release(rt, meta);
        if (get == NULL) return mine;
        result = get(rt, mine, NULL, self);
        release(rt, mine);
        return result;
    }
    if (meta_get == NULL) return meta;
    result = meta_get(rt, meta, self, (Ref)metatype);
    release(rt, meta);
    return result;
}

static Own type_getattro(Rt *rt, Ref self, Ref name)
{
    if (!is_str(name)) {
        return error_raise(
            rt, TYPE_TypeError, "attribute name must be string, not '%.200T'", name);
    }
    Own result = attribute_find(rt, self, name);
    return result != NULL || rt_is_pending(rt) ? result : no_attribute(rt, self, name);
}

static int type_setattro(Rt *rt, Ref self, Ref name, Ref value_or_null)
{
    Type *type = AS_TYPE(self);
    if (type->flags & TYPE_FLAG_IMMUTABLE) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "cannot set %R attribute of immutable type '%s'",
                               name,
                               type->name);
    }
    if (!is_str(name))
        return error_raise_int(rt, TYPE_TypeError, "attribute name must be string, not '%.200T'", name);
    Own interned = new_ref(name);
    if (is_exact(name, TYPE_str)) str_intern(rt, &interned); /* the names of slots are met by identity */
    name = interned;
    Own descr = new_ref_or_null(type_lookup_peek(rt, self->type, name));
    int result;
    if (descr != NULL && descr->type->slots.tp_descr_set != NULL) {
        result = descr->type->slots.tp_descr_set(rt, descr, self, value_or_null);
    } else if (value_or_null != NULL) {
        result = dict_set(rt, type->dict, name, value_or_null);
    } else {
        result = dict_delete(rt, type->dict, name);
        if (result < 0 && error_clear_if(rt, TYPE_KeyError))
            no_attribute(rt, self, name);
    }
    release(rt, descr);
    if (result == 0) result = type_modified(rt, type, name);
    release(rt, interned);
    return result;
}

/* --- memory */

static bool type_is_container(Ref self)
{
    return (AS_TYPE(self)->flags & TYPE_FLAG_HEAP) != 0;
}

static int type_traverse(Ref self, VisitFn visit, void *context)
{
    const Type *type = AS_TYPE(self);
    Ref held[] = {type->dict, type->mro, type->bases, type->base, type->module};
    for (size_t i = 0; i < ARRAY_LENGTH(held); i++) {
        int stop = held[i] == NULL ? 0 : visit(held[i], context);
        if (stop != 0) return stop;
    }
    return 0;
}

/* The bases stay: instances that die in the same cycle still need them. */
static int type_clear(Rt *rt, Obj *self)
{
    Type *type = AS_TYPE(self);
    type_drop_version(rt, type);
    if (type->dict != NULL && dict_clear(rt, type->dict) < 0) return -1;
    release_clear(rt, &type->module);
    release_clear(rt, &type->mro);
    return 0;
}

static void type_dealloc(Rt *rt, Obj *self)
{
    Type *type = AS_TYPE(self);
    Pending pending = error_fetch(rt);
    type_drop_version(rt, type);
    for (ptrdiff_t i = 0; type->bases != NULL && i < tuple_length(type->bases); i++) {
        type_remove_subclass(rt, AS_TYPE(tuple_peek(type->bases, i)), type);
    }
    release_clear(rt, &type->dict);
    release_clear(rt, &type->bases);
    release_clear(rt, &type->mro);
    release_clear(rt, &type->subclasses);
    release_clear(rt, &type->slots_tuple);
    release_clear(rt, &type->module);
    release_clear(rt, &type->qualname);
    release_clear(rt, &type->heap_name);
    if (type->cached_keys != NULL) keys_release(rt, type->cached_keys);
    heap_free(rt, type->slot_members);
    release_clear(rt, &type->base);
    error_restore(rt, pending);
    object_free(rt, self);
}

_Static_assert(sizeof(Type) <= HEAP_TYPE_SIZE, "a class is as long as CPython's");

const TypeSpec type_type_spec = {
    .name = "type",
    .id = TYPE_type,
    .basicsize = HEAP_TYPE_SIZE,
    .itemsize =
        sizeof(MemberDef), /* CPython keeps the fields of __slots__ behind the type */
    .dict_offset = offsetof(Type, dict),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE | TYPE_FLAG_HAVE_VECTORCALL |
             TYPE_FLAG_TYPE_SUBCLASS,
    .weaklist_offset = offsetof(Type, weakrefs),
    .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a "
           "new type",
    .slots = {.tp_dealloc = type_dealloc,
              .tp_traverse = type_traverse,
              .tp_clear = type_clear,
              .tp_is_gc = type_is_container,
              .tp_new = type_tp_new,
              .tp_init = type_tp_init,
              .tp_repr = type_repr,
              .tp_call = type_call,
              .tp_vectorcall = type_vectorcall,
              .tp_getattro = type_getattro,
              .tp_setattro = type_setattro,
              .nb_or = union_or},
    .methods = type_methods,
    .members = type_members,
    .getset = type_getset,
};
