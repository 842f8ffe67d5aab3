/* The world as a machine under time travel sees it: what it writes goes into a log, what it
   reads was fed by the stepper, and clocks and random numbers are asked for once and then
   remembered, so that every re-execution meets the same world. */
#ifndef VIV_TIMELINE_LOGGED_WORLD_H
#define VIV_TIMELINE_LOGGED_WORLD_H

#include "base/world.h"
#include "timeline/pilot.h"
#include "timeline/recorder.h"

typedef struct LoggedWorld {
    World world;
    Pilot *pilot;
    int64_t slept; /* nanoseconds that the program believes to have slept */
    Recorder *recorder; /* is told of output and input; or NULL */
} LoggedWorld;

void logged_world_init(LoggedWorld *logged, Pilot *pilot);

#endif
