/* The records of instructions, of which there are most: what is the same as in the one before is copied. */
#ifndef VIV_TRACES_JSON_OP_H
#define VIV_TRACES_JSON_OP_H

#include "base/vec.h"
#include "events/event.h"
#include "traces/json_out.h"

/* Where in `site_text` the middle of an instruction's record lies. */
typedef struct JsonSite {
    uint32_t start, length; /* 0: not made yet */
} JsonSite;

typedef struct JsonOps {
    VEC(JsonSite) sites; /* by Event.site - 1 */
    JsonOut site_text;

    char head[64];     /* the record's beginning: its kind, n and f */
    size_t head_size;  /* 0: none was made yet */
    size_t last_digit; /* where that of n stands in it */
    uint64_t n;
    int64_t f;

    JsonOut stack;      /* the values of the last record's stack, with commas between */
    VEC(size_t) ends;   /* where in it each of them ends */
} JsonOps;

/* Does json_op write EVENT?  An op that has a site, and nothing of --full. */
static inline bool json_op_is_for(const Event *event)
{
    return event->kind == EVENT_op && event->site != 0 && event->op_.locals.items == NULL;
}

/* Writes what json_record would write.  It must be told of all op events, or of none after the one that it missed. */
void json_op(JsonOut *out, JsonOps *ops, const Event *event);

/* An op event was written by json_record. */
static inline void json_op_missed(JsonOps *ops)
{
    ops->ends.length = 0;
}

void json_ops_fini(JsonOps *ops);

#endif
