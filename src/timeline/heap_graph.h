/* The part of the heap that can be reached from one object, as a graph to be drawn.

   Its nodes are the objects that can hold others.  Numbers, strings and the like, whose text says all
   of them, are told with the object that holds them.  Classes, modules and built-in functions are
   nodes too, but what they hold is left out, and so is what is the same for all objects of a
   kind: their class, a function's globals and code. */
#ifndef VIV_TIMELINE_HEAP_GRAPH_H
#define VIV_TIMELINE_HEAP_GRAPH_H

#include "base/buf.h"
#include "base/vec.h"
#include "memory/rt.h"
#include "timeline/ids.h"

enum { HEAP_GRAPH_NODES = 300, HEAP_GRAPH_VALUES = 12 };

typedef struct HeapNode {
    Ref object; /* only compared, and only while the graph is made */
    uint32_t id, refcount;
    int generation; /* 3: frozen or older than the program; -1: not tracked */
    char *type, *shown;
    char *values;   /* lines ".x = 3\n"; at most HEAP_GRAPH_VALUES, then how many more there are */
    size_t value_count;
} HeapNode;

typedef struct HeapEdge {
    size_t from, to; /* nodes */
    char *label;
} HeapEdge;

typedef struct HeapGraph {
    VEC(HeapNode) nodes; /* the root first, nearer ones before farther ones */
    VEC(HeapEdge) edges;
    bool is_cut;         /* more than HEAP_GRAPH_NODES could be reached */
    bool has_failed;     /* memory ran out */
} HeapGraph;

/* Fills the empty GRAPH, running no Python code and taking no reference. */
void heap_graph_fill(HeapGraph *graph, const Rt *rt, const Ids *ids, Ref root);

void heap_graph_fini(HeapGraph *graph);

#endif
