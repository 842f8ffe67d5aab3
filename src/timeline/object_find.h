/* Walking everything that is alive, on demand: nothing is kept for it. */
#ifndef VIV_TIMELINE_OBJECT_FIND_H
#define VIV_TIMELINE_OBJECT_FIND_H

#include "memory/rt.h"

/* Called with each container; a result other than 0 ends the walk. */
typedef int (*ContainerFn)(Ref container, void *context);

/* Visits every container in the collector's lists, and those that a container holds without
   being in a list.  The result is that of the call that ended the walk, or 0. */
int containers_walk(const Rt *rt, ContainerFn visit, void *context);

/* The living object whose Obj.number is NUMBER, found through frames and containers; NULL. */
Ref object_find(const Rt *rt, uint32_t number);

#endif
