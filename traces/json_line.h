/* One line of JSON that a stranger wrote, as a tree of cJSON: small, shallow, each key of an
   object once, nothing after it.  Strings of the tree are WTF-8: a lone surrogate is three
   bytes, and the character 0 is the two bytes C0 80, as no string of C can hold it. */
#ifndef VIV_TRACES_JSON_LINE_H
#define VIV_TRACES_JSON_LINE_H

#include <cjson/cJSON.h>

#include "base/base.h"
#include "base/buf.h"

/* Of one line; what goes beyond is refused. */
enum {
    JSON_LINE_BYTES = 64 << 20,
    JSON_LINE_VALUES = 2 << 20,
    JSON_LINE_DEPTH = 32,
};

/* The tree, to be freed with cJSON_Delete; or NULL, and one line in MESSAGE that says what is
   wrong and at which column.  SCRATCH is kept by the caller for the next line. */
MUST_USE cJSON *json_line_parse(const char *line, size_t length, Buf *scratch, char *message, size_t size);

#endif
