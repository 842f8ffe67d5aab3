/* object.__reduce_ex__: what copy and pickle need to make an object again: a function,
   its arguments, and the state.  The functions are those of the module copyreg, written
   in Python. */
#include "objects/object_reduce.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/functionobj.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/managed_dict.h"
#include "objects/moduleobj.h"
#include "objects/object_state.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* copyreg.NAME */
static Own copyreg_get(Rt *rt, const char *name)
{
    if (rt->objects->upcalls.import == NULL) {
        return error_raise(rt, TYPE_ImportError, "copyreg cannot be imported here");
    }
    Own module = rt->objects->upcalls.import(rt, "copyreg");
    if (module == NULL) return NULL;
    Own function = object_attr_get_text(rt, module, name);
    release(rt, module);
    return function;
}

Own object_refuse_pickling(Rt *rt, Ref self)
{
    return error_raise(rt, TYPE_TypeError, "cannot pickle '%.200T' object", self);
}

/* --- the state */

/* The names of __slots__ of all classes, as copyreg finds and remembers them; a list.
 */
static Own slot_names(Rt *rt, Ref self)
{
    Own function = copyreg_get(rt, "_slotnames");
    if (function == NULL) return NULL;
    Own names = call_one(rt, function, object_type(self));
    release(rt, function);
    if (names != NULL && !is_list(names)) {
        error_raise(
            rt, TYPE_TypeError, "copyreg._slotnames didn't return a list or None");
        release_clear(rt, &names);
    }
    return names;
}

/* Is all that the C layout holds known to Python code, so that it can be made again? */
static bool layout_is_open(Ref self, ptrdiff_t names)
{
    const Type *type = self->type;
    ptrdiff_t size = (ptrdiff_t)sizeof(Obj) + names * (ptrdiff_t)sizeof(Own);
    if (type->dict_offset != 0 && !(type->flags & TYPE_FLAG_MANAGED_DICT)) size += 8;
    if (type->weaklist_offset > 0) size += 8;
    return type->basicsize <= size;
}

/* A dict of the filled __slots__. */
static Own slot_values(Rt *rt, Ref self, Ref names)
{
    Own values = dict_new(rt);
    for (ptrdiff_t i = 0; values != NULL && i < list_length(names); i++) {
        Own value = NULL;
        int found = object_attr_lookup(rt, self, list_peek(names, i), &value);
        if (found > 0) found = dict_set(rt, values, list_peek(names, i), value);
        release(rt, value);
        if (found < 0) release_clear(rt, &values);
    }
    return values;
}

/* The __dict__ (None without one), or with __slots__ a pair of it and their values. */
static Own state_default(Rt *rt, Ref self, bool required)
{
    Own state = NULL, names = NULL, values = NULL, pair = NULL;
    if (required && self->type->itemsize != 0) return error_raise(rt, TYPE_TypeError, "cannot pickle %.200T objects", self);
    state = object_dict_is_empty(self) ? none_new(rt) : object_dict_get(rt, self);
    if (state == NULL) return NULL;
    names = slot_names(rt, self);
    if (names == NULL) goto failed;
    if (required && !layout_is_open(self, list_length(names))) {
        object_refuse_pickling(rt, self);
        goto failed;
    }
    if (list_length(names) > 0) {
        values = slot_values(rt, self, names);
        if (values == NULL) goto failed;
        if (dict_length(values) > 0) {
            pair = tuple_of(rt, 2, state, values);
            if (pair == NULL) goto failed;
            release_replace(rt, &state, pair);
        }
    }
    release_all(rt, names, values);
    return state;
failed:
    release_all(rt, state, names, values);
    return NULL;
}

Own object_getstate(Rt *rt, Ref self)
{
    return state_default(rt, self, false);
}

static Own state_of(Rt *rt, Ref self, bool required)
{
    Own method = object_attr_get(rt, self, RT_NAME(rt, __getstate__));
    if (method == NULL) return NULL;
    bool plain = is_exact(method, TYPE_builtin_function_or_method) &&
                 AS_BUILTIN(method)->self == self &&
                 AS_BUILTIN(method)->def->fn.unary == object_getstate;
    Own state = plain ? state_default(rt, self, required) : call_none(rt, method);
    release(rt, method);
    return state;
}

Own object_state_get(Rt *rt, Ref self)
{
    return state_of(rt, self, false);
}

/* --- protocol 2: copyreg.__newobj__(class, *args) */

/* What __getnewargs_ex__ or __getnewargs__ say: 1, 0 neither is there, -1. */
static int new_arguments(Rt *rt, Ref self, Own *args, Own *kwargs)
{
    Own name = str_interned(rt, "__getnewargs_ex__"), method = NULL, answer = NULL;
    int found = name == NULL ? -1 : object_special_get(rt, self, name, &method);
    release(rt, name);
    bool extended = found > 0;
    if (found == 0) {
        name = str_interned(rt, "__getnewargs__");
        found = name == NULL ? -1 : object_special_get(rt, self, name, &method);
        release(rt, name);
    }
    if (found <= 0) return found;
    answer = call_none(rt, method);
    release(rt, method);
    if (answer == NULL) return -1;
    if (!is_tuple(answer)) {
        error_raise(rt, TYPE_TypeError, "%s should return a tuple, not '%.200T'", extended ? "__getnewargs_ex__" : "__getnewargs__", answer);
    } else if (!extended) {
        *args = answer;
        return 1;
    } else if (tuple_length(answer) != 2) {
        error_raise(rt, TYPE_ValueError, "__getnewargs_ex__ should return a tuple of length 2, not %zd", tuple_length(answer));
    } else if (!is_tuple(tuple_peek(answer, 0))) {
        error_raise(rt, TYPE_TypeError, "first item of the tuple returned by __getnewargs_ex__ must be a tuple, not '%.200T'", tuple_peek(answer, 0));
    } else if (!is_dict(tuple_peek(answer, 1))) {
        error_raise(rt, TYPE_TypeError, "second item of the tuple returned by __getnewargs_ex__ must be a dict, not '%.200T'", tuple_peek(answer, 1));
    } else {
        *args = new_ref(tuple_peek(answer, 0));
        *kwargs = new_ref(tuple_peek(answer, 1));
    }
    release(rt, answer);
    return *args == NULL ? -1 : 1;
}

/* (class, *args) */
static Own class_and_arguments(Rt *rt, Ref self, Ref args_or_null)
{
    ptrdiff_t count = args_or_null == NULL ? 0 : tuple_length(args_or_null);
    Own all = tuple_new(rt, count + 1);
    if (all == NULL) return NULL;
    tuple_take(all, 0, new_ref(object_type(self)));
    for (ptrdiff_t i = 0; i < count; i++) {
        tuple_take(all, i + 1, new_ref(tuple_peek(args_or_null, i)));
    }
    return all;
}

/* Iterators over what lists and dicts hold; None for others. */
static int item_iterators(Rt *rt, Ref self, Own *list_items, Own *dict_items)
{
    *list_items = is_list(self) ? object_iter(rt, self) : none_new(rt);
    if (*list_items == NULL) return -1;
    if (!is_dict(self)) {
        *dict_items = none_new(rt);
        return 0;
    }
    Own name = str_interned(rt, "items"), items = NULL;
    if (name != NULL) items = call_method_none(rt, self, name);
    if (items != NULL) *dict_items = object_iter(rt, items);
    release_all(rt, name, items);
    return *dict_items == NULL ? -1 : 0;
}

static Own reduce_newobj(Rt *rt, Ref self)
{
    Own args = NULL, kwargs = NULL, function = NULL, all = NULL, state = NULL;
    Own list_items = NULL, dict_items = NULL, result = NULL;
    if (self->type->slots.tp_new == NULL) return object_refuse_pickling(rt, self);
    int given = new_arguments(rt, self, &args, &kwargs);
    if (given < 0) goto done;
    bool keywords = kwargs != NULL && object_length(rt, kwargs) > 0;
    function = copyreg_get(rt, keywords ? "__newobj_ex__" : "__newobj__");
    if (function == NULL) goto done;
    all = keywords ? tuple_of(rt, 3, object_type(self), args, kwargs)
                   : class_and_arguments(rt, self, args);
    if (all == NULL) goto done;
    state = state_of(rt, self, !(given > 0 || is_list(self) || is_dict(self)));
    if (state == NULL || item_iterators(rt, self, &list_items, &dict_items) < 0)
        goto done;
    result = tuple_of(rt, 5, function, all, state, list_items, dict_items);
done:
    release_all(rt, args, kwargs, function, all, state, list_items, dict_items);
    return result;
}

static Own reduce_common(Rt *rt, Ref self, int64_t protocol)
{
    if (protocol >= 2) return reduce_newobj(rt, self);
    Own function = copyreg_get(rt, "_reduce_ex"), number = NULL, result = NULL;
    if (function != NULL) number = int_new(rt, protocol);
    if (number != NULL) result = call_two(rt, function, self, number);
    release_all(rt, function, number);
    return result;
}

Own object_reduce(Rt *rt, Ref self)
{
    return reduce_common(rt, self, 0);
}

/* A class with a __reduce__ of its own is asked by that. */
Own object_reduce_ex(Rt *rt, Ref self, Ref protocol)
{
    int64_t number = int_value(rt, protocol);
    if (number == -1 && rt_is_pending(rt)) return NULL;
    Own name = str_interned(rt, "__reduce__"), result = NULL;
    if (name == NULL) return NULL;
    Ref own = type_lookup_peek(rt, self->type, name);
    Ref plain = dict_peek(rt, RT_TYPE(rt, object)->dict, name);
    if (own != plain && own != NULL) {
        result = call_method_none(rt, self, name);
    } else {
        result = reduce_common(rt, self, number);
    }
    release(rt, name);
    return result;
}

Own reduced_to_builtin(Rt *rt, const char *name, Own args, Ref state)
{
    Own function = args == NULL ? NULL : builtin_get(rt, name);
    if (function != NULL) return state == NULL ? tuple_build(rt, "NN", function, args) : tuple_build(rt, "NNO", function, args, state);
    release(rt, args);
    return NULL;
}
