/* Which pane goes where: from the size of the screen, the level of detail and the preset. */
#ifndef VIV_UI_LAYOUT_H
#define VIV_UI_LAYOUT_H

#include "ui/state.h"

/* A pane's place; with borders, the rectangle includes them and shares them with its neighbours. */
typedef struct LayoutBox {
    PaneId pane;
    int x, y, width, height;
} LayoutBox;

typedef struct Layout {
    LayoutBox boxes[PANE_COUNT];
    int count;
    bool has_borders;
    bool too_small; /* nothing fits: say so */
    int footer;     /* row of the keys; -1: none */
    int prompt;     /* row of messages and commands: always the last */
} Layout;

enum { LAYOUT_COLUMNS_LEAST = 20, LAYOUT_ROWS_LEAST = 6 };

void layout_make(const UiState *ui, Layout *layout);

/* The box of a pane; NULL when it is not on the screen. */
const LayoutBox *layout_box(const Layout *layout, PaneId pane);

#endif
