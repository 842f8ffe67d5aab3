/* The progress bar, in the status line and in the timeline pane. */
#ifndef VIV_UI_BAR_H
#define VIV_UI_BAR_H

#include "ui/pane.h"

/* Adds "[####=>---v--G--]" of WIDTH columns to the last row. */
void bar_add(const Scene *scene, Rows *rows, int width);

#endif
