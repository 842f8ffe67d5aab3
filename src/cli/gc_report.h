/* What `viv gc` prints: a watched run (timeline/gc_watch.h) as text for a person, or as JSON; or a
   part of its heap as a drawing for Graphviz. */
#ifndef VIV_CLI_GC_REPORT_H
#define VIV_CLI_GC_REPORT_H

#include "base/buf.h"
#include "timeline/gc_watch.h"
#include "timeline/heap_graph.h"
#include "traces/json_out.h"

void gc_report_text(const GcWatch *watch, const char *program, Buf *out);
void gc_report_json(const GcWatch *watch, const char *program, int status, JsonOut *out);
void gc_report_dot(const HeapGraph *graph, const char *program, const char *name, Buf *out);

/* Adds text of the program's (NULL: none) so that nothing in it can command a terminal. */
void gc_report_shown(Buf *out, const char *text);

#endif
