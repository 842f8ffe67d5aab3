/* The syntax tree of a source as rows, from the root down: plain data, for who shows it. */
#ifndef VIV_EVENTS_TREE_H
#define VIV_EVENTS_TREE_H

#include "base/arena.h"
#include "events/view.h"

typedef struct TreeRow {
    int depth;         /* of the root: 0 */
    bool is_scope;     /* a module, class, function, lambda or comprehension */
    EventSpan span;    /* line -1: the node has no place of its own */
    const char *label; /* "left: BinOp Add" */
} TreeRow;

typedef struct Tree {
    const TreeRow *items; /* in the order of the text, a node before its parts */
    size_t length;
} Tree;

/* The tree of SOURCE, all of it in ARENA; false when it has none: it is no Python, too deep, or there is no memory. */
typedef bool (*TreeFn)(Arena *arena, const ViewSource *source, Tree *tree);

#endif
