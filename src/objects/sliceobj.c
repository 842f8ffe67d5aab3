/* Slices: three objects, and the arithmetic that makes indexes of them. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/args.h"
#include "objects/error.h"
#include "objects/int_digits.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/object_state.h"
#include "objects/owned.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own slice_new(Rt *rt, Ref start, Ref stop, Ref step_or_null)
{
    ObjectState *state = rt->objects;
    Own self;
    if (state->free_slice != NULL) {
        self = object_revive(rt, state->free_slice);
        state->free_slice = NULL;
    } else {
        self = object_new(rt, RT_TYPE(rt, slice));
    }
    if (self == NULL) return NULL;
    AS_SLICE(self)->start = new_ref(start == NULL ? rt->none : start);
    AS_SLICE(self)->stop = new_ref(stop == NULL ? rt->none : stop);
    AS_SLICE(self)->step = new_ref(step_or_null == NULL ? rt->none : step_or_null);
    gc_track(rt, self);
    return self;
}

static void slice_dealloc(Rt *rt, Obj *self)
{
    SliceObj *slice = AS_SLICE(self);
    release_clear(rt, &slice->step);
    release_clear(rt, &slice->start);
    release_clear(rt, &slice->stop);
    if (rt->objects->free_slice == NULL) {
        object_retire(rt, self);
        rt->objects->free_slice = self;
        return;
    }
    object_free(rt, self);
}

/* One of the three as a number, clipped; OTHERWISE for None. 0 or -1. */
static int part_value(Rt *rt, Ref part, ptrdiff_t otherwise, ptrdiff_t *value)
{
    *value = otherwise;
    if (part == rt->none) return 0;
    if (!number_has_index(part)) {
        return error_raise_int(rt, TYPE_TypeError, "slice indices must be integers or None or have an __index__ method");
    }
    *value = number_as_size(rt, part, TYPE_other);
    return *value == -1 && rt_is_pending(rt) ? -1 : 0;
}

static ptrdiff_t clip(ptrdiff_t index, ptrdiff_t length, bool backwards)
{
    if (index < 0) index += length;
    if (index < 0) return backwards ? -1 : 0;
    if (index >= length) return backwards ? length - 1 : length;
    return index;
}

ptrdiff_t slice_resolve(Rt *rt, Ref slice, ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop, ptrdiff_t *step)
{
    const SliceObj *self = AS_SLICE(slice);
    if (part_value(rt, self->step, 1, step) < 0) return -1;
    if (*step == 0) return error_raise_int(rt, TYPE_ValueError, "slice step cannot be zero");
    if (*step < -PTRDIFF_MAX) *step = -PTRDIFF_MAX;
    bool backwards = *step < 0;
    if (part_value(rt, self->start, backwards ? PTRDIFF_MAX : 0, start) < 0) return -1;
    if (part_value(rt, self->stop, backwards ? PTRDIFF_MIN : PTRDIFF_MAX, stop) < 0) return -1;
    *start = clip(*start, length, backwards);
    *stop = *stop == PTRDIFF_MIN ? -1 : clip(*stop, length, backwards);
    if (backwards) return *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
    return *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
}

int index_bounds(Rt *rt, const Ref *args, ptrdiff_t count, ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (number_has_index(args[i])) continue;
        return error_raise_int(rt, TYPE_TypeError, "slice indices must be integers or have an __index__ method");
    }
    return slice_bounds(rt, args, count, length, start, stop);
}

int slice_bounds(Rt *rt, const Ref *args, ptrdiff_t count, ptrdiff_t length, ptrdiff_t *start, ptrdiff_t *stop)
{
    if (count > 0 && part_value(rt, args[0], *start, start) < 0) return -1;
    if (count > 1 && part_value(rt, args[1], *stop, stop) < 0) return -1;
    if (*start < 0) *start = *start + length < 0 ? 0 : *start + length;
    if (*stop < 0) *stop = *stop + length < 0 ? 0 : *stop + length;
    return 0;
}

static Own slice_repr(Rt *rt, Ref self)
{
    const SliceObj *slice = AS_SLICE(self);
    return str_format(rt, "slice(%R, %R, %R)", slice->start, slice->stop, slice->step);
}

static Own as_tuple(Rt *rt, Ref self)
{
    const SliceObj *slice = AS_SLICE(self);
    return tuple_of(rt, 3, slice->start, slice->stop, slice->step);
}

static Own slice_richcompare(Rt *rt, Ref left, Ref right, CompareOp op)
{
    if (!is_exact(left, TYPE_slice) || !is_exact(right, TYPE_slice)) return not_implemented_new(rt);
    Own a = as_tuple(rt, left), b = as_tuple(rt, right);
    Own result = a == NULL || b == NULL ? NULL : object_compare(rt, a, b, op);
    release_all(rt, a, b);
    return result;
}

static Own slice_type_new(Rt *rt, Type *type, Ref args, Ref kwargs)
{
    ptrdiff_t count = tuple_length(args);
    if (args_no_keywords(rt, "slice", kwargs) < 0 || args_count(rt, "slice", count, 1, 3) < 0) return NULL;
    if (count == 1) return slice_new(rt, NULL, tuple_peek(args, 0), NULL);
    return slice_new(rt, tuple_peek(args, 0), tuple_peek(args, 1), count > 2 ? tuple_peek(args, 2) : NULL);
}

/* PART as an int between LEAST and MOST, negative ones counted from LENGTH; OTHERWISE for None. */
static Own part_long(Rt *rt, Ref part, Ref length, Ref least, Ref most, Ref otherwise)
{
    if (part == rt->none) return new_ref(otherwise);
    if (!number_has_index(part))
        return error_raise(rt, TYPE_TypeError, "slice indices must be integers or None or have an __index__ method");
    Own index = number_index(rt, part);
    if (index != NULL && int_sign(index) < 0) {
        Own from_end = int_add(rt, index, length);
        release(rt, index);
        index = from_end;
    }
    if (index == NULL) return NULL;
    Ref clipped = int_order(index, least) < 0 ? least : int_order(index, most) > 0 ? most : (Ref)index;
    Own result = new_ref(clipped);
    release(rt, index);
    return result;
}

int slice_resolve_long(Rt *rt, Ref slice, Ref length, Own *start, Own *stop, Own *step)
{
    const SliceObj *self = AS_SLICE(slice);
    Own least = NULL, most = NULL;
    *start = *stop = NULL;
    if (self->step != rt->none && !number_has_index(self->step))
        return error_raise_int(rt, TYPE_TypeError, "slice indices must be integers or None or have an __index__ method");
    *step = self->step == rt->none ? int_new(rt, 1) : number_index(rt, self->step);
    if (*step == NULL) return -1;
    if (int_sign(*step) == 0) {
        release_clear(rt, step);
        return error_raise_int(rt, TYPE_ValueError, "slice step cannot be zero");
    }
    bool backwards = int_sign(*step) < 0;
    least = int_new(rt, backwards ? -1 : 0);
    if (least != NULL) most = backwards ? int_add(rt, length, least) : new_ref(length);
    if (most != NULL) *start = part_long(rt, self->start, length, least, most, backwards ? most : least);
    if (*start != NULL) *stop = part_long(rt, self->stop, length, least, most, backwards ? least : most);
    release_all(rt, least, most);
    if (*stop != NULL) return 0;
    release_clear(rt, start);
    release_clear(rt, step);
    return -1;
}

static Own slice_indices(Rt *rt, Ref self, Ref length_obj)
{
    Own length = number_index(rt, length_obj), start, stop, step, result = NULL;
    if (length == NULL) return NULL;
    if (int_sign(length) < 0) {
        error_raise(rt, TYPE_ValueError, "length should not be negative");
    } else if (slice_resolve_long(rt, self, length, &start, &stop, &step) == 0) {
        result = tuple_of(rt, 3, start, stop, step);
        release_all(rt, start, stop, step);
    }
    release(rt, length);
    return result;
}

static Own slice_reduce(Rt *rt, Ref self)
{
    return tuple_build(rt, "ON", (Ref)self->type, as_tuple(rt, self));
}

const TypeSpec slice_type_spec = {
    .name = "slice",
    .id = TYPE_slice,
    .basicsize = sizeof(SliceObj),
    .flags = TYPE_FLAG_GC,
    .doc = "slice(stop)\nslice(start, stop[, step])\n\nWhat is written between brackets: a[0:10:2].",
    .owned = OWNED(SliceObj, start, step),
    .slots = {
        .tp_dealloc = slice_dealloc,
        .tp_traverse = owned_traverse,
        .tp_new = slice_type_new,
        .tp_repr = slice_repr,
        .tp_richcompare = slice_richcompare,
    },
    .methods = METHODS(
        {"indices", METHOD_O, {.binary = slice_indices}, "S.indices(len) -> (start, stop, stride)\n\nThe indexes that the slice means for that length.", 0},
        {"__reduce__", METHOD_NOARGS, {.unary = slice_reduce}, "Return state information for pickling.", 0}),
    .members = MEMBERS(
        {"start", MEMBER_OBJECT, offsetof(SliceObj, start), true, NULL},
        {"stop", MEMBER_OBJECT, offsetof(SliceObj, stop), true, NULL},
        {"step", MEMBER_OBJECT, offsetof(SliceObj, step), true, NULL}),
};
