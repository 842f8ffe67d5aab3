/* A sink that writes Python Tutor's trace: {"code": …, "trace": [steps]}, each step with all that it
   shows: names, frames, heap and output so far.  Its readers want the whole in memory; so runs are
   short. */
#ifndef VIV_TRACES_TUTOR_WRITER_H
#define VIV_TRACES_TUTOR_WRITER_H

#include "events/sink.h"

/* A step for each line, or for each instruction, with the value stack as a frame of its own. */
typedef enum TutorForm { TUTOR_LINES, TUTOR_INSTRUCTIONS } TutorForm;

/* As json_writer_new. */
MUST_USE Sink *tutor_writer_new(const char *path, TutorForm form, char *message, size_t size);

#endif
