/* A JSON record as an Event: the reverse of json_record.h, unfolded from the same table. */
#ifndef VIV_TRACES_JSON_EVENT_H
#define VIV_TRACES_JSON_EVENT_H

#include <cjson/cJSON.h>

#include "base/arena.h"
#include "events/event.h"

typedef enum JsonEventResult {
    JSON_EVENT_READ,
    JSON_EVENT_UNKNOWN, /* a kind of a later version: to be skipped */
    JSON_EVENT_WRONG,   /* one line in the message */
} JsonEventResult;

/* Fills *EVENT, which borrows from TREE and ARENA.  Keys that event.def does not know are
   passed over. */
MUST_USE JsonEventResult json_event(const cJSON *tree, Arena *arena, Event *event, char *message, size_t size);

#endif
