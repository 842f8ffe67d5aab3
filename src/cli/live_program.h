/* How the command line runs a program for those who watch it: the one place that knows all
   layers and the order in which a program begins and ends. */
#ifndef VIV_CLI_LIVE_PROGRAM_H
#define VIV_CLI_LIVE_PROGRAM_H

#include "timeline/machine.h"

enum { TRACE_EVENTS_MOST = 1000000 }; /* of a trace, unless one asks for more */

extern const MachineProgram live_program;

/* Fills in what VIV_DEBUG asks for: 0, or the status of a usage error of COMMAND. */
int live_program_debug(const char *command, MachineOptions *options);

#endif
