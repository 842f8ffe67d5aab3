/* Lines of a session at a terminal: edited, and remembered. */
#ifndef VIV_CLI_LINE_EDITOR_H
#define VIV_CLI_LINE_EDITOR_H

#include "base/buf.h"
#include "memory/rt.h"

/* For standard input and output, which are a terminal.  Begins as {0}: libedit starts with the first line. */
typedef struct LineEditor {
    struct editline *edit; /* libedit's, as is the history */
    struct history *history;
    const Rt *rt;       /* while a line is read: */
    const char *prompt; /* borrowed */
    bool interrupted;
} LineEditor;

void line_editor_fini(LineEditor *editor);

/* The read of a ReplReader (modules/repl.h), whose context is the LineEditor. */
int line_editor_read(void *editor, Rt *rt, const char *prompt, Buf *line);

#endif
