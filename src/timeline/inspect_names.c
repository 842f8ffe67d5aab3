/* The four namespaces in which the frame in focus looks names up: L, E, G, B. */
#include "objects/dictobj.h"
#include "timeline/code_facts.h"
#include "timeline/inspect_impl.h"

enum { MOST_NAMES = 64 };

static void add_dict(Inspection *in, ViewNames *names, Ref namespace)
{
    size_t most = inspect_limit(in->request->max_names, MOST_NAMES);
    ptrdiff_t position = 0;
    Ref name, value;
    if (namespace == NULL || !is_dict(namespace)) return;
    names->total = (size_t)dict_length(namespace);
    size_t count = names->total < most ? names->total : most;
    if (INSPECT_ARRAY(in, names->items, count) == NULL) return;
    while (names->items.length < count && dict_next(namespace, &position, &name, &value)) {
        EventText text = inspect_name(in, name);
        names->items.items[names->items.length++] = (ViewName){text, inspect_value(in, value)};
    }
}

/* The slots of FRAME that have a value: those of the free variables, or the others. */
static void add_slots(Inspection *in, ViewNames *names, const ViewFrame *frame, bool is_free)
{
    if (INSPECT_ARRAY(in, names->items, frame->localsplus.length) == NULL) return;
    for (size_t i = 0; i < frame->localsplus.length; i++) {
        const ViewSlot *slot = &frame->localsplus.items[i];
        if ((slot->kind == VIEW_FREE) != is_free || slot->value.is_null) continue;
        names->items.items[names->items.length++] = (ViewName){slot->name, slot->value};
    }
    names->total = names->items.length;
}

void inspect_names(Inspection *in)
{
    View *view = in->view;
    const Frame *frame = inspect_focus(in);
    if (frame == NULL || view->focus >= view->frames.length) return;
    const ViewFrame *focus = &view->frames.items[view->focus];
    if (frame_names_peek(frame) != NULL) add_dict(in, &view->locals, frame_names_peek(frame));
    else add_slots(in, &view->locals, focus, false);
    add_slots(in, &view->enclosing, focus, true);
    add_dict(in, &view->globals, frame->globals);
    add_dict(in, &view->builtins, frame->builtins);
}
