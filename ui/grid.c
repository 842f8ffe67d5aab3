/* Every cell of a row belongs to exactly one character: a wide one has its right half behind
   it, and overwriting one half blanks the other. */
#include "ui/grid.h"

#include <stdlib.h>
#include <string.h>

static void cell_blank(Cell *cell)
{
    *cell = (Cell){.text = " ", .width = 1};
}

int grid_init(Grid *grid, int columns, int rows, bool ascii)
{
    *grid = (Grid){.columns = columns, .rows = rows, .ascii = ascii};
    grid->cells = calloc((size_t)columns * (size_t)rows, sizeof *grid->cells);
    if (grid->cells == NULL) return -1;
    for (int i = 0; i < columns * rows; i++) cell_blank(&grid->cells[i]);
    return 0;
}

void grid_fini(Grid *grid)
{
    free(grid->cells);
    *grid = (Grid){0};
}

Cell *grid_cell(Grid *grid, int x, int y)
{
    if (x < 0 || y < 0 || x >= grid->columns || y >= grid->rows) return NULL;
    return &grid->cells[(size_t)y * (size_t)grid->columns + (size_t)x];
}

/* Frees the cell for a new character: what it was a half of becomes blank. */
static Cell *cell_claim(Grid *grid, int x, int y)
{
    Cell *cell = grid_cell(grid, x, y);
    if (cell == NULL) return NULL;
    if (cell->width == 0 && x > 0) cell_blank(cell - 1);
    if (cell->width == 2 && x + 1 < grid->columns) cell_blank(cell + 1);
    cell_blank(cell);
    return cell;
}

static int put_piece(Grid *grid, int x, int y, Style style, const Visible *piece)
{
    int cells = piece->is_escape ? piece->length : 1;
    for (int i = 0; i < cells; i++) {
        Cell *cell = cell_claim(grid, x + i, y);
        if (cell == NULL) return x + piece->width;
        if (piece->is_escape) {
            cell->text[0] = piece->bytes[i];
        } else {
            memcpy(cell->text, piece->bytes, VISIBLE_BYTES);
            cell->width = piece->width;
        }
        cell->style = style;
    }
    Cell *right = piece->width == 2 && !piece->is_escape ? cell_claim(grid, x + 1, y) : NULL;
    if (right != NULL) *right = (Cell){.style = style};
    return x + piece->width;
}

int grid_put(Grid *grid, int x, int y, int end, Style style, const char *text, size_t length)
{
    Visible piece;
    if (end > grid->columns) end = grid->columns;
    for (size_t i = 0; i < length;) {
        i += visible_next(text + i, length - i, grid->ascii, &piece);
        if (x + piece.width > end) break;
        x = put_piece(grid, x, y, style, &piece);
    }
    return x;
}

int grid_put_text(Grid *grid, int x, int y, int end, Style style, const char *text)
{
    return grid_put(grid, x, y, end, style, text, strlen(text));
}

static void add_arms(Grid *grid, int x, int y, int arms)
{
    Cell *cell = grid_cell(grid, x, y);
    if (cell == NULL) return;
    int before = cell->arms;
    cell_blank(cell_claim(grid, x, y));
    cell->arms = (uint8_t)(before | arms);
    cell->style.role = ROLE_border;
}

void grid_box(Grid *grid, int x, int y, int width, int height)
{
    int right = x + width - 1, bottom = y + height - 1;
    for (int i = x; i <= right; i++) {
        int arms = (i > x ? GRID_LEFT : 0) | (i < right ? GRID_RIGHT : 0);
        add_arms(grid, i, y, arms);
        add_arms(grid, i, bottom, arms);
    }
    for (int i = y; i <= bottom; i++) {
        int arms = (i > y ? GRID_UP : 0) | (i < bottom ? GRID_DOWN : 0);
        add_arms(grid, x, i, arms);
        add_arms(grid, right, i, arms);
    }
}

void grid_emphasise(Grid *grid, int x, int y, int end, int attributes)
{
    for (; x < end; x++) {
        Cell *cell = grid_cell(grid, x, y);
        if (cell != NULL) cell->style.attributes |= attributes;
    }
}

const char *grid_glyph(const Grid *grid, const Cell *cell)
{
    /* Indexed by the sum of the arms: up 1, down 2, left 4, right 8. */
    static const char *const lines[16] = {" ", "│", "│", "│", "─", "┘", "┐", "┤", "─", "└", "┌", "├", "─", "┴", "┬", "┼"};
    static const char *const ascii[16] = {" ", "|", "|", "|", "-", "+", "+", "+", "-", "+", "+", "+", "-", "+", "+", "+"};
    if (cell->arms == 0) return cell->text;
    return grid->ascii ? ascii[cell->arms] : lines[cell->arms];
}

void grid_write(const Grid *grid, Buf *buf)
{
    for (int y = 0; y < grid->rows; y++) {
        const Cell *row = &grid->cells[(size_t)y * (size_t)grid->columns];
        int end = grid->columns;
        while (end > 0 && row[end - 1].arms == 0 && strcmp(row[end - 1].text, " ") == 0) end--;
        for (int x = 0; x < end; x++) buf_add_text(buf, grid_glyph(grid, &row[x]));
        buf_add_char(buf, '\n');
    }
}
