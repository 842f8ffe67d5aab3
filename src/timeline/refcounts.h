/* The reference counts of objects as they were told last. */
#ifndef VIV_TIMELINE_REFCOUNTS_H
#define VIV_TIMELINE_REFCOUNTS_H

#include "memory/object.h"

typedef struct Refcount {
    uint32_t number; /* of the object; 0: a free slot */
    int64_t count;
} Refcount;

typedef struct Refcounts {
    Refcount *slots; /* owned; open addressing; objects that died stay: numbers are not given twice */
    size_t used, capacity;
} Refcounts;

/* Is OBJECT's count another than it was when this was asked last?  *OLD is what it was: 0 for a new object. */
bool refcounts_changed(Refcounts *counts, Ref object, uint64_t *old);
void refcounts_fini(Refcounts *counts);

#endif
