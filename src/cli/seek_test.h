/* Time travel put to the test, for `viv trace --seek-test` and `--beside`: a View does not depend on
   how one came to its step, nor on whether the machine or a trace tells it. */
#ifndef VIV_CLI_SEEK_TEST_H
#define VIV_CLI_SEEK_TEST_H

#include "timeline/machine.h"

/* Walks through the trace at PATH and beside it through PROGRAM, of which it is, and compares what their
   Views say, as far as a trace holds it. */
int seek_test_trace(const MachineOptions *program, const char *path);

/* Prints the digests of the Views at TEXT steps chosen at random, visited in random order after
   having been everywhere; then visits each again in ascending order with a new machine and
   compares.  Says on stderr how long a step back takes. */
int seek_test_run(const MachineOptions *program, const char *text);

#endif
