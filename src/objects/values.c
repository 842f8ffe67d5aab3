/* Bringing the values up and down: the singletons, the small ints, the one-character strings and bytes,
   the interned names, and the free lists.  What never dies in CPython either starts at REFCOUNT_STATIC. */
#include <stdlib.h>

#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/bytesobj.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/int_digits.h"
#include "objects/object_state.h"
#include "objects/str_impl.h"
#include "objects/tupleobj.h"

static const char *const name_texts[NAME_COUNT] = {
#define NAME(name) #name,
#include "memory/names.def"
#undef NAME
};

/* None is counted as any other object, but CPython's own start-up leaves this many references. */
enum { NONE_REFERENCES = 3600 };

/* Gives a new object the count of what never dies. */
static Own make_static(Own object)
{
    if (object != NULL) object->refcount = REFCOUNT_STATIC;
    return object;
}

static int make_ints(Rt *rt)
{
    for (int value = SMALL_INT_MIN; value <= SMALL_INT_MAX; value++) {
        Own number = int_alloc(rt, value != 0);
        if (number == NULL) return -1;
        AS_INT(number)->digits[0] = (uint32_t)abs(value);
        if (value < 0) int_flip_sign(number);
        rt->small_ints[value - SMALL_INT_MIN] = make_static(number);
    }
    for (int truth = 0; truth < 2; truth++) {
        Own object = object_new_var(rt, RT_TYPE(rt, bool), 1);
        if (object == NULL) return -1;
        AS_INT(object)->head.length = truth;
        AS_INT(object)->digits[0] = (uint32_t)truth;
        *(truth ? &rt->true_obj : &rt->false_obj) = object;
    }
    return 0;
}

static int make_chars(Rt *rt)
{
    rt->empty_str = make_static(str_alloc(rt, 0, 0));
    rt->empty_bytes = make_static(object_new_var(rt, RT_TYPE(rt, bytes), 0));
    if (rt->empty_str == NULL || rt->empty_bytes == NULL) return -1;
    AS_BYTES(rt->empty_bytes)->hash = -1;
    for (uint32_t c = 0; c < 256; c++) {
        Own text = str_alloc(rt, 1, c), byte = object_new_var(rt, RT_TYPE(rt, bytes), 1);
        rt->latin1_chars[c] = make_static(text);
        rt->byte_objects[c] = make_static(byte);
        if (text == NULL || byte == NULL) return -1;
        str_put(text, 0, c);
        AS_BYTES(byte)->hash = -1;
        AS_BYTES(byte)->bytes[0] = (char)c;
    }
    return 0;
}

/* In CPython 3.11 some names of one letter are objects of their own, beside the one-character strings that
   indexing and chr() give: the interpreter's own identifiers were interned first. */
static int make_name_chars(Rt *rt)
{
    for (const char *at = "BCLST_abcdefhiklmnopqrstvwxy"; *at != '\0'; at++) {
        Own text = str_alloc(rt, 1, (uint32_t)*at);
        if (text == NULL) return -1;
        str_put(text, 0, (uint32_t)*at);
        str_intern(rt, &text);
        rt->objects->name_chars[(int)*at] = make_static(text);
    }
    return 0;
}

static int make_names(Rt *rt)
{
    for (int i = 0; i < NAME_COUNT; i++) {
        rt->names[i] = str_interned(rt, name_texts[i]);
        if (rt->names[i] == NULL) return -1;
        rt->names[i]->refcount = REFCOUNT_STATIC;
    }
    return 0;
}

int values_init(Rt *rt)
{
    ObjectState *state = rt->objects;
    if (str_intern_init(rt) < 0) return -1;
    state->empty_keys = keys_new(rt, 0, KEYS_STR);
    if (state->empty_keys == NULL) return -1;
    state->empty_keys->usable = 0;
    rt->none = object_new(rt, RT_TYPE(rt, NoneType));
    rt->ellipsis = object_new(rt, RT_TYPE(rt, ellipsis));
    rt->not_implemented = object_new(rt, RT_TYPE(rt, NotImplementedType));
    rt->empty_tuple = make_static(object_new_var(rt, RT_TYPE(rt, tuple), 0));
    if (rt->none != NULL) rt->none->refcount = NONE_REFERENCES;
    if (rt->none == NULL || rt->ellipsis == NULL || rt->not_implemented == NULL || rt->empty_tuple == NULL) return -1;
    if (make_ints(rt) < 0 || make_chars(rt) < 0 || make_name_chars(rt) < 0 || make_names(rt) < 0) return -1;
    gc_on_full(rt, values_clear_free_lists);
    return 0;
}

void values_clear_free_lists(Rt *rt)
{
    ObjectState *state = rt->objects;
    for (int size = 1; size < FREE_TUPLE_SIZES; size++) {
        while (state->free_tuples[size] != NULL) {
            Obj *tuple = state->free_tuples[size];
            state->free_tuples[size] = AS_TUPLE(tuple)->items[0];
            object_free_retired(rt, tuple);
        }
        state->free_tuple_count[size] = 0;
    }
    free_objects_clear(rt, &state->free_lists);
    free_objects_clear(rt, &state->free_dicts);
    free_objects_clear(rt, &state->free_async_values);
    free_objects_clear(rt, &state->free_async_sends);
    while (state->free_key_count > 0) keys_free_memory(rt, state->free_keys[--state->free_key_count]);
    while (state->free_float_count > 0) object_free_retired(rt, state->free_floats[--state->free_float_count]);
}

/* Lets an object go whose count says that it never dies. */
static void let_go(Rt *rt, Own *object)
{
    if (*object != NULL) (*object)->refcount = 1;
    release_clear(rt, object);
}

void values_fini(Rt *rt)
{
    ObjectState *state = rt->objects;
    if (state == NULL || state->interned == NULL) return;
    for (int i = 0; i < NAME_COUNT; i++) let_go(rt, &rt->names[i]);
    for (size_t i = 0; i < ARRAY_LENGTH(state->name_chars); i++) let_go(rt, &state->name_chars[i]);
    for (int i = 0; i < 256; i++) {
        let_go(rt, &rt->latin1_chars[i]);
        let_go(rt, &rt->byte_objects[i]);
    }
    for (size_t i = 0; i < ARRAY_LENGTH(rt->small_ints); i++) let_go(rt, &rt->small_ints[i]);
    Own *const singletons[] = {&rt->true_obj, &rt->false_obj, &rt->empty_str, &rt->empty_bytes, &rt->empty_tuple, &rt->ellipsis, &rt->not_implemented, &rt->none};
    for (size_t i = 0; i < ARRAY_LENGTH(singletons); i++) let_go(rt, singletons[i]);
    values_clear_free_lists(rt);
    if (state->free_slice != NULL) object_free_retired(rt, state->free_slice);
    state->free_slice = NULL;
    if (state->empty_keys != NULL) keys_free_memory(rt, state->empty_keys);
    state->empty_keys = NULL;
    free(state->repr_running);
    state->repr_running = NULL;
    str_intern_fini(rt);
}

int repr_enter(Rt *rt, Ref obj)
{
    ObjectState *state = rt->objects;
    for (size_t i = state->repr_count; i-- > 0;) {
        if (state->repr_running[i] == obj) return 1;
    }
    if (state->repr_count == state->repr_capacity) {
        size_t capacity = state->repr_capacity == 0 ? 16 : state->repr_capacity * 2;
        Ref *grown = realloc(state->repr_running, capacity * sizeof *grown);
        if (grown == NULL) {
            (void)error_no_memory(rt);
            return -1;
        }
        state->repr_running = grown;
        state->repr_capacity = capacity;
    }
    state->repr_running[state->repr_count++] = obj;
    return 0;
}

void repr_leave(Rt *rt, Ref obj)
{
    ObjectState *state = rt->objects;
    viv_assert(state->repr_count > 0 && state->repr_running[state->repr_count - 1] == obj);
    state->repr_count--;
}
