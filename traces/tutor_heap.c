/* Kept true: whatever is named by a REF in a step is in that step's heap. */
#include "traces/tutor_heap.h"

#include <stdlib.h>

#include "traces/repr_json.h"

enum { MOST_TEXTS = 100000 };

void tutor_heap_fini(TutorHeap *heap)
{
    for (size_t i = 0; i < heap->texts.length; i++) free((char *)(uintptr_t)heap->texts.items[i].bytes);
    vec_fini(&heap->texts);
    vec_fini(&heap->ids);
    number_map_fini(&heap->seen);
}

static bool text_equals(EventText text, const char *word)
{
    return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

static void put_ref(TutorHeap *heap, uint32_t id)
{
    json_literal(heap->out, "[\"REF\",");
    json_unsigned(heap->out, id);
    json_literal(heap->out, "]");
    if (number_map_peek(&heap->seen, id) != NULL) return;
    if (number_map_put(&heap->seen, id, 1) < 0 || vec_push(&heap->ids, id) < 0) heap->failed = true;
}

/* A number for a simple value that is an object there. */
static uint32_t text_id(TutorHeap *heap, EventText text)
{
    for (size_t i = heap->texts.length; i-- > 0;) {
        EventText known = heap->texts.items[i];
        if (known.length == text.length && memcmp(known.bytes, text.bytes, text.length) == 0) return TUTOR_TEXTS + (uint32_t)i;
    }
    EventText copy = {strndup(text.bytes, text.length), text.length};
    if (copy.bytes == NULL || heap->texts.length >= MOST_TEXTS || vec_push(&heap->texts, copy) < 0) {
        free((char *)(uintptr_t)copy.bytes);
        heap->failed = true;
        return TUTOR_TEXTS;
    }
    return TUTOR_TEXTS + (uint32_t)heap->texts.length - 1;
}

static void put_simple(TutorHeap *heap, EventText text)
{
    const char *type = replay_simple_type(text);
    if (repr_json(heap->out, text)) return;
    if (strcmp(type, "int") == 0 || strcmp(type, "float") == 0) {
        json_literal(heap->out, "[\"SPECIAL_FLOAT\",");
        json_string(heap->out, text.bytes, text.length);
        json_literal(heap->out, "]");
    } else {
        put_ref(heap, text_id(heap, text));
    }
}

void tutor_put_value(TutorHeap *heap, EventValue value)
{
    if (value.kind == EVENT_VALUE_TEXT) put_simple(heap, value.text);
    else if (value.kind == EVENT_VALUE_OBJECT) put_ref(heap, value.object);
    else json_literal(heap->out, "[\"SPECIAL_FLOAT\",\"NULL\"]");
}

/* --- objects */

static void put_items(TutorHeap *heap, const ReplayObject *object)
{
    for (size_t i = 0; i < object->fields.length; i++) {
        json_literal(heap->out, ",");
        tutor_put_value(heap, object->fields.items[i].value);
    }
}

/* A key, of which the trace has the repr, or "<type #id>" and the like. */
static void put_key(TutorHeap *heap, EventText at)
{
    at.length = replay_key_length(at);
    if (at.length > 0 && strchr("<[{", at.bytes[0]) != NULL) json_string(heap->out, at.bytes, at.length);
    else put_simple(heap, at);
}

static void put_pairs(TutorHeap *heap, const ReplayObject *object)
{
    for (size_t i = 0; i < object->fields.length; i++) {
        json_literal(heap->out, ",[");
        put_key(heap, object->fields.items[i].at);
        json_literal(heap->out, ",");
        tutor_put_value(heap, object->fields.items[i].value);
        json_literal(heap->out, "]");
    }
}

static bool is_dunder(EventText name)
{
    return name.length > 4 && memcmp(name.bytes, "__", 2) == 0 && memcmp(name.bytes + name.length - 2, "__", 2) == 0;
}

static EventText bare(EventText repr)
{
    bool is_quoted = repr.length >= 2 && (repr.bytes[0] == '\'' || repr.bytes[0] == '"');
    return is_quoted ? (EventText){repr.bytes + 1, repr.length - 2} : repr;
}

/* The attributes, wherever they lie; for a class without what every class has. */
static void put_attributes(TutorHeap *heap, const ReplayObject *object, bool is_class)
{
    for (size_t i = 0; i < object->fields.length; i++) {
        const EventField *field = &object->fields.items[i];
        EventText name = bare(field->at);
        const ReplayObject *dict = NULL;
        if (text_equals(name, "__dict__") && field->value.kind == EVENT_VALUE_OBJECT)
            dict = replay_object(heap->replay, field->value.object);
        if (dict != NULL && dict != object) {
            put_attributes(heap, dict, is_class);
            continue;
        }
        bool is_common = text_equals(name, "__module__") || text_equals(name, "__qualname__") || text_equals(name, "__doc__") ||
                         text_equals(name, "__dict__") || text_equals(name, "__weakref__");
        if (is_class && is_dunder(name) && is_common) continue;
        json_literal(heap->out, ",[");
        json_string(heap->out, name.bytes, name.length);
        json_literal(heap->out, ",");
        tutor_put_value(heap, field->value);
        json_literal(heap->out, "]");
    }
}

/* What stands between the first space of "<class Name>" and its end, without the functions around it. */
static EventText inner_name(EventText repr)
{
    if (repr.length < 3) return repr; /* or none at all */
    const char *start = memchr(repr.bytes, ' ', repr.length), *end = repr.bytes + repr.length;
    if (start == NULL) return repr;
    EventText name = {start + 1, (size_t)(end - start - 2)};
    for (size_t i = name.length; i-- > 0;) {
        if (name.bytes[i] == '.') return (EventText){name.bytes + i + 1, name.length - i - 1};
    }
    return name;
}

static void put_function(TutorHeap *heap, const ReplayObject *object)
{
    EventText name = inner_name(object->repr);
    Buf text = BUF_INIT;
    buf_printf(&text, "%.*s(...)", (int)name.length, name.bytes);
    json_literal(heap->out, "[\"FUNCTION\",");
    json_string(heap->out, buf_text(&text), text.length);
    buf_fini(&text);
    const uint64_t *parent = number_map_peek(heap->parents, object->id);
    json_literal(heap->out, ",");
    if (parent == NULL) json_literal(heap->out, "null");
    else json_unsigned(heap->out, *parent);
    json_literal(heap->out, "]");
}

static void put_primitive(TutorHeap *heap, EventText type, EventText repr)
{
    json_literal(heap->out, "[\"HEAP_PRIMITIVE\",");
    json_string(heap->out, type.bytes, type.length);
    json_literal(heap->out, ",");
    json_string(heap->out, repr.bytes, repr.length);
    json_literal(heap->out, "]");
}

static bool starts_with(EventText text, const char *word)
{
    return text.length > strlen(word) && memcmp(text.bytes, word, strlen(word)) == 0;
}

static void put_object(TutorHeap *heap, const ReplayObject *object)
{
    JsonOut *out = heap->out;
    EventText type = object->type;
    bool is_own = object->id < VIEW_EARLIER;
    if (text_equals(type, "function")) {
        put_function(heap, object);
    } else if (text_equals(type, "builtin_function_or_method")) {
        json_literal(out, "[\"FUNCTION\",");
        EventText name = inner_name(object->repr);
        json_string(out, name.bytes, name.length);
        json_literal(out, ",null]");
    } else if (starts_with(object->repr, "<class ")) {
        EventText name = inner_name(object->repr);
        json_literal(out, "[\"CLASS\",");
        json_string(out, name.bytes, name.length);
        json_literal(out, ",[]");
        if (is_own) put_attributes(heap, object, true);
        json_literal(out, "]");
    } else if (text_equals(type, "module")) {
        EventText name = inner_name(object->repr);
        json_literal(out, "[\"module\",");
        json_string(out, name.bytes, name.length);
        json_literal(out, "]");
    } else if (is_own && (text_equals(type, "list") || text_equals(type, "tuple") || text_equals(type, "set") || text_equals(type, "frozenset"))) {
        json_raw(out, type.bytes[0] == 'l' ? "[\"LIST\"" : type.bytes[0] == 't' ? "[\"TUPLE\"" : "[\"SET\"",
                 type.bytes[0] == 't' ? 8 : type.bytes[0] == 'l' ? 7 : 6);
        put_items(heap, object);
        json_literal(out, "]");
    } else if (is_own && text_equals(type, "dict")) {
        json_literal(out, "[\"DICT\"");
        put_pairs(heap, object);
        json_literal(out, "]");
    } else if (is_own && object->fields.length > 0 && !text_equals(type, "cell")) {
        json_literal(out, "[\"INSTANCE\",");
        json_string(out, type.bytes, type.length);
        put_attributes(heap, object, false);
        json_literal(out, "]");
    } else {
        Buf text = BUF_INIT;
        replay_text(heap->replay, (EventValue){.kind = EVENT_VALUE_OBJECT, .object = object->id}, &text);
        put_primitive(heap, type, (EventText){buf_text(&text), text.length});
        buf_fini(&text);
    }
}

/* A simple value that is an object there: a tuple by its items, anything else as it is. */
static void put_text_object(TutorHeap *heap, EventText text)
{
    const char *type = replay_simple_type(text);
    if (strcmp(type, "tuple") != 0) {
        put_primitive(heap, (EventText){type, strlen(type)}, text);
        return;
    }
    const char *at = text.bytes + 1, *end = text.bytes + text.length;
    EventText item;
    json_literal(heap->out, "[\"TUPLE\"");
    while (repr_item(&at, end, &item)) {
        json_literal(heap->out, ",");
        put_simple(heap, item);
    }
    json_literal(heap->out, "]");
}

void tutor_put_heap(TutorHeap *heap)
{
    JsonOut *out = heap->out;
    json_literal(out, "\"heap\":{");
    for (size_t i = 0; i < heap->ids.length; i++) { /* grows as objects name others */
        uint32_t id = heap->ids.items[i];
        const ReplayObject *object = replay_object(heap->replay, id);
        if (i > 0) json_literal(out, ",");
        json_literal(out, "\"");
        json_unsigned(out, id);
        json_literal(out, "\":");
        if (object != NULL) put_object(heap, object);
        else if (id >= TUTOR_TEXTS && id - TUTOR_TEXTS < heap->texts.length) put_text_object(heap, heap->texts.items[id - TUTOR_TEXTS]);
        else put_primitive(heap, (EventText){"object", 6}, (EventText){"?", 1});
    }
    json_literal(out, "}");
    heap->ids.length = 0;
    number_map_fini(&heap->seen);
}
