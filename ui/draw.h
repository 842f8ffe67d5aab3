/* From a View, what was shown before, and the user's state, to a grid: the whole screen, and
   nothing else is read. */
#ifndef VIV_UI_DRAW_H
#define VIV_UI_DRAW_H

#include "ui/grid.h"
#include "ui/pane.h"

/* Draws everything into GRID, which has the size that UI names.  VIEW may be NULL: then the message is
   all there is. */
void draw_screen(const View *view, const Recall *before, const UiState *ui, Grid *grid);

/* The rows of a pane as it would be drawn WIDTH columns wide. */
void draw_rows(const View *view, const Recall *before, const UiState *ui, PaneId pane, int width, int height, Rows *rows);

/* The first row in sight of LENGTH, where HEIGHT fit: so that the anchor is, about in the middle. */
size_t draw_first_row(size_t anchor, size_t length, int height);

/* Draws the help, the list of breakpoints, and the card of an instruction, over everything else. */
void draw_help(const UiState *ui, Grid *grid);
void draw_list(const UiState *ui, Grid *grid);
void draw_card(const View *view, const UiState *ui, Grid *grid);

/* The first row of the help from the present top on (DIRECTION 1, or -1) that contains what is searched for; -1. */
int draw_help_search(const UiState *ui, int direction);

/* The same as rows, for who does not draw. */
void draw_list_rows(const UiState *ui, Rows *rows);
void draw_card_rows(const View *view, const UiState *ui, Rows *rows);

/* How many rows the help has more than fit. */
int draw_help_most(const UiState *ui);

#endif
