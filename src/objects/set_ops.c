/* Operators and methods of sets.  Results are of the left side's class, set or frozenset. */
#include "objects/abstract.h"
#include "objects/dict_keys.h"
#include "objects/error.h"
#include "objects/genericalias.h"
#include "objects/intobj.h"
#include "objects/object_reduce.h"
#include "objects/set_impl.h"
#include "objects/tupleobj.h"

/* Results are plain sets or frozensets, whatever subclass the operand has. */
static Own result_like(Rt *rt, Ref self, Ref iterable)
{
    bool frozen = type_is_subtype(self->type, RT_TYPE(rt, frozenset));
    return frozen ? frozenset_new(rt, iterable) : set_new(rt, iterable);
}

int set_is_subset(Rt *rt, Ref set, Ref of)
{
    if (set_length(set) > set_length(of)) return 0;
    ptrdiff_t position = 0;
    SetEntry *entry;
    while (set_next_entry(set, &position, &entry)) {
        Own key = new_ref(entry->key);
        int found = set_contains_hashed(rt, of, key, entry->hash);
        release(rt, key);
        if (found <= 0) return found;
        if (error_poll(rt) < 0) return -1;
    }
    return 1;
}

typedef enum Keep { KEEP_COMMON, KEEP_OTHERS } Keep;

/* SELF's entries that are, or are not, in the set or dict OTHER. */
static Own filtered(Rt *rt, Ref self, Ref other, Keep keep)
{
    Own result = result_like(rt, self, NULL);
    ptrdiff_t position = 0;
    SetEntry *entry;
    while (result != NULL && set_next_entry(self, &position, &entry)) {
        Own key = new_ref(entry->key);
        ptrdiff_t hash = entry->hash;
        Ref value;
        int found;
        if (is_any_set(other)) {
            found = set_contains_hashed(rt, other, key, hash);
        } else {
            ptrdiff_t index = dict_find(rt, other, key, hash, &value);
            found = index == KEY_ERROR ? -1 : value != NULL;
        }
        int status = found < 0 ? -1 : 0;
        if (found >= 0 && found == (keep == KEEP_COMMON)) status = set_add_hashed(rt, result, key, hash);
        release(rt, key);
        if (status < 0 || error_poll(rt) < 0) release_clear(rt, &result);
    }
    return result;
}

/* Items of the iterable that are in SELF, in the iterable's order. */
static Own common_with(Rt *rt, Ref self, Ref other)
{
    if (self == other) return result_like(rt, self, self);
    if (is_any_set(other)) {
        bool swap = set_length(other) > set_length(self);
        Own found = filtered(rt, swap ? self : other, swap ? other : self, KEEP_COMMON);
        if (found == NULL || type_is_subtype(self->type, RT_TYPE(rt, frozenset)) == type_is_subtype(found->type, RT_TYPE(rt, frozenset))) return found;
        Own result = result_like(rt, self, found);
        release(rt, found);
        return result;
    }
    Own result = result_like(rt, self, NULL), iterator = result == NULL ? NULL : object_iter(rt, other), item = NULL;
    int more = iterator == NULL ? -1 : 1;
    while (more > 0 && (more = object_next(rt, iterator, &item)) > 0) {
        int found = set_contains(rt, self, item);
        if (found < 0 || (found > 0 && set_add(rt, result, item) < 0)) more = -1;
        release(rt, item);
    }
    release(rt, iterator);
    if (more < 0) release_clear(rt, &result);
    return result;
}

static int difference_update_one(Rt *rt, Ref self, Ref other)
{
    if (self == other) return set_clear(rt, self);
    Own iterator = object_iter(rt, other), item = NULL;
    if (iterator == NULL) return -1;
    int more;
    while ((more = object_next(rt, iterator, &item)) > 0) {
        more = set_discard(rt, self, item);
        release(rt, item);
        if (more < 0 || (more = error_poll(rt)) < 0) break;
    }
    release(rt, iterator);
    if (more == 0 && AS_SET(self)->fill - AS_SET(self)->used > AS_SET(self)->mask / 5) {
        more = set_resize(rt, self, AS_SET(self)->used > 50000 ? AS_SET(self)->used * 2 : AS_SET(self)->used * 4);
    }
    return more;
}

static Own difference_from(Rt *rt, Ref self, Ref other)
{
    if ((is_any_set(other) && set_length(self) >> 2 <= set_length(other)) || is_exact(other, TYPE_dict)) return filtered(rt, self, other, KEEP_OTHERS);
    Own result = result_like(rt, self, self);
    if (result != NULL && difference_update_one(rt, result, other) < 0) release_clear(rt, &result);
    return result;
}

/* Each item of OTHER leaves SELF when it is there, and enters when not. */
static int symmetric_update(Rt *rt, Ref self, Ref other)
{
    if (self == other) return set_clear(rt, self);
    Own others = is_any_set(other) ? new_ref(other) : set_new(rt, other);
    if (others == NULL) return -1;
    int status = 0;
    ptrdiff_t position = 0;
    SetEntry *entry;
    while (status == 0 && set_next_entry(others, &position, &entry)) {
        Own key = new_ref(entry->key);
        ptrdiff_t hash = entry->hash;
        int gone = set_discard_hashed(rt, self, key, hash);
        status = gone < 0 ? -1 : gone > 0 ? 0 : set_add_hashed(rt, self, key, hash);
        release(rt, key);
    }
    release(rt, others);
    return status;
}

/* self ends up as NEW's contents: for intersection_update. */
static void swap_bodies(Rt *rt, Ref self, Ref other)
{
    SetObj *a = AS_SET(self), *b = AS_SET(other), copy = *a;
    a->fill = b->fill;
    a->used = b->used;
    a->mask = b->mask;
    a->table = b->table == b->small_table ? a->small_table : b->table;
    for (int i = 0; i < SET_SMALL; i++) {
        a->small_table[i] = b->small_table[i];
        b->small_table[i] = copy.small_table[i];
    }
    b->fill = copy.fill;
    b->used = copy.used;
    b->mask = copy.mask;
    b->table = copy.table == a->small_table ? b->small_table : copy.table;
    a->hash = b->hash = -1;
    if (rt_hears(rt, HEAR_WRITES) && rt->hooks->written != NULL) {
        rt->hooks->written(rt, rt->hooks->context, self, WRITE_REORDER, -1, NULL, NULL, NULL);
    }
}

/* --- operators */

#define BOTH_SETS(left, right)                                                         \
    if (!is_any_set(left) || !is_any_set(right)) return not_implemented_new(rt)

Own set_op_or(Rt *rt, Ref left, Ref right)
{
    BOTH_SETS(left, right);
    Own result = result_like(rt, left, left);
    if (result != NULL && left != right && set_update(rt, result, right) < 0) release_clear(rt, &result);
    return result;
}

Own set_op_and(Rt *rt, Ref left, Ref right)
{
    BOTH_SETS(left, right);
    return common_with(rt, left, right);
}

Own set_op_subtract(Rt *rt, Ref left, Ref right)
{
    BOTH_SETS(left, right);
    return difference_from(rt, left, right);
}

Own set_op_xor(Rt *rt, Ref left, Ref right)
{
    BOTH_SETS(left, right);
    Own result = result_like(rt, left, right);
    if (result != NULL && symmetric_update(rt, result, left) < 0) release_clear(rt, &result);
    return result;
}

Own set_op_inplace_or(Rt *rt, Ref self, Ref other)
{
    BOTH_SETS(self, other);
    return set_update(rt, self, other) < 0 ? NULL : new_ref(self);
}

Own set_op_inplace_and(Rt *rt, Ref self, Ref other)
{
    BOTH_SETS(self, other);
    Own common = common_with(rt, self, other);
    if (common == NULL) return NULL;
    swap_bodies(rt, self, common);
    release(rt, common);
    return new_ref(self);
}

Own set_op_inplace_subtract(Rt *rt, Ref self, Ref other)
{
    BOTH_SETS(self, other);
    return difference_update_one(rt, self, other) < 0 ? NULL : new_ref(self);
}

Own set_op_inplace_xor(Rt *rt, Ref self, Ref other)
{
    BOTH_SETS(self, other);
    return symmetric_update(rt, self, other) < 0 ? NULL : new_ref(self);
}

/* --- methods */

/* Removes ITEM, which may itself be a set that stands for a frozenset: 1, 0, -1. */
static int discard_any(Rt *rt, Ref self, Ref item)
{
    int found = set_discard(rt, self, item);
    if (found >= 0 || !type_is_subtype(item->type, RT_TYPE(rt, set)) || !error_clear_if(rt, TYPE_TypeError)) return found;
    Own frozen = frozenset_new(rt, item);
    if (frozen == NULL) return -1;
    found = set_discard(rt, self, frozen);
    release(rt, frozen);
    return found;
}

static Own method_remove(Rt *rt, Ref self, Ref item)
{
    int found = discard_any(rt, self, item);
    if (found < 0) return NULL;
    return found ? none_new(rt) : error_raise_key(rt, item);
}

static Own method_pop(Rt *rt, Ref self)
{
    SetObj *set = AS_SET(self);
    if (set->used == 0) return error_raise(rt, TYPE_KeyError, "pop from an empty set");
    ptrdiff_t at = set->finger & set->mask;
    while (!set_entry_is_used(&set->table[at])) at = at < set->mask ? at + 1 : 0;
    Own key = new_ref(set->table[at].key);
    set->finger = at + 1;
    if (set_discard_hashed(rt, self, key, set->table[at].hash) < 0) release_clear(rt, &key);
    return key;
}

static Own method_copy(Rt *rt, Ref self)
{
    if (is_exact(self, TYPE_frozenset)) return new_ref(self);
    return result_like(rt, self, self);
}

static Own method_contains(Rt *rt, Ref self, Ref item)
{
    int found = set_contains_any(rt, self, item);
    return found < 0 ? NULL : bool_new(rt, found);
}

static Own method_update(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    for (ptrdiff_t i = 0; i < tuple_length(args); i++) {
        if (set_update(rt, self, tuple_peek(args, i)) < 0) return NULL;
    }
    return none_new(rt);
}

static Own method_union(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Own result = result_like(rt, self, self);
    for (ptrdiff_t i = 0; result != NULL && i < tuple_length(args); i++) {
        if (tuple_peek(args, i) != self && set_update(rt, result, tuple_peek(args, i)) < 0) release_clear(rt, &result);
    }
    return result;
}

static Own method_intersection(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) == 0) return result_like(rt, self, self);
    Own result = new_ref(self);
    for (ptrdiff_t i = 0; result != NULL && i < tuple_length(args); i++) release_replace(rt, &result, common_with(rt, result, tuple_peek(args, i)));
    return result;
}

static Own method_intersection_update(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    Own common = method_intersection(rt, self, args, kwargs_or_null);
    if (common == NULL) return NULL;
    swap_bodies(rt, self, common);
    release(rt, common);
    return none_new(rt);
}

static Own method_difference(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    if (tuple_length(args) == 0) return result_like(rt, self, self);
    Own result = difference_from(rt, self, tuple_peek(args, 0));
    for (ptrdiff_t i = 1; result != NULL && i < tuple_length(args); i++) {
        if (difference_update_one(rt, result, tuple_peek(args, i)) < 0) release_clear(rt, &result);
    }
    return result;
}

static Own method_difference_update(Rt *rt, Ref self, Ref args, Ref kwargs_or_null)
{
    for (ptrdiff_t i = 0; i < tuple_length(args); i++) {
        if (difference_update_one(rt, self, tuple_peek(args, i)) < 0) return NULL;
    }
    return none_new(rt);
}

static Own method_symmetric_difference(Rt *rt, Ref self, Ref other)
{
    Own result = result_like(rt, self, other);
    if (result != NULL && symmetric_update(rt, result, self) < 0) release_clear(rt, &result);
    return result;
}

static Own method_isdisjoint(Rt *rt, Ref self, Ref other)
{
    if (self == other) return bool_new(rt, set_length(self) == 0);
    Own common = common_with(rt, self, other);
    if (common == NULL) return NULL;
    bool none = set_length(common) == 0;
    release(rt, common);
    return bool_new(rt, none);
}

/* OTHER as a set: itself, or its items. */
static Own as_set(Rt *rt, Ref other)
{
    return is_any_set(other) ? new_ref(other) : set_new(rt, other);
}

static Own method_issubset(Rt *rt, Ref self, Ref other)
{
    Own set = as_set(rt, other);
    int answer = set == NULL ? -1 : set_is_subset(rt, self, set);
    release(rt, set);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

static Own method_issuperset(Rt *rt, Ref self, Ref other)
{
    Own set = as_set(rt, other);
    int answer = set == NULL ? -1 : set_is_subset(rt, set, self);
    release(rt, set);
    return answer < 0 ? NULL : bool_new(rt, answer);
}

static Own method_sizeof(Rt *rt, Ref self)
{
    const SetObj *set = AS_SET(self);
    ptrdiff_t table = set->table == set->small_table ? 0 : (set->mask + 1) * (ptrdiff_t)sizeof(SetEntry);
    return int_new(rt, self->type->basicsize + table);
}

static Own method_reduce(Rt *rt, Ref self)
{
    Own list = sequence_to_list(rt, self), args = NULL, state = NULL;
    if (list == NULL) return NULL;
    args = tuple_of(rt, 1, list);
    if (args != NULL) state = object_state_get(rt, self);
    release(rt, list);
    return tuple_build(rt, "ONN", (Ref)self->type, args, state);
}

#define COMMON_METHODS                                                                 \
    {"__contains__", METHOD_O, {.binary = method_contains}, "x.__contains__(y) <==> y in x.", METHOD_COEXIST}, \
    {"copy", METHOD_NOARGS, {.unary = method_copy}, "A shallow copy.", 0}, \
    {"difference", METHOD_VARARGS, {.call = method_difference}, "The items that are in none of the others.", 0}, \
    {"intersection", METHOD_VARARGS, {.call = method_intersection}, "The items that are in all others as well.", 0}, \
    {"isdisjoint", METHOD_O, {.binary = method_isdisjoint}, "Have the two no item in common?", 0}, \
    {"issubset", METHOD_O, {.binary = method_issubset}, "Is every item in the other?", 0}, \
    {"issuperset", METHOD_O, {.binary = method_issuperset}, "Is every item of the other in this set?", 0}, \
    {"symmetric_difference", METHOD_O, {.binary = method_symmetric_difference}, "The items that are in exactly one of the two.", 0}, \
    {"union", METHOD_VARARGS, {.call = method_union}, "The items of all.", 0}, \
    {"__reduce__", METHOD_NOARGS, {.unary = method_reduce}, "Return state information for pickling.", 0}, \
    {"__sizeof__", METHOD_NOARGS, {.unary = method_sizeof}, "S.__sizeof__() -> size of S in memory, in bytes", 0}, \
    {"__class_getitem__", METHOD_O, {.binary = generic_alias_new}, "See PEP 585", METHOD_CLASS}

const MethodDef set_methods[] = {
    COMMON_METHODS,
    {"add", METHOD_O_STATUS, {.act_on = set_add}, "Adds an item.", 0},
    {"clear", METHOD_NOARGS_STATUS, {.act = set_clear}, "Removes all items.", 0},
    {"discard", METHOD_O_STATUS, {.act_on = discard_any}, "Removes an item if it is there.", 0},
    {"difference_update", METHOD_VARARGS, {.call = method_difference_update}, "Removes the items of the others.", 0},
    {"intersection_update", METHOD_VARARGS, {.call = method_intersection_update}, "Keeps only the items that are in all others.", 0},
    {"pop", METHOD_NOARGS, {.unary = method_pop}, "Removes and returns some item; KeyError when there is none.", 0},
    {"remove", METHOD_O, {.binary = method_remove}, "Removes an item; KeyError when it is not there.", 0},
    {"symmetric_difference_update", METHOD_O_STATUS, {.act_on = symmetric_update}, "Keeps the items that are in exactly one of the two.", 0},
    {"update", METHOD_VARARGS, {.call = method_update}, "Adds the items of the others.", 0},
    {0},
};

const MethodDef frozenset_methods[] = {
    COMMON_METHODS,
    {0},
};
