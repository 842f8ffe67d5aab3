/* The user's configuration: $XDG_CONFIG_HOME/viv/config, else ~/.config/viv/config. */
#ifndef VIV_UI_CONFIG_H
#define VIV_UI_CONFIG_H

#include "ui/session.h"

/* Applies TEXT: lines "theme = dark", "glyphs = ascii", "detail = 3", "preset = 2", "x86 = 32", "stack.top = down",
   "bind KEY ACTION" with an action's name from keys.def; "#" begins a comment.  0, or the number
   of the first line that is wrong, which is left out with all that follow. */
int config_apply(Session *session, const char *text);

/* Reads and applies the user's file, if there is one; what is wrong with it becomes the message. */
void config_load(Session *session);

#endif
