/* The screen as a grid of cells in memory.  Whatever is drawn is drawn here first: to be shown
   by curses, compared in a test, or written to a file. */
#ifndef VIV_UI_GRID_H
#define VIV_UI_GRID_H

#include "base/buf.h"
#include "ui/theme.h"
#include "ui/visible.h"

typedef struct Style {
    Role role;
    int attributes; /* STYLE_…, added to the role's own */
} Style;

typedef struct Cell {
    char text[VISIBLE_BYTES]; /* one character with its marks; "" is the right half of a wide one */
    uint8_t width;            /* 1, 2, or 0 for the right half */
    uint8_t arms;             /* lines that meet here: GRID_UP and so on; text is then unused */
    Style style;
} Cell;

enum { GRID_UP = 1, GRID_DOWN = 2, GRID_LEFT = 4, GRID_RIGHT = 8 };

typedef struct Grid {
    Cell *cells; /* owned; row by row */
    int columns, rows;
    bool ascii;             /* draw nothing but ASCII */
    int cursor_x, cursor_y; /* where the hardware cursor rests */
} Grid;

/* 0, or -1 without memory.  COLUMNS and ROWS are at least 1. */
MUST_USE int grid_init(Grid *grid, int columns, int rows, bool ascii);
void grid_fini(Grid *grid);

Cell *grid_cell(Grid *grid, int x, int y); /* NULL outside */

/* Draws LENGTH bytes of TEXT from column X, before column END; returns the column behind it.  What does
   not fit is cut, never split in the middle of a wide character. */
int grid_put(Grid *grid, int x, int y, int end, Style style, const char *text, size_t length);
int grid_put_text(Grid *grid, int x, int y, int end, Style style, const char *text);

/* The border of a rectangle that includes it; borders that touch are joined. */
void grid_box(Grid *grid, int x, int y, int width, int height);

/* Gives every cell of a part of a row the attributes too. */
void grid_emphasise(Grid *grid, int x, int y, int end, int attributes);

/* The glyph of a cell: its text, or the lines that meet in it. */
const char *grid_glyph(const Grid *grid, const Cell *cell);

/* Adds the rows as lines, without trailing blanks. */
void grid_write(const Grid *grid, Buf *buf);

#endif
