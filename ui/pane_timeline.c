/* Where we are in the run: a bar with the collections (G) and exceptions (x) of all that was executed, the calls
   (v), returns (^) and output (o) that were passed on the way, breakpoints (B), what was searched for (/), and the user's own marks. */
#include "ui/bar.h"
#include "ui/pane.h"

void pane_timeline_describe(const Scene *scene, Buf *buf)
{
    const UiState *ui = scene->ui;
    buf_printf(buf, "step %llu of %llu%s", (unsigned long long)scene->view->n, (unsigned long long)ui->known_length,
               ui->length_is_final ? "" : " or more");
}

/* A profile of the run: the deeper the frames, the higher. */
static void add_depths(const Scene *scene, Rows *rows)
{
    static const char *const blocks[] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char digits[] = " 123456789";
    enum { BLOCKS = 8, COLUMNS_MOST = 256 };
    uint8_t depths[COLUMNS_MOST];
    const UiState *ui = scene->ui;
    int columns = scene->width - 2 < COLUMNS_MOST ? scene->width - 2 : COLUMNS_MOST;
    uint64_t length = ui->known_length > scene->view->n ? ui->known_length : scene->view->n;
    if (scene->view->survey == NULL || columns < 3 || length == 0) return;
    int deepest = bar_depths(scene->view, length, columns, depths);
    rows_begin(rows, (Subject){0});
    rows_add(rows, ROLE_dim, " ");
    for (int i = 0; i < columns; i++) {
        int depth = depths[i], level = deepest <= BLOCKS ? depth : (depth * BLOCKS + deepest - 1) / deepest;
        char digit[2] = {digits[depth > 9 ? 9 : depth], '\0'};
        rows_add(rows, ROLE_accent, rows->ascii ? digit : blocks[level]);
    }
}

void pane_timeline_build(const Scene *scene, Rows *rows)
{
    const UiState *ui = scene->ui;
    rows_begin(rows, (Subject){0});
    bar_add(scene, rows, scene->width);
    add_depths(scene, rows);
    bool has_marks = false;
    for (int i = 0; i < UI_MARKS; i++) {
        if (ui->marks[i] == 0) continue;
        if (!has_marks) rows_begin(rows, (Subject){0});
        rows_printf(rows, ROLE_accent, "%s%c: %llu", has_marks ? "  " : "", 'a' + i, (unsigned long long)ui->marks[i] - 1);
        has_marks = true;
    }
    const char *legend = scene->width < 60 ? "v call ^ return x raise G gc o output"
                                           : "v call  ^ return  x raise  G collection  o output  B breakpoint  / found; above: depth of frames";
    pane_add_wrapped(scene, rows, ROLE_dim, legend);
}
