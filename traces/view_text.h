/* A View as lines of text, to be read by people and compared by tools. */
#ifndef VIV_TRACES_VIEW_TEXT_H
#define VIV_TRACES_VIEW_TEXT_H

#include <stdio.h>

#include "events/view.h"

/* LENGTH: steps in the whole run, 0: not known.  Text of the program is escaped where a terminal would obey it. */
void view_text(const View *view, uint64_t length, FILE *file);

#endif
