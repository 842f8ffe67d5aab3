/* The frame chain, newest first.  Kept true: a frame's value stack is as deep as it last said
   (stack_top), which the loop keeps right for every frame while it is observed. */
#include "code/opcode.h"
#include "objects/bytesobj.h"
#include "objects/functionobj.h"
#include "objects/tupleobj.h"
#include "timeline/inspect_impl.h"
#include "vm/threads.h"

enum { MOST_FRAMES = 64 };

static ViewSlot slot_of(Inspection *in, const Frame *frame, int index)
{
    const CodeObj *code = FRAME_CODE(frame);
    int kind = AS_BYTES(code->localspluskinds)->bytes[index];
    Ref content = frame->localsplus[index];
    ViewSlot slot = {.kind = (kind & LOCAL_KIND_FREE) != 0   ? VIEW_FREE
                             : (kind & LOCAL_KIND_CELL) != 0 ? VIEW_CELL
                                                             : VIEW_LOCAL,
                     .name = inspect_name(in, tuple_peek(code->localsplusnames, index))};
    if (slot.kind != VIEW_LOCAL && content != NULL && is_exact(content, TYPE_cell)) {
        slot.cell = inspect_id(in, content);
        content = AS_CELL(content)->contents;
    }
    slot.value = inspect_value(in, content);
    return slot;
}

static void fill_slots(Inspection *in, ViewFrame *view, Frame *frame)
{
    const CodeObj *code = FRAME_CODE(frame);
    Own *stack = frame_stack_base(frame);
    ptrdiff_t depth = frame->localsplus + frame->stack_top - stack;
    if (depth < 0) depth = 0;
    if (INSPECT_ARRAY(in, view->localsplus, (size_t)code->nlocalsplus) == NULL) return;
    for (int i = 0; i < code->nlocalsplus; i++) view->localsplus.items[view->localsplus.length++] = slot_of(in, frame, i);
    if (INSPECT_ARRAY(in, view->stack, (size_t)depth) == NULL) return;
    for (ptrdiff_t i = 0; i < depth; i++) view->stack.items[view->stack.length++] = inspect_value(in, stack[i]);
}

static void fill_place(ViewFrame *view, const Frame *frame)
{
    int lasti = frame_lasti(frame);
    CodeHandler handler;
    view->lasti = lasti;
    view->line = -1;
    view->span = (EventSpan){-1, -1, -1, -1};
    view->handler = -1;
    if (lasti < 0) return;
    CodeSpan span = code_span(frame->code, lasti);
    view->line = span.line;
    view->span = (EventSpan){span.line, span.column, span.end_line, span.end_column};
    if (code_handler(frame->code, lasti, &handler)) view->handler = handler.target;
}

static void fill_frame(Inspection *in, ViewFrame *view, Frame *frame)
{
    static const char *const owners[] = {"data stack", "generator", "frame object"};
    const CodeObj *code = FRAME_CODE(frame);
    *view = (ViewFrame){
        .number = inspect_frame_number(in, frame),
        .back = frame->previous == NULL ? -1 : (int64_t)inspect_frame_number(in, frame->previous),
        .code = inspect_id(in, frame->code),
        .frame_object = inspect_id(in, frame->frame_obj),
        .kind = code_kind(frame->code),
        .owner = owners[frame->owner],
        .is_entry = frame->is_entry,
        .qualname = inspect_name(in, code->qualname).bytes,
        .filename = inspect_name(in, code->filename).bytes,
        .stacksize = code->stacksize,
        .f_globals = inspect_id(in, frame->globals),
        .f_builtins = inspect_id(in, frame->builtins),
        .f_locals = inspect_id(in, frame->locals),
        .f_code = inspect_id(in, frame->code),
    };
    fill_place(view, frame);
    fill_slots(in, view, frame);
}

void inspect_frames(Inspection *in)
{
    View *view = in->view;
    view->thread = (uint32_t)thread_number(thread_current(in->rt));
    size_t most = inspect_limit(in->request->max_frames, MOST_FRAMES);
    for (Frame *frame = vm_current_frame(in->rt); frame != NULL; frame = frame->previous) view->frames.total++;
    size_t count = view->frames.total < most ? view->frames.total : most;
    if (INSPECT_ARRAY(in, view->frames, count) == NULL) return;
    for (Frame *frame = vm_current_frame(in->rt); view->frames.length < count; frame = frame->previous) {
        ViewFrame *item = &view->frames.items[view->frames.length];
        fill_frame(in, item, frame);
        if (in->request->frame == (int64_t)item->number) view->focus = view->frames.length;
        view->frames.length++;
    }
}

Frame *inspect_focus(Inspection *in)
{
    Frame *frame = vm_current_frame(in->rt);
    for (size_t i = 0; i < in->view->focus && frame != NULL; i++) frame = frame->previous;
    return frame;
}
