/* Values as text.  Kept true: a container is shown by what it holds at the moment, as the live
   machine shows it (timeline/render.c); anything else by the text that the trace has of it. */
#include <stdlib.h>
#include <string.h>

#include "traces/replay.h"

enum { TEXT_LIMIT = 60, MEMBER_LIMIT = 20 };

const char *replay_simple_type(EventText repr)
{
    const char *text = repr.bytes;
    size_t length = repr.length;
    if (length == 0) return "";
    char first = text[0], last = text[length - 1];
    if (first == '\'' || first == '"') return "str";
    if (first == 'b' && length > 1) return "bytes";
    if (first == '(') return last == 'j' || (length > 2 && text[length - 2] == 'j' && memchr(text, ',', length) == NULL) ? "complex" : "tuple";
    if (first == 'N') return "NoneType";
    if (first == 'T' || first == 'F') return "bool";
    if (first == 'E') return "ellipsis";
    if (last == 'j') return "complex";
    bool is_hexadecimal = length > 1 && memchr(text, 'x', length < 3 ? length : 3) != NULL;
    if (is_hexadecimal) return "int";
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '.' || text[i] == 'e' || text[i] == 'n') return "float";
    }
    return "int";
}

/* One character of a repr, escapes as a whole: its bytes. */
static size_t unit_length(const char *at, size_t left)
{
    size_t length = 1;
    if (at[0] == '\\' && left > 1) {
        length = at[1] == 'x' ? 4 : at[1] == 'u' ? 6 : at[1] == 'U' ? 10 : 2;
    } else {
        while (length < left && ((unsigned char)at[length] & 0xC0) == 0x80) length++;
    }
    return length < left ? length : left;
}

/* A str's or bytes' repr, cut to MEMBER_LIMIT characters. */
static void add_quoted(EventText repr, size_t prefix, Buf *buf)
{
    const char *at = repr.bytes + prefix + 1, *end = repr.bytes + repr.length;
    char quote = repr.bytes[prefix];
    size_t shown = 0, cut = 0, more = 0;
    buf_add(buf, repr.bytes, prefix + 1);
    while (at < end && *at != quote) {
        size_t length = unit_length(at, (size_t)(end - at));
        if (shown < MEMBER_LIMIT) buf_add(buf, at, length), shown++;
        else cut++;
        at += length;
    }
    buf_add_char(buf, quote);
    if (at + 1 < end && at[1] == '+') more = strtoul(at + 2, NULL, 10);
    if (cut + more > 0) buf_printf(buf, "+%zu", cut + more);
}

/* A value inside a container: its repr, or its number. */
static void add_member(EventValue value, Buf *buf)
{
    if (value.kind == EVENT_VALUE_NULL) {
        buf_add_text(buf, "NULL");
    } else if (value.kind == EVENT_VALUE_OBJECT) {
        buf_printf(buf, "#%u", value.object);
    } else if (value.text.length > 0 && (value.text.bytes[0] == '\'' || value.text.bytes[0] == '"')) {
        add_quoted(value.text, 0, buf);
    } else if (value.text.length > 1 && value.text.bytes[0] == 'b') {
        add_quoted(value.text, 1, buf);
    } else {
        buf_add(buf, value.text.bytes, value.text.length);
    }
}

size_t replay_key_length(EventText at)
{
    const char *mark = at.length == 0 ? NULL : memrchr(at.bytes, '~', at.length);
    return mark != NULL && mark[1] == '#' ? (size_t)(mark - at.bytes) : at.length;
}

/* Adds the comma before member INDEX; false when the text is long enough, and says so. */
static bool begin_member(Buf *buf, size_t start, size_t index)
{
    if (index > 0) buf_add_text(buf, ", ");
    if (buf->length - start <= TEXT_LIMIT) return true;
    buf_add_text(buf, "...");
    return false;
}

static void add_members(const ReplayObject *object, const char *opening, const char *closing, bool has_keys, bool has_values, Buf *buf)
{
    buf_add_text(buf, opening);
    size_t start = buf->length - (has_keys ? strlen(opening) : 0);
    for (size_t i = 0; i < object->fields.length && begin_member(buf, start, i); i++) {
        const EventField *field = &object->fields.items[i];
        if (has_keys && field->at.length > 0 && (field->at.bytes[0] == '\'' || field->at.bytes[0] == '"')) add_quoted(field->at, 0, buf);
        else if (has_keys) buf_add(buf, field->at.bytes, replay_key_length(field->at));
        if (has_keys) buf_add_text(buf, ": ");
        if (has_values) add_member(field->value, buf);
    }
    buf_add_text(buf, closing);
}

bool replay_type_is(const ReplayObject *object, const char *name)
{
    return object->type.length == strlen(name) && memcmp(object->type.bytes, name, object->type.length) == 0;
}

static void add_object(const ReplayObject *object, Buf *buf)
{
    bool is_empty = object->fields.length == 0;
    if (object->id >= VIEW_EARLIER) {
        buf_add(buf, object->repr.bytes, object->repr.length); /* what is older than the program is not taken apart */
    } else if (replay_type_is(object, "list")) {
        add_members(object, "[", "]", false, true, buf);
    } else if (replay_type_is(object, "tuple")) {
        add_members(object, "(", object->fields.length == 1 ? ",)" : ")", false, true, buf);
    } else if (replay_type_is(object, "dict")) {
        add_members(object, "{", "}", true, true, buf);
    } else if (replay_type_is(object, "set")) {
        add_members(object, is_empty ? "set(" : "{", is_empty ? ")" : "}", false, true, buf);
    } else if (replay_type_is(object, "cell")) {
        buf_add_text(buf, "<cell: ");
        if (is_empty) buf_add_text(buf, "empty");
        else add_member(object->fields.items[0].value, buf);
        buf_add_char(buf, '>');
    } else if (object->repr.length > 0) {
        buf_add(buf, object->repr.bytes, object->repr.length);
    } else {
        buf_printf(buf, "<%.*s #%u>", (int)object->type.length, object->type.bytes, object->id);
    }
}

void replay_text(const Replay *replay, EventValue value, Buf *buf)
{
    const ReplayObject *object = value.kind == EVENT_VALUE_OBJECT ? replay_object(replay, value.object) : NULL;
    if (object != NULL) add_object(object, buf);
    else if (value.kind == EVENT_VALUE_OBJECT) buf_printf(buf, "<#%u>", value.object);
    else if (value.kind == EVENT_VALUE_TEXT) buf_add(buf, value.text.bytes, value.text.length);
    else buf_add_text(buf, "NULL");
}
