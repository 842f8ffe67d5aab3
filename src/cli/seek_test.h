/* Time travel put to the test, for `viv trace --view` and `--seek-test`: a View does not depend on
   how one came to its step. */
#ifndef VIV_CLI_SEEK_TEST_H
#define VIV_CLI_SEEK_TEST_H

#include "timeline/machine.h"

/* Goes straight to the step that TEXT names and prints it and the digest of the View there. */
int seek_test_view(const MachineOptions *program, const char *text);

/* Prints the digests of the Views at TEXT steps chosen at random, visited in random order after
   having been everywhere; then visits each again in ascending order with a new machine and
   compares.  Says on stderr how long a step back takes. */
int seek_test_run(const MachineOptions *program, const char *text);

#endif
