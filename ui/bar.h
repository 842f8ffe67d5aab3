/* The progress bar, in the status line and in the timeline pane. */
#ifndef VIV_UI_BAR_H
#define VIV_UI_BAR_H

#include "ui/pane.h"

/* Adds "[####=>---v--G--]" of WIDTH columns to the last row. */
void bar_add(const Scene *scene, Rows *rows, int width);

/* How deep the frames lay in each of COLUMNS parts of a run of LENGTH steps, whose View has a survey; 0: nobody has
   been there.  The result is the greatest of them. */
int bar_depths(const View *view, uint64_t length, int columns, uint8_t *depths);

#endif
