/* Objects one by one: those that were asked for, with who holds them; while a collection runs, those it
   looks at; then those that the shown frames and the names in sight refer to, and what these hold. */
#include "memory/gc.h"
#include "memory/heap.h"
#include "objects/dictobj.h"
#include "timeline/edges.h"
#include "timeline/generation.h"
#include "timeline/inspect_impl.h"
#include "timeline/object_find.h"
#include "timeline/object_size.h"
#include "timeline/render.h"

enum { MOST_OBJECTS = 64, MOST_EDGES = 200, COLLECTING = 2, REFS_SHIFT = 2 };

/* --- edges */

typedef struct EdgeList {
    Inspection *in;
    ViewEdge *items;
    size_t length, total;
    Ref target, holder; /* of a holder's edges: only those to `target` count */
} EdgeList;

static void edge_add(EdgeList *list, Ref other, const Buf *label)
{
    Inspection *in = list->in;
    list->total++;
    if (list->length >= MOST_EDGES || in->is_full) return;
    buf_add(&in->text, buf_text(label), label->length);
    EventText text = inspect_buf(in);
    list->items[list->length++] = (ViewEdge){inspect_id(in, other), text, inspect_value(in, other)};
}

static void field_visit(EdgeVisit *visit, Ref child)
{
    EdgeList *list = visit->context;
    edge_add(list, child, &visit->label);
    if (list->length >= MOST_EDGES) visit->rest = &list->total;
}

static EdgeList list_begin(Inspection *in)
{
    return (EdgeList){.in = in, .items = inspect_array(in, MOST_EDGES, sizeof(ViewEdge))};
}

static void fill_fields(Inspection *in, ViewObject *view, Ref object)
{
    EdgeList list = list_begin(in);
    EdgeVisit visit = {.ids = in->ids, .visit = field_visit, .context = &list};
    edges_walk(object, &visit);
    buf_fini(&visit.label);
    view->fields.items = list.items;
    view->fields.length = list.length;
    view->fields.total = list.total;
}

static void holder_visit(EdgeVisit *visit, Ref child)
{
    EdgeList *list = visit->context;
    if (child == list->target) edge_add(list, list->holder, &visit->label);
}

static int holder_look(Ref container, void *context)
{
    EdgeList *list = context;
    if (list->total >= MOST_EDGES) return 1;
    if (!edges_has(container, list->target)) return 0;
    EdgeVisit visit = {.ids = list->in->ids, .visit = holder_visit, .context = list};
    list->holder = container;
    edges_walk(container, &visit);
    buf_fini(&visit.label);
    return 0;
}

/* "local n of fib#2", "stack[1] of fib#2" */
static void frame_label(Inspection *in, Buf *label, const Frame *frame, const ViewSlot *slot, ptrdiff_t place)
{
    buf_clear(label);
    if (slot != NULL) buf_printf(label, "%s %s", slot->kind == VIEW_LOCAL ? "local" : "cell of", slot->name.bytes);
    else buf_printf(label, "stack[%td]", place);
    buf_add_text(label, " of ");
    render_name(FRAME_CODE(frame)->qualname, label);
    buf_printf(label, "#%u", inspect_frame_number(in, frame));
}

static void edge_add_root(EdgeList *list, const Buf *label)
{
    Inspection *in = list->in;
    list->total++;
    if (list->length >= MOST_EDGES || in->is_full) return;
    buf_add(&in->text, buf_text(label), label->length);
    list->items[list->length++] = (ViewEdge){.label = inspect_buf(in), .value = inspect_value(in, NULL)};
}

static void holders_in_frames(EdgeList *list)
{
    Inspection *in = list->in;
    Buf label = BUF_INIT;
    Frame *frame = vm_current_frame(in->rt);
    for (size_t i = 0; i < in->view->frames.length; i++, frame = frame->previous) {
        const ViewFrame *view = &in->view->frames.items[i];
        ptrdiff_t locals = FRAME_CODE(frame)->nlocalsplus;
        for (ptrdiff_t slot = 0; slot < frame->stack_top; slot++) {
            if (frame->localsplus[slot] != list->target) continue;
            frame_label(in, &label, frame, slot < locals ? &view->localsplus.items[slot] : NULL, slot - locals);
            edge_add_root(list, &label);
        }
    }
    buf_fini(&label);
}

static void fill_holders(Inspection *in, ViewObject *view, Ref object)
{
    EdgeList list = list_begin(in);
    list.target = object;
    holders_in_frames(&list);
    containers_walk(in->rt, holder_look, &list);
    view->holders.items = list.items;
    view->holders.length = list.length;
    view->holders.total = list.total;
}

/* --- objects */

static bool is_in_list(const GcHead *list, Ref object)
{
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        if (gc_object(head) == object) return true;
    }
    return false;
}

static void fill_collection(const Inspection *in, ViewObject *view, Ref object)
{
    const Gc *gc = in->rt->gc;
    view->gc_refs = -1;
    if (gc->phase_generation < 0 || !view->is_container) return;
    const GcHead *head = gc_head(object);
    bool has_copy = gc->phase == GC_SUBTRACT_REFS || gc->phase == GC_MOVE_UNREACHABLE;
    if (has_copy && (head->previous & COLLECTING) != 0) view->gc_refs = (int64_t)(head->previous >> REFS_SHIFT);
    view->is_unreachable = gc->unreachable != NULL && is_in_list(gc->unreachable, object);
}

static void describe(Inspection *in, Ref object, bool with_holders)
{
    View *view = in->view;
    if (in->is_full) return;
    ViewObject *item = &view->objects.items[view->objects.length++];
    item->id = inspect_id(in, object);
    item->value = inspect_value(in, object);
    item->size = object_byte_size(object);
    item->address = heap_nominal(in->rt, object);
    item->is_container = gc_is_container(object);
    fill_collection(in, item, object);
    fill_fields(in, item, object);
    if (with_holders) fill_holders(in, item, object);
}

/* --- which objects */

typedef struct Choice {
    const Inspection *in;
    Ref *items; /* no object twice */
    size_t length, most;
    size_t looks; /* at so many more of what an object holds */
} Choice;

static void choose(Choice *choice, Ref object)
{
    if (object == NULL || choice->length == choice->most) return;
    for (size_t i = 0; i < choice->length; i++) {
        if (choice->items[i] == object) return;
    }
    choice->items[choice->length++] = object;
}

/* What a program is about: neither its constants nor its code. */
static bool is_data(const Inspection *in, Ref object)
{
    bool is_code = is_type(object) || is_exact(object, TYPE_module) || is_exact(object, TYPE_function) ||
                   is_exact(object, TYPE_builtin_function_or_method);
    return !is_code && gc_is_container(object) && !render_is_simple(object) && inspect_id(in, object) < VIEW_EARLIER;
}

static void choose_slots(Choice *choice, Own const *items, ptrdiff_t count)
{
    for (ptrdiff_t i = 0; i < count; i++) {
        if (items[i] != NULL && !render_is_simple(items[i])) choose(choice, items[i]);
    }
}

/* The last members of one of a collection's lists: all, or those that are data. */
static void choose_members(Choice *choice, const GcHead *list, bool all)
{
    enum { MOST_MEMBERS = 16 };
    if (list == NULL) return;
    size_t skip = 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) skip += all || is_data(choice->in, gc_object(head));
    skip = skip > MOST_MEMBERS ? skip - MOST_MEMBERS : 0;
    for (GcHead *head = gc_next(list); head != list; head = gc_next(head)) {
        if (!all && !is_data(choice->in, gc_object(head))) continue;
        if (skip > 0) skip--;
        else choose(choice, gc_object(head));
    }
}

static void choose_names(Choice *choice, Ref namespace)
{
    ptrdiff_t position = 0;
    Ref name, value;
    if (namespace == NULL || !is_dict(namespace)) return;
    while (dict_next(namespace, &position, &name, &value)) {
        if (is_data(choice->in, value)) choose(choice, value);
    }
}

static void choose_child(EdgeVisit *visit, Ref child)
{
    Choice *choice = visit->context;
    if (is_data(choice->in, child)) choose(choice, child);
    visit->is_done = choice->length == choice->most || --choice->looks == 0;
}

/* What the chosen objects hold, and what that holds, nearest first; there may be lists of millions of numbers. */
static void choose_reachable(Choice *choice)
{
    enum { MOST_LOOKS = 1000 };
    EdgeVisit visit = {.ids = choice->in->ids, .visit = choose_child, .context = choice, .unlabelled = true};
    for (size_t i = 0; i < choice->length && choice->length < choice->most; i++) {
        visit.is_done = false;
        choice->looks = MOST_LOOKS;
        if (is_data(choice->in, choice->items[i])) edges_walk(choice->items[i], &visit);
    }
    buf_fini(&visit.label);
}

static void fill_generations(Inspection *in, const Ref *objects)
{
    size_t count = in->view->objects.length;
    int *generations = inspect_array(in, count, sizeof *generations);
    if (generations == NULL) return;
    const ViewGc *gc = &in->view->gc;
    generations_of(in->rt, objects, count, gc->generations[GENERATIONS - 1].size > gc->permanent, generations);
    for (size_t i = 0; i < count; i++) in->view->objects.items[i].generation = generations[i];
}

void inspect_objects(Inspection *in)
{
    View *view = in->view;
    const Gc *gc = in->rt->gc;
    Choice choice = {.in = in, .most = inspect_limit(in->request->max_objects, MOST_OBJECTS)};
    choice.items = inspect_array(in, choice.most, sizeof *choice.items);
    if (choice.items == NULL || INSPECT_ARRAY(in, view->objects, choice.most) == NULL) return;
    for (size_t i = 0; i < in->request->object_count; i++)
        choose(&choice, object_find(in->rt, ids_number(in->ids, in->request->objects[i])));
    size_t asked = choice.length;
    if (gc->phase_generation >= 0) {
        choose_members(&choice, gc->unreachable, true);
        choose_members(&choice, gc->young, false);
    }
    Frame *frame = vm_current_frame(in->rt);
    for (size_t i = 0; i < view->frames.length; i++, frame = frame->previous)
        choose_slots(&choice, frame->localsplus, frame->stack_top);
    const Frame *focus = inspect_focus(in);
    if (focus != NULL) {
        choose_names(&choice, focus->locals);
        choose_names(&choice, focus->globals);
    }
    choose_reachable(&choice);
    for (size_t i = 0; i < choice.length; i++) describe(in, choice.items[i], i < asked);
    fill_generations(in, choice.items);
}
