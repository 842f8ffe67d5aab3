/* Sinks that write the calls of a run for profile viewers: speedscope's own format, and Chrome's
   trace events.  Time is n, the number of steps. */
#ifndef VIV_TRACES_PROFILE_WRITER_H
#define VIV_TRACES_PROFILE_WRITER_H

#include "events/sink.h"

typedef enum ProfileForm { PROFILE_SPEEDSCOPE, PROFILE_CHROME } ProfileForm;

/* As json_writer_new. */
MUST_USE Sink *profile_writer_new(const char *path, ProfileForm form, char *message, size_t size);

#endif
