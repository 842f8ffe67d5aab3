/* A live program as a Timeline: the machine runs in processes of its own, one for the present
   and one for each checkpoint, and the stepper asks them for Views. */
#ifndef VIV_TIMELINE_MACHINE_H
#define VIV_TIMELINE_MACHINE_H

#include "events/timeline.h"
#include "memory/rtinit.h"
#include "timeline/recorder.h"

typedef struct MachineOptions {
    const char *path; /* of the program, as it was named; NULL: `text` is the program, as -c gives it */
    const char *text;
    int argc;         /* sys.argv */
    char **argv;
    Limits limits;
    LimitFn limit_reached; /* set by whoever runs the program */
    void *limit_context;
    DebugFlags debug;
} MachineOptions;

/* How a program is run: what the timeline must be told by the layer that knows all others. */
typedef struct MachineProgram {
    /* A runtime that is ready for the program, or NULL. */
    Rt *(*open)(const MachineOptions *options, World *world);
    /* Runs the program to its end, its last output included, and calls READY right before its first
       instruction: FIRST_OBJECT is the number of the first object that was made for it, when it was
       compiled.  The result is the exit status; *reason is why it ended (events/event.def). */
    int (*run)(Rt *rt, const MachineOptions *options, void (*ready)(void *context, uint32_t first_object),
               void *context, const char **reason);
    /* A recorder that writes the program's trace to PATH; NULL with one line in MESSAGE.  Its process keeps it to
       the end.  STOP, which does not return, is called when the trace is as long as traces may become. */
    Recorder *(*record)(const MachineOptions *options, const char *path, void (*stop)(void *context), void *context,
                        char *message, size_t size);
} MachineProgram;

/* The machine, standing before step 0; it keeps its own copy of the two tables.  NULL with one line in
   MESSAGE when no process can be had. */
MUST_USE Timeline *machine_timeline_open(const MachineProgram *program, const MachineOptions *options,
                                         char *message, size_t size);

/* TIMELINE, which stands where it was opened, will meet the world that OTHER, of the same program, has met: input,
   clocks, chance, replies.  Nothing is asked of the world twice. */
void machine_remember(Timeline *timeline, const Timeline *other);

/* Nanoseconds of processor time that the machine's runs have taken so far, in all its processes. */
uint64_t machine_busy(const Timeline *timeline);
/* How many checkpoints it has. */
size_t machine_checkpoints(const Timeline *timeline);
/* How much memory all its processes have together, in bytes: what some share is counted once. */
uint64_t machine_memory(const Timeline *timeline);

#endif
