/* The repr of a simple value as JSON for readers that want values, not texts. */
#ifndef VIV_TRACES_REPR_JSON_H
#define VIV_TRACES_REPR_JSON_H

#include "events/event.h"
#include "traces/json_out.h"

/* Writes a str's repr as a JSON string of its contents, numbers that JSON keeps exactly as numbers,
   None and bools as null, true and false.  False, and nothing is written, for anything else. */
bool repr_json(JsonOut *out, EventText repr);

/* The next item of a tuple's repr, whose opening parenthesis AT is behind at first; false at its end. */
bool repr_item(const char **at, const char *end, EventText *item);

#endif
