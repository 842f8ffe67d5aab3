/* Talking with the interpreter: statements are read, run, and their values shown. */
#ifndef VIV_MODULES_REPL_H
#define VIV_MODULES_REPL_H

#include "base/buf.h"
#include "memory/rt.h"

/* `read` reads one line, with its newline, into LINE after showing PROMPT: 1; 0 at the end of input; -1
   when an interrupt came first.  NULL is the plain one: the prompt goes to standard error, the line comes
   byte by byte. */
typedef struct ReplReader {
    int (*read)(void *context, Rt *rt, const char *prompt, Buf *line);
    void *context; /* borrowed */
} ReplReader;

/* Until the end of input, in the namespace of __main__: 0, or -1 with SystemExit pending. */
MUST_USE int repl_run(Rt *rt, Ref namespace, ReplReader reader);

#endif
