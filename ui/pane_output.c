/* What the program has written up to this step: going back in time takes it back. */
#include <string.h>

#include "ui/pane.h"

void pane_output_describe(const Scene *scene, Buf *buf)
{
    if (scene->view->state == VIEW_WAITING_INPUT) buf_add_text(buf, "(waits for input: Enter)");
}

void pane_output_build(const Scene *scene, Rows *rows)
{
    const View *view = scene->view;
    bool is_new_line = true, is_focus = scene->ui->focus == PANE_output; /* then the steps are told too */
    int width = 1;
    for (uint64_t n = view->n; n >= 10; n /= 10) width++;
    for (size_t i = 0; i < view->output.length; i++) {
        const ViewOutput *piece = &view->output.items[i];
        const char *text = piece->text.bytes, *end = text + piece->text.length;
        while (text != NULL && text < end) {
            const char *line_end = memchr(text, '\n', (size_t)(end - text));
            if (is_new_line) rows_begin(rows, (Subject){.kind = SUBJECT_STEP, .step = piece->n + 1});
            if (is_new_line && is_focus) rows_printf(rows, ROLE_dim, "%*llu ", width, (unsigned long long)piece->n);
            size_t length = (size_t)((line_end == NULL ? end : line_end) - text);
            rows_add_styled(rows, (Style){piece->fd == 2 ? ROLE_error : ROLE_normal, 0}, text, length);
            is_new_line = line_end != NULL;
            text = line_end == NULL ? end : line_end + 1;
        }
    }
    rows_mark_current(rows);
}
