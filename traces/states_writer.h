/* A sink that writes one line for each instruction that CPython's own tracer would see, with all that the
   instruction finds, in the form in which `viv verify` compares the two (cli/verify_tracer.c):

       frame <tab> qualname <tab> offset <tab> name <tab> argument <tab> line <tab> value … <tab> | <tab> name=value …

   Values are the stack, bottom first; then the variables of a function, or of a module or class body those that
   changed.  Objects are shown as "<list>", an empty place as "NULL", no argument and no line as "-". */
#ifndef VIV_TRACES_STATES_WRITER_H
#define VIV_TRACES_STATES_WRITER_H

#include "events/sink.h"

/* As json_writer_new. */
MUST_USE Sink *states_writer_new(const char *path, char *message, size_t size);

#endif
