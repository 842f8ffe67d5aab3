/* Sessions without a terminal: keys and commands from a text. */
#ifndef VIV_UI_SCRIPT_H
#define VIV_UI_SCRIPT_H

#include "ui/session.h"

/* Runs TEXT: lines that begin with ":" are commands, "#" comments; all others are keys,
   by name (Right, Ctrl-L, F5) or run together (nn10i).  "size 120x40" at the start of a line gives the
   screen another size.  Returns the number of the line that was wrong, or 0. */
int script_run(Session *session, const char *text);

/* Presses one line of keys; false, with a message, when it is wrong. */
MUST_USE bool script_line(Session *session, const char *line);

/* "120x40"; false when it is no size. */
bool script_size(const char *text, int *columns, int *rows);

#endif
