/* The writer of each kind of record, unfolded from event.def: put_TYPE writes a field of
   that type, has_TYPE says whether an optional one is there. */
#include "traces/json_record.h"

/* Writes ITEMS with commas between, each by PUT. */
#define PUT_ARRAY(out, array, put)                                                     \
    do {                                                                               \
        json_literal((out), "[");                                                      \
        for (size_t i = 0; i < (array).length; i++) {                                  \
            if (i > 0) json_literal((out), ",");                                       \
            put((out), (array).items[i]);                                              \
        }                                                                              \
        json_literal((out), "]");                                                      \
    } while (0)

static void put_COUNT(JsonOut *out, uint64_t value)
{
    json_unsigned(out, value);
}

static void put_NUMBER(JsonOut *out, int64_t value)
{
    json_signed(out, value);
}

static void put_OBJECT(JsonOut *out, uint32_t value)
{
    json_unsigned(out, value);
}

#define put_STEP put_COUNT
#define put_FRAME put_NUMBER
#define put_CODE put_OBJECT
#define put_SOURCE put_OBJECT

static void put_NAME(JsonOut *out, const char *name)
{
    json_string(out, name, strlen(name));
}

static void put_TEXT(JsonOut *out, EventText text)
{
    json_string(out, text.bytes, text.length);
}

/* A text that needs no escapes. */
static inline void put_plain(JsonOut *out, EventText text)
{
    if (!json_reserve(out, text.length + 2)) return;
    char *to = out->bytes + out->length;
    *to++ = '"';
    if (text.length > 8) { /* a call pays */
        memcpy(to, text.bytes, text.length);
        to += text.length;
    } else {
        for (size_t i = 0; i < text.length; i++) *to++ = text.bytes[i];
    }
    *to++ = '"';
    out->length = (size_t)(to - out->bytes);
}

void json_value(JsonOut *out, EventValue value)
{
    switch (value.kind) {
    case EVENT_VALUE_NULL: json_literal(out, "null"); break;
    case EVENT_VALUE_TEXT:
        if (value.is_plain) put_plain(out, value.text);
        else put_TEXT(out, value.text);
        break;
    case EVENT_VALUE_OBJECT:
        json_literal(out, "\"@");
        json_unsigned(out, value.object);
        json_literal(out, "\"");
        break;
    }
}

#define put_VALUE json_value

static void put_VALUES(JsonOut *out, EventType_VALUES values)
{
    PUT_ARRAY(out, values, put_VALUE);
}

static void put_OBJECTS(JsonOut *out, EventType_OBJECTS objects)
{
    PUT_ARRAY(out, objects, put_OBJECT);
}

static void put_COUNTS(JsonOut *out, EventType_COUNTS counts)
{
    PUT_ARRAY(out, counts, put_COUNT);
}

static void put_TEXTS(JsonOut *out, EventType_TEXTS texts)
{
    PUT_ARRAY(out, texts, put_TEXT);
}

static void put_BINDINGS(JsonOut *out, EventType_BINDINGS bindings)
{
    json_literal(out, "{");
    for (size_t i = 0; i < bindings.length; i++) {
        if (i > 0) json_literal(out, ",");
        put_TEXT(out, bindings.items[i].name);
        json_literal(out, ":");
        put_VALUE(out, bindings.items[i].value);
    }
    json_literal(out, "}");
}

/* --- a key record's parts */

static void put_cell(JsonOut *out, EventCell cell)
{
    put_TEXT(out, cell.name);
    json_literal(out, ":");
    json_unsigned(out, cell.object);
}

/* ,"NAME":NUMBER, when it is there. */
#define PUT_NUMBER(out, name, number, is_there)                                        \
    do {                                                                               \
        if (!(is_there)) break;                                                        \
        json_literal((out), ",\"" name "\":");                                         \
        json_signed((out), (number));                                                  \
    } while (0)

static void put_frame(JsonOut *out, EventFrame frame)
{
    json_literal(out, "{\"f\":");
    json_signed(out, frame.f);
    PUT_NUMBER(out, "back", frame.back, frame.back >= 0);
    PUT_NUMBER(out, "code", frame.code, true);
    json_literal(out, ",\"kind\":");
    put_NAME(out, frame.kind);
    PUT_NUMBER(out, "pc", frame.pc, frame.pc >= 0);
    PUT_NUMBER(out, "line", frame.line, frame.line >= 0);
    json_raw(out, frame.runs ? ",\"runs\":true" : ",\"runs\":false", frame.runs ? 12 : 13);
    json_literal(out, ",\"stack\":");
    put_VALUES(out, frame.stack);
    json_literal(out, ",\"locals\":");
    put_BINDINGS(out, frame.locals);
    json_literal(out, ",\"cells\":{");
    for (size_t i = 0; i < frame.cells.length; i++) {
        if (i > 0) json_literal(out, ",");
        put_cell(out, frame.cells.items[i]);
    }
    json_literal(out, "}");
    PUT_NUMBER(out, "globals", frame.globals, frame.globals != 0);
    PUT_NUMBER(out, "names", frame.names, frame.names != 0);
    json_literal(out, "}");
}

static void put_field(JsonOut *out, EventField field)
{
    json_literal(out, "[");
    put_NAME(out, field.what);
    json_literal(out, ",");
    put_TEXT(out, field.at);
    json_literal(out, ",");
    put_VALUE(out, field.value);
    json_literal(out, "]");
}

static void put_state(JsonOut *out, EventState state)
{
    json_literal(out, "{\"id\":");
    json_unsigned(out, state.id);
    json_literal(out, ",\"type\":");
    put_TEXT(out, state.type);
    json_literal(out, ",\"size\":");
    json_unsigned(out, state.size);
    PUT_NUMBER(out, "gen", state.gen, state.gen >= 0);
    json_literal(out, ",\"repr\":");
    put_TEXT(out, state.repr);
    json_literal(out, ",\"fields\":");
    PUT_ARRAY(out, state.fields, put_field);
    json_literal(out, "}");
}

static void put_FRAMES(JsonOut *out, EventType_FRAMES frames)
{
    PUT_ARRAY(out, frames, put_frame);
}

static void put_STATES(JsonOut *out, EventType_STATES states)
{
    PUT_ARRAY(out, states, put_state);
}

/* --- a code's parts */

static void put_place(JsonOut *out, int32_t value)
{
    if (value < 0) json_literal(out, "null");
    else json_signed(out, value);
}

static void put_SPAN(JsonOut *out, EventSpan span)
{
    json_literal(out, "[");
    put_place(out, span.line);
    json_literal(out, ",");
    put_place(out, span.column);
    json_literal(out, ",");
    put_place(out, span.end_line);
    json_literal(out, ",");
    put_place(out, span.end_column);
    json_literal(out, "]");
}

static void put_op(JsonOut *out, EventOp op)
{
    json_literal(out, "[");
    json_unsigned(out, op.offset);
    json_literal(out, ",");
    put_NAME(out, op.name);
    json_literal(out, ",");
    if (op.arg < 0) json_literal(out, "null");
    else json_signed(out, op.arg);
    json_literal(out, ",");
    put_TEXT(out, op.words);
    json_literal(out, ",");
    put_SPAN(out, op.span);
    json_literal(out, "]");
}

static void put_OPS(JsonOut *out, EventType_OPS ops)
{
    PUT_ARRAY(out, ops, put_op);
}

static void put_handler(JsonOut *out, EventHandler handler)
{
    json_literal(out, "[");
    json_unsigned(out, handler.start);
    json_literal(out, ",");
    json_unsigned(out, handler.end);
    json_literal(out, ",");
    json_unsigned(out, handler.target);
    json_literal(out, ",");
    json_unsigned(out, handler.depth);
    json_raw(out, handler.lasti ? ",true]" : ",false]", handler.lasti ? 6 : 7);
}

static void put_HANDLERS(JsonOut *out, EventType_HANDLERS handlers)
{
    PUT_ARRAY(out, handlers, put_handler);
}

#define has_TEXT(text) ((text).bytes != NULL)
#define has_NAME(name) ((name) != NULL)
#define has_NUMBER(number) ((number) != -1)
#define has_FRAME(frame) ((frame) != -1)
#define has_OBJECT(object) ((object) != 0)
#define has_COUNT(count) ((count) != 0)
#define has_OBJECTS(objects) ((objects).length != 0)
#define has_COUNTS(counts) ((counts).length != 0)
#define has_BINDINGS(bindings) ((bindings).items != NULL)
#define has_STATES(states) ((states).items != NULL)

#define EVENT(kind, doc)                                                               \
    static void record_##kind(JsonOut *out, const Event_##kind *event)                 \
    {                                                                                  \
        json_literal(out, "{\"t\":\"" #kind "\"");
#define FIELD(type, name, doc)                                                         \
    json_literal(out, ",\"" #name "\":");                                              \
    put_##type(out, event->name);
#define OPTIONAL(type, name, doc)                                                      \
    if (has_##type(event->name)) {                                                     \
        FIELD(type, name, doc)                                                         \
    }
#define EVENT_END(kind)                                                                \
    json_literal(out, "}");                                                            \
    }
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END

void json_record(JsonOut *out, const Event *event)
{
    switch (event->kind) {
#define EVENT(kind, doc)                                                               \
    case EVENT_##kind: record_##kind(out, &event->kind##_); break;
#define FIELD(type, name, doc)
#define OPTIONAL(type, name, doc)
#define EVENT_END(kind)
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END
    case EVENT_KIND_COUNT: break;
    }
}
