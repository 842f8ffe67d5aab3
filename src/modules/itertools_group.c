/* groupby, whose groups are iterators that share their source with it, and tee, whose branches share
   the items that some of them have not seen yet. */
#include "memory/gc.h"
#include "modules/itertools_parts.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/call.h"
#include "objects/error.h"
#include "objects/intobj.h"
#include "objects/listobj.h"
#include "objects/object_reduce.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

/* --- groupby: (key, group) for each run of items with equal keys */

typedef struct GroupBy {
    Obj head;
    Own source, key_function;
    Own target_key;  /* of the group that was given out last, or NULL */
    Own key, value;  /* of the item read last; the value is NULL when its group has given it out */
    Ref group;       /* the one given out last: the only one that may still read */
} GroupBy;
#define AS_GROUPBY(ref) ((GroupBy *)(uintptr_t)(ref))

typedef struct Grouper {
    Obj head;
    Own parent, target_key;
} Grouper;
#define AS_GROUPER(ref) ((Grouper *)(uintptr_t)(ref))

static Own groupby_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    static const char *const names[] = {"iterable", "key", NULL};
    static const ArgSpec spec = {"groupby", names, 1, 2, 0};
    Ref given[2];
    if (args_bind_tuple(rt, &spec, args, kwargs, given) < 0) return NULL;
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_GROUPBY(self)->key_function = new_ref(given[1] == NULL ? rt->none : given[1]);
    AS_GROUPBY(self)->source = object_iter(rt, given[0]);
    if (AS_GROUPBY(self)->source == NULL) release_clear(rt, &self);
    return self;
}

/* Reads one more item and finds its key: 1, 0 at the end, -1. */
static int groupby_step(Rt *rt, GroupBy *groups)
{
    Own value = NULL;
    int got = step_next(rt, groups->source, &value);
    if (got <= 0) return got;
    Own key = groups->key_function == rt->none ? new_ref(value) : call_one(rt, groups->key_function, value);
    if (key == NULL) return error_release_int(rt, value);
    release_replace(rt, &groups->value, value);
    release_replace(rt, &groups->key, key);
    return 1;
}

/* Is the item read last of the group with TARGET_KEY?  Both keys stay alive meanwhile. */
static int same_group(Rt *rt, const GroupBy *groups, Ref target_key)
{
    Own target = new_ref(target_key), key = new_ref(groups->key);
    int same = object_compare_bool(rt, target, key, COMPARE_EQ);
    release_all(rt, target, key);
    return same;
}

static Own grouper_over(Rt *rt, Type *type, Ref parent, Ref target_key)
{
    Own self = type->slots.tp_alloc(rt, type, 0);
    if (self == NULL) return NULL;
    AS_GROUPER(self)->parent = new_ref(parent);
    AS_GROUPER(self)->target_key = new_ref(target_key);
    AS_GROUPBY(parent)->group = self;
    return self;
}

static int groupby_next(Rt *rt, Ref self, Own *pair)
{
    GroupBy *groups = AS_GROUPBY(self);
    groups->group = NULL;
    for (;;) {
        int same = 1;
        if (groups->key != NULL) same = groups->target_key == NULL ? 0 : same_group(rt, groups, groups->target_key);
        if (same == 0 && groups->key != NULL) break; /* a comparison may have used the item up */
        int got = same < 0 ? -1 : groupby_step(rt, groups);
        if (got <= 0) return got;
        if (error_poll(rt) < 0) return -1;
    }
    release_replace(rt, &groups->target_key, new_ref(groups->key));
    Own group = grouper_over(rt, RT_TYPE(rt, itertools_grouper), self, groups->target_key);
    if (group == NULL) return -1;
    *pair = tuple_of(rt, 2, groups->key, group);
    release(rt, group);
    return *pair == NULL ? -1 : 1;
}

static Own groupby_reduce(Rt *rt, Ref self)
{
    const GroupBy *groups = AS_GROUPBY(self);
    if (groups->target_key == NULL || groups->key == NULL || groups->value == NULL)
        return tuple_build(rt, "O(OO)", (Ref)self->type, groups->source, groups->key_function);
    return tuple_build(rt, "O(OO)(OOO)", (Ref)self->type, groups->source, groups->key_function, groups->key, groups->value, groups->target_key);
}

static Own groupby_setstate(Rt *rt, Ref self, Ref state)
{
    GroupBy *groups = AS_GROUPBY(self);
    if (state_check(rt, state, 3, 3) < 0) return NULL;
    release_replace(rt, &groups->key, new_ref(tuple_peek(state, 0)));
    release_replace(rt, &groups->value, new_ref(tuple_peek(state, 1)));
    release_replace(rt, &groups->target_key, new_ref(tuple_peek(state, 2)));
    return none_new(rt);
}

const TypeSpec itertools_groupby_type_spec = {
    .name = "itertools.groupby",
    .basicsize = sizeof(GroupBy),
    .flags = TYPE_FLAG_GC | TYPE_FLAG_BASE,
    .doc = "groupby(iterable, key=None)\n--\n\nPairs of a key and the iterator over those items in a row that have it.",
    .owned = OWNED(GroupBy, source, value),
    .slots = {OWNED_SLOTS, .tp_new = groupby_new, .tp_iter = object_itself, .tp_iternext = groupby_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = groupby_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = groupby_setstate}, "Set state information for unpickling.", 0}),
};

static Own grouper_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "_grouper", args, kwargs, 2, 2) < 0) return NULL;
    Ref parent = tuple_peek(args, 0);
    if (parent->type->slots.tp_iternext != groupby_next)
        return error_raise(rt, TYPE_TypeError, "_grouper() argument 1 must be itertools.groupby, not %.50K", parent);
    return grouper_over(rt, type, parent, tuple_peek(args, 1));
}

static int grouper_next(Rt *rt, Ref self, Own *item)
{
    const Grouper *group = AS_GROUPER(self);
    GroupBy *groups = AS_GROUPBY(group->parent);
    if (groups->group != self) return 0;
    if (groups->value == NULL) {
        int got = groupby_step(rt, groups);
        if (got <= 0) return got;
    }
    int same = same_group(rt, groups, group->target_key);
    if (same <= 0) return same;
    *item = STEAL(groups->value); /* NULL when the comparison itself has asked this group for it */
    release_clear(rt, &groups->key);
    return *item != NULL;
}

static Own grouper_reduce(Rt *rt, Ref self)
{
    const Grouper *group = AS_GROUPER(self);
    if (AS_GROUPBY(group->parent)->group == self) return tuple_build(rt, "O(OO)", (Ref)self->type, group->parent, group->target_key);
    return reduced_to_builtin(rt, "iter", tuple_of(rt, 1, rt->empty_tuple), NULL);
}

const TypeSpec itertools_grouper_type_spec = {
    .name = "itertools._grouper",
    .id = TYPE_itertools_grouper,
    .basicsize = sizeof(Grouper),
    .flags = TYPE_FLAG_GC,
    .owned = OWNED(Grouper, parent, target_key),
    .slots = {OWNED_SLOTS, .tp_new = grouper_new, .tp_iter = object_itself, .tp_iternext = grouper_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = grouper_reduce}, "Return state information for pickling.", 0}),
};

/* --- tee: branches of one iterator.  What was read is kept in a chain of blocks; each branch knows its
   block and place, and a block goes when the last branch has left it. */

enum { TEE_BLOCK = 57 };

typedef struct TeeBlock {
    Obj head;
    Own source, next;
    Own values[TEE_BLOCK];
    int32_t filled, running;
} TeeBlock;
#define AS_TEE_BLOCK(ref) ((TeeBlock *)(uintptr_t)(ref))

typedef struct Tee {
    Obj head;
    Own block;
    ptrdiff_t index;
    Own weakrefs;
} Tee;
#define AS_TEE(ref) ((Tee *)(uintptr_t)(ref))

static Own tee_block_new(Rt *rt, Ref source)
{
    Own block = object_new(rt, RT_TYPE(rt, itertools_tee_dataobject));
    if (block == NULL) return NULL;
    AS_TEE_BLOCK(block)->source = new_ref(source);
    gc_track(rt, block);
    return block;
}

/* (type, (source, list of the items read, next block or None)) */
static Own tee_block_reduce(Rt *rt, Ref self)
{
    const TeeBlock *block = AS_TEE_BLOCK(self);
    Own values = list_new(rt, 0);
    for (ptrdiff_t i = 0; values != NULL && i < block->filled; i++) {
        if (list_append(rt, values, block->values[i]) < 0) release_clear(rt, &values);
    }
    return tuple_build(rt, "O(ONO)", (Ref)self->type, block->source, values, block->next == NULL ? rt->none : block->next);
}

/* Only a full block has a next one. */
static Own tee_block_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "teedataobject", args, kwargs, 3, 3) < 0) return NULL;
    Ref values = tuple_peek(args, 1), next = tuple_peek(args, 2);
    if (!is_list(values)) return error_raise(rt, TYPE_TypeError, "teedataobject() argument 2 must be list, not %.50K", values);
    ptrdiff_t count = list_length(values);
    bool next_fits = next == rt->none || (count == TEE_BLOCK && is_exact(next, TYPE_itertools_tee_dataobject));
    if (count > TEE_BLOCK || !next_fits) return error_raise(rt, TYPE_ValueError, "Invalid arguments");
    Own self = tee_block_new(rt, tuple_peek(args, 0));
    if (self == NULL) return NULL;
    TeeBlock *block = AS_TEE_BLOCK(self);
    for (ptrdiff_t i = 0; i < count; i++) block->values[i] = new_ref(AS_LIST(values)->items[i]);
    block->filled = (int32_t)count;
    if (next != rt->none) block->next = new_ref(next);
    return self;
}

const TypeSpec itertools_tee_dataobject_type_spec = {
    .name = "itertools._tee_dataobject",
    .id = TYPE_itertools_tee_dataobject,
    .basicsize = sizeof(TeeBlock),
    .flags = TYPE_FLAG_GC,
    .doc = "teedataobject(iterable, values, next, /)\n--\n\nItems that some branches of a tee have not seen yet.",
    .owned = OWNED(TeeBlock, source, values[TEE_BLOCK - 1]),
    .slots = {OWNED_SLOTS, .tp_new = tee_block_type_new},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = tee_block_reduce}, "Return state information for pickling.", 0}),
};

/* A branch at INDEX of BLOCK (taken; NULL: error). */
static Own tee_at(Rt *rt, Own block, ptrdiff_t index)
{
    Own self = block == NULL ? NULL : object_new(rt, RT_TYPE(rt, itertools_tee));
    if (self == NULL) return error_release(rt, block);
    AS_TEE(self)->block = block;
    AS_TEE(self)->index = index;
    gc_track(rt, self);
    return self;
}

static Own tee_copy(Rt *rt, Ref self)
{
    return tee_at(rt, new_ref(AS_TEE(self)->block), AS_TEE(self)->index);
}

/* A branch of ITERABLE: beside it when it is one itself. */
static Own tee_over(Rt *rt, Ref iterable)
{
    Own source = object_iter(rt, iterable), self = NULL;
    if (source == NULL) return NULL;
    if (is_exact(source, TYPE_itertools_tee)) self = tee_copy(rt, source);
    else self = tee_at(rt, tee_block_new(rt, source), 0);
    release(rt, source);
    return self;
}

static Own tee_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    if (arguments_plain(rt, type, "_tee", args, kwargs, 1, 1) < 0) return NULL;
    return tee_over(rt, tuple_peek(args, 0));
}

/* Item INDEX of BLOCK, read when nobody has yet: 1, 0, -1. */
static int tee_block_item(Rt *rt, TeeBlock *block, ptrdiff_t index, Own *item)
{
    if (index >= block->filled) {
        index = block->filled; /* further on only when __setstate__ said so */
        if (block->running) return error_raise_int(rt, TYPE_RuntimeError, "cannot re-enter the tee iterator");
        block->running = 1;
        int got = step_next(rt, block->source, &block->values[index]);
        block->running = 0;
        if (got <= 0) return got;
        block->filled++;
    }
    *item = new_ref(block->values[index]);
    return 1;
}

static int tee_next(Rt *rt, Ref self, Own *item)
{
    Tee *tee = AS_TEE(self);
    if (tee->index >= TEE_BLOCK) {
        TeeBlock *full = AS_TEE_BLOCK(tee->block);
        if (full->next == NULL && (full->next = tee_block_new(rt, full->source)) == NULL) return -1;
        tee->index = 0;
        release_replace(rt, &tee->block, new_ref(full->next));
    }
    Own block = new_ref(tee->block);
    int got = tee_block_item(rt, AS_TEE_BLOCK(block), tee->index, item);
    if (got > 0) tee->index++;
    release(rt, block);
    return got;
}

/* (type, ((),), (block, index)) */
static Own tee_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "O(O)(ON)", (Ref)self->type, rt->empty_tuple, AS_TEE(self)->block, int_new(rt, AS_TEE(self)->index));
}

static Own tee_setstate(Rt *rt, Ref self, Ref state)
{
    if (state_check(rt, state, 2, 2) < 0) return NULL;
    Ref block = tuple_peek(state, 0);
    ptrdiff_t index;
    if (!is_exact(block, TYPE_itertools_tee_dataobject))
        return error_raise(rt, TYPE_TypeError, "argument 1 must be itertools._tee_dataobject, not %.50K", block);
    if (args_size(rt, tuple_peek(state, 1), &index) < 0) return NULL;
    if (index < 0 || index > TEE_BLOCK) return error_raise(rt, TYPE_ValueError, "Index out of range");
    AS_TEE(self)->index = index;
    release_replace(rt, &AS_TEE(self)->block, new_ref(block));
    return none_new(rt);
}

const TypeSpec itertools_tee_type_spec = {
    .name = "itertools._tee",
    .id = TYPE_itertools_tee,
    .basicsize = sizeof(Tee),
    .flags = TYPE_FLAG_GC,
    .weaklist_offset = offsetof(Tee, weakrefs),
    .doc = "Iterator wrapped to make it copyable.",
    .owned = OWNED(Tee, block, block),
    .slots = {OWNED_SLOTS, .tp_new = tee_new, .tp_iter = object_itself, .tp_iternext = tee_next},
    .methods = METHODS(
        {"__reduce__", METHOD_NOARGS, {.unary = tee_reduce}, "Return state information for pickling.", 0},
        {"__setstate__", METHOD_O, {.binary = tee_setstate}, "Set state information for unpickling.", 0},
        {"__copy__", METHOD_NOARGS, {.unary = tee_copy}, "Returns an independent iterator.", 0}),
};

/* COUNT branches: SOURCE itself, if it can be copied, and copies of it. */
static Own tee_branches(Rt *rt, Ref source, ptrdiff_t count)
{
    Own name = str_interned(rt, "__copy__"), copy = NULL, first = NULL, result = NULL;
    if (name == NULL) return NULL;
    int copies = object_attr_lookup(rt, source, name, &copy);
    if (copies >= 0) first = copies > 0 ? new_ref(source) : tee_over(rt, source);
    if (first != NULL && copies == 0) copy = object_attr_get(rt, first, name);
    if (copy != NULL && first != NULL) result = tuple_new(rt, count);
    if (result != NULL) tuple_take(result, 0, STEAL(first));
    for (ptrdiff_t i = 1; result != NULL && i < count; i++) {
        Own branch = call_none(rt, copy);
        if (branch == NULL) release_clear(rt, &result);
        else tuple_take(result, i, branch);
    }
    release_all(rt, first, copy, name);
    return result;
}

Own itertools_tee(Rt *rt, Ref self, const Ref *args, ptrdiff_t nargs, Ref kwnames)
{
    if (args_count(rt, "tee", nargs, 1, 2) < 0) return NULL;
    ptrdiff_t count = nargs > 1 ? number_as_size(rt, args[1], TYPE_OverflowError) : 2;
    if (rt_is_pending(rt)) return NULL;
    if (count < 0) return error_raise(rt, TYPE_ValueError, "n must be >= 0");
    if (count == 0) return new_ref(rt->empty_tuple);
    Own source = object_iter(rt, args[0]), result = NULL;
    if (source != NULL) result = tee_branches(rt, source, count);
    release(rt, source);
    return result;
}
