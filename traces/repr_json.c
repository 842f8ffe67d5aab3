/* Kept true: what cannot be said in JSON without loss is left to the caller. */
#include "traces/repr_json.h"

#include <stdlib.h>

#include "base/buf.h"

static bool text_equals(EventText text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

/* The character that an escape at *AT stands for. */
static uint32_t unescape(const char **at)
{
    const char *here = *at + 1;
    size_t digits = *here == 'x' ? 2 : *here == 'u' ? 4 : *here == 'U' ? 8 : 0;
    if (digits > 0) {
        char text[9] = {0};
        memcpy(text, here + 1, digits);
        *at = here + 1 + digits;
        return (uint32_t)strtoul(text, NULL, 16);
    }
    *at = here + 1;
    return *here == 'n' ? '\n' : *here == 't' ? '\t' : *here == 'r' ? '\r' : (unsigned char)*here;
}

static void put_string(JsonOut *out, EventText repr)
{
    const char *at = repr.bytes + 1, *end = repr.bytes + repr.length;
    char quote = repr.bytes[0];
    Buf text = BUF_INIT;
    while (at < end && *at != quote) {
        if (*at == '\\' && end - at > 9) buf_add_utf8(&text, unescape(&at));
        else if (*at == '\\' && end - at > 1 && strchr("xuU", at[1]) == NULL) buf_add_utf8(&text, unescape(&at));
        else if (*at == '\\' && at[1] == 'x' && end - at > 4) buf_add_utf8(&text, unescape(&at));
        else if (*at == '\\' && at[1] == 'u' && end - at > 6) buf_add_utf8(&text, unescape(&at));
        else buf_add_char(&text, *at++);
    }
    if (at + 1 < end) buf_add_text(&text, "…"); /* "+N": more was there */
    json_string(out, buf_text(&text), text.length);
    buf_fini(&text);
}

static bool is_exact_integer(EventText repr)
{
    size_t start = repr.length > 0 && repr.bytes[0] == '-';
    if (repr.length == start || repr.length - start > 15) return false;
    for (size_t i = start; i < repr.length; i++) {
        if (repr.bytes[i] < '0' || repr.bytes[i] > '9') return false;
    }
    return true;
}

/* A float's repr that is a number of JSON too, and not an integer: "1.5", "1e-07". */
static bool is_plain_float(EventText repr)
{
    bool has_fraction = false;
    for (size_t i = 0; i < repr.length; i++) {
        char byte = repr.bytes[i];
        if ((byte < '0' || byte > '9') && strchr("+-.e", byte) == NULL) return false;
        has_fraction = has_fraction || byte == 'e' || (byte == '.' && !(i + 2 == repr.length && repr.bytes[i + 1] == '0'));
    }
    return has_fraction && repr.length < 26 && memchr(repr.bytes, '+', repr.length > 0 ? 1 : 0) == NULL;
}

bool repr_json(JsonOut *out, EventText repr)
{
    if (repr.length > 1 && (repr.bytes[0] == '\'' || repr.bytes[0] == '"')) put_string(out, repr);
    else if (text_equals(repr, "None")) json_literal(out, "null");
    else if (text_equals(repr, "True")) json_literal(out, "true");
    else if (text_equals(repr, "False")) json_literal(out, "false");
    else if (is_exact_integer(repr) || is_plain_float(repr)) json_raw(out, repr.bytes, repr.length);
    else return false;
    return true;
}

bool repr_item(const char **at, const char *end, EventText *item)
{
    const char *here = *at, *start;
    int depth = 0;
    while (here < end && (*here == ' ' || *here == ',')) here++;
    start = here;
    for (char quote = 0; here < end; here++) {
        if (quote != 0) {
            if (*here == '\\' && here + 1 < end) here++;
            else if (*here == quote) quote = 0;
        } else if (*here == '\'' || *here == '"') {
            quote = *here;
        } else if (*here == '(') {
            depth++;
        } else if (*here == ')' && depth-- == 0) {
            break;
        } else if (*here == ',' && depth == 0) {
            break;
        }
    }
    *item = (EventText){start, (size_t)(here - start)};
    *at = here;
    return here > start;
}
