/* A sink that writes one line for each instruction that CPython's own tracer would see, in the
   form of tests/oracle/ops.py, so that the two can be compared as text:

       offset <tab> name <tab> argument <tab> line <tab> value <tab> value …

   "-" stands for no argument and no line, "NULL" for an empty slot, "<list>" for an object. */
#ifndef VIV_TRACES_OPS_WRITER_H
#define VIV_TRACES_OPS_WRITER_H

#include <stdio.h>

#include "events/sink.h"

/* Writes to FILE, which stays the caller's.  NULL: no memory.  Frees itself when closed. */
MUST_USE Sink *ops_writer_new(FILE *file);

#endif
