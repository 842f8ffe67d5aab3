/* Lines of a session at a terminal: edited, and remembered. */
#ifndef VIV_CLI_LINE_EDITOR_H
#define VIV_CLI_LINE_EDITOR_H

#include "base/buf.h"
#include "memory/rt.h"

/* A ReplReadFn (modules/repl.h) for when standard input and output are a terminal. */
int line_editor_read(Rt *rt, const char *prompt, Buf *line);

#endif
