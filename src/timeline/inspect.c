/* Puts a View together from its parts.  Kept true: a View depends on the machine's state and
   the request alone, so two Views of one step are equal, whatever process made them. */
#include "timeline/inspect.h"

#include <string.h>

#include "code/opcode.h"
#include "events/explain.h"
#include "memory/heap.h"
#include "objects/excobj.h"
#include "objects/tupleobj.h"
#include "timeline/inspect_impl.h"
#include "timeline/render.h"

void inspector_fini(Inspector *inspector)
{
    source_fini(&inspector->sources);
}

void *inspect_array(Inspection *in, size_t count, size_t item_size)
{
    void *items = in->is_full ? NULL : arena_alloc(in->arena, count * item_size);
    if (items == NULL) in->is_full = true;
    return items;
}

EventText inspect_buf(Inspection *in)
{
    char *copy = in->is_full ? NULL : arena_copy(in->arena, buf_text(&in->text), in->text.length);
    EventText text = {copy == NULL ? "" : copy, copy == NULL ? 0 : in->text.length};
    if (copy == NULL) in->is_full = true;
    buf_clear(&in->text);
    return text;
}

EventText inspect_name(Inspection *in, Ref name)
{
    render_name(name, &in->text);
    return inspect_buf(in);
}

const char *inspect_word(Inspection *in, const char *text)
{
    buf_add_text(&in->text, text);
    return inspect_buf(in).bytes;
}

uint32_t inspect_id(const Inspection *in, Ref object)
{
    return object == NULL ? 0 : ids_of(in->ids, object);
}

uint32_t inspect_frame_number(const Inspection *in, const Frame *frame)
{
    uint32_t first = in->ids->first_frame;
    return frame->number >= first ? frame->number - first : (uint32_t)IDS_EARLIER + frame->number;
}

ViewValue inspect_value(Inspection *in, Ref object)
{
    if (object == NULL) return (ViewValue){.is_null = true, .type = ""};
    render_object(in->ids, object, &in->text, inspect_limit(in->request->max_text, RENDER_LIMIT));
    EventText text = inspect_buf(in);
    return (ViewValue){.is_simple = render_is_simple(object),
                       .object = ids_of(in->ids, object),
                       .type = inspect_word(in, render_type_name(object->type)),
                       .text = text,
                       .refcount = object->refcount};
}

/* The exception that a handler is about to take from the stack, else the one being handled. */
static Ref caught_exception(const Rt *rt)
{
    Frame *frame = vm_current_frame(rt);
    if (frame != NULL && frame_lasti(frame) >= 0 && frame->prev_instr->op == OP_PUSH_EXC_INFO && frame->stack_top > 0) {
        Ref top = frame->localsplus[frame->stack_top - 1];
        if (top != NULL && is_exception(top)) return top;
    }
    Ref handled = rt->handled->value;
    return handled != NULL && is_exception(handled) ? handled : NULL;
}

/* "ValueError: text" of the exception that is pending, else of the one that was caught. */
static void inspect_exception(Inspection *in)
{
    const Rt *rt = in->rt;
    Ref value = rt->pending.value, args = value;
    const Type *type = rt->pending.type == NULL ? NULL : AS_TYPE(rt->pending.type);
    if (type == NULL) {
        value = caught_exception(rt);
        if (value == NULL) return;
    }
    if (value != NULL && is_exception(value)) {
        type = value->type;
        args = AS_EXCEPTION(value)->args;
    }
    buf_add_text(&in->text, render_type_name(type));
    if (args != NULL && is_exact(args, TYPE_tuple)) {
        for (ptrdiff_t i = 0; i < tuple_length(args); i++) {
            buf_add_text(&in->text, i == 0 ? ": " : ", ");
            Ref item = tuple_peek(args, i);
            bool is_message = tuple_length(args) == 1 && type->id != TYPE_KeyError;
            if (item != NULL && is_exact(item, TYPE_str) && is_message) render_name(item, &in->text);
            else if (item != NULL) render_object(in->ids, item, &in->text, RENDER_LIMIT);
        }
    } else if (args != NULL) {
        buf_add_text(&in->text, ": ");
        if (is_exact(args, TYPE_str)) render_name(args, &in->text);
        else render_object(in->ids, args, &in->text, RENDER_LIMIT);
    }
    in->view->exception = inspect_buf(in);
}

bool inspect(Inspector *inspector, View *view, const ViewRequest *request, Arena *arena)
{
    Inspection in = {.rt = inspector->rt,
                     .inspector = inspector,
                     .ids = &inspector->ids,
                     .view = view,
                     .request = request,
                     .arena = arena};
    view->live_objects = rt_live_objects(in.rt);
    view->heap_bytes = heap_bytes(in.rt);
    inspect_gc(&in);
    if (view->gc.collecting >= 0 && view->state == VIEW_AT_INSTRUCTION) view->state = VIEW_AT_GC_PHASE;
    inspect_exception(&in);
    inspect_frames(&in);
    inspect_codes(&in);
    inspect_names(&in);
    inspect_objects(&in);
    inspect_watches(&in);
    view->has_tally = inspector->tally != NULL;
    if (!in.is_full) {
        explain_next(view, &in.text);
        view->sentence = inspect_buf(&in).bytes;
    }
    bool fits = !in.is_full && !in.text.failed;
    buf_fini(&in.text);
    return fits;
}
