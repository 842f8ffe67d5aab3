/* The screen from top to bottom: status line, panes in their boxes, keys, prompt. */
#include "ui/draw.h"

#include <stdio.h>
#include <string.h>

#include "ui/bar.h"
#include "ui/keys.h"
#include "ui/layout.h"

#define NUMBER(n) ((unsigned long long)(n))

static const Style plain = {ROLE_normal, 0};

void draw_rows(const View *view, const Recall *before, const UiState *ui, PaneId pane, int width, int height, Rows *rows)
{
    Scene scene = {.view = view, .before = before, .ui = ui, .width = width, .height = height};
    rows->ascii = ui->ascii;
    pane_table[pane].build(&scene, rows);
    if (rows->failed) rows_line(rows, ROLE_error, "(no memory for more)");
}

/* --- One pane */

static void draw_title(const Scene *scene, PaneId pane, const LayoutBox *box, Grid *grid)
{
    const PaneOps *ops = &pane_table[pane];
    bool is_focus = scene->ui->focus == pane;
    int x = box->x + 2, end = box->x + box->width - 1;
    Style style = {is_focus ? ROLE_accent : ROLE_title, is_focus ? STYLE_BOLD : 0};
    if (end - x < 4) return;
    x = grid_put_text(grid, x, box->y, end, style, is_focus ? "*" : " ");
    if (ops->key != 0) {
        char key[3] = {(char)ops->key, ' ', '\0'};
        x = grid_put_text(grid, x, box->y, end, style, key);
    }
    x = grid_put_text(grid, x, box->y, end, style, ops->title);
    x = grid_put_text(grid, x, box->y, end, style, " ");
    Buf buf = BUF_INIT;
    ops->describe(scene, &buf);
    if (buf.length > 0) {
        Style described = {buf.bytes[0] == '!' ? ROLE_error : ROLE_normal, 0};
        x = grid_put(grid, x, box->y, end, described, buf.bytes, buf.length);
        grid_put_text(grid, x, box->y, end, plain, " ");
    }
    buf_fini(&buf);
}

size_t draw_first_row(size_t anchor, size_t length, int height)
{
    size_t rows = height < 1 ? 1 : (size_t)height;
    if (length <= rows) return 0;
    size_t first = anchor > rows / 2 ? anchor - rows / 2 : 0;
    return first + rows > length ? length - rows : first;
}

/* There is more of the row than fits before END. */
static void draw_cut(Grid *grid, int end, int y)
{
    enum { WORTH_A_MARK = 8 };
    const Cell *last = grid_cell(grid, end - 1, y);
    if (last == NULL || last->width != 1 || grid->columns < WORTH_A_MARK) return;
    grid_put_text(grid, end - 1, y, end, (Style){ROLE_dim, 0}, grid->ascii ? ">" : "…");
}

static void draw_pane(const Scene *outer, const LayoutBox *box, bool has_borders, Grid *grid)
{
    Scene scene = *outer;
    int inset = has_borders ? 1 : 0, x = box->x + inset, y = box->y + inset, end = box->x + box->width - inset;
    scene.width = box->width - 2 * inset;
    scene.height = box->height - 2 * inset;
    if (has_borders) draw_title(&scene, box->pane, box, grid);
    if (scene.width < 1 || scene.height < 1) return;
    Rows rows = {0};
    draw_rows(scene.view, scene.before, scene.ui, box->pane, scene.width, scene.height, &rows);
    size_t anchor = pane_anchor(&rows, scene.ui, box->pane);
    size_t first = draw_first_row(anchor, rows.rows.length, scene.height);
    bool is_focus = scene.ui->focus == box->pane;
    for (int i = 0; i < scene.height && first + (size_t)i < rows.rows.length; i++) {
        size_t index = first + (size_t)i;
        int skip = scene.ui->sideways[box->pane];
        rows_draw(&rows, index, grid, x, y + i, end, skip);
        if (rows.rows.items[index].width - skip > scene.width) draw_cut(grid, end, y + i);
        if (!is_focus || index != anchor) continue;
        if (scene.ui->cursor[box->pane] >= 0) grid_emphasise(grid, x, y + i, end, STYLE_REVERSE);
        grid->cursor_x = x;
        grid->cursor_y = y + i;
    }
    bool has_more = box->pane == PANE_next && rows.rows.length > first + (size_t)scene.height; /* of a sentence */
    if (has_more) draw_cut(grid, end, y + scene.height - 1);
    rows_fini(&rows);
}

/* --- The lines that are always there */

/* The last words of the status line. */
static void status_state(const View *view, bool is_narrow, char *text, size_t size)
{
    if (is_narrow && view->state == VIEW_AT_GC_PHASE) {
        snprintf(text, size, " collector");
        return;
    }
    switch (view->state) {
    case VIEW_AT_INSTRUCTION: snprintf(text, size, " depth %zu", view->frames.total); return;
    case VIEW_AT_GC_PHASE: snprintf(text, size, " in the collector (7)"); return;
    case VIEW_WAITING_INPUT: snprintf(text, size, " waits for input"); return;
    case VIEW_ENDED: snprintf(text, size, " ended, status %d", view->exit_status); return;
    }
}

static void draw_status(const Scene *scene, Grid *grid)
{
    const View *view = scene->view;
    const UiState *ui = scene->ui;
    const ViewFrame *frame = view_focus(view);
    Rows rows = {.ascii = ui->ascii};
    rows_begin(&rows, (Subject){0});
    const char *file = frame == NULL || frame->filename == NULL ? "" : frame->filename, *base = strrchr(file, '/');
    rows_add(&rows, ROLE_title, grid->columns >= 50 ? " viv " : "");
    if (grid->columns >= 30) rows_printf(&rows, ROLE_normal, "%s ", base == NULL ? file : base + 1);
    uint64_t length = ui->known_length > view->n ? ui->known_length : view->n;
    rows_printf(&rows, ROLE_accent, "step %llu/%llu%s", NUMBER(view->n), NUMBER(length), ui->length_is_final ? "" : "+");
    if (grid->columns >= 50 && ui->length_is_final && length > 0) {
        rows_printf(&rows, ROLE_normal, " %llu%%", NUMBER(view->n * 100 / length));
    }
    rows_add(&rows, ROLE_normal, " ");
    char state[40];
    status_state(view, grid->columns < 50, state, sizeof state);
    if (lesson_hides(ui->lesson, view->n, "frames")) state[0] = '\0';
    int bar = grid->columns - vec_last(&rows.rows).width - (int)strlen(state) - 9;
    if (grid->columns >= 50 && bar >= 10) bar_add(scene, &rows, bar);
    rows_add(&rows, view->state == VIEW_AT_INSTRUCTION ? ROLE_normal : ROLE_changed, state);
    rows_draw(&rows, 0, grid, 0, 0, grid->columns, 0);
    rows_fini(&rows);
    if (grid->columns >= 60) grid_put_text(grid, grid->columns - 6, 0, grid->columns, (Style){ROLE_title, 0}, "?help");
}

/* "i instr  s line …", as many as fit: the keys that one needs first. */
static void draw_footer(const UiState *ui, int y, Grid *grid)
{
    static const char *const hints[] = {
        [UI_KEYS] = NULL, [UI_COMMAND] = "Enter runs it, Tab completes, Up and Down recall, Esc leaves",
        [UI_SEARCH] = "Enter searches, Esc leaves; then . and , go on", [UI_INPUT] = "Enter gives the line to the program, Ctrl-D ends its input, Esc leaves",
        [UI_ANSWER] = "Enter takes the step and tells; an empty answer: I do not know; Esc leaves",
        [UI_MARK] = NULL, [UI_JUMP] = NULL,
    };
    const char *hint = ui->candidates[0] != '\0' ? ui->candidates : hints[ui->mode];
    int x = 0;
    if (hint != NULL) {
        grid_put_text(grid, 0, y, ui->columns, (Style){ROLE_dim, 0}, hint);
        return;
    }
    for (int i = 0; i < ACTION_COUNT; i++) {
        const KeyLine *line = &key_table[i];
        size_t key = strcspn(line->keys, " ");
        int width = (int)(key + strlen(line->footer)) + 3;
        if (line->footer[0] == '\0' || x + width > ui->columns) continue;
        x = grid_put(grid, x, y, ui->columns, (Style){ROLE_accent, STYLE_BOLD}, line->keys, key);
        bool has_capital = key == 1 && line->keys[0] >= 'a' && line->keys[0] <= 'z' && i < ACTION_first;
        if (has_capital && ui->columns >= 70) {
            char capital[3] = {'/', (char)(line->keys[0] - 'a' + 'A'), '\0'};
            x = grid_put_text(grid, x, y, ui->columns, (Style){ROLE_accent, STYLE_BOLD}, capital);
        }
        x = grid_put_text(grid, x, y, ui->columns, plain, " ");
        x = grid_put_text(grid, x, y, ui->columns, (Style){ROLE_dim, 0}, line->footer);
        x = grid_put_text(grid, x, y, ui->columns, plain, ui->columns >= 100 ? "  " : " ");
    }
}

static void draw_prompt(const UiState *ui, int y, bool has_footer, Grid *grid)
{
    static const char *const prompts[] = {
        [UI_KEYS] = "", [UI_COMMAND] = ":", [UI_SEARCH] = "/", [UI_INPUT] = "input> ", [UI_MARK] = "mark: a letter",
        [UI_JUMP] = "go to mark: a letter, or '", [UI_ANSWER] = "",
    };
    const char *prompt = ui->mode == UI_ANSWER ? predict_question(ui->asked) : prompts[ui->mode];
    int x = grid_put_text(grid, 0, y, ui->columns, (Style){ROLE_accent, 0}, prompt);
    if (ui->mode == UI_KEYS) {
        grid_put_text(grid, 0, y, ui->columns, (Style){ui->message_is_error ? ROLE_error : ROLE_normal, 0}, ui->message);
        if (visible_width(ui->message, strlen(ui->message), ui->ascii) > ui->columns) draw_cut(grid, ui->columns, y);
        return;
    }
    if (ui->mode != UI_MARK && ui->mode != UI_JUMP) x = grid_put_text(grid, x, y, ui->columns, plain, ui->line);
    if (!has_footer && ui->candidates[0] != '\0')
        grid_put_text(grid, x + 2, y, ui->columns, (Style){ROLE_dim, 0}, ui->candidates);
    grid->cursor_x = x < ui->columns ? x : ui->columns - 1;
    grid->cursor_y = y;
}

static void draw_too_small(const UiState *ui, Grid *grid)
{
    grid_put_text(grid, 0, 0, ui->columns, (Style){ROLE_error, 0}, "too small");
    if (ui->rows > 1) grid_put_text(grid, 0, 1, ui->columns, plain, "20x6 at least; q quits");
}

void draw_screen(const View *view, const Recall *before, const UiState *ui, Grid *grid)
{
    Layout layout;
    Scene scene = {.view = view, .before = before, .ui = ui};
    layout_make(ui, &layout);
    if (layout.too_small) {
        draw_too_small(ui, grid);
        return;
    }
    if (view != NULL) {
        for (int i = 0; i < layout.count && layout.has_borders; i++) {
            const LayoutBox *box = &layout.boxes[i];
            grid_box(grid, box->x, box->y, box->width, box->height);
        }
        for (int i = 0; i < layout.count; i++) draw_pane(&scene, &layout.boxes[i], layout.has_borders, grid);
        draw_status(&scene, grid);
    }
    if (layout.footer >= 0) draw_footer(ui, layout.footer, grid);
    if (ui->explain && view != NULL) draw_card(view, ui, grid);
    if (ui->list) draw_list(ui, grid);
    if (ui->help) draw_help(ui, grid);
    draw_prompt(ui, layout.prompt, layout.footer >= 0, grid);
}
