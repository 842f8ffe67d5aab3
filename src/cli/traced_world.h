/* The real world, with an ear to what the program writes and reads: for a trace. */
#ifndef VIV_CLI_TRACED_WORLD_H
#define VIV_CLI_TRACED_WORLD_H

#include <sys/types.h>

#include "base/world.h"
#include "timeline/recorder.h"

typedef struct TracedWorld {
    World world, real;
    Recorder *recorder; /* NULL: nobody listens */
    pid_t process;      /* that is traced */
    bool shows_output;  /* standard output goes to its place, and not only into the trace */
} TracedWorld;

void traced_world_init(TracedWorld *traced, bool shows_output);

#endif
