/* Where two traces part. */
#ifndef VIV_TRACES_TRACE_DIFF_H
#define VIV_TRACES_TRACE_DIFF_H

#include <stdio.h>

#include "base/base.h"

typedef enum TraceDiff { TRACES_EQUAL, TRACES_DIFFER, TRACES_WRONG } TraceDiff;

/* Compares the records of the traces at LEFT and RIGHT one by one, but for their headers and sources, and prints to FILE the
   first that differ, with a sentence for each and the state before them.  TRACES_WRONG: one line in MESSAGE. */
TraceDiff trace_diff(const char *left, const char *right, FILE *file, char *message, size_t size);

#endif
