/* The chain that f_back shows, newest first; ">" marks the frame in focus. */
#include "ui/pane.h"

void pane_frames_describe(const Scene *scene, Buf *buf)
{
    if (scene->view->thread > 0) buf_printf(buf, "thread %u  ", scene->view->thread);
    if (!lesson_hides(scene->ui->lesson, scene->view->n, "frames")) buf_printf(buf, "depth %zu", scene->view->frames.total);
}

static void add_locals(Rows *rows, const ViewFrame *frame)
{
    enum { SHOWN = 4 };
    for (size_t i = 0; i < frame->localsplus.length && i < SHOWN; i++) {
        const ViewSlot *slot = &frame->localsplus.items[i];
        if (slot->value.is_null) continue;
        rows_add(rows, ROLE_normal, " ");
        rows_add_text(rows, ROLE_normal, slot->name);
        rows_add(rows, ROLE_normal, "=");
        rows_add_text(rows, ROLE_normal, pane_value_text(&slot->value));
    }
}

static void add_frame(const Scene *scene, Rows *rows, size_t index)
{
    const ViewFrame *frame = &scene->view->frames.items[index];
    bool is_focus = index == scene->view->focus;
    rows_begin(rows, (Subject){.kind = SUBJECT_FRAME, .frame = frame->number, .object = frame->frame_object});
    if (is_focus) rows_mark_current(rows);
    rows_add(rows, ROLE_accent, is_focus ? "> " : "  ");
    uint64_t ignored;
    bool is_new = !scene->before->is_empty && !recall_find(scene->before, recall_frame(frame->number), &ignored);
    rows_printf(rows, is_new ? ROLE_added : is_focus ? ROLE_accent : ROLE_normal, "%s#%u %s", is_new ? "+" : " ",
                frame->number, pane_frame_name(frame));
    rows_pad(rows, 16);
    rows_printf(rows, ROLE_dim, "pc %d", frame->lasti < 0 ? 0 : (int)frame->lasti);
    if (frame->line > 0) rows_printf(rows, ROLE_dim, " line %d", (int)frame->line);
    add_locals(rows, frame);
    if (frame->is_entry && frame->back >= 0) rows_add(rows, ROLE_dim, "  (called from C)");
    if (frame->owner != NULL && frame->owner[0] == 'g') rows_add(rows, ROLE_dim, "  (lies in its generator)");
}

void pane_frames_build(const Scene *scene, Rows *rows)
{
    const View *view = scene->view;
    if (lesson_hides(scene->ui->lesson, view->n, "frames")) {
        pane_add_wrapped(scene, rows, ROLE_changed, "(hidden until you answer the lesson's question: :answer TEXT)");
        return;
    }
    for (size_t i = 0; i < view->frames.length; i++) add_frame(scene, rows, i);
    if (view->frames.total > view->frames.length) {
        rows_line(rows, ROLE_dim, "  ... %zu older frames", view->frames.total - view->frames.length);
    }
    if (view->frames.length == 0) rows_line(rows, ROLE_dim, "(no frame is left)");
}
