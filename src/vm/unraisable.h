/* Exceptions that nobody can receive, and text for sys.stderr. */
#ifndef VIV_VM_UNRAISABLE_H
#define VIV_VM_UNRAISABLE_H

#include "base/buf.h"
#include "memory/rt.h"

/* Prints "Exception ignored in: …" and the traceback; never leaves an exception pending. */
void unraisable_report(Rt *rt, Ref exception, const char *message_or_null, Ref where_or_null);

/* Writes TEXT to FILE, an object with write() and flush(); errors are dropped. */
void text_file_write(Rt *rt, Ref file, const Buf *text);
/* Writes TEXT to sys.stderr, or to the process's standard error when there is none. */
void stderr_write(Rt *rt, const Buf *text);

#endif
