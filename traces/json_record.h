/* One event as one JSON object, its keys in the order of event.def, "t" first. */
#ifndef VIV_TRACES_JSON_RECORD_H
#define VIV_TRACES_JSON_RECORD_H

#include "events/event.h"
#include "traces/json_out.h"

void json_record(JsonOut *out, const Event *event);

#endif
