/* Rules: the status line is on top, the prompt at the bottom, and in between boxes that share
   their borders and leave no cell unused.  As the screen shrinks, whole panes go, the least
   needed first; bytecode, stack and the next sentence stay to the end. */
#include "ui/layout.h"

#include "ui/pane.h"

enum { STACK_MOST = 4, COLUMNS_MOST = 4 };

/* Panes one above the other, with their shares of the height. */
typedef struct Column {
    int share; /* of the width */
    struct { PaneId pane; int share; } panes[STACK_MOST];
    int count;
} Column;

typedef struct Plan {
    int columns_least, rows_least;
    Column columns[COLUMNS_MOST];
    int count;
    int next_rows, output_rows; /* inside their borders; 0: not shown */
    bool has_timeline;
} Plan;

#define LEFT {40, {{PANE_source, 7}, {PANE_bytecode, 8}}, 2}
#define MIDDLE {40, {{PANE_stack, 5}, {PANE_frames, 4}, {PANE_names, 6}}, 3}

/* The greatest that fits is taken; the presets differ where there is no room for all. */
static const Plan plans[] = {
    {180, 44, {{40, {{PANE_source, 7}, {PANE_bytecode, 8}, {PANE_tree, 5}}, 3}, {38, {{PANE_stack, 11}, {PANE_frames, 9}, {PANE_names, 12}}, 3}, {48, {{PANE_x86, 22}, {PANE_lesson, 16}}, 2}, {44, {{PANE_heap, 20}, {PANE_gc, 11}}, 2}}, 4, 3, 6, true},
    {116, 32, {LEFT, {40, {{PANE_stack, 9}, {PANE_frames, 6}, {PANE_names, 10}}, 3}, {38, {{PANE_heap, 13}, {PANE_gc, 10}}, 2}}, 3, 2, 3, true},
    {60, 20, {LEFT, MIDDLE}, 2, 2, 1, false},
    {38, 10, {{1, {{PANE_bytecode, 1}, {PANE_stack, 1}}, 2}}, 1, 2, 0, false},
};

/* What the right column shows instead in the presets 1 and 2 of middle-sized screens. */
static const Column memory_column = {40, {{PANE_stack, 5}, {PANE_heap, 5}, {PANE_gc, 5}}, 3};
static const Column x86_column = {40, {{PANE_stack, 5}, {PANE_x86, 10}}, 2};

static const Column x86_alone = {46, {{PANE_x86, 1}}, 1};

static void add_box(Layout *layout, PaneId pane, int x, int y, int width, int height)
{
    layout->boxes[layout->count++] = (LayoutBox){pane, x, y, width, height};
}

/* Leaves out what the level of detail does not show, and a lesson where there is none; false when nothing is left. */
static bool column_filter(const Column *column, const UiState *ui, Column *result)
{
    *result = (Column){.share = column->share};
    for (int i = 0; i < column->count; i++) {
        if (column->panes[i].pane == PANE_lesson && ui->lesson == NULL) continue;
        if (pane_table[column->panes[i].pane].detail <= ui->detail) result->panes[result->count++] = column->panes[i];
    }
    return result->count > 0;
}

/* Places a column's panes between rows TOP and BOTTOM, which are both borders. */
static void place_column(Layout *layout, const Column *column, int x, int width, int top, int bottom)
{
    int total = 0, sum = 0, y = top;
    for (int i = 0; i < column->count; i++) total += column->panes[i].share;
    for (int i = 0; i < column->count; i++) {
        sum += column->panes[i].share;
        int end = top + (bottom - top) * sum / total;
        add_box(layout, column->panes[i].pane, x, y, width, end - y + 1);
        y = end;
    }
}

/* SHIFT columns go from the second column to the first, as long as both keep some. */
static void place_columns(Layout *layout, const Column *columns, int count, int shift, int width, int top, int bottom)
{
    enum { COLUMN_LEAST = 12 };
    int total = 0, sum = 0, x = 0;
    for (int i = 0; i < count; i++) total += columns[i].share;
    for (int i = 0; i < count; i++) {
        sum += columns[i].share;
        int end = (width - 1) * sum / total;
        if (i == 0 && count > 1) {
            int next = (width - 1) * (sum + columns[1].share) / total, most = next - COLUMN_LEAST;
            end += shift;
            end = end > most ? most : end < COLUMN_LEAST ? COLUMN_LEAST : end;
        }
        place_column(layout, &columns[i], x, end - x + 1, top, bottom);
        x = end;
    }
}

static void place_plan(const Plan *plan, const UiState *ui, Layout *layout)
{
    Column columns[COLUMNS_MOST];
    int count = 0, width = ui->columns;
    if (plan->output_rows == 0) layout->footer = -1; /* the sentence needs the room more */
    int bottom = layout->footer < 0 ? layout->prompt - 1 : layout->footer - 1;
    for (int i = 0; i < plan->count; i++) {
        const Column *column = &plan->columns[i];
        bool is_exchanged = plan->count == 2 && i == 1;
        if (is_exchanged && ui->preset == 1) column = &memory_column;
        if (is_exchanged && ui->preset == 2) column = &x86_column;
        if (plan->count == 3 && i == 2 && ui->preset == 2) column = &x86_alone;
        if (column_filter(column, ui, &columns[count])) count++;
    }
    if (plan->output_rows > 0) {
        int rows = ui->is_over && plan->output_rows < ui->rows / 3 ? ui->rows / 3 : plan->output_rows;
        int top = bottom - rows - 1, split = plan->has_timeline ? (width - 1) * 2 / 3 : width - 1;
        add_box(layout, PANE_output, 0, top, split + 1, bottom - top + 1);
        if (plan->has_timeline) add_box(layout, PANE_timeline, split, top, width - split, bottom - top + 1);
        bottom = top;
    }
    add_box(layout, PANE_next, 0, bottom - plan->next_rows - 1, width, plan->next_rows + 2);
    bottom -= plan->next_rows + 1;
    place_columns(layout, columns, count, ui->shift, width, 1, bottom);
}

/* The smallest screens: no borders, the bytecode around the current instruction, and the top of the
   stack. */
static void place_tiny(const UiState *ui, Layout *layout)
{
    int rows = ui->rows - 2, half = (rows + 1) / 2;
    layout->has_borders = false;
    layout->footer = -1;
    add_box(layout, PANE_bytecode, 0, 1, ui->columns, half);
    add_box(layout, PANE_stack, 0, 1 + half, ui->columns, rows - half);
}

static const Plan *plan_find(const UiState *ui)
{
    for (size_t i = 0; i < ARRAY_LENGTH(plans); i++) {
        if (ui->columns >= plans[i].columns_least && ui->rows >= plans[i].rows_least) return &plans[i];
    }
    return NULL;
}

void layout_make(const UiState *ui, Layout *layout)
{
    *layout = (Layout){.has_borders = true, .footer = ui->rows - 2, .prompt = ui->rows - 1};
    if (ui->columns < LAYOUT_COLUMNS_LEAST || ui->rows < LAYOUT_ROWS_LEAST) {
        layout->too_small = true;
        return;
    }
    const Plan *plan = plan_find(ui);
    if (ui->zoom) {
        int next = plan == NULL || plan->output_rows == 0 ? 0 : plan->next_rows + 1;
        int bottom = layout->footer - 1 - (ui->focus == PANE_next ? 0 : next);
        add_box(layout, ui->focus, 0, 1, ui->columns, bottom);
        if (bottom < layout->footer - 1) add_box(layout, PANE_next, 0, bottom, ui->columns, layout->footer - bottom);
    } else if (plan == NULL) {
        place_tiny(ui, layout);
    } else {
        place_plan(plan, ui, layout);
    }
}

const LayoutBox *layout_box(const Layout *layout, PaneId pane)
{
    for (int i = 0; i < layout->count; i++) {
        if (layout->boxes[i].pane == pane) return &layout->boxes[i];
    }
    return NULL;
}
