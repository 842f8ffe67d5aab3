/* The options --max-steps, --max-time, --max-memory, --max-output and --max-depth, and the end of a run
   that is over one of them. */
#ifndef VIV_CLI_LIMIT_OPTIONS_H
#define VIV_CLI_LIMIT_OPTIONS_H

#include "memory/rt.h"

/* Takes argv[*at] when it is such an option of COMMAND, moving *at to its last word: 1; 0 when it is
   another; -1 after a usage error. */
MUST_USE int limit_option(const char *command, Limits *limits, int argc, char **argv, int *at);

/* Lets the clock of --max-time run, if there is one: RT finds INTERRUPT_TIME when it is over. */
void limit_start_clock(Rt *rt);

/* Writes out what the program printed, and why it ends. */
void limit_report(Rt *rt, LimitKind kind);

/* limit_report as a LimitFn, and the end of the process. */
NO_RETURN void limit_exit(Rt *rt, void *context, LimitKind kind);

/* The option's name without its dashes, as a trace's limit record has it. */
const char *limit_name(LimitKind kind);

#endif
