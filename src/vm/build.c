/* Displays, formatted strings and unpacking.  The operands stay on the frame's stack until
   the result exists, so a failure leaves nothing half done. */
#include "vm/build.h"

#include "objects/abstract.h"
#include "objects/dictobj.h"
#include "objects/error.h"
#include "objects/excobj.h"
#include "objects/listobj.h"
#include "objects/methodcall.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own build_set(Rt *rt, Own const *items, unsigned count)
{
    Own set = set_new(rt, NULL);
    for (unsigned i = 0; set != NULL && i < count; i++) {
        if (set_add(rt, set, items[i]) < 0) release_clear(rt, &set);
    }
    return set;
}

Own build_map(Rt *rt, Own const *pairs, unsigned count)
{
    Own dict = dict_new_sized(rt, count);
    for (unsigned i = 0; dict != NULL && i < count; i++) {
        if (dict_set(rt, dict, pairs[2 * i], pairs[2 * i + 1]) < 0) release_clear(rt, &dict);
    }
    return dict;
}

Own build_const_key_map(Rt *rt, Own const *values, unsigned count)
{
    Ref keys = values[count];
    if (!is_exact(keys, TYPE_tuple) || tuple_length(keys) != (ptrdiff_t)count)
        return error_raise(rt, TYPE_SystemError, "bad BUILD_CONST_KEY_MAP keys argument");
    Own dict = dict_new_sized(rt, count);
    for (unsigned i = 0; dict != NULL && i < count; i++) {
        if (dict_set(rt, dict, tuple_peek(keys, i), values[i]) < 0) release_clear(rt, &dict);
    }
    return dict;
}

Own build_string(Rt *rt, Own const *parts, unsigned count)
{
    return str_join(rt, rt->empty_str, as_refs(parts), count);
}

Own format_value(Rt *rt, Ref value, unsigned conversion, Ref spec_or_null)
{
    Own converted = NULL;
    switch (conversion) {
    case 0: converted = new_ref(value); break;
    case 1: converted = object_str(rt, value); break;
    case 2: converted = object_repr(rt, value); break;
    case 3: converted = object_ascii(rt, value); break;
    }
    if (converted == NULL || (is_exact(converted, TYPE_str) && spec_or_null == NULL)) return converted;
    Own text = object_format(rt, converted, spec_or_null);
    release(rt, converted);
    return text;
}

/* Has OBJ what iter() needs? */
static bool is_iterable(Ref obj)
{
    return obj->type->slots.tp_iter != NULL || obj->type->slots.sq_item != NULL;
}

int display_extend(Rt *rt, Ref list, Ref iterable)
{
    if (list_extend(rt, list, iterable) == 0) return 0;
    if (error_matches(rt, TYPE_TypeError) && !is_iterable(iterable)) {
        error_clear(rt);
        error_raise(rt, TYPE_TypeError, "Value after * must be an iterable, not %.200T", iterable);
    }
    return -1;
}

int display_update(Rt *rt, Ref dict, Ref mapping)
{
    if (dict_merge(rt, dict, mapping, 1) == 0) return 0;
    if (error_matches(rt, TYPE_AttributeError)) {
        error_clear(rt);
        error_raise(rt, TYPE_TypeError, "'%.200T' object is not a mapping", mapping);
    }
    return -1;
}

void raise_keywords_error(Rt *rt, Ref callable, Ref mapping)
{
    bool no_mapping = error_matches(rt, TYPE_AttributeError);
    if (!no_mapping && !error_matches(rt, TYPE_KeyError)) return;
    bool is_own = rt->pending.value == NULL || !is_exception(rt->pending.value); /* no program's KeyError */
    if (!no_mapping && !is_own) return;
    Own error = error_fetch_instance(rt), text = NULL;
    Ref args = AS_EXCEPTION(error)->args;
    text = callable_text(rt, callable);
    if (text != NULL && no_mapping)
        error_raise(rt, TYPE_TypeError, "%U argument after ** must be a mapping, not %.200T", text, mapping);
    else if (text != NULL && tuple_length(args) > 0)
        error_raise(rt, TYPE_TypeError, "%U got multiple values for keyword argument '%S'", text, tuple_peek(args, 0));
    else if (text != NULL) /* there was no memory for the key */
        (void)error_no_memory(rt);
    release_all(rt, text, error);
}

int keywords_merge(Rt *rt, Ref callable, Ref dict, Ref mapping)
{
    if (dict_merge(rt, dict, mapping, 0) == 0) return 0;
    raise_keywords_error(rt, callable, mapping);
    return -1;
}

/* Stores up to COUNT items below *end; the result is how many there were, or -1. */
static int take_items(Rt *rt, Ref iterator, int count, Own **end)
{
    for (int i = 0; i < count; i++) {
        Own item = NULL;
        int got = object_next(rt, iterator, &item);
        if (got <= 0) return got < 0 ? -1 : i;
        *--*end = item;
    }
    return count;
}

/* After `*rest` took all: moves the last AFTER items of the list into their places. */
static int give_tail(Rt *rt, int before, int after, Ref list, Own *end)
{
    ptrdiff_t length = list_length(list);
    if (length < after) {
        return error_raise_int(rt, TYPE_ValueError, "not enough values to unpack (expected at least %d, got %zd)",
                               before + after, before + length);
    }
    for (ptrdiff_t i = length - after; i < length; i++) *--end = AS_LIST(list)->items[i];
    AS_LIST(list)->head.length = length - after;
    return 0;
}

/* The items are complete: no further one may come (no star), or the star takes the rest. */
static int unpack_end(Rt *rt, Ref iterator, int before, int after, Own **at)
{
    if (after < 0) {
        Own surplus = NULL;
        int got = object_next(rt, iterator, &surplus);
        release(rt, surplus);
        if (got == 1) error_raise(rt, TYPE_ValueError, "too many values to unpack (expected %d)", before);
        return got == 0 ? 0 : -1;
    }
    Own rest = sequence_to_list(rt, iterator);
    if (rest == NULL) return -1;
    *--*at = rest;
    return give_tail(rt, before, after, rest, *at);
}

int unpack_iterable(Rt *rt, Ref source, int before, int after, Own *end)
{
    Own iterator = object_iter(rt, source);
    if (iterator == NULL) {
        if (error_matches(rt, TYPE_TypeError) && !is_iterable(source)) {
            error_clear(rt);
            error_raise(rt, TYPE_TypeError, "cannot unpack non-iterable %.200T object", source);
        }
        return -1;
    }
    Own *at = end;
    int status = -1, got = take_items(rt, iterator, before, &at);
    if (got == before) {
        status = unpack_end(rt, iterator, before, after, &at);
    } else if (got >= 0 && after < 0) {
        error_raise(rt, TYPE_ValueError, "not enough values to unpack (expected %d, got %d)", before, got);
    } else if (got >= 0) {
        error_raise(rt, TYPE_ValueError, "not enough values to unpack (expected at least %d, got %d)", before + after, got);
    }
    if (status < 0) {
        while (at < end) release_clear(rt, at++);
    }
    release(rt, iterator);
    return status;
}
