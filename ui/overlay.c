/* What lies over the screen until a key is pressed: the list of keys, made from keys.def, and the
   card of an instruction, made from opcode.def. */
#include <stdio.h>
#include <string.h>

#include "code/opcode.h"
#include "ui/draw.h"
#include "ui/keys.h"
#include "ui/prompt.h"

static void clear_box(Grid *grid, int x, int y, int width, int height)
{
    static const Style plain = {ROLE_normal, 0};
    for (int row = y; row < y + height; row++) {
        for (int column = x; column < x + width; column++) {
            if (grid_cell(grid, column, row) != NULL) grid_put_text(grid, column, row, column + 1, plain, " ");
        }
    }
    grid_box(grid, x, y, width, height);
}

static void draw_overlay(const Rows *rows, size_t first, const char *title, const UiState *ui, Grid *grid)
{
    int wanted = 0;
    for (size_t i = 0; i < rows->rows.length; i++) {
        if (rows->rows.items[i].width > wanted) wanted = rows->rows.items[i].width;
    }
    int width = wanted + 4 < ui->columns ? wanted + 4 : ui->columns;
    int height = (int)rows->rows.length + 2 < ui->rows - 1 ? (int)rows->rows.length + 2 : ui->rows - 1;
    int x = (ui->columns - width) / 2, y = (ui->rows - 1 - height) / 2;
    clear_box(grid, x, y, width, height);
    grid_put_text(grid, x + 2, y, x + width - 1, (Style){ROLE_title, STYLE_BOLD}, title);
    for (int i = 0; i < height - 2 && first + (size_t)i < rows->rows.length; i++) {
        rows_draw(rows, first + (size_t)i, grid, x + 2, y + 1 + i, x + width - 2, 0);
    }
    grid->cursor_x = x + 1;
    grid->cursor_y = y + 1;
}

/* --- Help */

/* NAMES, and from column COLUMN on what they do, in as many rows as it takes. */
static void add_help(Rows *rows, const char *names, const char *help, int column, int width)
{
    rows_begin(rows, (Subject){0});
    rows_add(rows, ROLE_accent, names);
    if ((int)strlen(names) >= column && column < 15) rows_begin(rows, (Subject){0}); /* narrow: below them */
    rows_pad(rows, column);
    int room = width - column > 10 ? width - column : 10;
    while ((int)strlen(help) > room) { /* the tables are ASCII */
        int length = room;
        while (length > 0 && help[length] != ' ') length--;
        if (length == 0) length = room;
        rows_add_styled(rows, (Style){ROLE_normal, 0}, help, (size_t)length);
        help += length;
        help += *help == ' ';
        rows_begin(rows, (Subject){0});
        rows_pad(rows, column);
    }
    rows_add(rows, ROLE_normal, help);
}

static void help_rows(const UiState *ui, Rows *rows)
{
    char names[60];
    int width = ui->columns - 4;
    rows->ascii = ui->ascii;
    for (size_t i = 0; i < key_help_length; i++) {
        const KeyLine *line = &key_help[i];
        if (line->action == NULL) {
            rows_line(rows, ROLE_title, "%s", line->help);
            continue;
        }
        snprintf(names, sizeof names, "  %s", line->keys);
        add_help(rows, names, line->help, width < 50 ? 8 : 19, width);
    }
    rows_line(rows, ROLE_title, "Commands, after a colon");
    for (size_t i = 0; i < prompt_table_length; i++) {
        snprintf(names, sizeof names, "  %s %s", prompt_table[i].name, prompt_table[i].synopsis);
        add_help(rows, names, prompt_table[i].help, width < 50 ? 8 : 19, width);
    }
    rows_line(rows, ROLE_title, "Marks on the screen");
    add_help(rows, "  =>", "the current instruction; > the frame in focus", 8, width);
    add_help(rows, "  + *", "new, changed since the last screen", 8, width);
    add_help(rows, "  -", "popped by the next instruction", 8, width);
    add_help(rows, "  B !", "a breakpoint, an exception", 8, width);
    add_help(rows, "  W", "a watched expression", 8, width);
    add_help(rows, "  #12", "an object of the program; ~12 one that is older than it; rc its refcount", 8, width);
    add_help(rows, "  x12", "an instruction executed so often", 8, width);
}

int draw_help_most(const UiState *ui)
{
    Rows rows = {0};
    help_rows(ui, &rows);
    int most = (int)rows.rows.length - (ui->rows - 3);
    rows_fini(&rows);
    return most > 0 ? most : 0;
}

int draw_help_search(const UiState *ui, int direction)
{
    Rows rows = {0};
    help_rows(ui, &rows);
    int length = (int)rows.rows.length, row = ui->help_top, most = length - (ui->rows - 3), found = -1;
    for (int i = 1; i <= length && found < 0; i++) {
        int at = ((row + i * direction) % length + length) % length;
        if (rows_contain(&rows, (size_t)at, ui->search)) found = at;
    }
    rows_fini(&rows);
    return found > most && most >= 0 ? most : found;
}

void draw_help(const UiState *ui, Grid *grid)
{
    Rows rows = {0};
    help_rows(ui, &rows);
    draw_overlay(&rows, (size_t)ui->help_top, " Help: j k scroll, / searches, Esc closes ", ui, grid);
    rows_fini(&rows);
}

/* --- Breakpoints and watches */

void draw_list_rows(const UiState *ui, Rows *rows)
{
    Buf buf = BUF_INIT;
    rows_line(rows, ROLE_title, "Breakpoints (b or :break again removes one)");
    for (size_t i = 0; i < ui->stops.stops.length; i++) {
        buf_clear(&buf);
        stop_write(&ui->stops.stops.items[i], &buf);
        rows_line(rows, ROLE_normal, "  %s", buf_text(&buf));
    }
    rows_line(rows, ROLE_title, "Watches (:unwatch removes one)");
    for (int i = 0; i < ui->watch_count; i++) {
        const UiWatch *watch = &ui->watches[i];
        rows_line(rows, ROLE_normal, "  %d %s  in %s", i + 1, watch->text, watch->function == NULL ? "any frame" : watch->function);
    }
    buf_fini(&buf);
}

void draw_list(const UiState *ui, Grid *grid)
{
    Rows rows = {.ascii = ui->ascii};
    draw_list_rows(ui, &rows);
    draw_overlay(&rows, 0, " Where runs stop: Esc closes ", ui, grid);
    rows_fini(&rows);
}

/* --- The card of an instruction */

static void card_rows(const ViewFrame *frame, const ViewInstr *instr, const char *x86, Rows *rows)
{
    const OpcodeInfo *info = &opcode_table[instr->opcode];
    int arg = instr->arg < 0 ? 0 : (int)instr->arg;
    rows_line(rows, ROLE_accent, "%s  number %d, argument %d %s", instr->name, instr->opcode, arg, instr->words);
    rows_line(rows, ROLE_normal, "%s", info->meaning);
    rows_line(rows, ROLE_normal, "pops %d, pushes %d", opcode_pops(instr->opcode, arg), opcode_pushes(instr->opcode, arg, false));
    if (instr->target >= 0) rows_line(rows, ROLE_normal, "may jump to %d", (int)instr->target);
    rows_line(rows, ROLE_normal, "bytes %d to %d of the code, %d of them inline cache", (int)instr->offset, (int)instr->next - 1,
              info->caches * 2);
    if (x86 != NULL && x86[0] != '\0') rows_line(rows, ROLE_dim, "a processor: %s", x86);
    if (frame->line >= 0) rows_line(rows, ROLE_dim, "from line %d", (int)frame->line);
}

void draw_card_rows(const View *view, const UiState *ui, Rows *rows)
{
    const ViewFrame *frame = view_focus(view);
    const ViewInstr *instr = frame == NULL ? NULL : view_instr(view_code(view, frame->code), frame->lasti);
    if (instr == NULL) rows_line(rows, ROLE_dim, "no instruction here");
    Arena *arena = instr == NULL ? NULL : arena_new();
    const X86Stack *stack = arena == NULL || view->focus != 0 ? NULL : x86_stack(view, ui->x86, arena);
    if (instr != NULL) card_rows(frame, instr, stack == NULL ? NULL : stack->instruction, rows);
    arena_free(arena);
}

void draw_card(const View *view, const UiState *ui, Grid *grid)
{
    Rows rows = {.ascii = ui->ascii};
    draw_card_rows(view, ui, &rows);
    draw_overlay(&rows, 0, " Instruction: Esc closes ", ui, grid);
    rows_fini(&rows);
}
