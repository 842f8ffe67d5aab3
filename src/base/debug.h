/* The hostile modes of VIV_DEBUG, read once at the start: comma-separated words, some
   with a number, as in VIV_DEBUG=gc-stress=10,heap-check,poison,fail-alloc=17. */
#ifndef VIV_BASE_DEBUG_H
#define VIV_BASE_DEBUG_H

#include "base/base.h"

typedef struct DebugFlags {
    uint32_t gc_stress;  /* gc-stress=N: collect the youngest generation at every allocation of a container, all at every Nth (no N: 1); 0: when due */
    bool heap_check;     /* recount all references at every collection and at exit */
    bool poison;         /* fill freed memory with 0xDD and new memory with 0xCD */
    uint64_t fail_alloc; /* the allocation, counted from 1, that fails; 0: none */
    bool fail_from;      /* fail-alloc=N+: all from that one on fail */
} DebugFlags;

/* Parses TEXT (NULL: no flags).  0, or -1 with one line for the user in MESSAGE. */
MUST_USE int debug_parse(const char *text, DebugFlags *flags, char *message, size_t size);

#endif
