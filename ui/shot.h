/* The screen as a file: plain text, text with ANSI colours, SVG, HTML. */
#ifndef VIV_UI_SHOT_H
#define VIV_UI_SHOT_H

#include "ui/grid.h"

/* Writes GRID to PATH ("-": standard output), in the form that its ending names (.ansi, .svg, .html, else plain text).
   0, or -1 with errno set. */
MUST_USE int shot_write(const Grid *grid, Theme theme, const char *path);

/* Adds the picture to BUF; ENDING is "txt", "ansi", "svg" or "html". */
void shot_add(const Grid *grid, Theme theme, const char *ending, Buf *buf);

#endif
