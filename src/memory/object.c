/* The birth and death of objects.

   In memory, an object may have two things before it:

       [values, dict]  [GcHead]  object …
        managed dict    GC flag

   An object dies in one order, whatever its type: it leaves the collector's lists, its
   finalizer runs (and may bring it back), weak references to it are cleared, observers
   hear of it, and its type's tp_dealloc releases what it holds.

   Releasing what it holds may kill further objects, as deep as a program's data go. The
   trashcan keeps the C stack bounded: from 50 nested deaths on, dead objects wait in a
   list until the outermost is done.  The list runs through the GcHeads. */
#include "memory/object.h"

#include <string.h>

#include "memory/gc.h"
#include "memory/heap.h"

enum { TRASH_DEPTH = 50 };

static size_t prefix_size(const Type *type, bool container)
{
    size_t size = container ? sizeof(GcHead) : 0;
    if (type->flags & TYPE_FLAG_MANAGED_DICT) size += 2 * sizeof(void *);
    return size;
}

/* Zeros a block of at least SIZE bytes, whose size is a multiple of 16: short ones, and most are, without a
   call. */
static ALWAYS_INLINE void clear(char *block, size_t size)
{
    switch ((size + 15) / 16) {
    case 1: memset(block, 0, 16); break;
    case 2: memset(block, 0, 32); break;
    case 3: memset(block, 0, 48); break;
    case 4: memset(block, 0, 64); break;
    case 5: memset(block, 0, 80); break;
    default: memset(block, 0, size);
    }
}

Own object_new_exact(Rt *rt, Type *type, size_t size, ptrdiff_t items)
{
    bool container = (type->flags & TYPE_FLAG_GC) != 0;
    size_t prefix = prefix_size(type, container);
    if (size > (size_t)PTRDIFF_MAX / 4) {
        heap_no_memory(rt);
        return NULL;
    }
    size = (size + 7) & ~(size_t)7;
    char *block = heap_alloc(rt, prefix + size);
    if (UNLIKELY(block == NULL)) return NULL;
    clear(block, prefix + size);
    if (container) gc_count(rt);
    Obj *obj = (Obj *)(void *)(block + prefix);
    if (items != 0) ((VarObj *)obj)->length = items;
    object_begin(rt, obj, type);
    return obj;
}

Own object_new_sized(Rt *rt, Type *type, size_t extra, ptrdiff_t items)
{
    size_t size = (size_t)type->basicsize, all_items;
    if (__builtin_mul_overflow((size_t)items, (size_t)type->itemsize, &all_items) ||
        __builtin_add_overflow(size, all_items, &size) ||
        __builtin_add_overflow(size, extra, &size)) {
        size = SIZE_MAX;
    }
    return object_new_exact(rt, type, size, items);
}

Own object_new(Rt *rt, Type *type)
{
    return object_new_sized(rt, type, 0, 0);
}

Own object_new_var(Rt *rt, Type *type, ptrdiff_t items)
{
    return object_new_sized(rt, type, 0, items);
}

static inline void tell_of_death(Rt *rt, Ref obj)
{
    if (rt_hears(rt, HEAR_HEAP) && rt->hooks->freeing != NULL) rt->hooks->freeing(rt, rt->hooks->context, obj);
}

/* It may move, and observers remember where objects lie: for them it dies, and another is born. */
Obj *object_resize(Rt *rt, Obj *obj, size_t size)
{
    size_t prefix = prefix_size(obj->type, gc_is_container(obj));
    tell_of_death(rt, obj);
    char *block = heap_realloc(rt, (char *)obj - prefix, prefix + ((size + 7) & ~(size_t)7));
    if (block != NULL) obj = (Obj *)(void *)(block + prefix);
    obj->number = rt->next_number++;
    if (rt_hears(rt, HEAR_HEAP) && rt->hooks->allocated != NULL) rt->hooks->allocated(rt, rt->hooks->context, obj);
    return block == NULL ? NULL : obj;
}

void object_free(Rt *rt, Obj *obj)
{
    Type *type = obj->type;
    bool container = gc_is_container(obj);
    if (container) {
        gc_untrack(rt, obj);
        gc_uncount(rt);
    }
    object_forget(rt);
    heap_free(rt, (char *)obj - prefix_size(type, container));
    if (type->flags & TYPE_FLAG_HEAP) release(rt, (Own)type);
}

/* object_revive makes the dead object whole for object_free's books. */
void object_free_retired(Rt *rt, Obj *obj)
{
    uint32_t hears = rt->hears;
    rt->hears &= HEAR_PROGRAM; /* observers heard of its death when it was retired */
    Own alive = object_revive(rt, obj);
    rt->next_number--; /* it lives for nobody: what a list held must not show in later numbers */
    alive->refcount = 0;
    object_free(rt, alive);
    rt->hears = hears;
}

void free_objects_put(Rt *rt, FreeObjects *list, Obj *obj)
{
    if (list->count == FREE_OBJECTS) {
        object_free(rt, obj);
        return;
    }
    object_retire(rt, obj);
    list->items[list->count++] = obj;
}

void free_objects_clear(Rt *rt, FreeObjects *list)
{
    while (list->count > 0) object_free_retired(rt, list->items[--list->count]);
}

/* Runs the finalizer with one reference held, as PEP 442 asks.  True: the object is
   still dead afterwards. */
static bool finalizer_left_it_dead(Rt *rt, Obj *obj, bool tracked)
{
    if (gc_is_container(obj) && gc_is_finalized(obj)) return true;
    if (tracked) gc_track(rt, obj);
    obj->refcount = 1;
    gc_finalize(rt, obj);
    if (--obj->refcount != 0) return false;
    if (tracked) gc_untrack(rt, obj);
    return true;
}

static ALWAYS_INLINE void object_die(Rt *rt, Obj *obj, bool tracked)
{
    Type *type = obj->type;
    if (type->slots.tp_finalize != NULL && !finalizer_left_it_dead(rt, obj, tracked)) {
        return;
    }
    if (type->weaklist_offset > 0 &&
        *(Own *)(void *)((char *)obj + type->weaklist_offset) != NULL) {
        rt->gc->upcalls->clear_weakrefs(rt, obj);
    }
    tell_of_death(rt, obj);
    type->slots.tp_dealloc(rt, obj);
}

/* --- the trashcan.  `next` of a waiting object's GcHead is 0 (it is tracked nowhere);
   `previous` links the waiting objects and keeps its two flag bits; bit 2 of it says
   that the object was tracked, which its finalizer is to find as it was.  GcHeads are
   16 bytes aligned, so that the bits are free. */

enum { TRASH_FLAGS = 3, TRASH_TRACKED = 4, TRASH_BITS = 7 };

static void trash_deposit(Trash *trash, Obj *obj, bool tracked)
{
    GcHead *head = gc_head(obj);
    head->previous = (uintptr_t)trash->waiting | (head->previous & TRASH_FLAGS) |
                     (tracked ? TRASH_TRACKED : 0);
    trash->waiting = head;
}

static void trash_empty(Rt *rt, Trash *trash)
{
    while (trash->waiting != NULL) {
        GcHead *head = trash->waiting;
        bool tracked = (head->previous & TRASH_TRACKED) != 0;
        trash->waiting = (GcHead *)(head->previous & ~(uintptr_t)TRASH_BITS);
        head->previous &= TRASH_FLAGS;
        trash->depth++;
        object_die(rt, gc_object(head), tracked);
        trash->depth--;
    }
}

void object_dealloc(Rt *rt, Obj *obj)
{
    viv_debug_assert(obj->refcount == 0);
    if (!gc_is_container(obj)) {
        object_die(rt, obj, false);
        return;
    }
    Trash *trash = &rt->gc->trash;
    bool tracked = gc_is_tracked(obj);
    if (tracked) gc_untrack(rt, obj);
    if (trash->depth >= TRASH_DEPTH) {
        trash_deposit(trash, obj, tracked);
        return;
    }
    trash->depth++;
    object_die(rt, obj, tracked);
    trash->depth--;
    if (trash->waiting != NULL && trash->depth == 0) trash_empty(rt, trash);
}
