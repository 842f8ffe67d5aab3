/* obj[key], len(obj), `in`, and sequences made from iterables.

   A type that answers by key (mp_subscript) is asked before one that answers by index
   (sq_item); an index below zero counts from the end only for the latter, here. */
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/tupleobj.h"

/* --- items */

/* Adds the length to a negative index, where the type has one.  -1: error. */
static int index_from_start(Rt *rt, Ref obj, ptrdiff_t *index)
{
    LengthFn length_fn = obj->type->slots.sq_length;
    if (*index >= 0 || length_fn == NULL) return 0;
    ptrdiff_t length = length_fn(rt, obj);
    if (length < 0) return -1;
    *index += length;
    return 0;
}

Own sequence_item_get(Rt *rt, Ref obj, ptrdiff_t index)
{
    const Slots *slots = &obj->type->slots;
    if (slots->sq_item == NULL) {
        return error_raise(rt,
                           TYPE_TypeError,
                           slots->mp_subscript != NULL
                               ? "%.200T is not a sequence"
                               : "'%.200T' object does not support indexing",
                           obj);
    }
    if (index_from_start(rt, obj, &index) < 0) return NULL;
    return slots->sq_item(rt, obj, index);
}

static Own class_item_get(Rt *rt, Ref class, Ref key)
{
    if (class == (Ref)RT_TYPE(rt, type)) return generic_alias_new(rt, class, key);
    Own method = NULL;
    int found = object_attr_lookup(rt, class, RT_NAME(rt, __class_getitem__), &method);
    if (found < 0) return NULL;
    if (found == 0) {
        return error_raise(
            rt, TYPE_TypeError, "type '%.200N' is not subscriptable", class);
    }
    Own result = call_one(rt, method, key);
    release(rt, method);
    return result;
}

Own object_item_get(Rt *rt, Ref obj, Ref key)
{
    const Slots *slots = &obj->type->slots;
    if (slots->mp_subscript != NULL) return slots->mp_subscript(rt, obj, key);
    if (slots->sq_item != NULL) {
        if (!number_has_index(key)) {
            return error_raise(rt,
                               TYPE_TypeError,
                               "sequence index must be integer, not '%.200T'",
                               key);
        }
        ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
        if (index == -1 && rt_is_pending(rt)) return NULL;
        return sequence_item_get(rt, obj, index);
    }
    if (is_type(obj)) return class_item_get(rt, obj, key);
    return error_raise(rt, TYPE_TypeError, "'%.200T' object is not subscriptable", obj);
}

/* CPython's two wordings tell whether the type has the structure for sequences at all.
 */
static bool looks_like_sequence(const Type *type)
{
    return (type->flags & TYPE_FLAG_HEAP) != 0 || type->slots.sq_item != NULL ||
           type->slots.sq_length != NULL;
}

bool type_has_sequence_slots(const Type *type)
{
    const Slots *slots = &type->slots;
    return (type->flags & TYPE_FLAG_HEAP) != 0 || slots->sq_length != NULL || slots->sq_concat != NULL || slots->sq_repeat != NULL ||
           slots->sq_item != NULL || slots->sq_ass_item != NULL || slots->sq_contains != NULL;
}

static int item_store(Rt *rt, Ref obj, Ref key, Ref value_or_null)
{
    const Slots *slots = &obj->type->slots;
    if (slots->mp_ass_subscript != NULL) {
        return slots->mp_ass_subscript(rt, obj, key, value_or_null);
    }
    if (slots->sq_ass_item != NULL) {
        if (!number_has_index(key)) {
            return error_raise_int(rt,
                                   TYPE_TypeError,
                                   "sequence index must be integer, not '%.200T'",
                                   key);
        }
        ptrdiff_t index = number_as_size(rt, key, TYPE_IndexError);
        if (index == -1 && rt_is_pending(rt)) return -1;
        if (index_from_start(rt, obj, &index) < 0) return -1;
        return slots->sq_ass_item(rt, obj, index, value_or_null);
    }
    if (type_has_sequence_slots(obj->type) && number_has_index(key) && number_as_size(rt, key, TYPE_IndexError) == -1 && rt_is_pending(rt)) return -1;
    if (value_or_null != NULL) {
        return error_raise_int(rt,
                               TYPE_TypeError,
                               "'%.200T' object does not support item assignment",
                               obj);
    }
    bool by_index = looks_like_sequence(obj->type) && number_has_index(key);
    return error_raise_int(rt,
                           TYPE_TypeError,
                           by_index ? "'%.200T' object doesn't support item deletion"
                                    : "'%.200T' object does not support item deletion",
                           obj);
}

int object_item_set(Rt *rt, Ref obj, Ref key, Ref value)
{
    return item_store(rt, obj, key, value);
}

int object_item_delete(Rt *rt, Ref obj, Ref key)
{
    return item_store(rt, obj, key, NULL);
}

/* --- lengths */

ptrdiff_t object_length(Rt *rt, Ref obj)
{
    const Slots *slots = &obj->type->slots;
    if (slots->sq_length != NULL) return slots->sq_length(rt, obj);
    if (slots->mp_length != NULL) return slots->mp_length(rt, obj);
    return error_raise_int(
        rt, TYPE_TypeError, "object of type '%.200T' has no len()", obj);
}

/* What __length_hint__ gave, as a number; takes HINT. */
static ptrdiff_t hint_value(Rt *rt, Own hint, ptrdiff_t otherwise)
{
    ptrdiff_t value = otherwise;
    if (hint == NULL) return error_clear_if(rt, TYPE_TypeError) ? otherwise : -1;
    if (hint != rt->not_implemented) {
        if (!is_int(hint)) {
            value = error_raise_int(rt,
                                    TYPE_TypeError,
                                    "__length_hint__ must be an integer, not %.100T",
                                    hint);
        } else {
            if (args_size(rt, hint, &value) < 0) value = -1;
            else if (value < 0) {
                value = error_raise_int(
                    rt, TYPE_ValueError, "__length_hint__() should return >= 0");
            }
        }
    }
    release(rt, hint);
    return value;
}

ptrdiff_t object_length_hint(Rt *rt, Ref obj, ptrdiff_t otherwise)
{
    const Slots *slots = &obj->type->slots;
    if (slots->sq_length != NULL || slots->mp_length != NULL) {
        ptrdiff_t length = object_length(rt, obj);
        if (length >= 0) return length;
        if (!error_clear_if(rt, TYPE_TypeError)) return -1;
    }
    Own method = NULL;
    int found = object_special_get(rt, obj, RT_NAME(rt, __length_hint__), &method);
    if (found < 0) return -1;
    if (found == 0) return otherwise;
    Own hint = call_none(rt, method);
    release(rt, method);
    return hint_value(rt, hint, otherwise);
}

/* --- membership */

Own object_search(Rt *rt, Ref iterable, Ref wanted, bool first)
{
    Own walk = object_iter(rt, iterable), item = NULL;
    ptrdiff_t index = 0, count = 0;
    int more = 1;
    if (walk == NULL && error_matches(rt, TYPE_TypeError)) return error_raise(rt, TYPE_TypeError, "argument of type '%.200T' is not iterable", iterable);
    if (walk == NULL) return NULL;
    for (; more > 0 && (more = object_next(rt, walk, &item)) > 0; index++) {
        int equal = object_compare_bool(rt, item, wanted, COMPARE_EQ);
        release(rt, item);
        if (equal < 0 || error_poll(rt) < 0) more = -1;
        count += equal > 0;
        if (equal > 0 && first) break;
    }
    release(rt, walk);
    if (more < 0) return NULL;
    if (!first) return int_new(rt, count);
    return count > 0 ? int_new(rt, index) : error_raise(rt, TYPE_ValueError, "sequence.index(x): x not in sequence");
}

int object_contains_by_search(Rt *rt, Ref container, Ref item)
{
    Own iterator = object_iter(rt, container), candidate = NULL;
    if (iterator == NULL) {
        if (!error_clear_if(rt, TYPE_TypeError)) return -1;
        return error_raise_int(
            rt, TYPE_TypeError, "argument of type '%.200T' is not iterable", container);
    }
    int found = 0, next;
    while (found == 0 && (next = object_next(rt, iterator, &candidate)) != 0) {
        if (next < 0) {
            found = -1;
            break;
        }
        found = object_compare_bool(rt, candidate, item, COMPARE_EQ);
        release(rt, candidate);
        if (error_poll(rt) < 0) found = -1;
    }
    release(rt, iterator);
    return found;
}

int object_contains(Rt *rt, Ref container, Ref item)
{
    ContainsFn fn = container->type->slots.sq_contains;
    return fn != NULL ? fn(rt, container, item)
                      : object_contains_by_search(rt, container, item);
}

/* --- sequences from iterables */

Own sequence_to_list(Rt *rt, Ref iterable)
{
    Own list = list_new(rt, 0);
    if (list != NULL && list_extend(rt, list, iterable) < 0) return error_release(rt, list);
    return list;
}

enum { MOST_GUESSED = 1 << 16 }; /* items: a length hint may be anything */

/* Fills *TUPLE, which has room for a guess, with all that ITERATOR gives; the guess grows as CPython's. */
static int fill_tuple(Rt *rt, Own *tuple, Ref iterator)
{
    ptrdiff_t count = 0, room = tuple_length(*tuple);
    Own item = NULL;
    int next;
    while ((next = object_next(rt, iterator, &item)) > 0) {
        if (count == room) {
            room += 10;
            room += room >> 2;
            if (tuple_resize(rt, tuple, room) < 0) return error_release_int(rt, item);
        }
        tuple_take(*tuple, count++, STEAL(item));
    }
    return next < 0 ? -1 : tuple_resize(rt, tuple, count);
}

Own sequence_to_tuple(Rt *rt, Ref iterable)
{
    if (is_exact(iterable, TYPE_tuple)) return new_ref(iterable);
    if (is_exact(iterable, TYPE_list)) return list_to_tuple(rt, iterable);
    Own iterator = object_iter(rt, iterable), tuple = NULL;
    if (iterator == NULL) return NULL;
    ptrdiff_t guess = object_length_hint(rt, iterable, 10);
    if (guess >= 0) tuple = tuple_new(rt, guess < MOST_GUESSED ? guess : MOST_GUESSED);
    if (tuple != NULL && fill_tuple(rt, &tuple, iterator) < 0) release_clear(rt, &tuple);
    release(rt, iterator);
    return tuple;
}

Own sequence_fast(Rt *rt, Ref iterable, const char *message)
{
    if (is_exact(iterable, TYPE_list) || is_exact(iterable, TYPE_tuple)) {
        return new_ref(iterable);
    }
    Own iterator = object_iter(rt, iterable);
    if (iterator == NULL) {
        if (error_clear_if(rt, TYPE_TypeError))
            error_raise(rt, TYPE_TypeError, "%s", message);
        return NULL;
    }
    Own list = sequence_to_list(rt, iterator);
    release(rt, iterator);
    return list;
}

/* --- iteration */

Own object_iter(Rt *rt, Ref iterable)
{
    const Slots *slots = &iterable->type->slots;
    if (slots->tp_iter == NULL) {
        if (slots->sq_item != NULL && !is_dict(iterable)) {
            return sequence_iterator_new(rt, iterable);
        }
        return error_raise(
            rt, TYPE_TypeError, "'%.200T' object is not iterable", iterable);
    }
    Own iterator = slots->tp_iter(rt, iterable);
    if (iterator == NULL || object_is_iterator(iterator)) return iterator;
    error_raise(
        rt, TYPE_TypeError, "iter() returned non-iterator of type '%.100T'", iterator);
    release(rt, iterator);
    return NULL;
}

int object_next_raw(Rt *rt, Ref iterator, Own *item)
{
    if (call_check_stack(rt) < 0 || error_poll(rt) < 0) return -1;
    return iterator->type->slots.tp_iternext(rt, iterator, item);
}

int object_next(Rt *rt, Ref iterator, Own *item)
{
    int next = object_next_raw(rt, iterator, item);
    if (next < 0 && error_clear_if(rt, TYPE_StopIteration)) return 0;
    return next;
}
