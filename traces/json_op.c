/* Kept true: a record is `head` with this n and f, the text of its site, and `stack`, each of which is changed
   only where the event differs from the one before: n mostly counts one up, and of a stack the values that the
   recorder says are the same stay as they were written. */
#include "traces/json_op.h"

#include "traces/json_record.h"

enum { PIECE = 32 };

void json_ops_fini(JsonOps *ops)
{
    vec_fini(&ops->sites);
    vec_fini(&ops->ends);
    json_fini(&ops->site_text);
    json_fini(&ops->stack);
}

static void head_make(JsonOps *ops, uint64_t n, int64_t f)
{
    static const char opening[] = "{\"t\":\"op\",\"n\":", between[] = ",\"f\":";
    char *at = ops->head;
    memcpy(at, opening, sizeof opening - 1);
    at = json_put_digits(at + sizeof opening - 1, n);
    ops->last_digit = (size_t)(at - 1 - ops->head);
    memcpy(at, between, sizeof between - 1);
    at = json_put_digits(at + sizeof between - 1, (uint64_t)f);
    ops->head_size = (size_t)(at - ops->head);
    ops->n = n;
    ops->f = f;
}

static inline void head_update(JsonOps *ops, uint64_t n, int64_t f)
{
    char *digit = &ops->head[ops->last_digit];
    bool counts_up = ops->head_size != 0 && f == ops->f && n == ops->n + 1 && *digit >= '0' && *digit < '9';
    if (!counts_up) {
        head_make(ops, n, f);
        return;
    }
    ++*digit;
    ops->n = n;
}

/* The text of a site that is written for the first time; NULL when memory ran out. */
static const JsonSite *site_make(JsonOps *ops, const Event *event)
{
    JsonOut *text = &ops->site_text;
    const Event_op *op = &event->op_;
    size_t start = text->length, index = event->site - 1;
    json_literal(text, ",\"pc\":");
    json_unsigned(text, op->pc);
    json_literal(text, ",\"op\":");
    json_string(text, op->op, strlen(op->op));
    if (op->arg != -1) {
        json_literal(text, ",\"arg\":");
        json_signed(text, op->arg);
    }
    if (op->line != -1) {
        json_literal(text, ",\"line\":");
        json_signed(text, op->line);
    }
    json_literal(text, ",\"stack\":[");
    if (!json_reserve(text, PIECE)) return NULL;
    if (text->failed || text->length > UINT32_MAX || vec_reserve(&ops->sites, index + 1) < 0) return NULL;
    while (ops->sites.length <= index) ops->sites.items[ops->sites.length++] = (JsonSite){0, 0};
    ops->sites.items[index] = (JsonSite){(uint32_t)start, (uint32_t)(text->length - start)};
    return &ops->sites.items[index];
}

static inline const JsonSite *site_get(JsonOps *ops, const Event *event)
{
    size_t index = event->site - 1;
    if (index < ops->sites.length && ops->sites.items[index].length != 0) return &ops->sites.items[index];
    return site_make(ops, event);
}

/* Brings `stack` up to date; false when memory ran out. */
static inline bool stack_update(JsonOps *ops, const EventType_VALUES *values, size_t same)
{
    if (same > ops->ends.length) same = ops->ends.length;
    if (same > values->length) same = values->length;
    if (vec_reserve(&ops->ends, values->length) < 0) return false;
    ops->stack.length = same == 0 ? 0 : ops->ends.items[same - 1];
    for (size_t i = same; i < values->length; i++) {
        if (i > 0) json_literal(&ops->stack, ",");
        json_value(&ops->stack, values->items[i]);
        ops->ends.items[i] = ops->stack.length;
    }
    ops->ends.length = values->length;
    return json_reserve(&ops->stack, PIECE) && !ops->stack.failed;
}

/* Copies LENGTH bytes in whole pieces, which is quicker than a call of memcpy: both sides have room for one more. */
static inline char *put_pieces(char *to, const char *from, size_t length)
{
    for (size_t i = 0; i < length; i += PIECE) memcpy(to + i, from + i, PIECE);
    return to + length;
}

void json_op(JsonOut *out, JsonOps *ops, const Event *event)
{
    static const char closing[] = "]}";
    const JsonSite *site = site_get(ops, event);
    head_update(ops, event->op_.n, event->op_.f);
    if (site == NULL || !stack_update(ops, &event->op_.stack, event->same)) {
        out->failed = true;
        return;
    }
    if (!json_reserve(out, sizeof ops->head + site->length + ops->stack.length + 2 * PIECE + sizeof closing)) return;
    char *at = out->bytes + out->length;
    memcpy(at, ops->head, sizeof ops->head); /* its true size is not known to the compiler */
    at = put_pieces(at + ops->head_size, ops->site_text.bytes + site->start, site->length);
    at = put_pieces(at, ops->stack.bytes, ops->stack.length);
    memcpy(at, closing, sizeof closing - 1);
    out->length = (size_t)(at + sizeof closing - 1 - out->bytes);
}
