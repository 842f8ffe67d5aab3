/* What time travel costs, for `viv trace --travel-bench` and make bench. */
#ifndef VIV_CLI_TRAVEL_BENCH_H
#define VIV_CLI_TRAVEL_BENCH_H

#include "timeline/machine.h"

/* Runs PROGRAM to its end, then goes to TEXT random steps, one step back from each, and back to where a line
   began before; prints the median and the 99th percentile of each, how many processes there were and how much memory they had.  Says so
   when a View differs from that of a machine that went straight there. */
int travel_bench(const MachineOptions *program, const char *text);

#endif
