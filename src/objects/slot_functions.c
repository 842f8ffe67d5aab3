/* Slots of special methods that are written in Python: look the method up on the type,
   not on the instance, and call it. */
#include "objects/slot_functions.h"

#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/descrobj.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/type_parts.h"

/* --- calling special methods */

/* The method NAME of SELF's type.  1, with *unbound telling whether SELF is to be
   passed first; 0 absent; -1. */
static int special_find(Rt *rt, Ref self, Ref name, Own *method, bool *unbound)
{
    Ref found = type_lookup_peek(rt, self->type, name);
    *unbound = false;
    if (found == NULL) return 0;
    if (has_flag(found, TYPE_FLAG_METHOD_DESCRIPTOR)) {
        *unbound = true;
        *method = new_ref(found);
        return 1;
    }
    return object_special_get(rt, self, name, method);
}

/* Calls what special_find gave, METHOD (taken). */
static Own special_run(Rt *rt, Own method, bool unbound, const Ref *args, size_t count)
{
    Own result = unbound ? call_vector(rt, method, args, count, NULL)
                         : call_vector(rt, method, args + 1, (count - 1) | VECTORCALL_OFFSET, NULL);
    release(rt, method);
    return result;
}

int special_call(Rt *rt, Ref name, const Ref *args, size_t count, Own *result)
{
    Own method = NULL;
    bool unbound;
    *result = NULL;
    int found = special_find(rt, args[0], name, &method, &unbound);
    if (found == 0) return 0;
    if (found > 0) *result = special_run(rt, method, unbound, args, count);
    return 1;
}

Own special_call_required(Rt *rt, Ref name, const Ref *args, size_t count)
{
    Own result = NULL;
    if (special_call(rt, name, args, count, &result) == 0) {
        error_raise_obj(rt, TYPE_AttributeError, name);
    }
    return result;
}

/* Is the special method set to None, which forbids the operation? */
static bool is_forbidden(Rt *rt, Ref self, Ref name)
{
    return type_lookup_peek(rt, self->type, name) == rt->none;
}

/* --- text, hash, call */

Own slot_tp_repr(Rt *rt, Ref self)
{
    Own result = NULL;
    if (special_call(rt, slot_name(rt, SLOT_tp_repr__repr__), &self, 1, &result) > 0) {
        return result;
    }
    return object_tp_repr(rt, self);
}

Own slot_tp_str(Rt *rt, Ref self)
{
    return special_call_required(rt, slot_name(rt, SLOT_tp_str__str__), &self, 1);
}

ptrdiff_t slot_hash_not_implemented(Rt *rt, Ref self)
{
    return error_raise_int(rt, TYPE_TypeError, "unhashable type: '%.200T'", self);
}

ptrdiff_t slot_tp_hash(Rt *rt, Ref self)
{
    Ref name = slot_name(rt, SLOT_tp_hash__hash__);
    Own result = NULL;
    if (is_forbidden(rt, self, name) ||
        special_call(rt, name, &self, 1, &result) == 0) {
        return slot_hash_not_implemented(rt, self);
    }
    if (result == NULL) return -1;
    ptrdiff_t hash;
    if (!is_int(result)) {
        hash = error_raise_int(
            rt, TYPE_TypeError, "__hash__ method should return an integer");
    } else {
        int overflow;
        hash = (ptrdiff_t)int_value_overflow(result, &overflow);
        /* Too long an int is reduced as its own hash is. */
        if (overflow != 0) hash = RT_TYPE(rt, int)->slots.tp_hash(rt, result);
        if (hash == -1) hash = -2;
    }
    release(rt, result);
    return hash;
}

Own slot_tp_call(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Ref name = slot_name(rt, SLOT_tp_call__call__);
    Own method = NULL;
    bool unbound;
    int found = special_find(rt, self, name, &method, &unbound);
    if (found < 0) return NULL;
    if (found == 0) return error_raise_obj(rt, TYPE_AttributeError, name);
    Own result = NULL;
    if (unbound) {
        result = call_prepend(rt, method, self, args, kwargs_or_null);
    } else {
        result = call_tuple(rt, method, args, kwargs_or_null);
    }
    release(rt, method);
    return result;
}

/* --- attributes */

/* FUNCTION(SELF, NAME), by way of a bound method, as CPython calls these two. */
static Own call_attribute(Rt *rt, Ref self, Ref function, Ref name)
{
    Own held = new_ref(function);
    if (held->type->slots.tp_descr_get != NULL) release_replace(rt, &held, held->type->slots.tp_descr_get(rt, held, self, (Ref)self->type));
    Own result = held == NULL ? NULL : call_one(rt, held, name);
    release(rt, held);
    return result;
}

/* 1 and *out, 0: AttributeError was raised (and is pending), -1: another error is. */
static int by_getattribute(Rt *rt, Ref self, Ref name, Own *out)
{
    Ref method_name = slot_name(rt, SLOT_tp_getattro__getattribute__);
    Ref found = type_lookup_peek(rt, self->type, method_name);
    *out = NULL;
    if (found == NULL ||
        (is_exact(found, TYPE_wrapper_descriptor) &&
         ((const WrapperDescrObj *)found)->wrapped == (SlotFn)object_generic_getattr)) {
        *out = object_generic_getattr(rt, self, name);
    } else {
        *out = call_attribute(rt, self, found, name);
    }
    if (*out != NULL) return 1;
    return error_matches(rt, TYPE_AttributeError) ? 0 : -1;
}

Own slot_tp_getattr_hook(Rt *rt, Ref self, Ref name)
{
    Ref fallback = slot_name(rt, SLOT_tp_getattro__getattr__);
    Own result = NULL;
    if (by_getattribute(rt, self, name, &result) != 0) return result;
    Ref function = type_lookup_peek(rt, self->type, fallback);
    if (function == NULL) return NULL;
    error_clear(rt);
    return call_attribute(rt, self, function, name);
}

/* self.SETS(key, value), or self.DELETES(key) without a value; 0 or -1. */
static int store(Rt *rt, Ref self, Ref key, Ref value_or_null, SlotId sets, SlotId deletes)
{
    Ref args[3] = {self, key, value_or_null};
    bool is_deletion = value_or_null == NULL;
    Ref method = slot_name(rt, is_deletion ? deletes : sets);
    Own result = special_call_required(rt, method, args, is_deletion ? 2 : 3);
    release(rt, result);
    return result == NULL ? -1 : 0;
}

int slot_tp_setattro(Rt *rt, Ref self, Ref name, Ref value_or_null)
{
    return store(rt, self, name, value_or_null, SLOT_tp_setattro__setattr__, SLOT_tp_setattro__delattr__);
}

Own slot_tp_descr_get(Rt *rt, Ref self, Ref instance_or_null, Ref owner_or_null)
{
    Ref get = type_lookup_peek(rt, self->type, slot_name(rt, SLOT_tp_descr_get__get__));
    if (get == NULL) return new_ref(self);
    Own held = new_ref(get);
    Ref args[3] = {self,
                   instance_or_null == NULL ? rt->none : instance_or_null,
                   owner_or_null == NULL ? rt->none : owner_or_null};
    Own result = call_vector(rt, held, args, 3, NULL);
    release(rt, held);
    return result;
}

int slot_tp_descr_set(Rt *rt, Ref self, Ref instance, Ref value_or_null)
{
    return store(rt, self, instance, value_or_null, SLOT_tp_descr_set__set__, SLOT_tp_descr_set__delete__);
}

/* --- comparison and iteration */

Own slot_tp_richcompare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    static const SlotId methods[] = {[COMPARE_LT] = SLOT_tp_richcompare__lt__,
                                     [COMPARE_LE] = SLOT_tp_richcompare__le__,
                                     [COMPARE_EQ] = SLOT_tp_richcompare__eq__,
                                     [COMPARE_NE] = SLOT_tp_richcompare__ne__,
                                     [COMPARE_GT] = SLOT_tp_richcompare__gt__,
                                     [COMPARE_GE] = SLOT_tp_richcompare__ge__};
    Own method = NULL;
    bool unbound;
    Ref args[2] = {self, other};
    int found = special_find(rt, self, slot_name(rt, methods[op]), &method, &unbound);
    if (found > 0) return special_run(rt, method, unbound, args, 2);
    error_clear(rt); /* a method that cannot be got is none */
    return not_implemented_new(rt);
}

Own slot_tp_iter(Rt *rt, Ref self)
{
    Ref name = slot_name(rt, SLOT_tp_iter__iter__);
    Own result = NULL;
    if (!is_forbidden(rt, self, name)) {
        if (special_call(rt, name, &self, 1, &result) > 0) return result;
        Ref getitem = slot_name(rt, SLOT_mp_subscript__getitem__);
        if (type_lookup_peek(rt, self->type, getitem) != NULL) {
            return sequence_iterator_new(rt, self);
        }
    }
    return error_raise(rt, TYPE_TypeError, "'%.200T' object is not iterable", self);
}

int slot_tp_iternext(Rt *rt, Ref self, Own *item)
{
    *item =
        special_call_required(rt, slot_name(rt, SLOT_tp_iternext__next__), &self, 1);
    return *item == NULL ? -1 : 1;
}

int slot_next_not_implemented(Rt *rt, Ref self, Own *item)
{
    *item = NULL;
    return error_raise_int(rt, TYPE_TypeError, "'%.200T' object is not iterable", self);
}

/* --- creation and end */

int slot_tp_init(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Ref name = slot_name(rt, SLOT_tp_init__init__);
    Own method = NULL, result = NULL;
    bool unbound;
    int found = special_find(rt, self, name, &method, &unbound);
    if (found < 0) return -1;
    if (found == 0) {
        error_raise_obj(rt, TYPE_AttributeError, name);
        return -1;
    }
    if (unbound) {
        result = call_prepend(rt, method, self, args, kwargs_or_null);
    } else {
        result = call_tuple(rt, method, args, kwargs_or_null);
    }
    release(rt, method);
    if (result == NULL) return -1;
    int status = 0;
    if (result != rt->none) {
        status = error_raise_int(
            rt, TYPE_TypeError, "__init__() should return None, not '%.200T'", result);
    }
    release(rt, result);
    return status;
}

Own slot_tp_new(Rt *rt, Type *type, Ref args, Ref kwargs_or_null)
{
    Own method = object_attr_get(rt, (Ref)type, RT_NAME(rt, __new__));
    if (method == NULL) return NULL;
    Own result = call_prepend(rt, method, (Ref)type, args, kwargs_or_null);
    release(rt, method);
    return result;
}

/* An error in __del__ is reported and forgotten: nobody called it who could handle it.
 */
void slot_tp_finalize(Rt *rt, Obj *self)
{
    Pending pending = error_fetch(rt);
    Own method = NULL, result = NULL;
    bool unbound;
    if (special_find(rt, self, RT_NAME(rt, __del__), &method, &unbound) > 0) {
        Own where = new_ref(method);
        result = special_run(rt, method, unbound, &(Ref){self}, 1);
        if (result == NULL) error_unraisable(rt, where);
        release(rt, where);
    }
    release(rt, result);
    error_restore(rt, pending);
}

/* --- coroutines */

static Own async_method(Rt *rt, Ref self, SlotId method, const char *what)
{
    Own result = NULL;
    if (special_call(rt, slot_name(rt, method), &self, 1, &result) > 0) return result;
    return error_raise(
        rt, TYPE_AttributeError, "object %.50T does not have %s method", self, what);
}

Own slot_am_await(Rt *rt, Ref self)
{
    return async_method(rt, self, SLOT_am_await__await__, "__await__");
}

Own slot_am_aiter(Rt *rt, Ref self)
{
    return async_method(rt, self, SLOT_am_aiter__aiter__, "__aiter__");
}

Own slot_am_anext(Rt *rt, Ref self)
{
    return async_method(rt, self, SLOT_am_anext__anext__, "__anext__");
}

/* --- containers */

ptrdiff_t slot_mp_length(Rt *rt, Ref self)
{
    Own result =
        special_call_required(rt, slot_name(rt, SLOT_mp_length__len__), &self, 1);
    if (result == NULL) return -1;
    Own number = number_index(rt, result);
    release(rt, result);
    if (number == NULL) return -1;
    ptrdiff_t length;
    if (int_sign(number) < 0) {
        length = error_raise_int(rt, TYPE_ValueError, "__len__() should return >= 0");
    } else {
        length = number_as_size(rt, number, TYPE_OverflowError);
    }
    release(rt, number);
    return length;
}

Own slot_mp_subscript(Rt *rt, Ref self, Ref key)
{
    Ref args[2] = {self, key};
    return special_call_required(
        rt, slot_name(rt, SLOT_mp_subscript__getitem__), args, 2);
}

int slot_mp_ass_subscript(Rt *rt, Ref self, Ref key, Ref value_or_null)
{
    return store(rt, self, key, value_or_null, SLOT_mp_ass_subscript__setitem__, SLOT_mp_ass_subscript__delitem__);
}

Own slot_sq_item(Rt *rt, Ref self, ptrdiff_t index)
{
    Own key = int_new(rt, index);
    if (key == NULL) return NULL;
    Own result = slot_mp_subscript(rt, self, key);
    release(rt, key);
    return result;
}

int slot_sq_ass_item(Rt *rt, Ref self, ptrdiff_t index, Ref value_or_null)
{
    Own key = int_new(rt, index);
    if (key == NULL) return -1;
    int result = slot_mp_ass_subscript(rt, self, key, value_or_null);
    release(rt, key);
    return result;
}

int slot_sq_contains(Rt *rt, Ref self, Ref item)
{
    Ref name = slot_name(rt, SLOT_sq_contains__contains__);
    if (is_forbidden(rt, self, name)) {
        return error_raise_int(
            rt, TYPE_TypeError, "'%.200T' object is not a container", self);
    }
    Own result = NULL;
    Ref args[2] = {self, item};
    if (special_call(rt, name, args, 2, &result) == 0) {
        return object_contains_by_search(rt, self, item);
    }
    if (result == NULL) return -1;
    int truth = object_is_true(rt, result);
    release(rt, result);
    return truth;
}
