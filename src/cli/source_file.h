/* Reading a program's text for the subcommands that only look at it. */
#ifndef VIV_CLI_SOURCE_FILE_H
#define VIV_CLI_SOURCE_FILE_H

#include "base/buf.h"

/* Adds the contents of the file NAME ("-": standard input) to OUT.  0, or -1 and errno. */
MUST_USE int source_file_read(const char *name, Buf *out);

#endif
