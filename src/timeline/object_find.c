/* Everything that lives can be reached from the collector's lists and the frames; what is found
   is only read. */
#include "timeline/object_find.h"

#include "memory/gc.h"
#include "vm/frame.h"

typedef struct Untracked {
    ContainerFn visit;
    void *context;
} Untracked;

/* Containers that hold nothing of interest to the collector are in none of its lists. */
static int visit_untracked(Ref child, void *context)
{
    const Untracked *untracked = context;
    if (!gc_is_container(child) || gc_is_tracked(child)) return 0;
    return untracked->visit(child, untracked->context);
}

static int walk_list(const GcHead *list, ContainerFn visit, void *context)
{
    Untracked untracked = {visit, context};
    int found = 0;
    for (GcHead *head = gc_next(list); head != list && found == 0; head = gc_next(head)) {
        Obj *object = gc_object(head);
        found = visit(object, context);
        if (found == 0 && object->type->slots.tp_traverse != NULL)
            found = object->type->slots.tp_traverse(object, visit_untracked, &untracked);
    }
    return found;
}

int containers_walk(const Rt *rt, ContainerFn visit, void *context)
{
    const Gc *gc = rt->gc;
    int found = 0;
    for (int i = 0; i < GENERATIONS && found == 0; i++) found = walk_list(&gc->generations[i].head, visit, context);
    if (found == 0) found = walk_list(&gc->permanent, visit, context);
    if (found == 0) found = walk_list(&gc->startup, visit, context);
    if (found == 0 && gc->unreachable != NULL) found = walk_list(gc->unreachable, visit, context);
    return found;
}

/* --- finding */

typedef struct Search {
    uint32_t number; /* Obj.number */
    Ref found;
} Search;

static int match_child(Ref child, void *context)
{
    Search *search = context;
    if (child->number == search->number) search->found = child;
    return search->found != NULL;
}

static int match_container(Ref container, void *context)
{
    if (match_child(container, context)) return 1;
    return container->type->slots.tp_traverse == NULL ? 0 : container->type->slots.tp_traverse(container, match_child, context);
}

static bool match_slots(Own const *items, ptrdiff_t count, Search *search)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (items[i] != NULL && match_container(items[i], search)) return true;
    }
    return false;
}

Ref object_find(const Rt *rt, uint32_t number)
{
    Search search = {number, NULL};
    for (Frame *frame = vm_current_frame(rt); frame != NULL; frame = frame->previous) {
        if (match_slots(frame->localsplus, frame->stack_top, &search)) return search.found;
        if (frame->locals != NULL && match_container(frame->locals, &search)) return search.found;
        if (frame->func != NULL && match_container(frame->func, &search)) return search.found;
    }
    containers_walk(rt, match_container, &search);
    return search.found;
}
