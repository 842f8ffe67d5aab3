/* The run of a live timeline as a trace: it is executed once more, apart, under the recorder, in the world as the
   logs remember it. */
#ifndef VIV_TIMELINE_MACHINE_SAVE_H
#define VIV_TIMELINE_MACHINE_SAVE_H

#include "timeline/herd.h"
#include "timeline/machine.h"

/* Writes the trace of HERD's machine up to where it has been to PATH, whole or not at all. */
TimelineStatus machine_save(Herd *herd, const MachineProgram *program, const MachineOptions *options, const char *path);

#endif
