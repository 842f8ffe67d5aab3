/* obj.name.  The generic way, which most types use, asks in this order:

     1. a data descriptor (it has __set__ or __delete__) of that name in the type's MRO
     2. the instance's own attributes
     3. a plain descriptor of the type (a function becomes a bound method), or whatever
        else the type has under that name

   Names reach the type and the dicts as exact str only: an instance of a subclass of
   str is copied first, so that its __eq__ and __hash__ need not run. */
#include "objects/abstract.h"
#include "objects/error.h"
#include "objects/exc_struct.h"
#include "objects/managed_dict.h"
#include "objects/strobj.h"

/* NAME as an exact str, new; TypeError when it is no str. */
static Own name_exact(Rt *rt, Ref name)
{
    if (is_exact(name, TYPE_str)) return new_ref(name);
    if (is_str(name)) return str_format(rt, "%U", name);
    return error_raise(
        rt, TYPE_TypeError, "attribute name must be string, not '%.200T'", name);
}

/* --- errors */

/* Adds what was looked for to an AttributeError that does not say so yet. */
static void describe_attr_error(Rt *rt, Ref obj, Ref name)
{
    if (!error_matches(rt, TYPE_AttributeError)) return;
    Pending pending = error_fetch(rt);
    error_normalize(rt, &pending);
    if (type_is_subtype(pending.value->type, RT_TYPE(rt, AttributeError))) {
        AttributeErrorObj *error = (AttributeErrorObj *)pending.value;
        if (error->name == NULL && error->obj == NULL) {
            error->name = new_ref(name);
            error->obj = new_ref(obj);
        }
    }
    error_restore(rt, pending);
}

static Own object_attr_error(Rt *rt, Ref obj, Ref name)
{
    error_raise(
        rt, TYPE_AttributeError, "'%.50T' object has no attribute '%U'", obj, name);
    describe_attr_error(rt, obj, name);
    return NULL;
}

/* --- looking up */

static int bound(Own result, Own *out)
{
    *out = result;
    return result == NULL ? -1 : 1;
}

/* 1 and *out; 0 absent, nothing pending; -1. */
static int object_generic_lookup(Rt *rt, Ref obj, Ref name, Own *out)
{
    Type *type = obj->type;
    Ref found = type_lookup_peek(rt, type, name);
    Own descriptor = new_ref_or_null(found);
    const Slots *slots = descriptor == NULL ? NULL : &descriptor->type->slots;
    int result;
    if (slots != NULL && slots->tp_descr_get != NULL && slots->tp_descr_set != NULL) {
        result = bound(slots->tp_descr_get(rt, descriptor, obj, (Ref)type), out);
    } else {
        result = object_dict_lookup(rt, obj, name, out);
        if (result == 0 && slots != NULL) {
            if (slots->tp_descr_get != NULL) {
                result =
                    bound(slots->tp_descr_get(rt, descriptor, obj, (Ref)type), out);
            } else {
                result = 1;
                *out = STEAL(descriptor);
            }
        }
    }
    release(rt, descriptor);
    return result;
}

Own object_generic_getattr(Rt *rt, Ref obj, Ref name)
{
    Own exact = name_exact(rt, name), result = NULL;
    if (exact == NULL) return NULL;
    if (object_generic_lookup(rt, obj, exact, &result) == 0) {
        object_attr_error(rt, obj, exact);
    }
    release(rt, exact);
    return result;
}

Own object_attr_get(Rt *rt, Ref obj, Ref name)
{
    Own exact = name_exact(rt, name), result = NULL;
    if (exact == NULL) return NULL;
    result = obj->type->slots.tp_getattro(rt, obj, exact);
    if (result == NULL) describe_attr_error(rt, obj, exact);
    release(rt, exact);
    return result;
}

int object_attr_lookup(Rt *rt, Ref obj, Ref name, Own *out)
{
    *out = NULL;
    Own exact = name_exact(rt, name);
    if (exact == NULL) return -1;
    int found;
    BinaryFn fn = obj->type->slots.tp_getattro;
    if (fn == object_generic_getattr) {
        found = object_generic_lookup(rt, obj, exact, out);
    } else {
        *out = fn(rt, obj, exact);
        found = *out != NULL;
    }
    release(rt, exact);
    if (*out == NULL && rt_is_pending(rt)) {
        return error_clear_if(rt, TYPE_AttributeError) ? 0 : -1;
    }
    return found;
}

Own object_attr_get_text(Rt *rt, Ref obj, const char *name)
{
    Own key = str_interned(rt, name);
    if (key == NULL) return NULL;
    Own result = object_attr_get(rt, obj, key);
    release(rt, key);
    return result;
}

/* An unbound method saves making a bound one, when the instance does not hide it. */
static int method_lookup(Rt *rt, Ref obj, Ref name, Own *out)
{
    Own function = new_ref_or_null(type_lookup_peek(rt, obj->type, name));
    if (function == NULL || !has_flag(function, TYPE_FLAG_METHOD_DESCRIPTOR)) {
        release(rt, function);
        int found = object_generic_lookup(rt, obj, name, out);
        if (found == 0) object_attr_error(rt, obj, name);
        return found > 0 ? 0 : -1;
    }
    int found = object_dict_lookup(rt, obj, name, out);
    if (found == 0) {
        *out = function;
        return 1;
    }
    release(rt, function);
    return found > 0 ? 0 : -1;
}

int object_method_get(Rt *rt, Ref obj, Ref name, Own *out)
{
    *out = NULL;
    if (obj->type->slots.tp_getattro != object_generic_getattr ||
        !is_exact(name, TYPE_str)) {
        *out = object_attr_get(rt, obj, name);
        return *out == NULL ? -1 : 0;
    }
    return method_lookup(rt, obj, name, out);
}

int object_special_get(Rt *rt, Ref obj, Ref name, Own *out)
{
    Own found = new_ref_or_null(type_lookup_peek(rt, obj->type, name));
    *out = found;
    if (found == NULL) return 0;
    Own (*get)(Rt *, Ref, Ref, Ref) = found->type->slots.tp_descr_get;
    if (get == NULL) return 1;
    *out = get(rt, found, obj, (Ref)obj->type);
    release(rt, found);
    return *out == NULL ? -1 : 1;
}

/* --- storing */

static int generic_store(Rt *rt, Ref obj, Ref name, Ref value_or_null)
{
    Own descriptor = new_ref_or_null(type_lookup_peek(rt, obj->type, name));
    int result;
    if (descriptor != NULL && descriptor->type->slots.tp_descr_set != NULL) {
        result =
            descriptor->type->slots.tp_descr_set(rt, descriptor, obj, value_or_null);
    } else {
        result = object_dict_store(rt, obj, name, value_or_null);
        if (result == 1 || (result == 2 && descriptor == NULL)) {
            result = error_raise_int(rt,
                                     TYPE_AttributeError,
                                     "'%.100T' object has no attribute '%U'",
                                     obj,
                                     name);
        } else if (result == 2) {
            result = error_raise_int(rt,
                                     TYPE_AttributeError,
                                     "'%.50T' object attribute '%U' is read-only",
                                     obj,
                                     name);
        }
    }
    release(rt, descriptor);
    return result;
}

int object_generic_setattr(Rt *rt, Ref obj, Ref name, Ref value_or_null)
{
    Own exact = name_exact(rt, name);
    if (exact == NULL) return -1;
    Own held = new_ref(obj); /* the old value's __del__ may let go of it */
    int result = generic_store(rt, obj, exact, value_or_null);
    release_all(rt, held, exact);
    return result;
}

int object_attr_set(Rt *rt, Ref obj, Ref name, Ref value_or_null)
{
    Own exact = name_exact(rt, name);
    if (exact == NULL) return -1;
    str_intern(rt, &exact);
    StoreFn fn = obj->type->slots.tp_setattro;
    int result;
    if (fn != NULL) {
        result = fn(rt, obj, exact, value_or_null);
    } else {
        result = error_raise_int(
            rt,
            TYPE_TypeError,
            "'%.100T' object has %s attributes (%s .%U)",
            obj,
            obj->type->slots.tp_getattro == NULL ? "no" : "only read-only",
            value_or_null == NULL ? "del" : "assign to",
            exact);
    }
    release(rt, exact);
    return result;
}
