/* All Python sources below a folder, in an order that does not depend on the disk. */
#ifndef VIV_CLI_SOURCE_TREE_H
#define VIV_CLI_SOURCE_TREE_H

#include "base/base.h"

/* What is done with each source: not 0 ends the walk, which returns it. */
typedef int SourceVisit(void *context, const char *name);

/* Whether to go down into FOLDER. */
typedef bool SourceWanted(void *context, const char *folder);

bool source_is_folder(const char *name);

/* Visits the *.py files of FOLDER first, then those of its folders, each sorted by name;
   __pycache__ is passed over, and so is what WANTED (or NULL) refuses.  -1, with errno set,
   when a folder cannot be read. */
int source_tree_walk(const char *folder, SourceWanted *wanted, SourceVisit *visit, void *context);

#endif
