/* Where we are in the run: a bar with the calls (v), returns (^), collections (G), exceptions (x) and
   output (o) that were passed on the way, breakpoints (B), what was searched for (/), and the user's own marks. */
#include "ui/bar.h"
#include "ui/pane.h"

void pane_timeline_describe(const Scene *scene, Buf *buf)
{
    const UiState *ui = scene->ui;
    buf_printf(buf, "step %llu of %llu%s", (unsigned long long)scene->view->n, (unsigned long long)ui->known_length,
               ui->length_is_final ? "" : " or more");
}

void pane_timeline_build(const Scene *scene, Rows *rows)
{
    const UiState *ui = scene->ui;
    rows_begin(rows, (Subject){0});
    bar_add(scene, rows, scene->width);
    bool has_marks = false;
    for (int i = 0; i < UI_MARKS; i++) {
        if (ui->marks[i] == 0) continue;
        if (!has_marks) rows_begin(rows, (Subject){0});
        rows_printf(rows, ROLE_accent, "%s%c: %llu", has_marks ? "  " : "", 'a' + i, (unsigned long long)ui->marks[i] - 1);
        has_marks = true;
    }
    pane_add_wrapped(scene, rows, ROLE_dim, "v call  ^ return  x exception  G gc  o output  B breakpoint  / found");
}
