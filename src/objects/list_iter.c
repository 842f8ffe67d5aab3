/* Iterators that walk by index: those of lists (both ways), tuples, str, bytes, bytearrays
   and memoryviews.  They let go of what they walk when its end was reached, and stay exhausted. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/abstract.h"
#include "objects/bytearrayobj.h"
#include "objects/bytesobj.h"
#include "objects/intobj.h"
#include "objects/iterobj.h"
#include "objects/listobj.h"
#include "objects/object_reduce.h"
#include "objects/memoryobj.h"
#include "objects/strobj.h"
#include "objects/tupleobj.h"

Own index_iterator_new(Rt *rt, TypeId type, Ref sequence, ptrdiff_t index)
{
    Own self = object_new(rt, rt->types[type]);
    if (self == NULL) return NULL;
    AS_INDEX_ITERATOR(self)->index = index;
    AS_INDEX_ITERATOR(self)->sequence = new_ref(sequence);
    gc_track(rt, self);
    return self;
}

void index_iterator_dealloc(Rt *rt, Obj *self)
{
    release(rt, AS_INDEX_ITERATOR(self)->sequence);
    object_free(rt, self);
}

int index_iterator_traverse(Ref self, VisitFn visit, void *context)
{
    Ref sequence = AS_INDEX_ITERATOR(self)->sequence;
    return sequence == NULL ? 0 : visit(sequence, context);
}

static ptrdiff_t length_now(Rt *rt, Ref sequence)
{
    if (is_list(sequence) || is_tuple(sequence) || is_bytes(sequence)) return ((const VarObj *)sequence)->length;
    if (is_str(sequence)) return str_length(sequence);
    return object_length(rt, sequence);
}

static int at_end(Rt *rt, Ref self)
{
    release_clear(rt, &AS_INDEX_ITERATOR(self)->sequence);
    return 0;
}

static int list_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= list_length(walk->sequence)) return at_end(rt, self);
    *item = new_ref(list_peek(walk->sequence, walk->index++));
    return 1;
}

static int list_previous(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index < 0 || walk->index >= list_length(walk->sequence)) {
        walk->index = -1;
        return at_end(rt, self);
    }
    *item = new_ref(list_peek(walk->sequence, walk->index--));
    return 1;
}

static int tuple_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= tuple_length(walk->sequence)) return at_end(rt, self);
    *item = new_ref(tuple_peek(walk->sequence, walk->index++));
    return 1;
}

static int str_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= str_length(walk->sequence)) return at_end(rt, self);
    *item = str_from_char(rt, str_at(walk->sequence, walk->index));
    if (*item == NULL) return -1;
    walk->index++;
    return 1;
}

static int bytes_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= bytes_length(walk->sequence)) return at_end(rt, self);
    *item = int_new(rt, (unsigned char)AS_BYTES(walk->sequence)->bytes[walk->index++]);
    return *item == NULL ? -1 : 1;
}

static int bytearray_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= AS_BYTEARRAY(walk->sequence)->head.length) return at_end(rt, self);
    *item = int_new(rt, (unsigned char)AS_BYTEARRAY(walk->sequence)->start[walk->index++]);
    return *item == NULL ? -1 : 1;
}

static int bufview_next(Rt *rt, Ref self, Own *item)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return 0;
    if (walk->index >= AS_MEMORY(walk->sequence)->view.shape[0]) return at_end(rt, self);
    *item = bufview_item(rt, walk->sequence, walk->index);
    if (*item == NULL) return -1;
    walk->index++;
    return 1;
}

static Own length_hint(Rt *rt, Ref self)
{
    const IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    if (walk->sequence == NULL) return int_new(rt, 0);
    ptrdiff_t length = length_now(rt, walk->sequence), left;
    if (length < 0) return NULL;
    if (is_exact(self, TYPE_list_reverseiterator)) left = walk->index + 1 > length ? 0 : walk->index + 1;
    else left = length - walk->index;
    return int_new(rt, left < 0 ? 0 : left);
}

/* What an exhausted iterator says that it walks. */
static Own empty_like(Rt *rt, Ref self)
{
    switch (self->type->id) {
    case TYPE_str_iterator:
    case TYPE_str_ascii_iterator: return new_ref(rt->empty_str);
    case TYPE_list_iterator:
    case TYPE_list_reverseiterator: return list_new(rt, 0);
    default: return new_ref(rt->empty_tuple);
    }
}

/* (iter, (sequence,), index), or (iter, (empty,)) when exhausted: what pickle and copy use. */
Own index_iterator_reduce(Rt *rt, Ref self)
{
    const IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    bool backwards = is_exact(self, TYPE_list_reverseiterator);
    if (walk->sequence == NULL) return reduced_to_builtin(rt, "iter", tuple_build(rt, "N", empty_like(rt, self)), NULL);
    Own index = int_new(rt, walk->index), result = NULL;
    if (index != NULL) result = reduced_to_builtin(rt, backwards ? "reversed" : "iter", tuple_of(rt, 1, walk->sequence), index);
    release(rt, index);
    return result;
}

Own index_iterator_set_state(Rt *rt, Ref self, Ref state)
{
    IndexIteratorObj *walk = AS_INDEX_ITERATOR(self);
    ptrdiff_t index = number_as_size(rt, state, TYPE_OverflowError);
    if (index == -1 && rt_is_pending(rt)) return NULL;
    if (walk->sequence == NULL) return none_new(rt);
    ptrdiff_t length = length_now(rt, walk->sequence);
    bool backwards = is_exact(self, TYPE_list_reverseiterator);
    ptrdiff_t least = backwards ? -1 : 0, most = backwards ? length - 1 : length;
    walk->index = index < least ? least : index > most ? most : index;
    return none_new(rt);
}

static const MethodDef iterator_methods[] = {
    {"__length_hint__", METHOD_NOARGS, {.unary = length_hint}, "How many items are left, as far as known.", 0},
    {"__reduce__", METHOD_NOARGS, {.unary = index_iterator_reduce}, "Return state information for pickling.", 0},
    {"__setstate__", METHOD_O, {.binary = index_iterator_set_state}, "Set state information for unpickling.", 0},
    {0},
};

#define INDEX_ITERATOR(type, next, size, its_methods)                                  \
    const TypeSpec type##_type_spec = {                                                \
        .name = #type,                                                                 \
        .id = TYPE_##type,                                                             \
        .basicsize = (size),                                                           \
        .flags = TYPE_FLAG_GC | TYPE_FLAG_DISALLOW_INSTANTIATION,                      \
        .slots =                                                                       \
            {                                                                          \
                .tp_dealloc = index_iterator_dealloc,                                  \
                .tp_traverse = index_iterator_traverse,                                \
                .tp_iter = object_itself,                                        \
                .tp_iternext = next,                                                   \
            },                                                                         \
        .methods = (its_methods),                                                      \
    };

INDEX_ITERATOR(list_iterator, list_next, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(list_reverseiterator, list_previous, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(tuple_iterator, tuple_next, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(str_iterator, str_next, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(str_ascii_iterator, str_next, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(bytes_iterator, bytes_next, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(bytearray_iterator, bytearray_next, sizeof(IndexIteratorObj), iterator_methods)
INDEX_ITERATOR(memory_iterator, bufview_next, 48, NULL) /* CPython's also holds the length and the format */
