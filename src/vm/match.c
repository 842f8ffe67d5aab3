/* Pattern matching beyond comparing: no key and no attribute may be asked for twice. */
#include "vm/match.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/listobj.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* The value for KEY by SUBJECT.get(key, DUMMY): 1, 0 absent, -1. */
static int key_value(Rt *rt, Ref get, Ref dummy, Ref key, Own *value)
{
    *value = call_two(rt, get, key, dummy);
    if (*value == NULL) return -1;
    if (*value != dummy) return 1;
    release_clear(rt, value);
    return 0;
}

Own match_keys(Rt *rt, Ref subject, Ref keys)
{
    ptrdiff_t count = tuple_length(keys);
    if (count == 0) return new_ref(rt->empty_tuple);
    Own get = object_attr_get_text(rt, subject, "get"), seen = NULL, dummy = NULL, values = NULL;
    if (get == NULL) return NULL;
    int status = -1;
    if ((seen = set_new(rt, NULL)) != NULL && (dummy = call_none(rt, (Ref)RT_TYPE(rt, object))) != NULL
        && (values = tuple_new(rt, count)) != NULL)
        status = 1;
    for (ptrdiff_t i = 0; status == 1 && i < count; i++) {
        Ref key = tuple_peek(keys, i);
        status = set_contains(rt, seen, key);
        if (status == 1) {
            status = error_raise_int(rt, TYPE_ValueError, "mapping pattern checks duplicate key (%R)", key);
        } else if (status == 0) {
            Own value = NULL;
            status = set_add(rt, seen, key) < 0 ? -1 : key_value(rt, get, dummy, key, &value);
            if (status == 1) tuple_take(values, i, value);
        }
    }
    release_all(rt, get, seen, dummy);
    if (status == 1) return values;
    release(rt, values);
    return status < 0 ? NULL : none_new(rt);
}

/* One attribute of the pattern, into LIST: 1, 0 when SUBJECT has none, -1. */
static int take_attribute(Rt *rt, Ref subject, Ref class_obj, Ref name, Ref seen, Ref list)
{
    int status = set_contains(rt, seen, name);
    if (status == 1)
        error_raise(rt, TYPE_TypeError, "%s() got multiple sub-patterns for attribute %R", AS_TYPE(class_obj)->name, name);
    if (status != 0 || set_add(rt, seen, name) < 0) return -1;
    Own value = NULL;
    status = object_attr_lookup(rt, subject, name, &value);
    return status == 1 && list_append_take(rt, list, value) < 0 ? -1 : status;
}

/* __match_args__, or () with *self set for the built-in types that match as a whole. */
static Own match_args(Rt *rt, Ref class_obj, bool *whole)
{
    Own name = str_interned(rt, "__match_args__"), args = NULL;
    if (name == NULL) return NULL;
    int found = object_attr_lookup(rt, class_obj, name, &args);
    release(rt, name);
    if (found < 0) return NULL;
    if (found == 0) {
        *whole = (AS_TYPE(class_obj)->flags & TYPE_FLAG_MATCH_SELF) != 0;
        return new_ref(rt->empty_tuple);
    }
    if (is_exact(args, TYPE_tuple)) return args;
    error_raise(rt, TYPE_TypeError, "%s.__match_args__ must be a tuple (got %s)", AS_TYPE(class_obj)->name,
                args->type->name);
    release(rt, args);
    return NULL;
}

static int take_positional(Rt *rt, Ref subject, Ref class_obj, ptrdiff_t count, Ref seen, Ref list)
{
    bool whole = false;
    Own args = match_args(rt, class_obj, &whole);
    if (args == NULL) return -1;
    ptrdiff_t allowed = whole ? 1 : tuple_length(args);
    int status = 1;
    if (allowed < count) {
        status = error_raise_int(rt, TYPE_TypeError, "%s() accepts %zd positional sub-pattern%s (%zd given)",
                                 AS_TYPE(class_obj)->name, allowed, allowed == 1 ? "" : "s", count);
    } else if (whole) {
        status = list_append(rt, list, subject) < 0 ? -1 : 1;
    }
    for (ptrdiff_t i = 0; status == 1 && !whole && i < count; i++) {
        Ref name = tuple_peek(args, i);
        if (!is_exact(name, TYPE_str)) {
            status = error_raise_int(rt, TYPE_TypeError, "__match_args__ elements must be strings (got %s)", name->type->name);
        } else status = take_attribute(rt, subject, class_obj, name, seen, list);
    }
    release(rt, args);
    return status;
}

Own match_class(Rt *rt, Ref subject, Ref class_obj, ptrdiff_t count, Ref names)
{
    if (!is_type(class_obj)) return error_raise(rt, TYPE_TypeError, "called match pattern must be a type");
    if (object_is_instance(rt, subject, class_obj) <= 0) return NULL;
    Own seen = set_new(rt, NULL), list = list_new(rt, 0), result = NULL;
    int status = seen == NULL || list == NULL ? -1 : 1;
    if (status == 1 && count > 0) status = take_positional(rt, subject, class_obj, count, seen, list);
    for (ptrdiff_t i = 0; status == 1 && i < tuple_length(names); i++)
        status = take_attribute(rt, subject, class_obj, tuple_peek(names, i), seen, list);
    if (status == 1) result = list_to_tuple(rt, list);
    release_all(rt, seen, list);
    return result;
}
