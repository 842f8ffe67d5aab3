/* The collector's circular doubly linked lists of GcHeads, whose links carry flags in
   their low bits.  Shared by gc.c, gc_cycle.c and those who show the lists. */
#ifndef VIV_MEMORY_GC_LISTS_H
#define VIV_MEMORY_GC_LISTS_H

#include "memory/gc.h"

enum { NEXT_UNREACHABLE = 1 };

static inline GcHead *list_previous(const GcHead *head)
{
    return (GcHead *)(head->previous & ~(uintptr_t)PREVIOUS_FLAGS);
}

static inline void list_set_next(GcHead *head, const GcHead *next)
{
    head->next = (uintptr_t)next;
}

/* Keeps the flags. */
static inline void list_set_previous(GcHead *head, const GcHead *previous)
{
    head->previous = (head->previous & PREVIOUS_FLAGS) | (uintptr_t)previous;
}

static inline void list_init(GcHead *list)
{
    list->next = list->previous = (uintptr_t)list;
}

static inline bool list_is_empty(const GcHead *list)
{
    return list->next == (uintptr_t)list;
}

static inline void list_move(GcHead *item, GcHead *to)
{
    gc_unlink(item);
    gc_link(to, item);
}

/* Appends all of FROM to TO; FROM is empty afterwards. */
static inline void list_merge(GcHead *from, GcHead *to)
{
    if (!list_is_empty(from)) {
        GcHead *to_last = (GcHead *)to->previous, *first = (GcHead *)from->next;
        GcHead *last = (GcHead *)from->previous;
        list_set_next(to_last, first);
        list_set_previous(first, to_last);
        list_set_next(last, to);
        to->previous = (uintptr_t)last;
    }
    list_init(from);
}

static inline ptrdiff_t list_size(const GcHead *list)
{
    ptrdiff_t size = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) size++;
    return size;
}

/* --- gc_cycle.c: finding what cannot be reached */

/* After this, UNREACHABLE (made here) holds those objects of YOUNG that nothing outside
   YOUNG refers to, directly or not; YOUNG keeps the others.  With SHOW, the phases are
   shown to observers.  Neither list has flags left in its `next` links, all in
   UNREACHABLE are marked "collecting". */
void cycle_find_unreachable(Rt *rt, GcHead *young, GcHead *unreachable, bool show);

/* Tells observers that OBJ moves into generation TO; FROM is -1 where that is not known, and OBJ may be there. */
void gc_tell_moved(Rt *rt, Ref obj, int from, int to);

/* Says that a phase of the running collection begins: a step of its own. */
void gc_begin_phase(Rt *rt, GcPhase phase);

#endif
