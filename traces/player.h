/* A trace file as a Timeline: the same walk to and fro as over the live machine, over what the
   trace has.  Positions are the steps that it tells of; a seek between two of them goes to the
   nearer in its direction.  What a trace does not hold (builtins, addresses, and refcounts unless
   it was written with them) is missing from the Views. */
#ifndef VIV_TRACES_PLAYER_H
#define VIV_TRACES_PLAYER_H

#include "events/timeline.h"

/* Opens the trace at PATH, which is at its first step then; NULL with one line in MESSAGE, with the
   number of the line that is wrong. */
MUST_USE Timeline *player_open(const char *path, char *message, size_t size);

/* Walks through the whole trace forwards and then backwards, and compares the digests of the Views
   at each step.  Any number of records.  0, or -1 with one line in MESSAGE, which tells of success too. */
MUST_USE int player_check(const char *path, char *message, size_t size);

#endif
