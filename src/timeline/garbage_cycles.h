/* The cycles in a list of garbage, as text: what keeps each object alive though nobody outside
   holds it. */
#ifndef VIV_TIMELINE_GARBAGE_CYCLES_H
#define VIV_TIMELINE_GARBAGE_CYCLES_H

#include "base/vec.h"
#include "memory/gc.h"
#include "timeline/ids.h"

/* One object of a drawn cycle, and the reference by which it keeps the next one alive (the last
   one: the first). */
typedef struct CycleLink {
    uint32_t id;
    uint32_t refcount;
    char *shown; /* "<Node #12>" */
    char *type;
    char *label; /* ".next" */
} CycleLink;

typedef VEC(CycleLink) CycleLinks;

/* Cycles that look alike, object by object and label by label, are one shape. */
typedef struct CycleShape {
    char *text;       /* "Node .next -> Node .next ->" */
    size_t count;     /* cycles of that shape */
    size_t objects;   /* in the groups that those cycles were drawn from; all hold each other */
    CycleLinks links; /* the first of them */
} CycleShape;

typedef VEC(CycleShape) CycleShapes;

/* Adds the shapes of the cycles among the objects of LIST, in the order of the list.  *outside
   becomes the number of objects that are in no cycle, and are only held by one.  False: no memory. */
MUST_USE bool garbage_cycles(const Ids *ids, const GcHead *list, CycleShapes *shapes, size_t *outside);

void cycle_shapes_fini(CycleShapes *shapes);

#endif
