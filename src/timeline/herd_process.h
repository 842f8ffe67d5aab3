/* The herd's single processes: copied, sent on their way, waited for, measured, ended. */
#ifndef VIV_TIMELINE_HERD_PROCESS_H
#define VIV_TIMELINE_HERD_PROCESS_H

#include "timeline/herd.h"

/* TIMELINE_FAILED: WHAT went wrong, as errno says. */
TimelineStatus process_failed(Herd *herd, const char *what);

/* A copy of PARENT, parked where it is parked. */
TimelineStatus process_copy(Herd *herd, HerdProcess *parent, HerdProcess *copy);
/* Sends PROCESS to where ASK says and waits until it parks; it does not survive an interrupt. */
TimelineStatus process_run(Herd *herd, HerdProcess *process, const Message *ask, Message *answer);
/* Waits until PROCESS parks; what it asks of the world meanwhile is done here, where files stay open
   whatever becomes of it. */
TimelineStatus process_wait(Herd *herd, HerdProcess *process, Message *answer);
/* Waits until PROCESS has come to its own end, likewise. */
TimelineStatus process_finish(Herd *herd, HerdProcess *process);
/* What became of a process that no longer answers. */
TimelineStatus process_lost(Herd *herd, HerdProcess *process);
/* Ends PROCESS, if there is one.  Its memory takes long to give back: nobody waits for that here. */
void process_end(Herd *herd, HerdProcess *process);
/* Waits until all that were ended are gone. */
void process_await_ends(Herd *herd);
/* Its share of memory in bytes: what several processes share is divided among them. */
uint64_t process_memory(const HerdProcess *process);

static inline Place place_of(const HerdProcess *process)
{
    return (Place){process->n, process->age};
}

/* What is known of the checkpoints and the run. */
const Spacing *spacing_of(Herd *herd);

int64_t milliseconds_now(void);

#endif
