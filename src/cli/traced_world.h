/* The real world, with an ear to what the program writes and reads: for a trace. */
#ifndef VIV_CLI_TRACED_WORLD_H
#define VIV_CLI_TRACED_WORLD_H

#include <sys/types.h>

#include "base/buf.h"
#include "base/world.h"
#include "timeline/recorder.h"

typedef struct TracedWorld {
    World world, real;
    Recorder *recorder; /* NULL: nobody listens */
    Buf early;          /* what standard error got before the first instruction: warnings of the compiler */
    bool has_begun;     /* the recorder was told of that */
    pid_t process;      /* that is traced */
    bool shows_output;  /* standard output goes to its place, and not only into the trace */
} TracedWorld;

void traced_world_init(TracedWorld *traced, bool shows_output);
/* RECORDER, which has begun, listens from now on. */
void traced_world_begin(TracedWorld *traced, Recorder *recorder);

#endif
