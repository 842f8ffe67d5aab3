/* The keys, commands and panes as lines of text, from the same tables as the help on the screen. */
#ifndef VIV_UI_HELP_H
#define VIV_UI_HELP_H

#include <stdio.h>

/* Only what mentions WORD; "": all. */
void help_print(FILE *out, const char *word);

#endif
