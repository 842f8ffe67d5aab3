/* The value stack of the focused frame, top first.  '-' marks what the next instruction pops,
   '+' what is new since the last screen, '*' what has changed. */
#include "code/opcode.h"
#include "ui/pane.h"

void pane_stack_describe(const Scene *scene, Buf *buf)
{
    const ViewFrame *frame = view_focus(scene->view);
    if (frame == NULL) return;
    buf_printf(buf, "%s#%u  depth %zu/%d", pane_frame_name(frame), frame->number, frame->stack.length, (int)frame->stacksize);
}

/* How many of the top values the next instruction takes away; 0 for frames that do not run. */
static size_t popped_next(const Scene *scene, const ViewFrame *frame)
{
    const ViewInstr *instr = view_instr(view_code(scene->view, frame->code), frame->lasti);
    if (instr == NULL || scene->view->focus != 0 || scene->view->state != VIEW_AT_INSTRUCTION) return 0;
    int pops = opcode_pops(instr->opcode, instr->arg < 0 ? 0 : (int)instr->arg);
    return pops < 0 ? 0 : (size_t)pops;
}

static void add_slot(const Scene *scene, Rows *rows, const ViewFrame *frame, size_t index, bool is_popped)
{
    const ViewValue *value = &frame->stack.items[index];
    size_t top = frame->stack.length - 1;
    Subject subject = {.kind = SUBJECT_OBJECT, .object = value->object, .frame = frame->number};
    if (value->is_null) subject.kind = SUBJECT_NONE;
    rows_begin(rows, subject);
    rows_printf(rows, ROLE_dim, "%s %2zu ", index == top ? "TOP" : index == 0 ? "BOT" : " . ", index);
    RecallAnswer answer = recall_compare(scene->before, recall_stack(frame->number, index), recall_value(value));
    Role role = ROLE_removed;
    if (is_popped) rows_add(rows, ROLE_removed, "-");
    else role = pane_add_mark(rows, answer);
    pane_add_value_row(rows, role, value, scene->width, is_popped ? "popped" : NULL);
    if (value->is_null) rows_add(rows, ROLE_dim, "   (call marker: no self)");
}

void pane_stack_build(const Scene *scene, Rows *rows)
{
    const ViewFrame *frame = view_focus(scene->view);
    if (frame == NULL || frame->stack.length == 0) {
        rows_line(rows, ROLE_dim, frame == NULL ? "(no frame is left)" : "(empty)");
        return;
    }
    if (lesson_hides(scene->ui->lesson, scene->view->n, "stack")) {
        pane_add_wrapped(scene, rows, ROLE_changed, "(hidden until you answer the lesson's question: :answer TEXT)");
        return;
    }
    size_t pops = popped_next(scene, frame);
    for (size_t i = frame->stack.length; i-- > 0;) {
        size_t index = scene->ui->stack_down ? frame->stack.length - 1 - i : i;
        add_slot(scene, rows, frame, index, frame->stack.length - index <= pops);
    }
    if (scene->ui->stack_down) rows_mark_current(rows); /* the top stays in sight */
}
