/* The sentence about the next step; the exception on its way, if there is one, stands in the title. */
#include <string.h>

#include "code/opcode.h"
#include "events/explain.h"
#include "ui/pane.h"

void pane_next_describe(const Scene *scene, Buf *buf)
{
    const UiState *ui = scene->ui;
    const EventText *exception = &scene->view->exception;
    if (exception->length > 0) {
        buf_add_text(buf, "! ");
        buf_add(buf, exception->bytes, exception->length);
        return;
    }
    if (!ui->predict) return;
    buf_add_text(buf, "(predict: i asks, p tells");
    if (ui->predicted > 0) buf_printf(buf, "; %d of %d right", ui->right, ui->predicted);
    buf_add_char(buf, ')');
}

/* "  Depth 4 -> 3.", where the table knows it without running. */
static void add_depth(const Scene *scene, Buf *buf)
{
    const View *view = scene->view;
    if (view->state != VIEW_AT_INSTRUCTION || view->frames.length == 0) return;
    const ViewFrame *frame = &view->frames.items[0];
    const ViewInstr *instr = view_instr(view_code(view, frame->code), frame->lasti);
    if (strstr(buf_text(buf), " raises ") != NULL) return; /* the depth is the handler's then */
    if (instr == NULL || opcode_table[instr->opcode].flow != FLOW_NEXT || instr->opcode == OP_CALL) return;
    int effect = opcode_effect(instr->opcode, instr->arg < 0 ? 0 : (int)instr->arg, false);
    if (effect == 0) return;
    buf_printf(buf, "  Depth %zu -> %d.", frame->stack.length, (int)frame->stack.length + effect);
}

void pane_next_build(const Scene *scene, Rows *rows)
{
    const View *view = scene->view;
    Buf buf = BUF_INIT;
    int question = lesson_question_at(scene->ui->lesson, view->n);
    if (question >= 0 && !scene->ui->lesson->questions.items[question].is_solved) {
        const LessonQuestion *asked = &scene->ui->lesson->questions.items[question];
        if (asked->verdict == NULL) buf_printf(&buf, "? %s", asked->prompt);
        else buf_add_text(&buf, asked->verdict);
        pane_add_wrapped(scene, rows, ROLE_accent, buf_text(&buf));
        buf_fini(&buf);
        return;
    }
    if (scene->ui->predict) {
        if (scene->ui->verdict[0] != '\0') {
            buf_printf(&buf, "%s %s", scene->ui->was_right ? "+" : "!", scene->ui->verdict);
            pane_add_wrapped(scene, rows, scene->ui->was_right ? ROLE_added : ROLE_error, buf_text(&buf));
            buf_clear(&buf);
        }
        buf_printf(&buf, "What will this do?  i asks%s.", scene->ui->verdict[0] == '\0' ? ", and tells whether you were right" : "");
    } else {
        if (view->sentence != NULL && view->sentence[0] != '\0') buf_add_text(&buf, view->sentence);
        else explain_next(view, &buf);
        add_depth(scene, &buf);
    }
    pane_add_wrapped(scene, rows, ROLE_normal, buf_text(&buf));
    buf_fini(&buf);
}
