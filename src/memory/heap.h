/* The private heap: size classes of 16 bytes up to 512, in pools whose free blocks are
   reused last in, first out, as CPython's obmalloc does; larger blocks have classes of
   their own.  All is counted and limited here.  Addresses are private to a process, so id()
   shows nominal ones, counted from a fixed base: the same program prints the same ids. */
#ifndef VIV_MEMORY_HEAP_H
#define VIV_MEMORY_HEAP_H

#include "memory/rt.h"

/* Makes and ends rt->heap.  -1 when there is no memory (nothing is pending then).
   heap_fini frees every block, whoever still holds it. */
MUST_USE int heap_init(Rt *rt);
void heap_fini(Rt *rt);

/* Right before a program's first instruction: from here on blocks come from fresh memory at a round
   address.  Where a program's objects lie, and so id() and the order of its sets of objects, does
   not depend then on what was made and freed before it, which is another when it is watched. */
void heap_settle(Rt *rt);

/* SIZE bytes (0 counts as 1), 16-byte aligned, not zeroed; NULL with MemoryError pending. */
MUST_USE void *heap_alloc(Rt *rt, size_t size);
/* Moves or grows in place; on failure the old block is untouched. NULL block: alloc. */
MUST_USE void *heap_realloc(Rt *rt, void *block, size_t size);
void heap_free(Rt *rt, void *block); /* NULL is fine */

/* The address that id() shows for a block of this heap, or for any other address. */
uint64_t heap_nominal(const Rt *rt, const void *address);

uint64_t heap_bytes(const Rt *rt);  /* in use now */
uint64_t heap_blocks(const Rt *rt); /* sys.getallocatedblocks */
uint64_t heap_allocations(const Rt *rt); /* asked for, ever; only counted with a fail-alloc=N or a limit */

/* Leaves MemoryError pending (the exception that was is dropped); nothing while types are
   not there yet. */
void heap_no_memory(Rt *rt);

/* Objects allocated and not yet freed: what fixtures compare at their end. */
static inline uint64_t rt_live_objects(const Rt *rt)
{
    return rt->live_objects;
}

/* Gives an object that was allocated otherwise its header: count 1, the next number.  A
   heap type gains a reference; the object counts as alive until object_forget. */
static inline void object_begin(Rt *rt, Obj *obj, Type *type)
{
    obj->refcount = 1;
    obj->number = rt->next_number++;
    obj->type = type;
    if (type->flags & TYPE_FLAG_HEAP) type->head.head.refcount++;
    rt->live_objects++;
    if (rt_hears(rt, HEAR_HEAP) && rt->hooks->allocated != NULL)
        rt->hooks->allocated(rt, rt->hooks->context, obj);
}

static inline void object_forget(Rt *rt)
{
    rt->live_objects--;
}

/* A new object with count 1 and the next number; its fields after the header (and a
   VarObj's length) are zeroed, a VarObj's length is ITEMS.  For types with TYPE_FLAG_GC the
   object is not tracked yet, but the allocation counts, and may start a collection.  A heap
   type gains a reference.  NULL with MemoryError pending. */
MUST_USE Own object_new(Rt *rt, Type *type);
MUST_USE Own object_new_var(Rt *rt, Type *type, ptrdiff_t items);
/* The same with EXTRA bytes behind the basic size, as tuples of items or inlined data. */
MUST_USE Own object_new_sized(Rt *rt, Type *type, size_t extra, ptrdiff_t items);
/* The same with SIZE bytes in all, which may be less than the basic size: compact strings. */
MUST_USE Own object_new_exact(Rt *rt, Type *type, size_t size, ptrdiff_t items);

/* A new object of SIZE bytes of a type without GcHead that is no heap type; nothing but its header is set.
   Back goes its memory by object_free_plain. */
MUST_USE static inline Own object_new_plain(Rt *rt, Type *type, size_t size)
{
    Obj *obj = heap_alloc(rt, size);
    if (LIKELY(obj != NULL)) object_begin(rt, obj, type);
    return obj;
}

static inline void object_free_plain(Rt *rt, Obj *obj)
{
    object_forget(rt);
    heap_free(rt, obj);
}

/* Gives an untracked object that nobody else refers to room for SIZE bytes; it may move, and
   gets a new number.  NULL with MemoryError pending: it is as before. */
MUST_USE Obj *object_resize(Rt *rt, Obj *obj, size_t size);

/* Gives the memory of a dead object back, and its reference to a heap type: the last
   thing that a tp_dealloc does (through tp_free). */
void object_free(Rt *rt, Obj *obj);

/* An object put on, or taken from, a free list: no allocation is counted, but it gets a
   new number and count 1, and observers hear of its death and birth. */
static inline void object_retire(Rt *rt, Obj *obj)
{
    obj->refcount = 0;
    object_forget(rt);
}

static inline Own object_revive(Rt *rt, Obj *obj)
{
    object_begin(rt, obj, obj->type);
    return obj;
}

/* Gives back the memory of an object that was retired. */
void object_free_retired(Rt *rt, Obj *obj);

/* A free list of the length that most of CPython's have: dead objects of one type, their memory
   waiting to be used again, last in first out. */
enum { FREE_OBJECTS = 80 };
typedef struct FreeObjects {
    Obj *items[FREE_OBJECTS];
    int count;
} FreeObjects;

/* A revived object, whose fields are as they were when it died, or a new one. */
MUST_USE static inline Own free_objects_take(Rt *rt, FreeObjects *list, Type *type)
{
    return list->count > 0 ? object_revive(rt, list->items[--list->count]) : object_new(rt, type);
}
/* Retires OBJ, or frees it when the list is full. */
void free_objects_put(Rt *rt, FreeObjects *list, Obj *obj);
void free_objects_clear(Rt *rt, FreeObjects *list);

#endif
