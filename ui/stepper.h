/* The stepper: a user walks through a run, on a screen, line by line, or by a script. */
#ifndef VIV_UI_STEPPER_H
#define VIV_UI_STEPPER_H

#include <stdio.h>

#include "events/timeline.h"
#include "events/tree.h"
#include "ui/screen.h"

typedef struct StepperOptions {
    bool plain;         /* the line mode, also where a screen could be had */
    const char *script; /* path of a script, run on a screen in memory; NULL: none */
    const char *shot;   /* one picture for this file, "-" for standard output; NULL: none */
    const char *at;     /* where to begin: a step, "50%", or a place as :next has them; NULL: the start */
    const char *keys;   /* pressed then, as in a script; NULL: none */
    const char *theme;  /* NULL: what the terminal and the configuration say */
    TreeFn tree;        /* makes syntax trees; NULL: there are none */
    const char *program; /* its path, where a lesson may lie beside it; NULL: it has none */
    int columns, rows;  /* of the screen in memory */
    bool ascii;
    ScreenColour colour;
    int sync_fd;        /* gets a byte after each repaint, for tests; -1: none */
} StepperOptions;

/* What is so when the command line says nothing. */
StepperOptions stepper_defaults(void);

/* Takes argv[*at] (and what belongs to it, moving *at) when it is an option of the stepper's: 1; 0 when it
   is not; -1 when it is wrong, with one line in MESSAGE. */
MUST_USE int stepper_option(StepperOptions *options, int argc, char **argv, int *at, char *message, size_t size);

/* Prints the options, the keys and the commands. */
void stepper_help(FILE *out);

/* Lets the user walk until they leave; the timeline stays open.  The exit status: 0, 1 when the output
   failed, 2 when the script or the place is wrong, or cannot be read. */
int stepper_run(Timeline *timeline, const StepperOptions *options);

#endif
