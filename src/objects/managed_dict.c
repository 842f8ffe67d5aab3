/* The attributes of instances, kept as values under shared keys or in a dict. */
#include "objects/managed_dict.h"

#include "objects/abstract.h"
#include "objects/error.h"

Own *object_dict_field(Ref obj)
{
    const Type *type = obj->type;
    ptrdiff_t offset = type->dict_offset;
    if (offset == 0 || (type->flags & TYPE_FLAG_MANAGED_DICT)) return NULL;
    if (offset < 0) { /* from the end of an object with items */
        ptrdiff_t items = ((const VarObj *)obj)->length;
        ptrdiff_t size =
            type->basicsize + (items < 0 ? -items : items) * type->itemsize;
        offset += (size + 7) & ~(ptrdiff_t)7;
    }
    return (Own *)(void *)((char *)(uintptr_t)obj + offset);
}

bool object_dict_is_empty(Ref obj)
{
    Ref dict = NULL;
    if (has_managed_dict(obj)) {
        const DictValues *values = *managed_values(obj);
        if (values != NULL) return values->used == 0;
        dict = *managed_dict(obj);
    } else {
        const Own *field = object_dict_field(obj);
        if (field != NULL) dict = *field;
    }
    return dict == NULL || dict_length(dict) == 0;
}

int managed_dict_begin(Rt *rt, Obj *obj)
{
    DictValues *values = dict_values_new(rt, obj->type->cached_keys);
    if (values == NULL) return -1;
    *managed_values(obj) = values;
    return 0;
}

int managed_dict_traverse(Ref obj, VisitFn visit, void *context)
{
    const DictValues *values = *managed_values(obj);
    if (values != NULL) {
        int stop = dict_values_traverse(values, visit, context);
        if (stop != 0) return stop;
    }
    Ref dict = *managed_dict(obj);
    return dict == NULL ? 0 : visit(dict, context);
}

void managed_dict_clear(Rt *rt, Obj *obj)
{
    DictValues *values = *managed_values(obj);
    if (values != NULL) {
        *managed_values(obj) = NULL;
        dict_values_free(rt, values);
    }
    release_clear(rt, managed_dict(obj));
}

void object_dict_tell_moved(Rt *rt, Ref obj)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL)
        rt->hooks->written(rt, rt->hooks->context, obj, WRITE_REORDER, -1, NULL, NULL, NULL);
}

/* The dict that takes over the values, or a new one; borrowed from OBJ; NULL: error. */
static Ref materialize(Rt *rt, Ref obj)
{
    Own *dict = managed_dict(obj);
    DictValues **values = managed_values(obj);
    DictKeys *keys = obj->type->cached_keys;
    if (*dict != NULL) return *dict;
    if (*values != NULL) {
        *dict = dict_new_from_values(rt, keys, *values);
        if (*dict != NULL) *values = NULL;
    } else {
        *dict = dict_new_split(rt, keys);
    }
    if (*dict != NULL) object_dict_tell_moved(rt, obj);
    return *dict;
}

/* The same for a plain field. */
static Ref field_dict(Rt *rt, Ref obj, Own *field)
{
    if (*field == NULL) {
        DictKeys *keys = obj->type->cached_keys;
        *field = keys != NULL ? dict_new_split(rt, keys) : dict_new(rt);
        if (*field != NULL) object_dict_tell_moved(rt, obj);
    }
    return *field;
}

Ref object_dict_peek(Rt *rt, Ref obj, bool create)
{
    if (has_managed_dict(obj))
        return create ? materialize(rt, obj) : *managed_dict(obj);
    Own *field = object_dict_field(obj);
    if (field == NULL) return NULL;
    return create ? field_dict(rt, obj, field) : *field;
}

Own object_dict_get(Rt *rt, Ref obj)
{
    Ref dict = object_dict_peek(rt, obj, true);
    if (dict != NULL) return new_ref(dict);
    if (rt_is_pending(rt)) return NULL;
    return error_raise(rt, TYPE_AttributeError, "This object has no __dict__");
}

int object_dict_replace(Rt *rt, Ref obj, Ref dict_or_null)
{
    if (dict_or_null != NULL && !is_dict(dict_or_null)) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "__dict__ must be set to a dictionary, not a '%.200T'",
                               dict_or_null);
    }
    if (has_managed_dict(obj)) {
        DictValues *values = *managed_values(obj);
        Own old = *managed_dict(obj);
        *managed_values(obj) = NULL;
        *managed_dict(obj) = new_ref_or_null(dict_or_null);
        object_dict_tell_moved(rt, obj);
        release(rt, old);
        if (values != NULL) dict_values_free(rt, values);
        return 0;
    }
    Own *field = object_dict_field(obj);
    if (field == NULL) {
        return error_raise_int(rt, TYPE_AttributeError, "This object has no __dict__");
    }
    release_replace(rt, field, new_ref_or_null(dict_or_null));
    object_dict_tell_moved(rt, obj);
    return 0;
}

int object_dict_lookup(Rt *rt, Ref obj, Ref name, Own *out)
{
    Ref dict;
    if (has_managed_dict(obj)) {
        const DictValues *values = *managed_values(obj);
        if (values != NULL) {
            Ref value = dict_values_peek(rt, obj->type->cached_keys, values, name);
            if (value == NULL) return 0;
            *out = new_ref(value);
            return 1;
        }
        dict = *managed_dict(obj);
    } else {
        Own *field = object_dict_field(obj);
        dict = field == NULL ? NULL : *field;
    }
    if (dict == NULL) return 0;
    Own held = new_ref(dict); /* a key's __eq__ may replace it */
    int found = dict_lookup(rt, held, name, out);
    release(rt, held);
    return found;
}

static int store_in_dict(Rt *rt, Ref dict, Ref name, Ref value_or_null)
{
    if (dict == NULL) return -1;
    Own held = new_ref(dict);
    int result;
    if (value_or_null != NULL) {
        result = dict_set(rt, held, name, value_or_null);
    } else {
        result = dict_delete(rt, held, name);
        if (result < 0 && error_clear_if(rt, TYPE_KeyError)) result = 1;
    }
    release(rt, held);
    return result;
}

static void tell_written(Rt *rt, Ref obj, Ref name, Ref old, Ref value)
{
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(
            rt, rt->hooks->context, obj, WRITE_ATTR, -1, name, old, value);
    }
}

int object_dict_store(Rt *rt, Ref obj, Ref name, Ref value_or_null)
{
    if (!has_managed_dict(obj)) {
        Own *field = object_dict_field(obj);
        if (field == NULL) return 2;
        if (*field == NULL && value_or_null == NULL) return 1;
        return store_in_dict(rt, field_dict(rt, obj, field), name, value_or_null);
    }
    DictValues *values = *managed_values(obj);
    if (values != NULL) {
        Own old = NULL;
        int result = dict_values_store(
            rt, obj->type->cached_keys, values, name, value_or_null, &old);
        if (result == 0) tell_written(rt, obj, name, old, value_or_null);
        release(rt, old);
        if (result != 1) return result == 2 ? 1 : result;
    } else if (*managed_dict(obj) == NULL && value_or_null == NULL) {
        return 1;
    }
    return store_in_dict(rt, materialize(rt, obj), name, value_or_null);
}
