/* What `viv gc` prints: a watched run (timeline/gc_watch.h) as text for a person, or as JSON. */
#ifndef VIV_CLI_GC_REPORT_H
#define VIV_CLI_GC_REPORT_H

#include "base/buf.h"
#include "timeline/gc_watch.h"
#include "traces/json_out.h"

void gc_report_text(const GcWatch *watch, const char *program, Buf *out);
void gc_report_json(const GcWatch *watch, const char *program, int status, JsonOut *out);

#endif
