/* Objects and arrays on top of traces/json_out.h: the commas come by themselves. */
#ifndef VIV_CLI_JSON_BUILD_H
#define VIV_CLI_JSON_BUILD_H

#include "base/buf.h"
#include "traces/json_out.h"

/* To be called before each item of an array. */
static inline void json_item(JsonOut *out)
{
    char last = out->length > 0 ? out->bytes[out->length - 1] : '[';
    if (last != '[' && last != '{' && last != ':' && last != ',') json_literal(out, ",");
}

static inline void json_text(JsonOut *out, const char *text)
{
    json_string(out, text, strlen(text));
}

static inline void json_key(JsonOut *out, const char *key)
{
    json_item(out);
    json_text(out, key);
    json_literal(out, ":");
}

static inline void json_open(JsonOut *out, char bracket)
{
    json_item(out);
    json_raw(out, &bracket, 1);
}

static inline void json_close(JsonOut *out, char bracket)
{
    json_raw(out, &bracket, 1);
}

static inline void json_bool(JsonOut *out, bool value)
{
    json_raw(out, value ? "true" : "false", value ? 4 : 5);
}

static inline void json_null(JsonOut *out)
{
    json_literal(out, "null");
}

/* The text in BUF, or null when there is none; ends BUF. */
static inline void json_buf(JsonOut *out, Buf *buf)
{
    if (buf->length == 0) json_null(out);
    else json_string(out, buf->bytes, buf->length);
    buf_fini(buf);
}

/* VALUE, or null below zero. */
static inline void json_natural(JsonOut *out, int64_t value)
{
    if (value < 0) json_null(out);
    else json_signed(out, value);
}

/* Adds the document and a line end to RESULT, and ends OUT. */
static inline void json_finish(JsonOut *out, Buf *result)
{
    json_literal(out, "\n");
    buf_add(result, out->bytes, out->length);
    result->failed = result->failed || out->failed;
    json_fini(out);
}

#endif
