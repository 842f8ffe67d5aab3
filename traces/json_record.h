/* One event as one JSON object, its keys in the order of event.def, "t" first. */
#ifndef VIV_TRACES_JSON_RECORD_H
#define VIV_TRACES_JSON_RECORD_H

#include "events/event.h"
#include "base/vec.h"
#include "traces/json_out.h"

void json_record(JsonOut *out, const Event *event);

/* Where in `text` the middle of an instruction's record lies. */
typedef struct JsonSite {
    uint32_t start, length; /* 0: not made yet */
} JsonSite;

typedef struct JsonSites {
    VEC(JsonSite) items; /* by site - 1 */
    VEC(char) text;
} JsonSites;

void json_sites_fini(JsonSites *sites);

/* json_record for an op that has a site and nothing of --full, fast. */
void json_op(JsonOut *out, JsonSites *sites, const Event *event);

#endif
