/* One event as one JSON object, its keys in the order of event.def, "t" first. */
#ifndef VIV_TRACES_JSON_RECORD_H
#define VIV_TRACES_JSON_RECORD_H

#include "events/event.h"
#include "traces/json_out.h"

void json_record(JsonOut *out, const Event *event);

/* A value as it stands in a record: null, "@id" or a string. */
void json_value(JsonOut *out, EventValue value);

#endif
