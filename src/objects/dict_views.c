/* The views that keys(), values() and items() give: windows on a dict, which those of keys and items
   also let one treat as sets. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/call.h"
#include "objects/dict_iter.h"
#include "objects/dictobj.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/setobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

typedef struct DictViewObj {
    Obj head;
    Own dict;
} DictViewObj;
#define AS_DICT_VIEW(ref) ((DictViewObj *)(ref))

Own dict_view_new(Rt *rt, TypeId type, Ref dict)
{
    Own self = object_new(rt, rt->types[type]);
    if (self == NULL) return NULL;
    AS_DICT_VIEW(self)->dict = new_ref(dict);
    gc_track(rt, self);
    return self;
}

static ptrdiff_t view_length(Rt *rt, Ref self)
{
    return dict_length(AS_DICT_VIEW(self)->dict);
}

static TypeId iterator_type(Ref view, bool backwards)
{
    switch (view->type->id) {
    case TYPE_dict_keys: return backwards ? TYPE_dict_reversekeyiterator : TYPE_dict_keyiterator;
    case TYPE_dict_values: return backwards ? TYPE_dict_reversevalueiterator : TYPE_dict_valueiterator;
    default: return backwards ? TYPE_dict_reverseitemiterator : TYPE_dict_itemiterator;
    }
}

static Own view_iter(Rt *rt, Ref self)
{
    return dict_iterator_new(rt, iterator_type(self, false), AS_DICT_VIEW(self)->dict);
}

static Own view_reversed(Rt *rt, Ref self)
{
    return dict_iterator_new(rt, iterator_type(self, true), AS_DICT_VIEW(self)->dict);
}

static Own view_repr(Rt *rt, Ref self)
{
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_new(rt, "...");
    Own list = sequence_to_list(rt, self);
    Own text = list == NULL ? NULL : str_format(rt, "%s(%R)", self->type->name, list);
    release(rt, list);
    repr_leave(rt, self);
    return text;
}

static int keys_contains(Rt *rt, Ref self, Ref item)
{
    return dict_contains(rt, AS_DICT_VIEW(self)->dict, item);
}

static int items_contains(Rt *rt, Ref self, Ref item)
{
    if (!is_tuple(item) || tuple_length(item) != 2) return 0;
    Own value;
    int found = dict_lookup(rt, AS_DICT_VIEW(self)->dict, tuple_peek(item, 0), &value);
    if (found <= 0) return found;
    int equal = object_compare_bool(rt, value, tuple_peek(item, 1), COMPARE_EQ);
    release(rt, value);
    return equal;
}

static bool is_set_view(Ref obj)
{
    return is_exact(obj, TYPE_dict_keys) || is_exact(obj, TYPE_dict_items);
}

/* Is every item of SELF in OTHER?  1, 0, -1. */
static int all_contained_in(Rt *rt, Ref self, Ref other)
{
    Own iterator = object_iter(rt, self), item = NULL;
    if (iterator == NULL) return -1;
    int answer = 1, more = 0;
    while (answer == 1 && (more = object_next(rt, iterator, &item)) > 0) {
        answer = object_contains(rt, other, item);
        release(rt, item);
    }
    release(rt, iterator);
    return more < 0 ? -1 : answer;
}

static Own view_compare(Rt *rt, Ref self, Ref other, CompareOp op)
{
    if (!is_any_set(other) && !is_set_view(other)) return not_implemented_new(rt);
    ptrdiff_t mine = view_length(rt, self), theirs = object_length(rt, other);
    if (theirs < 0) return NULL;
    int answer = 0;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE: answer = mine == theirs ? all_contained_in(rt, self, other) : 0; break;
    case COMPARE_LT: answer = mine < theirs ? all_contained_in(rt, self, other) : 0; break;
    case COMPARE_LE: answer = mine <= theirs ? all_contained_in(rt, self, other) : 0; break;
    case COMPARE_GT: answer = mine > theirs ? all_contained_in(rt, other, self) : 0; break;
    case COMPARE_GE: answer = mine >= theirs ? all_contained_in(rt, other, self) : 0; break;
    }
    if (answer < 0) return NULL;
    return bool_new(rt, op == COMPARE_NE ? !answer : answer);
}

/* A new set of SELF's items, changed by the set method NAME with OTHER. */
static Own by_set_method(Rt *rt, Ref self, Ref other, const char *name)
{
    Own set = set_new(rt, self), method = NULL;
    if (set == NULL) return NULL;
    Own result = NULL, text = str_interned(rt, name);
    if (text != NULL) method = call_method_one(rt, set, text, other);
    if (method != NULL) result = new_ref(set);
    release_all(rt, method, text, set);
    return result;
}

static Own view_subtract(Rt *rt, Ref left, Ref right)
{
    return by_set_method(rt, left, right, "difference_update");
}

static Own view_or(Rt *rt, Ref left, Ref right)
{
    Own set = set_new(rt, left);
    if (set != NULL && set_update(rt, set, right) < 0) release_clear(rt, &set);
    return set;
}

static Own view_xor(Rt *rt, Ref left, Ref right)
{
    return by_set_method(rt, left, right, "symmetric_difference_update");
}

/* The items of OTHER that are in the view; the larger of two views is asked, and so is a set that is not
   smaller than the view. */
static Own view_and(Rt *rt, Ref left, Ref right)
{
    if (is_set_view(left) && is_exact(right, TYPE_set) && view_length(rt, left) <= set_length(right)) {
        Own method = object_attr_get_text(rt, right, "intersection"), result = method == NULL ? NULL : call_one(rt, method, left);
        release(rt, method);
        return result;
    }
    Ref view = is_set_view(left) ? left : right, other = view == left ? right : left;
    if (is_set_view(other) && view_length(rt, other) > view_length(rt, view)) {
        Ref swap = view;
        view = other;
        other = swap;
    }
    Own set = set_new(rt, NULL), iterator = set == NULL ? NULL : object_iter(rt, other), item = NULL;
    int more = iterator == NULL ? -1 : 1;
    while (more > 0 && (more = object_next(rt, iterator, &item)) > 0) {
        int found = object_contains(rt, view, item);
        if (found < 0 || (found > 0 && set_add(rt, set, item) < 0)) more = -1;
        release(rt, item);
    }
    release(rt, iterator);
    if (more < 0) release_clear(rt, &set);
    return set;
}

static Own view_isdisjoint(Rt *rt, Ref self, Ref other)
{
    if (self == other) return bool_new(rt, view_length(rt, self) == 0);
    Own common = view_and(rt, self, other);
    if (common == NULL) return NULL;
    bool none = set_length(common) == 0;
    release(rt, common);
    return bool_new(rt, none);
}

static Own view_mapping(Rt *rt, Ref self)
{
    return call_one(rt, (Ref)RT_TYPE(rt, mappingproxy), AS_DICT_VIEW(self)->dict);
}

static const MethodDef set_view_methods[] = {
    {"isdisjoint", METHOD_O, {.binary = view_isdisjoint}, "Has the view no item in common with the iterable?", 0},
    {"__reversed__", METHOD_NOARGS, {.unary = view_reversed}, "An iterator from the last entry to the first.", 0},
    {0},
};

static const GetSetDef view_getset[] = {
    {"mapping", view_mapping, NULL, "the dictionary that this view refers to"},
    {NULL, NULL, NULL, NULL},
};

#define VIEW_SLOTS                                                                     \
    .tp_dealloc = owned_dealloc, .tp_traverse = owned_traverse, .tp_repr = view_repr,  \
    .tp_iter = view_iter, .sq_length = view_length

#define SET_VIEW(type, contains)                                                       \
    const TypeSpec type##_type_spec = {                                                \
        .name = #type,                                                                 \
        .id = TYPE_##type,                                                             \
        .basicsize = sizeof(DictViewObj),                                              \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,                      \
        .owned = OWNED(DictViewObj, dict, dict),                                       \
        .slots =                                                                       \
            {                                                                          \
                VIEW_SLOTS,                                                            \
                .tp_richcompare = view_compare,                                        \
                .nb_subtract = view_subtract,                                          \
                .nb_and = view_and,                                                    \
                .nb_xor = view_xor,                                                    \
                .nb_or = view_or,                                                      \
                .sq_contains = contains,                                               \
            },                                                                         \
        .methods = set_view_methods,                                                   \
        .getset = view_getset,                                                         \
    };

SET_VIEW(dict_keys, keys_contains)
SET_VIEW(dict_items, items_contains)

const TypeSpec dict_values_type_spec = {
    .name = "dict_values",
    .id = TYPE_dict_values,
    .basicsize = sizeof(DictViewObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .owned = OWNED(DictViewObj, dict, dict),
    .slots = {VIEW_SLOTS},
    .methods = METHODS(
        {"__reversed__", METHOD_NOARGS, {.unary = view_reversed}, "An iterator from the last entry to the first.", 0}),
    .getset = view_getset,
};
