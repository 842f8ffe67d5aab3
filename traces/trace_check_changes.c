/* Changes of variables and containers.  Kept true: `places` has what the trace said last of
   each place, and nothing of a place whose content it did not tell.  A change whose `old` is
   what is known there can be taken back as well as made, so a trace in which all are is one
   that a reader can walk in both directions.

   A variable is followed where it lives: in its frame, in the dict of a module or class body, or
   in its cell. */
#include <stdio.h>
#include <string.h>

#include "traces/trace_check_impl.h"

/* FNV-1a, continued over SIZE bytes. */
static uint64_t hash_more(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++) hash = (hash ^ at[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_begin(char kind)
{
    return hash_more(0xCBF29CE484222325u, &kind, 1);
}

uint64_t check_value_hash(EventValue value)
{
    switch (value.kind) {
    case EVENT_VALUE_TEXT: return hash_more(hash_begin('t'), value.text.bytes, value.text.length);
    case EVENT_VALUE_OBJECT: return hash_more(hash_begin('@'), &value.object, sizeof value.object);
    case EVENT_VALUE_NULL: break;
    }
    return hash_begin('0');
}

/* The place called NAME in the OWNER of that KIND, whose places were renumbered EPOCH times. */
static uint64_t place_of(char kind, uint64_t owner, uint64_t epoch, EventText name)
{
    uint64_t hash = hash_more(hash_begin(kind), &owner, sizeof owner);
    hash = hash_more(hash, &epoch, sizeof epoch);
    return hash_more(hash, name.bytes, name.length);
}

static int place_put(TraceCheck *check, uint64_t place, EventValue value)
{
    return number_map_put(&check->places, place, check_value_hash(value)) < 0 ? check_no_memory(check) : 0;
}

/* PLACE goes from OLD to NEW. */
static int place_change(TraceCheck *check, uint64_t place, const char *what, EventText name, EventValue old, EventValue new)
{
    const uint64_t *known = number_map_peek(&check->places, place);
    if (check_value(check, old) < 0 || check_value(check, new) < 0) return -1;
    if (known != NULL && *known != check_value_hash(old))
        return check_refuse(check, "%s: the old value of %.*s is not what was there", what,
                            (int)(name.length < 40 ? name.length : 40), name.bytes);
    return place_put(check, place, new);
}

/* --- variables */

int check_arguments(TraceCheck *check, const Event_call *event)
{
    for (size_t i = 0; i < event->locals.length; i++) {
        const EventBinding *local = &event->locals.items[i];
        if (check_value(check, local->value) < 0) return -1;
        if (place_put(check, place_of('l', (uint64_t)event->f, 0, local->name), local->value) < 0) return -1;
    }
    return 0;
}

static uint64_t name_hash(EventText name)
{
    return hash_more(hash_begin('n'), name.bytes, name.length);
}

int check_cell(TraceCheck *check, const Event_cell *event)
{
    CheckedFrame *frame = check_top(check, event->f);
    if (frame == NULL || check_object(check, event->id) < 0) return -1;
    CheckedCell cell = {name_hash(event->name), event->id};
    return vec_push(&frame->cells, cell) < 0 ? check_no_memory(check) : 0;
}

/* The place of variable NAME in the dict NAMESPACE, whose keys are told by their reprs; 0: unknown. */
static uint64_t place_in_dict(TraceCheck *check, uint32_t namespace, EventText name)
{
    const uint64_t *epoch = number_map_peek(&check->objects, namespace);
    char key[200];
    if (epoch == NULL || name.length + 3 > sizeof key || name.length > 60) return 0;
    int length = snprintf(key, sizeof key, "'%.*s'", (int)name.length, name.bytes);
    return place_of('i', namespace, *epoch, (EventText){key, (size_t)length});
}

static uint64_t place_in_cell(TraceCheck *check, const CheckedFrame *frame, EventText name)
{
    uint64_t hash = name_hash(name);
    for (size_t i = 0; i < frame->cells.length; i++) {
        const CheckedCell *cell = &frame->cells.items[i];
        const uint64_t *epoch = cell->name == hash ? number_map_peek(&check->objects, cell->object) : NULL;
        if (epoch != NULL) return place_of('a', cell->object, *epoch, (EventText){"cell_contents", 13});
    }
    return 0;
}

int check_var(TraceCheck *check, const Event_var *event)
{
    const CheckedFrame *frame = check_top(check, event->f);
    if (frame == NULL) return -1;
    uint64_t place = 0, source = frame->code->source;
    bool is_global = strcmp(event->scope, "global") == 0 || (strcmp(event->scope, "name") == 0 && frame->is_module);
    if (is_global && frame->globals == 0 && source != 0) place = place_of('g', source, 0, event->name); /* not told which dict */
    else if (strcmp(event->scope, "local") == 0) place = place_of('l', (uint64_t)event->f, 0, event->name);
    else if (strcmp(event->scope, "name") == 0) place = place_in_dict(check, frame->names, event->name);
    else if (strcmp(event->scope, "global") == 0) place = place_in_dict(check, frame->globals, event->name);
    else if (strcmp(event->scope, "cell") == 0) place = place_in_cell(check, frame, event->name);
    if (place == 0) return check_value(check, event->old) < 0 ? -1 : check_value(check, event->new);
    return place_change(check, place, "var", event->name, event->old, event->new);
}

/* --- containers */

static bool is_renumbering(const char *what)
{
    return strcmp(what, "insert") == 0 || strcmp(what, "pop") == 0 || strcmp(what, "clear") == 0 ||
           strcmp(what, "reorder") == 0;
}

int check_set(TraceCheck *check, const Event_set *event)
{
    uint64_t *epoch = number_map_peek(&check->objects, event->id);
    if (epoch == NULL) return check_refuse(check, "set: object %u was not told of, or died", event->id);
    char kind = strcmp(event->what, "attr") == 0 ? 'a' : 'i';
    if (strcmp(event->what, "insert") != 0 && event->at.bytes != NULL) {
        uint64_t place = place_of(kind, event->id, *epoch, event->at);
        if (place_change(check, place, "set", event->at, event->old, event->new) < 0) return -1;
    } else if (check_value(check, event->old) < 0 || check_value(check, event->new) < 0) {
        return -1;
    }
    *epoch += is_renumbering(event->what);
    return 0;
}

/* --- the whole state */

/* PLACE has VALUE, as far as is known. */
static int place_confirm(TraceCheck *check, uint64_t place, EventText name, EventValue value)
{
    const uint64_t *known = number_map_peek(&check->places, place);
    if (check_value(check, value) < 0) return -1;
    if (known != NULL && *known != check_value_hash(value))
        return check_refuse(check, "key: the value of %.*s is not what was told", (int)(name.length < 40 ? name.length : 40),
                            name.bytes);
    return known == NULL ? place_put(check, place, value) : 0;
}

/* A cell's value is the cell's own. */
static bool is_in_cell(const EventFrame *frame, EventText name)
{
    for (size_t i = 0; i < frame->cells.length; i++) {
        EventText cell = frame->cells.items[i].name;
        if (cell.length == name.length && memcmp(cell.bytes, name.bytes, name.length) == 0) return true;
    }
    return false;
}

int check_key(TraceCheck *check, const Event_key *event)
{
    if (check_running(check, event->frames) < 0) return -1;
    for (size_t i = 0; i < event->frames.length; i++) {
        const EventFrame *frame = &event->frames.items[i];
        for (size_t j = 0; j < frame->locals.length; j++) {
            const EventBinding *local = &frame->locals.items[j];
            if (is_in_cell(frame, local->name)) continue;
            uint64_t place = place_of('l', (uint64_t)frame->f, 0, local->name);
            if (place_confirm(check, place, local->name, local->value) < 0) return -1;
        }
    }
    for (size_t i = 0; i < event->objects.length; i++) {
        const EventState *object = &event->objects.items[i];
        const uint64_t *epoch = number_map_peek(&check->objects, object->id);
        if (epoch == NULL) return check_object(check, object->id);
        for (size_t j = 0; j < object->fields.length; j++) {
            const EventField *field = &object->fields.items[j];
            char kind = strcmp(field->what, "attr") == 0 ? 'a' : 'i';
            uint64_t place = place_of(kind, object->id, *epoch, field->at);
            if (place_confirm(check, place, field->at, field->value) < 0) return -1;
        }
    }
    return 0;
}
