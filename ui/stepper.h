/* The stepper: a user walks through a run, on a screen, line by line, or by a script. */
#ifndef VIV_UI_STEPPER_H
#define VIV_UI_STEPPER_H

#include "events/timeline.h"
#include "ui/screen.h"

typedef struct StepperOptions {
    bool plain;         /* the line mode, also where a screen could be had */
    const char *script; /* text of a script, run on a screen in memory; NULL: none */
    int columns, rows;  /* of the screen in memory */
    bool ascii;
    ScreenColour colour;
    int sync_fd;        /* gets a byte after each repaint, for tests; -1: none */
} StepperOptions;

/* Lets the user walk until they leave; the timeline stays open.  The exit status: 0, 1 when the output
   failed, 2 when the script is wrong. */
int stepper_run(Timeline *timeline, const StepperOptions *options);

#endif
