/* The reader of each kind of record, unfolded from event.def: get_TYPE reads a field of that
   type from a value of JSON and says whether it is one; none_TYPE is what an absent optional
   field reads as. */
#include "traces/json_event.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* --- the fields */

/* Numbers of 2^53 and more are strings of digits. */
static bool get_COUNT(const cJSON *json, Arena *arena, uint64_t *value)
{
    if (cJSON_IsNumber(json)) {
        double number = json->valuedouble;
        if (!(number >= 0 && number < 0x1p53) || number != floor(number)) return false;
        *value = (uint64_t)number;
        return true;
    }
    const char *text = cJSON_GetStringValue(json);
    if (text == NULL || text[0] == '\0' || strlen(text) > 20) return false;
    if (strspn(text, "0123456789") != strlen(text)) return false;
    *value = strtoull(text, NULL, 10);
    return true;
}

static bool get_NUMBER(const cJSON *json, Arena *arena, int64_t *value)
{
    uint64_t count;
    if (cJSON_IsNumber(json)) {
        double number = json->valuedouble;
        if (!(fabs(number) < 0x1p53) || number != floor(number)) return false;
        *value = (int64_t)number;
        return true;
    }
    const char *text = cJSON_GetStringValue(json);
    if (text != NULL && text[0] == '-') {
        if (strlen(text) > 20 || text[1] == '\0' || strspn(text + 1, "0123456789") != strlen(text + 1)) return false;
        *value = strtoll(text, NULL, 10);
        return true;
    }
    if (!get_COUNT(json, arena, &count) || count > INT64_MAX) return false;
    *value = (int64_t)count;
    return true;
}

static bool get_FRAME(const cJSON *json, Arena *arena, int64_t *value)
{
    return get_NUMBER(json, arena, value) && *value >= 0;
}

static bool get_OBJECT(const cJSON *json, Arena *arena, uint32_t *value)
{
    uint64_t count;
    if (!cJSON_IsNumber(json) || !get_COUNT(json, arena, &count) || count > UINT32_MAX) return false;
    *value = (uint32_t)count;
    return true;
}

#define get_STEP get_COUNT
#define get_CODE get_OBJECT
#define get_SOURCE get_OBJECT

static bool get_NAME(const cJSON *json, Arena *arena, const char **value)
{
    *value = cJSON_GetStringValue(json);
    return *value != NULL;
}

static EventText text_of(const char *bytes)
{
    return (EventText){bytes, strlen(bytes)};
}

static bool get_TEXT(const cJSON *json, Arena *arena, EventText *value)
{
    const char *bytes = cJSON_GetStringValue(json);
    if (bytes == NULL) return false;
    *value = text_of(bytes);
    return true;
}

static bool get_VALUE(const cJSON *json, Arena *arena, EventValue *value)
{
    *value = (EventValue){.kind = EVENT_VALUE_NULL};
    if (cJSON_IsNull(json)) return true;
    const char *bytes = cJSON_GetStringValue(json);
    if (bytes == NULL) return false;
    if (bytes[0] != '@') {
        value->kind = EVENT_VALUE_TEXT;
        value->text = text_of(bytes);
        return true;
    }
    size_t digits = strspn(bytes + 1, "0123456789");
    if (digits == 0 || digits > 10 || bytes[1 + digits] != '\0') return false;
    unsigned long long number = strtoull(bytes + 1, NULL, 10);
    value->kind = EVENT_VALUE_OBJECT;
    value->object = (uint32_t)number;
    return number <= UINT32_MAX;
}

/* Defines get_NAME for an array of TYPE, each item read by GET. */
#define GET_ARRAY(name, type, get)                                                     \
    static bool get_##name(const cJSON *json, Arena *arena, EventType_##name *value)   \
    {                                                                                  \
        if (!cJSON_IsArray(json)) return false;                                        \
        size_t count = (size_t)cJSON_GetArraySize(json), i = 0;                        \
        type *items = ARENA_ARRAY(arena, type, count);                                 \
        if (items == NULL && count > 0) return false;                                  \
        for (const cJSON *item = json->child; item != NULL; item = item->next)         \
            if (!get(item, arena, &items[i++])) return false;                          \
        value->items = items;                                                          \
        value->length = count;                                                         \
        return true;                                                                   \
    }

GET_ARRAY(VALUES, EventValue, get_VALUE)
GET_ARRAY(OBJECTS, uint32_t, get_OBJECT)
GET_ARRAY(COUNTS, uint64_t, get_COUNT)
GET_ARRAY(TEXTS, EventText, get_TEXT)

static bool get_BINDINGS(const cJSON *json, Arena *arena, EventType_BINDINGS *value)
{
    if (!cJSON_IsObject(json)) return false;
    size_t count = (size_t)cJSON_GetArraySize(json), i = 0;
    EventBinding *items = ARENA_ARRAY(arena, EventBinding, count);
    if (items == NULL && count > 0) return false;
    for (const cJSON *item = json->child; item != NULL; item = item->next, i++) {
        items[i].name = text_of(item->string);
        if (!get_VALUE(item, arena, &items[i].value)) return false;
    }
    *value = (EventType_BINDINGS){items, count};
    return true;
}

static bool get_unsigned(const cJSON *json, Arena *arena, uint32_t *value)
{
    return get_OBJECT(json, arena, value) && *value <= INT32_MAX;
}

/* A place in a source; null is -1. */
static bool get_place(const cJSON *json, Arena *arena, int32_t *value)
{
    uint32_t number;
    *value = -1;
    if (cJSON_IsNull(json)) return true;
    if (!get_unsigned(json, arena, &number)) return false;
    *value = (int32_t)number;
    return true;
}

static bool get_SPAN(const cJSON *json, Arena *arena, EventSpan *value)
{
    if (!cJSON_IsArray(json) || cJSON_GetArraySize(json) != 4) return false;
    const cJSON *item = json->child;
    return get_place(item, arena, &value->line) && get_place(item->next, arena, &value->column) &&
           get_place(item->next->next, arena, &value->end_line) &&
           get_place(item->next->next->next, arena, &value->end_column);
}

static bool get_op(const cJSON *json, Arena *arena, EventOp *value)
{
    if (!cJSON_IsArray(json) || cJSON_GetArraySize(json) != 5) return false;
    const cJSON *offset = json->child, *name = offset->next, *number = name->next, *words = number->next;
    if (!get_unsigned(offset, arena, &value->offset) || !get_NAME(name, arena, &value->name) ||
        !get_TEXT(words, arena, &value->words))
        return false;
    value->arg = -1;
    if (!cJSON_IsNull(number) && !get_FRAME(number, arena, &value->arg)) return false;
    return get_SPAN(words->next, arena, &value->span);
}

static bool get_handler(const cJSON *json, Arena *arena, EventHandler *value)
{
    if (!cJSON_IsArray(json) || cJSON_GetArraySize(json) != 5) return false;
    const cJSON *start = json->child, *end = start->next, *target = end->next, *depth = target->next;
    value->lasti = cJSON_IsTrue(depth->next);
    return get_unsigned(start, arena, &value->start) && get_unsigned(end, arena, &value->end) &&
           get_unsigned(target, arena, &value->target) && get_unsigned(depth, arena, &value->depth) &&
           cJSON_IsBool(depth->next);
}

GET_ARRAY(OPS, EventOp, get_op)
GET_ARRAY(HANDLERS, EventHandler, get_handler)

/* --- a key record's parts */

static const cJSON *part_of(const cJSON *json, const char *name)
{
    return cJSON_GetObjectItemCaseSensitive(json, name);
}

static bool get_cells(const cJSON *json, Arena *arena, EventFrame *frame)
{
    if (!cJSON_IsObject(json)) return false;
    size_t count = (size_t)cJSON_GetArraySize(json), i = 0;
    EventCell *items = ARENA_ARRAY(arena, EventCell, count);
    if (items == NULL && count > 0) return false;
    for (const cJSON *item = json->child; item != NULL; item = item->next, i++) {
        items[i].name = text_of(item->string);
        if (!get_OBJECT(item, arena, &items[i].object)) return false;
    }
    frame->cells.items = items;
    frame->cells.length = count;
    return true;
}

/* A number that may be absent: then VALUE stays. */
static bool get_if_there(const cJSON *json, Arena *arena, int64_t *value)
{
    return json == NULL || get_FRAME(json, arena, value);
}

static bool get_object_if_there(const cJSON *json, Arena *arena, uint32_t *value)
{
    return json == NULL || get_OBJECT(json, arena, value);
}

static bool get_frame(const cJSON *json, Arena *arena, EventFrame *frame)
{
    *frame = (EventFrame){.back = -1, .pc = -1, .line = -1};
    if (!cJSON_IsObject(json)) return false;
    const cJSON *runs = part_of(json, "runs");
    frame->runs = cJSON_IsTrue(runs);
    return cJSON_IsBool(runs) && get_FRAME(part_of(json, "f"), arena, &frame->f) &&
           get_if_there(part_of(json, "back"), arena, &frame->back) &&
           get_CODE(part_of(json, "code"), arena, &frame->code) &&
           get_NAME(part_of(json, "kind"), arena, &frame->kind) &&
           get_if_there(part_of(json, "pc"), arena, &frame->pc) &&
           get_if_there(part_of(json, "line"), arena, &frame->line) &&
           get_VALUES(part_of(json, "stack"), arena, &frame->stack) &&
           get_BINDINGS(part_of(json, "locals"), arena, &frame->locals) &&
           get_cells(part_of(json, "cells"), arena, frame) &&
           get_object_if_there(part_of(json, "globals"), arena, &frame->globals) &&
           get_object_if_there(part_of(json, "names"), arena, &frame->names);
}

static bool get_field(const cJSON *json, Arena *arena, EventField *field)
{
    if (!cJSON_IsArray(json) || cJSON_GetArraySize(json) != 3) return false;
    const cJSON *what = json->child, *at = what->next;
    return get_NAME(what, arena, &field->what) && get_TEXT(at, arena, &field->at) &&
           get_VALUE(at->next, arena, &field->value);
}

static bool get_fields(const cJSON *json, Arena *arena, EventState *state)
{
    if (!cJSON_IsArray(json)) return false;
    size_t count = (size_t)cJSON_GetArraySize(json), i = 0;
    EventField *items = ARENA_ARRAY(arena, EventField, count);
    if (items == NULL && count > 0) return false;
    for (const cJSON *item = json->child; item != NULL; item = item->next)
        if (!get_field(item, arena, &items[i++])) return false;
    state->fields.items = items;
    state->fields.length = count;
    return true;
}

static bool get_state(const cJSON *json, Arena *arena, EventState *state)
{
    *state = (EventState){.gen = -1};
    return cJSON_IsObject(json) && get_OBJECT(part_of(json, "id"), arena, &state->id) &&
           get_TEXT(part_of(json, "type"), arena, &state->type) &&
           get_COUNT(part_of(json, "size"), arena, &state->size) &&
           get_if_there(part_of(json, "gen"), arena, &state->gen) &&
           get_TEXT(part_of(json, "repr"), arena, &state->repr) &&
           get_fields(part_of(json, "fields"), arena, state);
}

GET_ARRAY(FRAMES, EventFrame, get_frame)
GET_ARRAY(STATES, EventState, get_state)

#define none_TEXT ((EventText){NULL, 0})
#define none_NAME NULL
#define none_NUMBER (-1)
#define none_FRAME (-1)
#define none_OBJECT 0
#define none_COUNT 0
#define none_OBJECTS ((EventType_OBJECTS){NULL, 0})
#define none_COUNTS ((EventType_COUNTS){NULL, 0})
#define none_BINDINGS ((EventType_BINDINGS){NULL, 0})
#define none_STATES ((EventType_STATES){NULL, 0})

/* --- the records */

/* Each returns the name of the first field that is missing or of the wrong type, or NULL. */
#define EVENT(kind, doc)                                                               \
    static const char *read_##kind(const cJSON *tree, Arena *arena, Event_##kind *event) \
    {
#define FIELD(type, name, doc)                                                         \
    if (!get_##type(cJSON_GetObjectItemCaseSensitive(tree, #name), arena, &event->name)) return #name;
#define OPTIONAL(type, name, doc)                                                      \
    event->name = none_##type;                                                         \
    if (cJSON_GetObjectItemCaseSensitive(tree, #name) != NULL) {                                          \
        FIELD(type, name, doc)                                                         \
    }
#define EVENT_END(kind)                                                                \
    return NULL;                                                                       \
    }
#include "events/event.def"
#undef EVENT
#undef FIELD
#undef OPTIONAL
#undef EVENT_END

static const char *read_fields(const cJSON *tree, Arena *arena, Event *event)
{
    switch (event->kind) {
#define EVENT(kind, doc)                                                               \
    case EVENT_##kind: return read_##kind(tree, arena, &event->kind##_);
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
    viv_unreachable("a kind beyond the last");
}

JsonEventResult json_event(const cJSON *tree, Arena *arena, Event *event, char *message, size_t size)
{
    const char *kind = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(tree, "t"));
    if (!cJSON_IsObject(tree) || kind == NULL) {
        snprintf(message, size, "a record is an object with a \"t\"");
        return JSON_EVENT_WRONG;
    }
    for (int i = 0; i < EVENT_KIND_COUNT; i++) {
        if (strcmp(kind, event_kind_name((EventKind)i)) != 0) continue;
        event->kind = (EventKind)i;
        const char *field = read_fields(tree, arena, event);
        if (field == NULL) return JSON_EVENT_READ;
        snprintf(message, size, "%s: \"%s\" is missing or of the wrong type", kind, field);
        return JSON_EVENT_WRONG;
    }
    return JSON_EVENT_UNKNOWN;
}
