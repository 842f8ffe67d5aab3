/* The types set and frozenset, and their iterator. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/object_reduce.h"
#include "objects/object_state.h"
#include "objects/set_impl.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

static void set_dealloc(Rt *rt, Obj *self)
{
    SetObj *set = AS_SET(self);
    if (set->table != NULL) {
        for (ptrdiff_t i = 0; i <= set->mask; i++) {
            if (set_entry_is_used(&set->table[i])) release(rt, set->table[i].key);
        }
        if (set->table != set->small_table) heap_free(rt, set->table);
    }
    object_free(rt, self);
}

static int set_traverse(Ref self, VisitFn visit, void *context)
{
    ptrdiff_t position = 0;
    Ref item;
    if (AS_SET(self)->table == NULL) return 0;
    while (set_next(self, &position, &item)) {
        int result = visit(item, context);
        if (result != 0) return result;
    }
    return 0;
}

static int set_tp_clear(Rt *rt, Obj *self)
{
    return set_clear(rt, self);
}

static ptrdiff_t set_sq_length(Rt *rt, Ref self)
{
    return set_length(self);
}

/* A set may be looked for in a set of frozensets: it is compared by its contents. */
int set_contains_any(Rt *rt, Ref self, Ref item)
{
    int found = set_contains(rt, self, item);
    if (found >= 0 || !type_is_subtype(item->type, RT_TYPE(rt, set)) || !error_clear_if(rt, TYPE_TypeError)) return found;
    Own frozen = frozenset_new(rt, item);
    if (frozen == NULL) return -1;
    found = set_contains(rt, self, frozen);
    release(rt, frozen);
    return found;
}

static Own set_repr(Rt *rt, Ref self)
{
    bool plain = is_exact(self, TYPE_set);
    if (set_length(self) == 0) return str_format(rt, "%T()", self);
    int running = repr_enter(rt, self);
    if (running != 0) return running < 0 ? NULL : str_format(rt, "%T(...)", self);
    Own list = sequence_to_list(rt, self), inner = list == NULL ? NULL : object_repr(rt, list), result = NULL;
    if (inner != NULL) {
        Own cut = str_slice(rt, inner, 1, str_length(inner) - 1);
        if (cut != NULL) result = plain ? str_format(rt, "{%U}", cut) : str_format(rt, "%T({%U})", self, cut);
        release(rt, cut);
    }
    repr_leave(rt, self);
    release_all(rt, inner, list);
    return result;
}

static uint64_t shuffle(uint64_t hash)
{
    return ((hash ^ 89869747u) ^ hash << 16) * 3644798167u;
}

/* Does not depend on the order: each entry's hash is mixed and exclusive-ored in. */
static ptrdiff_t frozenset_hash(Rt *rt, Ref self)
{
    SetObj *set = AS_SET(self);
    if (set->hash != -1) return set->hash;
    uint64_t hash = 0;
    for (ptrdiff_t i = 0; i <= set->mask; i++) {
        if (set_entry_is_used(&set->table[i])) hash ^= shuffle((uint64_t)set->table[i].hash);
    }
    hash ^= ((uint64_t)set->used + 1) * 1927868237u;
    hash ^= hash >> 11 ^ hash >> 25;
    hash = hash * 69069u + 907133923u;
    if (hash == UINT64_MAX) hash = 590923713u;
    set->hash = (ptrdiff_t)hash;
    return set->hash;
}

static Own set_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_any_set(right)) return not_implemented_new(rt);
    const SetObj *a = AS_SET(left), *b = AS_SET(right);
    bool hashes_differ = a->hash != -1 && b->hash != -1 && a->hash != b->hash;
    int answer = 0;
    switch (op) {
    case COMPARE_EQ:
    case COMPARE_NE: answer = a->used == b->used && !hashes_differ ? set_is_subset(rt, left, right) : 0; break;
    case COMPARE_LE: answer = set_is_subset(rt, left, right); break;
    case COMPARE_GE: answer = set_is_subset(rt, right, left); break;
    case COMPARE_LT: answer = a->used < b->used ? set_is_subset(rt, left, right) : 0; break;
    case COMPARE_GT: answer = a->used > b->used ? set_is_subset(rt, right, left) : 0; break;
    }
    if (answer < 0) return NULL;
    return bool_new(rt, op == COMPARE_NE ? !answer : answer);
}

static Own set_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    return set_new_of_type(rt, type, NULL);
}

static int set_init(Rt *rt, Ref self, Ref args, Ref kwargs)
{
    if (args_no_keywords(rt, "set", kwargs) < 0) return -1;
    if (args_count(rt, "set", tuple_length(args), 0, 1) < 0) return -1;
    if (AS_SET(self)->fill > 0) (void)set_clear(rt, self);
    AS_SET(self)->hash = -1;
    return tuple_length(args) == 0 ? 0 : set_update(rt, self, tuple_peek(args, 0));
}

static Own frozenset_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (args_no_keywords_new(rt, "frozenset", type, kwargs) < 0) return NULL;
    if (args_count(rt, "frozenset", tuple_length(args), 0, 1) < 0) return NULL;
    Ref iterable = tuple_length(args) == 0 ? NULL : tuple_peek(args, 0);
    if (iterable != NULL && type->id == TYPE_frozenset && is_exact(iterable, TYPE_frozenset)) return new_ref(iterable);
    return set_new_of_type(rt, type, iterable);
}

/* set(…) and frozenset(…), without a tuple of the arguments. */
static Own set_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "set", nargsf, kwnames, 0, 1);
    return nargs < 0 ? NULL : set_new_of_type(rt, AS_TYPE(self), nargs == 0 ? NULL : args[0]);
}

static Own frozenset_type_call(Rt *rt, Ref self, const Ref *args, size_t nargsf, Ref kwnames)
{
    ptrdiff_t nargs = args_positional(rt, "frozenset", nargsf, kwnames, 0, 1);
    if (nargs < 0) return NULL;
    if (nargs == 1 && is_exact(args[0], TYPE_frozenset)) return new_ref(args[0]);
    return set_new_of_type(rt, AS_TYPE(self), nargs == 0 ? NULL : args[0]);
}

/* --- the iterator */

typedef struct SetIteratorObj {
    Obj head;
    Own set;        /* NULL once exhausted */
    ptrdiff_t used; /* the set's at the start; -1 after it changed */
    ptrdiff_t position, left;
} SetIteratorObj;
#define AS_SET_ITERATOR(ref) ((SetIteratorObj *)(ref))

static Own set_iter(Rt *rt, Ref self)
{
    Own walk = object_new(rt, RT_TYPE(rt, set_iterator));
    if (walk == NULL) return NULL;
    AS_SET_ITERATOR(walk)->set = new_ref(self);
    AS_SET_ITERATOR(walk)->used = AS_SET_ITERATOR(walk)->left = set_length(self);
    gc_track(rt, walk);
    return walk;
}

static void iterator_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_SET_ITERATOR(self)->set);
    object_free(rt, self);
}

static int iterator_traverse(Ref self, VisitFn visit, void *context)
{
    Ref set = AS_SET_ITERATOR(self)->set;
    return set == NULL ? 0 : visit(set, context);
}

static int iterator_next(Rt *rt, Ref self, Own *item)
{
    SetIteratorObj *walk = AS_SET_ITERATOR(self);
    if (walk->set == NULL) return 0;
    if (walk->used != set_length(walk->set)) {
        walk->used = -1;
        return error_raise_int(rt, TYPE_RuntimeError, "Set changed size during iteration");
    }
    Ref found;
    if (!set_next(walk->set, &walk->position, &found)) {
        release_clear(rt, &walk->set);
        return 0;
    }
    walk->left--;
    *item = new_ref(found);
    return 1;
}

static Own length_hint(Rt *rt, Ref self)
{
    const SetIteratorObj *walk = AS_SET_ITERATOR(self);
    bool valid = walk->set != NULL && walk->used == set_length(walk->set);
    return int_new(rt, valid ? walk->left : 0);
}

/* (iter, (list of what is left,)): the iterator itself does not move. */
static Own iterator_reduce(Rt *rt, Ref self)
{
    SetIteratorObj copy = *AS_SET_ITERATOR(self);
    copy.set = new_ref_or_null(copy.set);
    Own list = list_new(rt, 0), item = NULL;
    int more = list == NULL ? -1 : 1;
    while (more > 0 && (more = iterator_next(rt, &copy.head, &item)) > 0) {
        if (list_append_take(rt, list, item) < 0) more = -1;
    }
    release(rt, copy.set);
    if (more < 0) release_clear(rt, &list);
    return reduced_to_builtin(rt, "iter", tuple_build(rt, "N", list), NULL);
}

const TypeSpec set_iterator_type_spec = {
    .name = "set_iterator",
    .id = TYPE_set_iterator,
    .basicsize = sizeof(SetIteratorObj),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,
    .slots = {
        .tp_dealloc = iterator_dealloc,
        .tp_traverse = iterator_traverse,
        .tp_iter = object_itself,
        .tp_iternext = iterator_next,
    },
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = iterator_reduce}, "Return state information for pickling.", 0},
        {"__length_hint__", METHOD_NOARGS, {.unary = length_hint}, "How many items are left, as far as known.", 0}),
};

#define SET_SLOTS                                                                      \
    .tp_dealloc = set_dealloc, .tp_traverse = set_traverse, .tp_clear = set_tp_clear,  \
    .tp_repr = set_repr, .tp_richcompare = set_richcompare, .tp_iter = set_iter,       \
    .nb_subtract = set_op_subtract, .nb_and = set_op_and, .nb_xor = set_op_xor,        \
    .nb_or = set_op_or, .sq_length = set_sq_length, .sq_contains = set_contains_any

const TypeSpec set_type_spec = {
    .name = "set",
    .id = TYPE_set,
    .basicsize = sizeof(SetObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_MATCH_SELF,
    .weaklist_offset = offsetof(SetObj, weakrefs),
    .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\nAn unordered collection without duplicates.",
    .slots = {
        SET_SLOTS,
        .tp_new = set_type_new,
        .tp_init = set_init,
        .tp_type_vectorcall = set_type_call,
        .nb_inplace_subtract = set_op_inplace_subtract,
        .nb_inplace_and = set_op_inplace_and,
        .nb_inplace_xor = set_op_inplace_xor,
        .nb_inplace_or = set_op_inplace_or,
    },
    .methods = set_methods,
};

const TypeSpec frozenset_type_spec = {
    .name = "frozenset",
    .id = TYPE_frozenset,
    .basicsize = sizeof(SetObj),
    .flags = TYPE_FLAG_BASE | TYPE_FLAG_GC | TYPE_FLAG_MATCH_SELF,
    .weaklist_offset = offsetof(SetObj, weakrefs),
    .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset object\n\nAn unordered collection without duplicates that never changes.",
    .slots = {
        SET_SLOTS,
        .tp_new = frozenset_type_new,
        .tp_type_vectorcall = frozenset_type_call,
        .tp_hash = frozenset_hash,
    },
    .methods = frozenset_methods,
};
