/* Talking with the interpreter: statements are read, run, and their values shown. */
#ifndef VIV_MODULES_REPL_H
#define VIV_MODULES_REPL_H

#include "base/buf.h"
#include "memory/rt.h"

/* Reads one line, with its newline, into LINE after showing PROMPT: 1; 0 at the end of input; -1 when
   an interrupt came first. */
typedef int (*ReplReadFn)(Rt *rt, const char *prompt, Buf *line);

/* The plain one: the prompt goes to standard error, the line comes byte by byte. */
int repl_read_plain(Rt *rt, const char *prompt, Buf *line);

/* Until the end of input, in the namespace of __main__: 0, or -1 with SystemExit pending. */
MUST_USE int repl_run(Rt *rt, Ref namespace, ReplReadFn read);

#endif
