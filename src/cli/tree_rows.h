/* The syntax tree of a source, for the stepper, which knows no parser. */
#ifndef VIV_CLI_TREE_ROWS_H
#define VIV_CLI_TREE_ROWS_H

#include "events/tree.h"

/* A TreeFn. */
bool tree_rows(Arena *arena, const ViewSource *source, Tree *tree);

#endif
