/* The line mode: the same session without a screen, for terminals that cannot address their cursor,
   for pipes, and for those who have the screen read to them. */
#ifndef VIV_UI_PLAIN_H
#define VIV_UI_PLAIN_H

#include <stdio.h>

#include "ui/session.h"

/* Reads commands from IN and answers on OUT until the end of IN or "quit".  0, or -1 when OUT failed. */
MUST_USE int plain_run(Session *session, FILE *in, FILE *out);

#endif
