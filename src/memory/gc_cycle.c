/* Which objects of a list can be reached from outside it?  The algorithm needs no
   roots, only counts: an object whose count is higher than the references found inside
   the list is held from outside.

     update_refs        each object gets a copy of its count
     subtract_refs      each reference found inside the list takes 1 off the copy
     move_unreachable   what has 0 left may be garbage and is moved aside, until a walk
                        from the others finds it again

   While this runs, `previous` of the objects holds the copy of the count (shifted) and
   not a link, and so the lists are walked forwards only.  In the list of those moved
   aside, each `next` has the flag NEXT_UNREACHABLE; the walk uses it to know where an
   object is. */
#include "memory/gc_lists.h"

static uintptr_t refs_of(const GcHead *head)
{
    return head->previous >> PREVIOUS_SHIFT;
}

static void set_refs(GcHead *head, uintptr_t refs)
{
    head->previous = (head->previous & PREVIOUS_FLAGS) | refs << PREVIOUS_SHIFT;
}

/* After this, refs_of(x) is x's count, and x is marked "collecting", for all x in LIST.
 */
static void update_refs(GcHead *list)
{
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        uintptr_t finalized = head->previous & PREVIOUS_FINALIZED;
        uintptr_t refs = gc_object(head)->refcount;
        head->previous = finalized | PREVIOUS_COLLECTING | refs << PREVIOUS_SHIFT;
        viv_assert(refs > 0);
    }
}

static int visit_subtract(Ref child, void *context)
{
    (void)context;
    if (!gc_is_container(child)) return 0;
    GcHead *head = gc_head(child);
    if (!(head->previous & PREVIOUS_COLLECTING)) return 0;
    if (refs_of(head) == 0) {
        viv_panic(__FILE__,
                  __LINE__,
                  "object #%u (%s): more references found than its count of %u",
                  (unsigned)child->number,
                  child->type->name,
                  (unsigned)child->refcount);
    }
    head->previous -= (uintptr_t)1 << PREVIOUS_SHIFT;
    return 0;
}

/* After this, refs_of(x) counts the references to x from outside LIST. */
static void subtract_refs(GcHead *list)
{
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        Obj *obj = gc_object(head);
        obj->type->slots.tp_traverse(obj, visit_subtract, obj);
    }
}

/* CHILD can be reached: bring it back if it was moved aside, or note that it must stay.
 */
static int visit_reachable(Ref child, void *context)
{
    GcHead *reachable = context;
    if (!gc_is_container(child)) return 0;
    GcHead *head = gc_head(child);
    if (!(head->previous & PREVIOUS_COLLECTING)) return 0;
    if (head->next & NEXT_UNREACHABLE) {
        /* Moved aside: there `previous` is a link again.  It returns to the end of the
           list and will be walked from there. */
        GcHead *previous = list_previous(head), *next = gc_next(head);
        previous->next = head->next; /* both carry the flag */
        list_set_previous(next, previous);
        gc_link(reachable, head);
        set_refs(head, 1);
    } else if (refs_of(head) == 0) {
        set_refs(head, 1); /* ahead of the walk, which must not move it aside */
    }
    return 0;
}

/* After this, YOUNG has the reachable ones, with both links whole and unmarked;
   UNREACHABLE the others, marked, with flags in their `next` links. */
static void move_unreachable(GcHead *young, GcHead *unreachable)
{
    GcHead *previous = young, *head = gc_next(young);
    unreachable->next |= NEXT_UNREACHABLE;
    while (head != young) {
        if (refs_of(head) != 0) {
            Obj *obj = gc_object(head);
            obj->type->slots.tp_traverse(obj, visit_reachable, young);
            head->previous =
                (head->previous & PREVIOUS_FINALIZED) | (uintptr_t)previous;
            previous = head;
        } else {
            previous->next = head->next;
            GcHead *last = list_previous(unreachable);
            last->next = NEXT_UNREACHABLE | (uintptr_t)head;
            list_set_previous(head, last);
            head->next = NEXT_UNREACHABLE | (uintptr_t)unreachable;
            unreachable->previous = (uintptr_t)head;
        }
        head = (GcHead *)previous->next;
    }
    young->previous = (uintptr_t)previous;
    unreachable->next &= ~(uintptr_t)NEXT_UNREACHABLE;
}

static void clear_unreachable_flags(GcHead *unreachable)
{
    for (GcHead *head = gc_next(unreachable); head != unreachable;
         head = gc_next(head)) {
        head->next &= ~(uintptr_t)NEXT_UNREACHABLE;
    }
}

void cycle_find_unreachable(Rt *rt, GcHead *young, GcHead *unreachable, bool show)
{
    if (show) gc_begin_phase(rt, GC_UPDATE_REFS);
    update_refs(young);
    if (show) gc_begin_phase(rt, GC_SUBTRACT_REFS);
    subtract_refs(young);
    if (show) gc_begin_phase(rt, GC_MOVE_UNREACHABLE);
    list_init(unreachable);
    move_unreachable(young, unreachable);
    clear_unreachable_flags(unreachable);
}

void gc_check_heap(Rt *rt)
{
    Gc *gc = rt->gc;
    ptrdiff_t tracked = list_size(&gc->permanent) + list_size(&gc->startup);
    for (int i = 0; i < GENERATIONS; i++) tracked += list_size(&gc->generations[i].head);
    viv_assert(tracked == gc->tracked);
    for (int i = 0; i < GENERATIONS; i++) update_refs(&gc->generations[i].head);
    for (int i = 0; i < GENERATIONS; i++) subtract_refs(&gc->generations[i].head);
    for (int i = 0; i < GENERATIONS; i++) {
        GcHead *list = &gc->generations[i].head, *previous = list;
        for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
            head->previous =
                (head->previous & PREVIOUS_FINALIZED) | (uintptr_t)previous;
            previous = head;
        }
    }
}
